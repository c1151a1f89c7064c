"""Whether a manifest says what its report and its study say: it could be rewritten as any file can."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qualitative.reports.making.parameters import renamed
from qualitative.reports.page.model import Report
from qualitative.reports.published.crate import CRATE
from qualitative.reports.published.manifest import Manifest, contents

__all__ = ["against_report", "against_study"]

# what follows from the inputs alone, on every machine
_FOLLOWS = ("kind", "language", "resolved", "codebook", "newest_event", "texts", "segments")


def against_report(manifest: Manifest, report: Report) -> list[str]:
    """What a manifest says otherwise than the report that it describes."""
    own = {
        "kind": report.kind,
        "language": report.language,
        "resolved": renamed(report.parameters),
        **contents(report, manifest["version"]),
    }
    found = [line for key, said in own.items() for line in _differing(key, manifest.get(key), said)]
    if manifest["codebook"] != manifest["resolved"].get("codebook"):
        found.append(f"codebook: {manifest['codebook']}, where the report has {manifest['resolved'].get('codebook')}")
    shown = {passage.id for passage in report.passages}
    found += [f"segments: {name}, which the report does not hold" for name in sorted(set(manifest["segments"]) - shown)]
    return [*found, *(f"segments: {name} is left out" for name in sorted(shown - set(manifest["segments"])))]


def against_study(manifest: Manifest, now: Manifest) -> list[str]:
    """What a manifest says otherwise than the one that the study gives `now`, where nothing that it rests on has changed."""
    # another machine may write other bytes from the same; where all files are equal, the metadata on them must be
    files = {name: hash for name, hash in now["outputs"].items() if name != CRATE}
    keys = (*_FOLLOWS, "outputs") if files.items() <= manifest["outputs"].items() else _FOLLOWS
    return [line for key in keys for line in _differing(key, manifest.get(key), now.get(key))]


def _differing(key: str, said: object, true: object) -> Iterator[str]:
    """Where two parts of a manifest differ, entry by entry."""
    if said == true:
        return
    if not (isinstance(said, Mapping) and isinstance(true, Mapping)):
        yield f"{key}: {_short(said)}, where it is {_short(true)}"
        return
    for name in dict.fromkeys([*said, *true]):
        one, two = said.get(name), true.get(name)
        if one == two:
            continue
        if isinstance(one, Mapping) and isinstance(two, Mapping):
            yield from _differing(f"{key}: {name}", one, two)
        else:
            yield f"{key}: {name}: {_short(one)}, where it is {_short(two)}"


def _short(value: object) -> str:
    text = "nothing" if value is None else str(value)
    return text if len(text) <= 60 else text[:59] + "…"
