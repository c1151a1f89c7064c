"""Queries as CONTRACTS 'Queries' states them, sentence by sentence, slow and plain: rows, terms, quantifiers, what was read in full."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Words = Mapping[str, str]


@dataclass(frozen=True)
class Passage:
    """A turn, a paragraph or a cell of a survey; `values` of the fields that it has itself."""

    document: str
    n: int
    start: int
    end: int
    place: str
    text: str
    cases: tuple[str, ...]
    person: str | None = None
    role: str | None = None
    values: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Coding:
    """One coding that counts."""

    id: str
    document: str
    start: int
    end: int
    code: str
    coders: tuple[str, ...]
    round: str = "1"


@dataclass(frozen=True)
class Code:
    """A code: what lies above it, what it was merged into, and what it is classified as."""

    id: str
    parent: str | None = None
    merged: str | None = None
    classes: Words = field(default_factory=dict)


@dataclass(frozen=True, eq=False)
class Asked:
    """All that a query may ask of. `full` says whether a stretch was read in full for a code; `forms` gives the inflected forms of a word."""

    passages: Sequence[Passage]
    codings: Sequence[Coding]
    codes: Mapping[str, Code]
    attributes: Mapping[str, Mapping[str, Mapping[str, object]]]  # person, case, document: id: name: value
    full: Callable[[str, str, int, int], bool]  # code, document, start, end
    interviewers: bool = False
    forms: Callable[[str], set[str]] = lambda word: {word}


@dataclass(frozen=True)
class Row:
    """One passage, one coding in it (or none), one case."""

    passage: Passage
    coding: Coding | None
    case: str


class Disjoint(Exception):
    """Positive terms side by side that no row can satisfy."""


@lru_cache(maxsize=4096)  # the same is asked of every row again
def touched(asked: Asked, coding: Coding) -> list[Passage]:
    """The passages that a coding touches, in the order of the text."""
    return [
        one
        for one in sorted(asked.passages, key=lambda one: (one.document, one.start))
        if one.document == coding.document and one.start < coding.end and coding.start < one.end
    ]


@lru_cache(maxsize=4096)  # the same is asked of every row again
def rows_of(asked: Asked) -> list[Row]:
    """The universe."""
    # "each counted coding gives a row in each passage that it touches (one a case …); a passage without counted codings gives one empty row"
    found = []
    for passage in asked.passages:
        mine: list[Coding | None] = [one for one in asked.codings if passage in touched(asked, one)]
        # "interviewers' turns are in it only if asked for, but a coding that begins in one is"
        if passage.role == "interviewer" and not asked.interviewers:
            mine = [one for one in mine if one is not None and touched(asked, one)[0] == passage]
        else:
            mine = mine or [None]
        found += [Row(passage, one, case) for one in mine for case in passage.cases]
    return found


# ----- the language

TOKEN = re.compile(r'\s*(\(|\)|(?:"(?:[^"\\]|\\.)*"|[^\s()"])+)')


@dataclass(frozen=True)
class Node:
    """`op` is or, and, not, term, or the name of a quantifier; `parts` below it, `text` of a term."""

    op: str
    parts: tuple[Node, ...] = ()
    text: str = ""


def read(query: str) -> Node:
    """The tree of a query."""
    # an attribute may have blanks around its operator
    query = re.sub(r'\s*(!=|<=|>=|(?<![!<>=])=|<|>)\s*(?=(?:[^"]*"[^"]*")*[^"]*$)', r"\1", query.strip())
    tokens = []
    at = 0
    while at < len(query):
        found = TOKEN.match(query, at)
        assert found, query[at:]
        tokens.append(found.group(1))
        at = found.end()
    return tree(tokens)


def tree(tokens: list[str]) -> Node:
    """ "`not` binds before `and` (or side by side) before `or`"."""
    for op in ("or", "and"):
        pieces = split(tokens, op)
        if len(pieces) > 1:
            return Node(op, tuple(tree(piece) for piece in pieces))
    if tokens[0] == "not":
        end = unit(tokens, 1)
        head, rest = Node("not", (tree(tokens[1:end]),)), tokens[end:]
    else:
        end = unit(tokens, 0)
        rest = tokens[end:]
        if tokens[0] == "(":
            head = tree(tokens[1 : end - 1])
        elif end > 1:
            head = Node(tokens[0], (tree(tokens[2 : end - 1]),))
        else:
            head = Node("term", text=tokens[0])
    return Node("and", (head, tree(rest))) if rest else head


def unit(tokens: list[str], begin: int) -> int:
    """Where what begins here ends: a term, a bracket, a quantifier with its bracket, a `not` with what it binds."""
    if tokens[begin] == "not":
        return unit(tokens, begin + 1)
    quantifies = tokens[begin] in ("passage", "person", "document", "case", "near")
    at = begin + 1 if quantifies else begin
    if tokens[at] != "(":
        return begin + 1
    deep = 0
    while True:
        deep += {"(": 1, ")": -1}.get(tokens[at], 0)
        at += 1
        if not deep:
            return at


def split(tokens: list[str], word: str) -> list[list[str]]:
    """The tokens cut at a word that stands outside all brackets."""
    pieces: list[list[str]] = [[]]
    deep = 0
    for token in tokens:
        deep += {"(": 1, ")": -1}.get(token, 0)
        if token == word and not deep:
            pieces.append([])
        else:
            pieces[-1].append(token)
    return pieces


# ----- terms

COMPARED = re.compile(r"(person|case|document)\.([\w-]+)(=|!=|<=|>=|<|>)(.*)", re.DOTALL)
OPERATORS: Mapping[str, Callable[[object, object], bool]] = {
    "=": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,  # type: ignore[operator]  # numbers with numbers
    "<=": lambda a, b: a <= b,  # type: ignore[operator]  # the same
    ">": lambda a, b: a > b,  # type: ignore[operator]  # the same
    ">=": lambda a, b: a >= b,  # type: ignore[operator]  # the same
}


def values_in(text: str) -> list[tuple[str, bool]]:
    """The values of a term, and whether each ends in a star that is not literal."""
    # "a comma between values is *or*"; "Values in quotes where they hold blanks, commas or brackets (`\"` escapes, `*` is literal there)"
    found = []
    for one in re.findall(r'"(?:[^"\\]|\\.)*"|[^,"]+', text):
        if one.startswith('"'):
            found.append((re.sub(r"\\(.)", r"\1", one[1:-1]), False))
        else:
            found.append((one.removesuffix("*"), one.endswith("*")))
    return found


def now(asked: Asked, code: str) -> str:
    """What a code is today."""
    # "through merges"
    into = asked.codes[code].merged
    return now(asked, into) if into else code


def is_below(asked: Asked, code: str, above: str) -> bool:
    """Whether a code is another, or lies below it."""
    # "`code` (with the codes below it, through merges)"
    up = asked.codes[code].parent
    return code == above or (up is not None and is_below(asked, up, above))


@lru_cache(maxsize=4096)  # the same is asked of every row again
def codes_named(asked: Asked, name: str, text: str) -> set[str]:
    """The codes that a term on codes or on a class of theirs holds for."""
    found = set()
    for code in asked.codes.values():
        for value, has_star in values_in(text):
            if name == "code":
                tops = [one for one in asked.codes if one == value or (has_star and one.startswith(value))]
                if any(is_below(asked, code.id, now(asked, top)) for top in tops):
                    found.add(code.id)
            elif is_value(code.classes.get(name), value, has_star):
                found.add(code.id)
    return found


def is_value(own: str | None, value: str, has_star: bool) -> bool:
    """Whether a row's own value is the one asked for."""
    return own is not None and (own == value or (has_star and own.startswith(value)))


