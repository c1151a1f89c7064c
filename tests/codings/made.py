"""Events of all kinds, made at random from the table of their fields."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from qualitative.codings import forms as f
from qualitative.codings.fields import FIELDS, Field, version_of
from qualitative.codings.schema import AUDIENCES, DRAWN, HOWS, MARKS, MEMOS, SEARCH, VERDICTS, VISIBLE
from qualitative.codings.ulid import format_ulid

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
IDS = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
ULIDS = st.integers(0, 2**128 - 1).map(format_ulid)
PLACES = st.integers(0, 9)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False) | st.integers(-9, 9)
MOMENTS = st.datetimes().map(lambda at: at.isoformat(timespec="seconds") + "Z").filter(lambda at: len(at) == 20)
SUGGESTIONS = st.fixed_dictionaries({"model": TEXTS, "p": NUMBERS}, optional={"drawn": st.sampled_from(DRAWN)})
FOREIGN = st.fixed_dictionaries({"tool": TEXTS, "file": TEXTS, "id": TEXTS})

# of fields whose forms leave the choice among words or objects
BY_NAME: dict[str, st.SearchStrategy[Any]] = {
    "verdict": st.sampled_from(VERDICTS),
    "how": st.sampled_from(HOWS),
    "for": st.sampled_from(AUDIENCES),
    "suggestion": st.none() | SUGGESTIONS,
    "origin": st.none() | st.just(SEARCH) | FOREIGN,
    "blind": st.none() | st.booleans() | st.lists(st.sampled_from(VISIBLE)),
    "document": IDS | st.just("_study"),
    "of": ULIDS,
}
BY_FORM: dict[str, st.SearchStrategy[Any]] = {
    f.TEXT.says: TEXTS,
    f.WHOLE.says: st.integers(-(2**63), 2**63 - 1),
    f.PLACE.says: PLACES,
    f.BOOL.says: st.booleans(),
    f.NULL.says: st.none(),
    f.ID.says: IDS,
    f.ULID_FORM.says: ULIDS,
    f.ULIDS.says: st.lists(ULIDS, max_size=2),
    f.ID_LIST.says: st.lists(ULIDS, max_size=2),
    f.MOMENT_FORM.says: MOMENTS,
}


def values(kind: str, field: Field) -> st.SearchStrategy[Any]:
    """Values that a field may hold."""
    if field.name == "event":
        return st.just(kind)
    if field.name == "kind":
        return st.sampled_from(MARKS if kind == "mark" else MEMOS)
    if field.name == "of" and kind == "memo":
        return ULIDS | st.sampled_from(["document", "study", "code:a", "theme:b"])
    if field.name in BY_NAME and not (field.name == "of" and kind == "decide"):
        return BY_NAME[field.name]
    return st.one_of([BY_FORM[form.says] for form, _ in field.forms])


@st.composite
def events(draw: st.DrawFn, kinds: tuple[str, ...] = tuple(FIELDS)) -> dict[str, Any]:
    """An event that fits the table, its version the oldest that can hold it or a later one."""
    kind = draw(st.sampled_from(kinds))
    made = {
        name: draw(values(kind, field))
        for name, field in FIELDS[kind].items()
        if name != "v" and (field.is_needed or draw(st.booleans()))
    }
    if {"start", "end"} & made.keys() or made.get("verdict") == "place":
        made |= {"start": draw(PLACES), "end": draw(st.integers(10, 19))}
    if made.get("verdict") == "reject":
        made["code"] = draw(IDS)
    return {"v": draw(st.integers(version_of(made), 2)), **made}
