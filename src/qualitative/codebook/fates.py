"""Operations on what becomes of a code: merge, split, retire, restore. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitative.codebook.draft import Draft
from qualitative.codebook.operation import Fields, OperationKind, Option, ids_in, listed
from qualitative.codebook.seeing import Seeing
from qualitative.errors import CodebookError

__all__ = ["Merge", "Restore", "Retire", "Split"]

_CODE = Option("CODE")


class Merge(OperationKind):
    """`from`: the codes; `into`: what their codings are from then on."""

    op = "merge"
    own = ("from", "into")

    def check(self, draft: Draft, fields: Fields) -> None:
        into = draft.standing(fields.get("into"))
        for source in _ids(fields, "from"):
            key = draft.standing(source)
            # format 1 looked only one step up, and what it took is read for ever
            below = draft.value(into, "parent") == key if draft.history.earlier else key in draft.above(into)
            if key != into and below:
                raise CodebookError(f"{fields['into']} lies below {source}; move it first")

    def apply(self, draft: Draft, fields: Fields) -> None:
        into = draft.key(fields.get("into"))
        for key in [draft.key(source) for source in _ids(fields, "from")]:
            if key != into:
                draft.write(key, "merged", into)
        draft.claim(into, "in use", True)

    def codes(self, fields: Fields) -> list[str]:
        return [*ids_in(fields.get("from")), *ids_in(fields.get("into"))]

    def earlier(self, code: str, fields: Fields, seeing: Seeing) -> str | None:
        if code != seeing.key(fields.get("into")):
            return code
        sources = (seeing.key(source) for source in _ids(fields, "from"))
        return None if any(key is not None and seeing.took_in(code, key) for key in sources) else code

    def describe(self, fields: Fields, language: str = "en") -> str:
        return f"merges {listed(_ids(fields, 'from'))} into {fields.get('into')}"


class Split(OperationKind):
    """`from`: the code; `into`: its parts, which are there already. Its codings then wait for a decision, one by one."""

    op = "split"
    own = ("from", "into")
    help = "Split CODE into codes that are there already; each of its codings then waits for a decision."
    options = (_CODE, Option("into", "The parts: two codes or more.", many=True, required=True))

    def check(self, draft: Draft, fields: Fields) -> None:
        draft.standing(fields.get("from"))
        parts = _ids(fields, "into")
        if len(parts) < 2:
            raise CodebookError(f"a split of {fields.get('from')} needs two codes or more in `into`; add them before")
        for part in parts:
            draft.standing(part)

    def apply(self, draft: Draft, fields: Fields) -> None:
        key = draft.key(fields.get("from"))
        parts = tuple(draft.key(part) for part in _ids(fields, "into"))
        draft.write(key, "split", parts)
        draft.write(key, "retired", key not in parts)
        draft.claim(key, "merged", None)
        for part in parts:
            if part != key:
                draft.claim(part, "in use", True)

    def codes(self, fields: Fields) -> list[str]:
        return [*ids_in(fields.get("from")), *ids_in(fields.get("into"))]

    def earlier(self, code: str, fields: Fields, seeing: Seeing) -> str | None:
        whole = seeing.key(fields.get("from"))
        if whole is None or code == whole or code not in map(seeing.key, _ids(fields, "into")):
            return code
        return None if seeing.stood(code) else whole

    def describe(self, fields: Fields, language: str = "en") -> str:
        return f"splits {fields.get('from')} into {listed(_ids(fields, 'into'))}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"from": given["code"], "into": list(given["into"])}


class Retire(OperationKind):
    """The code is given no more."""

    op = "retire"
    help = "Give CODE no more. What was coded keeps it."
    options = (_CODE,)

    def check(self, draft: Draft, fields: Fields) -> None:
        draft.standing(fields.get("code"))

    def apply(self, draft: Draft, fields: Fields) -> None:
        key = draft.key(fields.get("code"))
        draft.write(key, "retired", True)
        draft.claim(key, "merged", None)
        draft.write(key, "in use", False)


class Restore(OperationKind):
    """A retired or split code is given again."""

    op = "restore"
    help = "Bring a retired or split CODE back."
    options = (_CODE,)

    def check(self, draft: Draft, fields: Fields) -> None:
        draft.standing(fields.get("code"))

    def apply(self, draft: Draft, fields: Fields) -> None:
        key = draft.key(fields.get("code"))
        draft.write(key, "retired", False)
        draft.write(key, "split", None)
        draft.claim(key, "merged", None)
        draft.write(key, "in use", True)


def _ids(fields: Fields, name: str) -> list[str]:
    value = fields.get(name) or ()
    if isinstance(value, str) or not all(isinstance(id, str) for id in value):
        raise CodebookError(f"{name} must be a list of codes, not {str(value)[:40]!r}")
    return list(value)