def on_codes(asked: Asked, name: str) -> bool:
    """Whether a field is one of codes."""
    return name == "code" or any(name in code.classes for code in asked.codes.values())


def holds(asked: Asked, term: str, row: Row) -> bool:
    """Whether a term is true of a row."""
    compared = COMPARED.fullmatch(term)
    if compared:
        own = attribute(asked, row, *compared.group(1, 2))
        # "A comparison with a missing value is false, `!=` too"
        if own is None:
            return False
        compares = OPERATORS[compared.group(3)]
        return any(
            compares(own, float(value)) if isinstance(own, float) else compares(own, value)
            for value, _ in values_in(compared.group(4))
        )
    name, _, text = term.partition(":")
    if name in ("text", "text~"):
        return any(is_said(asked, row.passage.text, value, star, name == "text~") for value, star in values_in(text))
    if on_codes(asked, name):
        return row.coding is not None and row.coding.code in codes_named(asked, name, text)
    return any(has_value(row, name, value, star) for value, star in values_in(text))


def attribute(asked: Asked, row: Row, of: str, name: str) -> object:
    """The value of an attribute; None where it is missing."""
    who = {"person": row.passage.person, "case": row.case, "document": row.passage.document}[of]
    return asked.attributes[of].get(who or "", {}).get(name)


