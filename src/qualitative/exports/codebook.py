"""The codebook as tables and as a document: definitions, rules, examples, how much of the material each code has, and its history."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qualitative.analysis.frequencies import code_frequencies
from qualitative.codebook.telling import Told, told_operations
from qualitative.exports.material import Material
from qualitative.exports.wanted import TEXTS, Sheet, column_labels
from qualitative.i18n import format_date, pick
from qualitative.model import Code
from qualitative.privacy.paper import Paper

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["code_numbers", "codebook_paper", "codebook_sheets"]

NUMBERS = ("persons", "groups", "in_groups", "places", "documents", "cases")
_TEXTS = ("name", "definition", "include", "exclude")


def codebook_sheets(material: Material) -> Sequence[Sheet]:
    """The codes (a row each, in the order of the codebook), then the history (a row for each operation).

    Of codes: id, parent, depth, kind, retired, their texts and keywords in each language, the example, classes, colour, scale, and how many
    persons, groups, places, documents and cases have them (missing where there is none and not all was read for the code), and in
    how many of the documents they were read for in full (`read_in`).
    """
    return [_codes_sheet(material), _history_sheet(material)]


def _codes_sheet(material: Material) -> Sheet:
    import pandas as pd

    book, languages = material.book, material.folder.settings.languages
    examples = _examples(material)
    classes = list(
        dict.fromkeys([*material.folder.settings.classes, *(c for one in book.values() for c in one.classes)])
    )
    rows = []
    for depth, code in book.walk():
        row: dict[str, Any] = {
            "code": code.id,
            "parent": code.parent,
            "depth": depth,
            "code_kind": code.kind,
            "retired": code.retired,
        }
        row |= {f"{name}_{one}": getattr(code, name).get(one) for name in _TEXTS for one in languages}
        row |= {f"keywords_{one}": "; ".join(code.keywords.get(one, ())) or None for one in languages}
        row |= {"example": examples.get(code.id)} | {f"class.{one}": code.classes.get(one) for one in classes}
        rows.append(row | {"colour": code.colour, "scale": "; ".join(code.scale) or None})
    table = pd.DataFrame(rows).astype({"depth": "int64", "retired": "bool"})
    table = table.join(code_numbers(material), on="code")
    labels = column_labels(table, material.language)
    for one in languages:
        labels |= {
            f"{name}_{one}": TEXTS.say(f"codebook.{name}", material.language) + f" ({one})"
            for name in (*_TEXTS, "keywords")
        }
    labels |= {f"class.{one}": TEXTS.say("column.class", material.language, name=one) for one in classes}
    material.notes.tell("note.counts-of-codes")
    return Sheet(TEXTS.say("sheet.codebook", material.language), table, labels, counts=NUMBERS)


def _history_sheet(material: Material) -> Sheet:
    import pandas as pd

    told = told_operations(material.folder.versions, material.language)
    rows = [(one.number, one.at, one.by, "; ".join(one.codes), one.said, one.why) for one in told]
    table = pd.DataFrame(rows, columns=["version", "changed", "by", "codes", "what", "why"]).astype(
        {"version": "Int64"}
    )
    return Sheet(TEXTS.say("sheet.history", material.language), table, column_labels(table, material.language))


def code_numbers(material: Material) -> pd.DataFrame:
    """By code the numbers that reports count (columns NUMBERS, NA where none and not all was read in full for it), and `read_in`: documents read
    in full for it. Index `code`."""
    import pandas as pd

    codes = [code.id for code in material.book.values() if code.kind == "code"]
    known = [code for code in codes if code in set(material.codes)]
    counted = code_frequencies(material.evidence, material.documents, known)[list(NUMBERS)].astype("Int64")
    passages = material.reading.passages
    every, unread = len(material.documents), []
    read_in = {}
    for code in known:
        full = material.reading.full(code)
        read_in[code] = every - int(passages.loc[~full, "document"].nunique())
        unread.append(counted.at[code, "places"] == 0 and not full.all())
    counted.loc[unread, list(NUMBERS)] = pd.NA
    return counted.assign(read_in=pd.Series(read_in, dtype="Int64"))


def _examples(material: Material) -> Mapping[str, str]:
    """The words of each code's example, where they may be quoted."""
    state = material.state
    found = {}
    for code in material.book.values():
        coding = state.codings.get(code.example or "")
        if coding is None or coding.document not in material.folder.documents:
            continue
        if material.may_quote(coding.document, coding.start, coding.end):
            found[code.id] = material.folder.documents[coding.document].text[coding.start : coding.end]
        else:
            material.notes.tell("note.examples")
    return found


