"""The language of findings: what queries match, what checks compare, and what a wrong one says."""

from __future__ import annotations

import pandas as pd
import pytest

from conftest import on_both
from qualitative import Study
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.history import History
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.errors import QueryError
from qualitative.query import matching, parse_check, parse_query
from qualitative.query.match import check_terms

OPERATIONS = [
    {"n": 1, "op": "add", "code": {"id": code, "parent": parent, "name": {"en": code}}}
    for code, parent in (("referral", None), ("bazda", "referral"), ("budget", None), ("fund", "budget"))
]
BOOK: Codebook = Versions(History(history_from_changes(OPERATIONS))).head

#        document passage code      basis        informant case
ROWS = [
    ("d1", 1, "bazda", "informant", "SY", "north"),
    ("d1", 1, "fund", "informant", "SY", "north"),
    ("d1", 2, "bazda", "author", None, "north"),
    ("d2", 1, "referral", "document", None, "south"),
]


def evidence() -> pd.DataFrame:
    table = pd.DataFrame(ROWS, columns=["document", "passage", "code", "basis", "informant", "case"])
    rest = ("domain", "valence", "coder", "provenance", "kind_of_document", "section", "source", "role", "date")
    return table.assign(**dict.fromkeys(rest))


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("code:bazda", [0, 2]),
        ("code:referral", [0, 2, 3]),
        ("code:budget", [1]),
        ("code:bazda code:fund", [0, 1]),
        ("code:bazda and code:budget", [0, 1]),
        ("code:bazda not basis:author", [0]),
        ("not code:fund", [2, 3]),
        ("code:bazda,referral case:south", [3]),
        ("informant:SY or case:south", [0, 1, 3]),
        ("document:d*", [0, 1, 2, 3]),
        ("code:baz*", [0, 2]),
        ("(code:fund or case:south) not basis:document", [1]),
        ("case:west", []),
    ],
)
def test_a_query_gives_the_codings_it_names_in_the_passages_that_match(query: str, rows: list[int]) -> None:
    assert matching(parse_query(query), evidence(), BOOK).index.tolist() == rows


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("cod:bazda", "did you mean code"),
        ("code:bazdo", "did you mean bazda"),
        ("bazda", "write code:bazda"),
        ("code:a, b", "without spaces"),
        ("basis:autor", "did you mean author"),
        ("(code:bazda", "not closed"),
        ("code:bazda)", "without"),
        ("code:bazda and", "missing before the end"),
        ("not", "missing before the end"),
        ("", "missing before the end"),
    ],
)
def test_a_wrong_query_says_where_and_what_is_near(query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        matching(parse_query(query), evidence(), BOOK)


TABLES = {
    "growth": pd.DataFrame({"year": [2016, 2017], "total": [100, 895], "apbn": [100, 40], "fund": ["apbn", pd.NA]}),
}


@pytest.mark.parametrize(
    ("check", "holds"),
    [
        ("growth.total[2016] = 100", True),
        ("growth.total[2016] + growth.apbn[2017] + 755 = growth.total[2017]", True),
        ("growth.total[2017] - 95 = 801", False),
        ("growth.total[2017] >= growth.total[2016]", True),
        ("growth.fund[2016] = apbn", True),
        ("growth.fund[2016] != village-fund", True),
        ("growth.fund[2017] = apbn", None),
    ],
)
def test_a_check_compares_cells_and_is_open_where_one_is_missing(check: str, holds: bool | None) -> None:
    assert parse_check(check).run(TABLES).holds is holds


@pytest.mark.parametrize(
    ("check", "message"),
    [
        ("growth.total[2016]", "one relation"),
        ("grwth.total[2016] = 1", "did you mean growth"),
        ("growth.totl[2016] = 1", "did you mean total"),
        ("growth.total[2015] = 1", "no row '2015'"),
        ("growth.total[2016] = apbn", "compares the text"),
        ("growth.fund[2016] + 1 = 2", "adds a text"),
        (" = 1", "one side is empty"),
        ("growth.total(2016) = 1", "can't read"),
    ],
)
def test_a_wrong_check_names_what_is_wrong(check: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        parse_check(check).run(TABLES)


@on_both()
def test_each_value_that_a_study_has_finds_the_rows_that_have_it(either: Study) -> None:
    inputs = either.draft("en", evidence="all", coders=[c for c in either.settings.coders if c != "me"]).inputs
    table = inputs.evidence
    for field, column in (
        ("case", "case"),
        ("code", "code"),
        ("provenance", "provenance"),
        ("kind", "kind_of_document"),
        ("document", "document"),
        ("coder", "coder"),
    ):
        for value in sorted(table[column].dropna().unique()):
            found = matching(parse_query(f"{field}:{value}"), table, either.codebook)
            wanted = {value} if field != "code" else set(either.codebook.branch(value))
            assert set(found.index) == set(table.index[table[column].isin(wanted)]), (field, value)


@pytest.mark.xfail(strict=True, reason="the library knows the classes and the whole of the first study alone")
@pytest.mark.parametrize("query", ["layer:people", "stance:hinders", "case:all-firms"])
def test_what_study_yaml_names_can_be_asked_for(second: Study, query: str) -> None:
    check_terms(parse_query(query), second.codebook, list(second.cases.index))


@pytest.mark.xfail(strict=True, reason="queries know the classes of the first study, of any other too")
@pytest.mark.parametrize("query", ["domain:policy", "case:national"])
def test_what_study_yaml_does_not_name_is_refused(second: Study, query: str) -> None:
    with pytest.raises(QueryError):
        check_terms(parse_query(query), second.codebook, list(second.cases.index))
