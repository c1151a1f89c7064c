"""What people and programs write into a study: front matter and YAML, events, queries, operations of the codebook, report models, manifests."""

from __future__ import annotations

import json
import tempfile
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from fuzzing.edits import edited
from fuzzing.target import Target
from qualitative.codebook.compare import describe, differences
from qualitative.codebook.files import read_versions
from qualitative.codebook.history import History
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.stored import format_operation, parse_operation
from qualitative.codebook.versions import Versions
from qualitative.codings.log import read_events
from qualitative.codings.plain import parse_plain
from qualitative.codings.state import replay
from qualitative.corpus.documents import parse_document
from qualitative.corpus.front import head_problems, parts_of
from qualitative.errors import CodebookError
from qualitative.folder import Folder
from qualitative.folder.settings import parse_settings
from qualitative.query import matching, parse_check, parse_query
from qualitative.reports.formats.html import render_html
from qualitative.reports.page.model import format_report, parse_report
from qualitative.reports.published.crate import crate, format_crate
from qualitative.reports.published.manifest import MANIFEST, read_manifest

__all__ = ["TARGETS"]

ROOT = Path(__file__).resolve().parents[2]
SECOND = ROOT / "tests/second/study"
_PLACE = Path(tempfile.mkdtemp(prefix="qualitative-fuzz-"))


