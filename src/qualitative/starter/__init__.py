"""A new study: the files that an empty one begins with."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from qualitative.codebook.head import write_head
from qualitative.codebook.revising import revise
from qualitative.codings.events import now
from qualitative.corpus.files import read_yaml, write_text
from qualitative.corpus.readers.table import formats_said
from qualitative.errors import StudyError, did_you_mean
from qualitative.i18n import FALLBACK, LANGUAGES, catalogue, pick
from qualitative.trust import adopt

__all__ = ["write_study"]

_HERE = Path(__file__).parent
_DOTTED = {"gitignore.txt": ".gitignore", "gitattributes.txt": ".gitattributes"}


_TEXTS = catalogue("starter")


def write_study(
    folder: str | Path, title: str | None = None, *, languages: Sequence[str] = (FALLBACK,), codes: bool = True
) -> Path:
    """Write an empty study in these languages into `folder`, which must be new or empty, with two codes to begin with unless `codes` is False.

    Raises StudyError where the folder is not empty, and for a language without a catalogue.
    """
    for language in languages:
        if language not in LANGUAGES:
            raise StudyError(f"language {language!r} has no catalogue; {did_you_mean(language, LANGUAGES)}")
    root = Path(folder)
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise StudyError(f"{root} is a file; name a new folder")
    inside = sorted(path.name for path in root.iterdir()) if root.exists() else []
    if [name for name in inside if name != ".git"]:
        raise StudyError(f"{root} is not empty ({inside[0]} is in it); name a new folder, or empty this one")
    name = title or root.resolve().name
    if not name.strip() or "\n" in name:
        raise StudyError(f"{name!r} is no title; give one line of text with --title")
    try:
        for path, text in _files(name.strip(), tuple(dict.fromkeys(languages))):
            write_text(root / path, text)
        for kept in ("transcripts", "documents", "tables", "codings"):
            write_text(root / "corpus" / kept / ".gitkeep", "")
        write_head(root / "codebook")
        if codes:
            revise(
                root / "codebook",
                _codes(languages),
                by="me",
                why="Codes to try the panel with; edit or retire them.",
                at=now(),
            )
    except OSError as failure:
        raise StudyError(f"{root} can't be written: {failure.strerror or failure}; choose another place") from None
    adopt(root)
    return root


def _codes(languages: Sequence[str]) -> list[dict[str, Any]]:
    """The operations that add the first codes, with their texts in the study's languages."""
    return [
        {
            "op": "add",
            "code": {**code, **{text: _in(f"{code['id']}.{text}", languages) for text in ("name", "definition")}},
        }
        for code in read_yaml(_HERE / "codes.yaml", StudyError)
    ]


def _in(key: str, languages: Sequence[str]) -> dict[str, str]:
    return {language: pick(_TEXTS[key], language) for language in languages}


def _files(title: str, languages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The path and text of each file, with what only this study has in the places that stand for it."""
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    own = {
        "{now}": now(),
        "{formats}": formats_said(),
        "{titles}": "\n".join(f'  {language}: "{quoted}"' for language in languages),
        "{languages}": ", ".join(languages),
        "{cases}": _braced(_in("case", languages)),
        "{texts}": _braced(dict.fromkeys(languages, '"…"')),
        "{title}": title,
    }
    for path in sorted((_HERE / "files").rglob("*")):
        if path.is_file():
            place = path.relative_to(_HERE / "files").as_posix()
            text = re.sub(r"\{[a-z]+\}", lambda found: own.get(found[0], found[0]), path.read_text(encoding="utf-8"))
            yield _DOTTED.get(place, place), text


def _braced(texts: dict[str, str]) -> str:
    return "{" + ", ".join(f"{language}: {text}" for language, text in texts.items()) + "}"
