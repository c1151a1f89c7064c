"""A stranger's repository runs no program: not by its config, not by a repository hidden inside, not by its attributes."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.git import refusal, repository

COMMANDS = (["check"], ["bundle", "out.zip"], ["log"], ["amend", "int-1", "--dry-run"])


@pytest.fixture
def trap(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(a program that leaves a file behind, the file that tells that it ran)."""
    folder = tmp_path_factory.mktemp("trap")
    program, told = folder / "run.sh", folder / "it-ran"
    program.write_text(f"#!/bin/sh\ntouch {told}\ncat >/dev/null 2>&1\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    return program, told


def git(root: Path, *arguments: str) -> None:
    named = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
    subprocess.run(["git", "-C", str(root), *named, *arguments], check=True, capture_output=True)


def committed(root: Path) -> None:
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "first")


def run_everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a reviewer types first, with a text changed by hand so that its earlier form is looked for."""
    monkeypatch.chdir(root)
    for command in COMMANDS:
        with suppress(SystemExit):
            main(command)


CONFIGS = {
    "fsmonitor": "[core]\n\tfsmonitor = {program}\n",
    "fsmonitor on the heading's line": "[core] fsmonitor = {program}\n",
    "hooks": "[core]\n\thooksPath = {folder}\n",
    "a signature shown in the log": "[log]\n\tshowSignature = true\n[gpg]\n\tprogram = {program}\n",
    "a signature program by format": '[gpg "openpgp"]\n\tprogram = {program}\n',
    "a text conversion": '[diff "x"]\n\ttextconv = {program}\n',
    "an external diff": "[diff]\n\texternal = {program}\n",
    "a filter": '[filter "x"]\n\tclean = {program}\n\tsmudge = {program}\n',
    "a filter in the old way of writing": "[filter.x]\n\tclean = {program}\n",
    "an alias": "[alias]\n\tlog = !{program}\n",
    "a pager": "[core]\n\tpager = {program}\n",
    "a pager by command": "[pager]\n\tlog = {program}\n",
    "an included file": "[include]\n\tpath = elsewhere\n",
    "a file included on a condition": '[includeIf "gitdir:/"]\n\tpath = elsewhere\n',
    "a credential helper": "[credential]\n\thelper = !{program}\n",
    "a program for other stores of objects": "[core]\n\talternateRefsCommand = {program}\n",
    "objects fetched when needed": '[remote "o"]\n\tpromisor = true\n\turl = ext::{program}\n',
    "another work tree": "[core]\n\tworktree = /\n",
    "an uploading program": '[remote "o"]\n\tuploadpack = {program}\n',
    "a name in capitals": "[CORE]\n\tFSMonitor = {program}\n",
    "a heading after another one": "[a] [core] fsmonitor = {program}\n",
    "a file that lists what to leave out": "[core]\n\texcludesFile = /dev/zero\n",
    "a heading that is none": '[core "a\n\tfsmonitor = {program}\n',
}


@pytest.mark.parametrize("config", CONFIGS.values(), ids=CONFIGS)
def test_git_is_not_asked_where_its_config_could_run_a_program(
    study: Study, trap: tuple[Path, Path], config: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    program, told = trap
    committed(study.root)
    (study.root / ".gitattributes").write_text("* diff=x filter=x\n", encoding="utf-8")
    path = study.root / ".git/config"
    said = config.format(program=program, folder=program.parent)
    path.write_text(path.read_text(encoding="utf-8") + said, encoding="utf-8")
    assert "could run a program" in str(refusal(study.root))
    assert repository(study.root) is None
    run_everything(study.root, monkeypatch)
    assert not told.exists()


def test_the_settings_of_an_ordinary_clone_are_none_of_these(
    study: Study, tmp_path_factory: pytest.TempPathFactory
) -> None:
    committed(study.root)
    clone = tmp_path_factory.mktemp("clones") / "clone"
    subprocess.run(["git", "clone", "-q", str(study.root), str(clone)], check=True, capture_output=True)
    git(clone, "config", "user.name", "somebody")
    git(clone, "config", "commit.gpgsign", "true")
    git(clone, "config", "branch.main.description", "on editor, helper and program")
    assert refusal(clone) is None
    found = repository(clone)
    assert found is not None
    assert "study.yaml" in (found.files() or ())


def test_a_bare_repository_hidden_in_a_folder_is_not_taken_for_the_study_s_own(
    study: Study,
    trap: tuple[Path, Path],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    program, told = trap
    (study.root / "objects").mkdir()
    (study.root / "refs").mkdir()
    (study.root / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    (study.root / "config").write_text(
        f"[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = {program}\n",
        encoding="utf-8",
    )
    run_everything(study.root, monkeypatch)
    assert not told.exists()
    assert repository(study.root) is None
    # the same inside a repository that is the person's own
    outer = tmp_path_factory.mktemp("outer")
    git(outer, "init", "-q")
    shutil.copytree(study.root, outer / "study")
    found = repository(outer / "study")
    assert found is not None and found.top == outer.resolve()
    run_everything(outer / "study", monkeypatch)
    assert not told.exists()


def test_a_git_file_that_names_another_folder_is_followed_to_that_folder_s_config(
    study: Study, trap: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, told = trap
    committed(study.root)
    (study.root / ".git").rename(study.root / "harmless")
    with (study.root / "harmless/config").open("a", encoding="utf-8") as file:
        file.write(f"[core]\n\tfsmonitor = {program}\n")
    (study.root / ".git").write_text("gitdir: harmless\n", encoding="utf-8")
    assert "core.fsmonitor" in str(refusal(study.root))
    run_everything(study.root, monkeypatch)
    assert not told.exists()


# what git and we could read as two folders: only the one that git takes holds the trap
TWO_READINGS = {
    "a blank at the end": (b"evil ", b"evil \n"),
    "a blank at the beginning": (b" evil", b" evil\n"),
    "what follows a NUL": (b"evil", b"evil\0x\n"),
    "a name that is no UTF-8": (b"e\xff", b"e\xff\n"),
    "a tab": (b"evil\t", b"evil\t\n"),
    "more line breaks than are read": (b"evil", b"evil" + b"\n" * (2 << 20)),
}


@pytest.mark.parametrize("file", [".git", "commondir"])
@pytest.mark.parametrize(("folder", "named"), TWO_READINGS.values(), ids=TWO_READINGS)
def test_a_file_that_git_could_read_otherwise_is_refused(
    study: Study, trap: tuple[Path, Path], file: str, folder: bytes, named: bytes
) -> None:
    program, told = trap
    committed(study.root)
    root = os.fsencode(study.root)
    shutil.copytree(root + b"/.git", root + b"/" + folder)
    with Path(os.fsdecode(root + b"/" + folder + b"/config")).open("a", encoding="utf-8") as config:
        config.write(f"[core]\n\tfsmonitor = {program}\n")
    if file == ".git":
        shutil.rmtree(study.root / ".git")
        (study.root / ".git").write_bytes(b"gitdir: " + named)
    else:
        (study.root / ".git/commondir").write_bytes(b"../" + named if folder[:1] != b" " else b" ../" + named)
    assert "could run a program" in str(refusal(study.root))
    assert repository(study.root) is None
    assert not told.exists()


def test_an_ordinary_worktree_is_asked(study: Study, tmp_path_factory: pytest.TempPathFactory) -> None:
    committed(study.root)
    other = tmp_path_factory.mktemp("worktrees") / "other one"
    git(study.root, "worktree", "add", "-q", "-b", "other", str(other))
    found = repository(other)
    assert found is not None and "study.yaml" in (found.files() or ())


def test_a_mark_of_byte_order_hides_no_heading(study: Study) -> None:
    committed(study.root)
    config = study.root / ".git/config"
    config.write_bytes(b"\xef\xbb\xbf[include]\n\tpath = elsewhere\n" + config.read_bytes())
    assert "include" in str(refusal(study.root))


@pytest.mark.parametrize(
    "name", ["HEAD", "index", "commondir", "packed-refs", "info/exclude", "objects/info/alternates"]
)
def test_a_pipe_within_the_repository_is_not_waited_for(study: Study, name: str) -> None:
    committed(study.root)
    place = study.root / ".git" / name
    place.unlink(missing_ok=True)
    os.mkfifo(place)
    assert "git is not asked" in str(refusal(study.root))


def test_a_repository_that_does_not_answer_is_asked_once(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    committed(study.root)
    (study.root / "notes").mkdir()
    (study.root / "notes/x").write_text("x", encoding="utf-8")
    os.mkfifo(study.root / "notes/.gitignore")
    asked = []
    real = subprocess.run

    def run(*given: object, **more: object) -> object:
        asked.append(given)
        return real(*given, **more)  # type: ignore[call-overload]

    monkeypatch.setattr("qualitative.git.SECONDS", 1)
    monkeypatch.setattr("qualitative.git.subprocess.run", run)
    found = repository(study.root)
    assert found is not None
    assert found.files() is None and found.files() is None and not found.head()
    assert len(asked) == 1


def test_git_is_never_one_that_lies_in_the_study(
    study: Study, trap: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, told = trap
    committed(study.root)
    (study.root / "bin").mkdir()
    shutil.copy(program, study.root / "bin/git")
    shutil.copy(program, study.root / "git")
    monkeypatch.setenv("PATH", f".{os.pathsep}{study.root / 'bin'}{os.pathsep}{os.environ['PATH']}")
    run_everything(study.root, monkeypatch)
    assert not told.exists()
    found = repository(study.root)
    assert found is not None and found.head()


def test_no_module_but_one_starts_git() -> None:
    source = Path(refusal.__code__.co_filename).parent
    naming = [path.name for path in source.rglob("*.py") if '"git"' in path.read_text(encoding="utf-8")]
    assert naming == ["git.py"]


def test_a_config_that_is_no_plain_file_or_too_large_is_refused(study: Study) -> None:
    committed(study.root)
    config = study.root / ".git/config"
    config.unlink()
    os.mkfifo(config)
    assert "no plain file" in str(refusal(study.root))
    config.unlink()
    config.write_bytes(b"#" * (2 << 20))
    assert "no plain file" in str(refusal(study.root))


def test_check_says_that_git_is_not_asked(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    committed(study.root)
    git(study.root, "config", "core.fsmonitor", "/bin/true")
    monkeypatch.chdir(study.root)
    with suppress(SystemExit):
        main(["check"])
    assert "core.fsmonitor of this repository could run a program" in capsys.readouterr().out


def test_variables_of_the_environment_choose_no_repository(
    study: Study, monkeypatch: pytest.MonkeyPatch, trap: tuple[Path, Path]
) -> None:
    program, told = trap
    committed(study.root)
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_EXTERNAL_DIFF", str(program))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "core.fsmonitor")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", str(program))
    found = repository(study.root)
    assert found is not None and found.head()
    assert not told.exists()


def test_a_study_in_a_folder_of_its_repository_is_found_by_its_own_names(study: Study) -> None:
    root = study.root / "deep" / "inner"
    root.mkdir(parents=True)
    (root / "a[b].md").write_text("first ä\n", encoding="utf-8")
    committed(study.root)
    (root / "a[b].md").write_text("second\n", encoding="utf-8")
    git(study.root, "commit", "-qam", "second")
    found = repository(root)
    assert found is not None
    assert found.files() == ["a[b].md"]
    assert list(found.contents("a[b].md", 5)) == [b"second\n", "first ä\n".encode()]
    assert found.holds("a[b].md") and not found.ignores("a[b].md") and not found.holds("a?b].md")
    assert found.first_commit("first ä") and found.first_commit("never") is None


def test_where_git_is_not_asked_a_history_that_went_unread_is_not_taken_for_a_clean_one(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (study.root / ".gitignore").write_text("*.key.yaml\n", encoding="utf-8")
    committed(study.root)
    git(study.root, "config", "alias.l", "log")
    monkeypatch.chdir(study.root)
    main(["pseudonymize", "--name", "Kami=Ibu A", "--yes-to", "all", "--by", "ana"])
    assert (
        "whether git already knows any of these was not looked up: git is not asked: alias" in capsys.readouterr().err
    )
