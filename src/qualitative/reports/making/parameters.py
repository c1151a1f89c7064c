"""What a template takes: the names that its cell tagged `parameters` sets, and whether the other cells use them. Pure but for reading."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import ReportError, did_you_mean

__all__ = ["as_declared", "check_parameters", "declared_parameters", "renamed"]

_EARLIER = {"districts": "cases"}  # what release 0.1.0 called them, in manifests and templates of then


def renamed(parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters under their names of today.

    >>> renamed({"districts": ["north"], "language": "en"})
    {'cases': ['north'], 'language': 'en'}
    """
    return {_EARLIER.get(name, name): value for name, value in parameters.items()}


def as_declared(template: Path, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Parameters under the names that a template has for them; a template of release 0.1.0 has its own."""
    declared = set(declared_parameters(template))
    older = {new: old for old, new in _EARLIER.items() if old in declared and new not in declared}
    return {older.get(name, name): value for name, value in parameters.items()}


def check_parameters(template: Path, given: Iterable[str]) -> None:
    """Raises ReportError for a parameter that the template does not declare, or one that it declares and no cell uses."""
    cells = _code_cells(template)
    declared = declared_parameters(template)
    unknown = next((name for name in given if name not in declared), None)
    if unknown is not None:
        raise ReportError(
            f"{template.name} takes no parameter {unknown!r}; {did_you_mean(unknown, declared)} "
            "Declare it in the cell tagged parameters, or leave it out"
        )
    used = {node.id for _, source in cells for node in _nodes(source, ast.Name) if isinstance(node.ctx, ast.Load)}
    stale = next((name for name in declared if name not in used), None)
    if stale is not None:
        raise ReportError(f"{template.name}: no cell uses the parameter {stale!r}; use it, or take it out")


def declared_parameters(template: Path) -> list[str]:
    """The names that the cell tagged `parameters` sets. Raises ReportError where there is no such cell."""
    for tags, source in _code_cells(template):
        if "parameters" in tags:
            return [node.id for node in _nodes(source, ast.Name) if isinstance(node.ctx, ast.Store)]
    raise ReportError(f"{template.name} has no cell tagged parameters; tag the one that sets {', '.join(_USUAL)}")


_USUAL = ("study_root", "cases", "language")


def _code_cells(template: Path) -> list[tuple[list[str], str]]:
    """(tags, source) of each code cell."""
    try:
        notebook = read_json(template)
        cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
        return [(cell.get("metadata", {}).get("tags", []), "".join(cell["source"])) for cell in cells]
    except (OSError, ValueError, KeyError, TypeError) as problem:
        raise ReportError(f"{template.name} is no notebook ({type(problem).__name__}); save it again") from None


def _nodes(source: str, kind: type) -> Iterator[Any]:
    # magics are no Python; a cell that has them is read without
    lines = [line for line in source.splitlines() if not line.lstrip().startswith(("%", "!"))]
    try:
        yield from (node for node in ast.walk(ast.parse("\n".join(lines))) if isinstance(node, kind))
    except (SyntaxError, RecursionError, MemoryError, ValueError):
        return
