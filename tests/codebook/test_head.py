"""`codebook.yaml`: never over what was typed into it, never in the way of what the history says."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from qualitative import Study
from qualitative.codebook.head import head_differences, read_head, write_head
from qualitative.codebook.revising import adopt_head, fix_version, revise
from qualitative.errors import CodebookError

BY = {"by": "ana", "why": "so", "at": "2024-07-01T00:00:00Z"}
RENAME = [{"op": "rename", "code": "services", "name": {"en": "Care"}}]


@pytest.fixture
def folder(study: Study) -> Path:
    """The codebook of the study, with its head."""
    write_head(study.root / "codebook")
    return study.root / "codebook"


def typed_in(folder: Path, **fields: Any) -> None:
    """Change the code services in codebook.yaml by hand."""
    data = yaml.safe_load((folder / "codebook.yaml").read_text(encoding="utf-8"))
    data["codes"][2].update(fields)
    (folder / "codebook.yaml").write_text(yaml.safe_dump(data), encoding="utf-8")


def test_a_change_never_overwrites_what_was_typed_in(folder: Path, study: Study) -> None:
    typed_in(folder, definition={"en": "By hand"})
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    for change in (lambda: revise(folder, RENAME, **BY), lambda: fix_version(folder, by="ana", at=BY["at"])):
        with pytest.raises(CodebookError, match=r"changed by hand; adopt that with `qualitative codebook diff --adopt"):
            change()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
    adopt_head(folder, **BY)
    assert revise(folder, RENAME, **BY)["services"].definition == {"en": "By hand"}
    assert head_differences(folder) == []


def test_a_head_that_no_longer_parses_is_not_written_over(folder: Path) -> None:
    (folder / "codebook.yaml").write_text("codes: [\n", encoding="utf-8")
    with pytest.raises(CodebookError, match="not valid YAML"):
        revise(folder, RENAME, **BY)
    (folder / "codebook.yaml").write_text("<<<<<<< HEAD\ncodes: [\n=======\n>>>>>>> other\n", encoding="utf-8")
    assert revise(folder, RENAME, **BY)["services"].name["en"] == "Care"


def test_a_head_that_is_only_behind_is_not_taken_for_a_change_by_hand(folder: Path) -> None:
    old = (folder / "codebook.yaml").read_bytes()
    revise(folder, [*RENAME, {"op": "add", "code": {"id": "new", "name": {"en": "New"}}}], **BY)
    (folder / "codebook.yaml").write_bytes(old)  # as after a merge that took the other side
    head = read_head(folder)
    assert head.behind and head.changes == []
    assert head_differences(folder) == [
        "codebook/codebook.yaml: not of the history's version 2, as after a merge;"
        " write it with `qualitative codebook log --write`, and `git add` it where git waits for that"
    ]
    revise(folder, [{"op": "retire", "code": "new"}], **BY)
    assert head_differences(folder) == []


def test_what_is_typed_into_an_older_head_takes_nothing_back(folder: Path, study: Study) -> None:
    old = (folder / "codebook.yaml").read_bytes()
    revise(folder, [*RENAME, {"op": "add", "code": {"id": "new", "name": {"en": "New"}}}], **BY)
    (folder / "codebook.yaml").write_bytes(old)
    typed_in(folder, name={"id": "services", "en": "Help"}, colour="#112233")
    adopt_head(folder, by="budi", why="By hand", at=BY["at"])
    book = Study.open(study.root).codebook
    assert "new" in book and book["services"].colour == "#112233"
    (found,) = study.contradictions  # of the two names; the later holds until it is decided
    assert found.codes == ("services",) and book["services"].name["en"] == "Help"


def test_a_head_of_format_1_says_not_what_it_was_written_from(folder: Path) -> None:
    text = (folder / "codebook.yaml").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("history:")]
    (folder / "codebook.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert head_differences(folder) == []
    revise(folder, RENAME, **BY)
    assert "history: [" in (folder / "codebook.yaml").read_text(encoding="utf-8")


def test_an_empty_codebook_has_a_head(tmp_path: Path) -> None:
    assert len(write_head(tmp_path / "codebook")) == 0 and head_differences(tmp_path / "codebook") == []
    book = revise(tmp_path / "codebook", [{"op": "add", "code": {"id": "a", "name": {"en": "A"}}}], **BY)
    assert (book.version, list(book)) == (1, ["a"])
