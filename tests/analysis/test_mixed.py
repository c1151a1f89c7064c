"""Mixed methods: every count keeps its segments and its denominator, and nothing is computed that the design does not permit."""

from __future__ import annotations

import re
from dataclasses import replace

import pandas as pd
import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.analysis.comparison import compare_cases
from qualitative.analysis.convergence import BESIDE, Stance, Topic, comparisons, convergence
from qualitative.analysis.cooccurrence import cooccurrence
from qualitative.analysis.counts import People, tally
from qualitative.analysis.crosstab import crosstab, with_attributes
from qualitative.analysis.evidence import without_interviewer
from qualitative.analysis.exact import ExactTest, exact_test
from qualitative.analysis.framework import Summary, framework_matrix
from qualitative.analysis.frequencies import code_frequencies, denominators, few_warning
from qualitative.analysis.negative import negative_cases
from qualitative.analysis.shown import shown_of
from qualitative.analysis.timeline import timeline
from qualitative.analysis.triangulation import triangulation, value_triangulation
from qualitative.codebook.tree import Codebook
from qualitative.errors import StatisticError
from qualitative.model import Code, Document
from qualitative.query import parse_query

COLUMNS = ["document", "start", "end", "code", "case", "basis", "informant", "speaker"]
FIXED = {"coder": "ana", "provenance": "fieldwork", "kind_of_document": "interview", "source": None, "section": None, "at": "2024-06-02T00:00:00Z",
         "date": "2024-05", "passage": 1, "passage_start": 0, "passage_end": 99, "domain": None, "valence": None, "role": None, "quote": "",
         "finding": True, "agreed": True}  # fmt: skip
BOOK = Codebook(
    1, {code: Code(code, parent, {"en": code}) for code, parent in [("a", None), ("a1", "a"), ("b", None), ("c", None)]}
)


def evidence(*rows: tuple, **changed: list) -> pd.DataFrame:
    """Rows of (document, start, end, code, case, basis, informant, speaker), each segment a place of its own unless it is said."""
    table = pd.DataFrame(list(rows), columns=COLUMNS, dtype=object).assign(**FIXED)
    places = [f"{document}@{start}" for document, start in zip(table["document"], table["start"], strict=True)]
    return table.assign(**{"person": table["informant"], "place": places, **changed})


NORTH = ("d1", 0, 10, "a", "north", "informant", "X", "X")
OVERLAP = ("d1", 5, 15, "b", "north", "informant", "X", "X")
SOUTH = ("d2", 0, 4, "a", "south", "author", None, None)
QUESTION = ("d1", 20, 30, "a", "north", None, None, "P")


def test_interviewers_are_no_evidence_but_prose_without_a_basis_is() -> None:
    prose = ("d3", 0, 4, "a", "south", None, None, None)
    assert without_interviewer(evidence(NORTH, QUESTION, prose))["document"].tolist() == ["d1", "d3"]


def test_a_crosstab_counts_places_and_each_cell_keeps_its_segments() -> None:
    both = evidence(NORTH, OVERLAP, (*SOUTH[:3], "b", *SOUTH[4:]), place=["p", "p", "q"])
    assert crosstab(both, "basis", "case").counts.to_dict("list") == {"north": [0, 1], "south": [1, 0]}
    assert crosstab(both, "basis", "case").at("informant", "north") == ("d1.0-10", "d1.5-15")


def test_a_place_on_two_cases_counts_under_each_and_once_together() -> None:
    table = crosstab(evidence(NORTH, (*NORTH[:4], "south", *NORTH[5:])), "code", "case")
    assert table.counts.loc["a"].tolist() == [1, 1] and table.together["a"] == 1
    shown = shown_of(table, lambda kind, key: f"{kind} {key}")
    assert shown.columns[-1] == "crosstab together" and shown.rows[0][-1].text == "1"


def test_what_is_no_result_and_what_only_some_found_count_apart() -> None:
    rows = evidence(NORTH, OVERLAP, SOUTH, finding=[True, True, False], agreed=[True, False, True], code=["a"] * 3)
    table = crosstab(rows, "code", "case")
    assert table.counts.loc["a"].tolist() == [2, 0] and table.agreed.loc["a"].tolist() == [1, 0]
    assert [cell.text for cell in shown_of(table, lambda kind, key: str(key)).rows[0][1:]] == ["1–2", "–"]


