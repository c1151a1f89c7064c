"""What `qualitative check` says of the first page: names that the study does not have, and sentences that claim more than their evidence bears."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from qualitative.checks.problem import DOUBTFUL, Parts, Problem, line_of
from qualitative.errors import QualitativeError
from qualitative.findings.claims import Claim, Unread, read_claims
from qualitative.findings.ground import ground_of
from qualitative.findings.kinds import StatusId
from qualitative.findings.recommendations import Recommendation, read_recommendations
from qualitative.findings.telling import status_name
from qualitative.findings.weighed import Weighed
from qualitative.findings.weighing import weigh
from qualitative.i18n import catalogue
from qualitative.material import counted_in
from qualitative.reports.content.first_settings import FirstSettings, Short, unknown_names

__all__ = ["check_first", "wrong_counts"]

TEXTS = catalogue("reports")
_STRONG = ("corroborated",)
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True)
class _Study:
    """The weighed claims by id, and how many of what sentences may count there are."""

    weighed: Mapping[str, Weighed]
    counts: Mapping[str, int]


def check_first(parts: Parts, first: FirstSettings, name: str) -> Iterator[Problem]:
    """Each claim, recommendation or code that does not exist, and each sentence that names nobody, counts wrongly or says more than its status."""
    if first == FirstSettings() or parts.known is None or parts.cases is None or parts.settings is None:
        return
    text = (parts.root / name).read_text(encoding="utf-8")
    languages, known = parts.settings.languages, parts.known
    claims: list[Claim] = []
    unread: list[Unread] = []
    advice: list[Recommendation] = []
    with suppress(QualitativeError):  # what is wrong with these files other checks say
        claims, unread = read_claims(
            parts.root / "reports/findings.yaml", known, parts.cases, parts.settings.coders, parts.root, languages
        )
        names = [*(claim.id for claim in claims), *(one.id for one in unread)]
        path = parts.root / "reports/recommendations.yaml"
        advice = read_recommendations(path, known.codebook, names, parts.root, languages)
    ids = [*(claim.id for claim in claims), *(one.id for one in unread)]
    for told in unknown_names(first, ids, [one.id for one in advice], list(known.codebook)):
        quoted = re.search(r"'([^']+)'", told)
        yield Problem(name, line_of(text, re.escape(quoted[1]) if quoted else "first:"), told)
    with suppress(QualitativeError), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        wanted = {one.claim for one in first.findings}
        ground = ground_of(parts.folder, counted_in(parts.folder), _real(parts), known)
        weighed = {claim.id: weigh(claim, ground) for claim in claims if claim.id in wanted}
        counts = {"recommendations": sum(one.kind == "recommendation" for one in advice), "findings": len(claims)}
        for told, where in _told(first, _Study(weighed, counts | _spoken(ground.rows.table))):
            yield Problem(name, line_of(text, where), told, DOUBTFUL)


def _real(parts: Parts) -> list[Any]:
    return [one for one in parts.documents.values() if one.provenance != "simulated"]


def _spoken(table: Any) -> dict[str, int]:
    """How many informants speak in what counts, and in how many statements."""
    rows = table[table["finding"].astype(bool) & table["coding"].notna() & (table["basis"] == "informant")]
    return {"informants": int(rows["person"].nunique()), "statements": int(rows["place"].nunique())}


def _told(first: FirstSettings, study: _Study) -> Iterator[tuple[str, str]]:
    """(sentence, pattern of the place) of what is doubtful."""
    for short in first.findings:
        one = study.weighed.get(short.claim)
        if one is not None:
            at = rf"claim: *{re.escape(short.claim)}\b"
            yield from ((f"first: findings: {short.claim}: {told}", at) for told in _of_finding(short, one))
    texts = {
        "rests": first.rests,
        "cannot": first.cannot,
        "answer": first.answer,
        "advice: answer": first.advice.get("answer", {}),
    }
    for key, by_language in texts.items():
        for language, text in by_language.items():
            told = [*wrong_counts(text, language, study.counts)]
            if key.endswith("answer") and not any(one.status in _STRONG for one in study.weighed.values()):
                told += [
                    f"{word!r} claims more than any finding of the first page bears; none of them is corroborated"
                    for kind in ("proof", "most")
                    for word in _words(text, language, kind)
                ]
            yield from ((f"first: {key}: {language}: {one}", rf"^ +{key.rpartition(' ')[2]}:") for one in told)


def _of_finding(short: Short, one: Weighed) -> Iterator[str]:
    if short.limb > len(one.limbs):
        yield f"limb {short.limb} does not exist; the claim has {len(one.limbs)}"
        return
    status: StatusId = one.limbs[short.limb - 1].status if short.limb else one.status
    for language, text in short.text.items():
        if "{says}" not in text and "{who}" not in text:
            yield f"{language}: it names nobody who says it; write {{says}} where that belongs"
        for kind in ("proof", "most") if status not in _STRONG else ():
            for word in _words(text, language, kind):
                yield f"{language}: {word!r} claims more than its status bears ({status_name(status, 'en')}); say who says so, and no more"
        for word in _words(text, language, "cause") if one.claim.kind != "because" else ():
            yield f"{language}: {word!r} gives a cause, and the claim is of kind {one.claim.kind!r}; leave the cause out, or make it a claim of kind 'because'"
        own = set(_NUMBER.findall(one.text.get(language, "")))
        for number in _NUMBER.findall(text):
            if number not in own:
                yield f"{language}: the number {number} is not in the sentence of its claim; take it from there"


def _words(text: str, language: str, kind: str) -> list[str]:
    """The words of a list that stand in a text, as they are written there."""
    listed: Iterable[str] = TEXTS[f"first.too-strong.{kind}"].get(language) or ()
    found = (re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text, re.IGNORECASE) for word in listed)
    return [one[0] for one in found if one]


def wrong_counts(text: str, language: str, counts: Mapping[str, int]) -> Iterator[str]:
    """Where a sentence counts what is counted by itself and comes to another number.

    >>> list(wrong_counts("It has six quoted informants.", "en", {"informants": 5}))
    ["'six quoted informants': counted are 5; take the number out, or write {informants} and {statements} in `rests`"]
    """
    words = list(TEXTS["who.numbers"].get(language) or ())
    numbers = "|".join([*(re.escape(word) for word in words[1:]), r"\d+"])
    for key, n in counts.items():
        nouns = "|".join(map(re.escape, TEXTS[f"first.counted.{key}"].get(language) or ()))
        if not nouns:
            continue
        for found in re.finditer(rf"(?<!\w)({numbers})((?: [^\W\d]+){{0,2}}? (?:{nouns}))(?!\w)", text, re.IGNORECASE):
            said = found[1].lower()
            value = int(said) if said.isdigit() else words.index(said)
            if value != n:
                yield f"'{found[0]}': counted are {n}; take the number out, or write {{informants}} and {{statements}} in `rests`"
