"""The agreement table: a row a code (or branch, district, pair, round, or all together), a column a coefficient with its interval."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative.agreement import bootstrap
from qualitative.agreement.row import Row
from qualitative.agreement.rows import unit_rows
from qualitative.agreement.segment_rows import segment_rows
from qualitative.agreement.sets import SETS, set_row
from qualitative.codebook.tree import Codebook
from qualitative.errors import StatisticError, did_you_mean
from qualitative.model import Coder, Document
from qualitative.units import UNITS, Cutter, Done, Scale, scale_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["ALL", "ANY", "BY", "Agreement", "Question", "agreement"]

BY = ("code", "domain", "district", "pair", "round")
ALL, ANY = "(all codes)", "(any code)"
INTERVALS = ("bootstrap", "analytic", "none")


@dataclass(frozen=True)
class Question:
    """What is asked: the unit and all else that the figures depend on."""

    unit: str = "character"
    by: tuple[str, ...] = ("code",)
    coefficients: tuple[str, ...] | None = None
    interval: str = "bootstrap"
    resamples: int = bootstrap.RESAMPLES
    seed: int = 20181
    threshold: float = 0.5
    roles: tuple[str, ...] | None = None
    settled: bool = False

    def check(self) -> None:
        """Raises StatisticError for what can't be asked."""
        for value, known in [(self.unit, UNITS), (self.interval, INTERVALS), *((by, BY) for by in self.by)]:
            if value not in known:
                raise StatisticError(f"{value!r} is not one of {', '.join(known)}; {did_you_mean(value, known)}")
        if self.interval == "bootstrap" and self.resamples < 100:
            raise StatisticError(
                f"{self.resamples} resamples leave the ends of an interval to chance; take 100 or more"
            )
        if {"code", "domain"} <= set(self.by):
            raise StatisticError("rows are codes or domains, not both; ask for one of them")
        if self.interval == "analytic" and self.unit != "document":
            raise StatisticError(
                f"analytic intervals take units as independent, and {self.unit}s of one document are not; use interval='bootstrap' or unit='document'"
            )


@dataclass(frozen=True, repr=False)
class Agreement:
    """The table, and what must be said beside it."""

    table: pd.DataFrame
    question: Question
    coders: tuple[Coder, ...]
    documents: tuple[str, ...]
    simulated: int
    rounds: tuple[int, ...]
    left_out: dict[str, int] = field(default_factory=dict)
    codebook: Codebook | None = None

    def paragraph(self, language: str = "en") -> str:
        """What a methods section says of it."""
        from qualitative.agreement.words import paragraph

        return paragraph(self, language)

    def notes(self, language: str = "en") -> list[str]:
        """What stands below the table: units, text that nobody coded, intervals, who coded."""
        from qualitative.agreement.words import notes

        return notes(self, language)

    def report_table(self, language: str = "en") -> pd.DataFrame:
        """The rows that a report prints, with labels in `language`, numbers as numbers, and the reason for what is missing."""
        from qualitative.agreement.render import report_table

        return report_table(self, language)

    def markdown(self, language: str = "en") -> str:
        """The table and its notes."""
        from qualitative.agreement.render import format_markdown

        return format_markdown(self, language)

    def html(self, language: str = "en") -> str:
        """The same as an HTML fragment."""
        from qualitative.agreement.render import format_html

        return format_html(self, language)

    def __repr__(self) -> str:
        from qualitative.agreement.words import heading

        return (
            f"<{heading(self, 'en')}; {len(self.table)} rows, {self.question.unit}s of {len(self.documents)} documents>"
        )

    def _repr_html_(self) -> str:
        return self.html()


def agreement(
    codings: pd.DataFrame,
    done: Done,
    documents: Mapping[str, Document],
    coders: Sequence[Coder],
    codebook: Codebook,
    question: Question,
    *,
    sentences: Cutter | None = None,
    tokens: Cutter | None = None,
) -> Agreement:
    """How well `coders` agree. `codings` has columns coder, document, round, code, start, end, blind; `done` is the state's.

    Rounds are never mixed: a coding of round 1 is compared with codings of round 1 only. Raises StatisticError where nothing can be compared.
    """
    import pandas as pd

    question.check()
    names = tuple(coder.id for coder in coders)
    if len(set(names)) < 2:
        raise StatisticError(f"agreement needs two coders; given: {', '.join(names) or 'none'}")
    # from here on a document counts only in rounds in which two of the coders finished something
    done = _comparable(done, names, documents)
    used = sorted({document for _, document, _ in done})
    scales = {d: scale_of(documents[d], question.unit, sentences, tokens, question.roles) for d in used}
    if not any(scale.length for scale in scales.values()):
        raise StatisticError(
            f"no turn of {', '.join(question.roles or ())} is in what was marked done; roles are interviewer and informant"
        )
    labels = _labels(codebook, question)
    cases = {document: documents[document].case for document in used}
    rows: list[dict[str, Any]] = []
    for head, group, keep in _splits(question, names, done, cases):
        part = {key: stretches for key, stretches in done.items() if keep(key)}
        found = _rows(codings, part, scales, group, labels, question, codebook)
        rows += [{**head, **row.as_dict(question.unit)} for row in found if _wanted(row.code, codebook, question)]
    table = _arranged(pd.DataFrame(rows), question)
    simulated = sum(documents[document].provenance == "simulated" for document in used)
    rounds = tuple(sorted({round for _, _, round in done}))
    return Agreement(
        table, question, tuple(coders), tuple(used), simulated, rounds, _left_out(codings, names), codebook
    )


