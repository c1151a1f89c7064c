"""A name that is left is never left in silence: what may be it too is listed, and at the end how many of each are where."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.errors import PrivacyError
from qualitative.privacy import AS_IT_IS, Key, left_of, pseudonymise
from qualitative.privacy.key import read_key

from .conftest import code, everything, run

NAME = "Siti Aminah"
TALK = """---
id: talk
title: Wawancara Siti Aminah
kind: interview
provenance: fieldwork
case: north
date: 2024-05
language: id
speakers: {P: interviewer, A: informant}
source: {file: Wawancara Siti Aminah.txt}
---
P: Siapa namanya?

A: Siti\u00a0Aminah yang mencatat. Lalu Siti
Aminah juga. Si\u00adti Aminah pulang. SITI AMINAH. Bu Siti Aminah's anak. Bu Aminah dan S. Aminah, juga siti aminah.
"""


@pytest.fixture
def named(study: Study) -> Study:
    """A study in which one name is written in many ways, in every room."""
    root = study.root
    (root / "corpus/transcripts/int-1.md").unlink()
    (root / "corpus/transcripts/talk.md").write_text(TALK, encoding="utf-8")
    (root / "corpus/tables").mkdir()
    (root / "corpus/tables/visits.csv").write_text(
        'who,rekening,note\nSiti Aminah,1234567890,"ke Siti\nAminah, ya"\nSiti,,\nAminah,,\n', encoding="utf-8"
    )
    (root / "corpus/exchange/one").mkdir(parents=True)
    (root / "corpus/exchange/one/rest.json").write_text(
        json.dumps({"notes": ["Kata Siti Aminah", {"by": "Siti\u00a0Aminah"}]}), encoding="utf-8"
    )
    (root / "corpus/exchange/one/ids.jsonl").write_text(
        '{"guid": "g", "kind": "coder", "ours": "ana", "name": "Siti Aminah"}\n', encoding="utf-8"
    )
    (root / "corpus/exchange/one/rest.xml").write_text("<p><m>Siti Aminah</m></p>\n", encoding="utf-8")
    (root / "reports").mkdir()
    (root / "reports/notes.md").write_text("Aminah bilang\n", encoding="utf-8")
    study = Study.open(root)
    code(study, "talk", "Siti\u00a0Aminah yang")
    study.memo("Bu Aminah ragu", coder="ana", document="talk")
    return study


@pytest.fixture
def hidden(named: Study, monkeypatch: pytest.MonkeyPatch, capsys) -> tuple[Study, str]:
    """The study afterwards, and what was said."""
    run(named, monkeypatch, "pseudonymize", "--name", f"{NAME}=Ibu A", "--yes-to", "all", "--by", "ana")
    return Study.open(named.root), capsys.readouterr().out


def test_every_way_of_writing_the_name_is_replaced(hidden: tuple[Study, str]) -> None:
    study, _ = hidden
    text = study.document("talk").text
    assert "A: Ibu A yang mencatat. Lalu Ibu A juga. Ibu A pulang. Ibu A. Bu Ibu A's anak." in text
    document = study.folder.documents["talk"]
    assert document.title == "Wawancara Ibu A" and document.source["file"] == "Wawancara Ibu A.txt"
    assert study.codings()["quote"].tolist() == ["Ibu A yang"]


def test_imports_and_tables_are_reached_cell_by_cell(hidden: tuple[Study, str]) -> None:
    study, _ = hidden
    folder = study.root / "corpus/exchange/one"
    assert json.loads((folder / "rest.json").read_text()) == {"notes": ["Kata Ibu A", {"by": "Ibu A"}]}
    assert (
        json.loads((folder / "ids.jsonl").read_text())["name"] == "Ibu A"
        and "<m>Ibu A</m>" in (folder / "rest.xml").read_text()
    )
    table = study.tables["visits"]
    # a first name at the end of one row and a last name in the next are no name; what a number is, its column says
    assert table["who"].tolist() == ["Ibu A", "Siti", "Aminah"] and table["note"].tolist()[0] == "ke Ibu A, ya"
    assert table["rekening"].tolist()[0] == "[rekening 1]"


def test_what_is_left_is_told_with_its_rooms(hidden: tuple[Study, str]) -> None:
    _, said = hidden
    assert "left as they were written, of all names and numbers of the key: none" in said
    assert "may also be Siti Aminah: 'Aminah' (part), 4: texts 1 (corpus/transcripts/talk.md:" in said
    assert (
        "memos 1 (corpus/codings/ana/talk.jsonl: " in said
        and "claims 1 (reports/notes.md:1)" in said
        and "tables 1 (corpus/tables/visits.csv:4)" in said
    )
    assert "'S. Aminah' (initials), 1: texts 1" in said and "'siti aminah' (small letters), 1: texts 1" in said


def test_what_stays_on_purpose_is_told_no_more(hidden: tuple[Study, str], monkeypatch, capsys) -> None:
    study, _ = hidden
    run(study, monkeypatch, "pseudonymize", "--keep", "Aminah", "--by", "ana")
    capsys.readouterr()
    run(study, monkeypatch, "pseudonymize", "--list")
    said = capsys.readouterr().out
    assert "'Aminah' (part)" not in said and "'S. Aminah' (initials)" in said
    assert read_key(study.root).kept == {"name": ["aminah"]}


def test_a_name_in_small_letters_is_left_and_told_and_can_be_hidden_by_itself(
    hidden: tuple[Study, str], monkeypatch, capsys
) -> None:
    study, _ = hidden
    assert "siti aminah" in study.document("talk").text
    run(study, monkeypatch, "pseudonymize", "--name", "siti aminah=Ibu A", "--yes-to", "all", "--by", "ana")
    assert "siti aminah" not in Study.open(study.root).document("talk").text


def test_what_nobody_decided_on_is_told(named: Study, monkeypatch, capsys) -> None:
    path = named.root / "corpus/transcripts/talk.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nA: Pak Rahmat di Jl. Mawar No. 3.\n", encoding="utf-8")
    run(named, monkeypatch, "pseudonymize", "--name", f"{NAME}=Ibu A", "--yes-to", "all", "--by", "ana")
    said = capsys.readouterr().out
    assert "not decided, so left as they are: address 1, person 2" in said
    assert "Pak Rahmat di Jl. Mawar No. 3" in Study.open(named.root).document("talk").text


def test_a_person_with_a_title_is_a_name_everywhere_once_hidden(named: Study, monkeypatch, capsys) -> None:
    path = named.root / "corpus/transcripts/talk.md"
    path.write_text(
        path.read_text(encoding="utf-8") + "\nA: Pak Rahmat Hidayat. Rahmat Hidayat lagi, Rahmat saja.\n",
        encoding="utf-8",
    )
    run(
        named,
        monkeypatch,
        "pseudonymize",
        "--name",
        f"{NAME}=Ibu A",
        "--yes-to",
        "all",
        "--yes-to",
        "person",
        "--by",
        "ana",
    )
    text = Study.open(named.root).document("talk").text
    assert "Rahmat Hidayat" not in text and "may also be Rahmat Hidayat: 'Rahmat' (part), 1" in capsys.readouterr().out


def test_a_name_that_nobody_wrote_is_looked_for_from_then_on(named: Study, monkeypatch, capsys) -> None:
    (named.root / "corpus/transcripts/talk.md").unlink()
    (named.root / "corpus/tables/visits.csv").unlink()
    run(
        named,
        monkeypatch,
        "pseudonymize",
        "--name",
        "Zubaidah=Ibu Z",
        "--by",
        "ana",
        "--decisions",
        str(_decisions(named.root)),
    )
    assert read_key(named.root).names == {"Zubaidah": "Ibu Z"}


def _decisions(root: Path) -> Path:
    path = root / "decisions.yaml"
    path.write_text("Siti Aminah: later\n", encoding="utf-8")
    return path


def test_certain_and_uncertain_are_told_apart(named: Study) -> None:
    key = Key(names={NAME: "Ibu A"})
    hows = {one.how for one in left_of(named.folder, key)}
    assert AS_IT_IS in hows and {"part", "initials", "small letters"} <= hows
    first = left_of(named.folder, key)[0]
    assert (
        first.how == AS_IT_IS and list(first.rooms)[0] == "texts" and first.count == sum(map(len, first.rooms.values()))
    )


def test_letters_that_an_xml_writes_by_number_hide_no_name(named: Study) -> None:
    rest = named.root / "corpus/exchange/one/rest.xml"
    rest.write_text("<p>Siti&#160;Aminah &lt;3 &#x53;iti Aminah, caf&#233;</p>", encoding="utf-8")
    key = Key(names={NAME: "Ibu A"})
    key.give("name", "siti aminah")
    with pytest.raises(PrivacyError, match="rest.xml in one holds a name in which marks are written as entities"):
        pseudonymise(named.folder, key, by="ana")
    rest.write_text("<p>Siti&#160;Aminah &lt;3, caf&#233;</p>", encoding="utf-8")
    pseudonymise(named.folder, key, by="ana")
    assert rest.read_text(encoding="utf-8") == "<p>Ibu A &lt;3, café</p>"


def test_an_xml_that_hides_a_name_in_entities_stops_all(named: Study) -> None:
    (named.root / "corpus/exchange/one/rest.xml").write_text("<p>Siti&#32;Aminah</p>", encoding="utf-8")
    before = everything(named.root / "corpus")
    key = Key(names={NAME: "Ibu A"})
    key.give("name", "siti aminah")
    with pytest.raises(PrivacyError, match="holds a name in which marks are written as entities"):
        pseudonymise(named.folder, key, by="ana")
    assert everything(named.root / "corpus") == before


def test_the_words_for_pseudonyms_are_those_of_the_study(named: Study) -> None:
    assert (
        Key(language="en").give("phone", "1") == "[phone 1]" and Key(language="id").give("phone", "1") == "[telepon 1]"
    )
    assert Key(language="en").give("name", "x") == "Name-1"


@pytest.mark.parametrize("name", ["", " ", "=X", "…"])
def test_a_name_without_letters_is_refused(named: Study, monkeypatch, capsys, name: str) -> None:
    with pytest.raises(SystemExit):
        run(named, monkeypatch, "pseudonymize", "--name", name, "--by", "ana")
    assert "is no name; write --name" in capsys.readouterr().err


def test_the_shared_case_is_hidden_whole(study: Study, shared: Path, monkeypatch, capsys) -> None:
    source = shared / "cases/82-pseudonymize-nbsp-softhyphen/Wawancara Siti Aminah.txt"
    run(study, monkeypatch, "add", str(source), "--case", "north", "--date", "2024-05")
    run(study, monkeypatch, "pseudonymize", "--name", f"{NAME}=Ibu A", "--yes-to", "all", "--by", "ana")
    said = capsys.readouterr().out
    document = Study.open(study.root).folder.documents["wawancara-siti-aminah"]
    assert (
        document.text.count("Ibu A") == 5
        and "Aminah" not in document.text
        and document.source["file"] == "Wawancara Ibu A.txt"
    )
    assert "the id of document 'wawancara-siti-aminah' holds a name" in said
