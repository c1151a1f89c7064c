"""The codings as a tidy table: one row each, with where it stands, what code it gives, who speaks and who coded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualitative.codebook.tree import Codebook
from qualitative.exports.attributes import attribute_columns, labels_of, owner_table
from qualitative.exports.material import Material
from qualitative.exports.wanted import TEXTS, Sheet, column_labels
from qualitative.i18n import pick
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["BETWEEN", "code_columns", "codings_sheet", "joined"]

BETWEEN = "; "  # several values in one cell
_OF_PASSAGES = ("case", "place", "statement", "section", "speaker", "role", "person", "date", "basis", "reports")
_OWNERS = ("person", "document", "case")


def codings_sheet(material: Material) -> Sheet:
    """One row for each chosen coding, by document and place in the text.

    A coding that touches several passages has what differs in one cell, `; ` between; attributes of a person or case stand there only where
    it is one. `places` are all that it touches, `counted_places` those of them that reports count as results. `quote` is empty where
    somebody who speaks did not agree to be quoted.
    """
    table = material.table
    passages = _passages(material)
    found = table[["id", "document", "kind_of_document", "provenance"]].copy()
    found["title"] = [material.documents[id].title for id in table["document"]]
    found = found.join(passages[[*_OF_PASSAGES, "places", "counted_places", "locator"]], on="id")
    found = found.join(code_columns(material, table["code"]))
    for name in ("start", "end"):
        found[name] = table[name]
    found = found.join(_words(material))
    found["coders"], found["members"] = (table[name].map(BETWEEN.join) for name in ("coders", "members"))
    for name in ("rule", "settled_by", "agreed", "round", "at"):
        found[name] = table[name]
    if material.wanted.every:
        found["counts"] = table["id"].isin(_members(material))
    found["memo"] = _memos(material)
    labels = column_labels(found, material.language) | _labels_of_codes(material, found)
    for owner in _OWNERS:
        one = found[owner].where(~found[owner].fillna("").str.contains(BETWEEN, regex=False))
        found = found.join(attribute_columns(material, owner, one))
        labels |= labels_of(material, owner, owner_table(material, owner))
    _tell(material, found)
    return Sheet(TEXTS.say("sheet.codings", material.language), found, labels)


def _tell(material: Material, found: pd.DataFrame) -> None:
    notes = material.notes
    material.tell_choice()
    notes.tell_number("note.unquotable", int((~found["quotable"]).sum()))
    for owner in ("person", "case"):
        several = found[owner].fillna("").str.contains(BETWEEN, regex=False)
        notes.tell_number(f"note.several-{owner}s", int(several.sum()))
    no_result = found["counted_places"].fillna("") == ""
    notes.tell_number("note.no-result", int(no_result.sum()))
    material.tell_persons()
    material.tell_archive()


def _passages(material: Material) -> pd.DataFrame:
    """By coding what the passages are that it touches; index `id`."""
    import pandas as pd

    rows = material.evidence.assign(locator=pd.Series(_locators(material), index=material.evidence.index, dtype=object))
    counted = material.answers
    names = [*_OF_PASSAGES, "locator"]
    found = {name: joined(rows, name) for name in names}
    found["places"] = joined(rows, "place")
    found["counted_places"] = joined(counted[counted["finding"].astype(bool)], "place")
    return pd.DataFrame(found)


def joined(rows: pd.DataFrame, name: str) -> pd.Series[Any]:
    """By coding its different values in a column, in the order of the text; index `id`."""
    import pandas as pd

    known = rows.loc[rows[name].notna(), ["id", name]].drop_duplicates().astype({"id": object, name: object})
    found = known.drop_duplicates("id").set_index("id")[name].map(str)
    several = known[known["id"].duplicated(keep=False)]  # few are, and putting texts together is slow
    if len(several):
        together = several.groupby("id", sort=False)[name].agg(lambda some: BETWEEN.join(map(str, some)))
        found.loc[together.index] = together
    return pd.Series(found.to_numpy(object), index=found.index.astype("str"), dtype="str")


def _locators(material: Material) -> list[str | None]:
    """Where a passage is found in what it comes from: the section of a work, or the time in a recording."""
    times = {
        (document.id, turn.n): turn.timestamp
        for document in material.documents.values()
        for turn in turns_of(document)
        if turn.timestamp
    }
    rows = material.evidence
    return [
        section if isinstance(section, str) else times.get((document, n))
        for document, n, section in zip(rows["document"], rows["passage"], rows["section"], strict=True)
    ]


def code_columns(material: Material, codes: pd.Series[Any]) -> pd.DataFrame:
    """What a code is called in each language of the study, its parent, path, themes, and classes."""
    import pandas as pd

    book, languages = material.book, material.folder.settings.languages
    classes = list(
        dict.fromkeys([*material.folder.settings.classes, *(name for one in book.values() for name in one.classes)])
    )
    known = {str(code): _of_code(book, str(code), material.language, languages, classes) for code in codes.unique()}
    columns = [
        "code",
        *(f"name_{one}" for one in languages),
        "parent",
        "path",
        "themes",
        *(f"class.{one}" for one in classes),
    ]
    rows = [known[code] for code in codes]
    return pd.DataFrame(rows, columns=columns, index=codes.index).astype("str")


def _of_code(
    book: Codebook, code: str, language: str, languages: Iterable[str], classes: Iterable[str]
) -> list[str | None]:
    if code not in book:
        return [code, *(None for _ in languages), None, None, None, *(None for _ in classes)]
    above = [book[one] for one in reversed(book.ancestors(code))]
    themes = [pick(one.name, language) for one in above if one.kind == "theme"]
    path = " / ".join([*(pick(one.name, language) or one.id for one in above), pick(book[code].name, language) or code])
    names = [pick(book[code].name, one) for one in languages]
    return [
        code,
        *names,
        book[code].parent,
        path,
        BETWEEN.join(themes) or None,
        *(book.class_of(code, one) or None for one in classes),
    ]


def _labels_of_codes(material: Material, found: pd.DataFrame) -> dict[str, str]:
    language, declared = material.language, material.folder.settings.classes
    names = {
        f"name_{one}": TEXTS.say("column.name", language, language=one) for one in material.folder.settings.languages
    }
    classes = [str(name).removeprefix("class.") for name in found if str(name).startswith("class.")]
    called = {one: pick(declared[one].name, language) if one in declared else one for one in classes}
    return names | {f"class.{one}": TEXTS.say("column.class", language, name=called[one] or one) for one in classes}


def _words(material: Material) -> pd.DataFrame:
    """The words, where they may be quoted, and whether they may."""
    import pandas as pd

    table, documents = material.table, material.documents
    where = list(zip(table["document"], table["start"], table["end"], strict=True))
    may = [material.may_quote(document, int(start), int(end)) for document, start, end in where]
    words = [
        documents[document].text[start:end] if quotable else None
        for (document, start, end), quotable in zip(where, may, strict=True)
    ]
    return pd.DataFrame({"quote": pd.Series(words, index=table.index, dtype="str"), "quotable": may}, index=table.index)


def _members(material: Material) -> set[str]:
    return {member for members in material.counted.table["members"] for member in members}


def _memos(material: Material) -> pd.Series[Any]:
    """The memos on a coding, and on those that it stands for."""
    import pandas as pd

    notes: dict[str, list[str]] = {}
    for memo in material.memos:
        notes.setdefault(memo.of, []).append(memo.note)
    members = material.table["members"]
    said = ["\n".join(note for member in some for note in notes.get(member, ())) or None for some in members]
    return pd.Series(said, index=members.index, dtype="str")
