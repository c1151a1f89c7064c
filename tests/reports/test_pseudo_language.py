"""A whole report is made in a language that does not exist, of which there is nothing but catalogues."""

from __future__ import annotations

import html
import io
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pseudo import known_texts, pseudo, second_study_in_it

FORMATS = ("html", "pdf", "docx", "json")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reports of a study whose only language is `xx`."""
    root, environment = second_study_in_it(tmp_path_factory.mktemp("pseudo"))
    command = [sys.executable, "-P", "-m", "qualitative.cli", "report", "--format", ",".join(FORMATS)]
    done = subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return root / "reports/out"


def words_of(path: Path) -> str:
    """The words that a reader of the file sees, blanks made one."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            text = archive.read("word/document.xml").decode()
    elif path.suffix == ".pdf":
        import pypdf

        text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(path.read_bytes())).pages)
        return " ".join(text.split())
    else:
        text = re.sub(r"<(style|script)\b.*?</\1>", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).split())


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
@pytest.mark.parametrize("form", ["html", "pdf", "docx"])
def test_a_third_language_needs_catalogues_only(made: Path, kind: str, form: str) -> None:
    text = words_of(made / f"{kind}-xx.{form}")
    # it is spoken throughout: first page, tables, appendix
    register = ("Appendix B: Register of segments",) if form == "html" else ()
    for said in (*register, "Contents", "The study and its evidence", "Coders", "Limits"):
        assert pseudo(said).strip("‹›·") in text, said
    assert [
        known
        for known in known_texts("reports", "labels")
        if known in text and re.search(rf"\b{re.escape(known)}\b", text)
    ] == []


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
def test_the_page_says_its_language(made: Path, kind: str) -> None:
    assert '<html lang="xx"' in (made / f"{kind}-xx.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(made / f"{kind}-xx.docx") as archive:
        assert "<dc:language>eo<" in archive.read("docProps/core.xml").decode()
