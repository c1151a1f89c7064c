"""Feedback to a learner: one coder's codings of a document beside another's, code by code. Pure.

The other reading is a defensible one, not the key: what only the learner saw may be right.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qualitative.analysis.evidence import segment_ids
from qualitative.i18n import pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ADVICE", "feedback"]

ALIKE = 0.5  # at less than half the characters in common, two segments hardly mean the same stretch
ADVICE = {
    "alike": {"id": "Sama di setiap tempat.", "en": "The same in every place."},
    "partly": {"id": "Sebagian sama. Baca tempat yang berbeda, dengan aturan kode di samping.", "en": "Partly the same. Read the places that differ beside the code's rules."},
    "boundaries": {"id": "Kode yang sama, batasnya jauh berbeda. Di mana maknanya mulai dan selesai?", "en": "The same code with quite other boundaries. Where does the meaning begin and end?"},
    "elsewhere": {"id": "Kode yang sama, di tempat lain. Bandingkan contohnya.", "en": "The same code, in other places. Compare the examples."},
    "instead": {"id": "Di tempat ini pembacaan lain memakai kode lain. Apa bedanya menurut definisi?", "en": "In these places the other reading gave another code. What tells them apart, by their definitions?"},
    "only-mine": {"id": "Hanya Anda yang melihatnya. Jika teks dan definisi mendukung, pertahankan dan tulis memo.", "en": "Only you saw it. If text and definition bear it out, keep it and write a memo."},
    "only-theirs": {"id": "Terlewat oleh Anda, atau bagi Anda tidak termasuk. Baca lagi tempat itu.", "en": "You passed it by, or it did not belong for you. Read the place again."},
}  # fmt: skip


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
    order = list(ADVICE)
    rows.sort(key=lambda row: (order.index(row.kind), row.code))
    return pd.DataFrame(rows, columns=list(_Row._fields))


def _row(code: str, mine: pd.DataFrame, theirs: pd.DataFrame, language: str) -> _Row:
    own, other = mine[mine["code"] == code], theirs[theirs["code"] == code]
    met = [_best(row, other) for row in own.itertuples()]
    shared = [share for share in met if share]
    seen = [bool(_best(row, own)) for row in other.itertuples()]
    alone = own.iloc[[place for place, share in enumerate(met) if not share]]
    missed = other.iloc[[place for place, found in enumerate(seen) if not found]]
    instead = sorted({code for row in alone.itertuples() for code in theirs.loc[_overlapping(row, theirs), "code"]})
    mean = round(sum(shared) / len(shared), 2) if shared else None
    kind = _kind(len(own), len(other), mean, len(alone) + len(missed), bool(instead))
    return _Row(code, len(own), len(other), len(shared), mean, kind, ", ".join(instead), segment_ids(alone), segment_ids(missed),
                pick(ADVICE[kind], language))  # fmt: skip


def _kind(own: int, other: int, overlap: float | None, apart: int, instead: bool) -> str:
    if overlap is not None:
        return "partly" if apart else "alike" if overlap >= ALIKE else "boundaries"
    if own and instead:
        return "instead"
    if own and other:
        return "elsewhere"
    return "only-mine" if own else "only-theirs"


def _overlapping(row, rows: pd.DataFrame) -> pd.Series:  # noqa: ANN001
    return (rows["start"] < row.end) & (rows["end"] > row.start)


def _best(row, rows: pd.DataFrame) -> float:  # noqa: ANN001
    """The largest share of characters that a row has in common with one of `rows`."""
    shares = [
        (min(row.end, one.end) - max(row.start, one.start)) / (max(row.end, one.end) - min(row.start, one.start))
        for one in rows[_overlapping(row, rows)].itertuples()
    ]
    return max(shares, default=0.0)
