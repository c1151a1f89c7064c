"""Tables of results whose numbers open the segments that they count, without a server or a kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import TYPE_CHECKING, Any

from qualitative.analysis.comparison import Comparison
from qualitative.analysis.crosstab import Crosstab
from qualitative.analysis.framework import FrameworkCell
from qualitative.analysis.joint import JointCell, JointDisplay
from qualitative.display.html import Html
from qualitative.errors import StatisticError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["result_html"]

MOST = 8  # passages that one cell opens; the rest is counted
Passages = Mapping[str, tuple[str, str]]
Say = Callable[[str, object], str]

_STYLE = (
    "<style>.ql-r{border-collapse:collapse;font:14px/1.45 system-ui,sans-serif}.ql-r th,.ql-r td{text-align:left!important;vertical-align:top;padding:.35em .7em;"
    "border-bottom:1px solid #e3e6ea;max-width:26em;white-space:normal}.ql-r small{color:#6b7280;display:block}.ql-r summary{cursor:pointer;"
    "color:#0072B2;font-weight:600}.ql-r ul{margin:.3em 0;padding-left:1.1em;min-width:16em}.ql-r .p{border-left:3px solid #56B4E9;padding-left:.6em}</style>"
)


def result_html(result: Any, passages: Callable[[Iterable[str]], Passages], say: Say, warning: str = "") -> Html:
    """The HTML of a crosstab, joint display, comparison, framework matrix or table with ids, a `warning` above it.

    Raises StatisticError for anything else.
    """
    said = f"<p style='border-left:4px solid #D55E00;padding-left:.6em'>{escape(warning)}</p>" if warning else ""
    return Html(said + _shown(result, passages, say).html)


def _shown(result: Any, passages: Callable[[Iterable[str]], Passages], say: Say) -> Html:
    import pandas as pd

    if isinstance(result, Crosstab):
        return _crosstab(result, passages(_all_ids(result.segments)), say)
    if isinstance(result, JointDisplay):
        return _joint(result, passages([*result.ids(), *(cell.passage for row in result.rows for cell in row)]))
    if isinstance(result, Comparison):
        return _comparison(result, say)
    if isinstance(result, pd.DataFrame) and result.size and isinstance(result.iat[0, 0], FrameworkCell):
        return _framework(result, passages([id for cell in result.to_numpy().ravel() for id in cell.ids]), say)
    if isinstance(result, pd.DataFrame):
        return _table(result, passages(_all_ids(result)), say)
    raise StatisticError(
        f"a {type(result).__name__} can't be shown; give a table, crosstab, comparison or joint display"
    )


def _opening(text: str, ids: Iterable[str], passages: Passages) -> str:
    known = [passages[id] for id in ids if id in passages]
    if not known:
        return escape(text)
    items = "".join(f"<li>{escape(words)} <small>{escape(place)}</small></li>" for words, place in known[:MOST])
    more = f"<li>+ {len(known) - MOST}</li>" if len(known) > MOST else ""
    return f"<details><summary>{escape(text)}</summary><ul>{items}{more}</ul></details>"


def _page(head: Iterable[str], rows: Iterable[Iterable[str]], notes: Iterable[str] = ()) -> Html:
    """Cells are HTML already; heads and notes are text."""
    above = "".join(f"<th>{escape(name)}</th>" for name in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    below = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes if note)
    return Html(f"{_STYLE}<table class='ql-r'><thead><tr>{above}</tr></thead><tbody>{body}</tbody></table>{below}")


def _crosstab(result: Crosstab, passages: Passages, say: Say) -> Html:
    kinds = [str(name) for name in (result.counts.index.name, result.counts.columns.name)]
    head = ["", *(_named(kinds[1], column, say) for column in result.counts.columns)]
    rows = [
        [f"<b>{escape(_named(kinds[0], row, say))}</b>", *(_opening(str(len(ids)) if ids else "–", ids, passages) for ids in cells)]
        for row, cells in zip(result.counts.index, result.segments.to_numpy(), strict=True)
    ]  # fmt: skip
    return _page(head, rows)


def _named(kind: str, key: object, say: Say) -> str:
    known = ("case", "code", "document", "date", "speaker", "informant", "section")
    return say(kind if kind in ("case", "code") else "value", key) if kind not in known[2:] else str(key)


def _joint(display: JointDisplay, passages: Passages) -> Html:
    rows, last = [], ""
    for row in display.rows:
        cells = [_joint_cell(cell, passages) for cell in row]
        if display.header == 2:  # the topic stands once above its cases
            cells[0], last = ("" if row[0].text == last else f"<b>{cells[0]}</b>"), row[0].text
        rows.append(cells)
    return _page(display.columns, rows, display.notes)


def _joint_cell(cell: JointCell, passages: Passages) -> str:
    text = _opening(cell.text, cell.ids, passages) if cell.text else ""
    if cell.passage in passages:
        words, place = passages[cell.passage]
        text += f"<div class='p'>{escape(words)} <small>{escape(place)}</small></div>"
    return text + (f" <small>{escape(cell.note)}</small>" if cell.note else "")


def _comparison(result: Comparison, say: Say) -> Html:
    *conditions, outcome, _ = result.rows.columns
    head = [*(say("attribute", name) for name in (*conditions, outcome)), say("attribute", "cases")]
    rows = []
    for row in result.rows.itertuples(index=False):
        *states, value, cases = row
        named = ", ".join(say("case", case) for case in cases) or "–"
        rows.append(
            [escape(text) for text in (*(say("stated", state) for state in states), say("value", value), named)]
        )
    return _page(head, rows, [say("said", result.said)])


def _framework(matrix: pd.DataFrame, passages: Passages, say: Say) -> Html:
    rows = []
    for case, cells in zip(matrix.index, matrix.to_numpy(), strict=True):
        shown = [f"<b>{escape(say('case', case))}</b>"]
        for cell in cells:
            written = "".join(
                f"<div>{escape(say('said', one.text))} <small>{escape(one.by)}, {escape(one.at)}</small></div>"
                for one in cell.summaries
            )
            shown.append(
                written
                + _framework_note(cell, say)
                + _opening(str(len(cell.ids)) if cell.ids else "–", cell.ids, passages)
            )
        rows.append(shown)
    return _page(["", *(say("code", theme) for theme in matrix.columns)], rows)


def _framework_note(cell: FrameworkCell, say: Say) -> str:
    if cell.stale:
        parts = [
            f"{len(ids)} {say('framework', kind)}" for kind, ids in (("new", cell.new), ("gone", cell.gone)) if ids
        ]
        return f"<small><b>{escape(say('framework', 'stale'))}: {escape(', '.join(parts))}</b></small>"
    return f"<small>{escape(say('framework', 'blank'))}</small>" if cell.ids and not cell.summaries else ""


def _table(table: pd.DataFrame, passages: Passages, say: Say) -> Html:
    """Columns of ids become numbers that open them; codes, cases and readings get their names."""
    kinds = {"first": "code", "second": "code", "code": "code", "case": "case", "unit": "case", "attribute": "attribute", "value": "value",
             "why": "why", "kind": "negative"}  # fmt: skip
    if table.index.name in kinds or table.index.name == "topic":
        table = table.reset_index()
    rows = []
    for row in table.itertuples(index=False):
        cells = []
        for name, value in zip(table.columns, row, strict=True):
            if isinstance(value, tuple):
                opened = all(str(id) in passages for id in value)
                cells.append(
                    _opening(str(len(value)) if value else "–", value, passages) if opened else escape(", ".join(value))
                )
            elif name == "reading":
                spoken = say("reading", value)
                cells.append(escape(spoken if spoken != value else say("triangulation", value)))
            else:
                cells.append(escape(say(kinds[name], value) if name in kinds else "" if value is None else str(value)))
        rows.append(cells)
    return _page([str(name).replace("_", " ") for name in table.columns], rows, [str(table.attrs.get("warning", ""))])


def _all_ids(table: pd.DataFrame) -> list[str]:
    return [id for cell in table.to_numpy().ravel() if isinstance(cell, tuple) for id in cell if isinstance(id, str)]
