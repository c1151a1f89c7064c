"""What commands say to people in the study's language, in a language of which there is nothing but catalogues."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pseudo import known_texts, second_study_in_it

SAYING = {
    "agree": (["agree", "--coders", "coder-one,coder-two", "--format", "md"], ("agreement",)),
    "methods": (["agree", "--coders", "coder-one,coder-two", "--methods"], ("agreement",)),
    "page": (["privacy", "--page", "page.md"], ("privacy",)),
}


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    return second_study_in_it(tmp_path_factory.mktemp("pseudo"))


@pytest.mark.parametrize("name", SAYING)
def test_a_command_speaks_the_language_all_through(study: tuple[Path, dict[str, str]], name: str) -> None:
    (root, environment), (words, rooms) = study, SAYING[name]
    command = [sys.executable, "-P", "-m", "qualitative.cli", *words]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = (root / "page.md").read_text(encoding="utf-8") if "page.md" in words else done.stdout
    said = html.unescape(re.sub(r"<[^>]+>", " ", written))
    assert "‹" in said
    assert [known for known in known_texts(*rooms) if re.search(rf"\b{re.escape(known)}\b", said)] == []
