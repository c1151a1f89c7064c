"""Recognise who speaks in a text from outside, and write it in the corpus's form: `[HH:MM:SS-HH:MM:SS] LABEL: text`. Pure.

Nothing is lost: a head above the talk is given back as `preamble`, whatever else stands there is a turn of `?`, and a text whose turns
are in doubt stays prose. The words are counted in and out; where they do not agree the text stays as it is, and that is said.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from qualitative.text.recognising.accounting import Aside, Balance, balance
from qualitative.text.recognising.build import Built, Turn, annotation, build_turns, format_turn
from qualitative.text.recognising.evidence import Hypothesis, best_of, may_open
from qualitative.text.recognising.lines import Line, lines_of, split_inside
from qualitative.text.recognising.naming import merged
from qualitative.text.recognising.openings import Opening
from qualitative.text.recognising.roles import Guess, guess_roles
from qualitative.text.recognising.told import doubt, line_ranges, lookalike, lookalikes_note
from qualitative.text.recognising.words import key_of, role_of
from qualitative.text.turns import parse_turns

__all__ = ["NOBODY", "UNKNOWN", "Transcript", "recognise"]

NOBODY = "text"  # the role by which a person says that a label names no speaker
UNKNOWN = "?"  # who says what stands above the first label and is no head
# shapes in which a label that is known from elsewhere in the text may open a turn too
_OTHER_SHAPES = ("voice", "colon", "at", "wrapped", "bold", "bar", "tab", "arrow", "timed", "semicolon", "dash", "dot")


@dataclass(frozen=True, slots=True)
class Transcript:
    """A text with its turns marked, or prose when `speakers` is empty. `notes` say what was guessed, and from what."""

    text: str
    speakers: Mapping[str, str] = field(default_factory=dict)
    turns: int = 0
    preamble: str = ""
    notes: tuple[str, ...] = ()
    asides: tuple[Aside, ...] = ()  # what of the file is neither in the text nor in the preamble
    guesses: tuple[Guess, ...] = ()
    lookalikes: tuple[tuple[int, str], ...] = ()  # (line, label) of what opened no turn
    merged: Mapping[str, str] = field(default_factory=dict)  # label of the file -> label of the text, where they differ
    opened: tuple[int, ...] = ()  # the file's line on which each turn opens


@dataclass(frozen=True, slots=True)
class _Said:
    """What a person said of labels: key -> role, and key -> spelling."""

    roles: Mapping[str, str]
    names: Mapping[str, str]
    unlabelled: str | None


def recognise(
    text: str,
    given: Mapping[str, str] | None = None,
    unlabelled: str | None = None,
    *,
    strong: Mapping[int, tuple[int, int]] | None = None,
    recurring: Collection[str] = (),
) -> Transcript:
    """The turns of `text`. `given` maps labels to interviewer, informant or text (no speaker), and overrules what is guessed.

    `unlabelled` is who speaks in paragraphs that bear no label; `strong` is the first bold stretch of lines (from 1);
    `recurring` the keys of labels that come back in other files.
    """
    roles = {key_of(label): role for label, role in (given or {}).items()}
    names = {key_of(label): label for label in (*(given or {}), *([unlabelled] if unlabelled else [])) if roles.get(key_of(label)) != NOBODY}
    said = _Said(roles, names, unlabelled)
    lines, best, ranked = _read(text, strong, said)
    chosen, shapes = _chosen(lines, best, said)
    if not chosen and not unlabelled:
        by_bold = _by_bold(lines)
        if not by_bold:
            return Transcript(text, notes=doubt(best, ranked, lines))
        chosen, shapes = by_bold, ("the paragraphs in bold or capitals ask: they are read as Interviewer, the others as Informant; --prose if not",)
    return _transcript(text, lines, chosen, shapes, said, recurring)


def _read(text: str, strong: Mapping[int, tuple[int, int]] | None, said: _Said) -> tuple[list[Line], Hypothesis | None, list[Hypothesis]]:
    """Lines and the shape that holds; counted heads and labels inside lines are tried only where they help."""
    counted = lines_of(text, strong)
    best, ranked = best_of(counted, said.roles, said.names)
    lines = counted
    if any(line.count for line in counted):
        plain = lines_of(text, strong, counted=False)
        other, all_others = best_of(plain, said.roles, said.names)
        if best is None or (other is not None and other.score > best.score):
            lines, best, ranked = plain, other, all_others
    if best is None and said.unlabelled:  # the rest has a speaker, so what is labelled may be little
        best = next((h for h in ranked if h.labels and h.points > 0), None)
    known = set(best.labels) if best else {key for key in said.names}
    split, cuts = split_inside(lines, known)
    if cuts:
        inner, ranked_inner = best_of(split, said.roles, said.names)
        if inner is not None and (best is None or inner.form == best.form or inner.score > best.score):
            return split, inner, ranked_inner
    return lines, best, ranked


def _chosen(lines: Sequence[Line], best: Hypothesis | None, said: _Said) -> tuple[dict[int, Opening], tuple[str, ...]]:
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
            if best and opening.form != best.form and not (opening.form in ("alone", "heading") and best.form in ("alone", "heading")):
                odd.setdefault(opening.label, []).append(line.number)
    told = tuple(
        f"line{'s' * (len(numbers) > 1)} {line_ranges(numbers)} open{'s' * (len(numbers) == 1)} a turn of {label} too, though written otherwise than the rest"
        for label, numbers in odd.items()
        if key_of(label) not in declared
    )
    inner = sum(lines[index].inner for index in chosen)
    told += (f"{inner} label{'s' * (inner > 1)} inside a line opened a turn of {'their' if inner > 1 else 'its'} own",) if inner else ()
    return chosen, told


def _known_opening(lines: Sequence[Line], index: int, known: Collection[str], declared: Collection[str], best: Hypothesis | None) -> Opening | None:
    line = lines[index]
    for form in _OTHER_SHAPES:
        opening = line.readings.get(form)
        if opening and key_of(opening.label) in known and may_open(lines, index, form):
            return opening
    for form in ("alone", "heading"):
        opening = line.readings.get(form)
        if opening and key_of(opening.label) in known and may_open(lines, index, form) and (opening.stamp or key_of(opening.label) in declared or (best and best.form in ("alone", "heading"))):
            return opening
    return None


def _by_bold(lines: Sequence[Line]) -> dict[int, Opening]:
    """Paragraphs in bold or capitals that ask and plain ones between them: that alone says who speaks."""
    blocks = [(i, line) for i, line in enumerate(lines) if line.new_block and not line.empty and not line.text.startswith("#")]
    strong = {line.number: line.strong or (line.text.isupper() and (len(line.text.split()) > 1 or line.text.rstrip().endswith("?"))) for _, line in blocks}
    bold = [line for _, line in blocks if strong[line.number]]
    plain = [line for _, line in blocks if not strong[line.number]]
    turned = sum(strong[a.number] != strong[b.number] for (_, a), (_, b) in zip(blocks, blocks[1:], strict=False))
    if len(bold) < 2 or len(plain) < 2 or turned < len(bold) + min(len(bold), len(plain)) - 2:
        return {}
    asked = sum("?" in line.text for line in bold) / len(bold)
    if asked < 0.5 or sum("?" in line.text for line in plain) / len(plain) > asked / 2:
        return {}
    return {i: Opening("strong", "Interviewer" if strong[line.number] else "Informant", _mark_of(line.text)) for i, line in blocks}


def _mark_of(text: str) -> int:
    """How long the mark of bold before a paragraph is."""
    return len(text) - len(text.lstrip("*_")) if text.startswith(("**", "__")) else 0


def _transcript(
    text: str, lines: Sequence[Line], chosen: Mapping[int, Opening], shapes: tuple[str, ...], said: _Said, recurring: Collection[str]
) -> Transcript:
    spelt = _spellings(chosen, said)
    chosen = _with_times_behind(chosen)
    same, merging = merged([spelt[key_of(chosen[i].label)] for i in sorted(chosen)], said.roles)
    if said.unlabelled:
        same.pop(said.unlabelled, None)

    def name(label: str) -> str:
        written = spelt.get(key_of(label), label)
        return same.get(written, written)

    built = build_turns(lines, chosen, name, said.unlabelled)
    if not built.turns:
        return Transcript(text)
    turns = _with_unknown(built)
    guesses = guess_roles(
        [(turn.label, turn.speech) for turn in turns if turn.label != UNKNOWN],
        {label: said.roles.get(key_of(label), "informant") for label in spelt.values() if key_of(label) in said.roles or label == said.unlabelled},
        _hints(chosen, name, built.head),
        recurring,
    )
    speakers = {guess.label: guess.role for guess in guesses}
    if any(turn.label == UNKNOWN for turn in turns):
        speakers = {UNKNOWN: "nobody"} | speakers
    body = "\n\n".join(format_turn(_plain(turn, speakers)) for turn in turns) + "\n"
    kept, sums = _kept(text, body, speakers, built)
    if not sums.even:
        return Transcript(text, notes=(f"turns would not hold every word ({sums.told()}), so it stays prose",))
    joined = tuple(_joined(lines, chosen, said))
    notes = (*(told for guess in guesses if (told := guess.told())), *merging, *shapes, *built.notes, *_unknown_note(built), *lookalikes_note(joined, speakers))
    asides = tuple(aside for aside in built.asides if aside.kind not in ("opening", "time")) + _dates(chosen)
    written = {long: short for long, short in same.items() if long != short and not annotation(long, short)}
    return Transcript(body, speakers, kept, "\n".join(built.head).strip(), notes, asides, tuple(guesses), joined, written, tuple(turn.line for turn in turns))


def _with_times_behind(chosen: Mapping[int, Opening]) -> Mapping[int, Opening]:
    """Where most speeches begin with a bare m:ss, it is the turn's time."""
    bare = [opening for opening in chosen.values() if opening.perhaps]
    if len(bare) < 3 or len(bare) * 3 < len(chosen) * 2:
        return chosen
    return {i: replace(o, stamp=o.perhaps[0], end=o.perhaps[1]) if o.perhaps else o for i, o in chosen.items()}


