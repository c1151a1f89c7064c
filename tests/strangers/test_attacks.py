"""Single attacks of docs/security-attacks.md that belong to no other table: each ends in a sentence, or does nothing at all."""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from pathlib import Path

import pytest

from conftest import TEMPLATES
from office import ODF, zipped
from qualitative import Study
from qualitative.cli import main
from qualitative.corpus.readers import read_file
from qualitative.errors import QualitativeError, ReaderError
from qualitative.exchange.importing import import_file
from qualitative.git import repository
from qualitative.reports.making.run import run_report
from strangers.test_git import committed, git


def run(*command: str) -> int:
    try:
        main(list(command))
    except SystemExit as left:
        return int(left.code or 0)
    return 0


@pytest.fixture
def planted(study: Study, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """(a program, what it leaves behind once it runs)."""
    folder = tmp_path_factory.mktemp("planted")
    program, told = folder / "program", folder / "ran"
    program.write_text(f"#!/bin/sh\ntouch {told}\n", encoding="utf-8")
    program.chmod(0o755)
    return program, told


def everything(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(root)
    (root / ".gitignore").write_text("*.key.yaml\n", encoding="utf-8")
    for command in (["check"], ["bundle", str(root.parent / "b.zip")]):
        run(*command)
    run("pseudonymize", "--name", "Kami=Ibu A", "--yes-to", "all", "--by", "ana")


def test_no_hook_runs(study: Study, planted: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    program, told = planted
    committed(study.root)
    for name in ("post-index-change", "pre-auto-gc", "reference-transaction", "post-checkout", "fsmonitor-watchman"):
        hook = study.root / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_bytes(program.read_bytes())
        hook.chmod(0o755)
    everything(study.root, monkeypatch)
    assert not told.exists()


def test_no_config_of_a_submodule_is_followed(
    study: Study, planted: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, told = planted
    inner = study.root / "corpus/tables/inner"
    inner.mkdir(parents=True)
    (inner / "a").write_text("a", encoding="utf-8")
    committed(inner)
    committed(study.root)
    git(inner, "config", "core.fsmonitor", str(program))
    everything(study.root, monkeypatch)
    assert not told.exists()


def test_names_that_look_like_options_are_names(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    (study.root / "--output=written").write_text("x", encoding="utf-8")
    committed(study.root)
    found = repository(study.root)
    assert found is not None and found.holds("--output=written") and found.tracked("--output=written")
    assert found.first_commit("--output=written") is None
    everything(study.root, monkeypatch)
    assert not (study.root / "written").exists()


def test_a_file_outside_that_is_linked_hard_stays_as_it_is(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (study.root / "corpus/transcripts/int-1.md").read_text(encoding="utf-8").replace("id: int-1", "id: int-2")
    outside = study.root.parent / f"{study.root.name}-outside.md"
    outside.write_text(text, encoding="utf-8")
    os.link(outside, study.root / "corpus/transcripts/int-2.md")
    everything(study.root, monkeypatch)
    assert "Ibu A" in (study.root / "corpus/transcripts/int-2.md").read_text(encoding="utf-8")
    assert outside.read_text(encoding="utf-8") == text


@pytest.mark.parametrize("name", ["INT-1", "int-1\u00e9", "int-1e\u0301", "int-1 ", "int_1"])
def test_names_that_another_system_takes_for_one_are_no_ids(study: Study, name: str) -> None:
    text = (study.root / "corpus/transcripts/int-1.md").read_text(encoding="utf-8")
    (study.root / f"corpus/transcripts/{name}.md").write_text(
        text.replace("id: int-1", f"id: {name!r}"), encoding="utf-8"
    )
    assert any("is no id" in str(problem) for problem in Study.open(study.root).check())


def pdf_of(*objects: bytes) -> bytes:
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = (
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /XObject << /F 5 0 R >> >> >>"
)
LARGE = zlib.compress(b"0 0 m\n" * 20_000_000, 9)
FORM = (
    b"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /F 5 0 R >> >> /Length 60 >>\nstream\n"
)
PDFS = {
    "a page tree that leads back to itself": pdf_of(
        CATALOGUE, b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 >>"
    ),
    "a stream that unpacks to much": pdf_of(
        CATALOGUE,
        ONE,
        PAGE,
        f"<< /Length {len(LARGE)} /Filter /FlateDecode >>\nstream\n".encode() + LARGE + b"\nendstream",
    ),
    "a form that calls itself": pdf_of(
        CATALOGUE, ONE, PAGE, b"<< /Length 5 >>\nstream\n/F Do\nendstream", FORM + b"/F Do " * 10 + b"\nendstream"
    ),
}


@pytest.mark.parametrize("name", PDFS)
def test_a_hostile_pdf_ends_in_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(PDFS[name])
    with pytest.raises(ReaderError) as refused:
        read_file(path)
    assert "\n" not in str(refused.value)


def test_cells_and_blanks_that_repeat_two_billion_times_are_few(tmp_path: Path) -> None:
    many = 2_000_000_000
    body = (
        f'<text:p>a<text:s text:c="{many}"/>b</text:p><table:table><table:table-row table:number-rows-repeated="{many}">'
        f'<table:table-cell table:number-columns-repeated="{many}"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
    )
    content = f"<office:document-content {ODF}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    path = tmp_path / "a.odt"
    path.write_bytes(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}))
    assert len(read_file(path).text) < 10_000


def test_a_workbook_whose_last_cell_is_the_last_there_can_be_is_refused(tmp_path: Path) -> None:
    import openpyxl

    book, made = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["text", "code"])
    book.save(made)
    with zipfile.ZipFile(made) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = parts[sheet].replace(b"</row>", b'</row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', 1)
    path = tmp_path / "a.xlsx"
    path.write_bytes(zipped(parts))
    with pytest.raises(QualitativeError, match="split the table"):
        import_file(path, tmp_path / "study")
    assert not (tmp_path / "study").exists()


@pytest.mark.parametrize("table", [b'a,b\n"' + b"x\n" * 100_000, b"a,b\n\0,1\n", b"a,b\n" + b'"' * 50_001])
def test_a_broken_table_of_numbers_is_told(study: Study, table: bytes) -> None:
    (study.root / "corpus/tables").mkdir(exist_ok=True)
    (study.root / "corpus/tables/x.csv").write_bytes(table)
    assert any(problem.path.endswith("x.csv") for problem in Study.open(study.root).check())


def test_a_history_of_many_parents_and_a_circle_is_read(study: Study) -> None:
    one = json.loads(
        next((study.root / "codebook/history").glob("*.jsonl")).read_text(encoding="utf-8").splitlines()[0]
    )
    ids = [f"01HZZZZZZZ000000000000{n:04d}" for n in range(602)]
    lines = [one | {"id": ids[n], "parents": ids[max(0, n - 60) : n]} for n in range(600)]
    lines += [one | {"id": ids[600], "parents": [ids[601]]}, one | {"id": ids[601], "parents": [ids[600]]}]
    (study.root / "codebook/history/other.jsonl").write_text(
        "".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8"
    )
    assert all("\n" not in str(problem) for problem in Study.open(study.root).check())


@pytest.mark.slow
def test_the_kernel_is_ours_and_takes_no_settings_of_the_study(
    second_study: Study, planted: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, told = planted
    root = second_study.root
    notebook = json.loads((TEMPLATES / "findings.ipynb").read_text(encoding="utf-8"))
    notebook["metadata"]["kernelspec"]["name"] = "evil"
    (root / "notebooks/reports/findings.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    kernel = root / "share/jupyter/kernels/evil/kernel.json"
    kernel.parent.mkdir(parents=True)
    kernel.write_text(json.dumps({"argv": [str(program)], "display_name": "x", "language": "python"}), encoding="utf-8")
    (root / "matplotlibrc").write_text("backend: module://evil\n", encoding="utf-8")
    for name in ("evil.py", "notebooks/reports/evil.py"):
        (root / name).write_text(f"open({str(told)!r}, 'w')\n", encoding="utf-8")
    monkeypatch.chdir(root)
    assert run_report(root, "findings", {"language": "en"}).kind == "findings"
    assert not told.exists()


def test_what_a_document_is_called_leads_no_export_out(study: Study, tmp_path_factory: pytest.TempPathFactory) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("id: int-1", "id: int-1\ntitle: ../../evil"), encoding="utf-8"
    )
    target = tmp_path_factory.mktemp("out") / "inner"
    target.mkdir()
    opened = os.getcwd()  # noqa: PTH109
    os.chdir(study.root)
    try:
        assert run("export", "refi", str(target / "a.qdpx")) in (0, 3)
        run("export", "docx", str(target / "word"))
    finally:
        os.chdir(opened)
    with zipfile.ZipFile(target / "a.qdpx") as archive:
        assert not any(".." in name for name in archive.namelist())
    assert [one.name for one in target.parent.iterdir()] == ["inner"]
