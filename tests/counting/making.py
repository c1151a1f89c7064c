"""Small studies written by hand: one document of 200 code points, coders, codings, done marks and decisions."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from qualitative.counting import Counted, CountRules, Decision, Done, counted

PEOPLE = {"ana": "human", "budi": "human", "citra": "human", "consensus": "human", "robot": "model"}
LENGTHS = {"d": 200, "e": 100}


def codings(*rows: Sequence[Any], **more: dict[str, Any]) -> pd.DataFrame:
    """Rows of id, coder, start, end, code; `more` gives further columns by id: `round={"03": 2}`."""
    table = pd.DataFrame(rows, columns=["id", "coder", "start", "end", "code"], dtype=object)
    table = table.astype({"start": "int64", "end": "int64"})
    defaults: dict[str, Any] = {"document": "d", "round": 1, "settles": (), "unseen": False, "doubtful": False}
    for name, default in defaults.items():
        table[name] = [more.get(name, {}).get(id, default) for id in table["id"]]
    return table


def done(coder: str, start: int = 0, end: int = 200, **more: Any) -> Done:
    """A mark on the document."""
    fields: dict[str, Any] = {"id": f"z-{coder}-{start}-{end}", "document": "d", **more}
    return Done(coder=coder, start=start, end=end, **fields)


def decision(id: str, verdict: str, *of: str, coder: str = "consensus", round: int = 1) -> Decision:
    return Decision(id, coder, verdict, of, round)


def count(
    table: pd.DataFrame,
    marks: Iterable[Done] = (),
    decisions: Iterable[Decision] = (),
    *,
    who: Sequence[str] = (),
    models: Sequence[str] = (),
    pilot: Iterable[int] = (),
    kinds: dict[str, str] | None = None,
    known: dict[int, str] | None = None,
    passages: pd.DataFrame | None = None,
) -> Counted:
    """`known` says which codes (letters) each version of the codebook has; without it every code was always there."""
    return counted(
        table,
        marks,
        decisions,
        lengths=LENGTHS,
        kinds=kinds or PEOPLE,
        looked_for=lambda code, stamp: known is None or code in known[stamp],
        rules=CountRules(tuple(who), tuple(models), frozenset(pilot)),
        passages=passages,
    )


def ids(found: Counted) -> list[str]:
    return found.table["id"].tolist()


def reasons(found: Counted) -> dict[str, str]:
    return dict(zip(found.left_out["id"], found.left_out["reason"], strict=True))


def rules(found: Counted) -> dict[str, int]:
    return dict(zip(found.table["id"], found.table["rule"], strict=True))


def spans(found: Counted) -> list[tuple[int, int, tuple[str, ...]]]:
    return list(zip(found.table["start"], found.table["end"], found.table["coders"], strict=True))


def pieces(found: Counted) -> list[tuple[int, int, int, tuple[str, ...]]]:
    """(start, end, rule, coders) of each row on document d."""
    table = found.pieces[found.pieces["document"] == "d"]
    return list(zip(table["start"], table["end"], table["rule"], table["coders"], strict=True))


def told(found: Counted) -> dict[str, int]:
    return {note.kind: note.n for note in found.notes}