def codebook_paper(material: Material) -> Paper:
    """The codebook to read or hand in: each code with its definition, rules, example, numbers and history."""
    paper = Paper(
        _say(material, "codebook.title", title=pick(material.folder.settings.title, material.language)),
        material.language,
    )
    paper.text(_say(material, "codebook.version", version=material.book.version, n=len(material.book.usable())))
    add_codebook(paper, material)
    return paper


def add_codebook(paper: Paper, material: Material, *, as_part: bool = False) -> None:
    """The codes with their history, those that are retired last and by name alone; `as_part` of a larger page without the history."""
    numbers, examples = code_numbers(material), _examples(material)
    told = told_operations(material.folder.versions, material.language) if not as_part else []
    paper.text(_say(material, "codebook.counted", n=len(material.documents)))
    retired = []
    for depth, code in material.book.walk():
        if code.retired:
            retired.append(f"{material.book.label(code.id, material.language)} ({code.id})")
            continue
        (paper.part if depth or as_part else paper.heading)(
            f"{material.book.label(code.id, material.language)} ({code.id})"
        )
        lines = [*_texts_of(material, code, examples.get(code.id)), *_numbers_of(material, code.id, numbers)]
        lines += [_event(material, one) for one in told if code.id in one.codes]
        if lines:
            paper.items(lines)
    if retired:
        (paper.part if as_part else paper.heading)(_say(material, "codebook.retired"))
        paper.items(retired)


def _texts_of(material: Material, code: Code, example: str | None) -> list[str]:
    language = material.language
    lines = [pick(code.definition, language)] if code.definition else []
    above = code.parent if code.parent in material.book else None
    lines += [_labelled(material, "parent", material.book.label(above, language))] if above else []
    for name, words in (("include", code.include), ("exclude", code.exclude)):
        lines += [_labelled(material, name, pick(words, language))] if words else []
    keywords = code.keywords.get(language, ())
    lines += [_labelled(material, "keywords", ", ".join(keywords))] if keywords else []
    declared = material.folder.settings.classes
    for name, value in code.classes.items():
        one = declared.get(name)
        called = pick(one.name, language) if one else ""
        said = pick(one.values.get(value, {}), language) if one else ""
        lines.append(f"{called or name}: {said or value}")
    return lines + ([_labelled(material, "example", f"“{example}”")] if example else [])


def _numbers_of(material: Material, code: str, numbers: pd.DataFrame) -> list[str]:
    import pandas as pd

    if code not in numbers.index:
        return []
    row = {str(name): numbers.at[code, name] for name in numbers.columns}
    of = len(material.documents)
    if row["places"] is pd.NA:
        return [_say(material, "codebook.unread", n=row["read_in"], of=of)]
    return [_say(material, "codebook.numbers", of=of, **row)]


def _event(material: Material, one: Told) -> str:
    number = "–" if one.number is None else str(one.number)
    when = format_date(one.at[:10], material.language) if one.at else ""
    why = f" – {one.why}" if one.why else ""
    return f"{_say(material, 'codebook.in-version', version=number)}, {when}, {one.by}: {one.said}{why}"


def _labelled(material: Material, key: str, text: str) -> str:
    return f"{_say(material, f'codebook.{key}')}: {text}"


def _say(material: Material, key: str, /, **values: object) -> str:
    return TEXTS.say(key, material.language, **values)
