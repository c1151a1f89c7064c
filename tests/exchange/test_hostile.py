"""Files of strangers: each harm ends in one sentence, in bounded time and memory, and leaves nothing behind."""

from __future__ import annotations

import sqlite3
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from qualitative.cli import main
from qualitative.errors import QualitativeError
from qualitative.exchange.importing import import_file
from taguette_file import project_file

PROJECT = '<Project xmlns="urn:QDA-XML:project:1.0" name="p"><CodeBook><Codes><Code guid="{}" name="c" isCodable="true"/></Codes></CodeBook></Project>'
SMALL = PROJECT.format("6BD719DF-2D59-57E4-AAA5-2BDF33FB56F4")


def archive(path: Path, parts: dict[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return path


def renamed(data: bytes, old: str, new: str) -> bytes:
    return data.replace(old.encode(), new.encode())


HARMS = {
    "a bomb": ({"project.qde": SMALL, "sources/x.txt": b"0" * 50_000_000}, "out of almost nothing"),
    "many entries": ({"project.qde": SMALL, **{f"sources/{n}": "" for n in range(20_001)}}, "files are more than"),
    "no project": ({"readme.txt": "x"}, "no project"),
    "two projects": ({"a.qde": SMALL, "b.qde": SMALL}, "2 projects"),
    "a name that leads out": ({"project.qde": SMALL, "../x.txt": "x"}, "leads out"),
    "an absolute name": ({"project.qde": SMALL, "/etc/x": "x"}, "no plain name"),
    "a drive": ({"project.qde": SMALL, "C:x": "x"}, "no plain name"),
    "entities": ({"project.qde": '<!DOCTYPE x [<!ENTITY a "b">]><Project>&a;</Project>'}, "declares"),
    "a million laughs": ({"project.qde": '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><Project>&b;</Project>'}, "declares"),
    "depth": ({"project.qde": "<Project>" + "<Code>" * 100_000 + "</Code>" * 100_000 + "</Project>"}, "nested more than"),
    "an endless attribute": ({"project.qde": f'<Project name="{"a" * 1_100_000}"/>'}, "longer than"),
    "broken XML": ({"project.qde": "<Project><Users></Project>"}, "no sound XML"),
    "another root": ({"project.qde": "<html/>"}, "no REFI-QDA project"),
}  # fmt: skip


@pytest.mark.parametrize("harm", HARMS)
def test_a_hostile_archive_ends_in_one_sentence_before_much_is_unpacked(
    tmp_path: Path, harm: str, monkeypatch, capsys
) -> None:
    parts, message = HARMS[harm]
    monkeypatch.chdir(tmp_path)
    archive(tmp_path / "a.qdpx", parts)
    unpacked: list[int] = []
    read = zipfile.ZipExtFile.read

    def counting(part: zipfile.ZipExtFile, size: int | None = -1) -> bytes:
        data = read(part, size)
        unpacked.append(len(data))
        return data

    monkeypatch.setattr(zipfile.ZipExtFile, "read", counting)
    with pytest.raises(SystemExit) as left:
        main(["import", "a.qdpx", "study"])
    said = capsys.readouterr().err
    assert left.value.code == 2 and message in said and said.count("\n") == 1 and "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["a.qdpx"] and sum(unpacked) < 5_000_000


def test_a_link_a_backslash_and_a_name_that_stands_twice_are_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("sources/link")
    link.external_attr = 0o120777 << 16
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        file.writestr("project.qde", SMALL)
        file.writestr(link, "/etc/passwd")
        file.writestr("sources/a.txt", "x")
    data = made.getvalue()
    again = BytesIO()
    with zipfile.ZipFile(again, "w") as file:
        for name in ("project.qde", "sources/b.txt", "sources/a.txt"):
            file.writestr(name, SMALL)
    plain = again.getvalue()
    for content, message in (
        (data, "is a link"),
        (renamed(plain, "sources/a.txt", "sources\\a.txt"), "no plain name"),
        (renamed(plain, "sources/a.txt", "sources/b.txt"), "stands twice"),
        (data[: len(data) // 2], "broken"),
    ):
        (tmp_path / "a.qdpx").write_bytes(content)
        with pytest.raises(QualitativeError, match=message):
            import_file(tmp_path / "a.qdpx", tmp_path / "study")


def test_paths_in_a_project_open_nothing_outside_its_archive(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("secret words", encoding="utf-8")
    source = '<Sources><TextSource guid="6BD719DF-2D59-57E4-AAA5-2BDF33FB56F4" name="t" plainTextPath="{}"/></Sources>'
    for path in (
        f"absolute://{tmp_path}/secret.txt",
        "relative:///../secret.txt",
        "internal://../secret.txt",
        f"{tmp_path}/secret.txt",
        "file:///etc/passwd",
    ):
        text = SMALL.replace("</CodeBook>", f"</CodeBook>{source.format(path)}")
        archive(tmp_path / "a.qdpx", {"project.qde": text})
        found = import_file(tmp_path / "a.qdpx", tmp_path / "study", dry_run=True)
        assert found.losses["documents"].taken == 0 and found.losses["characters"].taken == 0


def test_guids_that_stand_twice_or_lead_nowhere_are_told_and_lose_nothing(tmp_path: Path) -> None:
    guid = "6BD719DF-2D59-57E4-AAA5-2BDF33FB56F4"
    selection = f'<PlainTextSelection guid="{guid}" startPosition="0" endPosition="3"><Coding guid="{guid}"><CodeRef targetGUID="{{}}"/></Coding></PlainTextSelection>'
    gone = "00000000-2D59-57E4-AAA5-2BDF33FB56F4"
    source = f'<Sources><TextSource guid="{guid}" name="t"><PlainTextContent>abc def ghi</PlainTextContent>{selection.format(guid)}{selection.format(guid)}{selection.format(gone)}</TextSource></Sources>'
    archive(tmp_path / "a.qdpx", {"project.qde": SMALL.replace("</CodeBook>", f"</CodeBook>{source}")})
    found = import_file(tmp_path / "a.qdpx", tmp_path / "study")
    assert (found.losses["codings"].in_file, found.losses["codings"].taken, found.losses["codings"].left) == (3, 2, 1)


def test_generated_columns_and_virtual_tables_of_a_database_are_not_run(tmp_path: Path) -> None:
    more = "alter table tags add column evil text generated always as (zeroblob(900000000)) virtual; create virtual table v using fts5(x);"
    try:
        path = project_file(tmp_path / "a.sqlite3", more)
    except sqlite3.OperationalError:
        pytest.skip("this SQLite has no fts5")
    assert import_file(path, tmp_path / "study").losses["codings"].taken == 3


@pytest.mark.parametrize(
    ("name", "content", "way"),
    [
        ("a.mx24", b"SQLite format 3\0", "Project > Export > REFI-QDA"),
        ("a.nvpx", b"\0\1\2", "Export Project"),
        ("a.atlproj", b"PK\3\4", "QDPX"),
        ("a.hpr", b"xx", "HyperRESEARCH"),
        ("a.bin", b"\0\0\0", "no project or table"),
    ],
)
def test_what_only_its_own_tool_can_read_is_refused_with_the_way_out(
    tmp_path: Path, name: str, content: bytes, way: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(QualitativeError, match=way):
        import_file(tmp_path / name, tmp_path / "study")
    assert not (tmp_path / "study").exists()


def test_a_failed_import_leaves_nothing_in_a_study_that_is_there(tmp_path: Path, monkeypatch) -> None:
    from qualitative import Study
    from qualitative.exchange.taking import writing

    import_file(project_file(tmp_path / "a.sqlite3"), tmp_path / "study")
    before = {p: p.read_bytes() for p in (tmp_path / "study").rglob("*") if p.is_file() and ".cache" not in p.parts}
    other = project_file(
        tmp_path / "b.sqlite3",
        "update documents set contents = '<p>Other text here</p>'; update highlights set start_offset = 0, end_offset = 5, snippet = 'Other';",
    )

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing, "commit", fail)
    with pytest.raises(OSError, match="No space"):
        Study.open(tmp_path / "study").import_(other)
    after = {p: p.read_bytes() for p in (tmp_path / "study").rglob("*") if p.is_file() and ".cache" not in p.parts}
    assert after == before
