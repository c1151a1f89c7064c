"""A report as DOCX: headings, real tables, pictures with alternative text, all made by pandoc from a tree of plain strings."""

from __future__ import annotations

import base64
import re

from qualitative.i18n import locale_of
from qualitative.reports.formats.docx_parts import contents_field, normalised, reference_file
from qualitative.reports.formats.pandoc import (
    Node,
    header,
    image,
    link,
    paragraph,
    run_pandoc,
    span,
    string,
    styled,
    superscript,
    table,
)
from qualitative.reports.formats.typesetting import png_of_svg
from qualitative.reports.page.model import Report
from qualitative.reports.page.parts import report_of
from qualitative.reports.page.tree import (
    BlockView,
    CalloutView,
    CellView,
    ClaimView,
    FigureView,
    MarkView,
    PartView,
    PassagesView,
    RecommendationView,
    SegmentView,
    SpanView,
    TableView,
    View,
)
from qualitative.reports.page.view import view_of

__all__ = ["render_docx"]


def render_docx(report: Report) -> bytes:
    """The report without its appendix as DOCX; the same report gives the same bytes."""
    view = report_of(view_of(report))
    writer = _Writer(view)
    meta = {
        "title": view["title"],
        "subtitle": view["subtitle"],
        "date": " · ".join(part for part in (view["kind"], view["date"]) if part),
        "lang": locale_of(view["language"]),
    }
    warning = view["words"]["simulated.report"] if view["simulated"] else ""
    with reference_file(view["title"], view["kind"], warning) as reference:
        return normalised(run_pandoc(writer.document(), meta, reference))


