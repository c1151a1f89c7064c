"""`--cluster`: a scheduler and workers started from the command line, one of them killed in the middle, give what one machine gives."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative.cli import main

pytest.importorskip("distributed", reason="Dask is not installed")

PATIENCE = 240  # seconds for everything that runs on the cluster


class Cluster:
    """A scheduler and workers as processes of this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.processes = folder, []
        self.address = f"tcp://127.0.0.1:{free_port()}"
        self.scheduler = self.start("scheduler", "--host", self.address, "--no-dashboard", "--no-jupyter")
        self.workers = [self.worker(), self.worker()]

    def start(self, *words: str) -> subprocess.Popen:
        command = [sys.executable, "-m", "distributed.cli.dask_" + words[0], *words[1:]]
        path = os.pathsep.join([str(ROOT / "src"), os.environ.get("PYTHONPATH", "")])
        log = (self.folder / f"{len(self.processes)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                command, stdout=log, stderr=log, cwd=self.folder, env={**os.environ, "PYTHONPATH": path}
            )
        self.processes.append(process)
        return process

    def worker(self) -> subprocess.Popen:
        # without a nanny nobody starts a killed worker again
        return self.start("worker", self.address, "--no-nanny", "--nthreads", "1", "--no-dashboard")

    def stop(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    (tmp_path / "cluster").mkdir()
    made = Cluster(tmp_path / "cluster")
    wait_for_workers(made, 2)
    yield made
    made.stop()


def wait_for_workers(cluster: Cluster, number: int) -> None:
    from distributed import Client

    with Client(cluster.address, timeout=60, set_as_default=False) as client:
        client.wait_for_workers(number, timeout=60)


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the study, as the working folder."""
    root = tmp_path / "study"
    for name in ("corpus", "codebook", "notebooks/reports", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(ROOT / "study.yaml", root)
    monkeypatch.chdir(root)
    return root


def in_background(root: Path, *words: str) -> subprocess.Popen:
    program = [sys.executable, "-m", "qualitative.cli", *words]
    return subprocess.Popen(program, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.mark.long
def test_reports_come_out_the_same_though_a_worker_is_killed(copy: Path, cluster: Cluster) -> None:
    words = ("report", "recommendations", "--each", "case", "--language", "en", "--format", "html,json")
    out = copy / "reports/out"
    main(list(words))
    here = {path.name: path.read_bytes() for path in out.iterdir()}
    shutil.rmtree(out)
    running = in_background(copy, *words, "--cluster", cluster.address)
    deadline = time.monotonic() + PATIENCE
    # both workers are at their first report or a later one, once one has come back
    while not (out.is_dir() and any(out.glob("*.html"))):
        assert running.poll() is None and time.monotonic() < deadline, running.communicate()
        time.sleep(0.05)
    assert len(list(out.glob("*.html"))) < 4, "killed too late to say anything"
    cluster.workers[0].send_signal(signal.SIGKILL)
    _, complaints = running.communicate(timeout=PATIENCE)
    assert (running.returncode, complaints) == (0, "")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == here


@pytest.mark.long
def test_suggestions_come_out_the_same_though_a_worker_is_killed(
    copy: Path, cluster: Cluster, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from qualitative.tagging import in_study

    monkeypatch.setattr(in_study, "_AT_ONCE", 25)
    words = ["suggest", "--coder", "coder-a", "--format", "csv", "--minimum", "0.1"]
    main(words)
    here = capsys.readouterr().out
    shutil.rmtree(copy / ".cache")
    kill_after_first_result(monkeypatch, cluster)
    main([*words, "--cluster", cluster.address])
    assert len(here.splitlines()) > 100
    assert capsys.readouterr().out == here
    assert [process.poll() for process in cluster.workers] == [-signal.SIGKILL, None]


def kill_after_first_result(monkeypatch: pytest.MonkeyPatch, cluster: Cluster) -> None:
    from qualitative import cluster as module

    whole = module.each_done

    def interrupted(*given):
        for number, result in enumerate(whole(*given)):
            if number == 0:
                cluster.workers[0].kill()
            yield result

    monkeypatch.setattr(module, "each_done", interrupted)


@pytest.mark.parametrize("words", [("report", "findings"), ("suggest", "--coder", "coder-a")], ids=lambda one: one[0])
def test_where_nothing_listens_one_sentence_says_so_soon(
    copy: Path, capsys: pytest.CaptureFixture, words: tuple[str, ...]
) -> None:
    address = f"tcp://127.0.0.1:{free_port()}"
    began = time.monotonic()
    with pytest.raises(SystemExit) as left:
        main([*words, "--cluster", address])
    assert left.value.code == 2 and time.monotonic() - began < 20
    assert capsys.readouterr().err == (
        f"qualitative: no Dask scheduler answers at {address}; "
        "start one with `dask scheduler` and give the address that it prints\n"
    )


def test_a_scheduler_without_workers_is_told_from_none(
    copy: Path, cluster: Cluster, capsys: pytest.CaptureFixture
) -> None:
    for worker in cluster.workers:
        worker.kill()
        worker.wait()
    with pytest.raises(SystemExit):
        main(["report", "findings", "--cluster", cluster.address])
    assert f"the scheduler at {cluster.address} has no worker; start one" in capsys.readouterr().err
