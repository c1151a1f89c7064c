"""`qualitative export`: the study for another tool."""

from __future__ import annotations

import json
from pathlib import Path

import click

from qualitative.cli.progress import progress_bar
from qualitative.cli.typed import listed, version
from qualitative.exchange.export_formats import EXPORTS

__all__ = ["command"]

_TOOLS = "; ".join(f"of {one.name} {', '.join(one.tools)}" for one in EXPORTS.values() if one.tools)
_WHAT = "; ".join(f"{one.name} ({one.help})" for one in EXPORTS.values())


@click.command(
    "export",
    help=f"""Write FILE for another tool.

    WHAT is {_WHAT}. A table tells what the file holds, and what it can't; it is also put beside the file. The exit code is 3 where
    something was left out.
    """,
)
@click.argument("what", type=click.Choice(list(EXPORTS)))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--coders", default="", help="Whose codings, comma between; none: everybody's.")
@click.option("--documents", default="", help="Ids of documents, comma between; none: all.")
@click.option("--round", type=int, help="Only codings of this round.")
@click.option("--codebook", default="head", show_default=True, help="The version that codes are read under.")
@click.option("--evidence", default="all", show_default=True, help="all, counted, published, fieldwork or simulated.")
@click.option(
    "--memos", default="all", show_default=True, help="all, team (for the team and for reports), report, or none."
)
@click.option("--language", help="Of the codes' names, one of the study's; none: its first.")
@click.option("--for", "for_tool", default="", metavar="TOOL", help=f"{_TOOLS}: as that tool counts positions.")
@click.option("--dry-run", is_flag=True, help="Only tell what the file would hold.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(
    context: click.Context,
    what: str,
    file: Path,
    coders: str,
    documents: str,
    round: int | None,
    codebook: str,
    evidence: str,
    memos: str,
    language: str | None,
    for_tool: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    from qualitative.study import Study

    study = Study.open()
    with progress_bar(as_json) as progress:
        made = study.export(
            what,
            file,
            coders=listed(coders),
            documents=listed(documents),
            round=round,
            codebook=version(codebook),
            evidence=evidence,
            memos=memos,
            language=language,
            for_tool=for_tool,
            dry_run=dry_run,
            progress=progress,
        )
    if as_json:
        click.echo(
            json.dumps({**made.report, "files": [str(path) for path in made.files]}, ensure_ascii=False, indent=1)
        )
    else:
        for line in made.losses.lines():
            click.echo(line)
        shown = ", ".join(str(path) for path in made.files[:3]) + (
            f" and {len(made.files) - 3} more" if len(made.files) > 3 else ""
        )
        click.echo(f"written: {shown}" if made.files else "nothing was written")
    if not made.losses.is_whole:
        context.exit(3)
