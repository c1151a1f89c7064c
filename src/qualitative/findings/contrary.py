"""Whether it was looked for what speaks against a claim, in words: what that would be, how it was looked for, by whom, when, and what was found. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from qualitative.findings.looked import Looked
from qualitative.findings.naming import Naming
from qualitative.findings.sides import joined
from qualitative.findings.weighed import Limb, Weighed
from qualitative.i18n import format_date

__all__ = ["contrary", "found_against", "way_of"]

_DAY = re.compile(r"\d{4}(-\d\d){0,2}")


def contrary(one: Weighed, naming: Naming) -> str:
    """One of the answers of `way_of` with what belongs to it; several, each with its limbs, where these were looked for apart."""
    by_way: dict[int, list[int]] = {}
    ways: list[Looked | None] = []
    for k, limb in enumerate(one.limbs, 1):
        if limb.says.contrary not in ways:
            ways.append(limb.says.contrary)
        by_way.setdefault(ways.index(limb.says.contrary), []).append(k)
    if len(ways) == 1:
        return _told(one, ways[0], one.limbs, naming)
    return " ".join(
        naming.say(
            "of-limb", k=", ".join(map(str, ks)), what=_told(one, ways[way], [one.limbs[k - 1] for k in ks], naming)
        )
        for way, ks in by_way.items()
    )


def found_against(one: Weighed, limbs: Sequence[Limb]) -> int:
    """How many sources speak against these limbs of a claim, the author as one."""
    con = one.con if len(limbs) == len(one.limbs) else joined([limb.any.con for limb in limbs])
    return len(con.sources) + con.by_author


def way_of(looked: Looked | None, found: int, asked: bool) -> str:
    """The answer: found, none, cannot; or query (a query asks, but nobody says that they looked) and not-looked."""
    if looked is None:
        return "query" if asked else "not-looked"
    return "found" if found else "cannot" if looked.cannot else "none"


def _told(one: Weighed, looked: Looked | None, limbs: Sequence[Limb], naming: Naming) -> str:
    found = found_against(one, limbs)
    way = way_of(looked, found, any(limb.says.opposing is not None for limb in limbs))
    if looked is None:
        return naming.say(f"contrary.{way}", n=found)
    said = _with_author(found) if way == "found" and any(limb.any.con.by_author for limb in limbs) else way
    by = naming.say("contrary.model", by=looked.by) if looked.by_model else looked.by
    at = format_date(looked.at, naming.language) if _DAY.fullmatch(looked.at) else looked.at
    parts = [
        naming.say("contrary.sentence", what=_in(looked.sentence, naming)) if looked.sentence else "",
        naming.say(f"contrary.{said}", n=found or one.read, by=by, at=at),
        *_search(looked, limbs[0], naming),
        f"{how[:1].upper()}{how[1:]}." if (how := _in(looked.how, naming)) else "",
    ]
    return " ".join(part for part in parts if part)


def _with_author(found: int) -> str:
    return "found-author" if found == 1 else "found-with-author"


def _in(texts: Mapping[str, str], naming: Naming) -> str:
    return (texts.get(naming.language) or next(iter(texts.values()), "")).rstrip(".")


def _search(looked: Looked, limb: Limb, naming: Naming) -> list[str]:
    """By which query and words it was searched, and how much of what these find was read."""
    if limb.searched is None:
        return []
    ways = [
        naming.say("contrary.by-query", query=looked.query) if looked.query else "",
        naming.say("contrary.by-words", words=", ".join(looked.words)) if looked.words else "",
    ]
    how = "; ".join(way for way in ways if way)
    if looked.read is None:
        return [naming.say("contrary.search", how=how, n=limb.searched)]
    said = naming.say("contrary.search-read", how=how, n=looked.read)
    return [said, naming.say("contrary.unread", n=limb.unread)] if limb.unread else [said]
