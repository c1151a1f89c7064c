"""What is quoted: key passages first, else one a code, spread over people and cases, with what speaks against it."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from qualitative.counting.quoting import chosen
from qualitative.model import Mark


def codings(*rows: tuple[str, str, str | None, str], **more: list) -> pd.DataFrame:
    """Rows of id, code, person and case; each lies in a document of its person, ten code points long."""
    table = pd.DataFrame(rows, columns=["id", "code", "person", "case"], dtype=object)
    starts = [10 * number for number in range(len(rows))]
    documents = [f"doc-{person}" for person in table["person"]]
    return table.assign(
        document=documents, kind_of_document="interview", start=starts, end=[at + 10 for at in starts], **more
    )


def key(id: str, document: str, start: int, end: int, why: str = "typical", of: str | None = None) -> Mark:
    return Mark(id, "ana", document, start, end, "", "key", "2024-01-01T00:00:00Z", why, of)


def picks(found) -> list[tuple[str, str]]:
    return list(zip(found.table["id"], found.table["why"], strict=True))


def test_one_passage_a_code_and_nobody_twice_while_it_can_be_avoided() -> None:
    # y can only be told by ani, so that x goes to budi although ani speaks of it first
    table = codings(("01", "x", "ani", "north"), ("02", "x", "budi", "north"), ("03", "y", "ani", "north"))
    found = chosen(table, [])
    assert picks(found) == [("02", "spread"), ("03", "spread")]
    assert found.told[0].text == {
        "id": "dikutip: 1 dari 2 yang membicarakannya",
        "en": "quoted: 1 of the 2 who speak of it",
    }


def test_who_must_be_quoted_twice_is() -> None:
    table = codings(("01", "x", "ani", "north"), ("02", "y", "ani", "north"))
    assert picks(chosen(table, [])) == [("01", "spread"), ("02", "spread")]


def test_cases_take_turns() -> None:
    table = codings(
        ("01", "x", "ani", "north"), ("02", "x", "budi", "south"), ("03", "y", "citra", "north"), ("04", "y", "dewi", "south")
    )  # fmt: skip
    assert picks(chosen(table, [])) == [("01", "spread"), ("04", "spread")]


def test_passages_that_a_person_marked_as_key_come_first_and_all_of_them() -> None:
    table = codings(
        ("01", "x", "ani", "north"),
        ("02", "x", "budi", "north"),
        ("03", "x", "ani", "north"),
        ("04", "y", "budi", "north"),
    )
    # one mark names the coding, the other lies over its words
    found = chosen(table, [key("m1", "doc-ani", 0, 0, of="03"), key("m2", "doc-budi", 12, 15)])
    assert picks(found) == [("02", "key"), ("03", "key"), ("04", "spread")]
    assert found.table["mark"].dropna().tolist() == ["m2", "m1"]
    assert found.told[0].text["en"] == "quoted: 2 of the 2 who speak of it"


def test_a_mark_that_is_no_key_chooses_nothing() -> None:
    mark = Mark("m1", "ana", "doc-budi", 10, 20, "", "noted", "2024-01-01T00:00:00Z")
    table = codings(("01", "x", "ani", "north"), ("02", "x", "budi", "north"))
    assert picks(chosen(table, [mark])) == [("01", "spread")]


def test_one_that_speaks_against_is_shown_beside_or_it_is_told_that_none_is() -> None:
    table = codings(("01", "x", "ani", "north"), ("02", "x", "budi", "north"), ("03", "x", "citra", "north"))
    found = chosen(table, [], contrary=["02", "03"])
    assert picks(found) == [("01", "spread"), ("02", "contrary")]
    assert found.told[0].text["en"] == "quoted: 2 of the 3 who speak of it"
    hidden = chosen(table, [], contrary=["02", "03"], show_contrary=False)
    assert picks(hidden) == [("01", "spread")]
    assert (
        hidden.told[0].text["en"] == "quoted: 1 of the 3 who speak of it; 2 passages that say otherwise are not shown"
    )


def test_a_key_mark_may_say_that_a_passage_speaks_against() -> None:
    table = codings(("01", "x", "ani", "north"), ("02", "x", "budi", "north"))
    found = chosen(table, [key("m1", "doc-budi", 10, 20, why="Contrary: she says it costs nothing")])
    assert picks(found) == [("01", "spread"), ("02", "contrary")]


def test_what_may_not_be_quoted_is_counted_and_not_quoted() -> None:
    table = codings(
        ("01", "x", "ani", "north"),
        ("02", "x", "budi", "north"),
        ("03", "y", "ani", "north"),
        quotable=[False, True, False],
    )
    found = chosen(table, [key("m1", "doc-ani", 0, 10)])
    assert picks(found) == [("02", "spread")]
    assert [one.text["en"] for one in found.told] == [
        "quoted: 1 of the 2 who speak of it",
        "quoted: 0 of the 1 who speak of it",
    ]


def test_prose_is_no_person_is_quoted_where_no_person_speaks_of_it_and_a_group_is_one() -> None:
    table = codings(("01", "x", None, "north"), ("02", "x", "ani", "north"), ("03", "x", "budi", "north"))
    table.loc[1:, ["document", "kind_of_document"]] = ["talk", "group"]
    found = chosen(table, [])
    assert picks(found) == [("02", "spread")]
    assert (found.told[0].quoted, found.told[0].of) == (1, 1)
    alone = chosen(table.iloc[:1], [])
    assert picks(alone) == [("01", "spread")]
    assert (alone.told[0].quoted, alone.told[0].of) == (0, 0)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("uvwxyz"), st.sampled_from(["ani", "budi", "citra", "dewi"])), max_size=14))
def test_nobody_is_quoted_twice_where_some_way_exists_to_avoid_it(pairs: list[tuple[str, str]]) -> None:
    table = codings(*[(f"{n:02}", code, person, "north") for n, (code, person) in enumerate(pairs)])
    found = chosen(table, []).table
    assert found["code"].tolist() == list(dict.fromkeys(code for code, _ in pairs))
    person = table.set_index("id")["person"]
    quoted = [person[id] for id in found["id"]]
    assert len(set(quoted)) == most_people({code: {p for c, p in pairs if c == code} for code, _ in pairs})


def most_people(speak: dict[str, set[str]]) -> int:
    """How many different people can be quoted at best, one a code: every way is tried."""
    if not speak:
        return 0
    (code, people), *rest = speak.items()
    without = most_people(dict(rest))
    return max([without] + [1 + most_people({other: some - {one} for other, some in rest}) for one in people])
