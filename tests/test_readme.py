"""The README stays true: its links lead somewhere, its commands and options exist, its queries parse."""

from __future__ import annotations

import re

import pytest
import yaml
from click.testing import CliRunner

from conftest import ROOT
from qualitative.cli import COMMANDS, _group
from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.table import legend
from qualitative.query import FIELDS, parse_check, parse_query

README = (ROOT / "README.md").read_text(encoding="utf-8")
CALLS = sorted(set(re.findall(r"^qualitative ([a-z-]+)([^#\n]*)", README, re.MULTILINE)))


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\(([^)#]+)\)", README))))
def test_links_and_pictures_lead_to_files(target: str) -> None:
    assert (ROOT / target).exists()


@pytest.mark.parametrize(("command", "rest"), CALLS)
def test_commands_and_options_exist(command: str, rest: str) -> None:
    assert command in COMMANDS
    help_text = CliRunner().invoke(_group, [command, "--help"]).output
    for option in re.findall(r"(--[a-z-]+)", rest):
        assert option in help_text


def test_every_command_is_in_the_help_with_its_first_sentence() -> None:
    shown = CliRunner().invoke(_group, ["--help"]).output
    assert all(name in shown for name in COMMANDS)
    for name in COMMANDS:
        assert CliRunner().invoke(_group, [name, "--help"]).exit_code == 0


def test_the_example_finding_is_the_one_of_the_study() -> None:
    example = yaml.safe_load(re.search(r"```yaml\n(.*?)```", README, re.DOTALL)[1])[0]
    findings = yaml.safe_load((ROOT / "reports/findings.yaml").read_text(encoding="utf-8"))
    real = next(entry for entry in findings if entry["id"] == example["id"])
    assert example.items() <= real.items()
    parse_query(example["for"])


def test_fields_statuses_and_the_example_check_are_as_described() -> None:
    told = (ROOT / "docs/queries.md").read_text(encoding="utf-8")
    assert all(f"`{field}:" in told for field in FIELDS)
    assert all(f"| {status} | {legend('en')[status]} |" in README for status in STATUS_IDS)
    parse_check(re.search(r"`(growth\.total[^`]+)`", README)[1])


def test_the_python_example_names_real_methods() -> None:
    from qualitative import Study

    for name in re.findall(r"(?<!-)\bstudy\.([a-z_]+)", README):
        assert name == "yaml" or hasattr(Study, name), name
