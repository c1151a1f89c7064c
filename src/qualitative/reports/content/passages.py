"""The register of segments that a report names, each as a reader sees it."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from qualitative.analysis.counts import results, tally
from qualitative.counting.persons import GROUP
from qualitative.i18n import catalogue, format_date, pick
from qualitative.privacy import barred_in
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.content.quoting import Quotations, Quoter
from qualitative.reports.page.model import Cell, Passage
from qualitative.reports.page.vocabulary import word

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.counting.consented import Barred

__all__ = ["SegmentRegister"]

TEXTS = catalogue("reports")

SEGMENT = ["document", "start", "end"]


class SegmentRegister:
    """Gives segments their ids, remembers which were named, and writes them out at the end."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._named: dict[str, tuple[str, int, int]] = {}

    def refs(self, rows: pd.DataFrame) -> tuple[str, ...]:
        """The ids of the distinct segments of evidence rows, in the order of the corpus; they are now part of the report."""
        return self._noted(set(zip(rows["document"], rows["start"], rows["end"], strict=True)))

    def _noted(self, segments: Iterable[tuple[str, int, int]]) -> tuple[str, ...]:
        ids = {
            f"{document}.{start}-{end}": (document, int(start), int(end)) for document, start, end in sorted(segments)
        }
        self._named |= ids
        return tuple(ids)

    def refs_of(self, codings: Iterable[str]) -> tuple[str, ...]:
        """The same of the segments of these codings, as far as they are evidence."""
        keys = {self._segments[coding] for coding in codings if coding in self._segments}
        return self._noted(keys)

    def count(self, rows: pd.DataFrame, note: str = "") -> Cell:
        """A cell with the number of statements that evidence rows count (or the range of it), which leads to their segments; a dash for none.

        Only results count, once however many segments lie in them; see analysis.counts.
        """
        found = results(rows)
        return Cell(tally(found).text, self.refs(found), note)

    def strongest(self, rows: pd.DataFrame, most: int | None = None) -> tuple[str, ...]:
        """The ids of the passages to show of evidence rows: see reports.content.quoting."""
        return self.refs(self.quote(rows, most).rows)

    def quote(self, rows: pd.DataFrame, most: int | None = None) -> Quotations:
        """What to quote of evidence rows, with what is left out; whom the report quoted before is quoted again last."""
        return self._quoter.quote(rows, most)

    @cached_property
    def _quoter(self) -> Quoter:
        return Quoter(self.inputs.state.marks, self._may_quote)

    def passages(self, only: Collection[str] | None = None) -> tuple[Passage, ...]:
        """Every segment that was named (or those of `only`), in the order of the corpus."""
        groups = self._rows
        chosen = sorted((key, name) for name, key in self._named.items() if only is None or name in only)
        return tuple(self._passage(name, groups[key]) for key, name in chosen)

    @cached_property
    def _barred(self) -> dict[str, list[Barred]]:
        """What may not be quoted, by document."""
        return barred_in(self.inputs.folder, "verbatim")

    def _may_quote(self, document: str, start: int, end: int) -> bool:
        return all(end <= one.start or one.end <= start for one in self._barred.get(document, ()))

    @cached_property
    def _segments(self) -> dict[str, tuple[str, int, int]]:
        """The segment of each coding."""
        columns = (self.inputs.evidence[name] for name in ("id", *SEGMENT))
        return {id: (document, start, end) for id, document, start, end in zip(*columns, strict=True)}

    @cached_property
    def _rows(self) -> dict[tuple[str, int, int], pd.DataFrame]:
        """The evidence rows of each segment."""
        found = self.inputs.evidence.groupby(SEGMENT, sort=False)
        return {(str(document), int(start), int(end)): rows for (document, start, end), rows in found}  # type: ignore[call-overload]  # two whole numbers

    @cached_property
    def _voice(self) -> dict[str, str]:
        """A number for each person: the ids of persons are the study's own."""
        people = sorted(set(self.inputs.evidence["person"].dropna()))
        return {person: f"person-{number}" for number, person in enumerate(people, 1)}

    def _passage(self, name: str, rows: pd.DataFrame) -> Passage:
        language, row = self.inputs.language, rows.iloc[0]
        document = self.inputs.documents[row["document"]]
        start, end = int(row["start"]), int(row["end"])
        book = self.inputs.codebook
        spoken = rows.loc[rows["basis"] == "informant", "person"]
        cases = tuple(self.inputs.case_name(case) for case in dict.fromkeys(rows["case"]))
        quoted = self._may_quote(document.id, int(row["passage_start"]), int(row["passage_end"]))
        return Passage(
            id=name,
            text=document.text[start:end] if quoted else pick(TEXTS["passages.unquoted"], language),
            verbatim=quoted and (document.provenance != "published" or bool(document.speakers)),
            document=document.id,
            title=document.title,
            case=", ".join(cases),
            informant=_person(row["informant"]),
            date=format_date(row["date"], language),
            provenance=document.provenance,
            basis=row["basis"] if isinstance(row["basis"], str) else "",
            locator=row["section"] if isinstance(row["section"], str) else "",
            codes=tuple(book.label(code, language) for code in sorted(set(rows["code"])) if code in book),
            domains=self._classes(set(rows["code"])),
            coders=tuple(sorted(set(rows["coder"]))),
            before=document.text[int(row["passage_start"]) : start] if quoted else "",
            after=document.text[end : int(row["passage_end"])] if quoted else "",
            speaker=row["speaker"] if isinstance(row["speaker"], str) else "",
            cases=cases,
            places=tuple(dict.fromkeys(results(rows)["place"])),
            voices=tuple(self._voice[person] for person in dict.fromkeys(spoken) if isinstance(person, str)),
            group=document.kind == GROUP,
        )

    def _classes(self, codes: set[str]) -> tuple[str, ...]:
        """The class by which reports part codes, of each of these codes, in the study's words."""
        by, book = self.inputs.grouping.by, self.inputs.codebook
        values = {class_of(code, by, book) for code in codes} - {""} if by else set()
        return tuple(word(value, self.inputs.language, self.inputs.words) for value in sorted(values))


def _person(informant: object) -> str:
    """Initials as they are; `document/LABEL` of a transcript as its label."""
    return informant.rpartition("/")[2] if isinstance(informant, str) else ""
