"""Whose codings count: a second computation, slow and plain, written from the rules alone.

Each function is one sentence of the rules ("Whose codings count"), which stands in it as a comment. Nothing here is shared with the library.
"""

from __future__ import annotations

from collections.abc import Mapping

from reference.crossing import across_borders
from reference.joining import joined
from reference.material import (
    HOW,
    Answer,
    Choice,
    Coding,
    Mark,
    Material,
    Piece,
    Row,
    Verdict,
    is_heard,
    may_count,
    overlap,
)


def counted(material: Material) -> Answer:
    """What counts, rule by rule, piece by piece."""
    answer = Answer()
    chosen = rule_2(material)
    for document in sorted(material.lengths):
        for piece in pieces(material, document):
            marks = consensus_marks(material, piece)
            if marks:
                best = min((mark.how for mark in marks), key=HOW.index)
                answer.choices.append(Choice(piece, "settled", 1, {material.consensus: None}, best))
            choice, rows = of_the_others(material, piece, "others" if marks else "all")
            answer.choices.append(choice)
            chosen += rule_1(material, piece) + rows
    members = {id_ for row in chosen for id_ in row.members}
    left = [
        row_of(one, piece_of(material, one), 0)
        for one in material.codings
        if one.id not in members and could_be_chosen(material, one)
    ]
    answer.rows, answer.once = across_borders(
        chosen, left, answer.choices, lambda row, choice: settling_mark(material, choice.piece, row.code) is not None
    )
    return answer


def pieces(material: Material, document: str) -> list[Piece]:
    """The pieces of one document, in order."""
    # "A document is cut into pieces at the ends of done marks"
    length = material.lengths[document]
    cuts = {0, length}
    for mark in material.marks:
        if mark.document == document and min(mark.end, length) > mark.start:
            cuts |= {mark.start, min(mark.end, length)}
    ends = sorted(cuts)
    return [Piece(document, start, end) for start, end in zip(ends, ends[1:], strict=False)]


def begins_in(coding: Coding, piece: Piece) -> bool:
    """Whether a coding belongs to a piece."""
    # "a coding belongs where it begins"
    return coding.document == piece.document and piece.start <= coding.start < piece.end


def covers(mark: Mark, piece: Piece) -> bool:
    """Whether a mark covers a piece; it covers all of it or nothing, since pieces are cut at its ends."""
    return mark.document == piece.document and mark.start <= piece.start and piece.end <= mark.end


def consensus_marks(material: Material, piece: Piece) -> list[Mark]:
    """The marks that settle a piece, oldest first."""
    # "`done` of the consensus (not `stopped`)"; "done in a pilot alone is not done"; "models count only where `count.models` names them"
    return sorted(
        (
            mark
            for mark in material.marks
            if mark.coder == material.consensus
            and covers(mark, piece)
            and mark.how != "stopped"
            and mark.round not in material.pilot
            and is_heard(material, mark.coder)
        ),
        key=lambda mark: mark.id,
    )


def settling_mark(material: Material, piece: Piece, code: str) -> Mark | None:
    """The mark of the consensus that settles a code in a piece: the newest, where there are several."""
    # "1. `done` of the consensus (not `stopped`) settles the piece for all codes of the version it was done under."
    fitting = [mark for mark in consensus_marks(material, piece) if material.looked_for(code, mark.codebook)]
    return fitting[-1] if fitting else None


def piece_of(material: Material, coding: Coding) -> Piece:
    """The piece that a coding belongs to."""
    return next(piece for piece in pieces(material, coding.document) if begins_in(coding, piece))


def settled_where_it_begins(material: Material, coding: Coding) -> Mark | None:
    """The mark of the consensus that settles a coding's code in the piece where it begins."""
    return settling_mark(material, piece_of(material, coding), str(coding.code))


def could_be_chosen(material: Material, coding: Coding) -> bool:
    """Whether another side of a border could choose a coding: it can count, and no decision settled it."""
    return may_count(material, coding) and coding.round not in material.pilot and last_verdict(material, coding) is None


def rule_1(material: Material, piece: Piece) -> list[Row]:
    """What the consensus coded in a piece that it marked done, of codes that its version has."""
    rows = []
    for coding in material.codings:
        if (
            coding.coder == material.consensus
            and begins_in(coding, piece)
            and may_count(material, coding)
            and coding.round not in material.pilot
        ):
            mark = settling_mark(material, piece, str(coding.code))
            if mark is not None:
                rows.append(row_of(coding, piece, 1, settled_by=mark.id))
    return rows


def rule_2(material: Material) -> list[Row]:
    """The codings of all documents that stand because of a decision."""
    rows = []
    for coding in material.codings:
        if not may_count(material, coding) or settled_where_it_begins(material, coding):
            continue
        verdict = last_verdict(material, coding)
        if verdict is not None and leaves(material, verdict, coding):
            rows.append(row_of(coding, piece_of(material, coding), 2, settled_by=verdict.id))
    return rows


def last_verdict(material: Material, coding: Coding) -> Verdict | None:
    """The newest decision that settles a coding or leaves it."""
    about = [one for one in material.verdicts if settles(material, one, coding) or leaves(material, one, coding)]
    return max(about, key=lambda one: one.id, default=None)


