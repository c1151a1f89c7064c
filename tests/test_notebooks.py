"""Every numbered notebook runs from top to bottom in a copy of the study, and its committed outputs are sound."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
LARGEST = 600_000  # bytes of a committed notebook: outputs are there to be read, not to store data


def read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))


def skip_reason(notebook: dict) -> str | None:
    """A notebook whose metadata say `qualitative: {skip: why}` needs something that a test does not have, such as a browser."""
    return notebook["metadata"].get("qualitative", {}).get("skip")


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the study, for a notebook may write."""
    root = tmp_path_factory.mktemp("notebooks") / "study"
    for name in ("corpus", "codebook", "notebooks", "reports"):
        shutil.copytree(
            ROOT / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".ipynb_checkpoints")
        )
    shutil.copy(ROOT / "study.yaml", root)
    return root


@pytest.mark.slow
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_top_to_bottom(path: Path, copied: Path) -> None:
    from nbclient import NotebookClient
    from nbformat import read as read_notebook

    notebook = read_notebook(path, as_version=4)
    if reason := skip_reason(notebook):
        pytest.skip(reason)
    folder = {"metadata": {"path": str(copied / "notebooks")}}
    NotebookClient(notebook, timeout=300, kernel_name="python3", resources=folder).execute()
    ran = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert ran and all(cell.execution_count for cell in ran)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_with_outputs_that_are_small_and_whole(path: Path) -> None:
    notebook = read(path)
    code = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    outputs = [output for cell in code for output in cell["outputs"]]
    assert outputs, f"{path.name} was committed without outputs"
    assert [output for output in outputs if output["output_type"] == "error"] == []
    assert path.stat().st_size < LARGEST
    ids = [cell["id"] for cell in notebook["cells"]]
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_names_no_machine_and_asks_no_outside_host(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"(?<![\w.])/(?:home|root|tmp|Users|work)/[\w.-]+", text) == []
    for cell in read(path)["cells"]:
        for output in cell.get("outputs", ()):
            page = "".join(output.get("data", {}).get("text/html", ""))
            assert re.findall(r"""(?:src|href)=["']https?://""", page) == []


def test_links_between_notebooks_lead_somewhere() -> None:
    for path in NOTEBOOKS:
        for cell in read(path)["cells"]:
            for target in re.findall(r"\]\((\d\d-[\w-]+\.ipynb)\)", "".join(cell["source"])):
                assert target in PLANNED, f"{path.name} links to {target}"


PLANNED = {
    "01-corpus.ipynb",
    "02-coding.ipynb",
    "03-suggestions.ipynb",
    "04-agreement.ipynb",
    "05-mixed-methods.ipynb",
    "06-reproduce.ipynb",
    "07-exercise.ipynb",
}
