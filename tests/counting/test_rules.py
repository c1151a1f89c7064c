"""Whose codings count, rule by rule; what is right is worked out in each test's words."""

from __future__ import annotations

import pandas as pd
import pytest

from counting.making import codings, count, decision, done, ids, pieces, reasons, rules, told
from qualitative.errors import CodingError


def test_of_two_who_read_it_the_first_of_who_counts() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "x"), ("03", "budi", 50, 60, "y"))
    found = count(table, [done("ana"), done("budi")], who=["budi", "ana"])
    assert rules(found) == {"02": 3, "03": 3}
    assert reasons(found) == {"01": "other-coder"}
    assert pieces(found) == [(0, 200, 3, ("budi",))]


def test_who_comes_first_without_a_mark_yields_to_who_marked_it_done() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 20, 30, "x"))
    found = count(table, [done("budi")], who=["ana", "budi"])
    assert ids(found) == ["02"]


def test_a_full_reading_comes_before_an_assisted_one_and_that_before_a_stopped_one() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "x"), ("03", "citra", 0, 10, "x"))
    marks = [done("ana", how="stopped"), done("budi", how="assisted"), done("citra")]
    who = ["ana", "budi", "citra"]
    assert ids(count(table, marks, who=who)) == ["03"]
    assert ids(count(table, marks[:2], who=who)) == ["02"]
    assert ids(count(table, marks[:1], who=who)) == ["01"]


def test_the_newest_round_that_is_no_pilot_counts() -> None:
    # round 3 is a pilot, so that of rounds 1 to 3 the second is the newest
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "ana", 0, 10, "x"), ("03", "ana", 0, 10, "x"), round={"02": 2, "03": 3}
    )
    marks = [done("ana", id=f"z{n}", round=n) for n in (1, 2, 3)]
    found = count(table, marks, who=["ana"], pilot=[3])
    assert ids(found) == ["02"]
    assert reasons(found) == {"01": "other-round", "03": "pilot"}
    assert told(found) == {"pilot": 1}


def test_a_round_may_be_called_zero() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "ana", 20, 30, "y"), round={"01": 0, "02": 3})
    assert rules(count(table, [done("ana", round=0)])) == {"01": 4}
    assert reasons(count(table, [done("ana", round=0)])) == {"02": "other-round"}
    assert rules(count(table.iloc[:1])) == {"01": 6}


def test_for_how_many_documents_which_rule_held_is_told_with_how_much_text() -> None:
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "x"), ("03", "ana", 0, 10, "x"), document={"03": "e"}
    )
    marks = [done("ana", 50, 200), done("budi", 150, 200), done("ana", 0, 100, document="e")]
    held = count(table, marks, [decision("04", "accept", "02")]).by_rule
    assert held.loc[2].to_dict() == {"documents": 1, "pieces": 0, "characters": 0, "codings": 1}
    assert held.loc[4].to_dict() == {"documents": 2, "pieces": 2, "characters": 200, "codings": 1}
    assert held.loc[5].to_dict() == {"documents": 1, "pieces": 1, "characters": 50, "codings": 0}
    assert held.loc[6].to_dict() == {"documents": 1, "pieces": 1, "characters": 50, "codings": 0}


def test_a_newer_round_elsewhere_in_the_document_leaves_the_older_one_here() -> None:
    # the second round was done up to 100 only: from there the first still stands
    table = codings(
        ("01", "ana", 10, 20, "x"), ("02", "ana", 150, 160, "x"), ("03", "ana", 30, 40, "x"), round={"03": 2}
    )
    found = count(table, [done("ana"), done("ana", 0, 100, round=2)], who=["ana"])
    assert ids(found) == ["02", "03"]
    assert pieces(found) == [(0, 100, 3, ("ana",)), (100, 200, 3, ("ana",))]


def test_done_in_a_pilot_alone_is_not_done() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "x"), round={"02": 9})
    found = count(table, [done("budi", round=9)], pilot=[9])
    assert rules(found) == {"01": 6}
    assert pieces(found) == [(0, 200, 6, ("ana",))]


def test_the_one_person_who_read_it_counts_without_any_setting() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 20, 30, "x"))
    found = count(table, [done("budi")])
    assert rules(found) == {"02": 4}
    assert reasons(found) == {"01": "other-coder"}
    assert found.table["agreed"].all()


def test_each_piece_has_its_own_rule() -> None:
    # ana read all, budi the first half; only there are they several
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 50, 60, "x"), ("03", "ana", 150, 160, "x"))
    found = count(table, [done("ana"), done("budi", 0, 100)])
    assert rules(found) == {"01": 5, "02": 5, "03": 4}
    assert pieces(found) == [(0, 100, 5, ("ana", "budi")), (100, 200, 4, ("ana",))]


