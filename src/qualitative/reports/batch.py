"""Make several reports at once: run each template, render each format, write each file whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from qualitative.corpus.files import write_bytes
from qualitative.errors import QualitativeError, ReportError, did_you_mean
from qualitative.reports.model import Report, format_report
from qualitative.reports.run import report_name, run_report

__all__ = ["FORMATS", "OUT", "Job", "make", "make_all", "try_all"]

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
    from qualitative.reports.render import render

    return render(report, form)


def make_all(
    root: Path, jobs: Sequence[Job], done: Callable[[Job], None] = lambda job: None, cluster: str | None = None
) -> list[Path]:
    """Make all jobs, as many at once as there are processors; the files in the order of the jobs. `done` is called after each.

    `cluster` is the address of a Dask cluster that makes them instead (see reports.remote).
    """
    if cluster:
        from qualitative.reports.remote import make_on

        paths = make_on(cluster, root, jobs, done)
    elif len(jobs) == 1:
        paths = {jobs[0].name: make(root, jobs[0])}
        done(jobs[0])
    else:
        with _pool(len(jobs)) as (pool, engine):
            paths = _collected(pool, engine, root, jobs, done)
    return [path for job in jobs for path in paths[job.name]]


def try_all(
    root: Path, jobs: Sequence[Job], done: Callable[[Job], None] = lambda job: None
) -> dict[str, QualitativeError | None]:
    """Make all jobs, each for itself; by name what went wrong with it, if anything did."""
    found: dict[str, QualitativeError | None] = {}
    if len(jobs) == 1:
        # here, as make_all does: a process that has run a notebook can't be forked safely
        try:
            make(root, jobs[0])
        except QualitativeError as problem:
            found[jobs[0].name] = problem
        done(jobs[0])
    if len(jobs) < 2:
        return found
    with _pool(len(jobs)) as (pool, engine):
        waiting = {pool.submit(make, root, job, engine): job for job in jobs}
        for future in as_completed(waiting):
            job, problem = waiting[future], future.exception()
            if problem is not None and not isinstance(problem, QualitativeError):
                raise problem
            found[job.name] = problem
            done(job)
    return found


@contextmanager
def _pool(jobs: int) -> Iterator[tuple[ProcessPoolExecutor, str | None]]:
    """Workers, and the engine for them: where it is safe, forked from this process after it has loaded what all need."""
    from qualitative.reports.run import without_grammar

    without_grammar()
    from qualitative.reports import preloaded

    engine, context = None, None
    if preloaded.can_fork():
        preloaded.preload()
        engine, context = preloaded.ENGINE, get_context("fork")
    with ProcessPoolExecutor(max_workers=min(jobs, os.cpu_count() or 1), mp_context=context) as pool:
        yield pool, engine


def _collected(
    pool: ProcessPoolExecutor, engine: str | None, root: Path, jobs: Iterable[Job], done: Callable[[Job], None]
) -> dict[str, list[Path]]:
    waiting = {pool.submit(make, root, job, engine): job for job in jobs}
    paths = {}
    for future in as_completed(waiting):
        job = waiting[future]
        try:
            paths[job.name] = future.result()
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise
        done(job)
    return paths
