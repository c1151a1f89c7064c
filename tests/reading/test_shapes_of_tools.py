"""Shapes in which tools and people write a talk as text, seen in files that nobody here made: who speaks when, and no word lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from reading.odd import TALK, clock, read, renamed, times, told, turns

SAME = {"Laura": "Laura", "Dale": "Dale"}
FULL = {"Laura": "Laura Bennett", "Dale": "Dale O'Connor"}
CODES = {"Laura": "INV", "Dale": "PAR"}


def written(line: Callable[[int, str, str], str], names: dict[str, str]) -> str:
    """A line or more for each turn: its second, the name, the speech."""
    return "".join(line(n * 17, who, said) for n, (who, said) in enumerate(renamed(names)))


TIMED = {
    "zoom.txt": (FULL, lambda s, who, said: f"10:1{s // 17}:33\t From  {who}  to  Everyone:\n\t{said}\n"),
    "zoom2.txt": (FULL, lambda s, who, said: f"2024-03-12 10:1{s // 17}:33 From {who} To {'Everyone' if s < 40 else 'Laura Bennett(Direct Message)'}:\n\t{said}\n"),
    "zoom3.txt": (FULL, lambda s, who, said: f"10:1{s // 17}:33 Dari {who} kepada Semua Orang : {said}\n"),
    "telegram.txt": (FULL, lambda s, who, said: f"{who}, [12/03/2024 10:{15 + s // 17}]\n{said}\n\n"),
    "telegram2.txt": (FULL, lambda s, who, said: f"{who}, [12.03.2024 10:10:{10 + s // 17}]\n{said}\n\n"),
    "escaped.md": (FULL, lambda s, who, said: f"\\[{clock(s)}\\] **{who}**: {said}\n\n"),
    "escaped2.md": (FULL, lambda s, who, said: f"{who} \\({clock(s)}\\)\n\n{said}\n\n"),
    "captions.txt": (SAME, lambda s, who, said: f"{clock(s)}.250,{clock(s + 9)}.500\n{who}: {said}\n\n"),
    "labels.txt": (SAME, lambda s, who, said: f"{s}.250000\t{s + 9}.125000\t{who}: {said}\n"),
    "talk.cha": (CODES, lambda s, who, said: f"*{who}:\t{said} \x15{s * 1000}_{s * 1000 + 900}\x15\n%com:\ta noise\n\toutside\n"),
    "whisper.csv": (SAME, lambda s, who, said: ("start,end,text\n" if s == 0 else "") + f'{s * 1000},{s * 1000 + 9000},"[{who}] {said}"\n'),
}  # fmt: skip


@pytest.mark.parametrize("name", TIMED)
def test_labels_with_times(tmp_path: Path, name: str) -> None:
    names, line = TIMED[name]
    head = "@UTF8\n@Begin\n" if name.endswith(".cha") else ""
    found = read(tmp_path, name, head + written(line, names))
    assert turns(found) == renamed(names)
    assert times(found) == len(TALK)


PLAIN = {
    "slashes.txt": (SAME, lambda s, who, said: f"{who} // {said}\n"),
    "underlined.md": (SAME, lambda s, who, said: f"{who}\n-----\n\n{said}\n\n"),
    "underlined2.md": (SAME, lambda s, who, said: ("Clinic\n======\n\n" if s == 0 else "") + f"{who}\n======\n\n{said}\n\n"),
    "broken.md": (SAME, lambda s, who, said: f"**{who}:** {said}\\\n"),
    "defined.md": (SAME, lambda s, who, said: f"{who}\n:   {said}\n\n"),
    "callout.md": (SAME, lambda s, who, said: f"> [!quote] {who}\n> {said}\n\n"),
    "aside.md": (SAME, lambda s, who, said: f"<aside>\n💡 **{who}:** {said}\n</aside>\n\n"),
    "tags.md": (SAME, lambda s, who, said: f"<p><b>{who}:</b> {said}</p>\n\n"),
    "rules.md": (SAME, lambda s, who, said: f"**{who}:** {said}\n---\n"),
    "rules.txt": (SAME, lambda s, who, said: f"{who}: {said}\n\n* * *\n\n"),
    "quoted.txt": (SAME, lambda s, who, said: f"“{who}”: {said}\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", PLAIN)
def test_labels_without_times(tmp_path: Path, name: str) -> None:
    names, line = PLAIN[name]
    found = read(tmp_path, name, written(line, names))
    assert turns(found) == renamed(names)
    assert not found.unread


def test_whom_a_message_went_to_is_kept_beside(tmp_path: Path) -> None:
    found = read(tmp_path, "zoom2.txt", written(TIMED["zoom2.txt"][1], FULL))
    assert "labels that say to whom are written without it ('From Laura Bennett To Everyone' as Laura Bennett" in told(
        found
    )
    assert "From Dale O'Connor To Laura Bennett(Direct Message)" in found.content


@pytest.mark.parametrize("day", ["March 12, 2024, 9:03AM", "12 Maret 2024  9:03", "2024-03-12  09:03:00"])
def test_a_day_above_the_talk_is_nobody(tmp_path: Path, day: str) -> None:
    head = f"Clinic call\n{day}\n34m 12s\n\nLaura Bennett started transcription\n\n"
    body = written(lambda s, who, said: f"{who}   {s // 60}:{s % 60:02}\n{said}\n\n", FULL)
    found = read(tmp_path, "a.txt", head + body + "Laura Bennett stopped transcription\n")
    assert turns(found) == renamed(FULL)
    assert "2 lines of the program" in told(found)


def test_tiers_below_a_line_are_told(tmp_path: Path) -> None:
    body = written(lambda s, who, said: f"*{who}:\t{said}\n%com:\ta noise\n\toutside\n", CODES)
    found = read(tmp_path, "a.cha", f"@UTF8\n@Begin\n{body}@End\n")
    assert found.unread == (
        "6 tiers below lines (24 words): '%com: a noise outside'",
        "1 mark of the transcript (1 word): '@End'",
    )


def test_a_note_of_markdown_is_told_and_its_mark_is_no_word(tmp_path: Path) -> None:
    body = written(lambda s, who, said: f"{who}: {said}\n\n", SAME).replace("2011", "2011[^a]")
    found = read(tmp_path, "a.md", f"<!-- by AB -->\n{body}[^a]: The year\n    of the flood.\n")
    assert turns(found) == renamed(SAME)
    assert found.unread == (
        "1 hidden stretch (2 words): 'by AB'",
        "1 footnote (5 words): 'The year of the flood.'",
    )


def test_a_label_without_its_colon_is_told(tmp_path: Path) -> None:
    names = {"Laura": "Interviewer", "Dale": "Respondent"}
    body = written(lambda s, who, said: f"{who}{'' if s == 51 else ':'} {said}\n", names)
    assert "line 4 looks like a turn and was joined to the turn before" in told(read(tmp_path, "a.txt", body))
    wrapped = written(lambda s, who, said: f"{who}: {said}\nRespondent numbers were low.\n", names)
    assert "looks like a turn" not in told(read(tmp_path, "b.txt", wrapped))


def test_a_label_that_is_doubted_opens_a_turn_of_its_own(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", "I: Who?\nB1: Me, in 2010.\nB1?: No, 2011.\nI: Really?\nB2: Yes.\n")
    assert [label for label, _ in turns(found)] == ["I", "B1", "B1?", "I", "B2"]


def test_a_quoted_label_is_what_somebody_says(tmp_path: Path) -> None:
    text = "I: What did he say?\nR: He said:\n“R: never again!” and left.\nI: And?\nR: Nothing.\n"
    assert turns(read(tmp_path, "a.txt", text))[1] == ("R", "He said: “R: never again!” and left.")


def test_brackets_that_may_tell_how_somebody_speaks_are_told(tmp_path: Path) -> None:
    how = ("laughs", "softly")
    body = written(lambda s, who, said: f"{who} ({how[s // 17 % 4 // 2]}): {said}\n", SAME)
    assert "Laura (laughs) and Laura (softly) are kept apart" in told(read(tmp_path, "a.txt", body))


def test_two_arrows_before_paragraphs_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.txt", written(lambda s, who, said: f">> {said}\n\n", SAME))
    assert "paragraphs begin with '>>' and may be turns" in told(found)


@pytest.mark.parametrize("codec", ["shift_jis", "euc_jp"])
def test_japanese_is_not_taken_for_chinese(tmp_path: Path, codec: str) -> None:
    talk = (
        ("質問者", "どのように始めましたか？"),
        ("回答者", "五年前に近所の人と始めました。"),
        ("質問者", "誰が手伝いましたか？"),
        ("回答者", "村長と先生です。"),
    )
    text = "".join(f"{who}：{said}\n" for who, said in talk)
    assert turns(read(tmp_path, "a.txt", text.encode(codec))) == list(talk)


def test_a_caption_below_a_picture_is_read(tmp_path: Path) -> None:
    page = "".join(f"<p>{who}: {said}</p>" for who, said in TALK)
    figure = "<figure><img src=a.png alt='A room'><figcaption>Dale: This is the room.</figcaption></figure>"
    found = read(tmp_path, "a.html", f"<html><meta charset=utf-8><body>{page}{figure}")
    assert turns(found)[-1] == ("Dale", "This is the room.")


def test_items_of_a_list_are_speech_with_their_numbers(tmp_path: Path) -> None:
    text = "P: Apa syaratnya?\nSA: Ada tiga:\n- KTP: asli\n- KK: fotokopi\n- Surat\nP: Lalu?\nSA: Ini:\n1. Datang\n2. Antre\n3. Pulang\nP: Ya?\nSA: Ya.\n"
    assert [said for label, said in turns(read(tmp_path, "a.txt", text)) if label == "SA"] == [
        "Ada tiga: - KTP: asli - KK: fotokopi - Surat",
        "Ini: 1. Datang 2. Antre 3. Pulang",
        "Ya.",
    ]


def test_two_at_once_are_no_third_person(tmp_path: Path) -> None:
    found = read(
        tmp_path, "a.txt", "I: Did you meet?\nR1: We did.\nR1+R2: (laugh)\nI: Where?\nR2: Here.\nI: So?\nR1: So.\n"
    )
    assert found.transcript.speakers["R1+R2"] == "nobody"


def test_a_heading_within_the_talk_is_told(tmp_path: Path) -> None:
    half = [written(lambda s, who, said: f"{who}: {said}\n", SAME)] * 2
    assert "line 8 looks like a heading ('PART II') and was joined to the turn before" in told(
        read(tmp_path, "a.txt", "\nPART II\n\n".join(half))
    )


@pytest.mark.parametrize(
    ("codec", "talk"),
    [
        ("cp1255", (("ש", "איך התחלת?"), ("ת", "התחלתי בשנת 2011."), ("ש", "מי עזר?"), ("ת", "הרופא ושתי אחיות."))),
        ("cp1253", (("Ε", "Πώς ξεκινήσατε;"), ("Α", "Ξεκίνησα το 2011."), ("Ε", "Ποιος βοήθησε;"), ("Α", "Ο γιατρός."))),
    ],
)  # fmt: skip
def test_hebrew_and_greek(tmp_path: Path, codec: str, talk: tuple[tuple[str, str], ...]) -> None:
    found = read(tmp_path, "a.txt", "".join(f"{who}: {said}\n" for who, said in talk).encode(codec))
    assert turns(found) == list(talk)
    assert found.transcript.speakers[talk[0][0]] == "interviewer"


@pytest.mark.parametrize(
    ("charset", "codec", "said"), [(204, "cp1251", "Врач и сёстры."), (128, "cp932", "村長と先生です。")]
)
def test_rtf_whose_fonts_have_code_pages_of_their_own(tmp_path: Path, charset: int, codec: str, said: str) -> None:
    def coded(text: str) -> str:
        return "".join(c if ord(c) < 128 else "".join(f"\\'{b:02x}" for b in c.encode(codec)) for c in text)

    fonts = f"{{\\fonttbl{{\\f0\\fcharset0 Arial;}}{{\\f1\\fnil\\fcharset{charset} Arial;}}}}"
    body = "".join(f"\\pard {who}: {{\\f1 {coded(text)}}} \\par\n" for who, text in (("I", said), ("R", said)) * 2)
    found = read(tmp_path, "a.rtf", f"{{\\rtf1\\ansi\\ansicpg1252{fonts}{body}}}")
    assert turns(found) == [("I", said), ("R", said)] * 2


def test_comments_and_hidden_rows_of_a_workbook_are_told(tmp_path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.comments import Comment

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [("Speaker", "Text"), *TALK]:
        sheet.append(row)
    sheet["B3"].comment = Comment("ask again", "AB")
    sheet.row_dimensions[4].hidden = True
    book.save(tmp_path / "made.xlsx")
    found = read(tmp_path, "a.xlsx", (tmp_path / "made.xlsx").read_bytes())
    assert turns(found) == list(TALK)
    assert "1 comment on a cell (2 words): 'ask again'" in told(found)
    assert "1 row or column is hidden and read with the rest" in told(found)


def test_a_number_that_an_odt_writes_before_a_paragraph_is_no_word(tmp_path: Path) -> None:
    from office import odt

    items = "".join(f"<text:list-item><text:p><text:number>{n}.</text:number>{who}: {said}</text:p></text:list-item>" for n, (who, said) in enumerate(TALK, 1))  # fmt: skip
    assert turns(read(tmp_path, "a.odt", odt(f"<text:list>{items}</text:list>"))) == list(TALK)
