"""How much of the material each code covers, always out of how much. Pure."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, TypedDict

from qualitative.analysis.evidence import rows_of_passages, segment_ids, without_interviewer
from qualitative.analysis.texts import TEXTS
from qualitative.model import Document

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["FEW", "Denominators", "code_frequencies", "denominators", "few_warning"]

_WORD = re.compile(r"\S+")
FEW = 10  # with fewer informants than this a share says more about who was asked than about anything else


class _Frequency(TypedDict):
    """A row of the table: how much of the material a code covers, and out of how much."""

    segments: int
    documents: int
    of_documents: int
    informants: int
    of_informants: int
    cases: int
    words: int
    of_words: int
    ids: tuple[str, ...]


@dataclass(frozen=True)
class Denominators:
    """Of how much: documents coded to the end, distinct informants and words in them, interviewers left out."""

    documents: int
    informants: int
    words: int


def denominators(documents: Iterable[Document]) -> Denominators:
    """The denominators of these documents; words of interviewers are not counted."""
    documents = list(documents)
    passages = rows_of_passages(documents)
    rows = [(d, row) for d in documents for row in passages[d.id] if row["basis"] is not None or not d.speakers]
    people = {row["informant"] for _, row in rows if row["basis"] == "informant"} - {None}
    words = sum(len(d.text[row["passage_start"] : row["passage_end"]].split()) for d, row in rows)
    return Denominators(len(documents), len(people), words)


def code_frequencies(
    evidence: pd.DataFrame, documents: Mapping[str, Document], codes: Iterable[str] | None = None
) -> pd.DataFrame:
    """One row a code: segments, documents, informants, cases and words, each with what it is out of, and the segments' ids.

    `documents` are those coded to the end; codings outside them, and those in interviewers' turns, are left out. Index `code`, in the order of
    `codes` (which may name some that nothing has), else commonest first. `attrs["denominators"]` holds what everything is out of.
    """
    import pandas as pd

    of = denominators(documents.values())
    known = without_interviewer(evidence[evidence["document"].isin(documents)])
    rows = {str(code): _row(group, documents, of) for code, group in known.groupby("code")}
    order = list(codes) if codes is not None else sorted(rows, key=lambda code: (-len(rows[code]["ids"]), code))
    empty = _row(known.iloc[:0], documents, of)
    table = pd.DataFrame([rows.get(code, empty) for code in order], index=pd.Index(order, name="code"))
    table.attrs["denominators"] = of
    return table


def few_warning(of: Denominators) -> dict[str, str]:
    """The warning that goes with few informants, by language; empty where there are enough."""
    if of.informants >= FEW:
        return {}
    return TEXTS.each("warning.informants", n=of.informants, documents=TEXTS.each("documents", n=of.documents))


def _row(rows: pd.DataFrame, documents: Mapping[str, Document], of: Denominators) -> _Frequency:
    ids = segment_ids(rows)
    people = rows.loc[rows["basis"] == "informant", "informant"].dropna().nunique()
    words = _words(rows, documents)
    return {
        "segments": len(ids), "documents": rows["document"].nunique(), "of_documents": of.documents, "informants": int(people),
        "of_informants": of.informants, "cases": rows["case"].nunique(), "words": words, "of_words": of.words, "ids": ids,
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
