"""A study's folder: finds `study.yaml`, reads its settings, and opens corpus, codebook and codings together."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.cache import iter_stamps
from qualitative.codebook.files import read_codebook, read_versions
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.codings.events import STUDY, Event
from qualitative.codings.log import event_paths, read_events
from qualitative.corpus.cases import case_ids, read_cases, read_tables
from qualitative.corpus.documents import FOLDERS, read_documents
from qualitative.corpus.inside import check_inside
from qualitative.corpus.persons import PERSONS, PRIVATE, read_persons
from qualitative.errors import CodingError, DocumentError, QualitativeError, did_you_mean
from qualitative.folder.formats import check_writable
from qualitative.folder.settings import CONSENSUS, MARK, Settings, read_settings
from qualitative.model import Coder, Document, is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONSENSUS", "Folder"]

_log = logging.getLogger("qualitative")


class Folder:
    """One study on disk, for reading; what stands of its codings is computed by `placing` and `tables`, what is written by `acts`.

    Properties read once and are kept; open the study anew, or `refresh`, to see changed files.
    """

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        check_inside(self.root)
        self.corpus = self.root / "corpus"
        self.codings_folder = self.corpus / "codings"
        self.codebook_folder = self.root / "codebook"
        self.cache_folder = self.root / ".cache"
        self._stamps: dict[tuple[str, ...], list[tuple[str, int, int, int]]] = {}
        self._read: dict[Path, tuple[Any, list[Event], list[CodingError]]] = {}

    def refresh(self) -> None:
        """Forget what was read."""
        for name in ("settings", "named_cases", "_corpus", "documents", "cases", "persons", "tables"):
            self.__dict__.pop(name, None)
        self._stamps.clear()

    def is_current(self) -> bool:
        """Whether settings and documents, as far as they were read, are those on disk."""
        return all(self._stamp(*names) == stamp for names, stamp in self._stamps.items())

    def _stamp(self, *names: str) -> list[tuple[str, int, int, int]]:
        return sorted(stamp for name in names for stamp in iter_stamps(str(self.root / name), name))

    def _note(self, *names: str) -> None:
        self._stamps[names] = self._stamp(*names)

    @cached_property
    def settings(self) -> Settings:
        """What `study.yaml` says."""
        self._note(MARK)
        return read_settings(self.root)

    def check_writable(self) -> None:
        """Raises StudyError where the study is of an older format; whatever writes into a study asks this first."""
        check_writable(self.settings.format)

    @cached_property
    def _corpus(self) -> tuple[list[Document], list[QualitativeError]]:
        self._note("corpus/cases.csv", *(f"corpus/{folder}" for folder in FOLDERS))
        found = read_documents(self.corpus, self.root, self.named_cases)
        _log.info("%s: %d documents read, %d problems", self.corpus, len(found[0]), len(found[1]))
        return found

    @cached_property
    def named_cases(self) -> tuple[str, ...]:
        """What a document's `case` may name: the cases, and what stands for all of them where the study has such an id."""
        whole = self.settings.case.whole
        return (*case_ids(self.corpus, self.root, whole), *([whole] if whole else []))

    @cached_property
    def documents(self) -> dict[str, Document]:
        """Documents by id. Raises the first problem; `qualitative check` lists all."""
        documents, problems = self._corpus
        if problems:
            more = f" (and {len(problems) - 1} more; see `qualitative check`)" if len(problems) > 1 else ""
            raise type(problems[0])(f"{problems[0]}{more}")
        return {document.id: document for document in documents}

    @property
    def readable(self) -> dict[str, Document]:
        """The documents that can be read, by id, whatever is wrong with others."""
        return {document.id: document for document in self._corpus[0]}

    def document(self, document: str) -> Document:
        """One document. Raises DocumentError with the nearest id."""
        if document not in self.documents:
            raise DocumentError(f"document {document!r} is not in the corpus; {did_you_mean(document, self.documents)}")
        return self.documents[document]

    @cached_property
    def cases(self) -> pd.DataFrame:
        """One row a case, index `case`."""
        return read_cases(self.corpus, self.root, self.settings.attributes.case)

    @cached_property
    def persons(self) -> pd.DataFrame:
        """One row a person, index `person`; see corpus.persons.read_persons."""
        self._note(*(f"corpus/{name}" for name in (PERSONS, PRIVATE)))
        return read_persons(self.corpus, self.root, self.settings.attributes, self.named_cases)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The quantitative tables by name."""
        return read_tables(self.corpus, self.root)

    def codebook(self, version: int | str | None = None) -> Codebook:
        """The codebook at `version` (None or "head": the newest)."""
        return read_codebook(self.codebook_folder, version)

    @property
    def versions(self) -> Versions:
        """How codes read from one version of the codebook to another."""
        return read_versions(self.codebook_folder)

    def coder(self, coder: str) -> Coder:
        """A coder of `study.yaml`. Raises CodingError with the nearest id."""
        if coder not in self.settings.coders:
            raise CodingError(
                f"coder {coder!r} is not in {MARK}; {did_you_mean(coder, self.settings.coders)} Add `{coder}: {{kind: human}}` to coders"
            )
        return self.settings.coders[coder]

    def event_file(self, coder: str, document: str) -> Path:
        """Where the events of one coder on one document lie. Raises CodingError for what is no id, as it becomes a path."""
        for name in (coder, document):
            if not is_id(name) and name != STUDY:
                raise CodingError(f"{str(name)[:60]!r} is no id; use a–z, 0–9 and -, at most 64 characters")
        return self.codings_folder / coder / f"{document}.jsonl"

    def events(self, coders: Iterable[str] | None = None) -> tuple[list[Event], list[CodingError]]:
        """(events, problems) of `coders` (None: everybody)."""
        wanted = None if coders is None else {self.coder(coder).id for coder in coders}
        events: list[Event] = []
        problems: list[CodingError] = []
        for path in event_paths(self.codings_folder):
            if wanted is None or path.parent.name in wanted:
                found, wrong = self.events_of(path)
                events += found
                problems += wrong
        return events, problems

    def events_of(self, path: Path) -> tuple[list[Event], list[CodingError]]:
        """(events, problems) of one file; parsed again only when the file has changed."""
        try:
            stat = path.stat()
        except FileNotFoundError:
            return [], []
        stamp = (stat.st_mtime_ns, stat.st_size, stat.st_ino)
        if self._read.get(path, (None,))[0] != stamp:
            events, problems = read_events(path)
            self._read[path] = (stamp, events, problems)
            _log.debug("%s: %d events read, %d lines skipped", path, len(events), len(problems))
        return self._read[path][1], self._read[path][2]

    @property
    def everybody(self) -> list[str]:
        """All coders but the consensus."""
        return [coder for coder in self.settings.coders if coder != CONSENSUS]
