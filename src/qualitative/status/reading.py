"""Who coded and read what: one row for each document and coder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.codebook.versions import Versions
from qualitative.codings.schema import DoneEvent
from qualitative.codings.state import stamp_of
from qualitative.counting.records import HOW

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.model import Coder

__all__ = ["PILOT", "by_coder", "reading_of"]

PILOT = "pilot"  # in the place of `how`: marked done in a round that was only a trial
COLUMNS = ["document", "coder", "kind", "codings", "share", "how", "version"]


def reading_of(
    codings: Iterable[tuple[str, str]],
    done: Iterable[DoneEvent],
    lengths: Mapping[str, int],
    coders: Mapping[str, Coder],
    versions: Versions,
    pilot: Collection[int] = (),
) -> pd.DataFrame:
    """One row for each document and coder who did something there, columns as in `Status.reading`.

    `codings` are (document, coder) of each live coding, `done` the marks as they lie in the present texts, `lengths` those of the texts. Marks of a `pilot`
    round are left aside where there are others; where there are none, `how` is `pilot`.
    """
    import pandas as pd

    given = Counter(codings)
    marks: dict[tuple[str, str], list[DoneEvent]] = {}
    for event in done:
        if event["document"] in lengths:
            marks.setdefault((event["document"], event["coder"]), []).append(event)
    order = {coder: number for number, coder in enumerate(coders)}
    rows = []
    for document, coder in sorted({*given, *marks}, key=lambda key: (key[0], order.get(key[1], -1), key[1])):
        if document not in lengths or coder not in coders:
            continue
        every = marks.get((document, coder), [])
        here = _newest([event for event in every if event["round"] not in pilot] or every)
        share = _covered(here) / max(lengths[document], 1)
        how = max((event.get("how", HOW[0]) for event in here), key=HOW.index, default=None)
        how = PILOT if here and here[0]["round"] in pilot else how
        version = min((versions.at(stamp_of(event)).version for event in here), default=None)
        rows.append((document, coder, coders[coder].kind, given[document, coder], min(share, 1.0), how, version))
    types = {"codings": "int64", "share": "float64", "version": "Int64"}
    return pd.DataFrame(rows, columns=COLUMNS).astype(types)


def by_coder(reading: pd.DataFrame, coders: Mapping[str, Coder]) -> pd.DataFrame:
    """One row for each coder who did something: kind, documents, codings, done; in the order of study.yaml."""
    import pandas as pd

    rows = []
    for coder, theirs in reading.groupby("coder", sort=False):
        whole = int(((theirs["share"] >= 1) & ~theirs["how"].isin([HOW[-1], PILOT])).sum())
        rows.append((str(coder), theirs["kind"].iloc[0], len(theirs), int(theirs["codings"].sum()), whole))
    table = pd.DataFrame(rows, columns=["coder", "kind", "documents", "codings", "done"]).set_index("coder")
    return table.reindex([coder for coder in coders if coder in table.index])


def _newest(events: Iterable[DoneEvent]) -> list[DoneEvent]:
    """The marks that say more than newer ones: an older one of the same stretch is out of date."""
    kept: list[DoneEvent] = []
    for event in sorted(events, key=lambda one: one["id"], reverse=True):
        if _covered([*kept, event]) > _covered(kept):
            kept.append(event)
    return kept


def _covered(events: Iterable[DoneEvent]) -> int:
    """How many characters the marks cover together."""
    covered = end = 0
    for start, stop in sorted((event["start"], event["end"]) for event in events):
        covered += max(0, stop - max(start, end))
        end = max(end, stop)
    return covered