def _spellings(chosen: Mapping[int, Opening], said: _Said) -> dict[str, str]:
    """Key -> the commonest spelling, or the one that a person gave."""
    counts: dict[str, dict[str, int]] = {}
    for index in sorted(chosen):
        label = chosen[index].label
        group = counts.setdefault(key_of(label), {})
        group[label] = group.get(label, 0) + 1
    return {key: said.names.get(key) or max(group, key=lambda label: group[label]) for key, group in counts.items()} | (
        {key_of(said.unlabelled): said.unlabelled} if said.unlabelled else {}
    )


def _hints(chosen: Mapping[int, Opening], name, head: Sequence[str]) -> dict[str, str]:  # noqa: ANN001
    """Label -> role, where it stands beside the label, or the head says `Interviewer: Ratna (R)`."""
    found = {name(opening.label): opening.role for opening in chosen.values() if opening.role}
    labels = {name(opening.label) for opening in chosen.values()}
    for line in head:
        field_name, colon, value = line.strip(" *_-•|").partition(":")
        role = role_of(field_name.strip(" *_")) if colon and len(field_name) <= 40 else None
        for label in labels if role else ():
            short = re.search(r"[(\[](.{1,20}?)[)\]]", value)
            if key_of(label) == key_of(value.strip(" *_")) or (short and key_of(label) == key_of(short[1])) or re.search(rf"(?<!\w){re.escape(label)}(?!\w)", value):
                found.setdefault(label, role or "")
    return found


