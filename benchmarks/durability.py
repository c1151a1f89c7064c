"""Are acknowledged events ever lost, and how fast are durable codings?

    python benchmarks/durability.py [--kills 200] [--writers 3]

Writers append to one coder's file, and tell each id only after `append_events` has returned; they are killed with SIGKILL at random moments.
Then: the last write cut at every byte and followed by an append; a full disk (RLIMIT_FSIZE); and 500 codings, one fsync each and at once.
Targets: 0 lost, 500 codings in 0.2 s.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import statistics
import tempfile
import time
from pathlib import Path

from qualitative import Study
from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.stored import append_operations
from qualitative.codings.events import Event, code_event, format_event
from qualitative.codings.log import append_events, read_events
from qualitative.errors import CodingError
from qualitative.model import Document

DOCUMENT = Document(
    "int-1", "interview", "fieldwork", "north", "2024-05", "id", "A: " + "Kami urus KTP di desa. 😀 " * 400
)
STUDY = "format: 2\ntitle: Durability\ncoders:\n  ana: {kind: human}\n"


def event(place: int = 0) -> Event:
    """A coding of usual size."""
    return code_event(DOCUMENT, "ana", "services", place % 9000, place % 9000 + 60, codebook=1)


def start(path: Path, acks: Path) -> int:
    """A new writer, forked; it tells each id in `acks` once it is on disk. Its process id."""
    writer = os.fork()
    if writer:
        return writer
    try:
        told = os.open(acks, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        for place in range(1_000_000):
            made = [event(place + n) for n in range(random.choice([1, 1, 1, 5]))]
            append_events(path, made)
            os.write(told, "".join(f"{one['id']}\n" for one in made).encode())
    finally:
        os._exit(1)


def lost_to_kills(path: Path, kills: int, writers: int) -> tuple[int, int, int]:
    """(acknowledged, lost, lines that were torn) after so many SIGKILLs."""
    folder = path.parents[3] / "acks"
    folder.mkdir()
    running = {start(path, folder / str(n)): folder / str(n) for n in range(writers)}
    for n in range(kills):
        victim = random.choice(list(running))
        while not running[victim].exists() or not running[victim].stat().st_size:
            time.sleep(0.001)
        time.sleep(random.uniform(0, 0.03))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        del running[victim]
        running[start(path, folder / str(writers + n))] = folder / str(writers + n)
    for writer in running:
        os.kill(writer, signal.SIGKILL)
        os.waitpid(writer, 0)
    acknowledged = {id for file in folder.iterdir() for id in file.read_text().split("\n")[:-1]}
    events, problems = read_events(path)
    return len(acknowledged), len(acknowledged - {one["id"] for one in events}), len(problems)


def lost_to_cuts(path: Path) -> tuple[int, int]:
    """(cuts tried, acknowledged events lost): the last write is cut at every byte, as a crash may leave it, then another follows."""
    first, last, after = event(1), event(2), event(3)
    whole = (format_event(first) + "\n").encode()
    torn = (format_event(last) + "\n").encode()
    lost = 0
    for cut in range(len(torn) + 1):
        path.write_bytes(whole + torn[:cut])
        append_events(path, [after])
        found = {one["id"] for one in read_events(path)[0]}
        must = {first["id"], after["id"]} | ({last["id"]} if cut >= len(torn) - 1 else set())
        lost += len(must - found)
    return len(torn) + 1, lost


def lost_to_a_full_disk(path: Path) -> tuple[int, int, int]:
    """(acknowledged, refused, lost) while the file may not grow beyond 64 KiB."""
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    acknowledged, refused = [], 0
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, limits[1]))
    try:
        while refused < 20:
            made = event(refused)
            try:
                append_events(path, [made])
                acknowledged.append(made["id"])
            except CodingError:
                refused += 1
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    after = event()
    append_events(path, [after])
    events, problems = read_events(path)
    found = {one["id"] for one in events}
    return len(acknowledged), refused, len({*acknowledged, after["id"]} - found) + len(problems)


def seconds_for_500(root: Path) -> tuple[float, float]:
    """Medians of five: 500 codings one by one, and at once, through the study."""
    (root / "corpus/documents").mkdir(parents=True)
    (root / "codebook").mkdir()
    (root / "corpus/cases.csv").write_text("case\nnorth\n")
    head = "id: int-1\nkind: document\nprovenance: fieldwork\ncase: north\ndate: 2024-05\nlanguage: id\n"
    (root / "corpus/documents/int-1.md").write_text(f"---\n{head}---\n{DOCUMENT.text}\n")
    codes = ({"id": f"code-{n}", "name": {"en": f"Code {n}"}} for n in range(50))
    append_operations(root / "codebook", history_from_changes({"n": 1, "op": "add", "code": code} for code in codes))
    study = Study.open(root)
    items = [(f"code-{n % 50}", "int-1", n * 10, n * 10 + 60) for n in range(500)]
    study.apply(*items[0], coder="ana")
    single, many = [], []
    for _ in range(5):
        begun = time.perf_counter()
        for item in items:
            study.apply(*item, coder="ana")
        single.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        study.apply_many(items, coder="ana")
        many.append(time.perf_counter() - begun)
    return statistics.median(single), statistics.median(many)


def seconds_of_the_disk(path: Path) -> float:
    """500 bare writes of that size with an fsync each: what no program can be faster than here."""
    line = (format_event(event()) + "\n").encode()
    begun = time.perf_counter()
    with path.open("ab", buffering=0) as file:
        for _ in range(500):
            file.write(line)
            os.fsync(file.fileno())
    return time.perf_counter() - begun


def scratch() -> Path:
    """A folder on the project's disk that git ignores."""
    folder = Path(__file__).resolve().parent.parent / ".cache"
    folder.mkdir(exist_ok=True)
    return folder


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--writers", type=int, default=3)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=scratch()) as place:
        root = Path(place)
        (root / "study.yaml").write_text(STUDY)
        single, many = seconds_for_500(root)
        bare = seconds_of_the_disk(root / "bare")
        print(
            f"500 durable codings: {many:.3f} s at once, {single:.3f} s one by one (500 bare writes with fsync: {bare:.3f} s)"
        )
        folder = root / "corpus/codings/ana"
        folder.mkdir(parents=True, exist_ok=True)
        tried, lost = lost_to_cuts(folder / "int-1.jsonl")
        print(f"last write cut at {tried} places, each followed by an append: {lost} acknowledged events lost")
        (folder / "int-1.jsonl").unlink()
        kept, refused, lost = lost_to_a_full_disk(folder / "int-1.jsonl")
        print(f"full disk: {kept} acknowledged, {refused} refused and said so, {lost} lost")
        (folder / "int-1.jsonl").unlink()
        kept, lost, torn = lost_to_kills(folder / "int-1.jsonl", given.kills, given.writers)
        print(
            f"{given.kills} kill -9 with {given.writers} writers: {kept} acknowledged, {lost} lost, {torn} torn lines skipped"
        )


if __name__ == "__main__":
    main()
