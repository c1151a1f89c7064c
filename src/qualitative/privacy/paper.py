"""A short page for people outside the study, as Markdown or as HTML that loads nothing. Pure; whatever stands in it is text, never markup."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

__all__ = ["Paper", "passage_of", "rows_of"]

_STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #767676;padding:.25rem .6rem;text-align:left;vertical-align:top}"
    "blockquote{margin:1rem 0;padding:.2rem 1rem;border-left:4px solid #767676;white-space:pre-line}h1{font-size:1.5rem}h2{font-size:1.15rem;margin-top:2rem}h3{font-size:1rem;margin:1.5rem 0 .5rem}mark{background:#fdf3c4;color:inherit}"
)
_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])")
_OPENS = re.compile(r"^(\s*)(\d+)([.)])|^(\s*)([-+=])", re.MULTILINE)


@dataclass
class Paper:
    """A title and blocks: ("heading", text), ("part", text) below one, ("text", text), ("quote", text), ("passage", its words between those
    around them), ("list", items), ("table", rows with their head first)."""

    title: str
    language: str = "en"
    blocks: list[tuple[str, object]] = field(default_factory=list)

    def heading(self, text: str) -> None:
        """Begin a part."""
        self.blocks.append(("heading", text))

    def part(self, text: str) -> None:
        """Begin a part of a part."""
        self.blocks.append(("part", text))

    def passage(self, before: str, words: str, after: str) -> None:
        """Add words, marked, within those around them."""
        self.blocks.append(("passage", (before, words, after)))

    def text(self, text: str) -> None:
        """Add a paragraph."""
        self.blocks.append(("text", text))

    def quote(self, text: str) -> None:
        """Add what somebody said."""
        self.blocks.append(("quote", text))

    def items(self, texts: Sequence[str]) -> None:
        """Add a list."""
        self.blocks.append(("list", list(texts)))

    def table(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Add a table."""
        self.blocks.append(("table", [list(head), *map(list, rows)]))

    def markdown(self) -> str:
        """The page as Markdown."""
        return "\n\n".join([f"# {_plain(self.title)}", *(_markdown(kind, body) for kind, body in self.blocks)]) + "\n"

    def html(self) -> str:
        """The page as HTML of its own."""
        title = escape(self.title)
        return (
            f'<!DOCTYPE html>\n<html lang="{escape(self.language)}">\n<head><meta charset="utf-8">'
            f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{title}</title><style>{_STYLE}</style></head>\n'
            f"<body><main>\n{self.inside()}\n</main></body>\n</html>\n"
        )

    def inside(self) -> str:
        """What stands on the page, as HTML to put into another."""
        blocks = [_html(kind, body) for kind, body in self.blocks]
        return "\n".join([f"<h1>{escape(self.title)}</h1>", *blocks])


def _plain(text: str) -> str:
    """Text that Markdown shows as it is."""
    return _OPENS.sub(lambda m: f"{m[1]}{m[2]}\\{m[3]}" if m[2] else f"{m[4]}\\{m[5]}", _MARKUP.sub(r"\\\1", text))


def _markdown(kind: str, body: object) -> str:
    if kind == "heading":
        return f"## {_plain(_line(body))}"
    if kind == "part":
        return f"### {_plain(_line(body))}"
    if kind == "passage":
        before, words, after = (_plain(_line(one)) for one in passage_of(body))
        return f"> {' '.join(filter(None, (before, f'**{words}**', after)))}"
    if kind == "quote":
        return "\n".join(f"> {_plain(line)}".rstrip() for line in str(body).split("\n"))
    if kind == "list":
        return "\n".join(f"- {_plain(_line(item))}" for item in rows_of(body))
    if kind == "table":
        rows = [f"| {' | '.join(_plain(_line(cell)) for cell in row)} |" for row in rows_of(body)]
        return "\n".join([rows[0], f"|{'---|' * (rows[0].count(' | ') + 1)}", *rows[1:]])
    return _plain(str(body))


def _html(kind: str, body: object) -> str:
    if kind == "table":
        head, *rows = rows_of(body)
        lines = [_row([f'<th scope="col">{escape(cell)}</th>' for cell in head])]
        lines += [_row([f"<td>{escape(cell)}</td>" for cell in row]) for row in rows]
        return "\n".join(["<table>", *lines, "</table>"])
    if kind == "list":
        return f"<ul>{''.join(f'<li>{escape(str(item))}</li>' for item in rows_of(body))}</ul>"
    if kind == "passage":
        before, words, after = (escape(one) for one in passage_of(body))
        return f"<blockquote>{before}<mark>{words}</mark>{after}</blockquote>"
    tag = {"heading": "h2", "part": "h3", "quote": "blockquote"}.get(kind, "p")
    return f"<{tag}>{escape(str(body))}</{tag}>"


def _row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(cells)}</tr>"


def passage_of(body: object) -> tuple[str, str, str]:
    """What stands before the words of a passage, the words, and what stands after them."""
    before, words, after = map(str, body)  # type: ignore[call-overload]  # parts of any kind
    return before, words, after


def rows_of(body: object) -> list[list[str]]:
    """The rows of a table, its head first, or the items of a list."""
    return list(body)  # type: ignore[call-overload,no-any-return]  # parts of any kind


def _line(text: object) -> str:
    return " ".join(str(text).split())
