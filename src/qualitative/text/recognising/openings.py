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
from dataclasses import dataclass

from qualitative.text.recognising.times import Stamp, stamp_at
from qualitative.text.recognising.words import is_field, is_sure_role, role_of

__all__ = ["FORMS", "HEAD", "LABEL_LIMIT", "Opening", "bold_opening", "openings", "time_only"]

LABEL_LIMIT = 63  # as in MAXQDA
HEAD = 260  # characters of a line in which its label and time must lie
# the shapes, surest first
FORMS = ("voice", "colon", "at", "wrapped", "bold", "bar", "tab", "arrow", "timed", "alone", "heading", "dash", "semicolon", "dot", "gap")

_MARK = r"(?:\\?[*_]){1,3}"
_B = r"[ \t]{0,8}"
_FIRST = r"(?:[^\W_]|[+'’¿?&](?=[\w:?]))"
_NAME = rf"(?P<label>{_FIRST}[^:：\n\t|<>]{{0,{LABEL_LIMIT - 1}}}?)"
_STAMPED = rf"(?:{_B}[,–—-]?{_B}(?P<stamp>[\[({{<#]{_B}\d[^\])}}>#\n]{{2,40}}[\])}}>#]|\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?:[.,]\d{{1,3}})?))?"
_BULLET = re.compile(r"[ \t]{0,40}(?:(?:[-•*●▪~]|>{1,3})[ \u202f]{1,3}(?=\S))?")
_SIGNS = re.compile(_MARK)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s{1,3}(?P<label>[^>\n]{1,63})>", re.IGNORECASE)
_COLON = re.compile(rf"(?P<mark>{_MARK}|[@#])?{_NAME}{_STAMPED}{_B}(?:{_MARK})?[#@]?{_B}[:：]{{1,2}}(?:{_MARK})?(?=(?P<glue>\S)|\s|$)")
_WRAPPED = re.compile(
    r"(?P<open>[\[({<]{1,2})[ \t]?(?P<label>(?:[^\[\](){}<>\n]|[(\[][^\[\](){}<>\n]{1,40}[)\]]){1,80}?)[ \t]?[\])}>]{1,2}"
)
_SIGNED = re.compile(rf"(?P<open>{_MARK}|=={{0,1}}|#)[ \t]?{_NAME}[ \t]?(?P<close>{_MARK}|==?|#)(?=\s|$)")
_AT = re.compile(r"[@#](?P<label>[^\W_][\w.'’-]{0,40})(?=\s|$)")
_AFTER = re.compile(rf"{_B}(?:[-–—|]|:{{1,2}}|：)?(?:{_MARK})?{_B}")
_HEADING = re.compile(rf"[ ]{{0,3}}#{{1,6}}[ \t]{{1,4}}(?:{_MARK})?(?P<label>[^\n]{{1,{LABEL_LIMIT + 40}}}?){_B}#{{0,6}}$")
_DELIMITED = {
    "tab": re.compile(rf"{_NAME}[ ]{{0,3}}\t{{1,4}}(?=\S)"),
    "bar": re.compile(rf"(?:\|[ \t]{{0,3}})?(?P<label>{_FIRST}[^:\n\t|]{{0,{LABEL_LIMIT - 1}}}?)[ \t]{{0,8}}\|(?=[^|\n])"),
    "dash": re.compile(rf"(?P<label>{_FIRST}[^:\n\t|–—]{{0,{LABEL_LIMIT - 1}}}?){_B}(?:[–—]|-{{1,2}}(?=\s)){_B}(?=\S)"),
    "arrow": re.compile(rf"(?:>>{_B})?(?P<label>{_FIRST}[^:\n\t|<>=]{{0,{LABEL_LIMIT - 1}}}?){_B}(?:[-=]?>{{1,2}}|=){_B}(?=\S)"),
    "semicolon": re.compile(rf"(?P<label>{_FIRST}[^:;\n\t|]{{0,{LABEL_LIMIT - 1}}}?){_B};{_B}(?=\S)"),
    "timed": re.compile(rf"{_NAME}[ \t]{{1,4}}(?P<stamp>[\[({{<#][ \t]{{0,3}}\d[^\])}}>#\n]{{2,40}}[\])}}>#]|\d{{1,2}}:\d{{2}}:\d{{2}})[ \t]{{1,4}}(?=\S)"),
    "dot": re.compile(rf"(?P<label>[^\W_][\w°]{{0,11}})[.)](?=\s{{1,4}}\S)"),
    "gap": re.compile(rf"(?P<label>{_FIRST}[^:\n\t|.?!]{{0,40}}?)[ ]{{2,60}}(?=\S)"),
}
_ROLE = re.compile(r"(?P<name>.{1,60}?)[ \t]{0,3}(?:[(\[][ \t]{0,3}(?P<role>[^()/\[\]]{1,40}?)[ \t]{0,3}[)\]]|/[ \t]{0,3}(?P<beside>[^()/\[\]]{1,40}))")


