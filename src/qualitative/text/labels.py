"""Speaker labels and timestamps at the start of a line, in the ways in which people and transcription tools write them. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Opening", "clock", "is_name", "parse_opening", "role_of"]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_INTERVIEWER = _words(
    "p i q t pw int tanya penanya pertanyaan pewawancara peneliti interviewer moderator researcher fasilitator facilitator enumerator"
    " question"
)
_INFORMANT = _words(
    "a j n r s inf res jawab jawaban penjawab informan informant responden respondent narasumber peserta partisipan participant"
    " interviewee answer warga petugas"
)
# words that stand before a colon in a transcript's head or in prose, and name nobody
_NOBODY = _words(
    "catatan catatan lapangan sumber email e-mail kata kunci keywords note notes source tabel gambar contoh misalnya tanggal hari lokasi"
    " tempat waktu date place location time topik topic subjek judul title durasi duration transkrip transcript file berkas pukul jam tel"
    " telepon alamat address nomor no lihat yaitu yakni antara keterangan kesimpulan saran abstrak abstract pertama kedua ketiga"
)
_TIME = r"[\[(<#]?[ ]?(?P<{0}>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?)(?:-\d)?[ ]?[\])>#]?"
_BARE = r"(?<!\w)(?P<{0}>\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?)"
_NAME = r"(?P<label>[^\W\d_][^:\n\[\]<>*]{0,38}?)"
_MARKS = r"[ \t]*(?:[*_]{1,3})?"
_BEFORE = re.compile(rf"{_MARKS}(?:{_TIME.format('time')})[ \t]*(?:[-–—|][ \t]*)?")
_COLON = re.compile(
    rf"[ \t]*(?P<bold>[*_]{{1,3}})?{_NAME}(?:[ \t]*[\[(]{_BARE.format('after')}[\])])?[ \t]*(?:[*_]{{1,3}})?[ \t]*:(?:[*_]{{1,3}})?(?=\s|$)[ \t]*"
)
_VOICE = re.compile(r"[ \t]*<v(?:\.[^\s>]{0,80})?\s+(?P<label>[^>:\n]{1,39})>[ \t]*", re.IGNORECASE)
_ALONE = re.compile(rf"{_MARKS}{_NAME}[ \t]*(?:[*_]{{1,3}})?[ \t]*(?:[\[(]?{_BARE.format('after')}[\])]?)?[ \t]*$")
_ROLE = re.compile(r"(?P<name>.+?)[ \t]*[(/][ \t]*(?P<role>[^()/]+?)[ \t]*\)?")


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands before the speech on a line. `kind`: colon, voice, alone (a label on its own line), or time (no label)."""

    kind: str
    end: int
    label: str = ""
    time: str | None = None
    role: str | None = None
    bold: bool = False


def parse_opening(line: str) -> Opening | None:
    """The label and timestamp that open a line, or None.

    >>> parse_opening("[00:01:02] Budi (Pewawancara): Apa kabar?")
    Opening(kind='colon', end=31, label='Budi', time='00:01:02', role='interviewer', bold=False)
    """
    before = _BEFORE.match(line)
    time, position = (clock(before["time"]), before.end()) if before else (None, 0)
    if before and position < len(line) and not line[position - 1].isspace() and line[position - 1] not in "])>#-–—|":
        time, position = None, 0  # 10:30-an is a word of the text
    match = _VOICE.match(line, position)
    kind = "voice" if match else "colon"
    match = match or _COLON.match(line, position)
    if match is None:
        match, kind = _ALONE.match(line, position), "alone"
    if match is None or not match["label"].strip():
        return Opening("time", position, time=time) if time else None
    found = match.groupdict()
    label, role = _named(match["label"].strip())
    after = clock(found["after"]) if found.get("after") else None
    return Opening(kind, match.end(), label, time or after, role, bool(found.get("bold")))


def clock(time: str) -> str:
    """`HH:MM:SS` from `M:SS`, `MM:SS`, `H:MM:SS`, fractions dropped.

    >>> clock("1:02"), clock("00:01:02.500")
    ('00:01:02', '00:01:02')
    """
    parts = re.split(r"[.,]", time)[0].split(":")
    return ":".join(part.zfill(2) for part in ["00"] * (3 - len(parts)) + parts)


def role_of(label: str) -> str | None:
    """interviewer or informant where the label says so, else None.

    >>> role_of("Pewawancara 2"), role_of("NH"), role_of("P1")
    ('interviewer', None, 'informant')
    """
    words = re.sub(r"[\s._-]*\d+$", "", label.strip()).lower()
    if words in ("p", "i") and words != label.strip().lower():
        return "informant"  # numbered, P is a participant (peserta) and I an informant
    if words in _INTERVIEWER:
        return "interviewer"
    if words in _INFORMANT:
        return "informant"
    known = [word for word in words.split() if len(word) > 3 and word in _INTERVIEWER | _INFORMANT]
    return role_of(known[0]) if known and known[0] != words else None


def is_name(label: str) -> bool:
    """Whether a label could name a speaker: few words, each with a capital or a digit, none of those that head notes.

    >>> is_name("Bu Ani"), is_name("So I would say that"), is_name("Tanggal")
    (True, False, False)
    """
    words = label.split()
    if not 1 <= len(words) <= 5 or re.search(r"[?!;,“”\"]", label) or all(word.lower() in _NOBODY for word in words):
        return False
    return bool(role_of(label)) or all(
        word[0].isupper() or word[0].isdigit() or not word[0].isalpha() or not word.islower() for word in words
    )


def _named(label: str) -> tuple[str, str | None]:
    """(name, role) of `Budi (Pewawancara)`; a parenthesis that names no role stays part of the label."""
    label = " ".join(label.split()).strip("*_ ")
    match = _ROLE.fullmatch(label)
    if match and role_of(match["role"]) and len(match["role"]) > 2:
        return match["name"].strip(), role_of(match["role"])
    return label, None
