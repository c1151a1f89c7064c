"""What a study declares of its cases, classes, terms, consent, exports, and of whose codings count: one record and one reader a key."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualitative.corpus.attributes import OWNERS, TYPES, Attribute, Attributes
from qualitative.corpus.consents import SCOPES
from qualitative.folder.approach import APPROACHES, CHECKLISTS, SWITCHES, TEXTS, Approach, usual_approach
from qualitative.folder.values import choice_of, flag_of, ids_of, keys_of, list_of, mapping_of, texts_of, wrong
from qualitative.model import Coder, is_id

__all__ = [
    "EXPORTS",
    "FIELDS",
    "CaseWords",
    "CodeClass",
    "Consent",
    "Count",
    "Exports",
    "parse_approach",
    "parse_attributes",
    "parse_case",
    "parse_classes",
    "parse_consent",
    "parse_count",
    "parse_exports",
    "parse_terms",
]

# the fields and words of queries, which no class and no attribute may be called
FIELDS = (
    "code", "case", "basis", "informant", "person", "provenance", "kind", "document", "section", "source", "coder", "role",
    "statement", "date", "round", "text",
)  # fmt: skip
_WORDS = ("and", "or", "not", "near", "passage")
EXPORTS = ("codings", "quotations", "codebook", "matrix", "memos", "appendix", "all", "refi", "qdc", "taguette", "docx")
_LONGEST = 64  # characters of a class
_COLUMNS = ("person", "case", "group", "wave", "consent")  # of persons.csv in every study


@dataclass(frozen=True, slots=True)
class CaseWords:
    """What a case is called, by language, and the id for what speaks of all of them (None: nothing does)."""

    word: dict[str, str] = field(default_factory=lambda: dict(TEXTS["case"]))
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """Whose codings count where nothing is settled, in this order, and which models count at all."""

    who: tuple[str, ...] = ()
    models: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeClass:
    """A way to classify codes: its values, with their names by language."""

    id: str
    name: dict[str, str]
    values: dict[str, dict[str, str]]


@dataclass(frozen=True, slots=True)
class Consent:
    """What persons agreed to where their row says nothing (`scopes`), until when material is kept, and who approved the study."""

    scopes: tuple[str, ...] = SCOPES
    until: str | None = None
    board: str | None = None


@dataclass(frozen=True, slots=True)
class Exports:
    """The format of each export where none is asked for, and the smallest number of persons who may share what tells them apart."""

    formats: dict[str, str] = field(default_factory=dict)
    k: int | None = None


def parse_approach(value: object) -> Approach:
    """`approach: reflexive`, or `{name: reflexive, counts: true, checklist: COREQ}`."""
    if value is None or isinstance(value, str):
        return usual_approach(choice_of("codebook" if value is None else value, "approach", APPROACHES))
    said = keys_of(value, "approach", ("name", *SWITCHES, "checklist"), "{name: codebook}")
    usual = usual_approach(choice_of(said.get("name"), "approach.name", APPROACHES))
    on = {one: flag_of(said.get(one, getattr(usual, one)), f"approach.{one}") for one in SWITCHES}
    checklist = choice_of(said.get("checklist", usual.checklist), "approach.checklist", CHECKLISTS)
    return Approach(usual.name, **on, checklist=checklist, said=frozenset(said) & frozenset(SWITCHES))


def parse_case(value: object, languages: Iterable[str], usual: CaseWords) -> CaseWords:
    """`case: {word: {en: school}, whole: all-schools}`."""
    said = keys_of(value, "case", ("word", "whole"), "{word: …, whole: …}")
    word = texts_of(said["word"], "case.word", languages) if said.get("word") is not None else usual.word
    whole = said.get("whole", usual.whole)
    if whole is not None and not is_id(whole):
        raise wrong(f"case.whole {str(whole)[:40]!r} is no id; use a–z, 0–9 and -")
    if whole == "other":
        raise wrong("case.whole 'other' stands for cases that the study does not compare; choose another id")
    return CaseWords(word, whole)


def parse_count(value: object, coders: Mapping[str, Coder], usual: Count) -> Count:
    """`count: {who: [ana, budi], models: [consensus]}`."""
    said = keys_of(value, "count", ("who", "models"), "{who: [coder, …]}")
    who = ids_of(said["who"], "count.who", coders) if said.get("who") is not None else usual.who
    models = ids_of(said["models"], "count.models", coders) if said.get("models") is not None else usual.models
    for coder in models:
        if coders[coder].kind != "model":
            raise wrong(f"count.models names {coder!r}, a person; persons count without being named there")
    for coder in who:
        if coders[coder].kind == "model" and coder not in models:
            raise wrong(
                f"count.who names {coder!r}, a model that does not count; add it to count.models, or take it out"
            )
    return Count(who, models)


def parse_classes(value: object, languages: Iterable[str], usual: Mapping[str, CodeClass]) -> dict[str, CodeClass]:
    """`classes: {domain: [policy, budget]}`, or `{domain: {name: …, values: {policy: {en: Policy}}}}`."""
    if value is None:
        return dict(usual)
    return {
        _free(name, "classes"): _class(name, said, tuple(languages))
        for name, said in mapping_of(value, "classes", "{domain: [policy, budget]}").items()
    }


def _class(name: str, said: object, languages: tuple[str, ...]) -> CodeClass:
    where = f"classes.{name}"
    whole = keys_of(said, where, ("name", "values")) if isinstance(said, dict) else {"values": said}
    called = texts_of(whole.get("name") or name, f"{where}.name", languages)
    values = whole.get("values")
    names = values if isinstance(values, dict) else dict.fromkeys(map(str, list_of(values, where)))
    for one in names:
        if not one.strip() or one != one.strip() or "\n" in one or len(one) > _LONGEST:
            raise wrong(f"{where} has the value {one[:40]!r}; write one line of 1 to {_LONGEST} characters")
    if not names:
        raise wrong(f"{where} has no values; give a list such as [a, b]")
    texts = {one: texts_of(text or one, f"{where}.{one}", languages) for one, text in names.items()}
    return CodeClass(name, called, texts)


def parse_attributes(value: object, languages: Iterable[str]) -> Attributes:
    """`attributes: {person: {age: number, role: {values: [staff, head]}}, private: [phone]}`."""
    said = keys_of(value, "attributes", (*OWNERS, "private"), "{person: {age: number}}")
    owners = {
        owner: {
            _free(name, f"attributes.{owner}"): _attribute(name, one, f"attributes.{owner}.{name}", tuple(languages))
            for name, one in mapping_of(said.get(owner), f"attributes.{owner}", "{age: number}").items()
        }
        for owner in OWNERS
    }
    for name in _COLUMNS:
        if name in owners["person"] and name != "wave":
            raise wrong(f"attributes.person.{name} is a column of persons.csv in every study; choose another name")
    private = tuple(map(str, list_of(said.get("private"), "attributes.private")))
    for name in private:
        if name in _COLUMNS[:2]:
            raise wrong(f"attributes.private names {name!r}, by which persons are counted; choose another column")
    return Attributes(**owners, private=private)


def _attribute(name: str, said: object, where: str, languages: tuple[str, ...]) -> Attribute:
    if isinstance(said, str):
        said = {"type": said}
    if isinstance(said, list):
        said = {"values": said}
    whole = keys_of(said, where, ("type", "label", "values", "ordered"), "{type: number}")
    values = tuple(map(str, list_of(whole.get("values"), f"{where}.values")))
    kind = choice_of(whole.get("type", "choice" if values else "text"), f"{where}.type", TYPES)
    if (kind == "choice") != bool(values):
        raise wrong(f"{where} is {kind}, so {'give its values' if kind == 'choice' else 'it can not have values'}")
    if len(set(values)) < len(values):
        raise wrong(f"{where}.values names one twice; keep one")
    label = texts_of(whole.get("label") or name, f"{where}.label", languages)
    return Attribute(name, kind, label, values, flag_of(whole.get("ordered", False), f"{where}.ordered"))


def parse_terms(value: object, languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """`terms: {gotong royong: {en: mutual help}}`: words that stay as they are in every language, and what they mean."""
    said = mapping_of(value, "terms", "{word: what it means}")
    return {term: texts_of(text, f"terms.{term}", tuple(languages)) for term, text in said.items()}


def parse_consent(value: object) -> Consent:
    """`consent: {scopes: [analysis, verbatim], until: 2031-12, board: …}`."""
    said = keys_of(value, "consent", ("scopes", "until", "board"), "{scopes: [analysis]}")
    scopes = said.get("scopes")
    found = SCOPES if scopes is None else _each_of(list_of(scopes, "consent.scopes"), "consent.scopes", SCOPES)
    until, board = said.get("until"), said.get("board")
    return Consent(tuple(found), None if until is None else str(until), None if board is None else str(board))


def parse_exports(value: object) -> Exports:
    """`exports: {formats: {codings: xlsx}, k: 3}`."""
    said = keys_of(value, "exports", ("formats", "k"), "{formats: {codings: xlsx}}")
    formats = keys_of(said.get("formats"), "exports.formats", EXPORTS)
    k = said.get("k")
    if k is not None and (not isinstance(k, int) or isinstance(k, bool) or k < 1):
        raise wrong(f"exports.k {str(k)[:40]!r} is not a number of persons such as 3")
    return Exports({what: str(format) for what, format in formats.items()}, k)


def _each_of(found: list[Any], where: str, known: Collection[str]) -> list[str]:
    return [choice_of(one, where, known) for one in found]


def _free(name: str, where: str) -> str:
    """A name that no field of a query bears."""
    if not is_id(name.replace("_", "-")):
        raise wrong(f"{where}: {name[:40]!r} is no name of a column or class; use a–z, 0–9, - and _")
    if name in (*FIELDS, *_WORDS):
        raise wrong(f"{where}: {name!r} is a word of queries ({', '.join(FIELDS[:4])}, …); choose another name")
    return name
