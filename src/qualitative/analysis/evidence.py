"""Codings joined with where they come from: the passage, its basis, informant and locator. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import numpy as np

from qualitative.codebook.tree import Codebook
from qualitative.counting.lying import touching
from qualitative.model import Document
from qualitative.query.passages import asked_passages
from qualitative.query.rows import informants_beside

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "ADDED",
    "among",
    "evidence_table",
    "segment_ids",
    "without_interviewer",
]

ADDED = [
    "passage", "passage_start", "passage_end", "basis", "informant", "section", "source", "role", "date", "title", "person", "statement",
    "place", "finding", "reports", "text", "language", "before", "after",
]  # fmt: skip


def evidence_table(codings: pd.DataFrame, documents: Mapping[str, Document], codebook: Codebook) -> pd.DataFrame:
    """The codings that count (`Counted.table`, or a table like it) with what each passage that they touch rests on.

    One row for each coding, each passage that it touches and each case that this speaks of, so that numbers of rows count nothing: count
    places, persons, cases. The columns of `codings` (`case`, `speaker`, `date` and all of ADDED are the passage's), and those of the codes'
    classes beside; codings of unknown documents are left out. An interviewer's passage has a row only where a coding begins in it.

    `passage` numbers turns or paragraphs from 1. `place` is what is counted, `finding` whether it may count as a result, `reports` what a
    paragraph reports of its work. `informant` is as readers see people: the paper's initials, or document and label of a transcript.
    `source` names the law or guide that a paragraph reports. `before` and `after` are the numbers of the informants' passages beside, 0
    where there is none. A class is that of the code or the nearest one above it; none takes the place of another column.
    """
    import pandas as pd

    table = codings[codings["document"].isin(documents)].reset_index(drop=True)
    passages = _named(asked_passages(documents[document] for document in table["document"].unique()), documents)
    row, passage = touching(table, passages.rename(columns={"passage_start": "start", "passage_end": "end"}))
    begins = np.diff(row, prepend=-1) != 0
    kept = begins | ~passages["is_question"].to_numpy(bool)[passage]
    here = passages.drop(columns=["is_question", "reached", "cases"]).iloc[passage[kept]].reset_index(drop=True)
    own = table[[name for name in table.columns if name not in here.columns]].iloc[row[kept]].reset_index(drop=True)
    cases = passages["cases"].iloc[passage[kept]].reset_index(drop=True)
    joined = pd.concat([own.drop(columns="case"), here], axis=1).assign(case=cases).explode("case", ignore_index=True)
    joined = joined.assign(**_classes(joined, codebook))
    # as plain objects in one block: sections cut this table hundreds of times, and each column of strings would be cut by itself
    plain = {name: object for name in joined.columns if isinstance(joined[name].dtype, pd.StringDtype)}
    made: pd.DataFrame = joined.astype(plain)
    return made


def _named(passages: pd.DataFrame, documents: Mapping[str, Document]) -> pd.DataFrame:
    """Passages with the names that they have in evidence, the titles of their documents, and the numbers of those beside."""
    import pandas as pd

    number = np.append(passages["n"].to_numpy(np.int64), 0)  # -1, for no passage beside, leads to 0
    before, after = informants_beside(passages)
    titles = {document: documents[document].title for document in passages["document"].unique()}
    named = passages.rename(columns={"n": "passage", "start": "passage_start", "end": "passage_end"})
    texts = [name for name in named.columns if isinstance(named[name].dtype, pd.StringDtype)]
    named = named.assign(**{name: named[name].astype(object).where(named[name].notna(), None) for name in texts})
    return named.assign(title=named["document"].map(titles), before=number[before], after=number[after])


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
