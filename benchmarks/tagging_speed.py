"""How long suggestions take: 100,000 sentences by the tagger and in a study, first and from the cache, memory, a refit; beside scikit-learn.

    python benchmarks/tagging_speed.py [--sentences 100000] [--keep DIR] [SHARED]

SHARED (or QUALITATIVE_SHARED) is the folder that holds `data/tagging`. Sentences are made of pieces of its reviews, 20 codes are learned from
256 of them. Each row is a process of its own: seconds on the clock, seconds of processor, and the most memory that the process held. The rival
is one-against-rest logistic regression on TF-IDF of words and characters, which gives probabilities and no reasons.
Targets: 100,000 sentences in 6 s, from the cache in 2 s, 1 GB; a refit in 0.15 s.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations
from tagging import read_set

BOOKS = Path(__file__).parent / "codebooks"
WORDS, TRAINED, DOCUMENTS = 20, 256, 200


def twenty_codes() -> list[dict[str, Any]]:
    """The ten codes of the hotel reviews, each twice."""
    book = yaml.safe_load((BOOKS / "hoasa.yaml").read_text(encoding="utf-8"))
    return [{**entry, "id": (entry["id"] + more).replace("_", "-")} for entry in book for more in ("", "-2")]


def coded_texts(folder: Path) -> tuple[list[str], list[set[str]]]:
    """The texts to learn from, with their codes."""
    pool = read_set(folder, "hoasa", "train")[:TRAINED]
    doubled = [{(code + more).replace("_", "-") for code in codes for more in ("", "-2")} for _, codes in pool]
    return [text for text, _ in pool], doubled


def made_sentences(folder: Path, count: int) -> list[str]:
    """`count` different sentences of at most 20 words, each of two pieces of reviews."""
    pieces = []
    for name in ("hoasa", "casa"):
        for part in ("train", "valid", "test"):
            for text, _ in read_set(folder, name, part):
                words = [word.strip(".!?…") or "," for word in text.split()]
                pieces += [words[start : start + WORDS // 2] for start in range(0, len(words), WORDS // 2)]
    drawn, found = random.Random(0), {}
    while len(found) < count:
        found[" ".join(drawn.choice(pieces) + drawn.choice(pieces)).capitalize() + "."] = None
    return list(found)


def write_study(root: Path, folder: Path, count: int) -> None:
    """200 transcripts with `count` sentences in turns of five, 256 more of them coded by one coder."""
    from qualitative import Study

    texts, codes = coded_texts(folder)
    for place in ("corpus/transcripts", "codebook"):
        (root / place).mkdir(parents=True)
    (root / "study.yaml").write_text("format: 2\ntitle: Speed\ncoders:\n  ana: {kind: human}\n", encoding="utf-8")
    (root / "corpus/cases.csv").write_text("case\nnorth\n", encoding="utf-8")
    operations = [
        {"n": 1, "op": "add", "by": "ana", "at": "2024-06-01T00:00:00Z", "code": _code(entry)}
        for entry in twenty_codes()
    ]
    append_operations(root / "codebook", history_from_changes(operations))
    sentences = made_sentences(folder, count)
    size = -(-len(sentences) // DOCUMENTS)
    given: list[tuple[str, str, str]] = []
    for number in range(DOCUMENTS):
        name, own = f"int-{number:03}", sentences[number * size : (number + 1) * size]
        turns = [" ".join(own[start : start + 5]) for start in range(0, len(own), 5)]
        for text, found in list(zip(texts, codes, strict=True))[number::DOCUMENTS]:
            turns.append(" ".join(text.split()))
            given += [(code, name, turns[-1]) for code in sorted(found)]
        _write_transcript(root, name, turns)
    study = Study.open(root)
    bodies = {name: document.text for name, document in study.folder.documents.items()}
    places = [(code, name, bodies[name].index(turn), len(turn)) for code, name, turn in given]
    study.apply_many([(code, name, start, start + length) for code, name, start, length in places], coder="ana")


def _code(entry: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": entry["id"],
        "parent": None,
        "name": {"id": entry["id"]},
        "definition": {"id": entry["definition"]},
        "keywords": {"id": [str(word) for word in entry["keywords"]]},
    }


def _write_transcript(root: Path, name: str, turns: list[str]) -> None:
    head = f"---\nid: {name}\nkind: interview\nprovenance: fieldwork\ncase: north\ndate: 2024-05\nlanguage: id\n"
    head += "speakers: {P: interviewer, A: informant}\n---\n"
    body = "".join(f"P: Lalu bagaimana?\n\nA: {turn}\n\n" for turn in turns)
    (root / f"corpus/transcripts/{name}.md").write_text(head + body, encoding="utf-8")


def measured(act: Callable[[], Any]) -> dict[str, float]:
    """Seconds on the clock and of the processor, and how many rows came out."""
    start, used = time.perf_counter(), time.process_time()
    made = act()
    rows = len(made) if hasattr(made, "__len__") else 0
    return {"clock": time.perf_counter() - start, "processor": time.process_time() - used, "rows": rows}


def tagger_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """Suggestions with reasons, from texts in memory."""
    from qualitative.tagging import Tagger

    sentences = made_sentences(folder, count)
    tagger = Tagger(twenty_codes()).fit(*coded_texts(folder))
    return {"Tagger.suggest, with reasons": measured(lambda: tagger.suggest(sentences))}


def probabilities_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """Probabilities alone, which the rival is to be held against."""
    from qualitative.tagging import Tagger

    sentences = made_sentences(folder, count)
    tagger = Tagger(twenty_codes()).fit(*coded_texts(folder))
    return {"Tagger.predict_proba": measured(lambda: tagger.predict_proba(sentences))}


def refit_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """The median of seven refits."""
    from qualitative.tagging import Tagger

    texts, codes = coded_texts(folder)
    runs = [measured(lambda: Tagger(twenty_codes()).fit(texts, codes)) for _ in range(7)]
    return {"refit, 20 codes x 256 texts": {key: statistics.median(run[key] for run in runs) for key in runs[0]}}


def rival_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """scikit-learn on the same texts."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.multiclass import OneVsRestClassifier
    from sklearn.pipeline import make_pipeline, make_union
    from sklearn.preprocessing import MultiLabelBinarizer

    sentences, (texts, codes) = made_sentences(folder, count), coded_texts(folder)
    columns = make_union(TfidfVectorizer(), TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5)))
    model = make_pipeline(columns, OneVsRestClassifier(LogisticRegression(max_iter=1000)))
    labels = MultiLabelBinarizer().fit_transform(codes)
    fit = measured(lambda: model.fit(texts, labels))
    return {
        "scikit-learn: fit": fit,
        "scikit-learn: predict_proba": measured(lambda: model.predict_proba(sentences)),
    }


