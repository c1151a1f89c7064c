"""The small markup of running text in reports: strong, emphasis, links within the report. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Span", "escape", "iter_spans", "strong"]

_TOKEN = re.compile(
    r"\\(?P<plain>[\\*\[\]])|\*\*(?P<strong>.+?)\*\*|\*(?P<emphasis>[^*]+?)\*|\[(?P<label>[^\]]+)\]\(#(?P<target>[\w.-]+)\)"
)


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text: `style` is plain, strong, emphasis or link; `target` is the id that a link leads to."""

    text: str
    style: str = "plain"
    target: str = ""


def iter_spans(markup: str) -> Iterator[Span]:
    r"""The runs of a text in the small markup.

    >>> list(iter_spans("a **b** [c](#d)"))
    [Span(text='a ', style='plain', target=''), Span(text='b', style='strong', target=''), Span(text=' ', style='plain', target=''), Span(text='c', style='link', target='d')]
    """
    end = 0
    for match in _TOKEN.finditer(markup):
        if match.start() > end:
            yield Span(markup[end : match.start()])
        end = match.end()
        if match["plain"]:
            yield Span(match["plain"])
        elif match["label"]:
            yield Span(match["label"], "link", match["target"])
        else:
            style = "strong" if match["strong"] else "emphasis"
            yield Span(match[style], style)
    if end < len(markup):
        yield Span(markup[end:])


def escape(text: str) -> str:
    """Plain text as markup that shows just that text."""
    return re.sub(r"([\\*\[\]])", r"\\\1", text)


def strong(text: str) -> str:
    """Plain text as markup that sets it strong; what holds signs of the markup stands as it is.

    >>> strong("a b"), strong("a*b")
    ('**a b**', 'a\\\\*b')
    """
    return escape(text) if re.search(r"[\\*\[\]]", text) or not text else f"**{text}**"
