"""The slow computation of whose codings count gives, on examples that one can check on paper, what the rules say."""

from __future__ import annotations

import pytest

from reference.counted import counted
from reference.material import Answer, Coding, Mark, Material, Verdict


def study(codings: list[Coding], marks: list[Mark] = (), verdicts: list[Verdict] = (), **given: object) -> Answer:
    """What counts in one document of 100 characters, coded by a, b and c, a model m and the consensus."""
    kinds = {"a": "human", "b": "human", "c": "human", "m": "model", "consensus": "human"}
    options: dict = {"looked_for": lambda code, version: code in str(version), **given}
    return counted(Material(codings, marks, verdicts, {"d": 100}, kinds, **options))


def coding(id_: str, start: int, end: int, code: str = "x", **given: object) -> Coding:
    """A coding of the coder whose letter its id begins with."""
    coder = "consensus" if id_[0] == "s" else id_[0]
    return Coding(id_[1:] + id_[0], coder, "d", start, end, code, **given)


def mark(coder: str, start: int = 0, end: int = 100, **given: object) -> Mark:
    return Mark(f"5{coder}{start}", coder, "d", start, end, **{"codebook": ("x", "y"), **given})


def decision(id_: str, verdict: str, *of: str, coder: str = "consensus") -> Verdict:
    return Verdict(id_, coder, verdict, tuple(one[1:] + one[0] for one in of))


def ids(answer: Answer) -> dict[str, int]:
    """By id the rule that chose it, in the words that the examples use."""
    return {row.id[-1] + row.id[:-1]: row.rule for row in answer.rows}


TWO = [coding("a1", 10, 20), coding("b2", 15, 30), coding("b3", 50, 60, "y")]


def test_the_consensus_settles_only_the_codes_that_its_version_has() -> None:
    answer = study([*TWO, coding("s4", 12, 20)], [mark("a"), mark("consensus", codebook=("x",))], who=("b", "a"))
    assert ids(answer) == {"s4": 1}
    answer = study([*TWO, coding("s4", 12, 20)], [mark("b"), mark("consensus", codebook=("x",))])
    assert ids(answer) == {"s4": 1, "b3": 4}


def test_a_stopped_or_practised_consensus_settles_nothing() -> None:
    for given in ({"how": "stopped"}, {"round": 1}):
        answer = study(
            [*TWO, coding("s4", 12, 20, round=2)],
            [mark("a", round=2), mark("consensus", **given)],
            pilot=frozenset({1}),
        )
        assert "s4" not in ids(answer)


def test_a_decision_settles_what_it_names_and_what_overlaps_that_and_is_older() -> None:
    late = coding("b9", 16, 28)
    verdicts = [decision("7", "adjudicate", "a1")]
    answer = study([*TWO, late, coding("s6", 11, 19, settles=("1a",))], [mark("b")], verdicts)
    assert ids(answer) == {"s6": 2, "b9": 4, "b3": 4}
    assert [row.settled_by for row in answer.rows if row.rule == 2] == ["7"]


@pytest.mark.parametrize("verdict", ["reject", "retire"])
def test_rejected_and_retired_codings_leave_none(verdict: str) -> None:
    assert ids(study(TWO, [mark("b")], [decision("7", verdict, "a1")])) == {"b3": 4}


@pytest.mark.parametrize("verdict", ["split", "place"])
def test_placing_settles_nothing(verdict: str) -> None:
    assert ids(study(TWO, [mark("b")], [decision("7", verdict, "a1")])) == {"b2": 4, "b3": 4}


def test_the_first_of_those_named_counts_and_full_before_stopped() -> None:
    assert ids(study(TWO, [mark("a"), mark("b")], who=("a", "b"))) == {"a1": 3}
    assert ids(study(TWO, [mark("a", how="stopped"), mark("b", how="assisted")], who=("a", "b"))) == {"b2": 3, "b3": 3}


