"""The page on findings says what there is: every key, kind and status, and its example is read."""

from __future__ import annotations

import re

import yaml

from conftest import ROOT
from qualitative import Study
from qualitative.findings.claims import KEYS, read_claims
from qualitative.findings.kinds import CLAIM_KINDS, STATUS_IDS, STRENGTH_OF, STRENGTHS
from query.test_query import known

PAGE = (ROOT / "docs/findings.md").read_text(encoding="utf-8")


def test_every_key_kind_and_status_is_explained() -> None:
    named = set(re.findall(r"`([a-z-]+)[`:]", PAGE))
    assert {*CLAIM_KINDS, *STATUS_IDS} <= named
    assert {*KEYS} - named == {
        "id",
        "claims",
        "domain",
        "section",
        "text",
    }  # names, places in a report, and numbers of a paper


def test_the_example_is_read(second: Study, tmp_path) -> None:
    example = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[1]
    path = tmp_path / "findings.yaml"
    path.write_text(example, encoding="utf-8")
    (claim,) = read_claims(
        path, known(second), list(second.cases.index), second.settings.coders, languages=("en",)
    ).sound()
    assert claim.kind == yaml.safe_load(example)[0]["kind"]


def test_the_grounds_of_recommendations_are_as_the_table_says() -> None:
    table = PAGE[PAGE.index("| ground |") :]
    rows = {line.split("|")[1].strip(): line.split("|")[2] for line in table.splitlines() if line.startswith("| ")}
    for strength in STRENGTHS:
        named = set(re.findall(r"`([a-z-]+)`", rows[strength]))
        assert named == {status for status, one in STRENGTH_OF.items() if one == strength}
