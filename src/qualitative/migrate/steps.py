"""The numbered steps, each from one format to the next, and what carries them out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from qualitative.codebook.files import CHANGES
from qualitative.codebook.head import HEAD
from qualitative.codebook.stored import history_paths
from qualitative.corpus.locks import locked
from qualitative.errors import StudyError
from qualitative.folder.formats import FORMAT
from qualitative.folder.settings import MARK, Settings, parse_mapping, parse_settings, read_settings
from qualitative.migrate.git import ATTRIBUTES, IGNORED, with_lines
from qualitative.migrate.history import classes_in, history_changes, is_typed_into, operations_of
from qualitative.migrate.keys import with_keys
from qualitative.migrate.placing import keep_copy, put

__all__ = ["STEPS", "Migration", "migrate", "plan"]

Changes = dict[Path, bytes | None]


@dataclass(frozen=True, slots=True)
class Migration:
    """What one step does, or did: new contents by path (None: the file goes), the folder of the copy, and what a person should know."""

    root: Path
    start: int
    end: int
    changes: Mapping[Path, bytes | None] = field(default_factory=dict)
    kept: Path | None = None
    notes: tuple[str, ...] = ()


def plan(root: Path) -> Migration:
    """What the next step would do; nothing is written. Without changes where the study is of today's format and nothing is left over.

    Raises StudyError or CodebookError where the study can't be read, or can't be migrated as it is.
    """
    format = read_settings(root).format
    changes = STEPS[format](root) if format in STEPS else _left_over(root)
    end = format + 1 if format in STEPS else format
    real = {path: data for path, data in changes.items() if data != (path.read_bytes() if path.is_file() else None)}
    return Migration(root, format, end, real, notes=_notes(root) if real else ())


def migrate(root: Path) -> list[Migration]:
    """Carry out every step up to today's format, and take over what an older version wrote since; the steps that did something."""
    done = []
    # both: an older version that runs meanwhile holds the second one while it writes
    with locked(root / MARK, StudyError), locked(root / "codebook" / CHANGES, StudyError):
        while (step := plan(root)).changes:
            try:
                kept = keep_copy(
                    root, step.changes, f"format-{step.start}" if step.end > step.start else "written-since"
                )
                put(root, step.changes)
            except OSError as failure:
                why = failure.strerror or failure
                raise StudyError(
                    f"not migrated: {why}; free space or mend the folder, then migrate again, which goes on from there"
                ) from None
            done.append(replace(step, kept=kept))
    return done


def _from_1_to_2(root: Path) -> Changes:
    """study.yaml says its format and what format 1 took for granted; the codebook's history is a file a coder; git knows what is private."""
    codebook = root / "codebook"
    if not (codebook / CHANGES).exists() and not history_paths(codebook):
        raise StudyError(
            f"codebook/{CHANGES} is missing; restore it from git, then migrate again (nothing was changed)"
        )
    old = read_settings(root)
    text = (root / MARK).read_bytes().decode("utf-8")
    said = _implied(old, classes_in(operations_of(codebook)))
    if not parse_mapping(text).get("languages"):
        said = {"languages": list(old.languages), **said}
    new = with_keys(
        text, {"format": 2}, said, "what format 1 took for granted of every study; change what does not fit"
    )
    try:
        parse_settings(new)
    except StudyError as problem:
        raise StudyError(f"{problem} (mend it, then migrate again: nothing was changed)") from None
    return {
        **history_changes(codebook),
        root / ".gitignore": _lines(
            root / ".gitignore", IGNORED, "never shared: what is private, and copies that migrations kept"
        ),
        root / ".gitattributes": _lines(
            root / ".gitattributes", [line for _, line in ATTRIBUTES], "how git merges what two branches wrote"
        ),
        root / MARK: new.encode(),
    }


def _left_over(root: Path) -> Changes:
    """What an older version wrote after the study was migrated, such as on a branch that was merged since."""
    codebook = root / "codebook"
    return history_changes(codebook) if (codebook / CHANGES).exists() else {}


def _notes(root: Path) -> tuple[str, ...]:
    if not is_typed_into(root / "codebook"):
        return ()
    return (f"codebook/{HEAD}: left as it is, for somebody typed into it; see `qualitative codebook diff`",)


def _implied(old: Settings, used: Mapping[str, list[str]]) -> dict[str, Any]:
    """The keys of format 2 that say what a study of format 1 left unsaid."""
    classes = {name: list(one.values) for name, one in old.classes.items()}
    domains = used.get("domain", [])
    # those that every study had, in their order, then the study's own; none where no code has one
    classes["domain"] = [
        *(one for one in classes["domain"] if one in domains),
        *(one for one in domains if one not in classes["domain"]),
    ]
    word = {language: old.case.word[language] for language in old.languages}
    said: dict[str, Any] = {"case": {"word": word, "whole": old.case.whole}}
    if old.count.models:
        said["count"] = {"models": list(old.count.models)}
    return {**said, "classes": {name: values for name, values in classes.items() if values}}


def _lines(path: Path, lines: Iterable[str], comment: str) -> bytes:
    # git takes lines in any encoding; what is there stays byte for byte
    text = path.read_bytes().decode("utf-8", "surrogateescape") if path.is_file() else ""
    return with_lines(text, lines, comment).encode("utf-8", "surrogateescape")


STEPS: dict[int, Callable[[Path], Changes]] = {1: _from_1_to_2}
assert list(STEPS) == list(range(1, FORMAT)), "a step is missing"
