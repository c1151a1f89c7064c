"""Read what the parameters of a report choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qualitative.analysis.evidence import evidence_table
from qualitative.codebook.tree import Codebook
from qualitative.codings.log import event_paths
from qualitative.errors import QueryError, ReportError, did_you_mean
from qualitative.findings import Claim, Recommendation, read_claims, read_recommendations
from qualitative.folder import CONSENSUS, Folder, Settings, placing, tables
from qualitative.i18n import pick
from qualitative.model import Document
from qualitative.query import Known, check_terms, has_codes
from qualitative.query.knowing import known_of
from qualitative.reports.content.checklists import read_checklists
from qualitative.reports.content.grouping import settled
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.content.settings import ReportSettings, read_report_settings

__all__ = ["EVIDENCE", "gather", "usual_coders"]

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
    key of EVIDENCE. No `coders` means the consensus where there is one, else everybody who coded.
    """
    language = _language(language, folder.settings)
    if evidence not in EVIDENCE:
        raise ReportError(f"evidence {evidence!r} is unknown; {did_you_mean(evidence, EVIDENCE)}")
    chosen = _chosen(list(folder.cases.index), _listed(cases), pick(folder.settings.case.word, "en"))
    coders = _listed(coders) or usual_coders(folder)
    wanted = _documents(folder, chosen, EVIDENCE[evidence])
    book = folder.codebook(codebook)
    newest = folder.codebook()
    table = tables.codings(folder, coders, codebook=codebook)
    state = placing.state_of(folder, coders)
    known = known_of(folder.settings, newest, folder.documents.values(), folder.cases, folder.persons)
    stated = _stated(folder, book, newest, known)
    texts = _texts(folder, known)
    return Inputs(
        language=language,
        parameters={
            "cases": chosen,
            "evidence": evidence,
            "language": language,
            "coders": list(coders),
            "codebook": book.version,
        },
        settings=folder.settings,
        coders=tuple(folder.coder(coder) for coder in coders),
        documents=wanted,
        done=frozenset(document for _, document, _ in state.done if document in wanted),
        evidence=evidence_table(table, wanted, book),
        cases=folder.cases.loc[chosen],
        all_cases=folder.cases,
        tables=folder.tables,
        codebook=book,
        newest_codebook=newest,
        claims=stated.claims,
        later=stated.later,
        recommendations=stated.recommendations,
        texts=texts,
        grouping=settled(texts.grouping, folder.settings, _SETTINGS),
        checklists=read_checklists(folder.root / "reports/checklists.yaml", folder.root),
        folder=folder,
        newest=max((*table["at"], *(entry["at"] for entry in state.decisions)), default="")[:10],
    )


@dataclass(frozen=True)
class _Stated:
    claims: tuple[Claim, ...]
    later: tuple[Claim, ...]
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


def _stated(folder: Folder, book: Codebook, newest: Codebook, known: Known) -> _Stated:
    """Claims and recommendations, checked against the `newest` codebook; claims that an older `book` can't judge stand apart."""
    root, settings = folder.root, folder.settings
    cases, languages = list(folder.cases.index), settings.languages
    claims = read_claims(root / "reports/findings.yaml", known, cases, settings.coders, root, languages)
    names = [claim.id for claim in claims]
    given = read_recommendations(root / "reports/recommendations.yaml", newest, names, root, languages)
    later = tuple(claim for claim in claims if not _fits(claim, book))
    return _Stated(tuple(claim for claim in claims if claim not in later), later, tuple(given))


def _fits(claim: Claim, book: Codebook) -> bool:
    return all(query is None or has_codes(query, book) for query in (claim.supporting, claim.opposing))


def _documents(folder: Folder, chosen: Sequence[str], provenances: Sequence[str]) -> dict[str, Document]:
    places = {*chosen, folder.settings.case.whole}
    return {d.id: d for d in folder.documents.values() if d.provenance in provenances and d.case in places}


def usual_coders(folder: Folder) -> tuple[str, ...]:
    """The consensus where it has events, else every coder of `study.yaml` who has."""
    active = {path.parent.name for path in event_paths(folder.codings_folder)}
    return (CONSENSUS,) if CONSENSUS in active else tuple(coder for coder in folder.settings.coders if coder in active)


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
