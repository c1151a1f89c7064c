"""The agreement table: a row a code (or branch, class, case, pair, round, or all together), a column a coefficient with its interval."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from qualitative.agreement.again import Stability
from qualitative.agreement.agreed import Agreement
from qualitative.agreement.gathering import Gathering, gathering
from qualitative.agreement.question import ALL, ANY, FLAT, SETS, Question
from qualitative.agreement.row import Cells, Row
from qualitative.agreement.rows import unit_rows
from qualitative.agreement.segment_rows import segment_rows
from qualitative.agreement.sets import set_row
from qualitative.codebook.tree import Codebook
from qualitative.errors import StatisticError
from qualitative.folder.declared import CodeClass
from qualitative.i18n import FALLBACK
from qualitative.model import Coder, Document
from qualitative.units import Cutter, Done, Scale, scale_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["agreement"]

Key = tuple[str, str, int]  # coder, document, round


class _Part(NamedTuple):
    """A part of the table: the columns that name it, its coders, and which stretches belong to it."""

    head: Cells
    coders: tuple[str, ...]
    holds: Callable[[Key], bool]


def agreement(
    codings: pd.DataFrame,
    done: Done,
    documents: Mapping[str, Document],
    coders: Sequence[Coder],
    codebook: Codebook,
    question: Question,
    *,
    classes: Mapping[str, CodeClass] | None = None,
    case_word: Mapping[str, str] | None = None,
    stability: Stability | None = None,
    unread: pd.DataFrame | None = None,
    language: str = FALLBACK,
    sentences: Cutter | None = None,
    tokens: Cutter | None = None,
) -> Agreement:
    """How well `coders` agree. `codings` has columns coder, document, round, code, start, end, blind; `done` is the state's.

    Rounds are never mixed: a coding of round 1 is compared with codings of round 1 only. `classes` and `case_word` are
    those of the study, `stability` says that both coders are one, `unread`
    (coder, document, round, code, start, end) where a coder did not look for a code, so that their answer is missing there, `language` is what the result is shown in, and the reasons in its table. Raises StatisticError where nothing can be compared.
    """
    question.check()
    declared = (classes or {}).get(question.key)
    ids = tuple(coder.id for coder in coders)
    if len(set(ids)) < 2:
        raise StatisticError(f"agreement needs two coders; given: {', '.join(ids) or 'none'}")
    # from here on a document counts only in rounds in which two of the coders finished something
    done = _comparable(done, ids, documents)
    used = sorted({document for _, document, _ in done})
    scales = {d: scale_of(documents[d], question.unit, sentences, tokens, question.roles) for d in used}
    if not any(scale.length for scale in scales.values()):
        raise StatisticError(
            f"no turn of {', '.join(question.roles or ())} is in what was marked done; roles are interviewer and informant"
        )
    rows = gathering(codebook, question, declared.values if declared else ())
    found, rows = _with_unread(codings, unread, rows)
    table = _table(found, done, scales, ids, {d: documents[d].case for d in used}, question, rows, language)
    return Agreement(
        table,
        question,
        tuple(coders),
        tuple(used),
        simulated=sum(documents[document].provenance == "simulated" for document in used),
        rounds=tuple(sorted({round for _, _, round in done})),
        codebook=codebook,
        left_out=_left_out(codings, ids),
        declared=declared,
        unclassed=rows.without,
        case_word=case_word or {},
        stability=stability,
        unread=0 if unread is None else int(unread["code"].nunique()),
        language=language,
    )


def _with_unread(codings: pd.DataFrame, unread: pd.DataFrame | None, rows: Gathering) -> tuple[pd.DataFrame, Gathering]:
    """The codings with a marker for each stretch that was not read for a code: what is under it is missing, for that coder and code alone.

    A code counts in its row under its own name; branches, classes and any code are what was found of them.
    """
    import pandas as pd

    if unread is None or not len(unread):
        return codings, rows
    marks = unread.assign(code="not read for " + unread["code"].astype(str), blind=False)
    labels = {f"not read for {code}": (str(code),) for code in unread["code"].unique()}
    return pd.concat([codings, marks], ignore_index=True), replace(rows, labels={**rows.labels, **labels})


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


def _table(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    cases: Mapping[str, str],
    question: Question,
    gathered: Gathering,
    language: str,
) -> pd.DataFrame:
    import pandas as pd

    cells: list[Cells] = []
    for part in _parts(question, coders, done, cases):
        own = {key: stretches for key, stretches in done.items() if part.holds(key)}
        rows = _rows(codings, own, scales, part.coders, question, gathered)
        cells += [{question.key: name, **part.head, **row.cells(question.unit, language)} for name, row in rows]
    return _arranged(pd.DataFrame(cells), question)


def _parts(question: Question, coders: tuple[str, ...], done: Done, cases: Mapping[str, str]) -> Iterator[_Part]:
    groups = list(combinations(coders, 2)) if "coders" in question.parts else [coders]
    places = sorted(set(cases.values())) if "case" in question.parts else [None]
    rounds = sorted({round for _, _, round in done}) if "round" in question.parts else [None]
    for group in groups:
        for case in places:
            for round in rounds:
                head = {"coders": " × ".join(group), "case": case, "round": round}
                shown: Cells = {
                    key: value for key, value in head.items() if key in question.parts and value is not None
                }
                yield _Part(shown, group, _holds(case, round, cases))


def _holds(case: str | None, round: int | None, cases: Mapping[str, str]) -> Callable[[Key], bool]:
    return lambda key: (case is None or cases[key[1]] == case) and round in (None, key[2])


def _rows(
    codings: pd.DataFrame,
    done: Done,
    scales: Mapping[str, Scale],
    coders: tuple[str, ...],
    question: Question,
    gathered: Gathering,
) -> list[tuple[str, Row]]:
    """One part of the table, each row with its name: first what was asked for, then any code and sets of codes, all codes pooled last."""
    make = segment_rows if question.unit == "segment" else unit_rows
    # the rows of all codes together are computed with those of each, since pooling needs them
    rows = {row.code: row for row in make(codings, done, scales, coders, gathered.labels, question)}
    if question.unit != "segment":
        own = {label for members in gathered.labels.values() for label in members}
        rows[SETS] = set_row(codings[codings["code"].isin(own & set(gathered.labels))], done, scales, coders, question)
    wanted = {**gathered.shown, ANY: ANY, SETS: SETS, ALL: ALL, FLAT: FLAT}
    return [(name, rows[label]) for label, name in wanted.items() if label in rows]


def _arranged(table: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Columns in a fixed order: what the row is, how much it rests on, the coefficients, what helps to read them, what is missing and why."""
    first = [question.key, *question.parts, "unit", "n_units", "positives", "n_documents", "n_coded_documents"]
    last = ["coverage", "prevalence_index", "bias_index", "undefined", "no_interval"]
    middle = [column for column in table if column not in (*first, *last)]
    return table[[*first, *middle, *(column for column in last if column in table)]]


def _left_out(codings: pd.DataFrame, coders: Collection[str]) -> dict[str, int]:
    """How many codings of each coder were not blind."""
    open_codings = codings[codings["coder"].isin(coders) & ~codings["blind"].astype(bool)]
    return {str(coder): int(n) for coder, n in open_codings["coder"].value_counts().items()}
