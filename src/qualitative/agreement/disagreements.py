"""Where two coders part: their segments side by side, what differs, and how much agreement each difference costs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.agreement.overlap import matched_segments
from qualitative.agreement.segments import shared_stretches
from qualitative.model import Document
from qualitative.units import Done, Scale, scale_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COLUMNS", "KINDS", "NOT_CODED", "confusions", "disagreements", "segment_pairs", "without_unread"]

KINDS = {
    "same": "the same code on the same words",
    "boundary": "the same code, but it begins or ends elsewhere",
    "code": "different codes on words that overlap",
    "one-sided": "only one of the two coded these words",
}
NOT_CODED = "(not coded)"
# start and end span both segments; side a is the first coder, b the second, None where that coder has no segment here; ids are the
# codings of the pair; disagreements() adds settled, choice, decided_by and why
COLUMNS = (
    "document", "case", "round", "kind", "start", "end", "coder_a", "coder_b", "code_a", "code_b", "start_a", "end_a", "start_b",
    "end_b", "quote_a", "quote_b", "memo_a", "memo_b", "ids", "characters", "gain",
)  # fmt: skip
ANY_OVERLAP = 1e-9  # matched_segments wants a share; one code point in common is enough here


@dataclass(frozen=True)
class _Made:
    """One coding as a row of the codings table holds it."""

    id: str
    code: str
    start: int
    end: int
    quote: str
    memo: str | None


Pair = tuple[_Made | None, _Made | None, str]


def segment_pairs(
    codings: pd.DataFrame, done: Done, documents: Mapping[str, Document], coders: Sequence[str]
) -> pd.DataFrame:
    """Blind codings of each two coders side by side, in stretches that both marked done; those that agree are of kind `same`.

    `characters` counts what is coded by one and not by the other, `gain` is by how much alpha over all codes and characters would rise if
    the pair were settled and chance agreement stayed as it is; the largest gains come first.
    """
    import pandas as pd

    rows: list[dict[str, Any]] = []
    blind = codings[codings["blind"].astype(bool) & codings["coder"].isin(coders)]
    for a, b in combinations(coders, 2):
        own: list[dict[str, Any]] = []
        total, scales = 0, {}
        for document, round in sorted({(d, r) for c, d, r in done if c == a} & {(d, r) for c, d, r in done if c == b}):
            stretches = shared_stretches(done, document, round, (a, b))
            if document not in documents or not stretches:
                continue
            scales[document] = scale = scale_of(documents[document], "character")
            total += sum(_length(scale, start, end) for start, end in stretches)
            here = blind[(blind["document"] == document) & (blind["round"] == round)]
            pairs = _paired(_made(here, a, stretches), _made(here, b, stretches))
            head = {"document": document, "case": documents[document].case, "round": round, "coder_a": a, "coder_b": b}
            own += [head | _side_by_side(pair) | {"characters": _apart(pair, scale)} for pair in pairs]
        room = _room(own, scales, total)
        rows += [row | {"gain": row["characters"] / room if room else 0.0} for row in own]
    table = pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {f"{end}_{side}": "Int64" for end in ("start", "end") for side in "ab"}
    )
    for column in (f"{key}_{side}" for key in ("code", "quote", "memo") for side in "ab"):
        table[column] = table[column].astype(object).where(table[column].notna(), None)
    return table.sort_values(["gain", "document", "start"], ascending=[False, True, True], ignore_index=True)


def disagreements(pairs: pd.DataFrame, decisions: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """The pairs that differ, with what was decided on each: settled, choice, decided_by, why."""
    table = pairs[pairs["kind"] != "same"].reset_index(drop=True)
    decided = {id: decision for decision in decisions if decision["verdict"] == "adjudicate" for id in decision["of"]}
    found = [[decided.get(id) for id in ids] for ids in table["ids"]]
    last = [each[0] if each and all(each) else None for each in found]
    table["settled"] = [decision is not None for decision in last]
    for column, key in (("choice", "choice"), ("decided_by", "by"), ("why", "note")):
        table[column] = [decision.get(key) if decision else None for decision in last]
    return table


def without_unread(pairs: pd.DataFrame, unread: pd.DataFrame) -> pd.DataFrame:
    """The pairs but those whose code the other coder did not look for there: who was not asked does not disagree.

    `unread` has coder, document, round, code, start, end, as `agreement.table.agreement` takes it.
    """
    stretches: dict[tuple[str, str, int, str], list[tuple[int, int]]] = {}
    for coder, document, round, code, start, end in unread.itertuples(index=False, name=None):
        stretches.setdefault((coder, document, round, code), []).append((start, end))
    kept = []
    for row in pairs.itertuples():
        is_of_a = isinstance(row.code_a, str)
        code, other = (row.code_a, row.coder_b) if is_of_a else (row.code_b, row.coder_a)
        near = stretches.get((str(other), str(row.document), int(str(row.round)), str(code)), ())
        kept.append(
            row.kind != "one-sided" or not any(a < int(str(row.end)) and int(str(row.start)) < b for a, b in near)
        )
    return pairs[np.array(kept, dtype=bool)]


def confusions(pairs: pd.DataFrame) -> pd.DataFrame:
    """How often the first coder's code (rows) met the second's (columns): agreement on the diagonal, `(not coded)` last."""
    import pandas as pd

    table = pd.crosstab(pairs["code_a"].fillna(NOT_CODED), pairs["code_b"].fillna(NOT_CODED))
    names = [*sorted({*table.index, *table.columns} - {NOT_CODED}), NOT_CODED]
    return table.reindex(index=names, columns=names, fill_value=0).rename_axis(index="code_a", columns="code_b")


def _made(codings: pd.DataFrame, coder: str, stretches: Sequence[tuple[int, int]]) -> list[_Made]:
    rows = codings[codings["coder"] == coder].sort_values(["start", "end", "code"])
    columns = rows[["id", "code", "start", "end", "quote", "memo"]].itertuples(index=False, name=None)
    made = [
        _Made(id, code, start, end, quote, memo if isinstance(memo, str) else None)
        for id, code, start, end, quote, memo in columns
    ]
    return [one for one in made if any(one.start < end and start < one.end for start, end in stretches)]


def _paired(a: Sequence[_Made], b: Sequence[_Made]) -> Iterator[Pair]:
    """Same codes that overlap first, then different codes that overlap, then what only one coder has."""
    left, right = list(a), list(b)
    # what has the same code is compared with itself first, so that a shifted boundary is never taken for another code
    for code in sorted({made.code for made in a} & {made.code for made in b}):
        mine, theirs = [m for m in a if m.code == code], [m for m in b if m.code == code]
        for one, other in _matched(mine, theirs):
            yield one, other, "same" if (one.start, one.end) == (other.start, other.end) else "boundary"
            left.remove(one)
            right.remove(other)
        for one in [m for m in mine if m in left and _meets(m, theirs)]:
            yield one, None, "boundary"
            left.remove(one)
        for other in [m for m in theirs if m in right and _meets(m, mine)]:
            yield None, other, "boundary"
            right.remove(other)
    for one, other in _matched(left, right):
        yield one, other, "code"
        left.remove(one)
        right.remove(other)
    yield from ((one, None, "one-sided") for one in left)
    yield from ((None, other, "one-sided") for other in right)


def _matched(a: Sequence[_Made], b: Sequence[_Made]) -> list[tuple[_Made, _Made]]:
    pairs = matched_segments([(m.start, m.end) for m in a], [(m.start, m.end) for m in b], ANY_OVERLAP)
    return [(a[i], b[j]) for i, j in pairs]


def _meets(made: _Made, others: Sequence[_Made]) -> bool:
    return any(made.start < other.end and other.start < made.end for other in others)


def _side_by_side(pair: Pair) -> dict[str, Any]:
    made = [m for m in pair[:2] if m is not None]
    row: dict[str, Any] = {"kind": pair[2], "start": min(m.start for m in made), "end": max(m.end for m in made)}
    for side, m in zip("ab", pair[:2], strict=True):
        for key in ("code", "start", "end", "quote", "memo"):
            row[f"{key}_{side}"] = getattr(m, key) if m else None
    return row | {"ids": tuple(m.id for m in made)}


def _length(scale: Scale, start: int, end: int) -> int:
    """How many characters of turns lie in `start:end`."""
    first, last = scale.touched(np.array([start]), np.array([end]))
    return int(max(0, last[0] - first[0]))


def _apart(pair: Pair, scale: Scale) -> int:
    """Characters under one coder's code and not under the same code of the other."""
    one, other, kind = pair
    lengths = [_length(scale, m.start, m.end) for m in (one, other) if m is not None]
    if one is None or other is None or kind == "code":
        return sum(lengths)
    start, end = max(one.start, other.start), min(one.end, other.end)
    return sum(lengths) - 2 * _length(scale, start, end)


def _room(rows: Sequence[Mapping[str, Any]], scales: Mapping[str, Scale], total: int) -> float:
    """n sum_c D_e of alpha over all codes: what disagreeing characters are divided by. 2 p (1 - p) 2n / (2n - 1) for each code."""
    coded: dict[str, int] = {}
    for row in rows:
        for side in "ab":
            if row[f"code_{side}"] is not None:
                length = _length(scales[row["document"]], row[f"start_{side}"], row[f"end_{side}"])
                coded[row[f"code_{side}"]] = coded.get(row[f"code_{side}"], 0) + length
    answers = 2 * total
    if answers < 2:
        return 0.0
    return total * sum(2 * k * (answers - k) / (answers * (answers - 1)) for k in coded.values())
