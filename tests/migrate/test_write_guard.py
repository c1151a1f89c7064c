"""A study of format 1 is read by everything and written by nothing: one sentence says how to go on, and no file changes."""

from __future__ import annotations

import json
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualitative import Study
from qualitative.amend import adopt, correct
from qualitative.cli import COMMANDS, main
from qualitative.cli.codebook import command as codebook_command
from qualitative.codebook.contradictions import Contradiction
from qualitative.errors import StudyError
from qualitative.folder import placing
from qualitative.folder.speaking import Who
from qualitative.panel import changes
from qualitative.panel.answers import handle
from qualitative.panel.session import Session
from qualitative.panel.views import opening
from qualitative.privacy import plan_withdrawal, pseudonymise, read_key, withdraw

from .conftest import contents

SAID = r"study.yaml is of format 1, which is read but no longer written, so nothing was changed; run `qualitative migrate` once"
TALK = "talk-old"


def text_file(root: Path) -> Path:
    path = root.parent / "talk-new.txt"
    path.write_text("Q: What?\nA: That.\n", encoding="utf-8")
    return path


def table_file(root: Path) -> Path:
    """A coded table of another tool."""
    path = root.parent / "coded.csv"
    path.write_text("document,text,code,coder\nsurvey-1,We pay the rent each month.,rent,ana\n", encoding="utf-8")
    return path


def codebook_file(root: Path) -> Path:
    """A codebook that was changed in a spreadsheet."""
    path = root.parent / "codes.csv"
    path.write_text("code,name\nroof,Roofs\n", encoding="utf-8")
    return path


def coding(study: Study, coder: str, document: str = TALK) -> str:
    return next(c.id for c in placing.state_of(study.folder, [coder]).codings.values() if c.document == document)


def lost(study: Study) -> str:
    return study.lost()[0].coding.id


def suggestion(study: Study) -> Any:
    import pandas as pd

    return pd.Series({"document": TALK, "start": 60, "end": 70, "code": "rent", "probability": 0.5, "model": "m"})


def disagreement(study: Study) -> Any:
    return study.disagreements(["ana", "budi"], settled=None).iloc[0]


ADD = [{"op": "add", "code": {"id": "queue", "parent": None, "name": {"en": "Queue"}}}]

# every way to write, by the name of the method of Study
METHODS: dict[str, Callable[[Study], object]] = {
    "accept": lambda s: s.accept(suggestion(s), coder="ana"),
    "add": lambda s: s.add(text_file(s.root), case="old-hall", date="2024"),
    "adjudicate": lambda s: s.adjudicate(disagreement(s), "neither", by="ana", note="Neither."),
    "adopt_agreed": lambda s: s.adopt_agreed(["ana", "robot"], by="ana", round=1),
    "adopt_codebook": lambda s: s.adopt_codebook(by="ana", why="By hand."),
    "apply": lambda s: s.apply("rent", TALK, 60, 70, coder="ana"),
    "apply_many": lambda s: s.apply_many([("rent", TALK, 60, 70)], coder="ana"),
    "decide_between": lambda s: s.decide_between(Contradiction("values", ("rent",), ()), "x", by="ana", why="So."),
    "decide_part": lambda s: s.decide_part(s.undecided()[0].id, "custom-days", coder="ana"),
    "fix_version": lambda s: s.fix_version(by="ana"),
    "framework_sheet": lambda s: s.framework_sheet(["money"], "en"),
    "import_": lambda s: s.import_(table_file(s.root)),
    "import_codebook": lambda s: s.import_codebook(codebook_file(s.root), by="ana", why="By hand."),
    "mark_done": lambda s: s.mark_done(TALK, coder="ana"),
    "mark": lambda s: s.mark(TALK, 60, 70, coder="ana"),
    "memo": lambda s: s.memo("A note.", coder="ana"),
    "place": lambda s: s.place(lost(s), 60, 70, coder="ana"),
    "recode": lambda s: s.recode(coding(s, "ana"), coder="ana", code="roof"),
    "redo": lambda s: s.redo("ana"),
    "reject": lambda s: s.reject(suggestion(s), coder="ana"),
    "let_go": lambda s: s.let_go(lost(s), coder="ana"),
    "retract": lambda s: s.retract(coding(s, "ana"), coder="ana"),
    "revise": lambda s: s.revise(ADD, by="ana", why="It was missing."),
    "sample": lambda s: s.sample("draw", size=3),
    "set_documents": lambda s: s.set_documents([TALK], {"title": "Another"}),
    "set_speakers": lambda s: s.set_speakers([Who("Q", role="nobody")]),
    "set_persons": lambda s: s.set_persons({"town-2023/MK": {"group": "x"}}),
    "unmark_done": lambda s: s.unmark_done("talk-north", coder="ana"),
    "undo": lambda s: s.undo("ana"),
}
# what only reads
READING = {
    "acceptance", "agreement", "asked", "cases", "check", "check_sheet", "chosen", "claims", "codebook", "codings", "concordance", "confusions",
    "consents", "contradictions", "counted", "counted_rows", "disagreements", "document", "documents", "draft", "ethics_page", "evaluate", "export", "folder", "guide",
    "joint_display", "keywords", "log", "lost", "may", "memos", "mixed", "open", "panel", "passages", "persons", "prevalence", "query", "quote", "read_for", "root",
    "segment_pairs", "settings", "show", "singled_out", "speakers", "speaking", "sql", "stability", "status", "suggest", "tables", "to_read_again", "turns", "undecided", "words",
}  # fmt: skip

