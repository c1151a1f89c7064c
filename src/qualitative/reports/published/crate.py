"""RO-Crate 1.1 metadata of a published report: its files, what made them, and from what. Pure.

https://w3id.org/ro/crate/1.1. Nobody is named whom the study does not name.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from qualitative.reports.formats.table import FORMATS
from qualitative.reports.page.model import ClaimBlock, Passage, Report

__all__ = ["CRATE", "crate", "format_crate"]

CRATE = "ro-crate-metadata.json"
_VERSION = "https://w3id.org/ro/crate/1.1"
_MIMES = {f".{one.suffix.rpartition(chr(46))[2]}": one.mime for one in FORMATS.values()}


def crate(
    report: Report,
    manifest: Mapping[str, Any],
    sizes: Mapping[str, int],
    day: str,
    work: Mapping[str, Any],
    licence: str = "",
) -> dict[str, Any]:
    """The metadata as JSON-LD. `sizes` are the bytes of each file, `day` the newest coding's, `work` and `licence` what study.yaml says."""
    files = [_file(name, sizes[name], hash) for name, hash in manifest["outputs"].items()]
    files.append({"@id": "manifest.json", "@type": "File", "name": "Manifest", "encodingFormat": "application/json"})
    inputs = [_input(path, stamp) for path, stamp in manifest["inputs"].items()]
    tools = [_tool(name, version) for name, version in manifest["libraries"].items()]
    blocks = [block for block in report.blocks if isinstance(block, ClaimBlock)]
    claims = [_claim(block) for block in blocks]
    based = {f"#segment/{id}" for block in blocks for id in _evidence(block)}
    terms = _licence(licence)
    segments = [one for passage in report.passages if (one := _segment(passage))["@id"] in based]
    cited = (
        [{"@id": f"#work/{work['id']}", "@type": "CreativeWork", "name": str(work["citation"])}] if _named(work) else []
    )
    run = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": f"qualitative report {report.kind}",
        "description": json.dumps(manifest["parameters"], ensure_ascii=False, sort_keys=True),
        "instrument": _links(tools),
        "object": _links(inputs),
        "result": _links(files),
    }
    root = {
        "@id": "./",
        "@type": "Dataset",
        "name": report.title,
        "description": report.labels.get(f"kind.{report.kind}", report.kind),
        "datePublished": day,
        "inLanguage": report.language,
        "license": {"@id": terms["@id"]},
        "version": f"codebook {manifest['codebook']}",
        "hasPart": _links(files),
        "mentions": _links([run, *claims]),
        **({"citation": _links(cited)[0]} if cited else {}),
    }
    head = {"@id": CRATE, "@type": "CreativeWork", "conformsTo": {"@id": _VERSION}, "about": {"@id": "./"}}
    return {
        "@context": f"{_VERSION}/context",
        "@graph": [head, root, *files, run, *tools, *inputs, *claims, *segments, *cited, terms],
    }


def format_crate(data: Mapping[str, Any]) -> str:
    """The metadata's text: two spaces, LF."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _named(work: Mapping[str, Any]) -> bool:
    return bool(work.get("id") and work.get("citation"))


def _links(entities: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{"@id": entity["@id"]} for entity in entities]


def _file(name: str, size: int, hash: str) -> dict[str, Any]:
    form = _MIMES.get("." + name.rpartition(".")[2], "application/octet-stream")
    return {
        "@id": name,
        "@type": "File",
        "name": name,
        "encodingFormat": form,
        "contentSize": str(size),
        "sha256": hash,
    }


def _input(path: str, stamp: Mapping[str, Any]) -> dict[str, Any]:
    # inputs lie outside the crate's folder, so they are described and not part of it
    return {"@id": f"#input/{path}", "@type": "CreativeWork", "name": path, "sha256": stamp["sha256"]}


def _tool(name: str, version: str) -> dict[str, Any]:
    return {"@id": f"#tool/{name}", "@type": "SoftwareApplication", "name": name, "version": version}


def _segment(passage: Passage) -> dict[str, Any]:
    return {
        "@id": f"#segment/{passage.id}",
        "@type": "CreativeWork",
        "name": passage.title,
        "identifier": passage.id,
        "position": passage.id.rpartition(".")[2],
    }


def _claim(block: ClaimBlock) -> dict[str, Any]:
    links = [{"@id": f"#segment/{segment}"} for segment in _evidence(block)]
    return {
        "@id": f"#{block.id}",
        "@type": "Claim",
        "text": block.text,
        "creativeWorkStatus": block.status,
        "appearance": {"@id": "report.html"},
        # the recommendation is to write one value as itself, and none not at all
        **({"isBasedOn": links if len(links) > 1 else links[0]} if links else {}),
    }


def _evidence(block: ClaimBlock) -> list[str]:
    return list(dict.fromkeys([*block.supporting, *block.asserting, *block.opposing, *block.denying]))


def _licence(name: str) -> dict[str, Any]:
    """RO-Crate 1.1 wants a licence of every crate; where the study names none, the crate says that."""
    if name:
        return {"@id": f"https://spdx.org/licenses/{name}", "@type": "CreativeWork", "name": name}
    return {
        "@id": "#licence",
        "@type": "CreativeWork",
        "name": "No licence",
        "description": "The study names no licence; ask those who made it before using it.",
    }
