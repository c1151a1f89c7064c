"""`qualitative amend`: correct a document's text; codings follow, and what is lost is listed until a person settles it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.text.wording import number_of

if TYPE_CHECKING:
    from qualitative.study import Study

__all__ = ["command"]


@click.command("amend")
@click.argument("document")
@click.option(
    "--from",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The corrected text, in any format that add reads.",
)
@click.option("--editor", is_flag=True, help="Correct the text in your editor.")
@click.option(
    "--place", nargs=2, multiple=True, metavar="ID WORDS", help="Put a lost coding on these words of the text."
)
@click.option("--let-go", multiple=True, metavar="ID", help="Give up a lost coding.")
@click.option("--by", metavar="CODER", help="Who corrects. Without it: the study's one human coder.")
@click.option("--why", default="", help="The reason, kept with the correction.")
@click.option("--all", "everything", is_flag=True, help="Also show codings that only moved along.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
def command(
    document: str,
    file: Path | None,
    editor: bool,
    place: tuple[tuple[str, str], ...],
    let_go: tuple[str, ...],
    by: str | None,
    why: str,
    everything: bool,
    dry_run: bool,
) -> None:
    """Correct the text of DOCUMENT, or settle what a correction left open.

    Without --from and --editor: record a correction that was made by hand in the file, and list lost codings.
    """
    from qualitative.cli.author import author
    from qualitative.study import Study

    study = Study.open()
    who = by or author(study)
    for id, words in place:
        study.place(id, *_segment(study, document, words), coder=who)
    for id in let_go:
        study.let_go(id, coder=who)
    if file or editor:
        _correct(study, document, _new_text(study, document, file), who, why, everything, dry_run)
    elif not (place or let_go):
        _adopt(study, document, who, why, dry_run)
    _open(study, document)


def _new_text(study: Study, document: str, file: Path | None) -> str:
    from qualitative.corpus.correcting import corrected_text

    if file is not None:
        text, notes = corrected_text(study.document(document), file)
        for note in notes:
            click.echo(note)
        return text
    path = study.root / study.document(document).path
    edited: str | None = click.edit(path.read_text(encoding="utf-8"), extension=".md", require_save=True)
    if edited is None:
        raise click.Abort
    return edited


def _correct(study: Study, document: str, new: str, who: str, why: str, everything: bool, dry_run: bool) -> None:
    from qualitative.amend import correct, format_correction, plan

    made = (plan if dry_run else correct)(study.folder, document, new, by=who, why=why)
    click.echo(f"{document}: {number_of(len(made.edit.script), 'change')}{' would be made' if dry_run else ''}")
    for line in format_correction(made.placements, made.document.text, everything=everything):
        click.echo(line)


def _adopt(study: Study, document: str, who: str, why: str, dry_run: bool) -> None:
    from qualitative.amend import adopt, unexplained

    texts = unexplained(study.folder, document)
    if not texts:
        click.echo(f"{document}: its codings agree with its text and its corrections")
        return
    click.echo(f"{document} was corrected by hand: codings were made on {number_of(len(texts), 'other text')}")
    if dry_run:
        return
    edits, missing = adopt(study.folder, document, by=who, why=why or "corrected by hand")
    if edits:
        click.echo(f"recorded {number_of(len(edits), 'edit script')}, from the texts as they were")
    if missing:
        click.echo(
            f"{number_of(len(missing), 'old text is', 'old texts are')} neither in .cache nor in git; only the same words in the same surroundings are found"
        )


def _open(study: Study, document: str) -> None:
    from qualitative.amend import format_correction

    lost = [place for place in study.lost() if place.coding.document == document]
    if lost:
        click.echo("to settle, with --place ID WORDS or --let-go ID:")
        for line in list(format_correction(lost, study.document(document).text))[1:]:
            click.echo(line)


def _segment(study: Study, document: str, words: str) -> tuple[int, int]:
    from qualitative.errors import DocumentError

    text = study.document(document).text
    if text.count(words) != 1:
        raise DocumentError(
            f"{words[:40]!r} stands {number_of(text.count(words), 'time')} in {document}; name words that stand there once"
        )
    return text.index(words), text.index(words) + len(words)
