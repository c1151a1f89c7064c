"""From a number to the words that cost it: disagreements side by side, decided with a reason."""

from __future__ import annotations

import pandas as pd
import pytest

from qualitative import Study
from qualitative.agreement.adjudication import settlement
from qualitative.agreement.disagreements import NOT_CODED
from qualitative.codings.state import stamp_of
from qualitative.errors import CodingError
from qualitative.folder.placing import state_of
from qualitative.material import looked_for_in

TEXT = "Kami urus KTP. 😀 Dananya dari desa."


@pytest.fixture
def coded(study: Study) -> Study:
    """Two coders on one interview: one boundary, one code, one segment of one coder only, one the same."""
    path = study.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  consensus: {kind: human}\n", encoding="utf-8")
    made = Study.open(study.root)
    for code, words, coder in (
        ("services", "Kami urus KTP.", "ana"),
        ("services", "urus KTP.", "budi"),
        ("budget", "Dananya dari desa.", "ana"),
        ("budget-village-fund", "dari desa.", "budi"),
        ("services", "Kadang lama", "ana"),
        ("services", "juga.", "ana"),
        ("services", "juga.", "budi"),
    ):
        start = made.document("int-1").text.index(words)
        made.apply(code, "int-1", start, start + len(words), coder=coder)
    for coder in ("ana", "budi"):
        made.mark_done("int-1", coder=coder)
    return made


def of_kind(table: pd.DataFrame, kind: str) -> pd.Series:
    return table[table["kind"] == kind].iloc[0]


def test_boundaries_are_told_apart_from_codes_and_from_what_one_coder_left_out(coded: Study) -> None:
    table = coded.disagreements()
    assert sorted(table["kind"]) == ["boundary", "code", "one-sided"]
    assert (of_kind(table, "boundary")["quote_a"], of_kind(table, "boundary")["quote_b"]) == (
        "Kami urus KTP.",
        "urus KTP.",
    )
    assert (of_kind(table, "code")["code_a"], of_kind(table, "code")["code_b"]) == ("budget", "budget-village-fund")
    assert of_kind(table, "one-sided")["code_b"] is None


def test_what_would_raise_agreement_most_comes_first(coded: Study) -> None:
    table = coded.disagreements()
    assert table["characters"].tolist() == [18 + 10, 11, 5]
    alpha = coded.agreement(unit="character", interval="none").table.set_index("code")["alpha"]["(all codes)"]
    assert table["gain"].sum() == pytest.approx(1 - alpha, rel=0.02)


def test_the_confusion_table_has_agreement_on_its_diagonal(coded: Study) -> None:
    table = coded.confusions()
    assert table.loc["services", "services"] == 2
    assert table.loc["budget", "budget-village-fund"] == 1
    assert table.loc["services", NOT_CODED] == 1
    assert table.to_numpy().sum() == 4


def test_memos_stand_beside_the_segments(coded: Study) -> None:
    row = of_kind(coded.disagreements(), "code")
    coded.memo("bukan soal dana desa", coder="ana", document="int-1", of=row["ids"][0])
    assert of_kind(coded.disagreements(), "code")["memo_a"] == "bukan soal dana desa"


def test_only_stretches_that_both_marked_done_are_compared(coded: Study) -> None:
    coded.apply("budget", "int-1", 14, 17, coder="ana", round=2)
    coded.mark_done("int-1", coder="ana", round=2)
    assert len(coded.disagreements()) == 3
    assert coded.disagreements(round=2).empty


@pytest.mark.parametrize(
    ("kind", "choice", "new", "expected"),
    [
        ("boundary", "ana", {}, [("services", "Kami urus KTP.")]),
        ("boundary", "both", {}, [("services", "Kami urus KTP.")]),
        ("code", "budi", {}, [("budget-village-fund", "dari desa.")]),
        ("code", "both", {}, [("budget", "Dananya dari desa."), ("budget-village-fund", "dari desa.")]),
        ("code", "new", {"code": "services"}, [("services", "Dananya dari desa.")]),
        ("code", "neither", {}, []),
        ("one-sided", "budi", {}, []),
    ],
)
def test_a_decision_gives_the_consensus_what_was_chosen(
    coded: Study, kind: str, choice: str, new: dict, expected: list
) -> None:
    coded.adjudicate(of_kind(coded.disagreements(), kind), choice, by="ana", note="lihat definisi", **new)
    made = coded.codings(["consensus"])
    assert sorted(zip(made["code"], made["quote"], strict=True)) == sorted(expected)
    assert len(coded.disagreements()) == 2


