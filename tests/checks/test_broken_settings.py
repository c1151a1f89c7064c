"""Where study.yaml can't be read, that is what is said, and nothing that only seems wrong for want of it."""

from __future__ import annotations

from qualitative import Study


def test_a_broken_study_yaml_blames_no_document(second_study: Study) -> None:
    path = second_study.root / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "nonsense: [", encoding="utf-8")
    broken = [problem for problem in Study.open(second_study.root).check() if problem.rank == "broken"]
    assert [problem.path for problem in broken] == ["study.yaml"]
