"""What a format has no place for is told, with numbers that add up."""

from __future__ import annotations

from pathlib import Path

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.errors import StudyError
from qualitative.exchange.export_formats import EXPORTS
from qualitative.exchange.importing import import_file
from qualitative.exchange.losses import KINDS
from qualitative.folder import placing
from taguette_file import project_file


@on_both()
@pytest.mark.parametrize("what", EXPORTS)
def test_everything_is_taken_or_left_with_a_reason(either: Study, what: str, tmp_path: Path) -> None:
    losses = either.export(what, tmp_path / "out", dry_run=True).losses
    for kind, row in losses.rows.items():
        assert row.in_file == row.taken + row.left and row.left == sum(row.why.values()), kind
        assert not row.left or kind in KINDS


@on_both()
@pytest.mark.parametrize("what", EXPORTS)
def test_what_the_consensus_settled_is_told_as_lost(either: Study, what: str, tmp_path: Path) -> None:
    row = either.export(what, tmp_path / "out", dry_run=True).losses["settled codings"]
    state = placing.state_of(either.folder)
    assert row.left == row.in_file == sum(len(coding.settles) for coding in state.codings.values()) > 0


@pytest.mark.parametrize("what", EXPORTS)
def test_persons_are_told_as_lost_but_where_the_front_matter_comes_along(
    second: Study, what: str, tmp_path: Path
) -> None:
    losses = second.export(what, tmp_path / "out", dry_run=True).losses
    registered = set(second.folder.persons.index)
    named = {one for d in second.folder.documents.values() for one in d.persons.values() if one}
    row = losses["persons"]
    assert row.in_file == len(registered | named) and registered and list(row.why)
    assert row.left == (len(registered) if what == "refi" else len(registered | named))


def test_persons_whom_the_front_matter_alone_names_come_back(study: Study, tmp_path: Path) -> None:
    path = study.root / study.document("int-1").path
    path.write_text(
        path.read_text(encoding="utf-8").replace("A: informant", "A: {role: informant, person: p-1}"), encoding="utf-8"
    )
    made = Study.open(study.root).export("refi", tmp_path / "a.qdpx")
    assert (made.losses["persons"].taken, made.losses["persons"].left) == (1, 0)
    import_file(tmp_path / "a.qdpx", tmp_path / "b")
    assert Study.open(tmp_path / "b").document("int-1").persons["A"] == "p-1"


def test_codings_that_a_model_suggested_are_told_of(study: Study, tmp_path: Path) -> None:
    text = study.document("int-1").text
    start = text.index("Dananya")
    row = {"model": "m", "probability": 0.9, "code": "budget", "document": "int-1", "start": start, "end": start + 7}
    study.accept(row, coder="ana")
    remarks = study.export("refi", tmp_path / "a.qdpx", dry_run=True).losses.all_remarks
    assert any("1 coding was suggested by a model" in remark for remark in remarks)


def test_a_tool_that_a_format_does_not_know_is_refused_not_passed_over(study: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="--for 'nvivo' is unknown; taguette is the same for all"):
        study.export("taguette", tmp_path / "a", for_tool="nvivo")
    with pytest.raises(StudyError, match="--for 'nvivoo' is unknown; did you mean nvivo"):
        study.export("refi", tmp_path / "a", for_tool="nvivoo")


def test_files_go_out_and_come_in_in_a_language_of_the_study(second_study: Study, tmp_path: Path) -> None:
    with pytest.raises(StudyError, match="--language 'id' is none of the study's; known are: en"):
        second_study.export("refi", tmp_path / "a", language="id")
    file = project_file(tmp_path / "a.sqlite3")
    with pytest.raises(StudyError, match="--language 'id' is none of the study's"):
        second_study.import_(file, language="id")
    before = set(second_study.codebook)
    second_study.import_(file)
    new = [code for id, code in Study.open(second_study.root).codebook.items() if id not in before]
    assert new and all(set(code.name) == {"en"} for code in new)


@on_both()
@pytest.mark.parametrize("what", ["refi", "taguette", "docx"])
def test_what_counts_goes_out_once_as_one_coders(either: Study, what: str, tmp_path: Path) -> None:
    counted = either.counted().table
    losses = either.export(what, tmp_path / "out", counted=True, dry_run=True).losses
    assert losses["codings"].in_file == len(counted)
    models = {coder.id for coder in either.settings.coders.values() if coder.kind == "model"}
    assert any(f"{len(counted)} codings count" in remark for remark in losses.all_remarks)
    every = either.export(what, tmp_path / "out", dry_run=True).losses
    assert any("what several gave stands there several times; --counted" in remark for remark in every.all_remarks)
    assert every["codings"].in_file > len(counted) and models


def test_a_project_of_what_counts_has_one_coder_and_its_words(second: Study, tmp_path: Path) -> None:
    from qualitative.starter import write_study

    made = second.export("refi", tmp_path / "a.qdpx", counted=True)
    write_study(tmp_path / "back", "Back", whole="all-firms")
    back = Study.open(tmp_path / "back")
    back.import_(made.files[0])
    ours, theirs = second.counted().table, back.codings()
    assert set(theirs["coder"]) == {"counted"}
    key = ["document", "start", "end"]
    assert sorted(theirs[key].itertuples(index=False)) == sorted(ours[key].itertuples(index=False))
