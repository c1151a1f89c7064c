"""`qualitative code`: JupyterLab on the coding notebook."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import click

__all__ = ["command"]

NOTEBOOK = Path("notebooks/02-coding.ipynb")
# what a study without a coding notebook gets
_CELLS = ("from qualitative import Study\n\nstudy = Study.open()", "study.panel()")


@click.command("code")
@click.argument("document", required=False)
@click.option(
    "--coder",
    help="Who codes: an id of study.yaml. Without it: the study's one person, or whom git knows here; else the first person.",
)
@click.option("--classic", is_flag=True, help="Open Jupyter Notebook instead of JupyterLab.")
@click.option("--port", type=int, help="Where Jupyter listens. Without it: the first free port from 8888 on.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser; print the address.")
def command(document: str | None, coder: str | None, classic: bool, port: int | None, no_browser: bool) -> None:
    """Open JupyterLab on the coding notebook, for DOCUMENT or the first one that is not done.

    Run the notebook's cells to get the panel. Ctrl+C here stops Jupyter; what was coded is saved already.
    """
    from qualitative.panel import CODER, DOCUMENT, opening_choice
    from qualitative.study import Study

    study = Study.open()
    study.folder.check_writable()
    environment = dict(os.environ)
    if document or coder:
        # said here, where a wrong name still gets one sentence, and not in the notebook
        opening_choice(study.folder, document, coder)
        environment |= {name: value for name, value in ((DOCUMENT, document), (CODER, coder)) if value}
    _write_notebook(study.root / NOTEBOOK)
    # nothing of the study is imported for want of another by that name, nor read as Jupyter's settings
    environment["PYTHONSAFEPATH"] = "1"
    arguments = [f"--ServerApp.root_dir={study.root}"]
    arguments += [f"--port={port}"] if port else []
    arguments += ["--no-browser"] if no_browser else []
    # Jupyter refuses to run as root unless told, as in containers
    arguments += ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
    program = "notebook" if classic else "lab"
    command = [sys.executable, "-P", "-m", "jupyter", program, *arguments, str(study.root / NOTEBOOK)]
    with TemporaryDirectory(prefix="qualitative-") as outside:
        done = subprocess.run(command, cwd=outside, env=environment, check=False)
    sys.exit(done.returncode)


def _write_notebook(path: Path) -> None:
    if path.exists():
        return
    cells: list[dict[str, object]] = [
        {
            "cell_type": "code",
            "id": f"code-{n}",
            "metadata": {},
            "execution_count": None,
            "outputs": [],
            "source": source,
        }
        for n, source in enumerate(_CELLS)
    ]
    kernel = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"cells": cells, "metadata": kernel, "nbformat": 4, "nbformat_minor": 5}, indent=1)
    path.write_text(text + "\n", encoding="utf-8")
