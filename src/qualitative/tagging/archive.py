"""A file from anyone: a zip of one JSON text and arrays of numbers, read so that it can neither run code nor fill the memory."""

from __future__ import annotations

import json
import math
import zipfile
from io import BytesIO
from pathlib import Path
from typing import IO, Any

import numpy as np

from qualitative.errors import TaggerError

__all__ = ["MOST", "read_archive", "write_archive"]

_ABOUT = "tagger.json"
_LARGEST = 2_000_000_000  # bytes once unpacked
_LARGEST_ABOUT = 100_000_000
_MOST_VALUES = 10_000_000  # in that text; a value takes up to a hundred bytes of memory, and three of the text
_MOST_HOLDERS = 1_000_000
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_PIECE = 1 << 20
_NUMBERS = "fiu"  # kinds of numpy types
MOST = 1e9  # far beyond what training gives, and so small that sums of products of a few stay numbers


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
            about = _about(path, file.read(_ABOUT))
            names = [name for name in file.namelist() if name.endswith(".npy")]
            arrays = {name.removesuffix(".npy"): _array(file, name) for name in names}
    except TaggerError:
        raise
    except (Exception, MemoryError) as failure:  # noqa: BLE001  (zip, zlib, lzma, json and numpy each have failures of their own)
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


def _about(path: Path, data: bytes) -> Any:
    """The JSON text, where it is made of so few values that they take little more memory than it does."""
    if data.count(b",") > _MOST_VALUES or data.count(b"{") + data.count(b"[") > _MOST_HOLDERS:
        raise TaggerError(f"{path} holds more than {_MOST_VALUES:,} values in its text; that is no tagger")
    return json.loads(data)


def _array(file: zipfile.ZipFile, name: str) -> np.ndarray:
    """Numbers within bounds, of the size that the file holds; a header alone may claim any size."""
    with file.open(name) as stream:
        version = np.lib.format.read_magic(stream)
        read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
        shape, by_columns, kind = read(stream)
        held = file.getinfo(name).file_size - stream.tell()
        if kind.kind not in _NUMBERS or min(shape, default=0) < 0 or math.prod(shape) * kind.itemsize != held:
            raise TaggerError(f"{name} holds other than numbers, or fewer or more than it says; train the tagger anew")
        array = np.empty(shape, dtype=kind, order="F" if by_columns else "C")
        _fill(array.reshape(-1, order="A").view(np.uint8).data, stream)
    # NaN is not within any bounds
    if array.size and not (array.min() >= -MOST and array.max() <= MOST):
        raise TaggerError(f"{name} holds values that no training gives; train the tagger anew")
    return array


def _fill(room: memoryview, stream: IO[bytes]) -> None:
    """Read piece by piece, so that nothing is held twice."""
    place = 0
    while place < len(room):
        piece = stream.read(min(_PIECE, len(room) - place))
        if not piece:
            raise EOFError
        room[place : place + len(piece)] = piece
        place += len(piece)
