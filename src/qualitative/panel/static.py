"""The coded text as plain HTML, for a saved notebook that no kernel stands behind. No script, and nothing from the text is markup."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from html import escape

from qualitative.codebook.tree import Codebook
from qualitative.i18n import pick
from qualitative.model import Coding, Document, Turn
from qualitative.panel.words import TEXTS
from qualitative.text.hidden import show_hidden
from qualitative.text.turns import turns_of

__all__ = ["LONG", "static_view"]

# code points; of a longer text only turns with codings are shown, up to as many: the notebook that keeps them must stay small,
# and a browser that took in megabytes would let the next key press wait
LONG = 200_000

_STYLE = (
    "<style>.q-static table{border-collapse:collapse;width:100%}.q-static td{text-align:left;vertical-align:top;padding:.3em .7em;"
    "white-space:pre-wrap;line-height:1.6}.q-static tr{background:none!important}"
    ".jp-OutputArea-child:has(>.jp-OutputArea-output>.q-static)+.jp-OutputArea-child>.jp-OutputArea-output.jupyter-widgets{display:none}"
    "</style>"
)


def static_view(document: Document, codings: list[Coding], book: Codebook, language: str, mark: str = "") -> str:
    """One row a turn: line, speaker, the text with its segments marked, and the codes' names. `mark` is a class to find it by."""
    turns = turns_of(document)
    rows, left_out, room = [], 0, LONG
    by_turn = _by_turn(turns, codings)
    for turn in turns:
        here = by_turn.get(turn.n, [])
        if len(document.text) > LONG and (not here or room <= 0):
            left_out += 1
            continue
        room -= turn.end - turn.start
        rows.append(_row(document, turn, here, book, language))
    note = TEXTS.say("static.note", language)
    if left_out:
        note += " " + TEXTS.say("static.left_out", language, n=left_out)
    return (
        f'<div class="q-static {escape(mark)}">{_STYLE}<p><b>{escape(document.title)}</b> '
        f"<small>({escape(TEXTS.say(f'head.{document.provenance}', language))}) {escape(note)}</small></p><table>{''.join(rows)}</table></div>"
    )


def _by_turn(turns: list[Turn], codings: list[Coding]) -> dict[int, list[Coding]]:
    starts = [turn.start for turn in turns]
    found: dict[int, list[Coding]] = {}
    for coding in sorted(codings, key=lambda c: (c.start, c.end)):
        first = max(bisect_right(starts, coding.start) - 1, 0)
        for turn in turns[first : bisect_left(starts, coding.end)]:
            if coding.end > turn.start and coding.start < turn.end:
                found.setdefault(turn.n, []).append(coding)
    return found


def _row(document: Document, turn: Turn, codings: list[Coding], book: Codebook, language: str) -> str:
    names = [
        f'<span style="border-bottom:2px solid {_colour(book, c.code)}">{escape(_name(book, c.code, language))}</span>'
        for c in codings
    ]
    who = f"{document.body_line + turn.line - 1}&nbsp;<b>{escape(turn.speaker or '')}</b>"
    return (
        f'<tr><td><small>{who}</small></td><td dir="auto">{_marked(document.text, turn, codings, book, language)}</td>'
        f"<td><small>{'<br>'.join(names)}</small></td></tr>"
    )


def _marked(text: str, turn: Turn, codings: list[Coding], book: Codebook, language: str) -> str:
    """The text cut where a segment begins or ends; each piece names the codes that lie on it."""
    edges = {turn.start, turn.end}
    for coding in codings:
        edges |= {min(max(coding.start, turn.start), turn.end), min(max(coding.end, turn.start), turn.end)}
    cuts = sorted(edges)
    pieces = []
    for start, end in itertools.pairwise(cuts):
        on = [c for c in codings if c.start <= start and c.end >= end]
        shown = escape(show_hidden(text[start:end]))
        if on:
            names = escape(" + ".join(_name(book, c.code, language) for c in on), quote=True)
            colour, lines = _colour(book, on[0].code), 1 + len(on)
            shown = f'<mark title="{names}" style="color:inherit;background:{colour}66;border-bottom:{lines}px solid {colour}">{shown}</mark>'
        pieces.append(shown)
    return "".join(pieces)


def _name(book: Codebook, code: str, language: str) -> str:
    return pick(book[code].name, language) if code in book else code


def _colour(book: Codebook, code: str) -> str:
    return book[code].colour if code in book else "#cccccc"
