"""Every option of a study is spelt out, and a string where a list is meant is one item."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from conftest import on_both
from qualitative import Study
from qualitative.errors import CodingError, DocumentError, StatisticError, StudyError

METHODS = {
    name: inspect.unwrap(method)
    for name, method in inspect.getmembers(Study)
    if callable(method) and not name.startswith("_")
}


def options() -> Iterator[tuple[str, inspect.Parameter]]:
    for name, method in METHODS.items():
        for option in inspect.signature(method).parameters.values():
            yield name, option


def test_no_method_takes_whatever_it_is_given() -> None:
    loose = {inspect.Parameter.VAR_KEYWORD, inspect.Parameter.VAR_POSITIONAL}
    assert [name for name, option in options() if option.kind in loose] == []
    assert len(METHODS) > 40


def test_whatever_takes_several_names_takes_one() -> None:
    narrow = re.compile(r"(Iterable|Sequence|Collection|list)\[str\]")
    assert [(name, option.name) for name, option in options() if narrow.search(str(option.annotation))] == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("suggest", {"tops": 3}),
        ("mixed", {"district": ["north"]}),
        ("add", {"cases": "north"}),
        ("agreement", {"units": "token"}),
        ("adjudicate", {"starts": 3}),
        ("words", {"against_": {}}),
        ("evaluate", {"fold": 3}),
        ("joint_display", {"forms": "pillar"}),
        ("concordance", {"widht": 3}),
        ("panel", {"lang": "en"}),
    ],
)
def test_a_slip_names_the_method_and_the_option(study: Study, name: str, wrong: dict[str, object]) -> None:
    with pytest.raises(TypeError, match=rf"Study\.{name}\(\) got an unexpected keyword argument '{next(iter(wrong))}'"):
        getattr(study, name)(**wrong)


def test_options_that_a_statistic_of_words_does_not_have_are_named(study: Study) -> None:
    with pytest.raises(
        StatisticError, match="'minimum' is nothing to say of frequencies; it is for collocations and keyness"
    ):
        study.words(minimum=3)
    with pytest.raises(StatisticError, match="'window' is nothing to say of keyness; it is for collocations"):
        study.words("keyness", window=3, against={"case": "south"})


def same(one: object, other: object) -> bool:
    return one.equals(other) if isinstance(one, pd.DataFrame) else one == other


ONE: dict[str, Callable[[Study, object], object]] = {
    "codings": lambda s, c: s.codings(c),
    "lost": lambda s, c: s.lost(c),
    "undecided": lambda s, c: s.undecided(c),
    "draft": lambda s, c: s.draft(coders=c).inputs.parameters,
    "mixed": lambda s, c: s.mixed(coders=c).frequencies(),
    "show": lambda s, c: s.show(next(iter(s.folder.documents)), c).html,
}


@on_both()
@pytest.mark.parametrize("name", ONE)
def test_one_coder_may_be_named_without_a_list(either: Study, name: str) -> None:
    coder = either.folder.everybody[0]
    assert same(ONE[name](either, coder), ONE[name](either, [coder]))


@on_both()
def test_one_code_case_or_document_may_be_named_without_a_list(either: Study) -> None:
    found = either.counted()
    code, case, document = found.table["code"].iloc[0], either.cases.index[0], next(iter(either.folder.documents))
    assert same(either.read_for(code, found), either.read_for([code], found))
    assert same(either.to_read_again(code, found), either.to_read_again([code], found))
    assert str(either.chosen(code, found=found)) == str(either.chosen([code], found=found))
    assert str(either.chosen(found=found, contrary=code)) == str(either.chosen(found=found, contrary=[code]))
    assert same(either.words(documents=document, without="dan"), either.words(documents=[document], without=["dan"]))
    assert same(either.concordance("a", case=case), either.concordance("a", case=[case]))
    assert either.draft(cases=case).inputs.parameters == either.draft(cases=[case]).inputs.parameters


def test_one_wrong_name_is_told_whole(study: Study) -> None:
    with pytest.raises(CodingError, match="coder 'anna' is not in study.yaml; did you mean ana"):
        study.codings("anna")
    with pytest.raises(DocumentError, match="no turn has case 'nroth'; did you mean north"):
        study.words(case="nroth")


def test_words_are_said_in_a_language_of_the_study_alone(study: Study) -> None:
    with pytest.raises(StudyError, match="'fr' is no language of this study"):
        study.show("int-1", language="fr")


def test_one_operation_of_the_codebook_needs_no_list(study: Study) -> None:
    book = study.revise({"op": "retire", "code": "services"}, by="ana", why="Too wide.")
    assert book["services"].retired
