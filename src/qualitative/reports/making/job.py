"""One report to make: what is asked for, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.files import write_bytes
from qualitative.reports.formats.table import USUAL, format_of, render
from qualitative.reports.making.run import report_name, run_report

__all__ = ["OUT", "Job", "make"]

OUT = Path("reports/out")


@dataclass(frozen=True)
class Job:
    """One report to make: its kind, the parameters of its template, the formats, and the folder (from the study's root)."""

    kind: str
    parameters: dict[str, Any]
    formats: tuple[str, ...] = USUAL
    folder: Path = OUT
    stem: str = field(default="")

    def __post_init__(self) -> None:
        for name in self.formats:
            format_of(name)

    @property
    def name(self) -> str:
        """The name of its files, without ending."""
        return self.stem or report_name(self.kind, self.parameters)

    def path(self, form: str) -> Path:
        """Where the file of a format goes, from the study's root."""
        return self.folder / (self.name + format_of(form).suffix)


def make(root: Path, job: Job, engine: str | None = None) -> list[Path]:
    """Run and render one report; the files written, in the order of the formats."""
    report = run_report(root, job.kind, job.parameters, engine)
    written = []
    for form in job.formats:
        path = root / job.path(form)
        write_bytes(path, render(report, form))
        written.append(path)
    return written
