"""`qualitative codebook …`: change the codebook by operations that are kept, compare its versions, and tell its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import click

from qualitative.cli.author import author
from qualitative.codebook.codes import TEXTS
from qualitative.codebook.operation import OperationKind, Option
from qualitative.codebook.operations import OPERATIONS
from qualitative.errors import CodebookError

if TYPE_CHECKING:
    from qualitative.study import Study

__all__ = ["command"]

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]
_LANGUAGES = ("id", "en")
_BY = click.option("--by", metavar="CODER", help="Who changes it. Without it: the study's one human coder.")
_WHY = click.option("--why", help="The reason, kept in the history.")


@click.group("codebook")
def command() -> None:
    """Add, change and compare codes. Every change is an operation with its reason, so that old codings keep their meaning."""


def _command_of(kind: OperationKind) -> click.Command:
    """The command that makes one operation of a kind."""

    def run(by: str | None, why: str, **given: Any) -> None:
        from qualitative.study import Study

        study = Study.open()
        plain = {option.name.lower(): given[option.name.lower()] for option in kind.options}
        try:
            fields = kind.from_command(study.codebook, plain | {"fields": _fields(plain)})
        except CodebookError as problem:
            raise click.UsageError(str(problem)) from None
        _revise(study, [{"op": kind.op, **fields}], by, why)

    made: Callable[..., Any] = _BY(click.option("--why", required=True, help="The reason, kept in the history.")(run))
    for option in reversed(kind.options):
        made = _option(option)(made)
    return click.command(kind.op, help=kind.help)(made)


def _option(option: Option) -> _Decorator:
    name = option.name.lower()
    if option.name.isupper():
        return click.argument(name)
    if option.flag:
        return click.option(f"--{name}", name, is_flag=True, help=option.help)
    return click.option(
        f"--{name}",
        name,
        multiple=option.many or option.texts,
        required=option.required,
        type=click.Choice(option.choices) if option.choices else None,
        metavar="LANG=TEXT" if option.texts else option.metavar,
        help=option.help,
    )


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a code that the options name."""
    fields: dict[str, Any] = {key: _pairs(given[key], key, _LANGUAGES) for key in TEXTS if given.get(key)}
    for pair in given.get("keyword") or ():
        for language, word in _pairs([pair], "keyword", _LANGUAGES).items():
            fields.setdefault("keywords", {}).setdefault(language, []).append(word)
    classes = _pairs(given.get("class") or (), "class")
    classes |= {key: given[key] for key in ("domain", "valence") if given.get(key)}
    fields |= {"classes": classes} if classes else {}
    fields |= {key: given[key] for key in ("colour", "kind", "example") if given.get(key)}
    return fields | ({"scale": given["scale"].split(",")} if given.get("scale") else {})


def _pairs(pairs: Iterable[str], what: str, allowed: tuple[str, ...] = ()) -> dict[str, str]:
    """`id=…` and `en=…` by language."""
    found = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if not equals or not key or (allowed and key not in allowed):
            shape = " or ".join(f"{one}=…" for one in allowed) or "CLASS=VALUE"
            raise click.UsageError(f"--{what} {pair!r}: write it as {shape}")
        found[key] = text
    return found


def _revise(study: Study, operations: list[dict[str, Any]], by: str | None, why: str | None) -> None:
    from qualitative.codebook.compare import describe

    if not why:
        raise click.UsageError("say why: --why …")
    book = study.revise(operations, by=by or author(study), why=why)
    for operation in operations:
        click.echo(f"version {book.version} {describe(operation)}")
    waiting = len(study.undecided()) if operations[0]["op"] == "split" else 0
    if waiting:
        click.echo(f"{waiting} codings wait for a decision; see `qualitative codebook decide`")


for _kind in OPERATIONS.values():
    if _kind.help:
        command.add_command(_command_of(_kind))


@command.command("merge")
@click.argument("codes", nargs=-1)
@click.option("--into", metavar="CODE", help="What CODES become.")
@click.option("--take", metavar="ID", help="Of operations that contradict: the one that holds (or `both`).")
@click.option("--list", "only_list", is_flag=True, help="Only list what contradicts.")
@_BY
@_WHY
def _merge(
    codes: tuple[str, ...], into: str | None, take: str | None, only_list: bool, by: str | None, why: str | None
) -> None:
    """Merge CODES into another code, which their codings then have.

    Without CODES: decide what people on different branches did to one code, one by one, or with --take ID.
    """
    from qualitative.study import Study

    study = Study.open()
    if codes and into and not take and not only_list:
        _revise(study, [{"op": "merge", "from": list(codes), "into": into}], by, why)
    elif codes or into:
        raise click.UsageError(
            "name the codes and what they become: CODES --into CODE; or no code, to decide what contradicts"
        )
    else:
        _decide_between(study, take, only_list, by, why)


