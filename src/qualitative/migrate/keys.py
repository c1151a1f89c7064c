"""Keys added to a YAML file as text, so that every comment and every word of it stays. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from qualitative.errors import StudyError
from qualitative.folder.settings import MARK, parse_mapping

__all__ = ["with_keys"]


def with_keys(text: str, first: Mapping[str, Any], last: Mapping[str, Any], comment: str = "") -> str:
    """`text`, a mapping, with the keys `first` at its top and `last`, under a comment, at its end.

    Raises StudyError where the file is written so that they can't be added: nothing else in it may change.
    """
    before = parse_mapping(text)
    wanted = {**before, **first, **last}
    for new in _ways(text, first, last, comment):
        try:
            if parse_mapping(new) == wanted:
                return new
        except StudyError:
            continue
    lines = "; ".join(f"`{line}`" for line in _lines({**first, **last}))
    raise StudyError(f"{MARK} is written so that keys can't be added without changing others; add by hand {lines}")


def _ways(text: str, first: Mapping[str, Any], last: Mapping[str, Any], comment: str) -> Iterator[str]:
    """The text with the keys, written in the ways that fit a file: as a block with and without a blank line, or in braces."""
    node = yaml.compose(text, Loader=yaml.SafeLoader)  # the loader in Python, whose marks count characters
    assert isinstance(node, yaml.MappingNode)  # `parse_mapping` refused what is none
    begin, end = node.start_mark.index, node.end_mark.index
    if node.flow_style:
        keys = ", ".join(_lines({**first, **last}))
        yield f"{text[: begin + 1]}{keys}, {text[begin + 1 :]}"
        return
    newline = "\r\n" if "\r\n" in text else "\n"
    margin = " " * node.start_mark.column
    head = "".join(f"{margin}{line}{newline}" for line in _lines(first))
    told = [f"# {comment}", *_lines(last)] if comment else _lines(last)
    tail = "".join(f"{margin}{line}{newline}" for line in told)
    top = _after_marker(text[:begin])
    body = text[top:end] + ("" if text[top:end].endswith("\n") else newline)
    for blank in (newline, ""):
        yield f"{text[:top]}{head}{body}{blank}{tail}{text[end:]}"


def _after_marker(head: str) -> int:
    """Where the first key may stand: at the top, but after a byte order mark and a line `---`."""
    place = 1 if head.startswith("\ufeff") else 0
    start = 0
    for line in head.splitlines(keepends=True):
        start += len(line)
        if line.removeprefix("\ufeff").rstrip() == "---":
            place = start
    return place


def _lines(keys: Mapping[str, Any]) -> list[str]:
    """One line a key, values in braces."""
    return [
        yaml.safe_dump({key: value}, default_flow_style=None if isinstance(value, int) else True, sort_keys=False,
                       allow_unicode=True, width=10**6).strip().removeprefix("{").removesuffix("}")
        for key, value in keys.items()
    ]  # fmt: skip
