"""git, asked in one place, and never in a way that lets a repository choose a program to run.

A study may come from a stranger, with its `.git` or with a bare repository hidden in a folder. So the repository is found here and not by
git; its own config is read first, and where that could run something git is not called at all; what is left gets settings that run nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qualitative.git_config import refusal, repository_top

__all__ = ["Repository", "refusal", "repository"]

SECONDS = 60  # one question to git; a history larger than that goes unread rather than hanging a command
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
    "log.mailmap=false",
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
    "GIT_ALLOW_PROTOCOL": "",  # unlike protocol.allow, no config of the repository says otherwise
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
_silent: set[Path] = set()  # repositories that took too long once, which are not asked again by this process


@dataclass(frozen=True)
class Repository:
    """A repository that was found from a study's folder: `top` holds `.git`, `prefix` leads from it to the study (empty, or ends with /)."""

    top: Path
    prefix: str

    def head(self) -> str:
        """The commit that is checked out; empty before the first."""
        return (self._answer("rev-parse", "--verify", "--quiet", "HEAD") or b"").decode("ascii", "replace").strip()

    def identity(self) -> tuple[str, str]:
        """(name, address) of the person who commits here; empty where git was not told."""
        said = (self._answer("config", "--get", f"user.{key}") or b"" for key in ("name", "email"))
        name, address = (one.decode("utf-8", "replace").strip() for one in said)
        return name, address

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
        return bool(self.tracked(path))

    def tracked(self, path: str) -> list[str]:
        """What git tracks at or below a path of the study, named from the study."""
        listed = self._answer("ls-files", "-z", "--cached", "--", self._place(path)) or b""
        return [
            name.removeprefix(self.prefix) for name in listed.decode("utf-8", "surrogateescape").split("\0") if name
        ]

    def _place(self, path: str = "") -> str:
        """A pathspec without wildcards: file names of a stranger may hold any."""
        return f":(top,literal){self.prefix}{path}"

    def _answer(self, *arguments: str, input: bytes = b"") -> bytes | None:
        code, said = self._run(*arguments, input=input)
        return said if code == 0 else None

    def _run(self, *arguments: str, input: bytes = b"") -> tuple[int, bytes]:
        """(exit code, what git prints); 1 and nothing where it can't be started or takes too long, or once did."""
        program = _program(self.top)
        if program is None or self.top in _silent or refusal(self.top):
            return 1, b""
        environment = {key: value for key, value in os.environ.items() if not key.startswith("GIT_") or key in _KEPT}
        environment |= _ENVIRONMENT | {"GIT_CEILING_DIRECTORIES": str(self.top.parent)}
        settings = [word for setting in _SETTINGS for word in ("-c", setting)]
        command = [program, "-C", str(self.top), "--no-pager", *settings, *arguments]
        try:
            done = subprocess.run(
                command, input=input, capture_output=True, env=environment, timeout=SECONDS, check=False
            )
        except OSError:
            return 1, b""
        except subprocess.TimeoutExpired:
            _silent.add(self.top)
            return 1, b""
        return done.returncode, done.stdout


def repository(folder: Path) -> Repository | None:
    """The repository that `folder` lies in; None where there is none, no git, or one whose config could run a program (`refusal`)."""
    top = repository_top(folder.resolve())
    if top is None or refusal(folder) or _program(top) is None:
        return None
    below = folder.resolve().relative_to(top).as_posix()
    return Repository(top, "" if below == "." else f"{below}/")


def _program(top: Path) -> str | None:
    """The person's own git: never one that lies in the repository, where a search of the current folder would find it."""
    name = "git.exe" if sys.platform == "win32" else "git"
    places = (Path(folder) / name for folder in os.get_exec_path() if Path(folder).is_absolute())
    found = (place for place in places if not place.resolve().is_relative_to(top) and shutil.which(place))
    return next(map(str, found), None)


def _batch(answer: bytes) -> Iterator[bytes]:
    """The files in what `git cat-file --batch` prints: a line `<name> blob <bytes>` before each; other lines tell of missing ones."""
    place = 0
    while (end := answer.find(b"\n", place)) >= 0:
        kind = answer[place:end].split()[-2:]
        place = end + 1
        if len(kind) == 2 and kind[0] == b"blob":
            yield answer[place : place + int(kind[1])]
            place += int(kind[1]) + 1
