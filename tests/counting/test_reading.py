"""Read for: elsewhere a code is not read for, which is never zero; only a full reading by one who counts says that something is absent."""

from __future__ import annotations

from counting.making import codings, count, done
from qualitative.counting.reading import read_for, to_read_again

BOOKS = {1: "x", 2: "xy"}


def looked(code: str, stamp: object) -> bool:
    return code in BOOKS[stamp]


def rows(found, code: str) -> list[tuple]:
    table = read_for(found, [code], looked)
    table = table[table["document"] == "d"]
    coder, how = (table[name].astype(object).where(table[name].notna(), None) for name in ("coder", "how"))
    return list(zip(table["start"], table["end"], coder, table["read"], how, table["absent"], strict=True))


def test_a_code_that_came_later_is_not_read_for_in_what_was_done_before() -> None:
    found = count(codings(), [done("ana", codebook=1)], known=BOOKS)
    assert rows(found, "x") == [(0, 200, "ana", True, "full", True)]
    assert rows(found, "y") == [(0, 200, "ana", False, None, False)]


def test_what_nobody_marked_done_is_not_read_for_by_anybody() -> None:
    found = count(codings(("01", "ana", 150, 160, "x")), [done("ana", 0, 100)], known=BOOKS)
    assert rows(found, "x") == [(0, 100, "ana", True, "full", True), (100, 200, None, False, None, False)]


def test_an_assisted_or_stopped_reading_says_of_nothing_that_it_is_absent() -> None:
    for how in ("assisted", "stopped"):
        found = count(codings(), [done("ana", how=how)], known=BOOKS)
        assert rows(found, "x") == [(0, 200, "ana", True, how, False)]


def test_a_second_reading_of_the_same_round_under_a_newer_version_makes_up_for_the_first() -> None:
    found = count(codings(), [done("ana", id="z1", codebook=1), done("ana", 0, 100, id="z2", codebook=2)], known=BOOKS)
    assert rows(found, "y") == [(0, 100, "ana", True, "full", True), (100, 200, "ana", False, None, False)]


def test_the_version_of_an_older_round_does_not_make_up_for_the_round_that_counts() -> None:
    # round 1 was read under version 2, round 2, which counts, under version 1 by mistake
    found = count(codings(), [done("ana", id="z1", codebook=2), done("ana", id="z2", round=2, codebook=1)], known=BOOKS)
    assert rows(found, "y") == [(0, 200, "ana", False, None, False)]


def test_a_coder_whose_codings_do_not_count_reads_for_nobody() -> None:
    # budi looked for y, but ana comes first, and her codings count here
    found = count(codings(), [done("ana", codebook=1), done("budi", codebook=2)], who=["ana"], known=BOOKS)
    assert rows(found, "y") == [(0, 200, "ana", False, None, False)]


def test_of_several_persons_each_reads_for_themselves() -> None:
    found = count(codings(), [done("ana", codebook=1), done("budi", codebook=2)], known=BOOKS)
    assert rows(found, "y") == [(0, 200, "ana", False, None, False), (0, 200, "budi", True, "full", True)]


def test_where_the_consensus_settled_a_code_the_consensus_is_its_reader_and_else_who_counts() -> None:
    marks = [done("consensus", codebook=1), done("ana", codebook=2)]
    found = count(codings(("01", "ana", 0, 10, "y")), marks, known=BOOKS)
    assert rows(found, "x") == [(0, 200, "consensus", True, "full", True)]
    assert rows(found, "y") == [(0, 200, "ana", True, "full", True)]


def test_the_consensus_is_its_reader_however_the_others_are_called() -> None:
    found = count(codings(), [done("consensus")], kinds={"consensus": "human", "zoe": "human"}, known=BOOKS)
    assert rows(found, "x") == [(0, 200, "consensus", True, "full", True)]


def test_status_lists_what_to_read_again_and_for_which_codes() -> None:
    # the mark of budi cuts at 50 but reads no more than ana does: one stretch to read again, up to where ana read under version 2
    marks = [done("ana", 0, 100, codebook=1), done("ana", 100, 200, codebook=2), done("budi", 0, 50, codebook=1)]
    found = count(codings(), marks, who=["ana"], known=BOOKS)
    again = to_read_again(found, ["x", "y"], looked)
    assert again.values.tolist() == [["d", 0, 100, ("y",), ("ana",), 100]]


def test_nothing_is_to_be_read_again_where_one_of_several_looked_for_it() -> None:
    found = count(codings(), [done("ana", codebook=1), done("budi", codebook=2)], known=BOOKS)
    assert to_read_again(found, ["x", "y"], looked).empty


def test_a_study_in_which_nothing_is_done_has_nothing_to_read_again() -> None:
    assert to_read_again(count(codings(), known=BOOKS), ["x"], looked).empty
    assert to_read_again(count(codings(), known=BOOKS), [], looked).empty
