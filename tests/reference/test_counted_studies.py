"""Both studies, from their files to what counts: the library's way and the slow way end in one table."""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import ROOT, on_both
from qualitative import Study
from reference.counted import counted
from reference.deciding import last_verdict
from reference.fast import counted_fast, layers_of, layers_slow, rows_of
from reference.material import Row
from reference.study import material_of


@on_both()
def test_by_stretch_and_rule_the_studies_count_alike(either: Study) -> None:
    given = material_of(either)
    slow = counted(given)
    expected = {row.id: row for row in slow.rows}
    found = either.counted()
    assert rows_of(found) == expected == rows_of(counted_fast(given))
    assert layers_of(found) == layers_slow(slow)
    assert expected


def test_each_rule_holds_somewhere_in_the_second_study(second: Study) -> None:
    assert {row.rule for row in counted(material_of(second)).rows} == {1, 2, 3, 4, 5, 6}


@dataclass(frozen=True)
class Unsettled:
    """A copy of a study with nothing settled: both coders' codings are there, the first one's count."""

    root: Path
    pair: tuple[str, str]
    round: int


@pytest.fixture(params=["second", "shipped"])
def unsettled(request: pytest.FixtureRequest, tmp_path: Path) -> Unsettled:
    if request.param == "second":
        given = Unsettled(request.getfixturevalue("second_study").root, ("coder-one", "coder-two"), 2)
    else:
        given = Unsettled(copy_of_shipped(tmp_path / "shipped"), ("coder-a", "coder-b"), 1)
        settings = (given.root / "study.yaml").read_text(encoding="utf-8")
        count = "count: {who: [coder-a], models: [coder-a, consensus]}"
        (given.root / "study.yaml").write_text(re.sub(r"^count: .*$", count, settings, flags=re.M), encoding="utf-8")
    shutil.rmtree(given.root / "corpus/codings/consensus")
    return given


def copy_of_shipped(root: Path) -> Path:
    """What counting reads of the study that ships with the project."""
    root.mkdir()
    shutil.copy(ROOT / "study.yaml", root)
    for part in ("corpus", "codebook"):
        shutil.copytree(ROOT / part, root / part)
    return root


def test_settling_one_code_leaves_the_others_there(unsettled: Unsettled) -> None:
    study = Study.open(unsettled.root)
    before = rows_of(study.counted())
    assert len(before) > 100
    rows = study.disagreements(unsettled.pair, round=unsettled.round).drop_duplicates("document")
    for choice, row in zip((unsettled.pair[0], "neither"), rows.head(2).to_dict("records"), strict=True):
        study.adjudicate(row, choice, by=unsettled.pair[0], note="Read again.")
    given = material_of(Study.open(unsettled.root))
    after = rows_of(Study.open(unsettled.root).counted())
    assert after == {row.id: row for row in counted(given).rows}
    decided = {one.id for one in given.codings if last_verdict(given, one) is not None}
    assert untouched(before, decided) == untouched(after, decided)
    assert len(before) - len(untouched(before, decided)) <= 4 < 100 < len(untouched(after, decided))


def untouched(rows: dict[str, Row], decided: set[str]) -> dict[str, Row]:
    """The rows that no decision is about."""
    return {id_: row for id_, row in rows.items() if not row.members & decided}
