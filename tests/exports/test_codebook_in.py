"""A codebook goes out as a table, and what somebody changed in it comes back as operations."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import on_both
from exports.files import table
from qualitative import Study
from qualitative.cli import main
from qualitative.errors import QualitativeError


@on_both()
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_what_went_out_comes_back_without_a_change(either: Study, ending: str, tmp_path: Path) -> None:
    path = either.export("codebook", tmp_path / f"b.{ending}").files[0]
    coder = next(iter(either.settings.coders))
    assert list(either.import_codebook(path, by=coder, why="the same", dry_run=True)) == []


def changed(study: Study, path: Path) -> None:
    """A table in which one code is renamed and retired-code columns kept, one is reworded, one added."""
    rows = table(study.export("codebook", path).files[0])
    rows[0]["name_en"], rows[1]["definition_en"] = "Another name", "=what it means now"
    rows.append(
        dict.fromkeys(rows[0], "")
        | {"code": "brand-new", "parent": rows[0]["code"], "name_en": "Brand new", "colour": "#123456"}
    )
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_what_was_changed_in_it_becomes_operations(second_study: Study, tmp_path: Path) -> None:
    study, path = second_study, tmp_path / "b.csv"
    first, other = [code.id for _, code in study.codebook.walk()][:2]
    changed(study, path)
    before = {code.id: code for code in study.codebook.values()}
    made = study.import_codebook(path, by="coder-one", why="reworded in a spreadsheet")
    assert sorted(one["op"] for one in made) == ["add", "edit", "rename"]
    book = Study.open(study.root).codebook
    assert book[first].name == {"en": "Another name"} and book[other].definition == {"en": "=what it means now"}
    assert book["brand-new"].parent == first and set(book) == {*before, "brand-new"}
    untouched = [code for code in before if code not in (first, other)]
    assert all(book[code] == before[code] for code in untouched)


def test_a_table_begun_by_hand_needs_a_code_and_a_name(study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    path = tmp_path / "mine.csv"
    path.write_text("code,name,definition\nqueue,Waiting,Somebody waits\nbudget,,\n", encoding="utf-8")
    monkeypatch.chdir(study.root)
    main(["codebook", "import", str(path), "--by", "ana", "--dry-run"])
    assert "adds code queue" in capsys.readouterr().out and "queue" not in Study.open(study.root).codebook
    with pytest.raises(SystemExit):
        main(["codebook", "import", str(path), "--by", "ana"])
    assert "say why" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,definition\na,b\n", "no column is called code"),
        ("code,nam_en\na,b\n", "column 'nam_en' is unknown; did you mean name_en"),
        ("code,name_en\na,A\na,B\n", "row 3: code 'a' stands twice"),
        ("code,name_en\n,A\nb,B\n", "row 2: there is no code in the column code"),
        ("code,name_en\nNot An Id,A\n", "no id for a code"),
    ],
)
def test_a_wrong_table_is_one_sentence_and_changes_nothing(second: Study, tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "b.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(QualitativeError, match=said):
        second.import_codebook(path, by="coder-one", why="x")


def test_a_table_is_not_written_among_the_studys_own_files(second_study: Study) -> None:
    for place in ("corpus/tables/a.csv", "corpus/cases.csv", "codebook/b.csv", "study.yaml"):
        with pytest.raises(QualitativeError, match="would lie among the study's own files"):
            second_study.export("codings", second_study.root / place, replace=True, format="csv")
    made = second_study.export("codings", second_study.root / "reports/out/a.xlsx")
    assert load_workbook(made.files[0]).sheetnames[0] == "codings"