def test_what_was_not_read_for_has_a_mark_of_its_own() -> None:
    table = crosstab(evidence(NORTH), "code", "case", ["a", "b"])
    unread = pd.DataFrame(True, index=table.counts.index, columns=table.counts.columns)
    shown = shown_of(replace(table, unread=unread), lambda kind, key: str(key))
    assert [row[1].text for row in shown.rows] == ["1", "○"] and "unread" in shown.notes


def test_each_cell_of_a_crosstab_keeps_its_distinct_segments() -> None:
    twice = crosstab(evidence(NORTH, NORTH, OVERLAP, SOUTH), "code", "case", ["a", "b", "c"])
    assert twice.counts.to_dict("list") == {"north": [1, 1, 0], "south": [1, 0, 0]}
    assert twice.at("a", "north") == ("d1.0-10",) and twice.at("c", "south") == ()
    with pytest.raises(StatisticError, match="did you mean north"):
        twice.at("a", "nort")
    with pytest.raises(StatisticError, match="did you mean case"):
        crosstab(evidence(NORTH), "code", "cases")


def test_an_attribute_with_two_values_counts_under_each_and_na_is_a_value() -> None:
    cases = pd.DataFrame({"fund": ["x;y", None], "n": [2.0, 3.5]}, index=pd.Index(["north", "south"], name="case"))
    table = crosstab(with_attributes(evidence(NORTH, SOUTH), cases, "fund"), "code", "fund")
    assert table.counts.loc["a"].to_dict() == {"NA": 1, "x": 1, "y": 1}
    assert set(with_attributes(evidence(NORTH), cases, "n")["n"]) == {"2"}
    with pytest.raises(StatisticError, match="did you mean fund"):
        with_attributes(evidence(NORTH), cases, "fun")


TEXT = "P: Apa dana desa itu?\n\nA: Kami urus dana desa di sini."


def transcript(id: str = "d1") -> Document:
    speakers = {"P": "interviewer", "A": "informant"}
    return Document(id, "interview", "fieldwork", "north", "2024-05", "id", TEXT, speakers=speakers)


def test_frequencies_say_out_of_how_many_and_count_overlapping_words_once() -> None:
    start = TEXT.index("Kami")
    rows = [
        ("d1", start, start + 9, "a", "north", "informant", "d1/A", "A"),
        ("d1", start + 5, start + 14, "a", "north", "informant", "d1/A", "A"),
    ]
    table = code_frequencies(evidence(*rows), {"d1": transcript()}, ["a", "b"])
    assert table.loc[
        "a", ["segments", "documents", "of_documents", "persons", "of_persons", "words", "of_words"]
    ].tolist() == [2, 1, 1, 1, 1, 3, 6]
    assert table.loc["b", "segments"] == 0 and table.loc["b", "ids"] == ()


def test_frequencies_rank_by_persons_then_by_places_never_by_segments() -> None:
    rows = [
        *(("d1", n, n + 1, "many", "north", "informant", "X", "X") for n in range(5)),
        ("d1", 10, 11, "two", "north", "informant", "X", "X"),
        ("d2", 0, 1, "two", "south", "informant", "Y", "Y"),
        ("d1", 20, 21, "places", "north", "informant", "X", "X"),
        ("d1", 30, 31, "places", "north", "informant", "X", "X"),
    ]
    table = evidence(*rows, place=["p"] * 5 + ["q", "r", "s", "t"])
    found = code_frequencies(table, {"d1": transcript("d1"), "d2": transcript("d2")})
    assert found.index.tolist() == ["two", "places", "many"]
    assert found["persons"].tolist() == [2, 1, 1] and found["places"].tolist() == [2, 2, 1]


def test_one_person_under_two_labels_is_one_and_a_group_counts_apart() -> None:
    rows = evidence(NORTH, (*NORTH[:6], "Z", "Z"), person=["x", "x"])
    assert People.of(rows) == People(1, 0, 0, 0)
    assert People.of(rows.assign(kind_of_document="group")) == People(0, 1, 1, 0)


