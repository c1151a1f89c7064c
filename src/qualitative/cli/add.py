"""`qualitative add`: files from outside become documents of the corpus."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict, Unpack

import click

from qualitative.corpus.readers.table import formats_said
from qualitative.model import KINDS, PROVENANCES
from qualitative.text.wording import number_of

if TYPE_CHECKING:
    from qualitative.corpus.adding import Addition
    from qualitative.study import Study

__all__ = ["command"]


class _Said(TypedDict):
    """What is said of every file alike."""

    case: str | None
    new_case: bool
    date: str | None
    kind: str | None
    provenance: str | None
    language: str | None
    title: str | None
    unlabelled: str | None
    prose: bool
    encoding: str | None


_HELP = f"""Add {formats_said(" or ")} FILES to the corpus.

Speakers and timestamps are recognised, and what could not be read is said. One bad file does not stop the others;
the exit code is 1 if any could not be added.
"""


@click.command("add", help=_HELP)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--case",
    help="The case they belong to: a row of cases.csv, or what stands for all of them. Without it: the only one there is.",
)
@click.option("--new-case", is_flag=True, help="The case is a new one, and gets its row in cases.csv.")
@click.option(
    "--date", help="When it was said or written: YYYY, YYYY-MM or YYYY-MM-DD. Without it: the day in the file's name."
)
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
@click.option("--prose", is_flag=True, help="Nobody speaks: read it as prose, whatever looks like a label.")
@click.option("--encoding", help="Of text files, such as cp1252 or utf-16. Without it: UTF-8, else by their letters.")
@click.option(
    "--by", metavar="CODER", help="Whose memos the comments in the margin become. Without it: the one human coder's."
)
@click.option(
    "--dry-run", is_flag=True, help="Show the first turns, speakers and times, and what is left out; write nothing."
)
@click.pass_context
def command(
    context: click.Context,
    /,
    files: Sequence[Path],
    name: str | None,
    speakers: Sequence[str],
    by: str | None,
    dry_run: bool,
    **said: Unpack[_Said],
) -> None:
    from tqdm import tqdm

    from qualitative.corpus.adding import parse_speakers
    from qualitative.errors import QualitativeError
    from qualitative.study import Study

    if len(files) > 1 and (name or said["title"]):
        raise click.UsageError("--id and --title name one document; add the files one by one, or leave them out")
    study = Study.open()
    roles = parse_speakers(speakers)
    recurring = _recurring(files, said)
    planned: list[str] = []
    failed = 0
    for file in tqdm(files, unit="file", disable=None if len(files) > 1 else True, leave=False):
        try:
            addition = study.add(
                file, id=name, speakers=roles, dry_run=dry_run, taken=planned, recurring=recurring, **said
            )
            kept = _keep_comments(study, addition, by, dry_run)
        except QualitativeError as problem:
            failed += 1
            tqdm.write(f"not added: {problem}", file=sys.stderr)
            continue
        planned.append(addition.document.id)
        tqdm.write(_told(addition, study.root, dry_run) + kept, file=sys.stdout)
    if len(files) > 1:
        done = "would be added" if dry_run else "added"
        click.echo(f"{len(planned)} {done}" + (f", {failed} not" if failed else ""))
    if failed:
        context.exit(1)


def _recurring(files: Sequence[Path], said: _Said) -> frozenset[str]:
    """The labels that come back over these files while others do not; files that can't be read are told later."""
    from qualitative.corpus.adding import recurring_labels
    from qualitative.corpus.readers import read_file
    from qualitative.errors import QualitativeError
    from qualitative.text.speakers import recognise

    labels = []
    for file in files if len(files) > 1 and not said["prose"] else ():
        try:
            raw = read_file(file, said["encoding"])
            labels.append(tuple(recognise(raw.text, strong=raw.strong, marked=raw.marked).speakers))
        except QualitativeError:
            continue
    return recurring_labels(found for found in labels if found)


def _keep_comments(study: Study, addition: Addition, by: str | None, dry_run: bool) -> str:
    """Memos of one coder, one a comment in the margin, each on the words that it is on; what to tell."""
    from qualitative.folder.acting import who_acts
    from qualitative.folder.adding import keep_comments, placed_comments

    comments = addition.raw.comments
    by = by or who_acts(study.folder)
    if not by or not comments:
        return "\n  --by CODER also keeps them as memos" if comments else ""
    placed = placed_comments(addition) if dry_run else keep_comments(study.folder, addition, study.folder.coder(by).id)
    told = "" if placed == len(comments) else f", {placed} of them at their place, the others on the document"
    return f"\n  {number_of(len(comments), 'comment')} {'would be' if dry_run else 'kept as'} memos of {by}{told}"


def _told(addition: Addition, root: Path, dry_run: bool) -> str:
    from qualitative.corpus.preview import format_preview, preview

    document = addition.document
    lines = [
        f"{'would add' if dry_run else 'added'} {document.id}  ({addition.source.name} -> {addition.path.relative_to(root).as_posix()})"
    ]
    if document.speakers:
        who = ", ".join(f"{label}: {role}" for label, role in document.speakers.items())
        lines.append(f"  {number_of(addition.turns, 'turn')}; {who}")
    else:
        sections = f" in {number_of(addition.sections, 'section')}" if addition.sections else ""
        lines.append(f"  prose, {number_of(len(document.text.split()), 'word')}{sections}")
    lines += [f"  {line}" for line in format_preview(preview(addition))] if dry_run else []
    lines += [f"  not read: {', '.join(addition.unread)}"] if addition.unread else []
    return "\n".join([*lines, *(f"  {note}" for note in addition.notes)])
