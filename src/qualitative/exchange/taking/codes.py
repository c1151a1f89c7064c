"""Codes of a foreign project -> operations of the codebook. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from qualitative.codebook.codes import code_fields
from qualitative.codebook.tree import Codebook
from qualitative.exchange.foreign import Foreign, ForeignCode
from qualitative.exchange.losses import Losses
from qualitative.exchange.naming import Namer, tidy
from qualitative.exchange.taking.known import Known
from qualitative.model import is_id

__all__ = ["Codes", "take_codes"]


@dataclass
class Codes:
    """Our id for each code, `add` operations for new ones, and what the file says otherwise of known ones (as `edit` operations)."""

    ids: dict[str, str] = field(default_factory=dict)
    operations: list[dict[str, Any]] = field(default_factory=list)
    proposed: list[dict[str, Any]] = field(default_factory=list)


def take_codes(foreign: Foreign, known: Known, language: str, losses: Losses) -> Codes:
    """A place for every code: a known one is found by its id, else by the names down to it; others are added, parents first."""
    book = known.folder.codebook() if known.folder else Codebook(0, {})
    namer = Namer([*book, *book.merged])
    by_id = {code.id: code for code in foreign.codes}
    used = {c.code for d in foreign.documents for s in d.spans for c in s.codings}
    used |= {c.code for d in foreign.documents for c in d.codings}
    found, retired = Codes(), []
    for code in _parents_first(foreign.codes):
        losses.took("codes")
        known_id = _known(code, by_id, known, book)
        fields = _fields(code, code.id in used, language, losses)
        if known_id is not None:
            found.ids[code.id] = known_id
            found.proposed += _differences(book, known_id, fields)
            continue
        wished = str(code.fields.get("id", ""))
        id = wished if is_id(wished) and namer.keep(wished) else namer.give(code.name, f"code-{len(found.ids) + 1}")
        found.ids[code.id] = id
        parent = found.ids.get(code.parent) if code.parent else None
        is_retired = fields.pop("retired", False)
        found.operations.append({"op": "add", "code": {"id": id, "parent": parent, **fields}})
        retired += [{"op": "retire", "code": id}] if is_retired else []
    found.operations += retired
    return found


def _known(code: ForeignCode, by_id: dict[str, ForeignCode], known: Known, book: Codebook) -> str | None:
    id = known.ours("code", code.id)
    if id is not None and book.current(id) in book:
        return book.current(id)
    wished = str(code.fields.get("id", ""))
    if wished in book and any(code.name.startswith(name) for name in book[wished].name.values()):
        return wished
    return known.by_path.get(_path(code, by_id))


def _path(code: ForeignCode, by_id: dict[str, ForeignCode]) -> tuple[str, ...]:
    names = [tidy(code.name)]
    above = code.parent
    while above in by_id and len(names) < 200:
        names.append(tidy(by_id[above].name))
        above = by_id[above].parent
    return tuple(reversed(names))


def _fields(code: ForeignCode, is_used: bool, language: str, losses: Losses) -> dict[str, Any]:
    """The fields of a code of ours, without id and parent."""
    colour = _colour(code.colour)
    if code.colour:
        losses.found("colours")
        if colour:
            losses.took("colours")
        else:
            losses.left("colours", 1, "no colour of the form #rrggbb")
    if code.description.strip():
        losses.took("descriptions")
    kind = "code" if code.is_codable or is_used else "theme"
    if not code.is_codable and is_used:
        losses.remark(f"{tidy(code.name)!r} is said not to be codable, but has codings: it is a code here")
    if code.fields:
        fields = {key: value for key, value in code.fields.items() if key != "id"}
        fields["kind"] = "code" if is_used and fields.get("kind", kind) != "code" else fields.get("kind", kind)
    else:
        fields = {"kind": kind, "definition": {language: code.description} if code.description.strip() else {}}
    name = fields.pop("name", None) or {language: tidy(code.name) or "(no name)"}
    made = {"kind": fields.pop("kind", kind), "name": name, **fields}
    if colour:
        made["colour"] = colour
    return {key: value for key, value in made.items() if value not in ({}, None)}


def _differences(book: Codebook, id: str, fields: dict[str, Any]) -> list[dict[str, Any]]:
    """What a file says otherwise of a code that is here; what it does not say changes nothing."""
    here = code_fields(book[id])
    changed: dict[str, Any] = {}
    for key, value in fields.items():
        if key in ("name", "kind", "retired"):
            continue
        if isinstance(value, dict):
            parts = {part: text for part, text in value.items() if text and here.get(key, {}).get(part) != text}
            if parts:
                changed[key] = parts
        elif here.get(key) != value and not (key == "colour" and here.get(key) is None):
            changed[key] = value
    operations: list[dict[str, Any]] = [{"op": "edit", "code": id, "set": changed}] if changed else []
    names = {part: text for part, text in fields["name"].items() if text not in here.get("name", {}).values()}
    return operations + ([{"op": "rename", "code": id, "name": names}] if names else [])


def _colour(colour: str | None) -> str | None:
    if not colour:
        return None
    text = colour.strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", text):
        text = "#" + "".join(letter * 2 for letter in text[1:])
    return text if re.fullmatch(r"#[0-9a-f]{6}", text) else None


def _parents_first(codes: list[ForeignCode]) -> list[ForeignCode]:
    """Each code after the one above it; one that lies below itself, or below nothing that there is, stands at the top."""
    known = {code.id: code for code in codes}
    placed: set[str] = set()
    ordered: list[ForeignCode] = []
    for code in codes:
        chain: list[ForeignCode] = []
        above: ForeignCode | None = code
        seen: set[str] = set()
        while above is not None and above.id not in placed and above.id not in seen:
            seen.add(above.id)
            chain.append(above)
            above = known.get(above.parent) if above.parent else None
        for one in reversed(chain):
            placed.add(one.id)
            ordered.append(one)
    return ordered