def test_few_people_are_warned_of() -> None:
    assert "Only 1 person in 1 document:" in few_warning(denominators([transcript()]))["en"]
    many = [transcript(f"d{n}") for n in range(12)]
    assert denominators(many).people.persons == 12 and few_warning(denominators(many)) == {}


@pytest.mark.parametrize(
    ("within", "pairs"),
    [("segment", [("a", "b", 1)]), ("turn", [("a", "b", 1), ("a", "c", 1), ("b", "c", 1)]),
     ("document", [("a", "b", 1), ("a", "c", 1), ("b", "c", 1)])],
)  # fmt: skip
def test_codes_stand_together_within_segment_turn_or_document(within, pairs) -> None:
    apart = ("d1", 40, 50, "c", "north", "informant", "X", "X")
    found = cooccurrence(evidence(NORTH, OVERLAP, apart, SOUTH), within)
    assert list(found[["first", "second", "count"]].itertuples(index=False, name=None)) == pairs
    assert found["ids"].iloc[0] == ("d1.0-10", "d1.5-15")


def test_codings_that_count_stand_together_whoever_gave_them() -> None:
    assert cooccurrence(evidence(NORTH, OVERLAP, coder=["ana", "budi"]))["count"].tolist() == [1]
    with pytest.raises(StatisticError, match="did you mean turn"):
        cooccurrence(evidence(NORTH), "turns")


@pytest.mark.parametrize("within", ["segment", "turn", "document"])
def test_codes_of_which_only_some_found_one_stand_together_at_the_upper_end_alone(second: Study, within: str) -> None:
    mixed = second.mixed(language="en")
    table = mixed.cooccurrence(within).set_index(["first", "second"])
    sure = cooccurrence(mixed.evidence[mixed.evidence["agreed"].astype(bool)], within).set_index(["first", "second"])
    assert table["agreed"].to_dict() == sure["count"].reindex(table.index, fill_value=0).to_dict()
    assert within == "segment" or (table["agreed"] < table["count"]).any()
    topic = mixed.triangulation().query("agreed < places").iloc[0]
    assert f"{topic['agreed']}–{topic['places']}" in mixed.show(mixed.triangulation()).html


def test_what_is_not_known_of_a_case_is_not_called_unread(second: Study) -> None:
    mixed = second.mixed(language="en")
    assert mixed.inputs.cases["share_digital"].isna().any()
    html = mixed.show(mixed.inputs.cases.reset_index()).html
    assert "○" not in html and "nothing is called absent" not in html and "NA" in html
    display = mixed.show(mixed.joint_display("side-by-side")).html
    assert "○" in display and "nothing is called absent" in display


def test_where_nothing_was_coded_frequencies_are_an_empty_table(second: Study) -> None:
    mixed = second.mixed(language="en", evidence="simulated")
    table = mixed.frequencies()
    assert table.empty and "places" in table and "1 person" in table.attrs["warning"]
    assert mixed.show(table).html and mixed.frequencies(["pride"])["places"].isna().all()
    assert mixed.cooccurrence().empty and mixed.crosstab().counts.empty and mixed.timeline().counts.empty
    assert len(mixed.triangulation()) and len(mixed.negative_cases("code:pride", "code:cost"))
    for form in ("side-by-side", "pillar", "statistics-by-themes"):
        assert mixed.joint_display(form).rows


TOPIC = Topic("fund", parse_query("code:a,b,c"), {"x": Stance(parse_query("code:a"), parse_query("code:b"))})


@pytest.mark.parametrize(
    ("value", "source", "rows", "reading", "why"),
    [
        ("x", "K author", [NORTH], "agree", "both-strands"),
        ("x", "K informant Y 2018-11", [NORTH], "agree", "both-strands"),
        ("x", "K informant X 2018-11", [NORTH], "silent", "same-source"),
        ("x", "K author", [OVERLAP], "contradict", "own-words-differ"),
        ("x", "K author", [NORTH, OVERLAP], "contradict", "mixed"),
        ("x", "K author", [("d1", 0, 9, "c", "north", "document", None, None)], "complement", "beside"),
        ("x", "K author", [("d1", 0, 9, "a", "north", "author", None, None)], "silent", "same-source"),
        ("x", "K author", [SOUTH], "silent", "no-passage"),
        (None, None, [NORTH], "silent", "no-value"),
        (None, None, [SOUTH], "silent", "neither"),
        ("x", "K author", [QUESTION], "silent", "no-passage"),
    ],
)
def test_strands_agree_only_where_another_source_says_so(value, source, rows, reading, why) -> None:
    cases = pd.DataFrame({"fund": [value], "fund_source": [source]}, index=["north"], dtype=object)
    row = convergence(evidence(*rows), cases, [TOPIC], BOOK).iloc[0]
    assert (row["reading"], row["why"]) == (reading, why)


