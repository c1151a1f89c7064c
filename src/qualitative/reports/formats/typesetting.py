"""Typst, with the shipped fonts only: sources and data in memory, the same bytes on every machine."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import Any

__all__ = ["compiled", "png_of_svg"]

_PICTURE = b'#set page(width: auto, height: auto, margin: 0pt, fill: white)\n#image("picture.svg")'


def compiled(source: bytes, data: dict[str, bytes], **options: Any) -> bytes:
    """What Typst makes of a source and the files that it names; `options` as for `typst.compile`. Raises RuntimeError with Typst's own words."""
    import typst

    made: bytes = typst.compile({"main.typ": source, **data}, ignore_system_fonts=True, font_paths=_fonts(), **options)
    return made


def png_of_svg(svg: str, dpi: int = 150) -> bytes:
    """A picture as PNG on white, for word processors that draw no SVG: a quarter of what drawing the figure a second time costs."""
    return compiled(_PICTURE, {"picture.svg": svg.encode()}, format="png", ppi=dpi)


@lru_cache(maxsize=1)
def _fonts() -> Any:
    """The shipped fonts and Typst's own, never the system's: every machine sets the same pages."""
    import typst

    with as_file(files("qualitative.reports.formats") / "assets" / "fonts") as folder:
        return typst.Fonts(include_system_fonts=False, font_paths=[str(folder)])
