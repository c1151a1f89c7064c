"""A report in the making: its inputs, the register of named segments, and the sections so far."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.folder import CONSENSUS
from qualitative.i18n import format_date, format_number, pick
from qualitative.model import Coder
from qualitative.query import matching
from qualitative.reports.inputs import Inputs
from qualitative.reports.model import Block, Callout, Heading, Paragraph, Report
from qualitative.reports.passages import Register
from qualitative.reports.words import word

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Draft", "Section"]


@dataclass(frozen=True)
class Section:
    """The blocks of one section. In a notebook it shows itself as a reader will see it."""

    blocks: tuple[Block, ...]
    register: Register | None = None

    def __repr__(self) -> str:
        # a notebook keeps this beside the HTML: it must be the same each time
        return f"<Section of {len(self.blocks)} blocks>"

    def _repr_html_(self) -> str:
        from qualitative.reports.preview import preview_html

        named = {ref for block in self.blocks for ref in getattr(block, "refs", ())}
        return preview_html(self.blocks, self.register.passages(named) if self.register else ())


class Draft:
    """What sections are made with: `say` picks a text, `word` a fixed word, `number` writes a number; `register` names segments."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self.language = inputs.language
        self.register = Register(inputs)

    def say(self, texts: Mapping[str, str], **values: Any) -> str:
        """The text in the report's language, `{name}` filled in."""
        return pick(texts, self.language).format(**values)

    def word(self, key: object) -> str:
        """A fixed word in the report's language."""
        return word(key, self.language, self.inputs.texts.values)

    def prose(self, key: str, **values: Any) -> list[Paragraph]:
        """The study's own paragraph of that name, if it has one."""
        texts = self.inputs.texts.prose.get(key)
        return [Paragraph(self.say(texts, **values))] if texts else []

    def linked(self, key: str) -> pd.DataFrame:
        """The evidence rows that `links` of the study's report settings name; none where it names nothing."""
        query = self.inputs.texts.links.get(key)
        rows = self.inputs.evidence
        return rows.iloc[:0] if query is None else matching(query, rows, self.inputs.codebook)

    def number(self, value: float, digits: int = 0) -> str:
        """A number as the report's language writes it."""
        return format_number(value, self.language, digits)

    def segments(self, rows: pd.DataFrame | int) -> str:
        """`1 segment`, `2 segments`: how many distinct segments evidence rows have, in words."""
        count = rows if isinstance(rows, int) else len(rows.drop_duplicates(["document", "start", "end"]))
        return self.say(_SEGMENT if count == 1 else _SEGMENTS, n=self.number(count))

    def section(self, blocks: Iterable[Block]) -> Section:
        """A section of these blocks, which can show the passages that they name."""
        return Section(tuple(blocks), self.register)

    def heading(self, id: str, texts: Mapping[str, str], level: int = 1, **values: Any) -> Heading:
        """A heading in the report's language, `{name}` filled in."""
        return Heading(self.say(texts, **values), id, level)

    def report(self, kind: str, title: Mapping[str, str], sections: Sequence[Section]) -> Report:
        """The finished report: callouts about its evidence first, then the sections in order. `title` names its kind."""
        inputs = self.inputs
        blocks = [*_callouts(self), *(block for section in sections for block in section.blocks)]
        return Report(
            kind=kind,
            language=self.language,
            title=pick(inputs.settings.title, self.language),
            subtitle="",
            date=format_date(inputs.newest, self.language) if inputs.newest else "",
            facts=_facts(self),
            blocks=tuple(blocks),
            passages=self.register.passages(),
            parameters=inputs.parameters,
            labels={f"kind.{kind}": self.say(title), "case": self.word("case")},
        )


