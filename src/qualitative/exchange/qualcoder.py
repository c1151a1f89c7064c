"""Read QualCoder projects: the folder `x.qda`, its database, or a zip archive of it."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import Any

from qualitative.errors import ReaderError
from qualitative.exchange.archives import Archive
from qualitative.exchange.databases import Database, opened
from qualitative.exchange.foreign import (
    Foreign,
    ForeignCase,
    ForeignCode,
    ForeignCoding,
    ForeignDocument,
    ForeignNote,
    ForeignSpan,
    ForeignUser,
    Variable,
)

__all__ = ["read_qualcoder"]

_FILE = "data.qda"
_WAY = "it is no QualCoder project as QualCoder 3 writes it: in QualCoder choose Project > Export > REFI-QDA project, and import that"


def read_qualcoder(path: Path) -> Foreign:
    """The project. Raises ReaderError for what can't be read."""
    with _database(path) as place, opened(place, _WAY) as database:
        return _Project(database, path.stem).read()


@contextmanager
def _database(path: Path) -> Iterator[Path]:
    """The database file; out of an archive it is copied to a private folder, under a name of ours."""
    if path.is_dir():
        yield path / _FILE
        return
    with path.open("rb") as file:
        is_archive = file.read(2) == b"PK"
    if not is_archive:
        yield path
        return
    with Archive(path) as archive, tempfile.TemporaryDirectory() as folder:
        inside = [name for name in archive.names if PurePosixPath(name).name == _FILE]
        if len(inside) != 1:
            raise ReaderError(
                f"{path.name}: the archive holds {len(inside)} QualCoder projects; pack one project folder"
            )
        place = Path(folder) / _FILE
        place.write_bytes(archive.read(inside[0]))
        yield place


