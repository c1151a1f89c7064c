"""The segments that a report's numbers lead to, against the files: their words, the codes that count there, statements, persons."""

from __future__ import annotations

import re
from typing import Any

from reference.report_counts import Facts, segment


def wrong_passages(facts: Facts, report: dict[str, Any]) -> list[str]:
    """What of a report's passages the files do not bear out; formats count a set of evidence by these."""
    texts = {document.id: document.text for document in facts.documents}
    kinds = {document.id: document.kind for document in facts.documents}
    by_segment: dict[str, list[Any]] = {}
    for row in facts.coded:
        by_segment.setdefault(segment(row.coding), []).append(row)  # type: ignore[arg-type]
    found = []
    for one in report["passages"]:
        document, start, end = re.fullmatch(r"(.*)\.(\d+)-(\d+)", one["id"]).groups()  # type: ignore[union-attr]
        rows = by_segment.get(one["id"], [])
        right = {
            "codes": {facts.codes[row.coding.code].names[report["language"]] for row in rows},
            "places": {row.passage.place for row in rows if facts.is_finding(row)},
            "voices": len({row.passage.person for row in rows if row.passage.person}),
            "group": kinds[document] == "group",
        }
        printed = {
            "codes": set(one["codes"]), "places": set(one["places"]), "voices": len(one["voices"]), "group": one["group"],
        }  # fmt: skip
        found += [
            f"{one['id']}: {key} {printed[key]}, right {right[key]}" for key in right if right[key] != printed[key]
        ]
        if one["text"] != texts[document][int(start) : int(end)] and not one["text"].startswith("["):
            found.append(f"{one['id']}: other words: {one['text'][:60]}")
    return found
