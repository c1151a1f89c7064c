"""A study with its findings published, to change, and `qualitative verify` run on it.

The reports are made from the sections themselves, in HTML and as model; that notebooks give the same is tested once.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.cli import main
from qualitative.corpus.files import write_bytes
from qualitative.reports import sections
from qualitative.reports.formats.table import FORMATS, render
from qualitative.reports.making.grounds import file_hash, input_paths
from qualitative.reports.making.job import Job
from qualitative.reports.page.model import parse_report
from qualitative.reports.published import publish as publishing
from qualitative.reports.published import verify
from qualitative.reports.published.describing import MODEL
from qualitative.reports.published.manifest import contents

SECTIONS = ("scope", "claims", "limits")
OWN = ("growth", "counts", "services")  # sections of this study alone
JOB = Job("findings", {"cases": [], "evidence": "counted", "coders": [], "codebook": "head", "language": "en"})
NAME = "findings-en"
TWO = {name: FORMATS[name] for name in ("html", "json")}
CODING = "pub-sy-bazda"


def make_here(root: Path, jobs: list[Job], done=lambda job: None) -> dict[str, None]:
    """Make reports without a kernel."""
    for job in jobs:
        draft = Study.open(root).draft(**job.parameters)
        files = {name: f"puskesos/{name}.py" for name in OWN if (root / "notebooks/reports/puskesos").is_dir()}
        own = {name: sections.load_sections(root, file) for name, file in files.items()}
        parts = [getattr(own.get(name, sections), f"{name}_section")(draft) for name in (*SECTIONS, *own)]
        report = draft.report("findings", {"id": "Temuan", "en": "Findings"}, parts)
        for form in job.formats:
            write_bytes(root / job.path(form), render(report, form))
    return {job.name: None for job in jobs}


MADE: dict[str, dict[str, bytes]] = {}


def make_once(root: Path, jobs: list[Job], done=lambda job: None) -> dict[str, None]:
    """The same; what was made of just these files before is written again: for tests that ask something else than what is made."""
    for job in jobs:
        key = "\n".join(
            [repr(job), *(f"{path.relative_to(root)} {file_hash(path)}" for path in input_paths(root, job.kind))]
        )
        if key not in MADE:
            make_here(root, [job])
            MADE[key] = {form: (root / job.path(form)).read_bytes() for form in job.formats}
        for form, data in MADE[key].items():
            write_bytes(root / job.path(form), data)
    return {job.name: None for job in jobs}


@pytest.fixture(autouse=True)
def without_kernel(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "slow" not in request.keywords:
        monkeypatch.setattr(publishing, "make_all", make_once)
        monkeypatch.setattr(verify, "try_all", make_here)
        monkeypatch.setattr(verify, "FORMATS", TWO)


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the study with its findings report published."""
    root = tmp_path_factory.mktemp("verify") / "study"
    copy_study(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "make_all", make_here)
        patch.setattr(publishing, "FORMATS", TWO)
        publishing.publish(root, [JOB])
    return root


@pytest.fixture
def study(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The published study, to change."""
    shutil.copytree(published, tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    return Study.open(tmp_path / "study")


def copy_study(root: Path) -> None:
    for name in ("corpus", "codebook", "notebooks/reports", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(ROOT / "study.yaml", root)


def verified(capsys: pytest.CaptureFixture, *options: str) -> tuple[int, str]:
    """(exit code, what is printed) of `qualitative verify`."""
    code = 0
    try:
        main(["verify", *options])
    except SystemExit as left:
        code = int(left.code or 0)
    return code, capsys.readouterr().out


def one_coding(study: Study, document: str = CODING, code: str = "referral-bazda"):
    codings = study.codings(["consensus"])
    return codings[(codings["document"] == document) & (codings["code"] == code)].iloc[0]


def rewrite(folder: Path, **changes) -> None:
    """Change a manifest as somebody would who knows of it."""
    path = folder / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    version = int(changes.get("version", data["version"]))
    data |= contents(parse_report(json.loads((folder / MODEL).read_text(encoding="utf-8"))), version)
    data["outputs"] = {name: file_hash(folder / name) for name in data["outputs"]}
    path.write_text(json.dumps({**data, **changes}), encoding="utf-8")


def republished(study: Study, **parameters) -> None:
    """Take the published report's place with one of other parameters."""
    shutil.rmtree(study.root / "reports/published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "FORMATS", TWO)
        publishing.publish(study.root, [Job("findings", {**JOB.parameters, **parameters})])
