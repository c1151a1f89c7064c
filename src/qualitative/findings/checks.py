"""What `qualitative check` says of findings and recommendations: every wrong entry, not only the first."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from qualitative.checks.problem import DOUBTFUL, NEXT, Parts, Problem, located
from qualitative.errors import QualitativeError, QueryError
from qualitative.findings.assessment import EARLIER
from qualitative.findings.circles import circles
from qualitative.findings.claims import KEYS as CLAIM_KEYS
from qualitative.findings.claims import Claim, parse_claim, read_claims
from qualitative.findings.entries import Entry, check_entry, list_entries, parsed
from qualitative.findings.figures import filled
from qualitative.findings.framework import KEYS as SUMMARY_KEYS
from qualitative.findings.framework import parse_summary
from qualitative.findings.ground import ground_of
from qualitative.findings.kinds import CLAIM_KINDS, STATUS_IDS
from qualitative.findings.recommendations import KEYS as RECOMMENDATION_KEYS
from qualitative.findings.recommendations import parse_recommendation
from qualitative.findings.weighing import weigh_all
from qualitative.material import counted_in
from qualitative.query.passages import asked_passages

if TYPE_CHECKING:
    import pandas as pd

_NUMBER = re.compile(r"\d")
FINDINGS, RECOMMENDATIONS = "reports/findings.yaml", "reports/recommendations.yaml"

__all__ = [
    "CHECKS",
    "check_circles",
    "check_findings",
    "check_framework",
    "check_numbers",
    "check_recommendations",
    "check_said",
]


def check_findings(parts: Parts) -> Iterator[Problem]:
    """Each claim whose shape, query, check, expectation or assessment is wrong."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is not None and cases is not None and settings is not None:
        entries = list_entries(parts.root / FINDINGS, parts.root, settings.languages)
        tables, passages = _tables(parts), asked_passages(parts.documents.values())

        def parse(entry: Entry) -> object:
            claim = parse_claim(entry, known, cases, settings.coders)
            return claim if tables is None else _run(claim, entry, tables, passages)

        yield from _problems(entries, CLAIM_KEYS, parse)
        yield from _earlier(entries)


def check_said(parts: Parts) -> Iterator[Problem]:
    """The claims that say no kind, and those of which nobody says whether what speaks against them was looked for."""
    if parts.settings is not None:
        entries = list_entries(parts.root / FINDINGS, parts.root, parts.settings.languages)
        yield from _without(
            entries,
            "kind",
            f"say no kind and are judged as particulars ({{names}}); write `kind:` with one of {', '.join(CLAIM_KINDS)}",
        )
        yield from _without(
            entries,
            "contrary",
            "do not say whether anybody looked for what speaks against them ({names}); look, and write `contrary:` with by, at, sentence, query or words, and read",
        )


