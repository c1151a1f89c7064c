"""Joint displays: qualitative and quantitative results side by side, every cell with its segments. Pure.

Three forms. `side-by-side`: a row for each topic and case, its value, what was coded, and how the two relate. `pillar`: a row for each topic, values at the
left, passages at the right, what joins them in the middle. `statistics-by-themes`: themes by the values of one attribute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from qualitative.analysis.convergence import Converged, converged_rows
from qualitative.analysis.counts import People, counted_cell, results, tally
from qualitative.analysis.evidence import among
from qualitative.analysis.shown import NONE, UNREAD, Say, Shown, ShownCell, ShowsItself
from qualitative.errors import StatisticError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "FORMS",
    "JointDisplay",
    "check_form",
    "pillar",
    "side_by_side",
    "statistics_by_themes",
]

FORMS = ("side-by-side", "pillar", "statistics-by-themes")
UNREAD_WHY = "not-read"
Typical: TypeAlias = Callable[
    ["pd.DataFrame"], str
]  # the id of the segment that is quoted of some rows, empty for none


@dataclass(frozen=True, repr=False)
class JointDisplay(ShowsItself):
    """A joint display: the names of its columns, and rows of cells; `header` columns name the row."""

    form: str
    columns: tuple[str, ...]
    rows: tuple[tuple[ShownCell, ...], ...]
    header: int = 1
    notes: tuple[str, ...] = field(default=())

    def shown(self, say: Say, /) -> Shown:
        """The display itself."""
        return Shown(self.columns, self.rows, self.header, self.notes)

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


def side_by_side(
    converged: pd.DataFrame, evidence: pd.DataFrame, columns: tuple[str, ...], say: Say, typical: Typical
) -> JointDisplay:
    """`converged` is the table of analysis.convergence; `columns` names the five of the display."""
    rows = []
    for row in converged_rows(converged):
        value = ShownCell(say("value", row.value), note=say("source", row.source))
        known = _of_case(evidence, row.case, row.ids)
        passages = counted_cell(known, typical(known), unread=row.why == UNREAD_WHY)
        reading = ShownCell(say("reading", row.reading), row.agree + row.contradict, note=say("why", row.why))
        names = (ShownCell(say("attribute", row.attribute)), ShownCell(say("case", row.case)))
        rows.append((*names, value, passages, reading))
    return JointDisplay("side-by-side", columns, tuple(rows), header=2, notes=_notes(rows, say))


def pillar(
    converged: pd.DataFrame, evidence: pd.DataFrame, columns: tuple[str, ...], say: Say, typical: Typical
) -> JointDisplay:
    """Values by case, groups of cases with the same value, the topic as pillar, codes of its passages, a passage."""
    topics: dict[str, list[Converged]] = {}
    for row in converged_rows(converged):
        topics.setdefault(row.attribute, []).append(row)
    rows = []
    for attribute, group in topics.items():
        values = "; ".join(f"{say('case', row.case)}: {say('value', row.value)}" for row in group)
        alike = Counter(say("value", row.value) for row in group)
        readings = Counter(row.reading for row in group)
        counted = ", ".join(f"{say('reading', reading)} {n}" for reading, n in readings.items())
        known = _joined([_of_case(evidence, row.case, row.ids) for row in group])
        ids = tally(known).ids
        rows.append((
            ShownCell(values), ShownCell(", ".join(f"{value}: {n}" for value, n in alike.items())),
            ShownCell(say("attribute", attribute), note=counted), ShownCell(_codes(known, say) or NONE, ids),
            ShownCell("", ids, typical(known)),
        ))  # fmt: skip
    return JointDisplay("pillar", columns, tuple(rows), header=0, notes=(say("counted", "codes"),))


def _joined(parts: list[pd.DataFrame]) -> pd.DataFrame:
    import pandas as pd

    return pd.concat(parts)


def _of_case(evidence: pd.DataFrame, case: str, ids: tuple[str, ...]) -> pd.DataFrame:
    """The rows of segments that speak of a case."""
    return evidence[among(evidence, ids) & (evidence["case"] == case)]


def _codes(rows: pd.DataFrame, say: Say) -> str:
    """The codes of these rows with how many statements each has, commonest first."""
    counts = {str(code): tally(part).places for code, part in rows.groupby("code")}
    order = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{say('code', code)} ({n})" for code, n in order)


def statistics_by_themes(
    evidence: pd.DataFrame,
    themes: Mapping[str, Iterable[str]],
    groups: Mapping[str, tuple[str, ...]],
    first: str,
    say: Say,
    typical: Typical,
    unread: Callable[[Iterable[str], Iterable[str]], bool] = lambda codes, cases: False,
) -> JointDisplay:
    """Themes (name -> codes) by the values of an attribute (`groups`: value -> cases): statements, people, a passage.

    `unread(codes, cases)` says whether something of these cases was not read in full for one of the codes.
    """
    columns = (
        first,
        *(
            f"{say('value', value)} ({', '.join(say('case', case) for case in cases)})"
            for value, cases in groups.items()
        ),
    )
    rows = []
    for theme, codes in themes.items():
        cells, wanted = [ShownCell(theme)], list(codes)
        for cases in groups.values():
            here = results(evidence[evidence["case"].isin(cases) & evidence["code"].isin(wanted)])
            note = say("people", People.of(here))
            cells.append(counted_cell(here, typical(here), note, unread=unread(wanted, cases)))
        rows.append(tuple(cells))
    return JointDisplay("statistics-by-themes", columns, tuple(rows), notes=_notes(rows, say))


def _notes(rows: Iterable[Iterable[ShownCell]], say: Say) -> tuple[str, ...]:
    """What numbers count, and what the mark of what was not read for means where it stands."""
    is_marked = any(cell.text == UNREAD for row in rows for cell in row)
    return (say("counted", "statements"), *([say("crosstab", "unread")] if is_marked else []))
