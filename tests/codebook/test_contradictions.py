"""What two people do to one code apart from each other: shown once, decided once, and nothing of it is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from qualitative.codebook.contradictions import BOTH, decision
from qualitative.codebook.tree import Codebook
from qualitative.errors import CodebookError

from .past import Past

Act = tuple[str, dict[str, Any]]

RENAME_1: Act = ("rename", {"code": "c", "name": {"en": "One"}})
RENAME_2: Act = ("rename", {"code": "c", "name": {"en": "Two"}})
EDIT_1: Act = ("edit", {"code": "c", "set": {"definition": {"en": "one"}, "colour": "#111111"}})
EDIT_2: Act = ("edit", {"code": "c", "set": {"definition": {"en": "two"}, "colour": "#222222"}})
MERGE_D: Act = ("merge", {"from_": ["c"], "into": "d"})
MERGE_E: Act = ("merge", {"from_": ["c"], "into": "e"})
MERGE_BACK: Act = ("merge", {"from_": ["d"], "into": "c"})
SPLIT: Act = ("split", {"from_": "c", "into": ["d", "e"]})
SPLIT_2: Act = ("split", {"from_": "c", "into": ["a", "e"]})
MOVE_D: Act = ("move", {"code": "c", "parent": "d"})
MOVE_E: Act = ("move", {"code": "c", "parent": "e"})
MOVE_BACK: Act = ("move", {"code": "d", "parent": "c"})
RETIRE: Act = ("retire", {"code": "c"})
RETIRE_D: Act = ("retire", {"code": "d"})
ADD_1: Act = ("add", {"code": {"id": "x", "parent": None, "name": {"en": "One"}}})
ADD_2: Act = ("add", {"code": {"id": "x", "parent": "c", "name": {"en": "Two"}}})


def is_(**fields: Any) -> Callable[[Codebook], bool]:
    """Whether code c says so."""
    return lambda book: all(getattr(book["c"], key) == value for key, value in fields.items())


def became(code: str) -> Callable[[Codebook], bool]:
    return lambda book: book.current("c") == code


# (what one did, what the other did, the kind, what the codebook says where the first is taken, and where the second is)
CLASHES: dict[str, tuple[Act, Act, str, Callable[[Codebook], bool], Callable[[Codebook], bool]]] = {
    "two names": (RENAME_1, RENAME_2, "values", is_(name={"en": "One"}), is_(name={"en": "Two"})),
    "two texts": (EDIT_1, EDIT_2, "values", is_(definition={"en": "one"}, colour="#111111"), is_(definition={"en": "two"}, colour="#222222")),
    "two places": (MOVE_D, MOVE_E, "values", is_(parent="d"), is_(parent="e")),
    "two splits": (SPLIT, SPLIT_2, "values", lambda book: book.splits["c"] == ("d", "e"), lambda book: book.splits["c"] == ("a", "e")),
    "retired and restored": (RETIRE, ("restore", {"code": "c"}), "values", is_(retired=True), is_(retired=False)),
    "merged and edited": (MERGE_D, EDIT_1, "merge", became("d"), is_(definition={"en": "one"})),
    "merged and renamed": (RENAME_1, MERGE_D, "merge", is_(name={"en": "One"}), became("d")),
    "merged and moved": (MERGE_D, MOVE_E, "merge", became("d"), is_(parent="e")),
    "merged and retired": (MERGE_D, RETIRE, "merge", became("d"), is_(retired=True)),
    "merged and split": (SPLIT, MERGE_D, "merge", lambda book: book.splits["c"] == ("d", "e"), became("d")),
    "merged into two": (MERGE_D, MERGE_E, "merge", became("d"), became("e")),
    "merged into what was retired": (MERGE_D, RETIRE_D, "values", lambda book: not book["d"].retired, lambda book: book["d"].retired and book.current("c") == "d"),
    "moved below each other": (MOVE_D, MOVE_BACK, "circle", lambda book: (book["c"].parent, book["d"].parent) == ("d", None), lambda book: (book["c"].parent, book["d"].parent) == (None, "c")),
    "merged into each other": (MERGE_D, MERGE_BACK, "circle", lambda book: dict(book.merged) == {"c": "d"}, lambda book: dict(book.merged) == {"d": "c"}),
    "moved below what it takes in": (MERGE_D, MOVE_BACK, "circle", lambda book: book.current("c") == "d" and book["d"].parent is None, lambda book: "c" in book and book["d"].parent == "c"),
    "two codes of one id": (ADD_1, ADD_2, "twins", lambda book: book.current("x-2") == "x" and book["x"].name == {"en": "One"}, lambda book: book.current("x") == "x-2" and book["x-2"].name == {"en": "Two"}),
}  # fmt: skip


def apart(one: Act, other: Act) -> tuple[Past, str, str]:
    """The two acts, each upon the same start."""
    past = Past()
    first = past.make(one[0], past.start, by="ana", **one[1])
    return past, first, past.make(other[0], past.start, by="budi", **other[1])


@pytest.mark.parametrize("name", CLASHES)
def test_a_clash_is_listed_once_and_decided_once_either_way(name: str) -> None:
    one, other, kind, *wanted = CLASHES[name]
    for n in (0, 1):
        past, *made = apart(one, other)
        (found,) = past.versions.contradictions()
        assert found.kind == kind and [operation.id for operation in found.operations] == made
        assert "ana" in found.sentence and "budi" in found.sentence
        past.decide(found, made[n])
        assert past.versions.contradictions() == []
        assert wanted[n](past.versions.head)


@pytest.mark.parametrize("name", CLASHES)
def test_two_who_decide_differently_contradict_again_and_alike_do_not(name: str) -> None:
    one, other, *_, wanted = CLASHES[name]
    past, *made = apart(one, other)
    (found,) = past.versions.contradictions()
    tips = past.versions.history.head
    decided = {take: decision(past.versions.head_replayed, found, take) for take in made}
    for take, by in zip(made, ("ana", "budi"), strict=True):
        past.make("decide", *tips, by=by, **decided[take])
    again = past.versions.contradictions()
    assert again and all(operation.op == "decide" for left in again for operation in left.operations)
    same, _, second = apart(one, other)
    for by in ("ana", "budi"):
        same.make("decide", *tips, by=by, **decided[second])
    assert same.versions.contradictions() == []
    assert wanted(same.versions.head)


NO_CLASH: dict[str, tuple[Act, Act]] = {
    "names in two languages": (RENAME_1, ("rename", {"code": "c", "name": {"id": "Satu"}})),
    "the same name": (RENAME_1, RENAME_1),
    "a text and a colour": (("edit", {"code": "c", "set": {"colour": "#111111"}}), ("edit", {"code": "c", "set": {"definition": {"en": "x"}}})),
    "edited and moved": (EDIT_1, MOVE_D),
    "edited and retired": (EDIT_1, RETIRE),
    "the same code added": (ADD_1, ADD_1),
    "a merge into what is renamed": (MERGE_D, ("rename", {"code": "d", "name": {"en": "D"}})),
    "a merge into what is merged": (MERGE_D, ("merge", {"from_": ["d"], "into": "e"})),
    "a merge into what is split": (MERGE_D, ("split", {"from_": "d", "into": ["a", "e"]})),
    "two codes": (ADD_1, ("add", {"code": {"id": "y", "parent": None, "name": {"en": "Y"}}})),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_CLASH)
def test_what_fits_together_is_no_contradiction(name: str) -> None:
    past, *_ = apart(*NO_CLASH[name])
    assert past.versions.contradictions() == []


def test_both_of_two_codes_of_one_id_may_stay() -> None:
    past, *_ = apart(ADD_1, ADD_2)
    (found,) = past.versions.contradictions()
    past.decide(found, BOTH)
    book = past.versions.head
    assert past.versions.contradictions() == []
    assert (book["x"].name, book["x-2"].name) == ({"en": "One"}, {"en": "Two"})


def test_what_is_done_to_either_of_two_codes_of_one_id_stays_with_it() -> None:
    past, one, other = apart(ADD_1, ADD_2)
    past.make("rename", one, code="x", name={"en": "First"})
    past.make("retire", other, by="budi", code="x")
    book = past.versions.head
    assert (book["x"].name["en"], book["x"].retired) == ("First", False)
    assert (book["x-2"].name["en"], book["x-2"].retired) == ("Two", True)


def test_an_id_that_a_twin_would_get_may_be_taken() -> None:
    past, *_ = apart(ADD_1, ADD_2)
    past.add("x-2", past.start, by="cici")
    assert {"x", "x-2", "x-3"} <= set(past.versions.head)


def test_who_went_on_from_a_code_that_both_added_alike_contradicts_nobody() -> None:
    past, one, _ = apart(ADD_1, ADD_1)
    past.make("rename", one, code="x", name={"en": "First"})
    assert past.versions.contradictions() == []
    assert past.versions.head["x"].name == {"en": "First"}


def test_a_change_made_knowing_both_sides_decides_too() -> None:
    past, one, other = apart(RENAME_1, RENAME_2)
    past.make("rename", one, other, code="c", name={"en": "Three"})
    assert past.versions.contradictions() == []
    assert past.versions.head["c"].name == {"en": "Three"}


def test_several_changes_against_one_merge_are_one_contradiction() -> None:
    past, one, other = apart(EDIT_1, MERGE_D)
    last = past.make("rename", one, code="c", name={"en": "One"})
    (found,) = past.versions.contradictions()
    assert [operation.id for operation in found.operations] == [other, last]
    past.decide(found, last)
    code = past.versions.head["c"]
    assert (code.name, code.definition) == ({"en": "One"}, {"en": "one"})


def test_three_moves_in_a_circle_lose_only_one_link() -> None:
    past = Past()
    for code, parent, by in (("c", "d", "ana"), ("d", "e", "budi"), ("e", "c", "cici")):
        made = past.make("move", past.start, by=by, code=code, parent=parent)
    book = past.versions.head
    assert [book[code].parent for code in "cde"] == ["d", "e", None]
    (found,) = past.versions.contradictions()
    past.decide(found, made)
    book = past.versions.head
    assert past.versions.contradictions() == [] and book["e"].parent == "c"
    assert sum(book[code].parent is None for code in "cde") == 1


def test_what_is_taken_must_be_one_of_those_that_contradict() -> None:
    past, *_ = apart(RENAME_1, RENAME_2)
    (found,) = past.versions.contradictions()
    with pytest.raises(CodebookError, match="none of the operations that contradict"):
        past.decide(found, past.start)


@pytest.mark.parametrize("taken", ["the merge", "the move"])
def test_deciding_on_a_merge_leaves_the_circle_that_it_closes_to_be_decided(taken: str) -> None:
    past = Past()
    merged = past.make("merge", past.start, by="ana", from_=["a"], into="e")
    moved = past.make("move", past.start, by="budi", code="e", parent="b")  # which lies below a
    past.make("edit", past.start, by="cici", code="a", set={"definition": {"en": "more"}})
    kinds = {one.kind: one for one in past.versions.contradictions()}
    assert set(kinds) == {"merge", "circle"}
    decided = past.decide(kinds["merge"], merged)
    (left,) = past.versions.contradictions()
    assert left.kind == "circle" and {operation.id for operation in left.operations} == {decided, moved}
    past.decide(left, decided if taken == "the merge" else moved)
    book = past.versions.head
    assert past.versions.contradictions() == []
    if taken == "the merge":
        assert book.current("a") == "e"
    else:
        assert book["e"].parent == "b" and "a" in book
