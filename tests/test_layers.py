"""Modules depend one way only: each imports from the layers before its own."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "qualitative"
LAYERS = (
    "errors arrays",
    "model",
    "offsets",
    "i18n",
    "git_config",
    "git",
    "text",
    "corpus codebook codings cache cluster trust",
    "folder",
    "counting units agreement analysis query tagging figures display",
    "material",
    "exchange amend privacy checks starter migrate",
    "findings reports panel",
    "exports status",
    "study",
    "types",
    "cli",
)
RANK = {name: rank for rank, layer in enumerate(LAYERS) for name in layer.split()}
# the rooms within a room, lowest first
WITHIN = {"reports": ("page", "formats", "content", "sections", "making", "published")}
PURE = ("errors", "arrays", "model", "offsets", "text", "counting", "units", "agreement", "analysis", "query")
MODULES = sorted(SOURCE.rglob("*.py"))


def part(path: Path) -> str:
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


def name_of(path: Path) -> str:
    return ".".join(["qualitative", *path.relative_to(SOURCE).with_suffix("").parts]).removesuffix(".__init__")


def imported_modules(path: Path) -> Iterator[str]:
    """Modules and names that a file imports anywhere, those for types alone too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def imported_parts(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module == "qualitative":
            names = [f"qualitative.{alias.name}" for alias in node.names]
        for name in names:
            if name.startswith("qualitative.") and name.split(".")[1] in RANK:
                yield node.lineno, name.split(".")[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_a_module_imports_only_from_layers_before_its_own(path: Path) -> None:
    own = part(path)
    if own == "__init__":
        return
    assert own in RANK, f"{own} has no place in LAYERS"
    for line, other in imported_parts(path):
        same_layer_file = RANK[other] == RANK[own] and path.parent == SOURCE
        assert RANK[other] <= RANK[own], f"{path.name}:{line} imports {other}, which lies above {own}"
        assert (
            other == own or not same_layer_file or other in ("codebook", "codings", "corpus", "agreement", "analysis")
        ), f"{path.name}:{line}: {own} and {other} lie in one layer"


@pytest.mark.parametrize("room", WITHIN)
def test_a_room_within_a_room_imports_only_from_those_before_it(room: str) -> None:
    order = WITHIN[room]
    seen = set()
    for path in sorted((SOURCE / room).rglob("*.py")):
        own = path.relative_to(SOURCE / room).parts[0].removesuffix(".py")
        if own == "__init__":
            continue
        assert own in order, f"{room}/{own} has no place in WITHIN"
        for name in imported_modules(path):
            below = name.removeprefix(f"qualitative.{room}.").split(".")[0]
            if name.startswith(f"qualitative.{room}.") and below in order:
                seen.add((own, below))
                where = f"{path.relative_to(SOURCE)} imports {name}"
                assert order.index(below) <= order.index(own), f"{where}, which lies above {own}"
    assert len(seen) > len(order)


@pytest.mark.parametrize("room", WITHIN)
def test_no_modules_of_a_room_import_each_other_in_a_circle(room: str) -> None:
    imports = {name_of(path): set(imported_modules(path)) for path in (SOURCE / room).rglob("*.py")}
    TopologicalSorter({name: found & set(imports) - {name} for name, found in imports.items()}).prepare()


@pytest.mark.parametrize(
    "path", [path for path in MODULES if part(path) in PURE], ids=lambda path: path.relative_to(SOURCE).as_posix()
)
def test_a_pure_module_touches_no_file(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    calls = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert "open" not in calls
    imports = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imports |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert not imports & {"pathlib", "os", "shutil", "tempfile"}


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("spacy", "nltk", "matplotlib", "pandas", "sklearn", "IPython")
    program = f"import qualitative, qualitative.cli, sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
