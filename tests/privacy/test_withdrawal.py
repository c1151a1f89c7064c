"""Who withdraws leaves, as a person: all their documents, their row, their answers, and what came with an import."""

from __future__ import annotations

import json

import pytest

from qualitative import Study
from qualitative.privacy import people, plan_withdrawal, withdraw
from qualitative.privacy.traces import SHORTEST

from .conftest import code, everything, run

WORDS = "Kami urus KTP setiap hari. Dananya dari desa, lama sekali cairnya."


@pytest.fixture
def gone(asked: Study, monkeypatch: pytest.MonkeyPatch, capsys) -> Study:
    """The study after p-01 withdrew, who spoke in two documents, answered a sheet, and lies in an import."""
    root = asked.root
    code(asked, "talk-1", "Kami urus KTP")
    kept = code(asked, "talk-1", "Yang paling susah")
    run(asked, monkeypatch, "privacy", "reply", "p-01", "--answer", "corrects", "--note", "bukan begitu", "--by", "ana")
    folder = root / "corpus/exchange/one"
    folder.mkdir(parents=True)
    (folder / "rest.json").write_text(
        json.dumps(
            {
                "text": f"P: Apa?\nA: {WORDS}\nB: lain",
                "quote": "setiap hari. Dananya dari desa",
                "other": "Yang paling susah itu",
            }
        ),
        encoding="utf-8",
    )
    ids = [
        {"guid": str(n), "kind": "coding", "ours": id} for n, id in enumerate([kept, asked.codings()["id"].tolist()[0]])
    ]
    (folder / "ids.jsonl").write_text("".join(json.dumps(line) + "\n" for line in ids), encoding="utf-8")
    run(asked, monkeypatch, "withdraw", "p-01", "--yes", "--by", "ana")
    return Study.open(root)


def test_all_documents_of_a_person_are_reached_by_their_id(gone: Study) -> None:
    assert "urus KTP" not in everything(gone.root) and "dananya sudah turun" not in everything(gone.root)
    assert gone.codings()["quote"].tolist() == ["Yang paling susah"] and gone.lost() == []
    assert "Yang paling susah" in gone.document("talk-1").text and "kalau diminta" in gone.document("talk-2").text


def test_the_label_leads_to_nobody_and_the_row_says_only_that_they_withdrew(gone: Study) -> None:
    assert gone.folder.documents["talk-1"].persons["A"] is None
    row = gone.folder.persons.loc["p-01"]
    assert "withdrawn=" in row["consent"] and row.drop("consent").isna().all()
    assert people(gone.folder)["documents"]["p-01"] == () and not gone.may("p-01", "analysis")
    assert [problem for problem in gone.check() if problem.path.startswith("corpus") and problem.rank != "next"] == []


def test_answers_and_imports_lose_what_was_theirs_and_nothing_else(gone: Study) -> None:
    assert json.loads((gone.root / "corpus/replies.jsonl").read_text())["note"] == ""
    rest = json.loads((gone.root / "corpus/exchange/one/rest.json").read_text())
    assert rest == {
        "text": "P: Apa?\nA: [ditarik atas permintaan informan]\nB: lain",
        "quote": "[ditarik atas permintaan informan]",
        "other": "Yang paling susah itu",
    }
    ids = [json.loads(line)["ours"] for line in (gone.root / "corpus/exchange/one/ids.jsonl").read_text().splitlines()]
    assert ids == gone.codings()["id"].tolist()


def test_a_person_who_still_speaks_elsewhere_keeps_their_row(asked: Study) -> None:
    withdraw(asked.folder, plan_withdrawal(asked.folder, "p-01", ["talk-1"]), by="ana")
    assert Study.open(asked.root).folder.persons.loc["p-01", "age"] == 54


def test_a_label_that_is_somebody_elses_is_no_way_to_a_person(asked: Study) -> None:
    assert set(plan_withdrawal(asked.folder, "A", ["talk-1"]).parts) == {"talk-1"}
    assert plan_withdrawal(asked.folder, "p-02").parts.keys() == {"talk-1"}


def test_short_words_are_taken_from_nobody(asked: Study) -> None:
    folder = asked.root / "corpus/exchange/one"
    folder.mkdir(parents=True)
    short = WORDS[: SHORTEST - 1]
    (folder / "rest.json").write_text(json.dumps([short, "nothing of theirs, though long enough"]), encoding="utf-8")
    withdraw(asked.folder, plan_withdrawal(asked.folder, "p-01"), by="ana")
    assert json.loads((folder / "rest.json").read_text()) == [short, "nothing of theirs, though long enough"]
