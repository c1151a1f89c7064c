"""Read Word files whose comments are codings: one document a file, a comment's author its coder."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.errors import ReaderError
from qualitative.exchange.archives import Archive, parse_xml
from qualitative.exchange.foreign import (
    Foreign,
    ForeignCode,
    ForeignCoding,
    ForeignDocument,
    ForeignNote,
    ForeignSpan,
    ForeignUser,
)
from qualitative.exchange.giving.outgoing import SIMULATED
from qualitative.exchange.word.comments import Comment, Said, comments_in, said_by
from qualitative.exchange.word.parts import W, ranged_text

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["OURS", "read_word"]

OURS = "qualitative"  # the program that files of ours name
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass
class _Project:
    made: Foreign
    known: Collection[str]
    codes: dict[str, str] = field(default_factory=dict)  # by name in small letters
    users: dict[str, str] = field(default_factory=dict)

    def code(self, name: str, id: str | None) -> str:
        """The id of a code, made when it is met; `id` is the one that a file of ours gives."""
        key = f"id {id}" if id else name.casefold()
        if key not in self.codes:
            self.codes[key] = key
            self.made.losses.found("codes")
            fields = {"id": id} if id else {}
            self.made.codes.append(ForeignCode(key, name.rpartition(" > ")[2] if id else name, fields=fields))
        return key

    def user(self, author: str) -> str | None:
        """The user of an author; a model is told as such."""
        if author and author not in self.users:
            self.users[author] = author
            self.made.losses.found("coders")
            name, _, model = author.removesuffix(")").partition(" (model ")
            if model and author.endswith(")"):
                self.made.users.append(ForeignUser(author, name, "model", model, name))
            else:
                self.made.users.append(ForeignUser(author, author, wished=author))
        return author or None


def read_word(path: Path, known: Collection[str] = ()) -> Foreign:
    """The project of a file, or of all Word files of a folder; `known` are names of codes that the study has. Raises ReaderError."""
    files = sorted(path.glob("*.docx")) if path.is_dir() else [path]
    made = Foreign("word", "Word", path.stem)
    project = _Project(made, known)
    for file in files:
        if not file.name.startswith(("~$", ".")):
            _file(file, project)
    labels = [
        code.name
        for code in made.codes
        if not code.fields and code.name.casefold() not in {one.casefold() for one in known}
    ]
    if labels:
        shown = ", ".join(labels[:8]) + (", …" if len(labels) > 8 else "")
        made.losses.remark(
            f"{len(labels)} comments' words are taken for codes, as they bear # or are short labels: {shown}; others are notes"
        )
    return made


def _file(path: Path, project: _Project) -> None:
    with Archive(path) as archive:
        if "word/document.xml" not in archive.names:
            raise ReaderError(f"{path.name}: is no Word document; save it as .docx")
        root = parse_xml(archive.read("word/document.xml"), f"{path.name}: word/document.xml")
        comments = _part(archive, "word/comments.xml")
        extended = _part(archive, "word/commentsExtended.xml")
        is_ours, identifier, _front = _ours(archive, path)
    project.made.is_ours = project.made.is_ours or is_ours
    body = root.find(f"{W}body")
    if body is None:
        raise ReaderError(f"{path.name}: holds no text that is read; open it and save it as an ordinary .docx")
    ranged = ranged_text(body, as_lines=is_ours)
    given = [] if comments is None else comments_in(comments, extended)
    said = said_by(given, project.known)
    losses, id = project.made.losses, identifier or path.name
    losses.found("documents")
    for what, number in ranged.skipped.items():
        losses.found("media", number)
        losses.left("media", number, f"{what} are not read")
    spans = [
        _span(comment, said[comment.id], ranged.ranges.get(comment.id), project, path)
        for comment in given
        if not comment.is_answer
    ]
    for comment in given:
        if comment.id in ranged.points and not comment.is_answer:
            losses.remark(
                f"{path.name}: the comment {comment.text[:40]!r} stands at a point; it is on the paragraph",
                "comments at a point",
            )
    resolved = sum(comment.is_resolved for comment in given)
    if resolved:
        losses.remark(f"{path.name}: {resolved} comments are marked as resolved; they are taken like the others")
    project.made.documents.append(ForeignDocument(id, path.stem, ranged.text, spans=tuple(spans), is_made=True))


def _span(comment: Comment, said: Said, place: tuple[int, int] | None, project: _Project, path: Path) -> ForeignSpan:
    losses, by = project.made.losses, project.user(comment.author)
    start, end = place or (-1, -1)
    id = said.guid or f"{path.name}/{comment.id}"
    notes = [ForeignNote(f"{id}/note", said.note, by, comment.at)] if said.note and said.codes else []
    notes += [
        ForeignNote(f"{path.name}/{answer.id}", answer.text, project.user(answer.author), answer.at)
        for answer in comment.answers
        if answer.text
    ]
    losses.found("memos", len(notes) + bool(said.note and not said.codes))
    losses.found("codings" if said.codes else "noted passages", len(said.codes) or 1)
    codings = tuple(
        ForeignCoding(said.guid or f"{id}/{code}", project.code(code, said.code), by, comment.at) for code in said.codes
    )
    return ForeignSpan(id, start, end, None, codings, by, comment.at, "" if said.codes else said.note, tuple(notes))


def _part(archive: Archive, name: str) -> Element | None:
    return parse_xml(archive.read(name), f"{archive.name}: {name}") if name in archive.names else None


def _ours(archive: Archive, path: Path) -> tuple[bool, str, dict[str, str]]:
    """Whether we wrote the file, the guid of the document in it, and what of its front matter the file holds."""
    core = _part(archive, "docProps/core.xml")
    if core is None:
        return False, "", {}
    creator, identifier = core.find(f"{_DC}creator"), core.find(f"{_DC}identifier")
    if creator is None or creator.text != OURS:
        return False, "", {}
    description = core.find(f"{_DC}description")
    is_simulated = description is not None and description.text == SIMULATED
    front = {"provenance": "simulated"} if is_simulated else {}
    return True, (identifier.text or "") if identifier is not None else "", {"id": path.stem, **front}
