"""A concordance as aligned lines."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from qualitative.display.html import Html

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["kwic_html"]

_ROW = (
    "<tr><td style='text-align:right;white-space:pre-wrap'>{left}</td><td style='text-align:center;white-space:nowrap;font-weight:700;color:#0072B2'>"
    "{keyword}</td><td style='text-align:left;white-space:pre-wrap'>{right}</td><td style='text-align:left;color:#6b7280;white-space:nowrap'>{place}</td></tr>"
)


def kwic_html(lines: pd.DataFrame, most: int = 20) -> Html:
    """Up to `most` lines of a concordance (analysis.concordance), keyword under keyword, with the warning that the table carries."""
    rows = []
    for line in lines.head(most).itertuples():
        place = f"{line.document} · {line.turn}" + (f" · {line.speaker}" if isinstance(line.speaker, str) else "")
        cells = {name: escape(str(getattr(line, name))) for name in ("left", "keyword", "right")}
        rows.append(_ROW.format(**cells, place=escape(place)))
    more = f"<p style='color:#6b7280'>{len(lines) - most} more lines.</p>" if len(lines) > most else ""
    warning = lines.attrs.get("warning", "")
    said = f"<p style='border-left:3px solid #E69F00;padding-left:.6em'>{escape(warning)}</p>" if warning else ""
    table = f"<table style='font-size:13px;border-collapse:collapse'><tbody>{''.join(rows)}</tbody></table>"
    plain = "\n".join(f"{line.left:>50}{line.keyword}{line.right}" for line in lines.head(most).itertuples())
    return Html(f"{said}{table}{more}", plain)
