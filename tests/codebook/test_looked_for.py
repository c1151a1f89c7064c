"""Whether a code of today was looked for by who read under an earlier codebook."""

from __future__ import annotations

import pytest

from .past import Past


def looked_for(past: Past, code: str, *stamp: str) -> bool:
    return past.versions.looked_for(code, stamp)


def test_a_code_was_looked_for_under_what_has_it() -> None:
    past = Past()
    added = past.add("x")
    past.make("rename", code="x", name={"en": "X"})
    past.make("move", code="x", parent="a")
    assert looked_for(past, "x", added) and looked_for(past, "c", past.start)
    assert not looked_for(past, "x", past.start)
    assert not looked_for(past, "nothing", added)


def test_what_a_branch_did_not_know_was_not_looked_for_there() -> None:
    past = Past()
    past.add("x", past.start)
    other = past.make("retire", past.start, by="budi", code="e")
    assert not looked_for(past, "x", other)
    assert looked_for(past, "x", *past.versions.head.tips)


def test_numbers_are_versions_too() -> None:
    past = Past()
    past.add("x")
    versions = past.versions
    assert [versions.looked_for("x", number) for number in (5, 6, 7)] == [False, True, True]


def test_a_merged_code_needs_all_that_went_into_it() -> None:
    past = Past()
    added = past.add("x")
    past.make("merge", from_=["x", "c"], into="d")
    assert not looked_for(past, "d", past.start)
    assert looked_for(past, "d", added)
    past.make("merge", from_=["d"], into="e")
    assert not looked_for(past, "e", past.start) and looked_for(past, "e", added)


def test_a_code_added_only_to_take_others_in_need_not_have_been_there() -> None:
    past = Past()
    past.add("x")
    past.make("edit", code="x", set={"definition": {"en": "c and d"}})
    past.make("merge", from_=["c"], into="x")
    past.make("merge", from_=["d"], into="x")
    assert looked_for(past, "x", past.start)


def test_a_code_that_was_there_for_itself_must_have_been_there() -> None:
    past = Past()
    past.add("x")
    past.make("retire", code="e")  # work went on with x
    past.make("merge", from_=["c"], into="x")
    assert not looked_for(past, "x", past.start)


def test_what_a_branch_did_beside_does_not_count_as_work_with_a_code() -> None:
    past = Past()
    added = past.add("x", past.start)
    beside = past.make("retire", past.start, by="budi", code="e")
    past.make("merge", added, beside, from_=["c"], into="x")
    assert looked_for(past, "x", past.start)


@pytest.mark.parametrize("made_for_it", [True, False])
def test_a_part_was_looked_for_where_the_whole_was(made_for_it: bool) -> None:
    past = Past()
    past.add("x")
    past.add("y")
    if not made_for_it:
        past.make("rename", code="c", name={"en": "C"})
    past.make("split", from_="c", into=["x", "y"])
    assert looked_for(past, "x", past.start) is made_for_it
    assert looked_for(past, "c", past.start)


def test_a_code_that_keeps_a_part_of_itself_was_looked_for() -> None:
    past = Past()
    past.add("x")
    past.make("split", from_="c", into=["c", "x"])
    assert looked_for(past, "c", past.start) and looked_for(past, "x", past.start)


def test_an_edit_that_widens_a_code_is_read_again() -> None:
    past = Past()
    wide = past.make("edit", code="c", set={"definition": {"en": "more"}}, reread=True)
    past.make("edit", code="d", set={"definition": {"en": "said better"}})
    past.make("merge", from_=["c"], into="e")
    assert not looked_for(past, "c", past.start) and not looked_for(past, "e", past.start)
    assert looked_for(past, "e", wide) and looked_for(past, "d", past.start)


def test_what_could_not_be_given_was_not_looked_for() -> None:
    past = Past()
    retired = past.make("retire", code="c")
    past.make("restore", code="c")
    theme = past.make("edit", code="d", set={"kind": "theme"})
    past.make("edit", code="d", set={"kind": "code"})
    assert not looked_for(past, "c", retired) and not looked_for(past, "d", theme)
    assert looked_for(past, "c", past.start) and looked_for(past, "d", past.start)


def test_of_two_codes_of_one_id_each_was_looked_for_on_its_branch() -> None:
    past = Past()
    one = past.add("x", past.start)
    two = past.add("x", past.start, by="budi", colour="#111111")
    assert [looked_for(past, code, stamp) for stamp in (one, two) for code in ("x", "x-2")] == [
        True,
        False,
        False,
        True,
    ]
