"""The loss report: for each kind of thing what the file holds, what was taken, kept aside or left out, and why. The numbers add up, or nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypedDict

from qualitative.errors import ReaderError

__all__ = ["KINDS", "Losses", "Reason", "Report", "Row", "RowReport"]

KINDS = (
    "documents", "characters", "codes", "codings", "noted passages", "coders", "memos", "cases", "values", "sets", "links",
    "media", "done marks", "settled codings", "persons", "dates", "colours", "descriptions", "rich texts",
)  # fmt: skip
_LISTED = 200  # remarks of a kind that are listed one by one; more are counted


class Reason(TypedDict):
    """How many were kept aside or left out for one reason."""

    count: int
    why: str


class RowReport(TypedDict):
    """One row of the report as JSON."""

    kind: str
    in_file: int
    taken: int
    kept_aside: int
    left_out: int
    why: list[Reason]


class Report(TypedDict):
    """The report as JSON: `rows` by kind, `positions` as a sentence (empty where there are none), and remarks."""

    tool: str
    producer: str
    file: str
    sha256: str
    at: str
    rows: list[RowReport]
    positions: str
    remarks: list[str]


@dataclass
class Row:
    """One kind: the four numbers, and reasons with their counts."""

    in_file: int = 0
    taken: int = 0
    kept: int = 0
    left: int = 0
    why: dict[str, int] = field(default_factory=dict)

    @property
    def adds_up(self) -> bool:
        """Whether everything in the file is accounted for."""
        return self.in_file == self.taken + self.kept + self.left


@dataclass
class Losses:
    """The rows by kind, and remarks: what was decided, changed, made up or assumed."""

    rows: dict[str, Row] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    positions: str = ""
    _more: dict[str, int] = field(default_factory=dict)

    def __getitem__(self, kind: str) -> Row:
        row = self.rows.get(kind)
        if row is None:
            if kind not in KINDS:
                raise KeyError(kind)
            row = self.rows[kind] = Row()
        return row

    def found(self, kind: str, number: int = 1) -> None:
        """Count what the file holds."""
        self[kind].in_file += number

    def took(self, kind: str, number: int = 1) -> None:
        """Count what went into the study (or into the file that is written)."""
        self[kind].taken += number

    def kept(self, kind: str, number: int, why: str) -> None:
        """Count what lies beside the study, whole."""
        if number:
            row = self[kind]
            row.kept += number
            row.why[why] = row.why.get(why, 0) + number

    def left(self, kind: str, number: int, why: str) -> None:
        """Count what is not taken over."""
        if number:
            row = self[kind]
            row.left += number
            row.why[why] = row.why.get(why, 0) + number

    def remark(self, sentence: str, group: str = "") -> None:
        """Tell one thing; of a `group` the first are told one by one, and the rest counted."""
        if group:
            self._more[group] = self._more.get(group, 0) + 1
            if self._more[group] > _LISTED:
                return
        self.remarks.append(sentence)

    @property
    def all_remarks(self) -> list[str]:
        """The remarks, with how many of a group are not listed."""
        more = [f"{n - _LISTED} more: {group}" for group, n in self._more.items() if n > _LISTED]
        return [*self.remarks, *more]

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left out."""
        return not any(row.left for row in self.rows.values())

    def check(self) -> None:
        """Raises ReaderError where a number does not add up: then something would be lost without a word."""
        for kind, row in self.rows.items():
            if not row.adds_up:
                raise ReaderError(
                    f"the report does not add up: {row.in_file} {kind}, but {row.taken} taken, {row.kept} kept aside and"
                    f" {row.left} left out; nothing was written, please report this file"
                )

    def table(self) -> list[RowReport]:
        """The rows in a fixed order; kinds of which there are none are left out."""
        return [_row_report(kind, self.rows[kind]) for kind in KINDS if kind in self.rows and _any(self.rows[kind])]

    def lines(self) -> Iterator[str]:
        """The report for people: a table, then reasons, positions and remarks."""
        rows = self.table()
        width = max((len(row["kind"]) for row in rows), default=4)
        if rows:
            yield f"{'':{width}}  {'in the file':>11} {'taken':>9} {'kept aside':>10} {'left out':>9}"
        for row in rows:
            yield (
                f"{row['kind']:{width}}  {row['in_file']:>11,} {row['taken']:>9,} {row['kept_aside']:>10,} {row['left_out']:>9,}"
            )
        for row in rows:
            for reason in row["why"]:
                yield f"{reason['count']:,} {row['kind']}: {reason['why']}"
        if self.positions:
            yield f"positions: {self.positions}"
        yield from self.all_remarks


def _any(row: Row) -> bool:
    return bool(row.in_file or row.taken or row.kept or row.left)


def _row_report(kind: str, row: Row) -> RowReport:
    why: list[Reason] = [{"count": count, "why": why} for why, count in row.why.items()]
    return {
        "kind": kind,
        "in_file": row.in_file,
        "taken": row.taken,
        "kept_aside": row.kept,
        "left_out": row.left,
        "why": why,
    }
