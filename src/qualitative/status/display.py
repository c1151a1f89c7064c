"""A status as a notebook shows it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from qualitative.i18n import pick
from qualitative.status.state import TEXTS, Status

__all__ = ["status_html"]

_MOST = 40  # documents that are shown; the others are counted
_STYLE = "text-align:left;vertical-align:top;padding:.2em .8em .2em 0;white-space:normal"


def status_html(found: Status) -> str:
    """The heading, what is next with its commands, who did what, and the documents, in the language of the status; texts are escaped."""
    spoken = found.language
    steps = "".join(f"<li>{escape(sentence)}</li>" for sentence in found.next())
    commands = "".join(f"<pre style='margin:.2em 0'>{escape(command)}</pre>" for command in found.commands)
    coders = [
        [str(row.Index), str(row.kind), *(str(n) for n in (row.documents, row.codings, row.done))]
        for row in found.coders.itertuples()
    ]
    documents = [
        [document, str(case), work]
        for (document, work), case in zip(found.by_document(), found.documents["case"], strict=True)
    ]
    left = len(documents) - _MOST
    more = f"<p>{escape(TEXTS.say('more', spoken, names='', n=left).strip())}</p>" if left > 0 else ""
    return "".join((
        f"<p><b>{escape(found.heading())}</b></p>",
        _titled("steps", spoken, f"<ul>{steps}</ul>" if steps else ""),
        _titled("commands", spoken, commands),
        _titled("coders", spoken, _table(("coder", "kind", "documents", "codings", "done"), coders, spoken)),
        _titled("documents", spoken, _table(("document", "case", "work"), documents[:_MOST], spoken) + more),
    ))  # fmt: skip


def _titled(key: str, language: str, inside: str) -> str:
    return (
        f"<p style='margin:.6em 0 .1em'><b>{escape(pick(TEXTS[f'heading.{key}'], language))}</b></p>{inside}"
        if inside
        else ""
    )


def _table(columns: Iterable[str], rows: Iterable[Iterable[str]], language: str) -> str:
    body = "".join(f"<tr>{''.join(f'<td style={_STYLE!r}>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    head = "".join(f"<th style={_STYLE!r}>{escape(pick(TEXTS[f'column.{name}'], language))}</th>" for name in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>" if body else ""
