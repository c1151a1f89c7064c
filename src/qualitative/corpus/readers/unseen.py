"""What a web page holds and no browser shows, or shows as taken out: cut out and set aside. Pure."""

from __future__ import annotations

import html
import re

from qualitative.text.recognising.accounting import Aside

__all__ = ["without_unseen"]

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-z][a-z0-9]{0,20})\b(?P<rest>[^<>]{0,4000})>", re.IGNORECASE)
_ANY = re.compile(r"<[^<>]{0,4000}>")
_HIDING = ("hidden stretch", "hidden stretches")
_KINDS = {  # element -> what it is, one and many; empty where it is told of nowhere
    **dict.fromkeys(("noscript", "template", "datalist"), _HIDING),
    **dict.fromkeys(("button", "select", "textarea", "nav"), ("control of the page", "controls of the page")),
    "del": ("deleted stretch", "deleted stretches"),
    "rt": ("reading above a word", "readings above words"),
    "rp": ("", ""),
}
_VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
_HIDDEN = re.compile(
    r"\shidden(?=[\s=/]|$)|\sstyle\s{0,3}=\s{0,3}[\"'][^\"']{0,2000}(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden)",
    re.IGNORECASE,
)
_KEPT = ("script", "style")


def without_unseen(text: str) -> tuple[str, list[Aside]]:
    """(the page without hidden and deleted elements, these); each tag is looked at once.

    >>> without_unseen("<p>Ya, <del>tiga</del> dua.</p><p hidden>x</p>")[0]
    '<p>Ya,  dua.</p>'
    """
    parts: list[str] = []
    asides: list[Aside] = []
    kept = place = depth = 0
    name, kind, begin = "", ("", ""), 0
    low = text.lower()
    while match := _TAG.search(text, place):
        comment = text.find("<!--", place, match.start())
        if comment >= 0:  # tags in a comment are none
            end = text.find("-->", comment)
            if end < 0:
                break
            place = end + 3
            continue
        place, tag = match.end(), match["name"].lower()
        if tag in _KEPT and not match["close"]:
            end = low.find(f"</{tag}", place)
            place = end if end >= 0 else len(text)
        if name:
            depth += (tag == name) * (-1 if match["close"] else 1)
            if depth == 0:
                parts.append(text[kept:begin])
                words = " ".join(html.unescape(_ANY.sub(" ", text[begin:place])).split())
                asides += [Aside(kind[0], words, plural=kind[1])] if words and kind[0] else []
                kept, name = place, ""
        elif not match["close"] and match["rest"][-1:] != "/" and tag not in _VOID:
            found = _KINDS.get(tag) or (_HIDING if _HIDDEN.search(match["rest"]) else None)
            if found:
                kind, name, begin, depth = found, tag, match.start(), 1
    return "".join([*parts, text[kept:]]), asides
