"""Look at a file from outside in a process of its own, which can be stopped: what is made to be slow or to crash a reader ends there."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from qualitative.corpus.adding import Addition, Wishes, plan_addition
from qualitative.errors import QualitativeError, ReaderError

__all__ = ["SECONDS", "plan_apart"]

SECONDS = 60.0  # more than any file within the limits takes


@dataclass(frozen=True, slots=True)
class _Request:
    name: str
    data: bytes
    corpus: Path
    cases: tuple[str, ...]
    wishes: Wishes
    languages: tuple[str, ...]
    recurring: frozenset[str]


def plan_apart(
    name: str,
    data: bytes,
    corpus: Path,
    cases: Iterable[str],
    wishes: Wishes,
    languages: Iterable[str],
    recurring: Collection[str] = (),
    seconds: float = SECONDS,
) -> Addition:
    """`plan_addition` of a file in memory, for looking at it. Raises ReaderError where that takes longer, or the reader crashes."""
    asked = _Request(name, data, corpus, tuple(cases), wishes, tuple(languages), frozenset(recurring))
    command = [sys.executable, "-P", "-m", "qualitative.corpus.apart"]
    try:
        done = subprocess.run(command, input=pickle.dumps(asked), capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        raise ReaderError(
            f"{name}: not read within {seconds:.0f} seconds; split the file, or save it as .txt"
        ) from None
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:200]
        raise ReaderError(f"{name}: reading it broke off ({last or done.returncode}); save it in another format")
    # from our own process, over a pipe that nobody else writes to
    answer: Addition | str = pickle.loads(done.stdout)  # noqa: S301
    if isinstance(answer, str):
        raise ReaderError(answer)
    return answer


def _answer(asked: _Request) -> Addition | str:
    """What was made of the file, or the sentence that says why not."""
    try:
        return plan_addition(
            asked.name, asked.corpus, asked.cases, asked.wishes, asked.languages, (), asked.recurring, data=asked.data, looking=True
        )  # fmt: skip
    except QualitativeError as problem:
        return str(problem)


if __name__ == "__main__":
    out, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not stand before the answer
    # named in full, so that it is the class that was pickled and not this module run as a program
    from qualitative.corpus import apart  # noqa: PLW0406

    out.buffer.write(pickle.dumps(apart._answer(pickle.load(sys.stdin.buffer))))  # noqa: S301, SLF001  (from the process that started us)
