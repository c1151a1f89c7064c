"""What holds of every study: no coding is invented, lost without a reason or counted twice, and no order of rows matters."""

from __future__ import annotations

from typing import Any

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from counting.making import PEOPLE, codings, count, decision, done
from qualitative.counting import Counted

CODERS = sorted(PEOPLE)
KNOWN = {1: "x", 2: "xy"}
THOROUGH = settings(max_examples=60, deadline=None)


@st.composite
def studies(draw: st.DrawFn) -> dict[str, Any]:
    """A small study with everything that may happen: short codings over few places, so that most of them meet."""
    number = draw(st.integers(0, 14))
    names = [f"{n:02}" for n in range(number)]
    rows, columns = [], {name: {} for name in ("document", "round", "settles", "unseen", "doubtful")}
    for name in names:
        start = draw(st.integers(0, 40))
        rows.append(
            (name, draw(st.sampled_from(CODERS)), start, start + draw(st.integers(1, 25)), draw(st.sampled_from("xy")))
        )
        columns["document"][name] = draw(st.sampled_from("dddeg"))
        columns["round"][name] = draw(st.sampled_from([1, 1, 1, 2, 9]))
        columns["unseen"][name] = draw(st.integers(0, 9)) == 0
        columns["doubtful"][name] = draw(st.integers(0, 9)) == 0
        if rows[-1][1] == "consensus" and name != "00":
            columns["settles"][name] = tuple(draw(st.lists(st.sampled_from(names), max_size=2, unique=True)))
    marks = []
    for n in range(draw(st.integers(0, 6))):
        start = draw(st.integers(0, 50))
        fields = {
            "id": f"m{n}", "document": draw(st.sampled_from("dde")), "round": draw(st.sampled_from([1, 1, 2, 9])),
            "how": draw(st.sampled_from(["full", "full", "assisted", "stopped"])), "codebook": draw(st.sampled_from([1, 2])),
        }  # fmt: skip
        marks.append(done(draw(st.sampled_from(CODERS)), start, start + draw(st.integers(1, 60)), **fields))
    acts = []
    for n in range(draw(st.integers(0, 3)) if names else 0):
        of = draw(st.lists(st.sampled_from(names), min_size=1, max_size=3, unique=True))
        verdict = draw(st.sampled_from(["adjudicate", "accept", "reject", "retire", "place", "split"]))
        # ids between and after those of the codings: some codings are newer than a decision
        acts.append(decision(f"{draw(st.integers(0, 15)):02}-{n}", verdict, *of, coder=draw(st.sampled_from(CODERS))))
    return {
        "table": codings(*rows, **columns),
        "marks": marks,
        "acts": acts,
        "who": draw(st.lists(st.sampled_from(CODERS), max_size=3, unique=True)),
        "models": draw(st.sampled_from([[], ["robot"]])),
        "consensus": draw(st.sampled_from(["human", "model"])),
    }


def counted(study: dict[str, Any], **changed: Any) -> Counted:
    study = {**study, **changed}
    kinds = {**PEOPLE, "consensus": study["consensus"]}
    return count(
        study["table"], study["marks"], study["acts"], who=study["who"], models=study["models"], pilot=[9], kinds=kinds,
        known=KNOWN,
    )  # fmt: skip


@THOROUGH
@given(studies())
def test_every_coding_counts_once_or_is_left_out_for_a_reason(study: dict[str, Any]) -> None:
    found = counted(study)
    members = [id for row in found.table["members"] for id in row]
    everything = members + found.left_out["id"].tolist()
    assert sorted(everything) == sorted(study["table"]["id"])
    into = found.left_out["into"].dropna()
    assert set(into) <= set(found.table["id"])
    assert (found.left_out["reason"] == "counted-once").sum() == len(into)


@THOROUGH
@given(studies())
def test_nothing_is_invented(study: dict[str, Any]) -> None:
    made = study["table"].set_index("id")
    may = {coder for coder in CODERS if coder not in ("robot", "consensus") or coder in study["models"]}
    may |= {"consensus"} if study["consensus"] == "human" else set()
    for row in counted(study).table.itertuples():
        parts = made.loc[list(row.members)]
        assert row.id == min(row.members)
        assert (row.start, row.end) == (parts["start"].min(), parts["end"].max())
        assert set(parts["code"]) == {row.code}
        assert set(parts["document"]) == {row.document}
        assert sorted(parts["coder"]) == list(row.coders)  # each coder gives at most one
        assert set(row.coders) <= may
        assert not parts["unseen"].any()
        assert not parts["doubtful"].any()
        assert 9 not in set(parts["round"])


@THOROUGH
@given(studies(), st.randoms(use_true_random=False))
def test_the_order_of_rows_marks_and_decisions_changes_nothing(study: dict[str, Any], random: Any) -> None:
    rows = list(range(len(study["table"])))
    random.shuffle(rows)
    marks, acts = random.sample(study["marks"], len(study["marks"])), random.sample(study["acts"], len(study["acts"]))
    one, two = counted(study), counted(study, table=study["table"].iloc[rows], marks=marks, acts=acts)
    pd.testing.assert_frame_equal(one.table, two.table)
    pd.testing.assert_frame_equal(one.left_out, two.left_out)
    pd.testing.assert_frame_equal(one.pieces, two.pieces)
    assert one.notes == two.notes


@THOROUGH
@given(studies())
def test_codings_of_one_code_that_overlap_are_counted_apart_only_where_one_coder_gave_both(
    study: dict[str, Any],
) -> None:
    # a decision settles nothing else in its piece, so that beside what it left another may stand: these are not looked at here
    found = counted(study, acts=[], table=study["table"].assign(settles=[()] * len(study["table"])))
    for _, same in found.table.groupby(["document", "code"]):
        rows = list(same.itertuples())
        for number, one in enumerate(rows):
            for two in rows[number + 1 :]:
                if one.start < two.end and two.start < one.end:
                    assert set(one.coders) & set(two.coders)


@THOROUGH
@given(studies(), st.sampled_from("xy"), st.data())
def test_a_decision_on_one_code_leaves_the_others(study: dict[str, Any], code: str, data: st.DataObject) -> None:
    of = study["table"].loc[study["table"]["code"] == code, "id"].tolist()
    if not of:
        return
    # a consensus by a model settles pieces only where a person's codings are decided on, so that a decision may matter there;
    # and what settles codings of two codes is of both
    study = {**study, "consensus": "human", "table": study["table"].assign(settles=[()] * len(study["table"]))}
    act = decision("99", data.draw(st.sampled_from(["reject", "accept", "adjudicate"])), data.draw(st.sampled_from(of)))
    before, after = counted(study), counted(study, acts=[*study["acts"], act])
    others = [table[table["code"] != code].reset_index(drop=True) for table in (before.table, after.table)]
    pd.testing.assert_frame_equal(*others)


@THOROUGH
@given(studies())
def test_the_pieces_of_a_document_are_all_of_it_without_gaps(study: dict[str, Any]) -> None:
    found = counted(study)
    for document, length in (("d", 200), ("e", 100)):
        rows = found.pieces[(found.pieces["document"] == document) & (found.pieces["layer"] != "others")]
        assert [0, *rows["end"]] == [*rows["start"], length]


@THOROUGH
@given(studies())
def test_what_is_agreed_is_a_part_of_what_any_gave(study: dict[str, Any]) -> None:
    found = counted(study)
    assert set(found.agreed["id"]) <= set(found.table["id"])
    certain = found.table[found.table["rule"].isin([1, 2, 3, 4])]
    assert certain["agreed"].all()
