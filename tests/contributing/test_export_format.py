"""An export format is added as the page says, with two files of code: it is there on the command line, and its report adds up."""

from __future__ import annotations

import csv
import json
from pathlib import Path

from conftest import copy_second
from contributing.worked import worked

PROGRAM = """
import json, os
os.chdir({root!r})
from click.testing import CliRunner
from qualitative import Study
from qualitative.cli.export import command
typed = CliRunner().invoke(command, ["csv", {file!r}, "--json"])
report = json.loads(typed.stdout)
study = Study.open()
everybody = study.codings(study.settings.coders)
print(json.dumps([typed.exit_code, report, len(everybody), "csv (a table with a row" in CliRunner().invoke(command, ["--help"]).stdout]))
"""


def test_an_export_format_takes_two_files_of_code(tmp_path: Path) -> None:
    library = worked("export-format.md", tmp_path)
    assert library.files == ("exchange/export_formats.py", "exchange/tables/writing.py")
    root = copy_second(tmp_path / "study")
    said = library.run(PROGRAM.format(root=str(root), file=str(tmp_path / "codings")))
    exit_code, report, codings, is_told = json.loads(said)
    rows = {row["kind"]: row for row in report["rows"]}
    assert exit_code == 3 and is_told
    assert rows["codings"]["taken"] == codings > 100
    assert rows["memos"]["why"] == [
        {"count": rows["memos"]["left_out"], "why": "a table of codings holds nothing else"}
    ]
    assert all(row["in_file"] == row["taken"] + row["kept_aside"] + row["left_out"] for row in report["rows"])
    table = list(csv.DictReader((tmp_path / "codings.csv").open(encoding="utf-8", newline="")))
    assert len(table) == codings and (tmp_path / "codings.csv.report.json").is_file()
