"""What the consensus settles, as the known passages have it: what both coded alike, each disagreement, and what neither could look for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from making.corpus import Written
from making.readers import READERS, Item
from qualitative import Study
from qualitative.agreement.adjudication import adopted
from qualitative.folder import acts, placing
from qualitative.folder.settling import settle

__all__ = ["settle_stretch"]

CONSENSUS, PAIR, MAIN = "consensus", ("coder-one", "coder-two"), 2


def settle_stretch(
    study: Study, written: Written, document: str, end: int, version: int, by: str, only: int | None = None
) -> None:
    """Settle `document` up to `end`; with `only`, that many disagreements and nothing else."""
    known = [item for item in READERS[CONSENSUS].finds(written, version, "") if item[2] <= end]
    _decide_parts(study, document, known, by)
    if only is None:
        pairs = study.segment_pairs(PAIR, round=MAIN)
        for alike in adopted(pairs[(pairs["document"] == document) & (pairs["end"] <= end)]):
            settle(study.folder, CONSENSUS, alike, by=by, note="coded alike")
    open_ones = study.disagreements(PAIR, round=MAIN)
    here = open_ones[(open_ones["document"] == document) & (open_ones["end"] <= end)]
    for row in here.to_dict("records")[:only]:
        study.adjudicate(row, *_verdict(row, known), by=by, note=_why(row))
    if only is None:
        _add_unseen(study, document, known)


def _decide_parts(study: Study, document: str, known: list[Item], by: str) -> None:
    """Say which part the codings are whose code was split, since nobody can take over a code that is no longer given."""
    for coding in study.undecided(PAIR):
        parts = [code for code, start, end in known if start < coding.end and coding.start < end]
        parts = [code for code in parts if code in study.codebook.splits[study.codebook.current(coding.code)]]
        if coding.document == document and parts:
            study.decide_part(coding.id, parts[0], coder=by)


def _verdict(row: Mapping[str, Any], known: list[Item]) -> tuple[str]:
    """Who of the two found the known passage; neither where both are wrong."""
    for side in ("a", "b"):
        item = (row[f"code_{side}"], row[f"start_{side}"], row[f"end_{side}"])
        if item in known:
            return (row[f"coder_{side}"],)
    overlapping = {code for code, start, end in known if start < row["end"] and row["start"] < end}
    for side in ("a", "b"):
        if row[f"code_{side}"] in overlapping:
            return (row[f"coder_{side}"],)
    return ("neither",)


def _why(row: Mapping[str, Any]) -> str:
    return {
        "boundary": "The shorter words are enough.",
        "code": "Read again together; the definition decides.",
        "one-sided": "Read again together.",
    }[row["kind"]]


def _add_unseen(study: Study, document: str, known: list[Item]) -> None:
    """What neither coder coded, such as codes that came later, and the consensus found when it read the whole."""
    standing = [c for c in placing.state_of(study.folder, [CONSENSUS]).codings.values() if c.document == document]
    named = study.codebook.current
    fresh = [
        (code, document, start, end)
        for code, start, end in known
        if not any(named(c.code) == code and c.start < end and start < c.end for c in standing)
    ]
    acts.apply(study.folder, CONSENSUS, fresh, round=MAIN, blind=False)
