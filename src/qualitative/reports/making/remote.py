"""Reports made by the workers of a Dask cluster. They send bytes; files are written here, as if the reports had been made here."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock

from qualitative.cluster import each_done, workers_at
from qualitative.corpus.files import write_bytes
from qualitative.errors import ReportError
from qualitative.reports.formats.table import render
from qualitative.reports.making.job import Job
from qualitative.reports.making.run import run_report
from qualitative.reports.making.versions import libraries, source_hash

__all__ = ["make_on"]

# a worker may run several tasks at once in threads; papermill changes the folder of the whole process
_ONE_AT_A_TIME = Lock()


def make_on(address: str, root: Path, jobs: Sequence[Job], done: Callable[[Job], None]) -> dict[str, list[Path]]:
    """Make all jobs on the cluster at `address`; by name the files written.

    Raises ClusterError for the cluster and ReportError for a worker that lacks the study or has other versions, and what a report raises.
    """
    versions, paths = _versions(), {}
    with workers_at(address) as client:
        for place, contents in each_done(client, _made, [(str(root), job, versions) for job in jobs]):
            job = jobs[place]
            paths[job.name] = [root / job.path(form) for form in job.formats]
            for path, data in zip(paths[job.name], contents, strict=True):
                write_bytes(path, data)
            done(job)
    return paths


def _made(root: str, job: Job, versions: dict[str, str]) -> list[bytes]:
    """On a worker: the bytes of each format."""
    from distributed import get_worker

    where = get_worker().address
    if not Path(root, "study.yaml").is_file():
        raise ReportError(f"the worker at {where} finds no study at {root}; share the folder under the same path")
    own = _versions()
    other = [f"{name} {own.get(name, 'none')}" for name, wanted in versions.items() if own.get(name) != wanted]
    if other:
        # other versions could give other bytes, and nobody would know which report came from where
        raise ReportError(f"the worker at {where} has other versions: {', '.join(other)}; install the lock there too")
    with _ONE_AT_A_TIME:
        report = run_report(Path(root), job.kind, job.parameters)
        return [render(report, form) for form in job.formats]


def _versions() -> dict[str, str]:
    return {**libraries(), "qualitative's code": source_hash()[:8]}
