"""Set-up and reports, as a person waits for them, beside papermill with nbconvert in the same run.

    python benchmarks/reports.py [setup] [one] [forty] [help] [--runs 5]

- setup: `bootstrap.py setup` in a fresh clone with an empty package cache, then `bootstrap.py report` there: once after it, then with nothing
  changed, and with `--again`.
- one: the findings as HTML and PDF from a process that starts cold, with papermill's engine and with the preloaded one; the preloaded
  engine also once it is loaded, as a batch finds it. Rival: papermill and nbconvert's HTML of the same template.
- forty: forty reports (every choice of districts in both languages, and recommendations) as HTML, as many at once as there are processors.
- help: `qualitative --help`.

Nothing of this is a test: a machine that is busy with other things gives other seconds, so the rival runs beside it.
"""

from __future__ import annotations

import argparse
import itertools
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CASES = ("muaro-jambi", "musi-rawas", "bandung", "takalar")
RIVAL = """
import sys; from pathlib import Path
import papermill, nbconvert
papermill.execute_notebook(sys.argv[1], sys.argv[2], {"study_root": sys.argv[3], "language": "en"}, progress_bar=False, kernel_name="python3", cwd=sys.argv[3])
Path(sys.argv[2] + ".html").write_text(nbconvert.HTMLExporter().from_filename(sys.argv[2])[0], encoding="utf-8")
"""
ONE = """
import sys, time; from pathlib import Path
from qualitative.reports.making.job import Job, make
engine, root, out = sys.argv[1] or None, Path(sys.argv[2]), Path(sys.argv[3])
if engine:
    from qualitative.reports.making.run import without_grammar
    without_grammar()
    from qualitative.reports.making import preloaded
    preloaded.preload()
began = time.perf_counter()
make(root, Job("findings", {"language": "en"}, ("html", "pdf"), out), engine)
print(time.perf_counter() - began)
"""
FORTY = """
import sys; from pathlib import Path
from qualitative.reports.making.batch import make_all
from qualitative.reports.making.job import Job
chosen = [tuple(part.split(",")) if part else () for part in sys.argv[3:]]
jobs = [Job(kind, {"language": language, "cases": list(part)}, ("html",), Path(sys.argv[2])) for kind in ("findings", "recommendations")
        for part in chosen for language in ("id", "en")][:40]
assert len(make_all(Path(sys.argv[1]), jobs)) == len({job.name for job in jobs}) == 40
"""


def main() -> None:
    """Measure what was asked for (all without a name); a line each: median and all runs in seconds."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("rows", nargs="*", help="setup, one, forty, help; none: all")
    arguments.add_argument("--runs", type=int, default=5)
    wanted = arguments.parse_args()
    known: dict[str, Callable[[Path, int], None]] = {"setup": set_up, "one": one, "forty": forty, "help": help_}
    for name in wanted.rows or known:
        with tempfile.TemporaryDirectory() as folder:
            known[name](Path(folder), wanted.runs)


def set_up(folder: Path, runs: int) -> None:
    """A clean clone with nothing cached."""
    clone = folder / "clone"
    subprocess.run(["git", "clone", "--quiet", str(ROOT), str(clone)], check=True)
    environment = {**os.environ, "UV_CACHE_DIR": str(folder / "uv"), "PIP_NO_CACHE_DIR": "1"}
    environment.pop("PYTHONPATH", None)
    python = shutil.which("python3", path=os.defpath) or sys.executable
    say("set-up, clean clone, empty cache", [seconds([python, "bootstrap.py", "setup"], clone, environment)])
    report = [python, "bootstrap.py", "report"]
    say("make report, first after it", [seconds(report, clone, environment)])
    say("make report, nothing changed", [seconds(report, clone, environment) for _ in range(runs)])
    say("make report, all twelve files anew", [seconds([*report, "--again"], clone, environment) for _ in range(runs)])


def one(folder: Path, runs: int) -> None:
    """One report from a cold process."""
    template, executed = ROOT / "notebooks/reports/findings.ipynb", folder / "rival.ipynb"
    rival = [seconds([sys.executable, "-c", RIVAL, str(template), str(executed), str(ROOT)]) for _ in range(runs)]
    say("papermill + nbconvert, HTML only", rival)
    for engine, label in (("", "papermill's engine"), ("preloaded", "preloaded engine")):
        whole, inside = [], []
        for _ in range(runs):
            began = time.perf_counter()
            command = [sys.executable, "-c", ONE, engine, str(ROOT), str(folder)]
            inside.append(float(subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout))
            whole.append(time.perf_counter() - began)
        say(f"one report, HTML + PDF, cold process, {label}", whole, rival)
        if engine:
            say(f"one report, HTML + PDF, once loaded, {label}", inside, rival)


def forty(folder: Path, runs: int) -> None:
    """Forty reports in one call."""
    chosen = ["", *(",".join(part) for n in range(1, 4) for part in itertools.combinations(CASES, n))]
    command = [sys.executable, "-c", FORTY, str(ROOT), str(folder), *chosen]
    say("forty reports, HTML", [seconds(command) for _ in range(min(runs, 3))])


def help_(folder: Path, runs: int) -> None:
    """The command line alone."""
    command = [str(Path(sys.executable).with_name("qualitative")), "--help"]
    say("qualitative --help", [seconds(command, folder) for _ in range(runs)])


def seconds(command: list[str], folder: Path = ROOT, environment: dict[str, str] | None = None) -> float:
    """How long a command takes; it must succeed."""
    began = time.perf_counter()
    subprocess.run(command, check=True, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def say(row: str, runs: list[float], rival: list[float] | None = None) -> None:
    """One row: the median, its ratio to the rival's where there is one, and every run."""
    middle = statistics.median(runs)
    ratio = f", {middle / statistics.median(rival):.2f} of the rival's" if rival else ""
    print(f"{row}: {middle:.2f} s{ratio}  ({' '.join(f'{run:.2f}' for run in runs)})", flush=True)


if __name__ == "__main__":
    main()
