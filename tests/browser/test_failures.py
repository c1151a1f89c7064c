"""What can't be saved is said at once and stays in sight; a restart loses nothing that was saved."""

from __future__ import annotations

import json

import pytest

from browser.conftest import coded, saved, write_document
from browser.lab import open_notebook, open_panel, run_cell, server, write_notebook

pytestmark = pytest.mark.browser

TURNS = ("Apa saja?", "Kami urus KTP. Dananya dari desa.")


def give_first_sentence(page) -> None:
    for key in ("Home", "ArrowDown", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    page.keyboard.type("staff")
    page.keyboard.press("Enter")


def test_a_file_that_cannot_be_written_is_said_and_saved_once_it_can(root, page, coding) -> None:
    panel = coding("fail-1", *TURNS)
    file = root / "corpus/codings/ana/fail-1.jsonl"
    file.mkdir(parents=True)  # even root can't append to a folder
    give_first_sentence(page)
    panel.locator(".q-status[data-state=failed]").wait_for()
    assert "NOT SAVED" in panel.locator("[role=alert].q-live").inner_text()
    assert "Kami urus KTP." in panel.locator(".q-unsaved").inner_text()
    assert panel.locator(".q-chip.q-pending").count() == 1
    file.rmdir()
    panel.get_by_role("button", name="Save now").click()
    saved(panel)
    assert coded(root, "fail-1") == [("staff", "Kami urus KTP.")]


def test_a_disk_that_is_full_is_said(root, page, coding) -> None:
    limit = "import resource, signal\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\nhard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\nresource.setrlimit(resource.RLIMIT_FSIZE, (64, hard))"
    panel = coding("fail-2", *TURNS, before=limit)
    try:
        give_first_sentence(page)
        panel.locator(".q-status[data-state=failed]").wait_for()
        assert coded(root, "fail-2") == []
        panel.get_by_role("button", name="Discard").click()
        panel.locator(".q-chip.q-pending").wait_for(state="detached")
    finally:
        run_cell(page, "resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))")


def test_a_restart_of_the_kernel_is_said_and_what_waited_can_be_saved_after_it(root, page, coding) -> None:
    panel = coding("fail-3", *TURNS)
    give_first_sentence(page)
    saved(panel)
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.restart()")
    panel.locator(".q-status[data-state=gone]").wait_for()
    for key in ("ArrowRight", "1"):
        page.keyboard.press(key)
    assert "Dananya dari desa." in panel.locator(".q-unsaved").inner_text()
    again = open_panel(
        page, "from qualitative import Study\nstudy = Study.open()\nstudy.panel('fail-3', coder='ana', language='en')"
    )
    assert again.locator(".q-row").count() == 1
    again.get_by_role("button", name="Save now").click()
    saved(again)
    assert coded(root, "fail-3") == [("staff", "Kami urus KTP."), ("staff", "Dananya dari desa.")]


def test_a_reloaded_page_shows_what_was_saved_meanwhile(root, page, lab, coding) -> None:
    panel = coding("fail-4", *TURNS)
    give_first_sentence(page)
    saved(panel)
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(500)
    open_notebook(page, lab, "t.ipynb")
    page.locator(".q-panel[data-ready] .q-row", has_text="Kami urus KTP.").wait_for()


def test_a_saved_notebook_shows_the_coded_text_without_a_kernel(root, chromium, page, lab, coding) -> None:
    panel = coding("fail-5", *TURNS)
    give_first_sentence(page)
    saved(panel)
    # the static view follows once the hands rest
    page.wait_for_timeout(4500)
    assert not page.locator(".q-static").first.is_visible()
    page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
    page.wait_for_timeout(800)
    notebook = json.loads((root / "t.ipynb").read_text())
    html = [
        output["data"]["text/html"]
        for output in notebook["cells"][0]["outputs"]
        if "text/html" in output.get("data", {})
    ]
    shown = chromium.new_page()
    shown.set_content("".join(html[0]))
    assert shown.locator("mark").inner_text() == "Kami urus KTP."
    shown.close()
    # reopened with another kernel, as on another day
    notebook["metadata"].pop("widgets", None)
    (root / "later.ipynb").write_text(json.dumps(notebook))
    later = chromium.new_page()
    open_notebook(later, lab, "later.ipynb")
    later.locator(".q-static mark", has_text="Kami urus KTP.").wait_for()
    later.close()


def test_it_works_in_notebook_7(root, chromium, tmp_path) -> None:
    write_document(root, "seven", *TURNS)
    write_notebook(root / "seven.ipynb", "")
    with server(root, tmp_path, "notebook") as address:
        page = chromium.new_page(viewport={"width": 1280, "height": 860})
        open_notebook(page, address, "seven.ipynb", "notebook")
        panel = open_panel(
            page, "from qualitative import Study\nStudy.open().panel('seven', coder='ana', language='en')"
        )
        # this front end goes to the next cell a moment after it ran one
        page.wait_for_timeout(1000)
        panel.locator(".q-scroll").click(position={"x": 300, "y": 200})
        give_first_sentence(page)
        saved(panel)
        page.close()
    assert coded(root, "seven") == [("staff", "Kami urus KTP.")]
