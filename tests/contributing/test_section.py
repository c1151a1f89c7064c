"""A section of reports, added as its page says."""

from __future__ import annotations

from pathlib import Path

from conftest import ROOT, SECOND
from contributing.worked import worked

PROGRAM = """
from qualitative import Study
from qualitative.reports import sections
from qualitative.reports.formats.table import render

draft = Study.open({root!r}).draft({language!r})
voices = sections.voices_section(draft)
heading, sentence, table = voices.blocks
rows = sections.results(draft.inputs.evidence)
ids = {{row.document + f".{{row.start}}-{{row.end}}" for row in rows.itertuples() if isinstance(row.person, str)}}
assert {{ref for row in table.rows for cell in row for ref in cell.refs}} == ids
assert sum(int(row[1].text.rpartition("–")[2]) for row in table.rows) == rows.dropna(subset="person")["place"].nunique()
assert heading.text in render(draft.report("findings", None, [voices]), "html").decode()
print(heading.text, "|", sentence.text, "|", len(table.rows))
"""


def test_a_section_takes_two_files_and_speaks_the_languages_of_both_studies(tmp_path: Path) -> None:
    made = worked("section.md", tmp_path)
    assert made.files == ("reports/content/sections/voices.py", "reports/sections.py")
    heading, sentence, rows = made.run(PROGRAM.format(root=str(SECOND), language="en")).strip().split(" | ")
    assert (heading, sentence) == ("Who speaks", f"{rows} persons were coded.")
    heading, sentence, rows = made.run(PROGRAM.format(root=str(ROOT), language="id")).strip().split(" | ")
    assert (heading, sentence) == ("Siapa yang berbicara", f"{rows} orang dikode.")
