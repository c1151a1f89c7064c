"""What a report is described with, whether it is published or made again to be compared: named files, metadata, manifest."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.corpus.files import write_text
from qualitative.folder import Folder, read_settings
from qualitative.reports.content.gathering import gather
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.page.model import Report, parse_report
from qualitative.reports.published.crate import CRATE, crate, format_crate
from qualitative.reports.published.manifest import MANIFEST, Manifest, chosen, format_manifest, manifest

__all__ = ["MODEL", "describe"]

MODEL = FORMATS["json"].published


def describe(root: Path, parameters: Mapping[str, Any], folder: Path) -> tuple[Report, Manifest]:
    """Write manifest and metadata beside the files of a report in `folder`, which nothing else lies in; the report and its manifest."""
    report = parse_report(read_json(folder / MODEL))
    outputs = sorted(folder.iterdir())
    inputs, settings = gather(Folder(root), **chosen(parameters)), read_settings(root)
    data = manifest(inputs, report, outputs, parameters)
    sizes = {path.name: path.stat().st_size for path in outputs}
    metadata = folder / CRATE
    write_text(metadata, format_crate(crate(report, data, sizes, inputs.newest, settings.work, settings.licence)))
    data["outputs"][CRATE] = file_hash(metadata)
    write_text(folder / MANIFEST, format_manifest(data))
    return report, data
