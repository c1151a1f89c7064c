"""The first page: what a reader must know of the evidence before anything else, and the facts of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from qualitative.folder import CONSENSUS
from qualitative.i18n import pick
from qualitative.model import Coder
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.page.model import Callout
from qualitative.reports.page.words import word

__all__ = ["TITLES", "callouts", "facts"]

_MODEL = {
    "id": "Pengodean dalam laporan ini dibuat oleh {model}: {coders}. {humans} Angka-angkanya menunjukkan bacaan model itu atas "
    "bahan, dan kesepakatan antarpengode adalah kesepakatan antarmodel.",
    "en": "The codings in this report were made by a {model}: {coders}. {humans} Its figures show that model's reading of the material, and "
    "agreement between its coders is agreement between models.",
}
_MIXED = {
    "id": "Sebagian pengodean dalam laporan ini dibuat oleh {model}: {coders}. {humans}",
    "en": "Some of the codings in this report were made by a {model}: {coders}. {humans}",
}
_NO_HUMAN = {"id": "Tidak ada pengode manusia.", "en": "No human coded."}
_HUMANS = {"id": "Pengode manusia: {people}.", "en": "Human coders: {people}."}
_SIMULATED = {
    "id": "Laporan ini memuat {n} transkrip simulasi. Transkrip itu ditulis untuk belajar dan mencoba alat; tidak seorang pun mengucapkannya, dan tidak "
    "membuktikan apa pun tentang kasus-kasus ini.",
    "en": "This report includes {n} simulated transcripts. They were written to learn and to try the tools; nobody spoke them, and they prove nothing "
    "about these cases.",
}
_PARAPHRASE = {
    "id": "Bukti publikasi di sini berupa catatan dengan kata-kata kami sendiri tentang yang dilaporkan {work}; catatan itu berlabel parafrase dan tidak "
    "pernah diberi tanda kutip.{language}",
    "en": "The published evidence here is notes in our own words on what the {work} reports; they are labelled paraphrase and never stand in quotation "
    "marks.{language}",
}
_UNREAD = {
    "id": "Tidak satu dokumen pun dalam pilihan ini ditandai selesai dibaca. Karena itu tidak ada yang dapat disebut tidak ditemukan, dan tidak satu temuan "
    "pun dinilai.",
    "en": "No document of this selection is marked as read to the end. So nothing can be called absent here, and no finding is judged.",
}
TITLES = {
    "simulated": {"id": "Memuat bahan simulasi", "en": "Includes simulated material"},
    "model": {"id": "Dikode oleh {model}", "en": "Coded by a {model}"},
    "mixed": {"id": "Sebagian dikode oleh {model}", "en": "Coded by a {model} in part"},
    "note": {"id": "Parafrase, bukan kutipan", "en": "Paraphrase, not quotation"},
    "warning": {"id": "Belum dibaca sampai selesai", "en": "Not yet read to the end"},
}
_LANGUAGES = {"id": {"id": "bahasa Indonesia", "en": "Indonesian"}, "en": {"id": "bahasa Inggris", "en": "English"}}
_WRITTEN = {"id": " Catatan itu berbahasa lain: {languages}.", "en": " They are in {languages}."}


def callouts(inputs: Inputs) -> list[Callout]:
    """What the report's evidence is, where a reader could take it for more."""
    return list(_callouts(inputs))


def _callouts(inputs: Inputs) -> Iterator[Callout]:
    if inputs.simulated:
        count = sum(document.provenance == "simulated" for document in inputs.documents.values())
        yield _callout(inputs, "simulated", _say(inputs, _SIMULATED, n=count))
    if inputs.models:
        coders = ", ".join(f"{_coder(inputs, coder)} ({coder.model})" for coder in inputs.models)
        people = ", ".join(coder.id for coder in inputs.coders if coder.kind == "human")
        humans = _say(inputs, _HUMANS if people else _NO_HUMAN, people=people)
        text = _say(inputs, _MIXED if people else _MODEL, coders=coders, humans=humans)
        yield _callout(inputs, "model", text, "mixed" if people else "model")
    if any(document.provenance == "published" for document in inputs.documents.values()):
        yield _callout(inputs, "note", _paraphrase(inputs))
    if not inputs.done:
        yield _callout(inputs, "warning", _say(inputs, _UNREAD))


def _callout(inputs: Inputs, kind: str, text: str, title: str = "") -> Callout:
    return Callout(kind, _say(inputs, TITLES[title or kind]), text)


def _paraphrase(inputs: Inputs) -> str:
    """What notes on published material are, and in which language; before it what the study itself says of its sources."""
    notes = [document for document in inputs.documents.values() if document.provenance == "published"]
    others = sorted({note.language for note in notes} - {inputs.language, ""})
    names = ", ".join(pick(_LANGUAGES.get(one, one), inputs.language) for one in others)
    language = _say(inputs, _WRITTEN, languages=names) if others else ""
    work = word("work", inputs.language, inputs.words)
    own = pick(inputs.texts.prose.get("paraphrase"), inputs.language)
    return " ".join(part for part in (own, _say(inputs, _PARAPHRASE, work=work, language=language)) if part)


def _coder(inputs: Inputs, coder: Coder) -> str:
    """The id of a coder; the consensus is no name but a word, and so in the report's language."""
    return _say(inputs, {"id": "konsensus", "en": "consensus"}) if coder.id == CONSENSUS else coder.id


def facts(inputs: Inputs) -> tuple[tuple[str, str], ...]:
    """(label, text) pairs: cases, kinds of evidence, coders, codebook, documents, and the work that the study reads."""
    provenances = sorted({document.provenance for document in inputs.documents.values()})
    coders = ", ".join(
        f"{_coder(inputs, coder)} ({word(coder.kind, inputs.language, inputs.words)})" for coder in inputs.coders
    )
    pairs = (
        (word("cases", inputs.language, inputs.words), ", ".join(inputs.case_name(case) for case in inputs.case_ids)),
        (_say(inputs, _EVIDENCE), ", ".join(word(one, inputs.language, inputs.words) for one in provenances)),
        (_say(inputs, _CODERS), coders),
        (_say(inputs, _CODEBOOK), _say(inputs, _VERSION, n=inputs.codebook.version)),
        (_say(inputs, _DOCUMENTS), _say(inputs, _READ, n=len(inputs.documents), done=len(inputs.done))),
        (_say(inputs, _WORK), str(inputs.settings.work.get("citation") or "")),
    )
    return tuple((name, text) for name, text in pairs if text)


def _say(inputs: Inputs, texts: dict[str, str], **values: Any) -> str:
    return pick(texts, inputs.language).format(model=word("model", inputs.language, inputs.words), **values)


_EVIDENCE, _CODERS = {"id": "Bukti", "en": "Evidence"}, {"id": "Pengode", "en": "Coders"}
_CODEBOOK, _DOCUMENTS = {"id": "Buku kode", "en": "Codebook"}, {"id": "Dokumen", "en": "Documents"}
_WORK, _VERSION = {"id": "Sumber", "en": "Work"}, {"id": "versi {n}", "en": "version {n}"}
_READ = {"id": "{n}, di antaranya {done} dikode sampai selesai", "en": "{n}, of which {done} coded to the end"}