@dataclass(frozen=True, slots=True)
class Opening:
    """One way to read a line's head: the shape, the label, its times, and where the speech begins.

    `stamp` stands before or behind the label; `role` is what stood beside the name (`Budi (Interviewer)`).
    """

    form: str
    label: str
    end: int
    stamp: Stamp | None = None
    role: str | None = None
    glued: bool = False
    perhaps: tuple[Stamp, int] | None = None  # a bare m:ss that opens the speech, and where the speech then begins


def openings(line: str) -> list[Opening]:
    """All ways in which a line may open a turn, at most one of each shape.

    >>> [(o.form, o.label, o.stamp.start) for o in openings("[00:01:02] Budi (Pewawancara): Apa kabar?")]
    [('colon', 'Budi', '00:01:02')]
    """
    head = line[:HEAD]
    place = _BULLET.match(head)
    position = place.end() if place else 0
    stamp, position = _leading(head, position)
    if stamp and (place := _BULLET.match(head, position)):
        position = place.end()
    found = [_voice(head, position), _colon(head, position), *_wrapped(head, position), _heading(line, head)]
    found += [_delimited(form, head, position, line) for form in _DELIMITED]
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
    stamp, position = _leading(line[:HEAD], 0)
    label, inside = _split_stamp(line[start:end].strip().rstrip(":").strip())
    if line[position:start].strip() or ":" in label:
        return None
    stop, after = _behind(line[: end + HEAD], end)
    opening = _named("bold", label, stop, inside or after)
    return _stamped(opening, stamp, line) if opening else None


def time_only(line: str) -> tuple[Stamp, int] | None:
    """(stamp, where speech begins) of a line that opens with a time, whatever follows."""
    head = line[:HEAD]
    place = _BULLET.match(head)
    stamp, position = _leading(head, place.end() if place else 0)
    return (stamp, position) if stamp else None


def _leading(head: str, position: int) -> tuple[Stamp | None, int]:
    signs = _SIGNS.match(head, position)
    inside = signs.end() if signs else position
    stamp = stamp_at(head, inside)
    if stamp is None:
        return None, position
    closing = f"(?:{_MARK})?" if signs else ""
    tail = re.compile(rf"{_B}{closing}(?:[-–—|:]{{1,2}}(?=[\s\w<\[(@]|$))?{_B}").match(head, stamp.end)
    end = tail.end() if tail else stamp.end
    apart = end >= len(head) or end > stamp.end or stamp.bracket
    if not apart and not re.match(rf"{_FIRST}[^:\n]{{0,{LABEL_LIMIT}}}:(?=\s|$)", head[end:]):
        return None, position  # 10:30an is a word of the text
    if not stamp.bracket and head[stamp.end : end].strip() in ("-", "–") and head[stamp.end] == "-" and head[end - 1] == "-":
        return None, position  # 10:30-an too
    return stamp, end


def _stamped(opening: Opening, stamp: Stamp | None, line: str) -> Opening:
    """With the leading stamp; else one right behind the delimiter; blanks before the speech skipped."""
    end = opening.end
    own = opening.stamp or stamp
    while end < len(line) and line[end] in " \t":
        end += 1
    if opening.form not in ("alone", "heading"):
        behind = stamp_at(line[: end + 80], end)
        if behind and (behind.bracket or behind.end == len(line.rstrip()) or line[behind.end : behind.end + 1] in " \t") and (
            behind.bracket or behind.start.count(":") == 2 and line[behind.begin : behind.end].count(":") == 2 or behind.end == len(line.rstrip())
        ):
            own = own or behind
            tail = _AFTER.match(line, behind.end)
            end = tail.end() if tail else behind.end
    perhaps = stamp_at(line[: end + 40], end) if own is None else None
    if perhaps and (perhaps.bracket or line[perhaps.begin : perhaps.end].count(":") != 1 or line[perhaps.end : perhaps.end + 1] not in (" ", "\t")):
        perhaps = None
    return Opening(opening.form, opening.label, end, own, opening.role, opening.glued, (perhaps, perhaps.end + 1) if perhaps else None)


def _named(form: str, label: str, end: int, stamp: Stamp | None = None, glued: bool = False) -> Opening | None:
    label = " ".join(re.sub(r"\\?[*]|^\\?_+|\\?_+$", "", label).split()).strip(" ,–—-")
    if not any(c.isalnum() for c in label) and label.strip("?"):
        return None
    if len(label) > LABEL_LIMIT or not label:
        return None
    match = _ROLE.fullmatch(label)
    beside = (match["role"] or match["beside"]) if match else ""
    if match and is_sure_role(beside) and not is_field(beside):
        return Opening(form, match["name"].strip(), end, stamp, role_of(beside), glued)
    return Opening(form, label, end, stamp, None, glued)


