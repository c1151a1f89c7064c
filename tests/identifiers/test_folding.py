"""What a reader does not see is folded away, and every folded character knows its place."""

from __future__ import annotations

import re
import sys
import unicodedata

import pytest

from qualitative.text.folding import bare, fold

UNSEEN = ("\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u200e", "\u202c", "\ufe0f", "\U000e0041")
BLANKS = (
    " ",
    "\u00a0",
    "\u202f",
    "\u2009",
    "\u3000",
    "\t",
    "\n",
    "\r\n",
    "  \n ",
    "\u2028",
    " \u200b ",
    "\u00a0\u00a0",
)


@pytest.mark.parametrize("unseen", UNSEEN, ids=ascii)
def test_a_word_is_found_where_something_unseen_stands_in_it(unseen: str) -> None:
    text = f"Bu Si{unseen}ti {unseen}Aminah{unseen}."
    folded = fold(text)
    assert folded.text == "bu siti aminah."
    start, end = folded.span(*re.search("siti aminah", folded.text).span())
    assert text[start:end] == f"Si{unseen}ti {unseen}Aminah"


@pytest.mark.parametrize("blank", BLANKS, ids=ascii)
def test_any_run_of_blanks_is_one_blank(blank: str) -> None:
    text = f"Lalu Siti{blank}Aminah pulang"
    folded = fold(text)
    assert folded.text == "lalu siti aminah pulang"
    start, end = folded.span(*re.search("siti aminah", folded.text).span())
    assert text[start:end] == f"Siti{blank}Aminah"


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    assert fold("Ami\u00ad\nnah, Ami\u00ad nah; \u00ad x 5\u00ad 6").text == "aminah, aminah; x 5 6"
    assert bare("Ad\u00ad ministrative\nAct").text == "Administrative\nAct"


def test_signs_and_digits_are_as_on_a_keyboard() -> None:
    assert fold("“ﬁx” – O’Brien’s ０８１２‑３").text == "\"fix\" - o'brien's 0812-3"


def test_bare_keeps_case_lines_and_joiners_that_work() -> None:
    text = "Pu\u00adskesos\u00a0itu\n\nApa?  می\u200cخواهم 👩\u200d👧"
    folded = bare(text)
    assert folded.text == "Puskesos itu\n\nApa?  می\u200cخواهم 👩\u200d👧"
    assert text[slice(*folded.span(0, 8))] == "Pu\u00adskesos"


def is_alike(number: int) -> bool:
    """Whether a character is one of a million that are not assigned, or are letters without case, as ideographs are."""
    return unicodedata.category(chr(number)) in ("Cn", "Co", "Cs", "Lo")


def assert_in_place(number: int) -> None:
    text = f"a{chr(number)}b"
    for folded in (fold(text), bare(text)):
        last = len(folded.text) - 1
        assert folded.span(0, 1) == (0, 1) and folded.span(last, last + 1) == (2, 3), hex(number)
        assert last == 1 or folded.span(1, last) == (1, 2), hex(number)


def test_every_character_keeps_its_place() -> None:
    # of those that are alike one in fifty
    for number in range(sys.maxunicode + 1):
        if number % 50 == 0 or not is_alike(number):
            assert_in_place(number)


@pytest.mark.long
def test_those_that_are_alike_keep_their_place_too() -> None:
    for number in filter(is_alike, range(sys.maxunicode + 1)):
        assert_in_place(number)


def test_the_span_of_nothing_is_nothing() -> None:
    assert fold("").span(0, 0) == (0, 0)
    assert fold("Si\u00adti").span(4, 4) == (5, 5)