def test_a_pair_of_attributes_is_one_comparison() -> None:
    other = Topic("also", TOPIC.about, {"x": Stance(parse_query("code:a"), None)})
    cases = pd.DataFrame(
        {"fund": ["x", None], "fund_source": ["K author", None], "also": ["x", "x"], "also_source": ["K document"] * 2},
        index=["north", "south"],
        dtype=object,
    )
    table = convergence(evidence(NORTH, OVERLAP, SOUTH), cases, [TOPIC, other], BOOK)
    assert table["reading"].tolist() == ["contradict", "silent", "agree", "agree"]
    compared = comparisons(table, [TOPIC, other])
    assert compared["reading"].tolist() == ["contradict", "agree"]
    assert compared["attribute"].tolist() == [f"fund{BESIDE}also"] * 2 and compared["value"].tolist()[1] == "x"


def test_a_case_without_an_outcome_is_not_counted() -> None:
    cases = pd.DataFrame({"policy": ["yes", None], "growth": ["up", None]}, index=["p", "q"])
    said = compare_cases(cases, ["policy"], "growth").said["en"]
    assert "in 1 cases with an outcome" in said and "1 case has no outcome on record and is not counted" in said


def test_every_combination_of_conditions_is_listed_and_none_is_minimised_away() -> None:
    cases = pd.DataFrame({"policy": ["yes", None, None], "growth": ["up", "flat", "flat"]}, index=["p", "q", "r"])
    compared = compare_cases(cases, ["policy"], "growth")
    assert compared.rows["cases"].tolist() == [("p",), (), (), ("q", "r")]
    assert (compared.observed, compared.possible) == (2, 4)
    assert "2 of 4" in compared.said["en"] and "2 dari 4" in compared.said["id"]
    with pytest.raises(StatisticError, match="did you mean growth"):
        compare_cases(cases, ["policy"], "grow")


def test_negative_cases_are_told_from_silence() -> None:
    rows = evidence(NORTH, OVERLAP, SOUTH)
    found = negative_cases(rows, parse_query("code:a"), parse_query("code:b"), BOOK, units=["north", "south", "east"])
    assert list(zip(found["unit"], found["kind"], strict=True)) == [
        ("north", "fits"),
        ("south", "negative"),
        ("east", "silent"),
    ]


@pytest.mark.parametrize(
    ("rows", "columns"),
    [("code", "ownership"), ("code", "case"), ("layer", "case"), ("case", "layer"), ("stance", "nights")],
)
def test_every_crosstab_of_codes_tells_where_they_were_not_read_for(second: Study, rows: str, columns: str) -> None:
    mixed = second.mixed(language="en")
    table, book, reading = mixed.crosstab(rows, columns), second.codebook, mixed.inputs.reading
    by_code, other = (rows, columns) if columns in ("case", "ownership", "nights") else (columns, rows)
    cases = mixed.inputs.cases.assign(case=mixed.inputs.cases.index)[other].astype(object).fillna("NA")
    unread = table.unread if by_code == rows else table.unread.T
    assert unread.to_numpy().any() and not unread.to_numpy().all() or by_code == "stance"
    for value in unread.index:
        codes = (
            [value] if by_code == "code" else [code for code in book.usable() if book.class_of(code, by_code) == value]
        )
        for column in unread.columns:
            full = all(reading.is_full([code], case=case) for code in codes for case in cases.index[cases == column])
            assert unread.at[value, column] != full


