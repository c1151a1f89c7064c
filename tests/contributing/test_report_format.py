"""A report format, added as its page says."""

from __future__ import annotations

from pathlib import Path

from conftest import SECOND
from contributing.worked import worked

PROGRAM = f"""
from pathlib import Path
from click.testing import CliRunner
from qualitative import Study
from qualitative.cli.report import command
from qualitative.reports import sections
from qualitative.reports.formats.table import FORMATS, USUAL, render
from qualitative.reports.making.job import Job
from qualitative.reports.published.crate import _MIMES

draft = Study.open({str(SECOND)!r}).draft(coders=["coder-one"])
report = draft.report("findings", None, [sections.scope_section(draft), sections.claims_section(draft)])
text = render(report, "text").decode()
assert text == render(report, "text").decode()
print(text.splitlines()[0])
print("Documents by firm" in text, "THE STUDY AND ITS EVIDENCE" in text)
print("text" in USUAL, FORMATS["text"].published, Job("findings", {{"language": "en"}}, ("text",)).path("text").as_posix(), _MIMES[".txt"])
print("html, pdf, docx, appendix, evidence, json, text" in " ".join(CliRunner().invoke(command, ["--help"]).output.split()))
"""


def test_a_report_format_takes_two_files_and_is_known_wherever_formats_are(tmp_path: Path) -> None:
    made = worked("report-format.md", tmp_path)
    assert made.files == ("reports/formats/table.py", "reports/formats/text.py")
    title, words, names, offered = made.run(PROGRAM).splitlines()
    assert title.startswith("Batch records in small food firms")
    assert words == "True True"
    assert names == "False report.txt reports/out/findings-en.txt text/plain"
    assert offered == "True"
