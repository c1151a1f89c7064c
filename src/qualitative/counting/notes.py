"""What must be told of how codings were counted, as sentences in the languages of reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualitative.counting.choosing import NOBODY, SEVERAL
from qualitative.counting.picking import REASONS
from qualitative.counting.records import CountRules
from qualitative.counting.result import Note
from qualitative.counting.table import Groups, Known

__all__ = ["TEXTS", "notes_of"]

TEXTS = {
    "several": {
        "id": "{n} pengodean pada {d} dokumen berasal dari bagian yang dibaca beberapa orang dan tidak satu pun didahulukan; jumlahnya berupa rentang dari yang disepakati sampai yang diberi siapa saja.",
        "en": "{n} codings in {d} documents are from stretches that several persons read and none of them comes first; what they count is a range from agreed to any.",
    },
    "nobody": {
        "id": "{n} pengodean pada {d} dokumen dihitung meskipun tidak seorang pun menandai bagiannya selesai; di sana tidak ada yang disebut tidak ditemukan.",
        "en": "{n} codings in {d} documents count though nobody marked their stretch as done; nothing is called absent there.",
    },
    "across": {
        "id": "{n} pengodean pada {d} dokumen melewati batas dan tidak dipilih oleh sisi mana pun; semuanya dihitung.",
        "en": "{n} codings in {d} documents cross a border and no side chose them; they count.",
    },
    "joined": {
        "id": "{n} kali pada {d} dokumen, pengodean satu kode bertumpang tindih melewati batas dan dihitung sekali.",
        "en": "{n} times in {d} documents, codings of one code overlap across a border and count once.",
    },
    "newer": {
        "id": "{n} pengodean pada {d} dokumen lebih baru daripada keputusan tentang kodenya di tempat itu; keputusan itu tidak mengubahnya.",
        "en": "{n} codings in {d} documents are newer than the decision on their code in that place; the decision does not change them.",
    },
    "no-document": {
        "id": "{n} pengodean tidak dihitung: dokumennya tidak ada dalam korpus.",
        "en": "{n} codings do not count: their document is not in the corpus.",
    },
    "no-code": {
        "id": "{n} pengodean pada {d} dokumen tidak dihitung: kodenya tidak ada dalam versi buku kode ini.",
        "en": "{n} codings in {d} documents do not count: their code is not defined in this version of the codebook.",
    },
    "unseen": {
        "id": "{n} pengodean hasil pencarian pada {d} dokumen tidak dihitung sampai seseorang melihatnya.",
        "en": "{n} codings in {d} documents were made by a search, and do not count until a person has looked at them.",
    },
    "doubtful": {
        "id": "{n} pengodean pada {d} dokumen tidak dihitung: tempatnya meragukan.",
        "en": "{n} codings in {d} documents do not count: their place is doubtful.",
    },
    "lost": {
        "id": "{n} pengodean pada {d} dokumen tidak dihitung: kata-katanya tidak ada lagi dalam teks.",
        "en": "{n} codings in {d} documents do not count: their words are no longer in the text.",
    },
    "pilot": {
        "id": "{n} pengodean dari putaran uji coba pada {d} dokumen tidak dihitung.",
        "en": "{n} codings of pilot rounds in {d} documents do not count.",
    },
    "model": {
        "id": "{n} pengodean oleh model pada {d} dokumen tidak dihitung; hanya model dalam count.models yang dihitung.",
        "en": "{n} codings by models in {d} documents do not count; only models that count.models names do.",
    },
    "loose-consensus": {
        "id": "{n} pengodean konsensus pada {d} dokumen tidak dihitung: tidak menyelesaikan apa pun, dan konsensus tidak menandai bagian itu selesai untuk kodenya.",
        "en": "{n} codings of the consensus in {d} documents do not count: they settle nothing, and the consensus did not mark that stretch as done for their code.",
    },
    "waiting": {
        "id": "{n} pengodean pada {d} dokumen menunggu keputusan: kodenya dipecah, dan belum ditentukan bagian yang mana; di sana tidak satu bagian pun disebut tidak ditemukan.",
        "en": "{n} codings in {d} documents wait for a decision: their code was split, and nobody has said which part they are; no part is called absent there.",
    },
    "who-model": {
        "id": "{n} pengode dalam count.who adalah model yang tidak disebut count.models, dan dilewati.",
        "en": "{n} coders in count.who are models that count.models does not name, and are passed over.",
    },
}
_LEFT_OUT = ("no-document", "no-code", "unseen", "doubtful", "pilot", "model", "loose-consensus")


def notes_of(
    known: Known, groups: Groups, rules: CountRules, lost: Sequence[str], waiting: Collection[str]
) -> tuple[Note, ...]:
    """The notes that hold, in a fixed order."""
    codings, picks = known.codings, known.picks
    kinds = {
        "several": picks.rule == SEVERAL,
        "nobody": picks.rule == NOBODY,
        "across": picks.across,
        "joined": groups.across_borders(known.piece),
        "newer": known.decided.newer & (picks.rule > 0),
        "waiting": codings.table["id"].isin(list(waiting)).to_numpy() & (picks.rule > 0),
        **{reason: picks.reason == REASONS.index(reason) for reason in _LEFT_OUT},
    }
    names = codings.table["document"].to_numpy(object)
    made = [_note(kind, names[holds]) for kind, holds in kinds.items()]
    silent = [coder for coder in dict.fromkeys(rules.who) if not codings.coders.counts(coder)]
    made += [_note("lost", lost), _note("who-model", silent)]
    return tuple(note for note in made if note.n)


def _note(kind: str, where: Sequence[str]) -> Note:
    names = () if kind == "who-model" else tuple(sorted(set(where)))
    text = {language: text.format(n=len(where), d=len(names)) for language, text in TEXTS[kind].items()}
    return Note(kind, len(where), names, text)
