"""A report as a tagged PDF (PDF/UA-1), set by Typst. Text reaches Typst as data only, so none of it is ever read as Typst code."""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from qualitative.errors import ReportError
from qualitative.reports.formats.typesetting import compiled
from qualitative.reports.page.model import Report
from qualitative.reports.page.parts import appendix_of, report_of
from qualitative.reports.page.tree import View
from qualitative.reports.page.view import view_of

__all__ = ["pdf_of", "render_appendix", "render_pdf"]

_ASSETS = files("qualitative.reports.formats") / "assets"
# the tree as Typst reads it: strings, numbers, lists and mappings
Json = dict[str, Any]
_LONG = re.compile(r"\S{32,}")
_PROBE = b'#set document(title: "probe", date: none)\n#set text(font: "Source Serif 4")\n#read("text.txt")'


def render_pdf(report: Report) -> bytes:
    """The report without its appendix as PDF; the same report gives the same bytes. Typst itself checks that PDF/UA-1 is met."""
    return _rendered(report, report_of(view_of(report)))


def render_appendix(report: Report) -> bytes:
    """The appendix of a report as PDF: cards, sets of evidence, register of segments."""
    return _rendered(report, appendix_of(view_of(report)))


def _rendered(report: Report, view: View) -> bytes:
    pictures = _take_pictures(view)
    return pdf_of(_read("report.typ"), view, f"report {report.kind!r}", pictures)


def pdf_of(source: bytes, tree: Mapping[str, Any], what: str, pictures: Mapping[str, bytes] | None = None) -> bytes:
    """What Typst sets of a source that reads `tree` from data.json, as tagged PDF. Raises ReportError where it can't, naming `what`.

    The source shows the characters that no font has as code points, and says so, where the tree's `coded` is true.
    """
    problem = None
    for data in _attempts(_mapped(tree, _breakable)):
        try:
            return _compiled(source, {"data.json": json.dumps(data, ensure_ascii=False).encode(), **(pictures or {})})
        except RuntimeError as found:
            problem = found
    raise ReportError(f"Typst could not set {what} as PDF: {problem}") from None


def _attempts(view: Json) -> Iterator[Json]:
    """The tree as it is; then, as PDF/UA permits no character without a glyph, with those written as code points."""
    yield {**view, "coded": False}
    strange = {char for text in _strings(view) for char in text if ord(char) > 0x24F and not _has_glyph(char)}
    if strange:
        group = "[" + re.escape("".join(sorted(strange))) + "]"
        pattern = re.compile(f"{group}(?:[\u200d\ufe0f]*{group})*[\u200d\ufe0f]*")
        yield {**_mapped(view, lambda text: pattern.sub(_code_points, text)), "coded": True}


def _code_points(match: re.Match[str]) -> str:
    return "⟨" + " ".join(f"U+{ord(char):04X}" for char in match[0] if char not in "\u200d\ufe0f") + "⟩"


@lru_cache(maxsize=4096)
def _has_glyph(char: str) -> bool:
    """Whether one of the fonts at hand can show a character: Typst is asked, as it alone knows its own fonts."""
    try:
        _compiled(_PROBE, {"text.txt": char.encode()})
    except RuntimeError:
        return False
    return True


def _compiled(source: bytes, data: dict[str, bytes]) -> bytes:
    return compiled(source, data, format="pdf", pdf_standards=["ua-1"])


def _read(name: str) -> bytes:
    return (_ASSETS / name).read_bytes()


def _take_pictures(view: View) -> dict[str, bytes]:
    """The pictures of the figures as files for Typst; in the tree only their names stay."""
    pictures: dict[str, bytes] = {}
    for block in [*view["lead"], *view["body"]]:
        if block["type"] == "figure":
            svg, png = block["svg"], block["png"]
            block["file"] = f"figure-{len(pictures)}.{'svg' if svg else 'png'}"
            pictures[block["file"]] = svg.encode() if svg else base64.b64decode(png)
            block["svg"] = block["png"] = ""
    return pictures


def _breakable(text: str) -> str:
    """Very long words with places where a line may break; Typst would run them off the page."""
    return _LONG.sub(lambda match: "\u200b".join(match[0][n : n + 16] for n in range(0, len(match[0]), 16)), text)


def _mapped(value: Any, change: Callable[[str], str]) -> Any:
    """The tree with every shown text changed; ids and file names are short and plain, and stay as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_mapped(item, change) for item in value]
    if isinstance(value, dict):
        return {
            key: item if key in ("id", "to", "evidence", "file", "anchors", "part") else _mapped(item, change)
            for key, item in value.items()
        }
    return value


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    items = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return (text for item in items for text in _strings(item))
