"""Which reports need not be made again: those whose inputs, code and files are what they were when they were made."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import write_text
from qualitative.corpus.machine import machine_secret
from qualitative.reports.making.batch import make_all
from qualitative.reports.making.grounds import file_hash, input_paths
from qualitative.reports.making.job import Job
from qualitative.reports.making.versions import libraries, source_hash

__all__ = ["grounds", "is_unchanged", "make_changed", "remember"]

MADE = Path(".cache/reports")


def make_changed(
    root: Path,
    jobs: Sequence[Job],
    done: Callable[[Job], None] = lambda job: None,
    again: bool = False,
    **options: Any,
) -> tuple[list[Path], list[Job]]:
    """Make the jobs whose report is not as it would be made now, or all `again` (`options`: those of batch.make_all); the files of all
    jobs, and the jobs that stand as they were."""
    keys = {job.name: grounds(root, job) for job in jobs}
    kept = [] if again else [job for job in jobs if is_unchanged(root, job, keys[job.name])]
    for job in kept:
        done(job)

    def noted(job: Job) -> None:
        remember(root, job, keys[job.name])
        done(job)

    changed = [job for job in jobs if job not in kept]
    if changed:
        make_all(root, changed, noted, **options)
    return [path for job in jobs for path in _files(root, job)], kept


def grounds(root: Path, job: Job) -> str:
    """One hash over all that the report of a job depends on; take it before the report is made, for a file may change meanwhile."""
    files = {path.relative_to(root).as_posix(): file_hash(path) for path in input_paths(root, job.kind)}
    whole = [files, job.kind, job.parameters, libraries(), source_hash()]
    # with the secret, so that a note which came along with a study never says that its files were made here
    return hmac.new(machine_secret(), json.dumps(whole, sort_keys=True).encode(), hashlib.sha256).hexdigest()


def is_unchanged(root: Path, job: Job, key: str) -> bool:
    """Whether every file of the job stands as it was made, from what `key` (of `grounds`) stands for."""
    made = _read(root, job)
    if made.get("grounds") != key:
        return False
    files = made.get("files", {})
    return all(path.is_file() and files.get(path.name) == file_hash(path) for path in _files(root, job))


def remember(root: Path, job: Job, key: str) -> None:
    """Note what the files of a job were made from. Files of other formats stay noted where they have the same ground."""
    made = _read(root, job)
    files = made.get("files", {}) if made.get("grounds") == key else {}
    files |= {path.name: file_hash(path) for path in _files(root, job)}
    write_text(_note(root, job), json.dumps({"grounds": key, "files": files}, indent=1, sort_keys=True))


def _files(root: Path, job: Job) -> Iterable[Path]:
    return (root / job.path(form) for form in job.formats)


def _note(root: Path, job: Job) -> Path:
    return root / MADE / f"{job.name}.json"


def _read(root: Path, job: Job) -> dict[str, Any]:
    """What was noted; nothing where there is no sound note, for then the report is simply made."""
    try:
        made = read_json(_note(root, job))
    except (OSError, ValueError):
        return {}
    return made if isinstance(made, dict) and isinstance(made.get("files"), dict) else {}
