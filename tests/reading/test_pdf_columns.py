"""Columns on the pages of a PDF are told by where the text stands; without them a talk in a table is prose, or all of it one turn."""

from __future__ import annotations

from pathlib import Path

import pytest
import typst

from qualitative.corpus.readers.pdf_columns import Piece, grid_of
from reading.odd import TALK, clock, read, renamed, times, told, turns

SAME = {"Laura": "Laura", "Dale": "Dale"}
PAGE = "#set page(width: 16cm, height: 9cm, {more})\n#set smartquote(enabled: false)\n"
LONG = [(who, f"{said} And so it went on for a while, year after year, until it stopped.") for who, said in TALK]


def page(body: str, more: str = "margin: 1.5cm") -> bytes:
    return typst.compile((PAGE.replace("{more}", more) + body).encode())


def test_a_table_of_times_names_and_speech_over_two_pages(tmp_path: Path) -> None:
    cells = ",".join(f"[{clock(n * 17)}],[{who}],[{said}]" for n, (who, said) in enumerate(LONG))
    found = read(
        tmp_path, "a.pdf", page(f"#table(columns: (2cm, 2cm, 1fr), {cells})", "margin: 1.5cm, footer: [Interview 4]")
    )
    assert turns(found) == renamed(SAME, LONG)
    assert times(found) == len(TALK)
    assert "columns on the pages read as turns" in told(found) and "running head" in told(found)
    assert len(found.raw.pages) >= 2


def test_a_table_of_names_and_speech(tmp_path: Path) -> None:
    cells = ",".join(f"[{who}],[{said}]" for who, said in LONG)
    assert turns(read(tmp_path, "a.pdf", page(f"#table(columns: (2cm, 1fr), {cells})"))) == renamed(SAME, LONG)


@pytest.mark.parametrize("indent", ["0cm", "2cm"])
def test_labels_in_bold_before_their_speech_are_no_columns(tmp_path: Path, indent: str) -> None:
    body = f"#set par(hanging-indent: {indent})\n" + "\n\n".join(f"*{who}:* {said}" for who, said in LONG)
    found = read(tmp_path, "a.pdf", page(body))
    assert turns(found) == renamed(SAME, LONG)
    assert "columns" not in told(found)


def test_a_note_in_the_margin_is_not_glued_to_the_line_beside_it(tmp_path: Path) -> None:
    body = "\n\n".join(
        ("#place(right, dx: 3cm, [code fatigue])" if n == 3 else "") + f"*{who}:* {said}"
        for n, (who, said) in enumerate(TALK)
    )
    found = read(tmp_path, "a.pdf", page(body, "margin: (left: 1.5cm, right: 5cm)"))
    assert [label for label, _ in turns(found)] == [who for who, _ in TALK]
    assert "fatigue" in found.document.text.split()
    assert "1 stretch beside a line, as in a margin, read with the text" in told(found)


def test_what_looks_like_a_footnote_is_told(tmp_path: Path) -> None:
    body = "\n\n".join(f"*{who}:* {said}" + "#footnote[She left.]" * (n == 1) for n, (who, said) in enumerate(TALK))
    assert "1 line at the foot of pages, such as '1She left.', may be a footnote" in told(
        read(tmp_path, "a.pdf", page(body))
    )


def test_two_columns_of_prose_and_text_between_rows_are_no_table() -> None:
    left = [Piece("A line of prose that fills its column well enough", 50, 700 - 12 * n) for n in range(9)]
    right = [Piece("Another line of prose that fills its column too", 300, 700 - 12 * n) for n in range(9)]
    assert grid_of([[*left, *right]]) is None
    rows = [Piece(text, x, 700 - 12 * n) for n in range(8) for x, text in ((50, "AB"[n % 2]), (90, "Why is it so?"))]
    assert grid_of([rows]) is not None
    assert grid_of([[*rows, Piece("Between them", 70, 700 - 12 * 3.5)]]) is None
