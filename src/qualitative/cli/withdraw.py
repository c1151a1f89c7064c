"""`qualitative withdraw`: take a person out of the study who took back consent."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("withdraw")
@click.argument("informant")
@click.option(
    "--document", "documents", multiple=True, help="Only in this document; needed where several have that label."
)
@click.option("--by", metavar="CODER", help="Who does it. Without it: the study's one human coder.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and write nothing.")
def command(informant: str, documents: tuple[str, ...], by: str | None, yes: bool, dry_run: bool) -> None:
    """Remove INFORMANT, a person's id, a speaker's label or initials: their documents or turns, and all codings and notes on them.

    Their row in persons.csv then says only that they withdrew; what they answered and what came with an import goes too.

    What can't be removed is said: mentions that only a person can judge, and what git keeps of the past.
    """
    from qualitative.cli.author import author
    from qualitative.privacy import known_to_git, not_asked, plan_withdrawal, what_to_do, withdraw
    from qualitative.study import Study

    study = Study.open()
    plan = plan_withdrawal(study.folder, informant, documents)
    for document in plan.whole:
        click.echo(f"{document}: the whole document goes")
    for document, ranges in plan.parts.items():
        click.echo(f"{document}: {len(ranges)} turns or paragraphs go, the others stay")
    click.echo(f"{plan.events} events of coders go with them")
    if dry_run:
        return
    who = by or author(study)
    if not yes:
        click.confirm("remove them?", abort=True)
    withdraw(study.folder, plan, by=who)
    click.echo("removed")
    for place in plan.mentions:
        click.echo(f"may still speak of {informant}: {place}; look and decide")
    for sentence in (*what_to_do(known_to_git(study.root, plan.words).values()), *not_asked(study.root)):
        click.echo(sentence, err=True)
