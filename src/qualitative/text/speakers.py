"""Recognise who speaks in a text from outside, and write it in the corpus's form: `[HH:MM:SS-HH:MM:SS] LABEL: text`. Pure.

Nothing is lost: a head above the talk is given back as `preamble`, whatever else stands there is a turn of `?`, and a text whose turns
are in doubt stays prose. The words are counted in and out; where they do not agree the text stays as it is, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.text.recognising.accounting import Aside, Balance, balance
from qualitative.text.recognising.beside import beside_labels, dates
from qualitative.text.recognising.build import UNKNOWN, Built, Turn, annotation, build_turns, format_turn
from qualitative.text.recognising.choosing import NOBODY, Said, by_bold, chosen_openings, read_lines, with_times_behind
from qualitative.text.recognising.lines import Line, lines_of
from qualitative.text.recognising.naming import merged
from qualitative.text.recognising.openings import Opening
from qualitative.text.recognising.roles import Guess, guess_roles
from qualitative.text.recognising.timed import timed_paragraphs
from qualitative.text.recognising.told import (
    doubt,
    headings_note,
    lookalike,
    lookalikes_note,
    whole_labels_note,
    without_colon,
)
from qualitative.text.recognising.words import key_of, role_of
from qualitative.text.turns import parse_turns

__all__ = ["NOBODY", "UNKNOWN", "Transcript", "read_as_prose", "recognise"]


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text with its turns marked, or prose when `speakers` is empty. `notes` say what was guessed, and from what."""

    text: str
    speakers: Mapping[str, str] = field(default_factory=dict)
    turns: int = 0
    preamble: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()  # what of the file is neither in the text nor in the preamble
    guesses: tuple[Guess, ...] = ()
    lookalikes: tuple[tuple[int, str], ...] = ()  # (line, label) of what opened no turn
    merged: Mapping[str, str] = field(default_factory=dict)  # label of the file -> label of the text, where they differ
    opened: tuple[int, ...] = ()  # the file's line on which each turn opens


def recognise(
    text: str,
    given: Mapping[str, str] | None = None,
    unlabelled: str | None = None,
    *,
    strong: Mapping[int, tuple[int, int]] | None = None,
    recurring: Collection[str] = (),
    marked: Mapping[int, int] | None = None,
) -> Transcript:
    """The turns of `text`. `given` maps labels to interviewer, informant or text (no speaker), and overrules what is guessed.

    `unlabelled` is who speaks in paragraphs that bear no label; `strong` is the first bold stretch of lines (from 1);
    `recurring` the keys of labels that come back in other files; `marked` says of lines where a messenger's mark of its own words stands.
    """
    roles = {key_of(label): role for label, role in (given or {}).items()}
    names = {
        key_of(label): label
        for label in (*(given or {}), *([unlabelled] if unlabelled else []))
        if roles.get(key_of(label)) != NOBODY
    }
    said = Said(roles, names, unlabelled)
    lines, best, ranked = read_lines(text, strong, said, marked)
    chosen, shapes = chosen_openings(lines, best, said)
    if not chosen and not unlabelled:
        bold = by_bold(lines)
        if not bold:
            return _prose(text, lines, doubt(best, ranked, lines))
        chosen, shapes = (
            bold,
            (
                "the paragraphs in bold, italics or capitals ask: they are read as Interviewer, the others as Informant; --prose if not",
            ),
        )
    return _transcript(text, lines, chosen, shapes, said, recurring)


def read_as_prose(text: str) -> Transcript:
    """The text without turns; times at the heads of paragraphs are written as the corpus writes them."""
    return _prose(text, lines_of(text), ("read as prose, as said",))


def _prose(text: str, lines: Sequence[Line], notes: tuple[str, ...]) -> Transcript:
    timed = timed_paragraphs(text, lines)
    if timed is None:
        return Transcript(text, notes=notes)
    return Transcript(timed[0], notes=notes, opened=timed[1], asides=timed[2])


def _transcript(
    text: str,
    lines: Sequence[Line],
    chosen: Mapping[int, Opening],
    shapes: tuple[str, ...],
    said: Said,
    recurring: Collection[str],
) -> Transcript:
    spelt = _spellings(chosen, said)
    chosen = with_times_behind(chosen)
    same, merging = merged([spelt[key_of(chosen[i].label)] for i in sorted(chosen)], said.roles)
    if said.unlabelled:
        same.pop(said.unlabelled, None)

    def name(label: str) -> str:
        written = spelt.get(key_of(label), label)
        return same.get(written, written)

    built = build_turns(lines, chosen, name, said.unlabelled)
    if not built.turns:
        return Transcript(text)
    turns = _with_unknown(built)
    guesses = _guesses(turns, spelt, said, _hints(chosen, name, built.head), recurring)
    speakers = {guess.label: guess.role for guess in guesses}
    if any(turn.label == UNKNOWN for turn in turns):
        speakers = {UNKNOWN: "nobody"} | speakers
    body = "\n\n".join(format_turn(_plain(turn, speakers)) for turn in turns) + "\n"
    kept, sums = _kept(text, body, speakers, built)
    if not sums.even:
        return _prose(text, lines, (f"turns would not hold every word ({sums.told()}), so it stays prose",))
    joined = tuple(_joined(lines, chosen, said))
    whole = {opening.whole: name(opening.label) for opening in chosen.values() if opening.whole}
    written = {long: short for long, short in same.items() if long != short and not annotation(long, short)} | whole
    told = (*(said_of for guess in guesses if (said_of := guess.told())), *merging, *whole_labels_note(whole), *shapes)
    return Transcript(
        body,
        speakers,
        kept,
        "\n".join(built.head).strip(),
        (
            *told,
            *built.notes,
            *_unknown_note(built),
            *lookalikes_note(joined, speakers),
            *headings_note(lines, set(chosen)),
        ),
        _asides(lines, chosen, built, name, written),
        guesses,
        joined,
        written,
        tuple(turn.line for turn in turns),
    )


