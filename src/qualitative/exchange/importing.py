"""Write a project of another tool as a study of its own."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from qualitative.codebook.revising import revise
from qualitative.codings.events import now
from qualitative.corpus.documents import format_document
from qualitative.corpus.files import read_text, write_text
from qualitative.errors import ReaderError, StudyError
from qualitative.exchange.taguette import Project, TaguetteDocument
from qualitative.folder import Folder
from qualitative.starter import write_study

__all__ = ["Imported", "write_taguette"]


@dataclass(frozen=True)
class Imported:
    """Where the study lies, what it holds, and what was left out with the reason."""

    root: Path
    documents: int
    segments: int
    codings: int
    codes: int
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        counts = f"{self.documents} documents, {self.segments} segments, {self.codings} codings, {self.codes} codes in {self.root}"
        return "\n".join([counts, *self.problems])


def write_taguette(project: Project, target: Path, language: str = "en") -> Imported:
    """Write `project` into the new folder `target`: documents, one case each, codebook and codings by whoever made them."""
    if not project.documents:
        raise ReaderError(f"the project {project.name!r} has no documents; there is nothing to import")
    root = write_study(target, " ".join(project.name.split()) or None, codes=False)
    makers = sorted({h.by for d in project.documents for h in d.highlights if h.by}) or ["taguette"]
    coders = dict(zip(makers, _ids(makers, "coder"), strict=True))
    _write_coders(root, list(coders.values()))
    names = _ids([document.name.rsplit(".", 1)[0] for document in project.documents], "document")
    write_text(root / "corpus/cases.csv", "case\n" + "".join(f"{name}\n" for name in names))
    for name, document in zip(names, project.documents, strict=True):
        write_text(root / "corpus/documents" / f"{name}.md", _document(name, document, language))
    codes = dict(zip(project.tags, _ids([tag for tag, _ in project.tags.values()], "code"), strict=True))
    operations = [
        {
            "op": "add",
            "code": {
                "id": codes[n],
                "parent": None,
                "name": {language: tag or codes[n]},
                "definition": {language: about},
            },
        }
        for n, (tag, about) in project.tags.items()
    ]
    if operations:
        revise(
            root / "codebook", operations, by=next(iter(coders.values())), why="Tags of the Taguette project", at=now()
        )
    segments = _write_codings(Folder(root), names, project, codes, coders)
    return Imported(root, len(names), segments, project.codings, len(codes), list(project.problems))


def _write_codings(
    folder: Folder, names: list[str], project: Project, codes: dict[int, str], coders: dict[str, str]
) -> int:
    items: dict[str, list[tuple[str, str, int, int]]] = {}
    segments = 0
    for name, document in zip(names, project.documents, strict=True):
        same = _clean(document.text) == document.text
        for highlight in document.highlights:
            segments += 1
            start, end = (at if same else len(_clean(document.text[:at])) for at in (highlight.start, highlight.end))
            coder = coders.get(highlight.by or "", next(iter(coders.values())))
            items.setdefault(coder, []).extend((codes[tag], name, start, end) for tag in highlight.tags)
    for coder, given in items.items():
        folder.apply(coder, given)
    return segments


def _document(name: str, document: TaguetteDocument, language: str) -> str:
    meta = {
        "id": name,
        "title": " ".join(document.name.split()) or name,
        "kind": "document",
        "provenance": "fieldwork",
        "case": name,
        "date": document.created[:10] if re.fullmatch(r"\d{4}-\d\d-\d\d", document.created[:10]) else "2000",
        "language": language,
        "source": {"tool": "Taguette", "note": "the date is that of the import into Taguette"},
    }
    return format_document(meta, _clean(document.text))


def _write_coders(root: Path, coders: list[str]) -> None:
    settings = read_text(root / "study.yaml", StudyError)
    lines = "".join(f"  {coder}: {{kind: human}}\n" for coder in coders if coder not in ("me", "consensus"))
    write_text(root / "study.yaml", settings.replace("coders:\n", f"coders:\n{lines}", 1))


def _clean(text: str) -> str:
    """As a document's text is kept: LF, NFC, no NUL."""
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd"))


def _ids(names: Iterable[str], fallback: str) -> list[str]:
    """An id for each name, no two alike."""
    made: list[str] = []
    for number, name in enumerate(names, 1):
        plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
        base = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:56].strip("-") or f"{fallback}-{number}"
        made.append(base if base not in made else f"{base}-{number}")
    return made
