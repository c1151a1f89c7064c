"""The table of all operations: to add one, write its kind and name it here. Pure."""

from __future__ import annotations

from qualitative.codebook.changes_of_codes import Add, Edit, Move, Rename
from qualitative.codebook.fates import Merge, Restore, Retire, Split
from qualitative.codebook.operation import OperationKind
from qualitative.codebook.settling import Decide, Version

__all__ = ["OPERATIONS"]

OPERATIONS: dict[str, OperationKind] = {
    kind.op: kind
    for kind in (
        Add(),
        Edit(),
        Rename(),
        Merge(),
        Split(),
        Move(),
        Retire(),
        Restore(),
        Decide(),
        Version(),
    )
}
