"""An operation of the codebook is added as the page says, with two files of code."""

from __future__ import annotations

from pathlib import Path

from contributing.worked import worked

PROGRAM = """
import sys
from click.testing import CliRunner
from pathlib import Path
from qualitative import Study
from qualitative.cli.codebook import command
from qualitative.codebook.operations import OPERATIONS
from qualitative.starter import write_study

root = write_study({root!r}, codes=True)
import os
os.chdir(root)
typed = CliRunner().invoke(command, {arguments!r})
print(typed.output)
if not typed.exit_code:
    book = Study.open(root).codebook
    print({{code: book[code].colour for code in book}})
    print(CliRunner().invoke(command, ["log"]).output.splitlines()[-1])
    print(dict(OPERATIONS["paint"].verb))
"""


def test_an_operation_takes_two_files_of_code(tmp_path: Path) -> None:
    library = worked("codebook-operation.md", tmp_path)
    assert library.files == ("codebook/operations.py", "codebook/painting.py")
    paint = ["paint", "first-theme", "--colour", "#d95f02", "--by", "me", "--why", "One colour for one branch"]
    said = library.run(PROGRAM.format(root=str(tmp_path / "new"), arguments=paint))
    assert "paints first-theme and what is below it #d95f02" in said
    assert said.count("'#d95f02'") == 2 and "One colour for one branch" in said
    assert "painted" in said and "diwarnai" in said


def test_what_the_operation_refuses_is_said(tmp_path: Path) -> None:
    library = worked("codebook-operation.md", tmp_path)
    paint = ["paint", "first-theme", "--colour", "orange", "--by", "me", "--why", "x"]
    said = library.run(
        PROGRAM.format(root=str(tmp_path / "new"), arguments=paint).replace(
            "print(typed.output)", "print(typed.exception)"
        )
    )
    assert "colour 'orange' is not written #rrggbb" in said
