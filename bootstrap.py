"""Set the project up and run its main jobs, with the standard library only: `python bootstrap.py report`.

`make X` calls this, so people without make type the same word. Set-up happens once and again only when a lock changes: a virtual environment
in `.venv`, a pinned uv in it, the locked packages checked by hash, then the project itself. `requirements.lock` is what people run;
`requirements-dev.lock`, what developers and tests need beside it, comes in when it is first needed.
"""

from __future__ import annotations

import hashlib
import os
import platform
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
LOCK, DEVELOP = "requirements.lock", "requirements-dev.lock"
# installs the lock in half the time of pip, and compiles bytecode in parallel (Apache/MIT)
UV = "uv==0.13.9"
SUPPORTED = ((3, 11), (3, 12), (3, 13))

PARALLEL = ("--numprocesses", "auto", "--dist", "loadfile")
# tests that draw studies and histories at random, and how many `make long` draws
RANDOM = (
    "tests/codebook/test_three_clones.py",
    "tests/study/test_three_coders.py",
    "tests/exchange/test_round_trip.py",
    "tests/reference",
)
LONG = {
    "QUALITATIVE_LONG": "1",
    "QUALITATIVE_HISTORIES": "25",
    "QUALITATIVE_SEEDS": "20",
    "QUALITATIVE_REFERENCE_EXAMPLES": "100",
}
TASKS = {
    "setup": [],
    "report": [["-P", "-m", "qualitative.cli", "report"]],
    "test": [["-m", "pytest", *PARALLEL]],
    "long": [["-m", "pytest", *PARALLEL, "-m", "long"], ["-m", "pytest", *PARALLEL, *RANDOM]],
    "check": [["-P", "-m", "qualitative.cli", "check"]],
    "lab": [["-P", "-m", "qualitative.cli", "code"]],
    "develop": [],
    "types": [["-m", "mypy"]],
    "docs": [["docs/build.py"]],
}
DEVELOPING = ("test", "long", "develop", "types", "docs")  # tasks that need the second lock


def main(arguments: list[str]) -> int:
    """Run the named task with what follows its name; the exit code of the first command that fails, or 0."""
    task, *rest = arguments or ["report"]
    if task not in TASKS:
        print(f"bootstrap: no task {task!r}; tasks are {', '.join(TASKS)}", file=sys.stderr)
        return 2
    set_up()
    if task in DEVELOPING:
        set_up_developing()
    if task == "test":
        find_browser()
    for command in TASKS[task]:
        # the person who types this made or looked at this checkout, so its own report templates may run
        environment = {"QUALITATIVE_TRUST": "1", **(LONG if task == "long" else {}), **os.environ}
        code = subprocess.run([PYTHON, *command, *rest], cwd=ROOT, env=environment, check=False).returncode
        if code:
            return code
    return 0


def set_up() -> None:
    """Make `.venv` what `requirements.lock` says, unless it already is."""
    if sys.version_info[:2] not in SUPPORTED:
        wanted = ", ".join(f"{a}.{b}" for a, b in SUPPORTED)
        sys.exit(f"bootstrap: this is Python {platform.python_version()}; run it with one of {wanted}")
    if is_done(LOCK) and PYTHON.exists():
        return
    print(f"Setting up .venv from {LOCK} (once; a minute or so, by network and machine) …", flush=True)
    make_venv()
    run(PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", UV)
    install("--require-hashes", "--compile-bytecode", "-r", ROOT / LOCK)
    install("--no-deps", "--no-build-isolation", "--editable", ROOT)
    note_done(LOCK)


def set_up_developing() -> None:
    """Add what `requirements-dev.lock` says, unless it is there."""
    if is_done(DEVELOP):
        return
    print(f"Adding what tests and developers need from {DEVELOP} (once) …", flush=True)
    install("--require-hashes", "--compile-bytecode", "-r", ROOT / DEVELOP)
    note_done(DEVELOP)


def install(*what: str | Path) -> None:
    """Install into `.venv` with the pinned uv."""
    run(BIN / ("uv.exe" if os.name == "nt" else "uv"), "pip", "install", "--quiet", "--python", PYTHON, *what)


def is_done(lock: str) -> bool:
    """Whether `.venv` is what this lock, the project's metadata and this Python make of it."""
    stamp = VENV / f"{lock}.sha256"
    return stamp.exists() and stamp.read_text() == stamp_of(lock)


def note_done(lock: str) -> None:
    """Note what `.venv` was made of."""
    (VENV / f"{lock}.sha256").write_text(stamp_of(lock))


def stamp_of(lock: str) -> str:
    """A hash over a lock, what the package installs, and the Python."""
    parts = [(ROOT / name).read_bytes() for name in (lock, "pyproject.toml")]
    return hashlib.sha256(b"\0".join(parts) + sys.version.encode()).hexdigest()


def make_venv() -> None:
    """A fresh `.venv`; explains what to install where the venv module is missing."""
    try:
        import ensurepip  # noqa: F401  (Debian ships venv without it)
        import venv
    except ImportError:
        version = f"{sys.version_info[0]}.{sys.version_info[1]}"
        sys.exit(
            f"bootstrap: Python's venv module is missing; on Debian or Ubuntu: sudo apt install python{version}-venv"
        )
    venv.create(VENV, clear=True, with_pip=True)


def find_browser() -> None:
    """As root on Debian, install the Chromium that the browser tests drive, if there is none."""
    from shutil import which

    if any(which(name) for name in ("chromium", "chromium-browser", "google-chrome", "chrome")):
        return
    if sys.platform == "linux" and os.geteuid() == 0 and which("apt-get"):
        print("Installing Chromium for the browser tests (apt) …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-noto-core"],
            check=False,
            **quiet,
        )


def run(*command: str | Path) -> None:
    """Run a set-up step; leave with its exit code when it fails."""
    # where the cache and the environment lie on two disks, linking falls back to copying without a warning
    environment = {**os.environ, "UV_LINK_MODE": os.environ.get("UV_LINK_MODE", "copy"), "VIRTUAL_ENV": str(VENV)}
    done = subprocess.run([str(part) for part in command], cwd=ROOT, env=environment, check=False)
    if done.returncode:
        sys.exit(
            f"bootstrap: set-up stopped at `{' '.join(Path(command[0]).name if i == 0 else str(p) for i, p in enumerate(command))}`"
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
