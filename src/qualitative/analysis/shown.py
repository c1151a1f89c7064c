"""What a result shows of itself: cells of text with the segments behind them, whatever draws them. Pure.

A result that is more than a table has a method `shown(say)`; a table shows itself by the names of its columns (see KINDS).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, Self, TypeAlias, runtime_checkable

from qualitative.errors import StatisticError
from qualitative.i18n import FALLBACK, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "KINDS",
    "NONE",
    "UNREAD",
    "Count",
    "Say",
    "Showable",
    "Shown",
    "ShownCell",
    "ShowsItself",
    "segments_cell",
    "shown_of",
    "spoken",
]

Count: TypeAlias = Callable[[tuple[str, ...]], int]  # ids of segments → how many statements they are
Say: TypeAlias = Callable[[str, object], str]  # (kind, key) → its words in the chosen language

# which kind of thing the column of that name holds, for `say`
KINDS = {
    "first": "code", "second": "code", "code": "code", "theme": "code", "case": "case", "unit": "case", "attribute": "attribute",
    "value": "value", "why": "why", "kind": "negative",
}  # fmt: skip
NONE = "–"  # looked for, and not there
UNREAD = "○"  # not read for, or not everywhere: nothing may be called absent
COUNTING = ("places", "count")  # columns that say how many statements the segments in `ids` are of
# columns of numbers that are missing where something was not read for
COUNTS = ("persons", "groups", "in_groups", "places", "agreed", "documents", "cases", "segments", "words")
_PLAIN = ("document", "date", "speaker", "informant", "section")  # what goes by its own name
_SEGMENT = re.compile(r".+\.\d+-\d+")


@dataclass(frozen=True)
class ShownCell:
    """Text, the segments that it rests on, a typical passage (a segment's id), and a note such as why a value is NA.

    `lines` are texts above it, each with who wrote it; a `marked` note stands out.
    """

    text: str
    ids: tuple[str, ...] = ()
    passage: str = ""
    note: str = ""
    lines: tuple[tuple[str, str], ...] = ()
    marked: bool = False


@dataclass(frozen=True)
class Shown:
    """Names of columns and rows of cells; `header` columns name the row, and `notes` stand below."""

    columns: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    header: int = 0
    notes: tuple[str, ...] = ()

    def ids(self) -> tuple[str, ...]:
        """All segments that some cell rests on or quotes."""
        cells = [cell for row in self.rows for cell in row]
        return tuple(dict.fromkeys(id for cell in cells for id in (*cell.ids, cell.passage) if id))


@runtime_checkable
class Showable(Protocol):
    """A result, or a cell of one, that shows itself."""

    def shown(self, say: Say, /) -> Shown | ShownCell:
        """What it shows, in the words of `say`."""
        ...


class ShowsItself:
    """A result that a notebook shows, and a terminal prints, as `shown` says: never as its fields, in which what was not read for is 0.

    Which words and passages stand in it is known to whoever made it (`shown_by`); by itself it shows ids.
    """

    _by: _Shower | None = None

    def shown_by(self, shower: _Shower) -> Self:
        """The same, shown in the words of `shower`."""
        object.__setattr__(self, "_by", shower)  # of a frozen dataclass: it is no part of the result
        return self

    def _repr_html_(self) -> str | None:
        return None if self._by is None else self._by.show(self).html

    def __repr__(self) -> str:
        return _plain(shown_of(self, _by_id if self._by is None else self._by.say))


class _Shower(Protocol):
    """Who knows the words and passages of a choice."""

    def say(self, kind: str, key: object, /) -> str: ...

    def show(self, result: object, /) -> _Drawn: ...


class _Drawn(Protocol):
    """What a notebook shows."""

    @property
    def html(self) -> str: ...


def _by_id(kind: str, key: object) -> str:
    return pick(key, FALLBACK) if isinstance(key, Mapping) else str(key)


def _plain(shown: Shown) -> str:
    """The cells in columns, and the notes below."""
    texts = (tuple(f"{cell.text} ({cell.note})" if cell.note else cell.text for cell in row) for row in shown.rows)
    rows = [shown.columns, *texts]
    widths = [max(len(row[n]) for row in rows) for n in range(len(shown.columns))]
    lines = ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, *(["", *shown.notes] if shown.notes else [])])


def shown_of(result: object, say: Say, count: Count = len) -> Shown:
    """What a result shows; `count` says how much the segments in a cell of a table are. Raises StatisticError for what is neither a table nor shows itself."""
    import pandas as pd

    if isinstance(result, pd.DataFrame):
        return _table(result, say, count)
    found = result.shown(say) if isinstance(result, Showable) else None
    if not isinstance(found, Shown):
        raise StatisticError(f"a {type(result).__name__} can't be shown; give a table or a result of a mixed method")
    return found


def spoken(kind: str, key: object, say: Say) -> str:
    """A name of a row or column of a crosstab: codes and cases by their names, what is no name of the study's as it is."""
    return str(key) if kind in _PLAIN else say(kind if kind in ("case", "code") else "value", key)


def _table(table: pd.DataFrame, say: Say, count: Count) -> Shown:
    """Columns of segments become numbers of statements that open them; codes, cases and readings get their names.

    Where a column of numbers says how many statements the `ids` are of (COUNTING), it is that one that opens them; with `agreed` beside it, as a range.
    """
    table = _opening(table)
    index, across = str(table.index.name), KINDS.get(str(table.columns.name))
    header = index in KINDS and across is not None  # a matrix: its rows have names, and so have its columns
    heads = [say(across, name) if across else str(name).replace("_", " ") for name in table.columns]
    kinds = [str(name) for name in table.columns]
    if index in KINDS or index == "topic":
        heads, kinds = ["" if header else index, *heads], [index, *kinds]
        table = table.reset_index()
    rows = [
        tuple(_cell(kind, value, say, count) for kind, value in zip(kinds, row, strict=True))
        for row in table.itertuples(index=False)
    ]
    opens = any(cell.ids for row in rows for cell in row)
    notes = [str(table.attrs.get("warning", "")), say("counted", "statements") if opens else ""]
    if any(cell.text == UNREAD for row in rows for cell in row):
        notes.append(say("crosstab", "unread"))
    return Shown(tuple(heads), tuple(rows), int(header), tuple(filter(None, notes)))


def _opening(table: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    name = next((one for one in COUNTING if one in table.columns), None)
    if name is None or "ids" not in table.columns:
        return table
    lower = table["agreed"] if "agreed" in table.columns else table[name]
    cells = [_Number(*row) for row in zip(table[name], lower, table["ids"], strict=True)]
    kept = table.drop(columns=["ids", "agreed"], errors="ignore")
    return kept.assign(**{name: pd.Series(cells, index=kept.index, dtype=object)})


@dataclass(frozen=True)
class _Number:
    """How many statements, at the lower end of the range too, and the segments that they lie in."""

    upper: Any
    lower: Any
    ids: tuple[str, ...]

    def shown(self, say: Say, /) -> ShownCell:
        """The number, which opens the segments."""
        if str(self.upper) == "<NA>":
            return ShownCell(UNREAD)
        text = str(self.upper) if self.lower == self.upper else f"{self.lower}–{self.upper}"
        return ShownCell(text if self.upper else NONE, self.ids)


def _cell(kind: str, value: object, say: Say, count: Count) -> ShownCell:
    found = value.shown(say) if isinstance(value, Showable) else None
    if isinstance(found, ShownCell):
        return found
    if isinstance(value, tuple):
        number = str(count(value)) if value else "–"
        return ShownCell(number, value) if _are_segments(value) else ShownCell(", ".join(map(str, value)))
    if kind == "reading":
        said = say("reading", value)
        return ShownCell(said if said != value else say("triangulation", value))
    if kind in KINDS:
        return ShownCell(say(KINDS[kind], value))
    if value is None:
        return ShownCell("")
    if str(value) == "<NA>" or value != value:  # of a number that was counted: not read for; of any other: not known
        return ShownCell(UNREAD if kind in COUNTS else say("value", None))
    return ShownCell(str(value))


def segments_cell(ids: tuple[str, ...], passage: str = "", note: str = "") -> ShownCell:
    """How many segments, and these; a dash for none."""
    return ShownCell(str(len(ids)) if ids else "–", ids, passage, note)


def _are_segments(values: Iterable[object]) -> bool:
    return all(_SEGMENT.fullmatch(str(value)) for value in values)
