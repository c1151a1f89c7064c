"""persons.csv: typed attributes, private ones apart, doubles told, and no word that means "unknown" among ids."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from qualitative.corpus.attributes import Attribute, Attributes, value_problem
from qualitative.corpus.cases import read_table
from qualitative.corpus.persons import person_problems, read_persons
from qualitative.errors import PersonError

DECLARED = Attributes(
    person={
        "age": Attribute("age", "number"),
        "level": Attribute("level", "choice", values=("junior", "senior"), ordered=True),
        "born": Attribute("born", "date"),
        "answer": Attribute("answer", "choice", values=("Yes", "No", "NA")),
    },
    private=("phone",),
)
HEAD = "person,case,group,wave,consent,age,level,born,answer"


def write(corpus: Path, *rows: str, head: str = HEAD, name: str = "persons.csv") -> Path:
    path = corpus / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return path


def test_a_study_without_persons_has_an_empty_table_of_the_same_columns(tmp_path: Path) -> None:
    table = read_persons(tmp_path)
    assert (table.index.name, list(table.columns), len(table)) == ("person", ["case", "group", "wave", "consent"], 0)


def test_attributes_have_their_types_and_ids_stay_text(tmp_path: Path) -> None:
    write(
        tmp_path,
        "1e5,north,NA,1,,41.5,senior,2001-03,NA",
        "na,north,,2,analysis=2024-01,NA,,,No",
        "007,south,g-1,,,,,,",
    )
    table = read_persons(tmp_path, None, DECLARED, ["north", "south"])
    assert list(table.index) == ["007", "1e5", "na"]
    assert str(table["age"].dtype) == "Float64" and table["age"].tolist()[1] == 41.5 and table["age"].isna().sum() == 2
    assert table["level"].dtype == pd.CategoricalDtype(["junior", "senior"], ordered=True)
    assert (
        table.loc["1e5", "answer"] == "NA" and table.loc["na", "answer"] == "No" and pd.isna(table.loc["007", "answer"])
    )
    assert table.loc["1e5", "group"] == "NA"  # a group may be called so
    assert table.loc["1e5", "born"] == "2001-03"


def test_private_columns_lie_in_a_file_of_their_own(tmp_path: Path) -> None:
    write(tmp_path, "a,north,,,,,,,", "b,north,,,,,,,")
    write(tmp_path, "b,0812", head="person,phone", name="private/persons.csv")
    table = read_persons(tmp_path, None, DECLARED)
    assert table.loc["b", "phone"] == "0812" and pd.isna(table.loc["a", "phone"])


def test_rows_that_two_branches_wrote_alike_count_once(tmp_path: Path) -> None:
    write(tmp_path, "a,north,,,,,,,", "b,north,,,,,,,", "a,north,,,,,,,")
    assert list(read_persons(tmp_path, None, DECLARED).index) == ["a", "b"]


WRONG = {
    "twice and differs": (
        ("a,north,,,,1,,,", "a,north,,,,2,,,"),
        r"persons\.csv:3: person 'a' stands twice and differs",
    ),
    "no id": (("Ani S,north,,,,,,,",), r"persons\.csv:2: 'Ani S' is no id for a person"),
    "an id in capitals": (("NA,north,,,,,,,",), r"persons\.csv:2: 'NA' is no id for a person"),
    "an unknown case": (
        ("a,nort,,,,,,,",),
        r"persons\.csv:2: case 'nort' has no row in cases\.csv; did you mean north\?",
    ),
    "no number": (("a,north,,,,forty,,,",), r"persons\.csv:2: age 'forty' is no number"),
    "infinity": (("a,north,,,,inf,,,",), r"age 'inf' is no number"),
    "a long number": ((f"a,north,,,,{'9' * 400},,,",), r"is no number"),
    "no choice": (("a,north,,,,,snior,,",), r"level 'snior' is not among its values; did you mean senior\?"),
    "no date": (("a,north,,,,,,2001-13,",), r"born '2001-13' is not YYYY"),
    "an unknown scope": (
        ("a,north,,,analyse=2024,,,,",),
        r"persons\.csv:2: consent 'analyse' is no scope; did you mean analysis\?",
    ),
    "a consent without a date": (
        ("a,north,,,analysis verbatim=2024,,,,",),
        r"consent 'analysis' has no date; write it as analysis=2024-05-02",
    ),
    "a scope twice": (("a,north,,,machine=2024 machine=2025,,,,",), r"consent names machine twice"),
    "a short row": (("a,north",), r"persons\.csv:2: 2 cells, but the first line names 9 columns"),
    "the head twice": (("a,north,,,,,,,", HEAD, "b,north,,,,,,,"), r"persons\.csv:3: the columns are named again"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_row_is_said_with_its_line(tmp_path: Path, name: str) -> None:
    rows, sentence = WRONG[name]
    write(tmp_path, *rows)
    with pytest.raises(PersonError, match=sentence):
        read_persons(tmp_path, tmp_path, DECLARED, ["north", "south"])


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"persons.csv": "case\nnorth\n"}, r"persons\.csv:1: no column named person"),
        ({"persons.csv": "person,phone\na,1\n"}, r"persons\.csv:1: column 'phone' is private in study\.yaml; move it to corpus/private/persons\.csv"),
        ({"persons.csv": "person\na\n", "private/persons.csv": "person,age\na,1\n"}, r"private/persons\.csv:1: column 'age' is not under `private`"),
        ({"persons.csv": "person\nani\n", "private/persons.csv": "person,phone\nanni,1\n"}, r"private/persons\.csv:2: person 'anni' has no row in persons\.csv; did you mean ani\?"),
        ({"persons.csv": "person\na\n", "private/persons.csv": ""}, r"private/persons\.csv:1: the table is empty"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_files_is_said(tmp_path: Path, files: dict[str, str], sentence: str) -> None:
    for name, text in files.items():
        write(tmp_path, name=name, head=text.removesuffix("\n"))
    with pytest.raises(PersonError, match=sentence):
        read_persons(tmp_path, tmp_path, DECLARED)


def test_one_wrong_row_hides_no_other(tmp_path: Path) -> None:
    write(tmp_path, "Ani,north,,,,,,,", "b,north,,,,forty,snior,,", "c,nort,,,,,,,")
    told = [str(problem) for problem in person_problems(tmp_path, tmp_path, DECLARED, ["north"])]
    assert len(told) == 4 and [line.split(":")[1] for line in told] == ["2", "3", "3", "4"]


@pytest.mark.parametrize("value", ["1_000", "٣", "0x10", "1,5", "nan", "1e999", "--1", "1 000"])
def test_a_number_is_digits_and_a_point(value: str) -> None:
    assert value_problem(DECLARED.person["age"], value)
    assert value_problem(DECLARED.person["age"], "-1.5e3") is None


def test_other_tables_keep_names_as_text_too(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("case,informant,person,n\n007,NA,1e5,1\n008,No,,2\n", encoding="utf-8")
    table = read_table(path)
    assert table["case"].tolist() == ["007", "008"]
    assert table["informant"].tolist() == ["NA", "No"]
    assert table["person"].tolist()[0] == "1e5" and pd.isna(table["person"].tolist()[1])
    assert table["n"].tolist() == [1, 2]
