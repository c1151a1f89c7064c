"""`qualitative agree`: how well coders agree."""

from __future__ import annotations

import click

__all__ = ["command"]

UNITS = ("character", "token", "sentence", "turn", "document", "segment")
BY = ("code", "domain", "district", "pair", "round")


@click.command("agree")
@click.option("--coders", metavar="A,B", help="Who is compared. Without it: all who marked text done.")
@click.option(
    "--by", multiple=True, type=click.Choice(BY), help="What a row is; may be given more than once. Without it: code."
)
@click.option("--unit", type=click.Choice(UNITS), default="character", show_default=True, help="What is counted.")
@click.option(
    "--round", "round_", type=int, help="One round of coding. Without it: each round, compared within itself."
)
@click.option("--role", multiple=True, help="Only turns of this role, such as informant.")
@click.option("--settled", is_flag=True, help="Count what was adjudicated as decided.")
@click.option(
    "--threshold", type=float, default=0.5, show_default=True, help="Overlap at which segments match (unit segment)."
)
@click.option(
    "--interval", type=click.Choice(["bootstrap", "analytic", "none"]), default="bootstrap", show_default=True
)
@click.option("--resamples", type=int, default=1000, show_default=True, help="How often documents are drawn.")
@click.option("--seed", type=int, default=20181, show_default=True, help="Of the bootstrap; it stands below the table.")
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "md", "html"]), default="table", show_default=True
)
@click.option("--language", type=click.Choice(["id", "en"]), default="en", show_default=True)
@click.option("--methods", is_flag=True, help="Only the paragraph for the methods section.")
def command(
    coders: str | None,
    by: tuple[str, ...],
    round_: int | None,
    role: tuple[str, ...],
    format_: str,
    language: str,
    methods: bool,
    **options: object,
) -> None:
    """Print how well coders agree, from blind codings of text that two of them marked done.

    Every figure stands with its unit; where a coefficient is undefined or has no interval, the reason is given.
    """
    from qualitative.agreement import render
    from qualitative.study import Study

    names = [name.strip() for name in coders.split(",") if name.strip()] if coders else None
    found = Study.open().agreement(names, by=by or ("code",), round=round_, roles=role or None, **options)
    if methods:
        click.echo(found.paragraph(language))
    elif format_ == "csv":
        click.echo(render.format_csv(found), nl=False)
    else:
        write = {"table": render.format_text, "md": render.format_markdown, "html": render.format_html}[format_]
        click.echo(write(found, language), nl=False)
