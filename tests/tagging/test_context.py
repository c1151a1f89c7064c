"""What stands around a sentence helps where it is given, and changes nothing where it is not."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qualitative import Study
from qualitative.errors import TaggerError
from qualitative.model import Document
from qualitative.tagging import Tagger, in_study, suggesting
from qualitative.tagging.context import Context
from qualitative.tagging.evaluation import evaluation
from qualitative.tagging.prevalence import prevalence
from qualitative.tagging.probabilities import BESIDE, probabilities
from qualitative.tagging.sources import sentences_table

BOOK = [
    {"id": "money", "definition": "", "keywords": ["anggaran"]},
    {"id": "people", "definition": "", "keywords": ["petugas"]},
]
MONEY, PEOPLE = {"question": "Dari mana dananya?"}, {"question": "Siapa yang bekerja?"}
TEXTS = [
    text for text in ("Ya begitu", "Memang ada", "Dari sana", "Cukup", "Belum tahu", "Saya kira") for _ in range(2)
] * 4
AROUND = [MONEY if n % 2 else PEOPLE for n in range(len(TEXTS))]
CODES = [{"money"} if n % 2 else {"people"} for n in range(len(TEXTS))]
GROUPS = [f"doc-{n // 12}" for n in range(len(TEXTS))]


def log_odds(p: np.ndarray) -> np.ndarray:
    return np.log(p / (1 - p))


def asked() -> Tagger:
    return Tagger(BOOK).fit(TEXTS, CODES, context=AROUND)


def test_the_question_before_tells_apart_answers_of_the_same_words() -> None:
    p = asked().predict_proba(["Nanti saja", "Nanti saja"], context=[MONEY, PEOPLE])
    assert p[0, 0] > p[0, 1] + 0.1 and p[1, 1] > p[1, 0] + 0.1
    alone = asked().predict_proba(["Nanti saja", "Nanti saja"])
    assert np.array_equal(alone[0], alone[1])


def test_a_sentence_is_drawn_to_those_beside_it_even_before_anything_was_coded() -> None:
    tagger = Tagger(BOOK)
    own, near = (log_odds(p) for p in tagger.predict_proba(["Belum", "Anggaran habis"]))
    both = tagger.predict_proba(["Belum"] * 3, context=[{"before": "Anggaran habis"}, {"after": "Anggaran habis"}, {}])
    assert log_odds(both[0]) == pytest.approx(own + BESIDE * (near - log_odds(tagger.model_.usual)), abs=1e-5)
    assert (
        both[0, 0] > both[2, 0] + 0.02 and both[1] == pytest.approx(both[0]) and log_odds(both[2]) == pytest.approx(own)
    )


def test_what_is_said_of_a_text_does_not_depend_on_the_texts_it_is_asked_with() -> None:
    around = [{"before": "Anggaran habis", **MONEY}, {"before": "Belum", "after": "Ya", **PEOPLE}]
    texts, tagger = ["Belum", "Anggaran habis"], asked()
    together = tagger.predict_proba(texts, context=around)
    single = [tagger.predict_proba([text], context=[one])[0] for text, one in zip(texts, around, strict=True)]
    assert together == pytest.approx(np.array(single), abs=1e-6)


def test_training_without_context_is_the_same_as_before_and_none_means_no_surroundings() -> None:
    plain = Tagger(BOOK).fit(TEXTS, CODES)
    assert plain.model_.learned.around is None
    assert np.array_equal(plain.predict_proba(TEXTS), Tagger(BOOK).fit(TEXTS, CODES, context=None).predict_proba(TEXTS))
    assert plain.predict_proba(TEXTS, context=[None] * len(TEXTS)) == pytest.approx(
        plain.predict_proba(TEXTS), abs=1e-6
    )


def test_a_reason_names_where_the_word_stands() -> None:
    table = asked().suggest(["Nanti saja", "Belum"], minimum=0.02, context=[MONEY, {"before": "Anggaran habis"}])
    reasons = {(row.text, row.code): row.reasons for row in table.itertuples()}
    assert any(reason.endswith("(question before)") for reason in reasons[0, "money"])
    assert "anggaran (sentence before)" in reasons[1, "money"]
    assert not any("before" in reason for row in asked().suggest(TEXTS[:4], minimum=0.0)["reasons"] for reason in row)


def test_a_saved_tagger_keeps_what_it_learned_of_surroundings(tmp_path: Path) -> None:
    tagger = asked()
    tagger.save(tmp_path / "tagger")
    again = Tagger.load(tmp_path / "tagger")
    around = [{"before": "Ya begitu", **MONEY}, PEOPLE]
    assert np.array_equal(again.predict_proba(TEXTS[:2], around), tagger.predict_proba(TEXTS[:2], around))
    assert again.suggest(TEXTS[:2], context=around, minimum=0.0).equals(
        tagger.suggest(TEXTS[:2], context=around, minimum=0.0)
    )


@pytest.mark.parametrize(
    ("context", "message"),
    [
        ([{}], "2 texts but 1 contexts"),
        ("before", "give a list"),
        ([{"befor": "x"}, {}], "before, after and question"),
        ([{}, "Dari mana?"], "context of text 1"),
        ([{}, {"after": 3}], "after in the context of text 1 is '3'"),
    ],
)
def test_what_is_no_context_is_named(context: object, message: str) -> None:
    with pytest.raises(TaggerError, match=message):
        Tagger(BOOK).predict_proba(["a", "b"], context=context)  # type: ignore[arg-type]


def test_odd_contexts_never_fail() -> None:
    odd = [{"before": ""}, {"question": "😀"}, {"after": float("nan")}, {"before": "汉字 " * 5000}, Context(), None]
    texts = ["", "a", " ", "😀", "汉字", "dana"]
    tagger = Tagger(BOOK).fit(texts, [{"money"}] * 3 + [set()] * 3, context=odd)
    assert np.isfinite(tagger.predict_proba(texts, context=odd)).all()
    assert np.isfinite(Tagger(BOOK).fit(texts, [set()] * 6, context=[{}] * 6).predict_proba(texts, odd)).all()
    assert tagger.predict_proba([], context=[]).shape == (0, 2)
    tagger.suggest(texts, minimum=0.0, context=odd)


def test_evaluation_and_prevalence_take_the_surroundings() -> None:
    with_, without = (evaluation(BOOK, TEXTS, CODES, GROUPS, context=c) for c in ([Context(**c) for c in AROUND], None))
    assert with_.codes["average_precision"].mean() > without.codes["average_precision"].mean() + 0.2
    drawn = {n: (CODES * 3)[n] for n in np.random.default_rng(0).permutation(144)[:60].tolist()}
    texts, around = TEXTS * 3, [Context(**c) for c in AROUND * 3]
    groups = [f"doc-{n // 4}" for n in range(len(texts))]
    with_, without = (prevalence(BOOK, texts, groups, drawn, c) for c in (around, None))
    assert (with_["high"] - with_["low"]).mean() < (without["high"] - without["low"]).mean()


def test_sentences_know_their_neighbours_in_the_turn_and_the_question() -> None:
    text = "P: Dananya? Dari mana?\nA: Dari desa. Sedikit. Kurang.\nA: Ya.\nP: Baik."
    document = Document(
        "d", "interview", "fieldwork", "c", "2020", "id", text, speakers={"P": "interviewer", "A": "informant"}
    )
    table = sentences_table([document])
    assert table[["text", "before", "after", "question"]].to_numpy().tolist() == [
        ["Dari desa.", "", "Sedikit.", "Dananya? Dari mana?"],
        ["Sedikit.", "Dari desa.", "Kurang.", "Dananya? Dari mana?"],
        ["Kurang.", "Sedikit.", "", "Dananya? Dari mana?"],
        ["Ya.", "", "", ""],
    ]


def test_a_study_suggests_with_the_surroundings(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    asked_with = []
    monkeypatch.setattr(
        suggesting,
        "probabilities",
        lambda model, bag, texts, contexts=None: (
            asked_with.append(contexts) or probabilities(model, bag, texts, contexts)
        ),
    )
    found = in_study.suggest(study.folder, minimum=0.0)
    assert len(found) and any(context and any(one.question for one in context) for context in asked_with)