def test_a_timeline_tells_which_months_were_not_read_for_a_code(second: Study) -> None:
    mixed = second.mixed(language="en")
    table, passages = mixed.timeline("code"), mixed.inputs.reading.passages
    for month in table.counts.index:
        here = passages["date"].str.startswith(month)
        for code in table.counts.columns:
            assert table.unread.at[month, code] != bool(mixed.inputs.reading.full(code)[here].all())
    assert table.unread.to_numpy().any() and not table.unread.to_numpy().all()


def test_topics_of_ones_own_are_not_silent_either_where_nothing_was_read_for_them(second: Study) -> None:
    mixed = second.mixed(language="en")
    pd.testing.assert_frame_equal(mixed.convergence(mixed.inputs.texts.joint.topics), mixed.convergence())
    assert "not-read" in set(mixed.convergence()["why"])


def test_of_a_case_without_any_material_nothing_is_called_absent(second_study: Study) -> None:
    path = second_study.root / "corpus/cases.csv"
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    path.write_text("\n".join([*lines, "firm-z" + "," * lines[0].count(",")]) + "\n", encoding="utf-8")
    mixed = Study.open(second_study.root).mixed(language="en")
    codes = list(mixed.inputs.codebook.usable())
    assert not any(mixed.inputs.reading.is_full([code], case="firm-z") for code in codes)
    found = mixed.compared
    assert set(found.loc[found["case"] == "firm-z", "why"]) <= {"not-read", "unknown", "no-value", "neither-not-read"}


def test_no_case_is_negative_where_what_was_expected_was_not_read_for(second: Study) -> None:
    mixed = second.mixed(language="en")
    for expected in ("time-saved", "distrust", "overview", "cost"):  # the last was retired
        table = mixed.negative_cases("code:workaround", f"code:{expected}").set_index("unit")
        for firm, row in table.iterrows():
            full = mixed.inputs.reading.is_full([expected], case=firm)
            assert row["kind"] == ("fits" if row["expected"] else "negative" if full else "not-read")
    # coded in firm B, where its tour was not read for time that was saved
    assert (
        mixed.negative_cases("code:workaround", "code:time-saved").set_index("unit").at["firm-b", "kind"] == "not-read"
    )
    assert "not read in full" in mixed.show(mixed.negative_cases("code:workaround", "code:time-saved")).html


@pytest.mark.parametrize(
    ("rows", "reading"),
    [([], "none"), ([SOUTH], "author-only"), ([NORTH, OVERLAP], "one-source"), ([NORTH, SOUTH], "several"),
     ([NORTH, ("d4", 0, 3, "a", "south", "informant", "Y", "Y")], "one-basis")],
)  # fmt: skip
def test_triangulation_counts_people_and_bases_not_passages(rows, reading) -> None:
    table = triangulation(evidence(*rows), {"all": parse_query("code:a,b")}, BOOK)
    assert table.loc["all", "reading"] == reading


def test_counts_that_disagree_are_shown_and_never_averaged() -> None:
    values = pd.DataFrame(
        {"unit": ["c", "c", "v"], "value": [300, 1135, 6000], "basis": ["author", "table", "informant"]}
    )
    table = value_triangulation(values).set_index("unit")
    assert table.loc["c", ["distinct", "lowest", "highest"]].tolist() == [2, 300, 1135]
    assert table.loc["c", "bases"] == ("author", "table") and "mean" not in table


def test_a_framework_cell_is_stale_when_coded_after_it_was_written() -> None:
    old, new = (Summary("north", "a", "ana", at, {"id": at, "en": at}) for at in ("2024-06-01", "2024-06-02"))
    assert framework_matrix(evidence(NORTH), ["north"], ["a"], [old], BOOK).iat[0, 0].stale
    cell = framework_matrix(evidence(NORTH), ["north"], ["a"], [new, old], BOOK).iat[0, 0]
    assert not cell.stale and [one.at for one in cell.summaries] == ["2024-06-01", "2024-06-02"]


