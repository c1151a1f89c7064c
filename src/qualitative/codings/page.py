"""The page of documentation on events, made from the table of their fields."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.codings.fields import FIELDS, KIND_SINCE, NEWEST, SAID, Field
from qualitative.codings.schema import Head, Tail

__all__ = ["event_page"]

_INTRODUCTION = f"""\
# Events

What coders do is kept as events, one line of JSON each, in `corpus/codings/<coder>/<document>.jsonl`. Lines are only ever added. What stands
follows from all lines in the order of their ids, wherever they lie in a file, so that files of two branches merge by keeping the lines of both.

This release reads and writes version {NEWEST} of the format. A line says the oldest version that can hold it (`v`), so that lines which hold nothing
new still say 1. A line of a newer version, or with an event that this release does not know, is left as it is and told: updating reads it. Fields
that are not listed here are kept and not read.

This page is made from `codings/schema.py`, from which the parsers, the columns and the builders are made too.
"""


def event_page() -> str:
    """The page in Markdown."""
    return "\n".join(_parts())


def _parts() -> Iterator[str]:
    yield _INTRODUCTION
    code = FIELDS["code"]
    around = {*Head.__annotations__, *Tail.__annotations__, "event"}
    yield from _section("Every event begins with", [code[name] for name in code if name in Head.__annotations__])
    for kind, fields in FIELDS.items():
        since = f" (since version {KIND_SINCE[kind]})" if KIND_SINCE[kind] > 1 else ""
        yield from _section(f"`{kind}`{since}", [fields[name] for name in fields if name not in around], SAID[kind])
    yield from _section("Every event may end with", [code[name] for name in Tail.__annotations__])


def _section(title: str, fields: list[Field], said: str = "") -> Iterator[str]:
    yield f"## {title}\n"
    if said:
        yield f"{said}\n"
    yield "| field | holds | means |\n| --- | --- | --- |"
    for field in fields:
        needed = "" if field.is_needed else " (may be missing)"
        yield f"| `{field.name}` | {_forms(field)}{needed} | {field.meaning} |".replace("<", "\\<")
    yield ""


def _forms(field: Field) -> str:
    """The forms, each with the version in which it came where that is a later one."""
    said = [f"{form.says}{f' (since {since})' if since > 1 else ''}" for form, since in field.forms]
    return " or ".join(said)
