"""The page for an ethics board names nobody; the sheet for an informant holds their words and what rests on them; answers are noted."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.errors import PrivacyError
from qualitative.privacy import read_replies
from qualitative.privacy.paper import Paper

from .conftest import code, run

CLAIMS = """- id: slow
  text: {id: Dana desa lambat cair, en: Village funds come slowly}
  for: "code:budget"
  against: "code:services"
"""


def test_the_page_counts_and_names_nobody(asked: Study, monkeypatch, capsys, tmp_path: Path) -> None:
    run(asked, monkeypatch, "privacy", "--page", str(tmp_path / "page.html"), "--language", "en")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "Persons in interviews: 3;" in page and "Material is kept until 2031-12; persons beyond that: 0." in page
    assert "<td>being quoted word for word</td><td>1</td><td>0</td><td>2</td><td>2024-05-02</td>" in page
    assert not re.search(r"p-0\d|talk-|KTP|>54<|http", page)
    run(asked, monkeypatch, "privacy", "--page", str(tmp_path / "page.md"))
    assert "| dikutip kata demi kata | 1 | 0 | 2 | 2024-05-02 |" in (tmp_path / "page.md").read_text(encoding="utf-8")


def test_consent_taken_back_is_told_apart_from_consent_never_given(asked: Study, monkeypatch, capsys) -> None:
    run(asked, monkeypatch, "privacy", "consent", "p-01", "verbatim=no")
    page = Study.open(asked.root).ethics_page("2026-01-01", "en").markdown()
    assert "| being quoted word for word | 0 | 1 | 2 | – |" in page


def test_the_sheet_holds_the_persons_words_and_the_claims_that_rest_on_them(asked: Study) -> None:
    (asked.root / "reports").mkdir()
    (asked.root / "reports/findings.yaml").write_text(CLAIMS, encoding="utf-8")
    code(asked, "talk-1", "Dananya dari desa", "budget")
    code(asked, "talk-1", "Yang paling susah")
    code(asked, "talk-2", "semua berjalan lagi")
    sheet = Study.open(asked.root).check_sheet("p-01").markdown()
    assert "> Kami urus KTP setiap hari. Dananya dari desa, lama sekali cairnya." in sheet
    assert "> Sekarang dananya sudah turun" in sheet and "orang lanjut usia" not in sheet and "Lalu?" not in sheet
    assert "- Dana desa lambat cair\n- Village funds come slowly" in sheet
    assert "ucapan Anda menentangnya / your words speak against it" in sheet
    assert "kami baca sebagai: budget\n- we read it as: budget" in sheet and "p-01" not in sheet


def test_a_sheet_goes_only_to_whom_one_may_ask_again(asked: Study, monkeypatch, capsys, tmp_path: Path) -> None:
    for person, said in (("p-02", "p-02 did not agree to be contacted again"), ("p-1", "did you mean p-01")):
        with pytest.raises(SystemExit):
            run(asked, monkeypatch, "privacy", "sheet", person, str(tmp_path / "s.html"))
        assert said in capsys.readouterr().err and not (tmp_path / "s.html").exists()
    run(asked, monkeypatch, "privacy", "sheet", "p-01", str(tmp_path / "s.html"))
    assert "Nothing that you said is quoted or coded." in (tmp_path / "s.html").read_text(encoding="utf-8")


def test_a_sheet_says_where_nothing_will_be_quoted(asked: Study, monkeypatch, capsys) -> None:
    code(asked, "talk-1", "Kami urus KTP")
    run(asked, monkeypatch, "privacy", "consent", "p-01", "verbatim=no")
    assert "will not be quoted, for you did not agree to it" in Study.open(asked.root).check_sheet("p-01").markdown()


def test_an_answer_is_noted_and_counted(asked: Study, monkeypatch, capsys) -> None:
    run(
        asked,
        monkeypatch,
        "privacy",
        "reply",
        "p-01",
        "--answer",
        "corrects",
        "--on",
        "2024-09-01",
        "--note",
        "bukan KTP",
        "--by",
        "ana",
    )
    run(asked, monkeypatch, "privacy", "reply", "p-02", "--answer", "withdraws", "--on", "2024-09-02", "--by", "ana")
    assert "qualitative withdraw p-02" in capsys.readouterr().err
    study = Study.open(asked.root)
    assert [(reply.person, reply.answer, reply.note) for reply in read_replies(study.folder)] == [
        ("p-01", "corrects", "bukan KTP"),
        ("p-02", "withdraws", ""),
    ]
    assert (
        "Persons who answered the sheet with their words: 2 (corrects 1, withdraws 1)."
        in study.ethics_page("2026-01-01", "en").markdown()
    )


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p-01", "--answer", "agre"), "'agre' is no answer; did you mean agrees"),
        (("p-09", "--answer", "agrees"), "person 'p-09' is not in the study"),
        (("p-01", "--answer", "agrees", "--on", "soon"), "'soon' is no date"),
    ],
)
def test_what_is_no_answer_is_refused(asked: Study, monkeypatch, capsys, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "privacy", "reply", *words, "--by", "ana")
    assert said in capsys.readouterr().err and not (asked.root / "corpus/replies.jsonl").exists()


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"v": 1}', '{"v": 2, "person": "p-01", "on": "", "answer": "", "note": "", "by": ""}', "[" * 100_000],
)
def test_a_line_that_is_no_answer_is_told_with_its_place(asked: Study, line: str) -> None:
    good = json.dumps({"v": 1, "person": "p-01", "on": "2024", "answer": "agrees", "note": "", "by": "ana"})
    (asked.root / "corpus/replies.jsonl").write_text(f"{good}\n{line}\n", encoding="utf-8")
    with pytest.raises(PrivacyError, match=r"corpus/replies.jsonl:2: no reply of a person"):
        read_replies(asked.folder)
    assert any("replies.jsonl" in str(problem) for problem in Study.open(asked.root).check())


@pytest.mark.parametrize(
    ("file", "said"),
    [("page.pdf", "write it as .md or .html"), ("corpus/documents/page.md", "choose a place outside corpus/")],
)
def test_a_page_goes_nowhere_else(asked: Study, monkeypatch, capsys, file: str, said: str) -> None:
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "privacy", "--page", file)
    assert said in capsys.readouterr().err and not (asked.root / file).exists()


def test_words_are_never_markup() -> None:
    paper = Paper("<b>A</b>")
    paper.quote("# no heading\n- no list\n1. no number <script>alert(1)</script> | *x* [a](b)")
    paper.table(["a|b"], [["<i>"]])
    paper.items(["- x\ny"])
    page = paper.html()
    assert "<script>" not in page and "<b>" not in page and html.escape("<i>") in page
    shown = paper.markdown()
    assert r"> \# no heading" in shown and r"> \- no list" in shown and r"> 1\. no number" in shown
    assert r"| a\|b |" in shown and r"\[a\](b)" in shown and r"- \- x y" in shown


def test_consent_that_nobody_noted_is_called_assumed(asked: Study, monkeypatch, capsys) -> None:
    settings = asked.root / "study.yaml"
    text = settings.read_text(encoding="utf-8").replace("consent: {scopes: [analysis], until: 2031-12}\n", "")
    settings.write_text(text, encoding="utf-8")
    assert "is assumed by the program" in Study.open(asked.root).ethics_page("2026-01-01", "en").markdown()
    run(asked, monkeypatch, "privacy")
    assert "study.yaml says nothing, so all is assumed" in capsys.readouterr().out
