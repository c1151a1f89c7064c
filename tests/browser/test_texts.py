"""Hostile and unusual texts show as text and code correctly."""

from __future__ import annotations

import pytest

from browser.conftest import coded, saved

pytestmark = pytest.mark.browser


def test_emoji_and_arabic_are_coded_to_the_character(root, page, coding) -> None:
    panel = coding("text-1", "Halo 👨‍👩‍👧 apa?", "Kata beliau 😀 مَن جَدَّ وَجَدَ lalu 𝔘rus KTP. Dananya dari desa.")
    page.keyboard.press("ArrowDown")
    for key in (*["Control+ArrowRight"] * 3, *["Control+Shift+ArrowRight"] * 4, "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("staff")
    page.keyboard.press("Enter")
    saved(panel)
    assert coded(root, "text-1") == [("staff", "مَن جَدَّ وَجَدَ lalu 𝔘rus")]


def test_markup_runs_nowhere_and_hidden_characters_are_seen(root, page, coding) -> None:
    panel = coding(
        "text-2",
        "<img src=x onerror='window.hacked=1'>",
        "<script>window.hacked=1</script> ra\u200bhasia \u202ekilab\u202c <b>tebal</b>",
    )
    shown = panel.locator(".q-text").nth(1).inner_text()
    assert shown == "<script>window.hacked=1</script> ra␢hasia ⇄kilab⇄ <b>tebal</b>"
    assert page.evaluate("window.hacked") is None
    assert "U+202E" in panel.locator(".q-text").nth(1).get_attribute("title")
    for key in ("ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("staff")
    page.keyboard.press("Enter")
    saved(panel)
    assert coded(root, "text-2") == [
        ("staff", "<script>window.hacked=1</script> ra\u200bhasia \u202ekilab\u202c <b>tebal</b>")
    ]


def test_a_turn_of_twenty_thousand_words_is_moved_in_and_coded(root, page, coding) -> None:
    words = " ".join(f"kata{n}" + ("." if n % 12 == 11 else "") for n in range(20_000))
    panel = coding("text-3", "Ceritakan.", words.replace(". k", ". K") + " Akhirnya selesai.")
    for key in ("ArrowDown", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")
    page.keyboard.type("staff")
    page.keyboard.press("Enter")
    saved(panel)
    assert coded(root, "text-3")[0][1].startswith("Kata12 ")


def test_dark_themes_keep_the_text_readable(page, coding) -> None:
    panel = coding("text-4", "Apa?", "Gelap.")
    page.evaluate("document.body.dataset.jpThemeLight = 'false'")
    mixed = panel.evaluate("e => getComputedStyle(e).getPropertyValue('--q-line-to')")
    page.evaluate("document.body.dataset.jpThemeLight = 'true'")
    assert mixed.strip() == "#fff"


def test_the_list_is_filtered_by_folded_words(root, page, coding) -> None:
    turn = "Ini Pu\u00adskesos\u00a0kita \u2013 di L\u00e9wa."
    begin = "text = study.document('fold-1').text; at = text.index('Ini')\nstudy.apply('staff', 'fold-1', at, at + 26, coder='ana')"
    panel = coding("fold-1", "Apa?", turn, before=begin)
    for typed, rows in (("puskesos kita - di LEWA", 1), ("puskesos lain", 0)):
        panel.get_by_label("Filter quotes, codes …").fill(typed)
        page.wait_for_function("(n) => document.querySelectorAll('.q-panel[data-ready] .q-row').length === n", arg=rows)
