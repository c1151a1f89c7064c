"""Feedback to a learner: one coder's codings of a document beside another's, code by code. Pure.

The other reading is a defensible one, not the key: what only the learner saw may be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from qualitative.analysis.evidence import segment_ids
from qualitative.analysis.texts import TEXTS
from qualitative.i18n import pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ADVICE", "feedback"]

ALIKE = 0.5  # at less than half the characters in common, two segments hardly mean the same stretch
# a key of the catalogue each, in the order in which rows stand
ADVICE = ("alike", "partly", "boundaries", "elsewhere", "instead", "only-mine", "only-theirs")


Span: TypeAlias = tuple[int, int]


class _Row(NamedTuple):
    code: str
    mine: int
    theirs: int
    shared: int
    overlap: float | None
    kind: str
    instead: str
    only_mine: tuple[str, ...]
    only_theirs: tuple[str, ...]
    advice: str


def feedback(mine: pd.DataFrame, theirs: pd.DataFrame, language: str = "en") -> pd.DataFrame:
    """One row a code that either gave; both tables are codings of one document.

    `shared` counts the learner's segments that overlap one of the other's with the same code, `overlap` the mean share of characters that the two have in
    common there; `instead` names the codes that the other gave where the learner gave this one. `kind` is a key of ADVICE.
    """
    import pandas as pd

    codes = sorted({*mine["code"], *theirs["code"]})
    rows = [_row(code, mine, theirs, language) for code in codes]
    rows.sort(key=lambda row: (ADVICE.index(row.kind), row.code))
    return pd.DataFrame(rows, columns=list(_Row._fields))


def _row(code: str, mine: pd.DataFrame, theirs: pd.DataFrame, language: str) -> _Row:
    own, other = mine[mine["code"] == code], theirs[theirs["code"] == code]
    met = [_best(span, other) for span in _spans(own)]
    shared = [share for share in met if share]
    seen = [bool(_best(span, own)) for span in _spans(other)]
    alone = own.iloc[[place for place, share in enumerate(met) if not share]]
    missed = other.iloc[[place for place, found in enumerate(seen) if not found]]
    instead = sorted({code for span in _spans(alone) for code in theirs.loc[_overlapping(span, theirs), "code"]})
    mean = round(sum(shared) / len(shared), 2) if shared else None
    kind = _kind(len(own), len(other), mean, len(alone) + len(missed), bool(instead))
    return _Row(code, len(own), len(other), len(shared), mean, kind, ", ".join(instead), segment_ids(alone), segment_ids(missed),
                pick(TEXTS[f"advice.{kind}"], language))  # fmt: skip


def _kind(own: int, other: int, overlap: float | None, apart: int, instead: bool) -> str:
    if overlap is not None:
        return "partly" if apart else "alike" if overlap >= ALIKE else "boundaries"
    if own and instead:
        return "instead"
    if own and other:
        return "elsewhere"
    return "only-mine" if own else "only-theirs"


def _spans(rows: pd.DataFrame) -> list[Span]:
    return [(int(start), int(end)) for start, end in zip(rows["start"], rows["end"], strict=True)]


def _overlapping(span: Span, rows: pd.DataFrame) -> pd.Series[bool]:
    return rows["start"].lt(span[1]) & rows["end"].gt(span[0])


def _best(span: Span, rows: pd.DataFrame) -> float:
    """The largest share of characters that a span has in common with one of `rows`."""
    shares = [
        (min(span[1], end) - max(span[0], start)) / (max(span[1], end) - min(span[0], start))
        for start, end in _spans(rows[_overlapping(span, rows)])
    ]
    return max(shares, default=0.0)
