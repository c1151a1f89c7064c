"""What the study holds of a person beside their documents: a row of persons.csv, their answers, and what came with an import."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import Any

from qualitative.corpus.cases import cells_of
from qualitative.corpus.consents import WITHDRAWN, changed, format_consents, parse_record
from qualitative.corpus.files import read_text
from qualitative.corpus.persons import PERSONS, PRIVATE
from qualitative.errors import PersonError, PrivacyError
from qualitative.folder import Folder
from qualitative.privacy.places import data_files
from qualitative.text.folding import fold

__all__ = ["traces_of"]

SHORTEST = 24  # characters of words that are one person's alone
OURS = "ours"  # the field of ids.jsonl that names what we have


def traces_of(
    folder: Folder, persons: Collection[str], words: Iterable[str], gone: Collection[str], mark: str, today: str
) -> dict[Path, bytes | None]:
    """New contents of the files that tell of `persons`: their rows say only that they withdrew, their answers lose what they wrote, imports
    lose `words` and whatever stands for ids that are `gone`.
    """
    files: dict[Path, bytes | None] = {}
    for name in (PERSONS, PRIVATE):
        path = folder.corpus / name
        if persons and path.is_file():
            files |= _rows_without(path, folder, persons, today)
    theirs = _Words(words)
    for path in data_files(folder):
        text = read_text(path, PrivacyError, folder.root)
        new = _file_without(path, text, persons, theirs, gone, mark)
        if new != text:
            files[path] = new.encode()
    return files


class _Words:
    """What a person said, folded, to be found in strings of any make."""

    def __init__(self, words: Iterable[str]) -> None:
        lines = [fold(line).text.strip() for text in words for line in text.split("\n")]
        self._all = "\n".join(lines)
        self._beginning: dict[str, list[str]] = {}  # how a line begins -> such lines, so that each string is read once
        for line in dict.fromkeys(lines):
            if len(line) >= SHORTEST:
                self._beginning.setdefault(line[:SHORTEST], []).append(line)

    def without(self, text: str, mark: str) -> str:
        """The text with a mark for each line that is theirs, and for the whole where it is part of what they said."""
        if len(text) < SHORTEST or not self._beginning:
            return text
        folded = fold(text).text.strip()
        if len(folded) >= SHORTEST and "\n" not in text and folded in self._all:
            return mark
        return "\n".join(self._line(line, mark) for line in text.split("\n"))

    def _line(self, line: str, mark: str) -> str:
        folded = fold(line)
        for at in range(len(folded.text) - SHORTEST + 1):
            for said in self._beginning.get(folded.text[at : at + SHORTEST], ()):
                if folded.text.startswith(said, at):
                    start, end = folded.span(at, at + len(said))
                    return line[:start] + mark + line[end:]
        return line


def _rows_without(path: Path, folder: Folder, persons: Collection[str], today: str) -> dict[Path, bytes | None]:
    rows = [row for _, row in cells_of(path, folder.root, PersonError)]
    private = path.parent.name == "private"
    if not private and "consent" not in (*rows[0], *folder.settings.attributes.private):
        rows = [[*row, "consent" if number == 0 else ""] for number, row in enumerate(rows)]
    head = rows[0]
    kept = [head]
    for row in rows[1:]:
        cells = dict(zip(head, row, strict=True))
        if cells["person"] not in persons:
            kept.append(row)
        elif not private or "consent" in head:
            record = changed(parse_record(cells.get("consent", "")), WITHDRAWN, today, today)
            said = {"person": cells["person"], "consent": format_consents(record)}
            kept.append([said.get(column, "") for column in head])
    if kept == rows:
        return {}
    written = io.StringIO()
    csv.writer(written, lineterminator="\n").writerows(kept)
    return {path: written.getvalue().encode()}


def _file_without(
    path: Path, text: str, persons: Collection[str], words: _Words, gone: Collection[str], mark: str
) -> str:
    if path.suffix == ".jsonl":
        lines = [_json_without(line, persons, words, gone, mark) for line in text.split("\n")]
        return "\n".join(line for line in lines if line is not None)
    if path.suffix == ".json":
        return _json_without(text, persons, words, gone, mark) or ""
    return words.without(text, mark)


def _json_without(text: str, persons: Collection[str], words: _Words, gone: Collection[str], mark: str) -> str | None:
    """The JSON without what is theirs; None for a line that stands for something gone."""
    try:
        data = json.loads(text) if text.strip() else None
    except (ValueError, RecursionError):
        return words.without(text, mark)
    if isinstance(data, dict) and data.get(OURS) in gone:
        return None
    new = _without(data, words, mark)
    if isinstance(data, dict) and data.get("person") in persons and isinstance(data.get("note"), str):
        new["note"] = ""
    if new == data:
        return text
    return json.dumps(new, ensure_ascii=False, indent=2 if "\n" in text.strip() else None)


def _without(value: Any, words: _Words, mark: str) -> Any:
    if isinstance(value, str):
        return words.without(value, mark)
    if isinstance(value, dict):
        return {key: _without(part, words, mark) for key, part in value.items()}
    if isinstance(value, list):
        return [_without(part, words, mark) for part in value]
    return value
