"""The coded text as plain HTML: what a saved notebook shows without a kernel."""

from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from conftest import on_both
from qualitative import Study
from qualitative.folder import placing
from qualitative.panel.static import static_view
from qualitative.text.hidden import show_hidden
from qualitative.text.turns import turns_of


def view(study: Study) -> str:
    codings = list(placing.state_of(study.folder, ["ana"]).codings.values())
    return static_view(study.document("int-1"), codings, study.codebook, "en", "q-1")


def test_it_shows_speakers_marked_words_and_the_codes_names(study: Study) -> None:
    text = study.document("int-1").text
    for code, words in (("services", "urus KTP. 😀"), ("budget-village-fund", "KTP")):
        start = text.index(words)
        study.apply(code, "int-1", start, start + len(words), coder="ana")
    shown = view(study)
    assert "<b>A</b>" in shown and 'title="services + budget-village-fund"' in shown
    assert re.search(r"<mark[^>]*>urus </mark>", shown)


def test_markup_in_a_transcript_stays_text(study: Study) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(path.read_text().replace("Kami urus", "<script>alert(1)</script> \u202eKami urus"))
    shown = view(Study.open(study.root))
    assert "<script" not in shown and "&lt;script&gt;" in shown and "\u202e" not in shown and "⇄" in shown


@given(st.text())
def test_showing_hidden_characters_moves_no_position(text: str) -> None:
    assert len(show_hidden(text)) == len(text)
    assert len(html.unescape(html.escape(show_hidden(text)))) == len(text)


def test_joiners_of_emoji_and_arabic_stay() -> None:
    family, word = "👨\u200d👩\u200d👧", "می\u200cخواهم"
    assert show_hidden(family + word) == family + word
    assert show_hidden("kar\u200dtu") == "kar␢tu"


def test_a_long_text_leaves_turns_out_and_says_how_many(study: Study) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    turns = [f"A: Giliran {n} panjang. {'kata ' * 100}" for n in range(800)]
    path.write_text(path.read_text() + "\n" + "\n\n".join(turns) + "\n")
    study = Study.open(study.root)
    text = study.document("int-1").text
    starts = [text.index(f"Giliran {n} panjang") for n in range(800)]
    study.apply_many([("services", "int-1", start, start + 7) for start in starts], coder="ana")
    shown = view(study)
    assert len(shown) < 1_000_000 and "turns are left out" in shown
    assert "<mark" in shown and shown.count("<tr>") < 800


@on_both()
def test_a_saved_notebook_shows_every_turn_and_code_of_a_study(either: Study) -> None:
    codings = placing.under_version(either.folder, placing.state_of(either.folder))
    for name, document in either.folder.documents.items():
        here = [coding for coding in codings if coding.document == name]
        shown = static_view(document, here, either.codebook, "en")
        words = " ".join(html.unescape(re.sub(r"<[^>]+>", "", shown)).split())
        for turn in turns_of(document):
            assert " ".join(document.text[turn.start : turn.end].split()) in words
        for coding in here:
            assert html.escape(either.codebook.label(coding.code, "en")) in shown