def _guesses(
    turns: Sequence[Turn], spelt: Mapping[str, str], said: Said, hints: Mapping[str, str], recurring: Collection[str]
) -> tuple[Guess, ...]:
    """The roles of all who speak, those that a person said among them."""
    known = {
        label: said.roles.get(key_of(label), "informant")
        for label in spelt.values()
        if key_of(label) in said.roles or label == said.unlabelled
    }
    speech = [(turn.label, turn.speech) for turn in turns if turn.label != UNKNOWN]
    return tuple(guess_roles(speech, known, hints, recurring))


def _asides(
    lines: Sequence[Line],
    chosen: Mapping[int, Opening],
    built: Built,
    name: Callable[[str], str],
    written: Mapping[str, str],
) -> tuple[Aside, ...]:
    """What stands beside the turns and is not in the text: labels and times are, in another form."""
    asides = tuple(aside for aside in built.asides if aside.kind not in ("opening", "time"))
    return asides + dates(chosen.values()) + beside_labels(lines, chosen, name, written)


def _spellings(chosen: Mapping[int, Opening], said: Said) -> dict[str, str]:
    """Key -> the commonest spelling, or the one that a person gave."""
    counts: dict[str, dict[str, int]] = {}
    for index in sorted(chosen):
        label = chosen[index].label
        group = counts.setdefault(key_of(label), {})
        group[label] = group.get(label, 0) + 1
    return {key: said.names.get(key) or max(group, key=lambda label: group[label]) for key, group in counts.items()} | (
        {key_of(said.unlabelled): said.unlabelled} if said.unlabelled else {}
    )


def _hints(chosen: Mapping[int, Opening], name: Callable[[str], str], head: Sequence[str]) -> dict[str, str]:
    """Label -> role, where it stands beside the label, or the head says `Interviewer: Ratna (R)`."""
    found = {name(opening.label): opening.role for opening in chosen.values() if opening.role}
    labels = {name(opening.label) for opening in chosen.values()}
    for line in head:
        field_name, colon, value = line.strip(" *_-•|").partition(":")
        role = role_of(field_name.strip(" *_")) if colon and len(field_name) <= 40 else None
        for label in labels if role else ():
            short = re.search(r"[(\[](.{1,20}?)[)\]]", value)
            if (
                key_of(label) == key_of(value.strip(" *_"))
                or (short and key_of(label) == key_of(short[1]))
                or re.search(rf"(?<!\w){re.escape(label)}(?!\w)", value)
            ):
                found.setdefault(label, role or "")
    return found


def _with_unknown(built: Built) -> list[Turn]:
    speech = "\n".join(built.before).strip()
    return [Turn(UNKNOWN, 1, parts=[speech]), *built.turns] if speech else built.turns


def _unknown_note(built: Built) -> tuple[str, ...]:
    words = len(" ".join(built.before).split())
    return (
        (f"{words} words above the first label may be speech: kept as a turn of {UNKNOWN} (nobody)",) if words else ()
    )


def _plain(turn: Turn, speakers: Mapping[str, str]) -> Turn:
    """A line inside a turn must not look like a timestamped or declared label, which the corpus takes for a turn."""
    first, *rest = turn.speech.split("\n")
    made = [
        re.sub(
            r"^(\s{0,9})\[(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:-\d[\d:]{3,9})?)\](?=[^:\n]{1,66}:)",
            r"\1(\2)",
            line,
        )
        for line in rest
    ]
    made = [
        f" {line}" if line.partition(":")[0].rstrip() in speakers and not line[:1].isspace() else line for line in made
    ]
    return Turn(turn.label, turn.line, turn.start, turn.until, [first, *made])


def _kept(text: str, body: str, speakers: Mapping[str, str], built: Built) -> tuple[int, Balance]:
    """(turns as the corpus will read them, the words of the file against those of the turns, the head and what was set aside)."""
    turns = parse_turns(body, speakers)
    spoken = [body[turn.start : turn.end] for turn in turns]
    return len(turns), balance(text, spoken, [*built.head, *(aside.text for aside in built.asides)])


def _joined(lines: Sequence[Line], chosen: Mapping[int, Opening], said: Said) -> Iterator[tuple[int, str]]:
    """(line, label) of what looks like a turn and became part of the one before; a label said to be text is none."""
    begun = False
    names = {key_of(opening.label): opening.label for opening in chosen.values()}
    tight = len(chosen) * 2 > sum(not line.empty for line in lines)
    above = sum(opening.form in ("alone", "heading") for opening in chosen.values()) * 2 > len(chosen)
    for index, line in enumerate(lines):
        if index in chosen or (said.unlabelled and line.new_block and not line.text.startswith("#")):
            begun = True
        elif (
            begun
            and (label := lookalike(line, above) or without_colon(line, names, tight))
            and said.roles.get(key_of(label)) != NOBODY
        ):
            yield line.number, label
