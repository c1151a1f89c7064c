"""What every reader gives back, the limits that keep a hostile file from filling memory, and the count of its words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from qualitative.corpus.readers.encodings import CANDIDATES, guess_encoding, known_encoding
from qualitative.errors import ReaderError
from qualitative.text.folding import INVISIBLE, bare
from qualitative.text.recognising.accounting import Aside, balance, told_asides

__all__ = [
    "FILE_LIMIT", "PAGE", "PRIVATE", "STRONG", "TEXT_LIMIT", "WEAK", "Comment", "Raw", "Read", "bounded", "counted", "decoded", "finished", "read_bytes",
]  # fmt: skip

FILE_LIMIT = 50_000_000  # bytes on disk
TEXT_LIMIT = 5_000_000  # characters; three books, or fifty hours of speech
# between a reader and `finished` the text bears marks of its own: bold from STRONG to WEAK, and where a page begins
STRONG, WEAK, PAGE = "\x02", "\x03", "\x1c"
PRIVATE = re.compile("[\ue000-\uf8ff]")  # letters that mean something in one font alone
_MESSENGERS = re.compile("(?<=: )\u200e")
_HELD = str.maketrans(
    {STRONG: "\ue002", WEAK: "\ue003", PAGE: "\ue01c"}
)  # so that they outlive other control characters


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin: its words, who made it, the words that it is on, and what stands before these in the file."""

    text: str
    by: str = ""
    on: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """The text of a file from outside. `unread` says what was in it and is not in the text; `notes` what was decided.

    `asides` are the single things not read, `before` all words of the file, found in another way than the text was.
    """

    text: str
    format: str
    unread: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    meta: Mapping[str, Any] = field(default_factory=dict)
    asides: tuple[Aside, ...] = ()
    comments: tuple[Comment, ...] = ()
    before: str | None = None
    taken: tuple[str, ...] = ()  # words of `before` that the text holds in another form, such as times
    strong: Mapping[int, tuple[int, int]] = field(
        default_factory=dict
    )  # line (from 1) -> the first stretch of it that is bold
    marked: Mapping[int, int] = field(
        default_factory=dict
    )  # line -> where on it a messenger's mark of its own words stands, right behind a colon
    pages: tuple[int, ...] = ()  # line on which each page begins, the first page's first


class Read(Protocol):
    """What every reader is: the text of the bytes of a file, `name` for what it tells, `encoding` where a person says one.

    Raises ReaderError for what is broken, locked or no file of its formats.
    """

    def __call__(self, data: bytes, name: str, encoding: str | None = None) -> Raw: ...


def read_bytes(path: Path) -> bytes:
    """The bytes of a regular file. Raises ReaderError when there is none, or `bounded` says so."""
    if not path.exists():
        raise ReaderError(f"{path}: there is no such file; check the name")
    if path.is_dir():
        raise ReaderError(f"{path}: this is a folder; name the files in it, such as {path}/*.docx")
    if not path.is_file():
        raise ReaderError(f"{path}: this is not a regular file; copy its content into one")
    try:
        _check_size(path.stat().st_size, path.name)
        data = path.read_bytes()
    except OSError as failure:
        raise ReaderError(f"{path}: can't be read: {failure.strerror}; check who may read it") from None
    return bounded(data, path.name)


def bounded(data: bytes, name: str) -> bytes:
    """The bytes of a file as they are. Raises ReaderError where they are more than are read, or nothing at all."""
    _check_size(len(data), name)
    if not data.strip(b"\0 \t\r\n"):
        raise ReaderError(f"{name}: the file is empty; nothing to add")
    return data


def _check_size(size: int, name: str) -> None:
    if size > FILE_LIMIT:
        limit = FILE_LIMIT // 1_000_000
        raise ReaderError(f"{name}: {size / 1e6:.0f} MB is more than the {limit} MB that are read; split the file")


def decoded(data: bytes, name: str, encoding: str | None = None) -> tuple[str, tuple[str, ...]]:
    """(text, what to tell of its encoding). Raises ReaderError for what is no text, or not in the `encoding` that a person said."""
    if encoding:
        codec = known_encoding(encoding)
        if codec is None:
            raise ReaderError(
                f"{name}: --encoding {encoding!r} is not known; use utf-8, utf-16, or one of {', '.join(CANDIDATES)}"
            )
        return _strict(data, name, codec, encoding), ()
    guessed = guess_encoding(data)
    if guessed is None:
        raise ReaderError(
            f"{name}: this looks binary, not like text; save it as .txt or .docx from the program that made it"
        )
    text = _strict(data, name, guessed.codec, guessed.name or guessed.codec)
    return text, ((guessed.told(),) if guessed.told() else ())


def counted(number: int, one: str, many: str = "") -> tuple[str, ...]:
    """`("2 pictures",)`, or nothing for 0.

    >>> counted(2, "picture"), counted(0, "picture")
    (('2 pictures',), ())
    """
    return (f"{number} {one if number == 1 else many or one + 's'}",) if number else ()


