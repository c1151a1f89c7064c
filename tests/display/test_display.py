"""What a notebook shows is readable, says what kind of text it is, and runs nothing that a text holds."""

from __future__ import annotations

from html import escape

import pandas as pd
import pytest

from conftest import on_both
from qualitative import Study
from qualitative.analysis.concordance import concordance
from qualitative.analysis.turns import turns_table
from qualitative.codebook.tree import Codebook
from qualitative.display import kwic_html, transcript_html
from qualitative.display.html import safe_colour
from qualitative.model import Code, Document

SPAN = ["start", "end", "code"]
HOSTILE = "<script>alert(1)</script>"


def document(text: str, provenance: str = "fieldwork") -> Document:
    speakers = {"A<i>": "informant", "P": "interviewer"}
    return Document("d-1", "interview", provenance, "north", "2024", "id", text, title=HOSTILE, speakers=speakers)


def test_a_hostile_text_title_speaker_and_code_are_escaped() -> None:
    text = f"A<i>: {HOSTILE} & selesai"
    codings = pd.DataFrame([(6, 20, "<b>")], columns=SPAN)
    book = Codebook(1, {"<b>": Code("<b>", None, {"en": HOSTILE}, colour="red'><script>")})
    html = transcript_html(document(text), codings, book).html
    assert "<script" not in html and "<i>" not in html and "<b>" not in html
    assert "&lt;script&gt;" in html and "&amp; selesai" in html


def test_overlapping_segments_split_the_text_and_lose_no_letter() -> None:
    text = "A<i>: satu dua tiga empat"
    codings = pd.DataFrame([(6, 19, "one"), (11, 25, "two"), (11, 14, "three")], columns=SPAN)
    html = transcript_html(document(text), codings).html
    marks = [part.split("</mark>")[0].rpartition(">")[2] for part in html.split("<mark")[1:]]
    assert marks == ["satu ", "dua", " tiga", " empat"]
    assert "title='one, three, two'" in html


@pytest.mark.parametrize(
    ("provenance", "said"), [("simulated", "nobody spoke it"), ("published", "not a quotation"), ("fieldwork", None)]
)
def test_the_text_says_what_it_is(provenance, said) -> None:
    html = transcript_html(document("P: apa", provenance)).html
    assert ("class='mark'" in html) == bool(said) and (said or "") in html


def test_turns_can_be_chosen() -> None:
    shown = transcript_html(document("P: satu\n\nP: dua\n\nP: tiga"), turns=range(2, 3))
    assert shown.text == "P: dua" and "tiga" not in shown.html


def test_a_concordance_is_escaped_shortened_and_warned() -> None:
    lines = concordance(turns_table([document("P: <b> dana & dana & dana")]), "dana")
    lines.attrs["warning"] = "whose <words>"
    html = kwic_html(lines, most=2).html
    assert html.count("<tr>") == 2 and "1 more line." in html
    assert "&lt;b&gt;" in html and "<b>" not in html and "whose &lt;words&gt;" in html


@pytest.mark.parametrize(
    ("colour", "safe"), [("#0072B2", "#0072B2"), ("#abc", "#abc"), ("url(x)", "#cccccc"), ("", "#cccccc")]
)
def test_only_a_hexadecimal_colour_is_let_through(colour, safe) -> None:
    assert safe_colour(colour) == safe


def test_the_study_shows_a_document_with_a_coders_segments(study: Study) -> None:
    text = study.document("int-1").text
    start = text.index("KTP")
    study.apply("services", "int-1", start, start + 3, coder="ana")
    assert "<mark" not in study.show("int-1").html
    assert study.show("int-1", coders=["ana"]).html.count("<mark") == 1


@on_both()
def test_a_document_is_shown_with_the_codings_of_any_coder(either: Study) -> None:
    coders = [coder for coder in either.settings.coders if coder != "me"]
    coded = either.codings(coders)
    for name, document in list(either.folder.documents.items())[::6]:
        shown = either.show(name, coders=coders, language="en").html
        assert ("<mark" in shown) == (name in set(coded["document"])), name
        assert all(f">{escape(label)}<" in shown for label in document.speakers)


@on_both()
def test_tables_of_documents_and_turns_hold_every_document_once(either: Study) -> None:
    table, turns = either.documents, either.turns
    assert list(table.index) == list(either.folder.documents)
    assert turns["document"].nunique() == len(table)
    spoken = turns.groupby("document").size()
    assert table["turns"].to_dict() == spoken.to_dict()
