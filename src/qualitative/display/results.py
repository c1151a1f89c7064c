"""Results of analyses whose numbers open the segments that they count, without a server or a kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TypeAlias

from qualitative.analysis.shown import Count, Say, Shown, ShownCell, shown_of
from qualitative.display.html import Html

__all__ = ["result_html"]

MOST = 8  # passages that one cell opens; the rest is counted
Passages: TypeAlias = Mapping[str, tuple[str, str]]  # id → (words, where they come from)

_STYLE = (
    "<style>.ql-r{border-collapse:collapse;font:14px/1.45 system-ui,sans-serif}.ql-r th,.ql-r td{text-align:left!important;vertical-align:top;padding:.35em .7em;"
    "border-bottom:1px solid #e3e6ea;max-width:26em;white-space:normal}.ql-r small{color:#6b7280;display:block}.ql-r summary{cursor:pointer;"
    "color:#0072B2;font-weight:600}.ql-r ul{margin:.3em 0;padding-left:1.1em;min-width:16em}.ql-r .p{border-left:3px solid #56B4E9;padding-left:.6em}</style>"
)


def result_html(
    result: object, passages: Callable[[Iterable[str]], Passages], say: Say, warning: str = "", count: Count = len
) -> Html:
    """The HTML of a table, or of a result that shows itself (see analysis.shown), a `warning` above it; `count` counts the segments of a cell.

    Raises StatisticError for anything else.
    """
    shown = shown_of(result, say, count)
    said = f"<p style='border-left:4px solid #D55E00;padding-left:.6em'>{escape(warning)}</p>" if warning else ""
    return Html(said + _html(shown, passages(shown.ids())))


def _html(shown: Shown, passages: Passages) -> str:
    head = "".join(f"<th>{escape(name)}</th>" for name in shown.columns)
    body, last = [], None
    for row in shown.rows:
        cells = [_cell(cell, passages) for cell in row]
        if shown.header:
            # what several rows have in common stands once above them
            again = shown.header > 1 and row[0].text == last
            cells[0], last = "" if again else f"<b>{cells[0]}</b>", row[0].text
        body.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
    below = "".join(f"<p><small>{escape(note)}</small></p>" for note in shown.notes)
    return f"{_STYLE}<table class='ql-r'><thead><tr>{head}</tr></thead><tbody>{''.join(body)}</tbody></table>{below}"


def _cell(cell: ShownCell, passages: Passages) -> str:
    above = "".join(f"<div>{escape(words)} <small>{escape(who)}</small></div>" for words, who in cell.lines)
    text = _opening(cell.text, cell.ids, passages) if cell.text else ""
    if cell.passage in passages:
        words, place = passages[cell.passage]
        text += f"<div class='p'>{escape(words)} <small>{escape(place)}</small></div>"
    note = f"<b>{escape(cell.note)}</b>" if cell.marked else escape(cell.note)
    return above + text + (f" <small>{note}</small>" if note else "")


def _opening(text: str, ids: Iterable[str], passages: Passages) -> str:
    known = [passages[id] for id in ids if id in passages]
    if not known:
        return escape(text)
    items = "".join(f"<li>{escape(words)} <small>{escape(place)}</small></li>" for words, place in known[:MOST])
    more = f"<li>+ {len(known) - MOST}</li>" if len(known) > MOST else ""
    return f"<details><summary>{escape(text)}</summary><ul>{items}{more}</ul></details>"
