"""`qualitative export`: what counts, out of the workbench; or the study for another tool."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from qualitative.cli.progress import progress_bar
from qualitative.cli.terminal import one_line
from qualitative.cli.typed import listed, version
from qualitative.exchange.export_formats import EXPORTS
from qualitative.exports.kinds import KINDS

__all__ = ["command"]

_TOOLS = "; ".join(f"of {one.name} {', '.join(one.tools)}" for one in EXPORTS.values() if one.tools)
_KINDS = "; ".join(f"{one.name} ({one.help}: {', '.join(one.formats)})" for one in KINDS.values())
_WHAT = "; ".join(f"{one.name} ({one.help})" for one in EXPORTS.values())
_FORMATS = sorted({format for one in KINDS.values() for format in one.formats})


@click.command(
    "export",
    help=f"""Write FILE: what counts in the study as a table or document, or the study for another tool.

    What counts: WHAT is {_KINDS}. The ending of FILE says the format. At the end stands what was left out and why; where the format has
    no room for that, it is also put beside the file.

    For other tools: WHAT is {_WHAT}. These hold each coder's codings as they are, or with --counted those that count. A table tells what the
    file holds, and what it can't; it is also put beside the file. The exit code is 3 where something was left out.
    """,
)
@click.argument("what", type=click.Choice([*KINDS, *EXPORTS]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--format", type=click.Choice(_FORMATS), help="None: as FILE ends, as study.yaml says (exports.formats), or the usual one.")  # fmt: skip
@click.option("--replace", is_flag=True, help="Write over files that are there.")
@click.option("--coders", "--coder", default="", help="Whose codings, comma between, as if nobody else had coded; none: those that count, and for other tools everybody's.")  # fmt: skip
@click.option("--documents", default="", help="Ids of documents, comma between; none: all.")
@click.option("--evidence", help="all, counted (no simulated documents), published, fieldwork or simulated. None: counted, and for other tools all.")  # fmt: skip
@click.option("--codebook", default="head", show_default=True, help="The version that codes are read under.")
@click.option("--memos", help="all, team (for the team and for reports), report, or none. None: what suits, and for other tools all.")  # fmt: skip
@click.option("--language", help="Of names and labels, one of the study's; none: its first.")
@click.option("--all", "every", is_flag=True, help="Each coder's own codings as they are, counted or not.")
@click.option("--agreed", is_flag=True, help="Of ranges the lower end: only what all gave who read it.")
@click.option("--by", help="Of matrix: rows by person, case or document. None: person.")
@click.option("--cells", help="Of matrix: counts, or yes-no (1 and 0). None: counts.")
@click.option("--chosen", is_flag=True, help="Of quotations: only what a report would quote.")
@click.option("--private", is_flag=True, help="With the columns of persons that lie outside git.")
@click.option("--round", type=int, help="For other tools: only codings of this round.")
@click.option("--counted", is_flag=True, help="For other tools: the codings that count, as one coder's.")
@click.option("--for", "for_tool", default="", metavar="TOOL", help=f"{_TOOLS}: as that tool counts positions.")
@click.option("--dry-run", is_flag=True, help="Only tell what the file would hold.")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON.")
@click.pass_context
def command(context: click.Context, /, what: str, file: Path, as_json: bool, **given: Any) -> None:
    from qualitative.study import Study

    study = Study.open()
    given |= {name: listed(given[name]) for name in ("coders", "documents")} | {"codebook": version(given["codebook"])}
    with progress_bar(as_json) as progress:
        made = study.export(what, file, progress=progress, **given)
    if as_json:
        files = [str(path) for path in made.files]
        click.echo(json.dumps({**made.report, "files": files}, ensure_ascii=False, indent=1))
    else:
        for line in made.losses.lines():
            click.echo(one_line(line))
        more = f" and {len(made.files) - 3} more" if len(made.files) > 3 else ""
        shown = ", ".join(str(path) for path in made.files[:3])
        click.echo(f"written: {shown}{more}" if made.files else "nothing was written")
    if not made.losses.is_whole:
        context.exit(3)
