"""Read what the parameters of a report choose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.analysis.evidence import evidence_table
from qualitative.codebook.tree import Codebook
from qualitative.counting import HOW, Counted
from qualitative.counting.passages import passages
from qualitative.errors import QueryError, ReportError, did_you_mean
from qualitative.findings import Claim, Recommendation, Unread, read_claims, read_recommendations
from qualitative.folder import Folder, Settings, placing
from qualitative.i18n import pick
from qualitative.material import counted_in
from qualitative.model import Document
from qualitative.query import Known, check_terms, has_codes
from qualitative.query.knowing import known_of
from qualitative.query.reading import covered
from qualitative.reports.content.checklists import read_checklists
from qualitative.reports.content.first_settings import unknown_names
from qualitative.reports.content.grouping import settled
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.content.settings import ReportSettings, read_report_settings

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EVIDENCE", "gather"]

# what may be counted: the default leaves simulated material out
EVIDENCE = {
    "counted": ("published", "fieldwork"),
    "published": ("published",),
    "fieldwork": ("fieldwork",),
    "simulated": ("simulated",),
    "all": ("published", "fieldwork", "simulated"),
}
_SETTINGS = "reports/report.yaml"


def gather(
    folder: Folder,
    language: str | None = None,
    cases: Iterable[str] = (),
    evidence: str = "counted",
    coders: Iterable[str] = (),
    codebook: int | str = "head",
) -> Inputs:
    """Read what the parameters choose. Raises ReportError for a case, coder, language or choice that does not exist.

    Without a `language` the first of the study. No `cases` means all; documents on the whole of them always come along. `evidence` is a
    key of EVIDENCE. No `coders` means whoever's codings count; with some theirs are counted as if nobody else had coded.
    """
    language = _language(language, folder.settings)
    if evidence not in EVIDENCE:
        raise ReportError(f"evidence {evidence!r} is unknown; {did_you_mean(evidence, EVIDENCE)}")
    chosen = _chosen(list(folder.cases.index), _listed(cases), pick(folder.settings.case.word, "en"))
    asked = _listed(coders)
    wanted = _documents(folder, chosen, EVIDENCE[evidence])
    book = folder.codebook(codebook)
    newest = folder.codebook()
    found = counted_in(folder, codebook=codebook, coders=asked)
    rows = evidence_table(found.table, wanted, book)
    known = known_of(folder.settings, newest, folder.documents.values(), folder.cases, folder.persons)
    stated = _stated(folder, book, newest, known)
    texts = _texts(folder, known)
    _check_first(texts, stated, newest)
    state = placing.state_of(folder)
    return Inputs(
        language=language,
        parameters={
            "cases": chosen,
            "evidence": evidence,
            "language": language,
            "coders": list(asked),
            "codebook": book.version,
        },
        settings=folder.settings,
        coders=tuple(folder.coder(coder) for coder in _who_count(found, wanted, folder.settings)),
        asked_coders=tuple(folder.coder(coder) for coder in asked),
        documents=wanted,
        done=_read_to_the_end(found, wanted.values()),
        counted=found,
        evidence=rows[rows["case"].isin(_spoken_of(folder, chosen, rows))].reset_index(drop=True),
        cases=folder.cases.loc[chosen],
        all_cases=folder.cases,
        tables=folder.tables,
        codebook=book,
        newest_codebook=newest,
        claims=stated.claims,
        later=stated.later,
        unread=stated.unread,
        recommendations=stated.recommendations,
        texts=texts,
        grouping=settled(texts.grouping, folder.settings, _SETTINGS),
        checklists=read_checklists(folder.root / "reports/checklists.yaml", folder.root),
        folder=folder,
        newest=max((*found.table["at"], *(entry["at"] for entry in state.decisions)), default="")[:10],
        state=state,
        known=known,
    )


@dataclass(frozen=True)
class _Stated:
    claims: tuple[Claim, ...]
    later: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    recommendations: tuple[Recommendation, ...]


def _texts(folder: Folder, known: Known) -> ReportSettings:
    """The settings of reports. Raises ReportError for a query that names what the study does not have."""
    texts = read_report_settings(folder.root / _SETTINGS, folder.root)
    for where, query in texts.queries():
        try:
            check_terms(query, known)
        except QueryError as problem:
            raise ReportError(f"{_SETTINGS}: {where}: {problem}") from None
    return texts


def _check_first(texts: ReportSettings, stated: _Stated, book: Codebook) -> None:
    """Raises ReportError for what the first page names and the study does not have."""
    names = [*(claim.id for claim in (*stated.claims, *stated.later)), *(one.id for one in stated.unread)]
    for told in unknown_names(texts.first, names, [one.id for one in stated.recommendations], list(book)):
        raise ReportError(f"{_SETTINGS}: {told}")


def _stated(folder: Folder, book: Codebook, newest: Codebook, known: Known) -> _Stated:
    """Claims and recommendations, checked against the `newest` codebook; claims that an older `book` can't judge stand apart."""
    root, settings = folder.root, folder.settings
    cases, languages = list(folder.cases.index), settings.languages
    claims, unread = read_claims(root / "reports/findings.yaml", known, cases, settings.coders, root, languages)
    names = [*(claim.id for claim in claims), *(one.id for one in unread)]
    given = read_recommendations(root / "reports/recommendations.yaml", newest, names, root, languages)
    later = tuple(claim for claim in claims if not _fits(claim, book))
    return _Stated(tuple(claim for claim in claims if claim not in later), later, tuple(unread), tuple(given))


