"""What a new study is told of itself: title, languages, who codes, what a case is, how one works. Checked before anything is written. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from qualitative.errors import StudyError, did_you_mean
from qualitative.folder.approach import APPROACHES
from qualitative.folder.settings import CONSENSUS
from qualitative.i18n import FALLBACK, LANGUAGES
from qualitative.model import is_id

__all__ = ["ME", "WHOLE", "Beginning", "begin"]

ME = "me"  # who codes where nobody is named
WHOLE = "all"  # the case of documents that speak of all cases, or of a study that compares none


@dataclass(frozen=True, slots=True)
class Beginning:
    """A checked answer to all of it; `coders` maps ids to names, `case_word` languages to what one case is called (empty: a case)."""

    title: str
    languages: tuple[str, ...] = (FALLBACK,)
    coders: Mapping[str, str] = field(default_factory=lambda: {ME: ME})
    case_word: Mapping[str, str] = field(default_factory=dict)
    approach: str = "codebook"


def begin(
    title: str,
    languages: Sequence[str] = (),
    coders: Iterable[str] = (),
    case_word: Iterable[str] = (),
    approach: str | None = None,
) -> Beginning:
    """The answers as they were typed. `coders` are ids or names, `case_word` a word, or LANG=WORD once for each language.

    Raises StudyError naming what is wrong.
    """
    spoken = tuple(dict.fromkeys(languages)) or (FALLBACK,)
    for language in spoken:
        if language not in LANGUAGES:
            raise StudyError(f"language {language!r} has no catalogue; {did_you_mean(language, LANGUAGES)}")
    if not title.strip() or "\n" in title:
        raise StudyError(f"{title!r} is no title; give one line of text with --title")
    if approach is not None and approach not in APPROACHES:
        raise StudyError(
            f"approach {approach!r} is not one of {', '.join(APPROACHES)}; {did_you_mean(approach, APPROACHES)}"
        )
    return Beginning(title.strip(), spoken, _coders(coders), _words(case_word, spoken), approach or APPROACHES[0])


def _coders(names: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in (one.strip() for one in names):
        id = name if is_id(name) else _id_of(name)
        if not is_id(id) or "\n" in name:
            raise StudyError(f"coder {name[:40]!r} makes no id; write one with a–z, 0–9 and -")
        if id == CONSENSUS:
            raise StudyError(f"coder {name!r} is the name of what coders settle together; choose another")
        if id in found:
            raise StudyError(f"coder {name!r} is named twice; keep one")
        found[id] = name
    return found or {ME: ME}


def _words(said: Iterable[str], languages: tuple[str, ...]) -> dict[str, str]:
    words: dict[str, str] = {}
    for one in said:
        language, equals, word = (part.strip() for part in one.partition("="))
        given = {language: word} if equals else dict.fromkeys(languages, one.strip())
        for spoken, text in given.items():
            if spoken not in languages:
                raise StudyError(
                    f"--case-word {one!r} is in no language of the study; {did_you_mean(spoken, languages)}"
                )
            if not text or "\n" in text or len(text) > 60:
                raise StudyError(
                    f"--case-word {one[:40]!r} is no word; write what one case is called, such as district"
                )
        words |= given
    return words


def _id_of(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:64]
