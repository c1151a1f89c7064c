"""What stands around a sentence: the sentences beside it in its turn, and the interviewer's question that the turn answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar, overload

from qualitative.errors import TaggerError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Context", "contexts_in", "contexts_of", "picked"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Context:
    """The sentences beside a text in the same turn, and the question before that turn; empty where there is none."""

    before: str = ""
    after: str = ""
    question: str = ""

    @property
    def beside(self) -> str:
        """Both sentences as one text."""
        return f"{self.before} {self.after}"


def contexts_of(context: Iterable[Context | Mapping[str, Any] | None] | None, texts: int) -> list[Context] | None:
    """The context of each text, or None. Raises TaggerError where there are more or fewer than texts, or where one is no context."""
    if context is None:
        return None
    if isinstance(context, (str, bytes, Mapping)):
        raise TaggerError(f"context is {str(context)[:40]!r}; give a list with one mapping for each text")
    found = list(context)
    if len(found) != texts:
        raise TaggerError(f"{texts} texts but {len(found)} contexts; give one for each text, None where it has none")
    return [_context(number, given) for number, given in enumerate(found)]


def _context(number: int, given: Context | Mapping[str, Any] | None) -> Context:
    if isinstance(given, Context):
        return given
    if given is None:
        return Context()
    if not isinstance(given, Mapping) or not set(given) <= set(Context.__slots__):
        said = ", ".join(map(str, given)) if isinstance(given, Mapping) else str(given)[:40]
        raise TaggerError(f"the context of text {number} is {said!r}; give a mapping with before, after and question")
    texts = {key: "" if value is None or value != value else value for key, value in given.items()}  # NaN: empty cell
    for key, value in texts.items():
        if not isinstance(value, str):
            raise TaggerError(f"{key} in the context of text {number} is {str(value)[:40]!r}; give it as text")
    return Context(**texts)


def contexts_in(table: pd.DataFrame) -> list[Context]:
    """The contexts that a table of sentences holds (tagging.sources)."""
    return [Context(*row) for row in zip(table["before"], table["after"], table["question"], strict=True)]


@overload
def picked(of_texts: Sequence[T], rows: Iterable[int]) -> list[T]: ...
@overload
def picked(of_texts: Sequence[T] | None, rows: Iterable[int]) -> list[T] | None: ...
def picked(of_texts: Sequence[T] | None, rows: Iterable[int]) -> list[T] | None:
    """What the texts numbered `rows` have (contexts, groups, codes); None where none has any."""
    if of_texts is None:
        return None
    return [of_texts[int(number)] for number in rows]
