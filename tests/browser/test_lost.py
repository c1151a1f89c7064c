"""Codings that lost their words are placed or let go of, and retired codes are out of the way but not out of reach."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser.conftest import coded, saved

pytestmark = pytest.mark.browser

TURNS = ("Apa saja?", "Kami urus KTP. Dananya dari desa. Kartu sehat juga.", "Lama?", "Kadang lama.")


def losing(document: str) -> str:
    """Code two stretches, then correct the text so that both are gone."""
    return f"""
from qualitative.amend import correct
text = study.document({document!r}).text
for code, words in (("funds", "Dananya dari desa"), ("staff", "Kartu sehat juga")):
    study.apply(code, {document!r}, text.index(words), text.index(words) + len(words), coder="ana")
new = text.replace("Dananya dari desa", "Uangnya belum jelas").replace("Kartu sehat juga", "Obat pun begitu")
correct(study.folder, {document!r}, new, by="ana", why="misheard")
"""


def test_lost_codings_are_placed_and_let_go_of_by_keys(root: Path, page: Any, coding: Any) -> None:
    panel = coding("lost-1", *TURNS, before=losing("lost-1"))
    rows = panel.locator(".q-lost-list li")
    assert rows.count() == 2 and "Dananya dari desa" in rows.first.inner_text()
    page.keyboard.press("l")
    assert "Uangnya" in panel.locator(".q-here").inner_text()
    for key in ("ArrowRight", "ArrowRight", "p"):
        page.keyboard.press(key)
    panel.locator(".q-row", has_text="Uangnya belum jelas.").wait_for()
    assert coded(root, "lost-1") == [("funds", "Uangnya belum jelas.")]
    for key in ("l", "r"):
        page.keyboard.press(key)
    panel.locator(".q-lost-list").wait_for(state="hidden")
    saved(panel)
    page.keyboard.press("u")
    rows.first.wait_for()
    assert "Kartu sehat juga" in rows.first.inner_text()


def test_lost_codings_are_placed_and_let_go_of_by_mouse(root: Path, page: Any, coding: Any) -> None:
    panel = coding("lost-2", *TURNS, before=losing("lost-2"))
    rows = panel.locator(".q-lost-list li")
    rows.first.get_by_role("button", name="Place").click()
    assert "Select some text first" in panel.locator(".q-foot").inner_text() and rows.count() == 2
    rows.first.click()
    for key in ("ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    rows.first.get_by_role("button", name="Place").click()
    panel.locator(".q-row", has_text="Uangnya belum jelas.").wait_for()
    rows.first.get_by_role("button", name="Let go").click()
    panel.locator(".q-lost-list").wait_for(state="hidden")
    assert coded(root, "lost-2") == [("funds", "Uangnya belum jelas.")]


def test_in_a_narrow_window_nothing_of_the_list_reaches_over_the_codebook(page: Any, coding: Any) -> None:
    panel = coding("lost-4", *TURNS, before="study.apply('funds', 'lost-4', 3, 6, coder='ana')")
    size = page.viewport_size
    page.set_viewport_size({"width": 760, "height": 700})
    try:
        page.keyboard.press("]")
        edges = "e => e.getBoundingClientRect().right"
        page.wait_for_function("document.querySelector('.q-panel[data-ready] .q-actions').children.length > 0")
        assert panel.locator(".q-list-head .q-input").evaluate(edges) <= panel.locator(".q-main").evaluate(edges) + 1
    finally:
        page.set_viewport_size(size)


def test_a_retired_code_is_hidden_shown_on_request_refused_and_restored(root: Path, page: Any, coding: Any) -> None:
    retire = "study.revise([{'op': 'retire', 'id': 'services-papers'}], by='ana', why='unused')"
    panel = coding("lost-3", *TURNS, before=retire)
    item = panel.locator(".q-item[data-code=services-papers]")
    assert item.count() == 0
    panel.locator(".q-retired-toggle input").check()
    assert "q-retired" in item.get_attribute("class")
    panel.locator(".q-scroll").focus()
    for key in ("ArrowDown", "ArrowRight"):
        page.keyboard.press(key)
    item.click()
    assert "no longer used" in panel.locator(".q-dialog").inner_text()
    panel.get_by_role("button", name="Restore the code").last.click()
    page.wait_for_function(
        "!document.querySelector('.q-item[data-code=services-papers]').classList.contains('q-retired')"
    )
    item.click()
    saved(panel)
    panel.locator(".q-row", has_text="Kami urus KTP.").wait_for()
    assert coded(root, "lost-3") == [("services-papers", "Kami urus KTP.")]
