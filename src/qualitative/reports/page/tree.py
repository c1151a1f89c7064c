"""What every format sees of a report: a tree of strings, lists and mappings, in which all is decided. `page.view` makes it."""

from __future__ import annotations

from typing import Literal, NotRequired, TypeAlias, TypedDict

__all__ = [
    "BesideView",
    "BlockView",
    "BulletsView",
    "CalloutView",
    "CellView",
    "ClaimView",
    "ColumnView",
    "FactView",
    "FigureView",
    "HeadingView",
    "LinkView",
    "MarkView",
    "NoteView",
    "ParagraphView",
    "PartView",
    "PassagesView",
    "RecommendationView",
    "SegmentView",
    "SetView",
    "SpanView",
    "TableView",
    "View",
]


class SpanView(TypedDict):
    """A run of text: `style` is strong, emphasis, link or empty; `to` is the anchor that a link leads to."""

    text: str
    style: str
    to: str


class LinkView(TypedDict):
    """A text that leads to an anchor."""

    text: str
    to: str


class MarkView(TypedDict):
    """What is said about simulated evidence: empty in a report that includes none; `some` where there is some here."""

    text: str
    some: bool


class FactView(TypedDict):
    """A labelled line of the first page."""

    label: str
    text: list[SpanView]


class OriginView(TypedDict):
    """A labelled fact on where a segment comes from."""

    key: str
    label: str
    text: str


class HeadingView(TypedDict):
    """A heading of level 1 or 2."""

    type: Literal["heading"]
    id: str
    level: int
    text: str


class ParagraphView(TypedDict):
    """A paragraph."""

    type: Literal["paragraph"]
    spans: list[SpanView]


class BulletsView(TypedDict):
    """A list."""

    type: Literal["bullets"]
    items: list[list[SpanView]]


class CalloutView(TypedDict):
    """A boxed remark; `label` says its kind in words."""

    type: Literal["callout"]
    kind: str
    label: str
    title: str
    spans: list[SpanView]


class ColumnView(TypedDict):
    """A column: `align` is start or end, `header` names the rows, `long` where running text does so."""

    label: str
    align: str
    header: bool
    long: bool


class CellView(TypedDict):
    """A cell, the id of the set that it rests on, and the letter of its note."""

    text: str
    evidence: str
    letter: str


class NoteView(TypedDict):
    """A note on cells, known by its letter."""

    id: str
    letter: str
    text: str


class TableView(TypedDict):
    """A table: `shares` of the page's width for each column, `fits` where every cell can stand in one line."""

    type: Literal["table"]
    id: str
    label: str
    caption: list[SpanView]
    mark: MarkView
    columns: list[ColumnView]
    shares: list[float]
    fits: bool
    rows: list[list[CellView]]
    cell_notes: list[NoteView]
    notes: list[list[SpanView]]


class FigureView(TypedDict):
    """A figure: SVG text or PNG as base64, untouched; `file` is the name under which a format has put the picture elsewhere."""

    type: Literal["figure"]
    id: str
    label: str
    caption: list[SpanView]
    mark: MarkView
    alt: str
    svg: str
    png: str
    evidence: str
    file: NotRequired[str]


class SegmentView(TypedDict):
    """A passage with all that says where it comes from."""

    id: str
    ref: str
    text: str
    before: str
    after: str
    verbatim: bool
    label: str
    simulated: bool
    source: str
    case: str
    cases: list[str]
    domains: list[str]
    facts: list[OriginView]
    sets: list[str]
    shown: list[LinkView]


class PassagesView(TypedDict):
    """Passages shown in full."""

    type: Literal["passages"]
    id: str
    caption: list[SpanView]
    segments: list[SegmentView]


class PartView(TypedDict):
    """The evidence on one side of a claim: `count` in words, and in `detail` the sources."""

    name: str
    label: str
    count: str
    evidence: str
    detail: str


class BesideView(TypedDict):
    """A labelled text that stands beside a claim's status."""

    label: str
    text: list[SpanView]


class ClaimView(TypedDict):
    """A claim with its status in word, tone and symbol, its evidence for and against, and what else stands beside it."""

    type: Literal["claim"]
    id: str
    name: str
    text: list[SpanView]
    kind: str
    status: str
    status_label: str
    tone: str
    symbol: str
    why: list[SpanView]
    parts: list[PartView]
    beside: list[BesideView]
    checks: list[list[SpanView]]
    assessment: list[SpanView]
    mark: MarkView
    cases: list[str]
    domains: list[str]


class ListView(TypedDict):
    """A labelled list of a recommendation."""

    label: str
    items: list[list[SpanView]]


class RecommendationView(TypedDict):
    """A recommendation: whom it addresses, what it answers and rests on, and whether its ground still stands."""

    type: Literal["recommendation"]
    id: str
    name: str
    text: list[SpanView]
    lists: list[ListView]
    ground: list[SpanView]
    standing: str
    evidence: str
    count: str
    mark: MarkView
    cases: list[str]
    domains: list[str]


BlockView: TypeAlias = (
    HeadingView
    | ParagraphView
    | BulletsView
    | CalloutView
    | TableView
    | FigureView
    | PassagesView
    | ClaimView
    | RecommendationView
)


class SetView(TypedDict):
    """A set of evidence with its segments (`ranges`: neighbours drawn together) and the places that rest on it."""

    id: str
    segments: list[str]
    ranges: list[LinkView]
    count: str
    simulated: bool
    uses: list[LinkView]


class View(TypedDict):
    """A whole report: first page (`lead`; `first` where it says what was found), body, appendix, contents, evidence, and the choices of the filter.

    `part` says what of it is shown: all, the report, or its appendix; `anchors` are the ids that links within that part can lead to.
    """

    language: str
    kind: str
    title: str
    subtitle: str
    date: str
    facts: list[FactView]
    simulated: bool
    words: dict[str, str]
    first: bool
    lead: list[BlockView]
    body: list[BlockView]
    appendix: list[BlockView]
    part: Literal["all", "report", "appendix"]
    anchors: list[str]
    contents: list[HeadingView]
    sets: list[SetView]
    segments: list[SegmentView]
    cases: list[str]
    domains: list[str]
