"""What a sentence's surroundings add to suggestions, on two studies, whole documents left out, paired over seeds of the folds.

    python benchmarks/tagging_context.py [--seeds 5] [--study .] [SHARED]

The studies: 17 English interviews with 22 codes (Taguette), whose questions are the numbered lines and the moderator's; and the consensus
codings of this project's own study. `role` is the speaker's role as a column, `beside` adds the log-odds of the sentences beside, `words` takes the words of these and of the question as columns, `context` does both, as the tagger does. MAP and F1 are means over codes.
"""

from __future__ import annotations

import argparse
import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from qualitative import Study
from qualitative.exchange.placing import Placed, place
from qualitative.exchange.taguette.reading import read_taguette
from qualitative.folder import placing
from qualitative.tagging import Tagger, context, probabilities
from qualitative.tagging.folds import folds_of
from qualitative.tagging.metrics import average_precision, calibration_error, macro_f1
from qualitative.tagging.sources import coded_sentences, sentences_table
from qualitative.text.sentences import sentence_spans

FILE = "data/swj2022-taguette/data/transcripts/thematic-analysis/SERDIF_P2_ThematicAnalysis.sqlite3"
QUESTION = re.compile(r"\s*(?:\d+(?:\.[a-z]+)?|[a-z]{1,3}\.[ivx]{1,5})\.?\s|\s*MODERATOR")
SIZES = (0, 32, 128, 512, None)
BESIDE = probabilities.BESIDE
VARIANTS = ("text", "role", "beside", "words", "context")


@dataclass
class Sentences:
    """A codebook and its coded sentences, with their surroundings."""

    book: object
    documents: list[str]
    texts: list[str]
    codes: list[set[str]]
    roles: list[str]
    contexts: list[context.Context]


def interviews(shared: Path) -> Sentences:
    """The sentences that participants said, the questions being what stands before."""
    project = read_taguette(shared / FILE)
    placing = place(project)
    book = [{"id": code.id, "name": code.name, "definition": code.description} for code in project.codes]
    found = Sentences(book, [], [], [], [], [])
    for document in project.documents:
        text = placing.texts[document.id].ours
        places = zip(document.spans, placing.spans[document.id], strict=True)
        given = [(at.start, at.end, {c.code for c in span.codings}) for span, at in places if isinstance(at, Placed)]
        for question, turn in _answers(text):
            said = ["", *(text[start:end] for start, end in turn), ""]
            for n, (start, end) in enumerate(turn, 1):
                here = [codes for a, b, codes in given if _half(start, end, a, b)]
                found.documents.append(document.name)
                found.texts.append(said[n])
                found.codes.append(set().union(*here))
                found.roles.append("note" if said[n].startswith("(") else "participant")
                found.contexts.append(context.Context(said[n - 1], said[n + 1], question))
    return found


def own_study(folder: Path) -> Sentences:
    """The sentences that the consensus judged."""
    study = Study.open(folder).folder
    table = sentences_table(study.documents.values())
    table = coded_sentences(
        table, study.codings(["consensus"]), placing.state_of(study.folder, ["consensus"]), ["consensus"]
    )
    table = table[table["known"]]
    usable = set(Tagger(study.codebook()).codes_)
    return Sentences(study.codebook(), table["document"].tolist(), table["text"].tolist(), [set(c) & usable for c in table["codes"]],
                     table["role"].fillna("prose").tolist(), context.contexts_in(table))  # fmt: skip


def _answers(text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """(question, the sentences after it) of one interview."""
    question, turn, at = "", [], 0
    for line in text.split("\n"):
        spans = [(at + start, at + end) for start, end in sentence_spans(line, "en")]
        at += len(line) + 1
        if not QUESTION.match(line):
            turn += spans
            continue
        if turn:
            yield question, turn
            question, turn = "", []
        question = f"{question} {line.strip()}".strip()
    if turn:
        yield question, turn


def _half(start: int, end: int, a: int, b: int) -> bool:
    shared = min(end, b) - max(start, a)
    return shared > 0 and shared * 2 >= min(end - start, b - a)


def judged(data: Sentences, size: int | None, seed: int) -> dict[str, np.ndarray]:
    """For each variant (probabilities, what was said, seconds of processor to learn and to predict), every sentence left out once."""
    tagger = Tagger(data.book)
    shape = (len(data.texts), len(tagger.codes_))
    found = {name: [np.zeros(shape), np.zeros(shape, dtype=bool), np.zeros(2)] for name in VARIANTS}
    fold = folds_of(data.documents, len(data.texts), 5, seed)
    roles = [context.Context(question=role) for role in data.roles]
    for left in np.unique(fold):
        train, test = (
            np.random.default_rng(seed).permutation(np.flatnonzero(fold != left)),
            np.flatnonzero(fold == left),
        )
        train = train[:size]
        runs = (("text", None, None, 0.0), ("beside", None, data.contexts, BESIDE), ("role", roles, roles, 0.0),
                ("words", data.contexts, data.contexts, 0.0), ("context", data.contexts, data.contexts, BESIDE))  # fmt: skip
        for name, learned, asked, beside in runs:
            probabilities.BESIDE = beside
            start = time.process_time()
            if name not in ("beside", "context"):  # these learn as the one before
                tagger.fit(
                    [data.texts[n] for n in train], [data.codes[n] for n in train], [data.documents[n] for n in train],
                    context=context.picked(learned, train),
                )  # fmt: skip
            middle = time.process_time()
            p = tagger.predict_proba([data.texts[n] for n in test], context.picked(asked, test))
            found[name][0][test], found[name][1][test] = p, p >= tagger.thresholds_
            found[name][2] += (middle - start, time.process_time() - middle)
    return found


def measured(data: Sentences, seeds: int) -> None:
    """One line a size and variant."""
    tagger = Tagger(data.book)
    given = tagger.model_.prior.labels(data.codes, len(data.texts)).astype(bool)
    there = np.flatnonzero(given.any(axis=0))
    print(f"\n{len(set(data.documents))} documents, {len(data.texts)} sentences, {len(there)} codes, {seeds} seeds")
    print("   n variant    MAP  paired (least, seeds > 0)     F1  paired (seeds > 0)    ECE  learn, predict (s)")
    for size in SIZES:
        rows = []
        for seed in range(seeds):
            for name, (p, said, seconds) in judged(data, size, seed).items():
                mean = np.mean([average_precision(given[:, c], p[:, c]) for c in there])
                rows.append((name, mean, macro_f1(given, said), calibration_error(given, p), *seconds / 5))
        _, *figures = zip(*rows, strict=True)
        table = np.array(figures).reshape(5, seeds, len(VARIANTS))
        for n, name in enumerate(VARIANTS):
            mean, f1, error, learn, predict = table[:, :, n]
            gain, gain_f1 = mean - table[0, :, 0], f1 - table[1, :, 0]
            print(f"{'all' if size is None else size:>4} {name:8} {mean.mean():.3f}  {gain.mean():+.3f} ({gain.min():+.3f}, {(gain > 0).sum()}/{seeds})"
                  f"          {f1.mean():.3f}  {gain_f1.mean():+.3f} ({(gain_f1 > 0).sum()}/{seeds})         {error.mean():.4f}"
                  f" {learn.mean():.2f}, {predict.mean():.2f}", flush=True)  # fmt: skip


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", "../shared"))
    parser.add_argument("--seeds", type=int, default=5)
    parser.add_argument("--study", default=Path(__file__).resolve().parent.parent)
    options = parser.parse_args()
    measured(own_study(Path(options.study)), options.seeds)
    measured(interviews(Path(options.shared)), options.seeds)
