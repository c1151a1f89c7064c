"""Fixtures: a fresh study in a temporary folder, and the shared material where it is at hand."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest

from codebooks import write_codes
from qualitative import Study
from qualitative.findings.table import Claims
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.sections import Draft

ROOT = Path(__file__).resolve().parent.parent
SECOND = ROOT / "tests/second/study"
TEMPLATES = ROOT / "src/qualitative/starter/files/notebooks/reports"  # those that every new study gets
LONGEST = (
    "verify",
    "reports",
    "findings",
    "strangers",
    "cli",
    "reference",
)  # rooms whose tests make reports, or many studies
# the studies of tests are ours; what a stranger's study may do has tests that take this away
os.environ.setdefault("QUALITATIVE_TRUST", "1")
os.environ.setdefault("QUALITATIVE_STATE", tempfile.mkdtemp(prefix="qualitative-tests-"))

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


@pytest.fixture
def second_study(tmp_path: Path) -> Study:
    """A fresh copy of the second study, which a script made (tests/second), to write to."""
    return Study.open(copy_second(tmp_path / "second"))


@pytest.fixture(scope="session")
def second(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """The second study, to read only."""
    return Study.open(copy_second(tmp_path_factory.mktemp("second") / "study"))


@pytest.fixture
def either(request: pytest.FixtureRequest) -> Study:
    """The study that ships with the project or the second one, as `on_both` chooses; to read only."""
    study: Study = request.getfixturevalue(request.param)
    return study


def on_both(second: str = "") -> pytest.MarkDecorator:
    """Run a test with the argument `either` on both studies. `second` is why it can't hold on the second one as yet."""
    marks = [pytest.mark.xfail(strict=True, reason=second)] if second else []
    return pytest.mark.parametrize("either", ["real_study", pytest.param("second", marks=marks)], indirect=True)


INPUTS: dict[str, Inputs] = {}


def drafted(study: Study, language: str | None = None, **chosen: object) -> Draft:
    """A report in the making over a study that is only read: what is chosen is gathered, and its claims are weighed, once for all tests."""
    key = f"{study.root} {language} {sorted(chosen.items())}"
    if key not in INPUTS:
        INPUTS[key] = study.draft(language, **chosen).inputs
    return Draft(INPUTS[key])


CLAIMS: dict[Path, Claims] = {}


def claims_of(study: Study) -> Claims:
    """The claims of a study that is only read, weighed once for all tests."""
    if study.root not in CLAIMS:
        CLAIMS[study.root] = study.claims()
    return CLAIMS[study.root]


def copy_second(root: Path) -> Path:
    """A copy of the second study at `root`, with the report templates that every new study gets."""
    shutil.copytree(SECOND, root, ignore=shutil.ignore_patterns(".cache"))
    shutil.copytree(TEMPLATES, root / "notebooks/reports")
    return root


def write_study(root: Path) -> None:
    """Write the small study of the fixture to `root`."""
    (root / "corpus/transcripts").mkdir(parents=True)
    (root / "corpus/documents").mkdir()
    (root / "codebook").mkdir()
    (root / "study.yaml").write_text(
        "format: 2\ntitle: {id: A small study, en: A small study}\ncase: {whole: national}\ncoders:\n  ana: {kind: human}\n  budi: {kind: human}\n",
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


def pytest_configure(config: pytest.Config) -> None:
    # xdist gives out last the files with fewest tests, and these have the longest ones: one worker would wait for the other's notebooks
    config.option.loadscopereorder = False


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What is too slow for every change runs in `make long`; where workers share the tests, the files with the longest come first."""
    if not os.environ.get("QUALITATIVE_LONG"):
        for item in items:
            if item.get_closest_marker("long"):
                item.add_marker(pytest.mark.skip(reason="runs in `make long`"))
    if "PYTEST_XDIST_WORKER" in os.environ:
        long = {item.path for item in items if any(map(item.get_closest_marker, ("slow", "browser")))}
        rank = {room: place for place, room in enumerate(LONGEST)}
        items.sort(key=lambda item: (item.path not in long, rank.get(item.path.parent.name, len(rank))))
