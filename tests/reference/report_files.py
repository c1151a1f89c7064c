"""A study's files, read plainly: front matter and text, paragraphs and turns, cases, tables, codes. Nothing of the library's is used.

What is read is what the files' format says (CONTRACTS, "A document", "Persons"); how the library reads it is not asked.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

PLAIN = getattr(yaml, "CBaseLoader", yaml.BaseLoader)  # all is text
TYPED = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
CLOCK = r"\[\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?(?:-\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?)?\][ \t]*"


@dataclass(frozen=True)
class Entry:
    """What the front matter says of one paragraph of notes on a work."""

    paragraph: int
    basis: str | None
    informant: str | None
    statement: str | None
    restates: str | None
    role: str | None
    cases: tuple[str, ...]
    section: str | None
    source: str | None
    date: str | None
    reached: str = "read"


@dataclass(frozen=True)
class Turn:
    """A paragraph or a turn: its number from 1, where its words begin and end, and the label of who speaks."""

    n: int
    start: int
    end: int
    speaker: str | None = None


@dataclass(frozen=True, eq=False)
class Document:
    """One document: what its front matter says, its text, and that cut into turns."""

    id: str
    kind: str
    provenance: str
    case: str
    date: str
    basis: str | None
    source: dict[str, Any]
    speakers: dict[str, str]
    persons: dict[str, str | None]
    evidence: tuple[Entry, ...]
    text: str
    turns: list[Turn] = field(default_factory=list)
    role: str | None = None


def many(value: Any) -> tuple[str, ...]:
    """A list, or one thing as a list of one."""
    return tuple(map(str, value)) if isinstance(value, list) else () if value is None else (str(value),)


def day(value: Any) -> str | None:
    """A date as it is written."""
    return None if value is None else str(value)


def read_yaml(path: Path) -> Any:
    """What a YAML file holds; nothing where there is none."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=TYPED) if path.exists() else None


def read_csv(path: Path) -> list[dict[str, str]]:
    """The rows of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def documents(root: Path) -> list[Document]:
    """All documents of a study, by their ids."""
    paths = [*root.glob("corpus/transcripts/*.md"), *root.glob("corpus/documents/*.md")]
    return sorted((document(path) for path in paths), key=lambda one: one.id)


def document(path: Path) -> Document:
    """One document."""
    # "The body starts after the closing `---` line"
    _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
    head = yaml.load(front, Loader=PLAIN)  # all is text there: an informant may be called NA
    source = head.get("source") or {}
    speakers: dict[str, str] = {}
    persons: dict[str, str | None] = {}
    for label, said in (head.get("speakers") or {}).items():
        speakers[label] = said if isinstance(said, str) else said["role"]
        if isinstance(said, dict) and "person" in said:
            persons[label] = said["person"]
        if said == "nobody":
            speakers[label], persons[label] = "informant", None
    made = Document(
        head["id"], head["kind"], head["provenance"], head["case"], head["date"], head.get("basis"), source,
        speakers, persons, tuple(entry(one, head, source) for one in head.get("segments") or ()), body,
        role=head.get("role"),
    )  # fmt: skip
    made.turns.extend(turns(body, speakers) if speakers else paragraphs(body))
    return made


def entry(one: dict[str, Any], head: dict[str, Any], source: dict[str, Any]) -> Entry:
    """What is said of one paragraph; what it does not say the head of the document says."""
    return Entry(
        int(one["paragraph"]), one.get("basis", head.get("basis")), one.get("informant", source.get("informant")),
        one.get("statement"), one.get("restates"), one.get("role"), many(one.get("case", head["case"])),
        one.get("section", source.get("section")), one.get("document", source.get("document")),
        day(one.get("date", head["date"])), one.get("reached", "read"),
    )  # fmt: skip


def paragraphs(text: str) -> list[Turn]:
    """Prose: what blank lines part."""
    found = re.finditer(r"\S(?:.|\n(?![ \t]*\n))*", text)
    return [Turn(n, one.start(), one.start() + len(one.group().rstrip())) for n, one in enumerate(found, 1)]


def turns(text: str, speakers: dict[str, str]) -> list[Turn]:
    """A transcript: "Only declared speakers open a turn"; "lines without a label continue it"."""
    found: list[Turn] = []
    at = 0
    for line in text.split("\n"):
        label = re.match(rf"(?:{CLOCK})?([^:\n]*?)[ \t]*:(?=\s|$)[ \t]*", line)
        if label and label.group(1) in speakers:
            found.append(Turn(len(found) + 1, at + label.end(), at + len(line), label.group(1)))
        elif line.strip() and found:
            last = found.pop()
            found.append(Turn(last.n, last.start, at + len(line), last.speaker))
        at += len(line) + 1
    return found


@dataclass(frozen=True)
class CodeEntry:
    """A code of the codebook's head."""

    id: str
    parent: str | None
    kind: str
    names: dict[str, str]
    own_classes: dict[str, str]
    retired: bool


def codebook(root: Path) -> dict[str, CodeEntry]:
    """The codes, each followed by those below it."""
    found = in_file(root)

    def with_below(code: str) -> list[str]:
        return [code, *(one for child in found if found[child].parent == code for one in with_below(child))]

    return {one: found[one] for top in found if found[top].parent is None for one in with_below(top)}


def in_file(root: Path) -> dict[str, CodeEntry]:
    """The codes as the file has them."""
    return {
        one["id"]: CodeEntry(
            one["id"], one.get("parent"), one.get("kind", "code"), one["name"], one.get("classes") or {}, bool(one.get("retired"))
        )
        for one in read_yaml(root / "codebook/codebook.yaml")["codes"]
    }  # fmt: skip


def class_of(codes: dict[str, CodeEntry], code: str, name: str) -> str | None:
    """The value of a class: of "its code, or the nearest above it"."""
    here = codes[code]
    if name in here.own_classes:
        return here.own_classes[name]
    return class_of(codes, here.parent, name) if here.parent else None


def below(codes: dict[str, CodeEntry], tops: set[str]) -> list[str]:
    """These codes and those below them, in the order of the codebook."""

    def is_below(code: str | None) -> bool:
        return code is not None and (code in tops or is_below(codes[code].parent))

    return [code for code in codes if is_below(code)]
