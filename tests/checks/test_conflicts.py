"""What git could not merge: one sentence a file, with the way out that loses nothing of either side."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study

BOTH = "<<<<<<< HEAD\nours\n=======\ntheirs\n>>>>>>> other\n"
WAYS = {
    "corpus/codings/ana/int-1.jsonl": "keep the lines of both sides and delete the marks, since each line counts by itself",
    "codebook/history/ana.jsonl": "keep the lines of both sides and delete the marks, since each line counts by itself, then `qualitative codebook log --write`",
    "corpus/edits/int-1.jsonl": "keep the lines of both sides and delete the marks, since each line counts by itself; which words stand is decided in the text itself",
    "codebook/codebook.yaml": "either side will do: write it anew from the history with `qualitative codebook log --write`",
    "codebook/changes.yaml": "keep the operations of both sides",
    "corpus/transcripts/int-1.md": "decide which words stand and delete the marks, then tell codings what became of the text with `qualitative amend int-1`",
    "corpus/documents/note-1.md": "decide which words stand and delete the marks, then tell codings what became of the text with `qualitative amend note-1`",
    "corpus/cases.csv": "compare the two sides row by row",
    "corpus/tables/growth.csv": "compare the two sides row by row",
    "corpus/persons.csv": "keep the rows of both sides, one a person, and delete the marks",
    "study.yaml": "keep what each side added, decide where they say different things, and delete the marks",
    "reports/findings.yaml": "keep what each side added, decide where they say different things, and delete the marks",
    "notebooks/05-mixed-methods.ipynb": "a notebook is not mended by hand: take one side with `git checkout --ours notebooks/05-mixed-methods.ipynb` (or --theirs)",
}


@pytest.mark.parametrize("path", WAYS)
def test_each_kind_of_file_has_its_way_out(study: Study, path: str) -> None:
    file = study.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    before = file.read_text(encoding="utf-8") if file.exists() else ""
    file.write_text(before + BOTH, encoding="utf-8")
    line = before.count("\n") + 1
    told = [str(problem) for problem in Study.open(study.root).check() if "conflict mark" in problem.sentence]
    assert len(told) == 1
    assert told[0].startswith(f"{path}:{line}: a conflict mark <<<<<<< of git; {WAYS[path]}")


def test_several_conflicts_in_a_file_are_told_once_and_counted(study: Study) -> None:
    path = study.root / "corpus/cases.csv"
    path.write_text(path.read_text() + BOTH + BOTH + "||||||| base\n" + BOTH)
    (told,) = (problem for problem in study.check() if "conflict mark" in problem.sentence)
    assert "a conflict mark <<<<<<< of git, the first of 3; " in told.sentence


@pytest.mark.parametrize("path", ["corpus/codings/ana/int-1.jsonl", "codebook/history/ana.jsonl"])
def test_marks_among_lines_cost_no_line_and_are_told_only_as_marks(study: Study, path: str) -> None:
    study.apply("services", "int-1", 20, 24, coder="ana")
    file: Path = study.root / path
    first, *rest = file.read_text().splitlines(keepends=True)
    file.write_text("<<<<<<< HEAD\n" + first + "||||||| base\n=======\n" + "".join(rest) + ">>>>>>> other\n")
    told = [problem for problem in Study.open(study.root).check() if problem.path == path]
    assert [problem.line for problem in told] == [1] and len(study.codings()) == 1


def test_a_line_of_equals_signs_is_no_conflict(study: Study) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text() + "A title\n=======\n")
    assert not [problem for problem in Study.open(study.root).check() if "conflict" in problem.sentence]
