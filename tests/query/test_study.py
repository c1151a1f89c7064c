"""Queries of a whole study: what they find, what is told beside it, and what `check` says of one that names nothing."""

from __future__ import annotations

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.errors import QueryError


def a_code(study: Study) -> str:
    return str(study.counted().table["code"].value_counts().index[0])


@on_both()
def test_a_query_of_a_code_finds_what_counts_in_every_passage_that_it_touches(either: Study) -> None:
    counted = either.counted()
    code = a_code(either)
    wanted = set(either.codebook.branch(code))
    found = either.query(f"code:{code}", found=counted)
    assert set(found.codings) == set(counted.table.loc[counted.table["code"].isin(wanted), "id"])
    rows = either.counted_rows(counted)
    told = rows[rows["code"].isin(wanted) & (rows["role"] != "interviewer")]
    assert set(told["place"]) <= set(found.places)
    assert set(found.persons) == set(told["person"].dropna())


@on_both()
def test_terms_narrow_and_alternatives_widen(either: Study) -> None:
    counted, code = either.counted(), a_code(either)
    for other in ("coder:*", "kind:interview", "text:the,dan", "basis:informant"):
        one, both, some = (
            set(either.query(text, found=counted).rows.index.tolist()) and keys(either.query(text, found=counted))
            for text in (f"code:{code}", f"code:{code} {other}", f"code:{code} or {other}")
        )
        assert both <= one <= some, other


def keys(found):
    table = found.rows
    return set(zip(table["document"], table["passage"], table["coding"].fillna(""), table["case"], strict=True))


@on_both()
def test_what_is_denied_has_two_parts_and_only_one_may_be_called_never(either: Study) -> None:
    counted, code = either.counted(), a_code(either)
    found = either.query(f"not person(code:{code})", found=counted)
    assert found.denies
    assert len(found.in_full) + len(found.not_read_for) == len(found)
    reading = either.read_for(either.codebook.branch(code), counted)
    for document in set(found.in_full.documents):
        here = reading[(reading["document"] == document) & (reading["code"] == code)]
        assert here["absent"].any(), document
    assert bool(len(found.not_read_for)) == any(one.kind == "not-read-for" for one in found.told)


def test_a_person_is_found_who_says_one_thing_and_never_another(second: Study) -> None:
    found = second.query("code:workaround not person(code:training-peer)")
    everybody = set(second.query("code:workaround").persons)
    teachers = set(second.query("code:training-peer").persons)
    assert set(found.persons) == everybody - teachers
    assert found.nobody == int(second.query("code:workaround").rows["person"].isna().sum()) > 0


def test_attributes_of_persons_cases_and_documents_can_be_asked(second: Study) -> None:
    persons = second.persons
    old = set(persons.index[persons["years"].fillna(0) >= 10])
    found = second.query("person.years >= 10")
    assert set(found.persons) == old & set(second.query("person:*").persons)
    assert found.without_value["person.years"] == int(
        second.query("not person.years >= 0").rows["person"].size
    )  # those without a value are in no comparison, and `not` of one holds of them
    assert "no value of person.years" in found.sentences("en")[0]
    assert second.query("person.wave = 2").persons == second.query("person.wave = 2 or person.wave != 1").persons
    assert set(second.query("case.nights = yes").cases) == {"firm-a", "firm-d"}
    assert set(second.query("document.setting = floor").documents) <= set(second.documents.index)


def test_words_are_found_whole_and_in_their_forms(second: Study) -> None:
    exact, forms = second.query("text:clipboard"), second.query("text~:clipboard")
    begins = second.query("text:clip*")
    assert keys(exact) <= keys(forms)
    assert keys(exact) <= keys(begins)
    for text in exact.rows["text"]:
        assert "clipboard" in text.lower()
    assert not keys(exact) & keys(second.query("text:clip"))


def test_what_interviewers_say_is_asked_only_on_wish(second: Study) -> None:
    assert not second.query("text:record*").rows["is_question"].any()
    assert second.query("text:record*", interviewers=True).rows["is_question"].any()
    assert second.query("near(code:workaround)", interviewers=True).rows["is_question"].any()


def test_a_selection_is_the_universe_of_what_is_denied_too(second: Study) -> None:
    found = second.query("not code:workaround", documents="int-a-line")
    assert found.documents == ["int-a-line"]
    with pytest.raises(QueryError, match="did you mean workaround"):
        second.query("code:workaroud")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("code:overview document:int-c-second", "code:overview document:int-c-secnd", "did you mean int-c-second"),
        ("code:time-cost role:line", "code:time-cost role:lime", "did you mean line"),
        ("code:time-cost role:line", "code:time-cost code:time-saved", "no row has both"),
        ("code:time-cost role:line", "person.yers > 3", "did you mean person.years"),
    ],
)
def test_check_names_a_value_that_nothing_has_at_its_line(
    second_study: Study, old: str, new: str, message: str
) -> None:
    path = second_study.root / "reports/findings.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    line = text[: text.index(old)].count("\n") + 1
    problems = [one for one in second_study.check() if one.path == "reports/findings.yaml" and one.rank == "broken"]
    assert [one.line for one in problems] == [line]
    assert message in problems[0].sentence