def finished(raw: Raw, name: str, note: str = "") -> Raw:
    """NFC, LF, nothing invisible, no more than one blank line together, and the words counted. Raises ReaderError when no text is left."""
    held = _MESSENGERS.sub("\ue00e", re.sub(r"[\ue002\ue003\ue00e\ue01c]", "\ufffd", raw.text).translate(_HELD))
    text, counts = _made_plain(held)
    body, strong, pages, marked = _lines(text)
    if not any(character.isalnum() for character in body):
        _refuse(raw, name)
    if len(body) > TEXT_LIMIT:
        raise ReaderError(
            f"{name}: {len(body):,} characters are more than the {TEXT_LIMIT:,} of one document; split the file"
        )
    told = ", ".join(text for what, number in counts.items() for text in counted(number, what))
    private = len(PRIVATE.findall(body))
    notes = (
        *((note,) if note else ()),
        *raw.notes,
        *((f"{told} made plain",) if told else ()),
        *counted(private, "letter is shown by one font alone", "letters are shown by one font alone"),
    )
    unread = (*raw.unread, *told_asides(raw.asides), *_unaccounted(raw, body))
    return replace(raw, text=body + "\n", notes=notes, unread=unread, strong=strong, pages=pages, marked=marked)


def _made_plain(text: str) -> tuple[str, dict[str, int]]:
    """(text in NFC with LF, without invisible or control characters and with plain blanks; how many there were, by kind)."""
    lined = re.sub(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]", "\n", text)
    # control characters and lone surrogates carry nothing a person reads, and YAML and JSON choke on them
    kept = re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]", "", lined)
    made = kept if kept.isascii() else unicodedata.normalize("NFC", bare(kept).text).replace("\u2011", "-")
    soft = kept.count("\xad") if made is not kept else 0
    hidden = (
        sum(len(found) for found in INVISIBLE.findall(kept)) - len(INVISIBLE.findall(made)) if made is not kept else 0
    )
    blanks = len(re.findall(r"[^\S\x00-\x7f]", kept)) if made is not kept else 0
    return made, {"soft hyphen": soft, "invisible character": hidden - soft, "unusual space": blanks}


def _strict(data: bytes, name: str, codec: str, called: str) -> str:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        raise ReaderError(
            f"{name}:{line}: not {called.removesuffix('-sig').upper()} (byte 0x{data[failure.start]:02x}); name another with --encoding, or leave it out"
        ) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise ReaderError(f"{name}:{line}: holds NUL characters; this is binary, not text; save it as UTF-8 text")
    return text.translate({ord(mark): None for mark in (STRONG, WEAK, PAGE)}).removeprefix("\ufeff")


def _lines(text: str) -> tuple[str, dict[int, tuple[int, int]], tuple[int, ...], dict[int, int]]:
    """(text without its marks, line -> its first bold stretch, lines on which pages begin, line -> where a messenger's mark stood)."""
    kept: list[str] = []
    strong: dict[int, tuple[int, int]] = {}
    pages: list[int] = []
    marked: dict[int, int] = {}
    bold = False
    for line in text.split("\n"):
        pages += [len(kept) + 1] * line.count("\ue01c")
        plain, span, bold = _bold(line.replace("\ue01c", ""), bold)
        mark = plain.find("\ue00e")
        plain = plain.replace("\ue00e", "").rstrip()
        if plain or (kept and kept[-1]):
            kept.append(plain)
            if mark >= 0:
                marked[len(kept)] = mark
            if span and plain:
                strong[len(kept)] = (span[0], min(span[1], len(plain)))
    return "\n".join(kept).strip("\n"), strong, tuple(max(n, 1) for n in pages), marked


def _bold(line: str, bold: bool) -> tuple[str, tuple[int, int] | None, bool]:
    """(line without marks, its first bold stretch with letters, whether bold goes on); stretches that touch are one."""
    if not bold and "\ue002" not in line:
        return line.replace("\ue003", ""), None, False
    parts: list[str] = []
    at = 0
    spans: list[tuple[int, int]] = []
    for piece in re.split("([\ue002\ue003])", line):
        if piece in ("\ue002", "\ue003"):
            bold = piece == "\ue002"
            continue
        if bold and piece.strip():
            if spans and not "".join(parts)[spans[-1][1] :].strip():
                spans[-1] = (spans[-1][0], at + len(piece))
            else:
                spans.append((at, at + len(piece)))
        parts.append(piece)
        at += len(piece)
    return "".join(parts), spans[0] if spans else None, bold


def _unaccounted(raw: Raw, body: str) -> tuple[str, ...]:
    """Words of the file that are neither in the text nor among what was set aside: a reader that loses some can't do so silently."""
    if raw.before is None:
        return ()
    sums = balance(
        _made_plain(raw.before)[0], [body], [*(_made_plain(aside.text)[0] for aside in raw.asides), *raw.taken]
    )
    number = sum(sums.lost.values())
    shown = ", ".join(list(sums.lost)[:5]) + (", …" if len(sums.lost) > 5 else "")
    return (f"{number} word{'s' * (number > 1)} that the file holds elsewhere ({shown})",) if number else ()


def _refuse(raw: Raw, name: str) -> None:
    """No text: what there is instead decides the advice."""
    holds: Sequence[str] = (*raw.unread, *told_asides(raw.asides))
    if not holds:
        raise ReaderError(
            f"{name}: it holds no text; type the text into a file, or run text recognition (OCR) on a scan first"
        )
    words = any(re.search(r"\w", aside.text) for aside in raw.asides)
    way = (
        "copy that text into the body of the document"
        if words
        else "type the text into a file, or run text recognition (OCR) on it first"
    )
    raise ReaderError(f"{name}: it holds only {', '.join(holds)}; {way}")
