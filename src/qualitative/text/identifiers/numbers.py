"""Numbers that stand for one person: identity, tax, health, bank and payment cards, telephones. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.text.identifiers.checks import is_nhs, is_plausible_nik, is_plausible_nip, is_ssn, luhn
from qualitative.text.identifiers.cues import Cues
from qualitative.text.identifiers.found import Identifier
from qualitative.text.identifiers.groups import Candidate, candidates_at, groups_of
from qualitative.text.identifiers.phones import is_certain_phone, is_phone, phone_value

__all__ = ["find_numbers", "kind_of"]

_SIXTEEN = ((16,), (4, 4, 4, 4), (6, 6, 4), (6, 10), (12, 4), (2, 2, 2, 6, 4), (6, 2, 2, 2, 4), (8, 8), (1,) * 16)
_CARDS = ((4, 4, 4, 4), (4, 6, 5), (16,), (15,))
_OF_PERSONS = ("identity", "nip", "ssn", "tax", "passport", "licence", "nhs", "ni", "card")
_EXTENSION = re.compile(r"(?:,? ?(?:ext|pes|pesawat|extension|x)\.? ?\d{1,5}(?!\w))?", re.IGNORECASE)
_ENGLISH = re.compile(r"(?<!\w)(?:the|my|is|was|and|they|on|of|to|i|it|he|she|for|with|that|card)(?!\w)", re.IGNORECASE)
_INDONESIAN = re.compile(
    r"(?<!\w)(?:yang|saya|di|dan|ini|itu|dari|ada|ya|untuk|tidak|sudah|kartu|nomor|nya|ke|dengan)(?!\w)", re.IGNORECASE
)
_STRONG, _CALLED, _SHAPED = 3, 2, 1


def find_numbers(text: str, cues: Cues, language: str | None = None) -> Iterator[Identifier]:
    """Every number of a person in a folded text, in order; none overlaps another. The language decides what sixteen digits are that may be two things."""
    done = 0
    groups = groups_of(text)
    for at, (_, start, *_) in enumerate(groups):
        if start < done:  # inside a number that was found
            continue
        candidates = candidates_at(text, groups, at, cues)
        best = max(
            ((rank, one.end, kind, one) for one in candidates for kind, rank in [kind_of(one, language)] if kind),
            key=lambda it: it[:2],
            default=None,
        )
        if best is None:
            continue
        _, done, kind, one = best
        if kind == "phone":
            extension = _EXTENSION.match(text, done)
            done = extension.end() if extension else done
        value = phone_value(one.digits, one.opening) if kind == "phone" else one.digits
        yield Identifier(one.start, done, kind, text[one.start : done], value)


def kind_of(one: Candidate, language: str | None = None) -> tuple[str, int]:
    """(kind, how sure); ("", 0) for a number that is nobody's."""
    if one.is_amount or one.is_dates or set(one.digits) == {"0"}:
        return "", 0
    if one.called == "other" and (one.is_called_other or not is_certain_phone(one)):
        return "", 0
    kind, rank = _sixteen(one, language) if len(one.digits) == 16 else _by_length(one)
    kind, rank = (kind, rank) if kind else _called(one)
    if kind:
        return kind, rank
    return ("phone", _SHAPED) if is_phone(one) else ("", 0)


def _by_length(one: Candidate) -> tuple[str, int]:
    """What a number is by how many digits it has, how they are parted, and what they hold."""
    digits, lengths = one.digits, one.lengths
    if len(digits) == 18 and is_plausible_nip(digits):
        return "nip", _STRONG
    if lengths == (2, 3, 3, 1, 3, 3):
        return "npwp", _STRONG
    if len(digits) == 13 and digits.startswith("000") and len(lengths) < 5:
        return "bpjs", _STRONG
    if lengths in _CARDS and digits[0] in "3456" and luhn(digits) and one.called in ("", "card"):
        return "card", _STRONG
    if (
        lengths == (3, 2, 4)
        and is_ssn(digits)
        and (set(one.gaps) <= {"-"} or set(one.gaps) == {" "} or one.called in ("ssn", "tax"))
    ):
        return "ssn", _STRONG
    if lengths == (4, 2, 6, 2, 1) and one.is_even:
        return "account", _STRONG
    if (
        lengths == (3, 3, 4)
        and set(one.gaps) == {" "}
        and is_nhs(digits)
        and one.called != "phone"
        and one.opening != "("
    ):
        return "nhs", _STRONG
    return "", 0


def _sixteen(one: Candidate, language: str | None) -> tuple[str, int]:
    """Sixteen digits: a slip of the pen hides nobody, so those that are neither NIK, family card nor payment card are a number all the same.

    One NIK in ten bears a card's check digit by chance: in a text of one language the card or the NIK is likelier.
    """
    digits, lengths = one.digits, one.lengths
    whole = lengths in _SIXTEEN and one.is_even
    plausible = is_plausible_nik(digits)
    if one.called in ("kk", "nik") and (plausible or whole):
        return one.called, _STRONG
    if one.called == "npwp":
        return "npwp", _STRONG
    if (
        luhn(digits)
        and whole
        and digits[0] in "3456"
        and one.called in ("", "card", "phone")
        and (one.called == "card" or not plausible or (language or _spoken_around(one)) == "en")
    ):
        return "card", _STRONG
    if one.called in ("account", "identity", "bpjs"):
        return "", 0
    if plausible and (whole or one.is_even):
        return "nik", _STRONG
    if whole and one.lengths != (1,) * 16 and (one.gaps[:1] != (" ",) or one.called == "card"):
        return ("card" if one.called == "card" and len(one.groups) == 4 else "number"), _STRONG
    return "", 0


def _spoken_around(one: Candidate) -> str | None:
    """Which of two languages the words right around a number are."""
    near = one.cues.text[max(0, one.start - 80) : one.end + 80]
    english, indonesian = len(_ENGLISH.findall(near)), len(_INDONESIAN.findall(near))
    return "en" if english > indonesian else "id" if indonesian > english else None


def _called(one: Candidate) -> tuple[str, int]:
    """What the words around call it, where it may be that."""
    cue, size = one.called, len(one.digits)
    if cue == "phone" or (
        is_certain_phone(one) and one.digits[:2] in ("08", "62") and cue in ("", "bpjs", "nik", "kk", "card")
    ):
        return "", 0
    fits = {
        "npwp": size in (15, 16),
        "nip": size in (9, 18),
        "bpjs": size in (11, 13),
        "account": (8 if one.cues.before(one.start, 12) != "account" else 6) <= size <= 18
        and _is_parted_like_an_account(one),
        "ssn": size == 9,
        "tax": size in (8, 9, 10, 11),
        "nhs": size == 10,
        "passport": 7 <= size <= 9 and len(one.groups) <= 3,
        "licence": 7 <= size <= 16,
        "identity": 6 <= size <= 18 and len(one.groups) <= 4,
        "card": 12 <= size <= 19 and luhn(one.digits),
        "nik": size in (15, 17) and len(one.groups) == 1,
    }
    if not fits.get(cue):
        return "", 0
    return {"tax": "number", "identity": "number", "nik": "number"}.get(cue, cue), _CALLED


def _is_parted_like_an_account(one: Candidate) -> bool:
    """Not one whole number behind another: groups of eight digits and more are parted by no blank."""
    return (
        len(one.groups) == 1
        or ((one.is_even or " " not in one.gaps) and not any(len(group) >= 8 for group in one.groups))
        or " " not in one.gaps
    )
