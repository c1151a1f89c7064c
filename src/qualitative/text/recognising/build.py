"""Turns out of lines whose openings are chosen; times go to the turn, and what stands before the first is kept apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from qualitative.text.recognising.accounting import Aside, numbered
from qualitative.text.recognising.ends import with_times
from qualitative.text.recognising.heads import parted_head
from qualitative.text.recognising.lines import Line
from qualitative.text.recognising.messenger import MESSAGE, is_of_chat
from qualitative.text.recognising.openings import Opening
from qualitative.text.recognising.times import Stamp, stamp_at_end
from qualitative.text.recognising.told import line_ranges
from qualitative.text.recognising.turn import Turn, format_turn

__all__ = ["UNKNOWN", "Built", "Turn", "annotation", "build_turns", "format_turn"]

_RULE = re.compile(r"[ \t]{0,40}([-=*~–—])(?:[ \t]?\1){2,200}[ \t]{0,40}")
UNKNOWN = "?"  # who says what stands above the first label and is no head, or what bears a name without letters


@dataclass(frozen=True, slots=True)
class Built:
    """Turns, the head above them, and what was set aside on the way."""

    turns: list[Turn]
    head: list[str]
    before: list[str]
    asides: list[Aside]
    notes: tuple[str, ...]


def build_turns(
    lines: Sequence[Line], chosen: Mapping[int, Opening], name: Callable[[str], str], unlabelled: str | None = None
) -> Built:
    """The turns that `chosen` (line -> opening) opens; `name` gives the label that is written; `unlabelled` speaks in the rest."""
    builder = _Builder(lines, chosen, name, unlabelled)
    for index, line in enumerate(lines):
        builder.take(index, line)
    turns, times, told = with_times(builder.turns)
    head, before = parted_head(builder.before)
    told += _nameless_note(builder.nameless)
    return Built(turns, head, before, [*builder.asides, *(Aside("time", time) for time in times)], told)


def _nameless_note(numbers: Sequence[int]) -> tuple[str, ...]:
    many = len(numbers) > 1
    what = (
        f"messages on lines {line_ranges(numbers)} bear"
        if many
        else f"the message on line {line_ranges(numbers)} bears"
    )
    return (f"{what} no name that is known: kept as turn{'s' * many} of {UNKNOWN} (nobody)",) if numbers else ()


class _Builder:
    def __init__(
        self, lines: Sequence[Line], chosen: Mapping[int, Opening], name: Callable[[str], str], unlabelled: str | None
    ) -> None:
        self._lines, self._chosen, self._name, self._unlabelled = lines, chosen, name, unlabelled
        self._chat = sum(o.stamp is not None and o.stamp.date is not None for o in chosen.values()) * 2 > len(chosen)
        self._timed = sum(o.stamp is not None for o in chosen.values()) * 2 >= len(chosen)
        self._tight = all(not line.empty for line in lines[:-1])
        ends = sum((s := stamp_at_end(line.text)) is not None and s.begin > 0 for line in lines)
        starts = sum(line.stamp is not None and not line.only_time for line in lines)
        self._closes = ends >= 2 and ends > 2 * starts  # times stand behind the speech
        self._waiting: Stamp | None = None  # a time on a line of its own belongs to the turn that follows
        self.nameless: list[int] = []
        self._told = False  # the line before is the messenger's own
        self.turns: list[Turn] = []
        self.before: list[str] = []
        self.asides: list[Aside] = []

    def take(self, index: int, line: Line) -> None:
        if line.count:
            self.asides.append(numbered(line.count))
        if line.own or (self._told and not (line.empty or line.stamp or index in self._chosen)):
            self._tell(line, line.own or MESSAGE)  # the messenger's words, over several lines too
            return
        self._told = self._told and line.empty
        opening = self._chosen.get(index)
        if opening is not None:
            label = self._name(opening.label)
            self._open(label, line, opening.stamp, opening.end, annotation(opening.label, label))
        elif line.stamp and line.only_time and self._leads(index) and not self._ends_turn(index):
            self._waiting = line.stamp[0]
            self._aside("time", line.text)
        elif line.stamp and line.only_time and self._is_last(index) and self.turns:
            self._aside("time", line.text)  # where the recording ends
        elif line.stamp and self._wants_time():
            self._set_time(line)
        elif (
            line.stamp
            and self._chat
            and line.stamp[0].date
            and ":" not in line.text[line.stamp[1] : line.stamp[1] + 70]
        ):
            self._tell(line)
        elif self._chat and is_of_chat(line):  # somebody's whose name holds no letter
            self._open_nameless(line)
        elif line.stamp and self._goes_on(line):
            self._open(self.turns[-1].label, line, line.stamp[0], line.stamp[1])
        elif self.turns and _RULE.fullmatch(line.text):
            pass  # a rule between turns is no speech
        elif self._unlabelled and line.new_block and not line.text.startswith("#") and not self._is_silent():
            self._open_unlabelled(line)
        else:
            (self.turns[-1].parts if self.turns else self.before).append(line.text)

    def _open_nameless(self, line: Line) -> None:
        assert line.stamp is not None
        self.nameless.append(line.number)
        self._open(UNKNOWN, line, *line.stamp)

    def _tell(self, line: Line, kind: str = MESSAGE) -> None:
        if self._told and not is_of_chat(line):
            self.asides[-1] = replace(self.asides[-1], text=f"{self.asides[-1].text}\n{line.text}")
            return
        self._told = kind == MESSAGE
        self._aside(kind, line.text, f"line {line.number}", kind.replace(" of", "s of", 1))

    def _open(self, label: str, line: Line, stamp: Stamp | None, end: int, how: str = "") -> None:
        own = stamp or self._waiting
        speech = _without_closing_mark(line.text[:end], line.text[end:])
        speech = f"{how} {speech.lstrip()}" if how else speech
        self._aside("opening", line.text[:end].replace(how, "") if how else line.text[:end])
        self.turns.append(Turn(label, line.number, own.start if own else None, own.until if own else None, [speech]))
        self._waiting = None

    def _open_unlabelled(self, line: Line) -> None:
        timed = line.stamp is not None and line.stamp[0].bracket
        self._open(
            self._unlabelled or "",
            line,
            line.stamp[0] if timed and line.stamp else None,
            line.stamp[1] if timed and line.stamp else 0,
        )

    def _is_silent(self) -> bool:
        return bool(self.turns) and not self.turns[-1].speech

    def _wants_time(self) -> bool:
        return self._is_silent() and self.turns[-1].start is None

    def _set_time(self, line: Line) -> None:
        assert line.stamp is not None
        stamp, end = line.stamp
        self.turns[-1].start, self.turns[-1].until = stamp.start, stamp.until
        self._aside("time", line.text[:end])
        self.turns[-1].parts.append(line.text[end:])

    def _goes_on(self, line: Line) -> bool:
        """A time at the head of a paragraph without a label: the same speaker goes on."""
        if not self.turns or line.stamp is None or not self._timed or not (line.new_block or self._tight):
            return False
        stamp = line.stamp[0]
        return bool(stamp.bracket) or line.text[stamp.begin : stamp.end].count(":") == 2

    def _leads(self, index: int) -> bool:
        following = next(
            (n for n in range(index + 1, min(index + 8, len(self._lines))) if not self._lines[n].empty), None
        )
        return following is not None and (
            following in self._chosen or bool(self._unlabelled and self._lines[following].new_block)
        )

    def _is_last(self, index: int) -> bool:
        return all(line.empty or line.own for line in self._lines[index + 1 : index + 8]) and index + 8 >= len(
            self._lines
        )

    def _ends_turn(self, index: int) -> bool:
        """A time that the end of a line put below the speech that it ends."""
        below = index + 1 < len(self._lines) and self._lines[index + 1].empty
        return (self._closes or below) and bool(self.turns) and not self._lines[index - 1].empty

    def _aside(self, kind: str, text: str, place: str = "", plural: str = "") -> None:
        self.asides.append(Aside(kind, text, place, plural))


def annotation(label: str, written: str) -> str:
    """`(laughs)` of a label `P (laughs)` that is written as P: it belongs to the speech."""
    bracket = re.search(r"\s([(\[][^()\[\]]{1,40}[)\]])$", label)
    return bracket[1] if bracket and label[: bracket.start()].strip() == written and bracket[1][1:2].islower() else ""


def _without_closing_mark(head: str, speech: str) -> str:
    """`**P: Apa?**` closes behind the speech what was opened before the label."""
    opened = re.match(r"\s*([*_]{1,3})(?=[^*_]|$)", head)
    if opened and head.count(opened[1]) == 1 and speech.rstrip().endswith(opened[1]) and speech.count(opened[1]) == 1:
        return speech.rstrip()[: -len(opened[1])]
    return speech
