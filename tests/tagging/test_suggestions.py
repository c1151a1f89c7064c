"""Suggestions in a study: learned from decisions, kept out of the codings, evaluated by document, counted only from a blind draw."""

from __future__ import annotations

import csv

import numpy as np
import pytest

from conftest import ROOT, SECOND, on_both
from qualitative import Study
from qualitative.analysis.intervals import wilson_interval
from qualitative.errors import TaggerError
from qualitative.folder import acts, placing
from qualitative.tagging import Tagger
from qualitative.tagging.evaluation import evaluation
from qualitative.tagging.folds import folds_of
from qualitative.tagging.keywords import propose_keywords
from qualitative.tagging.metrics import average_precision, calibration_error, macro_f1
from qualitative.tagging.queue import ORDERS, queue
from qualitative.text.turns import turn_at, turns_of

BOOK = [{"id": "rain", "definition": "", "keywords": ["hujan"]}, {"id": "sun", "definition": "", "keywords": ["cerah"]}]


@pytest.fixture
def keyed(study: Study) -> Study:
    """The small study, with keywords for two codes."""
    study.revise(
        [
            {"op": "edit", "id": "services", "set": {"keywords": {"id": ["KTP", "urus"]}}},
            {"op": "edit", "id": "budget-village-fund", "set": {"keywords": {"id": ["dana desa"]}}},
        ],
        by="ana",
        why="words to look for",
    )
    return study


def test_the_first_suggestions_come_from_the_codebook_with_reasons_and_are_no_codings(keyed: Study) -> None:
    found = keyed.suggest(coder="ana", document="int-1")
    assert list(found.columns) == ["document", "start", "end", "quote", "code", "probability", "reasons", "model"]
    row = found[found["code"] == "services"].iloc[0]
    assert keyed.document("int-1").text[row["start"] : row["end"]] == row["quote"] == "Kami urus KTP."
    assert "ktp (keyword)" in row["reasons"]
    assert keyed.codings().empty and not list(keyed.folder.codings_folder.rglob("*.jsonl"))


def test_the_interviewer_gets_no_suggestion(keyed: Study) -> None:
    assert not keyed.suggest(minimum=0.0)["quote"].str.contains("Apa yang dilayani").any()


def test_accepting_codes_with_the_model_named_and_rejecting_is_not_asked_again(keyed: Study) -> None:
    found = keyed.suggest(coder="ana", minimum=0.0)
    keyed.accept(found.iloc[0], coder="ana")
    keyed.reject(found[found["quote"] != found["quote"].iloc[0]].iloc[0], coder="ana")
    coding = next(iter(placing.state_of(keyed.folder, ["ana"]).codings.values()))
    assert (coding.blind, coding.suggestion["model"]) == (False, found["model"].iloc[0])
    left = keyed.suggest(coder="ana", minimum=0.0)
    assert set(left["quote"]) == set(found["quote"])
    decided = keyed.codings()[["quote", "code"]].values.tolist()
    decided += [
        [found["quote"][n], found["code"][n]] for n in [found.index[found["quote"] != found["quote"].iloc[0]][0]]
    ]
    assert len(decided) == 2 and not any(pair in decided for pair in left[["quote", "code"]].values.tolist())
    assert "2 sentences" in left["model"].iloc[0]
    row = keyed.acceptance().iloc[0]
    assert (row["accepted"], row["changed"], row["rejected"], row["share_of_codings"]) == (1, 0, 1, 1.0)


def test_who_rejects_a_coding_rejects_no_suggestion(study: Study) -> None:
    (id,) = study.apply_many([("services", "int-1", 48, 58)], coder="ana")
    acts.record(study.folder, "decide", "ana", "int-1", verdict="reject", of=[id], note="too wide")
    assert placing.state_of(study.folder).decisions and study.acceptance().empty


def test_a_decision_on_one_code_says_nothing_of_the_others(keyed: Study) -> None:
    found = keyed.suggest(coder="ana", document="int-1", minimum=0.0, top=9)
    first = found[found["quote"] == found["quote"].iloc[0]]
    keyed.accept(first.iloc[1], coder="ana")
    left = keyed.suggest(coder="ana", document="int-1", minimum=0.0, top=1)
    here = left[left["quote"] == first["quote"].iloc[0]]
    assert here["code"].tolist() == [first["code"].iloc[0]]
    assert here["probability"].iloc[0] > first["probability"].iloc[0] / 2
    place = (int(first["start"].iloc[0]), int(first["end"].iloc[0]))
    keyed.apply(first["code"].iloc[0], "int-1", *place, coder="ana")
    after = keyed.suggest(coder="ana", document="int-1", minimum=0.0)
    assert first["quote"].iloc[0] not in set(after["quote"])


def test_suggestions_are_read_from_the_cache_until_something_changes(keyed: Study) -> None:
    first = keyed.suggest(coder="ana")
    file = next((keyed.root / ".cache/tables").glob("suggestions-*"))
    stamp = file.stat().st_mtime_ns
    assert keyed.suggest(coder="ana").equals(first) and file.stat().st_mtime_ns == stamp
    keyed.mark_done("int-1", coder="ana")
    assert keyed.suggest(coder="ana").empty


def test_keywords_are_proposed_from_coded_text_without_those_that_the_code_has() -> None:
    texts = [
        "surat keterangan dicap",
        "surat keterangan hilang",
        "surat keterangan baru",
        *["kami pulang ke rumah"] * 12,
    ]
    found = propose_keywords("paper", texts, [{"paper"}] * 3 + [set()] * 12, known=["keterangan"])
    assert found["keyword"].tolist() == ["surat", "surat keterangan"]