def has_value(row: Row, name: str, value: str, star: bool) -> bool:
    """Whether a field of a row has a value."""
    if name == "coder":
        return row.coding is not None and any(is_value(one, value, star) for one in row.coding.coders)
    if name == "date":
        # "A date matches by its parts (`date:2018`)"
        own, parts = row.passage.values.get("date", "").split("-"), value.split("-")
        return own[: len(parts)] == parts
    fixed = {
        "case": row.case,
        "document": row.passage.document,
        "person": row.passage.person,
        "role": row.passage.role,
        "round": row.coding.round if row.coding else None,
    }
    return is_value(fixed[name] if name in fixed else row.passage.values.get(name), value, star)


def is_said(asked: Asked, text: str, phrase: str, star: bool, inflected: bool) -> bool:
    """Whether words stand in a text, one after the other, whatever their capitals."""
    said = re.findall(r"\w+", text.casefold())
    sought = re.findall(r"\w+", phrase.casefold())

    def fits(one: str, wanted: str, is_last: bool) -> bool:
        if inflected and asked.forms(one) & asked.forms(wanted):
            return True
        return one == wanted or (star and is_last and one.startswith(wanted))

    return any(
        all(fits(said[at + k], word, k == len(sought) - 1) for k, word in enumerate(sought))
        for at in range(len(said) - len(sought) + 1)
    )


# ----- whole queries


def same(asked: Asked, op: str, row: Row, rows: Sequence[Row]) -> list[Row]:
    """The rows among which a quantifier looks for one that satisfies its query."""
    if op == "passage":
        return [one for one in rows if one.passage == row.passage]
    if op == "document":
        return [one for one in rows if one.passage.document == row.passage.document]
    if op == "case":
        return [one for one in rows if one.case == row.case]
    if op == "person":
        # "For a row without a person `person(q)` is false"
        return [one for one in rows if row.passage.person is not None and one.passage.person == row.passage.person]
    # "`near(q)`: of the informants' passage before or after in the document"
    here = [one for one in asked.passages if one.document == row.passage.document and one.role != "interviewer"]
    before = [one for one in here if one.start < row.passage.start or (one.start == row.passage.start and one.n < row.passage.n)]  # fmt: skip
    after = [one for one in here if one.start > row.passage.start or (one.start == row.passage.start and one.n > row.passage.n)]  # fmt: skip
    sides = [max(before, key=lambda one: one.n)] if before else []
    sides += [min(after, key=lambda one: one.n)] if after else []
    return [one for one in rows if one.passage in sides]


def satisfies(asked: Asked, node: Node, row: Row, rows: Sequence[Row]) -> bool:
    """Whether a row satisfies a query."""
    if node.op == "term":
        return holds(asked, node.text, row)
    if node.op == "not":
        return not satisfies(asked, node.parts[0], row, rows)
    if node.op == "and":
        return all(satisfies(asked, part, row, rows) for part in node.parts)
    if node.op == "or":
        return any(satisfies(asked, part, row, rows) for part in node.parts)
    return any(satisfies(asked, node.parts[0], one, rows) for one in same(asked, node.op, row, rows))


