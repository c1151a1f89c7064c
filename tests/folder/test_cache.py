"""Cached tables are those of the files as they are: they rebuild by themselves and are never trusted over the files."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from pathlib import Path

import pandas as pd
import pytest

from qualitative import Study, cache
from qualitative.cache import content_key
from qualitative.errors import TableError
from qualitative.folder import tables

CROSSTAB = 'select code, "case", count(*) as n from codings group by all order by all'


def counted(study: Study) -> list[tuple]:
    return list(study.sql(CROSSTAB).itertuples(index=False, name=None))


@pytest.fixture
def coded(study: Study) -> Study:
    study.apply_many([("services", "int-1", 20, 24), ("services", "int-1", 28, 31)], coder="ana")
    study.apply("budget-village-fund", "int-1", 20, 24, coder="budi")
    return study


def test_codings_lie_in_the_text_that_the_study_shows_though_the_file_has_changed(coded: Study) -> None:
    path = coded.root / "corpus/transcripts/int-1.md"
    shown, quotes = coded.document("int-1").text, coded.codings()["quote"].tolist()
    path.write_text(path.read_text(encoding="utf-8").replace("Apa yang", "Apa saja yang"), encoding="utf-8")
    for study in (coded, Study.open(coded.root)):
        text, table = study.document("int-1").text, study.codings()
        assert [text[start:end] for start, end in zip(table["start"], table["end"], strict=True)] == quotes
    assert (coded.document("int-1").text, len(text)) == (shown, len(shown) + 5)


def test_codings_come_out_of_the_cache_and_without_it_are_the_same(coded: Study, monkeypatch) -> None:
    plain = coded.codings(["ana"])
    monkeypatch.setattr(tables, "standing_codings", None)  # nothing is read again
    pd.testing.assert_frame_equal(Study.open(coded.root).codings(["ana"]), plain)
    monkeypatch.undo()
    monkeypatch.setattr(tables, "cached_table", unwritable)
    pd.testing.assert_frame_equal(Study.open(coded.root).codings(["ana"]), plain)


def unwritable(*_: object) -> Path:
    raise PermissionError("a folder that may only be read")


def test_sql_agrees_with_the_codings(coded: Study) -> None:
    table = coded.codings().groupby(["code", "case"]).size()
    assert counted(coded) == [(*key, n) for key, n in table.items()]
    assert coded.sql("select id from documents where \"case\" = 'north'")["id"].tolist() == ["int-1"]
    assert coded.sql("select fund from cases")["fund"].tolist()[0] == "village-fund"


def test_tables_rebuild_when_any_file_changes(coded: Study) -> None:
    before = counted(coded)
    coded.undo("budi")
    assert counted(coded) == before[1:]
    path = coded.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text(encoding="utf-8").replace("case: north", "case: south"), encoding="utf-8")
    assert counted(coded) == [("services", "south", 2)]


def test_a_change_that_keeps_size_and_time_is_seen(coded: Study) -> None:
    path = coded.root / "corpus/transcripts/int-1.md"
    counted(coded)
    stat = path.stat()
    path.write_text(path.read_text(encoding="utf-8").replace("case: north", "case: south"), encoding="utf-8")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert {case for _, case, _ in counted(coded)} == {"south"}


@pytest.mark.parametrize("harm", ["delete", "garbage index", "no tables"])
def test_a_cache_that_is_deleted_or_broken_is_made_anew(coded: Study, harm: str) -> None:
    before, cache = counted(coded), coded.root / ".cache"
    if harm == "garbage index":
        (cache / "index.json").write_text("[1", encoding="utf-8")
    else:
        shutil.rmtree(cache if harm == "delete" else cache / "tables")
    assert counted(coded) == before


def test_a_cache_of_an_older_version_is_made_anew(coded: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "UNSURE", -(10**18))  # as if all files had been written long ago
    with monkeypatch.context() as older:
        older.setattr(cache, "FORMAT", cache.FORMAT - 1)
        older.setattr(tables, "standing_codings", lambda *_: pd.DataFrame({"code": ["x"], "case": ["y"]}))
        assert counted(coded) == [("x", "y", 1)]
    assert {code for code, _, _ in counted(Study.open(coded.root))} == {"budget-village-fund", "services"}
    assert len(Study.open(coded.root).codings()) == 3


def test_a_time_that_was_set_back_long_after_hides_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "UNSURE", 0)
    path = tmp_path / "corpus" / "a.md"
    path.parent.mkdir()
    path.write_text("satu")
    time.sleep(0.05)
    key, stat = cache.content_key(tmp_path, tmp_path / ".cache", ["corpus"]), path.stat()
    assert cache.content_key(tmp_path, tmp_path / ".cache", ["corpus"]) == key
    time.sleep(0.05)
    path.write_text("tiga")
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns))
    assert cache.content_key(tmp_path, tmp_path / ".cache", ["corpus"]) != key


def test_the_key_depends_on_names_and_contents_alone(tmp_path: Path) -> None:
    keys = []
    for place in ("one", "two"):
        (tmp_path / place / "corpus/a").mkdir(parents=True)
        (tmp_path / place / "corpus/a/x.csv").write_text("1")
        keys.append(content_key(tmp_path / place, tmp_path / place / ".cache", ["corpus", "missing"]))
    (tmp_path / "two/corpus/a/x.csv").rename(tmp_path / "two/corpus/a/y.csv")
    assert keys[0] == keys[1] != content_key(tmp_path / "two", tmp_path / "two/.cache", ["corpus", "missing"])


def test_old_tables_do_not_pile_up(coded: Study) -> None:
    for _ in range(3):
        coded.apply("services", "int-1", 20, 24, coder="ana")
        counted(coded)
    assert len(list((coded.root / ".cache/tables").glob("codings-*.parquet"))) == 1


def test_a_wrong_query_is_one_sentence(coded: Study) -> None:
    with pytest.raises(TableError, match="nothing"):
        coded.sql("select nothing from codings")


def test_git_leaves_the_cache_alone_in_a_study_that_ignores_nothing(second_study: Study) -> None:
    """A lock or a table of one person's machine must not reach a colleague by `git add -A`."""
    root = second_study.root
    (root / ".gitignore").unlink(missing_ok=True)
    git = ["git", "-C", str(root)]
    subprocess.run([*git, "init", "-q"], check=True)
    second_study.codings()
    second_study.apply("pride", "group-b", 200, 210, coder="coder-one")
    listed = subprocess.run([*git, "status", "--short", "-uall"], check=True, capture_output=True, text=True).stdout
    assert (root / ".cache" / "locks").is_dir()
    assert ".cache" not in listed and "corpus/codings" in listed
