"""The panel in a narrow window, and in a study of one language, in a real JupyterLab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.lab import open_notebook, open_panel, run_cell, server, write_notebook
from conftest import copy_second

pytestmark = pytest.mark.browser

WIDTH = """() => Math.min(...[...document.querySelectorAll('.q-panel .q-text')].slice(0, 8).map((text) => text.getBoundingClientRect().width))"""


@pytest.fixture(scope="module")
def english(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Any, Any]]:
    """(the second study, a page of JupyterLab, its panel)."""
    root = copy_second(tmp_path_factory.mktemp("second") / "study")
    write_notebook(root / "t.ipynb", "")
    with server(root, tmp_path_factory.mktemp("jupyter")) as address:
        page = chromium.new_page(viewport={"width": 1366, "height": 860})
        page.set_default_timeout(20_000)
        open_notebook(page, address, "t.ipynb")
        run_cell(page, "from qualitative import Study")
        yield root, page, open_panel(page, "Study.open().panel('int-a-line', coder='coder-two')")
        page.close()


@pytest.mark.parametrize("width", [1366, 1024, 683])
def test_text_keeps_its_room_at_every_width(english: tuple[Path, Any, Any], width: int) -> None:
    _, page, panel = english
    page.set_viewport_size({"width": width, "height": 860})
    page.wait_for_timeout(300)
    assert page.evaluate(WIDTH) >= 280
    box, item, foot = (
        panel.bounding_box(),
        *(panel.locator(part).first.bounding_box() for part in (".q-item", ".q-foot")),
    )
    assert box["x"] + box["width"] <= width
    assert box["y"] < item["y"] and item["y"] + item["height"] <= foot["y"] < box["y"] + box["height"]


def test_a_study_of_one_language_is_asked_for_no_other(english: tuple[Path, Any, Any]) -> None:
    root, page, panel = english
    page.set_viewport_size({"width": 1366, "height": 860})
    assert panel.get_by_label("Bahasa / language").count() == 0
    panel.locator(".q-side-head button").click()
    dialog = panel.locator(".q-dialog")
    assert dialog.locator("label input").count() == 2  # its name, and why
    dialog.locator("label input").first.fill("Night shifts")
    dialog.locator("label input").last.fill("People speak of them.")
    dialog.get_by_text("Save", exact=True).click()
    panel.locator(".q-item", has_text="Night shifts").wait_for()
    assert "en: Night shifts" in (root / "codebook/codebook.yaml").read_text(encoding="utf-8")
