"""Whose codings count: a second computation, slow and plain, written from the rules alone.

Here and in the modules beside it each step is one sentence of the rules ("Whose codings count"), which stands there as a comment. Nothing is shared
with the library.
"""

from __future__ import annotations

from dataclasses import replace

from reference.choosing import choices_in, marks_on, others, piece_of, pieces, settling_mark
from reference.deciding import last_verdict, leaves
from reference.joining import counted_in_place, joined
from reference.material import Answer, Choice, Chosen, Coding, Material, Piece, may_count


def counted(material: Material) -> Answer:
    """What counts, rule by rule, piece by piece."""
    answer = Answer()
    for document in sorted(material.lengths):
        codings = [one for one in material.codings if one.document == document]
        marks = [one for one in material.marks if one.document == document]
        # what a decision names elsewhere overlaps nothing here; only a consensus coding may stand for something in another document
        about = {one.id for one in codings} | {id_ for one in codings for id_ in one.settles}
        verdicts = [one for one in material.verdicts if about & set(one.of)]
        found = counted_in(replace(material, codings=codings, marks=marks, verdicts=verdicts), document)
        answer.rows += found.rows
        answer.choices += found.choices
        answer.once |= found.once
    return answer


def counted_in(material: Material, document: str) -> Answer:
    """What counts in one document, of whose codings and marks the material is."""
    choices = [choice for piece in pieces(material, document) for choice in choices_in(material, piece)]
    able = [coding for coding in material.codings if may_count(material, coding)]
    chosen = [one for coding in able if (one := chosen_at_home(material, coding, choices)) is not None]
    rows = joined(chosen)
    taken = {one.coding.id for one in chosen}
    left = [coding for coding in able if coding.id not in taken and is_free(material, coding)]
    beyond = [one for coding in left if (one := chosen_beyond(material, coding, choices, left)) is not None]
    once = {one.coding.id: id_ for one in beyond if (id_ := counted_in_place(one, rows)) is not None}
    rows += joined([one for one in beyond if one.coding.id not in once])
    return Answer(rows, choices, once)


def chosen_at_home(material: Material, coding: Coding, choices: list[Choice]) -> Chosen | None:
    """A coding that the first rule that fits chooses in the piece where it begins."""
    if coding.round in material.pilot:
        return None
    piece = piece_of(material, coding)
    mark = settling_mark(material, piece, str(coding.code))
    verdict = last_verdict(material, coding)
    alone = frozenset({coding.coder})
    if mark is not None:
        return Chosen(coding, piece, 1, alone, mark.id) if coding.coder == material.consensus else None
    if verdict is not None:
        return Chosen(coding, piece, 2, alone, verdict.id) if leaves(material, verdict, coding) else None
    return by_choice(coding, piece, choice_for(material, choices, piece, str(coding.code)), material)


def choice_for(material: Material, choices: list[Choice], piece: Piece, code: str) -> Choice:
    """Whose codings of a code count in a piece."""
    is_settled = settling_mark(material, piece, code) is not None
    return next(one for one in choices if one.piece == piece and (one.layer == "settled") == is_settled)


def by_choice(coding: Coding, home: Piece, choice: Choice, material: Material, across: bool = False) -> Chosen | None:
    """A coding, if it is among those that a choice takes."""
    if coding.round in material.pilot or not choice.takes(coding):
        return None
    mark = settling_mark(material, choice.piece, str(coding.code)) if choice.rule == 1 else None
    return Chosen(
        coding, home, choice.rule, readers(material, choice, str(coding.code)), mark.id if mark else None, across
    )


def readers(material: Material, choice: Choice, code: str) -> frozenset[str]:
    """Of those whose codings count in a piece, the ones who looked for a code: the others' silence says nothing of it."""
    # "Elsewhere the code is *not read for*: never 0, never silent, in no agreement"
    looked = {
        mark.coder
        for mark in marks_on(material, choice.piece)
        if (mark.coder, mark.round) in choice.rounds.items() and material.looked_for(code, mark.codebook)
    }
    return frozenset(looked) if choice.rule == 5 and looked else frozenset(choice.rounds)


def is_free(material: Material, coding: Coding) -> bool:
    """Whether a side of a border may choose a coding that its own piece did not: nobody decided on it, and it is no pilot's."""
    return last_verdict(material, coding) is None and coding.round not in material.pilot


def chosen_beyond(material: Material, coding: Coding, choices: list[Choice], left: list[Coding]) -> Chosen | None:
    """A coding that its own piece did not choose, and that reaches into one where its coder's codings count."""
    # "and one that no side chose counts, told"
    home = piece_of(material, coding)
    for piece in pieces(material, coding.document):
        if reaches(coding, piece):
            choice = choice_for(material, choices, piece, str(coding.code))
            if choice.rule == 6:
                # nobody finished this stretch: what was coded into it counts as if it began there
                choice = others(material, piece, choice.layer, [one for one in left if reaches(one, piece)])
            found = by_choice(coding, home, choice, material, across=True)
            if found is not None:
                return found
    return None


def reaches(coding: Coding, piece: Piece) -> bool:
    """Whether a coding begins before a piece and ends in it or beyond."""
    return coding.document == piece.document and coding.start < piece.start < coding.end