def test_originals_stay_and_who_decided_what_is_kept(coded: Study) -> None:
    before = coded.codings(["ana", "budi"])
    coded.adjudicate(of_kind(coded.disagreements(), "code"), "budi", by="ana", note="dana desa disebut")
    settled = coded.disagreements(settled=True)
    assert settled[["choice", "decided_by", "why"]].values.tolist() == [["budi", "ana", "dana desa disebut"]]
    pd.testing.assert_frame_equal(coded.codings(["ana", "budi"]), before)


def test_deciding_again_replaces_the_decision(coded: Study) -> None:
    row = of_kind(coded.disagreements(), "code")
    coded.adjudicate(row, "ana", by="ana", note="pertama")
    coded.adjudicate(row, "budi", by="budi", note="kedua")
    assert coded.codings(["consensus"])["code"].tolist() == ["budget-village-fund"]
    assert coded.disagreements(settled=True)["why"].tolist() == ["kedua"]


def test_agreement_after_adjudication_is_one_when_all_is_settled_and_before_stays(coded: Study) -> None:
    before = coded.agreement(interval="none").table
    while len(rows := coded.disagreements()):
        coded.adjudicate(rows.iloc[0], "ana", by="budi", note="sepakat")
    found = coded.agreement(interval="none", settled=True)
    assert "not reliability" in found.paragraph("en") and "bukan keandalan" in found.paragraph("id")
    after = found.table
    assert after.set_index("code")["alpha"]["(all codes)"] == pytest.approx(1)
    pd.testing.assert_frame_equal(coded.agreement(interval="none").table, before)


def test_the_consensus_can_take_over_what_was_coded_alike(coded: Study) -> None:
    assert coded.adopt_agreed(by="ana") == 1
    assert coded.adopt_agreed(by="ana") == 0
    assert coded.codings(["consensus"])["quote"].tolist() == ["juga."]


@pytest.mark.parametrize(
    ("choice", "note", "message"),
    [("anna", "x", "did you mean ana"), ("new", "x", "needs its code"), ("ana", " ", "has no reason")],
)
def test_a_decision_that_says_too_little_is_refused(coded: Study, choice: str, note: str, message: str) -> None:
    with pytest.raises(CodingError, match=message):
        coded.adjudicate(of_kind(coded.disagreements(), "code"), choice, by="ana", note=note)
    assert coded.codings(["consensus"]).empty


def test_a_new_decision_may_keep_the_code_and_change_the_words() -> None:
    row = {"coder_a": "ana", "coder_b": "budi", "code_a": "services", "code_b": None, "document": "d", "start": 3, "end": 9,
           "start_a": 3, "end_a": 9, "ids": ("1",), "round": 1}  # fmt: skip
    assert settlement(row, "new", end=7).items == (("services", "d", 3, 7),)


def test_who_did_not_look_for_a_code_does_not_disagree_on_it(second_study: Study) -> None:
    pair = ["coder-one", "coder-two"]
    table, study = second_study.disagreements(pair, settled=None), second_study
    stamps = {
        (mark["coder"], mark["document"], mark["round"]): stamp_of(mark) for mark in state_of(study.folder).done_events
    }
    looked_for = looked_for_in(study.folder)

    def unasked(row: pd.Series) -> bool:
        code, other = (
            (row["code_a"], row["coder_b"]) if isinstance(row["code_a"], str) else (row["code_b"], row["coder_a"])
        )
        return row["kind"] == "one-sided" and not looked_for(code, stamps[other, row["document"], row["round"]])

    pairs = study.segment_pairs(pair)
    left_out = pairs[[unasked(row) for _, row in pairs.iterrows()]]
    assert len(left_out)
    assert not any(unasked(row) for _, row in table.iterrows())
    assert len(table) == len(pairs[pairs["kind"] != "same"]) - len(left_out)
    assert study.confusions(pair).to_numpy().sum() == len(pairs) - len(left_out)


def test_a_model_that_does_not_count_has_no_voice_in_what_the_consensus_takes_over(second_study: Study) -> None:
    study = second_study
    assert "machine" in set(study.segment_pairs()["coder_b"])
    people = study.segment_pairs(["assistant", "coder-one", "coder-two"])
    alike = people[people["kind"] == "same"]
    before = set(study.codings("consensus")["id"])
    study.adopt_agreed(by="coder-one")
    made = study.codings("consensus").set_index("id").drop(index=list(before))
    spans = set(zip(alike["document"], alike["code_a"], alike["start"], alike["end"], strict=True))
    assert set(zip(made["document"], made["code"], made["start"], made["end"], strict=True)) <= spans
