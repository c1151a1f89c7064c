"""The acts of `parts/plan.yaml`, each done through the library as a person or a program would do it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from making.book import operations_of, read_versions
from making.clock import Clock
from making.corpus import Source, Written
from making.readers import READERS
from making.settling import settle_stretch
from qualitative import Study, amend
from qualitative.codings.events import code_event
from qualitative.codings.imported import as_imported
from qualitative.folder import acts, placing
from qualitative.folder.writing import append
from qualitative.text.sentences import sentence_spans

__all__ = ["Performer"]

Act = Mapping[str, Any]
MAIN = 2  # the round of all that is no pilot


class Performer:
    """Does one act after another on the study in `root`."""

    def __init__(self, root: Path, sources: list[Source], clock: Clock) -> None:
        self.study = Study.open(root)
        self.clock = clock
        self.sources = {source.id: source for source in sources}
        self.corrected = dict.fromkeys(self.sources, 0)
        self._versions = read_versions()
        self.version = 0

    def perform(self, act: Act) -> None:
        """Do one act of the plan. Raises what the library raises, with the act in it."""
        self.clock.set(f"{act['at']}:00+00:00")
        try:
            ACTS[act["do"]](self, act)
        except Exception as problem:
            problem.add_note(f"at {dict(act)}")
            raise

    def written(self, act: Act) -> Written:
        """The document of an act as it stands at that moment."""
        return self.sources[act["document"]].written(self.corrected[act["document"]])

    def end(self, act: Act) -> int:
        """Where the stretch of an act ends: with the words `until`, or with the text."""
        text = self.study.document(act["document"]).text
        return text.index(act["until"]) + len(act["until"]) if "until" in act else len(text)

    def where(self, act: Act) -> tuple[int, int]:
        """Where the words of an act stand; they must stand once."""
        text, words = self.study.document(act["document"]).text, act.get("now", act.get("words"))
        if text.count(words) != 1:
            raise ValueError(f"{words!r} stands {text.count(words)} times")
        return text.index(words), text.index(words) + len(words)

    def coding(self, act: Act) -> str:
        """The id of the coding whose words hold `words`, of coder `on` or of the one who acts."""
        state = placing.state_of(self.study.folder, [act.get("on", act.get("coder"))])
        standing = [*state.codings.values(), *(lost.coding for lost in state.lost)]
        found = [one.id for one in standing if one.document == act["document"] and act["words"] in one.quote]
        if len(found) != 1:
            raise ValueError(f"{len(found)} codings hold {act['words']!r}")
        return found[0]


def _codebook(self: Performer, act: Act) -> None:
    version = self._versions[self.version]
    self.study.revise(operations_of(version), by=version["by"], why=version["why"])
    self.version += 1


def _read(self: Performer, act: Act) -> None:
    coder, document, round = act["coder"], act["document"], act.get("round", MAIN)
    blind: bool | list[str] = ["suggestions"] if act.get("how") == "assisted" else True
    end = self.end(act)
    found = READERS[coder].finds(self.written(act), self.version, f"{coder}/{document}/{round}")
    standing = {
        (c.code, c.start)
        for c in placing.state_of(self.study.folder, [coder]).codings.values()
        if c.document == document and c.round == round
    }
    items = [
        (code, document, start, stop) for code, start, stop in found if stop <= end and (code, start) not in standing
    ]
    self.study.apply_many(items, coder=coder, round=round, blind=blind)
    if act.get("done", True):
        self.study.mark_done(document, coder=coder, end=end, how=act.get("how", "full"), round=round, blind=blind)


def _machine(self: Performer, act: Act) -> None:
    book = self.study.codebook
    for source in self.sources.values():
        document = self.study.document(source.id)
        if source.kind == "document" or document.date > act["at"]:
            continue
        asked = [turn for turn in self.written({"document": source.id}).turns if turn.label != "Interviewer"]
        sentences = [
            (turn.start + a, turn.start + b)
            for turn in asked
            for a, b in sentence_spans(document.text[turn.start : turn.end], "en")
        ]
        items = [
            (code, source.id, start, end)
            for start, end in sentences
            for code in book.usable()
            if any(word in document.text[start:end].lower() for word in book[code].keywords.get("en", ()))
        ]
        self.study.apply_many(items, coder=act["coder"], round=MAIN)
        self.study.mark_done(source.id, coder=act["coder"], round=MAIN)


def _search(self: Performer, act: Act) -> None:
    turns = [turn for turn in self.written(act).turns if turn.label != "Interviewer"]
    text = self.study.document(act["document"]).text
    for turn in turns:
        for a, b in sentence_spans(text[turn.start : turn.end], "en"):
            if act["words"] in text[turn.start + a : turn.start + b]:
                found = (act["code"], act["document"], turn.start + a, turn.start + b)
                acts.apply(self.study.folder, act["coder"], [found], round=MAIN, blind=False, origin="search")


def _import(self: Performer, act: Act) -> None:
    """What the coder finds in the text, coded elsewhere at `made`; nobody says there what was read to the end."""
    coder, document, folder = act["coder"], self.study.document(act["document"]), self.study.folder
    found = READERS[coder].finds(self.written(act), self.version, f"{act['tool']}/{act['file']}")
    brought = []
    for number, (code, start, end) in enumerate(found, 1):
        made = code_event(
            document, coder, code, start, end, codebook=self.study.codebook.stamp, round=MAIN, blind=False
        )
        brought.append(as_imported(made, {"tool": act["tool"], "file": act["file"], "id": str(number)}, act["made"]))
    append(folder, brought)


def _accept(self: Performer, act: Act) -> None:
    item = (act["code"], act["document"], *self.where(act))
    acts.apply(self.study.folder, act["coder"], [item], round=MAIN, blind=["suggestions"], suggestion=_suggestion(act))


def _reject(self: Performer, act: Act) -> None:
    start, end = self.where(act)
    said = {
        "verdict": "reject",
        "start": start,
        "end": end,
        "code": act["code"],
        "suggestion": _suggestion(act),
        "note": "",
    }
    acts.record(self.study.folder, "decide", act["coder"], act["document"], round=MAIN, **said)


def _suggestion(act: Act) -> dict[str, Any]:
    return {"model": "tagger", "p": act["p"], "drawn": "offered"}


def _correct(self: Performer, act: Act) -> None:
    name = act["document"]
    self.corrected[name] = act["round"]
    amend.correct(self.study.folder, name, self.written(act).body, by=act["by"], why=act["why"])


def _recode(self: Performer, act: Act) -> None:
    self.study.recode(self.coding(act), coder=act["coder"], code=act["code"])


def _retract(self: Performer, act: Act) -> None:
    self.study.retract(self.coding(act), coder=act["coder"])


def _undo(self: Performer, act: Act) -> None:
    self.study.undo(act["coder"], act["document"])


def _redo(self: Performer, act: Act) -> None:
    self.study.redo(act["coder"], act["document"])


def _memo(self: Performer, act: Act) -> None:
    of = self.coding(act) if "words" in act else act.get("of")
    self.study.memo(
        act["note"],
        coder=act["coder"],
        document=act.get("document"),
        of=of,
        kind=act["kind"],
        audience=act["for"],
    )


def _mark(self: Performer, act: Act) -> None:
    self.study.mark(act["document"], *self.where(act), coder=act["coder"], kind=act["kind"], why=act["why"], round=MAIN)


def _fix(self: Performer, act: Act) -> None:
    self.study.fix_version(by=act["by"], why=act["why"])


def _part(self: Performer, act: Act) -> None:
    self.study.decide_part(self.coding(act), act["code"], coder=act["coder"])


def _place(self: Performer, act: Act) -> None:
    for lost in self.study.lost():
        if lost.coding.document == act["document"] and act["words"] in lost.coding.quote:
            self.study.place(lost.coding.id, *self.where(act), coder=act["coder"])


def _retire(self: Performer, act: Act) -> None:
    for lost in self.study.lost():
        if lost.coding.document == act["document"] and act["words"] in lost.coding.quote:
            self.study.let_go(lost.coding.id, coder=act["coder"])


def _settle(self: Performer, act: Act) -> None:
    end = self.end(act)
    settle_stretch(self.study, self.written(act), act["document"], end, self.version, act["by"])
    self.study.mark_done(act["document"], coder="consensus", end=end, round=MAIN, blind=["coders"])


def _decide(self: Performer, act: Act) -> None:
    settle_stretch(
        self.study, self.written(act), act["document"], self.end(act), self.version, act["by"], only=act["first"]
    )


ACTS: dict[str, Callable[[Performer, Act], None]] = {
    "codebook": _codebook, "read": _read, "machine": _machine, "search": _search, "import": _import, "accept": _accept, "reject": _reject,
    "correct": _correct, "recode": _recode, "retract": _retract, "undo": _undo, "redo": _redo, "memo": _memo, "mark": _mark, "fix": _fix,
    "part": _part, "place": _place, "retire": _retire, "settle": _settle, "decide": _decide,
}  # fmt: skip