@dataclass
class _Project:
    database: Database
    name: str
    made: Foreign = field(init=False)

    def __post_init__(self) -> None:
        self.made = Foreign("qualcoder", "QualCoder", self.name)

    def read(self) -> Foreign:
        made, losses = self.made, self.made.losses
        for row in self._rows("project", optional=("memo", "date")):
            made.description, made.at = _text(row["memo"]), _text(row["date"]) or None
        losses.found("descriptions", bool(made.description))
        self._codes()
        values = self._values()
        spans, owners = self._spans(), set()
        for row in self._rows("source", "id", "name", optional=("fulltext", "memo", "owner", "date", "mediapath")):
            self._document(row, spans.pop(str(row["id"]), []), values.get(("file", str(row["id"])), {}))
        for some in spans.values():
            losses.left(
                "codings", sum(len(span.codings) for span in some), "on a source that the project does not hold"
            )
            losses.left(
                "noted passages", sum(not span.codings for span in some), "on a source that the project does not hold"
            )
            losses.left(
                "memos", sum(len(coding.notes) for span in some for coding in span.codings), "on what is left out"
            )
            losses.left("memos", sum(bool(span.comment) for span in some), "on what is left out")
        self._cases(values)
        for number, row in enumerate(self._rows("journal", "jentry", optional=("name", "owner", "date")), 1):
            text = "\n\n".join(part for part in (_text(row["name"]), _text(row["jentry"])) if part)
            if text:
                losses.found("memos")
                made.notes.append(
                    ForeignNote(f"journal {number}", text, _text(row["owner"]) or None, _text(row["date"]) or None)
                )
        self._media()
        owners |= {span.by for document in made.documents for span in document.spans}
        owners |= {note.by for note in made.notes}
        made.users = [ForeignUser(name, name, wished=name) for name in sorted(owner for owner in owners if owner)]
        losses.found("coders", len(made.users))
        return made

    def _rows(self, table: str, *columns: str, optional: tuple[str, ...] = ()) -> Iterator[dict[str, Any]]:
        if table in self.database:
            yield from self.database.rows(table, *columns, optional=optional)

    def _codes(self) -> None:
        made, losses = self.made, self.made.losses
        categories = list(self._rows("code_cat", "catid", "name", optional=("memo", "supercatid")))
        known = {row["catid"] for row in categories}
        for row in categories:
            above = row["supercatid"] if row["supercatid"] in known else None
            parent = None if above is None else f"category {above}"
            made.codes.append(
                ForeignCode(
                    f"category {row['catid']}", _text(row["name"]), parent, _text(row["memo"]), is_codable=False
                )
            )
        for row in self._rows("code_name", "cid", "name", optional=("memo", "catid", "color")):
            parent = f"category {row['catid']}" if row["catid"] in known else None
            colour = _text(row["color"]) or None
            made.codes.append(ForeignCode(str(row["cid"]), _text(row["name"]), parent, _text(row["memo"]), colour))
        losses.found("codes", len(made.codes))
        losses.found("descriptions", sum(bool(code.description) for code in made.codes))

    def _values(self) -> dict[tuple[str, str], dict[str, str]]:
        """Values by ("case" or "file", id) and variable. Journals may have some too, which have no place here."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        types = {
            _text(row["name"]): _text(row["valuetype"])
            for row in self._rows("attribute_type", "name", optional=("valuetype",))
        }
        losses = self.made.losses
        for row in self._rows("attribute", "name", "attr_type", "value", "id"):
            name, value, owner = _text(row["name"]), _text(row["value"]), _text(row["attr_type"])
            if not name or not value:
                continue
            losses.found("values")
            if owner not in ("case", "file"):
                losses.left("values", 1, f"of a {owner or 'thing without a name'}")
                continue
            if name not in {variable.id for variable in self.made.variables}:
                is_number = types.get(name) == "numeric"
                self.made.variables.append(Variable(name, name, "Float" if is_number else "Text"))
            found.setdefault((owner, str(row["id"])), {})[name] = value
        return found

    def _spans(self) -> dict[str, list[ForeignSpan]]:
        losses = self.made.losses
        found: dict[str, list[ForeignSpan]] = {}
        optional = ("ctid", "seltext", "owner", "date", "memo")
        for number, row in enumerate(self._rows("code_text", "cid", "fid", "pos0", "pos1", optional=optional), 1):
            losses.found("codings")
            memo, by, at = _text(row["memo"]), _text(row["owner"]) or None, _text(row["date"]) or None
            losses.found("memos", bool(memo))
            id = f"code_text {row['ctid'] or number}"
            notes = (ForeignNote(f"{id}/memo", memo, by, at),) if memo else ()
            coding = ForeignCoding(id, str(row["cid"]), by, at, notes)
            quote = row["seltext"] if isinstance(row["seltext"], str) and row["seltext"] else None
            span = ForeignSpan(id, _place(row["pos0"]), _place(row["pos1"]), quote, (coding,), by, at)
            found.setdefault(str(row["fid"]), []).append(span)
        for number, row in enumerate(
            self._rows("annotation", "fid", "pos0", "pos1", "memo", optional=("anid", "owner", "date")), 1
        ):
            losses.found("noted passages")
            losses.found("memos", bool(_text(row["memo"])))
            id = f"annotation {row['anid'] or number}"
            by, at = _text(row["owner"]) or None, _text(row["date"]) or None
            span = ForeignSpan(id, _place(row["pos0"]), _place(row["pos1"]), None, (), by, at, _text(row["memo"]))
            found.setdefault(str(row["fid"]), []).append(span)
        return found

    def _document(self, row: dict[str, Any], spans: list[ForeignSpan], values: dict[str, str]) -> None:
        made, losses, id = self.made, self.made.losses, str(row["id"])
        text, memo = row["fulltext"], _text(row["memo"])
        by, at = _text(row["owner"]) or None, _text(row["date"]) or None
        if not isinstance(text, str) or not text.strip():
            losses.found("media")
            losses.left("media", 1, f"files without text, which the project folder holds ({_text(row['name'])[:60]})")
            text = text if isinstance(text, str) else ""
            if not spans and not memo and not values:
                return
        losses.found("documents")
        losses.found("memos", bool(memo))
        notes = (ForeignNote(f"source {id}/memo", memo, by, at),) if memo else ()
        made.documents.append(
            ForeignDocument(id, _text(row["name"]), text, "", by, at, tuple(spans), notes=notes, values=values)
        )

    def _cases(self, values: dict[tuple[str, str], dict[str, str]]) -> None:
        losses, lengths = self.made.losses, {document.id: len(document.text) for document in self.made.documents}
        links = list(self._rows("case_text", "caseid", "fid", optional=("pos0", "pos1")))
        for row in self._rows("cases", "caseid", "name", optional=("memo",)):
            losses.found("cases")
            losses.found("descriptions", bool(_text(row["memo"])))
            own = [
                (str(one["fid"]), _place(one["pos0"]), _place(one["pos1"]))
                for one in links
                if one["caseid"] == row["caseid"]
            ]
            own = [one for one in own if one[0] in lengths]
            parts = tuple((d, start, end) for d, start, end in own if start > 0 or 0 < end < lengths[d] - 1)
            belongs = tuple(dict.fromkeys(d for d, _, _ in own))
            given = values.get(("case", str(row["caseid"])), {})
            self.made.cases.append(
                ForeignCase(str(row["caseid"]), _text(row["name"]), _text(row["memo"]), belongs, parts, given)
            )
        known = {str(row["caseid"]) for row in self._rows("cases", "caseid")}
        lost = sum(len(some) for (owner, id), some in values.items() if owner == "case" and id not in known)
        there = {document.id for document in self.made.documents}
        lost += sum(len(some) for (owner, id), some in values.items() if owner == "file" and id not in there)
        losses.left("values", lost, "of a case or source that the project does not hold")

    def _media(self) -> None:
        losses = self.made.losses
        for table, what in (("code_image", "areas of pictures"), ("code_av", "stretches of sound and film")):
            rows = [
                {key: value for key, value in row.items() if value is not None}
                for row in self._rows(table, *self.database.columns.get(table, ()))
            ]
            losses.found("codings", len(rows))
            losses.kept("codings", len(rows), f"on {what}; whole in rest.json")
            if rows:
                self.made.rest.data[table] = rows


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else "" if value is None else str(value)


def _place(value: object) -> int:
    return value if isinstance(value, int) else -1
