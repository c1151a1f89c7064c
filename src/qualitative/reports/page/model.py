"""The report as typed blocks, and its one canonical JSON. Renderers see nothing else.

Running text is a small markup, read by `reports.page.inline`: `**strong**`, `*emphasis*` and `[label](#target)`. Text from the corpus never passes
through it: passages are plain fields. A number that rests on segments carries their ids in `refs`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, is_dataclass
from functools import cache
from types import UnionType
from typing import Any, get_args, get_origin, get_type_hints

from qualitative.errors import ReportError

__all__ = [
    "MIME",
    "SIDES",
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "ClaimBlock",
    "Column",
    "FigureBlock",
    "Heading",
    "Paragraph",
    "Passage",
    "PassageList",
    "RecommendationBlock",
    "Report",
    "TableBlock",
    "format_report",
    "parse_report",
]

MIME = "application/vnd.qualitative.report+json"


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment as a reader sees it, with all that says where it comes from.

    `verbatim` is true only for words someone said or wrote (transcripts, texts of the field); notes in our own words are labelled, never put in
    quotation marks.
    `case` is written out; where the words speak of several, `cases` names each. `places` are the statements in it that count as results, `voices` the informants who speak there, alike in all passages of one person, and
    `group` says that they speak in a group interview: the report counts these, never segments or labels.
    `provenance`, `basis` and `coders` are ids; `codes` are labels in the report's language; `date` and `locator` are written out.
    """

    id: str
    text: str
    verbatim: bool
    document: str
    title: str
    case: str
    informant: str
    date: str
    provenance: str
    basis: str
    locator: str
    codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    coders: tuple[str, ...] = ()
    before: str = ""
    after: str = ""
    speaker: str = ""
    cases: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    group: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (section) or 2, with the id that links lead to."""

    text: str
    id: str
    level: int = 1
    type: str = "heading"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text (markup)."""

    text: str
    type: str = "paragraph"


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of running texts (markup)."""

    items: tuple[str, ...]
    type: str = "bullets"


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed remark; `kind` is note, warning, model (a language model coded) or simulated."""

    kind: str
    title: str
    text: str
    type: str = "callout"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: `align` is start or end; `header` marks the column that names the rows."""

    label: str
    align: str = "start"
    header: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: plain text, the ids of the segments it rests on, and a note (the reason of an NA, a caveat)."""

    text: str
    refs: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table with caption, columns, rows of cells, and notes (markup) below it."""

    id: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    type: str = "table"

    def __post_init__(self) -> None:
        uneven = next((row for row in self.rows if len(row) != len(self.columns)), None)
        if uneven is not None:
            raise ReportError(f"table {self.id}: a row has {len(uneven)} cells for {len(self.columns)} columns")


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure: SVG text or else PNG as base64, alternative text written from the data, caption (markup), and the segments it draws."""

    id: str
    caption: str
    alt: str
    svg: str
    png: str = ""
    refs: tuple[str, ...] = ()
    type: str = "figure"


@dataclass(frozen=True, slots=True)
class PassageList:
    """Passages shown in full where they stand, by segment id."""

    id: str
    caption: str
    refs: tuple[str, ...]
    type: str = "passages"


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """A claim with its computed status, why, its evidence for and against, and a person's dated assessment beside it.

    `kind` says what kind of claim it is, `limbs` and `ends` are statuses (ids): of its limbs where it has several, and at both ends of the range where it
    depends on whose codings count. `supporting` and `opposing` are the segments of `sources_for` and `sources_against`, `asserting` and `denying` the
    author's own; `not_looked` stands where nothing speaks against it because nobody asked. `met` says whether what it expects is there; `beside` holds (label, markup) of all else that stands beside the status.
    """

    id: str
    text: str
    numbers: tuple[int, ...]
    status: str
    status_label: str
    why: str
    kind: str = ""
    limbs: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    met: bool = False
    sources_for: tuple[str, ...] = ()
    sources_against: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()
    opposing: tuple[str, ...] = ()
    asserting: tuple[str, ...] = ()
    denying: tuple[str, ...] = ()
    not_looked: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    checks: tuple[str, ...] = ()
    assessment: str = ""
    type: str = "claim"


@dataclass(frozen=True, slots=True)
class RecommendationBlock:
    """A recommendation: whom it addresses, the barriers it answers, the findings it rests on (markup), its ground, and in how many statements it is called for."""

    id: str
    text: str
    addressees: tuple[str, ...]
    barriers: tuple[str, ...]
    findings: tuple[str, ...]
    ground: str
    standing: str
    refs: tuple[str, ...] = ()
    called_for: str = ""
    type: str = "recommendation"


