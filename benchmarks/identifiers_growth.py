"""Does any text make the search for identifiers take more than time in step with its length? One command: python benchmarks/identifiers_growth.py"""

from __future__ import annotations

import random
import sys
import time

from qualitative.text.folding import bare, fold
from qualitative.text.identifiers import find_identifiers
from qualitative.text.identifiers.near import find_near

UNITS = (
    " ", "\n", "\u00ad", "\u00ad ", "\u200b\u00ad", "0", "1 ", "12-", "0/", "0(", "0812 ", "a", "A ", "a.", "a@", "@", "a-", "at ", "dot ", "[at]", "a underscore ",
    "Jl. A", "jl a ", "RT 0", "RW ", "Blok A", "Dusun ", "Desa A, ", "No. 1 ", "12 Oak ", "Flat 1, ", "PO Box ", "lahir ", "born ", "12 Mei ", "May ", "12 V ", "dua ", "one ",
    "Pak ", "Pak A ", "H. ", "A. ", "Mr van ", "bin ", "Kepala ", "NIK ", "rek ", "passport ", "plate ", "A1", "B 1", "AB12 ", "GB29 NWBK ", "siti ", "s. ", "s-\n", "siti aminah ",
)  # fmt: skip
SHORT = 8_000


def seconds(text: str) -> float:
    """Processor time, of which a busy machine takes nothing."""
    before = time.process_time()
    find_identifiers(text, ["Siti Aminah", "Budi"])
    find_near(text, ["Siti Aminah", "Budi"])
    fold(text)
    bare(text)
    return time.process_time() - before


def made_of(unit: str, length: int) -> str:
    return (unit * (length // len(unit) + 1))[:length]


def growth(unit: str) -> float:
    """How many times longer a text takes that is eight times as long: about 8 where time grows with length, 64 with its square."""
    return seconds(made_of(unit, 8 * SHORT)) / max(seconds(made_of(unit, SHORT)), 0.02)


def main() -> int:
    """Print the worst of all units and of mixtures of them; 1 where one is no longer in step with the length."""
    chance = random.Random(7)
    units = [*UNITS, *("".join(chance.choice(UNITS) for _ in range(3)) for _ in range(12))]
    found = sorted(((growth(unit), unit) for unit in units), reverse=True)
    for factor, unit in found[:5]:
        print(f"{factor:5.1f} times as long for 8 times the text: {unit!r}")
    return int(found[0][0] > 24)


if __name__ == "__main__":
    sys.exit(main())
