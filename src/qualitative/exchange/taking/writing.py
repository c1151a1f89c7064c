"""Write an import: a new study as a whole, or the changed files of one that is there, all of them or none."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from qualitative.codebook.files import read_versions
from qualitative.codebook.revising import revise
from qualitative.corpus.files import write_bytes
from qualitative.errors import StudyError
from qualitative.folder import Folder
from qualitative.i18n import LANGUAGES
from qualitative.privacy.journal import commit
from qualitative.starter import write_study
from qualitative.trust import adopt

__all__ = ["ChangedStudy", "NewStudy", "Writing"]

Stamp = int | tuple[str, ...]


class Writing:
    """Files to be written, by their place in the study; nothing is there before `commit`."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self._stage = Path()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        shutil.rmtree(self._stage, ignore_errors=True)

    def put(self, place: str, content: str | bytes) -> None:
        """A file with its content; none where it holds that already."""
        data = content.encode("utf-8") if isinstance(content, str) else content
        if data != self.read(place):
            self.files[place] = data

    def read(self, place: str) -> bytes:
        """What a file of the study holds now; empty where there is none."""
        raise NotImplementedError

    def revised(self, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Stamp:
        """Make operations of the codebook; what events made upon them carry as `codebook`."""
        raise NotImplementedError

    def commit(self) -> Path:
        """Put everything in place; the study's root."""
        raise NotImplementedError


class NewStudy(Writing):
    """A study that is written beside its place and then renamed into it."""

    def __init__(self, target: Path, title: str | None) -> None:
        super().__init__()
        self.target = target
        _check_free(target)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            self._stage = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}.importing-"))
        except OSError as failure:
            raise StudyError(
                f"{target} can't be written: {failure.strerror or failure}; choose another place"
            ) from None
        self._root = write_study(self._stage / "study", title, languages=LANGUAGES, whole=None)

    def read(self, place: str) -> bytes:
        path = self._root / place
        return path.read_bytes() if path.exists() else b""

    def revised(self, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Stamp:
        made = list(operations)
        if made:
            revise(self._root / "codebook", made, by=by, why=why, at=at)
        return read_versions(self._root / "codebook").head.stamp

    def commit(self) -> Path:
        try:
            for place, data in self.files.items():
                path = self._root / place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
            _sync(self._root)
            _check_free(self.target)
            if self.target.exists():
                for entry in self._root.iterdir():
                    entry.rename(self.target / entry.name)
            else:
                self._root.rename(self.target)
        except OSError as failure:
            raise StudyError(
                f"{self.target} can't be written: {failure.strerror or failure}; nothing was imported, choose another place"
            ) from None
        adopt(self.target)
        return self.target


class ChangedStudy(Writing):
    """Files of a study that change together."""

    def __init__(self, folder: Folder) -> None:
        super().__init__()
        folder.check_writable()
        self.root = folder.root
        self._stage = Path(tempfile.mkdtemp(prefix="qualitative-import-"))
        self._before: dict[str, bytes] = {}

    def read(self, place: str) -> bytes:
        path = self.root / place
        found = path.read_bytes() if path.exists() else b""
        self._before.setdefault(place, found)
        return found

    def revised(self, operations: Iterable[Mapping[str, Any]], *, by: str, why: str, at: str) -> Stamp:
        made = list(operations)
        book = self.root / "codebook"
        if made:
            copy = self._stage / "codebook"
            shutil.copytree(book, copy, ignore=shutil.ignore_patterns(".*"))
            revise(copy, made, by=by, why=why, at=at)
            for path in sorted(copy.rglob("*")):
                place = f"codebook/{path.relative_to(copy).as_posix()}"
                if path.is_file() and not path.name.startswith(".") and path.read_bytes() != self.read(place):
                    self.put(place, path.read_bytes())
            book = copy
        return read_versions(book).head.stamp

    def commit(self) -> Path:
        for place, before in self._before.items():
            path = self.root / place
            if (path.read_bytes() if path.exists() else b"") != before:
                raise StudyError(f"{place} was changed by another program meanwhile; nothing was imported, try again")
        if self.files:
            commit(self.root, {self.root / place: data for place, data in self.files.items()})
        return self.root


def _check_free(target: Path) -> None:
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise StudyError(f"{target} is a file; name a new folder")
    inside = sorted(path.name for path in target.iterdir()) if target.exists() else []
    if [name for name in inside if name != ".git"]:
        raise StudyError(
            f"{target} is not empty ({inside[0]} is in it); name a new folder, or import into the study there with --into {target}"
        )


def _sync(root: Path) -> None:
    """Bring a whole folder to disk; once for all files, which is many times faster than one by one."""
    if hasattr(os, "sync"):
        os.sync()
        return
    for path in root.rglob("*"):
        if path.is_file():
            write_bytes(path, path.read_bytes())
