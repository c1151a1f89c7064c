"""Write the two sets of identifiers and look-alikes: `cd tests && python -m privacy.make_sets`. The same bytes each time.

A line is `{"text": …, "spans": [[start, end, kind], …]}`: 600 sentences with one identifier each, 600 with a look-alike
and no span. Written without a look at the detectors; everybody in them is invented.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from types import ModuleType
from typing import TypedDict

from privacy import sets_english, sets_indonesian

FOLDER = Path(__file__).parent / "sets"
LOOKALIKES = 600
SETS: dict[str, ModuleType] = {"indonesian": sets_indonesian, "english": sets_english}


class Line(TypedDict):
    text: str
    spans: list[tuple[int, int, str]]


def identifying(kind: str, template: str, value: str) -> Line:
    """The sentence with its value; bars in the value mark what identifies."""
    before, marked, _ = value.split("|") if "|" in value else ("", value, "")
    start = template.index("{}") + len(before)
    return {"text": template.replace("{}", value.replace("|", "")), "spans": [(start, start + len(marked), kind)]}


def make(bank: ModuleType, rng: Random) -> Iterator[Line]:
    for kind, size in bank.SIZES.items():
        templates = bank.SENTENCES[kind].split("|")
        for number in range(size):
            yield identifying(kind, templates[number % len(templates)], bank.VALUES[kind](rng))
    for _ in range(LOOKALIKES):
        template, value = bank.lookalike(rng)
        text = template.replace("{}", value)
        yield {"text": text[0].upper() + text[1:], "spans": []}


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for name, bank in SETS.items():
        lines = [json.dumps(line, ensure_ascii=False) for line in make(bank, Random(f"privacy-{name}"))]
        (FOLDER / f"{name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
