"""The part `first` of `reports/report.yaml`: the sentences of the first page that a person writes. Everything that is counted there is computed."""

from __future__ import annotations

import string
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualitative.errors import QueryError, ReportError, did_you_mean
from qualitative.query import Query, parse_query

__all__ = ["KEYS", "Advised", "FirstSettings", "Short", "ThemeRow", "parse_first", "unknown_names"]

Texts = Mapping[str, str]  # language -> text

KEYS = (
    "question", "rests", "cannot", "answer", "findings", "themes", "figure", "recommended", "unanswered", "not-for", "who", "advice",
)  # fmt: skip
_TEXTS = ("question", "rests", "cannot", "answer")
_ADVICE = ("question", "answer")
_FIGURES = ("voices", "none")
# what is computed and filled in: in the sentence on what all rests on, and in that of a finding
RESTS, SAID = ("statements", "informants", "years", "documents", "coded"), ("says", "who")


@dataclass(frozen=True)
class Short:
    """A finding in one sentence: the id of its claim, which limb of that is meant (from 1; 0: all of it), and the sentence."""

    claim: str
    text: Texts
    limb: int = 0


@dataclass(frozen=True)
class ThemeRow:
    """A row of the small table: what it is, what finds who says it and what speaks the other way, and what is not known."""

    what: Texts
    supporting: Query
    opposing: Query | None = None
    unknown: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Advised:
    """A recommendation or need in half a line, and what must be known before anybody acts on it."""

    id: str
    text: Texts = field(default_factory=dict)
    before: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class FirstSettings:
    """What `first` says; every part may be absent. `who` says in words who a person (by label or id) or a document is.

    `advice` holds the question and answer of the first page of recommendations; `unanswered` are codes that no recommendation answers.
    """

    question: Texts = field(default_factory=dict)
    rests: Texts = field(default_factory=dict)
    cannot: Texts = field(default_factory=dict)
    answer: Texts = field(default_factory=dict)
    findings: tuple[Short, ...] = ()
    themes: tuple[ThemeRow, ...] = ()
    figure: str = "voices"
    recommended: tuple[Advised, ...] = ()
    unanswered: tuple[str, ...] = ()
    not_for: tuple[Texts, ...] = ()
    who: Mapping[str, Texts] = field(default_factory=dict)
    advice: Mapping[str, Texts] = field(default_factory=dict)

    def queries(self) -> Iterator[tuple[str, Query]]:
        """Every query of the table, with where it stands."""
        for number, row in enumerate(self.themes, 1):
            yield f"first: themes: {number}: for", row.supporting
            if row.opposing is not None:
                yield f"first: themes: {number}: against", row.opposing

    def advised(self, id: str) -> Advised:
        """What is said of a recommendation; nothing where nothing is."""
        return next((one for one in self.recommended if one.id == id), Advised(id))


def parse_first(data: Mapping[str, Any], name: str) -> FirstSettings:
    """The part, its shape checked. Raises ReportError naming the key that is wrong."""
    at = f"{name}: first"
    _known(data, KEYS, at)
    figure = data.get("figure") or "voices"
    if figure not in _FIGURES:
        raise ReportError(f"{at}: figure {figure!r} is unknown; {did_you_mean(str(figure), _FIGURES)}")
    advice = _mapping(data.get("advice"), f"{at}: advice")
    _known(advice, _ADVICE, f"{at}: advice")
    who = _mapping(data.get("who"), f"{at}: who")
    return FirstSettings(
        **{key: _texts(data.get(key), f"{at}: {key}", RESTS if key == "rests" else ()) for key in _TEXTS},
        findings=tuple(_short(one, f"{at}: findings: {n}") for n, one in _listed(data, "findings", at)),
        themes=tuple(_theme(one, f"{at}: themes: {n}") for n, one in _listed(data, "themes", at)),
        figure=str(figure),
        recommended=tuple(_advised(one, f"{at}: recommended: {n}") for n, one in _listed(data, "recommended", at)),
        unanswered=tuple(str(one) for _, one in _listed(data, "unanswered", at)),
        not_for=tuple(_texts(one, f"{at}: not-for: {n}") for n, one in _listed(data, "not-for", at)),
        who={str(key): _texts(texts, f"{at}: who: {key}") for key, texts in who.items()},
        advice={key: _texts(texts, f"{at}: advice: {key}") for key, texts in advice.items()},
    )


