"""Codings made on one branch read rightly on another: by operations, never by a prefix of numbers."""

from __future__ import annotations

import random

import pytest

from qualitative.codebook.compare import describe
from qualitative.codebook.history import History
from qualitative.codebook.names import Names
from qualitative.codebook.operations import OPERATIONS
from qualitative.codebook.replay import replay
from qualitative.codebook.versions import Versions

from .past import Past

UNKNOWN = "01J00000000000000000000000"


def test_a_version_is_what_its_operations_rest_upon() -> None:
    past = Past()
    one = past.make("retire", past.start, code="c")
    two = past.make("retire", past.start, by="budi", code="d")
    both = past.make("rename", one, two, code="e", name={"en": "E"})
    versions = past.versions
    assert versions.ancestors((one,)) == versions.ancestors((past.start,)) | {one}
    assert versions.ancestors((one, two)) == versions.ancestors((past.start,)) | {one, two}
    assert versions.ancestors((both,)) == {operation.id for operation in past.operations}
    assert versions.ancestors(()) == versions.ancestors((UNKNOWN,)) == frozenset()
    assert versions.at((one,)).tips == (one,) and versions.head.tips == (both,)
    assert [versions.at(stamp)["d"].retired for stamp in ((one,), (two,))] == [False, True]


def test_a_number_means_the_operations_up_to_it() -> None:
    past = Past()
    past.make("retire", code="c")
    versions = past.versions
    assert versions.newest == 6 and versions.ancestors(6) == versions.ancestors(99) == versions.ancestors(
        versions.head.tips
    )
    assert versions.ancestors(5) == versions.ancestors((past.start,)) and versions.ancestors(0) == frozenset()
    assert not versions.at(5)["c"].retired and versions.at(6)["c"].retired


def test_an_operation_that_is_not_here_is_no_error() -> None:
    past = Past()
    versions = past.versions
    assert versions.seen("c", (UNKNOWN,), versions.head.tips) == "c"
    assert versions.seen("c", (past.start, UNKNOWN), versions.head.tips) == "c"
    assert versions.seen("nothing", (UNKNOWN,), versions.head.tips) == "nothing"
    assert versions.at((past.start, UNKNOWN)) == versions.at((past.start,))


def test_what_rests_on_an_operation_that_is_not_here_is_read_all_the_same() -> None:
    past = Past()
    lost = past.make("rename", code="c", name={"en": "C"})
    past.make("retire", lost, code="d")
    versions = Versions(History(made for made in past.operations if made.id != lost))
    assert list(versions.history.missing) == [lost]
    assert versions.head["d"].retired and versions.head["c"].name == {"en": "c"}
    assert versions.head_replayed.unread == []


def test_a_coding_from_another_branch_is_taken_back_to_where_they_parted() -> None:
    past = Past()
    merged = past.make("merge", past.start, by="ana", from_=["c"], into="d")
    split = past.make("split", past.start, by="budi", from_="e", into=["a", "b"])
    versions = past.versions
    assert versions.seen("c", (split,), (merged,)) == "d"
    assert versions.seen("d", (split,), (merged,)) == "d"
    # under the merge, d had taken in c: what was given there is not what budi's d is
    assert versions.seen("d", (merged,), (split,)) is None
    assert versions.seen("e", (merged,), (split,)) == "e"
    assert versions.is_undecided("e", (merged,), (split,)) and not versions.is_undecided("e", (split,), (merged,))
    assert versions.is_undecided("e", (merged,), versions.head.tips)
    assert not versions.is_undecided("e", (merged,), versions.head.tips, "b")
    assert versions.seen("e", (merged,), versions.head.tips, "b") == "b"


def test_a_merge_that_was_decided_against_took_nothing_in() -> None:
    past = Past()
    past.make("merge", past.start, by="ana", from_=["c"], into="d")
    edited = past.make("edit", past.start, by="budi", code="c", set={"definition": {"en": "x"}})
    (found,) = past.versions.contradictions()
    decided = past.decide(found, edited)
    versions = past.versions
    assert versions.seen("d", (decided,), (past.start,)) == "d"
    assert versions.seen("c", (past.start,), (decided,)) == "c"


