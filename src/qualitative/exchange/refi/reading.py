"""Read a REFI-QDA project: as the standard has it, and as tools write it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from qualitative.errors import ReaderError
from qualitative.exchange.archives import Archive, parse_xml, read_whole
from qualitative.exchange.foreign import Foreign, ForeignCase, ForeignDocument, ForeignNote, Variable, VariableType
from qualitative.exchange.refi.codebook import OURS, OWN_VARIABLES, codes_in, sets_in
from qualitative.exchange.refi.elements import Notes, child_text, guid_of, plain_names, ref, users_in, values_in
from qualitative.exchange.refi.sidecar import SETTINGS
from qualitative.exchange.refi.sources import Sources, Texts

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["SIDECAR", "read_qdpx"]

SIDECAR = "sources/qualitative.json"  # what only files of ours say


def read_qdpx(path: Path, texts: Path | None = None) -> Foreign:
    """A project file (.qdpx, or a bare .qde); texts that it only names are looked for in the folder `texts`. Raises ReaderError."""
    if path.suffix.lower() == ".qde":
        return _project(parse_xml(read_whole(path), path.name), Texts(None, texts), {}, path)
    with Archive(path) as archive:
        inside = [name for name in archive.names if name.lower().endswith(".qde") and "/" not in name]
        if len(inside) != 1:
            what = "no project" if not inside else f"{len(inside)} projects ({', '.join(sorted(inside)[:3])})"
            raise ReaderError(f"{path.name}: the archive holds {what} (.qde) at its root; export the project again")
        root = parse_xml(archive.read(inside[0]), f"{path.name}: {inside[0]}")
        return _project(root, Texts(archive, texts), _sidecar(archive), path)


def _sidecar(archive: Archive) -> Mapping[str, Any]:
    if SIDECAR not in archive.names:
        return {}
    try:
        found = json.loads(archive.read(SIDECAR))
    except (ValueError, RecursionError):
        return {}
    shaped = isinstance(found, dict) and all(isinstance(found.get(key), dict) for key in ("documents", "events"))
    return _plain(found) if shaped else {}


def _plain(found: dict[str, Any]) -> dict[str, Any]:
    """Only entries that are mappings."""
    return {
        "documents": {key: value for key, value in found["documents"].items() if isinstance(value, dict)},
        "events": {key: value for key, value in found["events"].items() if isinstance(value, dict)},
        "whole": found.get("whole"),
        "settings": found["settings"] if isinstance(found.get("settings"), dict) else {},
    }


def _project(root: Element, texts: Texts, sidecar: Mapping[str, Any], path: Path) -> Foreign:
    plain_names(root)
    if root.tag != "Project":
        raise ReaderError(
            f"{path.name}: is no REFI-QDA project (its root is {root.tag[:40]!r}); export the project again"
        )
    producer = root.get("origin", "")
    made = Foreign("refi-qda", producer, root.get("name", ""), quotes="names", is_ours=producer.startswith(OURS))
    extra = sidecar if made.is_ours else {}
    made.whole = extra.get("whole") if isinstance(extra.get("whole"), str) else None
    made.settings = {key: value for key, value in extra.get("settings", {}).items() if key in SETTINGS}
    made.counts = "code points" if made.is_ours else None
    made.at, made.by = root.get("creationDateTime"), ref(root.get("creatingUserGUID"))
    made.description = child_text(root, "Description")
    made.losses.found("descriptions", bool(made.description))
    made.users = users_in(root, made.losses)
    notes = _notes(root, texts, made, extra)
    made.codes = codes_in(root.find("CodeBook"), notes, made.losses)
    _variables(root, made)
    case_guids = frozenset(guid_of(case) for case in root.iterfind("Cases/Case")) - {code.id for code in made.codes}
    own = _own_variables(root) if made.is_ours else frozenset()
    sources = Sources(made, notes, texts, case_guids, extra, own)
    for source in root.iterfind("Sources/*"):
        sources.read(source)
    _cases(root, made, sources)
    made.sets = sets_in(root, made.losses, is_ours=made.is_ours)
    made.notes = [*notes.of(root)]
    made.notes += notes.others()
    _keep_links(root, made)
    made.losses.remarks += texts.remarks
    return made


def _notes(root: Element, texts: Texts, made: Foreign, extra: Mapping[str, Any]) -> Notes:
    found: dict[str, ForeignNote] = {}
    for note in root.iterfind("Notes/Note"):
        text, guid = (texts.of(note) or "").removeprefix("\ufeff"), guid_of(note)
        about, name = child_text(note, "Description"), note.get("name", "").strip()
        if not made.is_ours:
            text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
            text = "\n\n".join(part for part in (name, about, text) if part)
        made.losses.found("memos")
        coded = len(note.findall("PlainTextSelection/Coding"))
        made.losses.found("codings", coded)
        made.losses.left("codings", coded, "of words in a memo, which can't be coded here")
        if not text.strip() or guid in found:
            made.losses.left("memos", 1, "hold no text" if not text.strip() else "have the guid of another memo")
            continue
        who, at = ref(note.get("creatingUser")), note.get("creationDateTime")
        found[guid] = ForeignNote(guid, text, who, at, extra.get("events", {}).get(guid, {}))
    return Notes(found, made.losses)


def _own_variables(root: Element) -> frozenset[str]:
    """The variables that files of ours add for other tools; the documents' front matter says the same."""
    return frozenset(guid_of(one) for one in root.iterfind("Variables/Variable") if one.get("name") in OWN_VARIABLES)


