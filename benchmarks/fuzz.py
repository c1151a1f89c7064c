"""Try a reader or parser on inputs that a fuzzer makes, and keep what ends otherwise than in one of the library's own sentences.

    python benchmarks/fuzz.py TARGET [--seconds 1800] [--minutes 60] [--keep FOLDER]

Without a TARGET the targets are listed. Where atheris is at hand (`pip install atheris` into an environment for development) inputs are
chosen by the branches of the library that they reach; elsewhere hypothesis changes the seeds at random. `--seconds` are processor seconds,
`--minutes` are on the clock; whichever is over first.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import math
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "benchmarks"), str(ROOT / "tests"), str(ROOT / "src")]

MODULES = ("readers", "taggers", "written", "exchanged")


def main(arguments: list[str] | None = None) -> None:
    """Try one target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("target", nargs="?")
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--minutes", type=float, default=math.inf)
    parser.add_argument("--keep", type=Path)
    parser.add_argument("--plain", action="store_true", help="do not use atheris")
    given = parser.parse_args(arguments)
    guided = not given.plain and importlib.util.find_spec("atheris") is not None
    with _watched(guided):
        from fuzzing import trying

        targets = {
            target.name: target for name in MODULES for target in importlib.import_module(f"fuzzing.{name}").TARGETS
        }
    if given.target not in targets:
        parser.exit(0 if given.target is None else 2, f"targets: {', '.join(targets)}\n")
    keep = given.keep or trying.scratch()
    tried = trying.Tried(targets[given.target], keep / "found" / given.target, given.seconds, given.minutes)
    if guided:
        trying.by_coverage(tried, keep / "corpus" / given.target)
    else:
        trying.by_hypothesis(tried)


def _watched(guided: bool) -> contextlib.AbstractContextManager[object]:
    """Counts the branches of what is imported meanwhile."""
    if not guided:
        return contextlib.nullcontext()
    import atheris

    found: contextlib.AbstractContextManager[object] = atheris.instrument_imports(include=["qualitative", "defusedxml"])
    return found


if __name__ == "__main__":
    main()
