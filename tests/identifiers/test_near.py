"""What may be a name too is told with how it differs; what is the name, or somebody else's word, is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualitative.text.identifiers.near import WAYS, find_near

NAMES = ("Siti Aminah", "Budi")


@pytest.mark.parametrize(
    ("text", "found", "how"),
    [
        ("siti aminah datang", "siti aminah", "small letters"),
        ("budi datang", "budi", "small letters"),
        ("Bu Aminah datang", "Aminah", "part"),
        ("rumah Aminah's dan Aminahnya", "Aminah", "part"),
        ("rumah Aminahku", "Aminah", "part"),
        ("chez l'Aminah", "Aminah", "part"),
        ("celle d'Aminah", "Aminah", "part"),
        ("Siti Ami-\nnah datang", "Siti Ami-\nnah", "across a line break"),
        ("Bu Ami-\nnah datang", "Ami-\nnah", "across a line break"),
        ("S. Aminah datang", "S. Aminah", "initials"),
        ("Siti A. datang", "Siti A", "initials"),
        ("SA datang", "SA", "initials"),
        ("S.A. datang", "S.A", "initials"),
        ("Aminah, Siti", "Aminah, Siti", "other order"),
        ("Aminah Siti", "Aminah Siti", "other order"),
        ("Siti Amina datang", "Siti Amina", "other spelling"),
        ("Sitti Aminah datang", "Sitti Aminah", "other spelling"),
        ("Boedi datang", "Boedi", "other spelling"),
        ("SitiAminah datang", "SitiAminah", "glued"),
        ("siti.aminah@contoh.id", "siti.aminah", "glued"),
        ("#siti_aminah", "siti_aminah", "glued"),
    ],
)
def test_another_way_of_writing_is_told(text: str, found: str, how: str) -> None:
    first = find_near(text, NAMES)[0]
    assert (first.text, first.how) == (found, how)
    assert text[first.start : first.end] == first.text and first.how in WAYS


@pytest.mark.parametrize(
    "text",
    [
        "Siti Aminah datang",
        "Siti\u00a0Aminah dan SITI\nAMINAH",
        "Siti Aminah's anak, Siti Aminahnya",
        "amanah itu aman",
        "sa bilang begitu",
        "a. satu b. dua",
        "budaya dan budidaya",
        "Bumi dan Badu",
        "",
    ],
)
def test_the_name_itself_and_other_words_are_not(text: str) -> None:
    assert find_near(text, NAMES) == []


def test_of_a_name_with_one_part_no_initial_is_told() -> None:
    assert find_near("B. datang", ["Budi"]) == [] and find_near("B datang", ["Budi"]) == []


@given(st.text(alphabet="SsIiTtAaMmNnHh .-\n'\u00ad", max_size=60))
def test_places_hold_what_they_say_and_are_apart(text: str) -> None:
    found = find_near(text, NAMES)
    assert all(text[one.start : one.end] == one.text for one in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:], strict=False))
