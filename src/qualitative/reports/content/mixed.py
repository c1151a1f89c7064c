"""Mixed methods over one choice of cases, evidence and coders: each method counts statements and persons, and its cells keep their segments."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from qualitative.analysis.comparison import Comparison, compare_cases
from qualitative.analysis.convergence import Topic, comparisons, converged_rows, convergence
from qualitative.analysis.cooccurrence import cooccurrence
from qualitative.analysis.crosstab import Crosstab, crosstab, with_attributes
from qualitative.analysis.exact import ExactTest, exact_test
from qualitative.analysis.framework import framework_matrix
from qualitative.analysis.frequencies import code_frequencies, few_warning
from qualitative.analysis.joint import UNREAD_WHY, JointDisplay, check_form, pillar, side_by_side, statistics_by_themes
from qualitative.analysis.limits import refusal
from qualitative.analysis.negative import negative_cases
from qualitative.analysis.saturation import NewCodes
from qualitative.analysis.shown import COUNTS
from qualitative.analysis.timeline import timeline
from qualitative.analysis.triangulation import triangulation
from qualitative.errors import StatisticError
from qualitative.findings.entries import list_entries
from qualitative.findings.framework import read_framework
from qualitative.findings.sheet import blank_entries
from qualitative.i18n import catalogue, pick, say
from qualitative.query import Query, parse_query
from qualitative.query.coded import named_codes
from qualitative.reports.content.gathering import gather
from qualitative.reports.content.grouping import class_of, themes
from qualitative.reports.content.joint_words import joint_columns
from qualitative.reports.content.saturating import new_codes_of
from qualitative.reports.content.showing import Showing
from qualitative.reports.content.unread_cells import unread_cells
from qualitative.reports.page.vocabulary import word

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from qualitative.analysis.framework import Summary

__all__ = ["Mixed"]

TEXTS = catalogue("reports")


class Mixed(Showing):
    """What a study's strands say together: the statistics, joint displays and summaries. What it shows, and in which words, is said in Showing."""

    @cached_property
    def themes(self) -> dict[str, list[str]]:
        """The codes by the study's classes: name -> codes (see reports.grouping.themes)."""
        return themes(self.inputs.codebook, self.inputs.grouping, self.say, none=self._without_class)

    @property
    def _without_class(self) -> str:
        declared = self.inputs.settings.classes.get(self.inputs.grouping.by)
        called = pick(declared.name, self.language).lower() if declared else ""
        return say(TEXTS["mixed.without-class"], self.language, name=called)

    def frequencies(self, codes: Iterable[str] | None = None) -> pd.DataFrame:
        """Each code out of the people, documents and words of the choice, and in how many documents it was `read` for in full.

        What has nothing, and was not read for everywhere, is NA, never 0; `attrs["warning"]` speaks where people are few.
        """
        table = code_frequencies(self.evidence, self.inputs.documents, codes)
        warning = pick(few_warning(table.attrs["denominators"]), self.language)
        read = [self.inputs.reading.documents([code])[0] for code in table.index]
        unread = [
            not places and not self.inputs.reading.is_full([code])
            for code, places in zip(table.index, table["places"], strict=True)
        ]
        table = table.astype(dict.fromkeys(COUNTS, "Int64"))
        table.loc[unread, list(COUNTS)] = None
        table.insert(0, "read", read)
        table.attrs["warning"] = warning
        return table

    def crosstab(self, rows: str = "code", columns: str = "case", codes: Iterable[str] | None = None) -> Crosstab:
        """Two columns of the evidence against each other; `columns` may also be an attribute of the cases."""
        table = self._with_classes((rows, columns))
        if columns not in table and columns in self.inputs.cases:
            table = with_attributes(table, self.inputs.cases, columns)
        order = list(codes) if codes is not None else None
        found = crosstab(table, rows, columns, order if rows == "code" else None)
        return replace(found, unread=unread_cells(found.counts, self.inputs)).shown_by(self)

    def cooccurrence(self, within: str = "segment", minimum: int = 1) -> pd.DataFrame:
        """Pairs of codes on overlapping segments, in one turn, or in one document; counted in statements, or documents."""
        return cooccurrence(self.evidence, within, minimum)

    def timeline(self, by: str | None = None, precision: str = "month") -> Crosstab:
        """Statements by the date of who speaks; `by` is a column of the evidence or a class (None: the first class, else the codes)."""
        chosen = by or self.inputs.grouping.by or "code"
        found = timeline(self._with_classes((chosen,)), chosen, precision)
        return replace(found, unread=unread_cells(found.counts, self.inputs)).shown_by(self)

    def _with_classes(self, columns: Iterable[str]) -> pd.DataFrame:
        """The evidence, with those of the columns that are classes of the study's codes."""
        book, table = self.inputs.codebook, self.evidence
        classes = [name for name in columns if name in self.inputs.settings.classes]
        values = {name: {code: class_of(code, name, book) or None for code in set(table["code"])} for name in classes}
        return table.assign(**{name: table["code"].map(values[name]).astype(object) for name in classes})

    def convergence(self, topics: Sequence[Topic] | None = None) -> pd.DataFrame:
        """Where the strands agree, complement or contradict each other, or one is silent; topics from `reports/report.yaml`.

        Topics of the file that name codes of a later version than the report's codebook are left out (`topics_left_out`).
        """
        return self._converged.copy() if topics is None else self._convergence(topics)

    @cached_property
    def _converged(self) -> pd.DataFrame:
        return self._convergence(self._topics)

    def _convergence(self, topics: Sequence[Topic]) -> pd.DataFrame:
        found = convergence(self.evidence, self.inputs.cases, topics, self.inputs.codebook)
        codes = {topic.attribute: named_codes(topic.about, self.inputs.codebook) for topic in topics}
        # what was not read for is not silent
        unread = [
            row.why in ("no-passage", "neither") and self._is_unread(codes[row.attribute], [row.case])
            for row in converged_rows(found)
        ]
        return found.assign(why=[UNREAD_WHY if one else why for one, why in zip(unread, found["why"], strict=True)])

    def _is_unread(self, codes: Iterable[str], cases: Iterable[str]) -> bool:
        """Whether something that speaks of the cases was not read in full for one of the codes, those that can be given where there are such."""
        codes = list(codes)
        wanted = [code for code in codes if code in self.inputs.codebook.usable()] or codes
        return not all(self.inputs.reading.is_full(wanted, case=case) for case in cases)

    @cached_property
    def compared(self) -> pd.DataFrame:
        """Convergence with one row a comparison and case: attributes that the same passages speak of are compared once."""
        return comparisons(self._converged, self._topics)

    @property
    def _topics(self) -> list[Topic]:
        return [topic for topic in self.inputs.texts.joint.topics if topic not in self.topics_left_out]

    @cached_property
    def topics_left_out(self) -> tuple[Topic, ...]:
        """The topics of `reports/report.yaml` that name codes which the report's codebook does not hold."""
        return tuple(
            topic for topic in self.inputs.texts.joint.topics if not all(map(self.inputs.knows, topic.queries))
        )

    def joint_columns(self, form: str) -> tuple[str, str, str, str, str]:
        """The names of the columns of a joint display, in the study's words."""
        case, cases = (word(key, self.language, self.inputs.words) for key in ("case", "cases"))
        return joint_columns(form, self.language, case, cases)

    def joint_display(self, form: str = "side-by-side", attribute: str | None = None) -> JointDisplay:
        """`side-by-side`, `pillar`, or `statistics-by-themes` (over the values of `attribute`)."""
        if check_form(form) != "statistics-by-themes":
            build = side_by_side if form == "side-by-side" else pillar
            display = build(self.compared, self.evidence, self.joint_columns(form), self.say, self._typical)
            return display.shown_by(self)
        split = attribute or self.inputs.texts.joint.split
        values = with_attributes(self._one_row_a_case(), self.inputs.cases, split)
        groups = {str(value): tuple(part["case"]) for value, part in values.groupby(split, sort=False)}
        first = say(TEXTS["mixed.theme-by"], self.language, name=self.say("attribute", split))
        display = statistics_by_themes(
            self.evidence, self.themes, groups, first, self.say, self._typical, self._is_unread
        )
        return display.shown_by(self)

    def compare_cases(self, conditions: Sequence[str] = (), outcome: str = "") -> Comparison:
        """Which combinations of conditions were observed with which outcome; without them those of `reports/report.yaml`."""
        joint = self.inputs.texts.joint
        found = compare_cases(self.inputs.cases, tuple(conditions) or joint.conditions, outcome or joint.outcome)
        return found.shown_by(self)

    def framework(self, themes: Sequence[str] = ()) -> pd.DataFrame:
        """Cases by themes: what people wrote in `reports/framework.yaml`, and how many statements are coded beside it.

        Without `themes` those of `reports/report.yaml`, else the topmost codes. Raises CodebookError for a theme that is no code.
        """
        inputs, written = self.inputs, self._summaries
        chosen = tuple(themes) or inputs.texts.joint.themes or tuple(inputs.codebook.children(None))
        usual, book = self._usual.evidence if written else None, inputs.codebook
        return framework_matrix(self.evidence, inputs.case_ids, chosen, written, book, usual, self._is_unread)

    def framework_blanks(self, themes: Sequence[str] = ()) -> dict[str, str]:
        """Blank entries by id, as `reports/framework.yaml` holds them: one for each case and theme that waits for a person's summary.

        A cell waits where segments are coded and no summary was written over just these. The choice is always the usual one.
        """
        usual = self._usual
        matrix = usual.framework(themes)
        waiting = [id for cell in matrix.to_numpy().ravel() if cell.unwritten for id in cell.ids]
        names = {case: self.say("case", case) for case in matrix.index}
        names |= {theme: self.say("code", theme) for theme in matrix.columns}
        taken = [str(entry.data.get("id")) for entry in list_entries(self._framework_path, self.root)]
        return blank_entries(matrix, usual.passages(waiting), names, taken, self.inputs.settings.languages)

    @property
    def _framework_path(self) -> Path:
        return self.inputs.folder.root / "reports/framework.yaml"

    @property
    def _summaries(self) -> list[Summary]:
        inputs = self.inputs
        settings, root = inputs.settings, inputs.folder.root
        cases = inputs.all_cases.index
        return read_framework(self._framework_path, inputs.codebook, cases, settings.coders, root, settings.languages)

    @cached_property
    def _usual(self) -> Mixed:
        """The same over the choice that reports make by themselves, which summaries are written over."""
        usual = gather(self.inputs.folder, self.language)
        return self if usual.parameters == self.inputs.parameters else Mixed(usual, self.root)

    def negative_cases(self, when: str, expected: str, by: str = "case") -> pd.DataFrame:
        """Where the query `when` holds and `expected` does not, and was read for in full (see analysis.negative)."""
        units, book = self.inputs.case_ids if by == "case" else (), self.inputs.codebook

        def unread(query: Query, unit: str) -> bool:
            here = {by: unit} if by in self.inputs.reading.passages else {}
            return not self.inputs.reading.is_full(named_codes(query, book), **here)

        return negative_cases(self.evidence, parse_query(when), parse_query(expected), book, by, units, unread)

    def triangulation(self, topics: Mapping[str, str] | None = None) -> pd.DataFrame:
        """Through which methods, bases and sources topics (name -> query) come; without topics the `themes`."""
        queries = topics or {name: f"code:{','.join(codes)}" for name, codes in self.themes.items()}
        parsed = {name: parse_query(query) for name, query in queries.items()}
        return triangulation(self.evidence, parsed, self.inputs.codebook)

    def new_codes(
        self, *, base: int = 4, run: int = 2, threshold: float = 0.05, orders: int = 1000, seed: int = 2018
    ) -> NewCodes:
        """What is called saturation: new codes per person in the order of reading and over random `orders` (see analysis.saturation).

        `base` persons give the first codes; a `run` of persons that adds at most `threshold` of these is told. Raises StatisticError where
        the approach leaves it out, for notes on a work, and for too few persons.
        """
        return new_codes_of(self.inputs, base, run, threshold, orders, seed).shown_by(self)

    def exact_test(self, code: str, attribute: str, value: str) -> ExactTest:
        """Fisher's test of a code against an attribute's value, over the documents that were read in full for the code and whose case has a value.

        Of several values (`a;b`) a case has each. Raises StatisticError where design or provenance do not permit it, and for an unknown attribute.
        """
        self._permit("exact-test")
        inputs, codes = self.inputs, self.inputs.codebook.branch(code)
        known = with_attributes(self._one_row_a_case(), inputs.cases, attribute, missing="")
        values = {case: tuple(part[attribute]) for case, part in known[known[attribute] != ""].groupby("case")}
        read = inputs.reading.in_full(set(codes) & set(inputs.codebook.usable()) or {code})
        asked = [one for one in inputs.documents.values() if one.id in read and one.case in values]
        groups = {one.id: value if value in values[one.case] else ";".join(values[one.case]) for one in asked}
        rows = self.evidence[self.evidence["code"].isin(codes)]
        found = exact_test(rows.assign(code=code), groups, code, value, len(inputs.documents) - len(asked))
        return found.shown_by(self)

    # a new statistic comes here
    def _one_row_a_case(self) -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame({"case": self.inputs.case_ids})

    def _permit(self, statistic: str) -> None:
        provenances = {document.provenance for document in self.inputs.documents.values()}
        refused = refusal(statistic, self.inputs.settings.design, provenances)
        if refused:
            raise StatisticError(pick(refused, self.language))
