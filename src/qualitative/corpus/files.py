"""Read and write text and YAML files of a study, safely and with the place of every error."""

from __future__ import annotations

import os
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

import yaml

from qualitative.corpus.bounded_yaml import load_yaml
from qualitative.errors import QualitativeError

__all__ = ["create_text", "own_folder", "parse_yaml", "read_text", "read_yaml", "shown", "write_bytes", "write_text"]


def shown(path: Path, root: Path | None = None) -> str:
    """A path as messages show it: relative to the study where it lies in it."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return str(path)


def read_text(path: Path, error: type[QualitativeError], root: Path | None = None) -> str:
    """The file's text: UTF-8 (a byte order mark is dropped), NFC, LF. Raises `error` with file and line."""
    name = shown(path, root)
    try:
        data = path.read_bytes()
    except OSError as failure:
        raise error(f"{name}: can't be read: {failure.strerror}") from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        line = data.count(b"\n", 0, failure.start) + 1
        byte = data[failure.start]
        raise error(f"{name}:{line}: not UTF-8 (byte 0x{byte:02x}); save the file as UTF-8") from None
    if "\0" in text:
        raise error(
            f"{name}:{text[: text.index(chr(0))].count(chr(10)) + 1}: holds a NUL character; this is not a text file"
        )
    return normalised(text)


def normalised(text: str) -> str:
    """NFC with LF, as texts are hashed and counted."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


def parse_yaml(
    text: str, name: str, error: type[QualitativeError], first_line: int = 1, as_typed: frozenset[str] | None = None
) -> Any:
    """Plain data from YAML. Raises `error` with file and line.

    With `as_typed` all keys are text as they were typed, and so are the values of the keys that it names.
    """
    try:
        return load_yaml(text, as_typed)
    except (yaml.YAMLError, RecursionError, ValueError) as failure:
        mark = getattr(failure, "problem_mark", None)
        line = first_line + (mark.line if mark else 0)
        problem = getattr(failure, "problem", None) or str(failure).split("\n")[0] or "nested too deeply"
        raise error(f"{name}:{line}: not valid YAML: {problem}") from None


def read_yaml(path: Path, error: type[QualitativeError], root: Path | None = None) -> Any:
    """Plain data from a YAML file. Raises `error` with file and line."""
    return parse_yaml(read_text(path, error, root), shown(path, root), error)


def write_text(path: Path, text: str) -> None:
    """Write whole and rename into place, so that a reader never sees half a file."""
    write_bytes(path, text.encode("utf-8"))


def create_text(path: Path, text: str) -> None:
    """Write a new file whole. Raises FileExistsError where there is one, even when another program made it meanwhile."""
    if path.exists() or path.is_symlink():
        raise FileExistsError(path)
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    write_text(draft, text)
    try:
        os.link(draft, path)  # unlike a rename, never replaces
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links
        with path.open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    finally:
        draft.unlink(missing_ok=True)


def own_folder(cache: Path) -> Path:
    """The cache, made where it is not there, with a `.gitignore` in it: git leaves it alone whatever the study's own file says."""
    ignored = cache / ".gitignore"
    if not ignored.exists():
        cache.mkdir(parents=True, exist_ok=True)
        ignored.write_text("# what is here is made anew\n*\n", encoding="utf-8")
    return cache


def write_bytes(path: Path, data: bytes | memoryview) -> None:
    """Write whole, fsync, and rename into place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
