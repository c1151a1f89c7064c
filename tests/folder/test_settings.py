"""study.yaml of format 2: every key has a default and a shape, and what is wrong is said with the nearest name."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from qualitative.corpus.consents import SCOPES
from qualitative.errors import StudyError
from qualitative.folder.approach import APPROACHES, SWITCHES, usual_approach
from qualitative.folder.declared import FIELDS
from qualitative.folder.formats import FORMAT, check_writable
from qualitative.folder.settings import KEYS, parse_settings

BASE = """format: 2
title: {en: Firms}
languages: [en]
coders:
  ana: {kind: human}
  budi: {kind: human}
  robot: {kind: model, model: m}
  consensus: {kind: human}
"""


def settings(more: str = "") -> Any:
    return parse_settings(BASE + more)


def test_a_study_that_says_nothing_more_takes_nothing_for_granted() -> None:
    found = settings()
    assert found.format == FORMAT == 2
    assert (found.case.word, found.case.whole) == ({"id": "kasus", "en": "case"}, None)
    assert (found.count.who, found.count.models) == ((), ())
    assert found.classes == {} and found.terms == {} and found.attributes.person == {}
    assert found.approach == usual_approach("codebook")
    assert found.consent.scopes == SCOPES and found.exports.formats == {}
    assert (found.work, found.design, found.pilot, found.licence) == ({}, {}, (), "")


def test_every_key_is_read() -> None:
    found = settings("""licence: CC-BY-4.0
work: {id: firms-2020, citation: Firms (2020), sections: {N: Notes, No: Numbers}}
design: {sampling: purposive, pilot: [1], permits: [keyness], note: as the board asked}
approach: {name: reflexive, counts: true, checklist: COREQ}
case: {word: {en: firm}, whole: all-firms}
count: {who: [budi, ana], models: [robot]}
attributes:
  person: {age: number, level: {values: [junior, senior], ordered: true, label: {en: Level}}, born: date}
  case: {sector: [retail, No], start_year: number}
  document: {wave: number}
  private: [phone]
classes:
  topic: [work, pay]
  tone: {name: {en: Tone}, values: {good: {en: Good news}, no: null}}
