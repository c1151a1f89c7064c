"""Who of the speakers asks and who answers; how sure that is, and from what, is said of each. Pure.

A person's word counts first, then what the text says beside a label or in its head, then labels that are whole words (Interviewer), then
what speakers do: end on questions, say less than the others, begin, come back in other files. Letters (P, R) only lean to a side.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qualitative.text.recognising.words import asks, ends_on_question, is_nobody, is_sure_role, key_of, role_of

__all__ = ["Guess", "guess_roles"]

LEADS = 0.3  # points from which a speaker interviews
MARGIN = 0.1  # by how much more than the next
CLEAR = 0.35  # by how much more it is likely rather than unsure
# points: each turn that ends on a question, holds one elsewhere; saying less than the others; beginning; a letter; coming back elsewhere
_ENDS, _HOLDS, _BRIEF, _FIRST, _LETTER, _AGAIN = 1.0, 0.3, 0.25, 0.05, 0.15, 0.5


@dataclass(frozen=True, slots=True)
class Guess:
    """The role of one speaker. `certainty`: said (by a person), sure, likely, unsure."""

    label: str
    role: str
    certainty: str
    why: str

    def told(self) -> str:
        """A sentence, with the option that decides where it is unsure."""
        if self.certainty == "said":
            return ""
        other = "informant" if self.role == "interviewer" else "interviewer"
        quoted = f"'{self.label}={other}'" if " " in self.label else f"{self.label}={other}"
        return f"{self.label} taken as {self.role}, {self.why}" + (
            f"; unsure: --speakers {quoted} if not" if self.certainty == "unsure" else ""
        )


def guess_roles(
    turns: Sequence[tuple[str, str]],
    given: Mapping[str, str],
    hinted: Mapping[str, str],
    recurring: Collection[str] = (),
) -> list[Guess]:
    """A guess a label, in order of appearance. `turns` are (label, speech); `given` is what a person said, `hinted` what the
    text says beside a label or in its head, `recurring` the keys of labels that come back in other files while the rest differ.
    """
    order = list(dict.fromkeys(label for label, _ in turns))
    found: dict[str, Guess] = {}
    for label in order:
        if label in given:
            found[label] = Guess(label, given[label], "said", "as said")
        elif is_nobody(label) or _names_several(label, order):
            found[label] = Guess(label, "nobody", "sure", "since it names nobody in particular")
        elif hinted.get(label):
            found[label] = Guess(label, hinted[label], "sure", "as the text says")
        elif is_sure_role(label):
            found[label] = Guess(label, role_of(label) or "", "sure", "by its label")
    scene = _Scene(turns, order, _letters(order), recurring)
    if not any(guess.role == "interviewer" for guess in found.values()):
        _find_interviewer([label for label in order if label not in found], scene, found)
    led = any(guess.role == "interviewer" for guess in found.values())
    for label in order:
        if label not in found:
            found[label] = _rest(label, len(order), scene, led)
    return [found[label] for label in order]


def _names_several(label: str, order: Sequence[str]) -> bool:
    """`R1+R2`, where R1 and R2 speak too: both at once, and no third person."""
    parts = [key_of(part) for part in re.split(r"\s{0,3}[+&/,]\s{0,3}", label) if part]
    return len(parts) > 1 and set(parts) <= {key_of(other) for other in order if other != label}


def _letters(order: Sequence[str]) -> dict[str, str]:
    """Label -> role at which a letter hints; nothing where all labels are numbered alike (S1, S2) or go by the alphabet (A, B)."""
    stems = {re.sub(r"[\W_]*\d+$", "", label) for label in order}
    if len(order) > 1 and len(stems) == 1:
        return {}
    if sorted(label.upper() for label in order) == list("ABCDEFGHIJKL")[: len(order)] and len(order) > 1:
        return {}
    return {label: role for label in order if (role := role_of(label)) and not is_sure_role(label)}


class _Scene:
    """How much each speaker asks, says and leads; each turn is looked at once."""

    def __init__(
        self,
        turns: Sequence[tuple[str, str]],
        order: Sequence[str],
        letters: Mapping[str, str],
        recurring: Collection[str],
    ) -> None:
        by_words = not any(asks(speech) for _, speech in turns)
        spoken: dict[str, list[str]] = {label: [] for label in order}
        for label, speech in turns:
            spoken[label].append(speech)
        self.letters = letters
        self.ends: dict[str, float] = {}
        self.words: dict[str, float] = {}
        holds: dict[str, float] = {}
        for label, speeches in spoken.items():
            full = [speech for speech in speeches if len(speech.split()) >= 3] or speeches
            self.ends[label] = sum(ends_on_question(speech, by_words) for speech in full) / len(full)
            holds[label] = sum(asks(speech, by_words) for speech in full) / len(full)
            self.words[label] = sum(len(speech.split()) for speech in speeches) / len(speeches)
        total, number = sum(self.words.values()), max(len(order) - 1, 1)
        self.again = {label for label in order if key_of(label) in recurring}
        self.points = {
            label: _ENDS * self.ends[label]
            + _HOLDS * (holds[label] - self.ends[label])
            + _BRIEF * _less(self.words[label], (total - self.words[label]) / number)
            + _FIRST * (label == order[0])
            + _LETTER * {"interviewer": 1, "informant": -1}.get(letters.get(label, ""), 0)
            + _AGAIN * (label in self.again and len(self.again) < len(order))
            for label in order
        }

    def why(self, label: str) -> str:
        """What a guess rests on."""
        return f"{self.ends[label]:.0%} of its turns ask"


def _less(own: float, others: float) -> float:
    """1 where a speaker says next to nothing beside the others, -1 where they do."""
    return (others - own) / max(others, own, 1)


def _find_interviewer(left: Sequence[str], scene: _Scene, found: dict[str, Guess]) -> None:
    if not left or len(scene.points) < 2:
        for label in left:
            if label in scene.letters:
                found[label] = Guess(label, scene.letters[label], "likely", "by its label")
        return
    ranked = sorted(left, key=lambda label: -scene.points[label])
    best = ranked[0]
    rest = [scene.points[label] for label in scene.points if label != best]
    margin = scene.points[best] - max(rest)
    by_letter = [label for label in left if scene.letters.get(label) == "interviewer"]
    if (
        len(by_letter) > 1
        and len({re.sub(r"[\W_]*\d+$", "", label) for label in by_letter}) == 1
        and len(by_letter) < len(scene.points)
    ):
        found |= {label: Guess(label, "interviewer", "likely", "by its label") for label in by_letter}
        return
    if best in by_letter and len(by_letter) == 1:
        found[best] = Guess(best, "interviewer", "sure", "by its label")
    elif scene.points[best] >= LEADS and margin >= MARGIN:
        if best in scene.again:
            why = "since this speaker interviews in other files"
        else:
            why = scene.why(best)
        found[best] = Guess(best, "interviewer", "likely" if margin >= CLEAR else "unsure", why)
        for label in by_letter:
            found.setdefault(label, Guess(label, "informant", "likely", scene.why(label)))
    elif by_letter:
        found[by_letter[0]] = Guess(by_letter[0], "interviewer", "unsure", "by its label")


def _rest(label: str, speakers: int, scene: _Scene, led: bool) -> Guess:
    """Who is left answers; a second who nearly always ends on questions is a second interviewer."""
    if (
        led
        and speakers > 2
        and scene.ends[label] >= 0.6
        and scene.words[label] < 25
        and scene.letters.get(label) != "informant"
    ):
        return Guess(label, "interviewer", "unsure", scene.why(label))
    if scene.letters.get(label) == "informant":
        return Guess(label, "informant", "sure" if led else "likely", "by its label")
    return Guess(label, "informant", "likely" if led or speakers == 1 else "unsure", "since nothing says otherwise")
