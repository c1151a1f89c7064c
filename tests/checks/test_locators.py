"""A locator leads to the passage of the work that supports a paragraph, or it is said what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.corpus.locators import locator_problem, parse_work
from qualitative.model import Evidence

WORK = """# Judul

## HASIL

Dana desa dipakai untuk menambah Puskesmas (AS,
November 2018).

Bagian yang terpotong di akhir halaman tentang dana

daerah dan kabupaten.

### **Kasus**

Takalar melayani *BPJS* daerah (NH, November 2018).
"""
SLIPS = {"Puskesmas": "Puskesos"}
SECTIONS = {"G": ["HASIL"], "K": ["Kasus"], "S": ["SARAN"]}


def problem(section: object, *terms: str, basis: str = "author", informant: str | None = None) -> str | None:
    evidence = Evidence(1, basis, section, informant, None, (), terms)  # type: ignore[arg-type]
    return locator_problem(parse_work(WORK, SECTIONS, SLIPS), evidence)


@pytest.mark.parametrize(
    ("section", "terms"),
    [
        ("G", ("dana desa", "AS, November 2018")),
        ("G", ("Dana Desa", "menambah Puskesos")),
        ("G", ("halaman tentang", "daerah dan kabupaten")),
        ("K", ("bpjs daerah", "Takalar")),
    ],
)
def test_terms_of_one_passage_or_two_neighbours_are_found(section: str, terms: tuple[str, ...]) -> None:
    assert problem(section, *terms) is None


@pytest.mark.parametrize(
    ("section", "terms", "sentence"),
    [
        ("G", ("dana desa", "Takalar"), "'Takalar' does not stand in section G"),
        ("G", ("Dana desa", "kabupaten"), "no passage of section G holds all of 'Dana desa', 'kabupaten'"),
        ("Z", ("a", "b"), "section 'Z' is not one of G, K, S"),
        (["G"], ("a", "b"), "section .* is not one of"),
        ("S", ("a", "b"), "the work has no heading for section S"),
        ("K", ("Takalar",), "needs at least two terms"),
    ],
)
def test_a_locator_that_leads_nowhere_says_why(section: object, terms: tuple[str, ...], sentence: str) -> None:
    import re

    assert re.match(f"(a locator )?{sentence}", problem(section, *terms) or "")


def test_an_informants_evidence_needs_the_attribution_as_printed() -> None:
    assert problem("K", "Takalar", "NH, November 2018", basis="informant", informant="NH") is None
    assert "attribution as printed" in (problem("K", "Takalar", "BPJS", basis="informant", informant="NH") or "")
    assert "attribution as printed" in (
        problem("G", "dana desa", "AS, November 2018", basis="informant", informant="NH") or ""
    )


def test_every_locator_of_the_study_leads_to_its_passage(real_study: Study, shared: Path) -> None:
    problems = real_study.check(shared / "study/habibullah-2020.md")
    assert [str(problem) for problem in problems if "section" in problem.sentence] == []


def test_a_wrong_locator_is_found_with_its_line(study: Study, tmp_path: Path) -> None:
    work = tmp_path / "work.md"
    work.write_text(WORK, encoding="utf-8")
    with (study.root / "study.yaml").open("a", encoding="utf-8") as file:
        file.write("work: {id: w, sections: {G: HASIL}, slips: {puskesmas: puskesos}}\n")
    (study.root / "corpus/documents/n.md").write_text(
        "---\nid: n\nkind: document\nprovenance: published\ncase: north\ndate: 2020\nlanguage: id\nbasis: author\nsource: {work: w, section: G}\n"
        "segments:\n- {paragraph: 1, terms: [dana desa, Puskesos]}\n- {paragraph: 2, terms: [dana laut, desa]}\n---\nSatu.\n\nDua.\n",
        encoding="utf-8",
    )
    found = [str(problem) for problem in study.check(work) if "codebook" not in problem.path]
    assert found == ["corpus/documents/n.md:12: paragraph 2: 'dana laut' does not stand in section G"]
