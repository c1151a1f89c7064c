"""`qualitative codebook …`: change the codebook by operations that are kept, compare its versions, and tell its history."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import click

from qualitative.cli.codebook_history import BY, decide, diff, import_table, log, make_operation, merge, version
from qualitative.codebook.codes import TEXTS
from qualitative.codebook.operation import OperationKind, Option
from qualitative.codebook.operations import OPERATIONS
from qualitative.errors import CodebookError

__all__ = ["command"]

_Decorator = Callable[[Callable[..., Any]], Callable[..., Any]]


@click.group("codebook")
def command() -> None:
    """Add, change and compare codes. Every change is an operation with its reason, so that old codings keep their meaning."""


def _command_of(kind: OperationKind) -> click.Command:
    """The command that makes one operation of a kind."""

    def run(by: str | None, why: str | None, **given: Any) -> None:
        from qualitative.study import Study

        study = Study.open()
        plain = {option.name.lower(): given[option.name.lower()] for option in kind.options}
        try:
            fields = kind.from_command(plain | {"fields": _fields(plain, study.settings.languages)})
        except CodebookError as problem:
            raise click.UsageError(str(problem)) from None
        make_operation(study, {"op": kind.op, **fields}, by, why or kind.usual_reason)

    usual = kind.usual_reason
    said = f"The reason, kept in the history.{f' Without it: {usual}.' if usual else ''}"
    made: Callable[..., Any] = BY(click.option("--why", required=not usual, help=said)(run))
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


def _fields(given: Mapping[str, Any], languages: tuple[str, ...]) -> dict[str, Any]:
    """The fields of a code that the options name; texts are in the languages of the study."""
    fields: dict[str, Any] = {key: _pairs(given[key], key, languages) for key in TEXTS if given.get(key)}
    for pair in given.get("keyword") or ():
        for language, word in _pairs([pair], "keyword", languages).items():
            fields.setdefault("keywords", {}).setdefault(language, []).append(word)
    classes = _pairs(given.get("class") or (), "class")
    fields |= {"classes": classes} if classes else {}
    fields |= {key: given[key] for key in ("colour", "kind", "example") if given.get(key)}
    return fields | ({"scale": given["scale"].split(",")} if given.get("scale") else {})


def _pairs(pairs: Iterable[str], what: str, allowed: tuple[str, ...] = ()) -> dict[str, str]:
    """Texts written `LANG=…`, or classes `CLASS=…`, by what stands before the sign."""
    found = {}
    for pair in pairs:
        key, equals, text = pair.partition("=")
        if len(allowed) == 1 and key != allowed[0]:
            key, equals, text = allowed[0], "=", pair  # a study of one language needs it not said
        if not equals or not key or (allowed and key not in allowed):
            shape = " or ".join(f"{one}=…" for one in allowed) or "CLASS=VALUE"
            raise click.UsageError(f"--{what} {pair!r}: write it as {shape}")
        found[key] = text
    return found


for _kind in OPERATIONS.values():
    if _kind.help:
        command.add_command(_command_of(_kind))
for _command in (merge, diff, log, version, decide, import_table):
    command.add_command(_command)
