"""Positions of a text of ours as another tool counts them, and the text as that tool wants it. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

from qualitative.exchange.conventions import Convention

__all__ = ["PRESETS", "Positions"]

# how a tool is known to read: NVivo for Windows counts UTF-16 on a text with CRLF, its byte order mark left out (measured on its own files);
# of the others nothing else than the standard is known
PRESETS: Mapping[str, Convention] = {
    "": Convention(),
    "nvivo": Convention("utf-16", "crlf"),
    "maxqda": Convention(),
    "atlasti": Convention(),
}
_BOM = "\ufeff".encode()


class Positions:
    """Code points of one text -> positions in a convention, and the bytes of its file."""

    def __init__(self, text: str, way: Convention) -> None:
        self._shifts: list[int] = []  # code points after which a position grows by one more
        self._wide: list[int] = []
        for place, character in enumerate(text) if not text.isascii() or way.line_ends == "crlf" else ():
            if character > "\uffff":
                self._wide.append(place)
                if way.unit == "utf-16":
                    self._shifts.append(place)
            elif character == "\n" and way.line_ends == "crlf":
                self._shifts.append(place)
        is_crlf = way.line_ends == "crlf"
        written = text.replace("\n", "\r\n") if is_crlf else text
        self.written = (_BOM if is_crlf else b"") + written.encode("utf-8")

    def of(self, place: int) -> int:
        """The position of a code point."""
        return place + bisect_left(self._shifts, place)

    def is_behind(self, place: int) -> bool:
        """Whether a character of two UTF-16 units stands before."""
        return bool(self._wide) and self._wide[0] < place
