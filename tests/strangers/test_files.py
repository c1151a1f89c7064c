"""Files of a stranger that broke a reader, an archive or a command once."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.corpus.pages import page_of
from qualitative.corpus.readers import read_file
from qualitative.errors import PrivacyError, ReaderError, ReportError, did_you_mean
from qualitative.privacy.elsewhere import _contents
from qualitative.reports.making.run import run_report
from qualitative.reports.published.bundle import bundle
from qualitative.starter import write_study

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODT = " ".join(f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "text", "table"))
NUMBERS = ("²", "٣", "9" * 5_000, "-1", "", "1e9", "999999999999", "½")


def packed(**parts: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr({"document": "word/document.xml", "content": "content.xml"}.get(name, name), text)
    return data.getvalue()


@pytest.mark.parametrize("number", NUMBERS)
@pytest.mark.parametrize("suffix", ["docx", "odt"])
def test_a_count_that_is_no_number_is_none(tmp_path: Path, number: str, suffix: str) -> None:
    if suffix == "docx":
        level = f'<w:pPr><w:outlineLvl w:val="{number}"/><w:numPr><w:ilvl w:val="{number}"/></w:numPr></w:pPr>'
        span = f'<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="{number}"/></w:tcPr><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>'
        body = f"<w:p>{level}<w:r><w:t>words</w:t></w:r></w:p>{span}"
        data = packed(document=f"<w:document {_W}><w:body>{body}</w:body></w:document>")
    else:
        body = (
            f'<text:h text:outline-level="{number}">head</text:h><text:p>words<text:s text:c="{number}"/>end</text:p>'
        )
        data = packed(
            content=f"<office:document-content {_ODT}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
        )
    path = tmp_path / f"a.{suffix}"
    path.write_bytes(data)
    text = read_file(path).text
    assert "words" in text and len(text) < 300


@pytest.mark.parametrize("page", ["²", "9" * 5_000, -1, None, [1], "1e3", "x"])
def test_pages_that_are_no_numbers_are_none(study: Study, page: object) -> None:
    document = study.folder.documents["int-1"]
    document.source["pages"] = [1, page]
    assert page_of(document, 1) is None


@pytest.mark.parametrize("number", ["²", "9" * 5_000])
def test_a_version_that_is_no_number_is_told(
    study: Study, number: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    with pytest.raises(SystemExit) as left:
        main(["report", "findings", "--codebook", number])
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_bundle_tells_of_a_name_that_no_archive_can_hold(study: Study, tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(study.root) + b"/notes-\xff.txt")).write_text("x", encoding="utf-8")
    with pytest.raises(ReportError, match=r"notes-\\udcff\.txt is no UTF-8"):
        bundle(study.root, tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_what_unpacks_to_too_much_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(packed(document="x" * 10_000))
    assert set(_contents(path)) == {b"x" * 10_000}
    monkeypatch.setitem(_contents.__globals__, "_UNPACKED", 5_000)
    with pytest.raises(PrivacyError, match="unpacks to more than"):
        _contents(path)


def test_what_only_looks_like_an_archive_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    whole = packed(document="words" * 1000)
    path.write_bytes(whole[:40] + b"\0" * 8 + whole[48:])
    assert _contents(path) == [path.read_bytes()]


def test_thousands_of_names_are_not_compared_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualitative.errors.get_close_matches", lambda *given, **more: pytest.fail("compared"))
    assert did_you_mean("code-x", [f"code-{n}" for n in range(5_000)]).startswith("known are: code-0, ")


@pytest.mark.slow
def test_a_folder_may_have_braces_in_its_name(tmp_path: Path) -> None:
    root = write_study(tmp_path / "my {study_root.x} {0}", "Mine")
    assert run_report(root, "findings", {"language": "en"}).kind == "findings"


def test_a_flood_of_empty_paragraphs_is_refused(study: Study, tmp_path: Path) -> None:
    """A few kilobytes of an office file can hold millions of empty elements, each of which costs time."""
    head = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    path = tmp_path / "flood.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", head + b"<w:p/>" * 3_500_000 + b"</w:body></w:document>")
    assert path.stat().st_size < 100_000
    with pytest.raises(ReaderError, match="signs of markup"):
        study.add(path, case="north", date="2024-05", dry_run=True)
