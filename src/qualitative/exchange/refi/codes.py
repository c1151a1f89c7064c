"""Write codes as REFI-QDA has them, and a codebook alone as QDC. Pure."""

from __future__ import annotations

from collections.abc import Mapping

from qualitative import __version__
from qualitative.exchange.giving.outgoing import Outgoing
from qualitative.exchange.refi.codebook import OURS
from qualitative.exchange.refi.described import described
from qualitative.exchange.refi.markup import attribute, text_of
from qualitative.model import Code

__all__ = ["codes_xml", "qdc_text"]

_NAMESPACE = "urn:QDA-XML:codebook:1.0"


def codes_xml(out: Outgoing, refs: Mapping[str, str]) -> str:
    """The codes as a tree; `refs` are the references to notes of each."""
    names, below = out.unique_names, _below(out)
    made: list[str] = []
    waiting: list[tuple[Code, bool]] = [(code, False) for code in reversed(below.get(None, []))]
    while waiting:
        code, is_open = waiting.pop()
        if is_open:
            made.append("</Code>")
            continue
        out.losses.took("codes")
        codable = "true" if code.kind == "code" else "false"
        colour = f' color="{attribute(code.colour)}"'
        made.append(
            f'<Code guid="{out.guids.of("code", code.id)}" name="{attribute(names[code.id])}" isCodable="{codable}"{colour}>'
            f"<Description>{text_of(described(code, out.language, names[code.id]))}</Description>{refs.get(code.id, '')}"
        )
        waiting.append((code, True))
        waiting += [(child, False) for child in reversed(below.get(code.id, []))]
    return f"<Codes>{''.join(made)}</Codes>"


def qdc_text(out: Outgoing) -> str:
    """The codebook alone."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<CodeBook xmlns="{_NAMESPACE}" origin="{OURS}{__version__}">{codes_xml(out, {})}</CodeBook>\n'
    )


def _below(out: Outgoing) -> dict[str | None, list[Code]]:
    """The codes right below each; below one that does not go out they stand under the next above it."""
    there = {code.id for code in out.codes}
    found: dict[str | None, list[Code]] = {}
    for code in out.codes:
        above = next((one for one in out.book.ancestors(code.id) if one in there), None)
        found.setdefault(above, []).append(code)
    return found
