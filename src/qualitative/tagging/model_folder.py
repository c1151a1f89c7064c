"""What a folder with a sentence-transformers model may hold: JSON and safetensors. Looked at before anything is read from it.

The library imports what `modules.json` names, in some releases even from the folder itself, and unpickles weights where it finds no
safetensors. A folder may come from anyone, so both are refused here, whatever release is installed.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import TaggerError

__all__ = ["check_model", "stamp"]

_MODULES = [
    "Transformer",
    "Pooling",
    "Dense",
    "Normalize",
    "LayerNorm",
    "Dropout",
    "StaticEmbedding",
    "WeightedLayerPooling",
]
_TYPE = re.compile(rf"sentence_transformers(\.[a-z_]+)*(\.[A-Z]\w+)?\.({'|'.join(_MODULES)})")
_ACTIVATION = re.compile(r"torch\.nn\.modules\.(activation|linear)\.[A-Z]\w+")
_PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl", "*.pickle")


def check_model(folder: Path) -> None:
    """Raise TaggerError where `folder` holds no model, or one whose reading could run code."""
    places = [folder]
    if (folder / "modules.json").is_file():
        modules = _read(folder / "modules.json", list)
        places += [_place(folder, module) for module in modules]
    elif not (folder / "config.json").is_file():
        raise TaggerError(
            f"{folder} holds no sentence-transformers model: it has neither modules.json nor config.json; give the folder that has"
        )
    for place in dict.fromkeys(places):
        _check_weights(place)
        settings = _read(place / "config.json", dict) if (place / "config.json").is_file() else {}
        activation = settings.get("activation_function")
        if activation is not None and not (isinstance(activation, str) and _ACTIVATION.fullmatch(activation)):
            raise TaggerError(
                f"{place / 'config.json'} names {activation!r} to be run, which is refused; use another model"
            )
    if not any(True for place in places for _ in place.glob("*.safetensors")):
        raise TaggerError(f"{folder} holds no weights (*.safetensors); save the model anew with sentence-transformers")


def stamp(folder: Path) -> str:
    """A hash that changes where a file of the model does: over names, sizes and times, for weights are large."""
    digest = hashlib.sha256(str(folder.resolve()).encode("utf-8", "surrogatepass"))
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        state = path.stat()
        name = path.relative_to(folder).as_posix()
        digest.update(repr((name, state.st_size, state.st_mtime_ns)).encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _place(folder: Path, module: Any) -> Path:
    """The folder of one entry of modules.json, which must be a part of the library and lie inside."""
    kind, path = (module.get("type"), module.get("path")) if isinstance(module, dict) else (None, None)
    if not isinstance(kind, str) or not isinstance(path, str):
        raise TaggerError(f"{folder / 'modules.json'} is no list of modules with type and path; use another model")
    if not _TYPE.fullmatch(kind):
        raise TaggerError(
            f"{folder / 'modules.json'} names the module {kind!r}, which is refused; only {', '.join(_MODULES)} of sentence-transformers are read"
        )
    place = folder / path
    if not place.resolve().is_relative_to(folder.resolve()):
        raise TaggerError(f"{folder / 'modules.json'} points to {path!r} outside of the folder; use another model")
    return place


def _check_weights(place: Path) -> None:
    if any(place.glob("*.safetensors")):
        return
    pickled = sorted(path for pattern in _PICKLED for path in place.glob(pattern) if path.name != "training_args.bin")
    if pickled:
        raise TaggerError(
            f"{pickled[0]} holds pickled weights, which can run code; save the model anew with sentence-transformers as safetensors"
        )


def _read(path: Path, kind: type) -> Any:
    try:
        value = read_json(path)
    except (OSError, ValueError) as failure:
        raise TaggerError(f"{path} can't be read ({type(failure).__name__}); use another model") from None
    if not isinstance(value, kind):
        raise TaggerError(f"{path} holds no {'list' if kind is list else 'mapping'}; use another model")
    return value
