"""The numbered notebooks of a new study, from the list of their cells and the texts of a language. Pure but for reading that list."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qualitative.corpus.files import read_yaml
from qualitative.errors import StudyError
from qualitative.i18n import catalogue, pick

__all__ = ["notebooks"]

_CELLS = Path(__file__).parent / "notebooks.yaml"
_TEXTS = catalogue("starter")


def notebooks(language: str) -> Iterator[tuple[str, str]]:
    """The path and text of each notebook, its prose in one language."""
    for name, cells in read_yaml(_CELLS, StudyError).items():
        made = [_cell(name, number, cell, language) for number, cell in enumerate(cells)]
        about = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
        notebook = {"cells": made, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
        yield f"notebooks/{name}.ipynb", json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def _cell(name: str, number: int, cell: dict[str, str], language: str) -> dict[str, Any]:
    same = {"id": f"{name}-{number:02}", "metadata": {}}
    if "text" in cell:
        source = pick(_TEXTS[f"notebook.{name}.{cell['text']}"], language).strip()
        return {"cell_type": "markdown", **same, "source": source.splitlines(keepends=True)}
    source = cell["code"].strip()
    return {
        "cell_type": "code",
        "execution_count": None,
        **same,
        "outputs": [],
        "source": source.splitlines(keepends=True),
    }
