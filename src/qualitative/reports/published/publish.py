"""Put the current reports under `reports/published/`, where they ship with the study."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from qualitative.codebook.revising import fix_version
from qualitative.codings.events import now
from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import write_text
from qualitative.folder import Folder, read_settings
from qualitative.privacy import check_publication
from qualitative.reports.content.gathering import gather
from qualitative.reports.making.batch import make_all
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.making.job import Job
from qualitative.reports.page.model import Report, parse_report
from qualitative.reports.published.crate import CRATE, crate, format_crate
from qualitative.reports.published.manifest import MANIFEST, chosen, format_manifest, manifest

__all__ = ["PUBLISHED", "publish"]

PUBLISHED = Path("reports/published")
_FORMATS = ("html", "pdf", "docx", "json")


def publish(root: Path, jobs: Sequence[Job], done: Callable[[Job], None] = lambda job: None) -> list[Path]:
    """Make each report beside the published one, then change places; the folders. Nothing is replaced before all are made."""
    folder = Folder(root)
    folder.check_writable()
    check_publication(folder)
    # the reports name the codebook's version, which later merges must not shift
    fix_version(folder.codebook_folder, by="", at=now(), why="named in a published report")
    drafts = [Job(job.kind, job.parameters, _FORMATS, PUBLISHED / f".{job.name}", "report") for job in jobs]
    staged = [root / draft.folder for draft in drafts]
    try:
        for draft in drafts:
            make_all(root, [draft], done)
        folders = [_finished(root, job, folder) for job, folder in zip(jobs, staged, strict=True)]
    finally:
        for folder in staged:
            shutil.rmtree(folder, ignore_errors=True)
    return folders


def _finished(root: Path, job: Job, staged: Path) -> Path:
    """Name the model, write manifest and metadata beside the files, and take the place of the old folder."""
    model = (staged / "report.json").rename(staged / "model.json")
    report = parse_report(read_json(model))
    _describe(root, job, report, staged)
    target = root / PUBLISHED / job.name
    old = target.with_name(f".old-{target.name}")
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.rename(old)
    os.replace(staged, target)  # noqa: PTH105  (a folder, on every platform)
    shutil.rmtree(old, ignore_errors=True)
    return target


def _describe(root: Path, job: Job, report: Report, staged: Path) -> None:
    outputs = sorted(staged.iterdir())
    data = manifest(root, report, outputs, job.parameters)
    settings = read_settings(root)
    sizes = {path.name: path.stat().st_size for path in outputs}
    metadata = staged / CRATE
    day = gather(Folder(root), **chosen(job.parameters)).newest
    write_text(metadata, format_crate(crate(report, data, sizes, day, settings.work, settings.licence)))
    data["outputs"][CRATE] = file_hash(metadata)
    write_text(staged / MANIFEST, format_manifest(data))
