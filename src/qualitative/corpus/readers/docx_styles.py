"""What the styles of a Word file say: which are headings, and which are bold."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeVar

from qualitative.corpus.readers.docx_body import W

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

__all__ = ["bold_styles", "heading_levels"]

T = TypeVar("T")
STEPS = 20  # styles that build on one another


def heading_levels(styles: Element) -> dict[str, int]:
    """Style id -> level. Word keeps the English name (`heading 1`) whatever the language; other styles may build on it."""
    own: dict[str, int] = {}
    for style in styles.iter(f"{W}style"):
        name = style.find(f"{W}name")
        called = name.get(f"{W}val", "").lower() if name is not None else ""
        match = re.fullmatch(r"heading ([1-6])", called)
        if match or called == "title":
            own[style.get(f"{W}styleId", "")] = int(match[1]) if match else 1
    return _inherited(styles, own)


def bold_styles(styles: Element) -> frozenset[str]:
    """The ids of styles that are bold, in themselves or by what they build on."""
    own: dict[str, bool] = {}
    for style in styles.iter(f"{W}style"):
        bold = style.find(f"{W}rPr/{W}b")
        if bold is not None:
            own[style.get(f"{W}styleId", "")] = bold.get(f"{W}val", "1") not in ("0", "false", "off")
    return frozenset(key for key, is_bold in _inherited(styles, own).items() if is_bold)


def _inherited(styles: Element, own: Mapping[str, T]) -> dict[str, T]:
    """What styles say themselves, and what those that say nothing have from the style that they build on."""
    found = dict(own)
    parents: dict[str, str] = {}
    for style in styles.iter(f"{W}style"):
        key, parent = style.get(f"{W}styleId", ""), style.find(f"{W}basedOn")
        if key not in own and parent is not None:
            parents[key] = parent.get(f"{W}val", "")
    for key in parents:
        above, steps = key, 0
        while above in parents and above not in own and steps < STEPS:
            above, steps = parents[above], steps + 1
        if above in own:
            found[key] = own[above]
    return found
