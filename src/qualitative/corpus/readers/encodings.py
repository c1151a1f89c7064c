"""In which encoding bytes were written: certain by mark or as UTF-8, else the candidate whose letters make the likeliest words. Pure."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

__all__ = ["CANDIDATES", "Guessed", "guess_encoding", "known_encoding"]

_MARKS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\0\0", "utf-32"),
    (b"\0\0\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
# name for people -> codec, commonest first; where two read alike the first is taken and both are told
CANDIDATES = {
    "Windows-1252": "cp1252", "Mac Roman": "mac_roman", "Windows-1250": "cp1250", "Windows-1251": "cp1251", "Windows-1254": "cp1254",
    "Windows-1253": "cp1253", "Windows-1255": "cp1255", "Windows-1256": "cp1256", "KOI8-R": "koi8_r", "DOS 850": "cp850", "GB18030": "gb18030",
    "Shift JIS": "cp932", "EUC-JP": "euc_jp", "EUC-KR": "cp949", "Big5": "big5",
}  # fmt: skip
_PRIOR = {"Windows-1252": 0.3, "Mac Roman": 0.1, "DOS 850": -0.1}
_JAPANESE = frozenset({"HIRAGANA", "KATAKANA", "CJK"})  # which stand side by side
_CHINESE, _KANA = ("GB18030", "Big5"), re.compile("[\u3041-\u3096]")  # which their bytes can write, and nobody does
SAMPLE = 200_000  # bytes that are looked at
_USUAL = frozenset("éèêëàâäáãåæçíìîïñóòôöøœúùûüýßğışőűčšžřěćđłąęńśźż“”‘’«»–—…¿¡°£€§©®™·½²³")


@dataclass(frozen=True, slots=True)
class Guessed:
    """A codec, its name for people, what else it may be, and a word that shows the difference."""

    codec: str
    name: str
    others: tuple[str, ...] = ()
    shown: str = ""

    def told(self) -> str:
        """A sentence; nothing for UTF-8 and what a mark says."""
        if not self.name:
            return ""
        also = f"; it may also be {', '.join(self.others)}" if self.others else ""
        example = f" ({self.shown!r})" if self.shown else ""
        return f"encoding taken as {self.name}, by its letters{example}{also}; --encoding decides"


def known_encoding(name: str) -> str | None:
    """The codec that a person means, or None: `latin1`, `Mac Roman`, `windows-1252`."""
    for said in (
        CANDIDATES.get(name),
        name,
        name.replace(" ", "_"),
        next((c for n, c in CANDIDATES.items() if n.casefold() == name.casefold()), None),
    ):
        try:
            if said and codecs.lookup(said)._is_text_encoding:  # noqa: SLF001
                return codecs.lookup(said).name
        except LookupError:
            continue
    return None


def guess_encoding(data: bytes) -> Guessed | None:
    """The likeliest encoding, or None where the bytes are no text."""
    for mark, codec in _MARKS:
        if data.startswith(mark):
            return Guessed(codec, "")
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _wide(data) if data[:4096].count(b"\0") * 4 > len(data[:4096]) else _scored(data)
    return (_wide(data) if b"\0" in data[:4096] else None) or Guessed("utf-8", "")


def _wide(data: bytes) -> Guessed | None:
    """UTF-16 without a mark: every second byte of Latin text is 0."""
    head = data[:4096]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if max(even, odd) * 3 < len(head) // 2 or len(data) % 2:
        return None
    codec, name = ("utf-16-be", "UTF-16 (big end first)") if even > odd else ("utf-16-le", "UTF-16")
    try:
        data.decode(codec)
    except UnicodeDecodeError:
        return None
    return Guessed(codec, f"{name} without a byte order mark")


def _scored(data: bytes) -> Guessed | None:
    head = data[:4096]
    if sum(byte < 9 or 13 < byte < 32 for byte in head) > len(head) // 50:
        return None
    sample = data[:SAMPLE]
    scores: list[tuple[float, int, str, str]] = []
    for place, (name, codec) in enumerate(CANDIDATES.items()):
        try:
            data.decode(codec)
        except UnicodeDecodeError:
            continue
        text = sample.decode(codec, "ignore")
        foreign = 0.5 if name in _CHINESE and _KANA.search(text) else 0.0
        scores.append((_likelihood(text) + _PRIOR.get(name, 0.0) - foreign, -place, name, text))
    if not scores:
        return None
    scores.sort(reverse=True)
    best, _, name, text = scores[0]
    others = tuple(other for score, _, other, made in scores[1:] if score > best - 0.35 and made != text)[:2]
    return Guessed(
        CANDIDATES[name], name, others, next((w for w in re.findall(r"\w{2,40}", text) if not w.isascii()), "")
    )


def _likelihood(text: str) -> float:
    """The mean over characters beyond ASCII of how well each stands where it stands."""
    points = [_fit(text, match.start()) for match in re.finditer(r"[^\x00-\x7f]", text)]
    cyrillic = re.findall(r"[а-я]", text.lower())
    vowels = sum(letter in "аеиоуыэюя" for letter in cyrillic)
    consonants_only = len(cyrillic) >= 6 and vowels * 10 < 3 * len(cyrillic)  # Hebrew bytes, say
    return sum(points) / len(points) - consonants_only if points else 0.0


def _fit(text: str, at: int) -> float:
    character = text[at]
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    category = unicodedata.category(character)
    if category in ("Cc", "Co", "Cn"):
        return -5.0
    if category[0] == "L":
        return _letter_fit(character, category, before, after)
    if category == "Pi" or character in "„‚":
        return 1.6 if not before.isalnum() and not after.isspace() else -1.0
    if category == "Pf":
        return 1.6 if not after.isalnum() or (character == "’" and before.isalpha()) else -0.5
    if category in ("Pd", "Zs"):
        return 0.7 if before.isspace() == after.isspace() or character == "\xa0" else 0.2
    if character == "…" or "\u3000" <= character <= "\u303f":
        return 1.0
    inside = before.isalpha() and after.isalpha()
    return -2.0 if inside else 0.3 if character in _USUAL else -0.7


def _letter_fit(character: str, category: str, before: str, after: str) -> float:
    script, near = _script(character), [c for c in (before, after) if c.isalpha()]
    if any(_script(c) != script and not {_script(c), script} <= _JAPANESE for c in near):
        return -3.0
    if category == "Lu" and before.isalpha() and before.islower():
        return -2.0
    if script in ("HIRAGANA", "KATAKANA"):
        return 1.2
    if script == "HANGUL":
        return 1.2 if _encodes(character, "euc_kr") and character >= "\uac00" else -0.5
    if script == "CJK":
        return 0.9 if _is_common(character) else 0.1
    if character == "ς" and after.isalpha():
        return -3.0  # it ends Greek words
    if script != "LATIN":
        return 1.0 if near else -1.0
    packed = bool(near) and all(not c.isascii() for c in near)  # words of accented letters only are another script
    if category == "Lu" and not near:
        return -0.5
    usual = 1.0 if character.lower() in _USUAL or (character in "õÕ" and after in "eE") else 0.0
    return usual - (1.5 if packed else 0.0) + (0.3 if near else -0.3)


def _encodes(character: str, codec: str) -> bool:
    try:
        return bool(character.encode(codec))
    except UnicodeEncodeError:
        return False


def _is_common(character: str) -> bool:
    """Whether an ideograph is among those of the first level of GB 2312 or Big5."""
    for codec, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6)):
        try:
            if first <= character.encode(codec)[0] <= last:
                return True
        except UnicodeEncodeError:
            continue
    return False


def _script(character: str) -> str:
    if character.isascii():
        return "LATIN"
    name = unicodedata.name(character, "OTHER").split()[0]
    return "CJK" if name in ("CJK", "FULLWIDTH", "IDEOGRAPHIC", "KATAKANA-HIRAGANA") else name
