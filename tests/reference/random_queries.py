"""Random small studies to ask of, as plain records, and random queries over them."""

from __future__ import annotations

from random import Random

from reference.asked_rows import Asked, Code, Coding, Passage

CODES = {
    "top": Code("top", classes={"layer": "people"}),
    "left": Code("left", "top", classes={"layer": "process"}),
    "right": Code("right", "top", classes={"layer": "process"}),
    "deep": Code("deep", "left", classes={"layer": "people"}),
    "alone": Code("alone", classes={"layer": "tools"}),
    "gone": Code("gone", merged="left", classes={"layer": "process"}),
}
LIVE = ("top", "left", "right", "deep", "alone")
WORDS = ("dana", "desa", "office", "slow", "desakan")
PEOPLE = ("ana", "budi", "citra")
CASES = ("north", "south")
FIELDS = {
    "basis": ("informant", "document", "table", "author"),
    "section": ("A", "B, part", 'C "x"'),
    "source": ("law-1", "law-2"),
    "statement": ("s1", "s2"),
    "informant": ("AS", "NA"),
    "date": ("2018-11", "2018", "2019-01-05"),
    "provenance": ("published", "fieldwork"),
    "kind": ("interview", "document"),
}


def asked(seed: int) -> Asked:
    """Two or three documents of a few passages, some of interviewers, some on two cases, with codings across them."""
    random = Random(seed)
    documents = ("d1", "d2", "e1")[: random.choice((2, 3))]
    passages = [one for document in documents for one in passages_of(random, document)]
    codings = []
    for number in range(random.randint(0, 14)):
        start = random.randint(0, 60)
        coders = tuple(sorted(random.sample(("kim", "lee"), random.choice((1, 1, 2)))))
        codings.append(
            Coding(
                f"{number:03}", random.choice(documents), start, start + random.choice((2, 8, 25)),
                random.choice(LIVE), coders, random.choice(("1", "2")),
            )
        )  # fmt: skip
    attributes = {
        "person": {who: some(random, {"age": float(random.choice((20, 30, 40))), "job": random.choice(("cook", "clerk"))}) for who in PEOPLE},
        "case": {case: some(random, {"fund": random.choice(("village", "state"))}) for case in CASES},
        "document": {one: some(random, {"wave": float(random.choice((1, 2)))}) for one in documents},
    }  # fmt: skip
    unread = {(random.choice(LIVE), random.choice(documents), random.randint(0, 60)) for _ in range(random.choice((0, 2, 6)))}  # fmt: skip

    def full(code: str, document: str, start: int, end: int) -> bool:
        return not any(code == one and document == where and start <= at < end for one, where, at in unread)

    return Asked(passages, codings, CODES, attributes, full, interviewers=random.random() < 0.3)


def some(random: Random, values: dict[str, object]) -> dict[str, object]:
    """Some of the values; the others are missing."""
    return {name: value for name, value in values.items() if random.random() < 0.7}


def passages_of(random: Random, document: str) -> list[Passage]:
    """The passages of one document: turns of up to three people, or paragraphs."""
    found, start = [], 0
    home = random.choice(CASES)
    is_talk = random.random() < 0.6
    fixed = {name: random.choice(FIELDS[name]) for name in ("provenance", "kind")}
    for n in range(1, random.randint(3, 7)):
        text = " ".join(random.choice(WORDS) for _ in range(random.randint(1, 3)))
        is_question = is_talk and random.random() < 0.35
        values = {name: random.choice(many) for name, many in FIELDS.items() if random.random() < 0.6} | fixed
        cases = (home,) if random.random() < 0.8 else CASES
        found.append(
            Passage(
                document, n, start, start + len(text), f"{document}@{n}", text, cases,
                None if is_question or random.random() < 0.3 else random.choice(PEOPLE),
                "interviewer" if is_question else None, values,
            )
        )  # fmt: skip
        start += len(text) + random.choice((1, 2))
    return found


def query(random: Random, depth: int = 3) -> str:
    """A random query; what it may hold grows with its depth."""
    shape = random.random()
    if not depth or shape < 0.3:
        return term(random)
    if shape < 0.45:
        return f"not {grouped(random, depth)}"
    if shape < 0.65:
        return f"{random.choice(('passage', 'person', 'document', 'case', 'near'))}({query(random, depth - 1)})"
    parts = [grouped(random, depth) for _ in range(random.choice((2, 2, 3)))]
    return random.choice((" or ", " and ", " ", " not ")).join(parts)


def grouped(random: Random, depth: int) -> str:
    """A part of a longer query, in brackets or left to what binds first."""
    inner = query(random, depth - 1)
    return f"({inner})" if random.random() < 0.5 else inner


def term(random: Random) -> str:
    """One random term, of a value that somebody could name."""
    name = random.choice(
        ("code", "code", "code", "layer", "case", "person", "coder", "document", "round", "text", "compared", *FIELDS)
    )
    if name == "compared":
        return compared(random)
    many: tuple[str, ...] = {
        "code": tuple(CODES), "layer": ("people", "process", "tools"), "case": CASES, "person": PEOPLE, "coder": ("kim", "lee"),
        "document": ("d1", "d2"), "round": ("1", "2"), "text": ("dana desa", "slow", "desa"), **FIELDS,
    }[name]  # fmt: skip
    values = random.sample(many, min(len(many), random.choice((1, 1, 1, 2))))
    return f"{name}:{','.join(written(random, name, value) for value in values)}"


def written(random: Random, name: str, value: str) -> str:
    """A value as it may be typed: bare, in quotes, or by its beginning."""
    if any(mark in value for mark in ' ,"') or random.random() < 0.1:
        return '"' + value.replace('"', '\\"') + '"'
    return f"{value[:-1]}*" if random.random() < 0.15 and name not in ("date", "round", "person") else value


def compared(random: Random) -> str:
    """A comparison with an attribute."""
    blank = random.choice(("", " "))
    relation = random.choice(("=", "!=", "<", "<=", ">", ">="))
    number = random.choice((("person.age", ("20", "30", "35")), ("document.wave", ("1", "2"))))
    name, many = random.choice((number, number, ("person.job", ("cook", "clerk")), ("case.fund", ("village", "state"))))
    relation = relation if name == number[0] else random.choice(("=", "!="))
    return f"{name}{blank}{relation}{blank}{random.choice(many)}"
