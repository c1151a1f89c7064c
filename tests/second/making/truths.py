"""The known passages as a table, for tests that ask whether something was found: codes as the last version of the codebook has them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from making.corpus import Source
from making.readers import called

__all__ = ["format_truths"]

LAST = 6


def format_truths(sources: Iterable[Source]) -> str:
    """CSV with the columns document, start, end, code, label, denied: `denied` words sound like the code and say that it is not so."""
    out = io.StringIO()
    rows = csv.writer(out, lineterminator="\n")
    rows.writerow(["document", "start", "end", "code", "label", "denied"])
    for source in sources:
        for truth in source.written().truths:
            code = called(truth.code.removeprefix("no-"), LAST)
            if code:
                rows.writerow([source.id, truth.start, truth.end, code, truth.label, truth.code.startswith("no-")])
    return out.getvalue()
