"""The HTML report in a real browser: numbers open their segments, the filter works, nothing breaks its own policy."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualitative.reports.render import render
from sample_report import sample_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The sample report, open in a Chromium that is already there."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        if os.environ.get("CI"):
            pytest.fail("no Chromium: install one, as with `apt-get install chromium`")
        pytest.skip("no Chromium: install one, as with `apt-get install chromium`")
    from playwright.sync_api import sync_playwright

    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render(sample_report(), "html"))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        shown = browser.new_page(viewport={"width": 390, "height": 800})
        shown.problems = []
        shown.on("console", lambda message: shown.problems.append(message.text))
        shown.on("pageerror", lambda error: shown.problems.append(str(error)))
        shown.goto(path.as_uri())
        yield shown
        browser.close()


def test_a_number_opens_exactly_its_segments_and_gives_the_focus_back(page: Any) -> None:
    number = page.locator("a.ev[data-set]").first
    expected = page.locator(f"#{number.get_attribute('data-set')} [data-segment]").count()
    number.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel .entry").count() == expected > 0
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.dataset.set") == number.get_attribute("data-set")


def test_the_way_back_leads_through_what_was_opened(page: Any) -> None:
    page.locator("a.ev[data-set]").first.click()
    first = page.locator("#panel-title").inner_text()
    page.locator("#panel .panel-set [data-segment]").first.click()
    assert page.locator("#panel-title").inner_text() != first
    page.locator("#panel .back").click()
    assert page.locator("#panel-title").inner_text() == first
    page.locator("#panel .close").click()
    assert not page.evaluate("document.getElementById('panel').open")


def test_the_filter_leaves_what_speaks_of_the_district(page: Any) -> None:
    page.select_option("select[name=cases]", "Takalar")
    left = page.locator("main .entry:not([hidden])")
    assert 0 < left.count() < page.locator("main .entry").count()
    assert set(left.evaluate_all("entries => entries.map(entry => entry.dataset.cases)")) == {"Takalar"}
    page.select_option("select[name=cases]", "")


def test_the_page_is_no_wider_than_a_phone_and_keeps_its_own_policy(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.problems == []
