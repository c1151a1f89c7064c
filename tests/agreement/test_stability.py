"""A lone coder's stability: a random part coded again with the first codings hidden, told as stability and never as reliability."""

from __future__ import annotations

import pytest

from qualitative import Study
from qualitative.agreement.render import format_text
from qualitative.cli import main
from qualitative.errors import StatisticError, StudyError
from qualitative.folder import placing
from qualitative.folder.draws import read_again
from qualitative.panel.session import Session
from reference import slow_agreement as slow

from .test_table import DOCUMENT


@pytest.fixture
def alone(study: Study) -> Study:
    """Twelve interviews that one coder read alone; every third says a word of the fund."""
    for n in range(2, 14):
        text = DOCUMENT.format(n=n, case="north")
        (study.root / f"corpus/transcripts/int-{n}.md").write_text(text, encoding="utf-8")
    made = Study.open(study.root)
    for n in range(2, 14):
        code_first(made, f"int-{n}", "budget-village-fund" if n % 3 else "services")
        made.mark_done(f"int-{n}", coder="ana")
    return Study.open(study.root)


def code_first(study: Study, document: str, code: str, round: int = 1) -> None:
    start = study.document(document).text.index("Dananya")
    study.apply(code, document, start, start + 7, coder="ana", round=round)


def code_again(study: Study, sample: str) -> list[slow.Unit]:
    """Code the drawn passages once more, two of them otherwise; what both readings gave."""
    drawn = read_again(study.folder, sample)
    units: list[slow.Unit] = []
    for n, (document, start, end) in enumerate(drawn.passages):
        first = study.codings("ana", round=1)
        own = set(first.loc[(first["document"] == document) & (first["start"] >= start), "code"])
        again = {"services"} if n < 2 else own
        for code in again:
            code_first(study, document, code, round=drawn.second)
        study.mark_done(document, coder="ana", start=start, end=end, round=drawn.second)
        units.append({"first": own, "second": again})
    return units


