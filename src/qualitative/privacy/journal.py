"""Change many files at once, or none: new versions are staged, a journal says that all are there, then each is renamed into place.

A crash before the journal changes nothing; after it, `recover` finishes the renames. The order of the files is kept, so that even with
`.cache` deleted in between, texts and codings still fit: edit scripts come first, then texts, then events.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import write_bytes
from qualitative.corpus.inside import is_inside
from qualitative.corpus.locks import locked
from qualitative.errors import PrivacyError

__all__ = ["commit", "recover"]

STAGE = ".cache/pseudonymise"


def commit(root: Path, files: dict[Path, bytes | None]) -> None:
    """Put every file in place (None deletes it), in the order given; all or, after a crash and `recover`, all."""
    stage = root / STAGE
    with locked(stage, PrivacyError):
        shutil.rmtree(stage, ignore_errors=True)
        entries = []
        try:
            for number, (path, data) in enumerate(files.items()):
                if data is not None:
                    write_bytes(stage / str(number), data)
                staged = None if data is None else str(number)
                entries.append({"path": path.relative_to(root).as_posix(), "staged": staged})
            write_bytes(stage / "journal.json", json.dumps(entries).encode())
        except OSError as failure:
            shutil.rmtree(stage, ignore_errors=True)
            why = failure.strerror or failure
            raise PrivacyError(f"nothing was changed: {why}; free space, then try again") from None
        _finish(root, stage)


def recover(root: Path) -> int:
    """Finish what a crash interrupted; how many files were still to do. Safe to call at any time."""
    stage = root / STAGE
    if not stage.exists():
        return 0
    with locked(stage, PrivacyError):
        return _finish(root, stage)


def _finish(root: Path, stage: Path) -> int:
    journal = stage / "journal.json"
    entries = _entries(journal)
    done = 0
    # a journal may have come with a stranger's study: it writes what this library writes, and nowhere else
    if entries is None or not all(_is_ours(root, entry) for entry in entries):
        raise PrivacyError(f"{STAGE}/journal.json was not written by this library; delete the folder {STAGE}")
    for entry in entries:
        path = root / entry["path"]
        if entry["staged"] is None:
            done += path.exists()
            path.unlink(missing_ok=True)
        elif (stage / entry["staged"]).exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            if path.exists():
                (stage / entry["staged"]).chmod(path.stat().st_mode & 0o777)
            (stage / entry["staged"]).replace(path)
            done += 1
    if entries:
        _forget_derived(stage)
    shutil.rmtree(stage, ignore_errors=True)
    return done


def _entries(journal: Path) -> list[Any] | None:
    """What the journal says is to be done; None for what this library did not write."""
    if not journal.exists():
        return []
    try:
        found = read_json(journal) if journal.is_file() else None
    except ValueError:
        return None
    return found if isinstance(found, list) else None


def _is_ours(root: Path, entry: object) -> bool:
    if not isinstance(entry, dict) or not isinstance(entry.get("path"), str):
        return False
    staged, first = entry.get("staged"), entry["path"].split("/")[0]
    known = first in ("corpus", "codebook", "reports", "incoming", "migrated", "study.yaml", "pseudonyms.key.yaml")
    return (
        known
        and is_inside(root, entry["path"])
        and (staged is None or (isinstance(staged, str) and staged.isdecimal()))
    )


def _forget_derived(stage: Path) -> None:
    """Delete what was derived from the old texts, before the journal goes. Locks stay."""
    for path in stage.parent.iterdir():
        if path.name not in ("locks", stage.name):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
