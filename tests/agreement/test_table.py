"""The agreement table of a study: blind codings of stretches that both marked done, and what is said beside them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html import escape

import numpy as np
import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.agreement.bootstrap import MIN_DOCUMENTS
from qualitative.agreement.gathering import gathering
from qualitative.agreement.question import ANY, Question
from qualitative.agreement.render import format_csv, format_html, format_markdown, format_text, report_table
from qualitative.codebook.tree import Codebook
from qualitative.errors import StatisticError
from qualitative.folder import placing
from qualitative.i18n import catalogue
from qualitative.model import Code, Coder
from qualitative.text.sentences import sentence_spans
from qualitative.text.tokens import token_spans
from qualitative.text.turns import turns_of

DOCUMENT = """---
id: int-{n}
kind: interview
provenance: fieldwork
case: {case}
date: 2024-05
language: id
speakers: {{P: interviewer, A: informant}}
---
P: Apa yang dilayani di sini?

A: Kami urus KTP. Dananya dari desa. Kadang lama juga. Orang datang tiap hari.
"""


@pytest.fixture
def many(study: Study) -> Study:
    """Sixteen interviews, coded alike in most and otherwise in some, by two coders."""
    for n in range(2, 17):
        case = "north" if n < 9 else "south"
        (study.root / f"corpus/transcripts/int-{n}.md").write_text(DOCUMENT.format(n=n, case=case), encoding="utf-8")
    made = Study.open(study.root)
    for n in range(2, 17):
        text = made.document(f"int-{n}").text
        for coder, words in (
            ("ana", "Dananya dari desa."),
            ("budi", "Dananya dari desa. Kadang" if n % 3 else "Kadang lama"),
        ):
            start = text.index(words)
            made.apply("budget-village-fund", f"int-{n}", start, start + len(words), coder=coder)
            made.mark_done(f"int-{n}", coder=coder)
    return Study.open(study.root)


def row(table, code: str):
    return table[table["code"] == code].iloc[0]


def test_the_csv_has_a_column_for_every_coefficient_and_both_ends_of_its_interval(many: Study) -> None:
    head = format_csv(many.agreement(unit="character")).splitlines()[0].split(",")
    names = ["alpha", "percent", "kappa", "pi", "fleiss", "brennan_prediger", "ac1"]
    assert head[:6] == ["code", "unit", "n_units", "positives", "n_documents", "n_coded_documents"]
    assert head[6:27] == [column for name in names for column in (name, f"{name}_low", f"{name}_high")]
    assert head[-4:] == ["prevalence_index", "bias_index", "undefined", "no_interval"]


def test_values_intervals_and_reasons_exclude_each_other(many: Study) -> None:
    table = many.agreement(unit="character").table
    used, unused = row(table, "budget-village-fund"), row(table, "services")
    assert used["alpha_low"] < used["alpha"] < used["alpha_high"]
    assert used["n_documents"] == 15
    assert np.isnan(unused["alpha"]) and "every answer is 'not coded'" in unused["undefined"]
    assert unused["percent"] == 1


def test_kappa_is_that_of_the_characters_counted_by_hand(many: Study) -> None:
    found = row(many.agreement(interval="none", unit="character").table, "budget-village-fund")
    both, ana, budi, n = 10 * 18, 5 * 18, 10 * 7 + 5 * 11, found["n_units"]
    observed = (both + n - both - ana - budi) / n
    p, q = (both + ana) / n, (both + budi) / n
    expected = p * q + (1 - p) * (1 - q)
    assert found["percent"] == pytest.approx(observed)
    assert found["kappa"] == pytest.approx((observed - expected) / (1 - expected))


@pytest.mark.parametrize(("unit", "n"), [("sentence", 15 * 5), ("turn", 30), ("document", 15)])
def test_the_unit_stands_beside_every_figure(many: Study, unit: str, n: int) -> None:
    table = many.agreement(unit=unit, interval="none").table
    assert set(table["unit"]) == {unit}
    assert set(table["n_units"]) == {n}


def test_segments_are_compared_as_such(many: Study) -> None:
    found = row(many.agreement(unit="segment").table, "budget-village-fund")
    assert found["f1"] == pytest.approx(2 * 10 / 30)
    assert (found["precision"], found["recall"]) == (pytest.approx(2 / 3), pytest.approx(2 / 3))
    assert 0 < found["alpha_u"] < 1
    assert "no units that nobody coded" in found["undefined"]


def test_a_case_with_few_documents_gets_no_interval_and_the_reason(many: Study) -> None:
    table = many.agreement(by="case").table
    assert set(table["case"]) == {"north", "south"}
    pooled = table[table["code"] == "(all codes)"]
    assert pooled["alpha"].notna().all() and pooled["alpha_low"].isna().all()
    assert pooled["no_interval"].str.contains(f"with fewer than {MIN_DOCUMENTS}").all()


def test_readers_of_a_report_see_reasons_in_its_language(many: Study) -> None:
    table = report_table(many.agreement(by="case", language="id"), "id")
    pooled = table[table["code"] == "(all codes)"]
    assert pooled["why"].str.contains(f"dokumen: dengan kurang dari {MIN_DOCUMENTS}").all()
    assert not table["why"].str.contains("documents|resamples|answer is|units").any()


def test_rows_can_be_branches_pairs_and_rounds(many: Study) -> None:
    branches = many.agreement(by="branch", interval="none").table["code"].tolist()
    assert branches == ["budget", "(any code)", "(sets of codes)", "(all codes)", "(all codes, flattened)"]
    assert set(many.agreement(by="pair", interval="none").table["coders"]) == {"ana × budi"}
    assert set(many.agreement(by="round", interval="none").table["round"]) == {1}


def test_codings_that_were_not_blind_are_left_out_and_counted(many: Study) -> None:
    before = row(many.agreement(interval="none", unit="character").table, "budget-village-fund")
    start = many.document("int-2").text.index("Kami")
    many.apply("budget-village-fund", "int-2", start, start + 10, coder="budi", blind=False)
    after = many.agreement(interval="none", unit="character")
    assert row(after.table, "budget-village-fund")["n_units"] == before["n_units"] - 10
    assert after.left_out == {"budi": 1}
    assert any("budi 1" in note for note in after.notes("en"))


def test_rounds_show_whether_a_revision_helped(many: Study) -> None:
    text = many.document("int-2").text
    start = text.index("Dananya")
    for coder in ("ana", "budi"):
        many.apply("budget-village-fund", "int-2", start, start + 18, coder=coder, round=2)
        many.mark_done("int-2", coder=coder, round=2)
    table = many.agreement(by=("code", "round"), unit="character", interval="none").table
    by_round = table[table["code"] == "budget-village-fund"].set_index("round")["alpha"]
    assert by_round[2] == pytest.approx(1) and by_round[1] < 1


def test_the_words_say_whether_people_or_models_agree(many: Study) -> None:
    assert "Agreement between two coders: ana and budi" in format_text(many.agreement(interval="none"))
    path = many.root / "study.yaml"
    path.write_text(
        "title: x\ncoders:\n  ana: {kind: model, model: M}\n  budi: {kind: model, model: M}\n", encoding="utf-8"
    )
    models = Study.open(many.root).agreement(interval="none")
    for language, words in (("en", "Agreement between two models"), ("id", "Kesepakatan antara dua model")):
        assert words in format_markdown(models, language)
    assert "not between human coders" in models.paragraph("en")
    assert "bukan kesepakatan antarpengode manusia" in models.paragraph("id")


def test_the_paragraph_names_unit_seed_and_figures(many: Study) -> None:
    found = many.agreement(seed=7, resamples=200, unit="character")
    assert "Units are characters" in found.paragraph("en") and "seed 7" in found.paragraph("en")
    assert "Satuannya karakter" in found.paragraph("id") and "benih 7" in found.paragraph("id")
    value = f"{row(found.table, '(all codes)')['alpha']:.2f}"
    assert f"averaged (De Vries): α Krippendorff = {value}" in found.paragraph("en")
    assert (
        found.paragraph("en").index("By code")
        < found.paragraph("en").index("averaged (De Vries)")
        < found.paragraph("en").index("flattened")
    )
    assert f"α Krippendorff = {value.replace('.', ',')}" in found.paragraph("id")


def test_the_report_gets_labels_numbers_and_reasons(many: Study) -> None:
    table = many.agreement(by="code", interval="none", unit="character").report_table("id")
    pooled = ["Semua kode, dirata-ratakan (De Vries)", "Semua kode, sebagai satu tabel"]
    assert table["label"].tolist() == ["budget-village-fund", "Kode apa pun", *pooled]
    assert table["positives"].tolist() == [10 * 25 + 5 * 29] * 4
    assert table["alpha"].between(0, 1).all() and "fleiss" not in table
    by_case = many.agreement(by="case", unit="character").report_table()
    assert by_case["why"].str.contains("documents: with fewer than").all()


def test_html_is_escaped_and_has_scopes(many: Study) -> None:
    html = format_html(many.agreement(interval="none"), "id")
    assert '<th scope="row">' in html and "<caption>" in html
    assert many.agreement(interval="none", language="id")._repr_html_() == html


def test_analytic_intervals_are_for_units_that_are_independent(many: Study) -> None:
    with pytest.raises(StatisticError, match="unit='document'"):
        many.agreement(interval="analytic")
    table = many.agreement(unit="document", interval="analytic", coefficients=("ac1",)).table
    assert row(table, "(any code)")["ac1"] == 1 and "percent" not in table
    assert "units do not differ" in row(table, "(any code)")["no_interval"]
    assert "single codes" in row(table, "(all codes)")["no_interval"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"unit": "word"}, "'word' is not one of"),
        ({"by": "kase"}, "did you mean case"),
        ({"by": "layer"}, "'layer' is not one of code, branch, case, pair, round"),
        ({"by": ("code", "branch")}, "not code and branch at once"),
        ({"coefficients": ("kapa",)}, "did you mean kappa"),
        ({"coders": ["ana"]}, "needs two coders; given: ana"),
        ({"resamples": 10}, "take 100 or more"),
        ({"roles": ("narasumber",)}, "no turn of narasumber"),
        ({"round": 9}, "marked no document done"),
    ],
)
def test_a_question_that_cannot_be_asked_is_refused(many: Study, arguments: dict, message: str) -> None:
    with pytest.raises(StatisticError, match=message):
        many.agreement(**arguments)


def test_nothing_marked_done_by_both_is_said(study: Study) -> None:
    study.mark_done("int-1", coder="ana")
    with pytest.raises(StatisticError, match="only text that both marked done"):
        study.agreement(["ana", "budi"])


def test_three_coders_get_the_forms_for_many(many: Study) -> None:
    path = many.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "  citra: {kind: human}\n", encoding="utf-8")
    three = Study.open(many.root)
    for n in range(2, 17):
        start = three.document(f"int-{n}").text.index("Dananya")
        three.apply("budget-village-fund", f"int-{n}", start, start + 7, coder="citra")
        three.mark_done(f"int-{n}", coder="citra")
    found = three.agreement(interval="none", unit="character")
    cells = row(found.table, "budget-village-fund")
    assert np.isnan(cells["pi"]) and "two coders, not 3" in cells["undefined"]
    assert 0 < cells["kappa"] < 1 and 0 < cells["fleiss"] < 1
    assert "κ Conger" in format_markdown(found)


def two_of(study: Study) -> list[str]:
    return ["coder-a", "coder-b"] if study.root == ROOT else ["coder-one", "coder-two"]


@on_both()
def test_kappa_of_a_study_is_that_of_the_characters_that_both_read(either: Study) -> None:
    pair, round = two_of(either), 1 if either.root == ROOT else 2
    made = either.agreement(pair, round=round, unit="character")
    done = placing.state_of(either.folder, pair).done
    both = {name for _, name, r in done if r == round and all((coder, name, round) in done for coder in pair)}
    codings = either.codings(pair, round=round)
    codings = codings[codings["blind"]]
    # of codes that both looked for in everything
    whole = set(made.table.loc[made.table["n_units"] == made.table["n_units"].iloc[:-1].max(), "code"])
    common = [code for code in codings["code"].value_counts().index if code in whole]
    assert len(common) > 3
    for code in common[:3]:
        a, b = (characters(either, codings[(codings["coder"] == c) & (codings["code"] == code)], both) for c in pair)
        observed, chance = (a == b).mean(), a.mean() * b.mean() + (1 - a.mean()) * (1 - b.mean())
        assert row(made.table, code)["kappa"] == pytest.approx((observed - chance) / (1 - chance), abs=1e-12), code


def characters(study: Study, codings, documents: set[str]) -> np.ndarray:
    """One mark a character that somebody spoke or wrote, in the order of the documents, for what is coded."""
    marks = {name: np.zeros(len(study.document(name).text)) for name in sorted(documents)}
    for one in codings[codings["document"].isin(marks)].itertuples():
        marks[one.document][one.start : one.end] = 1
    turns = {name: turns_of(study.document(name)) for name in marks}
    return np.concatenate([marks[name][turn.start : turn.end] for name in marks for turn in turns[name]])


def test_people_who_agree_are_not_called_models(second: Study) -> None:
    text = format_text(second.agreement(["coder-one", "coder-two"], round=2))
    assert "between two coders" in text and "model" not in text


@pytest.mark.parametrize(
    ("by", "rows"), [("layer", ["people", "process", "tooling"]), ("stance", ["helps", "hinders", "neutral"])]
)
def test_rows_can_be_the_classes_of_the_study(second: Study, by: str, rows: list[str]) -> None:
    found = second.agreement(["coder-one", "coder-two"], by=by, round=2)
    pooled = ["(any code)", "(sets of codes)", "(all codes)", "(all codes, flattened)"]
    assert found.table[by].tolist() == [*rows, *pooled]
    named = second.settings.classes[by].values
    assert found.report_table("en")["label"].tolist()[:-3] == [named[row]["en"] for row in rows]
    assert f"| {by.capitalize()} |" in format_markdown(found)


def test_a_class_counts_its_codes_as_one_and_leaves_the_rows_of_all_codes_alone(second: Study) -> None:
    pair = ["coder-one", "coder-two"]
    plain, made = (
        second.agreement(pair, by=by, round=2, interval="none", unit="character").table for by in ("code", "layer")
    )
    for name in ("(all codes)", "(any code)"):
        of_codes, of_classes = plain.set_index("code").loc[name], made.set_index("layer").loc[name]
        assert of_codes.drop("undefined").equals(of_classes.drop("undefined"))
    codes = [code for code in second.codebook if second.codebook.class_of(code, "layer") == "people"]
    codings = second.codings(pair, round=2)
    codings = codings[codings["blind"] & codings["code"].isin(codes)]
    done = placing.state_of(second.folder, pair).done
    both = {name for _, name, r in done if r == 2 and all((coder, name, 2) in done for coder in pair)}
    a, b = (characters(second, codings[codings["coder"] == coder], both) for coder in pair)
    assert made.set_index("layer").loc["people", "percent"] == pytest.approx((a == b).mean(), abs=1e-12)


@pytest.mark.parametrize("by", ["case", "firm"])
def test_a_case_goes_by_the_word_of_the_study_too(second: Study, by: str) -> None:
    found = second.agreement(["coder-one", "coder-two"], by=by, round=2, interval="none")
    table = found.table
    assert "| Firm |" in format_markdown(found)
    assert set(table["case"]) <= set(second.cases.index) and len(table)


def test_the_words_of_one_study_mean_nothing_in_another(real_study: Study, second: Study) -> None:
    assert "policy" in set(real_study.agreement(by="domain", interval="none").table["domain"])
    assert set(real_study.agreement(by=("kabupaten",), interval="none").table["case"]) >= {"takalar"}
    for word in ("domain", "district"):
        with pytest.raises(
            StatisticError, match=f"'{word}' is not one of code, branch, case, pair, round, layer, stance, firm$"
        ):
            second.agreement(["coder-one", "coder-two"], by=word)


def test_a_code_named_like_a_class_or_a_branch_counts_in_its_own_place() -> None:
    book = Codebook(1, {
        "people": Code("people", None, {}, classes={"layer": "process"}),
        "trust": Code("trust", "people", {}, classes={"layer": "people"}),
        "plain": Code("plain", None, {}),
    })  # fmt: skip
    by_class = gathering(book, Question(by=("layer",), classes=("layer",)), ["people", "process"])
    assert by_class.labels["people"] == ("people", "layer:process", ANY)
    assert list(by_class.shown.values()) == ["people", "process"] and by_class.without == 1
    by_branch = gathering(book, Question(by=("branch",)))
    assert by_branch.labels["trust"] == ("trust", "branch:people", ANY)
    assert by_branch.shown == {"branch:people": "people"}


def test_codes_without_a_class_are_told(second_study: Study) -> None:
    before = second_study.agreement(["coder-one", "coder-two"], by="layer", round=2, interval="none")
    assert not before.unclassed and not any("bear" in note for note in before.notes("en"))
    told = replace(before, unclassed=1)
    assert "1 code bears no class and stands only in the rows of all codes." in told.notes("en")


@pytest.mark.parametrize("shown", [format_text, format_markdown, format_html])
def test_a_table_of_chosen_coefficients_is_shown_too(many: Study, shown: Callable[..., str]) -> None:
    found = many.agreement(coefficients=("ac1",), interval="none")
    assert "AC1 Gwet" in shown(found) and "Krippendorff" not in shown(found)
    assert "By code AC1 Gwet runs from" in found.paragraph("en")


@pytest.mark.parametrize(
    ("kinds", "said"),
    [
        (("human", "M"), "One of the coders is a model."),
        (("human", "M", "M"), "Some of the coders are models; they are the same model"),
        (("human", "M", "N"), "Some of the coders are models."),
        (("M", "M"), "not between human coders; they are the same model"),
        (("M", "N"), "not between human coders."),
        (("", ""), "not between human coders."),
        (("human", "human"), ""),
    ],
)
def test_coders_are_one_model_only_where_two_of_them_are(many: Study, kinds: tuple[str, ...], said: str) -> None:
    coders = tuple(
        Coder(f"c{n}", "human") if kind == "human" else Coder(f"c{n}", "model", model=kind or None)
        for n, kind in enumerate(kinds)
    )
    found = replace(many.agreement(interval="none"), coders=coders)
    text = found.paragraph("en")
    assert said in text and ("same model" in text) == ("same model" in said)
    assert ("model" in text) == bool(said)


def test_html_holds_every_note_but_the_heading(many: Study) -> None:
    path = many.root / "study.yaml"
    path.write_text(
        "title: x\ncoders:\n  ana: {kind: model, model: M}\n  budi: {kind: model, model: M}\n", encoding="utf-8"
    )
    found = Study.open(many.root).agreement(interval="none")
    html = format_html(found)
    assert (
        found.notes("en")[0].startswith("Agreement between two models")
        and "not between human coders" in found.notes("en")[1]
    )
    for note in found.notes("en")[1:]:
        assert f"<li>{escape(note)}</li>" in html


def test_a_study_of_one_language_is_shown_in_it(many: Study) -> None:
    path = many.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "languages: [id]\n", encoding="utf-8")
    found = Study.open(many.root).agreement(interval="none")
    assert "Kesepakatan antara dua pengode" in repr(found) and "Kesepakatan" in found._repr_html_()


@pytest.mark.parametrize("unit", ["token", "sentence"])
@on_both()
def test_text_is_cut_in_the_language_of_each_document(either: Study, unit: str) -> None:
    pair, round = two_of(either), 1 if either.root == ROOT else 2
    found = either.agreement(pair, by=(), round=round, unit=unit, interval="none")
    cut = {"token": token_spans, "sentence": sentence_spans}[unit]
    documents = [either.document(name) for name in found.documents]
    whole = sum(len(cut(d.text[t.start : t.end], d.language)) for d in documents for t in turns_of(d))
    assert 0.9 * whole < row(found.table, "(all codes)")["n_units"] <= whole


GRADES = {
    "en": r"\b(good|fair|poor|slight|moderate|substantial|(almost )?perfect|excellent|acceptable|strong|weak|satisfactory)\b",
    "id": r"\b(baik|cukup|buruk|sedang|sempurna|kuat|lemah|memuaskan|memadai|tinggi)\b",
}


@on_both()
def test_no_figure_of_agreement_is_given_a_grade(either: Study) -> None:
    pair, round = two_of(either), 1 if either.root == ROOT else 2
    for unit in ("turn", "segment"):
        found = either.agreement(pair, round=round, unit=unit, interval="none")
        for language in either.settings.languages:
            said = " ".join([*found.notes(language), found.paragraph(language), *words_of(language)])
            assert re.findall(GRADES[language], said, re.IGNORECASE) == []


def words_of(language: str) -> list[str]:
    """Every text of the room in a language."""
    return [str(text[language]) for text in catalogue("agreement").values() if language in text]


def test_segments_have_the_alphas_for_unitizing_of_2016_with_their_coverage(many: Study) -> None:
    for n in range(2, 17):
        text = many.document(f"int-{n}").text
        start = text.index("Kami urus KTP.")
        for coder, code in (("ana", "services"), ("budi", "services" if n % 4 else "budget")):
            many.apply(code, f"int-{n}", start, start + 14, coder=coder)
    found = many.agreement(unit="segment")
    all_codes, one = row(found.table, "(all codes, flattened)"), row(found.table, "services")
    assert 0 < all_codes["u_alpha_low"] < all_codes["u_alpha"] < all_codes["u_alpha_high"] < 1
    assert all_codes["bar_u_alpha"] < 1 and all_codes["cu_alpha"] < 1 and 0 < all_codes["coverage"] < 1
    # every stretch with the code meets something that the other coder coded, and not always with the same code
    assert one["coverage"] == 1 and 0 < one["ku_alpha"] < one["coverage"] and one["u_alpha"] < 1
    shown = format_markdown(found, "en")
    assert "|uα" in shown.replace("\\|", "|") and "(k)uα" in shown and "Coverage" in shown
    many.apply("budget", "int-2", start, start + 5, coder="ana")
    refused = row(many.agreement(unit="segment", interval="none").table, "(all codes, flattened)")
    assert np.isnan(refused["cu_alpha"]) and "gave budget and services to the same words" in refused["undefined"]


def test_a_code_that_somebody_did_not_look_for_is_missing_there_and_no_disagreement(many: Study) -> None:
    many.revise(
        [{"op": "add", "code": {"id": "waiting", "name": {"id": "Menunggu", "en": "Waiting"}}}], by="ana", why="new"
    )
    text = many.document("int-2").text
    start = text.index("Kadang lama juga.")
    many.apply("waiting", "int-2", start, start + 17, coder="ana")
    many.mark_done("int-2", coder="ana")
    before = many.agreement(interval="none", language="en")
    assert row(before.table, "waiting")["n_units"] == 0
    assert "no unit was answered by two coders" in row(before.table, "waiting")["undefined"]
    assert row(before.table, "budget-village-fund")["n_units"] == 30
    assert any("1 code was not looked for by some coder" in note for note in before.notes("en"))
    many.mark_done("int-2", coder="budi")
    after = row(many.agreement(interval="none").table, "waiting")
    # of its two passages one has the code from ana alone
    assert (after["n_units"], after["positives"], after["percent"]) == (2, 1, 0.5)
    segments = many.agreement(unit="segment", interval="none").table
    assert row(segments, "waiting")["n_units"] == 1
