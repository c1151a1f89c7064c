"""`reports/checklists.yaml`: reporting checklists (COREQ, SRQR) answered for the study's work and for this coding. May be absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qualitative.corpus.files import read_yaml, shown
from qualitative.errors import ReportError

__all__ = ["Checklist", "Item", "read_checklists"]

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Item:
    """One item of a checklist: its number, its name in our own words, and the two answers; None where the files do not answer."""

    number: str
    name: Texts
    work: Texts | None = None
    coding: Texts | None = None


@dataclass(frozen=True)
class Checklist:
    """A checklist with its source."""

    id: str
    title: Texts
    items: tuple[Item, ...]

    def open_items(self, answer: str) -> int:
        """How many items have no answer of a kind, `work` or `coding`."""
        return sum(getattr(item, answer) is None for item in self.items)


def read_checklists(path: Path, root: Path | None = None) -> tuple[Checklist, ...]:
    """The checklists of the file; none without a file. Raises ReportError naming the item that is wrong."""
    if not path.exists():
        return ()
    name = shown(path, root)
    data = read_yaml(path, ReportError, root)
    if not isinstance(data, dict):
        raise ReportError(f"{name}:1: not a mapping of checklists")
    return tuple(_checklist(name, str(id), entry) for id, entry in data.items())


def _checklist(name: str, id: str, entry: Any) -> Checklist:
    if not isinstance(entry, dict) or not isinstance(entry.get("items"), dict):
        raise ReportError(f"{name}: {id} must hold title and items")
    items = tuple(_item(f"{name}: {id}", str(number), item) for number, item in entry["items"].items())
    return Checklist(id, _texts(f"{name}: {id}", entry.get("title")), items)


def _item(place: str, number: str, entry: Any) -> Item:
    place = f"{place}: item {number}"
    if not isinstance(entry, dict) or set(entry) - {"name", "work", "coding"}:
        raise ReportError(f"{place} must hold name, and work and coding where they are answered")
    answers = {key: _texts(place, entry[key]) for key in ("work", "coding") if entry.get(key) is not None}
    return Item(number, _texts(place, entry.get("name")), **answers)


def _texts(place: str, texts: Any) -> Texts:
    if not isinstance(texts, dict) or not texts or not all(isinstance(text, str) for text in texts.values()):
        raise ReportError(f"{place}: {str(texts)[:40]!r} is not a text for each language, as {{id: …, en: …}}")
    return texts
