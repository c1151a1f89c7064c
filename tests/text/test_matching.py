"""Tokens, stems, and keywords found in their inflected forms."""

from __future__ import annotations

import pytest

from qualitative.text.matching import KeywordMatcher
from qualitative.text.stems import stem
from qualitative.text.tokens import token_spans


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("id", "anggaran penganggaran dianggarkan menganggarkan anggarannya"),
        ("id", "layanan pelayanan melayani dilayani pelayanannya"),
        ("id", "kirim mengirim pengiriman dikirimkan"),
        ("id", "tulis menulis penulisan ditulis tertulis"),
        ("id", "bantuan membantu dibantu bantuannya"),
        ("id", "pakai memakai dipakai pemakaian"),
        ("id", "sewa menyewa disewakan penyewaan"),
        ("id", "desa desa-desa desanya"),
        ("en", "fund funds funded funding"),
        ("en", "service services"),
        ("en", "policy policies"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(language: str, forms: str) -> None:
    assert len({stem(form, language) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    "words", ["kabar sabar", "mengurus mengurangi", "anggota anggaran", "dana desa", "kasar pasar"]
)
def test_different_words_keep_different_stems(words: str) -> None:
    assert len({stem(word, "id") for word in words.split()}) == len(words.split())


def test_tokens_leave_out_white_space() -> None:
    text = "Dana  desa,\n ya😀."
    assert "".join(text[a:b] for a, b in token_spans(text, "id")) == "".join(text.split())


def test_keywords_are_found_in_their_inflected_forms_and_places() -> None:
    text = "Sudah dianggarkan; penganggaran lewat DANA DESA, bukan dana."
    found = KeywordMatcher({"budget": ["anggaran", "dana"], "village-fund": ["dana desa"]}, "id").find(text)
    assert [(m.code, text[m.start : m.end], m.exact) for m in found] == [
        ("budget", "dianggarkan", False),
        ("budget", "penganggaran", False),
        ("budget", "DANA", True),
        ("village-fund", "DANA DESA", True),
        ("budget", "dana", True),
    ]


def test_the_longest_keyword_of_a_code_stays() -> None:
    found = KeywordMatcher({"budget": ["dana", "dana desa"]}, "id").find("Dana desa kami.")
    assert [(m.keyword, m.start, m.end) for m in found] == [("dana desa", 0, 9)]


@pytest.mark.parametrize("text", ["", "😀", "مرحبا", "   ", "x" * 5_000])
def test_any_text_can_be_searched(text: str) -> None:
    assert KeywordMatcher({"budget": ["anggaran", " "]}, "id").find(text) == []
