"""The text of Taguette's HTML as Taguette counts it, and where lines end that it does not count. Pure."""

from __future__ import annotations

from html.parser import HTMLParser

__all__ = ["breaks_in", "plain_text"]

_BLOCKS = {
    "address", "article", "blockquote", "br", "dd", "div", "dl", "dt", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li",
    "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
}  # fmt: skip


def plain_text(html: str) -> str:
    """The text of HTML, as Taguette counts it: text nodes one after the other, character references resolved.

    >>> plain_text("<p>Satu &amp; dua</p>\\n<p>tiga</p>")
    'Satu & dua\\ntiga'
    """
    return "".join(_read(html).parts)


def breaks_in(html: str) -> tuple[str, tuple[int, ...]]:
    """The text, and the places in it where a block begins or ends without a line break of its own.

    >>> breaks_in("<h1>Head</h1><p>one</p>")
    ('Headone', (4,))
    """
    reader = _read(html)
    text = "".join(reader.parts)
    places = sorted(place for place in reader.breaks if 0 < place < len(text))
    return text, tuple(p for p in places if text[p - 1] != "\n" and text[p] != "\n")


def _read(html: str) -> _Text:
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.breaks: set[int] = set()
        self._length = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in _BLOCKS:
            self.breaks.add(self._length)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BLOCKS:
            self.breaks.add(self._length)

    def handle_data(self, data: str) -> None:
        self.parts.append(data)
        self._length += len(data)
