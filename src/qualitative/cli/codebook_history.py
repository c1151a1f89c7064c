"""The commands of `qualitative codebook` that look at the history as a whole: merge, diff, log, version, decide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qualitative.cli.author import author
from qualitative.cli.terminal import one_line
from qualitative.text.wording import number_of

if TYPE_CHECKING:
    from qualitative.codebook.contradictions import Contradiction
    from qualitative.codebook.versions import Versions
    from qualitative.study import Study

__all__ = ["BY", "WHY", "decide", "diff", "import_table", "log", "make_operation", "merge", "version"]

BY = click.option(
    "--by", metavar="CODER", help="Who does it. Without it: the study's one person, or whom git knows here."
)
WHY = click.option("--why", help="The reason, kept in the history.")


def make_operation(study: Study, operation: Mapping[str, Any], by: str | None, why: str | None) -> None:
    """Make one operation, and say what it did."""
    from qualitative.codebook.compare import describe

    book = study.revise([operation], by=by or author(study), why=_reason(why))
    click.echo(f"version {book.version} {one_line(describe(operation))}")
    waiting = len(study.undecided()) if operation["op"] == "split" else 0
    if waiting:
        click.echo(
            f"{number_of(waiting, 'coding waits', 'codings wait')} for a decision; see `qualitative codebook decide`"
        )


@click.command("merge")
@click.argument("codes", nargs=-1)
@click.option("--into", metavar="CODE", help="What CODES become.")
@click.option(
    "--take", metavar="ID", help="Of what contradicts: the operation that holds, or `both` of codes added twice."
)
@click.option("--list", "only_list", is_flag=True, help="Only list what contradicts.")
@BY
@WHY
def merge(
    codes: tuple[str, ...], into: str | None, take: str | None, only_list: bool, by: str | None, why: str | None
) -> None:
    """Merge CODES into another code, which their codings then have.

    Without CODES: decide what people did to one code on different branches, one by one, or by --take.
    """
    from qualitative.study import Study

    study = Study.open()
    if codes and into and not take and not only_list:
        make_operation(study, {"op": "merge", "from": list(codes), "into": into}, by, why)
    elif codes or into:
        raise click.UsageError("write CODES --into CODE to merge codes; without any code, what contradicts is decided")
    elif take:
        _take(study, take, by, why)
    else:
        _ask(study, only_list, by, why)


def _take(study: Study, take: str, by: str | None, why: str | None) -> None:
    """Let one operation hold wherever it contradicts others."""
    reason = _reason(why)
    if not any(take in one.choices for one in study.contradictions):
        raise click.UsageError(f"{take!r} is none of what contradicts; see `qualitative codebook merge --list`")
    while found := next((one for one in study.contradictions if take in one.choices), None):
        study.decide_between(found, take, by=by or author(study), why=reason)
        click.echo(f"decided {found.subject}: {one_line(found.said(take))}")


def _ask(study: Study, only_list: bool, by: str | None, why: str | None) -> None:
    """Show what contradicts, and let a person decide each."""
    skipped: set[tuple[str, ...]] = set()
    while found := next((one for one in study.contradictions if one.choices not in skipped), None):
        _show(found)
        skipped.add(found.choices)
        if not only_list:
            numbers = [str(n) for n in range(1, len(found.choices) + 1)]
            answer = click.prompt("which holds", type=click.Choice([*numbers, "skip"]), default="skip")
            if answer != "skip":
                reason = why or click.prompt("why")
                take = found.choices[int(answer) - 1]
                study.decide_between(found, take, by=by or author(study), why=reason)
    left = len(study.contradictions)
    click.echo(f"{left} to decide" if left else "nothing contradicts")


def _show(one: Contradiction) -> None:
    click.echo(f"{one.subject}:")
    for number, choice in enumerate(one.choices, 1):
        click.echo(f"  {number}  {one_line(one.said(choice))}  [{choice}]")


@click.command("diff")
@click.argument("versions", nargs=-1, type=int, metavar="[FROM [TO]]")
@click.option("--adopt", is_flag=True, help="Turn the changes made by hand in codebook.yaml into operations.")
@BY
@WHY
@click.pass_context
def diff(context: click.Context, versions: tuple[int, ...], adopt: bool, by: str | None, why: str | None) -> None:
    """Compare two versions; or, without versions, codebook.yaml as it was changed by hand with its history.

    The exit code is 1 where codebook.yaml and its history disagree.
    """
    from qualitative.codebook.compare import differences
    from qualitative.codebook.head import head_differences
    from qualitative.study import Study

    study = Study.open()
    if versions:
        first, second = versions[0], versions[1] if len(versions) > 1 else None
        for note in differences(study.folder.codebook(first), study.folder.codebook(second)):
            click.echo(one_line(note))
        return
    if adopt:
        _adopt(study, by, why)
        return
    notes = head_differences(study.folder.codebook_folder)
    for note in notes:
        click.echo(one_line(note))
    if notes:
        click.echo("adopt what was changed by hand with `qualitative codebook diff --adopt --why …`, or undo it with `qualitative codebook log --write`", err=True)  # fmt: skip
        context.exit(1)
    click.echo("codebook.yaml agrees with its history")


def _adopt(study: Study, by: str | None, why: str | None) -> None:
    from qualitative.codebook.compare import describe

    operations = study.adopt_codebook(by=by or author(study), why=_reason(why))
    for operation in operations:
        click.echo(f"version {study.codebook.version} {one_line(describe(operation))}")
    if not operations:
        click.echo("nothing to adopt")


@click.command("log")
@click.option("--write", is_flag=True, help="Write codebook.yaml anew from its history.")
def log(write: bool) -> None:
    """Tell what was changed in each version, by whom and why; and what was done on branches apart from each other."""
    from qualitative.codebook.head import write_head
    from qualitative.study import Study

    study = Study.open()
    if write:
        study.folder.check_writable()
        book = write_head(study.folder.codebook_folder)
        click.echo(f"codebook.yaml is written from its history, version {book.version}")
        return
    for line in _told(study.folder.versions):
        click.echo(one_line(line))
    if study.contradictions:
        click.echo(f"{len(study.contradictions)} to decide; see `qualitative codebook merge`")


def _told(versions: Versions) -> list[str]:
    from qualitative.codebook.telling import told_operations

    lines = []
    for one in told_operations(versions):
        number = "–" if one.number is None else one.number
        why = f": {one.why}" if one.why else ""
        beside = f" (apart from {_runs(one.apart)})" if one.apart else ""
        taken = f" (that number was taken: version {one.moved})" if one.moved else ""
        lines.append(f"{number}  {one.at[:10]}  {one.by or 'somebody'} {one.said}{why}{taken}{beside}")
    return lines


def _runs(numbers: Iterable[int]) -> str:
    """Numbers with those in a row as one: `3, 5–7`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


