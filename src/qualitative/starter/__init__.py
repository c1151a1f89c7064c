"""A new study: the files that an empty one begins with."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualitative.codebook.head import write_head
from qualitative.codebook.revising import revise
from qualitative.codings.events import now
from qualitative.corpus.files import read_yaml, write_text
from qualitative.corpus.readers.table import formats_said
from qualitative.errors import StudyError
from qualitative.trust import adopt

__all__ = ["write_study"]

_HERE = Path(__file__).parent
_DOTTED = {"gitignore.txt": ".gitignore", "gitattributes.txt": ".gitattributes"}


def write_study(folder: str | Path, title: str | None = None, *, codes: bool = True) -> Path:
    """Write an empty study into `folder`, which must be new or empty, with two codes to begin with unless `codes` is False.

    Raises StudyError where the folder is not empty.
    """
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
        for path, text in _files(name.strip()):
            write_text(root / path, text)
        for kept in ("transcripts", "documents", "tables", "codings"):
            write_text(root / "corpus" / kept / ".gitkeep", "")
        write_head(root / "codebook")
        if codes:
            first = [{"op": "add", "code": code} for code in read_yaml(_HERE / "codes.yaml", StudyError)]
            revise(root / "codebook", first, by="me", why="Codes to try the panel with; edit or retire them.", at=now())
    except OSError as failure:
        raise StudyError(f"{root} can't be written: {failure.strerror or failure}; choose another place") from None
    adopt(root)
    return root


def _files(title: str) -> Iterator[tuple[str, str]]:
    quoted = title.replace("\\", "\\\\").replace('"', '\\"')
    for path in sorted((_HERE / "files").rglob("*")):
        if path.is_file():
            place = path.relative_to(_HERE / "files").as_posix()
            text = path.read_text(encoding="utf-8").replace("{now}", now()).replace("{formats}", formats_said())
            yield _DOTTED.get(place, place), text.replace("{title}", quoted if path.suffix == ".yaml" else title)
