"""The formats that a study goes out in: one entry each, with its file, its writer, and what it has no place for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.errors import StudyError, did_you_mean
from qualitative.exchange.losses import KINDS

if TYPE_CHECKING:
    from qualitative.exchange.giving.outgoing import Outgoing
    from qualitative.exchange.progress import Progress

__all__ = ["EXPORTS", "ExportFormat"]

Files = dict[str, bytes]
SETTLED = "no format says which codings a coding of the consensus takes the place of"


@dataclass(frozen=True)
class ExportFormat:
    """One format.

    `write(out, tool, progress)` gives files by name and counts in `out.losses` what it takes; an empty name is the file asked for.
    `lacks` says for each kind of thing that the format has no place for why (see losses.KINDS): what of it was neither taken nor left by
    the writer is left out with this reason. `tools` are those for which it can be written otherwise (`--for`).
    """

    name: str
    help: str
    suffix: str  # of the file asked for, where it has none; empty where it is a folder
    write: Callable[[Outgoing, str, Progress], Files]
    lacks: Mapping[str, str] = field(default_factory=dict)
    tools: tuple[str, ...] = ()
    each: str = ""  # the suffix of each file, where every document is one

    def check(self, tool: str) -> None:
        """Raises StudyError for a tool that the format is not written for."""
        if tool and tool not in self.tools:
            way = did_you_mean(tool, self.tools) if self.tools else f"{self.name} is the same for all; leave --for out"
            raise StudyError(f"--for {tool!r} is unknown; {way}")

    def leave(self, out: Outgoing) -> None:
        """Count what the format has no place for."""
        for kind, why in self.lacks.items():
            row = out.losses[kind]
            out.losses.left(kind, row.in_file - row.taken - row.kept - row.left, why)


def _refi(out: Outgoing, tool: str, progress: Progress) -> Files:
    from qualitative.exchange.refi.positions import PRESETS
    from qualitative.exchange.refi.writing import qdpx_bytes

    return {"": qdpx_bytes(out, PRESETS[tool], progress)}


def _qdc(out: Outgoing, tool: str, progress: Progress) -> Files:
    from qualitative.exchange.refi.codes import qdc_text

    return {"": qdc_text(out).encode("utf-8")}


def _taguette(out: Outgoing, tool: str, progress: Progress) -> Files:
    from qualitative.exchange.taguette.writing import taguette_bytes

    return {"": taguette_bytes(out, progress)}


def _docx(out: Outgoing, tool: str, progress: Progress) -> Files:
    from qualitative.exchange.word.writing import docx_files

    return docx_files(out, progress)


_FORMATS = (
    ExportFormat(
        "refi",
        "a project for NVivo, ATLAS.ti, MAXQDA, QualCoder, …",
        ".qdpx",
        _refi,
        {
            "done marks": "REFI-QDA has no place for what was read to the end",
            "settled codings": SETTLED,
            "persons": "REFI-QDA has no persons; what persons.csv says of them stays here",
        },
        ("nvivo", "maxqda", "atlasti"),
    ),
    ExportFormat(
        "qdc",
        "the codebook alone",
        ".qdc",
        _qdc,
        {kind: "a codebook holds nothing but codes" for kind in KINDS if kind != "codes"},
    ),
    ExportFormat(
        "taguette",
        "a project of Taguette",
        ".sqlite3",
        _taguette,
        {
            "memos": "Taguette has no memos",
            "cases": "Taguette has no cases",
            "values": "Taguette has no attributes",
            "persons": "Taguette has no persons",
            "done marks": "Taguette does not say what was read to the end",
            "dates": "Taguette takes the moment of its import for all of them",
            "settled codings": SETTLED,
        },
    ),
    ExportFormat(
        "docx",
        "a Word file for each document in the folder FILE, codings as comments",
        "",
        _docx,
        {
            "codes": "no comment has them; write the codebook with `export qdc`",
            "memos": "on documents, codes or the study; a comment needs words to stand on",
            "cases": "a Word file has no cases",
            "values": "a Word file has no attributes",
            "persons": "a Word file has no persons",
            "done marks": "a Word file does not say what was read to the end",
            "settled codings": SETTLED,
        },
        each=".docx",
    ),
)
EXPORTS = {one.name: one for one in _FORMATS}
