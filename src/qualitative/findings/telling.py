"""A weighed claim in words: its status, why it has it, and everything that must stand beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from qualitative.findings.contrary import contrary
from qualitative.findings.expecting import expected, lacks
from qualitative.findings.kinds import STATUS_IDS, StatusId
from qualitative.findings.naming import TEXTS, Naming, person_name
from qualitative.findings.sides import Side
from qualitative.findings.statuses import Evidence
from qualitative.findings.weighed import Limb, Weighed
from qualitative.i18n import format_date, pick

__all__ = ["Beside", "beside", "counts", "legend", "reason", "status_name"]

_SPEECH = ("says", "because", "should")


class Beside(NamedTuple):
    """One thing that stands beside a status: its key, what it is called, and what is told."""

    key: str
    label: str
    text: str


def status_name(status: StatusId, language: str) -> str:
    """What a status is called."""
    return TEXTS.say(f"status.{status}", language)


def legend(language: str) -> dict[str, str]:
    """What each status means, by its id, in the order from what says least to what says most."""
    return {one: TEXTS.say(f"legend.{one}", language) for one in STATUS_IDS}


def counts(one: Weighed, naming: Naming) -> str:
    """How many sources speak for and against, and the author's own word apart; both ends where it depends on whose codings count."""
    low, high = one.whole.agreed, one.whole.any
    n, m = (str(most) if least == most else f"{least}–{most}" for least, most in ((low.n, high.n), (low.m, high.m)))
    text = naming.say("counts", n=n, m=m)
    by = (one.pro.by_author, one.con.by_author)
    author = {(True, True): "author", (True, False): "author-for", (False, True): "author-against"}.get(by)
    return text + naming.say(f"beside.{author}") if author else text


def reason(one: Weighed, naming: Naming) -> str:
    """Why a claim has its status, in a sentence; of one with limbs, what these have."""
    if len(one.limbs) > 1:
        parts = "; ".join(
            naming.say("limb", k=k, status=status_name(limb.status, naming.language))
            for k, limb in enumerate(one.limbs, 1)
        )
        return naming.say("why.limbs", parts=parts)
    return _reason(one, one.whole, naming)


def _reason(one: Weighed, limb: Limb, naming: Naming) -> str:
    evidence = limb.shown
    key = f"why.{_variant(limb.status, evidence)}"
    documents = naming.say("why.documents", n=one.documents)
    return naming.say(
        key,
        sources=naming.say("why.sources", n=evidence.n),
        against=naming.say("why.sources", n=evidence.m),
        names=naming.some(evidence.pro),
        others=naming.some(evidence.con),
        who=_who(evidence, naming),
        statements=naming.say("why.statements", n=_places(evidence.pro)),
        contrary=naming.say("why.statements", n=_places(evidence.con)),
        k=one.read,
        all=one.passages,
        documents=documents if one.asked is None else documents + naming.say("why.asked", n=one.asked),
        covered=len(evidence.covered),
        members=len(evidence.members),
        over=naming.several_cases if evidence.over != "persons" else naming.say("persons"),
    )


def _variant(status: StatusId, evidence: Evidence) -> str:
    """The text for a status: some can come about in several ways."""
    over = evidence.kind in ("all", "none")
    if status == "partly":
        if not evidence.n and not evidence.m:
            return "partly-nobody"
        return "partly-others" if evidence.kind == "says" else "partly-covered" if over else "partly"
    if over and status in ("corroborated", "one-source"):
        return f"{status}-{evidence.kind}"
    if status == "not-found" and not evidence.is_empty:
        return "not-found-against"
    return status


def _who(evidence: Evidence, naming: Naming) -> str:
    if evidence.who == "author":
        return naming.say("author")
    return person_name(evidence.who) if evidence.who else ""


def _places(side: Side) -> int:
    return int(side.of_author["place"].nunique())


def beside(one: Weighed, naming: Naming) -> list[Beside]:
    """Everything that stands beside a status and its counts."""
    return [Beside(key, naming.say(f"label.{key}"), text) for key, text in _beside(one, naming)]


def _beside(one: Weighed, naming: Naming) -> Iterator[tuple[str, str]]:
    yield from (("part", text) for text in _parts(one, naming))
    yield "expected", f"{expected(one, naming)} {lacks(one, naming)}"
    yield "contrary", contrary(one, naming)
    figures = [
        naming.say(f"figures.{which}", **found)
        for which in ("hold", "agree")
        if any((found := one.figures(which)).values())
    ]
    if figures:
        yield "figures", " ".join(figures)
    remarks = list(_remarks(one, naming))
    if remarks:
        yield "remarks", " ".join(remarks)


def _parts(one: Weighed, naming: Naming) -> Iterator[str]:
    """Each limb with its own status and counts."""
    for k, limb in enumerate(one.limbs, 1) if len(one.limbs) > 1 else ():
        yield naming.say(
            "part",
            k=k,
            codes=", ".join(naming.code(code) for code in limb.codes),
            status=status_name(limb.status, naming.language),
            why=_reason(one, limb, naming),
        )


def _remarks(one: Weighed, naming: Naming) -> Iterator[str]:
    """What a reader must know beside the status, a sentence each."""
    if one.depends:
        yield _depends(one, naming)
    low, high = one.whole.agreed, one.whole.any
    if (low.n, low.m) != (high.n, high.m):
        yield naming.say("beside.range", n=low.n, m=low.m)
    for limb in one.limbs:
        told, kind = limb.any, limb.says.kind
        if told.m and (kind in _SPEECH or (kind == "pattern" and told.n and limb.status != "mixed")):
            yield naming.say(
                "beside.against" if kind in _SPEECH else "beside.few", n=told.m, names=naming.some(told.con)
            )
    deviant = one.claim.deviant
    if deviant is not None and not one.con.is_empty:
        at = format_date(deviant.at, naming.language)
        yield naming.say("beside.deviant", by=deviant.by, at=at, why=pick(deviant.why, naming.language).rstrip("."))
    for key, holds in {
        "unfinished": one.unfinished,
        "simulated": one.simulated,
        "no-kind": not one.claim.says_kind,
    }.items():
        if holds:
            yield naming.say(f"beside.{key}")
    for key, n in (
        ("both", len(one.in_both)),
        ("cited", len(one.pro.cited | one.con.cited)),
        ("not-counted", one.pro.not_counted + one.con.not_counted),
        ("nobody", one.pro.nobody + one.con.nobody),
    ):
        if n:
            yield naming.say(f"beside.{key}", n=n)
    if one.missing:
        yield naming.say("beside.missing", names="; ".join(what for what, _ in one.missing))
    if stray := one.stray.get(naming.language):
        yield naming.say("beside.stray", n=len(stray), names=", ".join(stray))


def _depends(one: Weighed, naming: Naming) -> str:
    """The statuses at both ends of the range of codings."""
    agreed, some = (
        "/".join(status_name(limb.statuses[end], naming.language) for limb in one.limbs if limb.depends)
        for end in (0, 1)
    )
    return naming.say("beside.depends", agreed=agreed, any=some)
