"""The concordance finds every place of a word, says where it is, and cuts its context at a word's edge."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.analysis.concordance import concordance
from qualitative.analysis.turns import chosen_turns, turns_table
from qualitative.errors import DocumentError, StatisticError
from qualitative.model import Document

TEXT = "P: Anggaran dari mana?\n\nA: Sudah dianggarkan desa. Anggaran itu <b>kecil</b>, ANGGARAN\ndesa juga."


def turns(text: str = TEXT):
    speakers = {"P": "interviewer", "A": "informant"}
    return turns_table([Document("d-1", "interview", "fieldwork", "north", "2024", "id", text, speakers=speakers)])


@pytest.mark.parametrize(
    ("keyword", "inflected", "found"),
    [
        ("anggaran", False, ["Anggaran", "Anggaran", "ANGGARAN"]),
        ("anggaran", True, ["Anggaran", "dianggarkan", "Anggaran", "ANGGARAN"]),
        ("anggar", False, []),
        ("anggaran desa", False, ["ANGGARAN\ndesa"]),
        ("<b>", False, []),
        ("kecil", False, ["kecil"]),
        ("a.*", False, []),
    ],
)
def test_whole_words_in_any_case_and_their_forms_where_asked(keyword, inflected, found) -> None:
    assert concordance(turns(), keyword, inflected=inflected)["keyword"].tolist() == found


def test_a_line_leads_back_to_its_place_in_the_document() -> None:
    lines = concordance(turns(), "anggaran", inflected=True)
    assert [TEXT[start:end] for start, end in zip(lines["start"], lines["end"], strict=True)] == lines[
        "keyword"
    ].tolist()
    assert list(zip(lines["turn"], lines["speaker"], strict=True)) == [(1, "P"), (2, "A"), (2, "A"), (2, "A")]


@pytest.mark.parametrize("width", [10, 20, 45, 500])
def test_context_ends_at_a_word_and_never_leaves_the_turn(width: int) -> None:
    for line in concordance(turns(), "anggaran", width).itertuples():
        assert len(line.left) <= width + 1 and len(line.right) <= width + 1
        whole = TEXT.split("\n\n")[line.turn - 1].replace("\n", " ")
        assert line.left.lstrip("…") in whole and line.right.rstrip("…") in whole
        assert line.left.startswith("…") or whole.split(": ", 1)[1].startswith(line.left)


def test_an_empty_keyword_is_refused() -> None:
    with pytest.raises(StatisticError, match="' '"):
        concordance(turns(), " ")


def test_turns_are_chosen_by_document_case_provenance_and_role() -> None:
    table = turns()
    assert chosen_turns(table, interviewer=False)["speaker"].tolist() == ["A"]
    assert len(chosen_turns(table, documents="d-1", case=["north"], provenance="fieldwork")) == 2
    with pytest.raises(DocumentError, match="did you mean north"):
        chosen_turns(table, case="nort")


def test_the_study_says_whose_words_a_concordance_shows(study: Study, real_study: Study) -> None:
    assert study.concordance("desa").attrs["warning"] == ""
    assert "our own words" in real_study.concordance("desa", provenance="published", language="en").attrs["warning"]
    assert "menulis" not in real_study.concordance("desa", provenance="simulated", language="en").attrs["warning"]
