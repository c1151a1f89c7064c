"""The part `joint` of report.yaml: what is wrong is named with its topic, when read and by `check`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from conftest import on_both
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports.content.joint_settings import parse_joint


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"topic": {}}, "did you mean topics"),
        ({"topics": {"fund": {}}}, "topic fund needs `about: query`"),
        ({"topics": {"fund": {"about": "code:"}}}, "topic fund: "),
        (
            {"topics": {"fund": {"about": "code:a", "values": {"x": {"agrees": "code:a"}}}}},
            "fund: x may hold agree and contradict",
        ),
        ({"topics": {"fund": {"about": "code:a", "values": {"x": {"agree": "("}}}}}, "topic fund: x"),
        ({"comparison": {"condition": ["a"]}}, "comparison must hold conditions"),
    ],
)
def test_a_wrong_part_is_named(data: dict, message: str) -> None:
    with pytest.raises(ReportError, match=message):
        parse_joint(data, "report.yaml")


def test_an_absent_part_is_empty_and_a_whole_one_is_read() -> None:
    assert parse_joint({}, "report.yaml").topics == ()
    joint = parse_joint(
        {"topics": {"fund": {"about": "code:a", "values": {2: {"agree": "code:b"}}}}, "split": "fund"}, "r"
    )
    assert (joint.topics[0].attribute, list(joint.topics[0].stances), joint.split) == ("fund", ["2"], "fund")


def test_check_names_a_code_that_a_topic_no_longer_finds(study: Study) -> None:
    (study.root / "reports").mkdir(exist_ok=True)
    text = "joint:\n  topics: {fund: {about: 'code:budgt'}}\n  themes: [nothing]\n"
    (study.root / "reports/report.yaml").write_text(text, encoding="utf-8")
    said = [problem.sentence for problem in study.check() if problem.path == "reports/report.yaml"]
    assert ["joint: fund" in said[0] and "did you mean budget" in said[0], "theme 'nothing'" in said[1]] == [True, True]


@on_both()
@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("links: {fund: 'cod:a'}", "links: fund: .*did you mean code"),
        ("joint: {topics: {fund: {about: 'code:nothing-of-it'}}}", "joint: fund: .*nothing-of-it"),
        ("joint: {topics: {fund: {about: 'text:a', values: {x: {agree: 'bases:table'}}}}}", "joint: fund: x: .*basis"),
    ],
)
def test_a_query_that_names_what_the_study_does_not_have_stops_the_report(
    either: Study, part: str, message: str, tmp_path: Path
) -> None:
    root = tmp_path / "study"
    for name in ("corpus", "codebook", "reports"):
        shutil.copytree(either.root / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(either.root / "study.yaml", root)
    (root / "reports/report.yaml").write_text(part + "\n", encoding="utf-8")
    with pytest.raises(ReportError, match=rf"reports/report.yaml: {message}"):
        Study.open(root).draft()
