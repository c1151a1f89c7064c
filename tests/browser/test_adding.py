"""A file dropped on the panel, in a real JupyterLab: seen as it would be added, changed by its options, and only then written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from browser.conftest import saved
from qualitative import Study

pytestmark = pytest.mark.browser

TALK = "[0:03] Ann: How did it start?\n\n[0:09] Bob: In the hall.\nNote: he laughed.\n\n[0:21] Ann: Who paid?\n"
# a drop as the browser makes it where a file comes from another window
DROP = """([name, text]) => {
    const data = new DataTransfer();
    data.items.add(new File([text], name));
    const panel = document.querySelector('.q-panel[data-ready] .q-text') ?? document.querySelector('.q-panel[data-ready]');
    for (const kind of ['dragover', 'drop']) panel.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def files(root: Path) -> set[str]:
    return {str(path.relative_to(root)) for path in (root / "corpus").rglob("*") if path.is_file()}


def drop(page: Any, panel: Any, name: str, text: str = TALK) -> Any:
    page.evaluate(DROP, [name, text])
    return panel.locator(".q-add")


def test_a_dropped_file_is_seen_changed_and_only_then_added(root: Path, page: Any, coding: Any) -> None:
    panel = coding("adding-1", "Apa?", "Itu.")
    before = files(root)
    box = drop(page, panel, "talk 2024-05-03.txt")
    box.locator(".q-add-speakers tbody tr").nth(2).wait_for()
    assert box.locator("[name=date]").input_value() == "2024-05-03"
    assert box.locator("[name=case]").input_value() == "north"  # the only one that there is
    seen = box.locator(".q-add-seen").inner_text()
    for part in (
        "3 turns",
        "corpus/transcripts/talk-2024-05-03.md",
        "In the hall. Note: he laughed.",
        "3 of 3 turns",
        "joined to the turn before",
    ):
        assert part in seen
    box.get_by_label("Role: Ann").select_option("informant")
    box.locator("td", has_text="said").first.wait_for()
    box.get_by_label("Role: Bob").select_option("interviewer")
    box.locator("[name=kind]").select_option("group")
    page.wait_for_function(
        "() => document.querySelector('.q-add [name=kind]').value === 'group' && !document.querySelector('.q-waits')"
    )
    assert files(root) == before
    box.get_by_text("Add it", exact=True).click()
    panel.get_by_text("talk-2024-05-03 is in the corpus.").first.wait_for()
    saved(panel)
    document = Study.open(root).document("talk-2024-05-03")
    assert (document.kind, document.speakers) == ("group", {"Ann": "informant", "Bob": "interviewer"})
    panel.get_by_text("Open it", exact=True).click()
    page.wait_for_function("document.querySelector('.q-picker').value === 'talk-2024-05-03'")
    assert "How did it start?" in panel.locator(".q-text").first.inner_text()


def test_what_looks_like_a_speaker_can_be_made_one(root: Path, page: Any, coding: Any) -> None:
    panel = coding("adding-2", "Apa?", "Itu.")
    box = drop(page, panel, "note 2024-05-04.txt")
    box.get_by_label("Role: Note").focus()
    box.get_by_label("Role: Note").select_option("informant")
    box.get_by_text("4 turns", exact=True).wait_for()
    assert box.get_by_label("Role: Note").evaluate("(one) => one === document.activeElement")
    page.keyboard.press("Escape")
    box.wait_for(state="detached")
    assert not any("note-2024" in name for name in files(root))


def test_what_is_missing_is_named_and_nothing_can_be_added_before(root: Path, page: Any, coding: Any) -> None:
    panel = coding("adding-3", "Apa?", "Itu.")
    box = drop(page, panel, "undated.txt")
    box.get_by_text("Before it can be added, say: Date.").wait_for()
    add = box.get_by_text("Add it", exact=True)
    assert add.is_disabled()
    box.locator("[name=date]").fill("2024-13-45")
    page.keyboard.press("Tab")
    box.locator(".q-problem", has_text="2024-13-45").wait_for()
    assert add.is_disabled()
    box.locator("[name=date]").fill("2024")
    page.keyboard.press("Tab")
    page.wait_for_function("() => [...document.querySelectorAll('.q-add .q-primary')].some((one) => !one.disabled)")
    page.keyboard.press("Escape")


def test_a_bad_file_is_one_sentence_and_the_next_one_follows(page: Any, coding: Any, tmp_path: Path) -> None:
    panel = coding("adding-4", "Apa?", "Itu.")
    (tmp_path / "broken.docx").write_bytes(b"PK\x03\x04nothing")
    (tmp_path / "good 2024-05-05.txt").write_text(TALK)
    # the dialog is listened for well before the key: a key pressed while Chromium is being told of it can be lost
    dialogs: list[Any] = []

    def listener(dialog: Any) -> None:
        dialogs.append(dialog)

    page.on("filechooser", listener)
    page.wait_for_timeout(200)
    page.keyboard.press("+")
    for _ in range(400):
        if not dialogs:
            page.wait_for_timeout(50)
    dialogs[0].set_files([tmp_path / "broken.docx", tmp_path / "good 2024-05-05.txt"])
    page.remove_listener("filechooser", listener)
    box = panel.locator(".q-add")
    box.locator(".q-problem", has_text="broken.docx: the file is broken").wait_for()
    assert not box.get_by_text("Add it", exact=True).is_visible()
    assert panel.locator(".q-status").get_attribute("data-state") != "failed"
    box.get_by_text("Cancel").click()
    box.get_by_text("3 turns", exact=True).wait_for()
    page.keyboard.press("Escape")
    box.wait_for(state="detached")


def test_a_file_of_jupyterlabs_own_list_is_taken(root: Path, page: Any, coding: Any) -> None:
    panel = coding("adding-5", "Apa?", "Itu.")
    (root / "listed 2024-05-06.txt").write_text(TALK)
    page.evaluate(
        """() => {
            const target = document.querySelector('.q-panel[data-ready]');
            for (const kind of ['lm-dragenter', 'lm-dragover', 'lm-drop']) {
                const event = new Event(kind, { bubbles: true, cancelable: true });
                event.mimeData = { getData: (type) => (type === 'application/x-jupyter-icontents' ? ['listed 2024-05-06.txt'] : undefined) };
                event.proposedAction = 'move';
                target.dispatchEvent(event);
            }
        }"""
    )
    panel.locator(".q-add").get_by_text("3 turns", exact=True).wait_for()
    page.keyboard.press("Escape")
