"""Write what was asked for: what counts is chosen once, one kind makes tables or a document of it, and one format writes these."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from qualitative.errors import StudyError
from qualitative.exchange.export_formats import EXPORTS
from qualitative.exchange.exporting import Exported, export_file, report_bytes, written
from qualitative.exchange.giving.choice import Choice
from qualitative.exchange.losses import Losses, Report
from qualitative.exchange.progress import Progress, silent
from qualitative.exports.kinds import KINDS, PAGES, Kind
from qualitative.exports.material import Material, one_of
from qualitative.exports.wanted import Wanted
from qualitative.folder import Folder
from qualitative.i18n import FALLBACK, pick

__all__ = ["export_study"]

_INSIDE = ("xlsx", *PAGES)  # formats that tell in the file what must be told
_OWN = ("corpus", "codebook", "notebooks", "incoming", "study.yaml", ".git", ".cache")
_ENDING = re.compile(r"[a-z][a-z0-9]{0,7}")
# the options that only some of what is written takes, as they are typed
_OF_TOOLS = {"round": "--round", "counted": "--counted", "for_tool": "--for"}
_OF_TABLES = {"format": "--format", "every": "--all", "agreed": "--agreed", "private": "--private"}
_OF_SOME = {"by": "--by", "cells": "--cells", "chosen": "--chosen"}


def export_study(
    folder: Folder,
    what: str,
    path: Path,
    wanted: Wanted,
    *,
    replace: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Exported:
    """Write `what`, a name of KINDS or of what other tools read (exchange.export_formats.EXPORTS), to `path`.

    Raises an error in one sentence; then nothing was written.
    """
    one_of(what, (*KINDS, *EXPORTS), "WHAT")
    _check_place(folder, path)
    if what in KINDS:
        return _export_kind(folder, KINDS[what], path, wanted, replace=replace, dry_run=dry_run)
    wanted.check(what, {**_OF_TABLES, **_OF_SOME})
    choice = Choice(
        wanted.coders,
        wanted.documents,
        wanted.round,
        wanted.codebook,
        wanted.evidence or "all",
        wanted.memos or "all",
        wanted.language,
        wanted.counted,
    )
    return export_file(
        folder,
        what,
        path,
        choice,
        for_tool=wanted.for_tool,
        replace=replace,
        dry_run=dry_run,
        progress=progress or silent,
    )


def _export_kind(folder: Folder, kind: Kind, path: Path, wanted: Wanted, *, replace: bool, dry_run: bool) -> Exported:
    """Write a table or document, in the format of the file's ending, of `--format`, or the usual one.

    What must be told stands in the file where its format has room for it, else beside it.
    """
    left = {
        name: option for name, option in {**_OF_TABLES, **_OF_SOME}.items() if name not in (*kind.options, "format")
    }
    wanted.check(kind.name, {**_OF_TOOLS, **left})
    path, ending = _format_of(folder, kind, path, wanted.format)
    material = Material(folder, wanted, kind.memos)
    data = _document(kind, material, ending) if ending in PAGES else _table(kind, material, ending)
    losses = material.losses
    losses.check()
    losses.remarks += [pick(text, FALLBACK) for text in material.notes.texts]
    report = _report(kind.name, path, data, losses)
    files = {path: data}
    if ending not in _INSIDE:
        files[path.with_name(f"{path.name}.report.json")] = report_bytes(report)
    return Exported(written(files, replace=replace, dry_run=dry_run)[:1], losses, report)


def _check_place(folder: Folder, path: Path) -> None:
    """Raises StudyError for a file among those that the study is made of: a table in corpus would be read as one of its own."""
    where = path.absolute().resolve()
    if where.is_relative_to(folder.root.resolve()):
        first = where.relative_to(folder.root.resolve()).parts[:1]
        if first and first[0] in _OWN:
            raise StudyError(
                f"{path} would lie among the study's own files; write it to reports/out, or outside the study"
            )


def _format_of(folder: Folder, kind: Kind, path: Path, wanted: str) -> tuple[Path, str]:
    """The file, with an ending, and its format: the one that is said, that of the ending, or the usual one."""
    ending = path.suffix.lower().removeprefix(".")
    has_one = bool(_ENDING.fullmatch(ending))
    usual = folder.settings.exports.formats.get(kind.name, kind.formats[0])
    said = (wanted or (ending if has_one else usual)).lower()
    format = "md" if said == "markdown" else said
    if format not in kind.formats:
        known = ", ".join(kind.formats[:-1])
        raise StudyError(
            f"{kind.name} can't be written as {said!r}; write {known + ' or ' if known else ''}{kind.formats[-1]}"
        )
    is_named = has_one and ending in (format, said)
    return (path if is_named else path.with_name(f"{path.name}.{format}")), format


def _table(kind: Kind, material: Material, ending: str) -> bytes:
    from qualitative.exports import spreadsheets, statistics

    if kind.sheets is None:
        raise StudyError(f"{kind.name} are no table; write {' or '.join(kind.formats)}")
    sheets = kind.sheets(material)
    material.notes.tell("note.rows", n=len(sheets[0].table), columns=len(sheets[0].table.columns))
    writers = {
        "csv": spreadsheets.csv_bytes,
        "xlsx": spreadsheets.xlsx_bytes,
        "parquet": spreadsheets.parquet_bytes,
        "sav": statistics.sav_bytes,
        "dta": statistics.dta_bytes,
    }
    return writers[ending](sheets, material.notes, material.language)


def _document(kind: Kind, material: Material, ending: str) -> bytes:
    from qualitative.exports.pages import page_bytes

    if kind.paper is None:
        raise StudyError(f"{kind.name} are no document; write {' or '.join(kind.formats)}")
    return page_bytes(kind.paper(material), ending)


def _report(what: str, path: Path, data: bytes, losses: Losses) -> Report:
    return {
        "tool": what,
        "producer": "",
        "file": path.name,
        "sha256": hashlib.sha256(data).hexdigest(),
        "at": "",
        "rows": losses.table(),
        "positions": "",
        "remarks": losses.all_remarks,
    }
