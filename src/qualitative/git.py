"""git, asked in one place, and never in a way that lets a repository choose a program to run.

A study may come from a stranger, with its `.git` or with a bare repository hidden in a folder. So the repository is found here and not by
git; its own config is read first, and where that could run something git is not called at all; what is left gets settings that run nothing.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

__all__ = ["Repository", "refusal", "repository"]

SECONDS = 60  # one question to git; a history larger than that goes unread rather than hanging a command
LARGEST = 1 << 20  # bytes of a config file; larger ones are no config that a person wrote
# git's own discovery must not be needed, but where it happens it is told not to look into folders that merely look like repositories
_SETTINGS = (
    "safe.bareRepository=explicit",
    "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}",
    "core.pager=cat",
    "core.alternateRefsCommand=",
    "core.askPass=",
    "core.quotePath=false",
    "log.showSignature=false",
    "diff.external=",
    "submodule.recurse=false",
    "protocol.allow=never",
    "maintenance.auto=false",
    "gc.auto=0",
)
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_PAGER": "cat",
    "LC_ALL": "C",
}
_KEPT = (
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
)  # the person's own settings, not the repository's
_RUN_SECTIONS = {
    "include",
    "includeif",
    "alias",
    "pager",
    "credential",
    "filter",
    "gpg",
    "ssh",
    "hook",
    "browser",
    "man",
}
# a variable of any section that is named like a program, so that a key which a later git brings is met too
_RUN_NAMES = re.compile(
    r"command|program|\bcmd|editor|pager|helper|driver|textconv|external|process|smudge|clean|hook|fsmonitor|askpass|gitproxy|uploadpack"
    r"|receivepack|vcs|worktree$|diffopts|attributesfile|promisor|partialclone",
)
_HEADING = re.compile(r'\[\s*([^\s"\]]+)(?:\s+"[^"\n]*")?\s*\]')
_VARIABLE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)")


@dataclass(frozen=True)
class Repository:
    """A repository that was found from a study's folder: `top` holds `.git`, `prefix` leads from it to the study (empty, or ends with /)."""

    top: Path
    prefix: str

    def head(self) -> str:
        """The commit that is checked out; empty before the first."""
        return (self._answer("rev-parse", "--verify", "--quiet", "HEAD") or b"").decode("ascii", "replace").strip()

    def files(self) -> list[str] | None:
        """What git holds or would take in, below the study and named from there; None where git does not answer."""
        listed = self._answer("ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", self._place())
        if listed is None:
            return None
        names = listed.decode("utf-8", "surrogateescape").split("\0")
        return [name.removeprefix(self.prefix) for name in names if name]

    def contents(self, path: str, newest: int) -> Iterator[bytes]:
        """A file of the study as the last `newest` commits that changed it had it, newest first."""
        place = self.prefix + path
        listed = self._answer("log", "--format=%H", f"-{newest}", "HEAD", "--", self._place(path)) or b""
        names = "".join(f"{commit}:{place}\n" for commit in listed.decode("ascii", "replace").split())
        yield from _batch(self._answer("cat-file", "--batch", input=names.encode()) or b"")

    def first_commit(self, text: str) -> str | None:
        """The first commit, of any branch, that brought `text` into a file of the study; None where none did."""
        found = self._answer(
            "log", "--all", "--reverse", "--format=%h", "--no-textconv", "--no-ext-diff", f"-S{text}", "--", self._place()
        )  # fmt: skip
        return next(iter((found or b"").decode("ascii", "replace").split()), None)

    def ignores(self, path: str) -> bool:
        """Whether git leaves a file of the study out by its ignore files."""
        return self._run("check-ignore", "-q", "--", self.prefix + path)[0] == 0

    def holds(self, path: str) -> bool:
        """Whether git tracks a file of the study."""
        return self._run("ls-files", "--error-unmatch", "--", self._place(path))[0] == 0

    def _place(self, path: str = "") -> str:
        """A pathspec without wildcards: file names of a stranger may hold any."""
        return f":(top,literal){self.prefix}{path}"

    def _answer(self, *arguments: str, input: bytes = b"") -> bytes | None:
        code, said = self._run(*arguments, input=input)
        return said if code == 0 else None

    def _run(self, *arguments: str, input: bytes = b"") -> tuple[int, bytes]:
        """(exit code, what git prints); 1 and nothing where it can't be started or takes too long."""
        program = shutil.which("git")
        if program is None or refusal(self.top):
            return 1, b""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
        environment |= _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        command = [program, "-C", str(self.top), "--no-pager", *settings, *arguments]
        try:
            done = subprocess.run(
                command, input=input, capture_output=True, env=environment, timeout=SECONDS, check=False
            )
        except (OSError, subprocess.TimeoutExpired):
            return 1, b""
        return done.returncode, done.stdout