def test_where_nobody_read_it_to_the_end_codings_count_and_this_is_told() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 50, 60, "y"))
    found = count(table)
    assert rules(found) == {"01": 6, "02": 6}
    assert pieces(found) == [(0, 200, 6, ("ana", "budi"))]
    assert found.pieces["how"].isna().all()
    assert told(found) == {"nobody": 2}
    assert "2 codings in 1 document" in found.notes[0].text["en"]


def test_where_nobody_read_it_to_the_end_the_first_of_who_counts_alone() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 50, 60, "y"))
    assert ids(count(table, who=["budi", "ana"])) == ["02"]
    # citra coded nothing, so that the next of the list counts
    assert ids(count(table, who=["citra", "ana"])) == ["01"]


def test_models_count_only_where_they_are_named() -> None:
    table = codings(("01", "robot", 0, 10, "x"))
    assert ids(count(table, [done("robot")])) == []
    assert pieces(count(table, [done("robot")])) == [(0, 200, 6, ())]
    named = count(table, [done("robot")], models=["robot"])
    assert rules(named) == {"01": 4}


def test_a_models_mark_never_beats_what_a_person_coded() -> None:
    # robot is named and comes first, but ana coded in this piece, though she did not mark it done
    table = codings(("01", "robot", 0, 10, "x"), ("02", "ana", 50, 60, "y"))
    found = count(table, [done("robot")], who=["robot", "ana"], models=["robot"])
    assert rules(found) == {"02": 6}
    assert reasons(found) == {"01": "other-coder"}


def test_where_no_person_coded_a_named_models_mark_counts() -> None:
    table = codings(("01", "robot", 110, 120, "x"), ("02", "ana", 50, 60, "y"))
    found = count(table, [done("robot", 100, 200), done("ana", 0, 100)], models=["robot"])
    assert rules(found) == {"01": 4, "02": 4}


def test_a_person_is_the_one_who_read_it_even_beside_a_named_model() -> None:
    table = codings(("01", "robot", 0, 10, "x"), ("02", "ana", 50, 60, "y"))
    found = count(table, [done("robot"), done("ana")], models=["robot"])
    assert rules(found) == {"02": 4}


def test_a_model_first_of_who_is_passed_over_where_it_may_not_count_and_this_is_told() -> None:
    found = count(codings(("01", "ana", 0, 10, "x")), [done("ana")], who=["robot", "ana"])
    assert rules(found) == {"01": 3}
    assert told(found) == {"who-model": 1}


def test_what_a_search_coded_and_what_is_doubtful_does_not_count() -> None:
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "ana", 20, 30, "x"), ("03", "ana", 40, 50, "x"),
        unseen={"02": True}, doubtful={"03": True},
    )  # fmt: skip
    found = count(table, [done("ana")])
    assert ids(found) == ["01"]
    assert told(found) == {"unseen": 1, "doubtful": 1}


def test_what_has_no_code_or_no_document_is_told_and_not_counted() -> None:
    table = codings(
        ("01", "ana", 0, 10, None), ("02", "ana", 0, 10, ""), ("03", "ana", 0, 10, "x"), document={"03": "gone"}
    )
    found = count(table, [done("ana")])
    assert ids(found) == []
    assert reasons(found) == {"01": "no-code", "02": "no-code", "03": "no-document"}
    assert told(found) == {"no-code": 2, "no-document": 1}


def test_the_consensus_settles_what_it_marked_done_for_the_codes_of_its_version() -> None:
    # version 1 has x alone: of y, which came later, ana's coding counts as if nothing were settled
    table = codings(("01", "ana", 0, 10, "x"), ("02", "ana", 20, 30, "y"), ("03", "consensus", 5, 15, "x"))
    marks = [done("ana", codebook=2), done("consensus", id="m1", codebook=1)]
    found = count(table, marks, known={1: "x", 2: "xy"})
    assert rules(found) == {"02": 4, "03": 1}
    assert reasons(found) == {"01": "settled"}
    assert found.table.set_index("id")["settled_by"].dropna().to_dict() == {"03": "m1"}
    assert list(found.pieces[found.pieces["document"] == "d"]["layer"]) == ["settled", "others"]
    assert pieces(found) == [(0, 200, 1, ("consensus",)), (0, 200, 4, ("ana",))]


def test_where_the_consensus_settled_every_code_its_piece_has_one_row() -> None:
    found = count(codings(("01", "consensus", 0, 10, "x")), [done("consensus")])
    assert pieces(found) == [(0, 200, 1, ("consensus",))]
    assert found.pieces[["layer", "how"]].iloc[0].tolist() == ["all", "full"]


def test_it_does_not_matter_how_coders_and_the_consensus_are_called() -> None:
    # by name the consensus comes first here, and last elsewhere
    kinds = {"consensus": "human", "zoe": "human"}
    table = codings(("01", "zoe", 0, 10, "x"), ("02", "consensus", 50, 60, "x"), settles={"02": ("01",)})
    assert rules(count(table, [done("zoe")], kinds=kinds)) == {"02": 2}
    assert rules(count(table, [done("consensus")], kinds=kinds)) == {"02": 1}
    other = codings(("01", "zoe", 0, 10, "x"), ("02", "ana", 50, 60, "x"))
    assert rules(count(other, [done("zoe"), done("ana")], who=["zoe"], kinds={"ana": "human", "zoe": "human"})) == {
        "01": 3
    }


