"""Read RQDA projects (SQLite). What is marked as deleted there stays deleted, and is counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.exchange.databases import Database, opened
from qualitative.exchange.foreign import (
    Foreign,
    ForeignCase,
    ForeignCode,
    ForeignCoding,
    ForeignDocument,
    ForeignNote,
    ForeignSet,
    ForeignSpan,
    ForeignUser,
    Variable,
)

__all__ = ["read_rqda"]


def read_rqda(path: Path) -> Foreign:
    """The project of a file. Raises ReaderError for what can't be read."""
    with opened(path) as database:
        return _Project(database, path).read()


@dataclass
class _Project:
    database: Database
    path: Path
    made: Foreign = field(init=False)
    deleted: int = 0

    def __post_init__(self) -> None:
        self.made = Foreign("rqda", "RQDA", self.path.stem)

    def read(self) -> Foreign:
        made, losses = self.made, self.made.losses
        if "project" in self.database:
            for row in self.database.rows("project", optional=("memo", "about", "date")):
                made.description = "\n\n".join(part for part in (_text(row["memo"]), _text(row["about"])) if part)
                made.at = _text(row["date"]) or None
        losses.found("descriptions", bool(made.description))
        sources = {
            _id(row["id"]): row
            for row in self._live("source", "id", "name", "file", optional=("memo", "owner", "date"))
        }
        self._codes()
        spans = self._spans(sources)
        for id, row in sources.items():
            self._document(id, row, spans.get(id, []))
        self._cases(set(sources))
        self._rest(sources)
        owners = {span.by for some in spans.values() for span in some} | {note.by for note in made.notes}
        made.users = [ForeignUser(name, name, wished=name) for name in sorted(owner for owner in owners if owner)]
        losses.found("coders", len(made.users))
        if self.deleted:
            losses.remark(f"{self.deleted} rows are marked as deleted in RQDA, or belong to what is; they stay deleted")
        return made

    def _live(self, table: str, *columns: str, optional: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
        if table not in self.database:
            return
        for row in self.database.rows(table, *columns, optional=(*optional, "status")):
            if row["status"] in (1, None):
                yield row
            else:
                self.deleted += 1

    def _codes(self) -> None:
        """Categories as themes; a code of several stands below the first."""
        made, losses = self.made, self.made.losses
        above: dict[str, str] = {}
        for row in self._live("treecode", "cid", "catid"):
            if above.setdefault(_id(row["cid"]), _id(row["catid"])) != _id(row["catid"]):
                losses.remark(
                    f"code {_id(row['cid'])} is in several categories; it stands in the first",
                    "codes in several categories",
                )
        categories = list(self._live("codecat", "name", "catid", optional=("memo",)))
        for row in categories:
            losses.found("codes")
            made.codes.append(
                ForeignCode(
                    f"category {_id(row['catid'])}", _text(row["name"]), None, _text(row["memo"]), is_codable=False
                )
            )
        known = {code.id for code in made.codes}
        for row in self._live("freecode", "id", "name", optional=("memo", "color")):
            losses.found("codes")
            parent = f"category {above.get(_id(row['id']), '')}"
            colour = _text(row["color"]) or None
            code = ForeignCode(
                _id(row["id"]), _text(row["name"]), parent if parent in known else None, _text(row["memo"]), colour
            )
            made.codes.append(code)
        losses.found("descriptions", sum(bool(code.description) for code in made.codes))

    def _spans(self, sources: dict[str, Any]) -> dict[str, list[ForeignSpan]]:
        """Codings of both layers (RQDA keeps those of a second coder apart)."""
        losses, codes = self.made.losses, {code.id for code in self.made.codes}
        found: dict[str, list[ForeignSpan]] = {}
        for table in ("coding", "coding2"):
            asked = ("cid", "fid", "selfirst", "selend")
            for number, row in enumerate(self._live(table, *asked, optional=("seltext", "owner", "date", "memo")), 1):
                document, code = _id(row["fid"]), _id(row["cid"])
                if document not in sources or code not in codes:
                    self.deleted += 1
                    continue
                losses.found("codings")
                memo, by, at = _text(row["memo"]), _text(row["owner"]) or None, _text(row["date"]) or None
                losses.found("memos", bool(memo))
                id = f"{table} {number}"
                notes = (ForeignNote(f"{id}/memo", memo, by, at),) if memo else ()
                start, end = _place(row["selfirst"]), _place(row["selend"])
                coding = ForeignCoding(id, code, by, at, notes)
                found.setdefault(document, []).append(
                    ForeignSpan(id, start, end, _words(row["seltext"]), (coding,), by, at)
                )
        return found

    def _document(self, id: str, row: dict[str, Any], spans: list[ForeignSpan]) -> None:
        losses, memo = self.made.losses, _text(row["memo"])
        by, at = _text(row["owner"]) or None, _text(row["date"]) or None
        losses.found("documents")
        notes = [ForeignNote(f"source {id}/memo", memo, by, at)] if memo else []
        for number, one in enumerate(
            self._live("annotation", "fid", "annotation", optional=("position", "owner", "date")), 1
        ):
            if _id(one["fid"]) == id and _text(one["annotation"]):
                text = f"at {_place(one['position'])}: {_text(one['annotation'])}"
                notes.append(
                    ForeignNote(f"annotation {number}", text, _text(one["owner"]) or None, _text(one["date"]) or None)
                )
        losses.found("memos", len(notes))
        values = self._values("fileAttr", "fileID", id)
        text = row["file"] if isinstance(row["file"], str) else ""
        self.made.documents.append(
            ForeignDocument(id, _text(row["name"]), text, "", by, at, tuple(spans), notes=tuple(notes), values=values)
        )

    def _values(self, table: str, owner: str, id: str) -> dict[str, str]:
        found: dict[str, str] = {}
        for row in self._live(table, "variable", "value", owner):
            name = _text(row["variable"])
            if _id(row[owner]) == id and name and name not in found:
                found[name] = _text(row["value"])
                if name not in {variable.id for variable in self.made.variables}:
                    self.made.variables.append(Variable(name, name))
        self.made.losses.found("values", len(found))
        return found

    def _cases(self, documents: set[str]) -> None:
        losses = self.made.losses
        links = list(self._live("caselinkage", "caseid", "fid", "selfirst", "selend"))
        lengths = {document.id: len(document.text) for document in self.made.documents}
        for row in self._live("cases", "id", "name", optional=("memo",)):
            losses.found("cases")
            losses.found("descriptions", bool(_text(row["memo"])))
            own = [
                (_id(link["fid"]), _place(link["selfirst"]), _place(link["selend"]))
                for link in links
                if link["caseid"] == row["id"]
            ]
            own = [one for one in own if one[0] in documents]
            whole = tuple(dict.fromkeys(d for d, start, end in own if start <= 0 and end >= lengths[d] - 1))
            parts = tuple((d, start, end) for d, start, end in own if d not in whole)
            values = self._values("caseAttr", "caseID", _id(row["id"]))
            belongs = tuple(dict.fromkeys([*whole, *(d for d, _, _ in parts)]))
            self.made.cases.append(
                ForeignCase(_id(row["id"]), _text(row["name"]), _text(row["memo"]), belongs, parts, values)
            )

    def _rest(self, sources: dict[str, Any]) -> None:
        made, losses = self.made, self.made.losses
        for number, row in enumerate(self._live("journal", "name", "journal", optional=("owner", "date")), 1):
            text = "\n\n".join(part for part in (_text(row["name"]), _text(row["journal"])) if part)
            if text:
                losses.found("memos")
                made.notes.append(
                    ForeignNote(f"journal {number}", text, _text(row["owner"]) or None, _text(row["date"]) or None)
                )
        members: dict[str, list[str]] = {}
        for row in self._live("treefile", "fid", "catid"):
            members.setdefault(_id(row["catid"]), []).append(_id(row["fid"]))
        for row in self._live("filecat", "name", "catid"):
            losses.found("sets")
            made.sets.append(
                ForeignSet(_id(row["catid"]), _text(row["name"]), tuple(members.get(_id(row["catid"]), ())))
            )
        images = list(self._live("image", "name", "id"))
        losses.found("media", len(images))
        losses.left("media", len(images), "pictures, which the file only names")
        coded = list(self._live("imageCoding", "cid", "iid", optional=("x1", "y1", "x2", "y2", "owner", "date")))
        losses.found("codings", len(coded))
        losses.kept("codings", len(coded), "on areas of pictures; whole in rest.json")
        if coded:
            made.rest.data["picture codings"] = coded


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _words(value: object) -> str | None:
    """The words of a coding, with their white space."""
    return value if isinstance(value, str) and value else None


def _id(value: object) -> str:
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _place(value: object) -> int:
    """A position, which RQDA keeps as a fraction ("75014.0")."""
    try:
        return int(float(value)) if isinstance(value, int | float | str) else -1
    except (ValueError, OverflowError):
        return -1
