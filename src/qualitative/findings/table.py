"""All claims with their statuses as one table, and what stands beside a status in words. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qualitative.findings.expectation import Lack
from qualitative.findings.kinds import STATUS_IDS
from qualitative.findings.weighing import Weighed
from qualitative.i18n import catalogue

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Claims", "legend", "said_beside"]

TEXTS = catalogue("findings")


class Claims(Mapping[str, Weighed]):
    """The claims of a study by id, weighed; `table` shows them all."""

    def __init__(self, weighed: Mapping[str, Weighed]) -> None:
        self._weighed = dict(weighed)

    def __getitem__(self, claim: str) -> Weighed:
        return self._weighed[claim]

    def __iter__(self) -> Iterator[str]:
        return iter(self._weighed)

    def __len__(self) -> int:
        return len(self._weighed)

    def table(self, language: str = "en") -> pd.DataFrame:
        """One row a claim, index `claim`: kind, status (its id), said (in words), n and m (sources for and against), met, beside (what else is told)."""
        import pandas as pd

        rows = {
            claim: (
                one.claim.kind, one.status, TEXTS.say(f"status.{one.status}", language), len(one.pro.sources), len(one.con.sources),
                one.is_met, "; ".join(said_beside(one, language)),
            )
            for claim, one in self.items()
        }  # fmt: skip
        columns = ["kind", "status", "said", "n", "m", "met", "beside"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("claim")

    def _repr_html_(self) -> str:
        return str(self.table().to_html(notebook=True))


def legend(language: str) -> dict[str, str]:
    """What each status means, by its id, in the order from what says least to what says most."""
    return {one: TEXTS.say(f"legend.{one}", language) for one in STATUS_IDS}


def said_beside(one: Weighed, language: str) -> list[str]:
    """Everything that stands beside a status, as clauses."""
    said = [_counts(one, language), *_reading(one, language)]
    said += [_lack(lack, language) for lack in one.lacks]
    if len(one.limbs) > 1:
        said += [
            TEXTS.say("limb", language, k=k, status=TEXTS.say(f"status.{limb.weaker}", language))
            for k, limb in enumerate(one.limbs, 1)
        ]
    for which in ("hold", "agree"):
        found = one.figures(which)
        if any(found.values()):
            said.append(TEXTS.say(f"figures.{which}", language, **found))
    said += [TEXTS.say(f"beside.{key}", language) for key, holds in _plain(one).items() if holds]
    for key, n in (
        ("both", len(one.in_both)),
        ("cited", len(one.pro.cited | one.con.cited)),
        ("not-counted", _left(one)),
        ("nobody", _nobody(one)),
    ):
        if n:
            said.append(TEXTS.say(f"beside.{key}", language, n=n))
    return [*said, _contrary(one, language)]


def _lack(lack: Lack, language: str) -> str:
    said = TEXTS.say(f"lack.{lack.kind}", language, found=lack.found, wanted=lack.wanted)
    return TEXTS.say("lack.names", language, said=said, names=", ".join(lack.names)) if lack.names else said


def _counts(one: Weighed, language: str) -> str:
    author = (
        "author" if one.pro.by_author and one.con.by_author else "author-for" if one.pro.by_author else "author-against"
    )
    counts = TEXTS.say("counts", language, n=len(one.pro.sources), m=len(one.con.sources))
    if one.pro.by_author or one.con.by_author:
        counts += TEXTS.say(f"beside.{author}", language)
    return counts


def _reading(one: Weighed, language: str) -> list[str]:
    if one.status == "not-read":
        return [TEXTS.say("reading.part", language, k=one.read, n=one.passages)]
    if one.status == "not-found":
        said = TEXTS.say("reading.documents", language, n=one.documents)
        return [said if one.asked is None else f"{said} {TEXTS.say('reading.asked', language, n=one.asked)}"]
    return []


def _plain(one: Weighed) -> dict[str, bool]:
    return {
        "unfinished": one.unfinished,
        "depends": one.depends,
        "simulated": one.simulated,
        "no-kind": not one.claim.says_kind,
    }


def _left(one: Weighed) -> int:
    return one.pro.not_counted + one.con.not_counted


def _nobody(one: Weighed) -> int:
    return one.pro.nobody + one.con.nobody


def _contrary(one: Weighed, language: str) -> str:
    """Whether it was looked for what speaks against the claim: three answers, or that nobody looked."""
    looked = one.claim.contrary
    if looked is None:
        return TEXTS.say("contrary.not-looked", language)
    words = {"by": looked.by, "at": looked.at, "how": looked.how.get(language) or next(iter(looked.how.values()), "")}
    if looked.cannot:
        return TEXTS.say("contrary.cannot", language, **words)
    found = len(one.con.sources) + one.con.by_author
    return TEXTS.say("contrary.found" if found else "contrary.none", language, n=found or one.read, **words)
