"""Settling a disagreement: which codings the consensus takes, and what agreement is once decisions count. Nothing is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.agreement.records import records
from qualitative.errors import CodingError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CHOICES", "Settlement", "adopted", "settled_codings", "settlement"]

CHOICES = ("both", "neither", "new")


@dataclass(frozen=True)
class Settlement:
    """What the consensus coder codes, as (code, document, start, end), and which codings that settles."""

    items: tuple[tuple[str, str, int, int], ...]
    settles: tuple[str, ...]
    document: str
    round: int
    choice: str


def settlement(
    row: Mapping[str, Any], choice: str, *, code: str | None = None, start: int | None = None, end: int | None = None
) -> Settlement:
    """The decision `choice` on a row of the disagreements: one of its coders, both, neither, or new.

    A coder who did not code the words stands for not coding them. `both` of a boundary takes all the words, and of two codes, both codes.
    `new` needs `code`, or another `start` or `end`. Raises CodingError for what can't be decided so.
    """
    coders = {row["coder_a"]: "a", row["coder_b"]: "b"}
    if choice in coders:
        items = _side(row, coders[choice])
    elif choice == "both":
        items = _both(row)
    elif choice == "neither":
        items = []
    elif choice == "new":
        items = [_new(row, code, start, end)]
    else:
        known = (*coders, *CHOICES)
        raise CodingError(f"choice {choice!r} is not one of {', '.join(known)}; {did_you_mean(choice, known)}")
    return Settlement(tuple(items), tuple(row["ids"]), row["document"], int(row["round"]), choice)


def adopted(pairs: pd.DataFrame) -> list[Settlement]:
    """What both coders coded alike, for the consensus to take over as it is."""
    same = pairs[pairs["kind"] == "same"]
    return [
        Settlement(tuple(_side(row, "a")), tuple(row["ids"]), row["document"], int(row["round"]), "same")
        for row in records(same)
    ]


def settled_codings(
    codings: pd.DataFrame, consensus: pd.DataFrame, decided: Iterable[str], coders: Sequence[str]
) -> pd.DataFrame:
    """The codings of `coders` as if each had taken over the decisions: what was decided on goes, the consensus takes its place.

    Only for comparing agreement before and after; the codings themselves stay as they are.
    """
    import pandas as pd

    # what nobody decided on stays apart, so that the figure rises only by what was settled
    gone = set(decided)
    kept = codings[~codings["id"].isin(gone) | ~codings["coder"].isin(coders)]
    taken = [consensus.assign(coder=coder, blind=True) for coder in coders]
    return pd.concat([kept, *taken], ignore_index=True) if len(consensus) else kept.reset_index(drop=True)


def _side(row: Mapping[str, Any], side: str) -> list[tuple[str, str, int, int]]:
    if not isinstance(row[f"code_{side}"], str):
        return []
    return [(row[f"code_{side}"], row["document"], int(row[f"start_{side}"]), int(row[f"end_{side}"]))]


def _both(row: Mapping[str, Any]) -> list[tuple[str, str, int, int]]:
    sides = [*_side(row, "a"), *_side(row, "b")]
    if len({code for code, *_ in sides}) == 1:
        return [(sides[0][0], row["document"], int(row["start"]), int(row["end"]))]
    return sides


def _new(row: Mapping[str, Any], code: str | None, start: int | None, end: int | None) -> tuple[str, str, int, int]:
    codes = {row[f"code_{side}"] for side in "ab" if isinstance(row[f"code_{side}"], str)}
    if code is None and (len(codes) != 1 or (start is None and end is None)):
        raise CodingError(
            f"a new decision on {row['document']} {row['start']}:{row['end']} needs its code; pass code=…, and start= or end= for other words"
        )
    return (
        code if code is not None else codes.pop(),
        row["document"],
        int(row["start"]) if start is None else start,
        int(row["end"]) if end is None else end,
    )
