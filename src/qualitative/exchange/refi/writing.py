"""Write a study as a REFI-QDA project, valid under the schema and in the shapes that other tools are known to read whole.

One selection a coder and coding (QualCoder takes the selection's user for all its codings), its words as its name, memos both as the
selection's description and as notes, cases also as sets, no two codes of one name.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from qualitative import __version__
from qualitative.exchange.conventions import Convention
from qualitative.exchange.giving.outgoing import Outgoing
from qualitative.exchange.progress import Progress
from qualitative.exchange.refi.cases import cases_xml, variables_xml
from qualitative.exchange.refi.codebook import OURS
from qualitative.exchange.refi.codes import codes_xml
from qualitative.exchange.refi.markup import attribute, element, quote_of, text_of, unwritable
from qualitative.exchange.refi.positions import PRESETS, Positions
from qualitative.exchange.refi.putting_back import put_back
from qualitative.exchange.refi.sidecar import sidecar
from qualitative.model import Coding, Document, Mark, Memo

__all__ = ["ORIGIN", "PRESETS", "qdpx_bytes"]

ORIGIN = f"{OURS}{__version__}"
NAMESPACE = "urn:QDA-XML:project:1.0"
_HEAD = (
    '<?xml version="1.0" encoding="utf-8"?>\n'
    f'<Project xmlns="{NAMESPACE}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    f' xsi:schemaLocation="{NAMESPACE} http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd"'
)


def qdpx_bytes(out: Outgoing, way: Convention, progress: Progress) -> bytes:
    """The project as the bytes of a .qdpx; the same study gives the same bytes. What is written is counted in the losses of `out`."""
    writer = _Writer(out, way)
    parts = writer.project(progress)
    files = {"project.qde": "".join(parts).encode("utf-8"), **writer.files, "sources/qualitative.json": sidecar(out)}
    return _zipped(files)


@dataclass
class _Writer:
    out: Outgoing
    way: Convention
    files: dict[str, bytes] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    behind: int = 0  # spans that stand behind a character of several UTF-16 units
    lost: int = 0

    def project(self, progress: Progress) -> Iterator[str]:
        out, losses = self.out, self.out.losses
        moments = [c.at for some in out.codings.values() for c in some] + [
            m.at for some in out.memos.values() for m in some
        ]
        about = [
            ("name", out.title),
            ("origin", ORIGIN),
            ("creationDateTime", _moment(min(moments)) if moments else None),
        ]
        yield _HEAD + "".join(f' {key}="{attribute(value)}"' for key, value in about if value is not None) + ">"
        users = [
            element("User", [("guid", self.user(c.id)), ("name", out.called(c)), ("id", c.id)]) for c in out.coders
        ]
        losses.took("coders", len(users))
        yield f"<Users>{''.join(users)}</Users>" if users else ""
        yield self.codebook()
        yield variables_xml(out)
        yield cases_xml(out)
        back = put_back(out)
        self.files |= back.files
        yield "<Sources>"
        for number, document in enumerate(out.documents, 1):
            progress(number, len(out.documents), document.id)
            yield from self.source(document)
        yield from back.sources
        yield "</Sources>"
        study = [self.note(memo, is_file=True) for memo in out.memos.get("study", ())]
        yield f"<Notes>{''.join(self.notes)}</Notes>" if self.notes else ""
        yield f"<Links>{''.join(back.links)}</Links>" if back.links else ""
        yield f"<Sets>{''.join(back.sets)}</Sets>" if back.sets else ""
        yield f"<Graphs>{''.join(back.graphs)}</Graphs>" if back.graphs else ""
        yield "".join(element("NoteRef", [("targetGUID", guid)]) for guid in study)
        yield "</Project>"
        self.remarks()

    def remarks(self) -> None:
        losses = self.out.losses
        self.out.tell_private()
        examples = sum(bool(code.example) for code in self.out.codes)
        if examples:
            losses.remark(f"{examples} codes name a coding as their example, for which REFI-QDA has no place")
        spans = sum(map(len, self.out.codings.values())) + sum(map(len, self.out.marks.values()))
        if spans:
            losses.positions = str(self.way)
        if self.behind and self.way.unit != "utf-16":
            losses.remark(
                f"{self.behind} spans stand behind a character such as an emoji, which a reader that counts UTF-16 would place wrongly;"
                " for NVivo write the file with --for nvivo"
            )
        if self.lost:
            losses.remark(
                f"{self.lost} control characters in names and memos can't stand in XML; U+FFFD stands for each"
            )
        losses.took(
            "persons", len(self.out.persons - self.out.registered)
        )  # the front matter, which comes along, tells them

    def user(self, coder: str) -> str:
        return self.out.guids.of("coder", coder)

    def codebook(self) -> str:
        out = self.out
        refs = {
            code.id: "".join(
                element("NoteRef", [("targetGUID", self.note(memo, is_file=True))])
                for memo in out.memos.get(f"code:{code.id}", ())
            )
            for code in out.codes
        }
        return f"<CodeBook>{codes_xml(out, refs)}</CodeBook>" if out.codes else ""

    def source(self, document: Document) -> Iterator[str]:
        out, guid = self.out, self.out.guids.of("document", document.id)
        positions = Positions(document.text, self.way)
        self.files[f"sources/{guid}.txt"] = positions.written
        out.losses.took("documents")
        out.losses.took("characters", len(document.text))
        head = [("guid", guid), ("name", document.title), ("plainTextPath", f"internal://{guid}.txt")]
        yield "<TextSource" + "".join(f' {key}="{attribute(value)}"' for key, value in head) + ">"
        items: list[Coding | Mark] = [*out.codings.get(document.id, ()), *out.marks.get(document.id, ())]
        for item in sorted(items, key=lambda item: (item.start, item.end, item.id)):
            yield self.selection(item, document, positions)
        for memo in out.memos.get(f"document/{document.id}", ()):
            yield element("NoteRef", [("targetGUID", self.note(memo, is_file=True))])
        yield self.values(document)
        yield "</TextSource>"

    def values(self, document: Document) -> str:
        out = self.out
        own = {
            "kind": document.kind,
            "provenance": document.provenance,
            "language": document.language,
            "date": document.date,
        }
        found = [_value(out.guids.of("variable", f"own/{name}"), "Text", value) for name, value in own.items()]
        for column in out.document_columns:
            if document.id in column.values:
                out.losses.took("values")
                found.append(
                    _value(out.guids.of("variable", f"document/{column.name}"), column.type, column.values[document.id])
                )
        return "".join(found)

    def selection(self, item: Coding | Mark, document: Document, positions: Positions) -> str:
        out, user, at = self.out, self.user(item.coder), _moment(item.at)
        start, end = positions.of(item.start), positions.of(item.end)
        self.behind += positions.is_behind(item.end)
        memos = out.memos.get(item.id, [])
        notes = [self.note(memo) for memo in memos]
        refs = "".join(element("NoteRef", [("targetGUID", guid)]) for guid in notes)
        comment = "\n\n".join(memo.note for memo in memos) if isinstance(item, Coding) else item.why
        self.lost += unwritable(comment)
        inside = f"<Description>{text_of(comment)}</Description>" if comment else ""
        who = f'creatingUser="{user}" creationDateTime="{at}"'
        if isinstance(item, Coding):
            out.losses.took("codings")
            guid = out.guids.of("coding", item.id)
            code = out.guids.of("code", item.code)
            inside += f'<Coding guid="{guid}" {who}><CodeRef targetGUID="{code}"/>{refs}</Coding>'
            selection = out.guids.of("selection", item.id)
        else:
            out.losses.took("noted passages")
            inside += refs
            selection = out.guids.of("mark", item.id)
        last = end - 1 if self.way.inclusive else end
        name = attribute(quote_of(document.text[item.start : item.end]))
        return (
            f'<PlainTextSelection guid="{selection}" name="{name}" startPosition="{start}" endPosition="{last}" {who}>'
            f"{inside}</PlainTextSelection>"
        )

    def note(self, memo: Memo, *, is_file: bool = False) -> str:
        """The guid of a memo's note. Memos on study, documents and codes are files of their own, which QualCoder reads as its journal."""
        out, guid = self.out, self.out.guids.of("memo", memo.id)
        out.losses.took("memos")
        head = [
            ("guid", guid),
            ("name", f"memo {memo.at[:10]}"),
            ("plainTextPath", f"internal://{guid}.txt" if is_file else None),
        ]
        head += [("creatingUser", self.user(memo.coder)), ("creationDateTime", _moment(memo.at))]
        if is_file:
            self.files[f"sources/{guid}.txt"] = memo.note.encode("utf-8")
        else:
            self.lost += unwritable(memo.note)
        inside = "" if is_file else f"<PlainTextContent>{text_of(memo.note)}</PlainTextContent>"
        self.notes.append(element("Note", head, inside))
        return guid


def _value(variable: str, type: str, value: str) -> str:
    return f'<VariableValue><VariableRef targetGUID="{variable}"/><{type}Value>{text_of(value)}</{type}Value></VariableValue>'


def _moment(at: str) -> str:
    """To the second, where nothing is lost by it: some readers know no fractions."""
    return at.replace(".000Z", "Z")


def _zipped(files: dict[str, bytes]) -> bytes:
    """An archive with sorted entries and a fixed time, so that the same content is the same file."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files, key=lambda name: (name != "project.qde", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, files[name])
    return made.getvalue()
