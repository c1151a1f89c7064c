"""Who of the speakers asks and who answers: by label, else by who asks the questions; each guess is said. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualitative.text.labels import role_of

__all__ = ["guess_roles"]

ASKS = 0.4  # an interviewer asks in at least this share of turns, and at least twice as often as anybody else


def guess_roles(
    turns: Sequence[tuple[str, str]], given: Mapping[str, str], hinted: Mapping[str, str]
) -> tuple[dict[str, str], tuple[str, ...]]:
    """(label -> interviewer or informant in order of appearance, a sentence for each guess).

    `turns` are (label, speech); `given` is what a person said, `hinted` what stood beside a label in the text.
    """
    order = list(dict.fromkeys(label for label, _ in turns))
    asks = {label: _question_share(turns, label) for label in order}
    roles, why = {}, {}
    for label in order:
        if label in given:
            roles[label] = given[label]
        elif hinted.get(label) or role_of(label):
            roles[label] = hinted.get(label) or role_of(label) or ""
            why[label] = "as the text says" if label in hinted else "by its label"
    _settle_p_and_i(order, asks, roles, given, why)
    if "interviewer" not in roles.values() and len(order) > 1:
        _find_interviewer(order, asks, roles, why)
    for label in order:
        if label not in roles:
            roles[label], why[label] = "informant", "since nothing says otherwise"
    notes = tuple(f"{label} taken as {roles[label]}, {why[label]}" for label in order if label in why)
    return {label: roles[label] for label in order}, notes


def _settle_p_and_i(
    order: Sequence[str],
    asks: Mapping[str, float],
    roles: dict[str, str],
    given: Mapping[str, str],
    why: dict[str, str],
) -> None:
    """P and I together are pewawancara and informan, or participant and interviewer: who asks more interviews."""
    both = [label for label in order if label.casefold() in ("p", "i") and label not in given]
    if len(both) == 2:
        least = min(both, key=lambda label: (asks[label], label.casefold() == "p"))
        roles[least] = "informant"
        for label in both:
            why[label] = f"{asks[label]:.0%} of its turns ask"


def _find_interviewer(
    order: Sequence[str], asks: Mapping[str, float], roles: dict[str, str], why: dict[str, str]
) -> None:
    left = [label for label in order if label not in roles]
    most = max(left, key=lambda label: asks[label], default=None)
    if most and asks[most] >= ASKS and all(asks[other] <= asks[most] / 2 for other in order if other != most):
        roles[most], why[most] = "interviewer", f"{asks[most]:.0%} of its turns ask"


def _question_share(turns: Sequence[tuple[str, str]], label: str) -> float:
    spoken = [speech for speaker, speech in turns if speaker == label]
    return sum("?" in speech for speech in spoken) / len(spoken)
