"""How a page shows evidence: segments with where they come from, sets of them, and the places that rest on a set."""

from __future__ import annotations

from collections.abc import Iterable

from qualitative.reports.page.joining import Joined
from qualitative.reports.page.model import ClaimBlock, FigureBlock, Passage, RecommendationBlock, TableBlock
from qualitative.reports.page.numbering import EvidenceSet, Use, is_simulated
from qualitative.reports.page.plain import visible
from qualitative.reports.page.tree import LinkView, SegmentView, SetView

__all__ = ["evidence_set", "segment"]


def segment(joined: Joined, name: str) -> SegmentView:
    """A passage with all that says where it comes from; facts that are empty are left out."""
    found, words = joined.segments[name], joined.words
    passage = found.passage
    section = f", {words['section']} {passage.locator}" if passage.locator and not passage.verbatim else ""
    return {
        "id": name,
        "ref": visible(passage.id),
        "text": visible(passage.text),
        "before": visible(passage.before),
        "after": visible(passage.after),
        "verbatim": passage.verbatim,
        "label": words["verbatim"] if passage.verbatim else visible(words["paraphrase"] + section),
        "simulated": is_simulated(passage),
        "source": visible(
            " · ".join(x for x in (passage.informant or passage.speaker, passage.case, passage.date) if x)
        ),
        "case": visible(passage.case),
        "cases": [visible(case) for case in passage.cases or (passage.case,)],
        "domains": [visible(domain) for domain in passage.domains],
        "facts": [
            {"key": key, "label": words[key], "text": visible(text)} for key, text in _origin(joined, passage) if text
        ],
        "sets": list(found.sets),
        "shown": [_use(joined, Use(block)) for block in found.shown],
    }


def _origin(joined: Joined, passage: Passage) -> list[tuple[str, str]]:
    """(label's key, text) of all that says where a passage comes from."""
    return [
        ("document", passage.title or passage.document),
        ("case", passage.case),
        ("informant", passage.informant),
        ("speaker", passage.speaker if passage.speaker != passage.informant else ""),
        ("date", passage.date),
        ("locator", passage.locator if passage.verbatim else ""),
        ("provenance", joined.word(passage.provenance)),
        ("basis", joined.word(passage.basis)),
        ("codes", "; ".join(passage.codes)),
        ("coders", ", ".join(passage.coders)),
    ]


def evidence_set(joined: Joined, found: EvidenceSet) -> SetView:
    """A set with its segments and the places that rest on it."""
    return {
        "id": found.id,
        "segments": list(found.segments),
        "ranges": [{"text": text, "to": first} for text, first in _ranges(found.segments)],
        "count": joined.counted(len(found.segments)),
        "simulated": any(is_simulated(joined.segments[name].passage) for name in found.segments),
        "uses": [_use(joined, use) for use in found.uses],
    }


def _use(joined: Joined, use: Use) -> LinkView:
    """A place that rests on evidence, as a link: Table 2 (a row × a column), a finding, a recommendation."""
    block = next(block for block in joined.report.blocks if getattr(block, "id", "") == use.anchor)
    words, ordinals = joined.words, joined.numbering.ordinals
    match block:
        case TableBlock():
            name, part = f"{words['table']} {ordinals[block.id]}", use.part
        case FigureBlock():
            name, part = f"{words['figure']} {ordinals[block.id]}", ""
        case ClaimBlock():
            name, part = f"{words['claim']} {joined.titles[block.id]}", words[use.part].lower() if use.part else ""
        case RecommendationBlock():
            name, part = f"{words['recommendation']} {joined.titles[block.id]}", ""
        case _:
            name, part = words["passages"], ""
    return {"to": use.anchor, "text": visible(f"{name} ({part})" if part else name)}


def _ranges(names: Iterable[str]) -> list[tuple[str, str]]:
    """Numbering ids with neighbours drawn together, each with the first: S1, S4–S9."""
    runs: list[list[int]] = []
    for n in (int(name[1:]) for name in names):
        if runs and runs[-1][-1] == n - 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [
        (f"S{part[0]}" + (f"–S{part[-1]}" if len(part) > 1 else ""), f"S{part[0]}")
        for run in runs
        for part in ([run] if len(run) > 2 else [[n] for n in run])
    ]
