"""A published report as it lies there: its manifest, and what of it or of its inputs is not as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import ReportError
from qualitative.folder import Folder
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.page.model import Report, parse_report
from qualitative.reports.published.altered import against_report
from qualitative.reports.published.causes import changed_inputs, library_changes
from qualitative.reports.published.describing import MODEL
from qualitative.reports.published.manifest import MANIFEST, Manifest, read_manifest
from qualitative.reports.published.publish import PUBLISHED

__all__ = [
    "SHOWN",
    "PublishedReport",
    "Verification",
    "altered",
    "files_of",
    "model_data",
    "opened",
    "published_folders",
]

SHOWN = 12  # of one kind


@dataclass(frozen=True)
class Verification:
    """What verification says of one report. `status` is same, changed, tampered or failed; `details` are further lines."""

    name: str
    status: str
    line: str
    details: tuple[str, ...] = ()


@dataclass
class PublishedReport:
    """One published report: its manifest and model, what was tampered with, and what changed among its inputs."""

    folder: Path
    manifest: Manifest
    tampered: dict[str, str]
    inputs: dict[str, str]
    libraries: dict[str, str]
    remade: dict[str, Path] = field(default_factory=dict)
    now: tuple[Report, Manifest] | None = None

    @property
    def untouched(self) -> bool:
        return not (self.tampered or self.inputs or self.libraries)


def published_folders(root: Path, published: Path | None) -> list[Path]:
    """The folders of published reports (None: those under reports/published). Raises ReportError where there is none."""
    place = root / PUBLISHED if published is None else published
    folders = sorted(path for path in place.glob("*") if path.is_dir() and not path.name.startswith("."))
    if not folders:
        raise ReportError(f"nothing is published in {place}; publish with `qualitative publish`")
    return folders


def opened(study: Folder, folder: Path) -> PublishedReport:
    """A published report with what was tampered with and what changed since. Raises ReportError for a broken manifest."""
    manifest = read_manifest(folder)
    tampered = {}
    for name, hash in manifest["outputs"].items():
        path = folder / name
        if not path.is_file():
            tampered[name] = "is missing"
        elif file_hash(path) != hash:
            tampered[name] = "is not the file that was published"
    for path in sorted(folder.iterdir()):
        if path.name not in manifest["outputs"] and path.name != MANIFEST:
            tampered[path.name] = "was not published"
    if MODEL not in tampered and (said := against_report(manifest, _published_model(folder))):
        tampered[MANIFEST] = altered("than its report", said)
    return PublishedReport(folder, manifest, tampered, changed_inputs(study, manifest), library_changes(manifest))


def _published_model(folder: Path) -> Report:
    return parse_report(model_data(folder))


def model_data(folder: Path) -> dict[str, Any]:
    try:
        data: dict[str, Any] = read_json(folder / MODEL)
    except (OSError, ValueError):
        raise ReportError(f"its {MODEL} can't be read, so that results can't be compared") from None
    return data


def altered(than: str, said: Sequence[str]) -> str:
    more = f" and {len(said) - SHOWN} more" if len(said) > SHOWN else ""
    return f"says otherwise {than}: {'; '.join(said[:SHOWN])}{more}"


def files_of(case: PublishedReport) -> str:
    """How many files and inputs it has, in words."""
    return f"{len(case.manifest['outputs'])} files from {len(case.manifest['inputs'])} inputs"
