"""Joint displays: qualitative and quantitative results side by side, every cell with its segments. Pure.

Three forms. `side-by-side`: a row for each topic and case, its value, what was coded, and how the two relate. `pillar`: a row for each topic, values at the
left, passages at the right, what joins them in the middle. `statistics-by-themes`: themes by the values of one attribute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import among, segment_ids
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMS",
    "JointCell",
    "JointDisplay",
    "check_form",
    "pillar",
    "side_by_side",
    "statistics_by_themes",
    "typical",
]

FORMS = ("side-by-side", "pillar", "statistics-by-themes")
_STRENGTH = {"informant": 0, "document": 1, "table": 2, "author": 3}


@dataclass(frozen=True)
class JointCell:
    """Text, the segments that it rests on, a typical passage (a segment's id), and a note such as why a value is NA."""

    text: str
    ids: tuple[str, ...] = ()
    passage: str = ""
    note: str = ""


@dataclass(frozen=True)
class JointDisplay:
    """A joint display: the names of its columns, and rows of cells; `header` columns name the row."""

    form: str
    columns: tuple[str, ...]
    rows: tuple[tuple[JointCell, ...], ...]
    header: int = 1
    notes: tuple[str, ...] = field(default=())

    def frame(self) -> pd.DataFrame:
        """The texts as a table."""
        import pandas as pd

        return pd.DataFrame([[cell.text for cell in row] for row in self.rows], columns=list(self.columns))

    def ids(self) -> tuple[str, ...]:
        """All segments that some cell rests on."""
        return tuple(dict.fromkeys(id for row in self.rows for cell in row for id in cell.ids))


def check_form(form: str) -> str:
    """The form. Raises StatisticError with the nearest."""
    if form not in FORMS:
        raise StatisticError(f"no joint display is called {form!r}; {did_you_mean(form, FORMS)}")
    return form


def typical(rows: pd.DataFrame) -> str:
    """The id of the passage that stands for the others: what an informant says before documents, tables and the author, the longest first."""
    if rows.empty:
        return ""
    order = rows.assign(
        _basis=rows["basis"].map(_STRENGTH).fillna(9), _simulated=rows["provenance"].eq("simulated"),
        _length=rows["start"] - rows["end"],
    ).sort_values(["_simulated", "_basis", "_length", "document", "start"], kind="stable")  # fmt: skip
    return segment_ids(order.head(1))[0]


def side_by_side(
    converged: pd.DataFrame,
    evidence: pd.DataFrame,
    columns: tuple[str, str, str, str, str],
    say: Callable[[str, object], str],
) -> JointDisplay:
    """`converged` is the table of analysis.convergence; `say(kind, key)` gives the words for an attribute, case, value, reading or why."""
    rows = []
    for row in converged.itertuples():
        ids = tuple(dict.fromkeys((*row.agree, *row.contradict, *row.about)))
        known = evidence[among(evidence, ids)]
        value = JointCell(say("value", row.value), note=say("source", row.source))
        passages = JointCell(str(len(ids)) if ids else "–", ids, typical(known))
        reading = JointCell(say("reading", row.reading), row.agree + row.contradict, note=say("why", row.why))
        rows.append(
            (JointCell(say("attribute", row.attribute)), JointCell(say("case", row.case)), value, passages, reading)
        )
    return JointDisplay("side-by-side", columns, tuple(rows), header=2)


def pillar(
    converged: pd.DataFrame,
    evidence: pd.DataFrame,
    columns: tuple[str, str, str, str, str],
    say: Callable[[str, object], str],
) -> JointDisplay:
    """Values by case, groups of cases with the same value, the topic as pillar, codes of its passages, a typical passage."""
    rows = []
    for attribute, group in converged.groupby("attribute", sort=False):
        values = "; ".join(f"{say('case', row.case)}: {say('value', row.value)}" for row in group.itertuples())
        readings = group["reading"].value_counts(sort=False)
        counted = ", ".join(f"{say('reading', reading)} {n}" for reading, n in readings.items())
        ids = tuple(dict.fromkeys(id for row in group.itertuples() for id in (*row.agree, *row.contradict, *row.about)))
        known = evidence[among(evidence, ids)]
        codes = (
            known.groupby("code").apply(lambda part: len(segment_ids(part)), include_groups=False) if len(known) else {}
        )
        named = ", ".join(
            f"{say('code', code)} ({n})" for code, n in sorted(codes.items(), key=lambda item: (-item[1], item[0]))
        )
        rows.append((
            JointCell(values), JointCell(_grouped(group, say)), JointCell(say("attribute", attribute), note=counted),
            JointCell(named or "–", ids), JointCell("", ids, typical(known)),
        ))  # fmt: skip
    return JointDisplay("pillar", columns, tuple(rows), header=0)


def statistics_by_themes(
    evidence: pd.DataFrame,
    themes: Mapping[str, Iterable[str]],
    groups: Mapping[str, tuple[str, ...]],
    first: str,
    say: Callable[[str, object], str],
) -> JointDisplay:
    """Themes (name -> codes) by the values of an attribute (`groups`: value -> cases): segments, informants, a typical passage."""
    columns = (
        first,
        *(
            f"{say('value', value)} ({', '.join(say('case', case) for case in cases)})"
            for value, cases in groups.items()
        ),
    )
    rows = []
    for theme, codes in themes.items():
        cells = [JointCell(theme)]
        for cases in groups.values():
            here = evidence[evidence["case"].isin(cases) & evidence["code"].isin(list(codes))]
            people = here.loc[here["basis"] == "informant", "informant"].dropna().nunique()
            ids = segment_ids(here)
            cells.append(
                JointCell(str(len(ids)) if ids else "–", ids, typical(here), say("informants", people) if ids else "")
            )
        rows.append(tuple(cells))
    return JointDisplay("statistics-by-themes", columns, tuple(rows))


def _grouped(group: pd.DataFrame, say: Callable[[str, object], str]) -> str:
    values = group["value"].map(lambda value: say("value", value))
    return ", ".join(f"{value}: {n}" for value, n in values.value_counts(sort=False).items())