class _Writer:
    """Turns the blocks of a view into pandoc's nodes."""

    def __init__(self, view: View) -> None:
        self.view = view
        self.words = view["words"]
        self.anchors = frozenset(view["anchors"])

    def document(self) -> list[Node]:
        """First page, contents, body."""
        view, words = self.view, self.words
        warning = [paragraph([string(words["simulated.report"])], "Warning")] if view["simulated"] else []
        facts = [self.fact(fact["label"], self.runs(fact["text"])) for fact in view["facts"]]
        headings = [(block["level"], block["text"], block["id"]) for block in view["contents"]]
        return [
            *warning,
            *([] if view["first"] else facts),
            *self.blocks(view["lead"]),
            *(facts if view["first"] else []),
            *([paragraph([string(words["how.paper"])], "Note")] if view["sets"] else []),
            *contents_field(words["contents"], headings),
            *self.blocks(view["body"]),
        ]

    def go(self, inlines: list[Node], anchor: str) -> Node:
        """A link, where what it leads to stands in this file."""
        return link(inlines, anchor) if anchor in self.anchors else span(inlines, "Quiet")

    def blocks(self, blocks: list[BlockView]) -> list[Node]:
        """The nodes of blocks, in order."""
        return [node for block in blocks for node in self.block(block)]

    def block(self, block: BlockView) -> list[Node]:
        """The nodes of one block."""
        match block["type"]:
            case "heading":
                return [header(block["level"], block["text"], block["id"])]
            case "paragraph":
                return [paragraph(self.runs(block["spans"]))]
            case "bullets":
                return [{"t": "BulletList", "c": [[{"t": "Plain", "c": self.runs(item)}] for item in block["items"]]}]
            case "callout":
                return self.callout(block)
            case "table":
                return self.table(block)
            case "figure":
                return self.figure(block)
            case "passages":
                return self.passages(block)
            case "claim":
                return self.claim(block)
            case "recommendation":
                return self.recommendation(block)

    def runs(self, spans: list[SpanView]) -> list[Node]:
        """Running text."""
        made = []
        for run in spans:
            text = [string(run["text"])]
            match run["style"]:
                case "strong":
                    made.append(styled("Strong", text))
                case "emphasis":
                    made.append(styled("Emph", text))
                case "link":
                    made.append(link(text, run["to"]) if run["to"] in self.anchors else text[0])
                case _:
                    made += text
        return made

    def evidence(self, text: str, id: str) -> list[Node]:
        """A number and the mark that leads to its set."""
        return [string(text), *([superscript([self.go([string(id)], id)])] if id else [])]

    def mark(self, mark: MarkView) -> list[Node]:
        """What is said about simulated evidence."""
        return (
            [string(" "), span([string(f"[{mark['text']}]")], "Simulated" if mark["some"] else "Quiet")]
            if mark["text"]
            else []
        )

    def fact(self, label: str, inlines: list[Node]) -> Node:
        """A labelled line of the first page."""
        return paragraph([span([string(f"{label}: ")], "Label"), *inlines], "Fact")

    def callout(self, block: CalloutView) -> list[Node]:
        """A boxed remark."""
        style = "Callout Warning" if block["kind"] in ("simulated", "warning") else "Callout"
        title = block["title"] if block["title"] != block["label"] else ""
        head = [
            span([string(block["label"])], "Label"),
            *([string(". "), styled("Strong", [string(title)])] if title else []),
        ]
        return [paragraph(head, style), paragraph(self.runs(block["spans"]), style)]

    def table(self, block: TableView) -> list[Node]:
        """A caption above, the table, its notes below."""
        columns = block["columns"]
        row_heads = next((n for n, column in enumerate(columns) if not column["header"]), len(columns))
        rows = [
            [self.cell(cell, columns[n]["header"] and not columns[n]["long"]) for n, cell in enumerate(row)]
            for row in block["rows"]
        ]
        head = [[span([string(column["label"])], "Column Head")] for column in columns]
        aligns = ["Right" if column["align"] == "end" else "Left" for column in columns]
        notes = [[superscript([string(note["letter"])]), string(f" {note['text']}")] for note in block["cell_notes"]]
        return [
            paragraph(self.caption(block), "Table Caption", block["id"]),
            table(aligns, block["shares"], head, rows, row_heads),
            *[paragraph(note, "Note") for note in [*notes, *(self.runs(note) for note in block["notes"])]],
            paragraph([], "Gap"),
        ]

    def cell(self, cell: CellView, is_name: bool) -> list[Node]:
        """A cell with its evidence mark and note letter."""
        inlines = self.evidence(cell["text"], cell["evidence"])
        if is_name:
            inlines = [styled("Strong", inlines)]
        return [*inlines, *([superscript([string(cell["letter"])])] if cell["letter"] else [])]

    def caption(self, block: TableView | FigureView) -> list[Node]:
        """Label, caption, and what is said about simulated evidence."""
        return [span([string(f"{block['label']}. ")], "Label"), *self.runs(block["caption"]), *self.mark(block["mark"])]

    def figure(self, block: FigureView) -> list[Node]:
        """The picture (as PNG: not every word processor draws SVG) and its caption below."""
        png = re.sub(r"\s", "", block["png"]) or base64.b64encode(png_of_svg(block["svg"])).decode()
        marks = [string(" "), *self.evidence(self.words["evidence"], block["evidence"])] if block["evidence"] else []
        picture = image(f"data:image/png;base64,{png}", block["alt"], "16cm")
        return [
            paragraph([picture], "Captioned Figure", block["id"]),
            paragraph([*self.caption(block), *marks], "Image Caption"),
        ]

    def passages(self, block: PassagesView) -> list[Node]:
        """Passages shown in full where they stand."""
        caption = self.runs(block["caption"]) or [string(self.words["passages"])]
        nodes = [paragraph(caption, "Passage Caption", block["id"])]
        for segment in block["segments"]:
            source = [
                *self.how(segment),
                string(f" {segment['source']} "),
                self.go([string(segment["id"])], segment["id"]),
            ]
            nodes += [paragraph(self.in_context(segment), "Passage"), paragraph(source, "Passage Source")]
        return nodes

    def quoted(self, segment: SegmentView) -> list[Node]:
        """Words that someone said stand in quotation marks; others never."""
        return [styled("Emph", [string(f"“{segment['text']}”")])] if segment["verbatim"] else [string(segment["text"])]

    def in_context(self, segment: SegmentView) -> list[Node]:
        """The segment within the words around it."""
        before, after = (
            [span([string(text)], "Around")] if text else [] for text in (segment["before"], segment["after"])
        )
        return [*before, *self.quoted(segment), *after]

    def how(self, segment: SegmentView) -> list[Node]:
        """Verbatim or paraphrase, and whether simulated."""
        text = self.words["simulated"] if segment["simulated"] else ""
        return [span([string(segment["label"])], "Label"), *self.mark({"text": text, "some": True})]

    def claim(self, block: ClaimView) -> list[Node]:
        """A claim with status, evidence and assessment."""
        words = self.words
        status = f"Status {block['tone'].capitalize()}"
        kind = f" · {block['kind']}" if block["kind"] else ""
        lines = [
            (part["label"], [*self.evidence(part["count"], part["evidence"]), *self.detail(part)])
            for part in block["parts"]
        ]
        lines += [(one["label"], self.runs(one["text"])) for one in block["beside"]]
        lines += [(words["assessment"], self.runs(block["assessment"]))] if block["assessment"] else []
        lines += [(words["checks"], self.joined(block["checks"]))] if block["checks"] else []
        return [
            paragraph([string(f"{block['name']}{kind}"), *self.mark(block["mark"])], "Card Head", block["id"]),
            paragraph(self.runs(block["text"]), "Card Statement"),
            paragraph(
                [
                    span([string(f"{block['symbol']} {block['status_label']}")], status),
                    string(". "),
                    *self.runs(block["why"]),
                ],
                "Card",
            ),
            *self.lines(lines),
        ]

    def detail(self, part: PartView) -> list[Node]:
        """Which sources these are."""
        return [span([string(f" ({part['detail']})")], "Quiet")] if part["detail"] else []

    def recommendation(self, block: RecommendationView) -> list[Node]:
        """A recommendation with what it answers and rests on."""
        lines = [(entry["label"], self.joined(entry["items"])) for entry in block["lists"]]
        ground = [styled("Strong", [string(block["standing"])]), string(". ")] if block["standing"] else []
        count = [string(" "), *self.evidence(block["count"], block["evidence"])] if block["evidence"] else []
        lines.append((self.words["ground"], [*ground, *self.runs(block["ground"]), *count]))
        head = [string(block["name"]), *self.mark(block["mark"])]
        return [
            paragraph(head, "Card Head", block["id"]),
            paragraph(self.runs(block["text"]), "Card Statement"),
            *self.lines(lines),
        ]

    def lines(self, lines: list[tuple[str, list[Node]]]) -> list[Node]:
        """The labelled lines of a card, and the gap that ends it."""
        made = [paragraph([span([string(f"{label}: ")], "Label"), *inlines], "Card") for label, inlines in lines]
        return [*made, paragraph([], "Gap")]

    def joined(self, items: list[list[SpanView]]) -> list[Node]:
        """Several running texts in one line."""
        made: list[Node] = []
        for n, item in enumerate(items):
            made += [*([string("; ")] if n else []), *self.runs(item)]
        return made
