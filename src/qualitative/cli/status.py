"""`qualitative status`: what is there, and what is next."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualitative.cli.terminal import one_line

if TYPE_CHECKING:
    from qualitative.status import Status

__all__ = ["command"]

_MOST = 30  # documents that are listed unasked, those first in which something is to be done


@click.command("status")
@click.option("--all", "everything", is_flag=True, help=f"List every document, however many; else the first {_MOST}.")
@click.option("--language", help="Of what is said; none: English where the study has it, else its first.")
def command(everything: bool, language: str | None) -> None:
    """Say what is there, by document and coder, and what is next; at the end at most three commands to type."""
    from qualitative.status.state import TEXTS
    from qualitative.study import Study

    found = Study.open().status(language=language)
    spoken = found.language
    click.echo(one_line(found.heading()))
    for line in (*_documents(found, everything), *_coders(found)):
        click.echo(one_line(line))
    steps = found.next()
    if steps:
        click.echo(f"\n{TEXTS.say('heading.steps', spoken)}:")
    for step in steps:
        click.echo(one_line(f"  {step}"))
    if found.commands:
        click.echo(f"\n{TEXTS.say('heading.commands', spoken)}:")
    for one in found.commands:
        click.echo(f"  {one}")


def _documents(found: Status, everything: bool) -> list[str]:
    waiting = found.waiting()
    rows = sorted(found.by_document(), key=lambda row: row[0] not in waiting)
    shown = rows if everything else rows[:_MOST]
    width = max((len(document) for document, _ in shown), default=0)
    lines = [f"  {document:<{width}}  {work}" for document, work in shown]
    left = len(rows) - len(shown)
    return ["", *lines, *([f"  … {left} (--all)"] if left else [])] if lines else []


def _coders(found: Status) -> list[str]:
    from qualitative.status.state import TEXTS

    columns = [TEXTS.say(f"column.{name}", found.language) for name in ("coder", "documents", "codings", "done")]
    rows = [[str(row.Index), str(row.documents), str(row.codings), str(row.done)] for row in found.coders.itertuples()]
    if not rows:
        return []
    widths = [max(len(row[place]) for row in [columns, *rows]) for place in range(len(columns))]
    return [
        "",
        *(
            "  " + "  ".join(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=True)).rstrip()
            for row in [columns, *rows]
        ),
    ]
