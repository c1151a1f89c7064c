"""Whether the code that a study carries may run: its report templates and section modules.

It may in a study that this person made, in one whose code they looked at and trusted (until that code changes), and where
QUALITATIVE_TRUST=1 is set. What a person trusted is remembered on their machine, never in the study.

A study is known by three things together: its path, the device and inode of its folder, and a random mark in its `.cache`, of which the
memory holds the digest. Path and inode alone may come back once a study is deleted; the mark does not, and neither git nor a bundle carries
it. Where `.cache` was deleted the person is asked again.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import secrets
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import own_folder, write_text
from qualitative.corpus.inside import is_regular
from qualitative.corpus.machine import STATE, state_folder
from qualitative.errors import TrustError

__all__ = ["TRUST", "Code", "adopt", "code_of", "require_trust", "trust", "trusted_bytes"]

TRUST = "QUALITATIVE_TRUST"  # 1: every study is trusted; `make report` and `make test` set it for the checkout that they lie in
_PATTERNS = ("notebooks/reports/**/*.ipynb", "notebooks/reports/**/*.py")
_SHOWN = 5
_MARK = Path(".cache/known-here")
_MARK_SIZE = 64  # hexadecimal digits
_UNMARKED = f"made somewhere else, or is yours and lost its {_MARK}"


class _Remembered(TypedDict):
    place: list[int]  # device and inode of the study's folder: another study in the same place is another study
    own: bool
    code: dict[str, str]
    mark: str  # the digest of the mark in its cache; empty where it was remembered before there were marks


_NOBODY: _Remembered = {"place": [], "own": False, "code": {}, "mark": ""}


@dataclass(frozen=True)
class Code:
    """What of a study runs: file -> SHA-256, by the study's own names."""

    files: dict[str, str]

    def changed(self, since: dict[str, str]) -> list[str]:
        """The files that are new or other than they were."""
        return [name for name, digest in self.files.items() if since.get(name) != digest]

    def __str__(self) -> str:
        return _listed(list(self.files))


def code_of(root: Path) -> Code:
    """The files of a study that run when its reports are made."""
    found = {path for pattern in _PATTERNS for path in root.glob(pattern) if path.is_file()}
    return Code({p.relative_to(root).as_posix(): hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(found)})


def require_trust(root: Path) -> list[str]:
    """The files that changed since they last ran, in a study of one's own, to be named once; none in a trusted one.

    Raises TrustError where the code of the study may not run.
    """
    if os.environ.get(TRUST) == "1":
        return []
    code, known = code_of(root), _read().get(_key(root), _NOBODY)
    if not _is_place(root, known):
        raise TrustError(_refused(root, list(code.files), "made somewhere else"))
    news = code.changed(known["code"])
    if not _is_marked(root, known):
        if known["mark"] or news:
            raise TrustError(_refused(root, list(code.files), _UNMARKED))
        _remember(root, code, own=known["own"])  # remembered before there were marks, and nothing of it is new
    if news and not known["own"]:
        raise TrustError(_refused(root, news, "changed since you trusted it"))
    if news:
        _remember(root, code, own=True)
    return news


def trusted_bytes(root: Path, path: Path) -> bytes:
    """A file of a study's code, to be run as it is returned here: another program may change the file after it was looked at.

    Raises TrustError where these bytes may not run.
    """
    data = path.read_bytes()
    known = None if os.environ.get(TRUST) == "1" else _read().get(_key(root), _NOBODY)
    here = known is not None and _is_place(root, known) and _is_marked(root, known)
    if known is None or (known["own"] and here):
        return data
    name = path.relative_to(root).as_posix()
    if not here or known["code"].get(name) != hashlib.sha256(data).hexdigest():
        raise TrustError(_refused(root, [name], "changed since you trusted it"))
    return data


def trust(root: Path, code: Code | None = None) -> Code:
    """Let the code of a study run as it is now, or as it was when somebody was asked about `code`; what was trusted."""
    known = _read().get(_key(root), _NOBODY)
    code = code_of(root) if code is None else code
    _remember(root, code, own=known["own"] and _is_place(root, known))
    return code


def adopt(root: Path) -> None:
    """Remember a study as made by this person. A place where nothing can be kept is no reason not to make a study."""
    try:
        _remember(root, code_of(root), own=True)
    except TrustError:
        return


def _refused(root: Path, names: list[str], why: str) -> str:
    what = _listed(names) if names else "nothing as yet"
    return f"{root.resolve().name} holds code that was {why} ({what}), and making its reports runs it; look at it, then say --trust, or set {TRUST}=1"


def _listed(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _remember(root: Path, code: Code, *, own: bool) -> None:
    remembered = _read()
    kept = {key: entry for key, entry in remembered.items() if Path(key).exists()}
    known = remembered.get(_key(root), _NOBODY)
    # a mark that the study brought along is somebody else's too: only one that was made here stays
    marked = known["mark"] and _is_place(root, known) and _is_marked(root, known)
    try:
        mark = known["mark"] if marked else _mark(root)
    except OSError as failure:
        raise TrustError(
            f"{root.resolve().name}/{_MARK} can't be written ({failure.strerror or failure}), by which the study is known here; let it be written, or set {TRUST}=1 for this once"
        ) from None
    kept[_key(root)] = {"place": _place(root), "own": own, "code": code.files, "mark": mark}
    try:
        write_text(_file(), json.dumps(kept, indent=1, sort_keys=True) + "\n")
    except OSError as failure:
        raise TrustError(
            f"{_file()} can't be written ({failure.strerror or failure}); set {STATE} to a folder of yours, or {TRUST}=1 for this once"
        ) from None


def _mark(root: Path) -> str:
    """Put a new mark into the study; its digest."""
    mark = secrets.token_hex(_MARK_SIZE // 2)
    if (root / _MARK.parent).is_symlink():
        raise OSError(errno.ELOOP, "its folder is a link")
    own_folder(root / _MARK.parent)
    write_text(root / _MARK, mark)
    return _digest(mark.encode())


def _is_marked(root: Path, known: _Remembered) -> bool:
    """Whether the study bears the mark that is remembered."""
    path = root / _MARK
    try:
        if path.parent.is_symlink() or not is_regular(path) or path.stat().st_size != _MARK_SIZE:
            return False
        return _digest(path.read_bytes()) == known["mark"]
    except OSError:
        return False


def _digest(mark: bytes) -> str:
    return hashlib.sha256(mark).hexdigest()


def _read() -> dict[str, _Remembered]:
    """What is remembered; whatever does not look like it counts for nothing."""
    try:
        data = read_json(_file())
    except (OSError, ValueError):
        return {}
    return dict(_sound(data)) if isinstance(data, dict) else {}


def _sound(data: dict[str, object]) -> Iterator[tuple[str, _Remembered]]:
    for key, entry in data.items():
        if isinstance(entry, dict) and isinstance(entry.get("place"), list) and isinstance(entry.get("code"), dict):
            mark = str(entry.get("mark") or "")
            yield key, {"place": entry["place"], "own": entry.get("own") is True, "code": entry["code"], "mark": mark}


def _file() -> Path:
    return state_folder() / "trust.json"


def _key(root: Path) -> str:
    return str(root.resolve())


def _is_place(root: Path, known: _Remembered) -> bool:
    return known["place"] == _place(root)


def _place(root: Path) -> list[int]:
    stat = root.resolve().stat()
    # Windows gives no stable device there
    return [0 if sys.platform == "win32" else stat.st_dev, stat.st_ino]
