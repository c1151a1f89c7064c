"""Write a study as a Taguette project, as Taguette 1.5.2 exports one.

Without its log of commands, of which Taguette refuses a whole file where one has a field that it does not expect; so it holds no dates.
Where several people coded, a tag `coder:…` on each highlight says who.
"""

from __future__ import annotations

import html
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from itertools import accumulate

from qualitative.exchange.giving.outgoing import SIMULATED, Outgoing
from qualitative.exchange.naming import tidy
from qualitative.exchange.progress import Progress
from qualitative.exchange.taguette.reading import CODER_TAG, NO_TIME
from qualitative.exchange.taguette.schema import REVISION, SCHEMA
from qualitative.model import Code, Coder, Document

__all__ = ["taguette_bytes"]

_NAME, _PATH, _ABOUT = 50, 200, 100_000  # characters that Taguette takes
_CONTROL = dict.fromkeys((*range(9), *range(11, 32), 127, *range(55296, 57344), 65534, 65535), "�")


def taguette_bytes(out: Outgoing, progress: Progress) -> bytes:
    """The project as the bytes of a SQLite file. What is written, and what Taguette has no place for, is counted in the losses of `out`."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(SCHEMA)
        database.execute("insert into alembic_version values (?)", [REVISION])
        database.execute("insert into users (login, created, disabled) values ('admin', ?, 0)", [NO_TIME])
        name = tidy(out.title)[:_NAME] or "project"
        database.execute("insert into projects values (1, ?, '', ?)", [name, NO_TIME])
        database.execute("insert into project_members values (1, 'admin', 'ADMIN')")
        writer = _Writer(out, database)
        writer.tags()
        for number, document in enumerate(out.documents, 1):
            progress(number, len(out.documents), document.id)
            writer.document(number, document)
        writer.losses()
        database.commit()
        return database.serialize()


class _Writer:
    def __init__(self, out: Outgoing, database: sqlite3.Connection) -> None:
        self._out, self._database = out, database
        self._tags: dict[str, int] = {}
        self._highlights = 0
        self._names: set[str] = set()
        self._coders = len({item.coder for item in out.items}) > 1

    def tags(self) -> None:
        """A tag for each code, named by its path, and one for each coder where there are several."""
        out = self._out
        paths = _paths(out)
        for code in out.codes:
            out.losses.took("codes")
            self._tags[code.id] = self._tag(paths[code.id], _about(code, out.language))
        if self._coders:
            for coder in out.coders:
                self._tags[f"{CODER_TAG}{coder.id}"] = self._tag(_coder_tag(coder)[:_PATH], "")
        out.losses.took("coders", len(out.coders))
        if not self._coders and out.coders:
            out.losses.remark(
                f"Taguette writes all codings to whoever imports the file: here they are those of {out.called(out.coders[0])}"
            )

    def _tag(self, path: str, about: str) -> int:
        return int(
            self._database.execute(
                "insert into tags (project_id, path, description) values (1, ?, ?)", [path, about[:_ABOUT]]
            ).lastrowid
            or 0
        )

    def document(self, number: int, document: Document) -> None:
        """The text with a paragraph a line, and its highlights."""
        out, text = self._out, document.text.translate(_CONTROL)
        contents = "\n".join(f"<p>{_escaped(line)}</p>" if line else "" for line in text.split("\n"))
        out.losses.took("documents")
        out.losses.took("characters", len(text))
        self._database.execute(
            "insert into documents (id, name, description, filename, created, project_id, text_direction, contents)"
            " values (?, ?, ?, ?, ?, 1, 'LEFT_TO_RIGHT', ?)",
            [
                number,
                self._name(document),
                SIMULATED if document.provenance == "simulated" else "",
                f"{document.id}.txt",
                NO_TIME,
                contents,
            ],
        )
        bytes_before = [0, *accumulate(len(c.encode("utf-8")) for c in text)]
        for start, end, tags in self._spans(document):
            self._highlights += 1
            snippet = "</p>\n<p>".join(_escaped(line) for line in text[start:end].split("\n"))
            shown = f"<p>{snippet}</p>" if "\n" in text[start:end] else snippet
            place = [self._highlights, number, bytes_before[start], bytes_before[end], shown]
            self._database.execute("insert into highlights values (?, ?, ?, ?, ?)", place)
            self._database.executemany(
                "insert into highlight_tags values (?, ?)", [[self._highlights, self._tags[tag]] for tag in tags]
            )

    def _spans(self, document: Document) -> Iterator[tuple[int, int, list[str]]]:
        """Each stretch with its tags: one for all codes of a coder, and one for each noted passage."""
        out = self._out
        found: dict[tuple[int, int, str], list[str]] = {}
        for coding in out.codings.get(document.id, ()):
            tags = found.setdefault((coding.start, coding.end, coding.coder), [])
            if coding.code in tags:
                out.losses.left("codings", 1, "say the same as another: same words, code and coder")
                continue
            out.losses.took("codings")
            tags.append(coding.code)
        for (start, end, coder), tags in found.items():
            yield start, end, [*tags, *([f"{CODER_TAG}{coder}"] if self._coders else [])]
        for mark in out.marks.get(document.id, ()):
            out.losses.took("noted passages")
            yield mark.start, mark.end, []

    def _name(self, document: Document) -> str:
        name = tidy(document.title)[:_NAME].strip() or document.id[:_NAME]
        if name in self._names:
            name = f"{name[: _NAME - 12].strip()} {document.id[-11:]}"
        self._names.add(name)
        if name != document.title:
            self._out.losses.remark(
                f"document {document.id} is called {name!r} in the file", "documents with another name in the file"
            )
        return name

    def losses(self) -> None:
        """What Taguette loses of what it takes."""
        out, losses = self._out, self._out.losses
        losses.found("dates", len(out.items))
        whys = sum(bool(mark.why) for some in out.marks.values() for mark in some)
        if whys:
            losses.remark(f"{whys} noted passages lose what was noted on them")


def _coder_tag(coder: Coder) -> str:
    return f"{CODER_TAG}{coder.id}" + (f" (model {coder.model})" if coder.kind == "model" else "")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)


def _about(code: Code, language: str) -> str:
    parts = [code.definition.get(language) or next(iter(code.definition.values()), "")]
    for word, texts in (("Include", code.include), ("Exclude", code.exclude)):
        text = texts.get(language) or next(iter(texts.values()), "")
        parts += [f"{word}: {text}"] if text else []
    return "\n\n".join(part for part in parts if part).translate(_CONTROL)


def _paths(out: Outgoing) -> dict[str, str]:
    """The path of each code, `above.below`, no two alike; a point within a name would mean a code above, and becomes a space."""
    found: dict[str, str] = {}
    for code in out.codes:
        name = tidy(out.name(code)).replace(".", " ").replace(CODER_TAG, CODER_TAG.replace(":", " ")).strip() or code.id
        above = next((found[one] for one in out.book.ancestors(code.id) if one in found), "")
        path = f"{above}.{name}" if above else name
        if len(path) > _PATH or path in found.values():
            path = f"{path[: _PATH - len(code.id) - 3]} ({code.id})"
        found[code.id] = path
        if path.rpartition(".")[2] != out.name(code):
            out.losses.remark(f"code {code.id} is called {path!r} in the file", "codes with another name in the file")
    return found
