"""A file from anyone: a zip of one JSON text and arrays of numbers, read so that it can neither run code nor fill the memory."""

from __future__ import annotations

import json
import math
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np

from qualitative.errors import TaggerError

__all__ = ["read_archive", "write_archive"]

_ABOUT = "tagger.json"
_LARGEST = 2_000_000_000  # bytes once unpacked
_LARGEST_ABOUT = 100_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_NUMBERS = "fiu"  # kinds of numpy types


def write_archive(path: Path, about: dict[str, Any], arrays: dict[str, np.ndarray]) -> None:
    """Write `about` and `arrays` to `path`. Raises TaggerError where the file can't be written."""
    try:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
            file.writestr(_ABOUT, json.dumps(about, ensure_ascii=True))  # lone surrogates are no UTF-8
            for name, array in arrays.items():
                data = BytesIO()
                np.save(data, array, allow_pickle=False)
                file.writestr(f"{name}.npy", data.getvalue())
    except OSError as failure:
        raise TaggerError(f"{path} can't be written: {failure.strerror}") from None


def read_archive(path: Path) -> tuple[dict[str, Any], dict[str, np.ndarray]]:
    """(the JSON, the arrays by name). Raises TaggerError for what is no such file or unpacks to more than it may."""
    try:
        with zipfile.ZipFile(path) as file:
            _check_sizes(path, file)
            about = json.loads(file.read(_ABOUT))
            names = [name for name in file.namelist() if name.endswith(".npy")]
            arrays = {name.removesuffix(".npy"): _array(name, file.read(name)) for name in names}
    except TaggerError:
        raise
    except (Exception, MemoryError) as failure:  # zip, zlib, lzma, json and numpy each have failures of their own
        raise TaggerError(f"{path} is not a saved tagger ({type(failure).__name__}); train it anew") from None
    if not isinstance(about, dict):
        raise TaggerError(f"{path} is not a saved tagger ({_ABOUT} is no mapping); train it anew")
    return about, arrays


def _check_sizes(path: Path, file: zipfile.ZipFile) -> None:
    sizes = {entry.filename: entry.file_size for entry in file.infolist()}
    if sum(entry.file_size for entry in file.infolist()) > _LARGEST or sizes.get(_ABOUT, 0) > _LARGEST_ABOUT:
        raise TaggerError(
            f"{path} unpacks to more than {_LARGEST} bytes, or its text to {_LARGEST_ABOUT}; that is no tagger"
        )
    if any(entry.compress_type not in _METHODS or entry.flag_bits & 1 for entry in file.infolist()):
        raise TaggerError(f"{path} is packed in a way that saving never uses; that is no tagger")


def _array(name: str, data: bytes) -> np.ndarray:
    """Finite numbers of the size that the file holds; a header alone may claim any size."""
    stream = BytesIO(data)
    version = np.lib.format.read_magic(stream)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, by_columns, kind = read(stream)
    held = len(data) - stream.tell()
    if kind.kind not in _NUMBERS or min(shape, default=0) < 0 or math.prod(shape) * kind.itemsize != held:
        raise TaggerError(f"{name} holds other than numbers, or fewer or more than it says; train the tagger anew")
    array = (
        np.frombuffer(data, dtype=kind, offset=stream.tell()).reshape(shape, order="F" if by_columns else "C").copy()
    )
    if not np.isfinite(array).all():
        raise TaggerError(f"{name} holds values that are no numbers; train the tagger anew")
    return array
