"""New codes per person: how many codes each person adds, in the order of reading and over random orders, and where little new came. Pure.

What is often called saturation is reported as what is counted, with the numbers that it depends on (Guest, G., Namey, E., & Chen, M. (2020). A
simple method to assess and report thematic saturation in qualitative research. PLOS ONE 15(5), e0232076): the codes of the first `base` persons,
and the first run of `run` further ones who add at most the share `threshold` of these. Where the codebook was fixed before anybody was coded, no code
can be new: then it is the *coverage* of the codebook.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualitative.analysis.shown import Say, Shown, ShownCell, ShowsItself
from qualitative.analysis.texts import TEXTS
from qualitative.arrays import Bools, Ints
from qualitative.errors import StatisticError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["NewCodes", "new_codes"]


@dataclass(frozen=True, repr=False)
class NewCodes(ShowsItself):
    """`table` has a row a person, in the order of reading: n, person, codes (that they have), new, given (codes so far), mean, low, high (5 % to 95 %).

    The last three are of random orders. `reached` is the number of persons after which a run of little new began in the order of reading (None:
    it did not), `share` in how many of the random orders one began. `fixed` is the size of a codebook that was fixed beforehand (None: it grew).
    `said` has the sentences that must stand beside, by language.
    """

    table: pd.DataFrame
    base: int
    run: int
    threshold: float
    base_codes: int
    reached: int | None
    share: float
    fixed: int | None
    said: tuple[Mapping[str, str], ...]

    def shown(self, say: Say, /) -> Shown:
        """A row a person."""
        heads = tuple(say("said", TEXTS[f"new-codes.{key}"]) for key in ("n", "codes", "new", "given", "mean", "band"))
        rows = tuple(
            tuple(
                ShownCell(text)
                for text in (
                    str(n), str(codes), str(new), str(given), f"{mean:.1f}", f"{low:.0f}–{high:.0f}",
                )
            )
            for n, codes, new, given, mean, low, high in self.table.drop(columns="person").itertuples(index=False, name=None)
        )  # fmt: skip
        return Shown(heads, rows, 1, tuple(say("said", text) for text in self.said))


def new_codes(
    codes_of: Mapping[str, Collection[str]],
    *,
    base: int = 4,
    run: int = 2,
    threshold: float = 0.05,
    orders: int = 1000,
    seed: int = 2018,
    fixed: int | None = None,
    notes: Sequence[Mapping[str, str]] = (),
) -> NewCodes:
    """What each person adds; `codes_of` maps persons to their codes, in the order of reading, those without any too.

    `fixed` is how many codes a codebook had that was fixed beforehand. Raises StatisticError for fewer persons than base and run take, and for numbers
    that make no sense.
    """
    import numpy as np
    import pandas as pd

    if base < 1 or run < 1 or orders < 1 or not 0 <= threshold < 1:
        raise StatisticError(
            f"base {base}, run {run}, threshold {threshold} and {orders} orders: give 1 or more, and a threshold from 0 to below 1"
        )
    if len(codes_of) < base + run:
        raise StatisticError(
            f"{len(codes_of)} persons were read in full, fewer than the base of {base} and a run of {run}; read more, or choose others"
        )
    persons = list(codes_of)
    carried = _carried([codes_of[person] for person in persons])
    given = _so_far(carried)
    random = np.random.default_rng(seed)
    curves = np.array([_so_far(carried[random.permutation(len(persons))]) for _ in range(orders)])
    reached = _reached(given, base, run, threshold)
    found = [_reached(curve, base, run, threshold) for curve in curves]
    share = float(np.mean([one is not None for one in found]))
    table = pd.DataFrame({
        "n": range(1, len(persons) + 1),
        "person": persons,
        "codes": carried.sum(axis=1),
        "new": np.diff(given, prepend=0),
        "given": given,
        "mean": curves.mean(axis=0),
        "low": np.quantile(curves, 0.05, axis=0),
        "high": np.quantile(curves, 0.95, axis=0),
    })  # fmt: skip
    said = [_said(int(given[base - 1]), base, run, threshold, reached, len(persons), fixed, int(given[-1]))]
    said.append(TEXTS.each("new-codes.orders", share=f"{share:.0%}", orders=orders))
    return NewCodes(table, base, run, threshold, int(given[base - 1]), reached, share, fixed, (*said, *notes))


def _said(
    codes: int,
    base: int,
    run: int,
    threshold: float,
    reached: int | None,
    persons: int,
    fixed: int | None,
    all_codes: int,
) -> Mapping[str, str]:
    """What was found, by language: never that enough was read."""
    key = f"new-codes.{'grown' if fixed is None else 'fixed'}"
    last = "new-codes.never" if reached is None else "new-codes.reached"
    words = {"base": base, "run": run, "codes": codes, "threshold": f"{threshold:.0%}"}
    outcome = TEXTS.each(last, **words, n=reached or 0, persons=persons)
    return TEXTS.each(key, **words, all=all_codes, persons=persons, of=fixed or 0, outcome=outcome)


def _carried(codes: Sequence[Collection[str]]) -> Bools:
    """Persons by codes: who has which."""
    import numpy as np

    names = sorted({code for some in codes for code in some})
    place = {code: n for n, code in enumerate(names)}
    found = np.zeros((len(codes), len(names)), dtype=bool)
    for row, some in enumerate(codes):
        found[row, [place[code] for code in some]] = True
    return found


def _so_far(carried: Bools) -> Ints:
    """How many codes the first n persons have."""
    import numpy as np

    found: Ints = np.logical_or.accumulate(carried).sum(axis=1)
    return found


def _reached(given: Ints, base: int, run: int, threshold: float) -> int | None:
    """After how many persons the first run began that adds at most `threshold` of the codes of the base; None where none did."""
    for n in range(base, len(given) - run + 1):
        if given[base - 1] and given[n + run - 1] - given[n - 1] <= threshold * given[base - 1]:
            return n
    return None
