"""`qualitative done`: mark documents as coded to the end."""

from __future__ import annotations

import click

from qualitative.cli.author import author
from qualitative.counting.records import HOW

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
@click.option("--round", "turn", type=click.IntRange(1), default=1, show_default=True, help="The round of coding.")
@click.option("--undo", is_flag=True, help="Take the marks back instead, in whatever round.")
def command(documents: tuple[str, ...], by: str | None, how: str, turn: int, undo: bool) -> None:
    """Mark DOCUMENTs as coded to the end: only then is what bears no code there called absent.

    The mark holds for the codes that the codebook has now; for codes that come later `qualitative status` lists what to read again.
    """
    from qualitative.study import Study

    study = Study.open()
    study.folder.check_writable()
    who = study.folder.coder(by or author(study)).id
    for document in documents:
        study.document(document)  # all names are looked up before anything is written
    blind = study.codings([who]).groupby("document")["blind"]
    codings, all_blind = blind.size(), blind.all()
    for document in dict.fromkeys(documents):
        if undo:
            taken = study.unmark_done(document, coder=who)
            click.echo(f"{document}: {'no longer marked done' if taken else 'was not marked done'} by {who}")
            continue
        # what was in sight while it was read is known from the codings alone
        study.mark_done(document, coder=who, how=how, round=turn, blind=bool(all_blind.get(document, False)))
        n = int(codings.get(document, 0))
        none = "; no code was given in it, so every code counts as absent there" if n == 0 and how == HOW[0] else ""
        click.echo(
            f"{document}: {how} by {who}, {n} coding{'' if n == 1 else 's'}, codebook version {study.codebook.version}{none}"
        )