def study_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """A study opened and asked twice, in one process, then once more after a coding."""
    from qualitative import Study

    study = Study.open(root)
    first = measured(lambda: study.suggest("ana"))
    again = measured(lambda: study.suggest("ana"))
    row = study.suggest("ana").iloc[0]
    study.accept(row, coder="ana")
    return {
        "Study.suggest, first": first,
        "Study.suggest, again": again,
        "Study.suggest, after one more coding": measured(lambda: study.suggest("ana")),
    }


def cached_row(folder: Path, count: int, root: Path) -> dict[str, dict[str, float]]:
    """The same study in a fresh process, its import and opening counted."""

    def act() -> Any:
        from qualitative import Study

        return Study.open(root).suggest("ana")

    return {"Study.suggest, cached, fresh process": measured(act)}


ROWS = {
    "refit": refit_row,
    "probabilities": probabilities_row,
    "tagger": tagger_row,
    "rival": rival_row,
    "study": study_row,
    "cached": cached_row,
}


def main() -> None:
    """All rows, each in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", nargs="?", default=os.environ.get("QUALITATIVE_SHARED", "../shared"))
    parser.add_argument("--sentences", type=int, default=100_000)
    parser.add_argument("--keep", type=Path, help="make the study here, or use the one that lies here")
    parser.add_argument("--rows", nargs="+", choices=ROWS, default=list(ROWS))
    parser.add_argument("--row", choices=ROWS, help=argparse.SUPPRESS)
    given = parser.parse_args()
    folder = Path(given.shared) / "data" / "tagging"
    if given.row:
        found = ROWS[given.row](folder, given.sentences, given.keep)
        print(json.dumps({"rows": found, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
        return
    with tempfile.TemporaryDirectory() as scratch:
        root = given.keep or Path(scratch) / "study"
        if {"study", "cached"} & set(given.rows) and not (root / "study.yaml").exists():
            write_study(root, folder, given.sentences)
        print(f"{'':<40} {'clock':>8} {'processor':>9} {'rows':>8} {'peak':>8}")
        for name in given.rows:
            command = [sys.executable, __file__, str(given.shared), "--row", name, "--keep", str(root)]
            command += ["--sentences", str(given.sentences)]
            done = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
            for label, row in done["rows"].items():
                print(f"{label:<40} {row['clock']:>6.2f} s {row['processor']:>7.2f} s {row['rows']:>8.0f} {done['peak']:>5.0f} MB")  # fmt: skip


if __name__ == "__main__":
    main()
