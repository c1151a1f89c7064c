"""Codings joined with where they come from: the passage, its basis, informant and locator. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.model import Document
from qualitative.query.passages import asked_passages
from qualitative.query.rows import informants_beside

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ADDED",
    "among",
    "distinct_informants",
    "evidence_table",
    "passage_rows",
    "rows_of_passages",
    "segment_ids",
    "without_interviewer",
]

ADDED = [
    "passage", "passage_start", "passage_end", "basis", "informant", "section", "source", "role", "date", "title", "person", "statement",
    "text", "language", "before", "after",
]  # fmt: skip


def evidence_table(codings: pd.DataFrame, documents: Mapping[str, Document], codebook: Codebook) -> pd.DataFrame:
    """The codings table with the columns of ADDED and of the codes' classes beside it; codings of unknown documents are left out.

    `passage` numbers turns or paragraphs from 1. `informant` tells distinct people apart: the paper's initials, or document and label of a
    transcript. `source` names the law or guide that a paragraph reports. `before` and `after` are the numbers of the informants' passages
    beside, 0 where there is none. A class is that of the code or the nearest one above it; none takes the place of another column.
    """
    import pandas as pd

    table = codings[codings["document"].isin(documents)].reset_index(drop=True)
    passages = rows_of_passages(documents[document] for document in table["document"].unique())
    starts = {document: [row["passage_start"] for row in rows] for document, rows in passages.items()}
    rows = []
    for document, start in zip(table["document"], table["start"], strict=True):
        rows.append(passages[document][max(bisect_right(starts[document], start) - 1, 0)])
    joined = pd.concat([table, pd.DataFrame(rows, columns=ADDED, index=table.index)], axis=1)
    joined = joined.assign(**_classes(joined, codebook))
    # as plain objects in one block: sections cut this table hundreds of times, and each column of strings would be cut by itself
    return joined.astype({name: object for name in joined.columns if isinstance(joined[name].dtype, pd.StringDtype)})


def passage_rows(document: Document) -> list[dict[str, Any]]:
    """One mapping a turn or paragraph: where it lies, what it rests on, its words, and the informants' passages before and after it."""
    return rows_of_passages([document])[document.id]


def rows_of_passages(documents: Iterable[Document]) -> dict[str, list[dict[str, Any]]]:
    """`passage_rows` of each document by its id; one table is made for all of them."""
    known = {document.id: document for document in documents}
    table = asked_passages(known.values())
    number, before, after = (column.tolist() for column in (table["n"], *informants_beside(table)))
    rows: dict[str, list[dict[str, Any]]] = {id: [] for id in known}
    for place, row in enumerate(table.astype(object).where(table.notna(), None).to_dict("records")):
        document = known[row["document"]]
        rows[document.id].append({
            "passage": row["n"], "passage_start": row["start"], "passage_end": row["end"], "basis": row["basis"],
            "informant": row["informant"], "section": row["section"], "source": row["source"], "role": row["role"],
            "date": document.date, "title": document.title, "person": row["person"], "statement": row["statement"],
            "text": row["text"], "language": row["language"],
            "before": number[before[place]] if before[place] >= 0 else 0, "after": number[after[place]] if after[place] >= 0 else 0,
        })  # fmt: skip
    return rows


def _classes(table: pd.DataFrame, codebook: Codebook) -> dict[str, pd.Series]:
    """A column for each class that some code bears."""
    import pandas as pd

    names = sorted(
        {name for code in codebook.values() for name in code.classes} - {str(name) for name in table.columns}
    )
    known = [str(code) for code in table["code"].unique() if code in codebook]
    values = {name: {code: codebook.class_of(code, name) or None for code in known} for name in names}
    return {
        name: pd.Series([values[name].get(code) for code in table["code"]], index=table.index, dtype=object)
        for name in names
    }


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
