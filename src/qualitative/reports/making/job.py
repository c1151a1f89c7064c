"""One report to make: what is asked for, and how it is made."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.files import write_bytes
from qualitative.errors import ReportError, did_you_mean
from qualitative.reports.making.run import report_name, run_report
from qualitative.reports.page.model import Report, format_report

__all__ = ["FORMATS", "OUT", "Job", "make", "rendered"]

FORMATS = ("html", "pdf", "docx", "json")
OUT = Path("reports/out")


@dataclass(frozen=True)
class Job:
    """One report to make: its kind, the parameters of its template, the formats, and the folder (from the study's root)."""

    kind: str
    parameters: dict[str, Any]
    formats: tuple[str, ...] = FORMATS[:3]
    folder: Path = OUT
    stem: str = field(default="")

    def __post_init__(self) -> None:
        wrong = next((name for name in self.formats if name not in FORMATS), None)
        if wrong is not None:
            raise ReportError(f"format {wrong!r} is unknown; {did_you_mean(wrong, FORMATS)}")

    @property
    def name(self) -> str:
        """The name of its files, without ending."""
        return self.stem or report_name(self.kind, self.parameters)


def make(root: Path, job: Job, engine: str | None = None) -> list[Path]:
    """Run and render one report; the files written, in the order of the formats."""
    report = run_report(root, job.kind, job.parameters, engine)
    written = []
    for form in job.formats:
        path = root / job.folder / f"{job.name}.{form}"
        write_bytes(path, rendered(report, form))
        written.append(path)
    return written


def rendered(report: Report, form: str) -> bytes:
    """The bytes of a report in one format; `json` is the model itself."""
    if form == "json":
        return format_report(report).encode("utf-8")
    from qualitative.reports.formats.table import render

    return render(report, form)
