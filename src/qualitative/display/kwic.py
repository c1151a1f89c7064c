"""A concordance as aligned lines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qualitative.analysis.concordance import Line
from qualitative.display.html import Html
from qualitative.i18n import FALLBACK, catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["kwic_html"]

TEXTS = catalogue("display")
_ROW = (
    "<tr><td style='text-align:right;white-space:pre-wrap'>{left}</td><td style='text-align:center;white-space:nowrap;font-weight:700;color:#0072B2'>"
    "{keyword}</td><td style='text-align:left;white-space:pre-wrap'>{right}</td><td style='text-align:left;color:#6b7280;white-space:nowrap'>{place}</td></tr>"
)


def kwic_html(lines: pd.DataFrame, most: int = 20, language: str | None = None) -> Html:
    """Up to `most` lines of a concordance (analysis.concordance), keyword under keyword, with the warning that the table carries.

    Without a `language` that of the warning.
    """
    shown = [Line(*row) for row in lines.head(most)[list(Line._fields)].itertuples(index=False, name=None)]
    rows = []
    for line in shown:
        place = f"{line.document} · {line.turn}" + (f" · {line.speaker}" if isinstance(line.speaker, str) else "")
        cells = {"left": escape(line.left), "keyword": escape(line.keyword), "right": escape(line.right)}
        rows.append(_ROW.format(**cells, place=escape(place)))
    said_in = language or lines.attrs.get("language", FALLBACK)
    rest = TEXTS.say("more_lines", said_in, n=len(lines) - most)
    more = f"<p style='color:#6b7280'>{escape(rest)}</p>" if len(lines) > most else ""
    warning = lines.attrs.get("warning", "")
    said = f"<p style='border-left:3px solid #E69F00;padding-left:.6em'>{escape(warning)}</p>" if warning else ""
    table = f"<table style='font-size:13px;border-collapse:collapse'><tbody>{''.join(rows)}</tbody></table>"
    plain = "\n".join(f"{line.left:>50}{line.keyword}{line.right}" for line in shown)
    return Html(f"{said}{table}{more}", plain)
