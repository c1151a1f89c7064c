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
from qualitative.query import Known, check_terms, matching, parse_check, parse_query
from qualitative.query.knowing import known_of

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
        ("code:bazda passage(code:fund)", [0]),
        ("code:bazda,fund passage(code:bazda) and passage(code:budget)", [0, 1]),
        ("code:bazda not basis:author", [0]),
        ("not code:fund", [0, 2, 3]),
        ("not passage(code:fund)", [2, 3]),
        ("code:bazda,referral case:south", [3]),
        ("informant:SY or case:south", [0, 1, 3]),
        ("code:bazda or informant:SY", [0, 1, 2]),
        ("near(code:fund)", []),
        ("document(code:referral)", [0, 1, 2, 3]),
        ("document:d*", [0, 1, 2, 3]),
        ("code:baz*", [0, 2]),
        ("(code:fund or case:south) not basis:document", [1]),
        ("case:west", []),
    ],
)
def test_a_query_gives_the_rows_that_it_is_true_of(query: str, rows: list[int]) -> None:
    assert matching(parse_query(query), evidence(), BOOK).index.tolist() == rows


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("cod:bazda", "did you mean code"),
        ("code:bazdo", "did you mean bazda"),
        ("bazda", "write code:bazda"),
        ("code:a, b", "without spaces"),
        ("code:bazda AND code:fund", "lower case: and"),
        ("near code:bazda", "in brackets right after it"),
        ('text:"dana', "both quotes"),
        ("code~:bazda", "belongs to text alone"),
        ("persn.age > 3", "did you mean person"),
        ("person.age > 3,4", "one value, not with 2"),
        ("person.age > 3", "no attribute of this study"),
        ("round:two", "no number of a round"),
        ("code:zz*", "not in version"),
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
        ("growth.fund[2016] + 1 = 2", "reckons with the text"),
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
    for coder in sorted(table["coder"].unique()):
        found = matching(parse_query(f"coder:{coder}"), table, either.codebook)
        assert set(found.index) == {row for row, some in table["coders"].items() if coder in some}
    for field, column in (
        ("case", "case"),
        ("code", "code"),
        ("provenance", "provenance"),
        ("kind", "kind_of_document"),
        ("document", "document"),
    ):
        for value in sorted(table[column].dropna().unique()):
            found = matching(parse_query(f"{field}:{value}"), table, either.codebook)
            wanted = {value} if field != "code" else set(either.codebook.branch(value))
            assert set(found.index) == set(table.index[table[column].isin(wanted)]), (field, value)


def known(study: Study) -> Known:
    folder = study.folder
    return known_of(folder.settings, study.codebook, folder.documents.values(), study.cases, folder.persons)


@pytest.mark.parametrize(
    "query",
    ["layer:people", "stance:hinders", "case:all-firms", "person:a-owner", "person.manager = yes", "case.staff > 20", "document.setting = floor",
     "round:1", "date:2023", "date:2023-03", "coder:coder-one", "document:int-*", 'text:"clipboard"'],
)  # fmt: skip
def test_what_a_study_has_can_be_asked_for(second: Study, query: str) -> None:
    check_terms(parse_query(query), known(second))


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("domain:policy", "unknown field 'domain'"),
        ("case:national", "case:national can't match"),
        ("layer:peopel", "did you mean people"),
        ("person:a-onwer", "did you mean a-owner"),
        ("document:int-z*", "can't match"),
        ("date:1999", "date:1999 can't match"),
        ("coder:anna", "can't match; known are"),
        ("person.manger = yes", "did you mean person.manager"),
        ("person.manager = maybe", "never 'maybe'"),
        ("person.job > cook", "text without an order"),
        ("case.staff > many", "'many' is no number"),
    ],
)
def test_what_a_study_does_not_have_is_refused_with_the_nearest_name(second: Study, query: str, message: str) -> None:
    with pytest.raises(QueryError, match=message):
        check_terms(parse_query(query), known(second))


@pytest.mark.parametrize(
    "query",
    ["code:bazda code:fund", "basis:author (basis:table)", "date:2018-11 date:2019", "not (not (case:a case:b))"],
)
def test_terms_that_no_row_can_satisfy_together_are_refused_with_the_way_out(query: str) -> None:
    with pytest.raises(QueryError, match=r"no row has both.* write passage\("):
        matching(parse_query(query), evidence(), BOOK)


@pytest.mark.parametrize(
    "query",
    [
        "code:bazda code:referral",
        "date:2018 date:2018-11",
        "not (case:a case:b)",
        "case:a or case:b",
        "case:a,b case:b,c",
    ],
)
def test_terms_that_some_row_can_satisfy_together_are_not(query: str) -> None:
    check_terms(parse_query(query), Known.of_codebook(BOOK))


def test_a_query_is_bounded() -> None:
    deep = "not " * 51 + "case:a"
    with pytest.raises(QueryError, match="more than 50"):
        parse_query(deep)
    with pytest.raises(QueryError, match="more than 50"):
        parse_query("passage(" * 51 + "case:a" + ")" * 51)
    assert parse_query("not " * 50 + "case:a")
    with pytest.raises(QueryError, match="part it"):
        parse_query("case:a " * 2000)
    assert parse_query("(case:a) " * 1000)  # side by side is not deep
