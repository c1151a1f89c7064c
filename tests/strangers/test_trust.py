"""The code of a stranger's study runs only after a person said so; one's own runs unasked."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative.cli import main
from qualitative.cli.trusting import permit
from qualitative.corpus.machine import STATE
from qualitative.errors import TrustError
from qualitative.reports.content.loading import let_run, load_sections
from qualitative.reports.making.run import run_report
from qualitative.reports.published.bundle import bundle
from qualitative.starter import write_study
from qualitative.trust import TRUST, code_of, require_trust, trust

MARKER = "import pathlib; pathlib.Path({place!r}).write_text('ran')\n"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(TRUST)
    monkeypatch.setenv(STATE, str(tmp_path / "state"))
    return tmp_path / "state"


@pytest.fixture
def foreign(tmp_path: Path) -> tuple[Path, Path]:
    """(the shipped study as it lies on somebody's disk, with a template that leaves a file behind; that file)."""
    root, told = tmp_path / "foreign", tmp_path / "it-ran"
    for name in ("corpus", "codebook", "notebooks/reports", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("out", ".*"))
    shutil.copy(ROOT / "study.yaml", root)
    for path in (root / "notebooks/reports").glob("*.ipynb"):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        cell = next(c for c in notebook["cells"] if "parameters" in c["metadata"].get("tags", ()))
        cell["source"] = [*cell["source"], "\n", MARKER.format(place=str(told))]
        path.write_text(json.dumps(notebook), encoding="utf-8")
    return root, told


def run(root: Path, *command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.chdir(root)
    try:
        main(list(command))
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.mark.parametrize("command", [["report", "findings", "--language", "en"], ["publish"], ["verify"]])
def test_no_command_runs_a_stranger_s_template(
    foreign: tuple[Path, Path], command: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, told = foreign
    assert run(root, *command, monkeypatch=monkeypatch) == 2
    said = capsys.readouterr().err
    assert "notebooks/reports/findings.ipynb" in said and "--trust" in said
    assert said.count("\n") == 1
    assert not told.exists()


def test_nor_does_the_library(foreign: tuple[Path, Path]) -> None:
    root, told = foreign
    with pytest.raises(TrustError, match="holds code that was made somewhere else"):
        run_report(root, "findings", {"language": "en"})
    assert not told.exists()


def test_verify_without_running_says_what_it_checked_and_what_not(
    foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    root, told = foreign
    published = root / "reports/published/findings-en"
    manifest = json.loads((published / "manifest.json").read_text(encoding="utf-8"))
    claim = next(iter(manifest["claims"]))
    manifest["claims"][claim]["status"] = "made up"
    (published / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    assert run(root, "verify", "--without-running", monkeypatch=monkeypatch) in (1, 2)
    said = capsys.readouterr().out
    assert f"claim {claim}: made up → " in said
    assert "not checked, as nothing was run" in said
    (published / "report.html").write_text("other", encoding="utf-8")
    assert run(root, "verify", "--without-running", monkeypatch=monkeypatch) >= 1
    assert "tampered with: report.html" in capsys.readouterr().out
    assert not told.exists()


def test_trust_holds_until_the_code_changes(foreign: tuple[Path, Path]) -> None:
    root, _ = foreign
    assert "notebooks/reports/findings.ipynb" in trust(root).files
    assert require_trust(root) == []
    (root / "corpus/cases.csv").write_text("case\nother\n", encoding="utf-8")
    assert require_trust(root) == []
    (root / "notebooks/reports/extra.py").write_text("1\n", encoding="utf-8")
    with pytest.raises(TrustError, match=r"changed since you trusted it \(notebooks/reports/extra.py\)"):
        require_trust(root)


def test_a_copy_in_another_place_or_in_its_place_is_not_trusted(foreign: tuple[Path, Path], tmp_path: Path) -> None:
    root, _ = foreign
    trust(root)
    shutil.copytree(root, tmp_path / "copy")
    with pytest.raises(TrustError):
        require_trust(tmp_path / "copy")
    root.rename(tmp_path / "elsewhere")
    shutil.copytree(tmp_path / "elsewhere", root)
    with pytest.raises(TrustError):
        require_trust(root)


def test_one_s_own_study_runs_unasked_and_names_once_what_others_changed(tmp_path: Path) -> None:
    root = write_study(tmp_path / "mine", "Mine")
    assert require_trust(root) == []
    path = root / "notebooks/reports/findings.ipynb"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert require_trust(root) == ["notebooks/reports/findings.ipynb"]
    assert require_trust(root) == []


def same_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a file system that gives the inode of a deleted folder to the next one."""
    monkeypatch.setattr("qualitative.trust._place", lambda root: [1, 2])


def test_a_stranger_s_study_put_where_one_s_own_was_deleted_is_not_trusted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same_place(monkeypatch)
    theirs = write_study(tmp_path / "theirs", "Theirs")  # with a mark of their own, and the same templates
    root = write_study(tmp_path / "mine", "Mine")
    assert require_trust(root) == []
    code = code_of(root)
    shutil.rmtree(root)
    theirs.rename(root)
    assert code_of(root) == code
    with pytest.raises(TrustError, match="made somewhere else, or is yours and lost its .cache/known-here"):
        require_trust(root)
    shutil.rmtree(root / ".cache")
    with pytest.raises(TrustError, match="made somewhere else"):
        require_trust(root)


def test_a_mark_that_a_study_brought_along_is_never_kept(
    foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    same_place(monkeypatch)
    root, _ = foreign
    mark = root / ".cache/known-here"
    mark.parent.mkdir(exist_ok=True)
    mark.write_text("a" * 64, encoding="utf-8")
    trust(root)
    assert mark.read_text(encoding="utf-8") != "a" * 64
    mark.write_text("a" * 64, encoding="utf-8")  # the next one from the same hand
    with pytest.raises(TrustError):
        require_trust(root)


def test_nor_is_one_that_lies_behind_a_link(
    foreign: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same_place(monkeypatch)
    root, _ = foreign
    trust(root)
    (root / ".cache").rename(tmp_path / "kept")
    (root / ".cache").symlink_to(tmp_path / "kept")
    with pytest.raises(TrustError):
        require_trust(root)
    with pytest.raises(TrustError, match="its folder is a link"):
        trust(root)


def test_without_its_cache_one_s_own_study_is_asked_about_once_and_is_one_s_own_again(tmp_path: Path) -> None:
    root = write_study(tmp_path / "mine", "Mine")
    shutil.rmtree(root / ".cache")
    with pytest.raises(TrustError, match="is yours and lost its"):
        require_trust(root)
    trust(root)
    assert require_trust(root) == []
    (root / "notebooks/reports/extra.py").write_text("1\n", encoding="utf-8")
    assert require_trust(root) == ["notebooks/reports/extra.py"]


@pytest.mark.parametrize("own", [True, False])
def test_what_was_remembered_before_there_were_marks_is_asked_about_only_where_code_is_new(
    state: Path, tmp_path: Path, own: bool
) -> None:
    root = write_study(tmp_path / "mine", "Mine")

    def as_before() -> None:
        kept = json.loads((state / "trust.json").read_text(encoding="utf-8"))
        for entry in kept.values():
            del entry["mark"]
            entry["own"] = own
        (state / "trust.json").write_text(json.dumps(kept), encoding="utf-8")
        shutil.rmtree(root / ".cache")

    as_before()
    assert require_trust(root) == []
    assert require_trust(root) == [] and (root / ".cache/known-here").is_file()
    as_before()
    (root / "notebooks/reports/extra.py").write_text("1\n", encoding="utf-8")
    with pytest.raises(TrustError):
        require_trust(root)


def test_neither_git_nor_a_bundle_carries_the_mark(tmp_path: Path) -> None:
    root = write_study(tmp_path / "mine", "Mine")
    assert (root / ".cache/known-here").is_file()
    assert not [name for name in bundle(root, tmp_path / "plain.zip") if "known-here" in name]
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    subprocess.run(["git", "add", "-A"], cwd=root, check=True)
    staged = subprocess.run(["git", "ls-files"], cwd=root, check=True, capture_output=True, text=True).stdout
    assert "study.yaml" in staged and "known-here" not in staged
    subprocess.run(["git", "add", "-f", ".cache/known-here"], cwd=root, check=True)
    assert not [name for name in bundle(root, tmp_path / "git.zip") if "known-here" in name]


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"x": 3}', '{"x": {"place": [1, 2], "code": 3}}', "[" * 100_000])
def test_what_is_remembered_may_be_damaged(state: Path, foreign: tuple[Path, Path], kept: str) -> None:
    state.mkdir()
    (state / "trust.json").write_text(kept, encoding="utf-8")
    with pytest.raises(TrustError, match="made somewhere else"):
        require_trust(foreign[0])


def test_where_nothing_can_be_remembered_one_sentence_says_so(foreign: tuple[Path, Path], state: Path) -> None:
    state.write_text("a file", encoding="utf-8")
    with pytest.raises(TrustError, match=f"set {STATE} to a folder of yours"):
        trust(foreign[0])


def test_a_study_can_t_trust_itself(foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, told = foreign
    (root / ".cache").mkdir(exist_ok=True)
    remembered = {
        str(root): {"place": [root.stat().st_dev, root.stat().st_ino], "own": True, "code": code_of(root).files}
    }
    for place in (".cache/trust.json", "trust.json"):
        (root / place).write_text(json.dumps(remembered), encoding="utf-8")
    assert run(root, "report", monkeypatch=monkeypatch) == 2
    assert not told.exists()


@pytest.mark.slow
def test_once_trusted_it_runs_and_no_file_of_the_study_is_imported_by_accident(
    foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    root, told = foreign
    accident = tmp_path / "imported"
    for name in ("jinja2.py", "pandas.py", "jupyter.py", "sitecustomize.py", "notebooks/reports/json5.py"):
        (root / name).write_text(MARKER.format(place=str(accident)), encoding="utf-8")
    options = ("--language", "en", "--format", "html", "--trust")
    assert run(root, "report", "findings", *options, monkeypatch=monkeypatch) == 0
    assert told.exists()
    assert not accident.exists()


def test_a_template_that_changes_between_the_look_and_the_run_is_not_run(
    foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, told = foreign
    template = root / "notebooks/reports/findings.ipynb"
    hostile = template.read_bytes()
    template.write_bytes((ROOT / "notebooks/reports/findings.ipynb").read_bytes())
    trust(root)

    def looked(root: Path) -> None:
        let_run(root)
        template.write_bytes(hostile)  # what another program could do at just this moment

    monkeypatch.setattr("qualitative.reports.making.run.let_run", looked)
    with pytest.raises(TrustError, match="changed since you trusted it"):
        run_report(root, "findings", {"language": "en"})
    assert not told.exists()


def test_nor_is_a_module_of_sections(foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    root, told = foreign
    module = root / "notebooks/reports/own.py"
    module.write_text("N = 1\n", encoding="utf-8")
    trust(root)
    assert load_sections(root, "own.py").N == 1

    def looked(root: Path) -> None:
        let_run(root)
        module.write_text(MARKER.format(place=str(told)), encoding="utf-8")

    monkeypatch.setattr("qualitative.reports.content.loading.let_run", looked)
    with pytest.raises(TrustError, match="changed since you trusted it"):
        load_sections(root, "own.py")
    assert not told.exists()


def test_what_changes_while_a_person_looks_is_not_what_they_said_yes_to(
    foreign: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, _ = foreign
    late = root / "notebooks/reports/late.py"
    for stream in (sys.stdin, sys.stderr):
        monkeypatch.setattr(stream, "isatty", lambda: True)
    monkeypatch.setattr("click.confirm", lambda *_, **__: late.write_text("1\n", encoding="utf-8") > 0)
    permit(root, given=False)
    with pytest.raises(TrustError, match=r"changed since you trusted it \(notebooks/reports/late.py\)"):
        require_trust(root)
