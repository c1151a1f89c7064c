"""The codebook of REFI-QDA, in a project or alone as QDC."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.errors import ReaderError
from qualitative.exchange.archives import parse_xml, read_whole
from qualitative.exchange.foreign import Foreign, ForeignCode, ForeignSet
from qualitative.exchange.losses import Losses
from qualitative.exchange.refi.described import fields_of
from qualitative.exchange.refi.elements import Notes, child_text, guid_of, plain_names, ref

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["CASE_SET", "OURS", "OWN_VARIABLES", "codes_in", "read_qdc", "sets_in"]

OURS = "qualitative "  # how the origin of files of ours begins
CASE_SET = "Case: "  # the sets in which files of ours repeat cases, for tools that read no cases
OWN_VARIABLES = (
    "kind",
    "provenance",
    "language",
    "date",
)  # what files of ours say of every document, and of what it is


def read_qdc(path: Path) -> Foreign:
    """A codebook file. Raises ReaderError for what is none."""
    root = parse_xml(read_whole(path), path.name)
    plain_names(root)
    if root.tag != "CodeBook":
        raise ReaderError(
            f"{path.name}: is no REFI-QDA codebook (its root is {root.tag[:40]!r}); export the codebook again"
        )
    producer = root.get("origin", "")
    made = Foreign("refi-qda", producer, path.stem, is_ours=producer.startswith(OURS), is_codebook=True)
    made.codes = codes_in(root, None, made.losses)
    if not made.codes:
        raise ReaderError(f"{path.name}: the codebook holds no codes; export it again")
    made.sets = sets_in(root, made.losses, is_ours=made.is_ours)
    return made


def codes_in(book: Element | None, notes: Notes | None, losses: Losses) -> list[ForeignCode]:
    """All codes, each after the one above it. Of codes with one guid the first is taken, and the others are told."""
    found: dict[str, ForeignCode] = {}
    top = [] if book is None else [(code, None) for code in book.iterfind("Codes/Code")]
    waiting: list[tuple[Element, str | None]] = list(reversed(top))
    while waiting:
        code, parent = waiting.pop()
        guid = guid_of(code) or f"code-{len(found) + 1}"
        if guid in found:
            losses.remark(f"code {code.get('name', '')!r} has the guid of {found[guid].name!r}; it counts as that one")
        else:
            found[guid] = _code(code, guid, parent, notes, losses)
        waiting += [(below, guid) for below in reversed(code.findall("Code"))]
    return list(found.values())


def _code(code: Element, guid: str, parent: str | None, notes: Notes | None, losses: Losses) -> ForeignCode:
    losses.found("codes")
    description = child_text(code, "Description")
    losses.found("descriptions", bool(description))
    # other tools keep descriptions as they are, so that a code of ours is known again when it comes back from them
    fields = fields_of(description, code.get("name", ""))
    return ForeignCode(
        guid,
        code.get("name", ""),
        parent,
        description,
        code.get("color"),
        code.get("isCodable", "true").strip().lower() not in ("false", "0"),
        notes.of(code) if notes else (),
        fields,
    )


def sets_in(root: Element, losses: Losses, *, is_ours: bool) -> list[ForeignSet]:
    """The sets, with the guids of their members; without those in which files of ours repeat their cases."""
    found = []
    for one in root.iterfind("Sets/Set"):
        if is_ours and one.get("name", "").startswith(CASE_SET):
            continue
        losses.found("sets")
        members = [
            ref(member.get("targetGUID") or member.get("guid")) for member in one if member.tag.startswith("Member")
        ]
        found.append(ForeignSet(guid_of(one), one.get("name", ""), tuple(member for member in members if member)))
    return found
