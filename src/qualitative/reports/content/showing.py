"""What every result of mixed methods is shown with: the evidence that counts, words, the passages behind numbers. See reports.content.mixed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

from qualitative.analysis.convergence import BESIDE
from qualitative.analysis.counts import People, results
from qualitative.analysis.evidence import among, segment_ids, without_interviewer
from qualitative.i18n import catalogue, pick, say
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.content.joint_words import joint_word
from qualitative.reports.content.passages import SegmentRegister
from qualitative.reports.page.vocabulary import source_words, word

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

    from qualitative.display import Html

__all__ = ["Showing"]

TEXTS = catalogue("reports")


class Showing:
    """The evidence of a choice (results alone, without interviewers' turns), and how it is shown; `show` turns any result into readable HTML."""

    def __init__(self, inputs: Inputs, root: Path | None = None) -> None:
        self.inputs, self.language, self.root = inputs, inputs.language, root
        self.evidence = results(without_interviewer(inputs.evidence))

    def __repr__(self) -> str:
        inputs = self.inputs
        return f"<Mixed: {len(inputs.documents)} documents, {len(self.evidence)} codings that are results, in {self.language!r}>"

    def say(self, kind: str, key: object) -> str:
        """The words for an attribute, case, value, source, code, reading or reason, in the chosen language."""
        if BESIDE in str(key):
            return " / ".join(dict.fromkeys(filter(None, (self.say(kind, part) for part in str(key).split(BESIDE)))))
        if kind in ("value", "source") and (key is None or key != key):
            return "NA" if kind == "value" else ""
        if kind == "case":
            return self.inputs.case_short(str(key))
        if kind == "code":
            return self.inputs.label(str(key)) if key in self.inputs.newest_codebook else str(key)
        if kind == "attribute":
            return self.inputs.attribute(str(key))
        if kind == "people":
            return self._people(key)  # type: ignore[arg-type]  # people
        if kind == "source":
            return source_words(key, self.language, self.inputs.words) or ""
        if kind == "said":
            return pick(key, self.language)  # type: ignore[arg-type]  # a text or a key of one
        if kind == "value":
            return word(key, self.language, self.inputs.words)
        return joint_word(kind, key, self.language)

    def _people(self, found: People) -> str:
        texts = [say(TEXTS["counts.persons"], self.language, n=found.persons)] if found.persons else []
        if found.groups:
            inside = say(TEXTS["counts.persons"], self.language, n=found.in_groups)
            texts.append(say(TEXTS["counts.groups"], self.language, n=found.groups, persons=inside))
        return ", ".join(texts)

    def _typical(self, rows: pd.DataFrame) -> str:
        """The id of the passage that a cell quotes; whom the display quoted before is quoted again last."""
        found = self._register.quote(rows, 1).rows
        return segment_ids(found)[0] if len(found) else ""

    @cached_property
    def _register(self) -> SegmentRegister:
        return SegmentRegister(self.inputs)

    def rows(self, ids: Iterable[str]) -> pd.DataFrame:
        """The evidence rows of segments by id."""
        return self.evidence[among(self.evidence, ids)]

    def passages(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Segments by id: (text as written, where it comes from). Words that someone said stand in quotation marks, notes do not."""
        register = SegmentRegister(self.inputs)
        register.refs(self.rows(ids))
        found = {}
        for one in register.passages():
            text = f"“{one.text}”" if one.verbatim else one.text
            noted = self.inputs.documents[one.document].provenance == "published" and not one.verbatim
            kind = pick(TEXTS["mixed.paraphrase"], self.language) if noted else ""
            basis, provenance = (self.say("value", key) if key else "" for key in (one.basis, one.provenance))
            parts = (kind, one.informant or basis, one.case, one.date, one.locator, provenance)
            found[one.id] = (text, " · ".join(part for part in parts if part))
        return found

    def show(self, result: Any) -> Html:
        """A crosstab, joint display, comparison or table as HTML, in which every number opens its segments."""
        from qualitative.display.results import result_html

        warning = pick(TEXTS["mixed.simulated"], self.language) if self.inputs.simulated else ""
        return result_html(result, self.passages, self.say, warning, self._statements)

    def _statements(self, ids: Iterable[str]) -> int:
        """How many statements segments are of."""
        return len(set().union(*(self._places.get(id, ()) for id in ids)))

    @cached_property
    def _places(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        columns = (self.evidence[name] for name in ("document", "start", "end", "place"))
        for document, start, end, place in zip(*columns, strict=True):
            found.setdefault(f"{document}.{start}-{end}", set()).add(place)
        return found
