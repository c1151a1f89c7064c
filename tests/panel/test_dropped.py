"""Files dropped on the panel: looked at as `add --dry-run` does, nothing written before, one sentence for what is bad."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from conftest import on_both
from qualitative import QualitativeError, Study
from qualitative.corpus import apart
from qualitative.corpus.adding import Wishes
from qualitative.corpus.preview import preview
from qualitative.folder import placing
from qualitative.panel import dropped
from qualitative.panel.answers import handle
from qualitative.panel.session import Session
from qualitative.panel.views import opening
from reading.test_comments import begin, commented, end, run

TALK = b"Date: 3 May\n\n[0:03] Ann: How did it start?\n\n[0:09] Bob: In the hall.\nNote: he laughed.\n\n[0:21] Ann: Who paid?\n"


@pytest.fixture
def session(study: Study) -> Session:
    session = Session(study.folder, "int-1", "ana")
    opening(session)
    return session


def drop(session: Session, data: bytes, name: str = "a.txt", piece: int = 1_000_000) -> None:
    for n, at in enumerate(range(0, max(len(data), 1), piece)):
        handle(session, {"kind": "piece", "upload": "u", "name": name, "n": n, "bytes": data[at : at + piece]})


def look(session: Session, number: int = 1, **options: Any) -> Any:
    return handle(session, {"kind": "look", "upload": "u", "look": number, "options": options})


def files(root: Path) -> dict[str, bytes]:
    return {
        str(p.relative_to(root)): p.read_bytes()
        for p in sorted(root.rglob("*"))
        if p.is_file() and ".cache" not in p.parts
    }


def test_the_panel_shows_what_the_command_shows(study: Study, session: Session) -> None:
    drop(session, TALK, piece=7)
    answer = look(session, case="north", date="2026-05")
    (study.root / "a.txt").write_bytes(TALK)
    shown = preview(study.add(study.root / "a.txt", case="north", date="2026-05", dry_run=True))
    for key in ("file", "id", "format", "kind", "language", "words", "count", "timed", "first", "last", "preamble"):
        assert answer["seen"][key] == getattr(shown, key)
    assert [tuple(turn.values()) for turn in answer["seen"]["turns"]] == [
        (t.n, t.speaker, t.start, t.until, t.text, t.words) for t in shown.turns
    ]
    assert [one["label"] for one in answer["seen"]["speakers"]] == ["Ann", "Bob"]
    assert answer["seen"]["notes"] == list(shown.notes) and any("--speakers" in note for note in shown.notes)


def test_nothing_is_written_before_and_then_what_was_seen(study: Study, session: Session) -> None:
    before = files(study.root)
    drop(session, TALK)
    answer = look(session)
    assert (answer["unsaid"], answer["said"]["case"], answer["said"]["date"]) == (["case", "date"], "", "")
    with pytest.raises(QualitativeError, match=r"a\.txt: case and date missing; say it, then add the file"):
        handle(session, {"kind": "add-file", "upload": "u", "look": 1})
    look(session, 2, case="north", date="2026-05", speakers={"Ann": "informant", "Bob": "interviewer"}, kind="group")
    assert files(study.root) == before
    added = handle(session, {"kind": "add-file", "upload": "u", "look": 2})
    assert added["added"] == "a" and ("a", "a", "fieldwork") in [tuple(one) for one in added["documents"]]
    document = Study.open(study.root).document("a")
    assert (document.kind, document.case, document.date) == ("group", "north", "2026-05")
    assert document.speakers == {"Ann": "informant", "Bob": "interviewer"}
    with pytest.raises(QualitativeError, match="the file is not here any more; drop it again"):
        handle(session, {"kind": "add-file", "upload": "u", "look": 2})


def test_only_what_was_looked_at_is_added(session: Session) -> None:
    drop(session, TALK)
    with pytest.raises(QualitativeError, match="this was not looked at"):
        handle(session, {"kind": "add-file", "upload": "u", "look": 1})


def test_a_day_in_the_name_is_offered(session: Session) -> None:
    drop(session, TALK, "interview 2024-05-03.txt")
    assert look(session)["dated"] == "2024-05-03"


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("a.txt", b"", r"a\.txt: the file is empty; nothing to add"),
        ("a.docx", b"PK\x03\x04 no archive", r"a\.docx: "),
        ("a.png", b"\x89PNG", r"a\.png: this is a picture; run text recognition"),
        ("../../a.sqlite", b"SQLite format 3\0 highlight projects", r"^a\.sqlite: this is a Taguette project"),
        ("a.txt", bytes(range(256)) * 50, r"a\.txt: this looks binary"),
    ],
)
def test_a_bad_file_gives_one_sentence(session: Session, name: str, data: bytes, told: str) -> None:
    drop(session, data, name)
    with pytest.raises(QualitativeError, match=told) as problem:
        look(session, case="north", date="2026")
    assert "\n" not in str(problem.value)


def test_a_file_too_large_is_refused_while_it_comes(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dropped, "FILE_LIMIT", 1_000_000)
    with pytest.raises(QualitativeError, match=r"a\.txt: more than the 1 MB that are read; split the file"):
        drop(session, b"kata " * 300_000)
    assert session.dropped is None


def test_a_reader_that_takes_too_long_or_crashes_is_stopped(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = study.folder
    where = (folder.corpus, folder.named_cases, Wishes(), ("en",))
    with pytest.raises(QualitativeError, match=r"a\.txt: not read within 0 seconds; split the file"):
        apart.plan_apart("a.txt", TALK, *where, seconds=0.01)
    monkeypatch.setattr(apart.sys, "executable", "false")
    with pytest.raises(QualitativeError, match=r"a\.txt: reading it broke off"):
        apart.plan_apart("a.txt", TALK, *where)


def test_a_preview_is_bounded(session: Session) -> None:
    many = "".join(f"Person {n}: Is that so {n}?\n\nPerson {n}: It is.\n\n" for n in range(300))
    drop(session, (many + "x" * 5000 + "\n").encode())
    seen = look(session, case="north", date="2026")["seen"]
    assert len(seen["speakers"]) <= 40 and all(len(value) <= 40 for value in seen.values() if isinstance(value, list))
    assert seen["left"].get("speakers", 0) == 260


def test_roles_are_checked_as_on_the_command_line(session: Session) -> None:
    drop(session, TALK)
    with pytest.raises(QualitativeError, match="'Ann=boss' is not LABEL=interviewer"):
        look(session, speakers={"Ann": "boss"})


def test_comments_become_the_coders_memos_at_their_place(study: Study, session: Session) -> None:
    data = commented(
        run("P: Who waited?"),
        run("A: They ") + begin(0) + run("waited") + end(0) + run("."),
        run("P: Oh?"),
        run("A: Yes."),
    )
    drop(session, data, "a.docx")
    assert look(session, case="north", date="2026")["placed"] == 1
    handle(session, {"kind": "add-file", "upload": "u", "look": 1})
    fresh = Study.open(study.root)
    (memo,) = placing.state_of(fresh.folder, ["ana"]).memos
    assert memo.note == "note 0 (Ratna)"


def test_looking_makes_nobody_less_blind_and_moves_no_document(study: Study, session: Session) -> None:
    drop(session, TALK)
    look(session, case="north", date="2026-05")
    handle(session, {"kind": "add-file", "upload": "u", "look": 1})
    assert session.blind and session.document.id == "int-1"


@on_both()
def test_a_file_is_looked_at_in_every_study(either: Study) -> None:
    session = Session(
        either.folder,
        next(iter(either.folder.documents)),
        next(c.id for c in either.settings.coders.values() if c.kind == "human"),
    )
    drop(session, TALK, "a new talk.txt")
    answer = look(session, date="2026-05", case=either.folder.named_cases[0])
    assert answer["unsaid"] == [] and answer["path"] == "corpus/transcripts/a-new-talk.md"
    assert not (either.root / answer["path"]).exists()
