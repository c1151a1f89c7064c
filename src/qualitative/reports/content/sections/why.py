"""Why a claim has its status, in a sentence or two."""

from __future__ import annotations

from qualitative.findings import Verdict
from qualitative.i18n import catalogue
from qualitative.reports.content.sections.draft import Draft

__all__ = ["shown", "why"]

TEXTS = catalogue("reports")


def why(draft: Draft, verdict: Verdict) -> str:
    """The status explained in one sentence or two."""
    beyond, author = verdict.supporting.beyond_author, verdict.supporting.author
    key = verdict.status
    if key == "asserted" and len(beyond):
        key = "short"
    if key == "contradicted" and any(outcome.holds is False for _, outcome in verdict.hold):
        key = "contradicted-check"
    names = ", ".join(_person(person) for person in verdict.supporting.informants)
    missing = "; ".join(_lacking(draft, kind, values) for kind, values in verdict.missing)
    # where there is no author, nobody's word could stand for others
    alone = f"why.without-author.{key}"
    return draft.say(
        TEXTS[f"why.{key}" if draft.inputs.author or alone not in TEXTS else alone],
        n=verdict.documents if key == "silent" else draft.segments(beyond),
        author=draft.segments(author),
        against=draft.segments(verdict.opposing.beyond_author),
        bases=", ".join(draft.word(basis) for basis in verdict.supporting.bases),
        people=draft.say(TEXTS["why.people"], names=names) if names else "",
        missing=missing,
        failed="; ".join(_failed(draft, verdict)),
    )


def _lacking(draft: Draft, kind: str, values: tuple[str, ...]) -> str:
    names = map(draft.inputs.case_short, values) if kind == "cases" else values
    return draft.say(TEXTS[f"why.missing.{kind}"], names=", ".join(names), case=draft.case)


def _person(informant: str) -> str:
    """Initials as they are; `document/LABEL` as the label with its document, for labels repeat."""
    document, _, label = informant.rpartition("/")
    return f"{label} ({document})" if document else label


def _failed(draft: Draft, verdict: Verdict) -> list[str]:
    return [
        draft.say(TEXTS["why.apart"], left=shown(draft, outcome.left), right=shown(draft, outcome.right))
        for _, outcome in (*verdict.agree, *verdict.hold)
        if outcome.holds is False
    ]


def shown(draft: Draft, value: float | str | None) -> str:
    """A value of a check as readers see it."""
    if value is None:
        return "NA"
    return draft.word(value) if isinstance(value, str) else draft.figure(value)
