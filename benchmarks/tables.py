"""Reading documents, and a crosstab code × case of many codings from files and from the cache.

    python benchmarks/tables.py [--codings 1000000] [--lines new|old]

`--lines` says in which version of the format the codings are written: as today, one by one, some not blind, some imported; or as release 0.1.0
wrote them, which stay so in a study that was migrated.

Targets: 1,000 documents of 6 KB in 0.6 s; 1,000,000 codings 1 s from files, 20 ms from the cache. Beside it stand, in the same run, DuckDB
reading the same files with no check, no replay and no look at the texts (what a correct answer can hardly be faster than), and pandas
crosstabbing a table that it has in memory already.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

import pandas as pd

from qualitative import Study
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations
from qualitative.codings.events import Event, code_event, format_event
from qualitative.codings.imported import as_imported
from qualitative.codings.schema import Foreign
from qualitative.corpus.documents import read_documents
from qualitative.model import Document

WORDS = [
    "kami",
    "urus",
    "KTP",
    "di",
    "desa",
    "dananya",
    "dari",
    "dana",
    "desa",
    "Puskesos",
    "warga",
    "datang",
    "bertanya",
    "soal",
    "bantuan",
]
CROSSTAB = 'select code, "case", count(*) as n from codings group by all'
CODERS, DOCUMENTS, CODES, CASES = 3, 1000, 100, 4
COLUMNS = dict.fromkeys(
    ("id", "at", "coder", "document", "codebook", "quote", "before", "after", "code", "replaces"), "VARCHAR"
)
COLUMNS |= dict.fromkeys(("v", "round", "start", "end"), "BIGINT")


def write_study(root: Path, codings: int, rng: random.Random, lines: str = "new") -> None:
    """A study of 1,000 transcripts of 6 KB, three coders and 100 codes."""
    for folder in ("corpus/transcripts", "codebook"):
        (root / folder).mkdir(parents=True)
    coders = "".join(f"  coder-{n}: {{kind: human}}\n" for n in range(CODERS))
    (root / "study.yaml").write_text(f"format: 2\ntitle: Tables\ncoders:\n{coders}")
    (root / "corpus/cases.csv").write_text("case\n" + "".join(f"case-{n}\n" for n in range(CASES)))
    codes = ({"id": f"code-{n}", "name": {"en": f"Code {n}"}} for n in range(CODES))
    append_operations(root / "codebook", history_from_changes({"n": 1, "op": "add", "code": code} for code in codes))
    tips = Study.open(root).codebook.tips
    each = codings // (CODERS * DOCUMENTS)
    for number in range(DOCUMENTS):
        turns = [f"[00:{n:02}:00] {'PA'[n % 2]}: {' '.join(rng.choices(WORDS, k=33))}\n" for n in range(27)]
        head = f"id: int-{number}\nkind: interview\nprovenance: fieldwork\ncase: case-{number % CASES}\ndate: 2024-05\nlanguage: id\nspeakers: {{P: interviewer, A: informant}}\n"
        text = "\n".join(turns)
        (root / f"corpus/transcripts/int-{number}.md").write_text(f"---\n{head}---\n{text}")
        document = Document(f"int-{number}", "interview", "fieldwork", f"case-{number % CASES}", "2024-05", "id", text)
        for coder in range(CODERS):
            path = root / f"corpus/codings/coder-{coder}/int-{number}.jsonl"
            path.parent.mkdir(parents=True, exist_ok=True)
            made = islice(iter_codings(document, f"coder-{coder}", rng, tips if lines == "new" else 1), each)
            path.write_text("".join(format_event(event) + "\n" for event in made), encoding="utf-8")


def iter_codings(
    document: Document, coder: str, rng: random.Random, codebook: int | tuple[str, ...]
) -> Iterator[Event]:
    """Codings without end; under operations of a codebook they carry what lines of today do."""
    prev: list[str] = []
    while True:
        start = rng.randrange(len(document.text) - 90)
        end, code = start + rng.randrange(20, 90), f"code-{rng.randrange(CODES)}"
        if isinstance(codebook, int):
            yield code_event(document, coder, code, start, end, codebook=codebook)
            continue
        blind = rng.choice([True] * 8 + ["suggestions", None])
        event: Event = code_event(document, coder, code, start, end, codebook=codebook, blind=blind)
        if rng.random() < 0.05:
            foreign: Foreign = {"tool": "taguette", "file": "project.sqlite3", "id": event["id"]}
            yield as_imported(event, foreign, "2019-01-01T00:00:00.000Z")
            continue
        yield {**event, "prev": prev} if prev else event
        prev = [event["id"]]


def seconds(do: Callable[[], object], times: int) -> float:
    """The median of so many runs."""
    taken = []
    for _ in range(times):
        begun = time.perf_counter()
        do()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def seconds_of_duckdb(root: Path) -> tuple[float, float]:
    """(wall, CPU) for DuckDB alone to read the fields of all events and count them by code."""
    import duckdb

    read = ", ".join(f'max("{name}")' for name in COLUMNS)
    files = str(root / "corpus/codings/*/*.jsonl")
    query = f"select code, {read} from read_json('{files}', format='newline_delimited', columns={COLUMNS}) group by all"
    return both(lambda: duckdb.connect().execute(query).fetchall())[:2]


def both(do: Callable[[], object]) -> tuple[float, float, object]:
    """(wall seconds, CPU seconds, what came out)."""
    wall, cpu = time.perf_counter(), time.process_time()
    found = do()
    return time.perf_counter() - wall, time.process_time() - cpu, found


def scratch() -> Path:
    """A folder on the project's disk that git ignores."""
    folder = Path(__file__).resolve().parent.parent / ".cache"
    folder.mkdir(exist_ok=True)
    return folder


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--codings", type=int, default=1_000_000)
    parser.add_argument("--lines", choices=["new", "old"], default="new")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=scratch()) as place:
        root = Path(place)
        write_study(root, given.codings, random.Random(1), given.lines)
        taken = seconds(lambda: read_documents(root / "corpus", root), 5)
        print(f"read {DOCUMENTS} documents of 6 KB: {taken:.3f} s")
        time.sleep(3)  # files written this moment are read twice, to be sure
        wall, cpu = seconds_of_duckdb(root)
        print(f"DuckDB reading the same files: {wall:.2f} s ({cpu:.2f} s of CPU)")
        mine, own, table = both(lambda: Study.open(root).sql(CROSSTAB))
        print(
            f"crosstab of {table['n'].sum():,} codings from files, cache written: {mine:.2f} s ({own:.2f} s of CPU),"
            f" {mine / wall:.1f} times DuckDB's reading ({own / cpu:.1f} in CPU)"
        )
        study = Study.open(root)
        study.sql(CROSSTAB)
        taken = seconds(lambda: study.sql(CROSSTAB), 5)
        print(f"crosstab from cache: {taken * 1000:.0f} ms")
        codings = study.codings()
        taken = seconds(lambda: pd.crosstab(codings["code"], codings["case"]), 5)
        print(f"pandas on the table in memory: {taken * 1000:.0f} ms")
        taken = seconds(study.codings, 5)
        print(f"study.codings() from cache: {taken * 1000:.0f} ms")
        print(f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6:.1f} GB")


if __name__ == "__main__":
    main()
