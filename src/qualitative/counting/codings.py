"""Codings as whole numbers, by age, so that millions are compared as columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from qualitative.arrays import Bools, Ints, Objects
from qualitative.counting.records import CountRules
from qualitative.errors import CodingError, did_you_mean

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Coders", "Numbered", "numbered", "spans_of"]


@dataclass(frozen=True)
class Coders:
    """The coders of a study, each by its number: who is a person, whose codings may count, and in which order they are asked."""

    ids: tuple[str, ...]
    models: Bools
    counting: Bools
    consensus: int  # -1 where the study has none
    who: tuple[int, ...]

    @property
    def readers(self) -> Bools:
        """Everybody but the consensus, which is an office and reads only where `who` names it."""
        found: Bools = np.arange(len(self.ids)) != self.consensus
        return found

    @property
    def persons(self) -> Bools:
        """The readers who are no models."""
        return self.readers & ~self.models

    @classmethod
    def of(cls, kinds: Mapping[str, str], rules: CountRules) -> Coders:
        """Raises CodingError for a coder in the rules that the study does not have."""
        ids = tuple(sorted(kinds))
        for key, named in (("who", rules.who), ("models", rules.models)):
            for coder in named:
                if coder not in kinds:
                    raise CodingError(f"count.{key} names {coder!r}, who is no coder; {did_you_mean(coder, ids)}")
        models = np.array([kinds[coder] == "model" for coder in ids], dtype=bool)
        counting = ~models | np.array([coder in rules.models for coder in ids], dtype=bool)
        consensus = ids.index(rules.consensus) if rules.consensus in ids else -1
        who = tuple(ids.index(coder) for coder in dict.fromkeys(rules.who) if counting[ids.index(coder)])
        return cls(ids, models, counting, consensus, who)

    def counts(self, coder: str) -> bool:
        """Whether the coder's codings may count at all."""
        return bool(self.counting[self.ids.index(coder)])

    def numbers(self, names: Iterable[str], what: str) -> Ints:
        """The number of each coder. Raises CodingError for one that the study does not have; `what` names the records."""
        place = {coder: number for number, coder in enumerate(self.ids)}
        try:
            return np.array([place[name] for name in names], dtype=np.int64)
        except KeyError as unknown:
            name = unknown.args[0]
            raise CodingError(f"{what} of {name!r}, who is no coder; {did_you_mean(str(name), self.ids)}") from None


@dataclass(frozen=True)
class Numbered:
    """Codings by age: row i is older than row i + 1. A document that is not in the corpus, and a code that is not defined, is -1."""

    table: pd.DataFrame
    documents: tuple[str, ...]
    coders: Coders
    codes: tuple[str, ...]
    document: Ints
    coder: Ints
    code: Ints
    start: Ints
    end: Ints
    round: Ints

    def __len__(self) -> int:
        return len(self.document)

    @cached_property
    def ids(self) -> Objects:
        """The ids as str objects."""
        return self.table["id"].to_numpy(object)

    @cached_property
    def group(self) -> Ints:
        """One number for each document and code; only where both are known."""
        return self.document * max(len(self.codes), 1) + self.code

    def flag(self, column: str) -> Bools:
        """A column of truth values that may be missing."""
        if column not in self.table.columns:
            return np.zeros(len(self), dtype=bool)
        return self.table[column].to_numpy(bool)


def numbered(codings: pd.DataFrame, lengths: Mapping[str, int], coders: Coders) -> Numbered:
    """The codings sorted by id. Raises CodingError where an id stands twice, or a coder is unknown."""
    import pandas as pd

    table = codings if codings["id"].is_monotonic_increasing else codings.sort_values("id", kind="stable")
    table = table.reset_index(drop=True)
    ids = table["id"].to_numpy(object)
    if (double := np.flatnonzero(ids[1:] == ids[:-1])).size:
        raise CodingError(f"coding {ids[double[0]]!r} stands twice; count each coding once")
    documents = tuple(document for document, length in lengths.items() if length > 0)
    codes, names = pd.factorize(table["code"].where(table["code"] != ""), sort=True)
    who, given = pd.factorize(table["coder"])
    return Numbered(
        table,
        documents,
        coders,
        tuple(names),
        pd.Index(documents, dtype=object).get_indexer(pd.Index(table["document"], dtype=object)).astype(np.int64),
        coders.numbers(given, "codings")[who],
        codes.astype(np.int64),
        table["start"].to_numpy(np.int64),
        table["end"].to_numpy(np.int64),
        table["round"].to_numpy(np.int64),
    )


def spans_of(group: Ints, position: Ints) -> Ints:
    """One number that sorts by group, then by position: no text has 2^32 code points."""
    return group << 32 | np.clip(position, 0, 2**32 - 1)
