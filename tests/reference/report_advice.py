"""The numbers of recommendations: their ground by the findings that they rest on, what is only called needed, which codes are answered."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from reference import report_files as files
from reference.report_cards import sentence, told_statuses
from reference.report_claims import Judged, claims, judged, many
from reference.report_counts import Facts
from reference.report_sections import Told, statements
from reference.report_walk import Block, Expected

MODERATE = ("one-source", "said", "called-for", "argued")
LOST = ("not-found", "only-author-against", "only-contrary", "sources-otherwise", "contradicted")


@lru_cache(maxsize=8)
def entries(facts: Facts) -> list[dict[str, Any]]:
    """What the study recommends, or calls needed."""
    found: list[dict[str, Any]] = files.read_yaml(facts.root / "reports/recommendations.yaml")
    return found


def is_need(entry: dict[str, Any]) -> bool:
    """Whether it is only called needed."""
    return bool(entry.get("kind") == "need")


def ground(status: str) -> int:
    """The worth of a status as ground: strong 0, moderate 1, weak 2, lost 3 (docs/findings.md)."""
    return 0 if status == "corroborated" else 1 if status in MODERATE else 3 if status in LOST else 2


def rests_on(told: Told, entry: dict[str, Any]) -> tuple[list[Judged], list[Judged]]:
    """The findings as they are judged without what marks the recommendation, and as they would be with it."""
    known = {one.entry["id"]: one for one in claims(told.facts)}
    own = set(files.below(told.facts.codes, set(many(entry.get("codes")))))
    with_ = [known[id_] for id_ in entry["findings"]]
    return [judged(told.facts, one.entry, frozenset(own)) for one in with_], with_


def card(told: Told, block: Block) -> Expected:
    """How many findings are as weak as the weakest, of how many; and how many would rest on the recommendation itself."""
    (entry,) = [one for one in entries(told.facts) if f"recommendation-{one['id']}" == block["id"]]
    without, with_ = rests_on(told, entry)
    grounds = [ground(one.status) for one in without]
    numbers = [str(grounds.count(max(grounds))), str(len(grounds))] if max(grounds) else []
    circles = sum(one.status != other.status for one, other in zip(without, with_, strict=True))
    found: Expected = {"ground": numbers + ([str(circles)] if circles else [])}
    for n, one in enumerate(without):
        found[f"findings {n}"] = ["=", f"{sentence(told, one).rstrip('.')} (**{told_statuses(told)[one.status]}**)"]
    return found


def needs(told: Told, block: Block) -> Expected:
    """The statements in which it is called needed: here what recommends or gives background counts too."""
    facts = told.facts
    found: Expected = {}
    for n, entry in enumerate(entry for entry in entries(facts) if is_need(entry)):
        count = facts.count(facts.of_codes(files.below(facts.codes, set(entry["codes"]))), findings=False)
        found[f"cell {n}.2"] = statements(count)
    return found


def answered_codes(told: Told) -> list[str]:
    """The codes that recommendations are held against, which can be given."""
    facts = told.facts
    ((name, value),) = facts.words["answers"].items()
    return [
        code
        for code, one in facts.codes.items()
        if one.kind == "code" and not one.retired and files.class_of(facts.codes, code, name) == value
    ]


def answers(told: Told, block: Block) -> Expected:
    """Statements of each code, beyond the author and the author's where there is one."""
    facts = told.facts
    found: Expected = {}
    codes = [code for code in answered_codes(told) if told.name(code) in {row[0]["text"] for row in block["rows"]}]
    with_author = bool(facts.settings.get("work"))
    for n, code in enumerate(codes):
        rows = facts.of_codes({code})
        sides = (
            [[row for row in rows if (facts.basis(row) == "author") is of] for of in (False, True)]
            if with_author
            else [rows]
        )
        for k, side in enumerate(sides, 2):
            count = facts.count(side)
            found[f"cell {n}.{k}"] = statements(count) if count.places else ["–"]
    assert len(codes) == len(block["rows"])
    return found


def blanks(told: Told) -> Expected:
    """Which of the codes with evidence no recommendation answers, and which codes have none."""
    facts = told.facts
    with_evidence = [code for code in answered_codes(told) if facts.count(facts.of_codes({code})).places]
    answered = {code for entry in entries(facts) if not is_need(entry) for code in many(entry.get("barriers"))}
    words = told.words["recommendations"]
    named = [told.name(code) for code in with_evidence if code not in answered]
    silent = [told.name(code) for code in answered_codes(told) if not facts.of_codes({code})]
    said = [words["blanks"].format(names="; ".join(named))]
    said += [words["silent"].format(silent=", ".join(silent))] if silent else []
    return {"text": ["=", " ".join(said)]}
