"""Where a study stands, as a record: amounts, tables by document and by coder, and the steps that are next. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qualitative.i18n import FALLBACK, Text, catalogue, format_number, pick

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["COMMANDS", "TEXTS", "Status", "Step", "named"]

TEXTS = catalogue("status")
COMMANDS = 3  # that a status ends with, at most
_NAMED = 5  # of what a step is about, by name


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that is next. `about` names documents, codes or claims, `command` is what to type (empty: there is none)."""

    kind: str
    n: int
    text: Text
    about: tuple[str, ...] = ()
    command: str = ""


@dataclass(frozen=True)
class Status:
    """Where a study stands.

    `amounts` are documents, words, persons, cases, codes, codings (that count) and claims. `documents` has one row a document, index
    `document`: case, kind, words, codings (that count), rule (the weakest that says whose codings count there), read_again (codes that
    were not looked for where it is done). `reading` has one row for each document and coder who did something there: document, coder,
    kind (human or model), codings, share (of the text that is marked done), how (full, assisted, stopped: the weakest of the marks; pilot:
    in a trial alone; None: not marked), version (of the codebook, the oldest of the marks). `coders` has one row a coder, index `coder`: kind, documents, codings,
    done (documents that are marked to the end). `steps` are what is next, the most pressing first.
    """

    title: Mapping[str, str]
    amounts: Mapping[str, int]
    documents: pd.DataFrame
    reading: pd.DataFrame
    coders: pd.DataFrame
    steps: tuple[Step, ...]
    language: str = FALLBACK

    @property
    def commands(self) -> tuple[str, ...]:
        """At most three commands to type next."""
        return tuple(dict.fromkeys(step.command for step in self.steps if step.command))[:COMMANDS]

    def heading(self, language: str | None = None) -> str:
        """The title and how much there is, in one line."""
        spoken = language or self.language
        amounts = (
            TEXTS.say(f"amount.{what}", spoken, n=n, shown=format_number(n, spoken)) for what, n in self.amounts.items()
        )
        return f"{pick(self.title, spoken)}: {', '.join(amounts)}"

    def next(self, language: str | None = None) -> list[str]:
        """What is next, one sentence a step."""
        return [pick(step.text, language or self.language) for step in self.steps]

    def by_document(self, language: str | None = None) -> Iterator[tuple[str, str]]:
        """(document, who did what there) of each document."""
        spoken = language or self.language
        there: dict[str, list[str]] = {}
        newest = self.reading["version"].max()
        for row in self.reading.to_dict("records"):
            there.setdefault(str(row["document"]), []).append(_work(row, spoken, newest))
        for document, again in zip(self.documents.index, self.documents["read_again"], strict=True):
            said = there.get(str(document)) or [TEXTS.say("nobody", spoken)]
            more = [TEXTS.say("read-again", spoken, n=int(again))] if again else []
            yield str(document), "; ".join([*said, *more])

    def waiting(self) -> frozenset[str]:
        """The documents in which something is to be done."""
        return frozenset(one for step in self.steps for one in step.about if one in self.documents.index)


def named(about: tuple[str, ...], language: str) -> str:
    """The first of what a step is about, and how many more."""
    shown = ", ".join(about[:_NAMED])
    left = len(about) - _NAMED
    return shown if left <= 0 else TEXTS.say("more", language, names=shown, n=left)


def _work(row: Mapping[Hashable, Any], language: str, newest: object) -> str:
    codings = TEXTS.say("codings", language, n=int(row["codings"]))
    how, share = row["how"], float(row["share"])
    if not isinstance(how, str):
        done = TEXTS.say("done.none", language)
    else:
        whole = share >= 1
        percent = f"{min(99, round(share * 100))}%"
        done = TEXTS.say(f"done.{how}" if whole else "done.part", language, share=percent)
        if row["version"] != newest:
            done += f" ({TEXTS.say('version', language, version=str(row['version']))})"
    return f"{row['coder']}: {codings}, {done}"
