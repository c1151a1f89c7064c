"""All that a report is made from, chosen by its parameters and read once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualitative.analysis.counts import People
from qualitative.codebook.tree import Codebook
from qualitative.codings.state import State
from qualitative.corpus.evidence import OTHER
from qualitative.counting import Counted
from qualitative.counting.asked import asked
from qualitative.counting.guide import Question
from qualitative.counting.persons import speakers
from qualitative.findings import Claim, Recommendation, Unread
from qualitative.folder import Folder, Settings
from qualitative.i18n import catalogue, pick
from qualitative.material import guide_in, read_for_in
from qualitative.model import BASES, Coder, Document
from qualitative.query import Known, Query, has_codes
from qualitative.query.passages import asked_passages
from qualitative.reports.content.checklists import Checklist
from qualitative.reports.content.grouping import Grouping
from qualitative.reports.content.judging import Judging
from qualitative.reports.content.reading import Reading
from qualitative.reports.content.settings import ReportSettings
from qualitative.reports.content.trail import Trail, read_trail
from qualitative.reports.page.vocabulary import own_words

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Inputs", "localised"]

TEXTS = catalogue("reports")


@dataclass(frozen=True)
class Inputs:
    """The chosen documents and codings of a study, and what stands beside them.

    `counted` says whose codings count in the whole study; `evidence` is the table of analysis.evidence of these, in the chosen documents and on
    the chosen cases. `coders` are those whose codings count or who read in vain; `asked_coders` those that the report was asked to take
    alone. `done` holds the documents that were read to the end by whose codings count;
    `folder` is where sections on how the codings came about read on; `all_cases` is the whole of `cases.csv`, for checks may name any row; `texts` is the study's `reports/report.yaml`.
    `codebook` is of the version that codes are read under, `newest_codebook` of today; `later` holds claims that name codes of later versions, `unread` entries that say no
    claim. `state` is what stands of everybody's codings, marks and decisions, `known` what queries may name under the codebook of today.
    """

    language: str
    parameters: dict[str, Any]
    settings: Settings
    coders: tuple[Coder, ...]
    asked_coders: tuple[Coder, ...]
    documents: dict[str, Document]
    done: frozenset[str]
    counted: Counted
    evidence: pd.DataFrame
    cases: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    codebook: Codebook
    newest_codebook: Codebook
    claims: tuple[Claim, ...]
    later: tuple[Claim, ...]
    unread: tuple[Unread, ...]
    recommendations: tuple[Recommendation, ...]
    all_cases: pd.DataFrame
    texts: ReportSettings
    grouping: Grouping
    checklists: tuple[Checklist, ...]
    newest: str
    folder: Folder
    state: State
    known: Known

    @property
    def simulated(self) -> bool:
        """Whether any chosen document is simulated."""
        return any(document.provenance == "simulated" for document in self.documents.values())

    @property
    def models(self) -> tuple[Coder, ...]:
        """The chosen coders that are language models."""
        return tuple(coder for coder in self.coders if coder.kind == "model")

    @cached_property
    def author(self) -> bool:
        """Whether there is an author whose own word stands apart: of the work that the study reads, or of what a coded passage reports."""
        return bool(self.settings.work) or bool((self.evidence["basis"] == "author").any())

    @cached_property
    def bases(self) -> tuple[str, ...]:
        """What evidence rests on in this selection: the bases of its passages, coded or not; all where it has none."""
        here = {
            *self.passages["basis"].dropna(),
            *self.evidence["basis"].dropna(),
            *(["author"] if self.author else []),
        }
        return tuple(basis for basis in BASES if basis in here) or tuple(basis for basis in BASES if basis != "author")

    @cached_property
    def words(self) -> Mapping[str, Mapping[str, str]]:
        """The study's own words by key."""
        return own_words(self.settings, self.texts.values)

    @property
    def case_ids(self) -> list[str]:
        """The chosen cases, in the order of `cases.csv`."""
        return list(self.cases.index)

    @property
    def places(self) -> list[str]:
        """What documents can speak of: the whole of all cases, where the study has such an id, then the chosen cases."""
        whole = self.settings.case.whole
        return [*([whole] if whole else []), *self.case_ids]

    def case_name(self, case: str) -> str:
        """The name of a case in the report's language; of the whole, the study's word for it."""
        if case in self.cases.index:
            row: pd.Series[Any] = self.cases.loc[case]  # type: ignore[assignment]  # one row: ids are unique
            return localised(row, "name", self.language) or localised(row, "name", "") or case
        if case == OTHER and case not in self.texts.values:
            return pick(TEXTS["scope.elsewhere"], self.language)
        name = pick(self.texts.values.get(case), self.language) or case.replace("-", " ")
        return name[:1].upper() + name[1:]

    def case_short(self, case: str) -> str:
        """The name of a case as the columns of tables show it: the study's own word for it, else its whole name."""
        own = pick(self.texts.values.get(case), self.language)
        return own if own and case in self.cases.index else self.case_name(case)

    def attribute(self, name: str) -> str:
        """What an attribute of the cases is called."""
        declared = self.settings.attributes.case.get(name)
        texts = self.texts.attributes.get(name) or (declared.label if declared else None)
        return pick(texts, self.language) or name.replace("_", " ")

    def label(self, code: str) -> str:
        """The name of a code; one of a later version has its name of today."""
        return (self.codebook if code in self.codebook else self.newest_codebook).label(code, self.language)

    def knows(self, query: Query | None) -> bool:
        """Whether the codebook of the report holds every code that a query names."""
        return query is None or has_codes(query, self.codebook)

    def read_for(self, codes: Iterable[str]) -> pd.DataFrame:
        """Where each code was looked for by whose codings count, in the whole study; columns: counting.reading.read_for."""
        return read_for_in(self.folder, sorted(set(codes)), self.counted, self.codebook.version)

    @cached_property
    def passages(self) -> pd.DataFrame:
        """The passages of the chosen documents that are no questions, a row for each case of the selection that they speak of.

        Columns: query.passages.asked_passages, with `case` in the place of `cases`.
        """
        table = asked_passages(self.documents.values())
        table = table[~table["is_question"]].rename(columns={"cases": "case"}).explode("case", ignore_index=True)
        if len(self.cases) == len(self.all_cases):
            return table
        return table[table["case"].isin(self.places)].reset_index(drop=True)

    @cached_property
    def reading(self) -> Reading:
        """Where each code was looked for in these passages."""
        found = Reading(self.passages, self.read_for)
        found.look([*self.codebook.usable(), *sorted(set(self.evidence["code"]))])
        return found

    @cached_property
    def everybody(self) -> pd.DataFrame:
        """Who speaks in these passages: columns document, kind_of_document, person, basis; `analysis.counts.People.of` counts them."""
        import pandas as pd

        own = [
            one for one in self.documents.values() if one.case in self.places or len(self.cases) == len(self.all_cases)
        ]
        declared = speakers(own)
        declared = declared.assign(basis="informant").loc[declared["person"].notna()]
        columns = ["document", "kind_of_document", "person", "basis"]
        return pd.concat([declared[columns], self.passages[columns]], ignore_index=True)

    def asked(self, codes: Iterable[str]) -> tuple[People, People] | None:
        """(who was asked, who answered) a question of the guide on one of these codes; None where the guide links none to a turn or column."""
        questions = [one.id for one in self._guide if one.is_linked and set(one.codes) & set(codes)]
        if not questions:
            return None
        put = self._asked[self._asked["question"].isin(questions)].assign(basis="informant")
        return People.of(put), People.of(put[put["answered"]])

    @cached_property
    def _guide(self) -> list[Question]:
        return guide_in(self.folder)

    @cached_property
    def _asked(self) -> pd.DataFrame:
        put = asked(self._guide, self.folder.documents.values())
        return put[put["document"].isin(list(self.documents))]

    @cached_property
    def trail(self) -> Trail:
        """How the codings came about, whoever made them."""
        return read_trail(self.folder, self.state, self.documents, self.codebook.version, self.language)

    @cached_property
    def judging(self) -> Judging:
        """The claims of the chosen cases, weighed on the codings that count."""
        is_part = len(self.cases) < len(self.all_cases)
        return Judging(
            self.folder,
            self.counted,
            self.documents,
            self.of_cases(self.claims),
            self.codebook,
            self.case_ids,
            self.places if is_part else None,
            self.known if self.codebook.version == self.newest_codebook.version else None,
        )

    def of_cases(self, claims: Iterable[Claim]) -> list[Claim]:
        """Those of the claims that are about all cases, or one of the chosen."""
        return [claim for claim in claims if not claim.cases or set(claim.cases) & set(self.case_ids)]


def localised(row: Mapping[str, Any] | pd.Series[Any], column: str, language: str) -> str:
    """The text of a column `name`, or of `name_en` where there is one for the language; empty for none.

    A table that has a column for the language is not read in another one.
    """
    own = f"{column}_{language}"
    value = row.get(own) if own in row else row.get(column)
    return value if isinstance(value, str) else ""
