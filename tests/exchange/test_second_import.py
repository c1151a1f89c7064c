"""A project that somebody went on with elsewhere brings the difference, and nothing doubles."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from exchange.studies import dump, made_study
from qualitative import Study
from qualitative.exchange.importing import import_file


def rewritten(path: Path, target: Path, change) -> Path:
    """The project with its XML changed, as another tool would leave it: without our own part, under another origin."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "project.qde":
                data = change(re.sub(r'origin="[^"]*"', 'origin="Other tool 1"', data.decode())).encode()
            if not name.endswith(".json"):
                new.writestr(name, data)
    return target


def first_selection(xml: str) -> re.Match[str]:
    match = re.search(
        r'<PlainTextSelection guid="[^"]+"[^>]*>(?:(?!</PlainTextSelection>).)*<Coding.*?</PlainTextSelection>',
        xml,
        re.DOTALL,
    )
    assert match
    return match


def test_what_was_coded_elsewhere_comes_in_and_nothing_else(tmp_path: Path) -> None:
    study = made_study(tmp_path / "a", 3)
    study.export("refi", tmp_path / "a.qdpx")

    def add(xml: str) -> str:
        one = first_selection(xml)[0]
        new = re.sub(r'guid="([0-9A-F]{7}).', r'guid="\g<1>0', one)
        new = re.sub(
            r'endPosition="(\d+)"',
            lambda m: f'endPosition="{int(m[1]) - 1 if int(m[1]) > 2 else int(m[1]) + 1}"',
            new,
            count=1,
        )
        new = re.sub(r'name="[^"]*"', 'name=""', new, count=1)
        return xml.replace(one, one + new)

    rewritten(tmp_path / "a.qdpx", tmp_path / "b.qdpx", add)
    before = dump(study)
    made = Study.open(study.root).import_(tmp_path / "b.qdpx")
    after = dump(Study.open(study.root))
    assert made.taking.codings == 1 and made.taking.documents == made.taking.codes == 0
    assert len(after["codings"]) == len(before["codings"]) + 1 and after["documents"] == before["documents"]
    assert not Study.open(study.root).import_(tmp_path / "b.qdpx").is_written


def test_a_coding_that_was_changed_elsewhere_is_changed_and_not_doubled(tmp_path: Path) -> None:
    import_file(_plain(tmp_path), tmp_path / "study")
    study = Study.open(tmp_path / "study")
    study.export("refi", tmp_path / "a.qdpx")
    codes = re.findall(r'<Code guid="([^"]+)"', zipfile.ZipFile(tmp_path / "a.qdpx").read("project.qde").decode())

    def swap(xml: str) -> str:
        return re.sub(rf'(<CodeRef targetGUID="){codes[0]}', rf"\g<1>{codes[1]}", xml, count=1)

    rewritten(tmp_path / "a.qdpx", tmp_path / "b.qdpx", swap)
    made = Study.open(study.root).import_(tmp_path / "b.qdpx")
    before, after = study.codings(), Study.open(study.root).codings()
    assert len(after) == len(before) == 3 and made.taking.codings == 1
    assert sorted(after["quote"]) == sorted(before["quote"]) and sorted(after["code"]) == ["one", "two", "two"]
    assert not Study.open(study.root).import_(tmp_path / "b.qdpx").is_written


def test_new_guids_for_everything_double_nothing(tmp_path: Path) -> None:
    study = made_study(tmp_path / "a", 4)
    study.export("refi", tmp_path / "a.qdpx", language="en")

    def other_guids(xml: str) -> str:
        return re.sub(r'((?:guid|GUID|User)=")([0-9A-F]{8})', lambda m: m[1] + m[2][::-1], xml)

    rewritten(tmp_path / "a.qdpx", tmp_path / "b.qdpx", other_guids)
    before = dump(study)
    Study.open(study.root).import_(tmp_path / "b.qdpx")
    after = dump(Study.open(study.root))
    assert after["codings"] == before["codings"] and after["documents"] == before["documents"]
    assert after["marks"] == before["marks"] and after["codes"] == before["codes"]


def test_what_was_taken_back_here_stays_away(tmp_path: Path) -> None:
    study = made_study(tmp_path / "a", 3)
    study.export("refi", tmp_path / "a.qdpx")
    first = study.codings().iloc[0]
    study.retract(first["id"], coder=first["coder"])
    made = Study.open(study.root).import_(tmp_path / "a.qdpx")
    assert made.taking.codings == 0 and first["id"] not in set(Study.open(study.root).codings()["id"])
    assert any("taken back" in one for one in made.losses.all_remarks)


def test_a_text_that_was_changed_elsewhere_stays_and_codings_follow_their_words(tmp_path: Path) -> None:
    import_file(Path(_plain(tmp_path)), tmp_path / "study")
    study = Study.open(tmp_path / "study")
    study.export("refi", tmp_path / "a.qdpx")
    with zipfile.ZipFile(tmp_path / "a.qdpx") as old, zipfile.ZipFile(tmp_path / "b.qdpx", "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.endswith(".txt"):
                data = b"A new line before.\n" + data
            if name == "project.qde":
                shift = lambda m: f'{m[1]}="{int(m[2]) + 19}"'  # noqa: E731
                data = re.sub(r'(startPosition|endPosition)="(\d+)"', shift, data.decode()).encode()
            if not name.endswith(".json"):
                new.writestr(name, data)
    made = Study.open(study.root).import_(tmp_path / "b.qdpx")
    assert made.taking.codings == 0 and Study.open(study.root).folder.documents.keys() == study.folder.documents.keys()
    assert any("its text was changed elsewhere" in one for one in made.losses.all_remarks)


def test_two_files_whose_ids_are_alike_are_not_one(tmp_path: Path) -> None:
    from taguette_file import project_file

    import_file(project_file(tmp_path / "a.sqlite3"), tmp_path / "study")
    other = project_file(
        tmp_path / "b.sqlite3",
        "update documents set name = 'Other', contents = '<p>Other text here</p>'; update tags set path = 'new ' || id; delete from highlights; insert into highlights values (1, 1, 0, 5, 'Other');",
    )
    made = Study.open(tmp_path / "study").import_(other)
    study = Study.open(tmp_path / "study")
    assert made.taking.documents == 1 and len(study.documents) == 2 and {"new-1", "new-2"} <= set(study.codebook)
    assert set(study.codings().query("document == 'other'")["quote"]) == {"Other"}


def _plain(folder: Path) -> Path:
    (folder / "t.csv").write_text(
        "document,code,quote\nd,one,money was never there\nd,two,nobody came to us\nd,one,the road was closed\n",
        encoding="utf-8",
    )
    return folder / "t.csv"
