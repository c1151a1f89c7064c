"""The forms that a value of an event may have: what fits, how it looks in a line, and which type of Arrow holds it.

A field of the table in `schema` names one of these, or several; all readers and writers of events are made from them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any

from qualitative.codings.ulid import ULID, is_ulid
from qualitative.model import is_id

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = [
    "BOOL",
    "ID",
    "ID_LIST",
    "MOMENT",
    "MOMENT_FORM",
    "NULL",
    "NUMBER",
    "PLACE",
    "TEXT",
    "ULIDS",
    "ULID_FORM",
    "WHOLE",
    "Form",
    "arrow_type",
    "id_or",
    "one_of",
    "some_of",
    "starting",
    "struct_of",
]

MOMENT = r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]T[0-9][0-9]:[0-9][0-9]:[0-9][0-9](?:\.[0-9]{1,6})?Z"
LARGEST = 2**63  # what a column of whole numbers holds

_ID = r"[a-z0-9][a-z0-9-]{0,63}"
_STRING = r'"[^"\\\x00-\x1f]*+"'  # with no escapes
_NUMBER = r"-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,20})?(?:[eE][+-]?[0-9]{1,2})?"
_is_moment = re.compile(MOMENT).fullmatch


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a value: `says` describes it in words, `fits` decides, `plain` is the expression that reads its JSON quickly.

    `plain` may leave out rare values that fit, but takes none that does not. `arrow` names the type that holds it in a column: text, whole,
    bool, `[text]`, or an object's fields as `{name: type, …}`.
    """

    says: str
    fits: Callable[[Any], bool]
    plain: str
    arrow: str
    each: str = (
        ""  # what each text of a column must match; where this is empty, its distinct texts are looked at one by one
    )
    parts: tuple[tuple[str, Form], ...] = ()  # of an object


def _list_of(plain: str) -> str:
    return rf"\[(?:{plain}(?:,{plain})*+)?\]"


def _is_list(value: object, fits: Callable[[object], bool]) -> bool:
    return type(value) is list and all(map(fits, value))


def _is_text(value: object) -> bool:
    return type(value) is str


def _is_whole(value: object) -> bool:
    return type(value) is int and -LARGEST <= value < LARGEST


TEXT = Form("a text", _is_text, _STRING, "text", "(?s).*")
WHOLE = Form("a whole number", _is_whole, "(?:0|[1-9][0-9]{0,8})", "whole")
PLACE = Form("a whole number from 0", lambda value: _is_whole(value) and value >= 0, WHOLE.plain, "whole")
BOOL = Form("true or false", lambda value: type(value) is bool, "(?:true|false)", "bool")
NULL = Form("null", lambda value: value is None, "null", "null")
NUMBER = Form("a number", lambda value: type(value) in (int, float) and isfinite(value), _NUMBER, "number")
ID = Form("an id of a-z, 0-9 and -", is_id, f'"{_ID}"', "text")
ULID_FORM = Form("a ULID", is_ulid, f'"{ULID}"', "text", ULID)
ULIDS = Form("a list of ULIDs", lambda value: _is_list(value, is_ulid), _list_of(ULID_FORM.plain), "[text]", ULID)
ID_LIST = Form(
    "a list of ids of events", lambda value: _is_list(value, _is_text), _list_of(_STRING), "[text]", TEXT.each
)
MOMENT_FORM = Form(
    "a moment such as 2026-11-24T08:15:30.123Z",
    lambda value: type(value) is str and _is_moment(value) is not None,
    f'"{MOMENT}"',
    "text",
    MOMENT,
)


def one_of(*words: str) -> Form:
    """One of some words."""
    plain = "|".join(map(re.escape, words))
    says = words[0] if len(words) == 1 else f"one of {', '.join(words)}"
    return Form(says, lambda value: _is_text(value) and value in words, f'"(?:{plain})"', "text")


def id_or(word: str) -> Form:
    """An id, or this word."""
    says = f"{ID.says}, or {word}"
    return Form(says, lambda value: value == word or is_id(value), f'"(?:{_ID}|{re.escape(word)})"', "text")


def some_of(*words: str) -> Form:
    """A list of some words."""
    one = one_of(*words)
    return Form(f"a list of {', '.join(words)}", lambda value: _is_list(value, one.fits), _list_of(one.plain), "[text]")


def starting(prefix: str, says: str, *, so: bool = True) -> Form:
    """A text that starts with `prefix` (or, with `so` False, one that does not)."""
    plain = _STRING if so else rf'(?!"{prefix}){_STRING}'
    return Form(says, lambda value: _is_text(value) and value.startswith(prefix) is so, plain, "text")


def struct_of(says: str, fits: Callable[[Any], bool], **fields: Form) -> Form:
    """An object with these fields in this order; `fits` may take others too, which are read with care."""
    plain = ",".join(f'"{name}":{form.plain}' for name, form in fields.items())
    arrow = ",".join(f"{name}:{form.arrow}" for name, form in fields.items())
    return Form(says, fits, rf"\{{{plain}\}}", f"{{{arrow}}}", parts=tuple(fields.items()))


def arrow_type(name: str) -> pa.DataType:
    """The type of Arrow that a form's `arrow` names."""
    import pyarrow as pa

    simple = {"text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "bool": pa.bool_()}
    if name.startswith("["):
        return pa.list_(arrow_type(name[1:-1]))
    if name.startswith("{"):
        return pa.struct([(key, arrow_type(kind)) for key, kind in (part.split(":") for part in name[1:-1].split(","))])
    return simple[name]
