"""What a stranger wrote is shown on a terminal and never sent to it: no colours, no moved cursor, no forged line."""

from __future__ import annotations

import contextlib
import re
import sys

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.cli.terminal import plain, plain_output
from qualitative.errors import QualitativeError

ESCAPE = "\x1b[2J\x1b]0;owned\x07\x9b31m\u202egnp.exe"
SENT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def shown(command: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    with contextlib.suppress(SystemExit):
        main(command)
    said = capsys.readouterr()
    return said.out + said.err


def test_a_memo_moves_no_cursor(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    coding = study.apply("budget", "int-1", 51, 55, coder="ana")
    study.memo(f"well {ESCAPE}", of=coding, coder="ana")
    monkeypatch.chdir(study.root)
    said = shown(["log"], capsys)
    assert "\\x1b]0;owned" in said and "\\u202egnp.exe" in said and not SENT.search(said)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
def test_a_name_of_a_file_makes_no_line_of_its_own(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (study.root / f"corpus/transcripts/x{ESCAPE}\neverything is sound\n.md").write_text(
        "---\nid: [\n---\n", encoding="utf-8"
    )
    monkeypatch.chdir(study.root)
    said = shown(["check"], capsys)
    assert "\\x1b]0;owned" in said and not SENT.search(said)
    assert "everything is sound" not in said.splitlines()


def test_nor_does_a_value_in_an_error(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(study.root)
    said = shown(["log", "--coder", f"x{ESCAPE}\nfine"], capsys)
    assert "coder" in said and not SENT.search(said) and said.count("\n") == 1


def test_a_very_long_value_leaves_the_way_out_in_sight() -> None:
    said = str(QualitativeError(f"unknown key {'x' * 100_000}; did you mean title?"))
    assert len(said) < 2_000 and said.startswith("unknown key xxx") and said.endswith("; did you mean title?")


def test_what_is_written_is_as_it_was_once_the_command_is_over(capsys: pytest.CaptureFixture[str]) -> None:
    with plain_output():
        print("a\tb\x1b", end="\r\n")
        print("\r12 of 20", end="", file=sys.stderr)  # a bar of progress
    print("c\x1b", end="")
    assert capsys.readouterr() == ("a\tb\\x1b\nc\x1b", "\r12 of 20")
    assert plain("Café 😀 \u200eشكرا") == "Café 😀 \u200eشكرا"


def test_a_stream_without_room_for_it_is_written_to_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    class Other:
        __slots__ = ("said",)

        def __init__(self) -> None:
            self.said = ""

        def write(self, text: str) -> int:
            self.said += text
            return len(text)

    monkeypatch.setattr(sys, "stdout", other := Other())
    with plain_output():
        print("a", end="")
    assert other.said == "a"
