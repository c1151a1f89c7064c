"""Saved taggers: fields, names, shapes and numbers changed in a sound one, then all that a loaded tagger is asked; and any bytes as the file."""

from __future__ import annotations

import io
import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from fuzzing.edits import edited
from fuzzing.target import Target, zipped
from qualitative.tagging.archive import read_archive
from qualitative.tagging.tagger import Tagger

__all__ = ["TARGETS"]

_CODES: list[dict[str, Any]] = [
    {"id": "fuel", "definition": "Bahan bakar", "keywords": ["irit", "bensin"]},
    {"id": "price", "definition": "Harga", "keywords": ["murah"], "parent": "fuel"},
]
_TEXTS = ["Irit sekali", "Murah dan irit", "Bensin mahal", "Tidak tahu", "Harga naik", "Jalan rusak"] * 4
_LABELS = [{"fuel"}, {"price"}, {"fuel"}, set(), {"price"}, set()] * 4
_FILE = Path(tempfile.mkdtemp(prefix="qualitative-fuzz-")) / "a.tagger"


@cache
def _sound() -> tuple[tuple[dict[str, Any], dict[str, np.ndarray]], ...]:
    """Two saved taggers: one that learned, with contexts, and one that knows the codebook alone."""
    around = [{"before": "Lalu?", "after": "Ya.", "question": "Apa?"}] * len(_TEXTS)
    found = []
    for tagger in (Tagger(_CODES).fit(_TEXTS, _LABELS, context=around), Tagger(_CODES).fit([], [])):
        tagger.save(_FILE)
        found.append(read_archive(_FILE))
    return tuple(found)


def _changed(data: bytes) -> None:
    about, arrays = _sound()[data[0] % 2 if data else 0]
    forms: dict[str, Any] = {name: [array.dtype.str, list(array.shape), 0] for name, array in arrays.items()}
    whole = edited({"about": about, "arrays": forms}, data[1:])
    parts: dict[str, bytes] = {}
    if isinstance(whole, dict):
        parts["tagger.json"] = json.dumps(whole.get("about")).encode("utf-8", "backslashreplace")
        named = whole.get("arrays")
        parts |= (
            {f"{name}.npy": _array(form, arrays.get(name)) for name, form in named.items()}
            if isinstance(named, dict)
            else {}
        )
    _FILE.write_bytes(zipped({name.replace("\0", "")[:200] or "x": content for name, content in parts.items()}))
    _load()


def _array(form: Any, known: np.ndarray | None) -> bytes:
    """A .npy that says `form`; its numbers are the known ones where they fit, else of the last item of the form."""
    kind, shape, fill = form if isinstance(form, list) and len(form) == 3 else ["<f4", [1], 0]
    try:
        sizes = tuple(min(abs(int(size)), 50) for size in (shape if isinstance(shape, list) else [shape]))
        array = known if known is not None and fill == 0 and sizes == known.shape else np.full(sizes, fill)
        array = array.astype(np.dtype(kind), copy=False)
    except (TypeError, ValueError, OverflowError, RecursionError, MemoryError):
        array = np.zeros(1)
    made = io.BytesIO()
    np.save(made, array, allow_pickle=True)
    return made.getvalue()


def _raw(data: bytes) -> None:
    _FILE.write_bytes(data)
    _load()


def _load() -> None:
    tagger = Tagger.load(_FILE)
    # what a file can hold must be enough for all that is asked of a tagger
    with np.errstate(all="ignore"):
        shares = tagger.predict_proba(["Irit dan murah", ""])
        tagger.predict_proba(["Irit"], context=[{"before": "Apa?", "after": "", "question": "x"}])
        tagger.suggest(["Irit dan murah"], minimum=0.0)
    assert shares.shape == (2, len(tagger.codes_)), shares.shape
    assert np.isfinite(shares).all() and (shares >= 0).all() and (shares <= 1).all(), "no probabilities"
    tagger.save(_FILE)
    Tagger.load(_FILE)


def _raw_seeds() -> list[bytes]:
    _sound()
    return [_FILE.read_bytes()]


TARGETS = (
    Target("tagger", _changed, lambda: [b"\x00", b"\x01", b"\x00\x00\x05\x07\x03", b"\x01\x00\x30\x07\x0c"]),
    Target("tagger-file", _raw, _raw_seeds),
)