# ways to write that are functions of the rooms below
FUNCTIONS: dict[str, Callable[[Study], object]] = {
    "correct": lambda s: correct(s.folder, TALK, "Q: Anything else?\n", by="ana", why="Heard again."),
    "adopt": lambda s: adopt(s.folder, TALK, by="ana", why="By hand."),
    "pseudonymise": lambda s: pseudonymise(s.folder, read_key(s.root), by="ana"),
    "withdraw": lambda s: withdraw(s.folder, plan_withdrawal(s.folder, "B", [TALK]), by="ana"),
}

# every command that writes into the study, with arguments that it would take
WRITING: dict[str, list[list[str]]] = {
    "add": [["add", "{file}", "--case", "old-hall", "--date", "2024"]],
    "amend": [
        ["amend", TALK, "--from", "{file}", "--by", "ana"],
        ["amend", "talk-north", "--let-go", "{lost}", "--by", "ana"],
    ],
    "code": [["code", "--no-browser"]],
    "codebook": [],  # its commands are below
    "framework": [["framework", "--theme", "money"]],
    "pseudonymize": [["pseudonymize", "--name", "Saturdays", "--yes-to", "all", "--by", "ana"]],
    "import": [["import", "{table}", "--into", ".", "--yes"]],
    "privacy": [
        ["privacy", "consent", "B", "verbatim=2024-05-02"],
        ["privacy", "reply", "B", "--answer", "agrees", "--by", "ana"],
    ],
    "publish": [["publish", "findings"]],
    "sample": [["sample", "draw", "--size", "3"]],
    "documents": [["documents", TALK, "--set", "title=Another", "--yes"]],
    "done": [["done", TALK, "--by", "ana"], ["done", TALK, "--by", "ana", "--undo"]],
    "persons": [["persons", "town-2023/MK", "--set", "group=x", "--yes"]],
    "speakers": [["speakers", "--role", "Q=nobody", "--yes"]],
    "withdraw": [["withdraw", "B", "--document", TALK, "--by", "ana", "--yes"]],
}
CODEBOOK: dict[str, list[str]] = {
    "add": ["queue", "--name", "en=Queue"],
    "edit": ["roof", "--definition", "en=Of roofs."],
    "rename": ["roof", "--name", "en=Roofs"],
    "merge": ["waiting", "--into", "rent"],
    "split": ["rent", "--into", "roof", "--into", "waiting"],
    "move": ["roof", "--parent", "money"],
    "retire": ["roof"],
    "restore": ["light"],
    "diff": ["--adopt"],
    "log": ["--write"],
    "version": ["--fix"],
    "import": ["{codebook}"],
}
# commands that read, make something outside the study or in what git ignores, or are about other folders
OTHERS = {
    "agree",
    "bundle",
    "check",
    "evaluate",
    "export",
    "log",
    "memos",
    "migrate",
    "new",
    "report",
    "status",
    "suggest",
    "verify",
}


