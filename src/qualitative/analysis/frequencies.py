"""How much of the material each code covers, always out of how much. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from qualitative.analysis.counts import People, results, tally
from qualitative.analysis.evidence import without_interviewer
from qualitative.analysis.texts import TEXTS
from qualitative.model import Document
from qualitative.query.passages import asked_passages

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FEW", "Denominators", "code_frequencies", "denominators", "few_warning"]

_WORD = re.compile(r"\S+")
FEW = 10  # with fewer people than this a share says more about who was asked than about anything else


@dataclass(frozen=True)
class Denominators:
    """Of how much: documents, the people who speak in them, and words, interviewers left out."""

    documents: int
    people: People
    words: int


def denominators(documents: Iterable[Document]) -> Denominators:
    """The denominators of these documents; words of interviewers are not counted."""
    known = list(documents)
    passages = asked_passages(known)
    said = passages[~passages["is_question"]]
    words = sum(len(text.split()) for text in said["text"])
    return Denominators(len(known), People.of(said), words)


def code_frequencies(
    evidence: pd.DataFrame, documents: Mapping[str, Document], codes: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a code: persons, groups (in_groups: their persons), places, documents, cases, segments and words, most with what it is out of (`of_…`), and ids.

    Codings outside `documents`, those in interviewers' turns and what is no result are left out. Segments and words are told beside, and rank
    nothing. Index `code`, in the order of `codes` (which may name some that nothing has), else by persons and groups, then by places.
    `attrs["denominators"]` holds what everything is out of.
    """
    import pandas as pd

    of = denominators(documents.values())
    known = results(without_interviewer(evidence[evidence["document"].isin(documents)]))
    rows = {str(code): _row(group, documents, of) for code, group in known.groupby("code")}
    order = list(codes) if codes is not None else sorted(rows, key=lambda code: (*_rank(rows[code]), code))
    empty = _row(known.iloc[:0], documents, of)
    table = pd.DataFrame(
        [rows.get(code, empty) for code in order], index=pd.Index(order, name="code"), columns=list(empty)
    )
    table.attrs["denominators"] = of
    return table


def few_warning(of: Denominators) -> dict[str, str]:
    """The warning that goes with few people, by language; empty where there are enough."""
    people = of.people.persons + of.people.in_groups
    if people >= FEW:
        return {}
    return TEXTS.each("warning.persons", n=people, documents=TEXTS.each("documents", n=of.documents))


def _rank(row: Mapping[str, Any]) -> tuple[int, int]:
    return -(row["persons"] + row["groups"]), -row["places"]


def _row(rows: pd.DataFrame, documents: Mapping[str, Document], of: Denominators) -> dict[str, Any]:
    found, people = tally(rows), People.of(rows)
    return {
        "persons": people.persons, "of_persons": of.people.persons, "groups": people.groups, "of_groups": of.people.groups,
        "in_groups": people.in_groups, "of_in_groups": of.people.in_groups, "places": found.places, "agreed": found.agreed,
        "documents": rows["document"].nunique(), "of_documents": of.documents, "cases": rows["case"].nunique(),
        "segments": len(found.ids), "words": _words(rows, documents), "of_words": of.words, "ids": found.ids,
    }  # fmt: skip


def _words(rows: pd.DataFrame, documents: Mapping[str, Document]) -> int:
    """The words that the segments touch, each once: one that two segments share, or that the border between them cuts, is one word."""
    touched: set[tuple[str, int]] = set()
    for document, start, end in set(zip(rows["document"], rows["start"], rows["end"], strict=True)):
        starts, ends = _edges(documents[document].text)
        touched.update((document, n) for n in range(bisect_right(ends, start), bisect_left(starts, end)))
    return len(touched)


@lru_cache(maxsize=1024)
def _edges(text: str) -> tuple[list[int], list[int]]:
    """Where the words of a text begin and where they end."""
    words = list(_WORD.finditer(text))
    return [word.start() for word in words], [word.end() for word in words]
