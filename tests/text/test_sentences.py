"""Where a sentence ends, in Indonesian, English and both together."""

from __future__ import annotations

import pytest

from qualitative.text.sentences import sentence_spans


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Kami urus KTP.", "Dananya dari desa."],
        ["Menurut Dr. Rahman, M.Si. dari Jl. Merdeka No. 11 itu sah.", "Ya."],
        ["Berlaku PP No. 39 Tahun 2012.", "Selanjutnya Permensos."],
        ["Did you go?", "No.", "I did not."],
        ["Dana Rp. 500 juta cair pukul 10.30 WIB.", "Lalu dibagi."],
        ["Ia bertanya, “Siapa yang bayar?” lalu diam.", "Kami tidak tahu."],
        ['"Sudah." Ia pergi.'.replace(" Ia pergi.", ""), "Ia pergi."],
        ["Ada beras, minyak, dll.", "Bantuan itu cukup."],
        ["Ya… begitu saja.", "Selesai!"],
        ["We met A. Rahman in St. Louis, e.g. at lunch.", "Then we left."],
        ["harganya murah.", "kamar bersih.", "tapi wifi lambat.", "sekian"],
        ["你好。", "再见！"],
    ],
)
def test_a_text_is_cut_into_these_sentences(sentences: list[str]) -> None:
    assert cut(("" if "你好。" in sentences else " ").join(sentences)) == sentences


def test_blank_lines_headings_and_items_end_a_sentence() -> None:
    assert cut("# Hasil\n\nYang pertama\n- beras\n- uang\n1. Satu\n2. Dua") == [
        "# Hasil", "Yang pertama", "- beras", "- uang", "1. Satu", "2. Dua",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text", ["", " \n ", "...", "😀", "😀 😀!", "a", "!?", "\n\n\n", "x" * 10_000, "kata " * 50_000]
)
def test_any_text_is_cut_without_loss_of_a_word(text: str) -> None:
    spans = sentence_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert "".join(text[a:b] for a, b in spans).replace(" ", "") == "".join(text.split())
    assert all(one[1] <= other[0] for one, other in zip(spans, spans[1:], strict=False))