@pytest.mark.parametrize("order", ORDERS)
def test_a_queue_names_each_text_once_and_the_same_ones_every_time(order: str) -> None:
    texts = weather(40)[0]
    chosen = queue(Tagger(BOOK), texts, order, size=10)
    assert len(set(chosen)) == 10 and chosen == queue(Tagger(BOOK), texts, order, size=10)
    assert queue(Tagger(BOOK), [], order) == []


def test_evaluation_needs_two_documents(keyed: Study) -> None:
    keyed.mark_done("int-1", coder="ana")
    with pytest.raises(TaggerError, match="at least two"):
        keyed.evaluate(["ana"])


def weather(count: int, seed: int = 0) -> tuple[list[str], list[set[str]], list[str]]:
    random = np.random.default_rng(seed)
    rain = random.random(count) < 0.3
    words = [("hujan deras" if wet else "angin") + f" hari {day}" for day, wet in enumerate(rain)]
    return words, [{"rain"} if wet else set() for wet in rain], [f"d{n % 20}" for n in range(count)]


def test_evaluation_warns_of_codes_with_few_examples_and_draws_the_curve() -> None:
    texts, codes, documents = weather(80)
    codes[0] = {"sun"}
    found = evaluation(BOOK, texts, codes, documents)
    assert found.codes.set_index("code").loc["rain", "average_precision"] > 0.9
    assert [warning.split()[0] for warning in found.warnings] == ["sun"]
    assert found.curve["sentences"].tolist() == [0, 8, 16, 32, 64] and "calibration" in str(found)


def test_an_evaluation_tells_intervals_calibration_and_how_many_of_the_shown_were_right() -> None:
    texts, codes, documents = weather(80)
    found = evaluation(
        BOOK, texts, [given - ({"rain"} if n % 9 == 0 else set()) for n, given in enumerate(codes)], documents
    )
    (rain,) = found.codes.itertuples()
    assert rain.precision_low < rain.precision < rain.precision_high <= 1
    assert rain.recall_low <= rain.recall <= rain.recall_high and abs(rain.expected - rain.examples) < 8
    shown = found.shown.set_index("probability_from").loc[0.5]
    assert 0 < shown["suggestions"] < 40 and 0.6 < shown["right_low"] <= shown["right"] < 1


def test_many_warnings_are_one_sentence_and_a_document_alone_can_not_be_evaluated() -> None:
    book = [{"id": f"c{n}", "keywords": [f"kata{n}"]} for n in range(5)]
    texts = [f"kata{n % 5} lain{n}" for n in range(10)]
    codes = [{f"c{n % 5}"} for n in range(10)]
    found = evaluation(book, texts, codes, [f"d{n % 4}" for n in range(10)])
    assert len(found.warnings) == 5 and "5 codes have fewer than 10 coded sentences" in str(found)
    for documents in (["d"] * 10, []):
        with pytest.raises(TaggerError, match="at least two"):
            evaluation(book, texts[: len(documents)], codes[: len(documents)], documents)


def test_an_evaluation_without_any_code_is_empty_and_says_nothing_on_the_way(recwarn) -> None:
    texts, _, documents = weather(20)
    found = evaluation(BOOK, texts, [set()] * 20, documents)
    assert found.codes.empty and found.curve.empty and str(found) and not recwarn.list


def test_texts_of_one_document_share_a_fold() -> None:
    groups = ["a", "b", "a", "c", "b", "a"]
    folds = folds_of(groups, 6, 3)
    assert all(len({fold for fold, group in zip(folds, groups, strict=True) if group == name}) == 1 for name in "abc")


def test_metrics_on_worked_examples() -> None:
    assert average_precision(np.array([0, 1, 1]), np.array([3.0, 2.0, 1.0])) == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert average_precision(np.array([1, 0]), np.array([1.0, 1.0])) == 0.5
    assert calibration_error(np.array([1, 0]), np.array([0.75, 0.75])) == pytest.approx(0.25)
    assert macro_f1(np.array([[1, 0], [1, 0]]), np.array([[1, 0], [0, 0]])) == pytest.approx(2 / 3)
    assert wilson_interval(0, 10)[0] == 0.0


@on_both()
def test_a_suggestion_is_a_code_in_use_for_words_of_somebody_who_was_asked(either: Study) -> None:
    found = either.suggest(coder="me" if either.root == ROOT else "coder-one", minimum=0.0)
    assert set(found["code"]) <= set(either.codebook.usable())
    assert len(found) > 100
    for row in found.iloc[::25].itertuples():
        document = either.document(row.document)
        assert document.text[row.start : row.end] == row.quote
        turn = turn_at(turns_of(document), row.start)
        assert turn is not None and row.end <= turn.end and turn.role != "interviewer"


def test_what_one_coder_coded_finds_passages_that_are_known_to_fit(second: Study) -> None:
    """Of the likeliest twenty in documents that the coder has not read, at least eight (twelve codes; by chance one or two)."""
    unread = ["int-d-night", "int-e-chair", "int-f-office", "doc-f-letter"]
    found = second.suggest(coder="coder-one", minimum=0.0)
    top = found[found["document"].isin(unread)].nlargest(20, "probability")
    with (SECOND / "truths.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file) if row["denied"] == "False"]
    hits = [
        any(
            (row["document"], row["code"]) == (one.document, one.code)
            and int(row["start"]) < one.end
            and one.start < int(row["end"])
            for row in known
        )
        for one in top.itertuples()
    ]
    assert sum(hits) >= 8, sum(hits)


def test_a_document_of_the_pilot_still_gets_suggestions(second: Study) -> None:
    assert len(second.suggest(coder="coder-one", document="int-b-quality", minimum=0.0))
