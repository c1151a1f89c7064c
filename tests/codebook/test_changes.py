"""A history of format 1 says the same in today's form: every version, every coding under every other version."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from qualitative.codebook.changes import history_from_changes
from qualitative.codebook.files import read_changes, read_versions
from qualitative.codebook.history import History
from qualitative.codebook.stored import format_operation, parse_operation
from qualitative.codebook.tree import Codebook
from qualitative.codebook.versions import Versions
from qualitative.codings.ulid import is_ulid
from qualitative.errors import CodebookError

from . import release_0_1_0 as earlier

ROOT = Path(__file__).resolve().parents[2]


def as_today(changes: list[dict[str, Any]]) -> Versions:
    """As it is read after it was written to files and read from them in any order."""
    made = [parse_operation(format_operation(operation)) for operation in history_from_changes(changes)]
    return Versions(History(reversed(made)))


def fields(book: Codebook | earlier.Draft) -> dict[str, Any]:
    """What 0.1.0 knew of a codebook."""
    codes = [
        (c.id, c.parent, dict(c.name), dict(c.definition), dict(c.include), dict(c.exclude), c.example, dict(c.keywords), c.colour, c.kind, c.classes.get("domain"), c.classes.get("valence", "neutral"), c.retired)
        for c in book.codes.values()
    ]  # fmt: skip
    return {"codes": codes, "merged": dict(book.merged), "splits": dict(book.splits)}


def random_changes(rng: random.Random) -> list[dict[str, Any]]:
    """A history that 0.1.0 takes; now and then without a moment, a coder or a reason."""
    changes: list[dict[str, Any]] = []
    for n in range(rng.randrange(3, 25)):
        codes = list(earlier.replay(changes).codes)
        code, other = (rng.choice(codes), rng.choice(codes)) if codes else ("none", "none")
        kinds = {
            "add": {"code": {"id": f"c{n}", "parent": rng.choice([None, *codes]), "name": {"en": "x", "id": "y"}, **rng.choice([{}, {"domain": "policy", "valence": "barrier"}, {"domain": None}])}},
            "edit": {"id": code, "set": rng.choice([{"definition": {"en": f"d{n}"}}, {"definition": {"id": "q"}}, {"definition": {}}, {"keywords": {"en": ["a", "b"]}}, {"keywords": {}}, {"domain": "budget"}, {"domain": None}, {"kind": "theme"}, {"colour": "#112233", "example": "E"}])},
            "rename": {"id": code, "name": rng.choice([{"en": f"N{n}"}, {"id": "I"}, {"id": ""}])},
            "merge": {"from": rng.sample(codes, min(len(codes), 2)), "into": other},
            "split": {"from": code, "into": rng.sample(codes, min(len(codes), 3))},
            "move": {"id": code, "parent": rng.choice([None, other])},
            "retire": {"id": code},
            "restore": {"id": code},
        }  # fmt: skip
        op = rng.choice(["add", "add", *kinds]) if codes else "add"
        number = changes[-1]["n"] + rng.randrange(2) if changes else 1
        change = {"n": number, "op": op, **kinds[op]}
        change |= rng.choice(
            [
                {"by": "ana", "at": f"2024-01-{rng.randrange(1, 28):02}T00:00:00Z", "why": "so"},
                {"by": "Ana Maria", "at": "2024"},
                {},
            ]
        )
        if op == "merge" and (other in change["from"] or earlier.lies_below(changes, other, change["from"])):
            continue  # which 0.1.0 took, and then went round in a circle
        try:
            earlier.replay([*changes, change])
        except CodebookError:
            continue
        changes.append(change)
    return changes


@pytest.mark.parametrize("seed", range(40))
def test_every_version_of_any_history_is_what_release_0_1_0_read(seed: int) -> None:
    rng = random.Random(seed)
    changes = random_changes(rng)
    for versions in (as_today(changes), Versions(History(history_from_changes(changes), earlier=True))):
        newest = changes[-1]["n"] if changes else 0
        assert versions.newest == newest
        for number in range(1, newest + 1):
            book = versions.at(number)
            assert book.version == number and fields(book) == fields(earlier.replay(changes, number))
        codes = sorted({change["code"]["id"] for change in changes if change["op"] == "add"})
        for _ in range(40 if codes else 0):
            code, decided = rng.choice(codes), rng.choice([None, *codes])
            made, wanted = rng.randrange(1, newest + 1), rng.randrange(1, newest + 1)
            assert versions.seen(code, made, wanted, decided) == earlier.seen(changes, code, made, wanted, decided)
        assert versions.contradictions() == []


def test_the_shipped_codebook_is_what_release_0_1_0_read() -> None:
    changes = []
    for change in read_changes(ROOT / "codebook"):
        code = change.get("code")
        if isinstance(code, str):
            change = {"id": code, **{key: value for key, value in change.items() if key != "code"}}
        elif code:
            classes = code.get("classes", {})
            change = {**change, "code": {**{key: value for key, value in code.items() if key != "classes"}, **classes}}
        changes.append(change)
    versions = read_versions(ROOT / "codebook")
    assert versions.newest == changes[-1]["n"] >= 2 and len(versions.head) >= 84
    for number in range(1, versions.newest + 1):
        assert fields(versions.at(number)) == fields(earlier.replay(changes, number))
        assert fields(as_today(changes).at(number)) == fields(versions.at(number))


def test_every_machine_makes_the_same_ids_and_what_is_added_later_changes_none() -> None:
    changes = random_changes(random.Random(7))
    whole, half = history_from_changes(changes), history_from_changes(changes[:5])
    assert [made.id for made in whole] == [made.id for made in history_from_changes(list(changes))]
    assert [made.id for made in half if made.op != "version"] == [made.id for made in whole if made.op != "version"][
        : len(changes[:5])
    ]
    ids = [made.id for made in whole]
    assert ids == sorted(set(ids)) and all(map(is_ulid, ids))


def test_a_clock_that_was_set_back_changes_no_order() -> None:
    changes = [
        {"n": 1, "op": "add", "at": at, "code": {"id": f"c{n}", "name": {"en": "x"}}}
        for n, at in enumerate(("2024-06-01T00:00:00Z", "1969-01-01", "9999-12-31T23:59:59Z", "2024", None, 5))
    ]
    ids = [made.id for made in history_from_changes(changes)]
    assert ids == sorted(set(ids)) and all(map(is_ulid, ids))


def test_who_made_nothing_known_is_kept_as_it_was_written() -> None:
    change = {"n": 1, "op": "add", "by": "Ana Maria", "at": "last June", "code": {"id": "c", "name": {"en": "C"}}}
    made, fixed = history_from_changes([change])
    assert (made.by, made.at, made.why, made.fields) == (
        "Ana Maria",
        "last June",
        "",
        {"code": {"id": "c", "parent": None, "name": {"en": "C"}}},
    )
    assert (fixed.op, fixed.fields, fixed.parents) == ("version", {"number": 1}, (made.id,))
    assert history_from_changes([]) == []
