"""A cache that came along with a study is not believed."""

from __future__ import annotations

import shutil
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from qualitative import Study
from qualitative.corpus.machine import STATE, machine_secret
from qualitative.reports.making.job import Job
from qualitative.reports.making.unchanged import grounds, is_unchanged, remember


@pytest.fixture
def as_stranger(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory):
    """Become somebody else on another machine."""
    return lambda: monkeypatch.setenv(STATE, str(tmp_path_factory.mktemp("state")))


def test_codings_that_a_stranger_put_into_the_cache_are_not_shown(study: Study, as_stranger) -> None:
    study.apply("budget", "int-1", 51, 55, coder="ana")
    as_stranger()
    assert list(Study.open(study.root).codings()["code"]) == ["budget"]
    forged = next((study.root / ".cache/tables").glob("codings-*.parquet"))
    table = parquet.read_table(forged)
    place = table.column_names.index("code")
    parquet.write_table(table.set_column(place, "code", pa.array(["services"], pa.string())), forged)
    assert list(Study.open(study.root).codings()["code"]) == ["services"]  # the stranger's own machine would believe it
    as_stranger()
    assert list(Study.open(study.root).codings()["code"]) == ["budget"]


def test_a_report_that_a_stranger_made_does_not_stand_as_made_here(study: Study, as_stranger) -> None:
    job = Job("findings", {"language": "en"}, ("html",))
    template = study.root / "notebooks/reports/findings.ipynb"
    template.parent.mkdir(parents=True)
    template.write_text("{}", encoding="utf-8")
    made = study.root / "reports/out/findings-en.html"
    made.parent.mkdir(parents=True)
    made.write_text("forged", encoding="utf-8")
    as_stranger()
    remember(study.root, job, grounds(study.root, job))
    assert is_unchanged(study.root, job, grounds(study.root, job))
    as_stranger()
    assert not is_unchanged(study.root, job, grounds(study.root, job))


def test_the_secret_stays_the_same_and_is_nobody_else_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(STATE, str(tmp_path / "a"))
    first = machine_secret()
    assert len(first) == 32 and machine_secret() == first
    assert (tmp_path / "a/secret").stat().st_mode & 0o077 == 0
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    monkeypatch.setenv(STATE, str(tmp_path / "b"))
    assert machine_secret() == first
    monkeypatch.setenv(STATE, str(tmp_path / "c"))
    assert machine_secret() != first


def test_where_it_can_t_be_kept_it_lasts_as_long_as_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    monkeypatch.setenv(STATE, str(tmp_path / "file/below"))
    assert len(machine_secret()) == 32 and machine_secret() == machine_secret()
