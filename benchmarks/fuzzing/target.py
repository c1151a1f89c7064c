"""A target: a function over bytes that may raise nothing but the library's own errors, and the inputs to start from."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from qualitative.errors import QualitativeError

__all__ = ["PART", "Target", "pieces", "words_of", "zipped"]

PART = b"\n%%%%\n"  # between the parts of an input that becomes an archive, a folder or a table


@dataclass(frozen=True)
class Target:
    """`read` takes any bytes; `seeds` are sound inputs of some kinds each."""

    name: str
    read: Callable[[bytes], object]
    seeds: Callable[[], Sequence[bytes]]

    def __call__(self, data: bytes) -> None:
        """Try one input. A foreign exception (or none, for a promise broken) is what is looked for."""
        try:
            self.read(data)
        except QualitativeError as problem:
            said = str(problem)
            # one sentence, of a length that a person reads, that can be shown anywhere
            assert said and len(said) < 3_000, f"a message of {len(said)} characters: {said[:200]}"
            said.encode("utf-8", "backslashreplace")


def pieces(data: bytes, number: int) -> list[bytes]:
    """Exactly `number` parts of an input."""
    found = data.split(PART, number - 1)
    return [*found, *[b""] * (number - len(found))]


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip archive in memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def words_of(seeds: Sequence[bytes], most: int = 400) -> list[bytes]:
    """Words, tags and numbers of the seeds: what a fuzzer puts together anew."""
    found = {
        word for seed in seeds for word in re.findall(rb"[\w:./-]{2,24}|<[\w:/]{1,24}|\\[a-z]{1,12}-?\d{0,4}", seed)
    }
    return sorted(found, key=lambda word: (len(word), word))[:most]
