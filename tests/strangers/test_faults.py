"""What the system refuses becomes one sentence in every command, and nothing is left half-written: commands × faults."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import COMMANDS, main

# every command that writes, with what it needs to get as far as writing
WRITING: dict[str, list[str]] = {
    "new": ["new", "{beside}/fresh"],
    "add": [
        "add",
        "{beside}/raw.txt",
        "--case",
        "north",
        "--date",
        "2024-05",
        "--provenance",
        "fieldwork",
        "--kind",
        "interview",
    ],
    "amend": ["amend", "int-1", "--from", "{beside}/int-1.md", "--by", "ana", "--why", "misheard"],
    "codebook add": ["codebook", "add", "more", "--name", "en=More", "--by", "ana", "--why", "needed"],
    "codebook log": ["codebook", "log", "--write"],
    "pseudonymize": ["pseudonymize", "--name", "Siti=Ibu A", "--yes-to", "all", "--by", "ana"],
    "sample": ["sample", "drawn", "--size", "2", "--seed", "1"],
    "bundle": ["bundle", "{beside}/b.zip"],
    "import": ["import", "{beside}/coded.csv", "{beside}/imported"],
    "import into a study": ["import", "{beside}/coded.csv", "--into", ".", "--yes"],
    "export refi": ["export", "refi", "{beside}/a.qdpx"],
    "export qdc": ["export", "qdc", "{beside}/a.qdc"],
    "export taguette": ["export", "taguette", "{beside}/a.sqlite3"],
    "export docx": ["export", "docx", "{beside}/word"],
    "withdraw": ["withdraw", "A", "--document", "int-1", "--by", "ana", "--yes"],
    "framework": ["framework"],
    "privacy page": ["privacy", "--page", "{beside}/page.md"],
}
READING: dict[str, list[str]] = {
    **{name: [name] for name in ("check", "log", "suggest", "agree", "privacy")},
    "withdraw to see": ["withdraw", "A", "--document", "int-1", "--dry-run"],
    "codebook log": ["codebook", "log"],
}
FAULTS = {
    "full disk": errno.ENOSPC,
    "read-only": errno.EROFS,
    "no permission": errno.EACCES,
    "name too long": errno.ENAMETOOLONG,
    "too many open files": errno.EMFILE,
}


@pytest.fixture
def ready(
    study: Study, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> tuple[Study, Path]:
    beside = tmp_path_factory.mktemp("beside")
    transcript = study.root / "corpus/transcripts/int-1.md"
    text = transcript.read_text(encoding="utf-8").replace("Kami urus", "Siti urus")
    transcript.write_text(text, encoding="utf-8")
    (beside / "int-1.md").write_text(text.replace("lama juga", "cepat juga"), encoding="utf-8")
    (beside / "raw.txt").write_text("P: Apa?\n\nA: Ini.\n\nP: Lalu?\n\nA: Itu.\n", encoding="utf-8")
    (beside / "coded.csv").write_text("document,text,code,coder\na,Dana desa lama.,dana,ana\n", encoding="utf-8")
    (study.root / ".gitignore").write_text("*.key.yaml\n", encoding="utf-8")
    monkeypatch.chdir(study.root)
    study = Study.open(study.root)
    study.apply("budget", "int-1", 51, 55, coder="ana")
    return study, beside


def broken(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """From now on nothing new can be written anywhere."""
    real = os.open

    def refuse(*given: object, **more: object) -> None:
        raise OSError(
            number, os.strerror(number), str(given[0]) if given and isinstance(given[0], str | Path) else None
        )

    def open_to_read(path: str, flags: int, *rest: int, **more: int) -> int:
        if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
            refuse(path)
        return real(path, flags, *rest, **more)

    monkeypatch.setattr(tempfile, "mkstemp", refuse)
    monkeypatch.setattr(os, "open", open_to_read)
    monkeypatch.setattr(os, "mkdir", refuse)
    monkeypatch.setattr("zipfile.ZipFile.__init__", refuse)


def kept(root: Path) -> dict[str, bytes]:
    files = (path for path in root.rglob("*") if path.is_file() and ".cache" not in path.parts)
    return {str(path): path.read_bytes() for path in files}


def run(command: list[str]) -> int:
    try:
        main(command)
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", WRITING)
def test_a_writing_command_says_so_and_leaves_everything_as_it_was(
    ready: tuple[Study, Path],
    name: str,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    study, beside = ready
    command = [word.format(beside=beside) for word in WRITING[name]]
    before = kept(study.root), kept(beside)
    with monkeypatch.context() as patch:
        broken(patch, FAULTS[fault])
        code = run(command)
    said = capsys.readouterr()
    assert (kept(study.root), kept(beside)) == before
    assert code != 0, said.out
    assert "Traceback" not in said.err
    assert said.err.strip().count("\n") == 0 and said.err.startswith(("qualitative: ", "not added: ")), said.err
    assert os.strerror(FAULTS[fault]).lower() in said.err.lower()


@pytest.mark.parametrize("name", WRITING)
def test_each_of_these_commands_does_write_where_nothing_is_wrong(ready: tuple[Study, Path], name: str) -> None:
    study, beside = ready
    before = kept(study.root), kept(beside)
    # an export that leaves something out says so by 3
    assert run([word.format(beside=beside) for word in WRITING[name]]) in (0, 3)
    assert (kept(study.root), kept(beside)) != before


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("name", READING)
def test_a_reading_command_needs_no_place_to_write(
    ready: tuple[Study, Path],
    name: str,
    fault: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    study, beside = ready
    command = [word.format(beside=beside) for word in READING[name]]
    study.apply("budget", "int-1", 51, 55, coder="ana")
    expected = run(command), capsys.readouterr().out
    for path in sorted((study.root / ".cache").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    with monkeypatch.context() as patch:
        broken(patch, FAULTS[fault])
        assert (run(command), capsys.readouterr().out) == expected


def test_the_table_names_commands_that_exist() -> None:
    assert {command[0] for command in (*WRITING.values(), *READING.values())} <= set(COMMANDS)


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"PYTHONIOENCODING": "ascii"},
        {"LC_ALL": "POSIX"},
    ],
)
def test_another_locale_shows_what_it_can(ready: tuple[Study, Path], locale: dict[str, str]) -> None:
    study, _ = ready
    study.apply("budget", "int-1", 51, 55, coder="ana")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    for command in (["log"], ["check"], ["codebook", "log"], ["suggest", "--minimum", "0"]):
        program = [sys.executable, "-m", "qualitative.cli", *command]
        done = subprocess.run(program, cwd=study.root, env=environment | locale, capture_output=True, check=False)
        assert b"Traceback" not in done.stderr and done.returncode in (0, 1), done.stderr.decode("utf-8", "replace")


def test_a_reader_that_has_had_enough_is_no_error(ready: tuple[Study, Path]) -> None:
    program = f"{sys.executable} -m qualitative.cli --help | true"
    done = subprocess.run(["sh", "-c", program], capture_output=True, check=False)
    assert b"Traceback" not in done.stderr and b"Broken" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_too_little_memory_is_one_sentence(ready: tuple[Study, Path]) -> None:
    study, _ = ready
    with (study.root / "corpus/transcripts/int-9.md").open("wb") as file:
        file.truncate(8 << 30)  # takes no room on disk
    program = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30));"
        " from qualitative.cli import main; main(['check'])"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=study.root, capture_output=True, check=False)
    assert done.returncode == 2
    assert (
        done.stderr.decode() == "qualitative: there is not enough memory for this; what was saved before stays saved\n"
    )
