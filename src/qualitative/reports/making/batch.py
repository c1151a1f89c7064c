"""Make several reports at once: run each template, render each format, write each file whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

from qualitative.errors import QualitativeError
from qualitative.reports.making.job import Job, make

__all__ = ["make_all", "try_all"]


def make_all(
    root: Path, jobs: Sequence[Job], done: Callable[[Job], None] = lambda job: None, cluster: str | None = None
) -> list[Path]:
    """Make all jobs, as many at once as there are processors; the files in the order of the jobs. `done` is called after each.

    `cluster` is the address of a Dask cluster that makes them instead (see reports.making.remote).
    """
    if cluster:
        from qualitative.reports.making.remote import make_on

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
            job, failure = waiting[future], future.exception()
            if failure is not None and not isinstance(failure, QualitativeError):
                raise failure
            found[job.name] = failure
            done(job)
    return found


@contextmanager
def _pool(jobs: int) -> Iterator[tuple[ProcessPoolExecutor, str | None]]:
    """Workers, and the engine for them: where it is safe, forked from this process after it has loaded what all need."""
    from qualitative.reports.making.run import without_grammar

    without_grammar()
    from qualitative.reports.making import preloaded

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
