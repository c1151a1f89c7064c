"""One study, one JupyterLab and one Chromium for all browser tests; each test has a document of its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from browser.lab import browser, find_browser, open_notebook, open_panel, run_cell, server, write_notebook
from codebooks import write_codes
from qualitative import Study

HEAD = """---
id: {id}
kind: interview
provenance: fieldwork
case: north
date: 2024-05
language: id
speakers: {{P: interviewer, A: informant}}
---
"""
CODES = ("funds", "funds-village", "services", "services-health", "services-papers", "staff")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a browser and a kernel do together is tried once more where it failed; pytest's summary counts what was rerun."""
    for item in items:
        if item.get_closest_marker("browser"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """A headless Chromium. Without one: a failure in CI, elsewhere a skip."""
    if find_browser() is None:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say("no Chromium found; install one with `apt install chromium` or `brew install --cask chromium`")
    with browser() as found:
        yield found


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small study on disk."""
    root = tmp_path_factory.mktemp("study")
    (root / "corpus/transcripts").mkdir(parents=True)
    (root / "corpus/documents").mkdir()
    (root / "codebook").mkdir()
    (root / "study.yaml").write_text(
        "format: 2\ntitle: A study\nlanguages: [id, en]\ncoders:\n  ana: {kind: human}\n  budi: {kind: human}\n"
    )
    (root / "corpus/cases.csv").write_text("case,fund\nnorth,village-fund\n")
    parents = {"funds-village": "funds", "services-health": "services", "services-papers": "services"}
    names = ({"id": code, "parent": parents.get(code), "name": {"id": code, "en": code}} for code in CODES)
    write_codes(root, [{**code, "colour": "#82c99a"} for code in names])
    write_notebook(root / "t.ipynb", "")
    return root


@pytest.fixture(scope="session")
def lab(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a JupyterLab on the study."""
    with server(root, tmp_path_factory.mktemp("jupyter")) as address:
        yield address


@pytest.fixture(scope="session")
def page(chromium: Any, lab: str) -> Iterator[Any]:
    """A page of JupyterLab with a notebook open and its kernel ready."""
    page = chromium.new_page(viewport={"width": 1280, "height": 860})
    page.set_default_timeout(20_000)
    open_notebook(page, lab, "t.ipynb")
    run_cell(page, "from qualitative import Study")
    yield page
    page.close()


@pytest.fixture
def coding(root: Path, page: Any) -> Callable[..., Any]:
    """Write a document of one's own and open the panel on it: `coding(id, *turns)`."""

    def start(id: str, *turns: str, coder: str = "ana", before: str = "") -> Any:
        write_document(root, id, *turns)
        return open_panel(page, f"study = Study.open()\n{before}\nstudy.panel({id!r}, coder={coder!r}, language='en')")

    return start


def write_document(root: Path, id: str, *turns: str) -> None:
    """A transcript whose turns are by turns the interviewer's and the informant's."""
    body = "\n\n".join(f"{'PA'[n % 2]}: {turn}" for n, turn in enumerate(turns))
    (root / f"corpus/transcripts/{id}.md").write_text(HEAD.format(id=id) + body + "\n", encoding="utf-8")


def coded(root: Path, document: str, coder: str = "ana") -> list[tuple[str, str]]:
    """(code, quote) of what stands on disk, read anew, in the order of the text."""
    table = Study.open(root).codings([coder])
    table = table[table["document"] == document].sort_values(["start", "end", "code"])
    return list(zip(table["code"], table["quote"], strict=True))


def saved(panel: Any) -> None:
    """Wait until the panel says that everything is saved."""
    panel.locator(".q-status[data-state=saved]").wait_for()
