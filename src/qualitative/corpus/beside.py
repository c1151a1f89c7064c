"""What is told of a file that becomes a document, beside what its reader and the recogniser tell; and what is kept beside its text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from qualitative.corpus.pages import pages_of
from qualitative.corpus.readers import Raw
from qualitative.corpus.wishes import Wishes
from qualitative.model import Turn
from qualitative.text.speakers import NOBODY, Transcript
from qualitative.text.wording import number_of

__all__ = ["kept_beside", "told_behind", "told_beside"]


def told_beside(raw: Raw, found: Transcript, wishes: Wishes) -> tuple[str, ...]:
    """Sentences on the head of the file, comments, where the provenance comes from, personal numbers and speakers who do not speak."""
    return (
        *_preamble(found),
        *_comments(raw),
        *_provenance(raw, wishes),
        *_personal(found.text),
        *_missing_speakers(wishes, found),
    )


def told_behind(text: str, turns: Sequence[Turn]) -> tuple[str, ...]:
    """What stands behind the last turn without a label is taken as its speaker's; told where hardly any other turn goes on over paragraphs.

    A page's foot, a transcriber's note or a list of addresses would be somebody's words without a sign.
    """
    going_on = [text[turn.start : turn.end].strip().count("\n\n") for turn in turns]
    if len(turns) < _FEW_TURNS or not going_on[-1] or sum(map(bool, going_on[:-1])) * 20 > len(turns):
        return ()
    last = turns[-1]
    rest = " ".join(text[last.start : last.end].strip().split("\n\n", 1)[1].split())
    begin = rest if len(rest) <= 40 else f"{rest[:39]}…"
    told = f"{number_of(going_on[-1], 'paragraph')} without a label behind the last turn taken as {last.speaker}'s: {begin!r}"
    return (f"{told}; where nobody says that, cut it from the file",)


_FEW_TURNS = 4  # from which on it says something that turns do not go on over paragraphs
_NIK = re.compile(r"(?<![0-9A-Za-z])\d{16}(?![0-9A-Za-z])")


def kept_beside(raw: Raw, found: Transcript) -> dict[str, Any]:
    """What of the file is no text and is kept all the same: where pages begin, labels written otherwise, comments at their place."""
    kept: dict[str, Any] = {}
    if len(raw.pages) > 1:
        kept["pages"] = pages_of(raw, found)
    if found.merged:
        kept["labels"] = dict(found.merged)
    if raw.comments:
        kept["comments"] = [
            {key: value for key, value in (("on", c.on), ("by", c.by), ("text", c.text)) if value} for c in raw.comments
        ]
    return kept


def _comments(raw: Raw) -> tuple[str, ...]:
    number = len(raw.comments)
    return (
        (
            f"{number} comment{'s' * (number > 1)} in the margin kept with {'their' if number > 1 else 'its'} place in the front matter as source.comments",
        )
        if number
        else ()
    )


def _preamble(found: Transcript) -> tuple[str, ...]:
    if not found.preamble:
        return ()
    lines = [line for line in found.preamble.split("\n") if line.strip()]
    begin = lines[0] if len(lines[0]) <= 40 else f"{lines[0][:39]}…"
    what = "1 line stands" if len(lines) == 1 else f"{len(lines)} lines stand"
    return (f"{what} before the first turn ({begin!r}): kept in the front matter as source.preamble",)


def _provenance(raw: Raw, wishes: Wishes) -> tuple[str, ...]:
    if wishes.provenance:
        return (f"provenance {wishes.provenance}, as said",)
    if raw.meta.get("provenance"):
        return (f"provenance {raw.meta['provenance']}, by its front matter",)
    return ("provenance taken as fieldwork, since nothing says otherwise",)


def _missing_speakers(wishes: Wishes, found: Transcript) -> tuple[str, ...]:
    absent = [label for label, role in wishes.speakers.items() if role != NOBODY and label not in found.speakers]
    return (f"no turn of {', '.join(absent)} was found",) if absent else ()


def _personal(text: str) -> tuple[str, ...]:
    lines = [number for number, line in enumerate(text.split("\n"), 1) if _NIK.search(line)]
    shown_lines = ", ".join(map(str, lines[:5])) + (", …" if len(lines) > 5 else "")
    return (
        (f"16 digits that look like a NIK on line {shown_lines} of the text: take personal numbers out",)
        if lines
        else ()
    )
