"""The tidy table has each coding that counts once, and what is counted in it is what reports count."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import on_both
from exports.files import table
from qualitative import Study
from qualitative.errors import PrivacyError, QualitativeError
from reference.report_counts import Facts


def spread(rows: list[dict[str, str]], column: str) -> set[str]:
    return {one for row in rows for one in row[column].split("; ") if one}


@on_both()
def test_each_coding_that_counts_is_one_row(either: Study, tmp_path: Path) -> None:
    made = either.export("codings", tmp_path / "codings.csv")
    rows = table(made.files[0])
    counted = either.counted().table
    known = counted[counted["provenance"] != "simulated"]
    assert sorted(row["id"] for row in rows) == sorted(known["id"])
    texts = {id: either.document(id).text for id in either.documents.index}
    for row in rows:
        words = texts[row["document"]][int(row["start"]) : int(row["end"])]
        assert row["quote"].lstrip("'") == (words.lstrip("'") if row["quotable"] == "1" else "")
    assert f"{len(rows)} rows, {len(rows[0])} columns." in made.losses.remarks


@on_both()
def test_counting_the_rows_by_code_gives_the_numbers_of_reports(either: Study, tmp_path: Path) -> None:
    rows = table(either.export("codings", tmp_path / "codings.csv").files[0])
    facts = Facts(either.root)
    codes = {row["code"] for row in rows}
    assert codes == {row.coding.code for row in facts.coded if row.coding}
    for code in codes:
        slow = facts.count(facts.of_codes([code]))
        ours = [row for row in rows if row["code"] == code]
        answers = slow.places
        assert spread(ours, "counted_places") == {
            place for place in answers if place not in questions_only(facts, code)
        }
        assert spread([row for row in ours if row["agreed"] == "1"], "counted_places") <= answers


def questions_only(facts: Facts, code: str) -> set[str]:
    """Places of a code that are nothing but a question."""
    rows = [row for row in facts.of_codes([code]) if row.coding]
    asked = {row.passage.place for row in rows if not facts.spoken[row.passage.document, row.passage.n].answers}
    said = {row.passage.place for row in rows if facts.spoken[row.passage.document, row.passage.n].answers}
    return asked - said


def test_every_coders_own_codings_are_said_to_be_that(second: Study, tmp_path: Path) -> None:
    made = second.export("codings", tmp_path / "all.csv", every=True)
    rows = table(made.files[0])
    everybody = second.codings(list(second.settings.coders))
    assert len(rows) == (everybody["provenance"] != "simulated").sum() > len(second.counted().table)
    counts = {member for members in second.counted().table["members"] for member in members}
    assert {row["id"] for row in rows if row["counts"] == "1"} == {row["id"] for row in rows} & counts
    assert any(remark.startswith(f"{len(rows)} codings as each coder gave them") for remark in made.losses.remarks)


def test_the_lower_end_of_a_range_is_what_all_gave(second: Study, tmp_path: Path) -> None:
    rows = table(second.export("codings", tmp_path / "a.csv", agreed=True).files[0])
    agreed = second.counted().agreed
    assert {row["id"] for row in rows} == set(agreed.loc[agreed["provenance"] != "simulated", "id"])


def test_one_coder_counts_as_if_nobody_else_had_coded(second: Study, tmp_path: Path) -> None:
    made = second.export("codings", tmp_path / "a.csv", coders="coder-two")
    assert {row["coders"] for row in table(made.files[0])} == {"coder-two"}
    assert "Only the codings of coder-two, as if nobody else had coded." in made.losses.remarks


def test_whoever_did_not_agree_to_be_quoted_is_not(second: Study, tmp_path: Path) -> None:
    made = second.export("codings", tmp_path / "a.csv")
    silent = [row for row in table(made.files[0]) if row["quotable"] == "0"]
    assert silent and not any(row["quote"] for row in silent)
    assert any(f"The words of {len(silent)} codings are left out" in remark for remark in made.losses.remarks)
    assert not any(second.may(person, "verbatim") for row in silent for person in row["person"].split("; ") if person and "#" not in person)  # fmt: skip


def test_private_columns_go_out_only_where_they_are_asked_for(second_study: Study, tmp_path: Path) -> None:
    folder = second_study.root / "corpus/private"
    folder.mkdir()
    (folder / "persons.csv").write_text("person,age\na-line,4173\n", encoding="utf-8")
    study = Study.open(second_study.root)
    for what in ("codings", "matrix"):
        usual = study.export(what, tmp_path / f"{what}.csv")
        assert "person.age" not in table(usual.files[0])[0]
        assert not any("4173" in cell for row in table(usual.files[0]) for cell in row.values())
        asked = study.export(what, tmp_path / f"{what}-private.csv", private=True)
        assert {row["person.age"] for row in table(asked.files[0]) if row["person"] == "a-line"} == {"4173"}
        assert any("Private columns are in the file" in remark for remark in asked.losses.remarks)


def test_nothing_of_who_withdrew_goes_out(second_study: Study, tmp_path: Path) -> None:
    path = second_study.root / "corpus/persons.csv"
    text = path.read_text(encoding="utf-8").replace(
        "verbatim=2023-03-14 machine", "verbatim=2023-03-14 withdrawn=2024-01-01 machine", 1
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PrivacyError, match="a-line withdrew"):
        Study.open(second_study.root).export("codings", tmp_path / "a.csv")
    assert not list(tmp_path.glob("a.csv*"))


def test_memos_for_nobody_else_stay_here(study: Study, tmp_path: Path) -> None:
    text = study.document("int-1").text
    start = text.index("Dananya")
    id = study.apply("budget", "int-1", start, start + 7, coder="ana")
    study.memo("for me", coder="ana", of=id)
    study.memo("for us", coder="ana", of=id, audience="team")
    rows = table(study.export("codings", tmp_path / "a.csv").files[0])
    assert [row["memo"] for row in rows] == ["for us"]
    made = study.export("codings", tmp_path / "b.csv", memos="all")
    assert [row["memo"] for row in table(made.files[0])] == ["for me\nfor us"]
    assert any("1 memo was written for nobody but its writer" in remark for remark in made.losses.remarks)


@pytest.mark.parametrize(
    ("what", "name", "given", "said"),
    [
        ("codings", "a.docx", {}, "codings can't be written as 'docx'; write csv, xlsx or parquet"),
        ("codings", "a.xls", {}, "codings can't be written as 'xls'"),
        ("codings", "a", {"format": "sav"}, "codings can't be written as 'sav'"),
        ("codings", "a.csv", {"by": "case"}, "--by is nothing to say of codings"),
        ("codings", "a.csv", {"round": 2}, "--round is nothing to say of codings"),
        ("matrix", "a.csv", {"every": True}, "--all is nothing to say of matrix"),
        ("matrix", "a.csv", {"by": "cases"}, "--by 'cases' is unknown"),
        ("refi", "a.qdpx", {"cells": "counts"}, "--cells is nothing to say of refi"),
        ("codngs", "a.csv", {}, "WHAT 'codngs' is unknown; did you mean codings"),
        ("codings", "a.csv", {"documents": "no-such"}, "document 'no-such' is not in the corpus"),
        ("codings", "a.csv", {"evidence": "published"}, "no document is published"),
        ("codings", "a.csv", {"coders": "nobody"}, "coder 'nobody' is not in study.yaml"),
    ],
)
def test_what_does_not_go_together_is_one_sentence(
    second: Study, tmp_path: Path, what: str, name: str, given: dict[str, object], said: str
) -> None:
    with pytest.raises(QualitativeError, match=said):
        second.export(what, tmp_path / name, **given)  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_there_stays_unless_it_is_to_be_replaced(second: Study, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("mine", encoding="utf-8")
    for what, file in (("codings", path), ("qdc", path)):
        with pytest.raises(
            QualitativeError, match=r"a\.csv is there already; write another file, or replace it with --replace"
        ):
            second.export(what, file)
        assert path.read_text(encoding="utf-8") == "mine"
        assert second.export(what, file, dry_run=True).files == []
    second.export("codings", path, replace=True)
    assert len(table(path)) > 100