def _fits(claim: Claim, book: Codebook) -> bool:
    return all(query is None or has_codes(query, book) for query in (claim.supporting, claim.opposing))


def _documents(folder: Folder, chosen: Sequence[str], provenances: Sequence[str]) -> dict[str, Document]:
    """The documents that are on a chosen case or on all of them, or of which some paragraph is."""
    places = {*chosen, folder.settings.case.whole}
    return {
        document.id: document
        for document in folder.documents.values()
        if document.provenance in provenances
        and places & {document.case, *(case for entry in document.evidence for case in entry.case)}
    }


def _spoken_of(folder: Folder, chosen: Sequence[str], rows: pd.DataFrame) -> set[str]:
    """The cases whose evidence is taken; what speaks of none that the study compares comes along where all of these are chosen."""
    if len(chosen) == len(folder.cases):
        return set(rows["case"])
    return {*chosen, *([folder.settings.case.whole] if folder.settings.case.whole else [])}


def _who_count(found: Counted, documents: Mapping[str, Document], settings: Settings) -> list[str]:
    """The coders whose codings count in these documents, or who read there and found nothing, in the order of study.yaml."""
    pieces, table = (one[one["document"].isin(list(documents))] for one in (found.pieces, found.table))
    who = {coder for column in (pieces["coders"], table["coders"]) for coders in column for coder in coders}
    return [coder for coder in settings.coders if coder in who]


def _read_to_the_end(found: Counted, documents: Iterable[Document]) -> frozenset[str]:
    """The documents each of whose passages was read, in full or assisted, by somebody whose codings count."""
    told = passages(documents)
    read = covered(told, found.pieces[found.pieces["how"].isin(HOW[:2])])
    return frozenset(told["document"]) - frozenset(told.loc[~read, "document"])


def _language(wanted: str | None, settings: Settings) -> str:
    if wanted is not None and wanted not in settings.languages:
        raise ReportError(f"language {wanted!r} is none of this study's; {did_you_mean(wanted, settings.languages)}")
    return wanted or settings.languages[0]


def _listed(given: Iterable[str]) -> tuple[str, ...]:
    """A text where a list is meant is one item."""
    return (given,) if isinstance(given, str) else tuple(given)


def _chosen(known: Sequence[str], wanted: Sequence[str], called: str) -> list[str]:
    wrong = next((case for case in wanted if case not in known), None)
    if wrong is not None:
        raise ReportError(f"{called} {wrong!r} has no row in cases.csv; {did_you_mean(wrong, known)}")
    return [case for case in known if not wanted or case in wanted]
