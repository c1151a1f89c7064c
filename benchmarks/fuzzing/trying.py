"""Inputs one after another into a target, in two ways, and what is kept of it: foreign exceptions, slow inputs, the most memory."""

from __future__ import annotations

import hashlib
import math
import os
import resource
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from fuzzing.target import Target, words_of

__all__ = ["SLOW", "Tried", "by_coverage", "by_hypothesis"]

SLOW = 5.0  # processor seconds of one input that are worth a look
_LARGEST = 20_000  # bytes of an input


@dataclass
class Tried:
    """What came of trying `target`; inputs that found something are written below `keep`."""

    target: Target
    keep: Path
    seconds: float
    minutes: float = math.inf  # on the clock
    inputs: int = 0
    slowest: float = 0.0
    found: dict[str, Path] = field(default_factory=dict)
    begun: float = field(default_factory=time.monotonic)

    def one(self, data: bytes) -> None:
        """Try one input; the first of each kind of failure is kept."""
        begin = time.process_time()
        try:
            self.target(data)
        except Exception as problem:
            self._keep(_place_of(problem), data)
        took = time.process_time() - begin
        self.inputs += 1
        self.slowest = max(self.slowest, took)
        if took > SLOW:
            self._keep(f"slow {took:.0f}", data)

    def is_over(self) -> bool:
        """Whether the processor seconds are spent, or the minutes are over."""
        return time.process_time() > self.seconds or time.monotonic() - self.begun > self.minutes * 60

    def told(self) -> str:
        """One line for people."""
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        return (
            f"{self.target.name}: {self.inputs:,} inputs in {time.process_time():.0f} processor seconds and"
            f" {(time.monotonic() - self.begun) / 60:.0f} minutes, slowest {self.slowest:.2f} s, at most {memory} MB, found {len(self.found)}"
        )

    def _keep(self, what: str, data: bytes) -> None:
        if what in self.found:
            return
        self.keep.mkdir(parents=True, exist_ok=True)
        self.found[what] = self.keep / hashlib.sha256(data).hexdigest()[:12]
        self.found[what].write_bytes(data)
        print(f"{self.target.name}: {what}: {self.found[what]}", flush=True)


def by_coverage(tried: Tried, corpus: Path) -> None:
    """Let libFuzzer choose the inputs by the branches that they reach; ends the process."""
    import atheris

    seeds = tried.target.seeds()
    for folder in (corpus, tried.keep):
        folder.mkdir(parents=True, exist_ok=True)
    for seed in seeds:
        (corpus / hashlib.sha256(seed).hexdigest()[:16]).write_bytes(seed)
    words = corpus.parent / f"{corpus.name}.dict"
    escaped = ("".join(map("\\x{:02x}".format, word)) for word in words_of(seeds))
    words.write_text("".join(f'"{word}"\n' for word in escaped), encoding="ascii")

    def one(data: bytes) -> None:
        tried.one(data)
        if tried.is_over():
            print(tried.told(), flush=True)
            os._exit(0)

    limits = ["-timeout=600", "-rss_limit_mb=3000", f"-max_len={_LARGEST}", "-verbosity=0"]
    limits += [f"-dict={words}"] if words.stat().st_size else []
    atheris.Setup([sys.argv[0], *limits, f"-artifact_prefix={tried.keep.parent}/{tried.keep.name}-", str(corpus)], one)
    atheris.Fuzz()


def by_hypothesis(tried: Tried, *, again: bool = False, most: int = 1_000_000) -> None:
    """Let hypothesis choose, at most so many, and the same each time with `again`: seeds of the target with stretches replaced, repeated, taken out and put in."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings
    from hypothesis import strategies as some

    seeds = tried.target.seeds()
    words = some.sampled_from(words_of(seeds) or [b"\0"]) | some.binary(max_size=8)
    change = some.tuples(
        some.integers(0, 1 << 16), some.integers(0, 40), words, some.sampled_from((0, 1, 1, 1, 2, 300))
    )

    @settings(
        max_examples=most,
        deadline=None,
        derandomize=again,
        database=None,
        verbosity=Verbosity.quiet,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(some.sampled_from(seeds), some.lists(change, max_size=8))
    def one(seed: bytes, changes: Sequence[tuple[int, int, bytes, int]]) -> None:
        if tried.is_over():
            raise KeyboardInterrupt
        for place, length, word, times in changes:
            at = place % (len(seed) + 1)
            seed = seed[:at] + word * times + seed[at + length :]
        tried.one(seed[:_LARGEST])

    try:
        one()
    except KeyboardInterrupt:
        print(tried.told(), flush=True)


def _place_of(problem: BaseException) -> str:
    """The kind of an exception, and the last line of the library that it went through."""
    frames = [frame for frame in traceback.extract_tb(problem.__traceback__) if "qualitative" in frame.filename]
    last = frames[-1] if frames else traceback.extract_tb(problem.__traceback__)[-1]
    return f"{type(problem).__name__} at {Path(last.filename).name}:{last.lineno}"


def scratch() -> Path:
    """A folder for what is kept, where nobody names one."""
    return Path(tempfile.gettempdir()) / "qualitative-fuzz"
