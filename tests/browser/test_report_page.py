"""The HTML report in a real browser: numbers open their segments, the filter works, nothing breaks its own policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from qualitative.reports.formats.table import render
from sample_report import sample_report

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def report_page(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """The sample report, open in the Chromium of all browser tests."""
    path: Path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_bytes(render(sample_report(), "html"))
    shown = chromium.new_page(viewport={"width": 390, "height": 800})
    shown.problems = []
    shown.on("console", lambda message: shown.problems.append(message.text))
    shown.on("pageerror", lambda error: shown.problems.append(str(error)))
    shown.goto(path.as_uri())
    yield shown
    shown.close()


def test_a_number_opens_exactly_its_segments_and_gives_the_focus_back(report_page: Any) -> None:
    number = report_page.locator("a.ev[data-set]").first
    expected = report_page.locator(f"#{number.get_attribute('data-set')} [data-segment]").count()
    number.focus()
    report_page.keyboard.press("Enter")
    assert report_page.locator("#panel .entry").count() == expected > 0
    report_page.keyboard.press("Escape")
    assert report_page.evaluate("document.activeElement.dataset.set") == number.get_attribute("data-set")


def test_the_way_back_leads_through_what_was_opened(report_page: Any) -> None:
    report_page.locator("a.ev[data-set]").first.click()
    first = report_page.locator("#panel-title").inner_text()
    report_page.locator("#panel .panel-set [data-segment]").first.click()
    assert report_page.locator("#panel-title").inner_text() != first
    report_page.locator("#panel .back").click()
    assert report_page.locator("#panel-title").inner_text() == first
    report_page.locator("#panel .close").click()
    assert not report_page.evaluate("document.getElementById('panel').open")


def test_the_filter_leaves_what_speaks_of_the_district(report_page: Any) -> None:
    report_page.locator(".contents summary").click()  # on a phone the contents are closed, and the filter with them
    report_page.select_option("select[name=cases]", "Takalar")
    left = report_page.locator("main .entry:not([hidden])")
    assert 0 < left.count() < report_page.locator("main .entry").count()
    assert set(left.evaluate_all("entries => entries.map(entry => entry.dataset.cases)")) == {"Takalar"}
    report_page.select_option("select[name=cases]", "")


def test_the_page_is_no_wider_than_a_phone_and_keeps_its_own_policy(report_page: Any) -> None:
    assert report_page.evaluate("document.documentElement.scrollWidth") == 390
    assert report_page.problems == []


def test_on_a_phone_the_first_page_stands_before_the_contents(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(render(sample_report(), "html"))
    shown = chromium.new_page(viewport={"width": 390, "height": 800})
    shown.goto(path.as_uri())
    assert not shown.evaluate("document.querySelector('.contents details').open")
    assert not shown.locator(".filter").is_visible()
    shown.close()


def test_a_link_into_the_closed_appendix_opens_it(chromium: Any, tmp_path: Path) -> None:
    path = tmp_path / "report.html"
    path.write_bytes(render(sample_report(), "html"))
    shown = chromium.new_page(viewport={"width": 1280, "height": 800})
    shown.goto(path.as_uri())
    assert not shown.evaluate("document.getElementById('appendix').open")
    shown.goto(f"{path.as_uri()}#S1")
    assert shown.evaluate("document.getElementById('appendix').open")
    assert shown.locator("#S1").is_visible()
    shown.close()
