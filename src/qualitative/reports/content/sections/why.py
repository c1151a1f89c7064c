"""Why a claim has its status, in a sentence or two."""

from __future__ import annotations

from qualitative.findings import Verdict
from qualitative.reports.content.sections.draft import Draft

__all__ = ["shown", "why"]

_WHY = {
    "supported": {
        "id": "Ada {n} di luar penulis ({bases}{people}).",
        "en": "Beyond the author: {n} ({bases}{people}).",
    },
    "asserted": {"id": "Hanya penulis yang menyatakannya ({author}).", "en": "Only the author says so ({author})."},
    "short": {
        "id": "Yang di luar penulis ({n}) belum mencukupi; kurang: {missing}.",
        "en": "What stands beyond the author ({n}) falls short; lacking: {missing}.",
    },
    "silent": {
        "id": "{documents} dokumen dikode sampai selesai; tidak satu segmen pun membicarakannya.",
        "en": "{documents} documents were coded to the end; no segment speaks to it.",
    },
    "inconsistent": {"id": "Sumbernya tidak selaras: {failed}.", "en": "The sources disagree: {failed}."},
    "contradicted-check": {"id": "Angkanya tidak cocok: {failed}.", "en": "Its figures do not hold: {failed}."},
    "contradicted": {
        "id": "Hanya ada yang menentangnya ({against}).",
        "en": "Only evidence against it was found ({against}).",
    },
    "contested": {
        "id": "Ada yang mendukung ({n}) dan ada yang menentang ({against}).",
        "en": "Evidence for it ({n}) and against it ({against}).",
    },
}
# where there is no author whose word could stand for others
_WHY_WITHOUT_AUTHOR = {
    "supported": {"id": "Yang mendukung: {n} ({bases}{people}).", "en": "What supports it: {n} ({bases}{people})."},
    "asserted": {
        "id": "Yang membicarakannya bukan dari dasar yang diminta temuan ini ({author}).",
        "en": "What speaks to it is not of a basis that the finding asks for ({author}).",
    },
    "short": {
        "id": "Yang mendukung ({n}) belum mencukupi; kurang: {missing}.",
        "en": "What supports it ({n}) falls short; lacking: {missing}.",
    },
}
_MISSING = {
    "informants": {"id": "informan {names}", "en": "informants {names}"},
    "cases": {"id": "{case}: {names}", "en": "{case}: {names}"},
    "sources": {"id": "sumber {names}", "en": "sources {names}"},
}
_APART = {"id": "{left} berbanding {right}", "en": "{left} against {right}"}
_PEOPLE = {"id": "; informan: {names}", "en": "; informants: {names}"}


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
    texts = _WHY if draft.inputs.author else {**_WHY, **_WHY_WITHOUT_AUTHOR}
    return draft.say(
        texts[key],
        n=draft.segments(beyond),
        author=draft.segments(author),
        against=draft.segments(verdict.opposing.beyond_author),
        documents=verdict.documents,
        bases=", ".join(draft.word(basis) for basis in verdict.supporting.bases),
        people=draft.say(_PEOPLE, names=names) if names else "",
        missing=missing,
        failed="; ".join(_failed(draft, verdict)),
    )


def _lacking(draft: Draft, kind: str, values: tuple[str, ...]) -> str:
    names = map(draft.inputs.case_short, values) if kind == "cases" else values
    return draft.say(_MISSING[kind], names=", ".join(names), case=draft.case)


def _person(informant: str) -> str:
    """Initials as they are; `document/LABEL` as the label with its document, for labels repeat."""
    document, _, label = informant.rpartition("/")
    return f"{label} ({document})" if document else label


def _failed(draft: Draft, verdict: Verdict) -> list[str]:
    return [
        draft.say(_APART, left=shown(draft, outcome.left), right=shown(draft, outcome.right))
        for _, outcome in (*verdict.agree, *verdict.hold)
        if outcome.holds is False
    ]


def shown(draft: Draft, value: float | str | None) -> str:
    if value is None:
        return "NA"
    return draft.word(value) if isinstance(value, str) else draft.figure(value)