def _with_unknown(built: Built) -> list[Turn]:
    speech = "\n".join(built.before).strip()
    return [Turn(UNKNOWN, 1, parts=[speech]), *built.turns] if speech else built.turns


def _unknown_note(built: Built) -> tuple[str, ...]:
    words = len(" ".join(built.before).split())
    return (f"{words} words above the first label may be speech: kept as a turn of {UNKNOWN} (nobody)",) if words else ()


def _plain(turn: Turn, speakers: Mapping[str, str]) -> Turn:
    """A line inside a turn must not look like a timestamped or declared label, which the corpus takes for a turn."""
    first, *rest = turn.speech.split("\n")
    made = [re.sub(r"^(\s{0,9})\[(\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:-\d[\d:]{3,9})?)\](?=[^:\n]{1,66}:)", r"\1(\2)", line) for line in rest]
    made = [f" {line}" if line.partition(":")[0].rstrip() in speakers and not line[:1].isspace() else line for line in made]
    return Turn(turn.label, turn.line, turn.start, turn.until, [first, *made])


def _kept(text: str, body: str, speakers: Mapping[str, str], built: Built) -> tuple[int, Balance]:
    """(turns as the corpus will read them, the words of the file against those of the turns, the head and what was set aside)."""
    from qualitative.text.recognising.times import find_stamps, stamp_at_end

    turns = parse_turns(body, speakers)
    spoken = [body[turn.start : turn.end] for turn in turns]
    taken: list[str] = []
    if built.notes:  # times inside or behind the speech, which the turns keep as times
        for line in text.split("\n"):
            inside = find_stamps(line)
            end = stamp_at_end(line)
            taken += [line[s.begin : s.end] for s in inside] + ([line[end.begin : end.end]] if end and end.begin not in {s.begin for s in inside} else [])
    sums = balance(text, spoken, [*built.head, *(aside.text for aside in built.asides)])
    times = balance(" ".join(taken), [])
    return len(turns), Balance(sums.lost - times.lost, sums.invented)


def _dates(chosen: Mapping[int, Opening]) -> tuple[Aside, ...]:
    dates = dict.fromkeys(o.stamp.date for o in chosen.values() if o.stamp and o.stamp.date)
    return tuple(Aside("date beside a time", date, plural="dates beside times") for date in dates)


def _joined(lines: Sequence[Line], chosen: Mapping[int, Opening], said: _Said):  # noqa: ANN202
    """(line, label) of what looks like a turn and became part of the one before; a label said to be text is none."""
    begun = False
    above = sum(opening.form in ("alone", "heading") for opening in chosen.values()) * 2 > len(chosen)
    for index, line in enumerate(lines):
        if index in chosen or (said.unlabelled and line.new_block and not line.text.startswith("#")):
            begun = True
        elif begun and (label := lookalike(line, above)) and said.roles.get(key_of(label)) != NOBODY:
            yield line.number, label
