"""The commands that suggest, draw and import print what a person needs, and refuse in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from taguette_file import project_file


def test_suggestions_are_printed_with_place_probability_and_reasons(study: Study, monkeypatch, capsys) -> None:
    study.revise(
        [{"op": "edit", "id": "services", "set": {"keywords": {"id": ["KTP"]}}}], by="ana", why="a word to look for"
    )
    monkeypatch.chdir(study.root)
    main(["suggest", "--coder", "ana", "--minimum", "0.1"])
    shown = capsys.readouterr().out
    assert "int-1:" in shown and "services" in shown and "ktp (keyword)" in shown and "codebook 2, 0 sentences" in shown


def test_a_draw_is_recorded_and_an_estimate_without_permission_refused(study: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(study.root)
    main(["sample", "first", "--size", "2"])
    assert "first.yaml" in capsys.readouterr().out
    for of, why in (("documents", "design.permits"), ("persons", "draw persons"), ("corpus", "not yet coded blind")):
        with pytest.raises(SystemExit) as left:
            main(["evaluate", "--prevalence", "first", "--coder", "ana", "--of", of])
        said = capsys.readouterr().err
        # of documents like these the design decides, of persons the draw, of this corpus only whether it was coded
        assert left.value.code == 2 and why in " ".join(said.split()), said


def test_a_project_is_imported_into_a_folder_of_its_own(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as left:
        main(["import", str(project_file(tmp_path / "small.sqlite3"))])
    assert left.value.code == 3 and "new: 1 document, 2 codes, 3 codings" in capsys.readouterr().out
    assert {one.rank for one in Study.open(tmp_path / "small").check()} == {"next"}
