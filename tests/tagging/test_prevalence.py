"""Shares of codes: valid intervals from a blind random draw, and a refusal where the draw, the design or the coding does not carry them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from qualitative import Study
from qualitative.errors import StatisticError, StudyError
from qualitative.tagging import Tagger
from qualitative.tagging.prevalence import _predictions, prevalence
from qualitative.tagging.sampling import read_sample

from .test_suggestions import BOOK, keyed, weather

__all__ = ["keyed"]


def test_prevalence_with_suggestions_is_narrower_and_holds_the_truth() -> None:
    texts, codes, documents = weather(2000)
    documents = [str(n) for n in range(2000)]
    drawn = {int(n): codes[n] for n in np.random.default_rng(1).permutation(2000)[:100]}
    rain, sun = prevalence(BOOK, texts, documents, drawn).itertuples()
    truth = np.mean([bool(given) for given in codes])
    assert rain.method == "with suggestions" and rain.low <= truth <= rain.high
    assert rain.high - rain.low < 0.8 * (rain.human_high - rain.human_low)
    assert sun.method == "human only" and "0 positives" in sun.reason


def test_a_draw_is_recorded_once_and_prevalence_is_refused_without_draw_or_coding(keyed: Study) -> None:
    study = keyed
    with pytest.raises(StudyError, match="qualitative sample"):
        study.prevalence("first", coder="ana")
    path = study.sample("first", size=2, seed=3)
    assert path == Path(study.root / "corpus/samples/first.yaml")
    with pytest.raises(StudyError, match="not repeated"):
        study.sample("first", size=2)
    with pytest.raises(StatisticError, match="2 of the 2 sentences"):
        study.prevalence("first", coder="ana")
    study.mark_done("int-1", coder="ana")
    assert set(study.prevalence("first", coder="ana")["method"]) == {"human only"}


def intervals(texts: list[str], codes: list[set[str]], documents: list[str], draws: int = 12, size: int = 100) -> list:
    """The row of `rain` for each of several draws."""
    found = []
    for seed in range(draws):
        chosen = np.random.default_rng(seed).permutation(len(texts))[:size]
        found.append(next(prevalence(BOOK, texts, documents, {int(n): codes[n] for n in chosen}).itertuples()))
    return found


def test_one_document_gives_an_interval_and_not_a_point() -> None:
    texts, codes, _ = weather(400)
    texts = [text.replace("hujan deras", "basah") if n % 3 else text for n, text in enumerate(texts)]
    truth = np.mean([bool(given) for given in codes])
    rows = intervals(texts, codes, ["only"] * 400)
    assert all(row.method == "with suggestions" and row.high - row.low > 0.02 for row in rows)
    assert sum(row.low <= truth <= row.high for row in rows) >= 10


def test_no_prediction_of_a_text_rests_on_codes_of_its_own_document() -> None:
    texts, codes, documents = weather(200)
    texts = [f"{text} tempat{document}" for text, document in zip(texts, documents, strict=True)]
    chosen = np.arange(0, 200, 2)
    groups = [documents[n] for n in chosen]

    def predicted(given: list[set[str]]) -> np.ndarray:
        drawn = [given[n] for n in chosen]
        return _predictions(Tagger(BOOK), texts, chosen, drawn, groups, documents)[0][:, 0]

    other = [{"rain"} - given if document == "d2" else given for given, document in zip(codes, documents, strict=True)]
    changed = predicted(codes) != predicted(other)
    inside = np.array(documents) == "d2"
    assert changed[~inside].any() and not changed[inside].any()


def test_a_code_that_nearly_every_text_has_gets_the_human_interval_alone() -> None:
    texts = [f"hujan {n}" for n in range(300)]
    codes = [{"rain"} if n % 60 else set() for n in range(300)]
    row = next(prevalence(BOOK, texts, texts, {n: codes[n] for n in range(100)}).itertuples())
    assert (row.method, row.positives) == ("human only", 98) and "2 drawn texts are without the code" in row.reason
    assert row.low < 0.98 < row.high < 1


def test_when_all_texts_are_drawn_the_share_is_known() -> None:
    texts, codes, documents = weather(60)
    row = next(prevalence(BOOK, texts, documents, dict(enumerate(codes))).itertuples())
    share = np.mean([bool(given) for given in codes])
    assert (row.low, row.estimate, row.high) == pytest.approx((share, share, share))


def test_codes_that_the_codebook_no_longer_offers_are_left_out_and_numbers_that_no_text_has_refused() -> None:
    texts, codes, documents = weather(40)
    drawn = {n: codes[n] | {"retired"} for n in range(20)}
    assert prevalence(BOOK, texts, documents, drawn)["code"].tolist() == ["rain", "sun"]
    for number in (-1, 40):
        with pytest.raises(StatisticError, match=f"text {number} was drawn from 40 texts"):
            prevalence(BOOK, texts, documents, {0: set(), number: set()})


@pytest.fixture
def permitted(keyed: Study) -> Study:
    """A study whose design permits prevalence, with a draw of all that is said in it."""
    with (keyed.root / "study.yaml").open("a") as file:
        file.write("design: {sampling: random, permits: [prevalence]}\n")
    study = Study.open(keyed.root)
    study.sample("first", size=2, seed=3)
    return study


def test_a_suggestion_decided_before_a_sentence_was_done_spoils_the_draw_and_one_after_does_not(
    permitted: Study,
) -> None:
    found = permitted.suggest(coder="ana", minimum=0.0)
    starts = {entry["start"] for entry in read_sample(permitted.folder, "first")["sentences"]}
    inside = found[found["start"].isin(starts)].iloc[0]
    permitted.reject(inside, coder="ana")
    permitted.mark_done("int-1", coder="ana")
    with pytest.raises(StatisticError, match="1 of the 2 sentences of sample first was not coded blind"):
        permitted.prevalence("first", coder="ana")
    permitted.mark_done("int-1", coder="budi")
    permitted.reject(inside, coder="budi")
    assert len(permitted.prevalence("first", coder="budi"))


def test_a_stretch_marked_done_while_suggestions_were_shown_is_not_blind(permitted: Study) -> None:
    permitted.mark_done("int-1", coder="ana", blind=False)
    with pytest.raises(StatisticError, match="2 of the 2 sentences of sample first were not coded blind"):
        permitted.prevalence("first", coder="ana")


def test_a_draw_that_no_longer_fits_the_sentences_or_was_damaged_is_refused(permitted: Study) -> None:
    permitted.mark_done("int-1", coder="ana")
    path = permitted.root / "corpus/samples/first.yaml"
    whole = path.read_text()
    path.write_text(whole.replace("of: ", "of: 1"))
    with pytest.raises(StudyError, match="draw anew under another name"):
        permitted.prevalence("first", coder="ana")
    for broken in ("", "- a\n", whole.replace("sentences:", "sentence:")):
        path.write_text(broken)
        with pytest.raises(StudyError, match="is no recorded draw"):
            permitted.prevalence("first", coder="ana")


def test_a_negative_seed_is_refused_and_a_document_named_twice_is_drawn_from_once(keyed: Study) -> None:
    with pytest.raises(StudyError, match="seed -1"):
        keyed.sample("first", size=1, seed=-1)
    path = keyed.sample("first", size=1, documents=["int-1", "int-1"])
    assert path.read_text().count("- int-1") == 1


def test_a_code_in_nearly_all_texts_has_the_share_that_was_drawn() -> None:
    texts = [f"hujan deras {n}" for n in range(300)]
    drawn = {n: {"rain"} if n >= 2 else set() for n in range(100)}
    rain = next(prevalence(BOOK, texts, [str(n) for n in range(300)], drawn).itertuples())
    assert rain.method == "human only" and "2 drawn texts are without the code" in rain.reason
    assert rain.estimate == rain.human == pytest.approx(0.98)
    assert (rain.low, rain.high) == (rain.human_low, rain.human_high)
    assert 0.9 < rain.low < 0.98 < rain.high <= 1


def test_each_share_says_what_it_is_of_and_needs_its_own_draw(keyed: Study) -> None:
    """Of this corpus the draw is enough, of persons they are drawn, of documents like these the design decides."""
    keyed.sample("sentences", size=2, seed=3)
    keyed.sample("people", size=1, seed=3, unit="person")
    keyed.mark_done("int-1", coder="ana")
    corpus = keyed.prevalence("sentences", coder="ana", language="en")
    assert corpus.attrs["said"].startswith("Of the 3 sentences of this corpus") and set(corpus["size"]) == {3}
    persons = keyed.prevalence("people", coder="ana", of="persons", language="en")
    assert persons.attrs["said"].startswith("Of the 1 persons who speak in this corpus") and set(persons["size"]) == {1}
    assert persons["human"].tolist() == persons["low"].tolist() == persons["high"].tolist()
    with pytest.raises(StatisticError, match="reads only a part of what each person says"):
        keyed.prevalence("sentences", coder="ana", of="persons", language="en")
    with pytest.raises(StatisticError, match="is of persons, each with all"):
        keyed.prevalence("people", coder="ana", language="en")
    with pytest.raises(StatisticError, match=r"does not say that the documents were drawn at random.*design\.permits"):
        keyed.prevalence("sentences", coder="ana", of="documents", language="en")
    with pytest.raises(StatisticError, match="did you mean corpus"):
        keyed.prevalence("sentences", coder="ana", of="corpora")


def test_documents_like_these_are_refused_below_ten_though_the_design_permits_them(permitted: Study) -> None:
    permitted.mark_done("int-1", coder="ana")
    with pytest.raises(StatisticError, match="1 document was drawn from, fewer than 10"):
        permitted.prevalence("first", coder="ana", of="documents")


def test_an_approach_that_counts_nothing_gives_no_shares(keyed: Study) -> None:
    keyed.sample("first", size=2, seed=3)
    keyed.mark_done("int-1", coder="ana")
    with (keyed.root / "study.yaml").open("a") as file:
        file.write("approach: reflexive\n")
    with pytest.raises(StatisticError, match="No counts: in a reflexive analysis"):
        Study.open(keyed.root).prevalence("first", coder="ana", language="en")


def test_a_code_that_was_not_looked_for_has_no_share(keyed: Study) -> None:
    keyed.sample("first", size=2, seed=3)
    keyed.mark_done("int-1", coder="ana")
    keyed.revise(
        [{"op": "add", "code": {"id": "waiting", "name": {"id": "Menunggu", "en": "Waiting"}}}], by="ana", why="new"
    )
    table = keyed.prevalence("first", coder="ana").set_index("code")
    assert table.loc["waiting", "reason"] == "2 of the 2 sentences were not read for it"
    said = keyed.prevalence("first", coder="ana", language="id").set_index("code")["reason"]
    assert said["waiting"] == "2 dari 2 kalimat belum dibaca untuk kode itu" and said["services"].startswith(
        "0 kalimat"
    )
    assert table.loc["waiting", ["human", "low", "estimate"]].isna().all() and table.loc["services", "low"] == 0
    keyed.mark_done("int-1", coder="ana")
    assert (
        keyed.prevalence("first", coder="ana").set_index("code").loc["waiting", "reason"]
        != table.loc["waiting", "reason"]
    )


def test_made_up_talk_is_drawn_only_where_it_is_named_and_then_told(second_study: Study) -> None:
    second_study.sample("real", size=40, seed=3)
    drawn = read_sample(second_study.folder, "real")
    assert "sim-practice" not in drawn["documents"] and len(drawn["documents"]) == len(second_study.documents) - 1
    assert all(one["document"] != "sim-practice" for one in drawn["sentences"])
    second_study.sample("named", size=3, seed=3, documents=["sim-practice", "int-f-mill"])
    for place in read_sample(second_study.folder, "named")["sentences"]:
        second_study.mark_done(place["document"], coder="assistant", start=place["start"], end=place["end"], round=2)
    said = second_study.prevalence("named", coder="assistant").attrs["said"]
    assert "1 of the 2 documents is simulated" in said


def test_persons_are_drawn_whole_and_groups_stay_apart(second_study: Study) -> None:
    path = second_study.sample("people", size=5, seed=2, unit="person")
    drawn = read_sample(second_study.folder, "people")
    spoken = second_study.passages
    alone = spoken[
        (spoken["kind_of_document"] != "group") & (spoken["provenance"] != "simulated") & spoken["person"].notna()
    ]
    assert drawn["of"] == alone["person"].nunique() and len(drawn["persons"]) == 5
    theirs = alone[alone["person"].isin(drawn["persons"])]
    # each of their passages, and nobody else's, holds a drawn sentence
    held = {
        (row.document, row.start)
        for row in alone.itertuples()
        for one in drawn["sentences"]
        if one["document"] == row.document and row.start <= one["start"] < row.end
    }
    assert held == set(zip(theirs["document"], theirs["start"], strict=True))
    path.write_text(path.read_text().replace(f"- {drawn['persons'][0]}\n", f"- {drawn['persons'][1]}\n", 1))
    with pytest.raises(StudyError, match="persons of sample people"):
        read_sample(second_study.folder, "people")
    with pytest.raises(StudyError, match="unit 'persons' is none that is drawn.*person"):
        second_study.sample("other", unit="persons")


def test_what_was_coded_in_the_pilot_or_an_earlier_round_has_no_share_once_it_was_read_again(
    second_study: Study,
) -> None:
    second_study.sample("mill", size=12, documents=["int-f-mill"])
    places = [(one["start"], one["end"]) for one in read_sample(second_study.folder, "mill")["sentences"]]
    for code, round in (("distrust", 1), ("overview", 2), ("champion", 3)):
        second_study.apply_many([(code, "int-f-mill", *place) for place in places], coder="assistant", round=round)

    def positives() -> list[float]:
        shares = Study.open(second_study.root).prevalence("mill", coder="assistant").set_index("code")["positives"]
        return [shares[code] for code in ("distrust", "overview", "champion")]

    second_study.mark_done("int-f-mill", coder="assistant", round=1)
    with pytest.raises(StatisticError, match="are not yet coded blind and marked done"):
        positives()
    second_study.mark_done("int-f-mill", coder="assistant", round=2)
    assert positives() == [0, 12, 12]
    second_study.mark_done("int-f-mill", coder="assistant", round=3)
    assert positives() == [0, 0, 12]
    # what was read again while something was seen says nothing
    second_study.mark_done("int-f-mill", coder="assistant", round=4, blind=False)
    assert positives() == [0, 0, 12]
