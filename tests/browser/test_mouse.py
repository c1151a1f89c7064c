"""Coding by mouse, overlapping segments, suggestions and filters, in a real JupyterLab."""

from __future__ import annotations

from typing import Any

import pytest

from browser.conftest import coded, saved

pytestmark = pytest.mark.browser

TURNS = ("Apa saja?", "Kami urus KTP. Dananya dari desa. Kartu sehat juga.", "Lama?", "Kadang lama.")


def drag(page: Any, panel: Any, first: str, last: str) -> None:
    """Drag from the middle of one word to the middle of another."""
    middle = """(word) => {
        for (const text of document.querySelectorAll('.q-text')) {
            const at = text.firstChild.data.indexOf(word);
            if (at < 0) continue;
            const range = document.createRange();
            range.setStart(text.firstChild, at); range.setEnd(text.firstChild, at + word.length);
            const box = range.getBoundingClientRect();
            return [box.left + box.width / 2, box.top + box.height / 2];
        }
    }"""
    start, end = page.evaluate(middle, first), page.evaluate(middle, last)
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + end[0]) / 2, end[1])
    page.mouse.move(*end)
    page.mouse.up()
    panel.locator(".q-bar").wait_for()


def test_words_dragged_over_get_the_code_that_is_picked_in_the_tree(root, page, coding) -> None:
    panel = coding("mouse-1", *TURNS)
    drag(page, panel, "Dananya", "desa")
    panel.locator(".q-item[data-code=funds-village]").click()
    saved(panel)
    # the edges follow whole words, though the drag began and ended inside them
    assert coded(root, "mouse-1") == [("funds-village", "Dananya dari desa")]


def test_a_drag_over_two_turns_is_two_segments_and_one_act(root, page, coding) -> None:
    panel = coding("mouse-2", *TURNS)
    drag(page, panel, "sehat", "Lama")
    panel.locator(".q-more").click()
    page.keyboard.type("staff")
    page.keyboard.press("Enter")
    saved(panel)
    assert coded(root, "mouse-2") == [("staff", "sehat juga."), ("staff", "Lama")]
    panel.get_by_label("Undo").click()
    panel.locator(".q-row").first.wait_for(state="detached")
    assert coded(root, "mouse-2") == []


def test_overlapping_segments_have_lines_of_their_own_and_their_names_beside(root, page, coding) -> None:
    begin = "\n".join(
        f"study.apply({code!r}, 'mouse-3', {start}, {end}, coder='ana')"
        for code, start, end in (("services", 17, 50), ("services-papers", 20, 29), ("funds", 25, 40))
    )
    panel = coding("mouse-3", *TURNS, before=begin)
    lanes = panel.locator(".q-turn:nth-child(2) .q-chip i").evaluate_all("all => all.map((one) => one.className)")
    assert lanes == ["q-lane q-lane-0", "q-lane q-lane-1", "q-lane q-lane-2"]
    rules = page.evaluate("document.adoptedStyleSheets.flatMap((s) => [...s.cssRules]).map((r) => r.cssText).join()")
    assert all(f"text-decoration-style: {style}" in rules for style in ("solid", "dashed", "dotted"))
    spans = page.evaluate(
        "[...CSS.highlights].filter(([n]) => /own/.test(n)).flatMap(([, h]) => [...h].map((r) => r.endOffset - r.startOffset))"
    )
    assert sorted(spans) == [9, 15, 33]


def test_a_click_on_coded_words_chooses_them_and_the_buttons_act_on_it(root, page, coding) -> None:
    begin = "study.apply('staff', 'mouse-4', 17, 29, coder='ana')"
    panel = coding("mouse-4", *TURNS, before=begin)
    panel.locator(".q-turn:nth-child(2) .q-text").click(position={"x": 40, "y": 12})
    panel.locator(".q-actions button", has_text="Retract").click()
    panel.locator(".q-row").wait_for(state="detached")
    assert coded(root, "mouse-4") == []


def test_suggestions_look_different_and_one_key_accepts_or_rejects(root, page, coding) -> None:
    begin = """
import pandas as pd
def suggest(*, coder, document, minimum=0):
    text = study.document(document).text
    rows = [(document, text.index(w), text.index(w) + len(w), w, c, 0.9, ['desa (keyword)'], 'tfidf') for w, c in (('Dananya dari desa.', 'funds-village'), ('Kadang lama.', 'staff'))]
    return pd.DataFrame(rows, columns=['document', 'start', 'end', 'quote', 'code', 'probability', 'reasons', 'model'])
study.suggest = suggest
"""
    panel = coding("mouse-5", *TURNS, before=begin)
    page.keyboard.press("s")
    panel.get_by_text("Show them", exact=True).click()
    panel.locator(".q-row.q-suggestion").nth(1).wait_for()
    assert "desa (keyword)" in panel.locator(".q-row.q-suggestion").first.inner_text()
    assert "because of: desa (keyword)" in panel.locator(".q-hint").last.inner_text()
    assert panel.locator(".q-chip.q-suggestion").first.evaluate("e => getComputedStyle(e).borderStyle") == "dashed"
    page.keyboard.press("a")
    panel.locator(".q-row.q-own").wait_for()
    page.keyboard.press("x")
    panel.locator(".q-row.q-suggestion").wait_for(state="detached")
    saved(panel)
    assert coded(root, "mouse-5") == [("funds-village", "Dananya dari desa.")]
    log = (root / "corpus/codings/ana/mouse-5.jsonl").read_text()
    assert '"verdict":"reject"' in log and '"blind":["suggestions"]' in log


def test_filters_by_code_speaker_and_coder_show_only_those(page, coding) -> None:
    begin = "\n".join(
        f"study.apply({code!r}, 'mouse-6', {start}, {end}, coder={coder!r})"
        for code, start, end, coder in (("services", 20, 29, "ana"), ("staff", 3, 6, "ana"), ("funds", 30, 40, "budi"))
    )
    panel = coding("mouse-6", *TURNS, before=begin)
    rows = panel.locator(".q-row")
    assert rows.count() == 2
    panel.locator(".q-menu summary").click()
    panel.locator(".q-menu input").check()
    panel.get_by_text("Show them", exact=True).click()
    panel.locator(".q-row.q-other").wait_for()
    assert panel.get_by_text("not blind").is_visible()
    panel.locator(".q-menu summary").click()
    panel.locator("select[aria-label=Speaker]").select_option("P")
    page.wait_for_function("document.querySelectorAll('.q-row').length === 1")
    panel.locator(".q-filter button").click()
    item = panel.locator(".q-item[data-code=services]")
    item.hover()
    item.locator(".q-funnel").click()
    page.wait_for_function("document.querySelectorAll('.q-row').length === 1")
    assert "services" in rows.inner_text()
