"""A saved tagger from anyone: whatever the file holds, it loads or is refused in one sentence; nothing in it runs."""

from __future__ import annotations

import json
import pickle
import random
import struct
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest

from qualitative.errors import TaggerError
from qualitative.i18n import READ
from qualitative.tagging import Tagger, archive

BOOK = [{"id": "rain", "keywords": ["hujan"]}, {"id": "storm", "keywords": ["badai"], "parent": "rain"}]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    texts = [f"hujan deras {n}" if n % 3 else f"badai {n}" for n in range(40)]
    path = tmp_path_factory.mktemp("tagger") / "a.tagger"
    Tagger(BOOK).fit(texts, [{"rain"} if n % 3 else {"storm"} for n in range(40)]).save(path)
    return path.read_bytes()


def parts_of(saved: bytes) -> dict[str, bytes]:
    file = zipfile.ZipFile(BytesIO(saved))
    return {name: file.read(name) for name in file.namelist()}


def packed(parts: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w", method) as file:
        for name, part in parts.items():
            file.writestr(name, part)
    return data.getvalue()


def use(path: Path, data: bytes) -> None:
    """Load and use a tagger; only a TaggerError may come of it."""
    path.write_bytes(data)
    try:
        tagger = Tagger.load(path)
        assert np.isfinite(tagger.predict_proba(["hujan badai", ""])).all()
        tagger.suggest(["hujan"], minimum=0.0)
    except TaggerError as refusal:
        assert str(refusal) and "\n" not in str(refusal)


def refused(path: Path, data: bytes, message: str) -> None:
    path.write_bytes(data)
    with pytest.raises(TaggerError, match=message):
        Tagger.load(path)


def test_a_file_cut_short_anywhere_is_refused(tmp_path: Path, saved: bytes) -> None:
    for end in range(0, len(saved), 37):
        refused(tmp_path / "a", saved[:end], "not a saved tagger")


def test_a_file_with_any_bytes_changed_loads_or_is_refused(tmp_path: Path, saved: bytes) -> None:
    chance = random.Random(1)
    for _ in range(250):
        data = bytearray(saved)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        use(tmp_path / "a", bytes(data))


@pytest.mark.parametrize("value", [None, 1, -1, 1e400, "x", [], {}, [[]], 10**400, ["a"], "\ud800"], ids=ascii)
def test_any_value_in_the_text_of_the_file_loads_or_is_refused(tmp_path: Path, saved: bytes, value: object) -> None:
    parts = parts_of(saved)
    about = json.loads(parts["tagger.json"])
    places = [(about, key) for key in about] + [(about["columns"], key) for key in about["columns"]]
    places += [(about["entries"][0], key) for key in about["entries"][0]] + [(about["columns"]["pair"], 0)]
    for owner, key in places:
        before, owner[key] = owner[key], value
        use(tmp_path / "a", packed({**parts, "tagger.json": json.dumps(about).encode()}))
        owner[key] = before


@pytest.mark.parametrize(
    "array",
    [
        np.zeros(0),
        np.zeros(10_000),
        np.zeros((2, 2, 2)),
        np.float64(1),
        np.full(2, np.nan),
        np.array(["x"]),
        np.ones(2, complex),
    ],
    ids=["empty", "long", "deep", "single", "nan", "text", "complex"],
)
def test_numbers_of_another_shape_or_kind_are_refused(tmp_path: Path, saved: bytes, array: np.ndarray) -> None:
    parts = parts_of(saved)
    data = BytesIO()
    np.save(data, array)
    for name in parts:
        if name.endswith(".npy"):
            use(tmp_path / "a", packed({**parts, name: data.getvalue()}))
    refused(tmp_path / "a", packed({**parts, "thresholds.npy": data.getvalue()}), "train")


@pytest.mark.parametrize(
    "header",
    [
        "{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,)}",
        "{'descr': '<f8', 'fortran_order': False, 'shape': (-1,)}",
        "{'descr': 'O', 'fortran_order': False, 'shape': (1,)}",
        "(" * 300,
    ],
)
def test_a_header_that_claims_what_the_file_does_not_hold_is_refused(tmp_path: Path, saved: bytes, header: str) -> None:
    data = b"\x93NUMPY\x01\x00" + struct.pack("<H", len(header) + 1) + header.encode() + b"\n" + b"0" * 64
    refused(tmp_path / "a", packed({**parts_of(saved), "positives.npy": data}), "train")


def test_a_pickle_is_never_run(tmp_path: Path, saved: bytes) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "ran",)

    objects = BytesIO()
    np.save(objects, np.array([Trap()], dtype=object), allow_pickle=True)
    for data in (pickle.dumps(Trap()), objects.getvalue()):
        refused(tmp_path / "a", packed({**parts_of(saved), "positives.npy": data}), "train")
    refused(tmp_path / "a", pickle.dumps(Trap()), "not a saved tagger")
    assert not (tmp_path / "ran").exists()


