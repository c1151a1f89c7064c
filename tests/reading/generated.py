"""200 transcripts and what is true of them: formats x shapes of labels x shapes of times x noise x languages.

Written without a look at the recogniser. The same number gives the same file, byte by byte (PDF: the same pages).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

import generated_files as files
from generated_shapes import AROUND, OF_MARKDOWN, OWN_LINE, PEOPLE, PLACES, TIMES, Paragraph, When, lines, people
from generated_talk import ASIDES, Said, bank, hold, timed

COUNT = 200
# how often a format comes in 50 files
FORMATS = (
    ["txt"] * 15 + ["md"] * 5 + ["docx"] * 7 + ["docx table"] * 2 + ["odt"] * 4 + ["vtt"] * 4 + ["srt"] * 3 + ["pdf"] * 3
    + ["csv"] * 2 + ["html"] * 2 + ["rtf"] * 2 + ["json"]
)  # fmt: skip
LANGUAGES = ["id"] * 5 + ["en"] * 4 + ["fr"]
NOISE = ("empty lines", "double blanks", "soft hyphens", "BOM", "CRLF", "asides", "aside lines", "head", "mail", "end", "wrapped", "colons")
PAPER_NOISE = ("double blanks", "soft hyphens", "asides", "aside lines", "head", "end", "colons", "page heads")
VOICES = ("voice", "colon", "square", "first cue only", "none", "rolling")


@dataclass(frozen=True)
class Sample:
    """A file and its truth. `nameless`: the file names nobody, only who is the same. `voiceless`: not even that.

    `beside` are lines that nobody said. `names` gives each speaker all that the file writes for this person.
    """

    name: str
    data: bytes
    format: str
    label: str
    people: str
    time: str
    noise: tuple[str, ...]
    language: str
    turns: tuple[Said, ...]
    beside: tuple[str, ...]
    names: dict[str, tuple[str, ...]]
    nameless: bool = False
    voiceless: bool = False


def generate(count: int = COUNT, seed: int = 16) -> Iterator[Sample]:
    """The samples in order; each depends on its own number alone."""
    for number in range(count):
        yield sample(number, Random(f"{seed}-{number}"))


def sample(number: int, rng: Random) -> Sample:
    format = FORMATS[(number * 7) % len(FORMATS)]  # 7 and 50 have no common part: every format early and late
    language = LANGUAGES[(number * 3 + number // 10) % len(LANGUAGES)]
    if format in ("vtt", "srt", "json", "csv", "docx table"):
        return of_machines(number, format, language, rng)
    return on_paper(number, format, language, rng)


def fits(shape: str, who: str, format: str) -> bool:
    """Whether a label of this kind can be told from speech in this shape and format, by a person too."""
    if shape in ("bold alone", "bold alone above", "bold label"):
        return format in ("docx", "odt", "html", "rtf", "md") and who != "full name at first"
    if shape == "heading":
        return format in ("docx", "odt", "html", "md") and who != "full name at first"
    if shape in ("hash", "hash and colon", "at", "greater-than", "alone above", "curly", "angle", "round", "dash", "bar"):
        if who in ("brackets", "phones", "full name at first", "lower"):
            return False
    if format == "md" and shape in ("angle", "hash", "hash and colon", "bullet", "bar", "numbered lines", "alone above"):
        return False  # other meanings there
    if format == "html" and shape in ("tab", "colon and tab"):
        return False
    if format == "md" and who == "digits" and shape in ("tab", "dash", "greater-than"):
        return False
    if shape in ("several in a line", "numbered questions"):
        return who in ("roles", "names", "initials", "speakers") and format in ("txt", "docx", "odt", "rtf")
    if shape == "escaped stars":
        return format in ("txt", "md", "docx")
    if who == "full name at first":
        return shape in ("colon", "blank and colon", "tab", "colon and tab", "bold label", "stars")
    return not (shape == "numbered lines" and who == "digits")


def chosen(number: int, format: str, rng: Random) -> tuple[str, str, When]:
    """The shape in turn, so that each comes again and again; kind of label and time at random among those that fit."""
    shapes = [*AROUND, *OWN_LINE, "several in a line", "numbered lines", "bold alone", "numbered questions", "colon", "colon"]
    while True:
        shape, who = rng.choice(shapes), rng.choice(list(PEOPLE))
        if shape in ("bold alone", "numbered questions", "several in a line"):
            who = "roles" if shape == "numbered questions" else rng.choice(["roles", "names", "initials", "speakers"])
        if not fits(shape, who, format):
            continue
        when = When()
        if rng.random() < 0.6 and shape not in ("bold alone", "several in a line", "numbered lines", "numbered questions"):
            when = When(rng.choice(TIMES), rng.choice(PLACES))
        if shape in OWN_LINE and when.time:
            when = When(when.time if when.time not in ("f4", "date") else "minutes", "in the label")
        if when.time == "f4":
            when = When("f4", rng.choice(["before, bare", "after the colon", "at the end"]))
        if when.time == "date":
            when = When("date", "before")
        if when.time == "range" and when.place == "glued to the label":
            when = When("range", "before")
        if shape in ("round", "bullet", "greater-than") and when.place in ("in the label", "glued to the label", "glued before"):
            continue
        if who in ("phones", "digits", "brackets") and when.place in ("before, bare", "glued before", "in the label", "glued to the label"):
            continue
        return shape, who, when


def written(said: list[Said], shape: str, who: str, rng: Random) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """How each turn writes its label, and all that is written for each speaker."""
    if who != "full name at first":
        if shape == "numbered questions":
            counts: dict[str, int] = {}
            out = []
            for one in said:
                letter = "Q" if one.role == "interviewer" else "A"
                counts[letter] = counts.get(letter, 0) + 1
                out.append(f"{letter}{counts[letter]}")
            return out, {one.speaker: ("Q" if one.role == "interviewer" else "A",) for one in said}
        return [one.speaker for one in said], {one.speaker: (one.speaker,) for one in said}
    short = {name: "".join(part[0] for part in name.split()) for name in {one.speaker for one in said}}
    seen: set[str] = set()
    out = []
    for one in said:
        out.append(short[one.speaker] if one.speaker in seen else f"{one.speaker} ({short[one.speaker]})")
        seen.add(one.speaker)
    return out, {name: (name, letters, f"{name} ({letters})") for name, letters in short.items()}


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
COLONS = {"id": "Masalahnya begini: uangnya tidak cukup.", "en": "The thing is: there is no money.", "fr": "Le problème est simple : pas d'argent."}


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


def on_paper(number: int, format: str, language: str, rng: Random) -> Sample:
    shape, who, when = chosen(number, format, rng)
    if shape == "bold alone":
        language = "en" if language == "fr" else language
    interviewers, informants = people(rng, who, language)
    if shape in ("bold alone", "numbered questions"):
        interviewers, informants = interviewers[:1], informants[:1]
    noise = set(rng.sample(NOISE if format == "txt" else PAPER_NOISE, rng.choice([0, 1, 1, 2, 3])))
    if shape in ("several in a line", "bold alone"):
        noise -= {"aside lines", "end", "colons", "wrapped", "mail"}
    if format in ("md", "html", "pdf", "rtf"):
        noise -= {"soft hyphens"}
    if format not in ("pdf", "docx"):
        noise -= {"page heads"}
    said = hold(rng, language, interviewers, informants, rng.randint(4, 9))
    said = timed(rng, said, rng.choice([0.0, 1.0, 4.0, 3590.0, 36922.0 if when.time == "date" else 12.0]), when.time in ("tenths", "thousandths", "f4"))
    if when.time == "minutes":
        said = [replace(one, start=(one.start or 0) % 3000, end=(one.end or 0) % 3000) for one in said]
    said = disturbed(said, noise, language, rng)
    labels, names = written(said, shape, who, rng)
    if format in ("docx", "odt", "html", "rtf") and shape in OF_MARKDOWN:
        shape = "colon"
    paragraphs = [smudged(p, noise) if k % 2 or shape not in OWN_LINE else p for k, p in enumerate(lines(said, labels, shape, when))]
    if shape != "several in a line":
        paragraphs = with_maybe(said, paragraphs)
    beside = (MAILS[language] if "mail" in noise else []) + (HEADS[language] if "head" in noise else [])
    paragraphs = [Paragraph(((line, False),)) for line in beside] + paragraphs
    head = "Proyek Layanan 2023 rahasia" if "page heads" in noise else ""
    data = printed(format, paragraphs, head, noise, rng)
    turns = tuple(when.known(one) for one in said)
    told = (*beside, head) if head else tuple(beside)
    return Sample(
        f"talk-{number:03}.{format}", data, format, shape, who, when.name, tuple(sorted(noise)), language, turns, told,
        names, nameless=shape == "bold alone",
    )  # fmt: skip


def printed(format: str, paragraphs: list[Paragraph], head: str, noise: set[str], rng: Random) -> bytes:
    makers: dict[str, Callable[[], str | bytes]] = {
        "txt": lambda: files.txt(paragraphs, rng.random() < 0.6 or "wrapped" in noise, "wrapped" in noise),
        "md": lambda: files.md(paragraphs),
        "html": lambda: files.html(paragraphs),
        "rtf": lambda: files.rtf(paragraphs),
        "pdf": lambda: files.pdf(paragraphs, head),
        "odt": lambda: files.odt(paragraphs),
        "docx": lambda: files.docx("".join(map(files.word_paragraph, paragraphs)), head),
    }
    made = makers[format]()
    if isinstance(made, bytes):
        return made
    if "empty lines" in noise:
        made = made.replace("\n\n", "\n\n\n\n", 3)
    return coded(made, noise)


def coded(text: str, noise: set[str]) -> bytes:
    if "CRLF" in noise:
        text = text.replace("\n", "\r\n")
    return text.encode("utf-8-sig" if "BOM" in noise else "utf-8")


def of_machines(number: int, format: str, language: str, rng: Random) -> Sample:
    """Captions, JSON and tables: the shape is the machine's, not the typist's."""
    who = rng.choice(["roles", "names", "initials", "speakers", "last, first", "brackets", "degrees", "phones"])
    noise = {one for one in ("BOM", "CRLF") if rng.random() < 0.3} if format in ("vtt", "srt", "csv") else set()
    shape = rng.choice(VOICES if format == "vtt" else VOICES[1:5] if format == "srt" else ["speaker", "speaker", "none"])
    if format in ("csv", "docx table"):
        shape = rng.choice(files.TABLES)
    elif shape in ("colon", "first cue only", "square") and who == "brackets":
        who = "names"
    interviewers, informants = people(rng, who, language)
    said = hold(rng, language, interviewers, informants, rng.randint(4, 9))
    said = timed(rng, said, rng.choice([0.0, 2.5, 61.0, 3590.0]), format not in ("csv", "docx table"))
    if format == "json":
        data = files.whisper(rng, said, shape).encode()
    elif format in ("vtt", "srt"):
        data = coded(files.captions(rng, said, shape, format == "vtt"), noise)
    else:
        rows = files.table(said, shape, language)
        csv = files.comma_separated(rows, rng.choice([",", ";", "\t"]))
        data = files.docx(files.word_table(rows), "") if format == "docx table" else coded(csv, noise)
        kept = {"start" if "time" in shape or "start" in shape else "", "end" if "end" in shape else ""}
        said = [replace(one, start=one.start if "start" in kept else None, end=one.end if "end" in kept else None) for one in said]
    silent = shape in ("none", "rolling")
    return Sample(
        f"talk-{number:03}.{format.split()[0]}", data, format, f"{format}: {shape}", who if not silent else "nobody", "cells or cues",
        tuple(sorted(noise)), language, tuple(said), (), {one.speaker: (one.speaker,) for one in said}, nameless=silent, voiceless=silent,
    )  # fmt: skip
