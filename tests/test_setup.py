"""Set-up files agree with each other, and nothing in the project names a registry or this machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

import qualitative
from conftest import ROOT

LOCKS = {name: (ROOT / name).read_text(encoding="utf-8") for name in ("requirements.lock", "requirements-dev.lock")}
SOURCE = ROOT / "src/qualitative"
# declared, and imported by no line of ours, or the other way round
NOT_IMPORTED = {"jupyterlab": "where people work", "notebook": "the other front end"}
NOT_DECLARED = {"sentence_transformers": "a model of one's own; without it a sentence says what to install"}
IMPORTED_AS = {
    "pyyaml": "yaml",
    "scikit-learn": "sklearn",
    "pypandoc-binary": "pypandoc",
    "jupyter-client": "jupyter_client",
    "ipython": "IPython",
}


def locked(lock: str) -> set[str]:
    return set(re.findall(r"^([a-z0-9][a-z0-9._-]*)==", LOCKS[lock], re.MULTILINE))


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def names(requirements: list[str]) -> set[str]:
    return {re.split(r"[^A-Za-z0-9._-]", text, maxsplit=1)[0].lower() for text in requirements}


def imported() -> set[str]:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in SOURCE.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    found = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    found |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    return {name.split(".")[0] for name in found} - set(sys.stdlib_module_names) - {"qualitative"}


def test_every_declared_package_is_locked_with_hashes() -> None:
    data = project()
    assert names(data["project"]["dependencies"]) <= locked("requirements.lock")
    assert names(data["dependency-groups"]["dev"]) <= locked("requirements-dev.lock")
    for lock in LOCKS.values():
        entries = re.split(r"\n(?=\S)", lock.strip())
        assert all("--hash=sha256:" in entry for entry in entries)


def test_the_two_locks_agree() -> None:
    pins = [dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", lock, re.MULTILINE)) for lock in LOCKS.values()]
    both = pins[0].keys() & pins[1].keys()
    assert {name: pins[0][name] for name in both} == {name: pins[1][name] for name in both}


def test_what_is_imported_is_declared_and_what_is_declared_is_imported() -> None:
    data = project()["project"]
    needed = names(data["dependencies"]) - NOT_IMPORTED.keys()
    optional = {name for extra in data["optional-dependencies"].values() for name in names(extra)}
    as_imported = {IMPORTED_AS.get(name, name) for name in needed}
    assert as_imported - imported() == set(), "declared, but not imported"
    assert imported() - as_imported - optional - NOT_DECLARED.keys() == set(), "imported, but not declared"


def test_the_lock_holds_the_build_backend_at_the_version_that_the_build_asks_for() -> None:
    assert project()["build-system"]["requires"][0] in LOCKS["requirements.lock"].replace(" \\", "")


def test_conda_installs_the_lock_and_the_same_pythons() -> None:
    environment = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))
    python = next(item for item in environment["dependencies"] if isinstance(item, str) and item.startswith("python"))
    pip = next(item["pip"] for item in environment["dependencies"] if isinstance(item, dict))
    assert python.removeprefix("python ") == project()["project"]["requires-python"]
    assert pip == ["--require-hashes -r requirements.lock"]


def test_versions_agree() -> None:
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert newest
    assert qualitative.__version__ == project()["project"]["version"] == citation["version"] == newest[1]


@pytest.mark.parametrize("task", ["reprot", "--help"])
def test_a_wrong_task_names_the_right_ones(task: str) -> None:
    done = subprocess.run([sys.executable, ROOT / "bootstrap.py", task], capture_output=True, text=True)
    assert done.returncode == 2
    assert "report, test" in done.stderr


def test_make_offers_every_task_of_bootstrap() -> None:
    sys.path.insert(0, str(ROOT))
    try:
        from bootstrap import TASKS
    finally:
        sys.path.remove(str(ROOT))
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert set(TASKS) <= set(re.search(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[1].split())


def tracked() -> list[Path]:
    out = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True).stdout
    return [ROOT / name for name in out.split("\0") if name]


def test_no_file_names_a_registry_or_a_home_folder() -> None:
    hosts = re.compile(r"--(?:index|find)-(?:url|links)|https?://[^\s\"']+/simple\b|/home/\w+/|/root/\w")
    for path in tracked():
        if (
            path.suffix in {".py", ".toml", ".lock", ".yml", ".yaml", ".md", ".ipynb", ".json", ".js"}
            and path.name != "test_setup.py"
        ):
            hit = hosts.search(path.read_text(encoding="utf-8", errors="replace"))
            assert hit is None, f"{path.relative_to(ROOT)}: {hit and hit.group()}"
