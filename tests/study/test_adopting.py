"""What two coders coded alike becomes the consensus; what can't is left for people, and told."""

from __future__ import annotations

import pytest

from qualitative import Study

PARTS = [{"op": "add", "code": {"id": part, "parent": None, "name": {"en": part}}} for part in ("fast", "slow")]
SPLIT = [*PARTS, {"op": "split", "from": "services", "into": ["fast", "slow"]}]


@pytest.fixture
def alike(study: Study) -> Study:
    """Two coders who gave two codes alike, the consensus among the coders."""
    path = study.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  consensus: {kind: human}\n", encoding="utf-8")
    study = Study.open(study.root)
    text = study.document("int-1").text
    first, second = text.index("Kami urus KTP"), text.index("Dananya")
    for coder in ("ana", "budi"):
        items = [("services", "int-1", first, first + 13), ("budget", "int-1", second, second + 17)]
        study.apply_many(items, coder=coder)
        study.mark_done("int-1", coder=coder)
    return study


def test_what_was_coded_alike_is_taken_once(alike: Study) -> None:
    assert alike.adopt_agreed(by="ana") == 2 and alike.adopt_agreed(by="ana") == 0
    assert sorted(alike.codings("consensus")["code"]) == ["budget", "services"]


def test_what_has_a_code_that_was_split_waits_and_is_told_while_the_rest_is_taken(alike: Study) -> None:
    alike.revise(SPLIT, by="ana", why="Two things.")
    with pytest.warns(UserWarning, match="1 codings on which they agree wait, for services may no longer be given"):
        assert alike.adopt_agreed(by="ana") == 1
    assert alike.codings("consensus")["code"].tolist() == ["budget"]
    for coding in alike.undecided():
        alike.decide_part(coding.id, "slow", coder=coding.coder)
    assert alike.adopt_agreed(by="ana") == 1
    assert sorted(alike.codings("consensus")["code"]) == ["budget", "slow"]


def test_of_a_code_that_was_split_after_it_was_taken_the_consensus_keeps_what_it_has(alike: Study) -> None:
    alike.adopt_agreed(by="ana")
    alike.revise(SPLIT, by="ana", why="Two things.")
    assert alike.adopt_agreed(by="ana") == 0 and len(alike.codings("consensus")) == 2
