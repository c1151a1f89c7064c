"""Models for the tests of embeddings: a stand-in for the library with its real call, and a tiny real model with random weights."""

from __future__ import annotations

import json
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def write_folder(folder: Path, **files: object) -> Path:
    """A folder as sentence-transformers saves it, with weights that only the stand-in takes; `files` go over or beside it (None: not there)."""
    names: dict[str, object] = {
        "modules.json": [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"}],
        "config.json": {"model_type": "bert"},
        "model.safetensors": "",
    }
    folder.mkdir(parents=True)
    for name, content in (names | files).items():
        if content is not None:
            text = content if isinstance(content, str) else json.dumps(content)
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def stand_in(monkeypatch: pytest.MonkeyPatch, name: str, **attributes: object) -> list[Any]:
    """Put a module `name` in place; what its functions are called with is noted in the list."""
    module = ModuleType(name)
    module.__spec__ = ModuleSpec(name, None)
    calls: list[Any] = []
    vars(module).update(attributes)
    module.calls = calls  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, name, module)
    return calls


def letters(texts: list[str]) -> np.ndarray:
    """How often each letter stands in each text, of length one."""
    counts = np.array([[1 + text.lower().count(letter) for letter in LETTERS] for text in texts], dtype=np.float32)
    return counts / np.linalg.norm(counts, axis=1, keepdims=True)


class SentenceTransformer:
    """The call that the library has, which takes nothing else."""

    def __init__(
        self,
        model_name_or_path: str | None = None,
        *,
        local_files_only: bool = False,
        trust_remote_code: bool = False,
        model_kwargs: dict[str, Any] | None = None,
    ) -> None:
        sys.modules["sentence_transformers"].calls.append(  # type: ignore[attr-defined]
            {"folder": model_name_or_path, "local": local_files_only, "trust": trust_remote_code, "model": model_kwargs}
        )

    def encode(
        self, inputs: list[str], *, show_progress_bar: bool | None = None, normalize_embeddings: bool = False
    ) -> np.ndarray:
        assert normalize_embeddings and all(isinstance(text, str) for text in inputs)
        for text in inputs:
            text.encode("utf-8")  # as its tokenizers do
        return letters(inputs)


def write_real(folder: Path) -> Path:
    """A model that the library itself reads: two layers of random weights, a WordPiece vocabulary of letters and three words."""
    torch = pytest.importorskip("torch")
    transformers = pytest.importorskip("transformers")
    library = pytest.importorskip("sentence_transformers")
    torch.manual_seed(0)
    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    words = [*special, *LETTERS, *(f"##{letter}" for letter in LETTERS), "dana", "desa", "operator"]
    tokenizer = transformers.BertTokenizerFast(vocab={word: n for n, word in enumerate(words)}, model_max_length=64)
    sizes = {"hidden_size": 32, "num_hidden_layers": 2, "num_attention_heads": 2, "intermediate_size": 64}
    config = transformers.BertConfig(vocab_size=len(words), max_position_embeddings=64, **sizes)
    plain = folder.with_name(folder.name + "-plain")
    transformers.BertModel(config).save_pretrained(plain)
    tokenizer.save_pretrained(plain)
    library.SentenceTransformer(str(plain), local_files_only=True).save(str(folder))
    return folder
