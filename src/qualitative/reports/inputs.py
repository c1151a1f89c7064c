"""All that a report is made from, chosen by its parameters and read once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualitative.analysis.evidence import evidence_table
from qualitative.codebook.tree import Codebook
from qualitative.codings.log import event_paths
from qualitative.errors import ReportError, did_you_mean
from qualitative.findings import Claim, Recommendation, Verdict, judge, read_claims, read_recommendations
from qualitative.folder import CONSENSUS, Folder, Settings
from qualitative.i18n import LANGUAGES, pick
from qualitative.model import Coder, Document
from qualitative.reports.checklists import Checklist, read_checklists
from qualitative.reports.settings import ReportSettings, read_report_settings
from qualitative.reports.trail import Trail, read_trail

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["EVIDENCE", "Inputs", "gather", "usual_coders"]

# what may be counted: the default leaves simulated material out
EVIDENCE = {
    "counted": ("published", "fieldwork"),
    "published": ("published",),
    "fieldwork": ("fieldwork",),
    "simulated": ("simulated",),
    "all": ("published", "fieldwork", "simulated"),
}
NATIONAL = "national"


@dataclass(frozen=True)
class Inputs:
    """The chosen documents and codings of a study, and what stands beside them.

    `evidence` is the table of analysis.evidence for the chosen coders; `done` holds the documents that one of them marked done;
    `folder` is where sections on how the codings came about read on; `all_cases` is the whole of `cases.csv`, for checks may name any row; `texts` is the study's `reports/report.yaml`.
    """

    language: str
    parameters: dict[str, Any]
    settings: Settings
    coders: tuple[Coder, ...]
    documents: dict[str, Document]
    done: frozenset[str]
    evidence: pd.DataFrame
    cases: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    codebook: Codebook
    claims: tuple[Claim, ...]
    recommendations: tuple[Recommendation, ...]
    all_cases: pd.DataFrame
    texts: ReportSettings
    checklists: tuple[Checklist, ...]
    newest: str
    folder: Folder

    @property
    def simulated(self) -> bool:
        """Whether any chosen document is simulated."""
        return any(document.provenance == "simulated" for document in self.documents.values())

    @property
    def models(self) -> tuple[Coder, ...]:
        """The chosen coders that are language models."""
        return tuple(coder for coder in self.coders if coder.kind == "model")

    @property
    def districts(self) -> list[str]:
        """The chosen cases, in the order of `cases.csv`."""
        return list(self.cases.index)

    def case_name(self, case: str) -> str:
        """The name of a case in the report's language."""
        if case == NATIONAL:
            return pick({"id": "Nasional", "en": "National"}, self.language)
        row = self.cases.loc[case] if case in self.cases.index else {}
        names = {"id": row.get("name"), "en": row.get("name_en")}
        return (
            pick({language: name for language, name in names.items() if isinstance(name, str)}, self.language) or case
        )

    def case_short(self, case: str) -> str:
        """The name of a case without the kind of district, as the columns of tables show it."""
        return re.sub(r"^Kabupaten | Regency$", "", self.case_name(case))

    @cached_property
    def trail(self) -> Trail:
        """How the codings came about, whoever made them."""
        return read_trail(self.folder, self.documents, self.codebook.version)

    @cached_property
    def verdicts(self) -> dict[str, Verdict]:
        """The verdict on each claim of the chosen cases, by its id."""
        return self._judged(self.evidence, self.done)

    @cached_property
    def real_statuses(self) -> dict[str, str]:
        """The status of each claim without simulated material, by its id; empty where nothing else was coded to the end."""
        real = frozenset(one for one in self.done if self.documents[one].provenance != "simulated")
        rows = self.evidence[self.evidence["provenance"] != "simulated"]
        return {claim: verdict.status for claim, verdict in self._judged(rows, real).items()} if real else {}

    def _judged(self, evidence: pd.DataFrame, done: frozenset[str]) -> dict[str, Verdict]:
        tables = {**self.tables, "cases": self.all_cases.reset_index()}
        return {
            claim.id: judge(claim, evidence, self.codebook, tables, len(done))
            for claim in self.claims
            if not claim.cases or set(claim.cases) & set(self.districts)
        }


def gather(
    folder: Folder,
    language: str = "id",
    districts: Iterable[str] = (),
    evidence: str = "counted",
    coders: Iterable[str] = (),
    codebook: int | str = "head",
) -> Inputs:
    """Read what the parameters choose. Raises ReportError for a district, coder, language or choice that does not exist.

    No `districts` means all; national documents always come along. `evidence` is a key of EVIDENCE. No `coders` means the consensus
    where there is one, else everybody who coded.
    """
    if language not in LANGUAGES:
        raise ReportError(f"language {language!r} is unknown; {did_you_mean(language, LANGUAGES)}")
    if evidence not in EVIDENCE:
        raise ReportError(f"evidence {evidence!r} is unknown; {did_you_mean(evidence, EVIDENCE)}")
    chosen = _chosen(list(folder.cases.index), districts)
    coders = tuple(coders) or usual_coders(folder)
    wanted = {
        d.id: d
        for d in folder.documents.values()
        if d.provenance in EVIDENCE[evidence] and d.case in (*chosen, NATIONAL)
    }
    book = folder.codebook(codebook)
    table = folder.codings(coders, codebook=codebook)
    state = folder.state(coders)
    coders_known, languages = folder.settings.coders, folder.settings.languages
    claims = read_claims(
        folder.root / "reports/findings.yaml", book, list(folder.cases.index), coders_known, folder.root, languages
    )
    names = [claim.id for claim in claims]
    return Inputs(
        language=language,
        parameters={
            "districts": chosen,
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
        claims=tuple(claims),
        recommendations=tuple(
            read_recommendations(folder.root / "reports/recommendations.yaml", book, names, folder.root, languages)
        ),
        texts=read_report_settings(folder.root / "reports/report.yaml", folder.root),
        checklists=read_checklists(folder.root / "reports/checklists.yaml", folder.root),
        folder=folder,
        newest=max((*table["at"], *(entry["at"] for entry in state.decisions)), default="")[:10],
    )


def usual_coders(folder: Folder) -> tuple[str, ...]:
    """The consensus where it has events, else every coder of `study.yaml` who has."""
    active = {path.parent.name for path in event_paths(folder.codings_folder)}
    return (CONSENSUS,) if CONSENSUS in active else tuple(coder for coder in folder.settings.coders if coder in active)


def _chosen(known: Sequence[str], districts: Iterable[str]) -> list[str]:
    wanted = list(districts)
    wrong = next((district for district in wanted if district not in known), None)
    if wrong is not None:
        raise ReportError(f"district {wrong!r} has no row in cases.csv; {did_you_mean(wrong, known)}")
    return [case for case in known if not wanted or case in wanted]
