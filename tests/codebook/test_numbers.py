"""Numbers for people: counted along the order, fixed once shown, and told where two branches fixed one number."""

from __future__ import annotations

from .past import Past


def test_acts_are_counted_not_operations() -> None:
    past = Past()
    first = past.make("retire", code="c")
    past.operations[-1] = past.operations[-1].__class__(first, (past.start,), "retire", act=first, fields={"code": "c"})
    second = past.make("retire", code="d")
    past.operations[-1] = past.operations[-1].__class__(second, (first,), "retire", act=first, fields={"code": "d"})
    versions = past.versions
    assert versions.newest == 6 and versions.head.version == 6
    assert versions.at(6)["d"].retired and not versions.at(5)["c"].retired


def test_what_a_branch_brings_shifts_numbers_that_nobody_fixed() -> None:
    past = Past()
    early = past.make("retire", past.start, by="budi", code="c")
    late = past.make("retire", past.start, by="ana", code="d")
    alone = [made for made in past.operations if made.id != early]
    assert versions_of(alone).at((late,)).version == 6
    assert past.versions.at((late,)).version == 5  # nothing of it but what both had has a number of its own
    assert past.versions.newest == 7


def test_a_fixed_number_stays_with_those_below_it() -> None:
    past = Past()
    past.make("retire", past.start, by="budi", code="c")
    past.make("retire", past.start, by="ana", code="d")
    six = past.make("rename", code="e", name={"en": "E"})
    past.make("version", six, number=7)
    versions = past.versions
    assert versions.at(6)["d"].retired and not versions.at(6)["c"].retired
    assert versions.at(7)["e"].name == {"en": "E"} and not versions.at(7)["c"].retired
    assert versions.numbers.fixed == {1, 2, 3, 4, 5, 6, 7}
    assert versions.newest == 8 and versions.head["c"].retired


def test_of_one_number_for_two_codebooks_the_first_keeps_it() -> None:
    past = Past()
    one = past.make("retire", past.start, code="c")
    two = past.make("retire", past.start, by="budi", code="d")
    kept = past.make("version", one, number=6)
    moved = past.make("version", two, by="budi", number=6)
    versions = past.versions
    assert versions.numbers.moved == {moved: 7} and kept not in versions.numbers.moved
    assert versions.at(6)["c"].retired and not versions.at(6)["d"].retired
    assert versions.at(7)["d"].retired and not versions.at(7)["c"].retired
    assert versions.newest == 8 and versions.head["c"].retired and versions.head["d"].retired


def test_one_number_for_one_codebook_may_be_fixed_twice() -> None:
    past = Past()
    past.make("version", past.start, number=5)
    past.make("version", past.start, by="budi", number=5)
    versions = past.versions
    assert versions.numbers.moved == {} and versions.newest == 5
    assert len(versions.head.tips) == 2 and versions.head.version == 5


def test_a_number_that_is_none_is_not_given() -> None:
    past = Past()
    for number in (0, -1, True, "6", None, 2.5):
        past.make("version", number=number)
    assert past.versions.newest == 5 and past.versions.numbers.fixed == set()


def test_a_number_far_above_leaves_a_gap() -> None:
    past = Past()
    past.make("version", number=1_000_000)
    past.make("retire", code="c")
    versions = past.versions
    assert versions.newest == 1_000_001 and len(versions.numbers.versions) == 7


def versions_of(operations: list) -> object:
    past = Past()
    past.operations = operations
    return past.versions
