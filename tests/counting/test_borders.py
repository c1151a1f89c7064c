"""A coding belongs where it begins; what crosses a border counts once, and is not lost between two sides."""

from __future__ import annotations

from counting.making import codings, count, decision, done, ids, pieces, reasons, rules, spans, told

# budi alone read up to 100, ana alone from there
HALVES = [done("budi", 0, 100), done("ana", 100, 200)]


def test_a_coding_belongs_where_it_begins() -> None:
    table = codings(("01", "budi", 90, 120, "x"), ("02", "ana", 150, 160, "x"))
    assert rules(count(table, HALVES)) == {"01": 4, "02": 4}


def test_codings_of_one_code_that_overlap_across_a_border_count_once() -> None:
    table = codings(("01", "budi", 90, 120, "x"), ("02", "ana", 110, 130, "x"), ("03", "ana", 110, 130, "y"))
    found = count(table, HALVES)
    assert spans(found) == [(90, 130, ("ana", "budi")), (110, 130, ("ana",))]
    assert told(found) == {"joined": 1}
    assert found.table["agreed"].all()


def test_one_coders_own_codings_across_a_border_are_not_merged() -> None:
    # budi's mark cuts the document, and ana comes first on both sides
    table = codings(("01", "ana", 90, 120, "x"), ("02", "ana", 110, 130, "x"))
    found = count(table, [done("ana"), done("budi", 0, 100)], who=["ana"])
    assert ids(found) == ["01", "02"]
    assert told(found) == {}


def test_what_no_side_chose_counts_and_is_told() -> None:
    # ana's coding begins where budi's count and ends where hers do; budi's begins where hers count
    table = codings(("01", "ana", 90, 120, "x"), ("02", "budi", 105, 115, "x"))
    found = count(table, HALVES)
    assert rules(found) == {"01": 4}
    assert found.table["across"].tolist() == [True]
    assert told(found) == {"across": 1}
    assert reasons(found) == {"02": "other-coder"}


def test_what_no_side_chose_does_not_count_where_one_that_was_chosen_has_its_words() -> None:
    table = codings(("01", "budi", 80, 95, "x"), ("02", "ana", 90, 120, "x"))
    found = count(table, HALVES)
    assert ids(found) == ["01"]
    assert found.left_out.values.tolist() == [["02", "counted-once", "01"]]


def test_what_reaches_out_of_a_settled_piece_counts_where_the_consensus_did_not_take_it_and_else_once() -> None:
    # the consensus settled up to 100, ana read on from there: x is hers alone, of y the consensus took the words
    table = codings(("01", "ana", 90, 120, "x"), ("02", "ana", 90, 120, "y"), ("03", "consensus", 80, 95, "y"))
    found = count(table, [done("consensus", 0, 100), done("ana", 100, 200)])
    assert rules(found) == {"01": 4, "03": 1}
    assert found.left_out.values.tolist() == [["02", "counted-once", "03"]]


def test_across_a_border_the_codes_that_the_consensus_settled_are_at_home_with_it_alone() -> None:
    # the consensus settled x from 100 on, and did not know y: there ana counts
    table = codings(("01", "ana", 90, 120, "x"), ("02", "ana", 90, 120, "y"))
    marks = [
        done("budi", 0, 100, codebook=2),
        done("consensus", 100, 200, codebook=1),
        done("ana", 100, 200, codebook=2),
    ]
    found = count(table, marks, known={1: "x", 2: "xy"})
    assert rules(found) == {"02": 4}


def test_a_coding_of_a_coder_who_counts_on_neither_side_does_not_count() -> None:
    table = codings(("01", "citra", 90, 120, "x"))
    found = count(table, HALVES)
    assert ids(found) == []
    assert reasons(found) == {"01": "other-coder"}


def test_a_coding_that_ends_at_the_border_does_not_cross_it() -> None:
    assert ids(count(codings(("01", "ana", 90, 100, "x")), HALVES)) == []


def test_what_reaches_over_a_whole_piece_finds_its_side_beyond() -> None:
    marks = [done("budi", 0, 100), done("citra", 100, 110), done("ana", 110, 200)]
    assert rules(count(codings(("01", "ana", 90, 120, "x")), marks)) == {"01": 4}


def test_what_the_consensus_coded_across_the_end_of_its_mark_is_not_lost() -> None:
    # it begins where budi's count, and ends where the consensus settles
    table = codings(("01", "consensus", 90, 120, "x"))
    found = count(table, [done("budi", 0, 100), done("consensus", 100, 200)])
    assert rules(found) == {"01": 1}
    assert told(found) == {"across": 1}


def test_what_a_decision_settled_does_not_come_back_across_a_border() -> None:
    table = codings(("01", "ana", 90, 120, "x"))
    assert ids(count(table, HALVES, [decision("09", "reject", "01")])) == []


def test_what_a_decision_left_is_joined_across_a_border_and_stays_apart_within_its_piece() -> None:
    table = codings(
        ("01", "budi", 80, 90, "x"), ("02", "consensus", 80, 120, "x"), ("04", "budi", 85, 95, "x"),
        ("05", "ana", 110, 130, "x"), settles={"02": ("01",)},
    )  # fmt: skip
    found = count(table, HALVES, [decision("03", "adjudicate", "01")])
    # 04 is newer than the decision and begins in the same piece; 05 begins beyond the border
    assert spans(found) == [(80, 130, ("ana", "consensus")), (85, 95, ("budi",))]


def test_a_border_within_what_nobody_read_loses_nothing() -> None:
    # robot's mark makes nothing count, and cuts all the same
    table = codings(("01", "ana", 90, 120, "x"), ("02", "ana", 130, 140, "x"))
    found = count(table, [done("robot", 0, 100)])
    assert ids(found) == ["01", "02"]


def test_where_nothing_begins_in_what_nobody_read_the_first_of_who_is_at_home() -> None:
    table = codings(("01", "ana", 90, 120, "x"), ("02", "budi", 95, 125, "y"))
    found = count(table, [done("citra", 0, 100)], who=["ana", "budi"])
    assert ids(found) == ["01"]


def test_of_what_nobody_read_and_nothing_begins_in_those_count_whose_codings_reach_into_it() -> None:
    # robot's mark cuts what nobody read; ana reaches into both parts, budi into the first alone
    table = codings(("01", "ana", 90, 180, "x"), ("02", "budi", 90, 150, "y"))
    found = count(table, [done("citra", 0, 100), done("robot", 100, 150)])
    assert pieces(found) == [(0, 100, 4, ("citra",)), (100, 150, 6, ("ana", "budi")), (150, 200, 6, ("ana",))]
    assert ids(found) == ["01", "02"]


def test_the_round_that_counts_beyond_the_border_is_that_of_what_reaches_over_it() -> None:
    # in what nobody read, the newest round of the document is the second
    table = codings(("01", "ana", 90, 120, "x"), ("02", "ana", 90, 130, "x"), round={"02": 2})
    found = count(table, [done("citra", 0, 100)])
    assert ids(found) == ["02"]
