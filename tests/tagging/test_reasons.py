"""Reasons for many texts at once are those that a plain loop over each text and code finds."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

from qualitative.errors import TaggerError
from qualitative.tagging import Tagger, suggesting
from qualitative.tagging.bag import read_words
from qualitative.tagging.rows import RowsOfWords

BOOK = [
    {"id": "weather", "definition": "Cuaca hari itu", "keywords": []},
    {"id": "rain", "definition": "Hujan turun", "keywords": ["hujan", "hujan deras", "basah kuyup"], "parent": "weather"},
    {"id": "sun", "definition": "Cerah", "keywords": ["cerah", "panas sekali"], "parent": "weather"},
    {"id": "road", "definition": "Jalan rusak", "keywords": ["jalan", "rusak"]},
]  # fmt: skip
WORDS = (
    "hujan",
    "hujannya",
    "deras",
    "basah",
    "kuyup",
    "cerah",
    "panas",
    "sekali",
    "jalanan",
    "rusak",
    "turun",
    "angin",
    "desa",
    "😀",
)


def texts(count: int, seed: int) -> list[str]:
    random = np.random.default_rng(seed)
    return [" ".join(random.choice(WORDS, size=random.integers(0, 9))) for _ in range(count)]


def trained(count: int) -> Tagger:
    said = texts(count, 1)
    codes = [{code for code, word in (("rain", "angin"), ("road", "desa")) if word in text} for text in said]
    return Tagger(BOOK).fit(said, codes)


def plainly(tagger: Tagger, said: list[str], minimum: float, top: int) -> list[tuple]:
    """Suggestions as their documentation defines them, one text at a time."""
    rows, probabilities = [], tagger.predict_proba(said)
    for number, text in enumerate(said):
        order = np.argsort(-probabilities[number], kind="stable")
        found = [code for code in order if probabilities[number, code] >= minimum]
        above = {parent for code in found for parent in tagger.model_.prior.above[tagger.codes_[code]]}
        for code in [code for code in found if tagger.codes_[code] not in above][:top]:
            rows.append((number, tagger.codes_[code], probabilities[number, code], _plain_reasons(tagger, text, code)))
    return rows


def _plain_reasons(tagger: Tagger, text: str, code: int) -> list[str]:
    bag = read_words([text])
    hits = tagger.model_.prior.cues.found(bag, np.array([0]))[0]
    cues = [
        (cue, float(hit))
        for cue, hit in zip(tagger.model_.prior.cues.cues, hits, strict=True)
        if cue.code == code and hit > 0
    ]
    said = {str(cue): 0.5 * hit * cue.weight for cue, hit in cues}
    cued = {word for cue, _ in cues for word in cue.words}
    if tagger.model_.learned is not None:
        learned = tagger.model_.learned.alone(bag.words)[:, code]
        telling = zip(bag.words, learned, strict=True)
        said |= {f"{w} (coded texts)": float(v) for w, v in telling if v > 0.02 and w not in cued}
    found = sorted(said, key=lambda label: (-said[label], label))[:3]
    return found or (
        []
        if (tagger.model_.learned is None or tagger.model_.learned.neighbours is None)
        else ["whole text (coded texts)"]
    )


@pytest.mark.parametrize("count", [0, 60])
@pytest.mark.parametrize("top", [0, 1, 3])
def test_reasons_found_at_once_are_those_found_one_by_one(count: int, top: int, monkeypatch) -> None:
    monkeypatch.setattr(suggesting, "_ROWS", 7)  # several parts, the last not full
    tagger, said = trained(count), texts(40, 2)
    found = tagger.suggest(said, top=top, minimum=0.05)
    expected = plainly(tagger, said, 0.05, top)
    assert list(found.itertuples(index=False, name=None)) == expected
    assert bool(top) == bool(expected)
    kinds = {reason.rsplit(" (", 1)[1] for because in found["reasons"] for reason in because}
    assert kinds == (set() if not top else {"keyword)", "definition)"} | ({"coded texts)"} if count else set()))


def test_a_word_of_a_cue_that_is_there_is_no_second_reason() -> None:
    tagger = Tagger(BOOK).fit(["hujan di desa", "angin"] * 8, [{"rain"}, set()] * 8)
    because = tagger.suggest(["hujan di desa"], top=1)["reasons"].iloc[0]
    assert "hujan (keyword)" in because and "hujan (coded texts)" not in because
    assert any(reason.endswith("(coded texts)") for reason in because)


def test_nothing_to_suggest_is_an_empty_table_and_a_negative_number_of_codes_is_refused() -> None:
    assert Tagger([]).suggest(["hujan"]).empty and trained(20).suggest([]).empty
    with pytest.raises(TaggerError, match="top is -1"):
        trained(0).suggest(["hujan"], top=-1)


def test_rows_of_words_are_made_once_and_stay_behind_when_pickled() -> None:
    asked: list[str] = []
    rows = RowsOfWords(lambda words: asked.extend(words) or np.array([[len(word)] for word in words], dtype=float).reshape(-1, 1))  # fmt: skip
    assert rows([]).shape == (0, 1)
    assert rows(["a", "bcd"]).ravel().tolist() == [1, 3]
    assert rows(["bcd", "ef", "a"]).ravel().tolist() == [3, 2, 1] and asked == ["a", "bcd", "ef"]
    assert pickle.loads(pickle.dumps(Tagger(BOOK))).model_.prior.cues._similar._kept == ({}, None)


def test_rows_of_more_words_than_are_kept_are_still_right(monkeypatch) -> None:
    monkeypatch.setattr("qualitative.tagging.rows._MOST", 3)
    rows = RowsOfWords(lambda words: np.array([[len(word)] for word in words]))
    assert rows(["a", "bb"]).ravel().tolist() == [1, 2]
    assert rows(["bb", "ccc", "dddd"]).ravel().tolist() == [2, 3, 4]
    assert rows(["a", "ccc"]).ravel().tolist() == [1, 3]
