"""`qualitative agree`: how well coders agree."""

from __future__ import annotations

from typing import TypedDict, Unpack

import click

__all__ = ["command"]

UNITS = ("turn", "sentence", "token", "character", "document", "segment")


class _Asked(TypedDict):
    """What is handed on as it was typed."""

    unit: str
    settled: bool
    threshold: float
    interval: str
    resamples: int
    seed: int


@click.command("agree")
@click.option("--coders", metavar="A,B", help="Who is compared. Without it: all who marked text done.")
@click.option(
    "--by",
    multiple=True,
    metavar="ROWS",
    help="What a row is: code, branch (of the codebook), a class of the study's codes; case (or what the study calls it), pair, round."
    " May be given more than once. Without it: code.",
)
@click.option(
    "--unit",
    type=click.Choice(UNITS),
    default="turn",
    show_default=True,
    help="What is counted; a turn is a passage: a turn or a paragraph.",
)
@click.option(
    "--round", "round_", type=int, help="One round of coding. Without it: each round, compared within itself."
)
@click.option("--role", multiple=True, help="Only turns of this role, such as informant.")
@click.option(
    "--stability",
    metavar="SAMPLE",
    help="Instead, how alike a lone coder coded a drawn part again (`qualitative sample NAME --again CODER`).",
)
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
@click.option("--language", help="One of the study's languages; none: its first.")
@click.option("--methods", is_flag=True, help="Only the paragraph for the methods section.")
def command(
    coders: str | None,
    by: tuple[str, ...],
    round_: int | None,
    role: tuple[str, ...],
    stability: str | None,
    format_: str,
    language: str | None,
    methods: bool,
    **asked: Unpack[_Asked],
) -> None:
    """Print how well coders agree, from blind codings of text that two of them marked done.

    Every figure stands with its unit; where a coefficient is undefined or has no interval, the reason is given.
    """
    from qualitative.agreement import render
    from qualitative.study import Study

    names = [name.strip() for name in coders.split(",") if name.strip()] if coders else None
    study = Study.open()
    if stability is not None:
        found = study.stability(
            stability,
            by=by or ("code",),
            language=language,
            unit=asked["unit"],
            interval=asked["interval"],
            resamples=asked["resamples"],
            seed=asked["seed"],
        )
    else:
        found = study.agreement(names, by=by or ("code",), round=round_, roles=role or None, language=language, **asked)
    if methods:
        click.echo(found.paragraph())
    elif format_ == "csv":
        click.echo(render.format_csv(found), nl=False)
    else:
        write = {"table": render.format_text, "md": render.format_markdown, "html": render.format_html}[format_]
        click.echo(write(found, found.language), nl=False)
