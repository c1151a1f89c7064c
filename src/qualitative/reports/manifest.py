"""What a published report was made from: hashes of every input and output, parameters, versions, and what each claim rests on."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qualitative.reports.model import ClaimBlock, FigureBlock, Report
from qualitative.reports.run import template_path

__all__ = ["LIBRARIES", "format_manifest", "input_paths", "manifest"]

# the libraries whose version can change what a report says or shows
LIBRARIES = ("pandas", "numpy", "matplotlib", "papermill", "typst", "pypandoc-binary", "jinja2", "pyyaml")
_INPUTS = (
    "study.yaml",
    "corpus/cases.csv",
    "corpus/tables/*.csv",
    "corpus/transcripts/*.md",
    "corpus/documents/*.md",
    "corpus/edits/*.jsonl",
    "corpus/codings/*/*.jsonl",
    "codebook/changes.yaml",
    "reports/findings.yaml",
    "reports/recommendations.yaml",
    "reports/report.yaml",
)


def input_paths(root: Path, kind: str) -> list[Path]:
    """Every file that a report of this kind is made from, in a fixed order."""
    return [*(path for pattern in _INPUTS for path in sorted(root.glob(pattern))), template_path(root, kind)]


def manifest(root: Path, report: Report, outputs: Iterable[Path]) -> dict[str, Any]:
    """The manifest as plain data; paths are relative to the study."""
    return {
        "version": 1,
        "kind": report.kind,
        "language": report.language,
        "parameters": dict(report.parameters),
        "inputs": _hashes(root, input_paths(root, report.kind)),
        "outputs": _hashes(root, outputs),
        "libraries": {"python": platform.python_version(), **{name: version(name) for name in LIBRARIES}},
        "claims": {
            block.id: {
                "status": block.status,
                "for": block.supporting,
                "author": block.asserting,
                "against": block.opposing,
            }
            for block in report.blocks
            if isinstance(block, ClaimBlock)
        },
        "figures": {
            block.id: {"sha256": hashlib.sha256(block.svg.encode("utf-8")).hexdigest(), "alt": block.alt}
            for block in report.blocks
            if isinstance(block, FigureBlock)
        },
    }


def format_manifest(data: dict[str, Any]) -> str:
    """The manifest's text: sorted keys, two spaces, LF."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _hashes(root: Path, paths: Iterable[Path]) -> dict[str, str]:
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths}
