"""The sheet to fill: blank entries for `reports/framework.yaml`, each with the words to read above it as comments."""

from __future__ import annotations

import textwrap
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from qualitative.corpus.files import parse_yaml, shown, write_bytes
from qualitative.errors import FindingError
from qualitative.i18n import catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["blank_entries", "extend_sheet"]

WIDTH = 110  # characters of a line of words to read
TEXTS = catalogue("findings")


def blank_entries(
    matrix: pd.DataFrame,
    words: Mapping[str, tuple[str, str]],
    names: Mapping[str, str],
    taken: Collection[str],
    languages: Iterable[str],
) -> dict[str, str]:
    """A blank entry by its id for each cell of a framework matrix that waits for a summary and has none to fill.

    `words` gives for the id of a segment its text and where it comes from, `names` the names of cases and themes; `taken` ids stay free.
    A summary is asked for in each of `languages`.
    """
    entries: dict[str, str] = {}
    for case in matrix.index:
        for theme in matrix.columns:
            cell = matrix.loc[case, theme]
            if cell.unwritten:
                id = _free_id(f"{case}-{theme}", {*taken, *entries})
                title = f"# {names[case]} × {names[theme]}"
                entries[id] = "\n".join(
                    [title, *_to_read(cell.ids, words), _entry(id, case, theme, cell.ids, languages)]
                )
    return entries


def _free_id(wanted: str, taken: Collection[str]) -> str:
    """`wanted`, cut to the length of an id; from the second on it carries a number."""
    name, number = wanted[:60].rstrip("-"), 1
    while (id := name if number == 1 else f"{name}-{number}") in taken:
        number += 1
    return id


def _to_read(ids: tuple[str, ...], words: Mapping[str, tuple[str, str]]) -> list[str]:
    lines = []
    for id in ids:
        text, place = words[id]
        lines.append(f"#   {id}  {_printable(place)}".rstrip())
        lines += textwrap.wrap(_printable(text), WIDTH, initial_indent="#     ", subsequent_indent="#     ")
    return lines


def _printable(text: str) -> str:
    # a line break would leave the comment, and YAML refuses control characters even there
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _entry(id: str, case: str, theme: str, ids: tuple[str, ...], languages: Iterable[str]) -> str:
    segments = "".join(f"\n    - {one}" for one in ids)
    texts = "".join(f'\n    {language}: ""' for language in languages)
    return f"- id: {id}\n  case: {case}\n  theme: {theme}\n  by:\n  at:\n  segments:{segments}\n  text:{texts}\n"


def extend_sheet(path: Path, entries: Mapping[str, str], language: str, root: Path | None = None) -> None:
    """Put `entries` at the end of the sheet, or begin it with a head in `language`; what stands there stays byte for byte.

    Raises FindingError, and writes nothing, where the file is written so that entries cannot be added at its end.
    """
    old = path.read_bytes() if path.exists() else TEXTS.say("sheet", language).encode()
    if not old.endswith(b"\n"):
        old += b"\n"
    new = old + b"".join(f"\n{text}".encode() for text in entries.values())
    name = shown(path, root)
    try:
        data = parse_yaml(new.decode("utf-8-sig"), name, FindingError)
    except FindingError:
        data = None
    ids = [entry.get("id") for entry in data if isinstance(entry, dict)] if isinstance(data, list) else []
    if ids[-len(entries) :] != list(entries):
        raise FindingError(
            f"{name}: blanks can't be added at its end; write it as a list whose entries begin with `- id:` at the margin"
        )
    write_bytes(path, new)
