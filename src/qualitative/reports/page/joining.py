"""What every part of a page needs of its report: the words, and the register that joins numbers to their evidence."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from qualitative.reports.page.inline import iter_spans
from qualitative.reports.page.labels import counted, words_of
from qualitative.reports.page.model import Callout, ClaimBlock, Passage, RecommendationBlock, Report
from qualitative.reports.page.numbering import Segment, is_simulated, numbered
from qualitative.reports.page.plain import visible
from qualitative.reports.page.tree import MarkView, SpanView
from qualitative.reports.page.vocabulary import word

__all__ = ["Joined", "distinct", "letter"]


class Joined:
    """A report with its words, its register, and its segments by id."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.words = words_of(report)
        self.numbering = numbered(report)
        self.segments: dict[str, Segment] = {segment.id: segment for segment in self.numbering.segments}
        self._names = {segment.passage.id: segment.id for segment in self.numbering.segments}

    @cached_property
    def simulated(self) -> bool:
        """Whether the report says that it includes simulated material, or holds a passage of it."""
        return any(is_simulated(segment.passage) for segment in self.numbering.segments) or any(
            isinstance(block, Callout) and block.kind == "simulated" for block in self.report.blocks
        )

    @cached_property
    def titles(self) -> dict[str, str]:
        """What readers call each claim and recommendation: the numbers it covers, with a letter where several cover the same; else its place."""
        titles: dict[str, str] = {}
        claims = [block for block in self.report.blocks if isinstance(block, ClaimBlock)]
        for numbers in dict.fromkeys(block.numbers for block in claims):
            same = [block.id for block in claims if block.numbers == numbers]
            name = ", ".join(str(n) for n in numbers)
            titles |= {id: id if not name else name + (letter(n) if len(same) > 1 else "") for n, id in enumerate(same)}
        recommendations = [block.id for block in self.report.blocks if isinstance(block, RecommendationBlock)]
        return titles | {id: str(n) for n, id in enumerate(recommendations, 1)}

    def spans(self, markup: str) -> list[SpanView]:
        """The runs of a text in the small markup, each with its style and the anchor it leads to."""
        return [
            {
                "text": visible(span.text),
                "style": span.style,
                "to": self.numbering.anchor(span.target) if span.target else "",
            }
            for span in iter_spans(markup)
        ]

    def name(self, ref: str) -> str:
        """The id in the register of a segment that a block names."""
        return self._names[ref]

    def passages(self, refs: Iterable[str]) -> list[Passage]:
        """The passages of segments that a block names, each once."""
        return [self.segments[self._names[ref]].passage for ref in dict.fromkeys(refs)]

    def set_id(self, refs: Iterable[str]) -> str:
        """The id of the set of these segments, empty for none."""
        found = self.numbering.set_of(refs)
        return found.id if found else ""

    def mark(self, refs: Iterable[str]) -> MarkView:
        """What a table, figure or card says about simulated evidence; empty in a report that includes none."""
        found = self.passages(refs)
        simulated = sum(is_simulated(passage) for passage in found)
        if not self.simulated:
            return {"text": "", "some": False}
        if found and not simulated:
            return {"text": self.words["simulated.none"], "some": False}
        share = f" {simulated}/{len(found)}" if found else ""
        return {"text": self.words["simulated.some"] + share, "some": True}

    def facets(self, refs: Iterable[str]) -> tuple[list[str], list[str]]:
        """The cases and the classes of the segments, by which a reader filters."""
        passages = self.passages(refs)
        cases = [visible(case) for case in distinct(p.cases or (p.case,) for p in passages)]
        return cases, [visible(domain) for domain in distinct(p.domains for p in passages)]

    def counted(self, n: int) -> str:
        """How many segments, in words."""
        return counted("segments", n, self.report.language)

    def word(self, key: str) -> str:
        """The word for a provenance or basis: the study's own, else the fixed one."""
        own = self.words.get(f"word.{key}")
        return visible(own or word(key, self.report.language)) if key else ""


def distinct(groups: Iterable[Iterable[str]]) -> list[str]:
    """Each text once, in the order of appearance; empty ones are left out."""
    return list(dict.fromkeys(value for group in groups for value in group if value))


def letter(n: int) -> str:
    """The nth letter from 0; after z come aa, ab, ….

    >>> letter(0), letter(25), letter(26)
    ('a', 'z', 'aa')
    """
    letters = chr(ord("a") + n % 26)
    return letters if n < 26 else letter(n // 26 - 1) + letters