def test_of_a_coder_the_newest_round_counts_that_is_no_pilot() -> None:
    rounds = [coding("a1", 10, 20, round=1), coding("a2", 12, 20, round=2), coding("a3", 14, 20, round=3)]
    marks = [Mark(f"5{n}", "a", "d", 0, 100, round=n, codebook=("x",)) for n in (1, 2, 3)]
    assert ids(study(rounds, marks, who=("a",))) == {"a3": 3}
    assert ids(study(rounds, marks, who=("a",), pilot=frozenset({3}))) == {"a2": 3}
    assert ids(study(rounds, marks[2:], pilot=frozenset({3}))) == {"a2": 6}, "a pilot alone is not done"


def test_one_person_who_marked_it_counts_and_not_the_one_who_did_not() -> None:
    assert ids(study(TWO, [mark("b")])) == {"b2": 4, "b3": 4}


def test_several_persons_are_joined_and_make_a_range() -> None:
    answer = study(TWO, [mark("a"), mark("b")])
    assert [(row.id, row.start, row.end, sorted(row.coders), row.agreed) for row in answer.rows] == [
        ("1a", 10, 30, ["a", "b"], True),
        ("3b", 50, 60, ["b"], False),
    ]


def test_one_coders_own_are_never_joined() -> None:
    answer = study([coding("a1", 10, 20), coding("a2", 15, 25), coding("b3", 18, 30)], [mark("a"), mark("b")])
    assert sorted(sorted(row.members) for row in answer.rows) == [["1a", "3b"], ["2a"]]


def test_where_nobody_marked_it_done_the_named_count_then_all() -> None:
    assert ids(study(TWO, who=("a",))) == {"a1": 6}
    assert [sorted(row.coders) for row in study(TWO).rows] == [["a", "b"], ["b"]]


def test_models_count_only_where_they_are_named_and_never_beat_a_person() -> None:
    codings = [coding("a1", 10, 20), coding("m2", 50, 60)]
    assert ids(study(codings, [mark("m")])) == {"a1": 6}
    assert ids(study(codings, [mark("m")], models=("m",))) == {"a1": 6}
    assert ids(study(codings[1:], [mark("m")], models=("m",))) == {"m2": 4}


def test_what_a_search_found_and_doubtful_codings_do_not_count() -> None:
    assert ids(study([coding("a1", 1, 2, unseen=True), coding("a2", 1, 2, doubtful=True), coding("a3", 1, 2)])) == {
        "a3": 6
    }


def test_what_overlaps_over_a_border_counts_once() -> None:
    marks = [mark("a", 0, 50), mark("b", 50, 100)]
    answer = study([coding("a1", 40, 60), coding("b2", 50, 70)], marks)
    assert [(row.start, row.end, sorted(row.coders), row.agreed) for row in answer.rows] == [(40, 70, ["a", "b"], True)]


def test_what_no_side_chose_counts_and_is_told() -> None:
    marks = [mark("a", 0, 50), mark("b", 50, 100)]
    answer = study([coding("b1", 40, 60), coding("a2", 55, 70)], marks)
    assert [(row.id, row.across) for row in answer.rows] == [("1b", True)]
    answer = study([coding("b1", 40, 60), coding("a2", 45, 48)], marks)
    assert (ids(answer), answer.once) == ({"a2": 4}, {"1b": "2a"})


def test_what_reaches_into_an_unread_stretch_counts_as_if_it_began_there() -> None:
    codings = [coding("b1", 40, 60), coding("c2", 70, 80, "y")]
    assert ids(study(codings, [mark("a", 0, 50)])) == {"b1": 6, "c2": 6}
    assert ids(study(codings, [mark("a", 0, 50)], who=("c",))) == {"c2": 6}


def test_settling_one_code_leaves_the_others_where_they_were() -> None:
    before = ids(study(TWO, [mark("b")]))
    after = ids(study([*TWO, coding("s6", 15, 30, settles=("2b",))], [mark("b")], [decision("7", "adjudicate", "b2")]))
    assert before == {"b2": 4, "b3": 4}
    assert after == {"s6": 2, "b3": 4}
