"""Codings joined with where they come from: the passage, its basis, informant and locator. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.model import Document
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ADDED",
    "among",
    "distinct_informants",
    "evidence_table",
    "passage_rows",
    "segment_ids",
    "without_interviewer",
]

ADDED = [
    "passage", "passage_start", "passage_end", "basis", "informant", "section", "source", "role", "date", "title", "domain", "valence",
]  # fmt: skip


def evidence_table(codings: pd.DataFrame, documents: Mapping[str, Document], codebook: Codebook) -> pd.DataFrame:
    """The codings table with the columns of ADDED beside it; codings of unknown documents are left out.

    `passage` numbers turns or paragraphs from 1. `informant` tells distinct people apart: the paper's initials, or document and label of a
    transcript. `source` names the law or guide that a paragraph reports. `domain` and `valence` are the code's.
    """
    import pandas as pd

    table = codings[codings["document"].isin(documents)].reset_index(drop=True)
    passages = {document: passage_rows(documents[document]) for document in table["document"].unique()}
    starts = {document: [row["passage_start"] for row in rows] for document, rows in passages.items()}
    rows = []
    for document, start, code in zip(table["document"], table["start"], table["code"], strict=True):
        index = max(bisect_right(starts[document], start) - 1, 0)
        entry = codebook.codes.get(code)
        rows.append(
            {
                **passages[document][index],
                "domain": domain_of(code, codebook),
                "valence": entry.valence if entry else None,
            }
        )
    joined = pd.concat([table, pd.DataFrame(rows, columns=ADDED, index=table.index)], axis=1)
    # as plain objects in one block: sections cut this table hundreds of times, and each column of strings would be cut by itself
    return joined.astype({name: object for name in joined.columns if isinstance(joined[name].dtype, pd.StringDtype)})


def passage_rows(document: Document) -> list[dict[str, Any]]:
    """One mapping a turn or paragraph: where it lies and what it rests on."""
    evidence = {entry.paragraph: entry for entry in document.evidence}
    rows = []
    for turn in turns_of(document):
        entry = evidence.get(turn.n)
        spoken = turn.speaker is not None and turn.role == "informant"
        basis = entry.basis if entry else "informant" if spoken else document.basis or _own_basis(document)
        informant = entry.informant if entry else f"{document.id}/{turn.speaker}" if spoken else None
        if informant is None and basis == "informant":
            informant = document.source.get("informant")
        rows.append({
            "passage": turn.n, "passage_start": turn.start, "passage_end": turn.end, "basis": basis, "informant": informant,
            "section": entry.section if entry else document.source.get("section"), "source": entry.document if entry else None,
            "role": document.role, "date": document.date, "title": document.title,
        })  # fmt: skip
    return rows


def _own_basis(document: Document) -> str | None:
    """What prose of the field rests on where nothing is said: it is a document, and nobody's opinion of one."""
    return "document" if document.provenance != "published" and not document.speakers else None


def domain_of(code: str, codebook: Codebook) -> str | None:
    """The domain of a code, or the nearest one above it."""
    if code not in codebook:
        return None
    return next((codebook[c].domain for c in (code, *codebook.ancestors(code)) if codebook[c].domain), None)


def distinct_informants(table: pd.DataFrame, bases: Iterable[str] = ("informant",)) -> list[str]:
    """The distinct informants of evidence rows, sorted."""
    return sorted(table.loc[table["basis"].isin(list(bases)), "informant"].dropna().unique())


def segment_ids(rows: pd.DataFrame) -> tuple[str, ...]:
    """The distinct segments of evidence rows as `document.start-end`, in the order of the corpus."""
    keys = sorted(set(zip(rows["document"], rows["start"], rows["end"], strict=True)))
    return tuple(f"{document}.{start}-{end}" for document, start, end in keys)


def without_interviewer(evidence: pd.DataFrame) -> pd.DataFrame:
    """The rows but those in turns of a transcript that no informant speaks: a question is no evidence."""
    return evidence[evidence["speaker"].isna() | evidence["basis"].notna()]


def among(evidence: pd.DataFrame, ids: Iterable[str]) -> pd.Series:
    """For each row, whether its segment is among these ids."""
    keys = evidence["document"] + "." + evidence["start"].astype(str) + "-" + evidence["end"].astype(str)
    return keys.isin(set(ids))
