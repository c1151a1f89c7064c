"""What a claim expects, and what it lacks of it, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.findings.expectation import BEYOND, Lack
from qualitative.findings.naming import Naming, person_name
from qualitative.findings.weighed import Weighed

__all__ = ["expected", "lacks"]


def expected(one: Weighed, naming: Naming) -> str:
    """What must be found beyond the author, why where that is not the usual, and which bases count."""
    claim, expect = one.claim, one.claim.expect
    if claim.kind in ("all", "none"):
        over = naming.say("persons") if claim.over == "persons" else naming.several_cases
        said = naming.say("expected.every", n=len(one.whole.any.members), over=over)
    elif claim.kind == "says":
        said = naming.say("expected.named")
    else:
        said = "; ".join(_wanted(one, naming))
    why = expect.why.get(naming.language, "") if expect.why else ""
    bases = [naming.basis(basis) for basis in expect.bases]
    return " ".join(
        part
        for part in (
            f"{said[:1].upper()}{said[1:]}.",
            naming.say("expected.bases", names=", ".join(bases)) if set(expect.bases) != set(BEYOND) else "",
            naming.say("expected.why", why=why.rstrip(".")) if why else "",
        )
        if part
    )


def _wanted(one: Weighed, naming: Naming) -> Iterator[str]:
    expect, kind = one.claim.expect, one.claim.kind
    if expect.says_nothing:
        yield naming.say("expected.pattern" if kind == "pattern" else "expected.one", cases=naming.several_cases)
        return
    for key, wanted in (("informants", expect.informants), ("cases", expect.cases), ("sources", expect.sources)):
        if isinstance(wanted, int):
            if wanted:
                yield naming.say(f"expected.{key}", n=wanted, cases=naming.several_cases)
        elif wanted:
            names = ", ".join(_named(key, name, naming) for name in wanted)
            yield naming.say(f"expected.{key}-named", names=names, cases=naming.several_cases)


def lacks(one: Weighed, naming: Naming) -> str:
    """That this is there, or what of it is missing."""
    if one.claim.kind in ("all", "none"):
        evidence = one.whole.shown
        met = bool(evidence.members) and len(evidence.covered) == len(evidence.members) and not evidence.m
        found = naming.say("lack.covered", found=len(evidence.covered), wanted=len(evidence.members))
        return naming.say("met") if met else naming.say("lacks", what=found)
    if one.claim.kind == "says":
        evidence = one.whole.shown
        return naming.say("met") if evidence.is_said else naming.say("lacks", what=naming.say("lack.named"))
    if not one.lacks:
        return naming.say("met")
    return naming.say("lacks", what="; ".join(_lack(lack, naming) for lack in one.lacks))


def _lack(lack: Lack, naming: Naming) -> str:
    said = naming.say(f"lack.{lack.kind}", found=lack.found, wanted=lack.wanted, cases=naming.several_cases)
    if not lack.names:
        return said
    names = ", ".join(_named(lack.kind, name, naming) for name in lack.names)
    return naming.say("lack.names", said=said, names=names)


def _named(kind: str, name: str, naming: Naming) -> str:
    if kind == "cases":
        return naming.case(name)
    return person_name(name) if kind == "informants" else naming.document(name)
