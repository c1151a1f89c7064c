"""How the codings of a report came about: coders with what they did, the events behind, and the agreement between them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.codebook.files import read_changes
from qualitative.errors import StatisticError
from qualitative.folder import CONSENSUS, Folder, tables
from qualitative.i18n import catalogue
from qualitative.model import Coder, Document

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.agreement.agreed import Agreement
    from qualitative.codings.schema import DoneEvent
    from qualitative.codings.state import State

__all__ = ["CoderWork", "Trail", "read_trail"]

TEXTS = catalogue("reports")


@dataclass(frozen=True)
class CoderWork:
    """What one coder did on the chosen documents."""

    coder: Coder
    rounds: tuple[int, ...]
    done: int
    codings: int
    blind: int


@dataclass(frozen=True)
class Trail:
    """The work of each coder who has any, the agreement of those who coded the same (or why there is none), versions, suggestions.

    `versions` holds the operations of each version of the codebook up to the report's; `suggestions` has a row for each model whose
    suggestions people decided on (see tagging.acceptance), and none where nobody did.
    """

    work: tuple[CoderWork, ...]
    agreement: Agreement | None
    no_agreement: Mapping[str, str]  # by language
    versions: tuple[tuple[int, tuple[dict[str, Any], ...]], ...]
    suggestions: pd.DataFrame


def read_trail(folder: Folder, state: State, documents: dict[str, Document], version: int, language: str) -> Trail:
    """The trail of the chosen documents, codes read under a version of the codebook; reasons in a language."""
    pilot = frozenset(folder.settings.pilot)
    work = tuple(found for coder in folder.settings.coders.values() if (found := _work(coder, state, documents, pilot)))
    agreed, why = _agreement(folder, state, documents, version, language)
    return Trail(work, agreed, why, _versions(folder, version), _suggestions(folder, state, documents))


def _work(coder: Coder, state: State, documents: dict[str, Document], pilot: frozenset[int]) -> CoderWork | None:
    codings = [c for c in state.codings.values() if c.coder == coder.id and c.document in documents]
    marks = [one for one in state.done_events if one["coder"] == coder.id and one["document"] in documents]
    if not codings and not marks:
        return None
    rounds = tuple(sorted({c.round for c in codings} | {one["round"] for one in marks}))
    # what was done in a pilot alone, or given up, is not done
    counted = [one for one in marks if one["round"] not in pilot and one.get("how") != "stopped"]
    done = [one for one in {mark["document"] for mark in counted} if _is_whole(counted, documents[one])]
    return CoderWork(coder, rounds, len(done), len(codings), sum(c.blind for c in codings))


def _is_whole(marks: Iterable[DoneEvent], document: Document) -> bool:
    """Whether marks cover all of a document."""
    reached = 0
    for start, end in sorted((one["start"], one["end"]) for one in marks if one["document"] == document.id):
        reached = max(reached, end) if start <= reached else reached
    return reached >= len(document.text)


def _agreement(
    folder: Folder, state: State, documents: dict[str, Document], version: int, language: str
) -> tuple[Agreement | None, Mapping[str, str]]:
    from qualitative.agreement.question import Question
    from qualitative.agreement.table import agreement

    off = folder.settings.approach.off("agreement")
    if off is not None:
        return None, off
    done = {key: stretches for key, stretches in state.done.items() if key[0] != CONSENSUS and key[1] in documents}
    coders = [folder.coder(coder) for coder in sorted({coder for coder, _, _ in done})]
    if len(coders) < 2:
        return None, {}
    question = Question(coefficients=("alpha",))
    codings = tables.codings(folder, [coder.id for coder in coders], codebook=version)
    try:
        book = folder.codebook(version)
        return agreement(codings, done, documents, coders, book, question, language=language), {}
    except StatisticError as reason:
        return None, TEXTS.each("audit.not-agreed", why=reason.texts)


def _versions(folder: Folder, newest: int) -> tuple[tuple[int, tuple[dict[str, Any], ...]], ...]:
    found: dict[int, list[dict[str, Any]]] = {}
    for operation in read_changes(folder.codebook_folder):
        if operation["n"] <= newest:
            found.setdefault(operation["n"], []).append(operation)
    return tuple((number, tuple(operations)) for number, operations in sorted(found.items()))


def _suggestions(folder: Folder, state: State, documents: dict[str, Document]) -> pd.DataFrame:
    from qualitative.tagging.acceptance import acceptance_table

    people = {coder.id for coder in folder.settings.coders.values() if coder.kind == "human"}
    codings = (coding for coding in state.codings.values() if coding.document in documents)
    decisions = (event for event in state.decisions if event["document"] in documents)
    return acceptance_table(codings, decisions, people)