def test_an_empty_cell_of_the_framework_says_whether_anything_was_read_for_it(second: Study) -> None:
    mixed = second.mixed(language="en")
    matrix = mixed.framework(["champion", "time-saved", "pride", "audit-demand", "cost"])
    texts = matrix.map(lambda cell: cell.shown(mixed.say).text)
    for firm, theme in [(firm, theme) for firm in texts.index for theme in texts.columns]:
        full = mixed.inputs.reading.is_full([theme], case=firm)
        rows = mixed.evidence[
            (mixed.evidence["case"] == firm) & mixed.evidence["code"].isin(second.codebook.branch(theme))
        ]
        assert texts.at[firm, theme] == (tally(rows).text if len(rows) else "–" if full else "○")
    assert {"–", "○"} <= set(texts.to_numpy().ravel())
    for table in (matrix, mixed.frequencies(["pride", "cost", "time-saved"])):
        html = mixed.show(table).html
        assert ("○" in html) == ("nothing is called absent" in html)


def test_a_date_known_only_to_the_year_stays_a_year() -> None:
    table = timeline(evidence(NORTH, SOUTH, date=["2024-05-03", "2023"], domain=["x", "x"]), "domain")
    assert table.counts["x"].to_dict() == {"2023": 1, "2024-05": 1}


def test_fishers_test_on_the_lady_tasting_tea() -> None:
    """Fisher (1935), chapter 2: three of four right gives p = 34/70 two-sided (0.486)."""
    groups = {f"m{n}": "milk" for n in range(4)} | {f"t{n}": "tea" for n in range(4)}
    coded = [(document, 0, 1, "a", "north", "informant", "X", "X") for document in ("m0", "m1", "m2", "t0")]
    found = exact_test(evidence(*coded), groups, "a", "milk")
    assert (found.with_code, found.without) == ((3, 1), (1, 3)) and found.p == pytest.approx(34 / 70)
    with pytest.raises(StatisticError, match="did you mean milk"):
        exact_test(evidence(*coded), groups, "a", "mlk")


def test_an_exact_test_is_refused_for_what_the_material_is_and_for_the_design(real_study: Study) -> None:
    with pytest.raises(StatisticError, match=r"published notes, not fieldwork.*\(purposive\)"):
        real_study.mixed(language="en").exact_test("growth", "growth", "grown")


def test_an_exact_test_asks_no_document_that_was_not_read_for_the_code_or_whose_value_is_unknown(
    second_study: Study,
) -> None:
    file = second_study.root / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8").replace("keyness]", "keyness, exact-test]"), encoding="utf-8")
    mixed = Study.open(second_study.root).mixed(language="en", evidence="fieldwork")
    documents, cases = mixed.inputs.documents, mixed.inputs.cases
    for code in ("distrust", "time-saved", "cost"):
        read = {id for id in documents if mixed.inputs.reading.is_full([code], document=id)}
        known = {id: cases.at[documents[id].case, "nights"] for id in read if documents[id].case in cases.index}
        coded = set(mixed.evidence.loc[mixed.evidence["code"] == code, "document"])
        table = [[sum(value == nights and (id in coded) == has for id, value in known.items()) for nights in ("yes", "no")] for has in (True, False)]  # fmt: skip
        found = mixed.exact_test(code, "nights", "yes")
        assert [list(found.with_code), list(found.without)] == table
        # of firm E, open at night in the season alone, the form says nothing
        assert sum(map(sum, table)) + found.left_out == len(documents) and found.left_out > 2
    assert "documents are left out: they were not read in full" in mixed.show(found).html
    assert "Odds ratio –" in mixed.show(found).html
    with pytest.raises(StatisticError, match="did you mean nights"):
        mixed.exact_test("distrust", "nigts", "yes")


def test_the_funds_of_bandung_contradict_and_the_cases_fill_two_of_four_rows(real_study: Study) -> None:
    mixed = real_study.mixed()
    readings = mixed.convergence().set_index(["attribute", "case"])["reading"]
    assert readings["fund_informant", "bandung"] == "contradict" and readings["fund_informant", "musi-rawas"] == "agree"
    assert readings["local_policy", "takalar"] == "silent"
    assert (mixed.compare_cases().observed, mixed.compare_cases().possible) == (2, 4)


def test_a_condition_that_is_no_is_absent(second: Study) -> None:
    rows = second.mixed(language="en").compare_cases().rows
    present = rows.set_index(["asked", "uptake"])["cases"]
    assert present[True, "full"] == ("firm-c",) and present[False, "full"] == ("firm-b",)


