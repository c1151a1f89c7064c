"""Fixtures: a fresh study in a temporary folder, and the shared material where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from qualitative import Study
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations

ROOT = Path(__file__).resolve().parent.parent

TRANSCRIPT = """---
id: int-1
kind: interview
provenance: fieldwork
case: north
date: 2024-05
language: id
speakers: {P: interviewer, A: informant}
---
[00:00:01] P: Apa yang dilayani?

[00:00:05] A: Kami urus KTP. 😀 Dananya dari desa.
Kadang lama juga.
"""

CODES = ("budget", "budget-village-fund", "services")


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A study with one transcript, two cases, three codes and two human coders."""
    write_study(tmp_path)
    return Study.open(tmp_path)


@pytest.fixture
def shared() -> Path:
    """The folder of shared material; skips where QUALITATIVE_SHARED is unset."""
    folder = os.environ.get("QUALITATIVE_SHARED")
    if not folder or not Path(folder).is_dir():
        pytest.skip("QUALITATIVE_SHARED is unset: the shared material is not at hand")
    return Path(folder)


@pytest.fixture(scope="session")
def real_study() -> Study:
    """The study that ships with the project, to read only."""
    return Study.open(ROOT)


def write_study(root: Path) -> None:
    """Write the small study of the fixture to `root`."""
    (root / "corpus/transcripts").mkdir(parents=True)
    (root / "corpus/documents").mkdir()
    (root / "codebook").mkdir()
    (root / "study.yaml").write_text(
        "format: 2\ntitle: A small study\ncase: {whole: national}\ncoders:\n  ana: {kind: human}\n  budi: {kind: human}\n",
        encoding="utf-8",
    )
    (root / "corpus/cases.csv").write_text("case,fund\nnorth,village-fund\nsouth,NA\n", encoding="utf-8")
    (root / "corpus/transcripts/int-1.md").write_text(TRANSCRIPT, encoding="utf-8")
    write_codes(
        root,
        [
            {"id": c, "parent": p, "name": {"id": c, "en": c}}
            for c, p in zip(CODES, (None, "budget", None), strict=True)
        ],
    )


def write_codes(root: Path, codes: list[dict[str, Any]], by: str = "ana") -> None:
    """Write a codebook's history that adds `codes` as version 1."""
    changes = [{"n": 1, "op": "add", "by": by, "at": "2024-06-01T00:00:00Z", "code": code} for code in codes]
    append_operations(root / "codebook", history_from_changes(changes))
