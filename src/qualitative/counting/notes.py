"""What must be told of how codings were counted, as sentences in the languages of reports."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from qualitative.counting.choosing import NOBODY, SEVERAL
from qualitative.counting.picking import REASONS
from qualitative.counting.records import CountRules
from qualitative.counting.result import Note
from qualitative.counting.table import Groups, Known
from qualitative.i18n import catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["notes_of", "rules_said"]

TEXTS = catalogue("counting")
_LEFT_OUT = ("no-document", "no-code", "unseen", "doubtful", "pilot", "model", "loose-consensus")


def notes_of(
    known: Known, groups: Groups, rules: CountRules, lost: Sequence[str], waiting: Collection[str]
) -> tuple[Note, ...]:
    """The notes that hold, in a fixed order."""
    codings, picks = known.codings, known.picks
    kinds = {
        "several": picks.rule == SEVERAL,
        "nobody": picks.rule == NOBODY,
        "across": picks.across,
        "joined": groups.across_borders(known.piece),
        "newer": known.decided.newer & (picks.rule > 0),
        "waiting": codings.table["id"].isin(list(waiting)).to_numpy() & (picks.rule > 0),
        **{reason: picks.reason == REASONS.index(reason) for reason in _LEFT_OUT},
    }
    names = codings.table["document"].to_numpy(object)
    made = [_note(kind, names[holds]) for kind, holds in kinds.items()]
    silent = [coder for coder in dict.fromkeys(rules.who) if not codings.coders.counts(coder)]
    made += [_note("lost", lost), _note("who-model", silent)]
    return tuple(note for note in made if note.n)


def rules_said(by_rule: pd.DataFrame, language: str) -> list[str]:
    """For how many documents which rule held, one sentence for each that held for any, in the order of the rules; `by_rule` as in `Counted`."""
    held = by_rule["documents"]
    return [TEXTS.say(f"rule.r{rule}", language, n=int(held[rule])) for rule in held.index if held[rule]]


def _note(kind: str, where: Sequence[str]) -> Note:
    names = () if kind == "who-model" else tuple(sorted(set(where)))
    text = TEXTS.each(f"note.{kind}", n=len(where), documents=TEXTS.each("documents", n=len(names)))
    return Note(kind, len(where), names, text)
