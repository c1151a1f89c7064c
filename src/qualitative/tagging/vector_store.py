"""Vectors of texts kept in `.cache/vectors`, one file a model, so that a text is embedded once. Deleting them loses nothing.

They are kept and used in 16 bits, on the first call too: what is suggested does not depend on what was kept before.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np

from qualitative.corpus.files import write_bytes
from qualitative.tagging.embeddings import Embedder, embedded, embedder

__all__ = ["KeptVectors", "kept_embeddings", "model_identity"]

_AT_ONCE = 2048  # texts after which new vectors are written: half a minute's work that a stop could lose
_KEY = 16  # bytes of a text's hash


@runtime_checkable
class Identified(Protocol):
    """An embedder that can be told from others by its `identity`, so that its vectors may be kept."""

    identity: str

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors, texts × dimensions."""
        ...


def kept_embeddings(cache: Path | None, source: str | Path | Embedder | None) -> str | Path | Embedder | None:
    """`source` (see embeddings.embedder) as an embedder that looks into `cache` first (None: memory); a function of your own is left as it is."""
    embed = embedder(source)
    return KeptVectors(embed, cache) if isinstance(embed, Identified) else source


def model_identity(source: str | Path | Embedder | None) -> str:
    """What tells the vectors of this model from others; empty without one, and for a function of your own."""
    embed = embedder(source)
    return str(embed.identity) if isinstance(embed, Identified) else ""


class KeptVectors:
    """An embedder that asks `embed`, which has an `identity`, only for texts that it did not see before."""

    def __init__(self, embed: Identified, cache: Path | None) -> None:
        self.embed = embed
        name = hashlib.sha256(embed.identity.encode()).hexdigest()[:32]
        self.path = None if cache is None else cache / "vectors" / f"{name}.npy"
        self._rows: dict[bytes, np.ndarray] | None = None

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors, texts × dimensions."""
        if self._rows is None:
            self._rows = {} if self.path is None else _read(self.path)
        keys = [hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_KEY] for text in texts]
        new = list({key: text for key, text in zip(keys, texts, strict=True) if key not in self._rows}.items())
        for start in range(0, len(new), _AT_ONCE):
            part = new[start : start + _AT_ONCE]
            vectors = embedded(self.embed, [text for _, text in part]).astype(np.float16)
            self._rows.update((key, vector) for (key, _), vector in zip(part, vectors, strict=True))
            if self.path is not None:
                write_bytes(self.path, _packed(self._rows))
        return np.array([self._rows[key] for key in keys], dtype=np.float32)

    def __reduce__(self) -> tuple[Any, ...]:
        """Sent to another process it brings no vectors along, and keeps none: many writers would undo each other's work."""
        return _Rounded, (self.embed,)


class _Rounded:
    """The vectors that KeptVectors gives, without keeping them."""

    def __init__(self, embed: Embedder) -> None:
        self.embed = embed

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        return embedded(self.embed, texts).astype(np.float16).astype(np.float32)


def _packed(rows: Mapping[bytes, np.ndarray]) -> memoryview:
    first = next(iter(rows.values()))
    table = np.empty(len(rows), dtype=[("key", "u1", (_KEY,)), ("vector", "<f2", (len(first),))])
    table["key"] = np.frombuffer(b"".join(rows), dtype="u1").reshape(-1, _KEY)
    table["vector"] = np.array(list(rows.values()))
    data = BytesIO()
    np.save(data, table, allow_pickle=False)
    return data.getbuffer()


def _read(path: Path) -> dict[bytes, np.ndarray]:
    """What was kept; nothing where the file is not there or not whole."""
    try:
        with path.open("rb") as file:
            table = np.lib.format.read_array(file, allow_pickle=False)
        keys, vectors = np.ascontiguousarray(table["key"]), np.ascontiguousarray(table["vector"])
        if keys.shape[1:] != (_KEY,) or keys.dtype != np.uint8 or vectors.ndim != 2 or vectors.dtype != np.float16:
            return {}
    except (OSError, EOFError, ValueError, IndexError, KeyError, TypeError):
        return {}
    return dict(zip((key.tobytes() for key in keys), vectors, strict=True))
