"""What identifies a person is found however it is written, and ordinary numbers and words are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import on_both
from qualitative import Study
from qualitative.text.identifiers import find_identifiers, is_plausible_nik

NAMES = ("Siti Aminah", "Budi", "SY")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("NIK saya 3201014107850001.", [("nik", "3201014107850001")]),
        ("nik 3201 0141 0785 0001 ya", [("nik", "3201014107850001")]),
        ("nomor 320101-410785-0001", [("nik", "3201014107850001")]),
        ("No. KK 3201010107150001", [("kk", "3201010107150001")]),
        ("kartu 1234567890123456", [("number", "1234567890123456")]),
        ("WA 0812-3456-7890 atau +62 812 3456 7890", [("phone", "081234567890")] * 2),
        ("kantor (0741) 123456", [("phone", "0741123456")]),
        ("tulis ke siti.aminah@gmail.com ya", [("email", "siti.aminah@gmail.com")]),
        ("lahir di Jambi, 12 Mei 1975", [("birth-date", "12 mei 1975")]),
        ("TTL: Jambi, 12-05-1975", [("birth-date", "12-05-1975")]),
        ("Jl. Raya Sekernan No. 12 RT 03/RW 05, ya", [("address", "jl. raya sekernan no. 12 rt 03/rw 05")]),
        ("tinggal di RT.03 RW.05", [("address", "rt.03 rw.05")]),
        ("Bu Siti\nAminah dan BUDI", [("name", "siti aminah"), ("name", "budi")]),
        ("rumah Budinya itu", [("name", "budi")]),
    ],
)
def test_it_is_found_however_it_is_written(text: str, found: list[tuple[str, str]]) -> None:
    assert [(one.kind, one.value) for one in find_identifiers(text, NAMES)] == found


@pytest.mark.parametrize(
    "text",
    [
        "sha256:32010141078500011234567890abcdef",
        "Permensos 15/2018, tanggal 12 Mei 2018",
        "jalan kaki ke kantor desa",
        "6.169 warga dan 1.135 kasus pada 2018-11",
        "budi pekerti dan kebudian",
        "id 01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "[00:12:31] P: 300 desa, 320 Puskesos",
        "dana Rp 100.000.000 tahun 2018-2019",
    ],
)
def test_ordinary_numbers_and_words_are_left_alone(text: str) -> None:
    assert find_identifiers(text, NAMES) == []


@pytest.mark.parametrize(
    ("digits", "plausible"),
    [
        ("3201014107850001", True),
        ("9601013112990001", True),
        ("2201014107850001", False),
        ("3200014107850001", False),
        ("3201014113850001", False),
        ("3201017207850001", False),
        ("3201014107850000", False),
        ("320101410785000", False),
    ],
)
def test_a_nik_has_a_province_a_date_and_a_serial(digits: str, plausible: bool) -> None:
    assert is_plausible_nik(digits) is plausible


@given(st.text(alphabet="0123456789 .-+@Jl.RTWsiti", max_size=60))
def test_places_are_apart_and_hold_what_they_say(text: str) -> None:
    found = find_identifiers(text, ["Siti"])
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))


@on_both()
def test_the_transcripts_hold_no_identifiers(either: Study) -> None:
    texts = [document.text for document in either.folder.documents.values()]
    assert [one for text in texts for one in find_identifiers(text)] == []


def test_a_name_is_found_whatever_stands_in_it() -> None:
    text = (
        "Siti\u00a0Aminah, Si\u00adti\u202fAMINAH, Siti\nAminah's, S\u200biti Aminahnya, Siti Aminahku, d'Siti Aminah"
    )
    assert [one.value for one in find_identifiers(text, NAMES) if one.kind == "name"] == ["siti aminah"] * 6


def test_a_case_of_the_study_is_no_address_and_no_person() -> None:
    text = "di Dusun Krajan. Di Kampung Baru RT 03, kata Bu Krajan"
    assert [one.kind for one in find_identifiers(text)] == ["address", "address", "person"]
    assert [one.text for one in find_identifiers(text, places=["krajan"])] == ["Kampung Baru RT 03"]


def test_one_number_is_the_same_however_it_is_written() -> None:
    for ways in (
        ("0812-3456-7890", "+62 812 3456 7890", "(+62)812.3456.7890", "0812/3456/7890", "62812345678\u00ad90"),
        ("07700 900123", "+44 7700 900123", "+44 (0)7700-900123"),
        ("siti.aminah@contoh.id", "siti.aminah [at] contoh [dot] id", "siti titik aminah at contoh titik id"),
    ):
        assert len({find_identifiers(f"hubungi {way} ya")[0].value for way in ways}) == 1, ways


def test_what_is_not_wanted_hides_nothing_below_it() -> None:
    text = "di Jl. Siti Aminah No. 3"
    assert [one.kind for one in find_identifiers(text, NAMES)] == ["address"]
    assert [one.kind for one in find_identifiers(text, NAMES, wanted=lambda one: one.kind == "name")] == ["name"]
    assert [one.kind for one in find_identifiers(text, NAMES, kinds=["name"])] == ["name"]
