"""Recognise who speaks in a text from outside, and write it in the corpus's form: `[HH:MM:SS] LABEL: text`. Pure.

Nothing is lost: what stands before the first turn is given back as `preamble`, and a text whose turns are in doubt stays prose.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.text.labels import Opening, is_name, parse_opening, role_of
from qualitative.text.lookalikes import declared_opening, lookalike, lookalikes_note
from qualitative.text.roles import guess_roles

__all__ = ["NOBODY", "Transcript", "recognise"]

NOBODY = "text"  # the role by which a person says that a label names no speaker


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text with its turns marked, or prose when `speakers` is empty. `notes` say what was guessed, and from what."""

    text: str
    speakers: Mapping[str, str] = field(default_factory=dict)
    turns: int = 0
    preamble: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    opening: Opening | None
    new_block: bool  # the line before it is blank


@dataclass(slots=True)
class _Turn:
    time: str | None
    label: str
    lines: list[str]

    @property
    def speech(self) -> str:
        return "\n".join(_plain(line) for line in self.lines).strip()


@dataclass(frozen=True, slots=True)
class _Label:
    """All that the text shows of one label: how it is spelt, how often it opens a line, what speaks for a speaker."""

    name: str
    count: int
    sure: bool
    role: str | None
    first: int


def recognise(text: str, given: Mapping[str, str] | None = None, unlabelled: str | None = None) -> Transcript:
    """The turns of `text`. `given` maps labels to interviewer, informant or text (no speaker), and overrules what is guessed.

    `unlabelled` is who speaks in paragraphs that bear no label.
    """
    said = {_key(label): role for label, role in (given or {}).items()}
    names = {_key(label): label for label in (*(given or {}), *([unlabelled] if unlabelled else []))}
    lines = _lines(text, {key for key in names if said.get(key) != NOBODY})
    labels = _labels(lines, said, names)
    if not labels and not unlabelled:
        return Transcript(text, notes=_timed_prose(lines))
    doubt = "" if unlabelled or any(role != NOBODY for role in said.values()) else _doubt(lines, labels)
    if doubt:
        return Transcript(text, notes=(doubt,))
    turns, preamble = _turns(lines, labels, unlabelled)
    if not turns:
        return Transcript(text)
    spoken = [(turn.label, turn.speech) for turn in turns]
    wanted = {label.name: said[key] for key, label in labels.items() if key in said}
    if unlabelled:
        wanted[unlabelled] = said.get(_key(unlabelled), "informant")
    roles, notes = guess_roles(spoken, wanted, {label.name: label.role for label in labels.values() if label.role})
    joined = lookalikes_note(list(_joined(lines, labels, said, unlabelled)), roles)
    return Transcript("\n\n".join(map(_format, turns)) + "\n", roles, len(turns), preamble, (*notes, *joined))


def _key(label: str) -> str:
    return " ".join(label.split()).casefold()


def _is_heading(line: str) -> bool:
    return re.match(r"#{1,6}\s", line) is not None


def _lines(text: str, declared: Collection[str] = ()) -> list[_Line]:
    found, blank = [], True
    for line in text.split("\n"):
        opening = None if _is_heading(line) else parse_opening(line)
        if opening is None or opening.kind in ("time", "alone"):
            opening = declared_opening(line, declared) or opening
        found.append(_Line(line, opening, blank and bool(line.strip())))
        only_time = opening is not None and opening.kind == "time" and not line[opening.end :].strip()
        blank = not line.strip() or (blank and only_time)
    return found


def _labels(lines: Sequence[_Line], said: Mapping[str, str], names: Mapping[str, str]) -> dict[str, _Label]:
    """Key -> label, for each that names a speaker."""
    known = {key: label for key, label in _candidates(lines, names).items() if said.get(key) != NOBODY}
    found = {
        key: label
        for key, label in known.items()
        if key in names or (is_name(label.name) and (label.count >= 2 or label.sure))
    }
    if any(label.sure for label in found.values()):
        # beside sure labels, a name that opens a paragraph once is one more speaker, not a part of the turn before it
        tight = all(line.text.strip() for line in lines[:-1])
        found |= {
            key: label
            for key, label in known.items()
            if is_name(label.name) and (tight or lines[label.first].new_block)
        }
    # `Informan: NH`, once, above the talk of P and NH, tells who NH is; nobody says "NH" there
    often = [label.first for label in found.values() if label.count >= 2]
    if len(often) >= 2:
        head = [
            key for key, label in found.items() if label.count == 1 and label.first < min(often) and key not in names
        ]
        for key in head:
            del found[key]
    return found


def _candidates(lines: Sequence[_Line], names: Mapping[str, str]) -> dict[str, _Label]:
    openings: dict[str, list[tuple[int, Opening]]] = {}
    for position, line in enumerate(lines):
        opening = line.opening
        if opening and opening.kind != "time" and (opening.kind != "alone" or _stands_alone(lines, position, names)):
            openings.setdefault(_key(opening.label), []).append((position, opening))
    return {
        key: _Label(
            names.get(key) or Counter(opening.label for _, opening in group).most_common(1)[0][0],
            len(group),
            any(o.kind == "voice" or o.time or o.role or o.bold or role_of(o.label) for _, o in group),
            next((opening.role for _, opening in group if opening.role), None),
            group[0][0],
        )
        for key, group in openings.items()
    }


