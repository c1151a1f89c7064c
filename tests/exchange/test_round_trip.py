"""What goes out comes in again: the same study through REFI-QDA, and through lossy formats after the losses that the report names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exchange.studies import code_path, dump, made_study
from qualitative import Study
from qualitative.exchange.importing import import_file
from qualitative.folder import placing

SEEDS = range(int(os.environ.get("QUALITATIVE_SEEDS", "8")))


@pytest.mark.parametrize("seed", SEEDS)
def test_a_study_through_refi_is_the_same(tmp_path: Path, seed: int) -> None:
    study = made_study(tmp_path / "a", seed)
    out = study.export("refi", tmp_path / "a.qdpx")
    back = import_file(tmp_path / "a.qdpx", tmp_path / "b")
    assert dump(Study.open(tmp_path / "b")) == dump(study)
    assert back.losses.is_whole and [row["kind"] for row in out.losses.table() if row["left_out"]] in (
        [],
        ["done marks"],
    )
    assert study.export("refi", tmp_path / "again.qdpx").files[0].read_bytes() == (tmp_path / "a.qdpx").read_bytes()


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_doubles_when_a_study_comes_back_to_itself(tmp_path: Path, seed: int) -> None:
    study = made_study(tmp_path / "a", seed)
    study.export("refi", tmp_path / "a.qdpx")
    before = dump(study)
    files = {
        path: path.read_bytes()
        for path in sorted(study.root.rglob("*"))
        if path.is_file() and ".cache" not in path.parts
    }
    made = Study.open(study.root).import_(tmp_path / "a.qdpx")
    assert not made.is_written and not made.taking.is_new and dump(Study.open(study.root)) == before
    assert {path: path.read_bytes() for path in files} == files


@pytest.mark.parametrize("seed", SEEDS)
def test_a_study_through_nvivo_s_way_of_counting_is_the_same(tmp_path: Path, seed: int) -> None:
    study = made_study(tmp_path / "a", seed)
    study.export("refi", tmp_path / "a.qdpx", for_tool="nvivo")
    import_file(tmp_path / "a.qdpx", tmp_path / "b", positions="utf-16")
    assert dump(Study.open(tmp_path / "b")) == dump(study)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_study_through_taguette_keeps_texts_and_codings(tmp_path: Path, seed: int) -> None:
    study = made_study(tmp_path / "a", seed)
    out = study.export("taguette", tmp_path / "a.sqlite3")
    import_file(tmp_path / "a.sqlite3", tmp_path / "b")
    back = Study.open(tmp_path / "b")
    assert sorted(d.text for d in back.folder.documents.values()) == sorted(
        d.text for d in study.folder.documents.values()
    )
    # the report says what goes: dates, memos, cases, rounds; names are shortened, and a second coding that says the same is one
    coders = {coding.coder for coding in placing.state_of(study.folder).codings.values()} | {
        m.coder for m in placing.state_of(study.folder).marks
    }
    assert _codings(back, with_coder=len(coders) > 1) == _codings(study, with_coder=len(coders) > 1)
    assert out.losses["codings"].taken == len(Study.open(tmp_path / "b").codings())


@pytest.mark.parametrize("seed", SEEDS)
def test_a_study_through_word_keeps_texts_codings_and_their_memos(tmp_path: Path, seed: int) -> None:
    study = made_study(tmp_path / "a", seed)
    study.export("docx", tmp_path / "files")
    import_file(tmp_path / "files", tmp_path / "b")
    back = Study.open(tmp_path / "b")
    texts = {id: d.text.rstrip("\n") for id, d in study.folder.documents.items()}
    assert {id: d.text.rstrip("\n") for id, d in back.folder.documents.items()} == texts
    ours, theirs = placing.state_of(study.folder), placing.state_of(back.folder)
    assert _spans(theirs) == _spans(ours)
    noted = [m.note.strip() for m in ours.memos if m.of in ours.codings]
    assert len([m for m in theirs.memos if m.of in theirs.codings]) >= len(
        {m.of for m in ours.memos if m.of in ours.codings}
    )
    joined = "".join(m.note for m in theirs.memos)
    assert all(line.strip() in joined for note in noted for line in note.split("\n"))


def _codings(study: Study, *, with_coder: bool) -> set[tuple]:
    book = study.codebook
    return {
        (c.quote, c.start, c.end, len(code_path(study, book.current(c.code))), c.coder if with_coder else "")
        for c in placing.state_of(study.folder).codings.values()
    }


def _spans(state) -> list[tuple]:
    return sorted(
        (c.document, c.start, min(c.end, c.start + len(c.quote.rstrip("\n"))), c.code, c.coder, c.at[:19])
        for c in state.codings.values()
    )
