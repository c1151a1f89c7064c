"""`qualitative log` and `qualitative codebook` tell in sentences what was done, and do it."""

from __future__ import annotations

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.cli import main


@pytest.fixture
def typed(study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture):
    """Type a command in the study; gives what it says."""
    monkeypatch.chdir(study.root)

    def type_(*words: str) -> str:
        try:
            main(list(words))
        except SystemExit as leave:
            assert leave.code in (0, 1, 2)
        out = capsys.readouterr()
        return out.out + out.err

    return type_


def test_the_log_tells_who_did_what(study: Study, typed) -> None:
    start = study.document("int-1").text.index("KTP")
    made = study.apply("services", "int-1", start, start + 3, coder="ana")
    study.memo("Kartu", coder="budi", of=made)
    study.recode(made, coder="ana", code="budget-village-fund")
    study.undo("ana")
    study.redo("ana")
    study.mark_done("int-1", coder="ana")
    said = [line[21:] for line in typed("log", "--document", "int-1").splitlines()]
    assert said == [
        "ana  coded [KTP] as services in int-1",
        "budi  noted on [KTP] as services: Kartu",
        "ana  changed code services to budget-village-fund (budget-village-fund) in int-1",
        "ana  undid: [KTP] as budget-village-fund in int-1",
        "ana  redid: [KTP] as budget-village-fund in int-1",
        "ana  marked 0–102 of int-1 as coded to the end",
    ]


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        ((), 5),
        (("--coder", "budi"), 1),
        (("--last", "1"), 1),
        (("--since", "2024-06-02"), 2),
        (("--until", "2024-06-01"), 3),
    ],
)
def test_the_log_can_be_narrowed(study: Study, typed, options: tuple[str, ...], lines: int) -> None:
    study.apply("services", "int-1", 20, 24, coder="ana")
    study.memo("Catatan", coder="budi")
    assert len(typed("log", *options).splitlines()) == lines


def test_a_wrong_moment_or_name_is_said(typed) -> None:
    assert "'yesterday' is no moment" in typed("log", "--since", "yesterday")
    assert "did you mean ana?" in typed("log", "--coder", "anna")


def test_the_codebook_changes_by_commands(study: Study, typed) -> None:
    typed("codebook", "add", "papers", "--name", "id=Surat", "--name", "en=Papers", "--keyword", "id=surat desa", "--by", "ana", "--why", "New")  # fmt: skip
    typed("codebook", "edit", "papers", "--definition", "en=Letters", "--by", "ana", "--why", "Clear")
    typed("codebook", "rename", "papers", "--name", "en=Letters", "--by", "ana", "--why", "Clear")
    typed("codebook", "move", "papers", "--parent", "services", "--by", "ana", "--why", "Place")
    code = study.codebook["papers"]
    assert (code.name, code.parent) == ({"id": "Surat", "en": "Letters"}, "services")
    assert code.keywords == {"id": ("surat desa",)} and code.definition == {"en": "Letters"}
    assert "version 6 merges papers into services" in typed(
        "codebook", "merge", "papers", "--into", "services", "--by", "ana", "--why", "Same"
    )
    assert "papers" not in study.codebook and "papers: merged into services" in typed("codebook", "diff", "2", "6")
    assert "2024-06-01  ana adds code services" in typed("codebook", "log")


def test_a_split_is_decided_coding_by_coding(study: Study, typed, monkeypatch: pytest.MonkeyPatch) -> None:
    study.apply("services", "int-1", 20, 24, coder="ana")
    parts = ("--into", "budget", "--into", "budget-village-fund")
    assert "1 coding waits" in typed("codebook", "split", "services", *parts, "--by", "ana", "--why", "Two")
    monkeypatch.setattr("click.prompt", lambda *_, **__: "budget-village-fund")
    typed("codebook", "decide", "--by", "budi")
    assert study.undecided() == [] and study.codings()["code"].tolist() == ["budget-village-fund"]


def test_hand_edits_of_the_head_are_adopted(study: Study, typed) -> None:
    typed("codebook", "log", "--write")
    head = study.folder.codebook_folder / "codebook.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("en: services", "en: Services"), encoding="utf-8")
    assert "renames code services to" in typed("codebook", "diff")
    typed("codebook", "diff", "--adopt", "--by", "ana", "--why", "By hand")
    assert study.codebook["services"].name["en"] == "Services" and "agrees" in typed("codebook", "diff")


def test_who_acts_must_be_said_where_several_could(typed) -> None:
    assert "--by ana or --by budi" in typed("codebook", "retire", "services", "--why", "x")


@on_both()
def test_every_event_and_operation_of_a_study_is_told_in_a_sentence(either: Study) -> None:
    told = either.log()
    events = either.folder.events()[0]
    assert len(told) >= len(events)
    assert all(entry.sentence.strip() for entry in told)