def test_a_joint_display_calls_a_case_what_the_study_calls_it(second: Study) -> None:
    html = second.joint_display("side-by-side", language="en", coders=["coder-one"]).html
    assert "Firm" in html and "istrict" not in html


def test_a_blank_summary_asks_for_the_languages_of_the_study(second: Study) -> None:
    blanks = second.mixed(language="en", coders=["coder-one"]).framework_blanks()
    assert blanks and not any("\n    id:" in blank for blank in blanks.values())


def test_without_a_choice_a_study_answers_in_its_own_language(second: Study) -> None:
    assert second.draft().inputs.language == "en"


@pytest.mark.parametrize("form", ["side-by-side", "pillar", "statistics-by-themes"])
@on_both()
def test_every_number_of_a_joint_display_is_of_the_statements_that_it_opens(either: Study, form: str) -> None:
    coders = [] if either.root == ROOT else ["coder-one"]
    mixed = either.mixed(evidence="all", coders=coders, language="en")
    display = mixed.joint_display(form)
    counted = [cell for row in display.rows for cell in row if cell.text.isdigit() and cell.ids]
    assert counted or form == "pillar"
    assert all(int(cell.text) <= tally(mixed.rows(cell.ids)).places for cell in counted)
    assert set(display.ids()) <= set(mixed.passages(display.ids()))
    html = either.joint_display(form, evidence="all", coders=coders, language="en").html
    assert "<details>" in html


def test_a_joint_display_says_that_simulated_material_was_written_for_teaching(real_study: Study) -> None:
    assert "written for teaching" in real_study.joint_display("pillar", language="en", evidence="all").html


def test_an_unknown_form_is_named_with_the_nearest(real_study: Study) -> None:
    with pytest.raises(StatisticError, match="did you mean pillar"):
        real_study.joint_display("pilar")


@on_both()
def test_a_pillar_counts_the_statements_of_each_code_that_speaks_of_the_topic(either: Study) -> None:
    coders = [] if either.root == ROOT else ["coder-one"]
    mixed = either.mixed(evidence="all", coders=coders, language="en")
    rows, converged = mixed.joint_display("pillar").rows, mixed.compared
    assert any(row[3].ids for row in rows)
    for row in rows:
        here = converged[converged["attribute"].map(lambda name: mixed.say("attribute", name)) == row[2].text]
        spoken = [mixed.rows((*one.agree, *one.contradict, *one.about)) for one in here.itertuples()]
        known = pd.concat([some[some["case"] == case] for some, case in zip(spoken, here["case"], strict=True)])
        places = {code: set(part["place"]) for code, part in known.groupby("code")}
        order = sorted(places, key=lambda code: (-len(places[code]), code))
        named = ", ".join(f"{mixed.say('code', code)} ({len(places[code])})" for code in order)
        assert row[3].text == (named or "–")
        cases = converged[converged["attribute"].map(lambda name: mixed.say("attribute", name)) == row[2].text]
        assert sum(map(int, re.findall(r": (\d+)(?:, |$)", row[1].text))) == len(cases)


def test_a_test_of_two_groups_shows_its_table_and_what_it_says() -> None:
    found = ExactTest((3, 1), (0, 4), float("inf"), 0.1428)
    shown = shown_of(found, lambda kind, key: key["en"] if kind == "said" else str(key))
    assert [[cell.text for cell in row][1:] for row in shown.rows] == [["3", "1"], ["0", "4"]]
    assert shown.notes == ("Odds ratio ∞, p = 0.143 (Fisher's exact test, two-sided).",)


def test_what_is_no_result_is_not_shown() -> None:
    with pytest.raises(StatisticError, match="a list can't be shown"):
        shown_of([1, 2], str)


@on_both()
def test_the_evidence_tells_the_classes_of_the_study(either: Study) -> None:
    coders = [] if either.root == ROOT else ["coder-one"]
    inputs = either.mixed(evidence="all", coders=coders, language="en").inputs
    table, book = inputs.evidence, inputs.codebook
    for name in either.settings.classes:
        told = {(code, value) for code, value in zip(table["code"], table[name], strict=True) if value is not None}
        assert told and all(value == book.class_of(code, name) for code, value in told)
    assert ("domain" in table) == (either.root == ROOT)
