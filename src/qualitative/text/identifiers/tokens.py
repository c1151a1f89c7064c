"""Numbers that hold letters: vehicle plates, passports, licences, national insurance, IBAN, sort codes. Pure; on a folded text with its capitals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.text.identifiers.checks import is_iban
from qualitative.text.identifiers.cues import Cues
from qualitative.text.identifiers.found import Identifier
from qualitative.text.identifiers.titles import words

__all__ = ["find_tokens"]

# letters of the regions of Indonesian plates (Peraturan Kepolisian 7/2021)
_REGIONS = "A[ABDEG]?|B[ABDEGHKLMNP]?|D[ABCDEFGHKLMNPRSTW]?|E[ABD]?|F|G|H|K[BHTU]?|L|M|N|P[AB]?|R|S|T|W|Z"
_PLATE_ID = re.compile(
    rf"(?<![\w.,/-])(?P<region>{_REGIONS})(?P<gap>[ .-]?)(?P<number>[1-9]\d{{0,3}})(?P<second>[ .-]?)(?P<series>[A-Z]{{1,3}})(?![\w])"
)
# right behind a word for it a plate may stand in small letters: Indonesian, British, and the usual foreign ones
_SMALL_PLATE = re.compile(
    rf"(?<![\w-])(?:(?:{_REGIONS})[ .-]?\d{{1,4}}[ .-]?[A-Z]{{1,3}}|[A-Z]{{2}}\d\d ?[A-Z]{{3}}|[A-Z]{{2,3}}[ -]?\d{{3,4}}|\d[A-Z]{{3}}\d{{3}})(?!\w)",
    re.IGNORECASE,
)
_NO_SERIES = frozenset(
    words(
        "TH THN RT RW KK KM KG CM MM HA AD BC AM PM CC GB MB TB WIB DAN DI KE DR OR AND OF THE IN TO II III IV VI VII IX XI XII"
    )
)
_PLATE_UK = re.compile(r"(?<![\w-])(?:[A-HJ-PR-Y][A-HJ-PR-Y]\d\d[ ]?[A-HJ-PR-Z]{3})(?![\w-])")
_NI = re.compile(
    r"(?<!\w)(?:[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]|QQ)[ -]?\d\d[ -]?\d\d[ -]?\d\d[ -]?[A-D](?!\w)", re.IGNORECASE
)
# surname, birth, initials and check letters of a British driving licence
_LICENCE = re.compile(r"(?<!\w)[A-Z9]{5} ?\d[015-8]\d[0-3]\d\d ?[A-Z9]{2}\d[A-Z]{2}(?: ?\d\d)?(?!\w)")
_NO_NI = ("qq", "bg", "gb", "nk", "kn", "tn", "nt", "zz")
_IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?[A-Z0-9]{4}){2,7}(?:[ ]?[A-Z0-9]{1,3})?(?!\w)")
_SHORT = re.compile(r"(?<![\w.,-])\d{2}[- ]\d{2}[- ]\d{2}(?![\w-])|(?<![\w.,-])\d{3}-\d{3}(?![\w-])")
# letters and digits in one word, as passports, licences and foreign plates have them
_MIXED = re.compile(
    r"(?<![\w-])(?=[A-Z0-9 -]{4,20})(?=[A-Z -]*\d)(?=[\d -]*[A-Z])[A-Z0-9]{1,18}(?:[ -][A-Z0-9]{1,8}){0,3}(?![\w-])"
)
_CALLED = {
    "passport": "passport",
    "licence": "licence",
    "plate": "plate",
    "identity": "number",
    "tax": "number",
    "nhs": "number",
}
_VEHICLE_BEFORE = re.compile(
    r"(?:blok|ruang|kamar|gedung|kelas|lantai|kode|no|nomor|tipe|type|form|formulir|pasal|kursi|seri|room|block|flat|unit|model|gate|row|seat)\.? ?$",
    re.IGNORECASE,
)


def find_tokens(text: str, cues: Cues) -> Iterator[Identifier]:
    """Every such number in a text."""
    for match in _PLATE_ID.finditer(text):
        if _is_indonesian_plate(match, text, cues):
            yield _identifier(match.start(), match[0], "plate")
    for match in _PLATE_UK.finditer(text):
        if cues.before(match.start()) not in ("other", "identity") and not _VEHICLE_BEFORE.search(
            text, max(0, match.start() - 12), match.start()
        ):
            yield _identifier(match.start(), match[0], "plate")
    for match in _NI.finditer(text):
        if cues.before(match.start()) == "ni" or (match[0][:2].casefold() not in _NO_NI and match[0][:1].isupper()):
            yield _identifier(match.start(), match[0], "ni")
    for match in _IBAN.finditer(text):
        if is_iban(re.sub(r"\W", "", match[0])) or cues.before(match.start()) == "account":
            yield _identifier(match.start(), match[0], "account")
    for match in _LICENCE.finditer(text):
        yield _identifier(match.start(), match[0], "licence")
    for match in _SHORT.finditer(text):
        if re.search(
            r"(?:sort code|bsb)\W+(?:(?:no|number|is|was)\W+)*$",
            text[max(0, match.start() - 30) : match.start()],
            re.IGNORECASE,
        ):
            yield _identifier(match.start(), match[0], "account")
    yield from _called(text, cues)


def _is_indonesian_plate(match: re.Match[str], text: str, cues: Cues) -> bool:
    cue, number, series = cues.before(match.start()), match["number"], match["series"]
    if cue == "plate" or (not cue and cues.after(match.end()) == "plate"):
        return True
    if (
        series in _NO_SERIES
        or cue in ("other", "identity", "passport")
        or _VEHICLE_BEFORE.search(text, max(0, match.start() - 12), match.start())
    ):
        return False
    if (
        len(number) >= 3
        and len(series) >= 2
        and not (number[:2] in ("19", "20") and len(number) == 4 and match["gap"] != match["second"])
    ):
        return True
    return len(number) == 4 and number[:2] not in ("19", "20")


def _called(text: str, cues: Cues) -> Iterator[Identifier]:
    """The first such word behind one that says what it is."""
    for end, kind in zip(cues.ends, cues.kinds, strict=True):
        if kind in _CALLED:
            match = (kind == "plate" and _whole(_SMALL_PLATE, text, end, 24)) or _whole(_MIXED, text, end, 40)
            if match and kind == "identity" and re.match(r"[A-Z]{3,} ", match[0]):
                continue  # JKN 0001…: a word for the number, and no part of it
            if (
                match
                and cues.before(match.start()) == kind
                and sum(map(str.isdigit, match[0])) >= (2 if kind == "plate" else 4)
            ):
                yield _identifier(match.start(), match[0], _CALLED[kind])


def _whole(pattern: re.Pattern[str], text: str, start: int, reach: int) -> re.Match[str] | None:
    """The first match that begins within reach; where the window ends it must not be cut."""
    match = pattern.search(text, start, start + reach + 24)
    return (
        match
        if match and match.start() <= start + reach and not text[match.end() : match.end() + 1].isalnum()
        else None
    )


def _identifier(start: int, shown: str, kind: str) -> Identifier:
    return Identifier(start, start + len(shown), kind, shown, re.sub(r"[\W_]", "", shown).casefold())
