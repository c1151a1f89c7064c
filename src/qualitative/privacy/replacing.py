"""Put the pseudonyms of a key into one text, and into files of each shape: prose, YAML, CSV, JSON, XML."""

from __future__ import annotations

import csv
import html
import io
import itertools
import json
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import yaml

from qualitative.corpus.files import parse_yaml
from qualitative.errors import PrivacyError
from qualitative.privacy.key import Key
from qualitative.privacy.places import cells
from qualitative.privacy.rewriting import replaced
from qualitative.text.edits import Op, apply_script
from qualitative.text.identifiers import Identifier, find_identifiers

__all__ = ["Replacer"]

_NUMBERED = re.compile("&#([xX]?)([0-9A-Fa-f]{1,7});")
_IDS = ("case", "person", "document")  # columns of ids, which are told, never changed here


class Replacer:
    """Replaces by the key, and remembers which texts it replaced."""

    def __init__(self, key: Key, places: Sequence[str] = ()) -> None:
        self._key, self._places = key, tuple(places)
        self._kinds = frozenset(kind for kind, given in key.given.items() if given)
        self.originals: dict[str, None] = {}

    def script(self, text: str, language: str | None = None, head: int = 0) -> list[Op]:
        """The edit script that puts pseudonyms in place; nothing before `head` is touched."""
        names = self._key.names if "name" in self._kinds else ()
        found = find_identifiers(
            text, names, places=self._places, language=language, kinds=self._kinds, wanted=self._wanted
        )
        script: list[Op] = []
        for one in found:
            new = self._key.pseudonym(one)
            if one.start >= head and new is not None:
                self.originals[one.text] = None
                script.append((one.start, one.end, new))
        return script

    def text(self, text: str) -> str:
        """A text with its pseudonyms."""
        return apply_script(text, self.script(text)) if self._kinds else text

    def file(self, path: Path, text: str) -> str:
        """The text of a file with its pseudonyms; only where a replacement would make it read as something else is the whole written anew.

        Accents that stand apart from their letters, as some programs write them, hide no name.
        """
        composed = unicodedata.normalize("NFC", text)
        new = self._file(path, composed)
        return text if new == composed else new

    def _file(self, path: Path, text: str) -> str:
        if path.suffix == ".yaml":
            return self._yaml(path, text)
        if path.suffix == ".csv":
            return self._csv(text)
        if path.suffix == ".jsonl":
            return "\n".join(self._json(line) for line in text.split("\n"))
        if path.suffix == ".json":
            return self._json(text)
        if path.suffix in (".xml", ".qde"):
            return self._xml(path, text)
        return self.text(text)

    def _wanted(self, one: Identifier) -> bool:
        return not self._key.is_kept(one) and self._key.pseudonym(one) is not None

    def _yaml(self, path: Path, text: str) -> str:
        new = self.text(text)
        if new == text:
            return text
        wanted = replaced(parse_yaml(text, path.name, PrivacyError), self.text)
        try:
            if parse_yaml(new, path.name, PrivacyError) == wanted:
                return new
        except PrivacyError:
            pass
        head = "".join(itertools.takewhile(lambda line: line.startswith("#"), text.splitlines(keepends=True)))
        return self.text(head) + yaml.safe_dump(wanted, allow_unicode=True, sort_keys=False, width=120)

    def _csv(self, text: str) -> str:
        """Cell by cell, each read with the name of its column; a name may end one row and begin the next by chance."""
        rows: list[list[str]] = []
        changed = False
        for cell in cells(text):
            rows += [[] for _ in range(cell.row + 1 - len(rows))]
            before = f"{cell.head}: " if cell.head else ""
            whole = before + cell.text
            new = (
                cell.text
                if cell.head in _IDS
                else apply_script(whole, self.script(whole, head=len(before)))[len(before) :]
            )
            changed |= new != cell.text
            rows[cell.row].append(new)
        if not changed:
            return text
        written = io.StringIO()
        csv.writer(written, lineterminator="\n").writerows(rows)
        return written.getvalue()

    def _json(self, text: str) -> str:
        try:
            data = json.loads(text) if text.strip() else None
        except (ValueError, RecursionError):
            return self.text(text)
        new = replaced(data, self.text, keys=True)
        if new == data:
            return text
        compact = (",", ":") if ": " not in text[:200] else None
        indent = 2 if "\n" in text.strip() else None
        written = json.dumps(new, ensure_ascii=False, indent=indent, separators=compact)
        return written + ("\n" if text.endswith("\n") else "")

    def _xml(self, path: Path, text: str) -> str:
        """As it is written, letters beyond ASCII that stand there by number as letters where a name needs it; what other entities hide refuses the whole."""
        for made in (text, _NUMBERED.sub(_lettered, text)):
            new = self.text(made)
            meant = html.unescape(new)
            if meant == new or not self.script(meant):
                return new
        raise PrivacyError(
            f"{path.name} in {path.parent.name} holds a name in which marks are written as entities such as &apos;; write them as marks first"
        )


def _lettered(number: re.Match[str]) -> str:
    code = int(number[2], 16 if number[1] else 10)
    return chr(code) if 127 < code < 0x110000 and not 0xD800 <= code < 0xE000 else number[0]
