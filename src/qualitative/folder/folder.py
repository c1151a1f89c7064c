"""A study's folder: finds `study.yaml`, reads its settings, and opens corpus, codebook and codings together."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.cache import iter_stamps
from qualitative.codebook.files import read_codebook, read_versions
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.codings.events import STUDY, Blind, Event
from qualitative.codings.log import event_paths, read_events
from qualitative.codings.schema import Kind
from qualitative.codings.state import State, replay
from qualitative.corpus.cases import case_ids, read_cases, read_tables
from qualitative.corpus.documents import FOLDERS, read_documents
from qualitative.corpus.inside import check_inside
from qualitative.corpus.persons import PERSONS, PRIVATE, read_persons
from qualitative.errors import CodingError, DocumentError, NewerError, QualitativeError, did_you_mean
from qualitative.folder import acts, placing, tables
from qualitative.folder.formats import check_writable
from qualitative.folder.settings import MARK, Settings, read_settings
from qualitative.model import Coder, Coding, Document, is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONSENSUS", "Folder"]

CONSENSUS = "consensus"


class Folder:
    """One study on disk. Properties read once and are kept; open the study anew, or `refresh`, to see changed files."""

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
        return read_documents(self.corpus, self.root, self.named_cases)

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
            self._read[path] = (stamp, *read_events(path))
            self._tell_newer(
                path.relative_to(self.root).as_posix() for p in self._read[path][2] if isinstance(p, NewerError)
            )
        return self._read[path][1], self._read[path][2]

    def state(self, coders: Iterable[str] | None = None, at: str | None = None) -> State:
        """What stands of the codings of `coders` at a moment (None: now), placed in the texts as they are."""
        wanted = None if coders is None else [self.coder(coder).id for coder in coders]
        return placing.placed(self, placing.only_coders(replay(self.events()[0], at), wanted))

    def state_on(self, document: str) -> State:
        """What stands of everybody's codings on one document; reads the files of that document alone."""
        paths = sorted(self.codings_folder.glob(f"*/{document}.jsonl"))
        return placing.placed(self, replay(event for path in paths for event in self.events_of(path)[0]))

    def codings(
        self,
        coders: Iterable[str] | None = None,
        round: int | None = None,
        at: str | None = None,
        codebook: int | str = "head",
    ) -> pd.DataFrame:
        """Live codings (columns: codings.table.COLUMNS). Without `coders`: everybody but the consensus.

        Warns when words of codings can't be found any more (`lost` lists these), and of lines that only a newer version can read.
        """
        wanted = self.everybody if coders is None else [self.coder(coder).id for coder in coders]
        table, lost, newer = tables.live_codings(self, wanted, at, codebook)
        self._tell_newer(newer)
        if lost:
            warnings.warn(
                f"{len(lost)} codings have lost their words in {', '.join(sorted(set(lost)))}"
                " and are left out; see `qualitative amend DOC`",
                stacklevel=3,
            )
        return table if round is None else table[table["round"] == round].reset_index(drop=True)

    def _tell_newer(self, paths: Iterable[str]) -> None:
        for path, lines in Counter(paths).items():
            what = f"{lines} lines of {path} were" if lines > 1 else f"a line of {path} was"
            warnings.warn(
                f"{what} written by a newer version of qualitative, and is left out; update to read it", stacklevel=3
            )

    def undecided(self, coders: Iterable[str] | None = None, codebook: int | str = "head") -> list[Coding]:
        """Codings whose code was split, and for which nobody has decided yet which part they are."""
        return placing.undecided(self, self.state(self.everybody if coders is None else coders), codebook)

    @property
    def everybody(self) -> list[str]:
        """All coders but the consensus."""
        return [coder for coder in self.settings.coders if coder != CONSENSUS]

    def apply(
        self,
        coder: str,
        items: Sequence[tuple[str, str, int, int]],
        *,
        round: int = 1,
        blind: Blind = True,
        **more: Any,
    ) -> list[str]:
        """Give codes to segments: `items` are (code, document, start, end). One fsync a file; the new ids, once durable."""
        return acts.apply(self, coder, items, round=round, blind=blind, **more)

    def record(self, event: Kind, coder: str, document: str, *, round: int = 1, **fields: Any) -> str:
        """Append one event of another kind (retract, memo, decide, done, mark); its id, once durable."""
        return acts.record(self, event, coder, document, round=round, **fields)
