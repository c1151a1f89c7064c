"""What differs between two reports, told apart as a reader would: claims, numbers, passages, sentences; drawings apart. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import SequenceMatcher
from typing import Any, TypeVar

from qualitative.reports.page.model import (
    Block,
    Bullets,
    Callout,
    Cell,
    ClaimBlock,
    FigureBlock,
    Heading,
    Paragraph,
    Passage,
    PassageList,
    RecommendationBlock,
    Report,
    TableBlock,
)

__all__ = ["Change", "differences", "edited", "redrawn", "with_segments"]

LONGEST = 90


@dataclass(frozen=True)
class Change:
    """One difference: its kind (claim, recommendation, number, figure, passage, sentence), the block, a sentence, and the segments that came or went."""

    kind: str
    block: str
    text: str
    segments: frozenset[str] = frozenset()


def differences(old: Report, new: Report) -> list[Change]:
    """Every difference in what the reports say; how figures are drawn is no part of that."""
    return [*_claims(old, new), *_numbers(old, new), *_passages(old, new), *_sentences(old, new), *_head(old, new)]


def redrawn(old: Report, new: Report) -> list[str]:
    """The ids of figures that show the same and were drawn otherwise."""
    before = _named(old, FigureBlock)
    return [
        id
        for id, block in _named(new, FigureBlock).items()
        if id in before and (block.svg, block.png) != (before[id].svg, before[id].png) and block.alt == before[id].alt
    ]


def with_segments(data: Any, moved: Mapping[str, str]) -> Any:
    """Report data in which segments have their new ids."""
    if isinstance(data, dict):
        return {key: with_segments(value, moved) for key, value in data.items()}
    if isinstance(data, list):
        return [with_segments(value, moved) for value in data]
    if isinstance(data, str) and data in moved:
        return moved[data]
    if isinstance(data, str) and "](#" in data:
        return re.sub(r"\]\(#([^)]+)\)", lambda found: f"](#{moved.get(found[1], found[1])})", data)
    return data


def edited(old: str, new: str, most: int = 3) -> str:
    """What became of a text, as the words that changed: `[lama] → [baru]`."""
    before, after = re.findall(r"\S+", old), re.findall(r"\S+", new)
    parts = [
        f"[{_around(before, a, b)}] → [{_around(after, c, d)}]"
        for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if tag != "equal"
    ]
    more = f" and {len(parts) - most} more" if len(parts) > most else ""
    return ", ".join(parts[:most]) + more if parts else "[spaces]"


def _around(words: Sequence[str], start: int, end: int) -> str:
    """Some words, with a neighbour or two where they are too few to be recognised."""
    near = 2 if end - start < 3 else 0
    return _short(" ".join(words[max(0, start - near) : end + near]))


Named = TypeVar("Named", TableBlock, FigureBlock, PassageList, ClaimBlock, RecommendationBlock)


def _named(report: Report, kind: type[Named]) -> dict[str, Named]:
    return {block.id: block for block in report.blocks if isinstance(block, kind)}


def _pairs(old: Report, new: Report, kind: type[Named]) -> Iterator[tuple[str, Named | None, Named | None]]:
    before: dict[str, Named] = _named(old, kind)
    after: dict[str, Named] = _named(new, kind)
    for id in dict.fromkeys([*before, *after]):
        if before.get(id) != after.get(id):
            yield id, before.get(id), after.get(id)


def _claims(old: Report, new: Report) -> Iterator[Change]:
    for id, before, after in _pairs(old, new, ClaimBlock):
        name = id.removeprefix("claim-")
        if before is None or after is None:
            yield Change("claim", id, f"claim {name} is {'new' if before is None else 'gone'}")
            continue
        parts = [f"{before.status} → {after.status}"] if before.status != after.status else []
        segments: set[str] = set()
        for word, part in (
            ("for", "supporting"),
            ("author", "asserting"),
            ("against", "opposing"),
            ("author against", "denying"),
        ):
            one, two = set(getattr(before, part)), set(getattr(after, part))
            segments |= one ^ two
            parts += _counted(word, one, two)
        parts += [edited(" ".join(before.checks), " ".join(after.checks))] if before.checks != after.checks else []
        parts += _of_card(before, after) if not parts else []
        yield Change("claim", id, f"claim {name}: {'; '.join(parts) or 'shown otherwise'}", frozenset(segments))
    yield from _recommendations(old, new)


def _of_card(old: ClaimBlock, new: ClaimBlock) -> Iterator[str]:
    """What else of a claim's card is not as it was: the first of it."""
    for part in (
        "text",
        "numbers",
        "assessment",
        "kind",
        "status_label",
        "why",
        "limbs",
        "ends",
        "sources_for",
        "sources_against",
    ):
        one, two = _plain_text(getattr(old, part)), _plain_text(getattr(new, part))
        if one != two:
            yield f"{part.replace('_', ' ')} {edited(one, two)}"
            return
    before, after = dict(old.beside), dict(new.beside)
    for label in dict.fromkeys([*before, *after]):
        if before.get(label) != after.get(label):
            yield f"{label}: {edited(before.get(label, ''), after.get(label, ''))}"
            return


