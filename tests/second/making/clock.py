"""A clock that stands where it is set and moves on with each look, and ids that follow from it: the same bytes on every run."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from types import ModuleType, SimpleNamespace
from unittest import mock

from qualitative.codings import events, ulid

__all__ = ["Clock"]


class Clock:
    """The time at which the acts of the library believe that they happen."""

    def __init__(self) -> None:
        self._now = datetime(2023, 1, 1, tzinfo=UTC)
        self._chance = random.Random("second")

    def set(self, moment: str) -> None:
        """Go to `moment` (ISO 8601, UTC), which must not lie before the present one."""
        wanted = datetime.fromisoformat(moment)
        if wanted < self._now:
            raise ValueError(
                f"{moment} lies before {self._now.isoformat()}: the steps of the plan must follow one another"
            )
        self._now = wanted

    def now(self) -> str:
        """This moment as events write it."""
        return self._now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    @contextmanager
    def running(self) -> Iterator[None]:
        """Let the library take time and chance from here."""
        with ExitStack() as patches:
            for module in _modules_with_now():
                patches.enter_context(mock.patch.object(module, "now", self.now))
            patches.enter_context(mock.patch.object(ulid, "time", SimpleNamespace(time_ns=self._time_ns)))
            patches.enter_context(mock.patch.object(ulid, "os", SimpleNamespace(urandom=self._chance.randbytes)))
            patches.enter_context(mock.patch.object(ulid, "_last", 0))
            yield

    def _time_ns(self) -> int:
        self._now += timedelta(milliseconds=1700)
        return int(self._now.timestamp() * 1000) * 1_000_000


def _modules_with_now() -> list[ModuleType]:
    """The modules of the library that took over `events.now` under this name."""
    loaded = [module for name, module in sorted(sys.modules.items()) if name.startswith("qualitative.")]
    return [module for module in loaded if getattr(module, "now", None) is events.now]
