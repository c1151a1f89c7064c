"""`qualitative import`: another tool's project, as a study of its own or into one that is there."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.cli.progress import progress_bar
from qualitative.text.wording import number_of

if TYPE_CHECKING:
    from qualitative.exchange.importing import Imported
    from qualitative.exchange.taking.plan import Taking

__all__ = ["command"]

_SHOWN = 30  # remarks on the terminal; all are in report.json


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("target", required=False, type=click.Path(path_type=Path))
@click.option(
    "--into",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="STUDY",
    help="A study that is there: only what is new in the file comes in.",
)
@click.option("--format", help="What the file is; without it, its content tells.")
@click.option(
    "--positions",
    default="auto",
    show_default=True,
    metavar="WAY",
    help="How the file counts: code-points, utf-16 or utf-8, then lf, crlf, bom, inclusive, with commas between.",
)
@click.option("--coder", metavar="CODER", help="Who coded, where the file names nobody.")
@click.option(
    "--columns",
    metavar="WHAT=COLUMN,…",
    help="Of a table: what its columns are (document, code, quote, start, end, coder, memo).",
)
@click.option(
    "--texts",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The folder of texts that the file only names.",
)
@click.option("--unit", type=click.Choice(["row"]), help="Of a table: each row is a document.")
@click.option("--project", type=int, help="Its number, where the file holds several.")
@click.option("--language", help="Of the codes and texts, one of the study's; without it, their words tell.")
@click.option(
    "--done", is_flag=True, help="Everybody read to the end what they coded: what is uncoded there counts as absent."
)
@click.option("--blind", is_flag=True, help="Nobody saw what others coded, nor suggestions: needed to compare coders.")
@click.option("--dry-run", is_flag=True, help="Only tell what would come in.")
@click.option("--yes", is_flag=True, help="Do not ask before a study that is there is changed.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(
    context: click.Context,
    file: Path,
    target: Path | None,
    into: Path | None,
    format: str | None,
    positions: str,
    coder: str | None,
    columns: str | None,
    texts: Path | None,
    unit: str | None,
    project: int | None,
    language: str | None,
    done: bool,
    blind: bool,
    dry_run: bool,
    yes: bool,
    as_json: bool,
) -> None:
    """Bring in FILE: a REFI-QDA project or codebook (.qdpx, .qdc) of NVivo, ATLAS.ti, MAXQDA and others, a project of Taguette, QualCoder or
    RQDA, a coded table (.csv, .xlsx), or a Word file whose comments are codes.

    It becomes the new study TARGET (without it: a folder named as the file), or goes into the study --into. How the file counts positions
    is found out, every span is checked, and a table tells what was taken, kept aside and left out. The exit code is 3 where something was
    left out.
    """
    from qualitative.exchange.formats import Reading
    from qualitative.exchange.importing import import_file
    from qualitative.exchange.taking.plan import Wishes
    from qualitative.study import Study

    folder = Study.open(into).folder if into is not None else None
    with progress_bar(as_json) as progress:
        made = import_file(
            file,
            target,
            into=folder,
            format=format,
            positions=positions,
            reading=Reading(project, texts, _pairs(columns), unit),
            wishes=Wishes(language, coder, done, blind),
            dry_run=dry_run,
            agreed=_ask if folder is not None and not yes and sys.stdin.isatty() else None,
            progress=progress,
        )
    if as_json:
        click.echo(
            json.dumps(
                {**made.taking.report, "study": str(made.root or ""), "written": made.is_written},
                ensure_ascii=False,
                indent=1,
            )
        )
    else:
        _tell(made)
    if not made.losses.is_whole:
        context.exit(3)


def _pairs(columns: str | None) -> dict[str, str]:
    found = {}
    for pair in (columns or "").split(","):
        what, equals, column = pair.partition("=")
        if pair and (not equals or not what.strip() or not column.strip()):
            raise click.UsageError(f"--columns {pair!r}: write it as WHAT=COLUMN, such as code=Kod")
        if pair:
            found[what.strip()] = column.strip()
    return found


def _ask(taking: Taking) -> bool:
    for line in _news(taking):
        click.echo(line)
    return click.confirm("bring this in", default=True)


def _news(taking: Taking) -> Iterator[str]:
    counts = (
        (taking.documents, "document"),
        (taking.codes, "code"),
        (taking.codings, "coding"),
        (taking.marks, "noted passage"),
        (taking.memos, "memo"),
    )
    news = [f"{number:,} {what}{'s' if number != 1 else ''}" for number, what in counts if number]
    yield f"new: {', '.join(news) or 'nothing'}" + (f"; {taking.same:,} are here already" if taking.same else "")
    if taking.here_only:
        yield f"{number_of(taking.here_only, 'coding stands', 'codings stand')} here and not in the file, and stay{'s' if taking.here_only == 1 else ''}"


def _tell(made: Imported) -> None:
    from qualitative.codebook.compare import describe

    taking = made.taking
    lines = list(made.losses.lines())
    for line in lines[:_SHOWN]:
        click.echo(line)
    if len(lines) > _SHOWN:
        click.echo(f"… and {len(lines) - _SHOWN} lines more, all in corpus/exchange/{taking.import_id}/report.json")
    for news in _news(taking):
        click.echo(news)
    for operation in taking.proposed[:_SHOWN]:
        click.echo(f"the file {describe(operation)}; here it stays as it is")
    if made.is_written:
        click.echo(f"written: {made.root}" + (f" (corpus/exchange/{taking.import_id})" if made.root else ""))
    else:
        click.echo("nothing was written")
