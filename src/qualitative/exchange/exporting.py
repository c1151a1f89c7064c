"""Export: what goes out is chosen once, a format writes it, and a report tells what the file does not hold."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from qualitative.corpus.files import write_bytes
from qualitative.errors import StudyError, did_you_mean
from qualitative.exchange.giving.outgoing import Choice, Outgoing, outgoing
from qualitative.exchange.losses import Losses, Report
from qualitative.exchange.progress import Progress, silent
from qualitative.folder import Folder

__all__ = ["WRITERS", "Exported", "export_file"]


@dataclass(frozen=True)
class Exported:
    """The files that were written (none in a dry run), and what they do not hold."""

    files: list[Path]
    losses: Losses
    report: Report


@dataclass(frozen=True)
class Made:
    """What a format makes: files by name (empty: the file asked for)."""

    files: dict[str, bytes]


def _refi(out: Outgoing, for_tool: str, progress: Progress) -> Made:
    from qualitative.exchange.refi.writing import PRESETS, qdpx_bytes

    if for_tool not in PRESETS:
        raise StudyError(f"--for {for_tool!r} is unknown; {did_you_mean(for_tool, [tool for tool in PRESETS if tool])}")
    return Made({"": qdpx_bytes(out, PRESETS[for_tool], progress)})


def _qdc(out: Outgoing, for_tool: str, progress: Progress) -> Made:
    from qualitative.exchange.refi.codes import qdc_text

    made = qdc_text(out).encode("utf-8")
    for kind in out.losses.rows:
        row = out.losses[kind]
        out.losses.left(kind, row.in_file - row.taken - row.kept - row.left, "a codebook holds nothing but codes")
    return Made({"": made})


def _taguette(out: Outgoing, for_tool: str, progress: Progress) -> Made:
    from qualitative.exchange.taguette.writing import taguette_bytes

    return Made({"": taguette_bytes(out, progress)})


def _docx(out: Outgoing, for_tool: str, progress: Progress) -> Made:
    from qualitative.exchange.word.writing import docx_files

    return Made(docx_files(out, progress))


WRITERS: dict[str, Callable[[Outgoing, str, Progress], Made]] = {
    "refi": _refi,
    "qdc": _qdc,
    "taguette": _taguette,
    "docx": _docx,
}
_SUFFIXES = {"refi": ".qdpx", "qdc": ".qdc", "taguette": ".sqlite3", "docx": ""}


def export_file(
    folder: Folder,
    what: str,
    path: Path,
    choice: Choice | None = None,
    *,
    for_tool: str = "",
    dry_run: bool = False,
    progress: Progress = silent,
) -> Exported:
    """Write `what` (one of WRITERS) to `path`, and the report beside it. Raises an error in one sentence; then nothing was written."""
    if what not in WRITERS:
        raise StudyError(f"{what!r} is not written; {did_you_mean(what, WRITERS)}")
    out = outgoing(folder, choice or Choice())
    made = WRITERS[what](out, for_tool, progress)
    out.losses.check()
    if what == "docx" and path.suffix.lower() == ".docx":
        if len(made.files) != 1:
            raise StudyError(
                f"{len(made.files)} documents do not go into one Word file; name a folder, or one document with --documents"
            )
        made = Made({"": next(iter(made.files.values()))})
    files = {path / name if name else _with_suffix(path, what): data for name, data in made.files.items()}
    report = _report(out, what, path, made)
    if not dry_run:
        for place, data in files.items():
            place.parent.mkdir(parents=True, exist_ok=True)
            write_bytes(place, data)
        beside = _with_suffix(path, what)
        write_bytes(
            beside.with_name(f"{beside.name}.report.json"),
            f"{json.dumps(report, ensure_ascii=False, indent=1)}\n".encode(),
        )
    return Exported([] if dry_run else list(files), out.losses, report)


def _with_suffix(path: Path, what: str) -> Path:
    return path if path.suffix else path.with_name(path.name + _SUFFIXES[what])


def _report(out: Outgoing, what: str, path: Path, made: Made) -> Report:
    digest = hashlib.sha256()
    for data in made.files.values():
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
