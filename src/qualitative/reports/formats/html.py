"""A report as one HTML file that needs nothing else: no host, no server, no script to be read."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from qualitative.reports.page.model import Report
from qualitative.reports.page.tree import FigureView
from qualitative.reports.page.view import view_of

__all__ = ["render_html"]

_ASSETS = files("qualitative.reports.formats") / "assets"
_FONTS = (
    ("Report Serif", "source-serif-4-400", 400, "normal"),
    ("Report Serif", "source-serif-4-400-italic", 400, "italic"),
    ("Report Serif", "source-serif-4-600", 600, "normal"),
    ("Report Sans", "source-sans-3-400", 400, "normal"),
    ("Report Sans", "source-sans-3-600", 600, "normal"),
)


def render_html(report: Report) -> str:
    """The report as HTML; the same report gives the same text."""
    view = view_of(report)
    template, style, script = _parts()
    rules = [
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        f"script-src '{_digest(script)}'",
        "img-src data:",
        "font-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    page: str = template.render(
        r=view, w=view["words"], picture=_picture, style=style, script=script, policy="; ".join(rules)
    )
    return page.lstrip()


def _picture(figure: FigureView) -> str:
    """A figure as a data URI: within an image no script of an SVG runs and nothing is fetched."""
    if figure["svg"]:
        return "data:image/svg+xml;base64," + base64.b64encode(figure["svg"].encode()).decode()
    return "data:image/png;base64," + re.sub(r"\s", "", figure["png"])


@lru_cache(maxsize=1)
def _parts() -> tuple[Any, str, str]:
    """The compiled template, the style sheet with its fonts, the script."""
    from jinja2 import Environment, StrictUndefined
    from markupsafe import Markup

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(_read("report.html.j2"))
    style = "".join(_font_face(*font) for font in _FONTS) + _read("report.css")
    return template, Markup(style), Markup(_read("report.js"))  # noqa: S704  (style and script of ours)


def _read(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _font_face(family: str, name: str, weight: int, slant: str) -> str:
    data = base64.b64encode((_ASSETS / "fonts" / f"{name}.woff2").read_bytes()).decode()
    source = f"url(data:font/woff2;base64,{data})format('woff2')"
    return f"@font-face{{font-family:'{family}';font-weight:{weight};font-style:{slant};src:{source}}}\n"


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
