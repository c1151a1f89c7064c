"""A real Jupyter server on a temporary study, and a page of it that can run cells: what the browser tests and benchmarks share."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]  # fmt: skip
PANEL = ".q-panel[data-ready]"
SOURCE = Path(__file__).resolve().parents[2] / "src"


def find_browser() -> str | None:
    """The Chromium to drive, if there is one."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    return next((found for found in map(shutil.which, names) if found), None)


@contextmanager
def browser() -> Iterator[Any]:
    """A headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=find_browser(), headless=True, args=ARGUMENTS)
        try:
            yield chromium
        finally:
            chromium.close()


@contextmanager
def server(root: Path, scratch: Path, kind: str = "lab") -> Iterator[str]:
    """A Jupyter server (`lab` or `notebook`) on `root`; its address."""
    port = _free_port()
    settings = scratch / "settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    quiet = {"fetchNews": "false", "checkForUpdates": False}
    (settings / "notification.jupyterlab-settings").write_text(json.dumps(quiet))
    places = {
        name: str(scratch / name.lower())
        for name in ("JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR")
    }
    environment = {
        **os.environ, **places, "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"), "PYTHONPATH": str(SOURCE),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
    }  # fmt: skip
    app = "LabApp" if kind == "lab" else "JupyterNotebookApp"
    command = [
        sys.executable, "-m", "jupyter", kind, "--no-browser", "--allow-root", f"--port={port}", "--IdentityProvider.token=",
        f"--ServerApp.root_dir={root}", f"--{app}.expose_app_in_browser=True", "--ServerApp.port_retries=0",
    ]  # fmt: skip
    with (scratch / f"{kind}.log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=root)
        try:
            address = f"http://127.0.0.1:{port}"
            _wait_for(f"{address}/api", process)
            yield address
        finally:
            process.terminate()
            process.wait(20)


def write_notebook(path: Path, *sources: str) -> None:
    """A notebook with these code cells."""
    cells = [
        {
            "cell_type": "code",
            "id": f"cell-{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(sources)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path.write_text(json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}))


def open_notebook(page: Any, address: str, name: str, kind: str = "lab") -> None:
    """Open a notebook and wait until its kernel can run cells."""
    path = f"doc/tree/{name}" if kind == "lab" else f"notebooks/{name}"
    page.goto(f"{address}/{path}")
    page.wait_for_function(
        """() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === "idle" """,
        timeout=90_000,
    )


def run_cell(page: Any, source: str) -> None:
    """Put `source` into the active cell and run it; its outputs replace those before."""
    page.evaluate(
        """async (source) => {
            const notebook = window.jupyterapp.shell.currentWidget;
            notebook.content.activeCell.model.sharedModel.setSource(source);
            await window.jupyterapp.commands.execute("notebook:run-cell");
        }""",
        source,
    )


def open_panel(page: Any, source: str) -> Any:
    """Run a cell that shows a panel; the panel, once it is ready and has the focus."""
    page.evaluate("() => document.querySelectorAll('.q-panel').forEach((old) => old.removeAttribute('data-ready'))")
    run_cell(page, source)
    if not _appears(page, 30_000):
        # on a busy machine JupyterLab may drop a run that came while it was still drawing the one before
        run_cell(page, source)
        page.wait_for_selector(PANEL, timeout=60_000)
    panel = page.locator(PANEL)
    _focus(page)
    return panel


def _focus(page: Any) -> None:
    """Put the focus into the panel's text, and wait until it has stayed there while JupyterLab settles."""
    # a notebook takes the focus back at some moment after it ran a cell: keys pressed then would be its own
    page.evaluate(
        """async (panel) => {
            const within = () => document.querySelector(panel)?.contains(document.activeElement);
            for (let kept = 0, tries = 0; kept < 10 && tries < 400; tries++) {
                if (within()) kept++;
                else { kept = 0; document.querySelector(panel)?.querySelector(".q-scroll")?.focus(); }
                await new Promise((next) => setTimeout(next, 25));
            }
        }""",
        PANEL,
    )


def _appears(page: Any, milliseconds: int) -> bool:
    from playwright.sync_api import TimeoutError as Late

    try:
        page.wait_for_selector(PANEL, timeout=milliseconds)
    except Late:
        return False
    return True


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError(f"the Jupyter server left with {process.returncode}")
        try:
            urllib.request.urlopen(address, timeout=1).close()
            return
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)
    raise RuntimeError("the Jupyter server did not answer within a minute")