def repository(folder: Path) -> Repository | None:
    """The repository that `folder` lies in; None where there is none, no git, or one whose config could run a program (`refusal`)."""
    top = _top(folder.resolve())
    if top is None or refusal(folder) or shutil.which("git") is None:
        return None
    below = folder.resolve().relative_to(top).as_posix()
    return Repository(top, "" if below == "." else f"{below}/")


def refusal(folder: Path) -> str | None:
    """Why git is not asked about `folder`, in a sentence; None where it is, or where there is no repository."""
    top = _top(folder.resolve())
    if top is None:
        return None
    found = list(_running(_configs(top / ".git")))
    if not found:
        return None
    return (
        f"git is not asked: {found[0]} of this repository could run a program; what its history holds goes unread"
        " (if you set it yourself, move it to your own ~/.gitconfig)"
    )


def _top(folder: Path) -> Path | None:
    return next((place for place in (folder, *folder.parents) if os.path.lexists(place / ".git")), None)


def _configs(place: Path) -> tuple[Path, ...]:
    """The config files that git would read for the `.git` at `place`: a folder, or a file that names one (a worktree, a submodule)."""
    if place.is_file():
        said = place.read_text("utf-8", "replace")[:4096] if _is_small(place) else ""
        place = place.parent / said.removeprefix("gitdir:").strip()
    common = place / "commondir"
    shared = place / common.read_text("utf-8", "replace").strip() if common.is_file() and _is_small(common) else place
    return tuple(folder / name for folder in dict.fromkeys((place, shared)) for name in ("config", "config.worktree"))


def _running(configs: Iterable[Path]) -> Iterator[str]:
    """The settings in `configs` that could run a program, as `section.name`."""
    for path in configs:
        if not os.path.lexists(path):
            continue
        if not path.is_file() or not _is_small(path):
            yield f"the file {path.name}, which is no plain file,"
            continue
        stat = path.stat()
        yield from _suspects(path, (stat.st_mtime_ns, stat.st_size, stat.st_ino))


@lru_cache(maxsize=64)
def _suspects(path: Path, stamp: tuple[int, ...]) -> tuple[str, ...]:
    found, section = [], ""
    for line in path.read_bytes().decode("utf-8", "replace").splitlines():
        rest = line.strip()
        if heading := _HEADING.match(rest):
            # [section.subsection] is the old way to write [section "subsection"]
            section = heading[1].lower().partition(".")[0]
            rest = rest[heading.end() :].strip()
        elif rest.startswith("["):
            found.append(f"the heading {rest[:40]}")
        # a heading and a variable may share a line; a line that continues another is read as a variable too, which errs on the safe side
        name = variable[1].lower() if (variable := _VARIABLE.match(rest)) else ""
        if (section in _RUN_SECTIONS and (name or heading)) or _RUN_NAMES.search(name):
            found.append(f"{section}.{name}".rstrip("."))
    return tuple(found)


def _is_small(path: Path) -> bool:
    return path.stat().st_size <= LARGEST


def _batch(answer: bytes) -> Iterator[bytes]:
    """The files in what `git cat-file --batch` prints: a line `<name> blob <bytes>` before each; other lines tell of missing ones."""
    place = 0
    while (end := answer.find(b"\n", place)) >= 0:
        kind = answer[place:end].split()[-2:]
        place = end + 1
        if len(kind) == 2 and kind[0] == b"blob":
            yield answer[place : place + int(kind[1])]
            place += int(kind[1]) + 1
