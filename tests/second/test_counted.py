"""Whose codings count in the second study, stretch by stretch, as its plan has it."""

from __future__ import annotations

from qualitative import Study

# document -> (rule, whose) where one rule holds for the whole document and all codes
WHOLE = {
    "doc-a-procedure": (3, ("coder-one",)), "doc-d-memo": (3, ("coder-one",)), "doc-f-letter": (6, ()),
    "group-e": (3, ("coder-one",)), "int-a-line": (3, ("coder-one",)), "int-b-packer": (5, ("assistant", "coder-two")),
    "int-b-quality": (6, ()), "int-c-first": (3, ("coder-one",)), "int-c-second": (3, ("coder-one",)),
    "int-d-manager": (3, ("coder-one",)), "int-d-night": (4, ("coder-two",)), "int-e-press": (3, ("coder-one",)),
    "int-f-mill": (3, ("coder-one",)), "int-f-office": (6, ("coder-two",)), "sim-practice": (6, ()),
}  # fmt: skip


def rules(study: Study) -> dict[str, list[tuple[str, int, tuple[str, ...]]]]:
    found: dict[str, list[tuple[str, int, tuple[str, ...]]]] = {}
    for row in study.counted().pieces.itertuples():
        found.setdefault(row.document, []).append((row.layer, row.rule, tuple(row.coders)))
    return found


def test_every_rule_holds_somewhere(second: Study) -> None:
    found = rules(second)
    assert {name: pieces[0][1:] for name, pieces in found.items() if name in WHOLE} == WHOLE
    assert all(len(found[name]) == 1 for name in WHOLE)
    # what the consensus did is settled for the codes that it looked for
    assert found["int-a-owner"][0][1:] == found["group-b"][0][1:] == (1, ("consensus",))
    assert found["group-b"][-1] == ("all", 3, ("coder-one",))
    assert found["int-e-chair"] == [("all", 4, ("coder-two",)), ("all", 6, ("assistant",))]
    decided = second.counted().table
    here = decided[(decided["document"] == "int-d-manager") & (decided["settled_by"].notna())]
    assert len(here) and {tuple(coders) for coders in here["coders"]} == {("consensus",)}


def test_what_the_consensus_settles_leaves_the_other_codings_where_they_were(second_study: Study) -> None:
    before = second_study.counted().table
    row = second_study.disagreements(["coder-one", "coder-two"], round=2)
    row = row[row["document"] == "int-e-press"].iloc[0]
    second_study.adjudicate(row, "coder-one", by="coder-one", note="read again")
    after = Study.open(second_study.root).counted().table
    assert abs(len(after) - len(before)) <= 1
    changed = set(before["id"]) ^ set(after["id"])
    touched = before[before["id"].isin(changed)]
    assert set(touched["document"]) <= {"int-e-press"} and len(touched) <= 1


def test_pilot_search_and_model_do_not_count(second: Study) -> None:
    found = second.counted()
    assert {note.kind for note in found.notes} >= {"several", "nobody", "unseen", "pilot", "model"}
    assert not {coder for coders in found.table["coders"] for coder in coders} & {"machine"}
    assert "int-b-quality" not in set(found.table["document"])
