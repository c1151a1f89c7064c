"""`qualitative privacy`: who agreed to what, who could be recognised, and the papers made from that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qualitative.privacy.paper import Paper
    from qualitative.study import Study

__all__ = ["command"]

SHOWN = 5
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.group("privacy", invoke_without_command=True)
@click.option("--k", type=click.IntRange(2), help="How many must share what tells persons apart. Without it: exports.k of study.yaml, else 3.")  # fmt: skip
@click.option("--page", type=_FILE, metavar="FILE", help="Write the page for an ethics board, as .md or .html; it names nobody.")  # fmt: skip
@click.option("--language", metavar="LANG", help="Of the page. Without it: the study's first.")
@click.pass_context
def command(context: click.Context, k: int | None, page: Path | None, language: str | None) -> None:
    """Say who agreed to what, whose time is over, and which combinations of attributes single a person out.

    Without a command: an overview, to be read before anything is published, exported or archived.
    """
    if context.invoked_subcommand is not None:
        return
    from qualitative.study import Study

    study = Study.open()
    if page is not None:
        _write(page, study.ethics_page(_today(), _language(study, language), k), study)
        return
    _tell_consents(study)
    _tell_singled(study, k)


@command.command("consent")
@click.argument("person")
@click.argument("said", nargs=-1, required=True, metavar="SCOPE=DATE|SCOPE=no …")
def consent(person: str, said: tuple[str, ...]) -> None:
    """Note that PERSON agreed to a scope on a date, or took it back: analysis, verbatim, translation, machine, archive, recontact.

    withdrawn=DATE ends all of them; until=DATE is the last day on which their material is kept. It goes into persons.csv.
    """
    from qualitative.corpus.consents import SCOPES, format_consents
    from qualitative.errors import PrivacyError
    from qualitative.privacy import note_consent
    from qualitative.study import Study

    answers: dict[str, str | None] = {}
    for part in said:
        scope, sign, date = part.partition("=")
        if not sign or not date:
            raise PrivacyError(f"{part!r} says nothing; write SCOPE=DATE, such as verbatim=2024-05-02, or SCOPE=no")
        answers[scope] = None if date == "no" else date
    study = Study.open()
    record = note_consent(study.folder, person, answers, _today())
    lacking = [scope for scope in SCOPES if not study.may(person, scope)]
    click.echo(f"{person}: {format_consents(record) or 'what study.yaml says'}" + (f"; so not: {', '.join(lacking)}" if lacking else ""))  # fmt: skip
    if record.withdrawn is not None:
        click.echo(f"their words are still there; take them out with `qualitative withdraw {person}`", err=True)


@command.command("sheet")
@click.argument("person")
@click.argument("file", type=_FILE)
def sheet(person: str, file: Path) -> None:
    """Write the sheet on which PERSON checks what they said and what is concluded from it, as FILE.md or FILE.html."""
    from qualitative.study import Study

    study = Study.open()
    _write(file, study.check_sheet(person), study)


@command.command("reply")
@click.argument("person")
@click.option("--answer", required=True, metavar="WORD", help="agrees, corrects, adds, objects, withdraws, or none (no answer came).")  # fmt: skip
@click.option("--on", "day", metavar="DATE", help="When they answered. Without it: today.")
@click.option("--note", default="", help="What they said.")
@click.option("--by", metavar="CODER", help="Who notes it. Without it: the study's one human coder.")
def reply(person: str, answer: str, day: str | None, note: str, by: str | None) -> None:
    """Note what PERSON answered to their sheet, in corpus/replies.jsonl; pseudonymize and withdraw reach it."""
    from qualitative.cli.author import author
    from qualitative.privacy import Reply, note_reply
    from qualitative.study import Study

    study = Study.open()
    note_reply(study.folder, Reply(person, day or _today(), answer, note, by or author(study)))
    click.echo(f"{person}: {answer}")
    if answer == "withdraws":
        click.echo(f"now note it, and take them out: `qualitative withdraw {person}`", err=True)


def _tell_consents(study: Study) -> None:
    from qualitative.corpus.consents import SCOPES
    from qualitative.privacy import is_declared, protected

    known, here = study.consents, protected(study.folder)
    if not here:
        click.echo("no fieldwork, so nobody to protect")
        return
    own = sum(person in known.records for person in here)
    usual = f"study.yaml says: {', '.join(known.usual) or 'nothing'}"
    if not is_declared(study.folder):
        usual = "study.yaml says nothing, so all is assumed; write there consent: {scopes: [analysis, …]}"
    click.echo(f"persons to protect: {len(here)}, of whom {own} with a consent of their own; for the others {usual}")
    for scope in SCOPES:
        no = known.refusing(here, scope)
        click.echo(f"{scope}: {len(here) - len(no)} of {len(here)}" + (f"; not {_some(no)}" if no else ""))
    gone = [person for person in here if person in known.records and known.records[person].withdrawn is not None]
    if gone:
        click.echo(f"withdrew, but still there: {_some(gone)}; take them out with `qualitative withdraw`")
    overdue = known.overdue(here, _today())
    if overdue:
        click.echo(f"kept longer than was promised: {_some(overdue)}")


def _tell_singled(study: Study, k: int | None) -> None:
    found = study.singled_out(k)
    if not found.columns:
        click.echo("no attributes of persons, so none that single anybody out")
        return
    if not found.found:
        click.echo(f"no combination of up to {found.most} of {', '.join(found.columns)} is shared by fewer than {found.k} persons")  # fmt: skip
        return
    click.echo(f"{len(found.singled)} of {found.persons} share a combination of attributes with fewer than {found.k}:")  # fmt: skip
    for columns, persons in found.by_columns().items():
        click.echo(f"  {' + '.join(columns)}: {_some(persons)}")
    click.echo("before the study leaves the team: widen such columns (steps of ten years), or list them under attributes.private in study.yaml")  # fmt: skip


def _some(names: list[str] | tuple[str, ...]) -> str:
    return ", ".join(names[:SHOWN]) + (f" and {len(names) - SHOWN} more" if len(names) > SHOWN else "")


def _language(study: Study, language: str | None) -> str:
    from qualitative.errors import PrivacyError, did_you_mean

    known = study.settings.languages
    if language is not None and language not in known:
        raise PrivacyError(f"{language!r} is no language of this study; {did_you_mean(language, known)}")
    return language or known[0]


def _write(file: Path, paper: Paper, study: Study) -> None:
    from qualitative.corpus.files import write_text
    from qualitative.errors import PrivacyError

    if file.suffix not in (".md", ".html"):
        raise PrivacyError(f"{file}: write it as .md or .html")
    if file.absolute().is_relative_to(study.root / "corpus"):
        raise PrivacyError(f"{file} lies among the study's texts; choose a place outside corpus/")
    try:
        write_text(file.absolute(), paper.html() if file.suffix == ".html" else paper.markdown())
    except OSError as failure:
        raise PrivacyError(f"{file}: not written: {failure.strerror or failure}; choose another place") from None
    click.echo(str(file))


def _today() -> str:
    from qualitative.codings.events import now

    return now()[:10]
