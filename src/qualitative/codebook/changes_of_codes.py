"""Operations that add a code or change what it says: add, edit, rename, move. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qualitative.codebook.codes import TEXTS, checked_fields, parse_code
from qualitative.codebook.draft import Draft
from qualitative.codebook.operation import Fields, OperationKind, Option, ids_in, short
from qualitative.errors import CodebookError
from qualitative.i18n import pick

__all__ = ["Add", "Edit", "Move", "Rename"]

_CODE = Option("CODE")
_NAME = Option("name", "The name, once for each language.", texts=True)
_PROSE = (
    *(Option(text, texts=True) for text in TEXTS[1:]),
    Option("keyword", "As often as there are keywords.", many=True, metavar="LANG=WORDS"),
    Option("colour", metavar="#RRGGBB"),
    Option("kind", choices=("theme", "domain", "code")),
    Option("class", "What the code is classified as; as often as there are classes.", many=True, metavar="CLASS=VALUE"),
    Option("scale", "The weights that a coding may carry, lowest first, with commas between.", metavar="LOW,…,HIGH"),
    Option("example", "The id of a coding that shows the code.", metavar="EVENT"),
)


class Add(OperationKind):
    """`code`: the whole code."""

    op = "add"
    help = "Add CODE."
    usual_reason = "needed for coding"
    options = (_CODE, _NAME, Option("parent", "The code above it."), *_PROSE)

    def check(self, draft: Draft, fields: Fields) -> None:
        code = parse_code(_code_of(fields))
        if draft.is_used(code.id):
            raise CodebookError(f"code {code.id!r} was used before; ids are never reused, choose another")
        if code.parent is not None:
            draft.standing(code.parent)

    def apply(self, draft: Draft, fields: Fields) -> None:
        given = dict(_code_of(fields))
        parse_code(given)
        id, parent = given.pop("id"), given.pop("parent", None)
        given.pop("retired", None)
        key = draft.names.key_of_add(id, draft.place)
        if key in draft.codes:
            return  # two branches added the same
        draft.write_fields(key, checked_fields(id, given))
        draft.write(key, "parent", None if parent is None else draft.key(parent))
        draft.write(key, "retired", False)
        draft.write(key, "merged", None)

    def codes(self, fields: Fields) -> list[str]:
        code = fields.get("code")
        return ids_in(code.get("id")) if isinstance(code, Mapping) else []

    def describe(self, fields: Fields, language: str = "en") -> str:
        new = fields["code"]
        below = f" below {new['parent']}" if new.get("parent") else ""
        return f"adds code {new['id']} ({pick(new.get('name'), language)}){below}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"code": {"id": given["code"], "parent": given["parent"], **given["fields"]}}


class Edit(OperationKind):
    """`set`: fields by name; of texts, keywords and classes only the parts named, an empty one being taken away. `reread`: it widens the code."""

    op = "edit"
    own = ("code", "set", "reread")
    help = """Change the definition, the rules, the keywords, the classes or the colour of CODE.

    A language that is not named stays as it was. With --reread it takes in more than before, so that what was read earlier was not
    read for it.
    """
    options = (
        _CODE,
        *_PROSE,
        Option("reread", "It widens the code: what was read before must be read again for it.", flag=True),
    )

    def check(self, draft: Draft, fields: Fields) -> None:
        code, changes = fields.get("code"), fields.get("set") or {}
        draft.standing(code)
        locked = sorted({"id", "parent", "name"} & set(changes)) if isinstance(changes, Mapping) else ()
        if locked:
            raise CodebookError(f"edit can't set {locked[0]}; use rename or move")
        checked_fields(str(code), changes)

    def apply(self, draft: Draft, fields: Fields) -> None:
        key = draft.key(fields.get("code"))
        draft.write_fields(key, checked_fields(str(fields["code"]), fields.get("set") or {}))
        draft.claim(key, "merged", None)

    def describe(self, fields: Fields, language: str = "en") -> str:
        changes = fields.get("set") or {}
        what = "; ".join(f"{key} {short(value)}" for key, value in changes.items())
        again = " (read again for it)" if fields.get("reread") else ""
        return f"edits code {fields.get('code')}: {what or 'nothing'}{again}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if not given["fields"] and not given["reread"]:
            raise CodebookError("nothing to change; name a field, such as --definition en=…")
        reread = {"reread": True} if given["reread"] else {}
        return {"code": given["code"], "set": given["fields"], **reread}


class Rename(OperationKind):
    """`name`: by language; the id stays."""

    op = "rename"
    own = ("code", "name")
    help = "Give CODE another name. Its id stays."
    options = (_CODE, _NAME)

    def check(self, draft: Draft, fields: Fields) -> None:
        key = draft.standing(fields.get("code"))
        new = checked_fields(str(fields["code"]), {"name": fields.get("name")})
        if not any({**draft.parts(key, "name"), **new.get("name", {})}.values()):
            raise CodebookError(f"code {fields['code']} has no name; give one in each language")

    def apply(self, draft: Draft, fields: Fields) -> None:
        key = draft.key(fields.get("code"))
        draft.write_fields(key, checked_fields(str(fields["code"]), {"name": fields.get("name")}))
        draft.claim(key, "merged", None)

    def describe(self, fields: Fields, language: str = "en") -> str:
        return f"renames code {fields.get('code')} to {pick(fields.get('name'), language)}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        if not given["fields"].get("name"):
            raise CodebookError("nothing to change; give the name, such as --name en=…")
        return {"code": given["code"], "name": given["fields"]["name"]}


class Move(OperationKind):
    """`parent`: the code above, or null for the top."""

    op = "move"
    own = ("code", "parent")
    help = "Move CODE below another."
    options = (_CODE, Option("parent", "The code above it. Without it: to the top."))

    def check(self, draft: Draft, fields: Fields) -> None:
        key, parent = draft.standing(fields.get("code")), fields.get("parent")
        if parent is not None and key in draft.above(draft.standing(parent)):
            raise CodebookError(f"{fields['code']} can't move below itself ({parent})")

    def apply(self, draft: Draft, fields: Fields) -> None:
        key, parent = draft.key(fields.get("code")), fields.get("parent")
        draft.write(key, "parent", None if parent is None else draft.key(parent))
        draft.claim(key, "merged", None)

    def describe(self, fields: Fields, language: str = "en") -> str:
        where = f"below {fields['parent']}" if fields.get("parent") else "to the top"
        return f"moves code {fields.get('code')} {where}"

    def from_command(self, given: Mapping[str, Any]) -> dict[str, Any]:
        return {"code": given["code"], "parent": given["parent"]}


def _code_of(fields: Fields) -> Mapping[str, Any]:
    code = fields.get("code")
    if not isinstance(code, Mapping):
        raise CodebookError(f"{str(code)[:40]!r} is not a code; write it as a mapping with id and name")
    return code
