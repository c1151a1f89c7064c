"""Convergence coding: does what people and documents say agree with the number or category beside it? Pure.

A passage counts only where it comes from another source than the value itself, for a source that repeats itself agrees with nobody.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qualitative.analysis.counts import results
from qualitative.analysis.evidence import segment_ids, without_interviewer
from qualitative.codebook.tree import Codebook
from qualitative.query import Query, matching
from qualitative.query.evidence import evidence_rows
from qualitative.query.rows import Rows

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BESIDE", "READINGS", "Converged", "Stance", "Topic", "comparisons", "converged_rows", "convergence"]

READINGS = ("agree", "complement", "contradict", "silent")
# what stands between the names, values and sources of attributes that are compared as one
BESIDE = "\x1f"

_FIRST = ("contradict", "agree", "complement", "silent")


@dataclass(frozen=True)
class Stance:
    """Which passages agree with a value, and which contradict it."""

    agree: Query | None = None
    contradict: Query | None = None


@dataclass(frozen=True)
class Topic:
    """An attribute of the cases, the passages that speak `about` it, and what they say of each value (`*`: of any)."""

    attribute: str
    about: Query
    stances: Mapping[str, Stance] = field(default_factory=dict)

    @property
    def queries(self) -> tuple[Query, ...]:
        """Every query of the topic."""
        sides = (side for stance in self.stances.values() for side in (stance.agree, stance.contradict))
        return (self.about, *(query for query in sides if query is not None))


class Converged(NamedTuple):
    """A row of the table of convergence: a topic in a case, and the segments that agree, contradict, speak about it."""

    attribute: str
    case: str
    value: str | None
    source: str | None
    reading: str
    why: str
    agree: tuple[str, ...]
    contradict: tuple[str, ...]
    about: tuple[str, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Its segments, those that agree first."""
        return tuple(dict.fromkeys((*self.agree, *self.contradict, *self.about)))


def converged_rows(table: pd.DataFrame) -> list[Converged]:
    """The rows of a table of convergence."""
    plain = table[list(Converged._fields)].astype(object)
    # pandas may have made NaN of None
    return [Converged(*row) for row in plain.where(plain.notna(), None).itertuples(index=False, name=None)]


def convergence(
    evidence: pd.DataFrame, cases: pd.DataFrame, topics: Iterable[Topic], codebook: Codebook
) -> pd.DataFrame:
    """One row a topic and case (attributes that the same passages speak of are one comparison: see `comparisons`): attribute, case, value, source, reading (of READINGS), why, and the ids that agree, contradict, speak about it.

    `why` is one of: both-strands, own-words-differ, mixed, beside, no-value, no-passage, same-source, neither.
    """
    import pandas as pd

    table = results(without_interviewer(evidence))
    here = {case: _Spoken.of(table[table["case"] == case]) for case in cases.index}
    rows = [_row(topic, case, cases.loc[case], here[case], codebook) for topic in topics for case in cases.index]
    return pd.DataFrame(rows, columns=list(Converged._fields))


def comparisons(converged: pd.DataFrame, topics: Iterable[Topic]) -> pd.DataFrame:
    """The table of `convergence` with one row a comparison and case: a pair of attributes that the same passages speak of is compared once.

    Where one of them contradicts, the comparison does, then where one agrees, and so on in the order of `_FIRST`; names, values and sources of the
    attributes stand together, parted by BESIDE.
    """
    import pandas as pd

    alike: dict[Query, list[str]] = {}
    for topic in topics:
        alike.setdefault(topic.about, []).append(topic.attribute)
    rows = converged_rows(converged)
    found = []
    for attributes in alike.values():
        here = [row for row in rows if row.attribute in attributes]
        found += [_together([row for row in here if row.case == case]) for case in dict.fromkeys(r.case for r in here)]
    return pd.DataFrame(found, columns=list(Converged._fields))


def _together(rows: list[Converged]) -> Converged:
    first = min(rows, key=lambda row: (row.value is None, _FIRST.index(row.reading)))
    known = [row for row in rows if row.value is not None] or rows[:1]
    readings = {row.reading for row in rows}
    ids = {name: _union(getattr(row, name) for row in rows) for name in ("agree", "contradict", "about")}
    return Converged(
        BESIDE.join(row.attribute for row in rows),
        first.case,
        BESIDE.join(str(row.value) for row in known) if known[0].value is not None else None,
        BESIDE.join(str(row.source or "") for row in known) if known[0].value is not None else first.source,
        first.reading,
        "mixed" if {"agree", "contradict"} <= readings else first.why,
        **ids,
    )


def _union(some: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for ids in some for id in ids))


class _Spoken(NamedTuple):
    """The evidence of one case, and its rows as queries ask of them."""

    table: pd.DataFrame
    rows: Rows | None

    @classmethod
    def of(cls, table: pd.DataFrame) -> _Spoken:
        return cls(table, None if table.empty else evidence_rows(table))

    def matching(self, query: Query, codebook: Codebook) -> pd.DataFrame:
        return matching(query, self.table, codebook, self.rows)


def _row(topic: Topic, case: str, attributes: pd.Series, here: _Spoken, codebook: Codebook) -> Converged:
    value, source = _known(attributes.get(topic.attribute)), _known(attributes.get(f"{topic.attribute}_source"))
    about = here.matching(topic.about, codebook)
    agree, contradict = (
        _matched(topic, value, side, here, codebook) if value else about.iloc[:0] for side in ("agree", "contradict")
    )
    agreeing, contradicting, speaking = (segment_ids(_from_others(part, source)) for part in (agree, contradict, about))
    reading, why = _reading(value, bool(agreeing), bool(contradicting), bool(speaking), bool(len(about)))
    if reading == "silent":
        agreeing, contradicting, speaking = (), (), segment_ids(about)
    return Converged(topic.attribute, case, value, source, reading, why, agreeing, contradicting, speaking)


def _reading(value: str | None, agree: bool, contradict: bool, about: bool, own: bool) -> tuple[str, str]:
    if value is None:
        return "silent", "no-value" if own else "neither"
    if contradict:
        return "contradict", "mixed" if agree else "own-words-differ"
    if agree:
        return "agree", "both-strands"
    if about:
        return "complement", "beside"
    return "silent", "same-source" if own else "no-passage"


def _matched(topic: Topic, value: str, side: str, here: _Spoken, codebook: Codebook) -> pd.DataFrame:
    import pandas as pd

    stances = [topic.stances[part] for part in (*value.split(";"), "*") if part in topic.stances]
    queries = [query for stance in stances if (query := getattr(stance, side)) is not None]
    found = [here.matching(query, codebook) for query in queries]
    return pd.concat(found) if found else here.table.iloc[:0]


def _from_others(rows: pd.DataFrame, source: str | None) -> pd.DataFrame:
    """Rows of another basis or informant than the value's source, written as `section basis [informant …]`."""
    words = (source or "").split()
    basis, informant = (words + [""] * 3)[1:3]
    same = rows["basis"] == basis
    if basis == "informant":
        same &= rows["informant"] == informant
    return rows[~same]


def _known(value: object) -> str | None:
    if value is None or value != value or str(value) == "<NA>":
        return None
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
