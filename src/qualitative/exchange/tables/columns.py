"""Which column of a coded table is what: by its name in several languages, else by what it holds. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.errors import ReaderError, did_you_mean

__all__ = ["WHAT", "Columns", "find_columns"]

WHAT = ("document", "code", "quote", "start", "end", "coder", "memo", "date", "text")
# names that tools and people give, in lower case without signs
_NAMES: Mapping[str, tuple[str, ...]] = {
    "document": ("document", "documentname", "documentid", "doc", "source", "sourcename", "file", "filename", "transcript", "dokument", "dokumen", "nazwadokumentu", "dokumentname", "interview", "mediatitle", "medianame", "participant", "respondent", "responden", "documento", "fichier"),
    "code": ("code", "codes", "codename", "codeapplied", "codesapplied", "tag", "tags", "label", "kod", "kode", "codigo", "theme", "highlighttag", "nodename", "node"),
    "quote": ("quote", "quotation", "quotationcontent", "segment", "codedsegment", "codedsegments", "excerpt", "excerptcopy", "fragment", "kutipan", "segmen", "highlight", "segmenttext", "seltext", "content", "coding", "passage", "text", "teks", "response", "answer", "jawaban", "transcription"),
    "start": ("start", "begin", "from", "startposition", "startoffset", "pos0", "selfirst", "beginning", "mulai"),
    "end": ("end", "stop", "to", "endposition", "endoffset", "pos1", "selend", "akhir"),
    "coder": ("coder", "coders", "user", "username", "codedby", "createdby", "owner", "rater", "creator", "pengode", "author", "excerptcreator"),
    "memo": ("memo", "memos", "comment", "comments", "note", "notes", "catatan", "komentar", "komentarz", "kommentar"),
    "date": ("date", "created", "createdat", "creationdate", "creationdatetime", "at", "timestamp", "excerptdate", "tanggal"),
}  # fmt: skip
_WIDE = re.compile(r"(?:codes?|kod[ey]?|tags?|labels?|themes?|nodes?)[ _.\-]*\d{1,3}", re.IGNORECASE)
_MARKS = {"0", "1", "", "x", "true", "false", "yes", "no", "ya", "tidak"}
YES = {"1", "x", "true", "yes", "ya"}
_SHOWN = 8


@dataclass(frozen=True)
class Columns:
    """Places of columns by what they are; `codes` are those of a wide table, `marks` those of a 0/1 table. `said` tells what was decided."""

    places: Mapping[str, int]
    codes: tuple[int, ...] = ()
    marks: tuple[int, ...] = ()
    said: tuple[str, ...] = field(default=())


def find_columns(rows: Sequence[Sequence[str]], wished: Mapping[str, str], name: str) -> Columns:
    """The columns of a table, whose first row names them. Raises ReaderError where code or words can't be told, with the way out."""
    head = [cell.strip() for cell in rows[0]]
    places = _wished(head, wished, name)
    for what, known in _NAMES.items():
        if what not in places:
            free = [n for n, cell in enumerate(head) if n not in places.values() and not _WIDE.fullmatch(cell)]
            best = [n for word in known for n in free if _plain(head[n]) == word]
            if best:
                places[what] = best[0]
    codes = tuple(n for n, cell in enumerate(head) if _WIDE.fullmatch(cell) and n not in places.values())
    marks = () if codes or "code" in places else _mark_columns(rows, places)
    guessed = []
    if "quote" not in places:
        place = _longest(rows, {*places.values(), *codes, *marks})
        if place is not None:
            places["quote"] = place
            guessed.append(f"the words are taken from {head[place]!r}, which holds the longest texts")
    if "code" not in places and not codes and not marks:
        place = _repeated(rows, set(places.values()))
        if place is not None:
            places["code"] = place
            guessed.append(f"the codes are taken from {head[place]!r}, whose values repeat")
    if ("code" not in places and not codes and not marks) or (
        "quote" not in places and not {"start", "end"} <= set(places)
    ):
        lacking = "codes" if "code" not in places and not codes and not marks else "words"
        raise ReaderError(
            f"{name}: no column can be told to hold the {lacking} (there are {', '.join(map(repr, head[:_SHOWN]))}); say"
            " which, such as --columns code=Kod,quote=Fragment"
        )
    used = {what: head[place] for what, place in places.items()}
    shape = (
        f"{len(codes)} columns of codes"
        if codes
        else f"{len(marks)} columns of 0 and 1"
        if marks
        else "one coding a row"
    )
    said = f"columns: {', '.join(f'{what} = {column!r}' for what, column in used.items())}; {shape}"
    return Columns(places, codes, marks, (said, *guessed))


def _wished(head: Sequence[str], wished: Mapping[str, str], name: str) -> dict[str, int]:
    found = {}
    for what, column in wished.items():
        if what not in WHAT:
            raise ReaderError(f"--columns {what!r} is nothing that a table is read for; {did_you_mean(what, WHAT)}")
        if column not in head:
            raise ReaderError(f"{name}: there is no column {column!r}; {did_you_mean(column, head)}")
        found["quote" if what == "text" else what] = head.index(column)
    return found


def _plain(name: str) -> str:
    return "".join(c for c in name.casefold() if c.isalnum())


def _mark_columns(rows: Sequence[Sequence[str]], places: Mapping[str, int]) -> tuple[int, ...]:
    """Columns that hold nothing but 0 and 1 (or x, yes, no), and both or at least one yes."""
    found = []
    for n in range(len(rows[0])):
        values = {row[n].strip().casefold() for row in rows[1:]}
        if n not in places.values() and values <= _MARKS and values & YES and rows[0][n].strip():
            found.append(n)
    return tuple(found)


def _longest(rows: Sequence[Sequence[str]], used: set[int]) -> int | None:
    """The column with the longest texts, if these are texts."""
    lengths = {n: sum(len(row[n]) for row in rows[1:]) / (len(rows) - 1) for n in range(len(rows[0])) if n not in used}
    best = max(lengths, key=lambda n: lengths[n], default=None)
    return best if best is not None and lengths[best] >= 15 else None


def _repeated(rows: Sequence[Sequence[str]], used: set[int]) -> int | None:
    """The one column of short texts that repeat most, if it is one."""
    shares: list[tuple[float, int]] = []
    for n in range(len(rows[0])):
        values = [row[n].strip() for row in rows[1:] if row[n].strip()]
        words = [value for value in values if any(c.isalpha() for c in value) and len(value) <= 120]
        if n not in used and len(values) >= (len(rows) - 1) / 2 and len(words) == len(values) and len(set(values)) > 1:
            shares.append((len(set(values)) / len(values), n))
    shares.sort()
    if not shares or shares[0][0] > 0.8 or (len(shares) > 1 and shares[1][0] < 0.8):
        return None
    return shares[0][1]
