"""New codes per person: what is called saturation, and when it may be asked; and words that are counted once."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from qualitative import Study
from qualitative.analysis.saturation import new_codes
from qualitative.errors import StatisticError

FIVE = {"p1": {"a", "b"}, "p2": {"b", "c"}, "p3": set(), "p4": {"c"}, "p5": {"d"}}


def test_new_codes_are_counted_by_person_in_the_order_of_reading() -> None:
    found = new_codes(FIVE, base=2, run=2, threshold=0)
    assert found.table["new"].tolist() == [2, 1, 0, 0, 1] and found.table["given"].tolist() == [2, 3, 3, 3, 4]
    assert found.table["codes"].tolist() == [2, 2, 0, 1, 1]
    # the base of two gave three codes; the third and fourth added none
    assert (found.base_codes, found.reached) == (3, 2)
    assert "5 persons gave 4 codes; the first 2 in the order of reading (the base) gave 3" in found.said[0]["en"]
    assert (
        "First after 2 persons, 2 in a row added at most 0% of these." in found.said[0]["en"]
        and "grew while it was" in found.said[0]["en"]
    )


def test_random_orders_are_those_of_all_orders() -> None:
    """Every order of the five persons, one after the other: mean curve, and in how many a run of two without a new code came."""
    orders = list(permutations(FIVE))
    curves = [[len(set().union(*(FIVE[who] for who in order[: n + 1]))) for n in range(5)] for order in orders]
    runs = [any(curve[n + 1] == curve[n - 1] and curve[1] for n in range(2, 4)) for curve in curves]
    found = new_codes(FIVE, base=2, run=2, threshold=0, orders=6000)
    assert found.table["mean"].tolist() == pytest.approx(np.mean(curves, axis=0), abs=0.05)
    assert found.share == pytest.approx(np.mean(runs), abs=0.03)
    assert found.table["mean"].iloc[-1] == found.table["low"].iloc[-1] == 4
    again = new_codes(FIVE, base=2, run=2, threshold=0, orders=6000)
    assert found.table.equals(again.table)


def test_of_a_codebook_that_was_fixed_beforehand_it_is_coverage() -> None:
    found = new_codes(FIVE, base=2, run=2, threshold=0, fixed=9)
    assert (
        "Coverage of a codebook that was fixed beforehand" in found.said[0]["en"]
        and "4 of its 9" in found.said[0]["en"]
    )
    assert found.said[0]["id"].startswith("Cakupan buku kode yang ditetapkan sebelumnya")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"base": 4, "run": 2}, "5 persons were read in full, fewer than the base of 4 and a run of 2"),
        ({"base": 0}, "give 1 or more"),
        ({"base": 2, "threshold": 1.0}, "a threshold from 0 to below 1"),
    ],
)
def test_new_codes_that_can_not_be_counted_are_refused(asked: dict, why: str) -> None:
    with pytest.raises(StatisticError, match=why):
        new_codes(FIVE, **asked)


def test_published_notes_have_no_new_codes_per_person_and_simulated_talks_are_marked(real_study: Study) -> None:
    with pytest.raises(StatisticError, match="notes on a published work report what its author chose to tell"):
        real_study.mixed(language="en").new_codes()
    with pytest.raises(StatisticError, match="persons were read in full, fewer than the base of 40"):
        real_study.mixed(language="en", evidence="simulated").new_codes(base=40)
    mixed = real_study.mixed(language="en", evidence="all")
    found = mixed.new_codes(base=2, run=1)
    said = " ".join(text["en"] for text in found.said)
    assert "Simulated: these talks were written for teaching" in said
    assert "documents of published notes are left out" in said
    spoken = real_study.passages
    spoken = spoken[(spoken["provenance"] == "simulated") & spoken["document"].isin(mixed.inputs.done)]
    assert set(found.table["person"]) == set(spoken["person"].dropna())


def test_a_purposive_study_of_fieldwork_has_new_codes_per_person(second_study: Study) -> None:
    path = second_study.root / "study.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("permits: [saturation, keyness]", "permits: []"), encoding="utf-8"
    )
    mixed = Study.open(second_study.root).mixed(language="en")
    found = mixed.new_codes()
    table, inputs = found.table, mixed.inputs
    codes = set(inputs.codebook.usable()) | set(inputs.evidence["code"])
    read = inputs.read_for(codes)
    # one talk was read with help only: nothing is absent there, and who speaks in it is left out
    talks = [id for id in inputs.done if read.loc[read["document"] == id, "absent"].any()]
    assert "int-f-mill" in inputs.done and "int-f-mill" not in talks
    spoken = second_study.passages[second_study.passages["document"].isin(talks)]
    talks = sorted(set(spoken.loc[spoken["person"].notna() | (spoken["kind_of_document"] == "group"), "document"]))
    groups = spoken["kind_of_document"] == "group"
    # persons outside groups by themselves, each group as one
    assert set(table["person"]) == set(spoken.loc[~groups, "person"].dropna()) | set(spoken.loc[groups, "document"])
    whole = read[read["document"].isin(talks)].groupby("code")["absent"].all()
    rows = inputs.evidence[inputs.evidence["document"].isin(talks)]
    for who, codes in zip(table["person"], table["codes"], strict=True):
        own = (
            rows[(rows["person"] == who) & (rows["kind_of_document"] != "group")]
            if who not in talks
            else rows[rows["document"] == who]
        )
        assert codes == own.loc[own["code"].map(whole).fillna(False).astype(bool), "code"].nunique(), who
    assert table["given"].is_monotonic_increasing and table["new"].sum() == table["given"].iloc[-1]
    assert mixed.show(found).html.count("<tr") == len(table) + 1


def test_an_approach_without_saturation_says_its_own_reason(second_study: Study) -> None:
    path = second_study.root / "study.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("{name: codebook,", "{name: case-study,"), encoding="utf-8"
    )
    with pytest.raises(StatisticError, match="in a case study the cases are chosen for what they are"):
        Study.open(second_study.root).mixed(language="en").new_codes()


def test_a_word_that_two_segments_cut_is_one_word(study: Study) -> None:
    text = study.document("int-1").text
    start = text.index("Dananya dari desa.")
    for code, (a, b) in (("budget", (0, 4)), ("budget", (4, 12)), ("services", (0, 18))):
        study.apply(code, "int-1", start + a, start + b, coder="ana")
    study.mark_done("int-1", coder="ana")
    table = study.mixed(language="en").frequencies()
    # "Dana|nya dari" is two words, and "Dananya dari desa." three
    assert table.loc["budget", "words"] == 2 and table.loc["services", "words"] == 3
