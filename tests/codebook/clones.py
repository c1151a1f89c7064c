"""A coder's clone of a study: changes of the codebook at random, commits, and merges by git itself."""

from __future__ import annotations

import os
import random
import subprocess
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from qualitative.codebook.codes import code_fields
from qualitative.codebook.files import read_versions
from qualitative.codebook.head import HEAD, write_head
from qualitative.codebook.revising import decide_between, fix_version, revise
from qualitative.codebook.versions import Versions
from qualitative.errors import CodebookError

ATTRIBUTES = "*.jsonl merge=union text eol=lf\n"
NEVER_MERGED = "codebook/codebook.yaml -merge\n"


@dataclass
class Clone:
    """`acknowledged`: the ids of operations that were made here; `coded`: (code, stamp, operations that added this code) as coders gave it.

    `fixed`: by operation, the number of the codebook that was fixed here, and its codes.
    """

    root: Path
    coder: str
    rng: random.Random
    acknowledged: set[str] = field(default_factory=set)
    coded: list[tuple[str, tuple[str, ...], frozenset[str]]] = field(default_factory=list)
    fixed: dict[str, tuple[int, list[dict[str, Any]]]] = field(default_factory=dict)
    made: int = 0
    dirty: bool = False

    @property
    def codebook(self) -> Path:
        return self.root / "codebook"

    @property
    def versions(self) -> Versions:
        return read_versions(self.codebook)

    def git(self, *arguments: str) -> int:
        who = ("-c", f"user.name={self.coder}", "-c", "user.email=a@b.invalid", "-c", "commit.gpgsign=false")
        environment = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        command = ["git", *who, "-C", str(self.root), *arguments]
        return subprocess.run(command, capture_output=True, env=environment, check=False).returncode

    def commit(self) -> None:
        if self.dirty:
            self.git("add", "-A")
            assert self.git("commit", "-qm", "Work") == 0
        self.dirty = False

    def change(self) -> None:
        """One change at random, as far as the codebook allows it; now and then a decision, a fixed number, a coding."""
        before = {operation.id for operation in self.versions.history.operations}
        try:
            self._change()
        except CodebookError:
            return
        new = {operation.id for operation in self.versions.history.operations} - before
        self.acknowledged |= new
        self.dirty = self.dirty or bool(new)

    def _change(self) -> None:
        versions, rng = self.versions, self.rng
        open_ones = versions.contradictions()
        head = {"by": self.coder, "why": "because", "at": "2024-06-01T00:00:00Z"}
        if open_ones and rng.random() < 0.15:
            one = rng.choice(open_ones)
            decide_between(self.codebook, one, rng.choice(one.choices), **head)
        elif rng.random() < 0.05:
            number = fix_version(self.codebook, by=self.coder, at=head["at"])
            if self.versions is not versions:
                self.fixed[self.versions.history.head[0]] = (
                    number,
                    [code_fields(code) for code in versions.head.values()],
                )
        else:
            revise(self.codebook, self._operations(list(versions.head)), **head)

    def _operations(self, codes: list[str]) -> list[dict[str, Any]]:
        rng = self.rng
        few = [*codes[:4], *rng.sample(codes, min(2, len(codes)))]  # mostly the same ones, so that people meet
        some, other = (rng.choice(few), rng.choice(few)) if few else ("none", "none")
        self.made += 1
        word = rng.choice(["red", "green", "blue"])
        # names are few, so that two clones add the same id, alike or not
        new = rng.choice([f"{self.coder}-{self.made}", f"common-{rng.randrange(3)}"])
        add = {
            "op": "add",
            "code": {
                "id": new,
                "parent": rng.choice([None, some if codes else None]),
                "name": {"en": rng.choice([new, word])},
            },
        }
        kinds: list[list[dict[str, Any]]] = [
            [add],
            [add, {"op": "merge", "from": [some], "into": new}],
            [{"op": "rename", "code": some, "name": {rng.choice(["en", "id"]): word}}],
            [{"op": "edit", "code": some, "set": {"definition": {rng.choice(["en", "id"]): word}}}],
            [
                {
                    "op": "edit",
                    "code": some,
                    "set": {"keywords": {"en": [word]}, "classes": {"hue": word}},
                    "reread": True,
                }
            ],
            [{"op": "merge", "from": [some], "into": other}],
            [{"op": "rename", "code": some, "name": {"en": word}}],
            [{"op": "split", "from": some, "into": rng.sample(codes, min(2, len(codes)))}],
            *[[{"op": "move", "code": some, "parent": rng.choice([None, other, other])}]] * 2,
            [{"op": rng.choice(["retire", "restore"]), "code": some}],
        ]
        return rng.choice([*kinds, [add]])

    def code_something(self) -> None:
        """What a coder gives now: any code that can be given, under the codebook as it is here."""
        versions = self.versions
        usable = versions.head.usable()
        if usable:
            code, stamp = self.rng.choice(usable), versions.head.tips
            self.coded.append((code, stamp, added_as(versions, code, stamp)))

    def merge(self, other: Clone) -> None:
        """Merge what another clone has committed, as a coder would; either side of `codebook.yaml` will do."""
        self.commit()
        other.commit()
        assert self.git("fetch", "-q", str(other.root), "HEAD") == 0
        if self.git("merge", "-q", "--no-edit", "FETCH_HEAD") != 0:
            assert self._unmerged() == [f"codebook/{HEAD}"]
            side = self.rng.choice(["--ours", "--theirs", None])
            if side:
                self.git("checkout", side, f"codebook/{HEAD}")
            read_versions(self.codebook)  # whatever the file holds
            write_head(self.codebook)
            self.dirty = True
            self.commit()

    def _unmerged(self) -> list[str]:
        command = ["git", "-C", str(self.root), "diff", "--name-only", "--diff-filter=U"]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()


def added_as(versions: Versions, code: str, stamp: tuple[str, ...]) -> frozenset[str]:
    """The operations that added what `code` means under a version."""
    under = versions.set_of(stamp)
    key = versions.names.key(code, under)
    operations = versions.history.operations
    adds = (place for place, made in enumerate(operations) if made.op == "add" and under >> place & 1)
    return frozenset(
        operations[place].id
        for place in adds
        if versions.names.key_of_add(operations[place].fields["code"]["id"], place) == key
    )


def three_clones(folder: Path, seed: int, codes: list[dict[str, Any]]) -> list[Clone]:
    """Clones of one study by ana, budi and cici; every second study is from before `codebook.yaml` was never merged."""
    first = Clone(folder / "ana", "ana", random.Random(f"{seed}-ana"))
    first.codebook.mkdir(parents=True)
    (first.root / "study.yaml").write_text("format: 2\ntitle: A study\n", encoding="utf-8")
    (first.root / ".gitignore").write_text(".cache/\n", encoding="utf-8")
    (first.root / ".gitattributes").write_text(ATTRIBUTES + (NEVER_MERGED if seed % 2 else ""), encoding="utf-8")
    adds = [{"op": "add", "code": code} for code in codes]
    revise(first.codebook, adds, by="ana", why="To begin with", at="2024-06-01T00:00:00Z")
    first.git("init", "-q", "-b", "main")
    first.dirty = True
    first.commit()
    others = []
    for coder in ("budi", "cici"):
        clone = Clone(folder / coder, coder, random.Random(f"{seed}-{coder}"))
        first.git("clone", "-q", str(first.root), str(clone.root))
        others.append(clone)
    return [first, *others]
