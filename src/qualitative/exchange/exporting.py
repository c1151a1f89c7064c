"""Export: what goes out is chosen once, a format writes it, and a report tells what the file does not hold."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from qualitative.corpus.files import write_bytes
from qualitative.errors import StudyError, did_you_mean
from qualitative.exchange.export_formats import EXPORTS
from qualitative.exchange.giving.choice import Choice
from qualitative.exchange.giving.outgoing import Outgoing, outgoing
from qualitative.exchange.losses import Losses, Report
from qualitative.exchange.progress import Progress, silent
from qualitative.folder import Folder

__all__ = ["Exported", "export_file", "report_bytes", "written"]

_log = logging.getLogger("qualitative")


@dataclass(frozen=True)
class Exported:
    """The files that were written (none in a dry run), and what they do not hold."""

    files: list[Path]
    losses: Losses
    report: Report


def export_file(
    folder: Folder,
    what: str,
    path: Path,
    choice: Choice | None = None,
    *,
    for_tool: str = "",
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write `what` (a name of EXPORTS) to `path`, and the report beside it. Raises an error in one sentence; then nothing was written.

    Files that are there are kept unless `replace` says otherwise.
    """
    if what not in EXPORTS:
        raise StudyError(f"{what!r} is not written; {did_you_mean(what, EXPORTS)}")
    format = EXPORTS[what]
    format.check(for_tool)
    out = outgoing(folder, choice or Choice())
    made = format.write(out, for_tool, progress)
    format.leave(out)
    _log.info("%s: %d files of %d bytes", what, len(made), sum(map(len, made.values())))
    out.losses.check()
    made = _as_one(made) if format.each and path.suffix.lower() == format.each else made
    beside = path if path.suffix else path.with_name(path.name + format.suffix)
    files = {path / name if name else beside: data for name, data in made.items()}
    report = _report(out, what, path, made.values())
    files[beside.with_name(f"{beside.name}.report.json")] = report_bytes(report)
    return Exported(written(files, replace=replace, dry_run=dry_run)[:-1], out.losses, report)


def written(files: Mapping[Path, bytes], *, replace: bool, dry_run: bool) -> list[Path]:
    """Write files, all that can be known to fail before the first; the files (none in a dry run).

    Raises StudyError where one is there already and `replace` does not say otherwise.
    """
    there = [path for path in files if path.exists() and not (path.is_file() and replace)]
    if there and not dry_run:
        more = f" and {len(there) - 1} more" if len(there) > 1 else ""
        raise StudyError(f"{there[0]}{more} is there already; write another file, or replace it with --replace")
    for place, data in files.items() if not dry_run else ():
        place.parent.mkdir(parents=True, exist_ok=True)
        write_bytes(place, data)
    return [] if dry_run else list(files)


def report_bytes(report: Report) -> bytes:
    """The report as it lies beside a file."""
    return f"{json.dumps(report, ensure_ascii=False, indent=1)}\n".encode()


def _as_one(made: Mapping[str, bytes]) -> dict[str, bytes]:
    """The file of the one document, under the name that was asked for."""
    if len(made) != 1:
        raise StudyError(
            f"{len(made)} documents do not go into one Word file; name a folder, or one document with --documents"
        )
    return {"": next(iter(made.values()))}


def _report(out: Outgoing, what: str, path: Path, made: Iterable[bytes]) -> Report:
    digest = hashlib.sha256()
    for data in made:
        digest.update(data)
    losses = out.losses
    return {
        "tool": what,
        "producer": "",
        "file": path.name,
        "sha256": digest.hexdigest(),
        "at": "",
        "rows": losses.table(),
        "positions": losses.positions,
        "remarks": losses.all_remarks,
    }
