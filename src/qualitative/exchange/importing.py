"""Import: one path for all formats. Read, place, take, write at once or not at all, and report what became of everything."""

from __future__ import annotations

import hashlib
import logging
from dataclasses import dataclass, replace
from pathlib import Path

from qualitative.errors import ReaderError, StudyError
from qualitative.exchange.conventions import parse_convention
from qualitative.exchange.formats import Reading, read_foreign
from qualitative.exchange.losses import Losses
from qualitative.exchange.naming import plain_id, tidy
from qualitative.exchange.placing import place
from qualitative.exchange.progress import Progress, silent
from qualitative.exchange.taking.known import known_in
from qualitative.exchange.taking.plan import Taking, Wishes, take
from qualitative.exchange.taking.writing import ChangedStudy, NewStudy
from qualitative.folder import Folder

__all__ = ["Imported", "import_file"]

_log = logging.getLogger("qualitative")


_CALLED = {
    "refi-qda": "REFI-QDA project",
    "taguette": "Taguette project",
    "rqda": "RQDA project",
    "qualcoder": "QualCoder project",
    "word": "Word file",
    "table": "table",
}


@dataclass(frozen=True)
class Imported:
    """Where the study lies (None: a dry run of a new one), what the import brings, and its losses."""

    root: Path | None
    taking: Taking
    losses: Losses
    is_written: bool


def import_file(
    path: Path,
    target: Path | None = None,
    *,
    into: Folder | None = None,
    format: str | None = None,
    positions: str = "auto",
    reading: Reading | None = None,
    wishes: Wishes | None = None,
    dry_run: bool = False,
    agreed: object = None,
    progress: Progress = silent,
) -> Imported:
    """Import `path` as the new study `target` (None: a folder named as the file), or into the study `into`.

    `agreed` is called with the plan of what would change in a study that is there; unless it says yes nothing is written. Raises
    ReaderError or StudyError in one sentence; then nothing was written either.
    """
    if target is not None and into is not None:
        raise StudyError("name a new folder, or a study with --into; not both")
    asked = reading or Reading()
    if into is not None:
        names = {name for code in into.codebook().values() for name in (code.id, *code.name.values())}
        asked = replace(asked, known=_texts(into), codes=tuple(sorted(names)))
    foreign = read_foreign(path, format, asked)
    wished = parse_convention(positions)
    if not foreign.documents and not foreign.codes:
        raise ReaderError(
            f"{path.name}: this {_CALLED.get(foreign.tool, foreign.tool)} {tidy(foreign.name)!r} is empty: it holds neither texts nor codes; export it again"
        )
    placing = place(foreign, wished)
    _log.info(
        "%s: %d documents, %d codes; positions: %s", path, len(foreign.documents), len(foreign.codes), placing.sentence
    )
    known = known_in(into)
    file = (path.name, sha256_of(path))
    writing = (
        ChangedStudy(into)
        if into is not None
        else NewStudy(target or Path(plain_id(path.stem) or "study"), tidy(foreign.name) or None)
    )
    with writing:
        taking = take(foreign, placing, known, wishes or Wishes(), writing, file, progress)
        if dry_run or (into is not None and not taking.is_new):
            return Imported(into.root if into else None, taking, foreign.losses, False)
        if callable(agreed) and not agreed(taking):
            return Imported(into.root if into else None, taking, foreign.losses, False)
        return Imported(writing.commit(), taking, foreign.losses, True)


def _texts(folder: Folder) -> dict[str, str]:
    """The texts of a study by their names, for files that only quote them."""
    found = {document.title.casefold(): document.text for document in folder.documents.values()}
    found |= {
        str(document.source.get("file", "")).rsplit(".", 1)[0].casefold(): document.text
        for document in folder.documents.values()
    }
    return found | {document.id: document.text for document in folder.documents.values()}


def sha256_of(path: Path) -> str:
    """The digest of a file, or of the files of a folder with their names."""
    digest = hashlib.sha256()
    files = [path] if path.is_file() else sorted(one for one in path.rglob("*") if one.is_file())
    for one in files:
        if path.is_dir():
            digest.update(one.relative_to(path).as_posix().encode())
        with one.open("rb") as stream:
            while block := stream.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()
