"""Where the study in a folder stands."""

from __future__ import annotations

import warnings
from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from qualitative.checks import Parts, Problem, find_problems
from qualitative.checks.codebook import check_codebook
from qualitative.checks.corpus import check_cases
from qualitative.checks.problem import NEXT
from qualitative.checks.settings import check_format
from qualitative.codings.state import stamp_of
from qualitative.counting import Counted, Stamp
from qualitative.counting.persons import speakers
from qualitative.counting.reading import to_read_again
from qualitative.findings.checks import FINDINGS, check_said
from qualitative.findings.entries import list_entries
from qualitative.folder import Folder
from qualitative.folder.acting import who_acts
from qualitative.folder.settings import persons
from qualitative.folder.standing import standing
from qualitative.i18n import FALLBACK
from qualitative.material import counted_in, looked_for_in
from qualitative.status.reading import by_coder, reading_of
from qualitative.status.state import Status
from qualitative.status.steps import Given, steps_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["status_of"]

# what says what is next and is not counted here; what takes weighing every claim is left to `qualitative check`
_CHECKS = (check_format, check_cases, check_codebook, check_said)


def status_of(folder: Folder, language: str = FALLBACK) -> Status:
    """The documents, coders and steps of a study as it is now. Raises the first error of what can't be read."""
    book, documents, settings = folder.codebook(), folder.documents, folder.settings
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what is left out is told as a step
        counted = counted_in(folder)
        stands = standing(folder, list(settings.coders))
    lengths = {id: len(document.text) for id, document in documents.items()}
    given = zip(*(stands.table[column].to_pylist() for column in ("document", "coder")), strict=True)
    reading = reading_of(given, stands.state.done_events, lengths, settings.coders, folder.versions, settings.pilot)
    again = _again(folder, counted, book.usable(), {stamp_of(event) for event in stands.state.done_events})
    claims = len(list_entries(folder.root / FINDINGS, folder.root, settings.languages))
    several = len(persons(settings)) > 1 and who_acts(folder) is None
    steps = steps_of(
        Given(
            list(documents), book.usable(), counted, frozenset(reading["document"]), again, len(folder.versions.contradictions()), claims,
            _next(folder, is_coded=bool(len(book))), " --coder CODER" if several else "", " --by CODER" if several else "",
            " --evidence simulated" if documents and all(d.provenance == "simulated" for d in documents.values()) else "",
        )
    )  # fmt: skip
    table = _documents(folder, counted, again)
    amounts = {
        "documents": len(documents),
        "words": int(table["words"].sum()),
        "persons": int(speakers(documents.values())["person"].nunique()),
        "cases": len(folder.cases),
        "codes": len(book.usable()),
        "codings": len(counted.table),
        "claims": claims,
    }
    return Status(settings.title, amounts, table, reading, by_coder(reading, settings.coders), tuple(steps), language)


def _again(folder: Folder, counted: Counted, codes: Sequence[str], stamps: Collection[Stamp]) -> pd.DataFrame:
    """What is to be read again (`counting.reading`). A code that was looked for under every mark is missing nowhere, and need not be asked for."""
    looked = looked_for_in(folder)
    missing = [code for code in codes if not all(looked(code, stamp) for stamp in stamps)]
    return to_read_again(counted, missing, looked)


def _next(folder: Folder, *, is_coded: bool) -> list[Problem]:
    checks = [check for check in _CHECKS if is_coded or check is not check_codebook]
    return [problem for problem in find_problems(Parts(folder), checks) if problem.rank == NEXT]


def _documents(folder: Folder, counted: Counted, again: pd.DataFrame) -> pd.DataFrame:
    """One row a document, columns as in `Status.documents`."""
    import pandas as pd

    rows = [(d.id, d.case, d.kind, len(d.text.split())) for d in folder.documents.values()]
    table = pd.DataFrame(rows, columns=["document", "case", "kind", "words"]).set_index("document")
    codings = counted.table.groupby("document").size()
    rule = counted.pieces.groupby("document")["rule"].max()
    codes = again.explode("codes").groupby("document")["codes"].nunique()
    table["codings"] = codings.reindex(table.index, fill_value=0).astype("int64")
    table["rule"] = rule.reindex(table.index).astype("Int64")
    table["read_again"] = codes.reindex(table.index, fill_value=0).astype("int64")
    return table
