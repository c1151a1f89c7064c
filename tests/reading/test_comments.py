"""Comments in the margin of a file become memos at their place in the document that is made of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import STYLES, W, zipped
from qualitative import Study
from qualitative.corpus.comments import place_of, words_of
from qualitative.corpus.readers import Comment
from qualitative.folder import adding, placing

WHERE = {"case": "north", "date": "2026-05"}


def begin(n: int) -> str:
    return f'<w:commentRangeStart w:id="{n}"/>'


def end(n: int) -> str:
    return f'<w:commentRangeEnd w:id="{n}"/><w:r><w:commentReference w:id="{n}"/></w:r>'


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def commented(*paragraphs: str) -> bytes:
    """A Word file whose comments 0 to 3 say `note 0` and so on."""
    body = "".join(f"<w:p>{paragraph}</w:p>" for paragraph in paragraphs)
    notes = "".join(
        f'<w:comment w:id="{n}" w:author="Ratna"><w:p>{run(f"note {n}")}</w:p></w:comment>' for n in range(4)
    )
    parts = {
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        "word/comments.xml": f"<w:comments {W}>{notes}</w:comments>",
    }
    return zipped(parts)


def memos(study: Study, data: bytes) -> list[tuple[str, str]]:
    """(words that it lies on, note) of each memo, in the order of the text."""
    path = study.root / "a.docx"
    path.write_bytes(data)
    addition = study.add(path, **WHERE)
    placed = adding.keep_comments(study.folder, addition, "ana")
    fresh = Study.open(study.root)
    text = fresh.document("a").text
    events = [e for e in fresh.folder.events()[0] if e["event"] == "memo"]
    assert len(placing.state_of(fresh.folder, ["ana"]).memos) == len(events)
    assert placed == sum("start" in event for event in events)
    return [(text[e["start"] : e["end"]] if "start" in e else "", e["note"]) for e in events]


def test_equal_words_are_told_apart_by_what_stands_before_them(study: Study) -> None:
    data = commented(
        run("P: Who waited in the hall?"),
        run("A: They ") + run("waited ") + run("in the morning, and they ") + begin(0) + run("waited") + end(0)
        + run(" at noon."),
        run("P: Who ") + begin(1) + run("waited") + end(1) + run(" longest?"),
        run("A: My mother."),
    )  # fmt: skip
    assert memos(study, data) == [("waited", "note 0 (Ratna)"), ("waited", "note 1 (Ratna)")]
    events = [e for e in Study.open(study.root).folder.events()[0] if e["event"] == "memo"]
    text = Study.open(study.root).document("a").text
    assert [text[: e["start"]].count("waited") for e in events] == [2, 3]


def test_a_comment_on_no_words_lies_on_its_turn_and_one_over_several_begins_in_the_first(study: Study) -> None:
    data = commented(
        run("P: What did you do?"),
        run("A: We wrote the complaints down.") + '<w:r><w:commentReference w:id="0"/></w:r>',
        run("P: And ") + begin(1) + run("then what?"),
        run("A: We sent") + end(1) + run(" them on."),
    )
    assert memos(study, data) == [
        ("We wrote the complaints down.", "note 0 (Ratna)"),
        ("then what?", "note 1 (Ratna)"),
    ]


def test_a_comment_in_the_head_of_a_file_becomes_a_memo_on_the_document_with_its_words(study: Study) -> None:
    data = commented(
        begin(0) + run("Interview 7, Hall") + end(0),
        run("P: What did you do?"),
        run("A: We wrote it down."),
        run("P: And then?"),
        run("A: We sent it on."),
    )
    assert memos(study, data) == [("", "on \u201cInterview 7, Hall\u201d: note 0 (Ratna)")]


@pytest.mark.parametrize(
    ("comment", "there"),
    [
        (Comment("?", on="urus\u00a0KTP"), "urus KTP"),
        (Comment("?", on="urus KTP yang lain sekali"), "urus KTP"),
        (Comment("?", on="tak ada di sini"), None),
        (Comment("?"), None),
        (Comment("?", before="xx"), None),
    ],
)
def test_a_place_is_found_by_folded_words_or_said_to_be_none(study: Study, comment: Comment, there: str | None) -> None:
    document = study.document("int-1")
    place = place_of(comment, document)
    assert (None if place is None else document.text[slice(*place)]) == there
    assert words_of(comment, True) == "?"


def test_a_command_tells_how_many_have_a_place(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from qualitative.cli import main

    monkeypatch.chdir(study.root)
    Path("a.docx").write_bytes(
        commented(
            begin(0) + run("Interview 7") + end(0), run("P: What did you do?"),
            run("A: We ") + begin(1) + run("wrote") + end(1) + run(" it down."), run("P: And then?"), run("A: We left."),
        )
    )  # fmt: skip
    main(["add", "a.docx", "--case", "north", "--date", "2026", "--by", "ana"])
    assert (
        "2 comments kept as memos of ana, 1 of them at their place, the others on the document"
        in capsys.readouterr().out
    )
