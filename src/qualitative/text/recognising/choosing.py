"""Which lines of a text open a turn: the shape that holds, labels that are known in other shapes, and what only boldness shows. Pure."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from qualitative.text.recognising.evidence import Hypothesis, best_of, may_open
from qualitative.text.recognising.heads import is_header, without_names_in_head
from qualitative.text.recognising.lines import Line, lines_of, split_inside
from qualitative.text.recognising.messenger import set_apart
from qualitative.text.recognising.openings import FORMS, Opening
from qualitative.text.recognising.told import line_ranges
from qualitative.text.recognising.words import asks, key_of

__all__ = ["NOBODY", "Said", "by_bold", "chosen_openings", "read_lines", "with_times_behind"]

NOBODY = "text"  # the role by which a person says that a label names no speaker


# shapes in which a label that is known from elsewhere in the text may open a turn too
_OTHER_SHAPES = tuple(form for form in FORMS if form not in ("alone", "heading", "gap"))


@dataclass(frozen=True, slots=True)
class Said:
    """What a person said of labels: key -> role, and key -> spelling."""

    roles: Mapping[str, str]
    names: Mapping[str, str]
    unlabelled: str | None


def read_lines(
    text: str, strong: Mapping[int, tuple[int, int]] | None, said: Said, marked: Mapping[int, int] | None = None
) -> tuple[list[Line], Hypothesis | None, list[Hypothesis]]:
    """Lines and the shape that holds; counted heads and labels inside lines are tried only where they help."""
    counted = set_apart(without_names_in_head(lines_of(text, strong)), marked or {})
    best, ranked = best_of(counted, said.roles, said.names)
    lines = list(counted)
    if any(line.count for line in counted):
        plain = set_apart(without_names_in_head(lines_of(text, strong, counted=False)), marked or {})
        other, all_others = best_of(plain, said.roles, said.names)
        if (best is None and not _are_heads(counted)) or (other and other.score > (best.score if best else 0)):
            lines, best, ranked = list(plain), other, all_others
    if best is None and said.unlabelled:  # the rest has a speaker, so what is labelled may be little
        best = next((h for h in ranked if h.labels and h.points > 0), None)
    known = set(best.labels) if best else set(said.names)
    split, cuts = split_inside(lines, known)
    if cuts:
        inner, ranked_inner = best_of(split, said.roles, said.names)
        if inner is not None and (best is None or inner.form == best.form or inner.score > best.score):
            return split, inner, ranked_inner
    return lines, best, ranked


def _are_heads(lines: Sequence[Line]) -> bool:
    """Whether the counted lines hold a time and nothing else: `01  (00:00:04,000)` above each speech, as captions do."""
    counted = [line for line in lines if line.count]
    return sum(line.only_time for line in counted) * 2 > len(counted)


def chosen_openings(
    lines: Sequence[Line], best: Hypothesis | None, said: Said
) -> tuple[dict[int, Opening], tuple[str, ...]]:
    """(line -> opening, what to tell): the shape that holds, and known labels in other shapes."""
    declared = {key for key, role in said.roles.items() if role != NOBODY}
    if best is None and not declared and not said.unlabelled:
        return {}, ()
    known = declared | (set(best.labels) if best else set()) | ({key_of(said.unlabelled)} if said.unlabelled else set())
    chosen = dict(best.entries) if best else {}
    odd: dict[str, list[int]] = {}
    for index, line in enumerate(lines):
        if index in chosen:
            continue
        opening = _known_opening(lines, index, known, declared, best)
        if opening is not None:
            chosen[index] = opening
            if (
                best
                and opening.form != best.form
                and not (opening.form in ("alone", "heading") and best.form in ("alone", "heading"))
            ):
                odd.setdefault(opening.label, []).append(line.number)
    told = tuple(
        f"line{'s' * (len(numbers) > 1)} {line_ranges(numbers)} open{'s' * (len(numbers) == 1)} a turn of {label} too, though written otherwise than the rest"
        for label, numbers in odd.items()
        if key_of(label) not in declared
    )
    inner = sum(lines[index].inner for index in chosen)
    told += (
        (f"{inner} label{'s' * (inner > 1)} inside a line opened a turn of {'their' if inner > 1 else 'its'} own",)
        if inner
        else ()
    )
    return chosen, told


def _known_opening(
    lines: Sequence[Line], index: int, known: Collection[str], declared: Collection[str], best: Hypothesis | None
) -> Opening | None:
    line = lines[index]
    for form in _OTHER_SHAPES:
        opening = line.readings.get(form)
        if opening and key_of(opening.label) in known and may_open(lines, index, form):
            return opening
    for form in ("alone", "heading"):
        opening = line.readings.get(form)
        if (
            opening
            and key_of(opening.label) in known
            and may_open(lines, index, form)
            and (opening.stamp or key_of(opening.label) in declared or (best and best.form in ("alone", "heading")))
        ):
            return opening
    return None


def by_bold(lines: Sequence[Line]) -> dict[int, Opening]:
    """Paragraphs in bold or capitals that ask and plain ones between them: that alone says who speaks."""
    blocks = [
        (i, line) for i, line in enumerate(lines) if line.new_block and not line.empty and not line.text.startswith("#")
    ]
    blocks = blocks[next((n for n, (_, line) in enumerate(blocks) if not _is_title(line)), 0) :]
    strong = {
        line.number: line.strong
        or (line.text.isupper() and (len(line.text.split()) > 1 or line.text.rstrip().endswith("?")))
        for _, line in blocks
    }
    bold = [line for _, line in blocks if strong[line.number]]
    plain = [line for _, line in blocks if not strong[line.number]]
    turned = sum(strong[a.number] != strong[b.number] for (_, a), (_, b) in itertools.pairwise(blocks))
    if len(bold) < 2 or len(plain) < 2 or turned < len(bold) + min(len(bold), len(plain)) - 2:
        return {}
    asked = sum("?" in line.text for line in bold) / len(bold)
    if asked < 0.5 or sum("?" in line.text for line in plain) / len(plain) > asked / 2:
        return {}
    return {
        i: Opening("strong", "Interviewer" if strong[line.number] else "Informant", _mark_of(line.text))
        for i, line in blocks
    }


def _is_title(line: Line) -> bool:
    """Whether a paragraph above the talk is a line of its head: `Interview transcript`, `**Date: 3 May**`."""
    text = line.text.strip(" *_")
    return not asks(text) and is_header(text)


def _mark_of(text: str) -> int:
    """How long the mark of bold before a paragraph is."""
    return len(text) - len(text.lstrip("*_")) if text.startswith(("**", "__")) else 0


def with_times_behind(chosen: Mapping[int, Opening]) -> Mapping[int, Opening]:
    """Where most speeches begin with a bare m:ss, it is the turn's time."""
    bare = [opening for opening in chosen.values() if opening.perhaps]
    if len(bare) < 3 or len(bare) * 3 < len(chosen) * 2:
        return chosen
    return {i: replace(o, stamp=o.perhaps[0], end=o.perhaps[1]) if o.perhaps else o for i, o in chosen.items()}
