"""`qualitative sample`: a recorded random draw of sentences or persons, to be coded blind."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("sample")
@click.argument("name")
@click.option("--size", type=int, default=100, show_default=True, help="How many sentences, or persons.")
@click.option(
    "--unit",
    type=click.Choice(["sentence", "person"]),
    default="sentence",
    show_default=True,
    help="What is drawn; a person with all that they say.",
)
@click.option(
    "--again", metavar="CODER", help="Passages that this coder marked done, to be coded again: see `agree --stability`."
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw; it is recorded.")
@click.option("--document", "documents", multiple=True, metavar="ID", help="Only these documents. Without it: all.")
def command(name: str, size: int, unit: str, again: str | None, seed: int, documents: tuple[str, ...]) -> None:
    """Draw sentences or persons at random and record them in corpus/samples/NAME.yaml, before they are coded.

    Code them without suggestions and mark each done; then `qualitative evaluate --prevalence NAME` may rest on them.
    """
    from qualitative.study import Study

    click.echo(
        str(Study.open().sample(name, size=size, seed=seed, documents=documents or None, unit=unit, again=again))
    )
