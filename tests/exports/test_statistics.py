"""SPSS and Stata: legal names with the id in the label, labels of values, and a missing value of its own for what was not read for."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from conftest import on_both
from exports.files import table
from qualitative import Study
from qualitative.errors import StudyError
from qualitative.exports.statistics import SPSS, STATA, variable_names

NAMES = ["case", "by", "2nd", "a" * 70, "A" * 70, "a-b", "a_b", "str5", "_all", "case.years", "x.", "with"]


def test_names_are_such_as_both_programs_allow() -> None:
    for program in (SPSS, STATA):
        names = variable_names(NAMES, program.longest, program.words)
        assert list(names) == NAMES
        made = list(names.values())
        assert len({name.lower() for name in made}) == len(made)
        for name in made:
            assert name.isascii() and name[0].isalpha() and set(name) <= {*"_", *map(chr, range(48, 58)), *map(chr, range(65, 91)), *map(chr, range(97, 123))}  # fmt: skip
            assert len(name) <= program.longest and name.lower() not in program.words and name != "str5"


@pytest.fixture
def reader() -> object:
    return pytest.importorskip("pyreadstat")


@on_both()
@pytest.mark.parametrize("by", ["person", "case"])
@pytest.mark.parametrize("cells", ["counts", "yes-no"])
def test_spss_reads_the_cells_and_what_was_not_read_for_is_missing(
    either: Study, by: str, cells: str, tmp_path: Path, reader: object
) -> None:
    either.export("matrix", tmp_path / "m.csv", by=by, cells=cells)
    either.export("matrix", tmp_path / "m.sav", by=by, cells=cells)
    either.export("matrix", tmp_path / "m.dta", by=by, cells=cells)
    rows = table(tmp_path / "m.csv")
    codes = [name for name in rows[0] if name.removeprefix("code.") in either.codebook and "." not in name]
    spss, about = reader.read_sav(str(tmp_path / "m.sav"))  # type: ignore[attr-defined]
    labelled, whole = reader.read_sav(str(tmp_path / "m.sav"), user_missing=True)  # type: ignore[attr-defined]
    stata, of_stata = reader.read_dta(str(tmp_path / "m.dta"), user_missing=True)  # type: ignore[attr-defined]
    place = {label.split("]")[0].removeprefix("["): name for name, label in about.column_names_to_labels.items() if label and label.startswith("[")}  # fmt: skip
    in_stata = {label.split("]")[0].removeprefix("["): name for name, label in of_stata.column_names_to_labels.items() if label and label.startswith("[")}  # fmt: skip
    assert set(codes) <= set(place) and set(place) == set(in_stata)
    for code in codes:
        expected = [row[code] for row in rows]
        name = place[code]
        assert ["NA" if one != one else str(int(one)) for one in spss[name]] == expected
        assert ["NA" if one == -9 else str(int(one)) for one in labelled[name]] == expected
        assert about.variable_value_labels[name][-9] and whole.missing_ranges[name] == [{"lo": -9.0, "hi": -9.0}]
        other = stata[in_stata[code]]
        assert ["NA" if one == "a" else str(int(float(one))) for one in other] == expected
        if cells == "yes-no":
            assert {0, 1} <= set(about.variable_value_labels[name])
    assert [row[by] for row in rows] == list(spss[next(iter(spss.columns))])


def test_shortened_names_are_told(real_study: Study, tmp_path: Path, reader: object) -> None:
    made = real_study.export("matrix", tmp_path / "m.dta")
    assert any("names were shortened: " in remark for remark in made.losses.remarks)
    assert any("as Stata allows" in remark for remark in made.losses.remarks)


def test_an_ordered_attribute_is_a_number_with_labels(second: Study, tmp_path: Path, reader: object) -> None:
    second.export("matrix", tmp_path / "m.sav", by="case")
    frame, about = reader.read_sav(str(tmp_path / "m.sav"))  # type: ignore[attr-defined]
    assert about.variable_value_labels["case_uptake"] == {1.0: "partial", 2.0: "full"}
    uptake = {case: value for case, value in second.cases["uptake"].items()}
    given = dict(zip(frame["case"], frame["case_uptake"], strict=True))
    for case, value in uptake.items():
        assert given[case] == {"partial": 1, "full": 2}.get(value) or given[case] != given[case]


@pytest.fixture
def without() -> Iterator[None]:
    held = sys.modules.get("pyreadstat")
    sys.modules["pyreadstat"] = None  # type: ignore[assignment]
    yield
    del sys.modules["pyreadstat"]
    if held is not None:
        sys.modules["pyreadstat"] = held


@pytest.mark.parametrize("ending", ["sav", "dta"])
def test_where_the_package_is_missing_one_sentence_says_so(
    second: Study, ending: str, tmp_path: Path, without: None
) -> None:
    with pytest.raises(
        StudyError, match="need the package pyreadstat, which is not installed; install it, or write csv or xlsx"
    ):
        second.export("matrix", tmp_path / f"m.{ending}")
    assert not list(tmp_path.iterdir())
