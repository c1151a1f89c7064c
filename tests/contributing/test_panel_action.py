"""The worked example of a new action of the panel, done as it is written."""

from __future__ import annotations

from pathlib import Path

from contributing.worked import worked
from qualitative import Study

PROGRAM = """
import re
from qualitative import Study
from qualitative.panel.answers import handle
from qualitative.panel.assets import javascript
from qualitative.panel.session import Session
from qualitative.panel.views import opening
from qualitative.panel.words import TEXTS

folder = Study.open({root!r}).folder
session = Session(folder, "int-1", "ana")
opening(session)
start = session.border.out(session.document.text.index("Dananya"))
answer = handle(session, {{"kind": "mark-key", "start": start, "end": start + 18, "why": "typical"}})
(event,) = [event for event in folder.events()[0] if event["event"] == "mark"]
print(answer["ok"], event["kind"], event["why"], event["quote"])
row = next(line for line in javascript().splitlines() if line.strip().startswith("markKey:"))
word = re.search('word: "([^"]+)"', row)[1]
print(re.search('keys: (.+?),', row)[1], *(TEXTS[word][language] for language in ("en", "id")))
"""


def test_the_example_of_a_panel_action_works_as_written(study: Study, tmp_path: Path) -> None:
    done = worked("panel-action.md", tmp_path / "library")
    assert done.files == ("panel/changes.py", "panel/js/69-table.js", "panel/messages.py")
    assert done.run(PROGRAM.format(root=str(study.root))).splitlines() == [
        "True key typical Dananya dari desa.",
        '["k"] Mark as a key passage Tandai sebagai bagian kunci',
    ]
