"""Who of the speakers asks and who answers; how sure that is, and from what, is said of each. Pure."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from qualitative.text.recognising.words import asks, is_sure_role, key_of, role_of

__all__ = ["Guess", "guess_roles"]

ASKS = 0.3  # an interviewer asks in at least this share of turns of some length
MARGIN = 0.2  # and by so much more than the others


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
        return f"{self.label} taken as {self.role}, {self.why}" + (f"; unsure: --speakers {quoted} if not" if self.certainty == "unsure" else "")


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
    scene = _Scene(turns, order)
    found: dict[str, Guess] = {}
    for label in order:
        if label in given:
            found[label] = Guess(label, given[label], "said", "as said")
        elif hinted.get(label):
            found[label] = Guess(label, hinted[label], "sure", "as the text says")
        elif is_sure_role(label):
            found[label] = Guess(label, role_of(label) or "", "sure", "by its label")
    _by_letters(order, scene, found)
    if not any(guess.role == "interviewer" for guess in found.values()):
        _who_asks(order, scene, found, recurring)
    for label in order:
        found.setdefault(label, _rest(label, order, scene, found))
    return [found[label] for label in order]


class _Scene:
    """How much each speaker asks and says."""

    def __init__(self, turns: Sequence[tuple[str, str]], order: Sequence[str]) -> None:
        by_words = not any(asks(speech) for _, speech in turns)
        self.asks: dict[str, float] = {}
        self.words: dict[str, float] = {}
        for label in order:
            spoken = [speech for speaker, speech in turns if speaker == label]
            full = [speech for speech in spoken if len(speech.split()) >= 3] or spoken
            self.asks[label] = sum(asks(speech, by_words) for speech in full) / len(full)
            self.words[label] = sum(len(speech.split()) for speech in spoken) / len(spoken)
        self.first = order[0] if order else ""

    def leads(self, label: str, others: Sequence[str]) -> float:
        """How much more than the others a speaker leads the talk: by asking, by saying less, by beginning."""
        rest = [other for other in others if other != label]
        if not rest:
            return 0.0
        most = max(self.asks[other] for other in rest)
        brief = self.words[label] * 2 <= min(self.words[other] for other in rest)
        return self.asks[label] - most + 0.1 * brief + 0.05 * (self.first == label)


def _by_letters(order: Sequence[str], scene: _Scene, found: dict[str, Guess]) -> None:
    """P, I, R and the like hint at a role; where the asking clearly says the opposite, the asking counts."""
    letters = {label: role_of(label) or "" for label in order if label not in found and role_of(label)}
    asking = [label for label, role in letters.items() if role == "interviewer"]
    if len(asking) > 1:  # P and I together are pewawancara and informan, or participant and interviewer
        most = max(asking, key=lambda label: (scene.asks[label], label.casefold() != "p"))
        for label in asking:
            role = "interviewer" if label == most else "informant"
            found[label] = Guess(label, role, "likely", f"{scene.asks[label]:.0%} of its turns ask")
        letters = {label: role for label, role in letters.items() if label not in asking}
    elif not any(guess.role == "interviewer" for guess in found.values()):
        leader = max(order, key=lambda label: scene.leads(label, order), default=None)
        lead = scene.leads(leader, order) if leader else 0
        against = [label for label in asking if label != leader]
        if leader and leader not in found and leader in letters and lead >= 2 * MARGIN and (against or not asking) and letters[leader] == "informant":
            found[leader] = Guess(leader, "interviewer", "likely", f"{scene.asks[leader]:.0%} of its turns ask")
            for label in against:
                found[label] = Guess(label, "informant", "likely", f"{scene.asks[label]:.0%} of its turns ask")
    for label, role in letters.items():
        found.setdefault(label, Guess(label, role, "sure" if len(order) > 1 else "likely", "by its label"))


def _who_asks(order: Sequence[str], scene: _Scene, found: dict[str, Guess], recurring: Collection[str]) -> None:
    left = [label for label in order if label not in found]
    again = [label for label in left if key_of(label) in recurring]
    if len(again) == 1 and len(order) > 1 and scene.leads(again[0], order) > -MARGIN:
        found[again[0]] = Guess(again[0], "interviewer", "likely", "since this speaker comes back in other files while the others differ")
        return
    most = max(left, key=lambda label: scene.leads(label, order), default=None)
    if most is None or len(order) < 2:
        return
    lead = scene.leads(most, order)
    answers_sure = all(found[label].role == "informant" for label in order if label != most and label in found) and len(left) == 1
    if scene.asks[most] >= ASKS and lead >= MARGIN:
        certainty = "likely" if lead >= 1.5 * MARGIN or scene.asks[most] >= 0.5 else "unsure"
        found[most] = Guess(most, "interviewer", certainty, f"{scene.asks[most]:.0%} of its turns ask")
    elif (answers_sure and scene.asks[most] > 0) or (len(order) == 2 and lead >= MARGIN / 2 and scene.asks[most] > 0.1):
        found[most] = Guess(most, "interviewer", "unsure", f"{scene.asks[most]:.0%} of its turns ask")


def _rest(label: str, order: Sequence[str], scene: _Scene, found: Mapping[str, Guess]) -> Guess:
    """Who is left answers; a second who asks nearly always is a second interviewer."""
    interviewers = [guess for guess in found.values() if guess.role == "interviewer"]
    if interviewers and len(order) > 2 and scene.asks[label] >= 0.7 and scene.words[label] < 25:
        return Guess(label, "interviewer", "unsure", f"{scene.asks[label]:.0%} of its turns ask")
    certainty = "likely" if interviewers or len(order) == 1 else "unsure"
    return Guess(label, "informant", certainty, "since nothing says otherwise")
