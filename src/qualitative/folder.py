"""A study's folder: finds `study.yaml`, reads its settings, and opens corpus, codebook and codings together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.codebook.files import read_codebook
from qualitative.codebook.tree import Codebook
from qualitative.codings.events import Event, code_event, new_event
from qualitative.codings.log import append_events, event_paths, read_events
from qualitative.codings.state import State, replay
from qualitative.codings.table import codings_table
from qualitative.corpus.cases import case_ids, read_cases, read_tables
from qualitative.corpus.documents import read_documents
from qualitative.corpus.files import read_yaml
from qualitative.errors import CodingError, DocumentError, QualitativeError, StudyError, did_you_mean
from qualitative.i18n import LANGUAGES
from qualitative.model import Coder, Document, is_id

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["CONSENSUS", "Folder", "Settings", "find_root", "read_settings"]

MARK = "study.yaml"
CONSENSUS = "consensus"


def find_root(path: str | Path = ".") -> Path:
    """The nearest folder from `path` upward that holds `study.yaml`. Raises StudyError when there is none."""
    start = Path(path).resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder
    raise StudyError(
        f"no {MARK} in {start} or above it; go to a study's folder, or start one with `qualitative new DIR`"
    )


@dataclass(frozen=True)
class Settings:
    """What `study.yaml` says."""

    title: dict[str, str]
    languages: tuple[str, ...]
    coders: dict[str, Coder]
    work: dict[str, Any]
    design: dict[str, Any]


def read_settings(root: Path) -> Settings:
    """`study.yaml`, validated. Raises StudyError with the key that is wrong."""
    data = read_yaml(root / MARK, StudyError, root)
    if not isinstance(data, dict):
        raise StudyError(f"{MARK}:1: not a mapping; give at least `title` and `coders`")
    unknown = set(data) - {"title", "languages", "coders", "work", "design"}
    if unknown:
        name = sorted(map(str, unknown))[0]
        raise StudyError(
            f"{MARK}: unknown key {name!r}; {did_you_mean(name, ('title', 'languages', 'coders', 'work', 'design'))}"
        )
    title = data.get("title")
    if isinstance(title, str):
        title = dict.fromkeys(LANGUAGES, title)
    if not isinstance(title, dict) or not title:
        raise StudyError(f"{MARK}: title is missing; add `title: {{id: …, en: …}}`")
    languages = data.get("languages") or list(LANGUAGES)
    if not isinstance(languages, list) or not set(languages) <= set(LANGUAGES):
        raise StudyError(f"{MARK}: languages {languages!r} must be a list of {', '.join(LANGUAGES)}")
    return Settings(
        title, tuple(languages), _coders(data.get("coders")), _mapping(data, "work"), _mapping(data, "design")
    )


def _mapping(data: dict[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key) or {}
    if not isinstance(value, dict):
        raise StudyError(f"{MARK}: {key} {str(value)[:40]!r} is not a mapping")
    return value


def _coders(data: object) -> dict[str, Coder]:
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise StudyError(f"{MARK}: coders must map ids to settings, such as `coder-a: {{kind: human}}`")
    coders = {}
    for coder, settings in data.items():
        if not is_id(coder):
            raise StudyError(f"{MARK}: coder {coder!r} is no id; use a–z, 0–9 and -")
        kind = settings.get("kind") if isinstance(settings, dict) else None
        if kind not in ("human", "model"):
            raise StudyError(f"{MARK}: coder {coder} has kind {kind!r}; say human or model")
        if kind == "model" and not settings.get("model"):
            raise StudyError(f"{MARK}: coder {coder} is a model; say which, as `model: …`")
        coders[coder] = Coder(coder, kind, str(settings.get("name") or coder), settings.get("model"))
    return coders


class Folder:
    """One study on disk. Properties read once and are kept; open the study anew, or `refresh`, to see changed files."""

    def __init__(self, root: str | Path) -> None:
        self.root = Path(root)
        self.corpus = self.root / "corpus"
        self.codings_folder = self.corpus / "codings"
        self.codebook_folder = self.root / "codebook"
        self.cache_folder = self.root / ".cache"

    def refresh(self) -> None:
        """Forget what was read."""
        for name in ("settings", "_corpus", "documents", "cases", "tables"):
            self.__dict__.pop(name, None)

    @cached_property
    def settings(self) -> Settings:
        """What `study.yaml` says."""
        return read_settings(self.root)

    @cached_property
    def _corpus(self) -> tuple[list[Document], list[QualitativeError]]:
        return read_documents(self.corpus, self.root, case_ids(self.corpus, self.root))

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
        return read_cases(self.corpus, self.root)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The quantitative tables by name."""
        return read_tables(self.corpus, self.root)

    def codebook(self, version: int | str | None = None) -> Codebook:
        """The codebook at `version` (None or "head": the newest)."""
        return read_codebook(self.codebook_folder, version)

    def coder(self, coder: str) -> Coder:
        """A coder of `study.yaml`. Raises CodingError with the nearest id."""
        if coder not in self.settings.coders:
            raise CodingError(
                f"coder {coder!r} is not in {MARK}; {did_you_mean(coder, self.settings.coders)} Add `{coder}: {{kind: human}}` to coders"
            )
        return self.settings.coders[coder]

    def event_file(self, coder: str, document: str) -> Path:
        """Where the events of one coder on one document lie."""
        return self.codings_folder / coder / f"{document}.jsonl"

    def events(self, coders: Iterable[str] | None = None) -> tuple[list[Event], list[CodingError]]:
        """(events, problems) of `coders` (None: everybody)."""
        wanted = None if coders is None else {self.coder(coder).id for coder in coders}
        events: list[Event] = []
        problems: list[CodingError] = []
        for path in event_paths(self.codings_folder):
            if wanted is None or path.parent.name in wanted:
                found, wrong = read_events(path)
                events += found
                problems += wrong
        return events, problems

    def state(self, coders: Iterable[str] | None = None, at: str | None = None) -> State:
        """What stands of the codings of `coders` at a moment (None: now)."""
        return replay(self.events(coders)[0], at)

    def codings(
        self,
        coders: Iterable[str] | None = None,
        round: int | None = None,
        at: str | None = None,
        codebook: int | str = "head",
    ) -> pd.DataFrame:
        """Live codings (columns: codings.table.COLUMNS). Without `coders`: everybody but the consensus."""
        if coders is None:
            coders = [coder for coder in self.settings.coders if coder != CONSENSUS]
        book = self.codebook(codebook)
        table = codings_table(self.state(coders, at), self.documents, self.settings.coders, book.current)
        return table if round is None else table[table["round"] == round].reset_index(drop=True)

    def apply(
        self, coder: str, items: Sequence[tuple[str, str, int, int]], *, round: int = 1, blind: bool = True, **more: Any
    ) -> list[str]:
        """Give codes to segments: `items` are (code, document, start, end). One fsync a file; the new ids, once durable."""
        self.coder(coder)
        book = self.codebook()
        files: dict[Path, list[Event]] = {}
        made = []
        for code, document, start, end in items:
            self._check_usable(book, code)
            event = code_event(
                self.document(document),
                coder,
                code,
                start,
                end,
                codebook=book.version,
                round=round,
                blind=blind,
                **more,
            )
            files.setdefault(self.event_file(coder, document), []).append(event)
            made.append(event["id"])
        for path, events in files.items():
            append_events(path, events)
        return made

    def record(self, event: str, coder: str, document: str, *, round: int = 1, **fields: Any) -> str:
        """Append one event of another kind (retract, memo, decide, done); its id, once durable."""
        self.coder(coder)
        made = new_event(event, coder, document, codebook=self.codebook().version, round=round, **fields)
        append_events(self.event_file(coder, document), [made])
        return made["id"]

    @staticmethod
    def _check_usable(book: Codebook, code: str) -> None:
        if book[code].retired:
            raise CodingError(f"code {code!r} is retired in version {book.version}; restore it or choose another")
        if book[code].kind != "code":
            raise CodingError(
                f"{code!r} is a {book[code].kind}; choose a code below it: {', '.join(book.children(code)[:6])}"
            )