def test_a_part_is_drawn_coded_again_and_compared_as_stability(alone: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(alone.root)
    main(["sample", "again", "--again", "ana", "--size", "6", "--seed", "1"])
    capsys.readouterr()
    drawn = read_again(alone.folder, "again")
    assert (drawn.first, drawn.second, drawn.of, len(drawn.passages)) == (1, 2, 12, 6)
    with pytest.raises(
        StatisticError, match=r"6 of the 6 passages of sample again are not yet coded again by ana.*round 2"
    ):
        alone.stability("again")
    units = code_again(alone, "again")
    found = alone.stability("again", interval="none", language="en")
    table = found.table.set_index("code")
    codes = slow.used(units, "first", "second")
    fours = {code: slow.table(units, "first", "second", code) for code in codes}
    for code, four in fours.items():
        alpha = slow.alpha(four)
        assert table.loc[code, "alpha"] == pytest.approx(float("nan") if alpha is None else float(alpha), nan_ok=True)
        assert (table.loc[code, "positives"], table.loc[code, "n_units"]) == (slow.positives(four), 6)
    pooled = slow.averaged(list(fours.values()))
    assert pooled is not None and table.loc["(all codes)", "kappa"] == pytest.approx(float(pooled))
    text = format_text(found, "en")
    assert text.startswith("Stability of ana") and "Agreement between" not in text
    assert "stability, not reliability" in text and "6 of 12 passages" in text and "0 days later" in text
    assert "stability, not reliability" in found.paragraph("en") and "bukan keandalan" in found.paragraph("id")
    main(["agree", "--stability", "again", "--interval", "none", "--language", "en"])
    assert capsys.readouterr().out == text


def test_a_code_that_the_first_reading_did_not_know_is_compared_nowhere(alone: Study) -> None:
    alone.sample("again", size=6, again="ana")
    alone.revise(
        [{"op": "add", "code": {"id": "later", "parent": None, "name": {"en": "Later", "id": "Kemudian"}}}],
        by="ana",
        why="seen on reading again",
    )
    code_again(alone, "again")
    document, start, _ = read_again(alone.folder, "again").passages[0]
    alone.apply("later", document, start, start + 4, coder="ana", round=2)
    found = alone.stability("again", interval="none", language="en")
    table = found.table.set_index("code")
    assert table.loc["later", "n_units"] == 0 and "no unit was answered" in table.loc["later", "undefined"]
    assert table.loc["budget", "n_units"] == 6 and found.unread == 1
    assert "; round 1, 2." in format_text(found, "en")


def test_what_is_coded_again_is_of_the_newest_round_that_is_no_pilot(second_study: Study, monkeypatch, capsys) -> None:
    monkeypatch.chdir(second_study.root)
    marks = {
        (one["document"], one["round"]) for one in placing.state_of(second_study.folder, ["coder-one"]).done_events
    }
    assert ("int-b-quality", 1) in marks and second_study.settings.pilot == (1,)
    main(["sample", "again", "--again", "coder-one", "--size", "9"])
    said = capsys.readouterr().out
    drawn = read_again(second_study.folder, "again")
    assert (drawn.first, drawn.second) == (2, 3)
    assert {place[0] for place in drawn.passages} <= {document for document, round in marks if round == 2}
    assert f"9 of {drawn.of} passages" in said and "round 3" in said and "agree --stability again" in said
    main(["sample", "pilot", "--again", "coder-one", "--size", "9", "--round", "1"])
    assert read_again(second_study.folder, "pilot").first == 1


def test_in_the_second_round_the_panel_hides_the_first_codings(alone: Study) -> None:
    alone.memo("as I read it first", coder="ana", document="int-2")
    assert len(Session(alone.folder, "int-2", "ana", round=2).read()["put"]) == 1
    alone.sample("again", size=6, again="ana")
    first, second = (Session(alone.folder, "int-2", "ana", round=round) for round in (1, 2))
    seen, hidden = first.read(), second.read()
    assert len(seen["put"]) == 1 and len(first.memos()) == 1 and seen["done"]
    assert hidden["put"] == [] and second.memos() == [] and not hidden["done"] and second.blind
    # another coder's second round is none
    assert not Session(alone.folder, "int-2", "budi", round=2).again


def test_codings_made_in_sight_of_something_do_not_count(alone: Study) -> None:
    alone.sample("again", size=4, again="ana")
    code_again(alone, "again")
    document, start, end = read_again(alone.folder, "again").passages[0]
    alone.apply("budget", document, start, start + 4, coder="ana", round=2, blind=False)
    found = alone.stability("again", interval="none", language="en")
    assert sum(found.left_out.values()) == 1


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ({"size": 13, "again": "ana"}, "13 passages can't be drawn from the 12 that ana marked done in round 1"),
        ({"size": 1, "again": "budi"}, "from the 0 that budi marked done"),
        ({"size": 1, "again": "ana", "seed": -1}, "seed -1"),
    ],
)
def test_a_draw_that_can_not_be_made_is_refused(alone: Study, asked: dict, why: str) -> None:
    with pytest.raises(StudyError, match=why):
        alone.sample("again", **asked)


def test_a_draw_is_for_its_own_use_and_stays_as_it_was(alone: Study) -> None:
    path = alone.sample("again", size=2, again="ana")
    alone.sample("shares", size=2)
    with pytest.raises(StudyError, match="drawn already"):
        alone.sample("again", size=2, again="ana")
    with pytest.raises(StudyError, match="sample shares is of sentences"):
        alone.stability("shares")
    with pytest.raises(StudyError, match="no sample 'agian'; did you mean again"):
        alone.stability("agian")
    with pytest.raises(StudyError, match="is no recorded draw"):
        alone.prevalence("again", coder="ana")
    path.write_text(path.read_text(encoding="utf-8").replace("passages:", "pasages:"), encoding="utf-8")
    with pytest.raises(StudyError, match="is no recorded draw of passages"):
        alone.stability("again")


def test_an_approach_that_rejects_agreement_has_no_stability(alone: Study) -> None:
    alone.sample("again", size=2, again="ana")
    with (alone.root / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("approach: reflexive\n")
    with pytest.raises(StatisticError, match="No agreement between coders: in a reflexive analysis"):
        Study.open(alone.root).stability("again", language="en")
