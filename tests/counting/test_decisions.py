"""A decision settles what it names and what directly overlaps that, of the same code and older, and nothing else there."""

from __future__ import annotations

import pytest

from counting.making import codings, count, decision, done, ids, reasons, rules, told

READ = [done("ana"), done("budi")]


def test_adjudicating_one_code_leaves_the_others_there() -> None:
    # ana and budi disagree on x; the consensus took other words for it; y and z stay with ana, who comes first
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"), ("03", "ana", 0, 10, "y"), ("04", "ana", 50, 60, "z"),
        ("05", "consensus", 0, 15, "x"), settles={"05": ("01", "02")},
    )  # fmt: skip
    found = count(table, READ, [decision("06", "adjudicate", "01", "02")], who=["ana"])
    assert rules(found) == {"03": 3, "04": 3, "05": 2}
    assert found.table.set_index("id")["settled_by"].dropna().to_dict() == {"05": "06"}
    assert reasons(found) == {"01": "settled", "02": "settled"}


def test_a_decision_settles_older_codings_of_the_code_that_directly_overlap_and_no_others() -> None:
    table = codings(
        ("01", "ana", 10, 20, "x"),
        ("02", "budi", 15, 30, "x"),  # overlaps what is named
        ("03", "budi", 25, 40, "x"),  # overlaps 02 only
        ("04", "budi", 12, 18, "y"),  # another code
        ("05", "consensus", 10, 20, "x"),
        ("07", "budi", 12, 18, "x"),  # newer than the decision
        settles={"05": ("01",)},
    )
    found = count(table, READ, [decision("06", "adjudicate", "01")], who=["budi"])
    assert rules(found) == {"03": 3, "04": 3, "05": 2, "07": 3}
    assert reasons(found) == {"01": "settled", "02": "settled"}
    assert told(found) == {"newer": 1}


def test_touching_is_not_overlapping() -> None:
    table = codings(("01", "ana", 10, 20, "x"), ("02", "budi", 20, 30, "x"), ("03", "budi", 0, 10, "x"))
    found = count(table, READ, [decision("06", "reject", "01")], who=["budi"])
    assert ids(found) == ["02", "03"]


@pytest.mark.parametrize("verdict", ["reject", "retire"])
def test_a_rejection_leaves_none(verdict: str) -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"), ("03", "ana", 0, 10, "y"))
    found = count(table, READ, [decision("06", verdict, "01")], who=["ana"])
    assert ids(found) == ["03"]


def test_an_accepted_coding_stands_for_those_that_it_overlaps() -> None:
    # ana comes first, but budi's coding was accepted
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"), ("03", "ana", 50, 60, "x"))
    found = count(table, READ, [decision("06", "accept", "02", coder="citra")], who=["ana"])
    assert rules(found) == {"02": 2, "03": 3}


@pytest.mark.parametrize("verdict", ["place", "split"])
def test_placing_settles_nothing(verdict: str) -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"))
    found = count(table, READ, [decision("06", verdict, "02")], who=["ana"])
    assert rules(found) == {"01": 3}


def test_a_decision_with_no_result_settles_all_the_same() -> None:
    # the choice was `neither`: the consensus coded nothing
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"))
    assert ids(count(table, READ, [decision("06", "adjudicate", "01", "02")], who=["ana"])) == []


def test_the_newest_decision_has_the_last_word() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "consensus", 0, 10, "x"), settles={"02": ("01",)})
    first = decision("03", "adjudicate", "01")
    assert ids(count(table, READ, [first])) == ["02"]
    assert ids(count(table, READ, [first, decision("04", "reject", "02")])) == []
    again = count(table, READ, [first, decision("04", "reject", "02"), decision("05", "accept", "01")])
    assert ids(again) == ["01"]


def test_two_decisions_on_neighbouring_disagreements_keep_each_their_own() -> None:
    # the second is about budi's coding alone, which overlaps what the first brought: one of them must go, the newer stays
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"), ("03", "consensus", 0, 10, "x"),
        ("05", "consensus", 5, 15, "x"), settles={"03": ("01",), "05": ("02",)},
    )  # fmt: skip
    found = count(table, READ, [decision("04", "adjudicate", "01"), decision("06", "adjudicate", "02")])
    assert ids(found) == ["05"]


def test_both_of_two_codes_stand_where_the_consensus_took_both() -> None:
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "y"), ("03", "consensus", 0, 10, "x"),
        ("04", "consensus", 0, 10, "y"), settles={"03": ("01", "02"), "04": ("01", "02")},
    )  # fmt: skip
    found = count(table, READ, [decision("05", "adjudicate", "01", "02")])
    assert rules(found) == {"03": 2, "04": 2}
    # the same where the decision itself was never written, as after a crash
    assert rules(count(table, READ)) == {"03": 2, "04": 2}


def test_a_decision_may_name_codings_that_no_longer_stand() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("03", "consensus", 0, 10, "x"), settles={"03": ("00", "01")})
    assert ids(count(table, READ, [decision("04", "adjudicate", "00", "01")])) == ["03"]


def test_a_decision_settles_in_whatever_round_it_was_recorded_and_of_models_that_are_not_named_nothing() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"))
    assert ids(count(table, READ, [decision("06", "reject", "01", round=9)], who=["ana"], pilot=[9])) == []
    assert ids(count(table, READ, [decision("06", "reject", "01", coder="robot")], who=["ana"])) == ["01"]


def test_a_decision_on_a_models_coding_settles_what_a_person_coded_there_before() -> None:
    # it names robot's coding, which itself can't count; ana's directly overlaps it, has the same code and is older
    table = codings(("01", "ana", 0, 10, "x"), ("02", "robot", 5, 15, "x"), ("03", "ana", 50, 60, "x"))
    found = count(table, READ, [decision("06", "reject", "02")], who=["ana"])
    assert ids(found) == ["03"]
    assert reasons(found) == {"01": "settled", "02": "model"}


def test_where_the_consensus_marked_it_done_its_mark_comes_before_decisions() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "consensus", 50, 60, "x"))
    found = count(table, [done("consensus")], [decision("06", "accept", "01")])
    assert rules(found) == {"02": 1}


def test_a_decision_does_not_change_who_counts_for_the_other_codes() -> None:
    # nobody marked it done: ana comes first as she coded there, and her coding was decided on; budi's y does not slip in
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 50, 60, "y"))
    assert ids(count(table, who=["ana", "budi"])) == ["01"]
    assert ids(count(table, [], [decision("06", "reject", "01")], who=["ana", "budi"])) == []
