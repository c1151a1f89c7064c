"""A language that does not exist, made from the English catalogues: longer, accented, in brackets. A whole report is made in it."""

from __future__ import annotations

import html
import io
import os
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from conftest import copy_second
from qualitative.i18n import FOLDERS

ACCENTED = str.maketrans("aeioucnsyAEIOU", "åéîøüçñšýÅÉÎØÜ")
# words that are spelt alike whatever the language, and what a study or its files say themselves
KEPT = re.compile(r"\{[^}]*\}|\*+|https?:\S+|cases\.csv")
FORMATS = ("html", "pdf", "docx", "json")


def pseudo(text: str) -> str:
    """A text about 40 % longer with accents, its placeholders and marks kept."""
    parts, last = [], 0
    for found in KEPT.finditer(text):
        parts += [text[last : found.start()].translate(ACCENTED), found[0]]
        last = found.end()
    longer = "".join([*parts, text[last:].translate(ACCENTED)])
    return f"‹{longer}{'·' * max(1, round(0.4 * len(text)) - 2)}›"


def changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: changed(one) for key, one in value.items()}
    return pseudo(value) if isinstance(value, str) else value


def write_language(folder: Path) -> None:
    """The catalogues of the language `xx` in `folder/xx`."""
    (folder / "xx").mkdir(parents=True)
    for path in sorted(FOLDERS["en"].glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        data = {"name": "Xx", "locale": "eo"} if path.stem == "language" else changed(data)
        (folder / "xx" / path.name).write_text(
            yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def known_texts() -> list[str]:
    """What the English and Indonesian catalogues say in several words, up to the first placeholder or mark."""
    rooms = ("reports", "labels")
    found = set()
    for language in ("en", "id"):
        for room in rooms:
            data = yaml.safe_load((FOLDERS[language] / f"{room}.yaml").read_text(encoding="utf-8"))
            for text in strings(data):
                found |= {part.strip(" .,;:()") for part in re.split(r"\{[^}]*\}|\*+|\(|\)", text)}
    return sorted(part for part in found if len(part.split()) > 1 and len(part) > 14)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the reports of a study whose only language is `xx`."""
    folder = tmp_path_factory.mktemp("pseudo")
    write_language(folder / "locales")
    root = copy_second(folder / "study")
    for path in (root / "study.yaml", *(root / "reports").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("languages: [en]", "languages: [xx]")
        path.write_text(re.sub(r"\ben: ", "xx: ", text), encoding="utf-8")
    environment = os.environ | {"QUALITATIVE_LOCALES": str(folder / "locales"), "QUALITATIVE_TRUST": "1"}
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
    for said in ("Contents", "Appendix B: Register of segments", "The study and its evidence", "Coders", "Limits"):
        assert pseudo(said).strip("‹›·") in text, said
    assert [known for known in known_texts() if re.search(rf"\b{re.escape(known)}\b", text)] == []


@pytest.mark.parametrize("kind", ["findings", "recommendations"])
def test_the_page_says_its_language(made: Path, kind: str) -> None:
    assert '<html lang="xx"' in (made / f"{kind}-xx.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(made / f"{kind}-xx.docx") as archive:
        assert "<dc:language>eo<" in archive.read("docProps/core.xml").decode()
