"""Suggestions come out of the cache as long as nothing that they rest on has changed, and never a moment longer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

import numpy as np
import pandas as pd
import pytest

from qualitative import Study
from qualitative.tagging import cuts, in_study
from qualitative.tagging.cuts import kept_sentences
from qualitative.tagging.sources import coded_sentences, sentences_table

TRANSCRIPT = "corpus/transcripts/int-1.md"


@pytest.fixture
def asked(study: Study) -> Study:
    """A study with a second transcript and keywords, opened anew after its suggestions were asked for once."""
    text = (study.root / TRANSCRIPT).read_text(encoding="utf-8")
    other = text.replace("int-1", "int-2").replace("KTP", "KK").replace("lama juga", "cepat saja")
    (study.root / "corpus/transcripts/int-2.md").write_text(other, encoding="utf-8")
    keywords = [
        {"op": "edit", "id": code, "set": {"keywords": {"id": words}}}
        for code, words in (("services", ["KTP", "KK"]), ("budget-village-fund", ["desa"]))
    ]
    study.revise(keywords, by="ana", why="words to look for")
    Study.open(study.root).suggest("ana", minimum=0.0)
    return Study.open(study.root)


def afresh(study: Study, tmp_path: Path, **options) -> pd.DataFrame:
    """What the study suggests without anything kept."""
    place = study.folder.cache_folder
    study.folder.cache_folder = tmp_path / "no-cache"
    try:
        return study.suggest("ana", minimum=0.0, **options)
    finally:
        study.folder.cache_folder = place


def test_a_second_call_reads_neither_documents_nor_sentences_and_gives_the_same(asked, tmp_path, monkeypatch) -> None:
    expected = afresh(Study.open(asked.root), tmp_path)
    monkeypatch.setattr(in_study, "_said", None)
    monkeypatch.setattr(in_study, "_suggested", None)
    found = asked.suggest("ana", minimum=0.0)
    pd.testing.assert_frame_equal(found, expected)
    assert "documents" not in asked.folder.__dict__ and isinstance(found["reasons"].iloc[0], list)


def rewrite(name: str, old: str, new: str) -> Callable[[Study], None]:
    def act(study: Study) -> None:
        path = study.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return act


CHANGES = {
    "text": rewrite(TRANSCRIPT, "Kadang lama juga.", "Kadang lama. Ya."),
    "text of the same length": rewrite(TRANSCRIPT, "Kadang", "Sering"),
    "role": rewrite(TRANSCRIPT, "P: interviewer", "P: informant"),
    "speakers": rewrite(TRANSCRIPT, "speakers: {P: interviewer, A: informant}", "speakers: {P: informant, A: interviewer}"),
    "coding": lambda study: study.apply("services", "int-1", 48, 62, coder="ana"),
    "done": lambda study: study.mark_done("int-2", coder="ana"),
    "codebook": lambda study: study.revise(
        [{"op": "edit", "id": "services", "set": {"keywords": {"id": ["lama"]}}}], by="ana", why="better"
    ),
    "tree": lambda study: study.revise([{"op": "move", "id": "services", "parent": "budget"}], by="ana", why="nearer"),
    "history of the same length": rewrite("codebook/history/ana.jsonl", "desa", "Dana"),
    "new document": rewrite("corpus/transcripts/int-2.md", "KK", "KTP"),
    "document gone": lambda study: (study.root / "corpus/transcripts/int-2.md").unlink(),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_gives_new_suggestions(asked: Study, change: str, tmp_path: Path) -> None:
    before = asked.suggest("ana", minimum=0.0)
    CHANGES[change](asked)
    found = Study.open(asked.root).suggest("ana", minimum=0.0)
    pd.testing.assert_frame_equal(found, afresh(Study.open(asked.root), tmp_path))
    assert not found.equals(before)


@pytest.mark.parametrize("options", [{"top": 1}, {"document": "int-2"}, {"minimum": 0.4}, {"seed": 1}])
def test_another_question_gets_its_own_answer(asked: Study, options: dict, tmp_path: Path, monkeypatch) -> None:
    made = []
    plain = in_study._suggested
    monkeypatch.setattr(in_study, "_suggested", lambda *given: made.append(given) or plain(*given))
    found = asked.suggest("ana", **{"minimum": 0.0, **options})
    again = asked.suggest("ana", **{"minimum": 0.0, **options})
    assert len(made) == 1 and again.equals(found)


def test_a_function_for_embeddings_is_asked_each_time(asked: Study) -> None:
    calls = []

    def embed(texts: list[str]) -> np.ndarray:
        calls.append(len(texts))
        return np.array([[len(text), 1.0, text.count("a")] for text in texts])

    asked.suggest("ana", embeddings=embed)
    first = len(calls)
    asked.suggest("ana", embeddings=embed)
    assert len(calls) == 2 * first > 0


def test_an_answer_stands_while_others_write_what_it_does_not_rest_on(asked: Study, monkeypatch) -> None:
    before = asked.suggest("ana", minimum=0.0)
    asked.memo("a thought", coder="budi", document="int-1")
    monkeypatch.setattr(in_study, "_suggested", None)
    assert Study.open(asked.root).suggest("ana", minimum=0.0).equals(before)


def test_a_study_that_shows_older_texts_gets_suggestions_for_those(asked: Study) -> None:
    shown = asked.folder.document("int-1").text
    CHANGES["text"](asked)
    for study, text in ((asked, shown), (Study.open(asked.root), None)):
        found = study.suggest("ana", minimum=0.0, document="int-1")
        text = text or study.folder.document("int-1").text
        assert [text[a:b] for a, b in zip(found["start"], found["end"], strict=True)] == found["quote"].tolist()
        assert found["quote"].str.contains("lama juga").any() == (text == shown)


def test_lost_words_are_told_of_each_time(asked: Study) -> None:
    asked.apply("services", "int-1", 48, 62, coder="ana")
    rewrite(TRANSCRIPT, "Kami urus KTP.", "Begitulah adanya.")(asked)
    for _ in range(2):
        with pytest.warns(UserWarning, match="lost the words"):
            Study.open(asked.root).suggest("ana")


def test_a_broken_table_is_made_anew(asked: Study) -> None:
    before = asked.suggest("ana", minimum=0.0)
    for path in (asked.root / ".cache/tables").glob("*.parquet"):
        if not path.name.startswith("codings"):
            path.write_bytes(b"broken")
    for _ in range(2):
        assert Study.open(asked.root).suggest("ana", minimum=0.0).equals(before)


def test_only_new_texts_are_cut(asked: Study, tmp_path: Path, monkeypatch) -> None:
    cut: list[str] = []
    plain = cuts.sentence_places
    monkeypatch.setattr(cuts, "sentence_places", lambda document: cut.append(document.id) or plain(document))
    for expected in (["int-1", "int-2"], [], ["int-2"]):
        if expected == ["int-2"]:
            rewrite("corpus/transcripts/int-2.md", "KK", "kartu keluarga")(asked)
        documents = Study.open(asked.root).folder.documents.values()
        pd.testing.assert_frame_equal(kept_sentences(tmp_path / "cache", documents), sentences_table(documents))
        assert cut == expected
        cut.clear()


def test_other_rules_cut_anew(asked: Study, tmp_path: Path, monkeypatch) -> None:
    documents = asked.folder.documents.values()
    kept_sentences(tmp_path / "cache", documents)
    monkeypatch.setattr(cuts, "rules", lambda: "of tomorrow")
    plain = cuts.sentence_places
    monkeypatch.setattr(cuts, "sentence_places", lambda document: plain(document)[:1])
    assert len(kept_sentences(tmp_path / "cache", documents)) == 2


def test_codings_are_given_to_the_sentences_that_a_look_at_each_pair_finds() -> None:
    random = np.random.default_rng(0)
    ends = np.cumsum(random.integers(2, 9, size=(3, 30)), axis=1)
    rows = [(f"d{d}", int(e) - int(random.integers(1, 3)), int(e), None, "x") for d in range(3) for e in ends[d]]
    sentences = pd.DataFrame(rows, columns=["document", "start", "end", "role", "text"])
    spans = [
        (f"d{random.integers(0, 4)}", int(a), int(a + random.integers(0, 20))) for a in random.integers(0, 180, 60)
    ]
    codings = pd.DataFrame([(str(n), *span, f"c{n % 5}", n % 2 == 0) for n, span in enumerate(spans)], columns=["id", "document", "start", "end", "code", "blind"]).assign(coder="budi", round=1)  # fmt: skip
    for blind in (False, True):
        found = coded_sentences(sentences, codings, _State(), blind=blind)
        for row in found.itertuples():
            those = codings[codings["blind"]] if blind else codings
            expected = {c.code for c in those.itertuples() if c.document == row.document and _covers(row, c)}
            done = row.document == "d1" and row.start >= 20 and row.end <= 60
            no = row.document == "d2" and _covers(row, pd.Series({"start": 5, "end": 30}))
            assert (row.codes, row.known) == (expected, bool(done or not blind and expected))
            assert blind or row.decided == expected | ({"a"} if no else set())


class _State:
    done = {("ana", "d1", 1): [(20, 60)], ("ana", "gone", 1): [(0, 9)]}
    done_events = ()
    decisions = ({"verdict": "reject", "coder": "ana", "document": "d2", "start": 5, "end": 30, "code": "a"},)
    codings: ClassVar[dict] = {}


def _covers(one: object, other: object) -> bool:
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, other.end - other.start)
