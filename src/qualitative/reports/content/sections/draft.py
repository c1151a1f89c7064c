"""A report in the making: its inputs, the register of named segments, and the sections so far."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Self

from qualitative.analysis.counts import tally
from qualitative.i18n import Text, catalogue, format_date, format_number, pick, say
from qualitative.model import BASES, PROVENANCES
from qualitative.query import matching
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.content.passages import SegmentRegister
from qualitative.reports.content.sections.opening import WARNINGS, callouts, facts
from qualitative.reports.page.labels import TEXTS as LABELS
from qualitative.reports.page.leading import within
from qualitative.reports.page.model import Block, Heading, Paragraph, Report
from qualitative.reports.page.vocabulary import word

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Draft", "FirstPage", "Section"]

TEXTS = catalogue("reports")


@dataclass(frozen=True)
class FirstPage:
    """What a first page says beside its blocks: the title as a question (empty: the study's title), and the line on source and years."""

    question: str
    source: str


@dataclass(frozen=True)
class Section:
    """The blocks of one section. In a notebook it shows itself as a reader will see it.

    `first` is given where it is a report's first page. `appendix` is what stands in the report's appendix, under a heading of its own.
    """

    blocks: tuple[Block, ...]
    register: SegmentRegister | None = None
    first: FirstPage | None = None
    appendix: tuple[Block, ...] = ()

    def __repr__(self) -> str:
        # a notebook keeps this beside the HTML: it must be the same each time
        return f"<Section of {len(self.blocks)} blocks>"

    def _repr_html_(self) -> str:
        from qualitative.reports.page.preview import preview_html

        blocks = (*self.blocks, *self.appendix)
        named = {ref for block in blocks for ref in getattr(block, "refs", ())}
        if self.register is None:
            return preview_html(blocks)
        inputs = self.register.inputs
        words = partial(word, language=inputs.language, own=inputs.words)
        return preview_html(blocks, self.register.passages(named), words)


class _Counted(int):
    """A count that chooses plural forms, written as its language writes it."""

    language: str

    def __new__(cls, value: int, language: str) -> Self:
        made = super().__new__(cls, value)
        made.language = language
        return made

    def __format__(self, form: str) -> str:
        return format(format_number(int(self), self.language), form)


class Draft:
    """What sections are made with: `say` picks a text, `word` a fixed word, `number` writes a number; `register` names segments.

    `inputs` holds the evidence, cases, tables and codebook that the report was asked for (see reports.content.inputs.Inputs).
    """

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.language = inputs.language
        self.register = SegmentRegister(inputs)

    def say(self, texts: Text | str, **values: object) -> str:
        """The text in the report's language, `{name}` filled in; of several plural forms the one for `n`, a number."""
        if isinstance(n := values.get("n"), int):
            values["n"] = _Counted(n, self.language)
        return say(texts, self.language, **values)

    def word(self, key: object) -> str:
        """A word in the report's language: the study's own, else a fixed one."""
        return word(key, self.language, self.inputs.words)

    @property
    def case(self) -> str:
        """What a case is called, as it stands within a sentence."""
        return pick(self.inputs.settings.case.word, self.language)

    def class_name(self, name: str) -> str:
        """What a class of codes is called, as it stands within a sentence."""
        called = pick(self.inputs.settings.classes[name].name, self.language)
        return called[:1].lower() + called[1:]

    def prose(self, key: str, **values: object) -> list[Paragraph]:
        """The study's own paragraph of that name, if it has one."""
        texts = self.inputs.texts.prose.get(key)
        return [Paragraph(self.say(texts, **values))] if texts else []

    def linked(self, key: str) -> pd.DataFrame:
        """The evidence rows that `links` of the study's report settings name; none where it names nothing, or a code of a later version."""
        query = self.inputs.texts.links.get(key)
        rows = self.inputs.evidence
        if query is None or not self.inputs.knows(query):
            return rows.iloc[:0]
        return matching(query, rows, self.inputs.codebook)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the report's language writes it."""
        return format_number(value, self.language, digits)

    def figure(self, value: float) -> str:
        """A figure as it was recorded, with its own decimals (at most six), as the report's language writes it.

        A share of 88.5 % must not become 88.
        """
        decimals = f"{value:.6f}".rstrip("0").partition(".")[2]
        return self.number(value, len(decimals))

    def statements(self, rows: pd.DataFrame) -> str:
        """`1 statement`, `2 statements`: how many evidence rows count, in words; of a range both ends."""
        found = tally(rows)
        said = self.say(TEXTS["draft.statements"], n=found.places)
        if found.agreed == found.places:
            return said
        return self.say(TEXTS["draft.statements-range"], n=found.places, agreed=self.number(found.agreed))

    def segments(self, rows: pd.DataFrame | int) -> str:
        """`1 segment`, `2 segments`: how many distinct segments evidence rows have, in words."""
        count = rows if isinstance(rows, int) else len(rows.drop_duplicates(["document", "start", "end"]))
        return self.say(TEXTS["draft.segments"], n=count)

    def section(
        self, blocks: Iterable[Block], first: FirstPage | None = None, appendix: Iterable[Block] = ()
    ) -> Section:
        """A section of these blocks, which can show the passages that they name.

        `first` makes it a report's first page; `appendix`, a heading first, is for the report's appendix.
        """
        return Section(tuple(blocks), self.register, first, tuple(appendix))

    def heading(self, id: str, texts: Text, level: int = 1, **values: object) -> Heading:
        """A heading in the report's language, `{name}` filled in; `headings` of the study's report settings come first."""
        own = self.inputs.texts.headings.get(id)
        return Heading(pick(own, self.language) if own else self.say(texts, **values), id, level)

    def report(self, kind: str, title: Text | None, sections: Sequence[Section]) -> Report:
        """The finished report: a first page where one is given, callouts about its evidence, then the other sections in order.

        `title` names its kind; none: as the workbench calls it. Of the callouts those that warn stand on the first page, what explains stands after it.
        """
        inputs = self.inputs
        name = self.say(title or LABELS.get(f"kind.{kind}") or kind)
        first = next((section.first for section in sections if section.first), None)
        lead = [block for section in sections if section.first for block in section.blocks]
        body = [block for section in sections if not section.first for block in section.blocks]
        told = callouts(inputs)
        blocks: list[Block] = [*told, *body]
        if first is not None:
            warnings = [one for one in told if one.kind in WARNINGS]
            explained = [one for one in told if one.kind not in WARNINGS]
            reading: list[Block] = [self.heading("reading", TEXTS["opening.reading"]), *explained] if explained else []
            blocks = [*warnings, *lead, *reading, *body]
        apart = [block for section in sections for block in section.appendix]
        begins = next((block.id for block in apart if isinstance(block, Heading)), "")
        called = pick(inputs.settings.title, self.language)
        return Report(
            kind=kind,
            language=self.language,
            title=(first.question if first else "") or called,
            subtitle=first.source if first else "",
            date=format_date(inputs.newest, self.language) if inputs.newest else "",
            facts=facts(inputs, called if first and first.question else ""),
            blocks=within([*blocks, *apart]),
            passages=self.register.passages(),
            parameters=inputs.parameters,
            labels={f"kind.{kind}": name, **self._labels()},
            appendix=begins,
        )

    def _labels(self) -> dict[str, str]:
        """The study's words for what readers filter by and what cards of recommendations say."""
        own = {
            key: pick(texts, self.language)
            for key, texts in self.inputs.texts.headings.items()
            if key in LABELS and key != "codes"
        }
        by = self.inputs.grouping.by
        named = {"domain": pick(self.inputs.settings.classes[by].name, self.language)} if by else {}
        named = {key: text[:1].upper() + text[1:] for key, text in named.items()}
        # a callout's label and its title are one where they say the same
        coded = {"callout.model": TEXTS["opening.titles.model"]} if self.inputs.models else {}
        said = {key: self.say(texts, model=self.word("model")) for key, texts in coded.items()}
        # what the study calls bases and provenances, which passages hold as keys
        words = {f"word.{key}": self.word(key) for key in (*BASES, *PROVENANCES) if key in self.inputs.words}
        return {"case": self.word("case"), **named, **said, **own, **words}
