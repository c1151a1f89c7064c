"""One base error and one class per kind of failure. Messages are one sentence: the value and the way out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

__all__ = [
    "CaseError",
    "ClusterError",
    "CodebookError",
    "CodingError",
    "DocumentError",
    "FindingError",
    "LanguageError",
    "NewerError",
    "OffsetError",
    "PersonError",
    "PrivacyError",
    "QualitativeError",
    "QueryError",
    "ReaderError",
    "ReportError",
    "StatisticError",
    "StudyError",
    "TableError",
    "TaggerError",
    "TrustError",
    "did_you_mean",
]

_LONGEST = 1500  # characters of a message


class QualitativeError(Exception):
    """What the command line shows as one sentence, without a traceback."""

    def __str__(self) -> str:
        """The sentence; of a very long one, which names what a stranger wrote, the beginning and the end with the way out."""
        said = super().__str__()
        return said if len(said) <= _LONGEST else f"{said[: _LONGEST - 400]} … {said[-300:]}"


class StudyError(QualitativeError):
    """The study folder or its `study.yaml` is missing or wrong."""


class DocumentError(QualitativeError):
    """A document's file, front matter or turns are wrong."""


class CaseError(QualitativeError):
    """`cases.csv` is wrong, or a case is named that it does not hold."""


class TableError(QualitativeError):
    """A quantitative table is wrong or unknown."""


class CodebookError(QualitativeError):
    """The codebook or its history is wrong, or a code is unknown."""


class CodingError(QualitativeError):
    """A coding, a coder or an event is wrong."""


class NewerError(CodingError):
    """A line was written by a newer version of qualitative: nothing is wrong with it, and it stays as it is."""


class OffsetError(QualitativeError):
    """A position lies outside the text, or between two halves of a character."""


class PersonError(QualitativeError):
    """`persons.csv` is wrong, or a person is named that it does not hold."""


class PrivacyError(QualitativeError):
    """Pseudonyms or their key can't be kept safely, or a person to withdraw is unknown."""


class ReaderError(QualitativeError):
    """A file from outside can't be read as the format it claims to be."""


class StatisticError(QualitativeError):
    """A statistic was asked for something that its formula does not define.

    Where readers of a report see the sentence, it is given by language, and `texts` holds it; the message itself is the English one.
    """

    def __init__(self, said: str | Mapping[str, str]) -> None:
        self.texts = {"en": said} if isinstance(said, str) else said
        super().__init__(self.texts["en"])


class QueryError(QualitativeError):
    """A query of the findings language is wrong."""


class FindingError(QualitativeError):
    """`findings.yaml` or `recommendations.yaml` is wrong."""


class LanguageError(QualitativeError):
    """The file on how texts in a language are read says what nothing can be done with."""


class ReportError(QualitativeError):
    """A report can't be run, rendered or published."""


class ClusterError(QualitativeError):
    """A Dask cluster does not answer, or was lost."""


class TrustError(QualitativeError):
    """The code that a study carries may not run, because nobody here has trusted it."""


class TaggerError(QualitativeError):
    """The tagger was given something it can't learn from or load."""


_MOST = 2000  # names that are compared with a wrong one


def did_you_mean(value: str, known: Iterable[str]) -> str:
    """A clause with the nearest known name, or the first few names when none is near.

    >>> did_you_mean("nroth", ["south", "north"])
    'did you mean north?'
    """
    names = sorted(known)
    # each of thousands of wrong names compared with thousands of known ones would take hours
    near = get_close_matches(value, names, n=1, cutoff=0.6) if len(names) <= _MOST else []
    if near:
        return f"did you mean {near[0]}?"
    shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
    return f"known are: {shown}" if names else "none is known"
