"""What queries of one study may name, from its settings, codebook, documents and tables. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from qualitative.codebook.tree import Codebook
from qualitative.corpus.attributes import Attribute, Attributes, typed
from qualitative.folder.settings import Settings
from qualitative.model import Document
from qualitative.query.attributes import kinds_of
from qualitative.query.known import Known
from qualitative.query.passages import asked_passages

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["attribute_tables", "known_of"]


def known_of(
    settings: Settings, codebook: Codebook, documents: Iterable[Document], cases: pd.DataFrame, persons: pd.DataFrame
) -> Known:
    """What queries of a study may name. `cases` and `persons` are its tables, with the ids as index."""
    some = list(documents)
    whole = [settings.case.whole] if settings.case.whole else []
    return Known.of(
        codebook,
        {name: one.values for name, one in settings.classes.items()},
        asked_passages(some),
        kinds_of(attribute_tables(some, cases, persons, settings.attributes), settings.attributes),
        case=[*map(str, cases.index), *whole],
        coder=list(settings.coders),
        person=[str(person) for person in persons.index],
        document=[document.id for document in some],
    )


def attribute_tables(
    documents: Iterable[Document], cases: pd.DataFrame, persons: pd.DataFrame, declared: Attributes
) -> Mapping[str, pd.DataFrame]:
    """The attributes of persons, cases and documents, by the ids of these."""
    return {"person": _with_declared(persons, declared), "case": cases, "document": _of_documents(documents, declared)}


def _with_declared(persons: pd.DataFrame, declared: Attributes) -> pd.DataFrame:
    """The persons with every attribute that study.yaml declares: private ones lie on some machines only, and are missing elsewhere."""
    import pandas as pd

    empty = pd.Series("", index=persons.index, dtype="string")
    missing = {name: typed(empty, kind) for name, kind in declared.person.items() if name not in persons}
    return persons.assign(**missing) if missing else persons


def _of_documents(documents: Iterable[Document], declared: Attributes) -> pd.DataFrame:
    import pandas as pd

    rows = {document.id: document.attributes for document in documents}
    names = dict.fromkeys([*declared.document, *(name for row in rows.values() for name in row)])
    columns = {name: pd.Series({id: row.get(name, "") for id, row in rows.items()}, dtype="string") for name in names}
    kinds = {name: declared.document.get(name, Attribute(name)) for name in names}
    return pd.DataFrame({name: typed(column, kinds[name]) for name, column in columns.items()}, index=list(rows))
