"""New codes per person from a report's choice: who was read in full, in which order, and whether it may be asked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qualitative.analysis.saturation import NewCodes, new_codes
from qualitative.analysis.texts import TEXTS
from qualitative.codebook.files import read_changes
from qualitative.counting.persons import GROUP
from qualitative.errors import StatisticError
from qualitative.i18n import pick
from qualitative.reports.content.inputs import Inputs

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["new_codes_of"]


def new_codes_of(
    inputs: Inputs, base: int = 4, run: int = 2, threshold: float = 0.05, orders: int = 1000, seed: int = 2018
) -> NewCodes:
    """What each person who was read in full adds, in the order in which whose codings count marked their talks done; a group is one.

    Raises StatisticError with the reason where the approach leaves it out, or where there is nothing but notes on a work.
    """
    off = inputs.settings.approach.off("saturation")
    if off is not None:
        raise StatisticError(pick(off, inputs.language))
    passages = inputs.passages.assign(who=_who(inputs.passages))
    unpublished = [id for id, one in inputs.documents.items() if one.provenance != "published"]
    spoken = passages[passages["who"].notna() & passages["document"].isin(unpublished)]
    if not len(spoken):
        key = "refused.new-codes-published" if len(inputs.documents) > len(unpublished) else "refused.new-codes-none"
        raise StatisticError(TEXTS.say(key, inputs.language))
    begun = [id for id in dict.fromkeys(spoken["document"]) if id in inputs.done]
    talks, read, unread = _read_in_full(inputs, begun)
    spoken = _in_order(inputs, spoken[spoken["document"].isin(talks)])
    rows = inputs.evidence[inputs.evidence["document"].isin(talks)]
    codes_of: dict[str, set[str]] = {who: set() for who in spoken["who"]}
    for who, code in zip(_who(rows), rows["code"], strict=True):
        if who in codes_of and code in read:
            codes_of[who].add(str(code))
    notes: list[Mapping[str, Any]] = []
    if len(talks) < len(begun):
        notes.append(TEXTS.each("new-codes.talks", n=len(begun) - len(talks)))
    if unread:
        notes.append(TEXTS.each("new-codes.unread", n=len(unread)))
    published = sum(one.provenance == "published" for one in inputs.documents.values())
    if published:
        notes.append(TEXTS.each("new-codes.published", n=published))
    if any(inputs.documents[id].provenance == "simulated" for id in talks):
        notes.append(TEXTS["new-codes.simulated"])
    return new_codes(
        codes_of, base=base, run=run, threshold=threshold, orders=orders, seed=seed,
        fixed=len(read) if _is_fixed(inputs, rows) else None, notes=notes,
    )  # fmt: skip


def _who(rows: pd.DataFrame) -> pd.Series[Any]:
    """The person of each row; in a group interview the group is the unit, and goes by its document."""
    return rows["person"].where(rows["kind_of_document"] != GROUP, rows["document"])


def _in_order(inputs: Inputs, spoken: pd.DataFrame) -> pd.DataFrame:
    """The passages in the order of reading: by when whose codings count first marked each talk done, then by its date."""
    chosen = {coder.id for coder in inputs.coders}
    first: dict[str, str] = {}
    for mark in inputs.state.done_events:
        if mark["coder"] in chosen:
            first[mark["document"]] = min(first.get(mark["document"], "~"), mark["at"])
    talks = dict.fromkeys(spoken["document"])
    order = sorted(talks, key=lambda id: (first.get(id, "~"), inputs.documents[id].date, id))
    place = spoken["document"].map({id: n for n, id in enumerate(order)})
    return spoken.assign(place=place).sort_values(["place", "start"], kind="stable")


def _read_in_full(inputs: Inputs, talks: list[str]) -> tuple[list[str], set[str], set[str]]:
    """The talks that were read in full, the codes that were looked for in all of these, and the other codes.

    Where a code was not read for, with whom it is new can't be told.
    """
    asked = set(inputs.codebook.usable()) | set(inputs.evidence["code"])
    table = inputs.read_for(asked)
    whole = table[table["document"].isin(talks)].groupby(["document", "code"])["absent"].all().unstack()
    full = [talk for talk in talks if talk in whole.index and bool(whole.loc[talk].any())]
    found = {str(code) for code in whole.columns if len(full) and bool(whole.loc[full, code].all())}
    return full, found, {str(code) for code in asked} - found


def _is_fixed(inputs: Inputs, rows: pd.DataFrame) -> bool:
    """Whether every code was in the codebook before the first of these codings was made."""
    if not len(rows):
        return False
    first = str(min(rows["at"]))
    made: list[Mapping[str, object]] = [
        one for one in read_changes(inputs.folder.codebook_folder) if one["op"] in ("add", "split")
    ]
    return all(str(one["at"]) <= first for one in made)
