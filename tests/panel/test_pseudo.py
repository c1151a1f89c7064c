"""The panel in a language that came with no line of code: a folder of catalogues, longer words and accents."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

from pseudo import PSEUDO, pseudo, write_language
from qualitative import Study

PROGRAM = """
import json
from qualitative import Study
from qualitative.panel.session import Session
from qualitative.panel.static import static_view
from qualitative.panel.views import opening
folder = Study.open({root!r}).folder
session = Session(folder, "int-1", "ana", language={language!r})
shape = opening(session)
view = static_view(session.document, [], folder.codebook(), {language!r})
print(json.dumps([shape["language"], shape["locales"], shape["words"][{language!r}], view]))
"""


def test_the_panel_speaks_a_third_language_all_through(study: Study, tmp_path: Path) -> None:
    locales = tmp_path / "locales"
    write_language(locales)
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM.format(root=str(study.root), language=PSEUDO)],
        env={**os.environ, "QUALITATIVE_LOCALES": str(locales)},
        capture_output=True,
        text=True,
        check=True,
    )
    language, tags, words, view = json.loads(done.stdout)
    assert (language, tags[PSEUDO]) == (PSEUDO, "eo")
    for text in words.values():
        for form in text.values() if isinstance(text, dict) else [text]:
            assert form.startswith("‹") and form.endswith("›")
    assert pseudo("The coded text as saved").strip("‹›·") in view and "The coded text" not in view
