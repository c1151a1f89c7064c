"""What was not read for is no negative: not for a tagger that learns, not for one that is judged, not for keywords."""

from __future__ import annotations

from qualitative import Study
from qualitative.codings.state import State, stamp_of
from qualitative.folder import acts, placing
from qualitative.tagging import in_study
from qualitative.tagging.bag import WORD
from qualitative.tagging.evaluation import evaluation
from qualitative.tagging.unread import asked_codes

from .test_suggestions import BOOK, weather


def touches(one: object, start: int, end: int) -> bool:
    shared = min(one.end, end) - max(one.start, start)
    return shared > 0 and 2 * shared >= min(one.end - one.start, end - start)


def looked(study: Study, state: State, row: object, code: str) -> bool:
    """Whether somebody read the sentence in full, or coded it by hand, under a version that holds the code; the pilot left out."""
    versions = study.folder.versions
    under = [
        stamp_of(mark)
        for mark in state.done_events
        if (mark["document"], mark.get("how", "full")) == (row.document, "full")
        and mark["start"] <= row.start and row.end <= mark["end"] and mark["round"] != 1
    ]  # fmt: skip
    under += [
        one.codebook
        for one in state.codings.values()
        if one.document == row.document and one.round != 1 and one.suggestion is None and one.looked_at
        and touches(one, row.start, row.end)
    ]  # fmt: skip
    return any(versions.looked_for(code, stamp) for stamp in under)


def test_codes_that_nobody_looked_for_in_a_sentence_are_told(second: Study) -> None:
    table, state = in_study._said(second.folder, "coder-one")
    codes, waiting = second.codebook.usable(), placing.undecided(second.folder, ["coder-one"])
    parts = set(second.codebook.parts("training"))
    assert waiting and parts == {"training-formal", "training-peer"}
    for row in table[table["known"]].itertuples():
        open_ = any(one.document == row.document and touches(one, row.start, row.end) for one in waiting)
        expected = {code for code in codes if not looked(second, state, row, code)} | (parts if open_ else set())
        assert row.unread == expected
    # `pride` came last: most of what was read before says nothing of it
    known = table[table["known"]]
    assert sum("pride" in unread for unread in known["unread"]) > len(known) / 2


def test_a_code_that_comes_later_is_not_learned_to_be_absent(study: Study) -> None:
    study.mark_done("int-1", coder="ana")
    study.revise({"op": "add", "code": {"id": "trust", "name": {"id": "percaya"}}}, by="ana", why="it came up")
    table = in_study._known(study.folder, "ana")
    assert table["known"].all() and set(table["unread"]) == {frozenset({"trust"})}
    assert all(some is not None and "trust" not in some for some in asked_codes(table, study.codebook.usable()))
    study.mark_done("int-1", coder="ana")
    assert set(in_study._known(study.folder, "ana")["unread"]) == {frozenset()}


def test_a_tagger_is_judged_where_the_code_was_looked_for() -> None:
    texts, codes, documents = weather(80)
    unread = {f"d{n}" for n in range(10)}
    given = [set() if document in unread else some for document, some in zip(documents, codes, strict=True)]
    asked = [{"sun"} if document in unread else None for document in documents]
    found = [evaluation(BOOK, texts, given, documents, asked=some).codes.set_index("code") for some in (None, asked)]
    blamed, fair = (one.loc["rain"] for one in found)
    assert fair["average_precision"] > 0.9 > 0.8 > blamed["average_precision"]
    assert fair["precision"] == 1 > blamed["precision"] and fair["examples"] == blamed["examples"]


def test_keywords_set_a_code_apart_from_where_it_was_looked_for(second: Study) -> None:
    table = in_study._known(second.folder)
    table = table[table["known"]]
    looked_for = [
        text
        for text, codes, unread in zip(table["text"], table["codes"], table["unread"], strict=True)
        if "pride" in codes or "pride" not in unread
    ]
    assert len(looked_for) < len(table) / 2
    words = second.keywords("pride", top=99)
    assert len(words)
    for row in words[words["kind"] == "word"].itertuples():
        assert row.inside + row.outside == sum(row.keyword in WORD.findall(text.lower()) for text in looked_for)


def test_what_a_search_coded_teaches_nothing_until_somebody_looks(study: Study) -> None:
    start = study.document("int-1").text.index("Kami urus KTP.")
    (id,) = acts.apply(study.folder, "ana", [("services", "int-1", start, start + 14)], origin="search", blind=None)
    table = in_study._known(study.folder, "ana")
    assert not table["known"].any() and set(table["codes"]) == {frozenset()}
    acts.record(study.folder, "decide", "ana", "int-1", verdict="accept", of=[id], note="")
    table = in_study._known(study.folder, "ana")
    assert table["known"].tolist() == [bool(codes) for codes in table["codes"]] and table["known"].any()
