"""What came in from another tool and had no place here goes out again: sets, links, graphs, pictures, sound, film, PDF."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.corpus.bounded_json import read_json
from qualitative.errors import ReaderError
from qualitative.exchange.archives import parse_xml
from qualitative.exchange.giving.outgoing import Outgoing
from qualitative.exchange.refi.codebook import CASE_SET
from qualitative.exchange.refi.elements import guid_of, ref
from qualitative.exchange.refi.markup import attribute

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Back", "put_back"]

_MEDIA = ("PictureSource", "PDFSource", "AudioSource", "VideoSource")


@dataclass
class Back:
    """Elements as text, by where they stand, and files of the archive."""

    sources: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    graphs: list[str] = field(default_factory=list)
    sets: list[str] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)


def put_back(out: Outgoing) -> Back:
    """All that was kept of earlier imports; each guid once."""
    from xml.etree.ElementTree import tostring

    back, losses, seen = Back(), out.losses, set()
    kept = sorted((out.folder.corpus / "exchange").glob("refi-qda-*"))
    there = {out.guids.of("document", document.id) for document in out.documents}
    there |= {out.guids.of("code", code.id) for code in out.codes}
    for folder in kept:
        for one in _elements(folder / "rest.xml"):
            guid = guid_of(one)
            if guid in seen:
                continue
            seen.add(guid)
            _without_dangling(one, there)
            kind = "media" if one.tag in _MEDIA else "links"
            losses.found(kind)
            losses.took(kind)
            place = back.sources if kind == "media" else back.links if one.tag == "Link" else back.graphs
            place.append(tostring(one, encoding="unicode"))
        for path in sorted((folder / "files").glob("*")):
            if path.is_file():
                back.files[f"sources/{path.name}"] = path.read_bytes()
    members = there | seen
    for folder in kept:
        back.sets += [_set(one, members) for one in _sets(folder / "rest.json") if _is_new(one, seen)]
    losses.found("sets", len(back.sets))
    losses.took("sets", len(back.sets))
    back.sets += _cases(out)
    return back


def _elements(path: Path) -> list[Element]:
    if not path.exists():
        return []
    try:
        return list(parse_xml(path.read_bytes(), path.name))
    except ReaderError:
        return []


def _without_dangling(one: Element, there: set[str]) -> None:
    """A PDF's text goes out as a text source; codings with codes that are gone go."""
    for representation in one.findall("Representation"):
        one.remove(representation)
    for above in list(one.iter()):
        for coding in above.findall("Coding"):
            refs = [ref(code.get("targetGUID")) for code in coding.iterfind("CodeRef")]
            if not any(code in there for code in refs):
                above.remove(coding)


def _sets(path: Path) -> Iterator[dict[str, Any]]:
    try:
        found = read_json(path).get("sets", []) if path.exists() else []
    except (ValueError, AttributeError):
        return
    yield from (one for one in found if isinstance(one, dict) and isinstance(one.get("members"), list))


def _is_new(one: dict[str, Any], seen: set[str]) -> bool:
    is_new = one["id"] not in seen
    seen.add(one["id"])
    return is_new


def _set(one: dict[str, Any], members: set[str]) -> str:
    inside = [guid for guid in one["members"] if guid in members]
    return _set_xml(one["id"], one["name"], [("MemberSource", guid) for guid in inside])


def _cases(out: Outgoing) -> list[str]:
    """Cases as sets, for tools that read no cases' documents."""
    return [
        _set_xml(
            out.guids.of("case-set", case),
            f"{CASE_SET}{case}",
            [("MemberSource", out.guids.of("document", id)) for id in documents],
        )
        for case, documents in out.cases.items()
        if documents
    ]


def _set_xml(guid: str, name: str, members: list[tuple[str, str]]) -> str:
    inside = "".join(f'<{tag} targetGUID="{member}"/>' for tag, member in members)
    return f'<Set guid="{guid}" name="{attribute(name)}">{inside}</Set>'