terms: {gotong royong: mutual help}
consent: {scopes: [analysis, machine], until: 2031-12, board: Board 7}
exports: {formats: {codings: xlsx}, k: 3}
""")
    assert set(KEYS) == {field for field in found.__dataclass_fields__}
    assert found.work["sections"] == {"N": "Notes", "No": "Numbers"}
    assert (found.pilot, found.design["note"]) == ((1,), "as the board asked")
    assert (found.approach.agreement, found.approach.counts, found.approach.checklist) == (False, True, "COREQ")
    assert (found.case.word["en"], found.case.whole) == ("firm", "all-firms")
    assert (found.count.who, found.count.models) == (("budi", "ana"), ("robot",))
    level = found.attributes.person["level"]
    assert (level.type, level.values, level.ordered, level.label) == (
        "choice",
        ("junior", "senior"),
        True,
        {"en": "Level"},
    )
    assert found.attributes.case["sector"].values == ("retail", "No")
    assert found.attributes.private == ("phone",)
    assert found.classes["topic"].values == {"work": {"en": "work"}, "pay": {"en": "pay"}}
    assert found.classes["tone"].values == {"good": {"en": "Good news"}, "no": {"en": "no"}}
    assert found.terms == {"gotong royong": {"en": "mutual help"}}
    assert (found.consent.scopes, found.consent.until) == (("analysis", "machine"), "2031-12")
    assert (found.exports.formats, found.exports.k) == ({"codings": "xlsx"}, 3)


WRONG = {
    "an unknown key": ("clases: {}", r"unknown key 'clases'; did you mean classes\?"),
    "an approach that is none": ("approach: reflexiv", r"approach 'reflexiv' is not one of .*; did you mean reflexive\?"),
    "an unknown switch": ("approach: {name: content, count: true}", r"approach has the unknown key 'count'; did you mean counts\?"),
    "a switch that is no switch": ("approach: {name: content, counts: some}", r"approach\.counts 'some' is neither true nor false"),
    "an approach without a name": ("approach: {counts: false}", r"approach\.name None is not one of codebook"),
    "a checklist that is none": ("approach: {name: content, checklist: SRQ}", r"did you mean SRQR\?"),
    "case as a word": ("case: firm", r"case 'firm' is not a mapping; write it as `case: \{word"),
    "a whole that is no id": ("case: {whole: All Firms}", r"case\.whole 'All Firms' is no id"),
    "a whole called other": ("case: {whole: other}", r"stands for cases that the study does not compare"),
    "a word in another language": ("case: {word: {fr: cas}}", r"case\.word has a text in 'fr'"),
    "an empty word": ("case: {word: {en: ''}}", r"case\.word has no text in en"),
    "who is nobody": ("count: {who: [anna]}", r"count\.who names 'anna', which is unknown; did you mean ana\?"),
    "who twice": ("count: {who: [ana, ana]}", r"count\.who names 'ana' twice"),
    "a person among the models": ("count: {models: [ana]}", r"count\.models names 'ana', a person"),
    "a model that does not count": ("count: {who: [robot]}", r"count\.who names 'robot', a model that does not count; add it to count\.models"),
    "a class called as a field": ("classes: {code: [a]}", r"classes: 'code' is a word of queries"),
    "a class called as a word": ("classes: {passage: [a]}", r"'passage' is a word of queries"),
    "a class without values": ("classes: {topic: []}", r"classes\.topic has no values"),
    "a class value over two lines": ('classes: {topic: ["a\\nb"]}', r"write one line of 1 to 64"),
    "classes as a list": ("classes: [a]", r"classes \['a'\] is not a mapping"),
    "an attribute called as a field": ("attributes: {person: {date: date}}", r"attributes\.person: 'date' is a word of queries"),
    "an attribute that every study has": ("attributes: {person: {group: text}}", r"is a column of persons\.csv in every study"),
    "an owner that is none": ("attributes: {persons: {}}", r"attributes has the unknown key 'persons'; did you mean person\?"),
    "a type that is none": ("attributes: {person: {age: numbr}}", r"type 'numbr' is not one of text, number, date, choice; did you mean number\?"),
    "a choice of nothing": ("attributes: {person: {age: choice}}", r"is choice, so give its values"),
    "values of a number": ("attributes: {person: {age: {type: number, values: [a]}}}", r"is number, so it can not have values"),
    "values twice": ("attributes: {person: {age: [a, a]}}", r"names one twice"),
    "private persons": ("attributes: {private: [person]}", r"by which persons are counted"),
    "an unknown scope": ("consent: {scopes: [analyse]}", r"did you mean analysis\?"),
    "an unknown export": ("exports: {formats: {coding: csv}}", r"did you mean codings\?"),
    "k of nobody": ("exports: {k: 0}", r"exports\.k '0' is not a number of persons"),
    "a slip in the design": ("design: {permit: [x]}", r"design has the key 'permit'; did you mean permits\?"),
    "a pilot that is no round": ("design: {pilot: [first]}", r"is not a list of rounds"),
    "permits that are none": ("design: {permits: keyness}", r"design\.permits 'keyness' is not a list"),
    "a slip in the work": ("work: {id: a, section: {}}", r"work has the key 'section'; did you mean sections\?"),
    "terms as a list": ("terms: [a]", r"terms \['a'\] is not a mapping"),
    "a format of the future": ("format: 3", r"format 3 was written by a newer version; update qualitative"),
    "a format that is none": ("format: two", r"format 'two' is no number"),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_one_sentence_with_the_way_out(name: str) -> None:
    more, sentence = WRONG[name]
    base = BASE.removeprefix("format: 2\n") if more.startswith("format") else BASE
    with pytest.raises(StudyError) as told:
        parse_settings(f"{base}{more}\n")
    assert re.search(sentence, str(told.value)), told.value
    assert str(told.value).startswith("study.yaml: ") and "\n" not in str(told.value)


@pytest.mark.parametrize("key", [key for key in KEYS if key not in ("title", "format")])
@pytest.mark.parametrize(
    "value", ["3", "text", "[1, [2]]", "{a: {b: {c: []}}}", "null", "true", "{1: 2}", "[null]", "{a: null}"]
)
def test_no_shape_of_any_value_ends_in_a_traceback(key: str, value: str) -> None:
    lines = [line for line in BASE.splitlines() if not line.startswith((key, "  "))]
    try:
        parse_settings("\n".join([*lines, f"{key}: {value}"]))
    except StudyError as problem:
        assert "\n" not in str(problem)


@pytest.mark.parametrize("name", FIELDS)
def test_no_class_and_no_attribute_takes_the_name_of_a_field(name: str) -> None:
    for more in (f"classes: {{{name}: [a]}}", f"attributes: {{case: {{{name}: text}}}}"):
        with pytest.raises(StudyError, match="is a word of queries"):
            settings(more)


@pytest.mark.parametrize("name", APPROACHES)
def test_what_an_approach_leaves_out_has_a_reason_in_each_language(name: str) -> None:
    approach = settings(f"approach: {name}").approach
    for switch in SWITCHES:
        why = approach.off(switch)
        assert (why is None) == getattr(approach, switch)
        assert why is None or all(text.endswith(".") for text in why.values()) and set(why) == {"id", "en"}


def test_each_switch_can_be_set_by_itself() -> None:
    on = settings("approach: {name: reflexive, agreement: true}").approach
    assert on.off("agreement") is None and on.off("counts") is not None
    off = settings("approach: {name: codebook, saturation: false}").approach
    assert off.off("saturation")["en"] == "No saturation: study.yaml switches it off."


def test_only_an_older_format_is_not_written_to() -> None:
    check_writable(FORMAT)
    with pytest.raises(StudyError, match="run `qualitative migrate` once"):
        check_writable(1)


@pytest.mark.parametrize("more", ["classes: {}", "case: {whole: a}", "terms: {}"])
def test_format_1_knows_its_own_keys_only(more: str) -> None:
    with pytest.raises(StudyError, match=r"belongs to format 2: run `qualitative migrate`"):
        parse_settings(BASE.removeprefix("format: 2\n") + more)


def test_what_yaml_would_make_of_a_name_is_not_made_of_it() -> None:
    found = settings(
        "classes: {tone: [No, on, 1e5, 007]}\nwork: {id: no, sections: {No: x, 1: y}}\ncase: {whole: no}\n"
    )
    assert list(found.classes["tone"].values) == ["No", "on", "1e5", "007"]
    assert list(found.work["sections"]) == ["No", "1"]
    assert (found.work["id"], found.case.whole) == ("no", "no")
    assert yaml.safe_load("a: No") == {"a": False}  # what it would be otherwise


@pytest.mark.parametrize(
    "title", ["", "title:\n", "title: {}\n", "title: []\n", "title: [A study]\n", "title: ''\n", "title: {en: ''}\n"]
)
def test_a_study_has_a_title(title: str) -> None:
    with pytest.raises(StudyError, match=r"study\.yaml: title "):
        parse_settings(BASE.replace("title: {en: Firms}\n", title))


def test_the_languages_are_those_that_the_study_says_else_those_of_its_title() -> None:
    bare = BASE.replace("languages: [en]\n", "")
    assert parse_settings(bare).languages == ("en",)
    assert parse_settings(bare.replace("{en: Firms}", "{id: Usaha, en: Firms}")).languages == ("id", "en")
    assert parse_settings(bare.replace("{en: Firms}", "Firms")).title == {"en": "Firms"}
    assert parse_settings("title: Firms\n").languages == ("id", "en")  # as release 0.1.0 took for granted


def test_slips_of_a_work_map_words_to_words() -> None:
    assert settings("work: {id: w, slips: {Teh: The, 1l: ll}}\n").work["slips"] == {"Teh": "The", "1l": "ll"}
    for slips in ("[a]", "{a: ''}", "{'': a}", "{a: [b]}"):
        with pytest.raises(StudyError, match=r"study\.yaml: work\.slips "):
            settings(f"work: {{id: w, slips: {slips}}}\n")
