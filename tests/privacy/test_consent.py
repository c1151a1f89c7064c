"""Who agreed to what is asked in one place, and obeyed wherever words leave the study."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.corpus.consents import (
    ConsentRegister,
    Consents,
    consent_problem,
    format_consents,
    parse_consents,
    parse_record,
)
from qualitative.counting.consented import register_of
from qualitative.errors import PrivacyError

from .conftest import code, run


@pytest.mark.parametrize(
    ("cell", "may", "may_not"),
    [
        ("analysis=2024-05-02", ["analysis"], ["verbatim", "machine"]),
        ("analysis=2024-05 verbatim=2024/2025-01-10", ["analysis"], ["verbatim"]),
        ("analysis=2024-05 withdrawn=2025-01-10", [], ["analysis", "verbatim"]),
        ("machine=no", ["analysis", "verbatim"], ["machine"]),
        ("until=2031", ["analysis", "verbatim", "machine"], []),
        ("", ["analysis", "verbatim", "machine"], []),
    ],
)
def test_a_cell_says_who_may(cell: str, may: list[str], may_not: list[str]) -> None:
    assert consent_problem(cell) is None and format_consents(parse_record(cell)) == " ".join(cell.split())
    records = {"p": parse_record(cell)} if cell else {}
    register = ConsentRegister(("analysis", "verbatim", "machine"), records=records)
    assert all(register.may("p", scope) for scope in may) and not any(register.may("p", scope) for scope in may_not)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("anlysis=2024", "no scope; did you mean analysis"),
        ("analysis", "has no date; write it as analysis=2024-05-02"),
        ("analysis=soon", "has no date"),
        ("analysis=2024/2023", "was taken back before it was given"),
        ("analysis=2024 analysis=2025", "names analysis twice"),
        ("withdrawn=no", "has no date"),
        ("verbatim=2024/2025/2026", "has no date"),
    ],
)
def test_a_wrong_cell_is_told_in_one_clause(cell: str, said: str) -> None:
    assert said in str(consent_problem(cell))


def test_what_still_stands_is_given_with_its_date() -> None:
    assert parse_consents("analysis=2024-05 verbatim=2024/2025 machine=no") == {"analysis": "2024-05"}


def test_a_scope_that_is_none_is_no_consent() -> None:
    with pytest.raises(ValueError, match="did you mean verbatim"):
        ConsentRegister().may("p", "verbatm")


def test_the_row_of_a_person_outweighs_the_front_matter_and_both_the_study(asked: Study) -> None:
    path = asked.root / "corpus/transcripts/talk-2.md"
    text = path.read_text(encoding="utf-8").replace(
        "language: id", "language: id\nconsent: {verbatim: 2024-06-01, machine: false, analysis: true}"
    )
    path.write_text(text, encoding="utf-8")
    study = Study.open(asked.root)
    assert (
        study.may("talk-2#C", "verbatim") and study.may("talk-2#C", "analysis") and not study.may("talk-2#C", "machine")
    )
    assert not study.may("p-02", "verbatim") and study.may("p-02", "archive")
    assert study.may("p-03", "analysis") and not study.may("p-03", "archive")


def test_a_front_matter_that_says_nothing_readable_gives_nothing(asked: Study) -> None:
    document = next(iter(asked.folder.documents.values()))
    object.__setattr__(document, "consent", {"verbatim": "maybe"})
    register = register_of(asked.folder.persons.iloc[:0], [document], ("analysis", "verbatim"))
    assert not register.may("p-01", "verbatim")


def test_material_that_should_be_gone_is_told(asked: Study) -> None:
    register = ConsentRegister(until="2025-06", records={"p": Consents({}, until="2027")})
    assert register.overdue(["p", "q"], "2025-06-30") == [] and register.overdue(["p", "q"], "2025-07-01") == ["q"]
    assert register.overdue(["p"], "2028-01-01") == ["p"]


def test_consent_is_noted_taken_back_and_refused(asked: Study, monkeypatch, capsys) -> None:
    run(asked, monkeypatch, "privacy", "consent", "p-02", "verbatim=2024-07-01", "machine=no")
    assert (
        "p-02: analysis=2024-05-02 verbatim=2024-07-01 archive=2024-05-02 machine=no; so not: translation, machine, recontact"
        in capsys.readouterr().out
    )
    run(asked, monkeypatch, "privacy", "consent", "p-02", "archive=no", "until=2027")
    study = Study.open(asked.root)
    assert (
        study.may("p-02", "verbatim")
        and not study.may("p-02", "archive")
        and study.consents.kept_until("p-02") == "2027"
    )
    assert study.check_sheet("p-01") and [p for p in study.check() if p.path.startswith("corpus")] == []
    assert study.folder.persons.loc["p-01", "age"] == 54


def test_consent_goes_into_the_private_file_where_it_is_private(asked: Study, monkeypatch, capsys) -> None:
    settings = asked.root / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("attributes: {", "attributes: {private: [consent], "),
        encoding="utf-8",
    )
    (asked.root / "corpus/persons.csv").write_text("person,case\np-01,north\np-02,north\n", encoding="utf-8")
    run(asked, monkeypatch, "privacy", "consent", "p-01", "analysis=2024-05-02")
    assert "2024" not in (asked.root / "corpus/persons.csv").read_text(encoding="utf-8")
    assert "p-01,analysis=2024-05-02" in (asked.root / "corpus/private/persons.csv").read_text(encoding="utf-8")
    assert Study.open(asked.root).may("p-01", "analysis") and not Study.open(asked.root).may("p-01", "verbatim")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("p-01", "verbtim=2024"), "'verbtim' is no scope of consent; did you mean verbatim"),
        (("p-01", "verbatim=soon"), "'soon' is no date"),
        (("p-01", "verbatim"), "'verbatim' says nothing; write SCOPE=DATE"),
        (("p-1", "verbatim=2024"), "person 'p-1' is not in the study; did you mean p-01"),
        (("talk-2#C", "verbatim=2024"), "C of talk-2 has no id of a person"),
    ],
)
def test_what_is_no_consent_is_refused_in_one_sentence(
    asked: Study, monkeypatch, capsys, words: tuple[str, ...], said: str
) -> None:
    before = (asked.root / "corpus/persons.csv").read_bytes()
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "privacy", "consent", *words)
    assert said in capsys.readouterr().err and (asked.root / "corpus/persons.csv").read_bytes() == before


def test_machines_read_only_whom_they_may(asked: Study, monkeypatch, capsys) -> None:
    code(asked, "talk-1", "Kami urus KTP setiap hari.")
    code(asked, "talk-2", "Sekarang dananya sudah turun", "budget")
    found = asked.suggest(coder="ana", minimum=0.0)
    said = " ".join(found["quote"])
    assert "Dananya dari desa" in said and "orang lanjut usia" not in said and "kalau diminta" not in said
    run(asked, monkeypatch, "suggest", "--coder", "ana")
    assert "not read: what 2 persons said, who did not agree to machines" in capsys.readouterr().err


def test_only_those_are_quoted_who_agreed_to_it(asked: Study) -> None:
    for words in ("Kami urus KTP setiap hari.", "Yang paling susah"):
        code(asked, "talk-1", words)
    asked.mark_done("talk-1", coder="ana")
    inputs = asked.draft("en", evidence="fieldwork").inputs
    from qualitative.reports.content.passages import SegmentRegister as Passages

    passages = Passages(inputs)
    assert [inputs.documents["talk-1"].text[20:]] and passages.strongest(inputs.evidence, 1)[0].startswith("talk-1.")
    passages.refs(inputs.evidence)
    shown = {one.speaker: one for one in passages.passages()}
    assert "KTP" in shown["A"].text and shown["A"].verbatim
    assert shown["B"].text == "[not quoted: the speaker did not agree to it]" and not shown["B"].verbatim
    assert shown["B"].before == shown["B"].after == ""


def test_an_archive_takes_only_whom_it_may(asked: Study, monkeypatch, capsys, tmp_path) -> None:
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "bundle", str(tmp_path / "b.zip"))
    said = capsys.readouterr().err
    assert "p-01, talk-2#C did not agree to archive" in said and "bundle --for team" in said
    run(asked, monkeypatch, "bundle", str(tmp_path / "b.zip"), "--for", "team")
    assert (tmp_path / "b.zip").exists()


def test_what_somebody_took_back_goes_to_no_team_either(asked: Study, monkeypatch, capsys, tmp_path) -> None:
    run(asked, monkeypatch, "privacy", "consent", "p-01", "withdrawn=2025-01-10")
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "bundle", str(tmp_path / "b.zip"), "--for", "team")
    assert "p-01 withdrew, but what they said is still there" in capsys.readouterr().err
    assert not (tmp_path / "b.zip").exists()


def test_nothing_is_published_of_who_withdrew(asked: Study, monkeypatch, capsys) -> None:
    from qualitative.privacy import check_publication

    run(asked, monkeypatch, "privacy", "consent", "p-01", "withdrawn=2025-01-10")
    with pytest.raises(PrivacyError, match="p-01 withdrew, but what they said is still there"):
        check_publication(Study.open(asked.root).folder)
    told = [str(problem) for problem in Study.open(asked.root).check()]
    assert any("p-01 withdrew on 2025-01-10, but what they said is here" in one for one in told)
    run(asked, monkeypatch, "withdraw", "p-01", "--yes", "--by", "ana")
    check_publication(Study.open(asked.root).folder)


def test_check_tells_of_models_that_coded_unasked(asked: Study) -> None:
    settings = asked.root / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("coders:\n", "coders:\n  robot: {kind: model, model: R}\n"),
        encoding="utf-8",
    )
    study = Study.open(asked.root)
    code(study, "talk-1", "Kami urus KTP", coder="robot")
    assert not any("codings of a model" in str(problem) for problem in study.check())
    code(study, "talk-1", "Yang paling susah", coder="robot")
    assert any("1 coding of a model lies on words of p-02" in str(problem) for problem in study.check())
