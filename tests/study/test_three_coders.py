"""Three coders work on three branches: codings, notes, codebook, done marks, settling, corrections. Git merges in any order: the same study everywhere.

QUALITATIVE_HISTORIES sets how many random histories are tried.
"""

from __future__ import annotations

import dataclasses
import os
import random
import warnings
from pathlib import Path
from typing import Any

import pytest

from codebook.clones import Clone
from codebook.test_three_clones import everything, merge_all
from qualitative import Study
from qualitative.amend import correct
from qualitative.codings.log import event_paths, read_events
from qualitative.errors import QualitativeError
from qualitative.folder import placing
from qualitative.text.turns import turns_of

HISTORIES = int(os.environ.get("QUALITATIVE_HISTORIES", "6"))
CODERS = ("ana", "budi", "cici")
SPEECH = "Q: How did it begin?\n\nA: We had no money at first. The office came late, and people waited.\n\nQ: And now?\n\nA: Now the road is open. Nobody waits any more, but money stays short.\n"
HEAD = "---\nid: {id}\nkind: interview\nprovenance: fieldwork\ncase: north\ndate: 2024-05\nlanguage: en\nspeakers: {{Q: interviewer, A: informant}}\n---\n"
SETTINGS = "format: 2\ntitle: A study\nlanguages: [en]\ncoders:\n" + "".join(f"  {c}: {{kind: human}}\n" for c in (*CODERS, "consensus"))  # fmt: skip
CODES = [{"op": "add", "code": {"id": id, "parent": None, "name": {"en": id}}} for id in ("money", "waiting", "road")]


class Worker(Clone):
    """A clone in which somebody works through `Study`; `acknowledged` holds the ids of events that were said to be on disk."""

    def act(self) -> None:
        study, rng = Study.open(self.root), self.rng
        names = sorted(study.folder.documents)
        before = self.events()
        try:
            rng.choice(
                [
                    self.code,
                    self.code,
                    self.code,
                    self.change_mine,
                    self.note,
                    self.done,
                    self.settle,
                    self.revise,
                    self.mend,
                ]
            )(study, rng.choice(names))
        except QualitativeError:
            return  # nothing there to change, settle or mend
        self.acknowledged |= self.events() - before
        self.dirty = True

    def events(self) -> set[str]:
        return {event["id"] for path in event_paths(self.root / "corpus/codings") for event in read_events(path)[0]}

    def code(self, study: Study, document: str) -> None:
        turn = self.rng.choice(turns_of(study.folder.document(document)))
        start = self.rng.randrange(turn.start, turn.end - 2)
        code = self.rng.choice(study.codebook.usable())
        study.apply(code, document, start, self.rng.randrange(start + 1, turn.end), coder=self.coder)

    def change_mine(self, study: Study, document: str) -> None:
        mine = sorted(id for id, coding in placing.state_of(study.folder, [self.coder]).codings.items())
        if not mine:
            raise QualitativeError("nothing yet")
        id = self.rng.choice(mine)
        if self.rng.random() < 0.5:
            study.retract(id, coder=self.coder)
        else:
            study.recode(id, coder=self.coder, code=self.rng.choice(study.codebook.usable()))

    def note(self, study: Study, document: str) -> None:
        study.memo(f"note {self.rng.random()}", coder=self.coder, document=self.rng.choice([document, None]))

    def done(self, study: Study, document: str) -> None:
        study.mark_done(document, coder=self.coder, how=self.rng.choice(["full", "assisted", "stopped"]))

    def settle(self, study: Study, document: str) -> None:
        rows = study.disagreements(list(CODERS), settled=None)
        row = rows.iloc[self.rng.randrange(len(rows))] if len(rows) else None
        if row is None:
            raise QualitativeError("nothing to settle")
        study.adjudicate(row, self.rng.choice(["both", "neither"]), by=self.coder, note="talked over")

    def revise(self, study: Study, document: str) -> None:
        some, other = self.rng.choice(list(study.codebook)), self.rng.choice(list(study.codebook))
        self.made += 1
        kinds = [
            {"op": "add", "code": {"id": f"{self.coder}-{self.made}", "parent": None, "name": {"en": "new"}}},
            {"op": "rename", "code": some, "name": {"en": f"{some} {self.made}"}},
            {"op": "merge", "from": [some], "into": other},
            {"op": "edit", "code": some, "set": {"definition": {"en": f"said {self.made}"}}},
        ]
        study.revise([self.rng.choice(kinds)], by=self.coder, why="because")

    def mend(self, study: Study, document: str) -> None:
        mine = f"talk-{self.coder}"  # who corrects one text alone: of two corrections of one text a person decides
        text = study.folder.document(mine).text
        old, new = self.rng.choice(
            [("money", "funds"), ("late", "very late"), ("people", "many people"), ("the road", "that road")]
        )
        if old not in text:
            raise QualitativeError("mended already")
        correct(study.folder, mine, text.replace(old, new, 1), by=self.coder, why="misheard")


