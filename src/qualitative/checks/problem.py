"""A problem with its place, and the parts of a study that can be read although others are broken."""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from functools import cached_property

from qualitative.codebook.tree import Codebook
from qualitative.codings.state import State
from qualitative.corpus.cases import case_ids
from qualitative.corpus.documents import document_paths, read_document
from qualitative.errors import QualitativeError
from qualitative.folder import Folder, Settings, placing
from qualitative.folder.formats import usual_case
from qualitative.folder.settings import MARK
from qualitative.model import Document
from qualitative.query import Known
from qualitative.query.knowing import known_of

__all__ = ["BROKEN", "DOUBTFUL", "NEXT", "Parts", "Problem", "line_of", "located"]

# nothing broken means that reports run; what is doubtful, or to be done next, stops nothing
BROKEN, DOUBTFUL, NEXT = "broken", "doubtful", "next"

_PLACE = re.compile(r"(?P<path>[^:\n]+?\.\w+):(?:(?P<line>\d+):)?\s+(?P<sentence>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: where, and a sentence with the way out. `rank` is BROKEN, DOUBTFUL or NEXT."""

    path: str
    line: int
    sentence: str
    rank: str = BROKEN

    def __str__(self) -> str:
        told = "" if self.rank == BROKEN else f"{self.rank}: "
        # a line break in somebody's file name or value makes no second problem
        return " ".join(f"{self.path}:{self.line}: {told}{self.sentence}".splitlines())


class Parts:
    """A study as far as it can be read: what is broken is None or left out, so that everything else is still checked."""

    def __init__(self, folder: Folder) -> None:
        self.folder = folder
        self.root = folder.root

    @cached_property
    def settings(self) -> Settings | None:
        """`study.yaml`, or None."""
        try:
            return self.folder.settings
        except QualitativeError:
            return None

    @cached_property
    def cases(self) -> tuple[str, ...] | None:
        """The ids that a document's `case` may name, or None."""
        try:
            if self.settings is not None:
                return self.folder.named_cases
            # what stands for all cases is said in the file that can't be read: take the word that follows, else its oldest name
            text = (self.root / MARK).read_text(encoding="utf-8", errors="replace")
            named = re.findall(r"\bwhole: *([a-z0-9][a-z0-9-]*)", text) or [str(usual_case(1).whole)]
            return (*case_ids(self.folder.corpus, self.root), *named)
        except (OSError, QualitativeError):
            return None

    @cached_property
    def documents(self) -> dict[str, Document]:
        """The documents that can be read."""
        if self.settings is not None and self.cases is not None:
            return self.folder.readable
        found: dict[str, Document] = {}
        for path in document_paths(self.folder.corpus):
            try:
                document = read_document(path, self.root, self.cases)
            except QualitativeError:
                continue
            found.setdefault(document.id, document)
        return found

    @cached_property
    def stems(self) -> set[str]:
        """The names of all document files, readable or not."""
        return {path.stem for path in document_paths(self.folder.corpus)}

    @cached_property
    def state(self) -> State | None:
        """What stands of everybody's codings, or None; what keeps it from being read, other checks say."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                return placing.state_of(self.folder)
            except QualitativeError:
                return None

    @cached_property
    def codebook(self) -> Codebook | None:
        """The newest codebook, or None."""
        try:
            return self.folder.codebook()
        except QualitativeError:
            return None

    @cached_property
    def known(self) -> Known | None:
        """What queries may name, or None where settings, codebook, cases or persons can't be read."""
        if self.settings is None or self.codebook is None:
            return None
        try:
            return known_of(
                self.settings, self.codebook, self.documents.values(), self.folder.cases, self.folder.persons
            )
        except QualitativeError:
            return None


def located(problem: QualitativeError, path: str = "study.yaml", line: int = 1) -> Problem:
    """A problem from an error, whose message begins with its place where it has one."""
    sentence = str(problem)
    # a message may be wrapped in another one's place: the innermost is the nearest
    while match := _PLACE.fullmatch(sentence):
        path, line, sentence = match["path"], int(match["line"] or line), match["sentence"]
    return Problem(path, line, sentence)


def line_of(text: str, *patterns: str) -> int:
    """The line of the first match of the first pattern that matches, else 1."""
    for pattern in patterns:
        match = re.search(pattern, text, re.MULTILINE)
        if match:
            return text.count("\n", 0, match.start()) + 1
    return 1
