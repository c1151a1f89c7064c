"""What stands behind a talk without a label is its last speaker's, and that is told where turns do not go on over paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative.corpus.adding import Wishes, plan_addition

TALK = ["Q: How long was it?", "R: Far too long.", "Q: And then?", "R: I went home.", "Q: Thanks.", "R: Not at all."]
WISHES = Wishes(case="north", date="2024")


def notes(tmp_path: Path, name: str, content: str) -> list[str]:
    (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "corpus").mkdir(exist_ok=True)
    addition = plan_addition(tmp_path / name, tmp_path / "corpus", ["north"], WISHES, ["en"])
    assert addition.turns == 6
    return [note for note in addition.notes if "behind the last turn" in note]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("talk.html", lambda parts: "<!doctype html><body>" + "".join(f"<p>{one}</p>" for one in parts) + "</body>"),
        ("talk.txt", "\n\n".join),
        ("talk.md", "\n\n".join),
    ],
)
def test_a_foot_behind_the_talk_is_told(tmp_path: Path, name: str, form) -> None:
    (note,) = notes(tmp_path, name, form([*TALK, "Read more on our page.", "Copyright 2024"]))
    assert note.startswith("2 paragraphs without a label") and "'Read more on our page. Copyright 2024'" in note
    assert notes(tmp_path, name, form(TALK)) == []


def test_who_speaks_over_paragraphs_all_along_is_not_doubted(tmp_path: Path) -> None:
    talk = [part for one in TALK for part in ([one, "And more of it."] if one.startswith("R") else [one])]
    assert notes(tmp_path, "talk.txt", "\n\n".join(talk)) == []
