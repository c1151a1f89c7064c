"""The questions of an interview guide, and what links them to turns and columns of surveys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualitative.errors import DocumentError, did_you_mean
from qualitative.model import is_id

__all__ = ["GUIDE", "Question", "parse_guide"]

GUIDE = "corpus/guide.yaml"
_KEYS = ("id", "text", "codes", "turns", "columns")


@dataclass(frozen=True)
class Question:
    """One question: the turns (by number, from 1) that ask it, by document, and the columns of surveys that it heads.

    `text` is by language, `codes` are those that an answer bears on.
    """

    id: str
    text: Mapping[str, str]
    codes: tuple[str, ...] = ()
    turns: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    columns: tuple[str, ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether it is known where it was asked."""
        return bool(self.turns or self.columns)


def parse_guide(data: object) -> list[Question]:
    """The questions in plain data: a list of `{id, text: {en: …}, turns: {document: [3]}, columns: […], codes: […]}`.

    Raises DocumentError with the question that is wrong.
    """
    if data is None:
        return []
    if not isinstance(data, list):
        raise DocumentError(f"{GUIDE}: not a list of questions such as `- {{id: start, text: {{en: …}}}}`")
    found: dict[str, Question] = {}
    for number, entry in enumerate(data, 1):
        question = _question(number, entry)
        if question.id in found:
            raise DocumentError(f"{GUIDE}: question {question.id!r} stands twice; give one of them another id")
        found[question.id] = question
    return list(found.values())


def _question(number: int, entry: object) -> Question:
    if not isinstance(entry, dict) or not is_id(entry.get("id")):
        said = entry.get("id") if isinstance(entry, dict) else entry
        raise DocumentError(f"{GUIDE}: question {number} has the id {str(said)[:40]!r}; use a–z, 0–9 and -")
    where = f"{GUIDE}: question {entry['id']!r}"
    for key in entry:
        if key not in _KEYS:
            raise DocumentError(f"{where} has an unknown key {str(key)[:40]!r}; {did_you_mean(str(key), _KEYS)}")
    text = entry.get("text")
    if not isinstance(text, dict) or not text or not all(isinstance(one, str) for one in (*text, *text.values())):
        raise DocumentError(
            f"{where}: text {str(text)[:40]!r} must map languages to texts, as {{en: How did it start?}}"
        )
    return Question(
        entry["id"],
        text,
        _names(entry, "codes", where),
        _turns(entry.get("turns"), where),
        _names(entry, "columns", where),
    )


def _names(entry: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = entry.get(key) or []
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise DocumentError(f"{where}: {key} {str(value)[:40]!r} is not a list of names")
    return tuple(dict.fromkeys(value))


def _turns(value: object, where: str) -> dict[str, tuple[int, ...]]:
    if value is None:
        return {}
    lists = list(value.values()) if isinstance(value, dict) else [None]
    if not all(isinstance(turns, list) and turns and all(type(n) is int and n > 0 for n in turns) for turns in lists):
        raise DocumentError(
            f"{where}: turns {str(value)[:40]!r} must map documents to numbers of turns, as {{int-1: [3]}}"
        )
    assert isinstance(value, dict)
    return {str(document): tuple(sorted(set(turns))) for document, turns in value.items()}
