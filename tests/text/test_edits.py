"""A span goes through corrections: its words are followed, and where too few remain it is lost, never put on other words."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from qualitative.text.edits import anchor_at, apply_script, carry, carry_position, edit_script
from qualitative.text.quotes import find_anchor, nearest

TEXTS = st.text(alphabet="abc dé😀.\n", max_size=60)


def carried(old: str, new: str, words: str) -> str | None:
    anchor = carry(anchor_at(old, old.index(words), old.index(words) + len(words)), edit_script(old, new))
    if anchor is not None:
        assert new[anchor.start : anchor.end] == anchor.quote
    return anchor and anchor.quote


@given(TEXTS, TEXTS)
@example("aa", "aaa.")
def test_a_script_leads_from_the_old_text_to_the_new(old: str, new: str) -> None:
    script = edit_script(old, new)
    assert apply_script(old, script) == new
    assert all(before[1] <= after[0] for before, after in zip(script, script[1:], strict=False))


@given(TEXTS, TEXTS, st.data())
def test_a_carried_span_says_what_stands_there(old: str, new: str, data: st.DataObject) -> None:
    if not old:
        return
    start = data.draw(st.integers(0, len(old) - 1))
    anchor = carry(anchor_at(old, start, data.draw(st.integers(start + 1, len(old)))), edit_script(old, new))
    assert anchor is None or (new[anchor.start : anchor.end] == anchor.quote and anchor.quote)


@given(TEXTS, st.data())
def test_without_a_change_nothing_moves(text: str, data: st.DataObject) -> None:
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        anchor = anchor_at(text, start, len(text))
        assert carry(anchor, edit_script(text, text)) == anchor


@pytest.mark.parametrize(
    ("old", "new", "words", "becomes"),
    [
        ("Kami urus KTP. Dari desa.", "Memang kami urus KTP. Dari desa.", "urus KTP", "urus KTP"),
        ("Kami urus KTP di pukesos itu", "Kami urus KTP di Puskesos itu", "pukesos", "Puskesos"),
        ("Kami di uskesos itu", "Kami di Puskesos itu", "uskesos", "Puskesos"),
        ("Kami di Puskeso itu", "Kami di Puskesos itu", "Puskeso", "Puskesos"),
        ("Kami urus KTP.", "Kami mengurus KTP.", "urus KTP", "mengurus KTP"),
        ("Kami urus KTP di desa. Pulang", "Kami KTP di desa. Pulang", "urus KTP di desa.", "KTP di desa."),
        ("Kami urus KTP di desa. Pulang", "Kami pulang", "urus KTP di desa.", None),
        ("satu dua tiga empat lima", "satu enam tujuh delapan lima", "tiga", None),
        ("satu dua tiga", "satu dua, kira-kira, tiga", "dua tiga", None),
        ("satu dua tiga", "nol satu dua tiga", "satu", "satu"),
        ("istri saya saja tahu", "istri kami saja tahu", "istri saya", "istri kami"),
        ("kerja sama desa itu", "kerjasama desa itu", "kerja sama", "kerjasama"),
        ("anak-anak dititip", "karena dititip", "anak-anak", None),
    ],
)
def test_words_are_followed_through_a_correction(old: str, new: str, words: str, becomes: str | None) -> None:
    assert carried(old, new, words) == becomes


def test_a_bare_position_stays_within_the_text() -> None:
    script = edit_script("satu dua tiga", "satu tiga")
    assert [carry_position(script, place) for place in (0, 5, 9, 13)] == [0, 5, 5, 9]


def test_a_quote_is_found_again_only_where_its_surroundings_agree() -> None:
    old = "Kalau awal tahun pakai uang sendiri dulu. Kalau akhir tahun pakai uang desa juga."
    anchor = anchor_at(old, old.index("uang"), old.index("uang") + 4)
    assert (found := find_anchor(f"Ya. {old}", anchor)) and found.start == anchor.start + 4
    assert find_anchor(old.replace("awal tahun pakai uang sendiri", "tahun"), anchor) is None
    assert find_anchor("Kami pakai uang itu.", anchor) is None


def test_what_is_lost_has_a_likely_place_for_a_person_to_look_at() -> None:
    anchor = anchor_at("Kami urus KTP warga, dananya dari desa.", 5, 13)
    assert nearest("Nah. Surat warga, dananya dari desa.", anchor) == "Nah. Surat warga, dananya dari desa.".index(
        "warga, dananya dari desa."
    )


@given(
    st.lists(
        st.lists(
            st.lists(st.sampled_from(["dana", "desa", "warga", "kantor", "jalan", "air"]), min_size=2, max_size=6),
            min_size=2,
            max_size=4,
        ),
        min_size=2,
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_paragraphs_that_are_split_at_once_keep_every_sentence(words: list[list[list[str]]], random: Random) -> None:
    number = iter(range(1000))
    paragraphs = [[f"{next(number)} {' '.join(sentence)}." for sentence in paragraph] for paragraph in words]
    old, apart = "\n\n".join(map(" ".join, paragraphs)), []
    for paragraph in paragraphs:
        at = random.randint(0, len(paragraph) - 1)
        apart += [" ".join(part) for part in (paragraph[:at], paragraph[at:]) if part]
    script = edit_script(old, "\n\n".join(apart))
    assert apply_script(old, script) == "\n\n".join(apart)
    for sentence in (sentence for paragraph in paragraphs for sentence in paragraph):
        start = old.index(sentence)
        now = carry(anchor_at(old, start, start + len(sentence)), script)
        assert now is not None and now.quote == sentence


def test_paragraphs_that_are_joined_keep_their_sentences() -> None:
    old, new = "Satu dua.\n\nTiga empat.\n\nLima enam.", "Satu dua. Tiga empat. Lima enam."
    for sentence in ("Satu dua.", "Tiga empat.", "Lima enam."):
        start = old.index(sentence)
        now = carry(anchor_at(old, start, start + len(sentence)), edit_script(old, new))
        assert now is not None and now.quote == sentence


def test_a_word_left_between_two_replaced_ones_matches_by_chance() -> None:
    """Two words out and two in around one that stayed: the stretch was written anew, and nothing is held by the one."""
    assert edit_script("tujuh dan sepuluh.", "rumah dan kebun.") == [(0, 17, "rumah dan kebun")]
    # nothing went out around it: the word is itself, and two were added
    assert apply_script("pagi dan.", edit_script("pagi dan.", "pagi cerah dan sore.")) == "pagi cerah dan sore."
    assert len(edit_script("pagi dan.", "pagi cerah dan sore.")) == 2
