"""A release archive: the study, its reports, the lock and checksums; nothing that git ignores. The same files give the same bytes."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from fnmatch import fnmatchcase
from pathlib import Path

from qualitative.corpus.inside import is_inside
from qualitative.errors import ReportError
from qualitative.git import repository

__all__ = ["SUMS", "bundle", "shared_files"]

SUMS = "SHA256SUMS"
_MOMENT = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip can say
# what is never shared, whatever .gitignore says or git already holds
_NEVER = ("*.key.yaml", "incoming/", "corpus/originals/", "corpus/private/", "migrated/", ".git/", ".cache/")
# and what else stays behind where there is no git to ask
_DERIVED = (".venv/", "__pycache__/", "*.pyc", ".ipynb_checkpoints/", "reports/out/", "corpus/originals/")


def bundle(root: Path, target: Path) -> list[str]:
    """Write the archive; the names of the files in it. Everything lies in one folder that is named like the archive.

    Raises ReportError where it can't be written.
    """
    names = [
        _named(name) for name in shared_files(root) if (root / name).resolve() != target.resolve() and name != SUMS
    ]
    draft = target.with_name(f".{target.name}.new")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(draft, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            sums = []
            for name in names:
                data = (root / name).read_bytes()
                sums.append(f"{hashlib.sha256(data).hexdigest()}  {name}\n")
                _put(archive, f"{target.stem}/{name}", data)
            _put(archive, f"{target.stem}/{SUMS}", "".join(sums).encode("utf-8"))
        draft.replace(target)
    except OSError as failure:
        raise ReportError(f"{target}: not written: {failure.strerror or failure}; choose another place") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    return [*names, SUMS]


def shared_files(root: Path) -> list[str]:
    """The files of a study that may be shared, by git's word or, without git, by the patterns of its `.gitignore`."""
    found = repository(root)
    names = found.files() if found else None
    if names is None:
        ignored = (*_DERIVED, *_patterns(root))
        names = [name for name in _below(root) if not _is_ignored(name, ignored)]
    return sorted(name for name in names if not _is_ignored(name, _NEVER) and _is_own_file(root, name))


def _named(name: str) -> str:
    """The name, where an archive can hold it. Raises ReportError."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "backslashreplace").decode()
        raise ReportError(f"the name of the file {shown} is no UTF-8, and no archive can hold it; rename it") from None
    return name


def _is_own_file(root: Path, name: str) -> bool:
    """Whether it is a regular file of the study: a link out would carry away what the person never meant to share."""
    return is_inside(root, name) and (root / name).is_file()


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    entry = zipfile.ZipInfo(name, _MOMENT)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = 3  # unix, so that the same bytes come out everywhere
    entry.external_attr = 0o100644 << 16
    archive.writestr(entry, data)


def _below(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        if path.is_file() and not path.is_symlink():
            yield path.relative_to(root).as_posix()


def _patterns(root: Path) -> list[str]:
    path = root / ".gitignore"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def _is_ignored(name: str, patterns: Iterable[str]) -> bool:
    """Whether the last pattern that fits a path, or a folder above it, does not begin with `!`."""
    ignored = False
    parts = name.split("/")
    places = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    for pattern in patterns:
        wanted = pattern.removeprefix("!")
        # a pattern for folders fits only what lies above the file
        within = places[:-1] if wanted.endswith("/") else places
        if any(_fits(place, wanted.rstrip("/")) for place in within):
            ignored = not pattern.startswith("!")
    return ignored


def _fits(place: str, pattern: str) -> bool:
    if "/" in pattern:
        wanted = pattern.removeprefix("/").split("/")
        found = place.split("/")
        return len(wanted) == len(found) and all(map(fnmatchcase, found, wanted))
    return fnmatchcase(place.rpartition("/")[2], pattern)
