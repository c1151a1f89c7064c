"""The numbered notebooks of a new study work at once on what is there: nothing, a first text, a whole study."""

from __future__ import annotations

import ast
import json
from pathlib import Path
from typing import Any

import pytest

from conftest import copy_second
from qualitative import Study
from qualitative.starter import write_study
from qualitative.starter.notebooks import notebooks

NAMES = [Path(place).stem for place, _ in notebooks("en")]
HEADINGS = (
    "Korpus: membaca sebelum mengode", "Pengodean", "Saran", "Kesepakatan", "Hitungan dan kasus", "Dari bagian teks ke temuan",
)  # fmt: skip


def run(root: Path, name: str) -> list[object]:
    """What the last expression of each code cell gives, as a kernel would run them in the folder of notebooks."""
    notebook = json.loads((root / f"notebooks/{name}.ipynb").read_text(encoding="utf-8"))
    names: dict[str, Any] = {}
    given = []
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            tree = ast.parse("".join(cell["source"]))
            last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
            exec(compile(tree, name, "exec"), names)
            if isinstance(last, ast.Expr):
                given.append(eval(compile(ast.Expression(last.value), name, "eval"), names))
    return given


@pytest.fixture
def coded(tmp_path: Path) -> Study:
    study = Study.open(write_study(tmp_path / "study", coders=["ana"], languages=["id", "en"]))
    (tmp_path / "one.txt").write_text("P: Apa?\n\nA: Sewa toko naik terus, sewa rumah juga.\n", encoding="utf-8")
    study.add(tmp_path / "one.txt", date="2024")
    study.revise({"op": "add", "code": {"id": "rent", "name": {"en": "Rent"}}}, by="ana", why="new")
    at = study.document("one").text.index("Sewa")
    study.apply("rent", "one", at, at + 4, coder="ana")
    study.mark_done("one", coder="ana")
    return study


@pytest.mark.parametrize("name", NAMES)
def test_on_an_empty_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    root = write_study(tmp_path / "study")
    monkeypatch.chdir(root / "notebooks")
    run(root, name)


@pytest.mark.parametrize("name", NAMES)
def test_on_a_first_text(coded: Study, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(coded.root / "notebooks")
    assert any(one is not None for one in run(coded.root, name))


@pytest.mark.parametrize("name", NAMES)
def test_on_a_whole_study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    root = copy_second(tmp_path / "second")
    for place, text in notebooks("en"):
        (root / place).write_text(text.replace("{first-coder}", "coder-one"), encoding="utf-8")
    monkeypatch.chdir(root / "notebooks")
    assert all(one is not None for one in run(root, name))


def test_their_prose_is_in_the_first_language_of_the_study(coded: Study) -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((coded.root / "notebooks").glob("*.ipynb"))]
    first = [json.loads(text)["cells"][0]["source"][0] for text in texts]
    assert first == [f"# {n} · {said}\n" for n, said in enumerate(HEADINGS, 1)]
    assert 'ME = \\"ana\\"' in texts[2] and not any("{" + "first-coder}" in text for text in texts)
