"""Which combinations of attributes single a person out: the smallest ones, and nothing that is unknown."""

from __future__ import annotations

import itertools

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitative import Study
from qualitative.privacy.singling import shared_by, singled_out

from .conftest import run


def table(rows: list[tuple[object, ...]], columns: str) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=columns.split(), index=[f"p{n}" for n in range(len(rows))])


def test_only_the_smallest_combination_is_told() -> None:
    people = table(
        [("f", "old", 1), ("f", "young", 1), ("m", "young", 1), ("m", "young", 1), ("f", "young", 1)], "sex age case"
    )
    found = singled_out(people, k=2)
    assert [(one.columns, one.values, one.persons) for one in found.found] == [(("age",), ("old",), ("p0",))]
    assert found.singled == ("p0",) and singled_out(people, k=1).found == ()


def test_a_pair_singles_out_whom_neither_does_alone() -> None:
    people = table([("f", "a"), ("f", "b"), ("m", "b"), ("m", "b"), ("f", "a"), ("m", "a"), ("f", "a")], "sex case")
    assert singled_out(people, k=2).by_columns() == {("sex", "case"): ("p1", "p5")}


def test_what_is_unknown_singles_nobody_out() -> None:
    assert singled_out(table([(None,), ("a",), ("a",)], "case"), k=2).found == ()
    assert singled_out(table([], "case"), k=3).found == () and shared_by(table([], "case")) == 0


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 4), max_size=12), st.integers(2, 4))
@settings(max_examples=80, deadline=None)
def test_whoever_shares_a_combination_with_too_few_is_told(rows: list[tuple[str, ...]], k: int) -> None:
    people = table(rows, "w x y z")
    told = set(singled_out(people, k, most=3).singled)
    rare = {
        person
        for size in (1, 2, 3)
        for columns in itertools.combinations(range(4), size)
        for person, own in zip(people.index, rows, strict=True)
        if sum(all(other[n] == own[n] for n in columns) for other in rows) < k
    }
    assert told == rare


def test_many_columns_are_tried_in_pairs_only() -> None:
    people = pd.DataFrame({f"c{n}": ["a", "a", "b"] for n in range(20)}, index=["p", "q", "r"])
    assert singled_out(people, k=2).most == 2


def test_private_columns_and_published_informants_are_not_asked_about(asked: Study) -> None:
    from qualitative.privacy import attributes_of

    settings_ = asked.root / "study.yaml"
    settings_.write_text(
        settings_.read_text(encoding="utf-8").replace("attributes: {", "attributes: {private: [age], "),
        encoding="utf-8",
    )
    (asked.root / "corpus/private").mkdir()
    (asked.root / "corpus/persons.csv").write_text("person,case,gender\np-01,north,f\np-02,north,f\n", encoding="utf-8")
    (asked.root / "corpus/private/persons.csv").write_text("person,age\np-01,54\n", encoding="utf-8")
    named = attributes_of(Study.open(asked.root).folder)
    assert "age" not in named.columns and list(named.index) == ["p-01", "p-02", "talk-2#C"]
    assert named.loc["talk-2#C", "case"] == "south"


def test_the_shipped_study_has_nobody_to_protect(real_study: Study) -> None:
    from qualitative.privacy import people

    assert people(real_study.folder).empty and real_study.singled_out().persons == 0


def test_an_archive_wants_as_many_as_study_yaml_says(asked: Study, monkeypatch, capsys, tmp_path) -> None:
    run(asked, monkeypatch, "privacy", "consent", "p-01", "archive=2024-05-02")
    text = (asked.root / "corpus/transcripts/talk-2.md").read_text(encoding="utf-8")
    agreed = text.replace("language: id", "language: id\nconsent: {archive: 2024-06-01, analysis: 2024-06-01}")
    (asked.root / "corpus/transcripts/talk-2.md").write_text(agreed, encoding="utf-8")
    run(asked, monkeypatch, "bundle", str(tmp_path / "a.zip"))
    settings_ = asked.root / "study.yaml"
    settings_.write_text(settings_.read_text(encoding="utf-8") + "exports: {k: 2}\n", encoding="utf-8")
    with pytest.raises(SystemExit):
        run(asked, monkeypatch, "bundle", str(tmp_path / "b.zip"))
    assert (
        "3 of 3 persons are singled out (by age, for one), though study.yaml wants 2 who share it"
        in capsys.readouterr().err
    )
    run(asked, monkeypatch, "privacy")
    assert "age: p-01, p-02" in capsys.readouterr().out
