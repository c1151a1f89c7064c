"""Random ratings and what irrCAC makes of them, written to `irrcac.csv` beside this file.

irrCAC asks for older pandas and scipy than the project, so it runs in an environment of its own:

    uv venv venv-irrcac --python 3.11
    VIRTUAL_ENV=venv-irrcac uv pip install irrCAC setuptools
    venv-irrcac/bin/python tests/reference/irrcac_cases.py
"""

from __future__ import annotations

import csv
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
from irrCAC.raw import CAC

CASES = 240
METHODS = {"ac1": "gwet", "fleiss": "fleiss", "kappa": "conger", "brennan_prediger": "bp", "alpha": "krippendorff"}


def random_ratings(rng: np.random.Generator) -> np.ndarray:
    """Coders by units, letters as categories, a dot where a coder said nothing; no unit is left without an answer."""
    coders, units, categories = rng.integers(2, 5), rng.integers(8, 40), rng.integers(2, 5)
    truth = rng.choice(categories, units, p=rng.dirichlet(np.ones(categories)))
    wrong = rng.random((coders, units)) < rng.uniform(0.05, 0.5)
    values = np.where(wrong, rng.integers(0, categories, (coders, units)), truth)
    letters = np.array(list("abcd"))[values]
    gaps = rng.random((coders, units)) < rng.choice([0, 0, 0.15])
    gaps[0] &= ~gaps.all(0)
    return np.where(gaps, ".", letters)


def coefficients(letters: np.ndarray) -> dict[str, float] | None:
    """Each coefficient, its standard error and interval, or None where one category or too few pairs are left."""
    table = pd.DataFrame(np.where(letters == ".", None, letters)).T
    pairs = table[table.notna().sum(axis=1) >= 2]
    if len(pairs) < 3 or pairs.stack().nunique() < 2 or (table.notna().sum() == 0).any():
        return None
    row: dict[str, float] = {}
    for name, method in METHODS.items():
        found = getattr(CAC(table.copy(), digits=8), method)()["est"]
        row |= {name: found["coefficient_value"], f"{name}_se": found["se"]}
        row[f"{name}_low"], row[f"{name}_high"] = found["confidence_interval"]
    return row


def main() -> None:
    """Write the cases."""
    warnings.simplefilter("ignore")
    rng = np.random.default_rng(20181)
    rows: list[dict[str, object]] = []
    while len(rows) < CASES:
        letters = random_ratings(rng)
        found = coefficients(letters)
        if found and all(np.isfinite(value) for value in found.values()):
            rows.append(
                {"ratings": "/".join("".join(coder) for coder in letters), **{k: f"{v:.8g}" for k, v in found.items()}}
            )
    with Path(__file__).with_name("irrcac.csv").open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    main()
