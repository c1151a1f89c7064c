"""A study's own sections: loaded by path and by nothing else, hashed into the inputs, and said in one sentence when they fail."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.errors import ReportError, TrustError
from qualitative.reports import sections
from qualitative.reports.making.grounds import input_paths
from qualitative.reports.sections import load_sections

DOCS = ROOT / "docs/sections.md"


def written(study: Study, text: str, file: str = "own/shifts.py") -> str:
    """Put a file of sections beside the templates of a study."""
    path = study.root / "notebooks/reports" / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return file


def example() -> str:
    found = re.search(r"<!-- notebooks/reports/own/shifts.py -->\n```python\n(.*?)```", DOCS.read_text("utf-8"), re.S)
    assert found
    return found[1]


def test_the_example_of_the_documentation_makes_a_section_whose_numbers_open(second_study: Study) -> None:
    own = load_sections(second_study.root, written(second_study, example()))
    draft = second_study.draft("en", coders=["coder-one"])
    section = own.shifts_section(draft)
    heading, text, table, passages = section.blocks
    assert heading.text == "The night shift" and re.match(r"\d+ statements speak of it", text.text)
    assert any(0 < int(cell.text) <= len(cell.refs) for row in table.rows for cell in row if cell.refs)
    report = draft.report("findings", {"en": "Findings"}, [section])
    assert set(passages.refs) <= {passage.id for passage in report.passages}


def test_the_documentation_names_what_sections_offer() -> None:
    text = DOCS.read_text("utf-8")
    for name in re.findall(r"`sections\.([a-z][a-z_]+)", text):
        assert name in sections.__all__, name
    for name in re.findall(r"`draft\.([a-z_]+)", text):
        assert hasattr(sections.Draft, name) or name in ("inputs", "register"), name


def test_a_file_of_sections_is_no_module_that_an_import_finds(second_study: Study) -> None:
    file = written(second_study, "from dataclasses import dataclass\n@dataclass\nclass One:\n    n: int = 1\n")
    before = list(sys.path)
    assert load_sections(second_study.root, file).One().n == 1
    assert sys.path == before and "shifts" not in sys.modules and "own.shifts" not in sys.modules
    assert not list(second_study.root.rglob("__pycache__"))


def test_a_changed_file_is_read_anew(second_study: Study) -> None:
    assert load_sections(second_study.root, written(second_study, "N = 1\n")).N == 1
    assert load_sections(second_study.root, written(second_study, "N = 2\n")).N == 2


def test_every_file_of_sections_is_an_input_of_the_reports(second_study: Study) -> None:
    for file in ("own/shifts.py", "more.py", ".hidden/x.py", ".ipynb_checkpoints/y.py"):
        written(second_study, "", file)
    names = [path.relative_to(second_study.root).as_posix() for path in input_paths(second_study.root, "findings")]
    assert [name for name in names if name.endswith(".py")] == [
        "notebooks/reports/more.py",
        "notebooks/reports/own/shifts.py",
    ]


@pytest.mark.parametrize("file", ["own/shfits.py", "../../secret.py", "/etc/passwd", "own", "own/../own/shifts.py"])
def test_a_path_that_is_no_file_of_sections_is_named_with_the_nearest(second_study: Study, file: str) -> None:
    written(second_study, "")
    (second_study.root / "secret.py").write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(ReportError, match=r"no sections in notebooks/reports/.*own/shifts.py"):
        load_sections(second_study.root, file)


def test_a_link_to_a_file_outside_is_not_followed(second_study: Study, tmp_path: Path) -> None:
    outside = tmp_path / "outside.py"
    outside.write_text("1 / 0\n", encoding="utf-8")
    (second_study.root / "notebooks/reports/evil.py").symlink_to(outside)
    with pytest.raises(ReportError, match=r"no sections in notebooks/reports/evil.py"):
        load_sections(second_study.root, "evil.py")


@pytest.mark.parametrize(
    ("text", "said"),
    [("def (:\n", r"own/shifts.py:1: SyntaxError"), ("\n1 / 0\n", r"own/shifts.py: ZeroDivisionError")],
)
def test_a_file_that_fails_is_named(second_study: Study, text: str, said: str) -> None:
    with pytest.raises(ReportError, match=said):
        load_sections(second_study.root, written(second_study, text))


def test_a_stranger_s_file_does_not_run(second_study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(second_study, "raise SystemExit('ran')\n")
    monkeypatch.delenv("QUALITATIVE_TRUST")
    with pytest.raises(TrustError, match="own/shifts.py"):
        load_sections(second_study.root, file)


@pytest.mark.parametrize("name", ["barriers_section", "growth_section", "services_section"])
def test_a_template_of_the_first_release_is_told_what_became_of_a_section(name: str) -> None:
    with pytest.raises(AttributeError, match="take it out of the template"):
        getattr(sections, name)
