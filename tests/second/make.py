"""Make the second study: `python tests/second/make.py [FOLDER]` (without a folder: the one beside this file). The same bytes on every run.

Texts, codebook and plan are in `parts`; the files of `parts/study` are taken as they are; everything else is written by acts of the library
under a clock of our own.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

import yaml
from making.acts import Performer
from making.clock import Clock
from making.corpus import PARTS, Source, guide, read_sources
from making.truths import format_truths

HERE = Path(__file__).resolve().parent
GUIDE = "# The questions that an interview may put, and the turns in which it put them, in words of its own.\n"


def make(root: Path) -> None:
    """Write the study to `root`, a folder that does not exist yet."""
    shutil.copytree(PARTS / "study", root)
    sources = read_sources()
    for source in sources:
        _write(root / f"corpus/{source.folder}/{source.id}.md", source.file(0))
    _write(root / "corpus/guide.yaml", GUIDE + yaml.safe_dump(guide(sources), sort_keys=False, width=120))
    clock = Clock()
    with clock.running():
        performer = Performer(root, sources, clock)
        for act in yaml.safe_load((PARTS / "plan.yaml").read_text(encoding="utf-8")):
            performer.perform(act)
    _check(performer, sources)
    _write(root / "truths.csv", format_truths(sources))
    shutil.rmtree(root / ".cache")


def _check(performer: Performer, sources: list[Source]) -> None:
    """That every round of slips was corrected, so that the known passages stand where `truths.csv` has them."""
    for source in sources:
        if performer.study.document(source.id).text != source.written().body:
            raise SystemExit(f"{source.id}: plan.yaml does not correct every slip")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        make(Path(sys.argv[1]))
    else:
        with tempfile.TemporaryDirectory() as made:
            make(Path(made) / "study")
            shutil.rmtree(HERE / "study", ignore_errors=True)
            shutil.copytree(Path(made) / "study", HERE / "study")