def _comparable(done: Done, coders: Sequence[str], documents: Mapping[str, Document]) -> Done:
    """Stretches of documents that at least two of the coders marked done in the same round."""
    marks: dict[tuple[str, int], set[str]] = {}
    for coder, document, round in done:
        if coder in coders and document in documents and done[coder, document, round]:
            marks.setdefault((document, round), set()).add(coder)
    shared = {
        key: stretches
        for key, stretches in done.items()
        if key[0] in marks.get(key[1:], ()) and len(marks[key[1:]]) > 1
    }
    if not shared:
        raise StatisticError(
            f"{' and '.join(coders)} marked no document done in the same round; only text that both marked done can be compared"
        )
    return shared


def _labels(codebook: Codebook, question: Question) -> dict[str, list[str]]:
    """Which rows a code counts in: its own or its branches, and those for all codes together."""
    branches = codebook.ancestors if "domain" in question.by else lambda code: []
    return {code: [code, *branches(code), ANY] for code in codebook if codebook[code].kind == "code"}


def _splits(
    question: Question, coders: tuple[str, ...], done: Done, cases: Mapping[str, str]
) -> Iterator[tuple[dict[str, Any], tuple[str, ...], Callable[[tuple[str, str, int]], bool]]]:
    """(columns that name the part, its coders, which stretches belong to it)."""
    groups = list(combinations(coders, 2)) if "pair" in question.by else [coders]
    districts = sorted(set(cases.values())) if "district" in question.by else [None]
    rounds = sorted({round for _, _, round in done}) if "round" in question.by else [None]
    for group in groups:
        for district in districts:
            for round in rounds:
                head = {"coders": " × ".join(group), "district": district, "round": round}
                yield (
                    {key: value for key, value in head.items() if value is not None},
                    group,
                    lambda key, d=district, r=round: (d is None or cases[key[1]] == d) and r in (None, key[2]),
                )


def _rows(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    labels: Mapping[str, Sequence[str]],
    question: Question,
    codebook: Codebook,
) -> list[Row]:
    """One part of the table: all codes together, any code, sets of codes, then each code or branch as the codebook orders them."""
    make = segment_rows if question.unit == "segment" else unit_rows
    # the rows of all codes together are computed with those of each, since pooling needs them
    rows = {row.code: row for row in make(codings, done, scales, coders, labels, question, ALL)}
    if question.unit != "segment":
        rows[SETS] = set_row(codings[codings["code"].isin(labels)], done, scales, coders, question)
    order = {name: place for place, name in enumerate((ALL, ANY, SETS, *codebook))}
    return sorted(rows.values(), key=lambda row: order[row.code])


def _wanted(code: str, codebook: Codebook, question: Question) -> bool:
    """Codes where codes were asked for, branches where domains were; the rows of all codes together always."""
    if code not in codebook:
        return True
    return ("code" if codebook[code].kind == "code" else "domain") in question.by


def _arranged(table: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Columns in a fixed order: what the row is, how much it rests on, the coefficients, what helps to read them, what is missing and why."""
    head = [c for c in ("code", "district", "round") if c in table and (c == "code" or c in question.by)]
    first = [*head, "unit", "n_units", "n_documents", "n_coded_documents"]
    last = ["prevalence_index", "bias_index", "undefined", "no_interval"]
    if "pair" in question.by:
        first.insert(1, "coders")
    middle = [c for c in table if c not in (*first, *last, "coders", "district", "round")]
    return table[[*first, *middle, *(c for c in last if c in table)]]


def _left_out(codings: pd.DataFrame, coders: Collection[str]) -> dict[str, int]:
    """How many codings of each coder were not blind."""
    open_codings = codings[codings["coder"].isin(coders) & ~codings["blind"].astype(bool)]
    counts = open_codings["coder"].value_counts()
    return {str(coder): int(n) for coder, n in counts.items() if np.isfinite(n)}
