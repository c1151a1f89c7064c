"""`qualitative codebook …`: change the codebook by operations that are kept, compare its versions, and tell its history."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from qualitative.cli.author import author

__all__ = ["command"]

_TEXTS = ("name", "definition", "include", "exclude")


@click.group("codebook")
def command() -> None:
    """Add, change and compare codes. Every change is an operation with its reason, so that old codings keep their meaning."""


def _operation(name: str) -> Callable[[Callable[..., Any]], click.Command]:
    """A command that makes one operation: its function gives the operation, this writes it."""

    def register(function: Callable[..., Any]) -> click.Command:
        def run(by: str | None, why: str, **given: Any) -> None:
            from qualitative.codebook.compare import describe
            from qualitative.study import Study

            study = Study.open()
            operations = function(study, **given)
            book = study.revise(operations, by=by or author(study), why=why)
            for operation in operations:
                click.echo(f"version {book.version} {describe(operation)}")
            waiting = len(study.undecided()) if operations[0]["op"] == "split" else 0
            if waiting:
                click.echo(f"{waiting} codings wait for a decision; see `qualitative codebook decide`")

        run.__doc__ = function.__doc__
        for option in reversed(getattr(function, "options", ())):
            run = option(run)
        run = click.option("--why", required=True, help="The reason, kept in the history.")(run)
        run = click.option("--by", metavar="CODER", help="Who changes it. Without it: the study's one human coder.")(
            run
        )
        return command.command(name)(run)

    return register


def _with(*options: Callable[..., Any]) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def keep(function: Callable[..., Any]) -> Callable[..., Any]:
        function.options = options  # type: ignore[attr-defined]
        return function

    return keep


def _texts(pairs: tuple[str, ...], what: str) -> dict[str, str]:
    """`id=…` and `en=…` by language."""
    found = {}
    for pair in pairs:
        language, equals, text = pair.partition("=")
        if not equals or language not in ("id", "en"):
            raise click.UsageError(f"--{what} {pair!r}: write it as id=… or en=…")
        found[language] = text
    return found


def _fields(given: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a code that the options name."""
    fields: dict[str, Any] = {key: _texts(given[key], key) for key in _TEXTS if given.get(key)}
    for pair in given.get("keyword") or ():
        for language, words in _texts((pair,), "keyword").items():
            fields.setdefault("keywords", {}).setdefault(language, []).append(words)
    fields |= {key: given[key] for key in ("colour", "kind", "domain", "valence", "example") if given.get(key)}
    return fields


_NAME = click.option("--name", multiple=True, metavar="LANG=TEXT", help="The name, once for each language.")
_PROSE = (
    *(click.option(f"--{key}", multiple=True, metavar="LANG=TEXT") for key in _TEXTS[1:]),
    click.option("--keyword", multiple=True, metavar="LANG=WORDS", help="As often as there are keywords."),
    click.option("--colour", metavar="#RRGGBB"),
    click.option("--kind", type=click.Choice(["theme", "domain", "code"])),
    click.option("--domain"),
    click.option("--valence", type=click.Choice(["barrier", "enabler", "neutral"])),
    click.option("--example", metavar="EVENT", help="The id of a coding that shows the code."),
)
_CODE = click.argument("code")


@_operation("add")
@_with(_CODE, _NAME, click.option("--parent", help="The code above it."), *_PROSE)
def _add(study: Any, code: str, parent: str | None, **given: Any) -> list[dict[str, Any]]:
    """Add CODE."""
    return [{"op": "add", "code": {"id": code, "parent": parent, **_fields(given)}}]


@_operation("edit")
@_with(_CODE, *_PROSE)
def _edit(study: Any, code: str, **given: Any) -> list[dict[str, Any]]:
    """Change the definition, the rules, the keywords or the colour of CODE. A language that is not named stays as it was."""
    from qualitative.codebook.operations import code_fields

    old, fields = code_fields(study.codebook[code]), _fields(given)
    if not fields:
        raise click.UsageError("nothing to change; name a field, such as --definition en=…")
    return [{"op": "edit", "id": code, "set": {key: {**old.get(key, {}), **value} if isinstance(value, dict) else value for key, value in fields.items()}}]  # fmt: skip


@_operation("rename")
@_with(_CODE, _NAME)
def _rename(study: Any, code: str, name: tuple[str, ...]) -> list[dict[str, Any]]:
    """Give CODE another name. Its id stays."""
    return [{"op": "rename", "id": code, "name": _texts(name, "name")}]


@_operation("merge")
@_with(click.argument("codes", nargs=-1, required=True), click.option("--into", required=True))
def _merge(study: Any, codes: tuple[str, ...], into: str) -> list[dict[str, Any]]:
    """Merge CODES into another code, which their codings then have."""
    return [{"op": "merge", "from": list(codes), "into": into}]


@_operation("split")
@_with(_CODE, click.option("--into", multiple=True, required=True, help="The parts: two codes or more."))
def _split(study: Any, code: str, into: tuple[str, ...]) -> list[dict[str, Any]]:
    """Split CODE into codes that are there already; each of its codings then waits for a decision."""
    return [{"op": "split", "from": code, "into": list(into)}]


@_operation("move")
@_with(_CODE, click.option("--parent", help="The code above it. Without it: to the top."))
def _move(study: Any, code: str, parent: str | None) -> list[dict[str, Any]]:
    """Move CODE below another."""
    return [{"op": "move", "id": code, "parent": parent}]


@_operation("retire")
@_with(_CODE)
def _retire(study: Any, code: str) -> list[dict[str, Any]]:
    """Give CODE no more. What was coded keeps it."""
    return [{"op": "retire", "id": code}]


@_operation("restore")
@_with(_CODE)
def _restore(study: Any, code: str) -> list[dict[str, Any]]:
    """Bring a retired or split CODE back."""
    return [{"op": "restore", "id": code}]


@command.command("diff")
@click.argument("versions", nargs=-1, type=int, metavar="[FROM [TO]]")
@click.option("--adopt", is_flag=True, help="Turn the changes made by hand in codebook.yaml into operations.")
@click.option("--by", metavar="CODER", help="Who adopts. Without it: the study's one human coder.")
@click.option("--why", help="The reason, kept in the history.")
@click.pass_context
def _diff(context: click.Context, versions: tuple[int, ...], adopt: bool, by: str | None, why: str | None) -> None:
    """Compare two versions; or, without versions, codebook.yaml as it was changed by hand with its history.

    The exit code is 1 where codebook.yaml and its history disagree.
    """
    from qualitative.codebook.compare import describe, differences
    from qualitative.codebook.files import head_differences, head_operations, write_head
    from qualitative.study import Study

    study = Study.open()
    folder = study.folder.codebook_folder
    if versions:
        first, second = versions[0], versions[1] if len(versions) > 1 else None
        for note in differences(study.folder.codebook(first), study.folder.codebook(second)):
            click.echo(note)
        return
    if not adopt:
        notes = head_differences(folder)
        for note in notes:
            click.echo(note)
        if notes:
            click.echo("adopt these with `qualitative codebook diff --adopt --why …`, or undo them with `qualitative codebook log --write`", err=True)  # fmt: skip
            context.exit(1)
        click.echo("codebook.yaml agrees with its history")
        return
    operations = head_operations(folder)
    if not operations:
        study.folder.check_writable()
        write_head(folder)
        click.echo("nothing to adopt")
        return
    if not why:
        raise click.UsageError("say why: --why …")
    book = study.revise(operations, by=by or author(study), why=why)
    for operation in operations:
        click.echo(f"version {book.version} {describe(operation)}")


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
