"""`qualitative new`: an empty study."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from qualitative.folder.approach import APPROACHES
from qualitative.i18n import FALLBACK, LANGUAGES

__all__ = ["command"]


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path), metavar="DIR")
@click.option("--title", help="The study's title. Without it: the folder's name.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    metavar="LANG",
    help=f"A language of its reports and codes, once for each: {', '.join(LANGUAGES)}. Without it: {FALLBACK}.",
)
@click.option(
    "--coder", "coders", multiple=True, metavar="NAME", help="Who codes, once for each person. Without it: me."
)
@click.option(
    "--case-word",
    multiple=True,
    metavar="[LANG=]WORD",
    help="What one case is called, such as district, school or firm, where cases are compared.",
)
@click.option("--approach", type=click.Choice(APPROACHES), help=f"How you work. Without it: {APPROACHES[0]}.")
def command(
    folder: Path,
    title: str | None,
    languages: tuple[str, ...],
    coders: tuple[str, ...],
    case_word: tuple[str, ...],
    approach: str | None,
) -> None:
    """Start a study in DIR, which must be new or empty. On a terminal it asks what is not said; Enter takes what stands in brackets.

    It passes `qualitative check` as it is.
    """
    from qualitative.starter import write_study

    if sys.stdin.isatty() and sys.stdout.isatty():
        title = title or click.prompt("Title", default=folder.resolve().name)
        languages = languages or _several("Languages of reports", FALLBACK)
        coders = coders or _several("Who codes (id or name; commas between)", "me")
        case_word = case_word or _several("What one case is called, where you compare some (such as district)", "case")
        approach = approach or click.prompt("How you work", type=click.Choice(APPROACHES), default=APPROACHES[0])
    root = write_study(
        folder, title, languages=languages or (FALLBACK,), coders=coders, case_word=case_word, approach=approach
    )
    click.echo(f"{root} is a study now. Next, in it:")
    for line in ("qualitative add FILE… --date 2024-05", "qualitative code", "qualitative report findings"):
        click.echo(f"  {line}")
    click.echo("`qualitative status` says at any time what is there and what is next")


def _several(question: str, usual: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in click.prompt(question, default=usual).split(",") if one.strip())