def settles(material: Material, verdict: Verdict, coding: Coding) -> bool:
    """Whether a decision settles a coding."""
    # "(… memos and placing settle nothing)": `split` and `place` say where a coding lies and which part of a code it is
    if verdict.verdict in ("split", "place") or not is_heard(material, verdict.coder):
        return False
    # "2. A decision settles the codings that it names"
    if coding.id in verdict.of:
        return True
    # "and those of the same code that directly overlap them and are older than it, nothing else there"
    named = [one for one in material.codings if one.id in verdict.of]
    return coding.id < verdict.id and any(one.code == coding.code and overlap(one, coding) for one in named)


def leaves(material: Material, verdict: Verdict, coding: Coding) -> bool:
    """Whether a coding stands after a decision."""
    # "(`reject` and `retire` leave none …)"
    if not is_heard(material, verdict.coder):
        return False
    if verdict.verdict == "accept":
        return coding.id in verdict.of
    # "The consensus is the coder `consensus`, whose events `settle` others": what takes the place of what was decided on
    return (
        verdict.verdict == "adjudicate"
        and coding.coder == verdict.coder == material.consensus
        and coding.id < verdict.id
        and bool(set(coding.settles) & set(verdict.of))
    )


def of_the_others(material: Material, piece: Piece, layer: str) -> tuple[Choice, list[Row]]:
    """Rules 3 to 6 for a piece: whose codings count, and what counts of what is neither settled nor decided."""
    free = [one for one in material.codings if begins_in(one, piece) and is_free(material, one)]
    done = marked_done(material, piece, free)
    first = rule_3(material, done)
    if first is not None:
        return alone(piece, layer, 3, first, *done[first], free)
    if len(done) == 1:
        # "4. The one person who marked it done."
        (coder, (round_, how)) = next(iter(done.items()))
        return alone(piece, layer, 4, coder, round_, how, free)
    if done:
        # "5. Several persons, none of them in `count.who`"
        best = min((how for _, how in done.values()), key=HOW.index)
        return together(piece, layer, 5, {coder: round_ for coder, (round_, _) in done.items()}, best, free)
    return rule_6(material, piece, layer, free)


def is_free(material: Material, coding: Coding) -> bool:
    """Whether rules 3 to 6 say of a coding if it counts: it can count, and neither the consensus nor a decision settles it."""
    return (
        may_count(material, coding)
        and coding.round not in material.pilot
        and settled_where_it_begins(material, coding) is None
        and last_verdict(material, coding) is None
        and (coding.coder != material.consensus or coding.coder in material.who)
    )


def alone(
    piece: Piece, layer: str, rule: int, coder: str, round_: int, how: str | None, free: list[Coding]
) -> tuple[Choice, list[Row]]:
    """What one coder's codings of a round give."""
    rows = [row_of(one, piece, rule) for one in free if (one.coder, one.round) == (coder, round_)]
    return Choice(piece, layer, rule, {coder: round_}, how), rows


def together(
    piece: Piece, layer: str, rule: int, rounds: Mapping[str, int], how: str | None, free: list[Coding]
) -> tuple[Choice, list[Row]]:
    """What several coders' codings give, each of their own round."""
    kept = [one for one in free if one.round == rounds.get(one.coder)]
    return Choice(piece, layer, rule, dict(rounds), how), joined(kept, piece, rule, set(rounds))


def marked_done(material: Material, piece: Piece, free: list[Coding]) -> dict[str, tuple[int, str]]:
    """Who marked a piece done: by coder the newest round that is no pilot, and how it was done in that round."""
    found: dict[str, tuple[int, str]] = {}
    for mark in material.marks:
        if not covers(mark, piece) or not is_heard(material, mark.coder):
            continue
        # "in that coder's newest round that is no pilot (`design.pilot: [rounds]`; done in a pilot alone is not done)"
        if mark.round in material.pilot or (mark.coder == material.consensus and mark.coder not in material.who):
            continue
        before = found.get(mark.coder)
        if before is None or mark.round > before[0]:
            found[mark.coder] = (mark.round, mark.how)
        elif mark.round == before[0]:
            found[mark.coder] = (mark.round, min(mark.how, before[1], key=HOW.index))
    # "Done beats not done within a piece, but a model's done never beats a person's coding"
    people = any(material.kinds[coder] == "human" for coder in found)
    if not people and any(material.kinds[one.coder] == "human" for one in free):
        return {}
    return found


def rule_3(material: Material, done: dict[str, tuple[int, str]]) -> str | None:
    """The first of `count.who`."""
    # "3. The first of `count.who` who marked it done (`full` before `assisted` before `stopped`)"
    for how in HOW:
        for coder in material.who:
            if coder in done and done[coder][1] == how:
                return coder
    return None


def rule_6(material: Material, piece: Piece, layer: str, free: list[Coding]) -> tuple[Choice, list[Row]]:
    """Nobody marked the piece done."""
    # "6. Nobody marked it done: by `count.who`, then as 5; counted and said, never as absent."
    newest: dict[str, int] = {}
    for one in free:
        newest[one.coder] = max(newest.get(one.coder, one.round), one.round)
    for coder in material.who:
        if coder in newest:
            return alone(piece, layer, 6, coder, newest[coder], None, free)
    return together(piece, layer, 6, newest, None, free)


def row_of(coding: Coding, piece: Piece, rule: int, settled_by: str | None = None) -> Row:
    """A coding that counts by itself."""
    return Row(
        coding.id, coding.coder, coding.document, str(coding.code), coding.start, coding.end,
        frozenset({coding.coder}), frozenset({coding.id}), rule, piece, coding.round, settled_by,
    )  # fmt: skip