def test_what_would_fill_the_memory_or_is_packed_otherwise_is_refused_unread(
    tmp_path: Path, saved: bytes, monkeypatch
) -> None:
    parts = parts_of(saved)
    monkeypatch.setattr(archive, "_LARGEST", 10_000_000)
    refused(tmp_path / "a", packed({**parts, "more.npy": b"0" * 10_000_001}), "unpacks to more")
    monkeypatch.setattr(archive, "_LARGEST_ABOUT", 1000)
    refused(tmp_path / "a", packed({**parts, "tagger.json": b" " * 1001}), "unpacks to more")
    monkeypatch.undo()
    refused(tmp_path / "a", packed(parts, zipfile.ZIP_BZIP2), "never uses")


def test_a_file_that_is_not_there_or_can_not_be_written_is_named(tmp_path: Path) -> None:
    for path in (tmp_path / "none", tmp_path):
        with pytest.raises(TaggerError, match=str(tmp_path)):
            Tagger.load(path)
    with pytest.raises(TaggerError, match="can't be written"):
        Tagger(BOOK).save(tmp_path / "none" / "a.tagger")


def test_the_languages_of_a_tagger_are_saved_and_a_file_of_before_is_read_with_all(tmp_path: Path) -> None:
    tagger = Tagger(BOOK, languages=["id"]).fit(["hujan", "cerah"] * 4, [{"rain"}, set()] * 4)
    tagger.save(tmp_path / "a.tagger")
    assert Tagger.load(tmp_path / "a.tagger").get_params()["languages"] == ("id",)
    about, arrays = archive.read_archive(tmp_path / "a.tagger")
    del about["languages"]
    archive.write_archive(tmp_path / "old.tagger", about, arrays)
    old = Tagger.load(tmp_path / "old.tagger")
    assert old.model_.prior.languages == READ
    assert np.allclose(old.predict_proba(["hujan deras"]), tagger.predict_proba(["hujan deras"]))


def test_a_text_of_more_values_than_any_tagger_has_is_refused_before_it_is_made(
    tmp_path: Path, saved: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "_MOST_VALUES", 1_000)
    monkeypatch.setattr(archive, "_MOST_HOLDERS", 1_000)
    monkeypatch.setattr(json, "loads", lambda *_: pytest.fail("it was read"))
    for text in (b"[" + b"0," * 1_001 + b"0]", b"[" * 1_001, b"{" * 1_001):
        refused(tmp_path / "a", packed({**parts_of(saved), "tagger.json": text}), "more than 1,000 values")


@pytest.mark.parametrize("value", [1e308, -1e10, float("nan"), float("inf")])
@pytest.mark.parametrize("field", ["cold", "platt", "mix", "spread"])
def test_a_number_that_no_training_gives_is_refused(tmp_path: Path, saved: bytes, field: str, value: float) -> None:
    parts = parts_of(saved)
    about = json.loads(parts["tagger.json"])
    about[field] = [value, 0.0] if field in ("cold", "platt") else value
    refused(
        tmp_path / "a", packed({**parts, "tagger.json": json.dumps(about).encode()}), "values that no training gives"
    )


@pytest.mark.parametrize("value", [1e10, float("nan"), float("inf")])
def test_nor_is_an_array_of_them(tmp_path: Path, saved: bytes, value: float) -> None:
    data = BytesIO()
    np.save(data, np.array([value, 0.5]))
    refused(
        tmp_path / "a", packed({**parts_of(saved), "thresholds.npy": data.getvalue()}), "values that no training gives"
    )
