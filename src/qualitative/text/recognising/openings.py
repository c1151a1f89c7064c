"""The grammar of labels: all the ways in which a line may open a turn. Pure; each pattern looks at the first few hundred characters.

    opening = [bullet] [stamp [-–—|:]] label [stamp]
    label   = name delimiter         colon · tab · bar · dash · dot · arrow · gap (two blanks and more)
            | wrapper name wrapper   [ ] { } ( ) < > @ # ** __, with or without a delimiter behind
            | name                   alone on its line, above the speech; or a heading
    name    = 1 to 63 characters; commas, brackets, degrees and digits may stand in it

A line may be read in several shapes; which of them hold in a text is decided by `evidence`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from qualitative.text.recognising.addressed import who_wrote
from qualitative.text.recognising.around import behind, ends_sentence, leading, split_stamp
from qualitative.text.recognising.shapes import (
    AFTER,
    AT,
    BLANKS,
    BULLET,
    COLON,
    DELIMITED,
    FIRST,
    HEADING,
    LABEL_LIMIT,
    LONG_COLON,
    LONG_LABEL,
    ROLE,
    SIGNED,
    VOICE,
    WRAPPED,
)  # fmt: skip
from qualitative.text.recognising.times import Stamp, stamp_at
from qualitative.text.recognising.words import NAME_WORDS, is_field, is_sure_role, role_of

__all__ = ["FORMS", "HEAD", "Opening", "bold_opening", "openings", "time_only"]

_QUOTES = {"“": "”", "„": "“", "«": "»", "‹": "›", '"': '"', "'": "'", "「": "」", "『": "』"}
HEAD = 260  # characters of a line in which its label and time must lie
_SURE = ("colon", "wrapped", "bold", "sign")  # shapes in which a label may be longer than the limit
# the shapes, surest first
FORMS = (
    "voice",
    "colon",
    "sign",
    "at",
    "wrapped",
    "bold",
    "bar",
    "tab",
    "arrow",
    "timed",
    "alone",
    "heading",
    "dash",
    "semicolon",
    "dot",
    "gap",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """One way to read a line's head: the shape, the label, its times, and where the speech begins.

    `stamp` stands before or behind the label; `role` is what stood beside the name (`Budi (Interviewer)`), `whole` the label with it,
    or the label as it stands where it is too long.
    """

    form: str
    label: str
    end: int
    stamp: Stamp | None = None
    role: str | None = None
    glued: bool = False
    whole: str = ""
    perhaps: tuple[Stamp, int] | None = None  # a bare m:ss that opens the speech, and where the speech then begins

    @property
    def long(self) -> bool:
        """Whether the label was too long and is shortened."""
        return len(self.whole) > LABEL_LIMIT and "…" in self.label


def openings(line: str) -> list[Opening]:
    """All ways in which a line may open a turn, at most one of each shape.

    >>> [(o.form, o.label, o.stamp.start) for o in openings("[00:01:02] Budi (Pewawancara): Apa kabar?")]
    [('colon', 'Budi', '00:01:02')]
    """
    head = line[:HEAD]
    place = BULLET.match(head)
    position = place.end() if place else 0
    stamp, position = leading(head, position)
    if stamp and (place := BULLET.match(head, position)):
        position = place.end()
    found = [_voice(head, position), _colon(head, position), *_wrapped(head, position), _heading(line, head)]
    found += [_delimited(form, head, position, line) for form in DELIMITED]
    found.append(_alone(line, head, position))
    readings: dict[str, Opening] = {}
    for opening in found:
        if opening is not None and opening.label:
            readings.setdefault(opening.form, _stamped(opening, stamp, line))
    return list(readings.values())


def bold_opening(line: str, start: int, end: int) -> Opening | None:
    """The opening of a line whose label is bold and not its speech: `start:end` is the bold stretch, a time may stand before it."""
    if end - start > HEAD or end > len(line) or start > HEAD:
        return None
    stamp, position = leading(line[:HEAD], 0)
    label, inside = split_stamp(line[start:end].strip().rstrip(":").strip())
    if line[position:start].strip() or ":" in label:
        return None
    stop, after = behind(line[: end + HEAD], end)
    opening = _named("bold", label, stop, inside or after)
    return _stamped(opening, stamp, line) if opening else None


def time_only(line: str) -> tuple[Stamp, int] | None:
    """(stamp, where speech begins) of a line that opens with a time, whatever follows."""
    head = line[:HEAD]
    place = BULLET.match(head)
    stamp, position = leading(head, place.end() if place else 0)
    return (stamp, position) if stamp else None


def _stamped(opening: Opening, stamp: Stamp | None, line: str) -> Opening:
    """With the leading stamp; else one right behind the delimiter; blanks before the speech skipped."""
    end = opening.end
    own = opening.stamp or stamp
    while end < len(line) and line[end] in " \t":
        end += 1
    if opening.form not in ("alone", "heading"):
        after = stamp_at(line[: end + 80], end)
        if (
            after
            and (after.bracket or after.end == len(line.rstrip()) or line[after.end : after.end + 1] in " \t")
            and (
                after.bracket
                or (after.start.count(":") == 2 and line[after.begin : after.end].count(":") == 2)
                or after.end == len(line.rstrip())
            )
        ):
            own = own or after
            tail = AFTER.match(line, after.end)
            end = tail.end() if tail else after.end
    perhaps = stamp_at(line[: end + 40], end) if own is None else None
    if perhaps and (
        perhaps.bracket
        or line[perhaps.begin : perhaps.end].count(":") != 1
        or line[perhaps.end : perhaps.end + 1] not in (" ", "\t")
    ):
        perhaps = None
    return replace(opening, end=end, stamp=own, perhaps=(perhaps, perhaps.end + 1) if perhaps else None)


def _named(form: str, label: str, end: int, stamp: Stamp | None = None, glued: bool = False) -> Opening | None:
    label = " ".join(re.sub(r"\\?[*]|^\\?_+|\\?_+$", "", label).split()).strip(" ,–—-")
    if not any(c.isalnum() for c in label) and label.strip("?"):
        return None
    if (name := who_wrote(label)) and any(c.isalnum() for c in name):
        return Opening(form, name, end, stamp, None, glued, label)
    if not label or len(label) > (LONG_LABEL if form in _SURE else LABEL_LIMIT):
        return None
    if len(label) > LABEL_LIMIT:
        role = role_of(label) if is_sure_role(label) else None
        return Opening(form, _shortened(label), end, stamp, role, glued, label)
    match = ROLE.fullmatch(label)
    beside = (match["role"] or match["beside"]) if match else ""
    if match and is_sure_role(beside) and not is_field(beside):
        return Opening(form, match["name"].strip(), end, stamp, role_of(beside), glued, label)
    return Opening(form, label, end, stamp, None, glued)


def _shortened(label: str) -> str:
    """A label that is longer than the limit, by its beginning and its end."""
    end = label[-LABEL_LIMIT // 3 :]
    return f"{label[: LABEL_LIMIT - len(end) - 2].rstrip(' ,.')}… {end.partition(' ')[2] or end}"


def _voice(head: str, position: int) -> Opening | None:
    match = VOICE.match(head, position)
    return _named("voice", match["label"].replace(":", " "), match.end()) if match else None


def _colon(head: str, position: int) -> Opening | None:
    match = COLON.match(head, position)
    if match is None:
        long = LONG_COLON.match(head, position)
        return _named("colon", long["label"], long.end()) if long else None
    if match["glue"] and (match["glue"] in "/\\" or (match["glue"].isdigit() and re.search(r"\d[:：]$", match[0]))):
        return None  # http://, 10:30, (00:00:12,000)
    if match["mark"] in _QUOTES and _QUOTES[match["mark"]] in head[match.end() :]:
        return None  # somebody is quoted
    stamp = stamp_at(match["stamp"]) if match["stamp"] else None
    if match["stamp"] and stamp is None:
        return _named("colon", head[match.start("label") : match.end("stamp")], match.end())
    return _named(
        "sign" if match["mark"] in ("@", "#") else "colon", match["label"], match.end(), stamp, bool(match["glue"])
    )


def _wrapped(head: str, position: int) -> list[Opening | None]:
    found: list[Opening | None] = []
    match = WRAPPED.match(head, position)
    if match and len(match["label"]) > 0 and not match["label"].lower().startswith("v "):
        label, stamp = split_stamp(match["label"])
        label = label.rstrip(" :")
        end, after = behind(head, match.end())
        found.append(_named("wrapped", label, end, stamp or after) if ":" not in label else None)
    match = AT.match(head, position)
    if match:
        end, after = behind(head, match.end())
        found.append(_named("at", match["label"], end, after))
    match = SIGNED.match(head, position)
    if match:
        end, after = behind(head, match.end())
        found.append(_named("at" if match["open"] == "#" else "bold", match["label"], end, after))
    return found


def _heading(line: str, head: str) -> Opening | None:
    match = HEADING.match(head) if len(line) <= len(head) else None
    if match is None:
        return None
    name = _alone(match["label"], match["label"], 0)
    return replace(name, form="heading", end=len(line)) if name else None


def _delimited(form: str, head: str, position: int, line: str) -> Opening | None:
    match = DELIMITED[form].match(head, position)
    if match is None:
        return None
    if form == "timed":
        stamp = stamp_at(match["stamp"])
        return _named(form, match["label"], match.end(), stamp) if stamp else None
    label, inside = split_stamp(match["label"].strip())
    stamp = stamp_at(match["stamp"]) if "stamp" in match.re.groupindex and match["stamp"] else inside
    if stamp is None and match.re.groupindex.get("stamp") and match["stamp"]:
        label = head[match.start("label") : match.end("stamp")]
    return _named(form, label, match.end(), stamp)


def _alone(line: str, head: str, position: int) -> Opening | None:
    """A line that holds a name only, with or without a time: `PEWAWANCARA`, `Bu Ani  0:03`, `Speaker 1 — 00:00:03`."""
    rest = head[position:].rstrip()
    if len(line.rstrip()) > len(head) or not rest or len(rest) > LABEL_LIMIT + 40:
        return None
    match = re.search(
        rf"{BLANKS}[,|–—-]?{BLANKS}(?P<stamp>\\?[\[({{<#]?[ \t]{{0,3}}\d{{1,3}}[:.]\d{{2}}[^\n]{{0,32}}|\[\d[^\[\]\n]{{7,38}}\])$",
        rest,
    )
    stamp = stamp_at(rest, match.start("stamp")) if match else None
    if match and stamp and rest[stamp.end :].strip(" :*_") == "" and rest[: match.start()]:
        label = rest[: match.start()]
    else:
        label, stamp = rest, None
    label = re.sub(r"^(?:\\?[*_]){1,3}|(?:\\?[*_]){1,3}$", "", label.strip()).rstrip(" :,|–—-").strip()
    if (
        not re.match(FIRST, label)
        or ends_sentence(label)
        or re.search(r"[:\t|<>]|\s[–—-]\s|\*\*|__", label)
        or len(label.split()) > NAME_WORDS
    ):
        return None
    return _named("alone", label, len(line), stamp)
