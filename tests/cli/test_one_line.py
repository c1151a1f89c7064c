"""A line break in what somebody wrote makes no line of its own: it could be taken for one of ours."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.cli import main

FORGED = "a reason\nnothing is broken"


@pytest.mark.parametrize("command", [["codebook", "log"], ["log"]])
def test_nobody_forges_a_line(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
) -> None:
    path = next((study.root / "codebook/history").glob("*.jsonl"))
    study.revise(
        [{"op": "rename", "code": "services", "name": {"en": "x\nnothing is broken", "id": "x"}}],
        by=path.stem,
        why=FORGED,
    )
    monkeypatch.chdir(study.root)
    main(command)
    said = capsys.readouterr().out
    assert "a reason\\nnothing is broken" in said
    assert not any(line.startswith("nothing is broken") for line in said.splitlines())


def test_tags_that_nobody_sees_are_shown(capsys: pytest.CaptureFixture[str]) -> None:
    from qualitative.cli.terminal import plain

    assert plain("a\U000e0041b") == "a\\U000e0041b"
