"""What is told of a published report that comes out otherwise: the changes with their causes, and who wrote other bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from qualitative.reports.formats.table import FORMATS
from qualitative.reports.published.causes import OWN_CODE, Cause
from qualitative.reports.published.published_report import SHOWN, PublishedReport
from qualitative.reports.published.trace import Traced

__all__ = ["effectless", "explained", "passages_in_words", "renderings"]

_ALWAYS = {"python", "qualitative", OWN_CODE}


def explained(
    case: PublishedReport, changes: Sequence[Traced], reasons: Sequence[Cause], moved: Mapping[str, str]
) -> Iterator[str]:
    """The changes, each with the numbers of its causes, then the causes."""
    used = sorted({n for _, numbers in changes for n in numbers})
    number = {n: place for place, n in enumerate(used, 1)}
    kinds: Counter[str] = Counter()
    for change, numbers in changes:
        kinds[change.kind] += 1
        if kinds[change.kind] <= SHOWN:
            yield change.text + _marks([number[n] for n in numbers])
    for kind, n in kinds.items():
        if n > SHOWN:
            yield f"and {n - SHOWN} more of kind {kind}"
    if moved:
        yield f"{passages_in_words(moved)} elsewhere in a corrected text"
    yield from (f"[{number[n]}] {reasons[n].text}" for n in used[: 3 * SHOWN])
    if len(used) > 3 * SHOWN:
        yield f"and {len(used) - 3 * SHOWN} more; see `qualitative log`"
    if not used:
        yield _no_cause(case)
    # an input that changed may be innocent where the code that reads it changed as well
    if case.libraries and used:
        yield f"these differ too, and may have a part in it: {_listed(case.libraries)}"


def _no_cause(case: PublishedReport) -> str:
    if case.libraries:
        return f"no input changed; what differs is {_listed(case.libraries)}"
    return "no input and no library changed: the published report was altered together with its manifest"


def renderings(case: PublishedReport, other: Sequence[str], drawn: Sequence[str]) -> Iterator[str]:
    """Which library or renderer wrote other bytes."""
    if drawn:
        what = _of(case, {"matplotlib", "numpy", "pandas"})
        yield f"drawn otherwise: {', '.join(drawn)}; {what or 'no library of them changed'}"
    for form in other:
        named = _of(case, set(FORMATS[form].libraries))
        if named or not drawn:
            yield f"{FORMATS[form].published}: {named or 'no library that writes it changed; compare the machines'}"


def _of(case: PublishedReport, names: set[str]) -> str:
    return _listed({name: change for name, change in case.libraries.items() if name in names | _ALWAYS})


def _listed(libraries: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {change}" for name, change in libraries.items())


def effectless(case: PublishedReport) -> str:
    """What changed and left every byte the same."""
    shown = [f"{path} is {what}" for path, what in case.inputs.items()] + [
        f"{name} {what}" for name, what in case.libraries.items() if name != OWN_CODE
    ]
    more = f" and {len(shown) - 4} more" if len(shown) > 4 else ""
    return ", ".join(shown[:4]) + more


def passages_in_words(moved: Mapping[str, str]) -> str:
    return "1 passage lies" if len(moved) == 1 else f"{len(moved)} passages lie"


def _marks(numbers: Sequence[int]) -> str:
    if not numbers:
        return ""
    whole = len(numbers) > 3 and numbers[-1] - numbers[0] == len(numbers) - 1
    return f" [{numbers[0]}–{numbers[-1]}]" if whole else f" [{', '.join(map(str, numbers))}]"
