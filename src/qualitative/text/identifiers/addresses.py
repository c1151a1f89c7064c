"""Postal addresses, Indonesian and English, as proposals: a street, a lane or a hamlet with its name, a house with its number. Pure.

They are found on a folded text with capitals and line breaks. A road as such (`jalan desa`, `the road`), offices of a neighbourhood (`ketua RT`)
and counts (`15 RT`) are no address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from qualitative.text.identifiers.found import Identifier, folded_value

__all__ = ["find_addresses"]

# --- Indonesian
_RT = r"(?i:RT)[ .:]{0,2}\d{1,3}(?:[ ]?[/,.-]?[ ]?(?:dan )?(?i:RW)[ .:]{0,2}\d{1,3}|[ ]?/[ ]?\d{1,3})|(?i:RT ?/ ?RW)[ .:]{0,3}\d{1,3}[ ]?[/-][ ]?\d{1,3}|(?i:RW)[ .:]{0,2}\d{1,3}[ ]?[/,][ ]?(?i:RT)[ .:]{0,2}\d{1,3}"
_NUMBER = r"(?i:no|nomor|nomer|num)\.?[ ]?\d{1,4}(?:[ ]?[A-Za-z](?![A-Za-z]))?(?:[-/]\d{1,3}[A-Za-z]?)?"
_BLOCK = r"(?i:blok)[ .]?[A-Z]{1,2}(?![a-z])(?:[ ]?[-./]?[ ]?(?:(?i:no)\.? ?)?\d{1,3}[A-Za-z]?)?"
_KM = r"(?i:km)\.? ?\d{1,3}(?:[.,]\d)?(?!\w)"
_HAMLET = r"(?:(?i:dusun|dsn|lingkungan|lingk|kampung|kp)\.? ?)"
_AREA = r"(?:(?i:desa|kelurahan|kel|kecamatan|kec|nagari|gampong|ds)\.? ?)"
_STOP = r"(?!(?:RT|RW|Rt|Rw|No|NO|Nomor|Blok|BLOK|Dusun|DUSUN|Dsn|Desa|DESA|Kel|KEL|Kec|KEC|Kab|KAB|Kota|Kode|Telp|TELP|HP|WA|NIK|Gg|GG|Gang|KM|Km|Kelurahan|Kecamatan|Kabupaten|Provinsi|Prov|Kampung|Kp)\b)"
# behind a name a full stop ends a sentence, behind a title or an initial none
_CAPITAL = r"(?:(?:[A-Z]|Prof|Dr|Drs|Ir|St|Kh|KH|Hj|Moh|Kol|Kapt|Letjen|Mayjen|Jend|Tgk)\.|[A-Z][\w'-]*)"
_PART = rf"{_STOP}(?:{_CAPITAL}|[IVX]{{1,4}}|\d{{1,3}}(?:/\d{{1,3}})?[A-Za-z]?(?!\d))"
_NAME = rf"{_STOP}(?:{_CAPITAL}|[IVX]{{1,4}}\b)(?:[ ]{_PART}){{0,4}}"
_MORE = rf"(?:[ ]?[,.;]?[ \n]{{0,1}}(?:{_NUMBER}|{_RT}|(?i:RT|RW)[ .:]{{0,2}}\d{{1,3}}|{_BLOCK}|{_KM}|{_HAMLET}{_NAME}|{_AREA}{_NAME}|(?i:gg|gang|lr|lrg|lorong)\.? ?{_NAME}))"
_STREET = re.compile(
    # behind a whole word a full stop ends a sentence; a short form is parted from the name by one or a blank
    rf"(?<![^\W_])(?:(?P<street>(?i:(?:jl|jln)(?=[. \n])\.?|jalan(?=[ \n])))[ \n]?(?P<name>{_NAME})"
    rf"|(?P<lane>(?i:(?:gg|lr|lrg)(?=[. \n])\.?|(?:gang|lorong)(?=[ \n])))[ \n]?(?P<lname>{_NAME}|\d{{1,2}}\b)"
    rf"|(?P<estate>(?i:(?:perum|komp)(?=[. \n])\.?|(?:perumahan|perumnas|komplek|kompleks|griya|apartemen|rusun|asrama|kost?)(?=[ \n])))[ \n]?(?P<ename>{_NAME})"
    rf"|(?P<hamlet>(?i:(?:dsn|kp|lingk)(?=[. \n])\.?|(?:dusun|lingkungan|kampung)(?=[ \n])))[ \n]?(?P<hname>{_NAME}|\d{{1,2}}\b)"
    rf"|(?P<rt>{_RT})|(?P<block>{_BLOCK}))(?P<more>{_MORE}{{0,7}})(?:,? (?:\d{{5}})(?!\d))?"
)
# one number of a neighbourhood, or a village, with something smaller beside it
_RT_ONE = re.compile(rf"(?<![^\W_])(?i:RT|RW)[ .:]{{0,2}}\d{{1,3}}{_MORE}{{1,6}}")
_VILLAGE = re.compile(
    rf"(?<![^\W_]){_AREA}{_NAME}[ ,]{{1,2}}(?:{_RT}|(?i:RT|RW)[ .:]{{0,2}}\d{{1,3}}|{_NUMBER}|{_HAMLET}{_NAME}){_MORE}{{0,5}}"
)
# `JlMerdeka`, `jl merdeka no 12`: glued, or without any capital
_GLUED = re.compile(rf"(?<![^\W_])(?:Jl|Jln|JL|JLN|Gg|GG|Dsn)(?=[A-Z])[A-Z][\w'-]*(?:[ ]{_PART}){{0,3}}{_MORE}{{0,6}}")
_LOWER = re.compile(
    rf"(?<![^\W_])(?i:jl|jln|jalan|gg|gang|lorong|dusun|perum|perumahan)\.?[ ]?(?:[a-z][\w'-]*[ ]){{1,4}}?(?:{_NUMBER}|{_RT}){_MORE}{{0,6}}"
)
_LOWER_STREET = re.compile(
    r"(?<![^\W_])(?:jl|jln|gg)\.?[ ](?!(?:yang|ini|itu|di|ke|dan|tidak|sudah)\b)[a-z][\w'-]{2,}(?:[ ](?:raya|besar|baru|timur|barat|utara|selatan|dalam|[ivx]{1,4}|\d{1,3}))?"
)
_HOUSE_RT = re.compile(r"(?<![^\W_])(?i:RT|RW)[ .:]{0,2}(?:0\d{1,2}|\d{1,2})(?![\w/]|[.,]\d)")
_LIVES = re.compile(
    r"(?<![^\W_])(?:tinggal|alamat\w*|rumah\w*|domisili|beralamat|berdomisili|menetap|bermukim|kontrakan|ngontrak|lives?|living|lived|address|resid\w+|home|house|flat|moved|staying|stays?|based|born|round|over)(?![^\W_])",
    re.IGNORECASE,
)
# what follows `jalan`, `gang`, `kampung` … where it is a way, a group or a kind, and no name
_COMMON = re.compile(
    r"(?:Tol|Kaki|Keluar|Raya Lintas|Lintas|Trans|Tengah|Nasional|Provinsi|Kabupaten|Kota|Desa|Utama|Sehat|Santai|Terus|Pintas|Buntu|Rusak|Poros|Usaha|Tani|Lingkungan|KB|Iklim|Mandiri|Siaga|Tangguh|Hidup|Kerja|Sosial|Inggris|Media|Adat|Halaman|Sensus|Timur Tengah|Barat$|Masuk"
    r"|Kami|Saya|Dia|Kita|Mereka|Ini|Itu|Yang|Dan|Di|Ke|Untuk|Kalau|Tapi|Pemerintah|Dinas)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?:\d|se|dua|tiga|empat|lima|para|setiap|semua|ketua|pak|bu|ibu|bapak|jumlah|antar|tiap|pengurus|insentif|gaji|honor) ?$",
    re.IGNORECASE,
)

# --- English
_TYPE = r"(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Close|Cl|Court|Ct|Crescent|Cres|Way|Place|Pl|Terrace|Tce|Boulevard|Blvd|Gardens|Gdns|Grove|Gr|Square|Sq|Parade|Pde|Highway|Hwy|Mews|Walk|Row|Hill|Park|Green|Circle|Cir|Parkway|Pkwy|Trail|Loop|Rise|View|Alley|street|road|avenue|lane|crescent|terrace|boulevard|Circuit|Esplanade|Quay|Wharf|Yard|Croft|Turnpike|Pike|Path|Heights|Plaza|Route)"
_WORD = r"(?:[A-Z][\w'-]*\.?|[NSEW]{1,2}\.?|\d{1,3}(?:st|nd|rd|th)|of|the|de|la)"
_FLAT = r"(?:(?:Flat|Apartment|Apt|Unit|Suite|Room|Lot|Level|Floor|Shop|Villa|Townhouse|House)\.? ?#?\d{1,4}[A-Za-z]?,?[ /](?:(?:[A-Z][\w'-]+ ){1,3}(?:House|Court|Building|Tower|Lodge|Mansions|Hall|Apartments),? )?)"
_HOUSE = r"(?:(?:[Nn]umber |[Nn]o\.? ?)?\d{1,5}[A-Za-z]?(?:[-/]\d{1,5}[A-Za-z]?)?,?[ ])"
_POSTCODE = r"(?:GIR ?0AA|(?:[A-PR-UWYZ](?:\d{1,2}|[A-HK-Y]\d{1,2}|\d[A-HJKPSTUW]|[A-HK-Y]\d[ABEHMNPRVWXY])) ?\d[ABD-HJLNP-UW-Z]{2})"
_STATE = r"(?:A[KLRZ]|C[AOT]|D[CE]|FL|GA|HI|I[ADLN]|K[SY]|LA|M[ADEINOST]|N[CDEHJMVY]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[AT]|W[AIVY])"
_TOWN = rf"(?:,? ?\n?(?:[A-Z][\w'-]+[ ]?){{1,3}},? (?:{_STATE},? \d{{5}}(?:-\d{{4}})?|{_POSTCODE}|(?:NSW|VIC|QLD|SA|WA|TAS|NT|ACT),? \d{{4}})(?!\w))"
_ADDRESS_EN = re.compile(
    rf"(?<![\w.,/$£€-])(?P<flat>{_FLAT})?(?P<house>{_HOUSE})(?P<words>(?:{_WORD}[ ]){{1,4}}){_TYPE}\b\.?(?:,? (?:[NSEW]{{1,2}}|North|South|East|West)\b)?(?:,? (?:Apt|Apartment|Unit|Suite|Flat|#)\.? ?#?\d{{1,4}}[A-Za-z]?)?{_TOWN}?"
)
_UPPER_EN = re.compile(
    rf"(?<![\w.,/$£€-])(?:(?:FLAT|APT|APARTMENT|UNIT|SUITE)\.? ?#?\d{{1,4}}[A-Z]?,?[ /])?\d{{1,5}}[A-Z]? (?:[A-Z][A-Z'-]+\.? ){{1,3}}{_TYPE.upper()}\b\.?{_TOWN}?"
)
_LOWER_EN = re.compile(
    r"(?<![\w.,/$£€-])\d{1,5}[a-z]? (?:(?!(?:the|of|in|on|a|an|to|down|up|and|or|from|per|for|by|at|with|no|new|other|main|different|more|people|minutes|hours|years|miles|km|metres|meters|blocks?|houses|streets?|roads?|percent)\b)[a-z'-]+\.? ){1,2}?(?:street|road|avenue|lane|crescent|terrace|boulevard|rd|ave)\b"
)
_LOWER_HOME = re.compile(
    r"(?<![\w.,/$£€-])\d{1,5}[a-z]?,? [a-z][a-z']{2,}(?: [a-z][a-z']{2,})? (?:court|drive|close|way|place|grove|gardens|mews|parade|square|hill|park)(?!\w)"
)
_NO_NUMBER = re.compile(
    rf"(?<![\w-])(?:[A-Z][a-z'-]+[ ]){{1,3}}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Close|Crescent|Terrace|Boulevard|Gardens|Grove|Mews)\b\.?{_TOWN}?"
)
_BOX = re.compile(r"(?<![\w])(?:P\.? ?O\.? Box|GPO Box|Private Bag|Kotak Pos|PO ?BOX) ?\d{1,6}", re.IGNORECASE)
_CODE = re.compile(
    rf"(?<![\w-]){_POSTCODE}(?![\w-])|(?<=, ){_STATE} \d{{5}}(?:-\d{{4}})?(?!\w)|(?<![\w])(?:NSW|VIC|QLD|TAS|ACT),? \d{{4}}(?!\w)|(?<=[a-z],) (?:SA|WA|NT) \d{{4}}(?!\w)"
)
_ZIP = re.compile(r"(?i:zip|zip code|zipcode|postal code)[ :,.]{1,3}(?:is |was )?(?P<zip>\d{5}(?:-\d{4})?)(?!\w)")
_SECTION = re.compile(
    r"(?:sections?|chapters?|tables?|figures?|articles?|pages?|parts?|bus|route|in|since|by|of|from|during|until|before|after|around|about|than|line|platform|class|year|grade|step|question|item)\.? ?$",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"(?<!\w)(?:(?:live[sd]?|living|stay\w*|house|home|flat|resid\w+) (?:at|on)|address(?: is| was|:)?|moved (?:in)?to|(?:sent|posted|delivered)(?: it| them)? to) \Z",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:19|20)\d\d,? ")
_FAMOUS = re.compile(
    r"(?:Wall|Downing|Fleet|Sesame|Main|High|Silk|Harley|Coronation|Bay|Abbey|Quality|Easy) (?:Street|St|Road|Rd)|(?:Park|Fifth|Madison|Pennsylvania) (?:Avenue|Lane|Place)"
)


def find_addresses(text: str) -> Iterator[Identifier]:
    """Everything that looks like an address. Overlapping ones are given as they are: the longest should win."""
    for pattern, is_one in _RULES:
        for match in pattern.finditer(text):
            if is_one(match, text):
                shown = match[0].strip().rstrip(".,;")
                start = match.start() + len(match[0]) - len(match[0].lstrip())
                yield Identifier(start, start + len(shown), "address", shown, folded_value(shown))


def _is_indonesian(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 40) : match.start()]
    if match["rt"]:
        return not _COUNTED.search(before)
    name = match["name"] or match["lname"] or match["ename"] or match["hname"] or ""
    numbered = re.search(r"\d", match[0][match.start("more") - match.start() :])
    if match["block"]:
        return bool(re.search(r"\d", match[0])) or bool(_LIVES.search(before) and match["more"])
    if numbered and not (match["hamlet"] and not name):
        return True
    short = len((match["street"] or match["lane"] or match["hamlet"] or match["estate"]).rstrip(".")) < 4
    if _COMMON.match(name) and not short:
        return False
    if match["street"]:
        # `Jl.` is written of addresses alone; `jalan` is a word of every day
        return match["street"].casefold() != "jalan" or not _opens_sentence(match, text) or len(name.split()) > 1
    if match["lane"]:
        return match["lane"].casefold().rstrip(".") in ("gg", "lr", "lrg") or (
            name[:1].isupper() and not re.search(r"\b(?:the|a|of) $", before)
        )
    if match["estate"]:
        return match["estate"].casefold().rstrip(".") in (
            "perum",
            "perumahan",
            "perumnas",
            "komplek",
            "kompleks",
            "komp",
            "apartemen",
            "rusun",
        ) or bool(_LIVES.search(before))
    return match["hamlet"].casefold() != "lingkungan" or bool(
        _LIVES.search(before) or re.search(r"(?<!\w)(?:di|ke|dari) \Z", before)
    )


def _opens_sentence(match: re.Match[str], text: str) -> bool:
    return match["street"] == "Jalan" and (match.start() == 0 or text[: match.start()].rstrip(" ")[-1:] in ".!?:\n")


def _lives_there(match: re.Match[str], text: str) -> bool:
    return bool(_LIVES.search(text, max(0, match.start() - 30), match.start())) and not _COUNTED.search(
        text, max(0, match.start() - 12), match.start()
    )


def _has_house(match: re.Match[str], text: str) -> bool:
    words = match["words"].split()
    if _SECTION.search(text, max(0, match.start() - 12), match.start()) and not _LIVES.search(
        text, max(0, match.start() - 30), match.start()
    ):
        return False
    if words[0][:1].islower() or (
        match["house"][:2] in ("19", "20")
        and _YEAR.fullmatch(match["house"])
        and not match["flat"]
        and not _LIVES.search(text, max(0, match.start() - 30), match.start())
    ):
        return False
    return not re.match(
        r"(?:January|February|March|April|May|June|July|August|September|October|November|December|People|Years?|Days?|Percent)\b",
        words[0],
    )


def _is_home(match: re.Match[str], text: str) -> bool:
    return bool(_HOME.search(text, max(0, match.start() - 24), match.start()))


def _is_lived_in(match: re.Match[str], text: str) -> bool:
    before = text[max(0, match.start() - 30) : match.start()]
    return not _FAMOUS.match(match[0]) and bool(
        _LIVES.search(before) or re.search(r"(?<!\w)(?:on|at) \Z", before) or match[0][-1:].isdigit()
    )


def _is_uncounted(match: re.Match[str], text: str) -> bool:
    return not _COUNTED.search(text, max(0, match.start() - 12), match.start())


def _always(match: re.Match[str], text: str) -> bool:
    return True


_RULES: tuple[tuple[re.Pattern[str], Callable[[re.Match[str], str], bool]], ...] = (
    (_STREET, _is_indonesian),
    (_RT_ONE, _is_uncounted),
    (_VILLAGE, _always),
    (_GLUED, _always),
    (_LOWER, _always),
    (_LOWER_STREET, _always),
    (_HOUSE_RT, _lives_there),
    (_ADDRESS_EN, _has_house),
    (_UPPER_EN, _always),
    (_LOWER_EN, _always),
    (_LOWER_HOME, _is_home),
    (_NO_NUMBER, _is_lived_in),
    (_BOX, _always),
    (_CODE, _always),
    (_ZIP, _always),
)
