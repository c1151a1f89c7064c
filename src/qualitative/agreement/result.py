"""The agreement of coders as data: what is printed of it is said in `words` and `render`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualitative.agreement.again import Stability
from qualitative.agreement.question import Question
from qualitative.codebook.tree import Codebook
from qualitative.folder.declared import CodeClass
from qualitative.i18n import FALLBACK
from qualitative.model import Coder

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Result"]


@dataclass(frozen=True, repr=False)
class Result:
    """The table, and what must be said beside it.

    `left_out` counts by coder the codings that were not blind. Where rows are classes, `declared` is what the study says of them, and
    `unclassed` how many codes bear none.
    """

    table: pd.DataFrame
    question: Question
    coders: tuple[Coder, ...]
    documents: tuple[str, ...]
    simulated: int
    rounds: tuple[int, ...]
    codebook: Codebook
    left_out: Mapping[str, int] = field(default_factory=dict)
    declared: CodeClass | None = None
    unclassed: int = 0
    case_word: Mapping[str, str] = field(default_factory=dict)  # what the study calls a case, by language
    unread: int = 0  # codes that somebody did not look for in a part of the text
    stability: Stability | None = None  # where it is one coder's two readings
    language: str = FALLBACK  # that it is shown in where none is asked for