@pytest.fixture
def before(old: Path) -> dict[str, bytes]:
    return contents(old)


@pytest.fixture(autouse=True)
def in_the_study(old: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(old)
    warnings.simplefilter("ignore", UserWarning)  # of the lost coding


@pytest.mark.parametrize("name", [*METHODS, *FUNCTIONS])
def test_no_method_writes_into_a_study_of_format_1(old: Path, before: dict[str, bytes], name: str) -> None:
    study = Study.open(old)
    with pytest.raises(StudyError, match=SAID):
        {**METHODS, **FUNCTIONS}[name](study)
    assert contents(old) == before


def test_every_method_is_known_to_write_or_to_read() -> None:
    public = {name for name in dir(Study) if not name.startswith("_")}
    assert public <= {*METHODS, *READING}


@pytest.mark.parametrize("kind", changes.HANDLERS)
def test_the_panel_writes_nothing(old: Path, before: dict[str, bytes], kind: str) -> None:
    study = Study.open(old)
    session = Session(study.folder, TALK if kind not in ("place", "retire") else "talk-north", "ana")
    opening(session)
    mine = coding(study, "ana")
    message = {
        "kind": kind, "id": lost(study) if kind in ("place", "retire") else mine, "items": [["rent", 60, 70]], "code": "light",
        "start": 60, "end": 70, "note": "A note.", "of": mine, "name": {"en": "Queue"}, "names": {"en": "Queue"},
        "done": not session.standing.done,
        "suggestion": {"model": "m", "p": 0.5}, "text": "A note.",
    }  # fmt: skip
    if kind == "restore-code":
        message["code"] = "custom-few"
    if kind in ("recode", "reject"):
        message["code"] = "roof"
    with pytest.raises(StudyError, match=SAID):
        handle(session, message)
    assert contents(old) == before


@pytest.mark.parametrize(
    "arguments",
    [
        *(line for lines in WRITING.values() for line in lines),
        *(["codebook", name, *rest, "--by", "ana", "--why", "So."] for name, rest in CODEBOOK.items() if name != "log"),
        ["codebook", "log", "--write"],
    ],
    ids=" ".join,
)
def test_no_command_writes_into_a_study_of_format_1(
    old: Path, before: dict[str, bytes], capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    if "publish" in arguments:
        template = Path(__file__).resolve().parents[2] / "notebooks/reports/findings.ipynb"
        (old / "notebooks/reports").mkdir(parents=True)
        (old / "notebooks/reports/findings.ipynb").write_bytes(template.read_bytes())
        before = contents(old)
    if "--adopt" in arguments:
        head = old / "codebook/codebook.yaml"
        head.write_text(head.read_text(encoding="utf-8").replace("en: Roof", "en: Roofs"), encoding="utf-8")
        before = contents(old)
    given = {"file": str(text_file(old)), "table": str(table_file(old)), "lost": lost(Study.open(old))}
    given["codebook"] = str(codebook_file(old))
    with pytest.raises(SystemExit) as left:
        main([one.format(**given) for one in arguments])
    said = capsys.readouterr()
    assert left.value.code != 0
    assert "run `qualitative migrate` once (it keeps a copy), then try again" in said.err, said
    assert said.err.count("\n") == 1
    assert contents(old) == before


def test_every_command_is_known_to_write_or_not() -> None:
    assert set(COMMANDS) <= {*WRITING, *OTHERS}
    assert set(codebook_command.commands) <= {*CODEBOOK, "decide"}  # decide asks, then calls decide_part


def test_everything_that_reads_still_reads(
    old: Path, before: dict[str, bytes], capsys: pytest.CaptureFixture[str]
) -> None:
    for line in (
        ["check"],
        ["log"],
        ["agree", "--interval", "none"],
        ["codebook", "log"],
        ["codebook", "diff", "1", "6"],
    ):
        try:
            main(line)
        except SystemExit as left:
            assert line == ["check"], (line, capsys.readouterr().err)
            assert left.code == 1  # of the lost coding
    said = capsys.readouterr()
    assert "migrate" not in said.err
    assert json.loads(Study.open(old).sql("select count(*) as n from codings").to_json(orient="records"))[0]["n"] > 8
    assert contents(old) == before