def _variables(root: Element, made: Foreign) -> None:
    own = _own_variables(root) if made.is_ours else frozenset()
    for variable in root.iterfind("Variables/Variable"):
        if guid_of(variable) in own:
            continue
        type = variable.get("typeOfVariable", "Text")
        known: VariableType = type if type in get_args(VariableType) else "Text"  # type: ignore[assignment]  # the test beside it makes it one
        if guid_of(variable) not in {one.id for one in made.variables}:
            made.variables.append(Variable(guid_of(variable), variable.get("name", ""), known))


def _cases(root: Element, made: Foreign, sources: Sources) -> None:
    """Cases; one without a name and with one source is how Quirkos writes the values of a document."""
    documents = {document.id: number for number, document in enumerate(made.documents)}
    for case in root.iterfind("Cases/Case"):
        guid, name = guid_of(case), case.get("name", "").strip()
        members = [member for one in case.iterfind("SourceRef") if (member := ref(one.get("targetGUID"))) is not None]
        values = values_in(case, made.losses)
        if not name and len(members) == 1 and members[0] in documents:
            place = documents[members[0]]
            made.documents[place] = _with_values(made.documents[place], values)
            continue
        made.losses.found("cases")
        description = child_text(case, "Description")
        made.losses.found("descriptions", bool(description))
        selected = [ref(one.get("targetGUID")) for one in case.iterfind("SelectionRef")]
        stretches = [sources.selections[one] for one in selected if one in sources.selections]
        stretches += sources.stretches.get(guid, [])
        known = [(d, a, b) for d, a, b in stretches if d in documents and a >= 0]
        whole = [d for d, a, _ in stretches if d in documents and a < 0]
        belong = tuple(dict.fromkeys([*(member for member in members if member in documents), *whole]))
        made.cases.append(ForeignCase(guid, name or guid, description, belong, tuple(known), values))


def _with_values(document: ForeignDocument, values: Mapping[str, str]) -> ForeignDocument:
    from dataclasses import replace

    return replace(document, values={**values, **document.values})


def _keep_links(root: Element, made: Foreign) -> None:
    from xml.etree.ElementTree import tostring

    for one in (*root.iterfind("Links/Link"), *root.iterfind("Graphs/Graph")):
        made.losses.found("links")
        made.losses.kept("links", 1, "no place for links and graphs; whole in rest.xml, and put back by `export refi`")
        made.rest.xml.append(tostring(one, encoding="unicode"))
