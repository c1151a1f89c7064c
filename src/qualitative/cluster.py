"""Independent tasks on a Dask cluster; what a lost worker had in hand goes to another.

The scheduler and its workers are started by whoever owns the machines (`dask scheduler`, `dask worker ADDRESS`).
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from qualitative.errors import ClusterError

__all__ = ["Client", "Task", "each_done", "workers_at"]


class _Named(Protocol):
    address: str


class Task(Protocol):
    """What a worker has in hand or gave back."""

    def done(self) -> bool:
        """Whether it ended, well or not."""
        ...

    def result(self) -> Any:
        """What it gave; its own error is raised here."""
        ...


class Client(Protocol):
    """What is used of Dask's client, which has no types of its own."""

    scheduler: _Named

    def submit(self, task: Callable[..., Any], *given: Any, pure: bool) -> Task:
        """Hand a task to some worker."""
        ...

    def wait_for_workers(self, n_workers: int, timeout: float) -> None:
        """Return when as many workers are there."""
        ...

    def close(self, timeout: float) -> None:
        """Leave the cluster."""
        ...


_ANSWER = 5  # seconds that a scheduler has to answer, and then a worker to be there
_LOOK = 5  # seconds without a result before looking whether any worker is left


@contextmanager
def workers_at(address: str) -> Iterator[Client]:
    """A client of the cluster at `address`, such as tcp://127.0.0.1:8786.

    Raises ClusterError where Dask is not installed, nothing answers within five seconds, or the scheduler has no worker.
    """
    try:
        from distributed import Client as connect  # noqa: N813
    except ImportError:
        raise ClusterError("a cluster needs Dask; install it with `pip install distributed`") from None
    # its own log tells of every lost connection, which is told here in one sentence or not at all
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of versions that differ: what matters of them, tasks compare themselves
            made: Any = connect(address, timeout=_ANSWER)  # type: ignore[no-untyped-call]  # Dask has few types
            client: Client = made
    except (OSError, ValueError, TypeError):
        raise ClusterError(
            f"no Dask scheduler answers at {address}; start one with `dask scheduler` and give the address that it prints"
        ) from None
    try:
        _await_worker(client, address)
        yield client
    finally:
        with suppress(Exception):  # a scheduler that is gone can't be taken leave of
            client.close(timeout=_ANSWER)


def each_done(client: Client, task: Callable[..., Any], items: Sequence[tuple[Any, ...]]) -> Iterator[tuple[int, Any]]:
    """(place in `items`, what `task(*item)` gave), as each comes back. A task's own error is raised here.

    Raises ClusterError where the scheduler or all workers were lost, or a task took several workers down with it.
    """
    import distributed
    from distributed import CancelledError, KilledWorker

    wait: Callable[..., object] = distributed.wait

    address = client.scheduler.address
    # no two tasks are one, though their arguments may be equal: a report is made as often as it is asked for
    waiting = {client.submit(task, *item, pure=False): place for place, item in enumerate(items)}
    while waiting:
        try:
            with suppress(TimeoutError):
                wait(list(waiting), timeout=_LOOK, return_when="FIRST_COMPLETED")
            ready = [future for future in waiting if future.done()]
            results = [(waiting.pop(future), future.result()) for future in ready]
        except KilledWorker:
            raise ClusterError(
                f"{address}: several workers died over the same task; see their logs, they may lack memory"
            ) from None
        except (CancelledError, OSError):
            raise ClusterError(
                f"{address}: the scheduler was lost before all was done; start it and its workers again"
            ) from None
        if not ready:
            _await_worker(client, address)
        yield from results


def _await_worker(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_ANSWER)
    except (OSError, RuntimeError, TimeoutError):
        raise ClusterError(
            f"the scheduler at {address} has no worker; start one on each machine with `dask worker {address}`"
        ) from None