def _plain_text(value: object) -> str:
    return "; ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _recommendations(old: Report, new: Report) -> Iterator[Change]:
    for id, before, after in _pairs(old, new, RecommendationBlock):
        name = id.removeprefix("recommendation-")
        if before is None or after is None:
            yield Change("recommendation", id, f"recommendation {name} is {'new' if before is None else 'gone'}")
            continue
        parts = [f"its ground {edited(before.ground, after.ground)}"] if before.ground != after.ground else []
        parts += _counted("evidence", set(before.refs), set(after.refs))
        parts += [] if parts else [edited(_plain(before), _plain(after))]
        segments = frozenset(set(before.refs) ^ set(after.refs))
        yield Change("recommendation", id, f"recommendation {name}: {'; '.join(parts)}", segments)


def _counted(word: str, old: set[str], new: set[str]) -> list[str]:
    if old == new:
        return []
    return [f"{word} {len(old)} → {len(new)}" if len(old) != len(new) else f"{word} rests on other segments"]


def _numbers(old: Report, new: Report) -> Iterator[Change]:
    for id, before, after in _pairs(old, new, TableBlock):
        if before is None or after is None:
            yield Change("number", id, f"table {id} is {'new' if before is None else 'gone'}")
        else:
            yield from _table(id, before, after)
    yield from _figures(old, new)


def _figures(old: Report, new: Report) -> Iterator[Change]:
    for id, before, after in _pairs(old, new, FigureBlock):
        if before is None or after is None:
            yield Change("figure", id, f"figure {id} is {'new' if before is None else 'gone'}")
        elif (before.alt, before.caption, before.refs) != (after.alt, after.caption, after.refs):
            text = edited(f"{before.caption} {before.alt}", f"{after.caption} {after.alt}")
            text = text if text != "[spaces]" else "rests on other segments"
            yield Change("figure", id, f"figure {id}: {text}", frozenset(set(before.refs) ^ set(after.refs)))


def _table(id: str, old: TableBlock, new: TableBlock) -> Iterator[Change]:
    before, after = _cells(old), _cells(new)
    for row in dict.fromkeys([*before, *after]):
        if row not in before or row not in after:
            cells = (before.get(row) or after.get(row) or {}).values()
            state = "new" if row not in before else "gone"
            values = ", ".join(cell.text for cell in list(cells)[1:])
            segments = frozenset(ref for cell in cells for ref in cell.refs)
            yield Change("number", id, f"{id}, row [{row}] is {state} ({_short(values)})", segments)
            continue
        for column in dict.fromkeys([*before[row], *after[row]]):
            one, two = before[row].get(column, Cell("")), after[row].get(column, Cell(""))
            if one != two:
                yield _cell_change(id, f"[{row}] × [{column}]", one, two)
    if (old.caption, old.notes) != (new.caption, new.notes):
        text = edited(" ".join((old.caption, *old.notes)), " ".join((new.caption, *new.notes)))
        yield Change("sentence", id, f"{id}, caption and notes: {text}")


