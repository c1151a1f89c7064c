"""`qualitative sample`: a recorded random draw of sentences or persons, to be coded blind."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualitative.folder.draws import read_again

if TYPE_CHECKING:
    from qualitative.study import Study

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
@click.option(
    "--round",
    type=int,
    help="Which of that coder's readings is coded again. Without it: the newest that is no pilot.",
)
@click.option("--seed", type=int, default=0, show_default=True, help="Of the draw; it is recorded.")
@click.option(
    "--document",
    "documents",
    multiple=True,
    metavar="ID",
    help="Only these documents. Without it: all that are not simulated.",
)
def command(
    name: str, size: int, unit: str, again: str | None, round: int | None, seed: int, documents: tuple[str, ...]
) -> None:
    """Draw sentences or persons at random and record them in corpus/samples/NAME.yaml, before they are coded.

    Code them without suggestions and mark each done; then `qualitative evaluate --prevalence NAME` may rest on them.
    """
    from qualitative.study import Study

    study = Study.open()
    if round is not None and again is None:
        raise click.UsageError("--round goes with --again CODER: a reading that is coded again")
    path = study.sample(name, size=size, seed=seed, documents=documents or None, unit=unit, again=again, round=round)
    click.echo(f"{path}\n{_told(study, name, again)}")


def _told(study: Study, name: str, again: str | None) -> str:
    """What was drawn out of what, and what comes next."""
    if again is not None:
        drawn = read_again(study.folder, name)
        return (
            f"{len(drawn.passages)} of {drawn.of} passages that {again} read in round {drawn.first}. Code them again in round {drawn.second}, where the first"
            f" codings do not show, mark each done, then: qualitative agree --stability {name}"
        )
    from qualitative.tagging.sampling import read_sample

    data = read_sample(study.folder, name)
    places = {one["document"] for one in data["sentences"]}
    return (
        f"{data['size']} of {data['of']} {data['unit']}s, in {len(places)} of {len(data['documents'])} documents. Code them without suggestions, mark each done,"
        f" then: qualitative evaluate --prevalence {name} --coder CODER{' --of persons' if data['unit'] == 'person' else ''}"
    )