def _voice(head: str, position: int) -> Opening | None:
    match = _VOICE.match(head, position)
    return _named("voice", match["label"].replace(":", " "), match.end()) if match else None


def _colon(head: str, position: int) -> Opening | None:
    match = _COLON.match(head, position)
    if match is None:
        return None
    if match["glue"] and (match["glue"] in "/\\" or match["label"][-1:].isdigit() and match["glue"].isdigit()):
        return None  # http://, 10:30
    stamp = stamp_at(match["stamp"]) if match["stamp"] else None
    if match["stamp"] and stamp is None:
        return _named("colon", head[match.start("label") : match.end("stamp")], match.end())
    return _named("at" if match["mark"] in ("@", "#") else "colon", match["label"], match.end(), stamp, bool(match["glue"]))


def _wrapped(head: str, position: int) -> list[Opening | None]:
    found: list[Opening | None] = []
    match = _WRAPPED.match(head, position)
    if match and len(match["label"]) > 0 and not match["label"].lower().startswith("v "):
        label, stamp = _split_stamp(match["label"])
        label = label.rstrip(" :")
        end, after = _behind(head, match.end())
        found.append(_named("wrapped", label, end, stamp or after) if ":" not in label else None)
    match = _AT.match(head, position)
    if match:
        end, after = _behind(head, match.end())
        found.append(_named("at", match["label"], end, after))
    match = _SIGNED.match(head, position)
    if match:
        end, after = _behind(head, match.end())
        found.append(_named("at" if match["open"] == "#" else "bold", match["label"], end, after))
    return found


def _split_stamp(label: str) -> tuple[str, Stamp | None]:
    """`Ratna, 00:12` or `00:12 Ratna` inside brackets."""
    first = stamp_at(label)
    if first and first.end < len(label):
        return label[first.end :].strip(" ,-–—|"), first
    match = re.search(r"(?<=[\s,|])\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:[.,]\d{1,3})?$", label)
    stamp = stamp_at(label, match.start()) if match else None
    return (label[: match.start()].strip(" ,-–—|"), stamp) if match and stamp else (label, None)


def _behind(head: str, position: int) -> tuple[int, Stamp | None]:
    """Past a delimiter and a time that follow a wrapped label."""
    tail = _AFTER.match(head, position)
    end = tail.end() if tail else position
    stamp = stamp_at(head, end)
    if stamp and (stamp.bracket or stamp.end >= len(head.rstrip()) or head[stamp.end] in " \t:"):
        tail = _AFTER.match(head, stamp.end)
        return (tail.end() if tail else stamp.end), stamp
    return end, None


def _heading(line: str, head: str) -> Opening | None:
    match = _HEADING.match(head) if len(line) <= len(head) else None
    if match is None:
        return None
    name = _alone(match["label"], match["label"], 0)
    return _named("heading", name.label, len(line), name.stamp) if name else None


def _delimited(form: str, head: str, position: int, line: str) -> Opening | None:
    match = _DELIMITED[form].match(head, position)
    if match is None:
        return None
    if form == "timed":
        stamp = stamp_at(match["stamp"])
        return _named(form, match["label"], match.end(), stamp) if stamp else None
    label, stamp = _split_stamp(match["label"].strip())
    return _named(form, label, match.end(), stamp)


def _alone(line: str, head: str, position: int) -> Opening | None:
    """A line that holds a name only, with or without a time: `PEWAWANCARA`, `Bu Ani  0:03`, `Speaker 1 — 00:00:03`."""
    rest = head[position:].rstrip()
    if len(line.rstrip()) > len(head) or not rest or len(rest) > LABEL_LIMIT + 40:
        return None
    match = re.search(rf"{_B}[,|–—-]?{_B}(?P<stamp>[\[({{<#]?[ \t]{{0,3}}\d{{1,3}}[:.]\d{{2}}[^\n]{{0,32}})$", rest)
    stamp = stamp_at(rest, match.start("stamp")) if match else None
    if match and stamp and rest[stamp.end :].strip(" :*_") == "" and rest[: match.start()]:
        label = rest[: match.start()]
    else:
        label, stamp = rest, None
    label = re.sub(r"^(?:\\?[*_]){1,3}|(?:\\?[*_]){1,3}$", "", label.strip()).rstrip(" :,|–—-").strip()
    if not re.match(_FIRST, label) or _ends_sentence(label) or re.search(r"[:\t|<>]|\s[–—-]\s|\*\*|__", label) or len(label.split()) > 9:
        return None
    return _named("alone", label, len(line), stamp)


def _ends_sentence(label: str) -> bool:
    """Whether a line ends as a sentence does; `M.Kes.` and `Jr.` are shortened words."""
    if not label.endswith("."):
        return label[-1:] in "?!…:;|"
    last = label.split()[-1]
    return "." not in last[:-1] and not (last[0].isupper() and len(last) <= 4 and len(label.split()) > 1)
