"""Presence in a passage, and both pooled coefficients, against fractions worked out the slow way."""

from __future__ import annotations

import random

import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.folder import placing
from qualitative.text.turns import turns_of

from . import slow_agreement as slow

TWO = {True: (["coder-a", "coder-b"], 1), False: (["coder-one", "coder-two"], 2)}


def answers_of(study: Study, pair: list[str], round: int) -> list[slow.Unit]:
    """Passages by what each of two coders gave them, blind, where they marked them done; read with plain loops."""
    done = placing.state_of(study.folder, pair).done
    codings = study.codings(pair, round=round)
    found = []
    for document in study.folder.documents.values():
        own = codings[codings["document"] == document.id]
        for turn in turns_of(document):
            unit: slow.Unit = {}
            for coder in pair:
                stretches = done.get((coder, document.id, round), ())
                if any(start <= turn.start and turn.end <= end for start, end in stretches):
                    rows = own[(own["coder"] == coder) & (own["start"] < turn.end) & (turn.start < own["end"])]
                    assert rows["blind"].all()
                    unit[coder] = set(rows["code"])
            found.append(unit)
    return found


@on_both()
def test_each_code_and_both_pooled_rows_are_those_of_the_slow_road(either: Study) -> None:
    pair, round = TWO[either.root == ROOT]
    answers = answers_of(either, pair, round)
    codes = slow.used(answers, *pair)
    fours = {code: slow.table(answers, *pair, code) for code in codes}
    made = either.agreement(pair, round=round, interval="none").table.set_index("code")
    assert made["unit"].unique().tolist() == ["turn"] and len(codes) > 5
    for code, four in fours.items():
        assert made.loc[code, "positives"] == slow.positives(four)
        for name, value in (("alpha", slow.alpha(four)), ("kappa", slow.kappa(four))):
            assert made.loc[code, name] == pytest.approx(float(value) if value is not None else None, nan_ok=True), code
    for row, pool in (("(all codes)", slow.averaged), ("(all codes, flattened)", slow.flattened)):
        for name, chance in (("kappa", slow.by_margins), ("alpha", slow.by_values)):
            assert made.loc[row, name] == pytest.approx(float(pool(list(fours.values()), chance))), (row, name)
        assert made.loc[row, "positives"] == sum(map(slow.positives, fours.values()))
    assert made.index[-2:].tolist() == ["(all codes)", "(all codes, flattened)"], "pooled last"


def spread(seed: int, rows: int = 40) -> list[slow.Unit]:
    """Answers of two coders on each row, of the second on a fifth of them."""
    draw = random.Random(seed)
    shares = {"cost": 0.4, "delay": 0.2, "staff": 0.1, "trust": 0.05}
    found: list[slow.Unit] = []
    for row in range(rows):
        first = {code for code, share in shares.items() if draw.random() < share}
        unit = {"ana": first}
        if row % 5 == 2:
            unit["budi"] = {code for code in shares if (code in first) != (draw.random() < 0.15)}
        found.append(unit)
    return found


@pytest.mark.parametrize("seed", range(8))
def test_the_slow_road_gives_what_is_published_where_there_is_one_code(seed: int) -> None:
    answers = spread(seed, 200)
    for code in slow.used(answers, "ana", "budi"):
        four = slow.table(answers, "ana", "budi", code)
        assert slow.averaged([four]) == slow.flattened([four]) == slow.kappa(four)
    # Krippendorff (1995), example A: kappa .385, alpha .329
    example = [
        {"a": {"x"} if one == "1" else set(), "b": {"x"} if two == "1" else set()}
        for one, two in zip("001111111100001111110000", "000011110000000110000000", strict=True)
    ]
    four = slow.table(example, "a", "b", "x")
    assert (round(float(slow.kappa(four) or 0), 3), round(float(slow.alpha(four) or 0), 3)) == (0.385, 0.329)
