"""What each reader makes of tables, captions, encodings, columns of numbers and pages; what it leaves out is counted with its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import docx, odt, p
from qualitative import Study
from qualitative.corpus.amounts import read_amounts
from qualitative.corpus.readers import Raw, docx_body, read_file
from qualitative.corpus.readers.encodings import guess_encoding
from qualitative.corpus.readers.grids import read_grid
from qualitative.corpus.readers.layout import join_lines, with_gaps, without_line_numbers, without_running_heads
from qualitative.errors import ReaderError
from qualitative.text.folding import bare
from qualitative.text.language import guess_language
from qualitative.text.speakers import recognise

WHERE = {"case": "north", "date": "2026-05"}


def read(folder: Path, name: str, content: str | bytes) -> Raw:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(folder / name)


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([["Time", "Who", "Text"], ["0:03", "Ann", "Why?"], ["0:09", "Bob", "So."], ["", "", "And so."]], ["[00:00:03] <v Ann>Why?", "[00:00:09] <v Bob>So.", "And so."]),
        ([["Interview 12", "", ""], ["Inhalt", "Sprecher", "Nr"], ["Warum?", "A", "1"], ["Darum.", "B", "2"], ["Ja?", "A", "3"]], ["Interview 12", "<v A>Warum?", "<v B>Darum.", "<v A>Ja?"]),
        ([["Question", "Answer"], ["Why?", "So."], ["When?", "Then."]], ["<v Question>Why?", "<v Answer>So.", "<v Question>When?", "<v Answer>Then."]),
        ([["Rina", "Why?"], ["+62 812-3456-789", "So."], ["Rina", "When?"]], ["<v Rina>Why?", "<v +62 812-3456-789>So.", "<v Rina>When?"]),
        ([["year", "people"], ["2016", "12"], ["2017", "15"]], ["year · people", "2016 · 12", "2017 · 15"]),
        ([["A long paragraph that somebody put into a table to have it beside a picture of the place.", "x"]], ["A long paragraph that somebody put into a table to have it beside a picture of the place.", "x"]),
    ],
)  # fmt: skip
def test_a_table_is_read_by_what_stands_in_its_columns(rows: list[list[str]], lines: list[str]) -> None:
    assert read_grid(rows).lines == lines


def test_notes_beside_the_speech_are_counted_with_their_column() -> None:
    grid = read_grid([["Speaker", "Text", "Notes"], ["A", "Why?", "laughs"], ["B", "So.", ""]])
    assert [(aside.kind, aside.text, aside.place) for aside in grid.asides[1:]] == [
        ("cell of the column 'Notes'", "laughs", "row 1")
    ]


HEAD = "WEBVTT\n\n"
CUE = "00:00:0{}.000 --> 00:00:0{}.500\n"


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        (HEAD + CUE.format(1, 2) + "(Ann Lee)\nWhy?\n\n" + CUE.format(3, 4) + "(Bob)\nSo\nit is.\n\n" + CUE.format(5, 6) + "(Ann Lee)\nGood?\n", "Ann Lee: Why?|Bob: So it is.|Ann Lee: Good?"),
        (HEAD + "ab12/1-0\n" + CUE.format(1, 2) + "<v Ann>Why?</v>\n\nab12/2-0\n" + CUE.format(3, 4) + "<v Bob>So.</v>\n", "Ann: Why?|Bob: So."),
        (HEAD + "NOTE by a tool\n\n" + CUE.format(1, 2) + "A: Why?\n\n" + CUE.format(3, 4) + "\nB: So,\n\nin the end.\n", "A: Why?|B: So, in the end."),
        ("1\n00:00:01,000 --> 00:00:02,000\n<i>A: How many?</i>\n\n2\n00:00:03,000 --> 00:00:04,000\nB: &gt; 12\n", "A: How many?|B: > 12"),
        (HEAD + CUE.format(1, 2) + "A: Yes?\n\n" + CUE.format(3, 4) + "B: Yes.\n\n" + CUE.format(5, 6) + "B: Yes.\n", "A: Yes?|B: Yes. Yes."),
    ],
)  # fmt: skip
def test_captions_of_many_tools(tmp_path: Path, text: str, turns: str) -> None:
    found = recognise(read(tmp_path, "a.vtt" if text.startswith("WEBVTT") else "a.srt", text).text)
    assert "|".join(line.split("] ", 1)[1] for line in found.text.strip().split("\n\n")) == turns


def test_a_caption_whose_time_is_broken_is_counted_with_its_words(tmp_path: Path) -> None:
    text = "1\n00:00:01,000 --> 00:00:02,000\nP: Apa?\n\n2\n00:00:0x,000 --> 00:00:03,000\nA: Hilang di sini.\n"
    assert read(tmp_path, "a.srt", text).unread == (
        "1 caption without a valid time (4 words, line 6): 'A: Hilang di sini.'",
    )


@pytest.mark.parametrize(
    ("codec", "text"),
    [
        ("cp1252", "I: Café “naïve” — it’s Gaël’s résumé.\nR: Où est-ce?"), ("cp1252", "R: He said ‘no’ … I don’t know."), ("cp1252", "Über die Straße läuft größer Käse."),
        ("mac_roman", "I: Café “naïve” — it’s Gaël’s résumé."), ("mac_roman", "¿Qué pasó, señor? El niño está aquí."), ("cp1250", "Zażółć gęślą jaźń, proszę pani."),
        ("cp1251", "Привет, как дела? Мы начали в зале."), ("koi8_r", "Привет, как дела? Мы начали в зале."), ("cp1253", "Καλημέρα, τι κάνετε σήμερα;"),
        ("gb18030", "你好，我们在村里开始。"), ("cp949", "안녕하세요 마을에서 시작했습니다"), ("utf-16-le", "P: Apa?\nA: Itu, café."), ("utf-16", "é"), ("utf-8-sig", "é"),
    ],
)  # fmt: skip
def test_encodings_are_guessed_by_their_letters(codec: str, text: str) -> None:
    guessed = guess_encoding(text.encode(codec))
    assert guessed is not None
    assert text.encode(codec).decode(guessed.codec).removeprefix("\ufeff") == text
    assert ("--encoding decides" in guessed.told()) == (codec not in ("utf-16", "utf-8-sig"))


def test_what_a_person_says_of_the_encoding_stands(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_bytes("P: Gaël?\nA: Ya.\n".encode("mac_roman"))
    assert "Gaël" in study.add(path, **WHERE, encoding="Mac Roman", dry_run=True).document.text
    with pytest.raises(
        ReaderError, match="--encoding 'klingon' is not known; use utf-8, utf-16, or one of Windows-1252"
    ):
        study.add(path, **WHERE, encoding="klingon")


@pytest.mark.parametrize(
    ("columns", "sign", "made", "open_"),
    [
        ({"a": ["1.200", "950"], "b": ["12,5"]}, ",", {"a": ["1200", "950"], "b": ["12.5"]}, 0),
        ({"a": ["1.200", "950"]}, ",", {}, 1),
        ({"a": ["1.200", "950"]}, ";", {"a": ["1200", "950"]}, 0),
        ({"a": ["1,200", "950"], "b": ["0.5"]}, ",", {"a": ["1200", "950"], "b": ["0.5"]}, 0),
        ({"a": ["007", "12"]}, ",", {}, 0),
        ({"a": ["0.125", "0.250"]}, ",", {"a": ["0.125", "0.250"]}, 0),
        ({"a": ["1.5", "2.25"], "b": ["-3", "4e2"]}, ",", {"a": ["1.5", "2.25"], "b": ["-3", "4e2"]}, 0),
        ({"a": ["12 people", "3"]}, ",", {}, 0),
    ],
)
def test_numbers_of_a_column_are_read_in_one_way_or_asked_about(
    columns: dict[str, list[str]], sign: str, made: dict[str, list[str]], open_: int
) -> None:
    found = read_amounts(columns, sign)
    assert found.columns == made
    assert len(found.open) == open_


def test_lines_of_a_page_that_are_counted_lose_their_numbers_only() -> None:
    page = ["1 I: How?", "2 R: We began in", "3 1990, in the hall.", "4 I: Who?"]
    assert without_line_numbers([page]) == (
        [["I: How?", "R: We began in", "1990, in the hall.", "I: Who?"]],
        ["1", "2", "3", "4"],
    )


def test_what_stands_in_the_middle_of_pages_too_is_no_running_head() -> None:
    pages = [["RATNA", "Apa?", "RATNA", "Ya.", "p. 1"], ["RATNA", "Itu?", "Ada.", "Oh.", "p. 2"]]
    kept, dropped = without_running_heads(pages)
    assert dropped == ["p. 1", "p. 2"]
    assert kept[1] == ["RATNA", "Itu?", "Ada.", "Oh."]


def test_names_above_their_speech_stay_apart_and_gaps_part_paragraphs() -> None:
    lines = [
        "RATNA",
        "Bagaimana awalnya layanan ini",
        "JOKO",
        "Kami mulai dari balai desa dan",
        "RATNA",
        "Lalu?",
        "JOKO",
        "Ya",
    ]
    assert join_lines(lines)[0] == lines
    assert with_gaps(["a", "b", "c", "d"], [90, 80, 60, 50]) == ["a", "b", "", "c", "d"]


def test_a_reader_that_loses_words_can_not_do_so_silently(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    word = docx(p("P: Apa?") + p("A: Dana desa."))
    assert read(tmp_path, "a.docx", word).unread == ()
    whole = docx_body.Body._paragraph
    monkeypatch.setattr(docx_body.Body, "_paragraph", lambda body, element: whole(body, element).replace("Dana", ""))
    assert read(tmp_path, "a.docx", word).unread == ("1 word that the file holds elsewhere (dana)",)


def test_a_paragraph_whose_mark_is_deleted_goes_on_with_the_next(tmp_path: Path) -> None:
    first = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>P: Apa </w:t></w:r></w:p>"
    assert read(tmp_path, "a.docx", docx(first + p("itu?") + p("A: Ini."))).text == "P: Apa itu?\n\nA: Ini.\n"


def test_bold_names_without_a_colon_open_turns(tmp_path: Path) -> None:
    def turn(name: str, speech: str) -> str:
        return f'<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{name}</w:t></w:r><w:r><w:t xml:space="preserve"> {speech}</w:t></w:r></w:p>'

    raw = read(
        tmp_path,
        "a.docx",
        docx("".join([turn("Ann", "Why?"), turn("Bob", "So."), turn("Ann", "When?"), turn("Bob", "Then.")])),
    )
    assert recognise(raw.text, strong=raw.strong).text == "Ann: Why?\n\nBob: So.\n\nAnn: When?\n\nBob: Then.\n"


def test_bold_paragraphs_of_opendocument_ask(tmp_path: Path) -> None:
    body = "".join(
        f"<text:p{style}>{text}</text:p>"
        for style, text in (
            (' text:style-name="B"', "Why?"),
            ("", "So."),
            (' text:style-name="B"', "When?"),
            ("", "Then."),
        )
    )
    content = odt(body)
    assert recognise(read(tmp_path, "a.odt", content).text).speakers == {}


def test_invisible_characters_are_told_by_kind(tmp_path: Path) -> None:
    raw = read(tmp_path, "a.txt", "P: Pus\xadkesos\xa0itu\u200b?\nA: Ya.\u202fBaik.\n")
    assert raw.text == "P: Puskesos itu?\nA: Ya. Baik.\n"
    assert raw.notes == ("1 soft hyphen, 1 invisible character, 2 unusual spaces made plain",)
    assert bare(raw.text).text == raw.text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nous avons commencé dans la salle et les gens ne sont pas venus, mais il y a une école.", "fr"),
        ("Wir haben in der Halle angefangen und die Leute sind nicht gekommen, aber es ist eine Schule.", "de"),
        ("Kami mulai dari balai desa dan warga tidak datang, tetapi ini yang ada di sini.", "id"),
        ("Zaczęliśmy w sali, a ludzie nie przyszli, ale jest tu szkoła.", None),
    ],
)
def test_a_language_is_told_or_unknown(text: str, language: str | None) -> None:
    assert guess_language(text) == language


def test_a_long_text_in_an_unknown_language_is_called_unknown(study: Study) -> None:
    path = study.root / "a.txt"
    path.write_text("Zaczęliśmy w sali, a ludzie nie przyszli, ale jest tu szkoła. " * 8, encoding="utf-8")
    addition = study.add(path, **WHERE, dry_run=True)
    assert addition.document.language == "und"
    assert any("language unknown" in note and "--language" in note for note in addition.notes)
    assert study.add(path, **WHERE, language="unknown", dry_run=True).document.language == "und"