@click.command("version")
@click.option("--fix", is_flag=True, help="Fix the number, so that branches that are merged later can't shift it.")
@BY
@WHY
def version(fix: bool, by: str | None, why: str | None) -> None:
    """The number of the codebook as it is now.

    Numbers count what was changed, along an order that every machine agrees on; a merge may shift those that are not fixed. Publishing
    a report fixes them too.
    """
    from qualitative.study import Study

    study = Study.open()
    versions = study.folder.versions
    if fix:
        number = study.fix_version(by=by or author(study), why=why or "")
        click.echo(f"version {number} is fixed")
        return
    fixed = versions.newest in versions.numbers.fixed
    click.echo(
        f"version {versions.newest}" + ("" if fixed else ", not fixed: fix it with --fix before you name it to others")
    )


@click.command("decide")
@BY
@click.option("--list", "only_list", is_flag=True, help="Only list what waits.")
def decide(by: str | None, only_list: bool) -> None:
    """Go through the codings whose code was split, and say which part each is."""
    from qualitative.study import Study

    study = Study.open()
    waiting = study.undecided()
    click.echo(f"{number_of(len(waiting), 'coding waits', 'codings wait')} for a decision")
    for coding in waiting:
        parts = study.codebook.splits[study.codebook.current(coding.code)]
        click.echo(f"{coding.document} ({coding.coder}): …{coding.before}[{coding.quote}]{coding.after}…")
        if not only_list:
            answer = click.prompt("which", type=click.Choice([*parts, "skip"]), default="skip")
            if answer != "skip":
                study.decide_part(coding.id, answer, coder=by or author(study))


def _reason(why: str | None) -> str:
    if not why:
        raise click.UsageError("say why: --why …")
    return why


@click.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only tell what would be done.")
@BY
@WHY
def import_table(file: Path, dry_run: bool, by: str | None, why: str | None) -> None:
    """Take codes and changes from FILE, a table (.csv, .xlsx) such as `qualitative export codebook` writes.

    Columns are code, parent, name, definition, include, exclude, keywords (with _LANGUAGE where the study has several), class.NAME, colour and
    retired. Codes that FILE does not name stay as they are; a column that is not there changes nothing.
    """
    from qualitative.codebook.compare import describe
    from qualitative.study import Study

    study = Study.open()
    reason = why or "" if dry_run else _reason(why)
    operations = study.import_codebook(file, by=by or author(study), why=reason, dry_run=dry_run)
    for operation in operations:
        click.echo(one_line(describe(operation)))
    if not operations:
        click.echo("the table says nothing that the codebook does not")
    elif not dry_run:
        click.echo(f"{len(operations)} changes; the codebook is version {study.codebook.version}")
