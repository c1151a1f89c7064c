"""`qualitative code` in a stranger's study starts Jupyter and nothing that lies in the study's folder."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from qualitative import Study

PLANTED = (
    "jupyter.py", "jupyterlab.py", "jupyter_server_config.py", "jupyter_lab_config.py", "jupyter_config.py", "jupyter_server_config.d/x.json",
    "ipython_config.py", "ipython_kernel_config.py", "sitecustomize.py", "usercustomize.py", "tornado.py", "notebooks/ipykernel.py", "notebooks/pandas.py",
)  # fmt: skip


@pytest.mark.slow
def test_nothing_planted_in_the_study_runs_when_jupyter_starts(
    study: Study, tmp_path_factory: pytest.TempPathFactory
) -> None:
    told = tmp_path_factory.mktemp("told") / "it-ran"
    for name in PLANTED:
        path = study.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"import pathlib; pathlib.Path({str(told)!r}).write_text({name!r})\n", encoding="utf-8")
    log = tmp_path_factory.mktemp("log") / "log.txt"
    with log.open("wb") as file:
        program = [Path(sys.executable).with_name("qualitative"), "code", "--no-browser", "--port", "0"]
        started = subprocess.Popen(program, cwd=study.root, stdout=file, stderr=file, start_new_session=True)
    try:
        deadline = time.monotonic() + 120
        while "token=" not in log.read_text(encoding="utf-8", errors="replace"):
            assert started.poll() is None and time.monotonic() < deadline, log.read_text(
                encoding="utf-8", errors="replace"
            )
            time.sleep(0.2)
        listing = subprocess.run(
            [sys.executable, "-P", "-m", "ipykernel_launcher", "--version"],
            cwd=study.root / "notebooks",
            env={**os.environ, "PYTHONSAFEPATH": "1"},
            capture_output=True,
            check=False,
        )
        assert listing.returncode == 0
    finally:
        os.killpg(started.pid, signal.SIGTERM)
        started.wait(30)
    assert not told.exists(), told.read_text(encoding="utf-8")