def _stands_alone(lines: Sequence[_Line], position: int, names: Mapping[str, str]) -> bool:
    """Whether a line is a label without a colon, above the speech: `PEWAWANCARA`, or `Bu Ani  0:03` as recorders write."""
    opening = lines[position].opening
    if opening is None or position + 1 >= len(lines) or not lines[position + 1].text.strip():
        return False
    known = _key(opening.label) in names or (
        len(opening.label) > 1 and role_of(opening.label) and len(opening.label.split()) <= 2
    )
    return bool(opening.time or known) and (lines[position].new_block or bool(opening.time))


def _doubt(lines: Sequence[_Line], labels: Mapping[str, _Label]) -> str:
    """Why the text stays prose, or nothing when it is a transcript."""
    blocks = [n for n, line in enumerate(lines) if line.new_block and not _is_heading(line.text)]
    opened = [n for n in range(len(lines)) if _opens(lines, n, labels)]
    share = len(set(blocks) & set(opened)) / max(len(blocks), 1)
    dense = len(opened) / max(sum(bool(line.text.strip()) for line in lines), 1)
    name = ", ".join(label.name for label in labels.values())
    roles = [label.role or role_of(label.name) for label in labels.values()]
    if len(labels) >= 2:
        enough = max(share, dense) >= (0.15 if any(roles) else 0.4)
    else:
        enough = share >= 0.9 or (opened[:1] == blocks[:1] and len(opened) == 1 and roles != ["interviewer"])
    if enough:
        return ""
    if len(labels) == 1 and any(roles) and len(opened) >= 2:
        return f"only {name} is labelled and nothing says who speaks in the other paragraphs, so it stays prose; --unlabelled LABEL makes turns"
    return f"read as prose, because {name} stands before a colon in {share:.0%} of the paragraphs only; --speakers LABEL=informant makes turns"


def _timed_prose(lines: Sequence[_Line]) -> tuple[str, ...]:
    times = sum(line.opening is not None and line.opening.kind == "time" for line in lines)
    return ("timestamps, but no speaker's label: read as prose; --unlabelled LABEL makes turns",) if times >= 3 else ()


def _opens(lines: Sequence[_Line], position: int, labels: Mapping[str, _Label]) -> bool:
    opening = lines[position].opening
    if opening is None or opening.kind == "time" or _key(opening.label) not in labels:
        return False
    return opening.kind != "alone" or _stands_alone(lines, position, labels)  # type: ignore[arg-type]


def _turns(lines: Sequence[_Line], labels: Mapping[str, _Label], unlabelled: str | None) -> tuple[list[_Turn], str]:
    """(turns, what stands before the first)."""
    turns: list[_Turn] = []
    preamble: list[str] = []
    waiting: str | None = None  # a timestamp on a line of its own belongs to the turn that follows
    for position, line in enumerate(lines):
        opening = line.opening
        if opening and _opens(lines, position, labels):
            turns.append(_Turn(opening.time or waiting, labels[_key(opening.label)].name, [line.text[opening.end :]]))
            waiting = None
        elif opening and opening.kind == "time" and _leads(lines, position, labels, unlabelled):
            waiting = opening.time
        elif unlabelled and line.new_block and not _is_heading(line.text) and not (turns and not turns[-1].speech):
            turns.append(_unlabelled(line, unlabelled, waiting))
            waiting = None
        else:
            (turns[-1].lines if turns else preamble).append(line.text)
    return turns, "\n".join(preamble).strip()


def _joined(
    lines: Sequence[_Line], labels: Mapping[str, _Label], said: Mapping[str, str], unlabelled: str | None
) -> Iterator[tuple[int, str]]:
    """(line from 1, label) of what looks like a turn and became part of the one before; a label said to be text is none."""
    begun = False
    for position, line in enumerate(lines):
        if _opens(lines, position, labels) or (unlabelled and line.new_block and not _is_heading(line.text)):
            begun = True
        elif begun and (label := lookalike(line.text)) and said.get(_key(label)) != NOBODY:
            yield position + 1, label


def _leads(lines: Sequence[_Line], position: int, labels: Mapping[str, _Label], unlabelled: str | None) -> bool:
    """Whether a line holds only a timestamp and the next one opens a turn."""
    opening = lines[position].opening
    if opening is None or lines[position].text[opening.end :].strip():
        return False
    following = next((n for n in range(position + 1, len(lines)) if lines[n].text.strip()), None)
    return following is not None and (
        _opens(lines, following, labels) or bool(unlabelled and lines[following].new_block)
    )


def _unlabelled(line: _Line, label: str, waiting: str | None) -> _Turn:
    timed = line.opening is not None and line.opening.kind == "time" and line.text.lstrip()[:1] in "[(<#"
    if line.opening is None or not timed:
        return _Turn(waiting, label, [line.text])
    return _Turn(line.opening.time, label, [line.text[line.opening.end :]])


def _format(turn: _Turn) -> str:
    return f"{f'[{turn.time}] ' if turn.time else ''}{turn.label}: {turn.speech}".rstrip()


def _plain(line: str) -> str:
    """A line inside a turn must not look like a timestamped label, which the corpus takes for a turn."""
    return re.sub(r"^(\s*)\[(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)\](?=[^:\n]{1,41}:)", r"\1(\2)", line)
