"""A report whose ground did not change is not made again; any change of its ground, or of its files, makes it anew."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import ROOT, copy_second
from qualitative.reports.making import unchanged
from qualitative.reports.making.job import Job
from qualitative.reports.making.unchanged import grounds, is_unchanged, make_changed, remember

JOB = Job("findings", {"language": "en"}, ("html", "json"))


@pytest.fixture(params=["the one that ships", "second"])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of either study's sources with a report that was made from them."""
    root = tmp_path / "study"
    if request.param == "second":
        copy_second(root)
    else:
        for part in ("codebook", "corpus", "notebooks", "reports"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("published", "out"))
        shutil.copy(ROOT / "study.yaml", root)
    (root / "reports/out").mkdir()
    for form in JOB.formats:
        (root / f"reports/out/findings-en.{form}").write_text("made")
    remember(root, JOB, grounds(root, JOB))
    return root


def fresh(root: Path, job: Job = JOB) -> bool:
    return is_unchanged(root, job, grounds(root, job))


def test_a_report_stays_where_nothing_changed(made: Path) -> None:
    assert fresh(made)


def append(pattern: str) -> Callable[[Path], None]:
    """Add a blank line to the first file of a pattern."""

    def change(root: Path) -> None:
        path = min(root.glob(pattern))
        path.write_bytes(path.read_bytes() + b"\n")

    return change


@pytest.mark.parametrize(
    "change",
    [
        append("study.yaml"),
        append("corpus/cases.csv"),
        append("corpus/tables/*.csv"),
        append("corpus/documents/[a-z]*.md"),
        append("corpus/transcripts/*.md"),
        append("codebook/history/*.jsonl"),
        append("reports/findings.yaml"),
        append("reports/report.yaml"),
        append("notebooks/reports/findings.ipynb"),
        append("reports/out/findings-en.html"),
        lambda root: (root / "reports/out/findings-en.json").unlink(),
        lambda root: next((root / "corpus/codings/consensus").iterdir()).unlink(),
        lambda root: (root / ".cache/reports/findings-en.json").write_text("{torn"),
    ],
)
def test_any_change_of_its_ground_or_files_makes_it_anew(made: Path, change: Callable[[Path], None]) -> None:
    change(made)
    assert not fresh(made)


@pytest.mark.parametrize("what", ["source_hash", "libraries"])
def test_other_code_or_another_library_makes_it_anew(made: Path, what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unchanged, what, lambda: "another")
    assert not fresh(made)


def test_another_format_or_parameter_is_another_report(made: Path) -> None:
    assert not fresh(made, Job("findings", {"language": "en"}, ("html", "pdf")))
    assert not fresh(made, Job("findings", {"language": "en", "codebook": 1}, JOB.formats))
    assert not is_unchanged(made, JOB, "something else")


def test_only_what_changed_is_made(made: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def make_all(root: Path, jobs: list[Job], done: Callable[[Job], None]) -> None:
        for job in jobs:
            asked.append(job.name)
            for form in job.formats:
                (root / job.folder / f"{job.name}.{form}").write_text("made now")
            done(job)

    monkeypatch.setattr(unchanged, "make_all", make_all)
    other, finished = Job("findings", {"language": "id"}, ("html",)), []
    paths, kept = make_changed(made, [JOB, other], lambda job: finished.append(job.name))
    assert asked == ["findings-id"] and kept == [JOB] and finished == ["findings-en", "findings-id"]
    assert [path.name for path in paths] == ["findings-en.html", "findings-en.json", "findings-id.html"]
    assert make_changed(made, [JOB, other])[1] == [JOB, other]
    assert make_changed(made, [JOB, other], again=True)[1] == [] and asked == [
        "findings-id",
        "findings-en",
        "findings-id",
    ]