def check_numbers(parts: Parts) -> Iterator[Problem]:
    """Each claim with a number in its sentence that stands in none of its passages and checks, or with passages to read that may speak against it."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is None or cases is None or settings is None:
        return
    entries = {
        str(entry.data.get("id")): entry
        for entry in list_entries(parts.root / FINDINGS, parts.root, settings.languages)
    }
    with suppress(QualitativeError):  # what keeps the claims from being weighed is told by other checks
        path, languages = parts.root / FINDINGS, settings.languages
        claims = read_claims(path, known, cases, settings.coders, parts.root, languages).claims
        if not any(_is_weighed(claim) for claim in claims):
            return
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ground = ground_of(parts.folder, counted_in(parts.folder), parts.documents.values(), known)
            weighed = list(weigh_all(claims, ground).values())
        for one in weighed:
            more = max(limb.unread for limb in one.limbs)
            if more:
                told = f"contrary: the search finds {more} passage{'s' if more > 1 else ''} more than were read; read {'them' if more > 1 else 'it'}, then correct `read`, and `against` where one speaks against the claim"
                yield replace(located(entries[one.claim.id].fail(told, "contrary")), rank=NEXT)
            stray = tuple(dict.fromkeys(number for numbers in one.stray.values() for number in numbers))
            if stray:
                told = f"the number{'s' if len(stray) > 1 else ''} {', '.join(stray)} in its text stand{'' if len(stray) > 1 else 's'} in none of its passages and checks; correct the text, or tie it with `numbers:`"
                yield replace(located(entries[one.claim.id].fail(told, "text")), rank=DOUBTFUL)


def _is_weighed(claim: Claim) -> bool:
    """Whether a claim has what only weighing checks: a number in its text, or how much was read of what may speak against it."""
    read = any(limb.contrary is not None and limb.contrary.read is not None for limb in claim.limbs)
    return read or any(_NUMBER.search(text) for text in claim.text.values())


def check_circles(parts: Parts) -> Iterator[Problem]:
    """Each recommendation that is evidence for a finding that it rests on."""
    known, cases, settings = parts.known, parts.cases, parts.settings
    if known is None or cases is None or settings is None:
        return
    claims = {}
    for entry in list_entries(parts.root / FINDINGS, parts.root, settings.languages):
        with suppress(QualitativeError):  # told by `check_findings`
            claim = parsed(entry, lambda one: parse_claim(one, known, cases, settings.coders))
            claims[claim.id] = claim
    for entry in list_entries(parts.root / RECOMMENDATIONS, parts.root, settings.languages):
        try:
            one = parsed(entry, lambda one: parse_recommendation(one, known.codebook, list(claims)))
        except QualitativeError:
            continue
        for name, codes in circles(one, claims, known):
            told = f"it rests on the finding {name!r}, whose evidence is this recommendation itself ({', '.join(codes)}); take the codes out of the query, or the finding out of `findings`"
            yield replace(located(entry.fail(told, "findings")), rank=DOUBTFUL)


def _without(entries: Iterable[Entry], key: str, told: str) -> Iterator[Problem]:
    """The claims that do not have a key, in one sentence; `told` names them in its place `{names}`."""
    names = [(str(entry.data.get("id")), entry) for entry in entries if key not in entry.data]
    if names:
        shown = ", ".join(name for name, _ in names[:5]) + (", …" if len(names) > 5 else "")
        line = names[0][1].first
        yield Problem(FINDINGS, line, f"{len(names)} of the claims {told.replace('{names}', shown)}", NEXT)


def _earlier(entries: Iterable[Entry]) -> Iterator[Problem]:
    """Assessments in the words of an earlier list of statuses."""
    for entry in entries:
        given = entry.data.get("assessment")
        status = given.get("status") if isinstance(given, Mapping) else None
        if status in EARLIER and status not in STATUS_IDS:
            told = f"assessment: {status!r} is of an earlier list of statuses; judge again by one of {', '.join(STATUS_IDS)}"
            yield replace(located(entry.fail(told, "assessment")), rank=DOUBTFUL)


def _tables(parts: Parts) -> dict[str, pd.DataFrame] | None:
    try:
        return {**parts.folder.tables, "cases": parts.folder.cases.reset_index()}
    except QualitativeError:
        return None


def _run(claim: Claim, entry: Entry, tables: dict[str, pd.DataFrame], passages: pd.DataFrame) -> Claim:
    """The claim, its checks and numbers run once. Raises FindingError at their line."""
    for key, some in (("agree", claim.agree), ("hold", claim.hold)):
        try:
            for check in some:
                check.run(tables)
        except QueryError as problem:
            raise entry.fail(str(problem), key) from None
    for name, why in filled(claim.text, claim.figures, tables, passages).missing.items():
        raise entry.fail(f"numbers: {name}: {why}", "numbers")
    return claim


def check_recommendations(parts: Parts) -> Iterator[Problem]:
    """Each recommendation whose shape is wrong, or that names a code or finding that does not exist."""
    book, settings = parts.codebook, parts.settings
    if book is not None and settings is not None:
        claims = [str(entry.data.get("id")) for entry in list_entries(parts.root / FINDINGS, parts.root)]
        entries = list_entries(parts.root / RECOMMENDATIONS, parts.root, settings.languages)
        yield from _problems(entries, RECOMMENDATION_KEYS, lambda entry: parse_recommendation(entry, book, claims))


def check_framework(parts: Parts) -> Iterator[Problem]:
    """Each summary of the framework matrix whose shape, case, theme or writer is wrong."""
    book, cases, settings = parts.codebook, parts.cases, parts.settings
    if book is not None and cases is not None and settings is not None:
        entries = list_entries(parts.root / "reports/framework.yaml", parts.root, settings.languages)
        yield from _problems(entries, SUMMARY_KEYS, lambda entry: parse_summary(entry, book, cases, settings.coders))


def _problems(entries: Iterable[Entry], keys: Iterable[str], parse: Callable[[Entry], object]) -> Iterator[Problem]:
    seen: set[str] = set()
    for entry in entries:
        try:
            check_entry(entry, keys, seen)
            parsed(entry, parse)
        except QualitativeError as problem:
            yield located(problem)


CHECKS = (check_findings, check_said, check_numbers, check_recommendations, check_circles, check_framework)
