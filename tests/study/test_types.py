"""What a study gives back has a public type, and shows itself in a notebook."""

from __future__ import annotations

import importlib
import subprocess
import sys
import typing
from pathlib import Path

import pandas as pd
import pytest

from conftest import ROOT, on_both
from qualitative import Study, types
from qualitative.study import notebook
from qualitative.study.listing import Listing
from study.test_signatures import METHODS

PROPERTIES = {name: value.fget for name, value in vars(Study).items() if isinstance(value, property)} | {
    name: value.fget for base in Study.__mro__ for name, value in vars(base).items()
    if isinstance(value, property) and not name.startswith("_")
}  # fmt: skip


def parts_of(hint: object) -> typing.Iterator[object]:
    yield typing.get_origin(hint) or hint
    for part in typing.get_args(hint):
        yield from parts_of(part)


@pytest.mark.parametrize("name", [*METHODS, *PROPERTIES])
def test_what_is_given_back_has_a_public_type(name: str) -> None:
    method = getattr(METHODS.get(name), "__func__", METHODS.get(name)) or PROPERTIES[name]
    names = {**vars(importlib.import_module(method.__module__)), **vars(types), "pd": pd}
    hint = eval(method.__annotations__["return"], names)
    for part in parts_of(hint):
        if isinstance(part, type) and part.__module__.startswith("qualitative."):
            assert part.__name__ in types.__all__ or part.__name__.endswith("Event"), f"{name} gives {part.__name__}"


def test_every_public_type_is_there_and_says_what_it_is() -> None:
    for name in types.__all__:
        assert hasattr(types, name)
        if isinstance(getattr(types, name), type):
            assert (getattr(types, name).__doc__ or "").strip(), name


@pytest.mark.parametrize(("module", "name"), notebook.SHOWN)
def test_the_table_of_what_is_shown_names_types_that_are_there(module: str, name: str) -> None:
    found = getattr(importlib.import_module(module), name)
    assert found.__module__ == module  # IPython looks for it under this name


def given(study: Study, folder: Path) -> dict[str, object]:
    """One of each type that the table shows."""
    text = folder / "a.txt"
    text.write_text("A <b>note</b> of nothing much.", encoding="utf-8")
    case = str(study.cases.index[0])
    return {
        "Codebook": study.codebook,
        "Addition": study.add(text, case=case, date="2024", dry_run=True),
        "ConsentRegister": study.consents,
        "Chosen": study.chosen(),
        "Counted": study.counted(),
        "Exported": study.export("refi", folder / "a", dry_run=True),
        "Losses": study.export("docx", folder / "a", dry_run=True).losses,
        "Settings": study.settings,
        "Document": study.document(next(iter(study.folder.documents))),
        "Paper": study.ethics_page("2026-11-27"),
        "Singled": study.singled_out(),
    }


@on_both()
def test_a_notebook_shows_each_with_what_matters_and_nothing_unescaped(either: Study, tmp_path: Path) -> None:
    shown = {name: function for (_, name), function in notebook.SHOWN.items()}
    for name, one in given(either, tmp_path).items():
        html = shown[name](one)
        assert len(html) > 50 and "<script" not in html and " object at 0x" not in html, name
    assert "&lt;b&gt;" in shown["Document"](given(either, tmp_path)["Addition"].document)
    assert next(iter(either.codebook)) in shown["Codebook"](either.codebook)


def test_a_list_shows_itself_as_a_table_and_is_a_list(study: Study) -> None:
    (study.root / "corpus/transcripts/bad.md").write_text("no front matter", encoding="utf-8")
    problems = Study.open(study.root).check()
    assert isinstance(problems, Listing) and problems == list(problems) and len(problems) > 0
    html = problems._repr_html_()
    assert "<th>sentence</th>" in html and html.count("<tr>") == len(problems) + 1
    assert Listing()._repr_html_() == "<p>none</p>" and "the first 100 of 101" in Listing(["a"] * 101)._repr_html_()


def test_ipython_is_told_once_a_study_is_opened() -> None:
    program = (
        "from IPython.core.interactiveshell import InteractiveShell as S; shell = S.instance()\n"
        "from qualitative import Study; study = Study.open()\n"
        "print(shell.display_formatter.format(study.codebook)[0]['text/html'][:40])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert "<b>codebook, version" in done.stdout