def _cell_change(id: str, place: str, old: Cell, new: Cell) -> Change:
    segments = frozenset(set(old.refs) ^ set(new.refs))
    if old.text != new.text:
        short = max(len(old.text), len(new.text)) <= 40
        text = f"{old.text or 'empty'} → {new.text or 'empty'}" if short else edited(old.text, new.text)
    else:
        text = f"{new.text}, on other segments" if segments else f"note {edited(old.note, new.note)}"
    return Change("number", id, f"{id}, {place}: {text}", segments)


def _cells(table: TableBlock) -> dict[str, dict[str, Cell]]:
    """Cells by row and column; rows that are named alike are numbered."""
    head = next((n for n, column in enumerate(table.columns) if column.header), 0)
    rows: dict[str, dict[str, Cell]] = {}
    for row in table.rows:
        name, twin = row[head].text, 2
        while name in rows:
            name, twin = f"{row[head].text} ({twin})", twin + 1
        rows[name] = {column.label: cell for column, cell in zip(table.columns, row, strict=False)}
    return rows


def _passages(old: Report, new: Report) -> Iterator[Change]:
    before, after = ({p.id: p for p in report.passages} for report in (old, new))
    for id in dict.fromkeys([*before, *after]):
        one, two = before.get(id), after.get(id)
        if one is None or two is None:
            state = "is new" if one is None else "is gone"
            for found in (one, two):
                if found is not None:
                    text = f"passage {id} {state}: [{_short(found.text)}], {', '.join(found.codes)}"
                    yield Change("passage", id, text, frozenset({id}))
        elif one != two:
            yield Change("passage", id, f"passage {id}: {'; '.join(_passage_parts(one, two))}", frozenset({id}))
    yield from _lists(old, new)


def _lists(old: Report, new: Report) -> Iterator[Change]:
    for id, one, two in _pairs(old, new, PassageList):
        if one is None or two is None:
            yield Change("passage", id, f"list {id} is {'new' if one is None else 'gone'}")
        else:
            segments = frozenset(set(one.refs) ^ set(two.refs))
            what = "shows other passages" if segments else "is ordered or named otherwise"
            yield Change("passage", id, f"list {id} {what}", segments)


def _passage_parts(old: Passage, new: Passage) -> Iterator[str]:
    before, after = (passage.before + passage.text + passage.after for passage in (old, new))
    if before != after:
        yield f"words {edited(before, after)}"
    elif old.text != new.text:
        yield f"segment [{_short(old.text)}] → [{_short(new.text)}]"
    for name in (field.name for field in fields(Passage)):
        one, two = getattr(old, name), getattr(new, name)
        if one != two and name not in ("id", "text", "before", "after"):
            yield f"{name} {_listed(one)} → {_listed(two)}"


def _sentences(old: Report, new: Report) -> Iterator[Change]:
    before, after = _texts(old.blocks), _texts(new.blocks)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "replace" and b - a == d - c:
            for one, two in zip(before[a:b], after[c:d], strict=True):
                yield Change("sentence", "", f"sentence: {edited(one, two)}")
        elif tag != "equal":
            for text in before[a:b]:
                yield Change("sentence", "", f"sentence is gone: [{_short(text)}]")
            for text in after[c:d]:
                yield Change("sentence", "", f"sentence is new: [{_short(text)}]")


def _texts(blocks: Iterable[Block]) -> list[str]:
    found: list[str] = []
    for block in blocks:
        match block:
            case Heading() | Paragraph():
                found.append(block.text)
            case Bullets():
                found += block.items
            case Callout():
                found += [block.title, block.text]
    return found


def _head(old: Report, new: Report) -> Iterator[Change]:
    """The first page; its parameters stand in its facts."""
    for name in ("title", "subtitle", "date", "labels"):
        one, two = getattr(old, name), getattr(new, name)
        if one != two:
            yield Change("sentence", "", f"first page, {name}: {edited(str(one), str(two))}")
    before, after = dict(old.facts), dict(new.facts)
    for label in dict.fromkeys([*before, *after]):
        if before.get(label) != after.get(label):
            yield Change("sentence", "", f"first page, {label}: {edited(before.get(label, ''), after.get(label, ''))}")


def _plain(block: RecommendationBlock) -> str:
    return " ".join([block.text, *block.addressees, *block.barriers, *block.findings, block.standing])


def _listed(value: Sequence[str] | str | bool) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, tuple) else f"[{value}]"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
