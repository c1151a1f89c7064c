"""RTF before pandoc reads it: letters by number and by code page as letters of UTF-8, and its words counted in a way of our own. Pure.

pandoc takes one letter too many where a substitute follows a letter by number (`\\u8220?Ya`), knows no letters beyond 16 bits, and drops
running heads without a word.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field

from qualitative.text.recognising.accounting import Aside
from qualitative.text.recognising.words import word_set

__all__ = ["TAB", "PreparedRtf", "prepared_rtf"]

_TOKEN = re.compile(
    r"\\(?:u(?P<letter>-?\d{1,6}) ?|'(?P<byte>[0-9A-Fa-f]{2})|(?P<word>[A-Za-z]{1,32})(?P<number>-?\d{1,10})? ?|(?P<sign>[^A-Za-z]))"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]{1,1000})|[\r\n]|\\"
)
_BREAKS = word_set("par line tab cell row sect page column softline nestcell nestrow")
_GAPS = word_set("emdash endash emspace enspace qmspace bullet")
_CHARSETS = {
    "128": "cp932", "129": "cp949", "134": "gbk", "136": "big5", "161": "cp1253", "162": "cp1254", "163": "cp1258", "177": "cp1255", "178": "cp1256",
    "186": "cp1257", "204": "cp1251", "222": "cp874", "238": "cp1250", "77": "mac_roman",
}  # fmt: skip
_TWO_BYTES = ("cp932", "cp949", "cp936", "gbk", "big5", "cp950")
_APART = ("footnote", "shptxt")
_UNREAD = {"v": "hidden stretch", "deleted": "deleted stretch", "shptxt": "text box"}
_MANY = {"hidden stretch": "hidden stretches", "deleted stretch": "deleted stretches", "text box": "text boxes"}
# groups that are no text of the body
_UNSEEN = word_set(
    "fonttbl colortbl stylesheet info pict object nonshppict listtext pntext fldinst generator listtable listoverridetable rsidtbl xe tc"
    " sp themedata colorschememapping latentstyles datastore bkmkstart bkmkend filetbl revtbl upr objdata"
)
_BESIDE = {"annotation": "comment"} | {
    f"{kind}{where}": f"page {kind}" for kind in ("header", "footer") for where in ("", "l", "r", "f")
}
TAB = "\ue009"  # pandoc makes a blank of a tab, which may be all that parts label and speech
DEPTH = 2_000  # groups in groups


@dataclass(slots=True)
class _Group:
    """What holds inside one pair of braces: how many substitutes follow a letter by number, and where its words go."""

    skip: int = 1
    kind: str = ""  # empty: the body; "-": unseen; else the kind of aside
    began: bool = False
    starred: bool = False
    apart: bool = False  # a note or a box inside a word
    code_page: str = ""  # of the font that holds here, where it has one of its own
    unread: str = ""  # the kind of what is not text here: hidden, deleted, in a box


@dataclass(slots=True)
class PreparedRtf:
    """`data` for pandoc, the `words` of the body, and what stands beside it."""

    data: bytes = b""
    words: str = ""
    asides: list[Aside] = field(default_factory=list)


@dataclass(slots=True)
class _Sorted:
    """Where letters go: the `words` of the body, and what stands `beside` it, by kind."""

    words: list[str] = field(default_factory=list)
    beside: list[tuple[str, list[str]]] = field(default_factory=list)
    unread: tuple[str, list[str]] | None = None  # the stretch that is being set aside

    def take(self, letter: str, group: _Group, kind: str) -> bool:
        """Sort a letter of a group, whose `kind` may be another since the token ended it; whether it is not to be read."""
        if group.unread and group.kind == "":
            if self.unread is None or self.unread[0] != group.unread:
                self.unread = (group.unread, [])
                self.beside.append(self.unread)
            self.unread[1].append(letter)
            return True
        if kind == "":
            self.unread = None if letter.strip() else self.unread
            self.words.append(letter)
        elif kind != "-" and self.beside:
            self.beside[-1][1].append(letter)
        return False

    def asides(self) -> list[Aside]:
        """What stands beside the body, each stretch that has words."""
        return [
            Aside(kind, stretch, plural=_MANY.get(kind, ""))
            for kind, parts in self.beside
            if (stretch := " ".join("".join(parts).split()))
        ]


def prepared_rtf(data: bytes) -> PreparedRtf:
    """The file with each letter written as itself; every token is looked at once."""
    text, code_page = _as_text(data)
    fonts = _code_pages(text)
    lead = b""  # the first byte of a letter of two
    made: list[str] = []
    out = _Sorted()
    groups = [_Group()]
    left = place = high = 0  # substitutes still to skip; where to read on; the first half of a letter beyond 16 bits
    while match := _TOKEN.match(text, place):
        place = match.end()
        group = groups[-1]
        if match["word"] == "bin":
            place += max(0, min(int(match["number"] or 0), len(text)))
            continue  # bytes of a picture, which no reader needs
        if left and not match["brace"]:
            if match["text"]:
                left, place = left - 1, match.start() + 1
            else:
                left -= match[0] not in "\r\n"
            continue
        left, shown = 0, match[0]
        if match["brace"] == "{" and len(groups) < DEPTH:
            groups.append(_Group(group.skip, group.kind, code_page=group.code_page, unread=group.unread))
        elif match["brace"] == "}":
            out.words.append("\n" if group.apart else "")
            if len(groups) > 1:
                groups.pop()
        elif match["word"]:
            _enter(group, match["word"], match["number"], out.beside)
            if match["word"] == "footnote" and made and made[-1] == "\\*":
                made.pop()  # a note that a program may pass over is passed over by pandoc, without a word
        if match["word"] == "f" and match["number"] in fonts:
            group.code_page = fonts[match["number"]]
        elif match["word"] == "plain":
            group.code_page = ""
        own = group.code_page or code_page
        if match["byte"] and own in _TWO_BYTES:
            lead += bytes([int(match["byte"], 16)])
            if _is_half(lead, own):
                continue
        letter = lead.decode(own, "replace") if lead else _letter(match, own)
        lead = b""
        if match["letter"]:
            left, number = group.skip, int(match["letter"]) % 65536
            letter, high = _whole(number, high)
            shown = letter
        elif match["byte"] and letter[:1] > "\x7f":
            shown = letter
        elif match["word"] == "tab":
            shown = TAB
        group.began = group.began or bool(match["word"] or letter.strip()) or match["sign"] == "*"
        group.starred = group.starred or (match["sign"] == "*" and not match["word"])
        if made and shown[:1] > "\x7f" and made[-1][:1] == "\\" and made[-1][-1:].isalnum():
            made.append(" ")  # else pandoc takes the letter for a part of the control word
        made.append(shown)
        if letter and out.take(letter, group, groups[-1].kind):
            made.pop()
    return PreparedRtf("".join(made).encode("utf-8", "replace"), "".join(out.words), out.asides())


def _enter(group: _Group, word: str, number: str | None, beside: list[tuple[str, list[str]]]) -> None:
    """What a control word says of its group."""
    if word in _UNREAD:
        group.unread = "" if number == "0" else _UNREAD[word]
    elif word == "plain" and group.unread == _UNREAD["v"]:
        group.unread = ""
    if word == "uc":
        group.skip = min(max(int(number or 1), 0), 10)
    elif word in _APART:
        group.apart = True
    elif group.began and not group.starred:
        return
    elif word in _BESIDE and not group.kind:
        group.kind = _BESIDE[word]
        beside.append((group.kind, []))
    elif word in _UNSEEN or (
        group.starred and not group.kind and not group.apart and word not in ("shpinst", "shptxt", "shprslt")
    ):
        group.kind = "-"


def _letter(match: re.Match[str], code_page: str) -> str:
    """What a token shows."""
    if match["text"]:
        return match["text"]
    if match["byte"]:
        return bytes([int(match["byte"], 16)]).decode(code_page, "replace")
    if match["sign"]:
        return {"~": " ", "_": "-", "\\": "\\", "{": "{", "}": "}"}.get(match["sign"], "")
    if match["brace"] or not match["word"]:
        return ""
    if match["word"] in _APART:
        return "\n"
    if match["word"] in ("lquote", "rquote"):
        return "’"
    return "\n" if match["word"] in _BREAKS else " – " if match["word"] in _GAPS else ""


def _whole(number: int, high: int) -> tuple[str, int]:
    """(the letter, or nothing where this is the first half of one; that half)."""
    if 0xD800 <= number < 0xDC00:
        return "", number
    if 0xDC00 <= number < 0xE000:
        return (chr(0x10000 + ((high - 0xD800) << 10) + number - 0xDC00) if high else "\ufffd"), 0
    letter = chr(number)
    return (f"\\{letter}" if letter in "\\{}" else letter), 0


def _code_pages(text: str) -> dict[str, str]:
    """Number of a font -> the code page of its letters, where the table of fonts says one that is not that of the file."""
    table = re.search(r"\{\\fonttbl.{0,20000}?\}\}", text, re.DOTALL)
    found = re.findall(r"\\f(\d{1,5})(?:\\[a-z]{1,20}-?\d{0,6} ?){0,6}?\\fcharset(\d{1,3})", table[0] if table else "")
    return {font: _CHARSETS[charset] for font, charset in found if charset in _CHARSETS}


def _is_half(lead: bytes, code_page: str) -> bool:
    """Whether a byte begins a letter of two."""
    try:
        lead.decode(code_page)
    except UnicodeDecodeError as failure:
        return len(lead) == 1 and failure.reason.startswith(("incomplete", "unexpected end"))
    return False


def _as_text(data: bytes) -> tuple[str, str]:
    """(the file as text, its code page). RTF is ASCII; what is not is UTF-8, or letters of the code page."""
    said = re.search(rb"\\ansicpg(\d{3,5})", data[:2048])
    code_page = "mac_roman" if b"\\mac" in data[:64] else f"cp{said[1].decode()}" if said else "cp1252"
    try:
        codecs.lookup(code_page)
        bytes(range(128)).decode(code_page)
    except (LookupError, UnicodeDecodeError):
        code_page = "cp1252"
    try:
        return data.decode("utf-8"), code_page
    except UnicodeDecodeError:
        return data.decode(
            "latin-1" if len(b"\xe9\xe9".decode(code_page, "replace")) < 2 else code_page, "replace"
        ), code_page
