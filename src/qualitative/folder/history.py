"""Who did what, when, out of the event files and the codebook's history."""

from __future__ import annotations

from qualitative.codebook.compare import describe
from qualitative.codebook.files import read_changes
from qualitative.codings.events import parse_moment
from qualitative.codings.history import LogEntry, iter_history
from qualitative.folder.folder import Folder

__all__ = ["history"]


def history(
    folder: Folder,
    coder: str | None = None,
    document: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> list[LogEntry]:
    """The entries of the log, oldest first; changes of the codebook only where no document is asked for."""
    if document is not None:
        folder.document(document)
    if coder is not None:
        folder.coder(coder)
    first = "" if since is None else since if len(since) == 10 and parse_moment(since) else parse_moment(since)
    last = "~" if until is None else parse_moment(until)
    operations = (
        {
            **operation,
            "sentence": f"changed the codebook (version {operation['n']}): {describe(operation)}: {operation.get('why')}",
        }
        for operation in read_changes(folder.codebook_folder)
        if document is None
    )
    return [
        entry
        for entry in iter_history(folder.events()[0], operations)
        if first <= entry.at <= last
        and (coder is None or entry.coder == coder)
        and (document is None or entry.document == document)
    ]
