"""Presence in a passage, and both pooled coefficients, against fractions worked out the slow way."""

from __future__ import annotations

import io
import random
from pathlib import Path

import openpyxl
import pandas as pd
import pytest

from conftest import ROOT, on_both
from qualitative import Study
from qualitative.cli import main
from qualitative.codings.state import stamp_of
from qualitative.exchange.importing import import_file
from qualitative.exchange.taking.plan import Wishes
from qualitative.folder import placing
from qualitative.material import looked_for_in
from qualitative.text.turns import turns_of

from . import slow_agreement as slow

TWO = {True: (["coder-a", "coder-b"], 1), False: (["coder-one", "coder-two"], 2)}


def answers_of(study: Study, pair: list[str], round: int) -> list[tuple[str, int, int, slow.Unit]]:
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
            found.append((document.id, turn.start, turn.end, unit))
    return found


def looked_for(
    study: Study, pair: list[str], round: int, answers: list, codes: list[str]
) -> dict[str, list[slow.Unit]]:
    """By code the passages that each of the two read under a version in which it was looked for; of others a reader's answer is missing."""
    known = looked_for_in(study.folder)
    marks = [
        m
        for m in placing.state_of(study.folder, pair).done_events
        if m["round"] == round and m.get("how", "full") == "full"
    ]
    found: dict[str, list[slow.Unit]] = {code: [] for code in codes}
    for document, start, end, unit in answers:
        over = [m for m in marks if m["document"] == document and m["start"] <= start and end <= m["end"]]
        for code in codes:
            read = {m["coder"] for m in over if known(code, stamp_of(m))}
            found[code].append({coder: given for coder, given in unit.items() if coder in read})
    return found


@on_both()
def test_each_code_and_both_pooled_rows_are_those_of_the_slow_road(either: Study) -> None:
    pair, round = TWO[either.root == ROOT]
    answers = answers_of(either, pair, round)
    read = looked_for(either, pair, round, answers, slow.used([answer[-1] for answer in answers], *pair))
    codes = [code for code in read if code in slow.used(read[code], *pair)]
    fours = {code: slow.table(read[code], *pair, code) for code in codes}
    made = either.agreement(pair, round=round, interval="none").table.set_index("code")
    assert made["unit"].unique().tolist() == ["turn"] and len(codes) > 5
    for code, four in fours.items():
        assert made.loc[code, "positives"] == slow.positives(four)
        for name, value in (("alpha", slow.alpha(four)), ("kappa", slow.kappa(four))):
            assert made.loc[code, name] == pytest.approx(
                float("nan") if value is None else float(value), nan_ok=True
            ), code
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


def spreadsheet(path: Path, answers: list[slow.Unit]) -> None:
    """Two coders' answers as people keep them: a row for each coder who read a text, its codes in `Code 1` ... `Code n`."""
    most = max((len(codes) for unit in answers for codes in unit.values()), default=1)
    book = openpyxl.Workbook()
    book.active.append(["coder", "answer", *(f"Code {n + 1}" for n in range(most))])
    # first all that ana read, then what budi read, as when one coder's rows are pasted below the other's
    for coder in ("ana", "budi"):
        for row, unit in enumerate(answers):
            if coder in unit:
                codes = sorted(unit[coder])
                blanks = [None] * (most - len(codes))
                book.active.append([coder, f"Answer {row}: what people say of buses here.", *codes, *blanks])
    book.save(path)


@pytest.mark.parametrize("unit", [[], ["--unit", "row"]], ids=["one document", "a document a row"])
@pytest.mark.parametrize("seed", range(3))
def test_both_pooled_kappas_of_a_spreadsheet_are_those_worked_out_by_hand(
    tmp_path: Path, monkeypatch, capsys, seed: int, unit: list[str]
) -> None:
    answers = spread(seed, 60)
    spreadsheet(tmp_path / "coded.xlsx", answers)
    fours = [slow.table(answers, "ana", "budi", code) for code in slow.used(answers, "ana", "budi")]
    assert len(slow.both_read(answers, "ana", "budi")) == 12 and len(fours) >= 3
    averaged, flattened = slow.averaged(fours), slow.flattened(fours)
    assert averaged is not None and flattened is not None and averaged != flattened
    main(["import", str(tmp_path / "coded.xlsx"), str(tmp_path / "study"), "--done", "--blind", *unit])
    capsys.readouterr()
    monkeypatch.chdir(tmp_path / "study")
    table = Study.open().agreement(["ana", "budi"], interval="none").table.set_index("code")
    main(["agree", "--interval", "none", "--format", "csv"])
    typed = pd.read_csv(io.StringIO(capsys.readouterr().out)).set_index("code")
    for found in (table, typed):
        assert found["n_units"].iloc[0] == 12
        assert found.loc["(all codes)", "kappa"] == pytest.approx(float(averaged))
        assert found.loc["(all codes, flattened)", "kappa"] == pytest.approx(float(flattened))
        for code in slow.used(answers, "ana", "budi"):
            four = slow.table(answers, "ana", "budi", code)
            assert found.loc[code, "positives"] == slow.positives(four)
            alpha = slow.alpha(four)
            assert found.loc[code, "alpha"] == pytest.approx(
                float("nan") if alpha is None else float(alpha), nan_ok=True
            )


def test_without_the_word_that_they_were_blind_nothing_is_compared(tmp_path: Path) -> None:
    spreadsheet(tmp_path / "coded.xlsx", spread(1, 20))
    import_file(tmp_path / "coded.xlsx", tmp_path / "study", wishes=Wishes(done=True))
    study = Study.open(tmp_path / "study")
    assert not study.codings(["ana", "budi"])["blind"].any()
    found = study.agreement(["ana", "budi"], interval="none")
    assert set(found.left_out) == {"ana", "budi"} and found.table["kappa"].isna().all()


def test_who_read_a_part_is_not_taken_to_have_read_the_rest(tmp_path: Path) -> None:
    answers = spread(2, 20)
    spreadsheet(tmp_path / "coded.xlsx", answers)
    import_file(tmp_path / "coded.xlsx", tmp_path / "study", wishes=Wishes(done=True, blind=True))
    study = Study.open(tmp_path / "study")
    read = placing.state_of(study.folder).done
    stretches = {
        coder: sum(len(some) for (who, _, _), some in read.items() if who == coder) for coder in ("ana", "budi")
    }
    assert stretches == {"ana": 20, "budi": 4}
