"""What a published report was made from: hashes of every input and output, parameters, versions, and the codings under each number.

Texts are hashed with LF, so that a checkout on Windows is the same study. Event files also carry their length: they only ever grow, so what
stands after it came later.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypedDict, cast

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import ReportError
from qualitative.model import is_id
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.making.grounds import file_hash, input_paths, normal_bytes
from qualitative.reports.making.parameters import renamed
from qualitative.reports.making.versions import libraries, source_hash
from qualitative.reports.page.model import ClaimBlock, FigureBlock, RecommendationBlock, Report

__all__ = [
    "MANIFEST",
    "Manifest",
    "chosen",
    "coded_segments",
    "contents",
    "format_manifest",
    "manifest",
    "read_manifest",
]

MANIFEST = "manifest.json"
VERSION = 4
# of version 2 the digest of the source stood among the grounds; before 4 a claim had an earlier status, and less beside it
READ = (2, 3, 4)
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
    "remarks": dict,
    "claims": dict,
    "figures": dict,
    "recommendations": dict,
}
_CHOICES = ("language", "cases", "evidence", "coders", "codebook")


class InputStamp(TypedDict):
    """An input: the hash and the length of its bytes."""

    sha256: str
    bytes: int


class Manifest(TypedDict):
    """What `manifest.json` holds: everything that a report was made from and says, but for `remarks`, on which no result depends.

    `parameters` are those that were asked for, `resolved` what they came to. `texts` are the hashes of documents, `segments` the codings (id,
    code) under each passage. `claims`, `figures` and `recommendations` name the segments that they rest on.
    """

    version: int
    kind: str
    language: str
    parameters: dict[str, Any]
    resolved: dict[str, Any]
    codebook: int
    newest_event: str | None
    inputs: dict[str, InputStamp]
    texts: dict[str, str]
    segments: dict[str, dict[str, str]]
    outputs: dict[str, str]
    libraries: dict[str, str]
    remarks: dict[str, str]
    claims: dict[str, dict[str, Any]]
    figures: dict[str, dict[str, Any]]
    recommendations: dict[str, dict[str, Any]]


def manifest(inputs: Inputs, report: Report, outputs: Iterable[Path], parameters: Mapping[str, Any]) -> Manifest:
    """The manifest of a report that was made from `inputs`. `parameters` are those with which it is made again."""
    root, named = inputs.folder.root, coded_segments(inputs)
    return {
        "version": VERSION,
        "kind": report.kind,
        "language": report.language,
        "parameters": dict(parameters),
        "resolved": dict(report.parameters),
        "codebook": inputs.codebook.version,
        "newest_event": max((event["id"] for event in inputs.folder.events()[0]), default=None),
        "inputs": {path.relative_to(root).as_posix(): _stamp(path) for path in input_paths(root, report.kind)},
        "texts": {document.id: document.hash for document in inputs.documents.values()},
        "segments": {passage.id: named.get(passage.id, {}) for passage in report.passages},
        "outputs": {path.name: file_hash(path) for path in outputs},
        "libraries": libraries(),
        "remarks": {"source": source_hash()},
        **contents(report),
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


def read_manifest(folder: Path) -> Manifest:
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
        raise ReportError(
            f"{name} is of version {str(found)[:40]}, newer than {VERSION}, which is read here; update qualitative"
        )
    if found not in READ:
        raise ReportError(f"{name} is of version {str(found)[:40]}, not {VERSION}; publish the report again")
    if not is_id(data.get("kind")):
        raise ReportError(
            f"{name}: {str(data.get('kind'))[:60]!r} is no kind of report; a kind is an id such as findings"
        )
    if found == 2:
        data["remarks"] = {"source": data.pop("source", "")}
    broken = next((key for key, kind in _SHAPE.items() if not isinstance(data.get(key), kind)), None)
    broken = broken or next((key for key in ("inputs", "segments") if not _holds(data[key], dict)), None)
    broken = broken or (None if _holds(data["outputs"], str) else "outputs")
    if broken:
        raise ReportError(f"{name} is damaged: {broken} is missing or has another shape; {_RESTORE}")
    return cast("Manifest", {**data, "parameters": renamed(data["parameters"]), "resolved": renamed(data["resolved"])})


def _holds(values: Mapping[str, Any], kind: type) -> bool:
    return all(isinstance(value, kind) for value in values.values())


def format_manifest(data: Manifest) -> str:
    """The manifest's text: sorted keys, two spaces, LF."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def _stamp(path: Path) -> InputStamp:
    data = normal_bytes(path)
    return {"sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}


class Contents(TypedDict):
    """What a report says, by the ids of its claims, figures and recommendations."""

    claims: dict[str, dict[str, Any]]
    figures: dict[str, dict[str, Any]]
    recommendations: dict[str, dict[str, Any]]


def contents(report: Report, version: int = VERSION) -> Contents:
    """Claims, recommendations and figures with the ids of their segments, as a manifest of a version holds them."""
    claims: dict[str, dict[str, Any]] = {}
    figures: dict[str, dict[str, Any]] = {}
    recommendations: dict[str, dict[str, Any]] = {}
    for block in report.blocks:
        if isinstance(block, ClaimBlock):
            claims[block.id] = _claim(block, version)
        elif isinstance(block, FigureBlock):
            drawing = hashlib.sha256(block.svg.encode("utf-8")).hexdigest()
            figures[block.id] = {"sha256": drawing, "alt": block.alt, "segments": list(block.refs)}
        elif isinstance(block, RecommendationBlock):
            strength = {"strength": block.standing} if version > 3 else {}
            recommendations[block.id] = {"ground": block.ground, "segments": list(block.refs), **strength}
    return {"claims": claims, "figures": figures, "recommendations": recommendations}


def _claim(block: ClaimBlock, version: int) -> dict[str, Any]:
    sides = {"for": block.supporting, "author": block.asserting, "against": block.opposing}
    found = {"status": block.status, **{side: list(refs) for side, refs in sides.items()}}
    if version < 4:
        return found
    return {
        **found,
        "author-against": list(block.denying),
        "limbs": list(block.limbs),
        "ends": list(block.ends),
        "met": block.met,
        "sources": {"for": list(block.sources_for), "against": list(block.sources_against)},
    }
