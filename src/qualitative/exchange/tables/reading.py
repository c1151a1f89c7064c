"""Read a coded table as a project: rows give codes to words, in texts that are at hand or that the rows themselves make."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from qualitative.errors import ReaderError
from qualitative.exchange.foreign import (
    Foreign,
    ForeignCode,
    ForeignCoding,
    ForeignDocument,
    ForeignNote,
    ForeignSpan,
    ForeignUser,
)
from qualitative.exchange.naming import tidy
from qualitative.exchange.tables.cells import rows_of
from qualitative.exchange.tables.columns import YES, Columns, find_columns
from qualitative.exchange.tables.quoting import Searched

__all__ = ["read_table"]

_BELOW = re.compile(r"\s*(?:->|→| > |\\)\s*")  # how tables write a code below another
_SEVERAL = re.compile(r"\s*[;|\n]\s*")


@dataclass(frozen=True)
class _Row:
    """One row: where it stands in the file, its document, words and codes."""

    number: int
    document: str
    words: str
    codes: tuple[str, ...]
    start: int | None = None
    end: int | None = None
    coder: str = ""
    memo: str = ""
    date: str | None = None
    looked_at: bool = False
    passage: int = 0  # the row whose words are the passage: the first of those that several coders have of it


@dataclass
class _Texts:
    """Texts by name (an id, a title, a file's name without its ending); none of a new study without --texts."""

    known: Mapping[str, str] = field(default_factory=dict)
    folder: Path | None = None

    def of(self, name: str) -> str | None:
        stem = name.rsplit(".", 1)[0].casefold()
        for one in (name.casefold(), stem):
            if one in self.known:
                return self.known[one]
        if self.folder is not None:
            for path in sorted(self.folder.iterdir()):
                if path.is_file() and not path.is_symlink() and path.stem.casefold() in (name.casefold(), stem):
                    from qualitative.corpus.readers import read_file

                    return read_file(path).text
        return None


def read_table(
    path: Path, wished: Mapping[str, str], known: Mapping[str, str], folder: Path | None, unit: str | None
) -> Foreign:
    """The project of a table. `known` are texts of the study by name, `unit` is `row` where each row is a document. Raises ReaderError."""
    rows = rows_of(path)
    columns = find_columns(rows, wished, path.name)
    made = Foreign("table", path.suffix.lower().lstrip("."), path.stem)
    made.losses.remarks += columns.said
    _keep_others(rows, columns, made)
    is_whole = bool(columns.codes or columns.marks)
    parsed = _as_passages(list(_rows(rows, columns, path)), unit, is_whole=is_whole)
    made.losses.found("codings", sum(len(row.codes) for row in parsed))
    codes = _Codes(made)
    made.users = [
        ForeignUser(name, name, wished=name) for name in dict.fromkeys(row.coder for row in parsed if row.coder)
    ]
    made.losses.found("coders", len(made.users))
    blank = sum(not row.looked_at for row in parsed) if is_whole else 0
    if blank:
        made.losses.remark(
            f"{blank} rows have no code and name no coder: nobody is taken to have read them; give them a coder where somebody did"
        )
    by_document: dict[str, list[_Row]] = {}
    for row in parsed:
        by_document.setdefault(row.document, []).append(row)
    texts = _Texts(known, folder)
    for name, some in by_document.items():
        made.losses.found("documents")
        text = None if is_whole else texts.of(name)
        made.documents.append(
            _made(name, some, codes, made, is_whole) if text is None else _searched(name, text, some, codes, made)
        )
    return made


def _as_passages(rows: Sequence[_Row], unit: str | None, *, is_whole: bool) -> list[_Row]:
    """Each row with its passage. In a table of whole texts the rows of several coders on the same words are one: the nth of each."""
    nth: Counter[tuple[str, str, str]] = Counter()
    first: dict[tuple[str, str, int], int] = {}
    found = []
    for row in rows:
        nth[row.document, row.words.strip(), row.coder] += 1
        key = (row.document, row.words.strip(), nth[row.document, row.words.strip(), row.coder])
        passage = first.setdefault(key, row.number) if is_whole else row.number
        name = f"{row.document} {passage}" if unit == "row" else row.document
        found.append(replace(row, passage=passage, document=name))
    return found


def _rows(rows: Sequence[Sequence[str]], columns: Columns, path: Path) -> Iterator[_Row]:
    head, places = rows[0], columns.places

    def cell(row: Sequence[str], what: str) -> str:
        return row[places[what]].strip() if what in places else ""

    several = "code" in places and head[places["code"]].strip().casefold().endswith("s")
    for number, row in enumerate(rows[1:], 2):
        if columns.codes:
            given = [row[n].strip() for n in columns.codes]
        elif columns.marks:
            given = [head[n].strip() for n in columns.marks if row[n].strip().casefold() in YES]
        else:
            given = _SEVERAL.split(cell(row, "code")) if several else [cell(row, "code")]
        codes = tuple(dict.fromkeys(code for code in given if code))
        # who stands in the row has read it, and gave it no code where it is blank
        marked = bool(cell(row, "coder")) or (bool(columns.marks) and any(row[n].strip() for n in columns.marks))
        name = cell(row, "document") or path.stem
        yield _Row(
            number, name, row[places["quote"]] if "quote" in places else "", codes,
            _position(cell(row, "start"), path, number), _position(cell(row, "end"), path, number), cell(row, "coder"),
            cell(row, "memo"), cell(row, "date") or None, marked or bool(codes),
        )  # fmt: skip


def _keep_others(rows: Sequence[Sequence[str]], columns: Columns, made: Foreign) -> None:
    """Columns that are nothing of what is read lie beside the study, whole."""
    used = {*columns.places.values(), *columns.codes, *columns.marks}
    others = {cell.strip() or f"column {n + 1}": n for n, cell in enumerate(rows[0]) if n not in used}
    kept = {name: [row[n] for row in rows[1:]] for name, n in others.items() if any(row[n].strip() for row in rows[1:])}
    number = sum(bool(value.strip()) for values in kept.values() for value in values)
    made.losses.found("values", number)
    made.losses.kept(
        "values", number, f"in columns that are not read ({', '.join(map(repr, list(kept)[:8]))}); whole in rest.json"
    )
    if kept:
        made.rest.data["columns"] = kept


def _position(text: str, path: Path, number: int) -> int | None:
    if not text:
        return None
    try:
        return int(float(text))
    except (ValueError, OverflowError):
        raise ReaderError(
            f"{path.name}: row {number}: {text[:40]!r} is no position; say which columns are start and end with --columns"
        ) from None


@dataclass
class _Codes:
    """Codes by their paths, made as they are met."""

    made: Foreign
    _known: dict[str, str] = field(default_factory=dict)

    def of(self, name: str) -> str:
        """The id of a code; `a->b` stands below `a`."""
        path: list[str] = []
        parent: str | None = None
        for part in [tidy(part) for part in _BELOW.split(name) if part.strip()] or [tidy(name)]:
            path.append(part)
            key = "->".join(path)
            if key not in self._known:
                self._known[key] = key
                self.made.losses.found("codes")
                self.made.codes.append(ForeignCode(key, part, parent))
            parent = key
        return self._known["->".join(path)]


def _span(row: _Row, start: int, end: int, codes: _Codes, made: Foreign, quote: str | None = None) -> ForeignSpan:
    made.losses.found("memos", bool(row.memo))
    notes = (ForeignNote(f"row {row.number}/memo", row.memo, row.coder or None, row.date),) if row.memo else ()
    by = row.coder or None
    ids = [codes.of(code) for code in row.codes]
    codings = tuple(
        ForeignCoding(f"row {row.number}/{id}", id, by, row.date, notes if n == 0 else ()) for n, id in enumerate(ids)
    )
    if not codings:
        made.losses.found("noted passages")
    return ForeignSpan(f"row {row.number}", start, end, quote, codings, by, row.date, notes=() if codings else notes)


def _made(name: str, rows: list[_Row], codes: _Codes, made: Foreign, is_whole: bool) -> ForeignDocument:
    """A document of the rows' own words, one a paragraph; equal words of a long table stand once."""
    text, spans = "", []
    places: dict[tuple[str, int], tuple[int, int]] = {}
    for row in rows:
        words = "\n".join(
            line.strip() for line in row.words.replace("\r\n", "\n").replace("\r", "\n").strip().split("\n")
        )
        key = (words, row.passage if is_whole else 0)
        if key not in places:
            places[key] = (len(text), len(text) + len(words))
            text += f"{words}\n\n" if words else ""
        start, end = places[key] if words else (-1, -1)
        if row.codes or row.memo:
            spans.append(_span(row, start, end, codes, made))
        if is_whole and row.looked_at and words:
            made.looked_at.setdefault(name, []).append((start, end, row.coder or None))
    if not is_whole:
        made.losses.remark(
            f"{tidy(name)}: its text is not at hand; the {len(places)} coded passages stand in its place (give texts with --texts, or"
            " import into the study that has them)"
        )
    return ForeignDocument(name, name, text, spans=tuple(spans), is_made=True)


def _searched(name: str, text: str, rows: list[_Row], codes: _Codes, made: Foreign) -> ForeignDocument:
    """A document whose text is at hand: rows with positions are placed by them, others where their words stand once."""
    if all(row.start is not None and row.end is not None for row in rows):
        spans = [_span(row, row.start or 0, row.end or 0, codes, made, row.words or None) for row in rows]
        return ForeignDocument(name, name, text, spans=tuple(spans))
    searched, spans = Searched(text), []
    for row in rows:
        found = searched.places(row.words)
        if len(found) != 1:
            many = "stand several times" if found else "do not stand"
            made.losses.remark(
                f"row {row.number}: its words {many} in {tidy(name)}: {row.words[:50]!r}", "rows without a place"
            )
        start, end = found[0] if len(found) == 1 else (-1, -1)
        spans.append(_span(row, start, end, codes, made))
    return ForeignDocument(name, name, text, spans=tuple(spans), is_made=True)
