"""`qualitative add`: files from outside become documents of the corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from qualitative.model import KINDS, PROVENANCES

__all__ = ["command"]


@click.command("add")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--case", help="The case they belong to: a row of cases.csv, or what stands for all of them.")
@click.option("--date", help="When it was said or written: YYYY, YYYY-MM or YYYY-MM-DD.")
@click.option("--kind", type=click.Choice(KINDS), help="Without it: interview where speakers are found, else document.")
@click.option("--provenance", type=click.Choice(PROVENANCES), help="Without it: fieldwork.")
@click.option("--language", help="Such as id or en. Without it: by the words of the text.")
@click.option("--id", "name", help="The document's id. Without it: from the file's name.")
@click.option("--title", help="Without it: the first heading, or the file's name.")
@click.option(
    "--speakers",
    multiple=True,
    metavar="LABEL=ROLE",
    help="Roles are interviewer, informant, or text (not a speaker): P=interviewer,NH=informant.",
)
@click.option("--unlabelled", metavar="LABEL", help="Who speaks in paragraphs that bear no label.")
@click.option("--dry-run", is_flag=True, help="Say what would be added, and write nothing.")
@click.pass_context
def command(
    context: click.Context,
    files: Sequence[Path],
    name: str | None,
    speakers: Sequence[str],
    dry_run: bool,
    **said: str | None,
) -> None:
    """Add txt, md, docx, odt, pdf, vtt or srt FILES to the corpus.

    Speakers and timestamps are recognised, and what could not be read is said. One bad file does not stop the others;
    the exit code is 1 if any could not be added.
    """
    from tqdm import tqdm

    from qualitative.corpus.adding import parse_speakers
    from qualitative.errors import QualitativeError
    from qualitative.study import Study

    if len(files) > 1 and (name or said["title"]):
        raise click.UsageError("--id and --title name one document; add the files one by one, or leave them out")
    study = Study.open()
    roles = parse_speakers(speakers)
    planned: list[str] = []
    failed = 0
    for file in tqdm(files, unit="file", disable=None if len(files) > 1 else True, leave=False):
        try:
            addition = study.add(file, id=name, speakers=roles, dry_run=dry_run, taken=planned, **said)
        except QualitativeError as problem:
            failed += 1
            tqdm.write(f"not added: {problem}", file=sys.stderr)
            continue
        planned.append(addition.document.id)
        tqdm.write(_told(addition, study.root, dry_run), file=sys.stdout)
    if len(files) > 1:
        done = "would be added" if dry_run else "added"
        click.echo(f"{len(planned)} {done}" + (f", {failed} not" if failed else ""))
    if failed:
        context.exit(1)


def _told(addition, root: Path, dry_run: bool) -> str:  # type: ignore[no-untyped-def]  # the class loads slowly
    document = addition.document
    lines = [
        f"{'would add' if dry_run else 'added'} {document.id}  ({addition.source.name} -> {addition.path.relative_to(root).as_posix()})"
    ]
    if document.speakers:
        who = ", ".join(f"{label}: {role}" for label, role in document.speakers.items())
        lines.append(f"  {_counted(addition.turns, 'turn')}; {who}")
    else:
        sections = f" in {_counted(addition.sections, 'section')}" if addition.sections else ""
        lines.append(f"  prose, {_counted(len(document.text.split()), 'word')}{sections}")
    lines += [f"  not read: {', '.join(addition.unread)}"] if addition.unread else []
    return "\n".join([*lines, *(f"  {note}" for note in addition.notes)])


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
