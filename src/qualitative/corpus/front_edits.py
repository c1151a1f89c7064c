"""Set single values of a document's front matter in its text: every other character, comments and line ends among them, stays. Pure."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import yaml

from qualitative.errors import DocumentError

__all__ = ["edited"]

_CLOSE = re.compile(r"^---[ \t]*\r?$", re.MULTILINE)
_PLAIN = re.compile(r"[A-Za-z0-9](?:[A-Za-z0-9 _./+-]*[A-Za-z0-9])?")  # needs no quotation marks, in braces neither


def edited(text: str, changes: Mapping[tuple[str, ...], str], name: str) -> str:
    """The text of a document's file with values set: a path of keys (`("case",)`, `("speakers", "A", "person")`) -> the value.

    A key that is not there is added, in its mapping or at the end of the front matter. A role alone, `A: informant`, becomes a mapping where
    something below it is set. Raises DocumentError naming `name` where a value is written in a way that only a person can change.
    """
    for path, value in changes.items():
        start, end = _head(text, name)
        head = _set(text[start:end], path, value, name, "\r\n" if "\r\n" in text[:start] else "\n")
        text = text[:start] + head + text[end:]
    return text


def _head(text: str, name: str) -> tuple[int, int]:
    """Where the front matter lies: after the opening line, up to the closing one."""
    start = text.find("\n") + 1
    close = _CLOSE.search(text, start)
    if not start or close is None:
        raise DocumentError(
            f"{name}:1: no front matter; begin the file with a line `---`, then id, kind, provenance, …"
        )
    return start, close.start()


def _tree(head: str, name: str) -> yaml.MappingNode:
    try:
        node: Any = yaml.compose(head, yaml.SafeLoader)
    except yaml.YAMLError as failure:
        raise DocumentError(f"{name}:1: not valid YAML: {getattr(failure, 'problem', None) or failure}") from None
    if not isinstance(node, yaml.MappingNode):
        raise DocumentError(f"{name}:1: the front matter is no mapping of keys to values")
    return node


def _pair(node: yaml.MappingNode, key: str) -> tuple[Any, Any] | None:
    return next(((name, value) for name, value in node.value if getattr(name, "value", None) == key), None)


def _set(head: str, path: tuple[str, ...], value: str, name: str, newline: str) -> str:
    node, below = _tree(head, name), list(path)
    while True:
        found = _pair(node, below[0])
        if found is None:
            return _added(head, node, below, value, newline)
        inner = found[1]
        if len(below) == 1:
            return _replaced(head, inner, _scalar(value), name, path)
        if isinstance(inner, yaml.ScalarNode):
            if path[0] != "speakers":
                raise _hand(name, path[0])
            return _replaced(head, inner, f"{{role: {inner.value}, {_flow(below[1:], value)}}}", name, path)
        if not isinstance(inner, yaml.MappingNode):
            raise _hand(name, path[0])
        node, below = inner, below[1:]


def _replaced(head: str, node: Any, text: str, name: str, path: tuple[str, ...]) -> str:
    """The head with the characters of one value replaced: of a scalar, or of what stands in braces, on one line."""
    first, last = node.start_mark.index, node.end_mark.index
    one_line = "\n" not in head[first:last]
    scalar_like = isinstance(node, yaml.ScalarNode) and node.style in (None, "'", '"')
    braced = isinstance(node, yaml.MappingNode) and bool(node.flow_style) and path[0] == "speakers"
    # an anchor, an alias or a tag stands before what it is of, and is not among the marks
    marked = re.search(r"[&*!]\S*\s*$", head[head.rfind("\n", 0, first) + 1 : first])
    if marked or not one_line or not (scalar_like or braced):
        raise _hand(name, path[0])
    blank = " " if first == last and not head[:first].endswith((" ", "\t")) else ""
    return head[:first] + blank + text + head[last:]


def _added(head: str, node: yaml.MappingNode, below: list[str], value: str, newline: str) -> str:
    """The head with a key added to a mapping."""
    if node.flow_style:
        end = node.end_mark.index - 1  # the brace that closes it
        comma = ", " if node.value else ""
        kept = head[:end].rstrip(" ") if node.value else head[:end]
        return f"{kept}{comma}{_flow(below, value)}{head[end:]}"
    key, last = node.value[-1]
    column = key.start_mark.column
    at = len(head) if column == 0 else head.find("\n", _end(last) - 1) + 1 or len(head)
    lead = "" if not head or head[:at].endswith("\n") else newline
    return f"{head[:at]}{lead}{' ' * column}{_flow(below, value)}{newline}{head[at:]}"


def _end(node: Any) -> int:
    """Where the last character of a value stands, without the blanks that a block mapping takes in behind it."""
    if isinstance(node, yaml.MappingNode) and not node.flow_style and node.value:
        return _end(node.value[-1][1])
    return max(int(node.end_mark.index), 1)


def _flow(below: list[str], value: str) -> str:
    inner = _scalar(value)
    for key in reversed(below[1:]):
        inner = f"{{{_scalar(key)}: {inner}}}"
    return f"{_scalar(below[0])}: {inner}"


def _scalar(value: str) -> str:
    """A value as YAML reads it back as it is, by the keys whose values are text as they were typed.

    >>> _scalar("north"), _scalar("2024-05"), _scalar("a: b")
    ('north', '2024-05', '"a: b"')
    """
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _hand(name: str, key: str) -> DocumentError:
    return DocumentError(f"{name}: {key} is written in a way that only you can change; change it there by hand")
