"""200 transcripts and what is true of them: formats x shapes of labels x shapes of times x noise x languages.

Written without a look at the recogniser. The same number gives the same file, byte by byte (PDF: the same pages).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from random import Random

from reading import generated_files as files
from reading.generated_choice import chosen, written
from reading.generated_noise import HEADS, MAILS, NOISE, PAPER_NOISE, disturbed, smudged, with_maybe
from reading.generated_shapes import OF_MARKDOWN, OWN_LINE, Paragraph, lines, people
from reading.generated_talk import Said, hold, timed

COUNT = 200
# how often a format comes in 50 files
FORMATS = (
    ["txt"] * 15 + ["md"] * 5 + ["docx"] * 7 + ["docx table"] * 2 + ["odt"] * 4 + ["vtt"] * 4 + ["srt"] * 3 + ["pdf"] * 3
    + ["csv"] * 2 + ["html"] * 2 + ["rtf"] * 2 + ["json"]
)  # fmt: skip
LANGUAGES = ["id"] * 5 + ["en"] * 4 + ["fr"]
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
    if who == "long" or "tab" in shape:
        noise -= {"wrapped"}  # it would break the label itself
    if format not in ("pdf", "docx"):
        noise -= {"page heads"}
    said = hold(rng, language, interviewers, informants, rng.randint(4, 9))
    said = timed(
        rng,
        said,
        rng.choice([0.0, 1.0, 4.0, 3590.0, 36922.0 if when.time == "date" else 12.0]),
        when.time in ("tenths", "thousandths", "f4"),
    )
    if when.time == "minutes":
        said = [replace(one, start=(one.start or 0) % 3000, end=(one.end or 0) % 3000) for one in said]
    said = disturbed(said, noise, language, rng)
    labels, names = written(said, shape, who, rng)
    if format in ("docx", "odt", "html", "rtf") and shape in OF_MARKDOWN:
        shape = "colon"
    paragraphs = [
        smudged(p, noise) if k % 2 or shape not in OWN_LINE else p
        for k, p in enumerate(lines(said, labels, shape, when))
    ]
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
    shape = rng.choice(
        VOICES if format == "vtt" else VOICES[1:5] if format == "srt" else ["speaker", "speaker", "none"]
    )
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
        said = [
            replace(one, start=one.start if "start" in kept else None, end=one.end if "end" in kept else None)
            for one in said
        ]
    silent = shape in ("none", "rolling")
    return Sample(
        f"talk-{number:03}.{format.split()[0]}", data, format, f"{format}: {shape}", who if not silent else "nobody", "cells or cues",
        tuple(sorted(noise)), language, tuple(said), (), {one.speaker: (one.speaker,) for one in said}, nameless=silent, voiceless=silent,
    )  # fmt: skip
