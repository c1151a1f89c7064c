"""What a published report was made from: hashes of every input and output, parameters, versions, and the codings under each number.

Texts are hashed with LF, so that a checkout on Windows is the same study. Event files also carry their length: they only ever grow, so what
stands after it came later.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from qualitative import __version__
from qualitative.corpus.bounded_json import read_json
from qualitative.errors import ReportError
from qualitative.folder import Folder
from qualitative.reports.gathering import gather
from qualitative.reports.inputs import Inputs
from qualitative.reports.loading import section_files
from qualitative.reports.model import ClaimBlock, FigureBlock, RecommendationBlock, Report
from qualitative.reports.parameters import renamed
from qualitative.reports.run import template_path

__all__ = [
    "LIBRARIES",
    "MANIFEST",
    "chosen",
    "coded_segments",
    "file_hash",
    "format_manifest",
    "input_paths",
    "libraries",
    "manifest",
    "normal_bytes",
    "read_manifest",
    "source_hash",
]

MANIFEST = "manifest.json"
VERSION = 2
_RESTORE = "take it from git or from the release again, or publish the report anew"
_SHAPE = {
    "kind": str,
    "parameters": dict,
    "resolved": dict,
    "codebook": int,
    "inputs": dict,
    "outputs": dict,
    "texts": dict,
    "segments": dict,
    "libraries": dict,
    "source": str,
}
# the libraries whose version can change what a report says or shows
LIBRARIES = ("pandas", "numpy", "scipy", "matplotlib", "papermill", "typst", "pypandoc-binary", "jinja2", "pyyaml")
_INPUTS = (
    "study.yaml",
    "corpus/cases.csv",
    "corpus/persons.csv",
    "corpus/guide.yaml",
    "corpus/tables/*.csv",
    "corpus/transcripts/*.md",
    "corpus/documents/*.md",
    "corpus/edits/*.jsonl",
    "corpus/codings/*/*.jsonl",
    "codebook/history/*.jsonl",
    "codebook/changes.yaml",  # the history of format 1
    "reports/*.yaml",
)
_CHOICES = ("language", "cases", "evidence", "coders", "codebook")


def input_paths(root: Path, kind: str) -> list[Path]:
    """Every file that a report of this kind is made from, in a fixed order; the study's own section modules among them."""
    found = [path for pattern in _INPUTS for path in sorted(root.glob(pattern))]
    return [*found, *section_files(root), template_path(root, kind)]


def manifest(root: Path, report: Report, outputs: Iterable[Path], parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The manifest as plain data. `parameters` are those that were asked for, with which the report is made again."""
    folder = Folder(root)
    inputs = gather(folder, **chosen(parameters))
    named = coded_segments(inputs)
    return {
        "version": VERSION,
        "kind": report.kind,
        "language": report.language,
        "parameters": dict(parameters),
        "resolved": dict(report.parameters),
        "codebook": inputs.codebook.version,
        "newest_event": max((event["id"] for event in folder.events()[0]), default=None),
        "inputs": {path.relative_to(root).as_posix(): _stamp(path) for path in input_paths(root, report.kind)},
        "texts": {document.id: document.hash for document in inputs.documents.values()},
        "segments": {passage.id: named.get(passage.id, {}) for passage in report.passages},
        "outputs": {path.name: file_hash(path) for path in outputs},
        "libraries": libraries(),
        "source": source_hash(),
        **_contents(report),
    }


def chosen(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters that choose inputs; a template may have others of its own."""
    return {name: parameters[name] for name in _CHOICES if name in parameters}


def coded_segments(inputs: Inputs) -> dict[str, dict[str, str]]:
    """By the id of each coded segment, its codings: event id and code."""
    found: dict[str, dict[str, str]] = {}
    rows = inputs.evidence
    for id, document, start, end, code in zip(
        rows["id"], rows["document"], rows["start"], rows["end"], rows["code"], strict=True
    ):
        found.setdefault(f"{document}.{start}-{end}", {})[id] = code
    return found


def libraries() -> dict[str, str]:
    """The versions of Python, of the workbench and of LIBRARIES."""
    own = {"python": platform.python_version(), "qualitative": __version__}
    return own | {name: version(name) for name in LIBRARIES}


@cache
def source_hash() -> str:
    """One hash over the workbench's own code and assets: its version alone does not tell two checkouts apart."""
    package = Path(__file__).resolve().parents[1]
    total = hashlib.sha256()
    for path in sorted(package.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            total.update(f"{path.relative_to(package).as_posix()}\0{file_hash(path)}\n".encode())
    return total.hexdigest()


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a published report. Raises ReportError where it is missing, broken or of another version."""
    path, name = folder / MANIFEST, f"{folder.name}/{MANIFEST}"
    try:
        data = read_json(path)
    except FileNotFoundError:
        raise ReportError(f"{folder.name}: no {MANIFEST}; publish the report again") from None
    except (OSError, ValueError) as problem:
        raise ReportError(f"{name} can't be read ({problem}); {_RESTORE}") from None
    found = data.get("version") if isinstance(data, dict) else None
    if isinstance(found, int) and found > VERSION:
        raise ReportError(f"{name} is of version {found}, newer than {VERSION}, which is read here; update qualitative")
    if found != VERSION:
        raise ReportError(f"{name} is of version {found}, not {VERSION}; publish the report again")
    broken = next((key for key, kind in _SHAPE.items() if not isinstance(data.get(key), kind)), None)
    broken = broken or next((key for key in ("inputs", "segments") if not _holds(data[key], dict)), None)
    broken = broken or (None if _holds(data["outputs"], str) else "outputs")
    if broken:
        raise ReportError(f"{name} is damaged: {broken} is missing or has another shape; {_RESTORE}")
    return {**data, "parameters": renamed(data["parameters"]), "resolved": renamed(data["resolved"])}


def _holds(values: Mapping[str, Any], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values.values())


def format_manifest(data: Mapping[str, Any]) -> str:
    """The manifest's text: sorted keys, two spaces, LF."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def normal_bytes(path: Path) -> bytes:
    """A file's bytes, with LF where it is text."""
    data = path.read_bytes()
    return data if b"\0" in data[:8192] else data.replace(b"\r\n", b"\n")


def file_hash(path: Path) -> str:
    """The SHA-256 of a file, as `normal_bytes` reads it."""
    return hashlib.sha256(normal_bytes(path)).hexdigest()


def _stamp(path: Path) -> dict[str, Any]:
    data = normal_bytes(path)
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


def _contents(report: Report) -> dict[str, Any]:
    """Claims, recommendations and figures with the ids of their segments."""
    claims, figures, recommendations = {}, {}, {}
    for block in report.blocks:
        if isinstance(block, ClaimBlock):
            segments = {"for": block.supporting, "author": block.asserting, "against": block.opposing}
            claims[block.id] = {"status": block.status, **segments}
        elif isinstance(block, FigureBlock):
            drawing = hashlib.sha256(block.svg.encode("utf-8")).hexdigest()
            figures[block.id] = {"sha256": drawing, "alt": block.alt, "segments": block.refs}
        elif isinstance(block, RecommendationBlock):
            recommendations[block.id] = {"ground": block.ground, "segments": block.refs}
    return {"claims": claims, "figures": figures, "recommendations": recommendations}