def _decide_between(study: Study, take: str | None, only_list: bool, by: str | None, why: str | None) -> None:
    found = study.contradictions
    if not found:
        click.echo("nothing contradicts")
        return
    if take:
        chosen = [one for one in found if take in one.choices]
        if len(chosen) != 1:
            raise click.UsageError(
                f"{take!r} decides {len(chosen)} of what contradicts; see `qualitative codebook merge --list`"
            )
        study.decide_between(
            chosen[0], take, by=by or author(study), why=why or f"decided between {len(chosen[0].operations)}"
        )
        click.echo(f"decided: {chosen[0].sentence()}")
        return
    for one in found:
        click.echo(one.sentence())


@command.command("diff")
@click.argument("versions", nargs=-1, type=int, metavar="[FROM [TO]]")
@click.option("--adopt", is_flag=True, help="Turn the changes made by hand in codebook.yaml into operations.")
@click.option("--by", metavar="CODER", help="Who adopts. Without it: the study's one human coder.")
@_WHY
@click.pass_context
def _diff(context: click.Context, versions: tuple[int, ...], adopt: bool, by: str | None, why: str | None) -> None:
    """Compare two versions; or, without versions, codebook.yaml as it was changed by hand with its history.

    The exit code is 1 where codebook.yaml and its history disagree.
    """
    from qualitative.codebook.compare import differences
    from qualitative.codebook.files import head_differences, head_operations, write_head
    from qualitative.study import Study

    study = Study.open()
    folder = study.folder.codebook_folder
    if versions:
        first, second = versions[0], versions[1] if len(versions) > 1 else None
        for note in differences(study.folder.codebook(first), study.folder.codebook(second)):
            click.echo(note)
        return
    if adopt:
        operations = head_operations(folder)
        if operations:
            _revise(study, operations, by, why)
        else:
            study.folder.check_writable()
            write_head(folder)
            click.echo("nothing to adopt")
        return
    notes = head_differences(folder)
    for note in notes:
        click.echo(note)
    if notes:
        click.echo("adopt these with `qualitative codebook diff --adopt --why …`, or undo them with `qualitative codebook log --write`", err=True)  # fmt: skip
        context.exit(1)
    click.echo("codebook.yaml agrees with its history")


@command.command("log")
@click.option("--write", is_flag=True, help="Write codebook.yaml anew from its history.")
def _log(write: bool) -> None:
    """Tell what was changed in each version, by whom and why."""
    from qualitative.codebook.compare import describe
    from qualitative.codebook.files import read_changes, write_head
    from qualitative.study import Study

    study = Study.open()
    folder = study.folder.codebook_folder
    if write:
        study.folder.check_writable()
        click.echo(f"codebook.yaml is written from its history, version {write_head(folder).version}")
        return
    for operation in read_changes(folder):
        click.echo(f"{operation['n']}  {str(operation.get('at') or '')[:10]}  {operation.get('by')} {describe(operation)}: {operation.get('why')}")  # fmt: skip


@command.command("decide")
@click.option("--by", metavar="CODER", help="Who decides. Without it: the study's one human coder.")
@click.option("--list", "only_list", is_flag=True, help="Only list what waits.")
def _decide(by: str | None, only_list: bool) -> None:
    """Go through the codings whose code was split, and say which part each is."""
    from qualitative.study import Study

    study = Study.open()
    waiting = study.undecided()
    click.echo(f"{len(waiting)} codings wait for a decision")
    for coding in waiting:
        parts = study.codebook.splits[study.codebook.current(coding.code)]
        click.echo(f"{coding.document} ({coding.coder}): …{coding.before}[{coding.quote}]{coding.after}…")
        if not only_list:
            answer = click.prompt("which", type=click.Choice([*parts, "skip"]), default="skip")
            if answer != "skip":
                study.decide_part(coding.id, answer, coder=by or author(study))
