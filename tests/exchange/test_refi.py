"""REFI-QDA: real and strange projects in, by their own numbers; out in the shapes that other tools read."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import pytest

from exchange.studies import dump, made_study
from qualitative import Study
from qualitative.exchange.importing import import_file
from qualitative.folder import placing

GUID = "{:08X}-2D59-57E4-AAA5-2BDF33FB56F4"


@pytest.mark.parametrize("way", ["lf", "crlf-cp", "lf-utf16", "crlf-utf16-bom", "readable"])
def test_one_study_under_each_way_of_counting_is_the_same(shared: Path, tmp_path: Path, way: str) -> None:
    found = import_file(shared / f"data/exchange/own-refi/proto-{way}.qdpx", tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert sorted(zip(study.codings()["quote"], study.codings()["coder"], strict=True)) == [
        ("Anggaran Café", "coder-a"), ("Anggaran Café", "coder-b"), ("Dana desa", "coder-a"),
    ]  # fmt: skip
    assert [(m.quote, m.why) for m in placing.state_of(study.folder).marks] == [("kurang", "note on 3")]
    assert "3 of 3 quotes fit" in found.losses.positions or "4 of 4 quotes fit" in found.losses.positions
    names = [code.name["en"] for code in study.codebook.values() if code.kind == "code"]
    assert len(names) == len(study.codebook) - 1 and study.codebook["dana"].parent == "anggaran"
    assert study.cases.loc["takalar", "population"] == 300 and {one.rank for one in study.check()} <= {"next"}
    assert not study.codings()["blind"].any() and {a[:10] for a in study.codings()["at"]} == {"2026-01-02"}


def test_the_sample_of_atlas_ti_gives_nine_codings_on_text_and_keeps_five_aside(shared: Path, tmp_path: Path) -> None:
    found = import_file(shared / "data/refi-qda/sky-loom/TestProject.qdpx", tmp_path / "study")
    row = found.losses["codings"]
    assert (row.in_file, row.taken, row.kept, row.left) == (14, 9, 5, 0)
    study = Study.open(tmp_path / "study")
    assert all(study.document(c.document).text[c.start : c.end] == c.quote for c in study.codings().itertuples())
    assert len(study.codebook) == 14 and found.losses["sets"].kept == 16
    rest = tmp_path / "study/corpus/exchange" / found.taking.import_id / "rest.xml"
    assert rest.read_text(encoding="utf-8").count("<PictureSelection") == 1
    files = [p.read_text(encoding="utf-8", errors="ignore") for p in (tmp_path / "study").rglob("*") if p.is_file()]
    assert not any("/Users/sebpe" in text for text in files), "a home folder was copied"


def test_what_had_no_place_goes_out_again_under_its_guids(shared: Path, tmp_path: Path) -> None:
    import_file(shared / "data/refi-qda/sky-loom/TestProject.qdpx", tmp_path / "study")
    out = Study.open(tmp_path / "study").export("refi", tmp_path / "out.qdpx")
    with zipfile.ZipFile(shared / "data/refi-qda/sky-loom/TestProject.qdpx") as archive:
        before = archive.read("Project.qde").decode()
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        after = archive.read("project.qde").decode()
    guids = {
        kind: set(re.findall(rf"<{kind} [^>]*?guid=\"([^\"]+)\"", before))
        for kind in ("Code", "User", "Set", "Link", "PictureSelection")
    }
    for kind, expected in guids.items():
        there = set(re.findall(rf"<{kind} [^>]*?guid=\"([^\"]+)\"", after))
        assert expected <= there or kind == "User" and there <= expected, kind
    assert (out.losses["sets"].taken, out.losses["links"].taken, out.losses["media"].taken) == (16, 2, 6)


def test_two_codes_of_one_name_and_two_people_on_one_span_go_out_apart(shared: Path, tmp_path: Path) -> None:
    import_file(shared / "data/exchange/own-refi/proto-lf.qdpx", tmp_path / "study")
    Study.open(tmp_path / "study").export("refi", tmp_path / "out.qdpx", language="en")
    with zipfile.ZipFile(tmp_path / "out.qdpx") as archive:
        root = ElementTree.fromstring(archive.read("project.qde"))
    names = [code.get("name") for code in root.iter("{urn:QDA-XML:project:1.0}Code")]
    assert len(names) == len(set(names)) == 5 and "Lain (Anggaran)" in names
    for selection in root.iter("{urn:QDA-XML:project:1.0}PlainTextSelection"):
        codings = selection.findall("{urn:QDA-XML:project:1.0}Coding")
        assert len(codings) <= 1 and all(c.get("creatingUser") == selection.get("creatingUser") for c in codings)


def project(path: Path, inside: str, texts: dict[str, bytes], origin: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as made:
        made.writestr(
            "x.QDE", f'<Project xmlns="urn:QDA-XML:project:1:0" name="p" origin="{origin}">{inside}</Project>'
        )
        for name, data in texts.items():
            made.writestr(name, data)
    return path


def selections(spans: list[tuple[int, int]], code: str) -> str:
    return "".join(
        f'<PlainTextSelection guid="{GUID.format(100 + n)}" startPosition="{a}" endPosition="{b}"><Coding guid="{GUID.format(500 + n)}">'
        f'<CodeRef targetGUID="{{{code.lower()}}}"/></Coding></PlainTextSelection>'
        for n, (a, b) in enumerate(spans)
    )


def test_what_tools_write_otherwise_than_the_standard_is_read(tmp_path: Path) -> None:
    text = "one two\r\nthree four\r\nfive six 😀 seven\r\n"
    words = ["two", "three four", "five", "seven"]
    spans = [
        (
            len(text[: text.index(w)].encode("utf-16-le")) // 2,
            len(text[: text.index(w) + len(w)].encode("utf-16-le")) // 2,
        )
        for w in words
    ]
    code, case = GUID.format(1), GUID.format(2)
    inside = (
        f'<CodeBook><Codes><Code guid="{code}" name="c" isCodable="true"><Description/></Code></Codes></CodeBook>'
        f'<Cases><Case guid="{GUID.format(3)}"><VariableValue><VariableRef targetGUID="{GUID.format(7)}"/><TextValue>x</TextValue></VariableValue>'
        f'<SourceRef targetGUID="{GUID.format(4)}"/></Case><Case guid="{case}" name="north"/></Cases>'
        f'<Sources><TextSource guid="{GUID.format(4)}" name="t" plainTextPath="board.txt">{selections(spans, code)}'
        f'<PlainTextSelection guid="{GUID.format(9)}" startPosition="0" endPosition="3"><Coding guid="{GUID.format(10)}"><CodeRef targetGUID="{case}"/></Coding></PlainTextSelection>'
        "</TextSource></Sources>"
    ).replace(
        "<Cases>",
        f'<Variables><Variable guid="{GUID.format(7)}" name="job" typeOfVariable="Text"/></Variables><Cases>',
    )
    project(tmp_path / "a.qdpx", inside, {"Sources/BOARD.txt": b"\xef\xbb\xbf" + text.encode()}, "NVivo 12")
    found = import_file(tmp_path / "a.qdpx", tmp_path / "study")
    study = Study.open(tmp_path / "study")
    assert sorted(study.codings()["quote"]) == sorted(words) and "UTF-16" in found.losses.positions
    assert study.folder.documents["t"].attributes == {"job": "x"} and list(study.cases.index) == ["north"]
    assert (
        found.losses["codings"].kept == 1
        and "north,t,0,3" in (study.root / "corpus/tables/refi-qda-cases.csv").read_text()
    )
    assert [code.definition for code in study.codebook.values()] == [{}]


def test_a_codebook_goes_out_alone_with_all_that_it_holds_and_comes_in_again(tmp_path: Path) -> None:
    study = made_study(tmp_path / "a", 5)
    study.export("qdc", tmp_path / "a.qdc")
    import_file(tmp_path / "a.qdc", tmp_path / "b")
    assert dump(Study.open(tmp_path / "b"))["codes"] == dump(study)["codes"]


def test_a_codebook_into_a_study_proposes_and_never_overwrites(tmp_path: Path) -> None:
    study = made_study(tmp_path / "a", 5)
    study.export("qdc", tmp_path / "a.qdc")
    text = (tmp_path / "a.qdc").read_text(encoding="utf-8")
    changed = re.sub(r"<Description>", "<Description>Quite another meaning. ", text, count=1)
    (tmp_path / "b.qdc").write_text(changed, encoding="utf-8")
    before = Study.open(study.root).codebook
    made = Study.open(study.root).import_(tmp_path / "b.qdc")
    assert Study.open(study.root).codebook.codes == before.codes
    assert made.taking.proposed and made.taking.proposed[0]["op"] == "edit"


def test_the_report_is_kept_and_its_numbers_add_up(shared: Path, tmp_path: Path) -> None:
    found = import_file(shared / "data/refi-qda/sky-loom/TestProject.qdpx", tmp_path / "study")
    report = json.loads(
        (tmp_path / "study/corpus/exchange" / found.taking.import_id / "report.json").read_text(encoding="utf-8")
    )
    assert {row["kind"] for row in report["rows"]} >= {
        "documents",
        "codes",
        "codings",
        "coders",
        "sets",
        "links",
        "media",
    }
    for row in report["rows"]:
        assert row["in_file"] == row["taken"] + row["kept_aside"] + row["left_out"]
        assert sum(reason["count"] for reason in row["why"]) == row["kept_aside"] + row["left_out"]


def test_nothing_is_written_where_the_numbers_do_not_add_up(shared: Path, tmp_path: Path, monkeypatch) -> None:
    from qualitative.errors import ReaderError
    from qualitative.exchange.losses import Losses

    monkeypatch.setattr(Losses, "kept", lambda *_: None)
    with pytest.raises(ReaderError, match="does not add up: 1 sets, but 0 taken"):
        import_file(shared / "data/exchange/own-refi/proto-lf.qdpx", tmp_path / "study")
    assert list(tmp_path.iterdir()) == []