_MODEL = {
    "id": "Pengodean dalam laporan ini dibuat oleh model bahasa: {coders}. {humans} Angka-angkanya menunjukkan bacaan model itu atas "
    "bahan, dan kesepakatan antarpengode adalah kesepakatan antarmodel.",
    "en": "The codings in this report were made by a language model: {coders}. {humans} Its figures show that model's reading of the material, and "
    "agreement between its coders is agreement between models.",
}
_SEGMENT, _SEGMENTS = {"id": "{n} segmen", "en": "{n} segment"}, {"id": "{n} segmen", "en": "{n} segments"}
_NO_HUMAN = {"id": "Tidak ada pengode manusia.", "en": "No human coded."}
_HUMANS = {"id": "Pengode manusia: {people}.", "en": "Human coders: {people}."}
_SIMULATED = {
    "id": "Laporan ini memuat {n} transkrip simulasi. Transkrip itu ditulis untuk belajar dan mencoba alat; tidak seorang pun mengucapkannya, dan tidak "
    "membuktikan apa pun tentang kasus-kasus ini.",
    "en": "This report includes {n} simulated transcripts. They were written to learn and to try the tools; nobody spoke them, and they prove nothing "
    "about these cases.",
}
_PARAPHRASE = {
    "id": "Transkrip lapangan tidak pernah diterbitkan. Bukti publikasi di sini berupa catatan dengan kata-kata kami sendiri tentang yang dilaporkan "
    "tulisannya; catatan itu berlabel parafrase dan tidak pernah diberi tanda kutip.",
    "en": "The field transcripts were never published. The published evidence here is notes in our own words on what the paper reports; they are labelled "
    "paraphrase and never stand in quotation marks. They are in Indonesian, the language of the study.",
}


def _callouts(draft: Draft) -> list[Callout]:
    inputs, found = draft.inputs, []
    if inputs.simulated:
        count = sum(document.provenance == "simulated" for document in inputs.documents.values())
        title = draft.say({"id": "Memuat bahan simulasi", "en": "Includes simulated material"})
        found.append(Callout("simulated", title, draft.say(_SIMULATED, n=count)))
    if inputs.models:
        coders = ", ".join(f"{_coder(draft, coder)} ({coder.model})" for coder in inputs.models)
        title = draft.say({"id": "Dikode oleh model bahasa", "en": "Coded by a language model"})
        people = ", ".join(coder.id for coder in inputs.coders if coder.kind == "human")
        humans = draft.say(_HUMANS if people else _NO_HUMAN, people=people)
        found.append(Callout("model", title, draft.say(_MODEL, coders=coders, humans=humans)))
    if any(document.provenance == "published" for document in inputs.documents.values()):
        title = draft.say({"id": "Parafrase, bukan kutipan", "en": "Paraphrase, not quotation"})
        found.append(Callout("note", title, draft.say(_PARAPHRASE)))
    return found


def _coder(draft: Draft, coder: Coder) -> str:
    """The id of a coder; the consensus is no name but a word, and so in the report's language."""
    return draft.say({"id": "konsensus", "en": "consensus"}) if coder.id == CONSENSUS else coder.id


def _facts(draft: Draft) -> tuple[tuple[str, str], ...]:
    inputs = draft.inputs
    provenances = sorted({document.provenance for document in inputs.documents.values()})
    names = {"id": ("Bukti", "Pengode", "Buku kode", "Dokumen", "Sumber"),
             "en": ("Evidence", "Coders", "Codebook", "Documents", "Work")}[draft.language]  # fmt: skip
    coders = ", ".join(f"{_coder(draft, coder)} ({draft.say(_KINDS[coder.kind])})" for coder in inputs.coders)
    values = (
        ", ".join(inputs.case_name(case) for case in inputs.districts),
        ", ".join(draft.word(provenance) for provenance in provenances),
        coders,
        draft.say({"id": "versi {n}", "en": "version {n}"}, n=inputs.codebook.version),
        draft.say(_DOCUMENTS, n=len(inputs.documents), done=len(inputs.done)),
        str(inputs.settings.work.get("citation") or ""),
    )
    return tuple((name, value) for name, value in zip((draft.word("cases"), *names), values, strict=True) if value)


_KINDS = {"human": {"id": "manusia", "en": "human"}, "model": {"id": "model bahasa", "en": "language model"}}
_DOCUMENTS = {"id": "{n}, di antaranya {done} dikode sampai selesai", "en": "{n}, of which {done} coded to the end"}
