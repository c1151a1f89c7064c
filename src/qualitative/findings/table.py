"""All claims with their statuses as one table. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from qualitative.findings.naming import TEXTS, Naming
from qualitative.findings.telling import beside, counts, legend, reason, status_name
from qualitative.findings.weighed import Weighed

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["TEXTS", "Claims", "legend"]


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
        """One row a claim, index `claim`: kind, status (its id), said (in words), n and m (sources for and against), met, why, beside (what else is told)."""
        import pandas as pd

        naming = Naming(language)
        rows = {
            claim: (
                one.claim.kind, one.status, status_name(one.status, language), len(one.pro.sources), len(one.con.sources), one.is_met,
                reason(one, naming), f"{counts(one, naming)}. " + " ".join(f"{told.label}: {told.text}" for told in beside(one, naming)),
            )
            for claim, one in self.items()
        }  # fmt: skip
        columns = ["kind", "status", "said", "n", "m", "met", "why", "beside"]
        return pd.DataFrame.from_dict(rows, orient="index", columns=columns).rename_axis("claim")

    def _repr_html_(self) -> str:
        return str(self.table().to_html(notebook=True))