def clones(folder: Path, seed: int) -> list[Worker]:
    first = Worker(folder / "ana", "ana", random.Random(f"{seed}-ana"))
    (first.root / "corpus/transcripts").mkdir(parents=True)
    (first.root / "study.yaml").write_text(SETTINGS, encoding="utf-8")
    (first.root / "corpus/cases.csv").write_text("case\nnorth\n", encoding="utf-8")
    (first.root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    (first.root / ".gitattributes").write_text(
        "*.jsonl merge=union text eol=lf\ncodebook/codebook.yaml -merge\n", encoding="utf-8"
    )
    for coder in CODERS:
        text = HEAD.format(id=f"talk-{coder}") + SPEECH
        (first.root / f"corpus/transcripts/talk-{coder}.md").write_text(text, encoding="utf-8")
    Study.open(first.root).revise(CODES, by="ana", why="To begin with")
    first.git("init", "-q", "-b", "main")
    first.dirty = True
    first.commit()
    others = []
    for coder in CODERS[1:]:
        clone = Worker(folder / coder, coder, random.Random(f"{seed}-{coder}"))
        first.git("clone", "-q", str(first.root), str(clone.root))
        others.append(clone)
    return [first, *others]


def whole(clone: Worker) -> dict[str, Any]:
    """All that a study says: what stands, where, under which codes, and what counts."""
    study = Study.open(clone.root)
    state = placing.state_of(study.folder)
    counted = study.counted()
    return {
        "codings": [dataclasses.astuple(coding) for coding in state.codings.values()],
        "lost": sorted(place.coding.id for place in state.lost),
        "memos": state.memos,
        "decisions": state.decisions,
        "done": {key: sorted(spans) for key, spans in state.done.items()},
        "texts": {id: document.text for id, document in study.folder.documents.items()},
        "codebook": everything(clone.versions),
        "table": study.codings(coders=[*CODERS, "consensus"]).to_dict("records"),
        "counted": counted.table.astype(str).to_dict("records"),
        "left out": counted.left_out.astype(str).to_dict("records"),
    }


@pytest.mark.parametrize("seed", range(HISTORIES))
def test_three_branches_come_together_as_one_study_and_lose_nothing(tmp_path: Path, seed: int) -> None:
    warnings.simplefilter("ignore", UserWarning)  # of words that a correction took away
    rng, workers = random.Random(seed), clones(tmp_path, seed)
    for _ in range(rng.randrange(6, 12)):
        worker = rng.choice(workers)
        for _ in range(rng.randrange(2, 7)):
            worker.act()
        if rng.random() < 0.2:
            worker.merge(rng.choice([one for one in workers if one is not worker]))
    merge_all(workers, rng)
    found = [whole(worker) for worker in workers]
    for name, said in found[0].items():
        assert said == found[1][name] == found[2][name], name
    known = workers[0].events()
    assert all(worker.acknowledged <= known for worker in workers)
    assert sum(len(worker.acknowledged) for worker in workers) > 5
