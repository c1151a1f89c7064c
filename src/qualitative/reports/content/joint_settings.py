"""The part `joint` of `reports/report.yaml`: what passages say of the quantitative strand, and how cases are compared."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from qualitative.analysis.convergence import Stance, Topic
from qualitative.errors import QueryError, ReportError, did_you_mean
from qualitative.query import Query, parse_query

__all__ = ["JointSettings", "parse_joint"]

KEYS = ("topics", "comparison", "split", "themes")


@dataclass(frozen=True)
class JointSettings:
    """Topics of convergence coding; conditions and outcome of the case comparison; the attribute that splits cases; framework themes."""

    topics: tuple[Topic, ...] = ()
    conditions: tuple[str, ...] = ()
    outcome: str = ""
    split: str = ""
    themes: tuple[str, ...] = ()


def parse_joint(data: Mapping[str, Any], name: str) -> JointSettings:
    """The settings of their mapping. Raises ReportError naming the topic that is wrong."""
    for key in data:
        if key not in KEYS:
            raise ReportError(f"{name}: joint: unknown key {key!r}; {did_you_mean(str(key), KEYS)}")
    topics = tuple(_topic(attribute, entry, name) for attribute, entry in (data.get("topics") or {}).items())
    comparison = data.get("comparison") or {}
    if not isinstance(comparison, dict) or not set(comparison) <= {"conditions", "outcome"}:
        raise ReportError(f"{name}: joint: comparison must hold conditions (a list of attributes) and outcome (one)")
    conditions, themes = (tuple(map(str, part or ())) for part in (comparison.get("conditions"), data.get("themes")))
    return JointSettings(topics, conditions, str(comparison.get("outcome") or ""), str(data.get("split") or ""), themes)


def _topic(attribute: str, entry: object, name: str) -> Topic:
    if not isinstance(entry, dict) or "about" not in entry:
        raise ReportError(f"{name}: joint: topic {attribute} needs `about: query`, and may hold `values`")
    stances = {}
    for value, sides in (entry.get("values") or {}).items():
        if not isinstance(sides, dict) or not set(sides) <= {"agree", "contradict"}:
            raise ReportError(f"{name}: joint: topic {attribute}: {value} may hold agree and contradict, each a query")
        parsed = {side: _query(text, f"{attribute}: {value}", name) for side, text in sides.items()}
        stances[str(value)] = Stance(**parsed)
    return Topic(attribute, _query(entry["about"], attribute, name), stances)


def _query(text: object, where: str, name: str) -> Query:
    try:
        return parse_query(str(text))
    except QueryError as problem:
        raise ReportError(f"{name}: joint: topic {where}: {problem}") from None