def unknown_names(
    first: FirstSettings, claims: Collection[str], recommendations: Collection[str], codes: Collection[str]
) -> Iterator[str]:
    """A sentence for each claim, recommendation and code that it names and the study does not have."""
    for what, some, known in (
        ("findings: claim", [one.claim for one in first.findings], claims),
        ("recommended: recommendation", [one.id for one in first.recommended], recommendations),
        ("unanswered: code", list(first.unanswered), codes),
    ):
        for one in some:
            if one not in known:
                yield f"first: {what} {one!r} is not in the study; {did_you_mean(one, known)}"


def _short(data: Any, at: str) -> Short:
    found = _mapping(data, at)
    _known(found, ("claim", "limb", "text"), at)
    limb = found.get("limb", 0)
    if not isinstance(found.get("claim"), str) or not isinstance(limb, int) or isinstance(limb, bool) or limb < 0:
        raise ReportError(
            f"{at} must name a claim, as {{claim: id, text: {{en: …}}}}, and may name one of its limbs, from 1"
        )
    return Short(found["claim"], _texts(found.get("text"), f"{at}: text", SAID), limb)


def _theme(data: Any, at: str) -> ThemeRow:
    found = _mapping(data, at)
    _known(found, ("what", "for", "against", "unknown"), at)
    if not found.get("what") or not found.get("for"):
        raise ReportError(f"{at} must hold `what`, a text for each language, and `for`, a query")
    queries = {}
    for key in ("for", "against"):
        try:
            queries[key] = parse_query(str(found[key])) if found.get(key) else None
        except QueryError as problem:
            raise ReportError(f"{at}: {key}: {problem}") from None
    supporting = queries["for"]
    assert supporting is not None  # asked for above
    return ThemeRow(
        _texts(found["what"], f"{at}: what"),
        supporting,
        queries["against"],
        _texts(found.get("unknown"), f"{at}: unknown"),
    )


def _advised(data: Any, at: str) -> Advised:
    found = _mapping(data, at)
    _known(found, ("id", "text", "before"), at)
    if not isinstance(found.get("id"), str):
        raise ReportError(f"{at} must name a recommendation, as {{id: …, text: {{en: …}}}}")
    return Advised(found["id"], *(_texts(found.get(key), f"{at}: {key}") for key in ("text", "before")))


def _listed(data: Mapping[str, Any], key: str, at: str) -> list[tuple[int, Any]]:
    found = data.get(key) or []
    if not isinstance(found, list):
        raise ReportError(f"{at}: {key} must be a list")
    return list(enumerate(found, 1))


def _mapping(data: Any, at: str) -> dict[str, Any]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ReportError(f"{at} is not a mapping of names")
    return data


def _texts(data: Any, at: str, filled: Collection[str] = ()) -> dict[str, str]:
    """A text for each language, in which some `{name}` may be `filled` in."""
    found = _mapping(data, at)
    if not all(isinstance(text, str) for text in found.values()):
        raise ReportError(f"{at} must hold a text for each language, as {{en: …}}")
    for text in found.values():
        try:
            names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
        except ValueError:
            raise ReportError(f"{at}: a curly bracket stands alone; write it twice") from None
        wrong = next((name for name in names if name not in filled), None)
        if wrong is not None:
            said = did_you_mean(wrong, filled) if filled else "nothing is filled in here; write a curly bracket twice"
            raise ReportError(f"{at}: {{{wrong}}} is nothing that is filled in; {said}")
    return {str(language): " ".join(text.split()) for language, text in found.items()}


def _known(data: Mapping[str, Any], keys: Collection[str], at: str) -> None:
    wrong = next((str(key) for key in data if key not in keys), None)
    if wrong is not None:
        raise ReportError(f"{at}: unknown key {wrong!r}; {did_you_mean(wrong, keys)}")
