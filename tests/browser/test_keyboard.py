"""Coding by keyboard alone, in a real JupyterLab."""

from __future__ import annotations

import pytest

from browser.conftest import coded, saved

pytestmark = pytest.mark.browser

TURNS = ("Apa saja?", "Kami urus KTP. Dananya dari desa. Kartu sehat juga.", "Lama?", "Kadang lama.")


def press(page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_a_sentence_is_chosen_coded_and_on_disk_without_a_mouse(root, page, coding) -> None:
    panel = coding("keys-1", *TURNS)
    press(page, "ArrowDown", "ArrowRight", "ArrowRight", "Enter")
    page.keyboard.type("village")
    press(page, "Enter")
    saved(panel)
    assert coded(root, "keys-1") == [("funds-village", "Dananya dari desa.")]


def test_a_selection_grows_and_shrinks_by_words_and_takes_several_codes(root, page, coding) -> None:
    panel = coding("keys-2", *TURNS)
    press(
        page, "ArrowDown", "Control+ArrowRight", *["Control+Shift+ArrowRight"] * 4, "Control+Shift+ArrowLeft", "Enter"
    )
    page.keyboard.type("papers")
    press(page, "Shift+Enter")
    page.keyboard.type("staff")
    press(page, "Enter")
    saved(panel)
    assert coded(root, "keys-2") == [("services-papers", "Kami urus KTP. Dananya"), ("staff", "Kami urus KTP. Dananya")]


def test_a_code_used_before_is_given_by_its_digit_and_undone_and_redone(root, page, coding) -> None:
    panel = coding("keys-3", *TURNS, before="study.apply('staff', 'keys-3', 3, 6, coder='ana')")
    press(page, "ArrowDown", "ArrowRight", "1")
    panel.locator(".q-row", has_text="Kami urus KTP.").wait_for()
    saved(panel)
    assert ("staff", "Kami urus KTP.") in coded(root, "keys-3")
    press(page, "u")
    panel.locator(".q-row", has_text="Kami urus KTP.").wait_for(state="detached")
    assert len(coded(root, "keys-3")) == 1
    press(page, "Shift+U")
    panel.locator(".q-row", has_text="Kami urus KTP.").wait_for()
    assert len(coded(root, "keys-3")) == 2


def test_undo_goes_back_to_where_the_last_act_was_and_says_what_came_back(root, page, coding) -> None:
    before = "study.apply('staff', 'keys-8', 3, 6, coder='ana')"
    panel = coding("keys-8", *TURNS, before=before)
    press(page, "ArrowDown", "ArrowRight", "1")
    panel.locator(".q-row", has_text="Kami urus KTP.").wait_for()
    saved(panel)
    press(page, "<")
    page.wait_for_function("document.querySelector('.q-picker').value !== 'keys-8'")
    press(page, "u")
    page.wait_for_function("document.querySelector('.q-picker').value === 'keys-8'")
    panel.locator(".q-hint", has_text="Kami urus KTP.").wait_for()
    assert len(coded(root, "keys-8")) == 1
    # what was there before this sitting stays
    press(page, "u")
    panel.locator(".q-hint", has_text="Nothing is left to undo of this sitting.").wait_for()
    assert len(coded(root, "keys-8")) == 1


def test_a_coding_is_changed_widened_noted_and_retracted_by_keys(root, page, coding) -> None:
    begin = "text = study.document('keys-4').text; at = text.index('Dananya')\nstudy.apply('staff', 'keys-4', at, at + 7, coder='ana')"
    panel = coding("keys-4", *TURNS, before=begin)
    press(page, "]", "e")
    page.keyboard.type("village")
    press(page, "Enter")
    panel.locator(".q-row", has_text="funds-village").wait_for()
    press(page, "g", "Control+Shift+ArrowRight", "Enter")
    panel.locator(".q-row", has_text="Dananya dari").wait_for()
    press(page, "m")
    page.keyboard.type("dari mana?")
    press(page, "Control+Enter")
    panel.locator(".q-row-note", has_text="dari mana?").wait_for()
    assert coded(root, "keys-4") == [("funds-village", "Dananya dari")]
    press(page, "Delete")
    panel.locator(".q-row").wait_for(state="detached")
    assert coded(root, "keys-4") == []


def test_the_next_uncoded_turn_skips_the_interviewer(page, coding) -> None:
    begin = "at = study.document('keys-5').text.index('urus'); study.apply('staff', 'keys-5', at, at + 4, coder='ana')"
    panel = coding("keys-5", *TURNS, before=begin)
    press(page, "n")
    assert "Kadang lama." in panel.locator(".q-here").inner_text()


def test_a_code_is_added_from_what_was_typed_and_given_at_once(root, page, coding) -> None:
    panel = coding("keys-6", *TURNS)
    press(page, "ArrowDown", "ArrowRight", "Enter")
    page.keyboard.type("card delays")
    press(page, "Enter")
    panel.locator(".q-dialog input").first.wait_for()
    press(page, "Enter")
    panel.locator(".q-row", has_text="card delays").wait_for()
    saved(panel)
    assert coded(root, "keys-6") == [("card-delays", "Kami urus KTP.")]
    assert "card-delays" in (root / "codebook/history/ana.jsonl").read_text()


def test_keys_move_between_documents_and_never_reach_the_notebook(root, page, coding) -> None:
    panel = coding("keys-7", *TURNS)
    press(page, "d", "d", "x", "b", "z", "Escape")
    assert page.evaluate("window.jupyterapp.shell.currentWidget.content.widgets.length") == 1
    press(page, "<")
    panel.locator(".q-picker").evaluate_handle("x => x")
    page.wait_for_function("document.querySelector('.q-picker').value !== 'keys-7'")
    press(page, ">")
    page.wait_for_function("document.querySelector('.q-picker').value === 'keys-7'")


def test_a_screen_reader_hears_where_one_is_and_what_was_done(page, coding) -> None:
    panel = coding("keys-8", *TURNS)
    press(page, "ArrowDown")
    live = panel.locator("[role=status]")
    assert "Turn 2 of 4, A" in live.inner_text()
    press(page, "ArrowRight")
    assert "Kami urus KTP." in live.inner_text()
    here = panel.locator(".q-scroll").get_attribute("aria-activedescendant")
    assert "Kami urus" in panel.locator(f"#{here}").inner_text()
    roles = page.evaluate("[...new Set([...document.querySelectorAll('.q-panel [role]')].map((e) => e.role))]")
    assert {"listbox", "option", "tree", "treeitem", "status", "alert", "toolbar"} <= set(roles)


WEAK = """
import pandas as pd
def suggest(*, coder, document, minimum=0):
    text = study.document(document).text
    rows = [(document, text.index(w), text.index(w) + len(w), w, c, 0.3, ['lama (keyword)'], 'tfidf') for w, c in (('Kadang lama.', 'staff'),)]
    rows = [row for row in rows if row[2] not in {done['end'] for done in study.codings(['ana']).to_dict('records')}]
    table = pd.DataFrame(rows, columns=['document', 'start', 'end', 'quote', 'code', 'probability', 'reasons', 'model'])
    return table[table['probability'] >= minimum]
study.suggest = suggest
"""


def test_weaker_suggestions_are_told_of_and_asked_for_by_key_in_both_languages(root, page, coding) -> None:
    panel = coding("keys-9", *TURNS, before=WEAK)
    live, hint = panel.locator("[role=status]"), panel.locator(".q-foot .q-hint")
    press(page, "s")
    panel.get_by_text("Show them", exact=True).click()
    page.wait_for_function("document.querySelector('.q-foot .q-hint').textContent.includes('1 weaker one is hidden')")
    assert "reaches 50%" in live.inner_text() and panel.locator(".q-row").count() == 0
    assert not panel.get_by_text("not blind").is_visible()
    press(page, "Shift+S")
    panel.locator(".q-row.q-suggestion").wait_for()
    assert "30%" in hint.inner_text() and "lama (keyword)" in hint.inner_text()
    press(page, "Shift+S")
    panel.locator(".q-row.q-suggestion").wait_for(state="detached")
    panel.get_by_label("Bahasa / language").click()
    panel.locator(".q-scroll").focus()
    press(page, "s")
    page.wait_for_function("document.querySelector('.q-foot .q-hint').textContent.includes('1 saran lebih lemah')")
    press(page, "Shift+S")
    panel.locator(".q-row.q-suggestion").wait_for()
    press(page, "s", "a")
    panel.locator(".q-row.q-own").wait_for()
    saved(panel)
    assert coded(root, "keys-9") == [("staff", "Kadang lama.")]


def test_where_everything_is_done_the_panel_says_so_instead_of_asking_for_more(page, coding) -> None:
    coding(
        "keys-10",
        *TURNS,
        before=WEAK
        + "study.mark_done('keys-10', coder='ana')\nstudy.suggest = lambda **_: suggest(coder='', document='keys-10').iloc[:0]",
    )
    press(page, "s")
    page.locator(".q-panel[data-ready]").get_by_text("Show them", exact=True).click()
    page.wait_for_function(
        "document.querySelector('.q-foot .q-hint').textContent.includes('nothing is left to suggest')"
    )


def test_no_stray_key_ends_blindness(root, page, coding) -> None:
    panel = coding("keys-11", *TURNS, before=WEAK + "study.apply('staff', 'keys-11', 3, 6, coder='budi')")
    for key in ("s", "a", "x", "d", "Shift+S"):
        press(page, key)
        panel.get_by_text("Stay blind", exact=True).wait_for()
        press(page, "Enter")  # a second stray key
        panel.locator(".q-dialog").wait_for(state="detached")
    assert not panel.get_by_text("not blind").is_visible() and panel.locator(".q-row").count() == 0
    panel.get_by_text("Other coders", exact=True).click()
    panel.get_by_label("budi").click()
    panel.get_by_text("Show them", exact=True).click()
    panel.locator(".q-row.q-other").wait_for()
    assert panel.get_by_text("not blind").is_visible()
    panel.locator(".q-scroll").focus()
    press(page, "d")
    page.wait_for_timeout(300)
    assert panel.locator(".q-dialog").count() == 0  # asked once
