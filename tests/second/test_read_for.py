"""For which codes a stretch was read follows from the version that it was marked done under, as the second study's plan has it."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.folder import placing

# from which version on a reader looked for what the code is at the head; `overview` takes in two codes, of which one came with version 2,
# and `time-cost` was widened in version 3, so that earlier readers did not look for all of it
SINCE = {
    "distrust": 1, "device-trouble": 1, "paper-copy": 1, "audit-demand": 1, "workaround": 2, "champion": 2, "overview": 2, "time-cost": 3,
    "training-formal": 4, "training-peer": 4, "time-saved": 5, "pride": 6,
}  # fmt: skip
SPLIT = ("training-formal", "training-peer")  # before version 4 it is undecided which of the two a reader looked for


@pytest.mark.parametrize("code", [code for code in SINCE if code not in SPLIT])
def test_a_stretch_is_read_for_the_codes_of_its_version(second: Study, code: str) -> None:
    versions = second.folder.versions
    done = [event for event in placing.state_of(second.folder).done_events if event["coder"] != "machine"]
    assert len(done) > 20
    days = sorted({made.at[:10] for made in versions.history.operations if made.op != "version"})
    assert len(days) == 6
    for event in done:
        number = sum(day <= event["at"][:10] for day in days)
        assert versions.looked_for(code, tuple(event["codebook"])) == (number >= SINCE[code]), (
            event["document"],
            number,
        )


def test_later_codes_were_not_looked_for_in_the_first_documents(second: Study) -> None:
    versions = second.folder.versions
    read = {e["document"] for e in placing.state_of(second.folder, ["coder-one", "coder-two", "consensus"]).done_events
            if versions.looked_for("pride", tuple(e["codebook"]))}  # fmt: skip
    assert read == {"int-c-second", "group-e", "int-a-owner", "group-b"}


def test_what_waits_for_a_decision_is_told_and_keeps_its_parts_from_being_absent(second: Study) -> None:
    found = second.counted()
    note = next(note for note in found.notes if note.kind == "waiting")
    counting = {id for members in found.table["members"] for id in members}
    assert note.n == len(counting & {coding.id for coding in second.undecided()}) > 0
    table = second.read_for(["training-formal", "training-peer"], found)
    waits = table[table["undecided"]]
    assert {"int-c-first", "int-d-night"} <= set(waits["document"]) and not waits["absent"].any()
    assert table.loc[~table["undecided"] & (table["how"] == "full"), "absent"].all()


def test_once_they_are_placed_the_other_part_is_absent(second_study: Study) -> None:
    for coding in second_study.undecided():
        second_study.decide_part(coding.id, "training-formal", coder=coding.coder)
    study = Study.open(second_study.root)
    found = study.counted()
    assert "waiting" not in {note.kind for note in found.notes}
    table = study.read_for(["training-peer"], found)
    assert table.loc[table["document"] == "int-c-first", "absent"].any() and not table["undecided"].any()
