"""How tables and sentences of reports say what they count: statements, persons and groups apart, and what was not read for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from qualitative.analysis.counts import NONE, UNREAD, People, results
from qualitative.i18n import catalogue
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import Block, Cell, Column, Paragraph, PassageList

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.reports.content.sections.draft import Draft

__all__ = ["count_cell", "notes_below", "people_cells", "people_columns", "people_said", "people_text", "quoted"]

TEXTS, COUNTING = catalogue("reports"), catalogue("counting")


def count_cell(draft: Draft, rows: pd.DataFrame, codes: Iterable[str], **where: object) -> Cell:
    """How many statements rows count, and where there are none whether their codes were looked for in all passages `where` they could stand."""
    cell = draft.register.count(rows)
    if cell.text == NONE and not draft.inputs.reading.is_full(codes, **where):
        return Cell(UNREAD)
    return cell


def people_columns(draft: Draft) -> tuple[Column, ...]:
    """A column of persons, with how many speak at all; where there are group interviews another one of groups."""
    every = People.of(draft.inputs.everybody)
    columns = [Column(draft.say(TEXTS["counts.persons-of"], n=every.persons), "end")]
    if every.groups:
        columns.append(Column(draft.say(TEXTS["counts.groups-of"], n=every.groups, persons=every.in_groups), "end"))
    return tuple(columns)


def people_cells(draft: Draft, rows: pd.DataFrame, codes: Iterable[str]) -> tuple[Cell, ...]:
    """The persons, and the groups with their persons, as `people_columns` heads them."""
    found, unread = People.of(results(rows)), not draft.inputs.reading.is_full(codes, basis="informant")
    cells = [_cell(str(found.persons), found.persons, unread)]
    if People.of(draft.inputs.everybody).groups:
        cells.append(_cell(f"{found.groups} ({found.in_groups})", found.groups, unread))
    return tuple(cells)


def people_text(draft: Draft, rows: pd.DataFrame) -> str:
    """`3 persons`, or `3 persons and 2 groups with 7 persons`: who speaks in the results among these rows."""
    return people_said(draft, People.of(results(rows)))


def people_said(draft: Draft, found: People) -> str:
    """The same of people who were counted."""
    parts = [draft.say(TEXTS["counts.persons"], n=found.persons)] if found.persons or not found.groups else []
    if found.groups:
        inside = draft.say(TEXTS["counts.persons"], n=found.in_groups)
        parts.append(draft.say(TEXTS["counts.groups"], n=found.groups, persons=inside))
    return _joined(draft, parts)


def _joined(draft: Draft, parts: list[str]) -> str:
    """One text, or two of them."""
    return draft.say(TEXTS["counts.and"], one=parts[0], other=parts[1]) if len(parts) > 1 else parts[0]


def notes_below(
    draft: Draft, rows: pd.DataFrame, codes: Iterable[str], cells: Iterable[Iterable[Cell]]
) -> tuple[str, ...]:
    """What must stand below a table of counts: the denominators of its codes, what its marks mean, and what it does not count."""
    shown = [cell.text for line in cells for cell in line]
    codes = list(codes)
    notes = [*_read_in(draft, codes), *_asked_of(draft, codes)]
    if UNREAD in shown:
        notes.append(draft.say(TEXTS["counts.unread"], mark=UNREAD, none=NONE))
    if any("–" in text and text != NONE for text in shown):
        notes.append(draft.say(TEXTS["counts.range"]))
    apart = rows.loc[~rows["finding"].astype(bool), "place"].nunique()
    if apart:
        notes.append(draft.say(TEXTS["counts.no-result"], n=apart))
    unnamed = results(rows)
    nobody = unnamed.loc[(unnamed["basis"] == "informant") & unnamed["person"].isna(), "place"].nunique()
    if nobody:
        notes.append(draft.say(TEXTS["counts.nobody"], n=nobody))
    return tuple(notes)


def quoted(draft: Draft, id: str, caption: str, rows: pd.DataFrame, most: int | None = None) -> list[Block]:
    """Passages to show, one a code, spread over persons and cases, and below their caption how many of those who speak of it; none where nothing counts."""
    found = draft.register.quote(rows, most)
    if found.rows.empty:
        barred = draft.say(TEXTS["counts.barred"], n=found.barred)
        return [Paragraph(f"{caption}: {barred}")] if found.barred else []
    every, here = People.of(results(rows)), People.of(found.rows)
    of = [
        draft.say(TEXTS[f"counts.of-{name}"], n=all, here=draft.number(some))
        for name, some, all in (("persons", here.persons, every.persons), ("groups", here.groups, every.groups))
        if all
    ]
    # a passage in two statements quotes both
    shown = results(rows[rows["id"].isin(found.rows["id"])])["place"].nunique()
    told = [draft.say(TEXTS["counts.quoted"], n=shown, statements=draft.statements(rows))]
    told += [draft.say(TEXTS["counts.quoted-people"], people=_joined(draft, of))] if of else []
    told += [draft.say(TEXTS["counts.barred"], n=found.barred)] if found.barred else []
    told += [draft.say(COUNTING["left_out"], n=found.left_out)] if found.left_out else []
    return [PassageList(id, f"{caption} ({'; '.join(told)})", draft.register.refs(found.rows))]


def _read_in(draft: Draft, codes: Iterable[str]) -> list[str]:
    """In how many documents each code was read for in full; nothing where all of them were in all."""
    held: dict[tuple[int, int], list[str]] = {}
    for code in codes:
        held.setdefault(draft.inputs.reading.documents([code]), []).append(code)
    short = {some: codes for some, codes in held.items() if some[0] < some[1]}
    if len(held) == 1 and short:
        ((read, every),) = held
        return [draft.say(TEXTS["counts.read-all"], n=every, read=draft.number(read))]
    return [
        draft.say(
            TEXTS["counts.read-some"],
            n=every,
            read=draft.number(read),
            names=", ".join(escape(draft.inputs.label(code)) for code in codes),
        )
        for (read, every), codes in short.items()
    ]


def _asked_of(draft: Draft, codes: Iterable[str]) -> list[str]:
    """Who was asked and who answered, for the codes that questions of the guide bear on."""
    alike: dict[tuple[People, People], list[str]] = {}
    for code in codes:
        put = draft.inputs.asked([code])
        if put:
            alike.setdefault(put, []).append(draft.inputs.label(code))
    return [
        draft.say(
            TEXTS["counts.asked"],
            asked=people_said(draft, put),
            answered=people_said(draft, answered),
            names=escape(", ".join(names)),
        )
        for (put, answered), names in alike.items()
    ]


def _cell(text: str, n: int, unread: bool) -> Cell:
    return Cell(text if n else UNREAD if unread else NONE)
