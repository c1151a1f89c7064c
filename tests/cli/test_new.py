"""`qualitative new`: an empty study is sound from the first moment, and nothing that is there is touched."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from qualitative import QualitativeError, Study
from qualitative.cli import main
from qualitative.starter import write_study

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("title", ["Kajian desa", 'A "quoted": {study}', "#1 – ß", "null"])
def test_a_new_study_passes_every_check(tmp_path: Path, title: str) -> None:
    study = Study.open(write_study(tmp_path / "study", title))
    assert [(one.rank, one.path) for one in study.check()] == [("next", "codebook/history")]
    assert study.settings.title == {"en": title}
    assert study.codebook.usable() == [] and len(study.cases) == 0


def test_a_new_study_takes_a_transcript_and_a_coding(tmp_path: Path) -> None:
    study = Study.open(write_study(tmp_path / "study", codes=True))
    (tmp_path / "a.txt").write_text("P: Apa?\nNH: Itu.\n", encoding="utf-8")
    study.add(tmp_path / "a.txt", date="2024")
    study.apply("first-code", "a", 3, 7, coder="me")
    assert study.document("a").case == "all"
    assert [one.sentence[:10] for one in study.check()] == ["1 document"]  # coded, and not done


def test_a_new_study_has_report_templates_that_know_no_other_study(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study")
    templates = {path.name: path.read_text(encoding="utf-8") for path in (root / "notebooks/reports").rglob("*.*")}
    assert set(templates) == {"brief.ipynb", "findings.ipynb", "recommendations.ipynb"}
    for text in templates.values():
        assert not re.search("growth|services|domain|district|puskes|barrier", text, re.IGNORECASE)


def test_git_shares_what_should_be_shared_only(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study")
    assert "incoming/" in (root / ".gitignore").read_text()
    assert "*.jsonl merge=union" in (root / ".gitattributes").read_text()


@pytest.mark.parametrize("there", ["notes.txt", ".hidden", "study.yaml"])
def test_a_folder_that_holds_something_is_refused_and_left_as_it_is(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine", encoding="utf-8")
    with pytest.raises(QualitativeError, match="is not empty"):
        write_study(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == [there]


def test_a_fresh_git_folder_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    assert {one.rank for one in Study.open(write_study(tmp_path)).check()} == {"next"}


@pytest.mark.parametrize(("title", "message"), [("a\nb", "no title"), (" ", "no title")])
def test_a_title_is_one_line(tmp_path: Path, title: str, message: str) -> None:
    with pytest.raises(QualitativeError, match=message):
        write_study(tmp_path / "study", title)


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    (tmp_path / "study").write_text("", encoding="utf-8")
    with pytest.raises(QualitativeError, match="is a file; name a new folder"):
        write_study(tmp_path / "study")


def test_every_key_that_the_settings_show_in_comments_can_be_switched_on(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study")
    path = root / "study.yaml"
    text = path.read_text(encoding="utf-8")
    shown = [line for line in text.splitlines() if re.match(r"# [a-z]+: \{", line)]
    assert len(shown) == 4
    for line in shown:
        text = text.replace(line, line.removeprefix("# "))
    path.write_text(text, encoding="utf-8")
    settings = Study.open(root).settings
    assert (settings.case.whole, settings.count.who, settings.work["id"]) == ("all", ("me",), "author-2024")
    assert settings.attributes.private == ("phone",) and list(settings.classes) == ["topic"]


def test_git_keeps_what_is_private_of_persons_to_itself(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study")
    assert "corpus/private/" in (root / ".gitignore").read_text().splitlines()
    assert "corpus/persons.csv merge=union text eol=lf" in (root / ".gitattributes").read_text().splitlines()


@pytest.mark.parametrize("languages", [("en",), ("id",), ("en", "id")])
def test_a_new_study_speaks_its_languages_and_no_other(tmp_path: Path, languages: tuple[str, ...]) -> None:
    root = write_study(tmp_path / "study", "A {title}", languages=languages, codes=True)
    study = Study.open(root)
    assert study.settings.languages == languages
    assert study.settings.title == dict.fromkeys(languages, "A {title}")
    assert {tuple(study.codebook[code].name) for code in study.codebook} == {languages}
    other = {"en": "First", "id": "pertama"}
    written = "".join(path.read_text(encoding="utf-8") for path in root.rglob("*.*") if path.is_file())
    assert [language for language, word in other.items() if word in written] == sorted(languages)
    assert study.check() == []


def test_a_language_without_a_catalogue_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    with pytest.raises(QualitativeError, match="language 'xx' has no catalogue"):
        write_study(tmp_path / "study", languages=("en", "xx"))
    assert not (tmp_path / "study").exists()


def test_every_answer_is_written_where_it_belongs(tmp_path: Path) -> None:
    root = write_study(
        tmp_path / "study",
        'Say "cheese"',
        languages=("en", "id"),
        coders=("Ana Putri", "budi"),
        case_word=("en=district", "id=kabupaten"),
        approach="reflexive",
    )
    settings = Study.open(root).settings
    assert {id: coder.name for id, coder in settings.coders.items()} == {
        "ana-putri": "Ana Putri",
        "budi": "budi",
        "consensus": "consensus",
    }
    assert settings.case.word == {"en": "district", "id": "kabupaten"} and settings.case.whole == "all"
    assert settings.approach.name == "reflexive" and settings.title["id"] == 'Say "cheese"'


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"coders": ["consensus"]}, "'consensus' is the name of what coders settle together"),
        ({"coders": ["ana", "Ana"]}, "'Ana' is named twice"),
        ({"coders": ["–"]}, "makes no id"),
        ({"case_word": ["fr=école"]}, "in no language of the study"),
        ({"case_word": ["en="]}, "is no word"),
        ({"approach": "codebok"}, "did you mean codebook"),
    ],
)
def test_a_wrong_answer_is_one_sentence_and_nothing_is_written(
    tmp_path: Path, asked: dict[str, Any], message: str
) -> None:
    with pytest.raises(QualitativeError, match=message):
        write_study(tmp_path / "study", **asked)
    assert not (tmp_path / "study").exists()


def test_what_a_new_study_shows_in_comments_is_not_stopped_by_what_stands_below_it(tmp_path: Path) -> None:
    root = write_study(tmp_path / "study", codes=True)
    for name in ("findings", "recommendations", "report"):
        path = root / f"reports/{name}.yaml"
        shown = re.sub(r"^# ?(?=[-a-z ]+: |  )", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert shown != path.read_text(encoding="utf-8")
        path.write_text(shown.replace("code:other-code", "code:first-code"), encoding="utf-8")
    study = Study.open(root)
    assert [one.sentence for one in study.check() if one.rank == "broken" and "YAML" in one.sentence] == []


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is of POSIX")
def test_on_a_terminal_it_asks_what_is_not_said(tmp_path: Path) -> None:
    import pty

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "qualitative.cli", "new", str(tmp_path / "study"), "--approach", "content"]
    asked = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.write(ours, b"Pay in the north\nen, id\nana\n\n")
    assert asked.wait(60) == 0
    said = os.read(ours, 10_000).decode()
    assert "Who codes" in said and "How you work" not in said
    settings = Study.open(tmp_path / "study").settings
    assert settings.title["id"] == "Pay in the north" and list(settings.coders) == ["ana", "consensus"]
    assert (settings.languages, settings.approach.name, settings.case.word["en"]) == (("en", "id"), "content", "case")


def test_without_a_terminal_nothing_is_asked_and_one_language_needs_no_mark(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["new", str(tmp_path / "study")])
    monkeypatch.chdir(tmp_path / "study")
    main(["codebook", "add", "drift", "--name", "Concept drift"])
    assert "version 1 adds code drift (Concept drift)" in capsys.readouterr().out
    code = Study.open().codebook["drift"]
    assert code.name == {"en": "Concept drift"} and code.colour != "#cccccc"
