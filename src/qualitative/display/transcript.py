"""A document as people read it: turn by turn, with speakers, times and, where given, coded segments."""

from __future__ import annotations

from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING

from qualitative.codebook.tree import Codebook
from qualitative.display.html import Html, safe_colour
from qualitative.i18n import catalogue, pick
from qualitative.model import Document, Turn
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["transcript_html"]

_STYLE = (
    "<style>.ql-t{font:15px/1.55 system-ui,sans-serif;max-width:46em}.ql-t .turn{display:grid;grid-template-columns:6.5em 1fr;gap:.2em 1em;"
    "padding:.35em .6em}.ql-t .asks{color:#4b5563}.ql-t .who{font-weight:600;text-align:right}.ql-t .when,.ql-t .chips{color:#6b7280;font-size:12px}"
    ".ql-t .when{font-weight:400;display:block}.ql-t mark{background:color-mix(in srgb,var(--c) 22%,transparent);border-bottom:2px solid var(--c);"
    "color:inherit;padding:0}.ql-t .chips{grid-column:2}.ql-t .chip{border-left:4px solid var(--c);padding:0 .5em 0 .35em;margin-right:.4em;"
    "display:inline-block}.ql-t .mark{border-left:4px solid #D55E00;padding:.3em .7em;margin:.4em 0}</style>"
)
TEXTS = catalogue("display")


def transcript_html(
    document: Document,
    codings: pd.DataFrame | None = None,
    codebook: Codebook | None = None,
    turns: range | None = None,
    language: str = "en",
) -> Html:
    """The document, or only the turns numbered in `turns` (from 1), what its text is first; coded segments in their code's colour.

    Everything from the document is escaped.
    """
    shown = [turn for turn in turns_of(document) if turns is None or turn.n in turns]
    said = pick(TEXTS.get(f"text.{document.provenance}"), language)
    note = f"<div class='mark'>{escape(said)}</div>" if said else ""
    head = f"<h4>{escape(document.title or document.id)}</h4>{note}"
    body = "".join(_turn(turn, document, codings, codebook, language) for turn in shown)
    plain = "\n".join(f"{turn.speaker or turn.n}: {document.text[turn.start : turn.end]}" for turn in shown)
    return Html(f"{_STYLE}<div class='ql-t' dir='auto'>{head}{body}</div>", plain)


def _turn(
    turn: Turn, document: Document, codings: pd.DataFrame | None, codebook: Codebook | None, language: str
) -> str:
    here = _segments(turn, codings)
    text = _marked(document.text, turn, here, codebook)
    when = f"<span class='when'>{escape(turn.timestamp)}</span>" if turn.timestamp else ""
    who = escape(turn.speaker or f"¶ {turn.n}")
    chips = "".join(_chip(code, codebook, language) for code in dict.fromkeys(code for _, _, code in here))
    row = f"<div class='who'>{who}{when}</div><div>{text}</div>" + (
        f"<div class='chips'>{chips}</div>" if chips else ""
    )
    return f"<div class='turn{' asks' if turn.role == 'interviewer' else ''}'>{row}</div>"


def _segments(turn: Turn, codings: pd.DataFrame | None) -> list[tuple[int, int, str]]:
    if codings is None:
        return []
    rows = codings[(codings["start"] < turn.end) & (codings["end"] > turn.start)]
    spans = zip(rows["start"], rows["end"], rows["code"], strict=True)
    return sorted({(max(int(start), turn.start), min(int(end), turn.end), code) for start, end, code in spans})


def _marked(text: str, turn: Turn, segments: list[tuple[int, int, str]], codebook: Codebook | None) -> str:
    """The turn's text cut where a segment begins or ends; of overlapping ones the shortest gives the colour."""
    edges = sorted({turn.start, turn.end, *(edge for start, end, _ in segments for edge in (start, end))})
    parts = []
    for start, end in pairwise(edges):
        piece = escape(text[start:end]).replace("\n", "<br>")
        over = sorted((b - a, code) for a, b, code in segments if a <= start and end <= b)
        if over:
            names = escape(", ".join(sorted({code for _, code in over})), quote=True)
            piece = f"<mark style='--c:{_colour(over[0][1], codebook)}' title='{names}'>{piece}</mark>"
        parts.append(piece)
    return "".join(parts)


def _chip(code: str, codebook: Codebook | None, language: str) -> str:
    name = codebook.label(code, language) if codebook is not None and code in codebook else code
    return f"<span class='chip' style='--c:{_colour(code, codebook)}'>{escape(name)}</span>"


def _colour(code: str, codebook: Codebook | None) -> str:
    return safe_colour(codebook[code].colour) if codebook is not None and code in codebook else "#cccccc"
