"""Word statistics count what people said, warn whose words they are, and are refused where the design does not permit them."""

from __future__ import annotations

from math import log

import pytest

from qualitative import Study
from qualitative.analysis.limits import refusal, whose_words
from qualitative.analysis.turns import turns_table
from qualitative.analysis.word_statistics import collocations, iter_words, keyness, word_frequencies, word_statistic
from qualitative.errors import StatisticError
from qualitative.model import Document

SPEAKERS = {"P": "interviewer", "A": "informant"}


def turns(*texts: str):
    return turns_table(
        Document(f"d-{n}", "interview", "fieldwork", "north", "2024", "id", text, speakers=SPEAKERS)
        for n, text in enumerate(texts)
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Dana desa, 2018!", ["dana", "desa"]),
        ("[tertawa] Ya … [telepon\nberdering] ya", ["ya", "telepon", "berdering", "ya"]),
        ("desa-desa", ["desa-desa"]),
        ("😀 ٣", []),
        ("", []),
    ],
)
def test_words_are_words_and_not_numbers_or_asides(text, words) -> None:
    assert list(iter_words(text, "id")) == words


def test_frequencies_have_their_documents_and_rate() -> None:
    table = word_frequencies(turns("A: dana desa dana", "A: desa"), stop_words=True)
    assert table.to_dict("records") == [
        {"word": "dana", "count": 2, "documents": 1, "per_1000": 500.0},
        {"word": "desa", "count": 2, "documents": 2, "per_1000": 500.0},
    ]


def test_stop_words_and_named_words_are_left_out_but_stay_in_the_rate() -> None:
    table = word_frequencies(turns("A: yang dana ndak dana"), without=["Ndak"])
    assert table["word"].tolist() == ["dana"] and table["per_1000"].tolist() == [500.0]


def test_no_collocation_reaches_from_one_speaker_to_the_next() -> None:
    text = "P: dana\n\nA: desa\n\nP: dana\n\nA: desa sehat\n\nP: kartu sehat\n\nA: kartu sehat"
    table = collocations(turns(text), minimum=2)
    assert table[["first", "second", "count"]].to_numpy().tolist() == [["kartu", "sehat", 2]]


def test_collocations_of_nothing_are_none() -> None:
    assert collocations(turns("A: ").iloc[:0]).empty


def test_keyness_is_the_log_likelihood_of_rayson_and_garside() -> None:
    table = keyness(turns("A: dana dana dana kami"), turns("A: desa kami kami kami"), minimum=1).set_index("word")
    expected = 2 * 3 * log(3 / (4 * 3 / 8))
    assert table.loc["dana", "log_likelihood"] == round(expected, 2)
    assert table.loc["dana", "log_ratio"] > 0 > table.loc["desa", "log_ratio"]


@pytest.mark.parametrize(
    ("permits", "provenances", "said"),
    [
        ([], ["fieldwork"], "does not permit"),
        (["saturation"], ["fieldwork"], "does not permit"),
        (["keyness"], ["fieldwork", "simulated"], "simulated"),
        (["keyness"], ["published"], "published notes"),
        (["keyness"], ["fieldwork"], None),
    ],
)
def test_keyness_needs_a_design_that_permits_it_and_fieldwork(permits, provenances, said) -> None:
    found = refusal("keyness", {"sampling": "random", "permits": permits}, provenances)
    assert found is None if said is None else said in found["en"] and found["id"].startswith("Tanpa keyness")


def test_an_unknown_statistic_is_named_with_the_nearest() -> None:
    with pytest.raises(StatisticError, match="did you mean keyness"):
        refusal("keynes", {}, [])
    with pytest.raises(StatisticError, match="did you mean frequencies"):
        word_statistic("frequency", turns("A: x"), {})


@pytest.mark.parametrize(
    ("provenances", "parts"), [(["fieldwork"], 0), (["simulated", "fieldwork"], 1), (["published", "simulated"], 2)]
)
def test_the_warning_names_each_kind_of_wording(provenances, parts) -> None:
    warning = whose_words(provenances, "en")
    assert [("our own words" in warning), ("nobody spoke them" in warning)].count(True) == parts


def test_a_study_of_fieldwork_that_permits_keyness_gets_it_without_a_warning(second: Study) -> None:
    table = second.words("keyness", case="firm-a", against={"case": "firm-b"})
    assert table.attrs.get("warning", "") == "" and {"oven", "mixer"} <= set(table["word"].head(10))
    counted = second.words(case="firm-a")
    assert counted.attrs["warning"] == ""
    assert counted["count"].sum() < second.words(case="firm-a", interviewer=True)["count"].sum()


def test_the_study_counts_informants_words_and_refuses_keyness(real_study: Study) -> None:
    table = real_study.words(case="takalar", provenance="simulated", language="en")
    with_questions = real_study.words(case="takalar", provenance="simulated", interviewer=True)
    assert "nobody spoke them" in table.attrs["warning"]
    assert table["count"].sum() < with_questions["count"].sum()
    with pytest.raises(StatisticError, match="purposive"):
        real_study.words("keyness", case="takalar", against={"case": "bandung"}, language="en")
