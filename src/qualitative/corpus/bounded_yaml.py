"""YAML as people share it: plain data, in bounded time and memory, with texts, numbers and truth values as they look.

A file of a few lines can ask for gigabytes (aliases), kill the process (nesting) or mean something else than it shows: YAML 1.1 reads
`1:59:59` as 7199, `007` as 7 and `no` as false. So aliases are refused, depth and size have bounds, and only what looks like one is a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

import yaml

__all__ = ["DEEPEST", "LARGEST", "dump_yaml", "load_yaml"]

LARGEST = 16_000_000  # characters
DEEPEST = 50  # lists and mappings within each other
_UNSEEN = 20_000  # characters below which a text without brackets can't be deep
_FEW = 40  # brackets and dashes below which a text can't be deep
_CORE = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
_TEXT, _NULL, _MERGE = (f"tag:yaml.org,2002:{name}" for name in ("str", "null", "merge"))
# the core schema of YAML 1.2 (yaml.org/spec/1.2.2, 10.3.2) without octal and hexadecimal numbers
_RESOLVERS = (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?(?:0|[1-9][0-9]*)", "-+0123456789"),
    ("float", r"[-+]?(?:(?:0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
)  # fmt: skip


class _Loader(_CORE):  # type: ignore[misc,valid-type]  # the C loader, where PyYAML has it
    """The safe loader with the schema above; a key written twice is an error."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012  (as PyYAML has it)

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode):
                if key.value in seen:
                    raise yaml.MarkedYAMLError(problem=f"key {key.value!r} stands twice", problem_mark=key.start_mark)
                seen.add(key.value)
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        return found


for _name, _pattern, _first in _RESOLVERS:
    for _character in _first:
        _Loader.yaml_implicit_resolvers.setdefault(_character, []).append(
            (f"tag:yaml.org,2002:{_name}", re.compile(rf"(?:{_pattern})\Z"))
        )


def load_yaml(text: str, as_typed: frozenset[str] | None = None) -> Any:
    """Plain data. With `as_typed` all keys are text as they were typed, and so are the values of the keys that it names.

    Raises yaml.YAMLError for what is no YAML, is larger or deeper than the bounds, or holds an alias or a key twice.
    """
    if len(text) > LARGEST:
        raise yaml.YAMLError(f"it holds {len(text)} characters, more than the {LARGEST} that are read")
    if _could_be_wrong(text):
        try:
            _check_events(yaml.parse(text, Loader=_CORE))
        except yaml.scanner.ScannerError as problem:
            # libyaml looks ahead, and newer ones have a bound of their own that may be met first
            raise (_too_deep(problem.problem_mark) if "nesting depth" in str(problem.problem) else problem) from None
    return yaml.load(text, Loader=_Loader if as_typed is None else _loader_of(as_typed))  # noqa: S506  (a safe loader)


def dump_yaml(data: Any, *, width: int = 110) -> str:
    """YAML in the order of the data, without aliases, so that `load_yaml` reads it."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=width)


class _Dumper(_DUMPER):  # type: ignore[misc,valid-type]  # one of two classes, by what libyaml is there
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _could_be_wrong(text: str) -> bool:
    """Whether events must be looked at: most texts are too small and plain to hold aliases or depth."""
    opened = text.count("[") + text.count("{") + text.count("- ") + text.count("? ")
    return "&" in text or "*" in text or "!" in text or opened > _FEW or len(text) > _UNSEEN


def _too_deep(mark: Any) -> yaml.MarkedYAMLError:
    return yaml.MarkedYAMLError(problem=f"more than {DEEPEST} lists or mappings within each other", problem_mark=mark)


def _check_events(events: Iterable[yaml.Event]) -> None:
    depth = 0
    for event in events:
        if isinstance(event, yaml.AliasEvent):
            mark: Any = event.start_mark  # of libyaml or of the loader in Python
            said = f"*{event.anchor} repeats what stands elsewhere; write it out"
            raise yaml.MarkedYAMLError(problem=said, problem_mark=mark)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                raise _too_deep(event.start_mark)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


@lru_cache(maxsize=8)
def _loader_of(as_typed: frozenset[str]) -> type[Any]:
    class _AsTyped(_Loader):
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            for key, value in node.value:
                if isinstance(key, yaml.ScalarNode) and key.tag != _MERGE:
                    key.tag = _TEXT  # null and ~ too may be a label
                    if key.value in as_typed:
                        _retag(value)
            return super().construct_mapping(node, deep)

    return _AsTyped


def _retag(node: yaml.Node) -> None:
    """Make the plain scalars of a node text; an empty one stays null."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if isinstance(each, yaml.ScalarNode) and each.tag not in (_NULL, _MERGE):
            each.tag = _TEXT
        elif isinstance(each, yaml.SequenceNode):
            waiting += each.value
        elif isinstance(each, yaml.MappingNode):
            waiting += [value for _, value in each.value]