def _front(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    meta, line, _, _ = parts_of(text, "a.md")
    for _problem in head_problems(meta, line, "a", ["north"]):
        pass
    parse_document(text, "a.md", "a", ["north"])


def _front_seeds() -> list[bytes]:
    return [
        path.read_bytes()[:3_000]
        for path in (*sorted(SECOND.glob("corpus/*/*.md"))[:4], *sorted(ROOT.glob("corpus/documents/*.md"))[:1])
    ]


def _settings(data: bytes) -> None:
    parse_settings(data.decode("utf-8", "replace"))


def _settings_seeds() -> list[bytes]:
    return [(SECOND / "study.yaml").read_bytes(), (ROOT / "study.yaml").read_bytes()]


def _findings(data: bytes) -> None:
    """Claims, recommendations and summaries, read as `check` reads them."""
    from qualitative.findings.claims import parse_claim
    from qualitative.findings.entries import check_entry, list_entries, parsed
    from qualitative.findings.recommendations import parse_recommendation

    (_PLACE / "findings.yaml").write_bytes(data)
    book, coders = _study().codebook(), _study().settings.coders
    seen: set[str] = set()
    for entry in list_entries(_PLACE / "findings.yaml"):
        parsed(entry, lambda e: parse_claim(e, book, ["north"], coders))
        parsed(entry, lambda e: parse_recommendation(e, book, []))
        check_entry(entry, ["id", "text"], seen)


def _findings_seeds() -> list[bytes]:
    return [
        path.read_bytes()[:2_500]
        for path in (SECOND / "reports/findings.yaml", SECOND / "reports/recommendations.yaml")
        if path.exists()
    ]


@cache
def _study() -> Folder:
    return Folder(SECOND)


def _lines(folder: str, most: int) -> list[Any]:
    """Sound lines of JSON of the second study, one of each kind first."""
    found = [
        json.loads(line)
        for path in sorted(SECOND.glob(folder))
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip()
    ]
    kinds = {(one.get("event") or one.get("op"), tuple(one)): one for one in found}
    return [*kinds.values(), *found][:most]


@cache
def _event_lines() -> list[Any]:
    return _lines("corpus/codings/*/*.jsonl", 14)


def _events(data: bytes) -> None:
    """Any bytes as a file of events, or sound events that were changed."""
    path = _PLACE / "events.jsonl"
    if data[:1] == b"{":
        path.write_bytes(data)
    else:
        lines = edited(_event_lines(), data)
        path.write_text(
            "\n".join(json.dumps(line) for line in lines) if isinstance(lines, list) else "",
            encoding="utf-8",
            errors="replace",
        )
    events, _ = read_events(path)
    state = replay(events)
    replay(events, at="2024-05")
    known = {event["id"] for event in events}
    assert {event["id"] for event in state.done_events} <= known
    for line in path.read_text(encoding="utf-8", errors="replace").split("\n"):
        plain = parse_plain(line)
        if plain is not None:
            from qualitative.codings.lines import parse_event

            assert dict(parse_event(line)) == dict(plain), "the two parsers differ"


def _event_seeds() -> list[bytes]:
    return [
        b"\0",
        *(
            "".join(
                json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n" for line in _event_lines()[n : n + 3]
            ).encode()
            for n in (0, 3, 6)
        ),
    ]


@cache
def _evidence() -> pd.DataFrame:
    from qualitative.reports.content.gathering import gather

    return gather(_study()).evidence


def _query(data: bytes) -> None:
    text = data[1:].decode("utf-8", "replace")
    if data[:1] == b"=":
        parse_check(text).run(_study().tables)
        return
    rows = matching(parse_query(text), _evidence(), _study().codebook())
    assert len(rows) <= len(_evidence())


def _query_seeds() -> list[bytes]:
    code = next(iter(_study().codebook()))
    column = next(iter(_study().tables.items()), ("t", pd.DataFrame({"a": [1]})))
    cell = f"{column[0]}.{column[1].columns[-1]}[{column[1].iloc[0, 0]}]"
    texts = (
        f"code:{code} and not (basis:author or case:north,south)",
        f"code:{code[:3]}* provenance:fieldwork",
        f"not code:{code} domain:policy",
    )
    checks = (f"{cell} + 1 = 2", f"{cell} >= {cell} - 3.5", f"{cell} != high")
    return [*(b"?" + text.encode() for text in texts), *(b"=" + text.encode() for text in checks)]


@cache
def _operation_lines() -> list[Any]:
    return _lines("codebook/history/*.jsonl", 24)


def _codebook(data: bytes) -> None:
    """Changed operations: parsed, ordered, replayed at each version, told, and written again."""
    lines = edited(_operation_lines(), data)
    operations = {}
    for line in lines if isinstance(lines, list) else []:
        try:
            operation = parse_operation(json.dumps(line))
        except CodebookError:
            continue
        describe({"op": operation.op, **operation.fields})
        if operation.op in OPERATIONS:
            operations[operation.id] = operation
            assert parse_operation(format_operation(operation)).id == operation.id
    versions = Versions(History(operations.values()))
    before = versions.at(1)
    for number in range(2, min(versions.newest, 12) + 1):
        after = versions.at(number)
        differences(before, after)
        before = after
    versions.contradictions()
    for code in list(versions.head)[:5]:
        versions.head.branch(code)
        versions.seen(code, 1, versions.newest)


def _codebook_seeds() -> list[bytes]:
    read_versions(SECOND / "codebook")
    return [b"", b"\x00\x05\x07\x02", b"\x00\x20\x01\x09"]


@cache
def _report() -> Any:
    from sample_report import sample_report

    return json.loads(format_report(sample_report()))


def _model(data: bytes) -> None:
    report = parse_report(edited(_report(), data))
    page = render_html(report)
    assert "<script" not in page.split("</script>")[-1]


@cache
def _published() -> tuple[Any, Any]:
    folder = next(iter(sorted(ROOT.glob("reports/published/*/manifest.json")))).parent
    manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    for key in ("inputs", "segments", "texts", "claims", "figures", "recommendations"):
        manifest[key] = dict(list(manifest.get(key, {}).items())[:4])
    return manifest, parse_report(_report())


def _manifest(data: bytes) -> None:
    from qualitative.reports.making.run import report_name
    from qualitative.reports.published.differences import with_segments
    from qualitative.reports.published.verify import opened

    manifest, report = _published()
    folder = _PLACE / "findings-en"
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(edited(manifest, data)), encoding="utf-8", errors="replace")
    found = read_manifest(folder)
    report_name(found["kind"], found["parameters"])
    opened(_study(), folder)
    with_segments(manifest, {"a": "b"})
    format_crate(crate(report, found, dict.fromkeys(found["outputs"], 1), "2024-05-01", {}))


TARGETS = (
    Target("front", _front, _front_seeds),
    Target("settings", _settings, _settings_seeds),
    Target("findings", _findings, _findings_seeds),
    Target("events", _events, _event_seeds),
    Target("queries", _query, _query_seeds),
    Target("codebook", _codebook, _codebook_seeds),
    Target("report", _model, lambda: [b"", b"\x00\x05\x07\x02", b"\x00\x20\x01\x09"]),
    Target("manifest", _manifest, lambda: [b"", b"\x00\x05\x07\x02", b"\x00\x20\x01\x09"]),
)
