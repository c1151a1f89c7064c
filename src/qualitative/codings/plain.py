"""The quick parser of the lines that a study has most of: codings, written as `format_event` writes them.

One expression for each version, made from the table of fields, reads them five times as fast as parsing and checking does.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any, cast

from qualitative.codings.fields import FIELDS, NEWEST, Field
from qualitative.codings.forms import TEXT
from qualitative.codings.schema import CodeEvent, Tail

__all__ = ["parse_plain"]


_FREE = ((TEXT, 1),)  # the forms of a field that holds any text
_ESCAPED = r'"(?:[^"\\\x00-\x1f]++|\\.)*+"'


class _Plain:
    """The parser of the lines of one version."""

    def __init__(self, version: int) -> None:
        fields = [field for field in FIELDS["code"].values() if field.since <= version]
        self._matches = re.compile("".join(_expressions(fields, version))).fullmatch
        self._names = [field.name for field in fields]
        self._wholes = [field.name for field in fields if _kind(field, version) == "whole"]
        self._mixed = [field.name for field in fields if _kind(field, version) == "mixed"]
        self._free = [field.name for field in fields if field.forms == _FREE]
        self._ending = [field.name for field in fields if field.name in Tail.__annotations__]

    def __call__(self, line: str) -> CodeEvent | None:
        found = self._matches(line)
        if found is None:
            return None
        event: dict[str, Any] = dict(zip(self._names, found.groups()))  # noqa: B905 (a keyword costs time)
        for name in self._ending:
            if event[name] is None:
                del event[name]
        for name in self._wholes:
            event[name] = int(event[name])
        for name in self._mixed:
            if name in event:
                event[name] = _value(event[name])
        if event["start"] >= event["end"] or ("\\" in line and not self._unescape(event)):
            return None
        return cast("CodeEvent", event)

    def _unescape(self, event: dict[str, Any]) -> bool:
        """Put the characters that escapes stand for; False where one stands for none, or for half of one."""
        try:
            for name in self._free:
                if "\\" in event[name]:
                    event[name] = json.loads(f'"{event[name]}"')
                    event[name].encode()
        except ValueError:
            return False
        return True


def _value(raw: str) -> Any:
    if raw[0] == "[":
        # all lists are of texts, and the expression takes none with a quotation mark in it
        return raw[2:-2].split('","') if raw != "[]" else []
    return _COMMON[raw] if raw in _COMMON else json.loads(raw)


_COMMON: dict[str, Any] = {"null": None, "true": True, "false": False, **{str(n): n for n in range(1000)}}


def _kind(field: Field, version: int) -> str:
    """How a field's values are read: all text, all whole numbers, or mixed."""
    kinds = {form.arrow for form, since in field.forms if since <= version}
    return kinds.pop() if kinds in ({"text"}, {"whole"}) else "mixed"


def _expressions(fields: list[Field], version: int) -> Iterator[str]:
    """The expression of a whole line, part by part: a group a field, for a text without its quotation marks."""
    for place, field in enumerate(fields):
        plains = [_ESCAPED if field.forms == _FREE else form.plain for form, since in field.forms if since <= version]
        if field.name == "v":
            plains = [str(version)]
        is_text = _kind(field, version) == "text"
        value = f'"({plains[0][1:-1]})"' if is_text else f"({'|'.join(plains)})"
        part = f'{"," if place else ""}"{field.name}":{value}'
        # only the end may be missing in a line that is written here
        yield (r"\{" if place == 0 else "") + (part if field.name not in Tail.__annotations__ else f"(?:{part})?")
    yield r"\}"


_PARSERS: dict[str, Callable[[str], CodeEvent | None]] = {str(v): _Plain(v) for v in range(1, NEWEST + 1)}


def parse_plain(line: str) -> CodeEvent | None:
    """What `parse_event` gives, for a `code` event written as `format_event` writes it; None for any other line."""
    parse = _PARSERS.get(line[5:6])
    return None if parse is None else parse(line)
