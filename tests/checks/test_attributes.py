"""What study.yaml declares of cases, documents and codes is held against what they say."""

from __future__ import annotations

import pandas as pd
import pytest

from conftest import write_codes
from qualitative import Study
from qualitative.errors import CaseError


def declare(study: Study, text: str) -> None:
    with (study.root / "study.yaml").open("a", encoding="utf-8") as file:
        file.write(text)


def told(study: Study, path: str) -> list[str]:
    return [str(problem) for problem in Study.open(study.root).check() if problem.path == path]


def test_attributes_of_cases_have_their_types(study: Study) -> None:
    (study.root / "corpus/cases.csv").write_text(
        "case,fund,size,other\nnorth,low,007,1\nsouth,NA,NA,2\n", encoding="utf-8"
    )
    declare(study, "attributes: {case: {fund: {values: [low, high], ordered: true}, size: number}}\n")
    table = Study.open(study.root).cases
    assert table["fund"].dtype == pd.CategoricalDtype(["low", "high"], ordered=True)
    assert (table.loc["north", "size"], str(table["size"].dtype), table["other"].tolist()) == (7.0, "Float64", [1, 2])
    assert pd.isna(table.loc["south", "size"]) and pd.isna(table.loc["south", "fund"])


def test_a_value_that_does_not_fit_is_told_and_never_read_as_unknown(study: Study) -> None:
    (study.root / "corpus/cases.csv").write_text("case,size\nnorth,many\nsouth,3\n", encoding="utf-8")
    declare(study, "attributes: {case: {size: number}}\n")
    assert told(study, "corpus/cases.csv") == [
        "corpus/cases.csv:2: size 'many' is no number; write digits with a point, or NA where it is unknown"
    ]
    with pytest.raises(CaseError, match="size 'many' is no number"):
        _ = Study.open(study.root).cases


def test_attributes_of_documents_are_held_against_the_settings(study: Study) -> None:
    path = study.root / "corpus/transcripts/int-1.md"
    path.write_text(
        path.read_text(encoding="utf-8").replace("language: id\n", "language: id\nattributes: {wave: two, wav: 1}\n"),
        encoding="utf-8",
    )
    declare(study, "attributes: {document: {wave: number}}\n")
    assert told(study, "corpus/transcripts/int-1.md") == [
        "corpus/transcripts/int-1.md:8: doubtful: attribute 'wav' is not under attributes.document in study.yaml; did you mean wave?",
        "corpus/transcripts/int-1.md:8: wave 'two' is no number; write digits with a point, or NA where it is unknown",
    ]


def test_classes_of_codes_that_the_study_does_not_name_are_told_once_each(study: Study) -> None:
    for path in (study.root / "codebook/history").glob("*.jsonl"):
        path.unlink()
    codes = [{"id": f"c-{n}", "parent": None, "name": {"en": f"C {n}"}, "classes": {"topic": "pai"}} for n in range(2)]
    write_codes(study.root, codes)
    declare(study, "classes: {topic: [pay, work]}\n")
    assert told(study, "study.yaml") == [
        "study.yaml:7: doubtful: code c-0 has topic 'pai', which `classes` does not name; did you mean pay?"
    ]
