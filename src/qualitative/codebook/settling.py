"""Operations that settle: decide (of two that contradict), version (fixes a number). Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from qualitative.codebook.codes import checked_fields
from qualitative.codebook.draft import Draft
from qualitative.codebook.operation import Fields, OperationKind, ids_in, listed, short
from qualitative.codebook.seeing import Seeing
from qualitative.errors import CodebookError

__all__ = ["Decide", "Version"]


class Decide(OperationKind):
    """`of`: the operations that contradict; `take`: the one that holds (or `both`); `set`: by code, the fields as they are from then on.

    Besides the fields of an edit, `set` holds `name`, `parent`, `merged`, `split`, `retired`.
    """

    op = "decide"
    own = ("of", "take", "set")

    def check(self, draft: Draft, fields: Fields) -> None:
        for code, changes in _set(fields).items():
            draft.key(code)
            _apart(code, changes)

    def apply(self, draft: Draft, fields: Fields) -> None:
        found = {draft.key(code): _apart(code, changes) for code, changes in _set(fields).items()}
        for key, (plain, links) in found.items():
            for name, value in links.items():
                if name == "retired":
                    draft.write(key, name, bool(value))
                    draft.write(key, "in use", not value)
                elif name == "split":
                    draft.write(key, name, tuple(draft.key(part) for part in value) if value else None)
                else:
                    draft.write(key, name, None if value is None else draft.key(value))
            draft.write_fields(key, plain)
            if "merged" not in links:
                draft.claim(key, "merged", None)

    def codes(self, fields: Fields) -> list[str]:
        return ids_in(fields.get("set"))

    def earlier(self, code: str, fields: Fields, seeing: Seeing) -> str | None:
        for source, changes in _set(fields).items():
            key = seeing.key(source)
            if (
                key is not None
                and changes.get("merged")
                and seeing.key(changes["merged"]) == code
                and seeing.took_in(code, key)
            ):
                return None
        return code

    def describe(self, fields: Fields, language: str = "en") -> str:
        return "decides that " + "; ".join(f"{code} {_held(changes)}" for code, changes in _set(fields).items())


class Version(OperationKind):
    """`number`: what people call the codebook that its parents make."""

    op = "version"
    own = ("number",)

    def check(self, draft: Draft, fields: Fields) -> None:
        number = fields.get("number")
        if type(number) is not int or number < 1:
            raise CodebookError(f"version number {number!r} is not a whole number from 1 up")

    def describe(self, fields: Fields, language: str = "en") -> str:
        return f"fixes version {fields.get('number')}"

    def codes(self, fields: Fields) -> list[str]:
        return []


def _set(fields: Fields) -> Mapping[str, Mapping[str, Any]]:
    value = fields.get("set") or {}
    if not isinstance(value, Mapping) or not all(isinstance(changes, Mapping) for changes in value.values()):
        raise CodebookError(f"set must map codes to their fields, not {str(value)[:40]!r}")
    return value


def _held(changes: Mapping[str, Any]) -> str:
    """What a code is from then on."""
    said: dict[str, Callable[[Any], str]] = {
        "merged": lambda into: f"is merged into {into}" if into else "stays a code of its own",
        "parent": lambda above: f"lies below {above}" if above else "lies at the top",
        "split": lambda parts: f"is split into {listed(parts)}" if parts else "is not split",
        "retired": lambda retired: "is retired" if retired else "is in use",
    }
    return " and ".join(
        said[name](value) if name in said else f"has {name} {short(value)}" for name, value in changes.items()
    )


def _apart(code: str, changes: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """(fields as of an edit, those that lead to other codes or retire)."""
    links = {name: changes[name] for name in ("parent", "merged", "split", "retired") if name in changes}
    plain = {name: value for name, value in changes.items() if name not in links}
    return checked_fields(code, plain), links
