"""Several persons read a piece: overlapping codings of one code become one, and a share is a range from agreed to any."""

from __future__ import annotations

from counting.making import codings, count, done, ids, reasons, rules, spans, told

BOTH = [done("ana"), done("budi")]
ALL = [*BOTH, done("citra")]


def test_overlapping_codings_of_two_are_one_with_the_union_of_their_words() -> None:
    table = codings(("01", "budi", 5, 15, "x"), ("02", "ana", 0, 10, "x"), quote={"01": "b", "02": "a"})
    found = count(table.assign(quote=["b", "a"]), BOTH)
    assert spans(found) == [(0, 15, ("ana", "budi"))]
    assert ids(found) == ["01"]
    assert found.table["quote"].tolist() == ["b"]  # other columns are those of the lowest id
    assert found.table["members"].tolist() == [("01", "02")]
    assert found.table["agreed"].tolist() == [True]
    assert len(found.left_out) == 0


def test_what_one_of_two_gave_counts_at_the_upper_end_only() -> None:
    table = codings(
        ("01", "ana", 0, 10, "x"), ("02", "budi", 0, 10, "y"), ("03", "ana", 50, 60, "z"), ("04", "budi", 55, 65, "z")
    )
    found = count(table, BOTH)
    assert len(found.table) == 3
    assert found.agreed["id"].tolist() == ["03"]
    assert told(found) == {"several": 4}


def test_codings_that_touch_or_have_other_codes_are_not_joined() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 10, 20, "x"), ("03", "budi", 0, 10, "y"))
    assert len(count(table, BOTH).table) == 3


def test_one_coders_own_are_never_merged() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "ana", 5, 15, "x"))
    assert spans(count(table, BOTH)) == [(0, 10, ("ana",)), (5, 15, ("ana",))]


def test_each_coder_gives_at_most_one_and_the_earliest_start_comes_first() -> None:
    # ana coded the passage in two halves, budi as a whole: budi's joins the first half, the second stays
    table = codings(("01", "ana", 0, 10, "x"), ("02", "ana", 10, 20, "x"), ("03", "budi", 0, 20, "x"))
    found = count(table, BOTH)
    assert spans(found) == [(0, 20, ("ana", "budi")), (10, 20, ("ana",))]
    assert found.table["members"].tolist() == [("01", "03"), ("02",)]


def test_a_chain_of_overlaps_is_one_coding() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 8, 20, "x"), ("03", "citra", 18, 30, "x"))
    assert spans(count(table, ALL)) == [(0, 30, ("ana", "budi", "citra"))]


def test_agreed_needs_all_who_marked_the_piece_done() -> None:
    table = codings(
        ("01", "ana", 0, 10, "x"),
        ("02", "budi", 0, 10, "x"),
        ("03", "ana", 150, 160, "x"),
        ("04", "budi", 150, 160, "x"),
    )
    found = count(table, [done("ana"), done("budi"), done("citra", 0, 100)])
    # citra read the first half only, and did not give x there
    assert found.table.set_index("id")["agreed"].to_dict() == {"01": False, "03": True}


def test_who_could_not_look_for_a_code_does_not_stand_against_it() -> None:
    # budi read under a version without y: for y ana is the one who read it
    table = codings(("01", "ana", 0, 10, "y"), ("02", "ana", 50, 60, "x"))
    found = count(table, [done("ana", codebook=2), done("budi", codebook=1)], known={1: "x", 2: "xy"})
    assert found.table.set_index("id")["agreed"].to_dict() == {"01": True, "02": False}


def test_a_code_that_nobody_looked_for_is_not_agreed_because_one_found_it() -> None:
    table = codings(("01", "ana", 0, 10, "y"))
    found = count(table, [done("ana", codebook=1), done("budi", codebook=1)], known={1: "x"})
    assert found.table["agreed"].tolist() == [False]


def test_the_codings_of_a_person_who_did_not_mark_it_done_do_not_count_beside_those_who_did() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "citra", 0, 10, "x"))
    found = count(table, BOTH)
    assert ids(found) == ["01"]
    assert reasons(found) == {"02": "other-coder"}


def test_where_nobody_marked_it_done_several_are_joined_too() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "budi", 5, 15, "x"), ("03", "ana", 50, 60, "y"))
    found = count(table)
    assert rules(found) == {"01": 6, "03": 6}
    assert spans(found)[0] == (0, 15, ("ana", "budi"))
    assert found.table["agreed"].tolist() == [True, False]


def test_an_older_round_of_the_same_coder_does_not_count_beside_the_newer() -> None:
    table = codings(("01", "ana", 0, 10, "x"), ("02", "ana", 2, 12, "x"), ("03", "budi", 0, 10, "x"), round={"02": 2})
    marks = [*BOTH, done("ana", id="z9", round=2)]
    found = count(table, marks)
    assert spans(found) == [(0, 12, ("ana", "budi"))]
    assert reasons(found) == {"01": "other-round"}


def test_many_overlapping_codings_of_one_code_take_no_more_than_their_number_allows() -> None:
    # 4,000 codings over the same words: pair by pair these would be 16 million questions
    rows = [(f"{n:05}", coder, n % 50, 150 + n % 50, "x") for n, coder in enumerate(["ana", "budi"] * 2000)]
    found = count(codings(*rows), BOTH)
    assert len(found.table) == 2000
    assert found.table["agreed"].all()
