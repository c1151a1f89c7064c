"""Every command of the tutorials runs, in their order, and leads to what they promise."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.cli import code as code_command
from qualitative.cli import main

TUTORIAL = ROOT / "docs/tutorial"
_BLOCK = re.compile(r"^```(bash|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Reader:
    """Somebody who types what a page says; Jupyter is not opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch, self._capsys = monkeypatch, capsys
        self.said: list[tuple[str, str]] = []

    def read(self, page: str) -> None:
        for kind, block in _BLOCK.findall((TUTORIAL / page).read_text(encoding="utf-8")):
            if kind == "python":
                exec(compile(block, page, "exec"), {})
            else:
                for line in block.splitlines():
                    self._type(line)

    def _type(self, line: str) -> None:
        program, *words = [
            name
            for word in shlex.split(line)
            for name in (sorted(map(str, Path().glob(word))) if "*" in word else [word])
        ]
        if program == "cd":
            self._monkeypatch.chdir(words[0])
            return
        assert program == "qualitative", line
        try:
            main(words)
        except SystemExit as left:
            assert left.code in (0, None), f"{line}\n{self._capsys.readouterr()}"
        said = self._capsys.readouterr()
        self.said.append((line, said.out))

    def after(self, command: str) -> list[str]:
        """What each such command said."""
        return [said for line, said in self.said if line.startswith(command)]


@pytest.fixture
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Reader:
    shutil.copytree(TUTORIAL / "interviews", tmp_path / "interviews")
    monkeypatch.chdir(tmp_path)

    run = subprocess.run

    def opened(command: list[str], **options: Any) -> subprocess.CompletedProcess[Any]:
        return subprocess.CompletedProcess(command, 0) if "jupyter" in command else run(command, **options)

    monkeypatch.setattr(code_command.subprocess, "run", opened)
    return Reader(monkeypatch, capsys)


@pytest.mark.slow
def test_the_first_study_leads_to_a_report(reader: Reader) -> None:
    reader.read("first-study.md")
    study = Study.open()
    assert len(study.documents) == 3 and set(study.documents["provenance"]) == {"simulated"}
    assert list(study.cases.index) == ["corner", "mill", "station"]
    assert [one for one in study.check() if one.rank == "broken"] == []
    first, _, done, again = reader.after("qualitative status")
    assert "There is no document yet" in first and "nobody has coded" not in done
    assert "read before some codes were there" in again and "company" in again
    page = (study.root / "reports/out/findings-simulated-en.html").read_text(encoding="utf-8")
    assert "I am tired in a way that sleep does not mend." in page and "simulated" in page


@pytest.mark.slow
def test_the_first_study_in_indonesian_leads_to_a_report(reader: Reader) -> None:
    reader.read("kajian-pertama.md")
    study = Study.open()
    assert study.settings.languages == ("id",) and len(study.codings()) == 5
    assert "Belum ada dokumen." in reader.after("qualitative status")[0]
    page = (study.root / "reports/out/findings-simulated-id.html").read_text(encoding="utf-8")
    assert "Capeknya tidak hilang walaupun tidur." in page and "simulasi" in page.lower()


def test_the_interviews_say_that_they_are_simulated() -> None:
    files = sorted((TUTORIAL / "interviews").rglob("*.txt"))
    assert len(files) == 5
    for path in files:
        assert re.match(
            "# (Simulated interview|Wawancara simulasi)", path.read_text(encoding="utf-8")
        ) and path.name.startswith("sim-")
