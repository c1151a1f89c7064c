"""200 transcripts of known truth through `add --dry-run`: turns, roles, times, and words lost without a word said.

    python benchmarks/reading.py [--count 200] [--seed 16] [--faults 3]

Targets: turns 99.5 %, roles 95 %, words lost unsaid 0. `--faults` prints so many faults of each file that has some.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))

from reading.generated import COUNT, Sample, generate  # noqa: E402  the generator lies with the tests
from reading.judging import Verdict, read_all  # noqa: E402

By = Callable[[Sample], str]


def share(right: int, of: int) -> str:
    return f"{100 * right / of:6.1f} %" if of else "      – "


def row(name: str, verdicts: list[Verdict]) -> str:
    total = Verdict()
    for one in verdicts:
        for key in ("turns", "right", "roles", "roles_right", "times", "times_right", "lost"):
            setattr(total, key, getattr(total, key) + getattr(one, key))
    return (
        f"{name:44} {len(verdicts):4} {share(total.right, total.turns)} {share(total.roles_right, total.roles)} "
        f"{share(total.times_right, total.times)} {total.lost:5}"
    )


def print_table(results: list[tuple[Sample, Verdict]], title: str, by: By) -> None:
    print(f"\n{title:44} files  turns    roles    times   lost")
    groups: dict[str, list[Verdict]] = {}
    for sample, verdict in results:
        groups.setdefault(by(sample), []).append(verdict)
    for name in sorted(groups):
        print(row(name, groups[name]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=COUNT)
    parser.add_argument("--seed", type=int, default=16)
    parser.add_argument("--faults", type=int, default=0)
    wanted = parser.parse_args()
    results = read_all(generate(wanted.count, wanted.seed))
    print_table(results, "all", lambda one: "all")
    print_table(results, "format", lambda one: one.format)
    print_table(results, "shape of label", lambda one: one.label)
    print_table(results, "kind of label", lambda one: one.people)
    print_table(results, "shape of time", lambda one: one.time)
    print_table(results, "noise", lambda one: ", ".join(one.noise) if len(one.noise) < 2 else "several")
    for sample, verdict in results:
        if verdict.faults and wanted.faults:
            about = (sample.label, sample.people, sample.time, *sample.noise, sample.language)
            print(f"\n{sample.name}: {' | '.join(about)}: {verdict.right} of {verdict.turns} turns")
            print("\n".join(f"    {fault}" for fault in verdict.faults[: wanted.faults]))


if __name__ == "__main__":
    main()
