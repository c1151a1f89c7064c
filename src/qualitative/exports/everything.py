"""All tables of a study as the sheets of one workbook."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualitative.counting.persons import speakers
from qualitative.exports.attributes import labels_of, owner_table
from qualitative.exports.codebook import codebook_sheets
from qualitative.exports.codings import codings_sheet
from qualitative.exports.material import Material
from qualitative.exports.matrix import matrix_sheet
from qualitative.exports.memos import memos_sheet
from qualitative.exports.wanted import BY, TEXTS, Sheet, column_labels
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["every_sheet"]


def every_sheet(material: Material) -> Sequence[Sheet]:
    """Codings, the three matrices, codebook and history, memos, documents, persons, cases."""
    return [
        codings_sheet(material),
        *(matrix_sheet(material, by, f"by-{by}") for by in BY),
        *codebook_sheets(material),
        memos_sheet(material),
        _documents(material),
        _owners(material, "person", _persons(material)),
        _owners(material, "case", None),
    ]


def _documents(material: Material) -> Sheet:
    """One row a chosen document, with its attributes."""
    import pandas as pd

    names = ("title", "kind", "provenance", "case", "date", "language")
    rows = [(id, *(getattr(one, name) for name in names), len(turns_of(one))) for id, one in material.documents.items()]
    table = pd.DataFrame(rows, columns=["document", "title", "kind_of_document", *names[2:], "turns"])
    own = owner_table(material, "document").add_prefix("document.")
    labels = column_labels(table, material.language) | labels_of(
        material, "document", owner_table(material, "document")
    )
    return Sheet(TEXTS.say("sheet.documents", material.language), table.join(own, on="document"), labels)


def _persons(material: Material) -> list[str]:
    """Who speaks in the chosen documents."""
    return sorted(set(speakers(material.documents.values())["person"].dropna()))


def _owners(material: Material, owner: str, ids: list[str] | None) -> Sheet:
    """The attributes of persons or cases, one row each."""
    own = owner_table(material, owner)
    known: pd.DataFrame = own if ids is None else own.reindex(ids)
    table = known.add_prefix(f"{owner}.").reset_index(names=owner)
    labels = column_labels(table, material.language) | labels_of(material, owner, own)
    return Sheet(TEXTS.say(f"sheet.{owner}s", material.language), table, labels)
