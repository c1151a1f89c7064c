"""Reports made by the library from a copy of a study: the cells of a template run one after the other, as a notebook runs them."""

from __future__ import annotations

import ast
import json
import shutil
from pathlib import Path
from typing import Any

from conftest import ROOT, copy_second
from qualitative.reports.page.model import format_report


def copy_shipped(root: Path) -> Path:
    """A copy of what reports of the shipped study are made from."""
    root.mkdir()
    shutil.copy(ROOT / "study.yaml", root)
    for part in ("corpus", "codebook", "notebooks"):
        shutil.copytree(ROOT / part, root / part)
    shutil.copytree(ROOT / "reports", root / "reports", ignore=shutil.ignore_patterns("published", "out"))
    return root


def copies(folder: Path) -> dict[str, Path]:
    """A copy of each study."""
    return {"shipped": copy_shipped(folder / "shipped"), "second": copy_second(folder / "second")}


def made(root: Path, kind: str, language: str) -> dict[str, Any]:
    """The canonical JSON of a report."""
    notebook = json.loads((root / f"notebooks/reports/{kind}.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    last: Any = None
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            *before, final = tree.body
            exec(compile(ast.Module(before, []), kind, "exec"), names)
            if isinstance(final, ast.Expr):
                last = eval(compile(ast.Expression(final.value), kind, "eval"), names)
            else:
                exec(compile(ast.Module([final], []), kind, "exec"), names)
            if "parameters" in cell["metadata"].get("tags", ()):
                names |= {"study_root": str(root), "language": language}
    found: dict[str, Any] = json.loads(format_report(last))
    return found