Block = (
    Heading | Paragraph | Bullets | Callout | TableBlock | FigureBlock | PassageList | ClaimBlock | RecommendationBlock
)


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report. `facts` are (label, text) pairs of the first page; `passages` holds every segment that any block names.

    `appendix` is the id of the heading with which the appendix begins, empty where the blocks have none: print shows it in a file of its own.
    """

    kind: str
    language: str
    title: str
    subtitle: str
    date: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    passages: tuple[Passage, ...] = ()
    parameters: Mapping[str, Any] = field(default_factory=dict)
    labels: Mapping[str, str] = field(default_factory=dict)
    appendix: str = ""

    def __post_init__(self) -> None:
        missing = sorted(set(self.refs()) - {passage.id for passage in self.passages})
        if missing:
            raise ReportError(f"report {self.kind}: no passage for segment {missing[0]!r} ({len(missing)} missing)")

    def refs(self) -> list[str]:
        """The ids of all segments that blocks name, in order of appearance."""
        found: dict[str, None] = {}
        for block in self.blocks:
            for ref in _refs_of(block):
                found.setdefault(ref)
        return list(found)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        """What a notebook keeps of the report: its canonical JSON, and one line for people."""
        return {
            MIME: json.loads(format_report(self)),
            "text/plain": f"Report {self.kind!r} ({self.language}): {self.title}",
        }


SIDES = (
    "supporting",
    "opposing",
    "asserting",
    "denying",
)  # the evidence of a claim: of sources for and against, and the author's own

_TYPES: dict[str, type] = {
    "heading": Heading,
    "paragraph": Paragraph,
    "bullets": Bullets,
    "callout": Callout,
    "table": TableBlock,
    "figure": FigureBlock,
    "passages": PassageList,
    "claim": ClaimBlock,
    "recommendation": RecommendationBlock,
}


def format_report(report: Report) -> str:
    """The canonical JSON of a report: sorted keys, two spaces, LF; the same report gives the same bytes."""
    return json.dumps(asdict(report), ensure_ascii=False, sort_keys=True, indent=2) + "\n"


def parse_report(data: Mapping[str, Any]) -> Report:
    """The report of its JSON data. Raises ReportError for a block of unknown type or shape."""
    try:
        blocks = tuple(_made(_TYPES[block["type"]], block) for block in data["blocks"])
        passages = tuple(_made(Passage, passage) for passage in data["passages"])
        facts = tuple((label, text) for label, text in data["facts"])
        report: Report = _made(Report, {**data, "blocks": blocks, "passages": passages, "facts": facts})
        return report
    except (AttributeError, KeyError, TypeError, ValueError) as problem:
        raise ReportError(
            f"not a report model: {type(problem).__name__} {' '.join(str(problem).split())[:200]}; run the report again"
        ) from None


def _made(kind: type, data: Mapping[str, Any]) -> Any:
    if not isinstance(data, Mapping):
        raise TypeError(f"{kind.__name__} is {str(data)[:40]!r}, not a mapping")
    values = {key: _tupled(kind, key, value) for key, value in data.items()}
    made = kind(**values)
    for name, due in _hints(kind).items():
        if not _fits(getattr(made, name), due):
            raise TypeError(f"{kind.__name__} has {name} {str(getattr(made, name))[:40]!r}")
    return made


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _fits(value: object, due: Any) -> bool:
    """Whether a value is of the type that a field declares: renderers rely on it."""
    kind, parts = get_origin(due), get_args(due)
    if kind is tuple:
        if not isinstance(value, tuple):
            return False
        each = parts[:1] * len(value) if parts[-1] is Ellipsis else parts
        return len(each) == len(value) and all(map(_fits, value, each))
    if kind is None:
        return due is Any or (type(value) is due if due in (bool, int) else isinstance(value, due))
    if kind is UnionType:
        return any(_fits(value, part) for part in parts)
    return isinstance(value, Mapping) and all(_fits(k, parts[0]) and _fits(v, parts[1]) for k, v in value.items())


def _tupled(kind: type, key: str, value: Any) -> Any:
    if is_dataclass(value) or not isinstance(value, list):
        return value
    if kind is TableBlock and key == "columns":
        return tuple(_made(Column, column) for column in value)
    if kind is TableBlock and key == "rows":
        return tuple(tuple(_made(Cell, cell) for cell in row) for row in value)
    if kind is ClaimBlock and key == "beside":
        return tuple(tuple(pair) if isinstance(pair, list) else pair for pair in value)
    return tuple(value)


def _refs_of(block: Block) -> Iterable[str]:
    if isinstance(block, TableBlock):
        return [ref for row in block.rows for cell in row for ref in cell.refs]
    names = {f.name for f in fields(block)} & {"refs", *SIDES}
    return [ref for name in sorted(names) for ref in getattr(block, name)]