def test_the_consensus_reads_like_anybody_where_who_names_it() -> None:
    # it stopped, so that it settles nothing; but it comes first, and nobody read more
    table = codings(("01", "consensus", 0, 10, "x"), ("02", "ana", 0, 10, "x"))
    marks = [done("consensus", how="stopped"), done("ana", how="stopped")]
    assert rules(count(table, marks, who=["consensus"])) == {"01": 3}
    assert rules(count(table, [], who=["consensus"])) == {"01": 6}


def test_the_passage_that_a_coding_begins_in_says_its_place_statement_and_person() -> None:
    passages = pd.DataFrame(
        [("d", 100, 150, "d@2", "s", "ani"), ("d", 10, 50, "d@1", None, None), ("gone", 0, 200, "g", "g", "g")],
        columns=["document", "start", "end", "place", "statement", "person"],
    )
    table = codings(
        ("01", "ana", 10, 20, "x"), ("02", "ana", 5, 12, "x"), ("03", "ana", 49, 120, "x"), ("04", "ana", 60, 110, "x"),
        ("05", "ana", 60, 90, "x"), ("06", "ana", 150, 160, "x"), ("07", "ana", 0, 10, "x"), document={"07": "e"},
    )  # fmt: skip
    found = count(table, passages=passages).table.set_index("id")
    # what begins between two passages is of the next that it touches; 05, 06 and 07 touch none
    assert found["place"].dropna().to_dict() == {"01": "d@1", "02": "d@1", "03": "d@1", "04": "d@2"}
    assert found.loc[["01", "03", "05"], "places"].tolist() == [("d@1",), ("d@1", "d@2"), ()]
    assert found["statement"].dropna().to_dict() == {"04": "s"}
    assert found["person"].dropna().to_dict() == {"04": "ani"}


def test_where_the_consensus_stopped_it_settles_nothing() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "consensus", 5, 15, "x"))
    found = count(table, [done("ana"), done("consensus", how="stopped")])
    assert rules(found) == {"01": 4}
    assert reasons(found) == {"02": "loose-consensus"}
    assert told(found) == {"loose-consensus": 1}


def test_a_round_of_the_consensus_is_that_of_the_disagreement_and_none_is_lost() -> None:
    # it settled disagreements of both rounds, and marked the document done once
    table = codings(("01", "consensus", 0, 10, "x"), ("02", "consensus", 20, 30, "x"), round={"02": 2})
    assert ids(count(table, [done("consensus", round=1)])) == ["01", "02"]


def test_a_consensus_by_a_model_settles_only_where_it_is_named() -> None:
    kinds = {"coder-a": "model", "consensus": "model"}
    table = codings(("01", "coder-a", 0, 10, "x"), ("02", "consensus", 0, 10, "x"))
    marks = [done("coder-a"), done("consensus")]
    assert ids(count(table, marks, kinds=kinds)) == []
    assert rules(count(table, marks, kinds=kinds, models=["consensus"])) == {"02": 1}


def test_a_consensus_by_a_model_settles_nothing_where_a_person_coded_what_nobody_decided_on() -> None:
    kinds = {"me": "human", "consensus": "model"}
    table = codings(("01", "me", 0, 10, "x"), ("02", "consensus", 50, 60, "x"), ("03", "consensus", 80, 90, "y"))
    marks = [done("consensus")]
    assert rules(count(table, marks, kinds=kinds, models=["consensus"])) == {"01": 6}
    # once it decided on that coding, its mark stands against nobody
    act = [decision("09", "reject", "01")]
    assert rules(count(table, marks, act, kinds=kinds, models=["consensus"])) == {"02": 1, "03": 1}


def test_every_coder_of_the_rules_and_the_events_must_be_known() -> None:
    with pytest.raises(CodingError, match=r"count.who names 'anna', who is no coder; did you mean ana\?"):
        count(codings(), who=["anna"])
    with pytest.raises(CodingError, match="codings of 'nobody'"):
        count(codings(("01", "nobody", 0, 10, "x")))


def test_a_coding_that_stands_twice_is_refused_and_never_counted_twice() -> None:
    with pytest.raises(CodingError, match="coding '01' stands twice"):
        count(codings(("01", "ana", 0, 10, "x"), ("01", "ana", 0, 10, "x")))


def test_a_study_without_codings_has_pieces_all_the_same() -> None:
    found = count(codings(), [done("ana", 50, 150)])
    assert pieces(found) == [(0, 50, 6, ()), (50, 150, 4, ("ana",)), (150, 200, 6, ())]
    assert found.by_rule["documents"].to_dict() == {1: 0, 2: 0, 3: 0, 4: 1, 5: 0, 6: 2}
