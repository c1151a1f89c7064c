"""A study's files as what the reference counts: who coded what, what it is called today, and what was decided.

Only where a stretch lies in the present text is the library's to say (it is not what is tried here).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from qualitative import Study
from qualitative.folder import placing
from reference.history import Book, Operation, Search, book_at, numbers, operations_of, search, tips_of
from reference.material import Coding, Mark, Material, Stamp, Verdict
from reference.replay import Event, Standing, stands


def material_of(study: Study) -> Material:
    """What counts in a study is asked of this."""
    settings = yaml.safe_load((study.root / "study.yaml").read_text(encoding="utf-8"))
    count = settings.get("count", {})
    standing = stands(lines(study, "corpus/codings/*/*.jsonl"))
    codes = codes_of(study)
    state = placing.state_of(study.folder)
    marks = {mark["id"]: mark for mark in state.done_events}
    here = [event for event in standing.codings if event["id"] in state.codings]  # the words of the others are lost
    return Material(
        [coding_of(event, state.codings[event["id"]], standing, codes) for event in here],
        [mark_of(event, marks[event["id"]]) for event in standing.done],
        [Verdict(one["id"], one["coder"], one["verdict"], tuple(one["of"]), one["round"]) for one in standing.decisions if "of" in one],
        {document: len(study.document(document).text) for document in study.documents.index},
        {coder: given["kind"] for coder, given in settings["coders"].items()},
        codes.settled,
        tuple(count.get("who", ())),
        tuple(count.get("models", ())),
        frozenset(settings.get("design", {}).get("pilot", ())),
    )  # fmt: skip


def codes_of(study: Study) -> Codes:
    """The codebook's history, to be asked."""
    return Codes(operations_of(lines(study, "codebook/history/*.jsonl")))


def lines(study: Study, pattern: str) -> list[str]:
    """The lines of all files of a kind."""
    return [line for path in sorted(study.root.glob(pattern)) for line in path.read_text(encoding="utf-8").splitlines()]


@dataclass
class Codes:
    """What codes are called at the head, and what was looked for under a version."""

    operations: list[Operation]
    searches: dict[Stamp, Search] = field(default_factory=dict)
    answers: dict[tuple[str, Stamp], bool] = field(default_factory=dict)

    @cached_property
    def head(self) -> Book:
        """The codebook as it is now."""
        return book_at(self.operations, tips_of(self.operations))

    def settled(self, code: str, stamp: Stamp) -> bool:
        """Whether a code is one of the version that a done mark names: it was looked for, or known and laid aside for good."""
        found = self.looked_for(code, stamp)
        known = self.searches[stamp].then.codes.get(code, {})
        return found or bool(known.get("retired") and not self.head.usable(code))

    def looked_for(self, code: str, stamp: Stamp) -> bool:
        """Whether a code was looked for under what a done mark names; an older line names a number."""
        if stamp not in self.searches:
            number = numbers(self.operations)
            ids = [id_ for id_ in number if number[id_] <= stamp] if isinstance(stamp, int) else stamp
            self.searches[stamp] = search(self.operations, ids)
        if (code, stamp) not in self.answers:
            self.answers[code, stamp] = self.searches[stamp].looked_for(code)
        return self.answers[code, stamp]


def coding_of(event: Event, placed: Any, standing: Standing, codes: Codes) -> Coding:
    """A coding, under the name that its code has at the head."""
    head = codes.head
    parts = [one["code"] for one in standing.decisions if one["verdict"] == "split" and event["id"] in one["of"]]
    # "a split one is undecided until its codings are placed": until then it is called as its coder called it
    code = parts[-1] if parts and event["code"] in head.splits else event["code"]
    # "`origin: search` until looked at": a person accepted it, or changed it (then it is another event)
    accepted = any(one["verdict"] == "accept" and event["id"] in one.get("of", ()) for one in standing.decisions)
    return Coding(
        event["id"], event["coder"], event["document"], placed.start, placed.end,
        head.now(code), event["round"], tuple(event.get("settles") or ()),
        unseen=event.get("origin") == "search" and not accepted,
    )  # fmt: skip


def mark_of(event: Event, placed: Any) -> Mark:
    """A done mark where it lies in the present text."""
    stamp: Stamp = tuple(event["codebook"]) if isinstance(event["codebook"], list) else event["codebook"]
    # "a `done` of version 1 is `full`"
    how = event.get("how", "full")
    return Mark(
        event["id"], event["coder"], event["document"], placed["start"], placed["end"], event["round"], how, stamp
    )
