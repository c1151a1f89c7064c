"""`qualitative done`: mark documents as coded to the end."""

from __future__ import annotations

from itertools import count

import click

from qualitative.cli.author import author
from qualitative.counting.records import HOW
from qualitative.text.wording import number_of

__all__ = ["command"]


@click.command("done")
@click.argument("documents", nargs=-1, required=True, metavar="DOCUMENT...")
@click.option(
    "--by", metavar="CODER", help="Who read them. Without it: the study's one person, or whom git knows here."
)
@click.option(
    "--how",
    type=click.Choice(HOW),
    default=HOW[0],
    show_default=True,
    help="full: every word read; assisted: a machine chose what was read; stopped: given up before the end.",
)
@click.option(
    "--round",
    "turn",
    type=click.IntRange(1),
    help="The round of coding. Without it: the newest in which they coded there, else the first that is no pilot.",
)
@click.option("--undo", is_flag=True, help="Take the marks back instead, in whatever round.")
def command(documents: tuple[str, ...], by: str | None, how: str, turn: int | None, undo: bool) -> None:
    """Mark DOCUMENTs as coded to the end: only then is what bears no code there called absent.

    The mark holds for the codes that the codebook has now; for codes that come later `qualitative status` lists what to read again.
    """
    from qualitative.study import Study

    study = Study.open()
    study.folder.check_writable()
    who = study.folder.coder(by or author(study)).id
    for document in documents:
        study.document(document)  # all names are looked up before anything is written
    by_document = study.codings([who]).groupby("document")
    codings, all_blind, newest = by_document.size(), by_document["blind"].all(), by_document["round"].max()
    first = next(round for round in count(1) if round not in study.settings.pilot)
    for document in dict.fromkeys(documents):
        if undo:
            taken = study.unmark_done(document, coder=who)
            click.echo(f"{document}: {'no longer marked done' if taken else 'was not marked done'} by {who}")
            continue
        # what was in sight while it was read is known from the codings alone
        round = turn or int(newest.get(document, first))
        study.mark_done(document, coder=who, how=how, round=round, blind=bool(all_blind.get(document, False)))
        n = int(codings.get(document, 0))
        pilot = ", a pilot, which counts nowhere" if round in study.settings.pilot else ""
        none = "; no code was given in it, so every code counts as absent there" if n == 0 and how == HOW[0] else ""
        click.echo(
            f"{document}: {how} by {who} in round {round}{pilot}, {number_of(n, 'coding')}, codebook version {study.codebook.version}{none}"
        )
