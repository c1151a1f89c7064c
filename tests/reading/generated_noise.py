"""What stands in files beside the speech, and in the speech without being seen."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from reading.generated_shapes import Paragraph
from reading.generated_talk import ASIDES, Said, bank

NOISE = (
    "empty lines",
    "double blanks",
    "soft hyphens",
    "BOM",
    "CRLF",
    "asides",
    "aside lines",
    "head",
    "mail",
    "end",
    "wrapped",
    "colons",
)
PAPER_NOISE = ("double blanks", "soft hyphens", "asides", "aside lines", "head", "end", "colons", "page heads")

HEADS = {
    "id": ["Transkrip Wawancara", "Tanggal: 12 Mei 2023", "Tempat: Balai Desa Sukamaju", "Lama rekaman: 42 menit"],
    "en": ["Interview transcript", "Date: 12 May 2023", "Location: Town hall, room 4", "Length: 42 minutes"],
    "fr": ["Transcription de l'entretien", "Date : 12 mai 2023", "Lieu : mairie, salle 4", "Durée : 42 minutes"],
}
MAILS = {
    "id": ["Dari: Ratna <ratna@example.org>", "Kepada: tim@example.org", "Perihal: transkrip kemarin"],
    "en": ["From: Helen <helen@example.org>", "To: team@example.org", "Subject: yesterday's transcript"],
    "fr": ["De : Zoé <zoe@example.org>", "À : equipe@example.org", "Objet : transcription"],
}
ENDS = {"id": "--- selesai ---", "en": "[End of recording]", "fr": "[Fin de l'enregistrement]"}
COLONS = {
    "id": "Masalahnya begini: uangnya tidak cukup.",
    "en": "The thing is: there is no money.",
    "fr": "Le problème est simple : pas d'argent.",
}


def disturbed(said: list[Said], noise: set[str], language: str, rng: Random) -> list[Said]:
    """Noise that stands inside the speech."""
    out = list(said)
    if "asides" in noise:
        for k in range(1, len(out), 4):
            words = out[k].text.split(" ")
            words.insert(len(words) // 2, f"[{rng.choice(bank(ASIDES, language))}]")
            out[k] = replace(out[k], text=" ".join(words))
    if "aside lines" in noise:
        for k in range(2, len(out) - 1, 5):
            out[k] = replace(out[k], maybe=f"({rng.choice(bank(ASIDES, language))})")
    if "colons" in noise:
        informants = [k for k, one in enumerate(out) if one.role == "informant"]
        for k in informants[: 2 if len(informants) > 3 else 1]:
            out[k] = replace(out[k], text=f"{COLONS[language]} {out[k].text}")
    if "end" in noise:
        out[-1] = replace(out[-1], maybe=ENDS[language])
    return out


def smudged(paragraph: Paragraph, noise: set[str]) -> Paragraph:
    """Noise that the eye does not see, in the speech only (the last run)."""
    text, bold = paragraph.runs[-1]
    if "soft hyphens" in noise:
        text = " ".join(w[:4] + "\u00ad" + w[4:] if len(w) > 8 and w.isalpha() else w for w in text.split(" "))
    if "double blanks" in noise:
        text = text.replace(". ", ".  ")
    return Paragraph((*paragraph.runs[:-1], (text, bold)), paragraph.style)


def with_maybe(said: list[Said], paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Lines of nobody (asides, the end) after the turn that they follow."""
    per_turn = len(paragraphs) // len(said)
    out: list[Paragraph] = []
    for k, one in enumerate(said):
        out += paragraphs[k * per_turn : (k + 1) * per_turn]
        if one.maybe:
            out.append(Paragraph(((one.maybe, False),)))
    return out