def test_codings_under_two_codes_of_one_id_keep_their_meaning() -> None:
    past = Past()
    one = past.add("x", past.start)
    two = past.add("x", past.start, by="budi", colour="#111111")
    versions = past.versions
    head = versions.head.tips
    assert (versions.seen("x", (one,), head), versions.seen("x", (two,), head)) == ("x", "x-2")
    assert (versions.seen("x", head, (one,)), versions.seen("x-2", head, (two,))) == ("x", "x")
    assert versions.seen("x-2", head, (one,)) is None
    assert versions.seen("x", (one,), (two,)) is None


def test_of_two_codes_of_one_id_that_are_made_one_each_coding_follows() -> None:
    past = Past()
    one = past.add("x", past.start)
    two = past.add("x", past.start, by="budi", colour="#111111")
    (found,) = past.versions.contradictions()
    before = past.versions.head.tips
    past.decide(found, one)
    versions = past.versions
    head = versions.head.tips
    assert versions.seen("x", (two,), head) == versions.seen("x-2", before, head) == "x"
    # the code took in another, so what it is now is not what it was
    assert versions.seen("x", head, before) is None


def test_an_older_operation_that_comes_late_changes_no_meaning() -> None:
    past = Past()
    late = past.add("x", past.start, by="cici", colour="#222222")
    one = past.add("x", past.start)
    two = past.add("x", past.start, by="budi", colour="#111111")
    before = Versions(History(made for made in past.operations if made.id != late))
    stamps = ((one,), (two,), (one, two))
    given = [(code, stamp) for stamp in stamps for code in ("x", "x-2") if code in before.at(stamp)]
    colours = [before.head[before.seen(code, stamp, before.head.tips) or ""].colour for code, stamp in given]
    after = past.versions
    assert [after.head[after.seen(code, stamp, after.head.tips) or ""].colour for code, stamp in given] == colours


@pytest.mark.parametrize("seed", range(5))
def test_the_order_does_not_depend_on_what_came_first(seed: int) -> None:
    rng = random.Random(seed)
    past = Past()
    for n in range(20):
        upon = rng.sample(past.operations, rng.randrange(1, 4))
        past.make("rename", *(made.id for made in upon), code=rng.choice("abcde"), name={"en": f"{n}"})
    histories = [History(rng.sample(past.operations, len(past.operations))) for _ in range(3)]
    orders = [[made.id for made in history.operations] for history in histories]
    assert orders[0] == orders[1] == orders[2]
    for place, made in enumerate(histories[0].operations):
        assert all(histories[0].place[parent] < place for parent in made.parents)


def test_parents_in_a_circle_do_no_harm() -> None:
    past = Past()
    one = past.make("retire", UNKNOWN, code="c")
    circular = [
        made if made.id != past.start else made.__class__(made.id, (one,), made.op, fields=made.fields)
        for made in past.operations
    ]
    circular = [
        made if made.id != one else made.__class__(one, (past.start,), made.op, fields=made.fields) for made in circular
    ]
    history = History(circular)
    assert len(history.operations) == len(past.operations)
    replay(history, Names(history), history.everything)


ODD = (
    None,
    5,
    True,
    "x y",
    "c",
    [],
    ["c"],
    [["c"]],
    {},
    {"c": 1},
    {"c": {"parent": ["d"], "retired": "x"}},
    [{"a": [1]}],
)


@pytest.mark.parametrize("op", OPERATIONS)
def test_an_operation_of_any_shape_stops_nothing(op: str) -> None:
    """Lines may come from anywhere: what can't be read is listed, and everything else reads on."""
    for odd in ODD:
        for field in OPERATIONS[op].own:
            past = Past()
            fields = {
                "code": "c",
                "from": ["c"],
                "into": "d",
                "set": {"colour": "#111111"},
                "reread": True,
                "name": {"en": "C"},
                "number": 3,
            }
            wrong = past.make(op, past.start, **{**{key: fields.get(key) for key in OPERATIONS[op].own}, field: odd})
            past.make("retire", wrong, code="e")
            past.make("edit", past.start, by="budi", code="c", set={"definition": {"en": "x"}})
            versions = past.versions
            assert versions.head["e"].retired and len(versions.history.operations) == 8
            for code in "abcde":
                versions.looked_for(code, (past.start,))
                versions.seen(code, versions.head.tips, (past.start,))
            assert all(found.sentence for found in versions.contradictions())
            describe({"op": op, **versions.history.operations[versions.history.place[wrong]].fields})
