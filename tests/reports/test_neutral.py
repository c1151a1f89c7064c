"""The report that every study gets: codes part by part, who takes part without pointing at anybody, what is missing, and its order."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from conftest import CODES, on_both
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports import sections
from qualitative.reports.content.sections.participants import FEWEST, grouped
from qualitative.reports.page.model import Bullets, TableBlock
from qualitative.reports.sections import Draft, Section
from qualitative.text.turns import turns_of


def blocks(section: Section, kind: type) -> list[object]:
    return [block for block in section.blocks if isinstance(block, kind)]


@on_both()
def test_each_code_that_was_given_stands_in_one_table_with_its_definition(either: Study) -> None:
    draft = either.draft("en")
    section = sections.codes_section(draft)
    shown = [row[0].text for table in blocks(section, TableBlock) for row in table.rows]  # type: ignore[attr-defined]
    given = {draft.inputs.label(code) for code in draft.inputs.evidence["code"].unique()}
    assert sorted(shown) == sorted(given)
    told = " ".join(item for one in blocks(section, Bullets) for item in one.items)  # type: ignore[attr-defined]
    assert all(f"**{name}**: " in told for name in given)


def test_a_codebook_without_classes_is_parted_by_its_branches(study: Study) -> None:
    said = turns_of(study.folder.document("int-1"))[1]
    study.apply(CODES[1], "int-1", said.start, said.end, coder="ana")
    section = sections.codes_section(Study.open(study.root).draft("en"))
    headings = [block.text for block in section.blocks if block.type == "heading"]
    assert headings[1:] == [CODES[0]]


def test_memos_marked_for_the_report_stand_with_their_code_and_no_others(second: Study) -> None:
    section = sections.codes_section(second.draft("en"))
    told = [item for one in blocks(section, Bullets) for item in one.items if item.startswith("Memo by")]  # type: ignore[attr-defined]
    assert any("A way around is told with pride" in item for item in told)
    assert len(told) == len(set(told)) == 2  # the others are for their writer, or for the team


def test_more_cases_than_a_page_holds_are_counted(second: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("qualitative.reports.content.sections.codes.BESIDE", 3)
    table = next(block for block in sections.codes_section(second.draft("en")).blocks if isinstance(block, TableBlock))
    assert [column.label for column in table.columns][1] == "Firms (of 6)"
    assert all(len(row) == len(table.columns) for row in table.rows)


@pytest.mark.parametrize(
    "counts",
    [{"a": 5, "b": 4, "c": 1}, {"a": 2, "b": 2}, {"a": 9}, {"a": 3, "b": 1, "c": 1}, {"a": 1}, {"a": 4, "b": 3}],
)
def test_no_value_of_few_persons_can_be_told(counts: dict[str, int]) -> None:
    shown, others = grouped(Counter(counts))
    assert all(n >= FEWEST for _, n in shown)
    assert sum(n for _, n in shown) + others == sum(counts.values())
    apart = set(counts) - {value for value, _ in shown}
    assert others == 0 or (len(apart) > 1 and others >= FEWEST) or not shown


def test_private_attributes_stay_out(second: Study) -> None:
    section = sections.participants_section(second.draft("en"))
    assert "Age" not in str(section.blocks) and "Job" in str(section.blocks)


def test_where_persons_have_no_attributes_nothing_is_said_of_them(real_study: Study) -> None:
    assert sections.participants_section(real_study.draft("en")).blocks == ()


def test_what_is_missing_is_said_and_a_report_comes_out(study: Study) -> None:
    draft = study.draft("en")
    section = sections.missing_section(draft)
    told = " ".join(next(block for block in section.blocks if isinstance(block, Bullets)).items)
    for said in ("not read to the end", "Nothing is coded yet", "No finding is stated"):
        assert said in told
    made = [sections.first_section(draft), sections.codes_section(draft), section]
    assert draft.report("findings", None, made).blocks


def written(study: Study, wanted: list[object]) -> Draft:
    path: Path = study.root / "reports/report.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    path.write_text(yaml.safe_dump({**data, "sections": wanted}, sort_keys=False), encoding="utf-8")
    return Study.open(study.root).draft("en")


def two(draft: Draft) -> dict[str, Section]:
    return {"scope": sections.scope_section(draft), "limits": sections.limits_section(draft)}


def test_sections_are_ordered_and_switched_off_in_report_yaml(second_study: Study) -> None:
    before = second_study.draft("en")
    made = two(before)
    assert sections.arranged(before, made) == [made["scope"], made["limits"]]
    draft = written(second_study, ["limits", "scope"])
    made = two(draft)
    assert sections.arranged(draft, made) == [made["limits"], made["scope"]]
    assert sections.arranged(written(second_study, ["limits"]), made) == [made["limits"]]


def test_a_section_of_the_study_s_own_is_added_by_its_name(second_study: Study) -> None:
    path = second_study.root / "notebooks/reports/own/shifts.py"
    path.parent.mkdir(parents=True)
    path.write_text(
        "def shifts_section(draft):\n    return draft.section((draft.heading('shifts', {'en': 'Shifts'}),))\n",
        encoding="utf-8",
    )
    draft = written(second_study, ["scope", {"own/shifts.py": "shifts_section"}, "limits"])
    assert [one.blocks[0].id for one in sections.arranged(draft, two(draft))] == ["scope", "shifts", "limits"]
    draft = written(second_study, [{"own/shifts.py": "shift_section"}])
    with pytest.raises(ReportError, match="has no function 'shift_section'; did you mean shifts_section"):
        sections.arranged(draft, two(draft))


def test_a_section_that_the_template_does_not_have_is_named_with_the_nearest(second_study: Study) -> None:
    draft = written(second_study, ["scop"])
    with pytest.raises(ReportError, match="no section 'scop'; did you mean scope"):
        sections.arranged(draft, two(draft))


@on_both()
def test_a_brief_holds_every_finding_under_its_status(either: Study) -> None:
    draft = either.draft("en")
    section = sections.brief_section(draft)
    items = next(block for block in section.blocks if isinstance(block, Bullets)).items
    weighed = draft.inputs.judging.claims
    assert len(items) == len({one.status for one in weighed.values()})
    told = " ".join(items)
    assert all(one.text["en"].rstrip(".").replace("[", "\\[") in told for one in weighed.values())
