"""Dates of birth, Indonesian and English, with every spelling of the months, where words say that somebody was born. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.text.identifiers.checks import is_date
from qualitative.text.identifiers.found import Identifier, folded_value
from qualitative.text.identifiers.stretches import around

__all__ = ["find_births"]

_MONTHS = (
    "januari|january|jan", "februari|pebruari|february|feb|peb", "maret|march|mar|mrt", "april|apr", "mei|may", "juni|june|jun", "juli|july|jul",
    "agustus|august|agust|agst|agt|agu|ags|aug", "september|sept|sep", "oktober|october|okt|oct", "november|nopember|nov|nop", "desember|december|des|dec",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})(?![^\W\d_])\.?"
_ROMAN = r"(?:XII|XI|IX|X|VIII|VII|VI|IV|V|III|II|I)"
_YEAR = r"(?:1[89]|20)\d\d"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?: ?(?:st|nd|rd|th)(?![^\W\d_]))?"
_UNITS = "satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh|sebelas|belas|puluh|ratus|ribu|seribu|seratus|nol|kosong"
_UNITS_EN = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty|thirtieth|thirty|nineteen|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|and"
_SPOKEN = rf"(?:{_UNITS}|{_UNITS_EN})(?:[ -](?:{_UNITS}|{_UNITS_EN})){{0,7}}"
_SEP = r"[ ]?[-/. ,][ ]?"
_DATE = re.compile(
    r"(?<![\w/.-])(?:"
    rf"(?:the )?{_DAY}(?:{_SEP}|[ ](?:of|bulan)[ ])?{_MONTH},?(?:{_SEP}(?:tahun )?)?(?:{_YEAR}|'?\d\d(?!\d))"
    rf"|{_MONTH}[ ]?{_DAY},?[ ](?:{_YEAR}|'\d\d)"
    rf"|{_DAY} bulan \d{{1,2}},? (?:tahun )?{_YEAR}|(?:tahun )?{_YEAR},? bulan (?:{_MONTH}|\d{{1,2}}),? (?:tanggal |tgl\.? )?{_DAY}"
    rf"|{_DAY}{_SEP}{_MONTH}"
    rf"|(?:the )?{_DAY} of {_MONTH}|{_MONTH} {_DAY}(?![\d/.-])"
    rf"|{_YEAR}{_SEP}{_MONTH}{_SEP}{_DAY}"
    rf"|{_MONTH},? (?:tahun |of )?{_YEAR}"
    rf"|\d{{1,2}}(?P<sign>[ ]?[-/. ][ ]?)(?:\d{{1,2}}|{_ROMAN})(?P=sign)(?:{_YEAR}|\d\d)"
    rf"|{_YEAR}[-/.]\d{{1,2}}[-/.]\d{{1,2}}"
    rf"|(?:{_YEAR})(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2]){_YEAR}"
    rf"|(?:the )?{_SPOKEN}(?: of| bulan)? {_MONTH},?(?: (?:tahun )?(?:{_SPOKEN}|{_YEAR}))?|{_MONTH} (?:the )?{_SPOKEN},? (?:{_SPOKEN}|{_YEAR})"
    r")(?![\w/-]|\.\d)",
    re.IGNORECASE,
)
_BORN = re.compile(
    r"(?<![^\W_])(?:(?:di|ke)?lahir(?:an|kan|nya)?|ttl|t\.t\.l|tgl\.? ?lhr|birth(?:day|date|s)?|born|d\.?o\.?b|b-day|bday|née|ultah|ulang tahun(?:nya|ku)?|milad)(?![^\W\d_])\.?|(?<![^\W_.])b\. ?(?=\d)",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    r"^(?:[ ,(\[-]{0,3}(?:(?:itu|adalah|is|was|itulah|yaitu)[ ]){0,2}(?:tanggal|tgl|hari)[ ]lahir"
    r"|[ ]?[(\[][ ]?(?:lahir|born|dob|d\.o\.b\.?|ttl|tgl\.? ?lahir|birth ?day|birth ?date)"
    r"|[, ]{1,2}(?:(?:itu|is|was|adalah|itulah)[ ])?(?:(?:hari)[ ])?(?:my|his|her|their|the)[ ](?:(?:own|actual|real)[ ])?(?:birth ?day|date of birth|dob|birth ?date)"
    r"|[, ]{1,2}(?:itu |that'?s |is |was )?(?:when |saat |waktu |ketika )?(?:saya|dia|ia|beliau|aku|kami|anak\w*|suami\w*|istri\w*|ibu\w*|bapak\w*|i|he|she|they|you)[ ](?:was |were |itu )?(?:di)?(?:lahir|born)"
    r"|[, ]{1,2}(?:itu )?ulang tahun)",
    re.IGNORECASE,
)
# of what is born without being a person
_THING = re.compile(
    r"(?<![^\W_])(?:program\w*|peraturan\w*|undang-undang|uu|perda|perbup|permen\w*|kebijakan\w*|lembaga\w*|organisasi\w*|yayasan|puskesmas|posyandu|desa|kabupaten|kecamatan|kota|provinsi|koperasi|gerakan"
    r"|gagasan|ide|istilah|partai|negara|republik|kemerdekaan|perusahaan|kampus|sekolah|komunitas|forum|dinas|kementerian|sistem|layanan|aplikasi|proyek|pancasila|nu|muhammadiyah|hari lahir (?:pancasila|nu|kota|kabupaten|desa|partai)"
    r"|programmes?|programs?|law|act|policy|company|compan(?:y|ies)|project|organi[sz]ation|movement|initiative|idea|nation|republic|party|charity|service|scheme|agency|institution|agreement|campaign|club|band|centre|center)\b|\b(?:the|this|that|our|its|their) (?!(?:child|baby|boy|girl|twins|eldest|youngest|oldest|first|second|third|kid|man|woman|patient|client|informant|interviewee|participant|respondent|student|pupil|worker|applicant|prince|princess|king|queen)\b)[a-z]+ (?:was|were|is) $|\b(?!(?:anak|bayi|ibu|bapak|adik|kakak|cucu|orang|perempuan|warga|beliau|saya|dia|ia|suami|istri|kembar|pasien|informan|responden|peserta|tamu|tetangga)\w*\b)[a-z]+ (?:ini|itu|tersebut) (?:telah |sudah |baru |mulai )?$",
    re.IGNORECASE,
)  # fmt: skip
_PERSON = re.compile(
    r"\b(?:saya|aku|dia|ia|beliau|anak\w*|ibu\w*|bapak\w*|suami\w*|istri\w*|kakak\w*|adik\w*|cucu\w*|i|he|she|they|who|son|daughter|wife|husband|mother|father|child|baby|brother|sister)\b",
    re.IGNORECASE,
)
REACH, LONGEST = 70, 80  # characters between a word and its date; of a date
_NEXT = re.compile(r"[.!?;]\s+(?=[A-Z])|\n\n")


def find_births(text: str) -> Iterator[Identifier]:
    """Each date that words call one of birth: the first behind such a word in its sentence, or one with such words right behind it."""
    dates = [
        match
        for start, end in around(_BORN, text, REACH, REACH + LONGEST)  # words for birth
        for match in _DATE.finditer(text, start, end)
        if _is_possible(match[0])
    ]
    words = [match for match in _BORN.finditer(text) if not _is_of_a_thing(text, match)]
    at = 0
    for number, date in enumerate(dates):
        earlier = dates[number - 1].end() if number else 0
        while at + 1 < len(words) and words[at + 1].end() <= date.start():
            at += 1
        before = words[at] if words and words[at].end() <= date.start() else None
        behind = _BEHIND.search(text[date.end() : date.end() + 50])
        if behind or (before is not None and before.end() >= earlier and _reaches(text, before.end(), date.start())):
            shown = date[0].rstrip(" .,")
            yield Identifier(date.start(), date.start() + len(shown), "birth-date", shown, folded_value(shown))


def _reaches(text: str, end: int, start: int) -> bool:
    return start - end <= REACH and not _NEXT.search(text, end, start)


def _is_of_a_thing(text: str, born: re.Match[str]) -> bool:
    """`program ini lahir pada …`, `lahirnya Perda …`: the last noun before, or the first behind."""
    before = text[max(0, born.start() - 40) : born.start()]
    before = re.split(r"[.!?;\n]", before)[-1]
    things, persons = list(_THING.finditer(before)), list(_PERSON.finditer(before))
    if things and (not persons or things[-1].start() > persons[-1].start()):
        return born.start() - (born.start() - len(before) + things[-1].end()) < 22
    return bool(_THING.match(text[born.end() : born.end() + 24].lstrip()))


def _is_possible(shown: str) -> bool:
    """Whether digits alone make a date; one with a month's name does."""
    parts = re.findall(r"\d+|[A-Za-z]+", shown)
    if not all(part.isdigit() for part in parts):
        return True
    if len(parts) == 1:
        parts = (
            [shown[:4], shown[4:6], shown[6:]]
            if is_date(shown[6:], shown[4:6], shown[:4])
            else [shown[:2], shown[2:4], shown[4:]]
        )
    first, second, third = parts
    return (
        is_date(third, second, first)
        if len(first) == 4
        else is_date(first, second, third) or is_date(second, first, third)
    )
