"""Put the current reports under `reports/published/`, where they ship with the study."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from qualitative.codebook.revising import fix_version
from qualitative.codings.events import now
from qualitative.folder import Folder
from qualitative.privacy import check_publication
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.batch import make_all
from qualitative.reports.making.job import Job
from qualitative.reports.published.describing import describe

__all__ = ["PUBLISHED", "publish"]

PUBLISHED = Path("reports/published")


def publish(root: Path, jobs: Sequence[Job], done: Callable[[Job], None] = lambda job: None) -> list[Path]:
    """Make each report beside the published one, then change places; the folders. Nothing is replaced before all are made."""
    folder = Folder(root)
    folder.check_writable()
    check_publication(folder)
    # the reports name the codebook's version, which later merges must not shift
    fix_version(folder.codebook_folder, by="", at=now(), why="named in a published report")
    drafts = [Job(job.kind, job.parameters, tuple(FORMATS), PUBLISHED / f".{job.name}", "report") for job in jobs]
    staged = [root / draft.folder for draft in drafts]
    try:
        for draft in drafts:
            make_all(root, [draft], done)
        folders = [_finished(root, job, place) for job, place in zip(jobs, staged, strict=True)]
    finally:
        for place in staged:
            shutil.rmtree(place, ignore_errors=True)
    return folders


def _finished(root: Path, job: Job, staged: Path) -> Path:
    """Name the files, write manifest and metadata beside them, and take the place of the old folder."""
    for one in FORMATS.values():
        (staged / f"report{one.suffix}").rename(staged / one.published)
    describe(root, job.parameters, staged)
    target = root / PUBLISHED / job.name
    old = target.with_name(f".old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    os.replace(staged, target)  # noqa: PTH105  (a folder, on every platform)
    shutil.rmtree(old, ignore_errors=True)
    return target
