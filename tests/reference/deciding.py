"""Rule 2: what decisions settle, and what they leave."""

from __future__ import annotations

from reference.material import Coding, Material, Verdict, is_heard, overlap


def last_verdict(material: Material, coding: Coding) -> Verdict | None:
    """The newest decision that settles a coding or leaves it."""
    about = [
        one
        for one in material.verdicts
        if is_heard(material, one.coder) and (settles(material, one, coding) or leaves(material, one, coding))
    ]
    return max(about, key=lambda one: one.id, default=None)


def settles(material: Material, verdict: Verdict, coding: Coding) -> bool:
    """Whether a decision settles a coding."""
    # "(… memos and placing settle nothing)": `split` and `place` say which part of a code it is, and where it lies
    if verdict.verdict in ("split", "place"):
        return False
    # "2. A decision settles the codings that it names"
    if coding.id in verdict.of:
        return True
    # "and those of the same code that directly overlap them and are older than it, nothing else there"
    named = [one for one in material.codings if one.id in verdict.of]
    return coding.id < verdict.id and any(one.code == coding.code and overlap(one, coding) for one in named)


def leaves(material: Material, verdict: Verdict, coding: Coding) -> bool:
    """Whether a coding stands because of a decision."""
    # "(`reject` and `retire` leave none …)"
    if verdict.verdict == "accept":
        return coding.id in verdict.of
    return (
        verdict.verdict == "adjudicate" and verdict == decision_behind(material, coding) and coding.id not in verdict.of
    )


def decision_behind(material: Material, coding: Coding) -> Verdict | None:
    """The decision that a coding of the consensus belongs to: the next on any of the codings whose place it takes."""
    # "The consensus is the coder `consensus`, whose events `settle` others."
    if coding.coder != material.consensus:
        return None
    about = [
        one
        for one in material.verdicts
        if one.verdict == "adjudicate" and coding.id < one.id and set(coding.settles) & set(one.of)
    ]
    return min(about, key=lambda one: one.id, default=None)
