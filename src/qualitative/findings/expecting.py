"""What a claim expects, and what it lacks of it, in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.findings.expectation import BEYOND, Lack
from qualitative.findings.limbs import ClaimLimb
from qualitative.findings.naming import Naming, person_name
from qualitative.findings.weighed import Limb, Weighed

__all__ = ["expected", "lacks"]


def expected(one: Weighed, naming: Naming) -> str:
    """What must be found beyond the author, why where that is not the usual, and which bases count; by limb where these expect different things."""
    same = len({(limb.says.kind, limb.says.over, repr(limb.says.expect)) for limb in one.limbs}) == 1
    if same:
        return _expected(one.limbs[0], naming)
    return " ".join(naming.say("of-limb", k=k, what=_expected(limb, naming)) for k, limb in enumerate(one.limbs, 1))


def _expected(limb: Limb, naming: Naming) -> str:
    says, expect = limb.says, limb.says.expect
    if says.kind in ("all", "none"):
        over = naming.say("persons") if says.over == "persons" else naming.several_cases
        said = naming.say("expected.every", n=len(limb.any.members), over=over)
    elif says.kind == "says":
        said = naming.say("expected.named")
    else:
        said = "; ".join(_wanted(says, naming))
    why = expect.why.get(naming.language, "") if expect.why else ""
    bases = [naming.basis(basis) for basis in expect.bases]
    is_usual = expect.says_nothing and set(expect.bases) == set(BEYOND)
    return " ".join(
        part
        for part in (
            f"{said[:1].upper()}{said[1:]}.",
            naming.say("expected.bases", names=", ".join(bases)) if set(expect.bases) != set(BEYOND) else "",
            naming.say("expected.why", why=why.rstrip("."))
            if why
            else ""
            if is_usual
            else naming.say("expected.no-why"),
        )
        if part
    )


def _wanted(says: ClaimLimb, naming: Naming) -> Iterator[str]:
    expect, kind = says.expect, says.kind
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
    """That this is there, or what of it is missing, and in which limb."""
    several = len(one.limbs) > 1
    missing = [
        naming.say("of-limb", k=k, what=what) if several else what
        for k, limb in enumerate(one.limbs, 1)
        if (what := "; ".join(_lacking(limb, naming)))
    ]
    return naming.say("lacks", what="; ".join(missing)) if missing else naming.say("met")


def _lacking(limb: Limb, naming: Naming) -> Iterator[str]:
    evidence = limb.shown
    if limb.says.kind in ("all", "none"):
        if not evidence.members or len(evidence.covered) < len(evidence.members) or evidence.m:
            yield naming.say("lack.covered", found=len(evidence.covered), wanted=len(evidence.members))
    elif limb.says.kind == "says":
        if not evidence.is_said:
            yield naming.say("lack.named")
    else:
        yield from (_lack(lack, naming) for lack in limb.lacks)


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
