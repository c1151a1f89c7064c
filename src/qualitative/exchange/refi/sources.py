"""The sources of a REFI-QDA project: texts with their selections. What is no text is kept as it is, and counted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from qualitative.exchange.archives import Archive
from qualitative.exchange.foreign import Foreign, ForeignCoding, ForeignDocument, ForeignSpan
from qualitative.exchange.naming import tidy
from qualitative.exchange.refi.elements import Notes, child_text, guid_of, ref, values_in

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["Sources", "Texts"]

_TEXT_LIMIT = 60_000_000  # bytes of one text


@dataclass
class Texts:
    """Finds the text of a source: in it, in the archive, or in a folder that the person names; never anywhere else."""

    archive: Archive | None
    folder: Path | None
    remarks: list[str] = field(default_factory=list)

    @cached_property
    def _inside(self) -> dict[str, str]:
        """The parts of the archive by the last part of their names, in small letters."""
        names = self.archive.names if self.archive is not None else []
        return {one.rpartition("/")[2].lower(): one for one in reversed(names)}

    def of(self, source: Element) -> str | None:
        """The text with its byte order mark and line ends; None where it is not at hand."""
        inline = source.find("PlainTextContent")
        if inline is not None:
            return inline.text or ""
        path = source.get("plainTextPath", "")
        data = self.data(path) if path else None
        return None if data is None else self._decoded(data, path)

    def data(self, path: str) -> bytes | None:
        """The bytes of what a path such as `internal://x.txt` leads to, by the last part of its name."""
        name = PurePosixPath(path.rpartition("://")[2].replace("\\", "/")).name.lower()
        if not name:
            return None
        if self.archive is not None and not path.startswith(("relative:", "absolute:")):
            inside = self._inside.get(name)
            if inside is not None and self.archive.size(inside) <= _TEXT_LIMIT:
                return self.archive.read(inside)
        if self.folder is not None:
            for one in sorted(self.folder.iterdir()):
                if (
                    one.name.lower() == name
                    and one.is_file()
                    and not one.is_symlink()
                    and one.stat().st_size <= _TEXT_LIMIT
                ):
                    return one.read_bytes()
        return None

    def _decoded(self, data: bytes, path: str) -> str:
        if data.startswith((b"\xff\xfe", b"\xfe\xff")):
            return data.decode("utf-16", "replace")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            self.remarks.append(f"{path}: is not UTF-8; read as Windows-1252")
            return data.decode("cp1252", "replace")


@dataclass
class Sources:
    """Reads sources into `made`; `cases` are the guids of cases, to which NVivo codes as if they were codes."""

    made: Foreign
    notes: Notes
    texts: Texts
    cases: frozenset[str]
    extra: Mapping[str, Any]
    own_variables: frozenset[str] = frozenset()
    stretches: dict[str, list[tuple[str, int, int]]] = field(default_factory=dict)  # by case
    selections: dict[str, tuple[str, int, int]] = field(default_factory=dict)
    _seen: set[str] = field(default_factory=set)

    def read(self, source: Element) -> None:
        """One source of any kind."""
        if source.tag == "TextSource":
            self._text(source, guid_of(source), source)
        elif source.tag in ("PictureSource", "PDFSource", "AudioSource", "VideoSource"):
            self._media(source)

    def _text(self, source: Element, guid: str, about: Element, name: str = "") -> None:
        losses = self.made.losses
        losses.found("documents")
        text = self.texts.of(source)
        selections = source.iterfind("PlainTextSelection")
        spans = [span for one in selections if (span := self._span(one, guid)) is not None]
        called = name or source.get("name", "")
        is_made = text is None
        if text is None:
            text, spans = _excerpts(spans)
            what = f"{len(spans)} quotes stand as excerpts in its place" if text.strip() else "nothing of it is quoted"
            losses.remark(
                f"{tidy(called)}: its text is not in the archive; {what} (give the folder of the texts with --texts)"
            )
        self._rich_text(source)
        description = child_text(about, "Description")
        losses.found("descriptions", bool(description))
        codings = tuple(
            coding for one in about.iterfind("Coding") if (coding := self._coding(one, guid, None)) is not None
        )
        self.made.documents.append(
            ForeignDocument(
                guid, called, text, description, ref(about.get("creatingUser")), about.get("creationDateTime"), tuple(spans),
                codings, self.notes.of(about), values_in(about, losses, self.own_variables), self.extra.get("documents", {}).get(guid, {}), is_made,
            )
        )  # fmt: skip

    def _span(self, selection: Element, document: str) -> ForeignSpan | None:
        losses, guid = self.made.losses, guid_of(selection)
        start, end = _number(selection.get("startPosition")), _number(selection.get("endPosition"))
        if guid and guid in self._seen:
            losses.remark(f"selection {guid} stands twice; each is taken", "selections with one guid")
        self._seen.add(guid)
        self.selections[guid] = (document, start, end)
        place = (document, start, end)
        codings = [self._coding(one, document, place) for one in selection if one.tag == "Coding"]
        kept = tuple(coding for coding in codings if coding is not None)
        if codings and not kept:
            return None  # only cases were coded here
        notes, comment = self.notes.of(selection), child_text(selection, "Description")
        written = [note.text for note in (*notes, *(note for coding in kept for note in coding.notes))]
        if kept and _flat(comment) in {_flat("\n\n".join(written)), *map(_flat, written)}:
            comment = ""  # tools that read only one of the two find the memo twice
        losses.found("memos", bool(comment))
        if not kept:
            losses.found("noted passages")
        return ForeignSpan(
            guid, start, end, selection.get("name"), kept, ref(selection.get("creatingUser")), selection.get("creationDateTime"),
            comment, notes, self.extra.get("events", {}).get(guid, {}),
        )  # fmt: skip

    def _coding(self, coding: Element, document: str, place: tuple[str, int, int] | None) -> ForeignCoding | None:
        losses = self.made.losses
        code = ref(next((one.get("targetGUID") for one in coding if one.tag == "CodeRef"), None)) or ""
        losses.found("codings")
        if code in self.cases:
            self.stretches.setdefault(code, []).append(place or (document, -1, -1))
            losses.kept("codings", 1, "give a stretch to a case; they stand in the table of cases")
            losses.left("memos", len(self.notes.of(coding)), "on a case's coding")
            return None
        guid = guid_of(coding) or f"{document}/{place}/{code}"
        by, at = ref(coding.get("creatingUser")), coding.get("creationDateTime")
        return ForeignCoding(guid, code, by, at, self.notes.of(coding), self.extra.get("events", {}).get(guid, {}))

    def _media(self, source: Element) -> None:
        losses = self.made.losses
        losses.found("media")
        losses.kept("media", 1, "no place for pictures, sound, film and pages of PDF; whole in rest.xml")
        representation = source.find("Representation")
        if representation is not None:
            self._text(representation, guid_of(representation) or guid_of(source), source, source.get("name", ""))
        in_text = {guid_of(one) for one in source.iterfind("Representation/PlainTextSelection")}
        for selection in source:
            if selection.tag.endswith("Selection") and guid_of(selection) not in in_text:
                codings = len(selection.findall("Coding"))
                losses.found("codings" if codings else "noted passages", codings or 1)
                what = f"on {selection.tag.removesuffix('Selection').lower()} areas or times; whole in rest.xml"
                losses.kept("codings" if codings else "noted passages", codings or 1, what)
        if representation is None:
            whole = len(source.findall("Coding"))
            losses.found("codings", whole)
            losses.kept("codings", whole, "on whole pictures, sounds or films; whole in rest.xml")
        spoken = len(source.findall("Transcript/TranscriptSelection/Coding"))
        losses.found("codings", spoken)
        losses.kept("codings", spoken, "on stretches of time in transcripts; whole in rest.xml")
        self._keep(source)

    def _keep(self, source: Element) -> None:
        from xml.etree.ElementTree import tostring

        self.made.rest.xml.append(tostring(source, encoding="unicode"))
        path = source.get("path", "")
        data = self.texts.data(path) if path else None
        if data is not None:
            self.made.rest.files[_safe_name(path)] = data

    def _rich_text(self, source: Element) -> None:
        path = source.get("richTextPath", "")
        if not path:
            return
        self.made.losses.found("rich texts")
        data = self.texts.data(path)
        if data is None:
            self.made.losses.left("rich texts", 1, "named, but not in the archive")
        else:
            self.made.losses.kept("rich texts", 1, "whole beside the study")
            self.made.rest.files[_safe_name(path)] = data


def _excerpts(spans: list[ForeignSpan]) -> tuple[str, list[ForeignSpan]]:
    """A text of the quotes, one a paragraph in the order of the text, and the spans in it."""
    from dataclasses import replace

    text, found = "", []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        quote = " ".join((span.quote or "").split())
        if quote:
            found.append(replace(span, start=len(text), end=len(text) + len(quote), quote=quote))
            text += f"{quote}\n\n"
        else:
            found.append(replace(span, start=-1, end=-1))
    return text.rstrip("\n") + ("\n" if text else ""), found


def _safe_name(path: str) -> str:
    """A file name that is only that."""
    name = PurePosixPath(path.rpartition("://")[2].replace("\\", "/")).name
    return "".join(c if c.isascii() and (c.isalnum() or c in "._-") else "_" for c in name).lstrip(".")[:120] or "file"


def _flat(text: str) -> str:
    return " ".join(text.split())


def _number(text: str | None) -> int:
    """A position; -1 for what is none."""
    try:
        return int(text or "") if len(text or "") < 20 else -1
    except ValueError:
        return -1
