"""Codebook, memos and all tables of a study: numbers as reports count them, notes for whom they are, nothing that nobody asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from conftest import on_both
from exports.files import table
from qualitative import Study
from reference.report_counts import Facts
from reference.report_reading import documents_read, is_read


@on_both()
def test_the_numbers_of_codes_are_those_that_a_slow_count_gives(either: Study, tmp_path: Path) -> None:
    facts = Facts(either.root)
    rows = table(either.export("codebook", tmp_path / "b.csv").files[0])
    assert [row["code"] for row in rows] == [code.id for _, code in either.codebook.walk()]
    checked = 0
    for row in rows:
        code = row["code"]
        if either.codebook[code].kind != "code" or either.codebook[code].retired:
            continue
        found = [one for one in facts.of_codes([code]) if facts.spoken[one.passage.document, one.passage.n].answers]
        slow = facts.count(found)
        if not slow.places and not all(is_read(facts, code, one.id) for one in facts.documents):
            assert [row[name] for name in ("persons", "groups", "places", "documents")] == ["NA"] * 4
        else:
            assert row["places"] == str(len(slow.places))
            assert (row["persons"], row["groups"]) == (str(len(slow.people.alone)), str(len(slow.people.groups)))
        assert row["read_in"] == str(documents_read(facts, code))
        checked += 1
    assert checked > 10


@on_both()
def test_the_report_says_the_same_of_each_code(either: Study, tmp_path: Path) -> None:
    rows = {row["code"]: row for row in table(either.export("codebook", tmp_path / "b.csv").files[0])}
    told = either.mixed().frequencies()
    for code, row in told.iterrows():
        for name in ("persons", "groups", "places", "documents", "cases"):
            assert rows[str(code)][name] == ("NA" if str(row[name]) == "<NA>" else str(row[name]))


@on_both()
def test_all_is_one_workbook_with_each_table_as_it_is_alone(either: Study, tmp_path: Path) -> None:
    either.export("all", tmp_path / "all", language=either.settings.languages[0])
    book = load_workbook(tmp_path / "all.xlsx")
    sheets = {name: list(book[name].iter_rows(values_only=True)) for name in book.sheetnames}
    alone = {
        "codings": ("codings", {}), "matrix-person": ("matrix", {"by": "person"}), "matrix-case": ("matrix", {"by": "case"}),
        "matrix-document": ("matrix", {"by": "document"}), "codebook": ("codebook", {}), "memos": ("memos", {}),
    }  # fmt: skip
    names = book.sheetnames
    order = ["codings", "matrix-person", "matrix-case", "matrix-document", "codebook", None, "memos"]
    for name, what in zip(names, order, strict=False):
        if what is None:
            continue
        kind, options = alone[what]
        either.export(kind, tmp_path / f"{what}.xlsx", **options)
        own = load_workbook(tmp_path / f"{what}.xlsx").worksheets[0]
        assert sheets[name] == list(own.iter_rows(values_only=True)), what
    assert len(book.sheetnames) == 12


def test_memos_for_nobody_else_are_counted_and_stay(second: Study, tmp_path: Path) -> None:
    usual = second.export("memos", tmp_path / "m.csv")
    rows = table(usual.files[0])
    assert {row["audience"] for row in rows} == {"team", "report"}
    assert any("1 memo is not for those for whom this is written" in remark for remark in usual.losses.remarks)
    every = second.export("memos", tmp_path / "all.csv", memos="all")
    assert len(table(every.files[0])) == len(rows) + 1
    assert any(
        "1 memo was written for nobody but its writer, and is here." in remark for remark in every.losses.remarks
    )
    report = table(second.export("memos", tmp_path / "r.csv", memos="report").files[0])
    assert {row["audience"] for row in report} == {"report"}


def test_study_yaml_says_in_which_format(second_study: Study, tmp_path: Path) -> None:
    path = second_study.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "exports: {formats: {codings: parquet}}\n", encoding="utf-8")
    study = Study.open(second_study.root)
    assert study.export("codings", tmp_path / "a").files == [tmp_path / "a.parquet"]
    assert study.export("codings", tmp_path / "a.xlsx").files == [tmp_path / "a.xlsx"]
    assert study.export("codings", tmp_path / "b", format="csv").files == [tmp_path / "b.csv"]


@pytest.mark.parametrize("what", ["codings", "matrix", "codebook", "memos", "all"])
def test_a_study_with_nothing_in_it_has_empty_tables(study: Study, what: str, tmp_path: Path) -> None:
    made = study.export(what, tmp_path / "a.xlsx")
    assert made.files and load_workbook(made.files[0]).sheetnames


def test_a_study_in_two_languages_says_it_in_either(real_study: Study, tmp_path: Path) -> None:
    titles = {
        language: real_study.export("quotations", tmp_path / f"{language}.md", language=language)
        .files[0]
        .read_text(encoding="utf-8")
        for language in ("id", "en")
    }
    assert titles["id"].startswith("# Kutipan: Peran Puskesos") and titles["en"].startswith(
        "# Quotations: The role of the Puskesos"
    )


@on_both()
def test_the_appendix_has_its_parts_and_tells_of_fewer_than_k_nothing(either: Study, tmp_path: Path) -> None:
    text = either.export("appendix", tmp_path / "a.md", language="en").files[0].read_text(encoding="utf-8")
    parts = [line for line in text.splitlines() if line.startswith("## ")]
    assert parts == ["## Questions", "## Codebook", "## Participants", "## A coded page", "## Who is quoted how often", "## Decisions", "## What stands here and what does not"]  # fmt: skip
    participants = text.split("## Participants")[1].split("\n## ")[0]
    numbers = [int(line.split("|")[-2]) for line in participants.splitlines() if line.startswith("|") and line.split("|")[-2].strip().isdigit()]  # fmt: skip
    assert all(number >= 3 for number in numbers)
    assert bool(numbers) == (not either.settings.work)


@pytest.mark.parametrize("k", [2, 5, 8])
def test_participants_are_told_as_far_as_study_yaml_permits(second_study: Study, k: int, tmp_path: Path) -> None:
    path = second_study.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"exports: {{k: {k}}}\n", encoding="utf-8")
    text = Study.open(second_study.root).export("appendix", tmp_path / "a.md").files[0].read_text(encoding="utf-8")
    part = text.split("## Participants")[1].split("\n## ")[0]
    numbers = [int(line.split("|")[-2]) for line in part.splitlines() if line.startswith("|") and line.split("|")[-2].strip().isdigit()]  # fmt: skip
    assert numbers and min(numbers) >= k and f"fewer than {k} persons" in part
    assert not [person for person in second_study.persons.index if person in text]


def test_the_coded_page_holds_nothing_of_who_did_not_agree(second: Study, tmp_path: Path) -> None:
    from qualitative.counting.persons import person_of
    from qualitative.text.turns import turns_of

    text = second.export("appendix", tmp_path / "a.md").files[0].read_text(encoding="utf-8").replace("\\", "")
    page = " ".join(text.split("## A coded page")[1].split("\n## ")[0].split())
    said = {
        (document.id, turn.n): second.may(person, "verbatim") if (person := person_of(document, turn.speaker)) else True
        for document in second.folder.documents.values()
        for turn in turns_of(document)
        if len(document.text[turn.start : turn.end]) > 40
        and " ".join(document.text[turn.start : turn.end].split()) in page
    }
    assert len(said) >= 3 and all(said.values())