def answer(asked: Asked, query: str) -> list[Row]:
    """The rows of a query. Raises Disjoint where terms side by side exclude each other."""
    node = read(query)
    refuse_disjoint(asked, node)
    rows = rows_of(asked)
    return [row for row in rows if satisfies(asked, node, row, rows)]


def refuse_disjoint(asked: Asked, node: Node, is_denied: bool = False) -> None:
    """ "An error only where positive terms side by side name disjoint values of a field that has one value a row"."""
    terms = [part.text for part in beside(node) if part.op == "term" and not COMPARED.fullmatch(part.text)]
    for k, one in enumerate(terms):
        for other in terms[k + 1 :]:
            name = one.partition(":")[0]
            if is_denied or name != other.partition(":")[0] or name in ("text", "text~", "coder"):
                continue
            texts = one.partition(":")[2], other.partition(":")[2]
            if on_codes(asked, name):
                if not codes_named(asked, name, texts[0]) & codes_named(asked, name, texts[1]):
                    raise Disjoint(f"{one} {other}")
            elif not any(may_be_one(name, a, b) for a in values_in(texts[0]) for b in values_in(texts[1])):
                raise Disjoint(f"{one} {other}")
    for part in beside(node):
        for below in part.parts:
            refuse_disjoint(asked, below, is_denied != (part.op == "not"))


def beside(node: Node) -> list[Node]:
    """What stands side by side."""
    if node.op != "and":
        return [node]
    return [one for part in node.parts for one in beside(part)]


def may_be_one(name: str, one: tuple[str, bool], other: tuple[str, bool]) -> bool:
    """Whether one value can be both."""
    (a, a_star), (b, b_star) = one, other
    if name == "date":
        parts = a.split("-"), b.split("-")
        shorter = min(len(parts[0]), len(parts[1]))
        return parts[0][:shorter] == parts[1][:shorter]
    return a == b or (a_star and b.startswith(a)) or (b_star and a.startswith(b))


def parts(asked: Asked, query: str) -> tuple[list[Row], list[Row]]:
    """The rows of a query, those that were read in full for all codes that it denies, and the others."""
    # "Results of `not` over codes come in two parts, *read in full* and *not read for*"
    rows, node = rows_of(asked), read(query)
    found = [row for row in rows if satisfies(asked, node, row, rows)]
    full = [row for row in found if all(was_read(asked, code, some) for code, some in denied(asked, node, [row], rows, False))]  # fmt: skip
    return full, [row for row in found if row not in full]


def denied(
    asked: Asked, node: Node, here: list[Row], rows: Sequence[Row], is_denied: bool
) -> Iterable[tuple[str, list[Row]]]:
    """Each code that a query denies, with the rows that it denies it of."""
    if node.op == "term":
        name, _, text = node.text.partition(":")
        if is_denied and not COMPARED.fullmatch(node.text) and on_codes(asked, name):
            yield from ((code, here) for code in codes_named(asked, name, text))
        return
    if node.op in ("passage", "person", "document", "case", "near"):
        # a row of nobody, or one that has no neighbours, answers for its own passage
        wider = [one for row in here for one in (same(asked, node.op, row, rows) or [row])]
        here = [row for row in rows if row in wider]
    for part in node.parts:
        yield from denied(asked, part, here, rows, is_denied != (node.op == "not"))


def was_read(asked: Asked, code: str, some: Iterable[Row]) -> bool:
    """Whether all passages of these rows were read in full for a code."""
    return all(asked.full(code, row.passage.document, row.passage.start, row.passage.end) for row in some)


def without_value(asked: Asked, query: str) -> dict[str, int]:
    """ "results tell how many had none": of the rows of the universe, by attribute that the query compares."""
    rows, found = rows_of(asked), {}
    for of, name in attributes_in(read(query)):
        found[f"{of}.{name}"] = sum(attribute(asked, row, of, name) is None for row in rows)
    return found


def attributes_in(node: Node) -> set[tuple[str, str]]:
    """The attributes that a query compares."""
    compared = COMPARED.fullmatch(node.text) if node.op == "term" else None
    found = {(compared.group(1), compared.group(2))} if compared else set()
    return found.union(*(attributes_in(part) for part in node.parts)) if node.parts else found
