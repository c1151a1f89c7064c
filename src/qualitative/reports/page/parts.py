"""A report in two files: what people read, and the appendix with the cards, the register of segments and the sets of evidence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qualitative.reports.page.tree import BlockView, View

__all__ = ["appendix_of", "has_appendix", "report_of"]


def report_of(view: View) -> View:
    """The report without its appendix; links lead to what stands in it."""
    shown = [*view["lead"], *view["body"]]
    kept = {block["id"] for block in view["appendix"] if block["type"] == "heading"}
    return {
        **view,
        "part": "report",
        "appendix": [],
        "contents": [heading for heading in view["contents"] if heading["id"] not in kept],
        "anchors": sorted(_ids(shown)),
    }


def appendix_of(view: View) -> View:
    """The appendix alone: its own blocks, the sets of evidence, the register of segments."""
    headings = [block for block in view["appendix"] if block["type"] == "heading"]
    own = {*_ids(view["appendix"]), *(one["id"] for one in view["sets"]), *(one["id"] for one in view["segments"])}
    own |= {name for name, some in (("evidence-sets", view["sets"]), ("evidence-segments", view["segments"])) if some}
    return {
        **view,
        "part": "appendix",
        "first": False,
        "facts": [],
        "lead": [],
        "body": view["appendix"],
        "appendix": [],
        "contents": headings,
        "anchors": sorted(own),
    }


def has_appendix(view: View) -> bool:
    """Whether there is anything that a report leaves to its appendix."""
    return bool(view["appendix"] or view["sets"] or view["segments"])


def _ids(blocks: Iterable[BlockView]) -> Iterator[str]:
    for block in blocks:
        if block["type"] in ("heading", "table", "figure", "passages", "claim", "recommendation"):
            yield str(block["id"])
