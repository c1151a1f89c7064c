"""What stands around a label: the time before it, inside its brackets, or behind it; the end of a sentence, after which none stands. Pure."""

from __future__ import annotations

import re

from qualitative.text.recognising.shapes import AFTER, BLANKS, FIRST, LABEL_LIMIT, MARK, SIGNS
from qualitative.text.recognising.times import Stamp, stamp_at, stamp_at_end

__all__ = ["behind", "ends_sentence", "leading", "split_stamp"]


def leading(head: str, position: int) -> tuple[Stamp | None, int]:
    """(the time that stands at `position`, where what follows it begins), or (None, `position`)."""
    signs = SIGNS.match(head, position)
    inside = signs.end() if signs else position
    stamp = stamp_at(head, inside)
    if stamp is None:
        return None, position
    closing = f"(?:{MARK})?" if signs else ""
    tail = re.compile(rf"{BLANKS}{closing}(?:[-–—|:]{{1,2}}(?=[\s\w<\[(@]|$))?{BLANKS}").match(head, stamp.end)
    end = tail.end() if tail else stamp.end
    apart = end >= len(head) or end > stamp.end or stamp.bracket
    if not apart and not re.match(rf"{FIRST}[^:\n]{{0,{LABEL_LIMIT}}}:(?=\s|$)", head[end:]):
        return None, position  # 10:30an is a word of the text
    if (
        not stamp.bracket
        and head[stamp.end : end].strip() in ("-", "–")
        and head[stamp.end] == "-"
        and head[end - 1] == "-"
    ):
        return None, position  # 10:30-an too
    return stamp, end


def split_stamp(label: str) -> tuple[str, Stamp | None]:
    """`Ratna, 00:12`, `Ratna (00:12)` or `00:12 Ratna` inside brackets."""
    first = stamp_at(label)
    if first and first.end < len(label):
        return label[first.end :].strip(" ,-–—|"), first
    last = stamp_at_end(label)
    if last and last.begin:
        return label[: last.begin].strip(" ,-–—|"), last
    match = re.search(r"(?<=[\s,|])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?$", label)
    stamp = stamp_at(label, match.start()) if match else None
    return (label[: match.start()].strip(" ,-–—|"), stamp) if match and stamp else (label, None)


def behind(head: str, position: int) -> tuple[int, Stamp | None]:
    """Past a delimiter and a time that follow a wrapped label."""
    tail = AFTER.match(head, position)
    end = tail.end() if tail else position
    stamp = stamp_at(head, end)
    if stamp and (stamp.bracket or stamp.end >= len(head.rstrip()) or head[stamp.end] in " \t:"):
        tail = AFTER.match(head, stamp.end)
        return (tail.end() if tail else stamp.end), stamp
    return end, None


def ends_sentence(label: str) -> bool:
    """Whether a line ends as a sentence does; `M.Kes.` and `Jr.` are shortened words."""
    if not label.endswith("."):
        return label[-1:] in "?!…:;|"
    last = label.rsplit(maxsplit=1)[-1]
    return "." not in last[:-1] and not (last[0].isupper() and len(last) <= 4 and len(label.split()) > 1)
