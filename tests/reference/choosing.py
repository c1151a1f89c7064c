"""The pieces of a document, and whose codings count in each: rules 1 and 3 to 6."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from reference.deciding import last_verdict
from reference.material import HOW, Choice, Coding, Mark, Material, Piece, is_heard, may_count


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


def piece_of(material: Material, coding: Coding) -> Piece:
    """The piece that a coding belongs to."""
    # "a coding belongs where it begins"
    return next(piece for piece in pieces(material, coding.document) if piece.start <= coding.start < piece.end)


def covers(mark: Mark, piece: Piece) -> bool:
    """Whether a mark covers a piece; it covers all of it or nothing, since pieces are cut at its ends."""
    return mark.document == piece.document and mark.start <= piece.start and piece.end <= mark.end


def marks_on(material: Material, piece: Piece) -> list[Mark]:
    """The marks on a piece that say that it is done, oldest first."""
    # "done in a pilot alone is not done"; "models count only where `count.models` names them"
    on = [
        one
        for one in material.marks
        if covers(one, piece) and one.round not in material.pilot and is_heard(material, one.coder)
    ]
    return sorted(on, key=lambda mark: mark.id)


def codings_in(material: Material, piece: Piece) -> list[Coding]:
    """The codings that belong to a piece and can count, those of pilots left out."""
    return [
        one
        for one in material.codings
        if may_count(material, one) and one.round not in material.pilot and piece_of(material, one) == piece
    ]


def gives_way(material: Material, coder: str, codings: Sequence[Coding]) -> bool:
    """Whether a coder is a model and persons coded here."""
    # "a model's done never beats a person's coding"; what it did not mark as done does so even less
    return material.kinds[coder] == "model" and any(material.kinds[one.coder] == "human" for one in codings)


@lru_cache(maxsize=64)  # it is asked of every coding of a document again
def consensus_marks(material: Material, piece: Piece) -> list[Mark]:
    """The marks of the consensus that settle a piece, oldest first."""
    # "`done` of the consensus (not `stopped`)"; what a decision settled is beaten by nobody any more
    marks = [one for one in marks_on(material, piece) if one.coder == material.consensus and one.how != "stopped"]
    open_ = [one for one in codings_in(material, piece) if last_verdict(material, one) is None] if marks else []
    return [] if gives_way(material, material.consensus, open_) else marks


def settling_mark(material: Material, piece: Piece, code: str) -> Mark | None:
    """The mark of the consensus that settles a code in a piece: of several the newest of those that say most."""
    # "1. `done` of the consensus (not `stopped`) settles the piece for all codes of the version it was done under."
    fitting = [mark for mark in consensus_marks(material, piece) if material.looked_for(code, mark.codebook)]
    return max(fitting, key=lambda mark: (-HOW.index(mark.how), mark.id), default=None)


def choices_in(material: Material, piece: Piece) -> list[Choice]:
    """Whose codings count in a piece: of the codes that the consensus settled, and of the others."""
    settled = consensus_marks(material, piece)
    if not settled:
        return [others(material, piece, "all")]
    best = min((mark.how for mark in settled), key=HOW.index)
    return [Choice(piece, "settled", 1, {material.consensus: None}, best), others(material, piece, "others")]


def others(material: Material, piece: Piece, layer: str, also: Sequence[Coding] = ()) -> Choice:
    """Rules 3 to 6: whose codings count of the codes that the consensus did not settle; `also` are codings taken as if they began here."""
    here = [
        one
        for one in [*codings_in(material, piece), *also]
        if settling_mark(material, piece, str(one.code)) is None and takes_part(material, one.coder)
    ]
    done = marked_done(material, piece, here)
    # "3. The first of `count.who` who marked it done (`full` before `assisted` before `stopped`)"
    for how in HOW:
        for coder in material.who:
            if coder in done and done[coder][1] == how:
                return Choice(piece, layer, 3, {coder: done[coder][0]}, how)
    # "4. The one person who marked it done."  "5. Several persons, none of them in `count.who`"
    persons = {coder for coder in done if material.kinds[coder] == "human"} or set(done)
    if persons:
        best = min((done[coder][1] for coder in persons), key=HOW.index)
        return Choice(piece, layer, 4 if len(persons) == 1 else 5, {coder: done[coder][0] for coder in persons}, best)
    return nobody(material, piece, layer, here)


def takes_part(material: Material, coder: str) -> bool:
    """Whether rules 3 to 6 know a coder: the consensus only where `count.who` names it."""
    return coder != material.consensus or coder in material.who


def marked_done(material: Material, piece: Piece, here: Sequence[Coding]) -> dict[str, tuple[int, str]]:
    """Who marked a piece done: by coder the newest round that is no pilot, and how it was done in that round."""
    # "in that coder's newest round that is no pilot"
    found: dict[str, tuple[int, str]] = {}
    for mark in marks_on(material, piece):
        if not takes_part(material, mark.coder) or gives_way(material, mark.coder, here):
            continue
        newest, how = found.get(mark.coder, (mark.round, mark.how))
        if mark.round > newest:
            found[mark.coder] = (mark.round, mark.how)
        elif mark.round == newest:
            found[mark.coder] = (newest, min(mark.how, how, key=HOW.index))
    return found


def nobody(material: Material, piece: Piece, layer: str, here: Sequence[Coding]) -> Choice:
    """Nobody marked the piece done."""
    # "6. Nobody marked it done: by `count.who`, then as 5; counted and said, never as absent."
    newest: dict[str, int | None] = {}
    for one in sorted(here, key=lambda one: one.round):
        if not gives_way(material, one.coder, here):
            newest[one.coder] = one.round
    for coder in material.who:
        if coder in newest:
            return Choice(piece, layer, 6, {coder: newest[coder]}, None)
    return Choice(piece, layer, 6, newest, None)
