"""`reports/report.yaml`: what one study's reports say and show beyond what every study's do. Every part may be absent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.corpus.files import read_yaml, shown
from qualitative.errors import QueryError, ReportError, did_you_mean
from qualitative.query import Query, parse_query
from qualitative.reports.content.first_settings import FirstSettings, parse_first
from qualitative.reports.content.grouping import Grouping, parse_grouping
from qualitative.reports.content.joint_settings import JointSettings, parse_joint

__all__ = ["ReportSettings", "read_report_settings"]

PARTS = (
    "prose",
    "headings",
    "attributes",
    "values",
    "links",
    "branches",
    "classes",
    "answers",
    "joint",
    "first",
    "sections",
)
# what `headings` may replace: the headings of sections and parts that every report can have, and words of the cards of recommendations
HEADINGS = (
    "scope", "cases", "classes", "joint", "claims", "recommendations", "needs", "answers", "blanks", "limits", "audit",
    "barriers", "findings", "addressees", "reading", "codes", "participants", "missing", "cards", "audit-more", "brief-findings", "brief-advice",
)  # fmt: skip
_TEXTS = ("prose", "headings", "attributes", "values")


@dataclass(frozen=True)
class ReportSettings:
    """Texts by language for `prose`, `headings`, `attributes` and `values`; queries for `links`; lists of codes for `branches`; the rest parsed."""

    prose: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    headings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    attributes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    links: Mapping[str, Query] = field(default_factory=dict)
    branches: Mapping[str, list[str]] = field(default_factory=dict)
    grouping: Grouping = field(default_factory=Grouping)
    joint: JointSettings = field(default_factory=JointSettings)
    first: FirstSettings = field(default_factory=FirstSettings)
    sections: tuple[str, ...] = ()

    def queries(self) -> Iterator[tuple[str, Query]]:
        """Every query of the links, of the first page and of the topics of joint displays, with where it stands."""
        yield from ((f"links: {key}", query) for key, query in self.links.items())
        yield from self.first.queries()
        for topic in self.joint.topics:
            yield f"joint: {topic.attribute}", topic.about
            for value, stance in topic.stances.items():
                for query in (stance.agree, stance.contradict):
                    if query is not None:
                        yield f"joint: {topic.attribute}: {value}", query


def read_report_settings(path: Path, root: Path | None = None) -> ReportSettings:
    """The settings; without a file all parts are empty. Raises ReportError naming the part that is wrong."""
    if not path.exists():
        return ReportSettings()
    name = shown(path, root)
    data = read_yaml(path, ReportError, root) or {}
    if not isinstance(data, dict):
        raise ReportError(f"{name}:1: not a mapping of {', '.join(PARTS)}")
    for part, entries in data.items():
        if part not in PARTS:
            raise ReportError(f"{name}: unknown part {part!r}; {did_you_mean(str(part), PARTS)}")
        if part == "sections":
            _check_list(name, entries)
        elif not isinstance(entries, dict):
            raise ReportError(f"{name}: {part} is not a mapping of names")
    for part in _TEXTS:
        _check_texts(name, part, data.get(part, {}))
    wrong = next((str(key) for key in data.get("headings", {}) if key not in HEADINGS), None)
    if wrong is not None:
        raise ReportError(f"{name}: headings: no report has the heading {wrong!r}; {did_you_mean(wrong, HEADINGS)}")
    try:
        links = {key: parse_query(str(text)) for key, text in data.get("links", {}).items()}
    except QueryError as problem:
        raise ReportError(f"{name}: links: {problem}") from None
    return ReportSettings(
        **{part: data.get(part, {}) for part in (*_TEXTS, "branches")},
        links=links,
        grouping=parse_grouping(data.get("classes", {}), data.get("answers", {}), name),
        joint=parse_joint(data.get("joint", {}), name),
        first=parse_first(data.get("first", {}), name),
        sections=tuple(map(_section_name, data.get("sections") or ())),
    )


def _check_list(name: str, entries: Any) -> None:
    if not isinstance(entries, list) or not all(isinstance(one, str | dict) for one in entries):
        raise ReportError(f"{name}: sections must be a list of names such as [first, scope, codes, limits]")


def _section_name(entry: Any) -> str:
    """A name; `own/shifts.py: shifts_section` is read as a mapping of one key."""
    return ": ".join(map(str, next(iter(entry.items()), ("",)))) if isinstance(entry, dict) else str(entry)


def _check_texts(name: str, part: str, entries: Mapping[str, Any]) -> None:
    for key, texts in entries.items():
        if not isinstance(texts, dict) or not all(isinstance(text, str) for text in texts.values()):
            raise ReportError(f"{name}: {part}: {key} must hold a text for each language, as {{en: …}}")
