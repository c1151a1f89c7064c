"""What the acts write, and what then stands: marks, notes, stretches done, what was visible, and what a writer had seen."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import pytest

from qualitative import Study, amend
from qualitative.checks import find_problems
from qualitative.checks.problem import Parts
from qualitative.codings.older import without_prev
from qualitative.codings.places import Places
from qualitative.errors import CodingError, OffsetError, PrivacyError
from qualitative.folder import acts, placing
from qualitative.model import Origin
from qualitative.privacy.key import Key
from qualitative.privacy.pseudonymise import pseudonymise
from qualitative.privacy.rewriting import rewritten

NEWER = '{"v":3,"id":"7ZZZZZZZZZZZZZZZZZZZZZZZZZ","event":"code","shape":"circle"}'


def log(study: Study, coder: str = "ana", document: str = "int-1") -> list[dict[str, Any]]:
    path = study.folder.event_file(coder, document)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def told(study: Study) -> list[str]:
    return [problem.sentence for problem in find_problems(Parts(Study.open(study.root).folder))]


def place(study: Study, words: str) -> tuple[int, int]:
    start = study.document("int-1").text.index(words)
    return start, start + len(words)


# marks


def test_a_mark_stands_with_its_words_and_is_taken_back(study: Study) -> None:
    noted = study.mark("int-1", *place(study, "KTP"), coder="ana")
    key = study.mark("int-1", *place(study, "lama juga"), kind="key", why="vivid", coder="ana")
    marks = placing.state_of(study.folder).marks
    assert [(m.id, m.kind, m.quote, m.why) for m in marks] == [
        (noted, "noted", "KTP", ""),
        (key, "key", "lama juga", "vivid"),
    ]
    assert [event["v"] for event in log(study)] == [2, 2]
    assert [event["event"] for event in study.undo("ana")] == ["mark"]
    assert [mark.id for mark in placing.state_of(study.folder).marks] == [noted]


def test_a_mark_follows_its_coding_when_that_is_changed(study: Study) -> None:
    coding = study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    study.mark("int-1", *place(study, "KTP"), kind="key", why="typical", of=coding, coder="budi")
    changed = study.recode(coding, code="budget", coder="ana")
    assert [mark.of for mark in placing.state_of(study.folder).marks] == [changed]
    assert [mark.coder for mark in placing.state_of(study.folder, ["ana"]).marks] == []


def test_a_mark_goes_with_a_correction_and_is_told_when_its_words_are_gone(study: Study) -> None:
    kept = study.mark("int-1", *place(study, "lama juga"), kind="key", why="range", coder="ana")
    gone = study.mark("int-1", *place(study, "KTP"), coder="ana")
    text = study.document("int-1").text
    new = text.replace("Kami urus KTP. ", "")
    amend.correct(study.folder, "int-1", new, by="ana", why="Not said")
    state = placing.state_of(Study.open(study.root).folder)
    assert [(m.id, new[m.start : m.end]) for m in state.marks] == [(kept, "lama juga")]
    assert [mark.id for mark in state.lost_marks] == [gone]
    assert any(f"the words of mark {gone}, 'KTP', are no longer in int-1" in sentence for sentence in told(study))


@pytest.mark.parametrize(
    ("given", "error", "message"),
    [
        ({"kind": "star"}, CodingError, "a mark's kind is noted, key or region, not 'star'"),
        ({"kind": "key"}, CodingError, "the reason of a key passage is typical, vivid, range or contrary, not ''"),
        ({"kind": "key", "why": "nice"}, CodingError, "not 'nice'"),
        ({"of": "01ARZ3NDEKTSV4RRFFQ69G5FAV"}, CodingError, "no standing coding has the id"),
        ({"start": 0}, OffsetError, "touches|lies in no turn|label"),
        ({"end": 9999}, OffsetError, "does not lie in int-1"),
    ],
)
def test_a_wrong_mark_is_refused_and_nothing_is_written(
    study: Study, given: dict[str, Any], error: type[Exception], message: str
) -> None:
    start, end = place(study, "KTP")
    with pytest.raises(error, match=message):
        study.mark("int-1", **{"start": start, "end": end, "coder": "ana", **given})
    assert not study.folder.event_file("ana", "int-1").exists()


def test_a_region_may_go_beyond_a_turn(study: Study) -> None:
    study.mark("int-1", 0, len(study.document("int-1").text), kind="region", why="opening", coder="ana")
    assert placing.state_of(study.folder).marks[0].kind == "region"


# notes


def test_a_memo_is_for_its_writer_unless_it_says_otherwise(study: Study) -> None:
    study.memo("Mine", coder="ana", document="int-1")
    study.memo("Ours", coder="ana", kind="analytic", audience="report")
    study.memo("On a theme", coder="ana", of="theme:trust")
    memos = {memo.note: memo for memo in placing.state_of(study.folder).memos}
    assert (memos["Mine"].kind, memos["Mine"].audience) == (None, "me")
    assert (memos["Ours"].kind, memos["Ours"].audience) == ("analytic", "report")
    assert memos["On a theme"].of == "theme:trust"
    assert "for" not in log(study)[0] and "kind" not in log(study)[0]
    assert not [sentence for sentence in told(study) if "theme" in sentence]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"kind": "poetic"}, "a memo's kind is analytic, theoretical, method or reflexive, not 'poetic'"),
        ({"audience": "all"}, "a memo's audience is me, team or report, not 'all'"),
        ({"of": "theme:No Id"}, "'No Id' is no id of a theme"),
    ],
)
def test_a_wrong_memo_is_refused(study: Study, given: dict[str, str], message: str) -> None:
    with pytest.raises(CodingError, match=message):
        study.memo("A note", coder="ana", **given)


# done


def test_only_what_was_read_in_full_is_done(study: Study) -> None:
    for how, end in (("full", 20), ("assisted", 30), ("stopped", 40)):
        study.mark_done("int-1", coder="ana", end=end, how=how)
    state = placing.state_of(study.folder)
    assert state.done == {("ana", "int-1", 1): [(0, 20)]}
    assert [(event.get("how", "full"), event["end"]) for event in state.done_events] == [
        ("full", 20),
        ("assisted", 30),
        ("stopped", 40),
    ]
    sentences = [entry.sentence for entry in study.log(document="int-1")]
    assert sentences == [
        "marked 0–20 of int-1 as coded to the end",
        "marked 0–30 of int-1 as coded where a machine pointed to",
        "marked 0–40 of int-1 as given up before the end",
    ]
    with pytest.raises(CodingError, match="how it was read is full, assisted or stopped, not 'half'"):
        study.mark_done("int-1", coder="ana", how="half")
    with pytest.raises(OffsetError, match="0:9999 does not lie in int-1"):
        study.mark_done("int-1", coder="ana", end=9999)


def test_a_mark_of_done_lies_in_the_present_text(study: Study) -> None:
    text = study.document("int-1").text
    study.mark_done("int-1", coder="ana", start=text.index("[00:00:05]"))
    new = text.replace("Apa yang dilayani?", "Apa saja yang dilayani?")
    amend.correct(study.folder, "int-1", new, by="ana", why="Misheard")
    folder = Study.open(study.root).folder
    (event,) = placing.state_of(folder).done_events
    assert (event["start"], event["end"]) == (new.index("[00:00:05]"), len(new))
    assert event["text"] == folder.document("int-1").hash


# what was visible


def test_what_was_visible_is_kept_and_only_nothing_is_blind(study: Study) -> None:
    for start, blind in enumerate(
        (True, "suggestions", ["counts", "coders"], [], False), start=place(study, "KTP. ")[0]
    ):
        study.apply("services", "int-1", start, start + 1, coder="ana", blind=blind)
    assert [event["blind"] for event in log(study)] == [True, ["suggestions"], ["coders", "counts"], True, None]
    codings = placing.state_of(study.folder).codings.values()
    seen = [coding.visible for coding in codings]
    assert seen == [set(), {"suggestions"}, {"coders", "counts"}, set(), None]
    assert (
        [coding.blind for coding in codings] == study.codings()["blind"].tolist() == [True, False, False, True, False]
    )


def test_a_changed_coding_keeps_what_was_visible_unless_told(study: Study) -> None:
    id = study.apply("services", "int-1", *place(study, "KTP"), coder="ana", blind="memos")
    id = study.recode(id, code="budget", coder="ana")
    assert placing.state_of(study.folder).codings[id].visible == {"memos"}
    id = study.recode(id, code="services", coder="ana", blind="coders")
    assert placing.state_of(study.folder).codings[id].visible == {"coders"}


def test_an_old_line_that_was_not_blind_says_not_what_was_visible(study: Study) -> None:
    study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    study.mark_done("int-1", coder="ana")
    path = study.folder.event_file("ana", "int-1")
    old = [{k: v for k, v in event.items() if k not in ("prev", "blind")} for event in log(study)]
    lines = [{**event, "v": 1, "codebook": 1, "blind": False} for event in old]
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    assert [coding.visible for coding in placing.state_of(study.folder).codings.values()] == [None]


def test_what_a_search_coded_is_unseen_until_a_person_accepts_or_changes_it(study: Study) -> None:
    items = [
        ("services", "int-1", start, start + 3)
        for start in range(*place(study, "KTP. ")[:1], place(study, "KTP")[0] + 3)
    ]
    first, second, third = acts.apply(study.folder, "ana", items, origin="search", blind=None)
    acts.record(study.folder, "decide", "budi", "int-1", of=[first], verdict="accept")
    changed = study.recode(second, code="budget", coder="ana")
    codings = placing.state_of(study.folder).codings
    assert {id: coding.looked_at for id, coding in codings.items()} == {first: True, third: False, changed: True}
    assert codings[third].origin == Origin("search") and codings[changed].origin is None


# what a writer had seen


def test_an_event_names_the_last_ones_that_its_writer_had_seen(study: Study) -> None:
    first = study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    second = study.memo("A note", coder="ana", of=first)
    a, b = study.apply_many([("budget", "int-1", *place(study, "desa"))] * 2, coder="ana")
    assert [event.get("prev") for event in log(study)] == [None, [first], [second], None]
    study.undo("ana")
    assert [event.get("prev") for event in log(study)[4:]] == [[b], None]
    assert [event["of"] for event in log(study)[4:]] == [a, b]
    assert not [sentence for sentence in told(study) if "older copy" in sentence]


def test_an_older_copy_of_a_file_that_came_back_is_told(study: Study) -> None:
    path = study.folder.event_file("ana", "int-1")
    study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    older = path.read_bytes()
    lost = study.apply("budget", "int-1", *place(study, "desa"), coder="ana")
    study.apply("budget", "int-1", *place(study, "juga"), coder="ana")
    newest = path.read_bytes().splitlines(keepends=True)[-1]
    path.write_bytes(older + newest)
    (sentence,) = [sentence for sentence in told(study) if "older copy" in sentence]
    assert f"was written after {lost}, which the file no longer holds" in sentence


def test_a_damaged_line_is_no_older_copy(study: Study) -> None:
    path = study.folder.event_file("ana", "int-1")
    study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    study.apply("budget", "int-1", *place(study, "desa"), coder="ana")
    path.write_text(path.read_text(encoding="utf-8").replace('"round":1', '"round":"1"', 1), encoding="utf-8")
    sentences = told(study)
    assert any("round is '1'" in sentence for sentence in sentences)
    assert not any("older copy" in sentence for sentence in sentences)


def test_what_was_taken_out_on_purpose_is_no_longer_named() -> None:
    event: Any = {"v": 2, "event": "retract", "of": "a", "codebook": 1, "prev": ["b", "c"]}
    assert without_prev(event, {"b"}) == {**event, "prev": ["c"]}
    assert without_prev(event, {"b", "c"}) == {"v": 1, "event": "retract", "of": "a", "codebook": 1}
    assert without_prev(event, {"d"}) is event


# lines of a newer version


@pytest.fixture
def newer(study: Study) -> Path:
    """The file of a coder whose colleague has a newer version."""
    study.apply("services", "int-1", *place(study, "KTP"), coder="ana")
    path = study.folder.event_file("ana", "int-1")
    path.write_text(path.read_text(encoding="utf-8") + NEWER + "\n", encoding="utf-8")
    return path


def test_a_line_of_a_newer_version_stays_and_is_told(study: Study, newer: Path) -> None:
    study = Study.open(study.root)
    with pytest.warns(UserWarning, match="1 line of codings was written by a newer version"):
        assert len(study.codings()) == 1
    with pytest.warns(UserWarning, match="update to read all"):
        assert len(placing.state_of(study.folder).codings) == 1
    assert [s for s in told(study) if "7ZZZ" in s] == [
        "event 7ZZZZZZZZZZZZZZZZZZZZZZZZZ: written by a newer version of qualitative; update to read it;"
        " until then the line is skipped, and stays as it is"
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        study.apply("budget", "int-1", *place(study, "desa"), coder="ana")
        study.undo("ana")
    lines = newer.read_text(encoding="utf-8").splitlines()
    assert lines[1] == NEWER and len(lines) == 4
    assert json.loads(lines[2])["prev"] == ["7ZZZZZZZZZZZZZZZZZZZZZZZZZ"]


def test_nobody_pseudonymises_what_only_a_newer_version_reads(study: Study, newer: Path) -> None:
    before = newer.read_bytes()
    with pytest.raises(PrivacyError, match="update to read it; until then nobody knows what the line holds"):
        pseudonymise(Study.open(study.root).folder, Key(), by="ana")
    assert newer.read_bytes() == before


def test_names_in_why_and_in_where_it_came_from_get_their_pseudonyms(study: Study) -> None:
    study.mark("int-1", *place(study, "KTP"), coder="ana", why="as Siti says")
    document = study.document("int-1")
    event: Any = {**log(study)[0], "origin": {"tool": "a", "file": "Siti.docx", "id": "1"}}
    places = Places(document, [])
    new = rewritten(event, document.hash, places, [], document, lambda text: text.replace("Siti", "P1"), ())
    assert (new["why"], new["origin"]["file"], new["quote"]) == ("as P1 says", "P1.docx", "KTP")
