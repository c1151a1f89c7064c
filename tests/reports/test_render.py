"""The three renderers: everything of a report is there, in each format, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import os
import re
import struct
import subprocess
import sys
import zipfile
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from qualitative.errors import ReportError
from qualitative.reports.formats.table import USUAL, render
from qualitative.reports.formats.typesetting import png_of_svg
from qualitative.reports.page.model import Heading, Paragraph, Passage, Report
from qualitative.reports.page.view import view_of
from sample_report import sample_report

READ = ("html", "pdf", "docx")  # what people read; of the PDF its appendix too
ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(2)>',
    '#eval("1+1") $x$ #panic()',
    "```{=openxml}\n<w:br/>\n``` \\input{x}",
    "{{ 7*7 }}",
    "abc \u202edef\u202c ghi \u0007",
    "smile \U0001f600 \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "السلام عليكم",
    "panjang" * 40,
)


def hostile(text: str, provenance: str = "fieldwork") -> Passage:
    return Passage("h-1.0-9", text, True, "h-1", "t", "Bandung", "H", "2024", provenance, "informant", "00:01")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u200b\u00ad-]+", "", text)


class Page(HTMLParser):
    """Collects ids, the targets of links, addresses of pictures, and the text that a reader sees."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.targets: list[str] = []
        self.sources: list[str] = []
        self.tags: list[str] = []
        self.shown: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append(tag)
        self.ids += [found["id"]] if found.get("id") else []
        self.targets += [found["href"]] if found.get("href") else []
        self.sources += [found["src"]] if found.get("src") else []
        assert not any(name.startswith("on") or name == "style" for name in found), found

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] not in (["style"], ["script"]):
            self.shown.append(data)


def html_page(report: Report) -> Page:
    return Page(render(report, "html").decode())


def pdf_text(report: Report) -> str:
    """The words of the report and of its appendix."""
    files = [render(report, name) for name in ("pdf", "appendix")]
    return "\n".join(page.extract_text() for data in files for page in PdfReader(io.BytesIO(data)).pages)


def docx_xml(report: Report) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(render(report, "docx"))) as archive:
        return ElementTree.fromstring(archive.read("word/document.xml"))


def shown_text(report: Report, format: str) -> str:
    if format == "html":
        return "".join(html_page(report).shown)
    if format == "pdf":
        return pdf_text(report)
    return "".join(docx_xml(report).itertext())


@pytest.mark.parametrize("format", USUAL)
def test_the_same_report_gives_the_same_bytes_in_another_process_zone_and_hash_seed(format: str) -> None:
    program = f"import hashlib; from sample_report import sample_report; from qualitative.reports.formats.table import render; print(hashlib.sha256(render(sample_report('id'), {format!r})).hexdigest())"
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT / "tests")])
    digests = {hashlib.sha256(render(sample_report("id"), format)).hexdigest()}
    for zone, seed in (("Asia/Jakarta", "1"), ("America/Lima", "77")):
        environment = os.environ | {"PYTHONPATH": path, "TZ": zone, "PYTHONHASHSEED": seed, "SOURCE_DATE_EPOCH": seed}
        digests.add(subprocess.check_output([sys.executable, "-c", program], env=environment, text=True).strip())
    assert len(digests) == 1


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("format", READ)
def test_every_heading_claim_and_passage_is_shown(format: str, language: str) -> None:
    report = sample_report(language)
    text = squeezed(shown_text(report, format))
    view = view_of(report)
    for heading in view["contents"]:
        assert squeezed(heading["text"]) in text
    for claim in (block for block in view["body"] if block["type"] == "claim"):
        symbol = "" if format == "html" else claim["symbol"]
        assert symbol + squeezed(claim["status_label"]) in text
    for segment in view["segments"] if format != "docx" else ():  # the register is the appendix's
        assert squeezed(segment["text"])[:40] in text


def test_every_link_of_the_html_leads_to_something_on_the_page() -> None:
    page = html_page(sample_report())
    assert len(page.ids) == len(set(page.ids))
    assert all(target.startswith("#") for target in page.targets)
    assert {target[1:] for target in page.targets} <= set(page.ids)


def test_the_html_fetches_nothing() -> None:
    html = render(sample_report(), "html").decode()
    assert all(source.startswith("data:") for source in Page(html).sources)
    assert not re.search(r"(?:https?:)?//\w", re.sub(r"data:[\w/+;=,-]+", "", html.replace("http://www.w3.org", "")))
    assert "default-src 'none'" in unescape(html)


def test_every_number_that_rests_on_segments_leads_to_its_set() -> None:
    report = sample_report()
    page, view = html_page(report), view_of(report)
    cells = [cell for block in view["body"] if block["type"] == "table" for row in block["rows"] for cell in row]
    sets = {found["id"]: found for found in view["sets"]}
    assert any(cell["evidence"] for cell in cells)
    for cell in cells:
        if cell["evidence"]:
            assert f"#{cell['evidence']}" in page.targets and cell["evidence"] in page.ids
    counted = [cell for cell in cells if cell["evidence"] and cell["text"].isdigit()]
    assert all(int(cell["text"]) == len(sets[cell["evidence"]]["segments"]) for cell in counted)


def test_neighbouring_segments_of_a_set_are_drawn_together_on_paper() -> None:
    found = next(found for found in view_of(sample_report())["sets"] if len(found["segments"]) > 9)
    numbers = [int(name[1:]) for name in found["segments"]]
    ends = [[int(end[1:]) for end in part["text"].split("–")] for part in found["ranges"]]
    assert [n for end in ends for n in range(end[0], end[-1] + 1)] == numbers and len(ends) < len(numbers)


def test_equal_sets_of_segments_are_one_set_whatever_their_order() -> None:
    report = sample_report()
    turned = replace(report, blocks=tuple(reversed(report.blocks)))
    assert len(view_of(report)["sets"]) == len(view_of(turned)["sets"])


def test_sets_lead_back_to_where_they_are_used() -> None:
    view = view_of(sample_report())
    uses = [use["text"] for found in view["sets"] for use in found["uses"]]
    assert "Table 1 (Bandung × Segments)" in uses and any(use.startswith("Recommendation 1") for use in uses)
    used = {name for found in view["sets"] for name in found["segments"]}
    assert all(segment["sets"] for segment in view["segments"] if segment["id"] in used)


@pytest.mark.parametrize("format", READ)
def test_hostile_text_shows_as_text(format: str) -> None:
    for text in HOSTILE[:5] + HOSTILE[7:]:
        assert (
            squeezed(text) in squeezed(shown_text(sample_report("en", False, (hostile(text),)), format))
            or "السلام" in text
        )


def test_hostile_text_makes_no_element_of_its_own() -> None:
    clean = html_page(sample_report("en", False, (hostile("plain"),)))
    for text in HOSTILE:
        assert html_page(sample_report("en", False, (hostile(text),))).tags == clean.tags


@pytest.mark.parametrize("format", READ)
def test_characters_that_steer_the_page_are_written_out(format: str) -> None:
    text = shown_text(sample_report("en", False, (hostile(HOSTILE[5]),)), format)
    assert "\u202e" not in text and "\u0007" not in text
    assert "⟨U+202E⟩" in squeezed(text)


def test_a_character_without_glyph_is_written_as_its_code_in_the_pdf_and_said() -> None:
    text = squeezed(pdf_text(sample_report("en", False, (hostile(HOSTILE[6]),))))
    assert "⟨U+1F600⟩" in text and "⟨U+1F468U+1F469U+1F467⟩" in text
    assert "Charactersthatthis" in text


def test_arabic_needs_no_code_in_the_pdf() -> None:
    assert "⟨U+06" not in pdf_text(sample_report("en", False, (hostile(HOSTILE[7]),)))


def test_the_pdf_is_tagged_has_a_title_a_language_and_meets_its_standard() -> None:
    reader = PdfReader(io.BytesIO(render(sample_report("id"), "pdf")))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"] and root["/Lang"] == "id"
    assert reader.metadata.title == sample_report("id").title and "/CreationDate" not in reader.metadata
    assert b"<pdfuaid:part>1" in root["/Metadata"].get_data()


def test_the_docx_has_real_tables_headings_bookmarks_and_alternative_text() -> None:
    report = sample_report()
    document, w = docx_xml(report), "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    bookmarks = {mark.get(f"{w}name") for mark in document.iter(f"{w}bookmarkStart")}
    assert {link.get(f"{w}anchor") for link in document.iter(f"{w}hyperlink")} <= bookmarks
    assert len(list(document.iter(f"{w}tbl"))) == 2
    styles = [style.get(f"{w}val") for style in document.iter(f"{w}pStyle")]
    assert "Heading1" in styles and "Heading2" in styles and "TOC1" in styles
    alternatives = [node.get("descr") for node in document.iter() if node.tag.endswith("docPr")]
    assert any(alternative and alternative.startswith("Bar chart") for alternative in alternatives)


def test_no_row_of_the_docx_breaks_over_two_pages() -> None:
    document, w = docx_xml(sample_report("en")), "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    rows = list(document.iter(f"{w}tr"))
    assert rows and all(row.find(f"{w}trPr/{w}cantSplit") is not None for row in rows)


def test_the_picture_in_the_docx_is_the_figure_drawn_once() -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="72pt" height="36pt"><rect width="72" height="36" fill="#0072b2"/></svg>'
    png = png_of_svg(svg)
    assert png.startswith(b"\x89PNG") and struct.unpack(">II", png[16:24]) == (150, 75)
    assert png_of_svg(svg) == png


def test_the_docx_says_title_and_language_and_no_date_of_making() -> None:
    with zipfile.ZipFile(io.BytesIO(render(sample_report("id"), "docx"))) as archive:
        core, dates = archive.read("docProps/core.xml").decode(), {item.date_time for item in archive.infolist()}
    assert sample_report("id").title in core and "id-ID" in core and "dcterms" not in re.sub(r"xmlns:\w+=\S+", "", core)
    assert dates == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("format", READ)
def test_notes_in_our_own_words_have_no_quotation_marks_and_are_labelled(format: str) -> None:
    report = sample_report("id", simulated=False)
    text = shown_text(report, format)
    assert "“" not in text and "parafrase, bagian K" in " ".join(text.split())


@pytest.mark.parametrize(("language", "word"), [("id", "simulasi"), ("en", "simulated")])
@pytest.mark.parametrize("format", READ)
def test_simulated_evidence_is_marked_where_it_stands(format: str, language: str, word: str) -> None:
    view = view_of(sample_report(language))
    shown = [block for block in view["body"] if block["type"] in ("table", "figure")]
    assert all(word in block["mark"]["text"] for block in shown)
    assert all(
        word in fact["text"]
        for s in view["segments"]
        if s["simulated"]
        for fact in s["facts"]
        if fact["key"] == "provenance"
    )
    text = shown_text(sample_report(language), format)
    assert text.count(word) > sum(segment["simulated"] for segment in view["segments"])


def test_a_report_of_published_evidence_alone_says_nothing_of_simulation() -> None:
    assert not view_of(sample_report("en", simulated=False))["simulated"]
    assert "simulated" not in shown_text(sample_report("en", simulated=False), "html")


@pytest.mark.parametrize(
    ("block", "message"),
    [
        (Paragraph("see [there](#nowhere)"), "leads to 'nowhere'"),
        (Paragraph("see [there](#growht)"), "did you mean growth"),
        (Heading("Again", "growth"), "'growth' is used by two blocks"),
        (Heading("E1", "E1"), "'E1' is used by two blocks"),
    ],
)
def test_a_wrong_link_or_id_is_one_sentence(block: Paragraph | Heading, message: str) -> None:
    report = sample_report()
    with pytest.raises(ReportError, match=message):
        render(replace(report, blocks=(*report.blocks, block)), "html")


def test_a_report_with_nothing_in_it_is_rendered_all_the_same() -> None:
    empty = Report("findings", "en", "Nothing yet", "", "", (), ())
    assert "Nothing yet" in shown_text(empty, "html") and "Nothing yet" in shown_text(empty, "pdf")
    assert "Nothing yet" in shown_text(empty, "docx")


def test_a_format_that_is_not_known_is_said_with_the_nearest() -> None:
    with pytest.raises(ReportError, match="did you mean pdf"):
        render(sample_report(), "pdff")


def test_print_leaves_the_register_to_a_file_of_its_own() -> None:
    report = sample_report("en")
    alone = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(render(report, "pdf"))).pages)
    apart = "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(render(report, "appendix"))).pages)
    title = view_of(report)["words"]["appendix.segments"]
    assert title not in alone and title in apart
    assert "Findings report · Appendix" in " ".join(apart.split())


def test_the_workbook_holds_every_segment_and_set_as_text() -> None:
    from openpyxl import load_workbook

    report = sample_report("en", False, (hostile("=1+1"),))
    view = view_of(report)
    book = load_workbook(io.BytesIO(render(report, "evidence")))
    words = view["words"]
    segments = {row[0]: row for row in book[words["passages"]].iter_rows(min_row=2, values_only=True)}
    assert set(segments) == {one["id"] for one in view["segments"]}
    assert all(segments[one["id"]][1] == one["text"] for one in view["segments"])
    assert "=1+1" in {row[1] for row in segments.values()}
    sets = {row[0]: row[1] for row in book[words["evidence"]].iter_rows(min_row=2, values_only=True)}
    assert sets == {one["id"]: ", ".join(one["segments"]) for one in view["sets"]}
    claims = [row[0] for row in book[words["claim"]].iter_rows(min_row=2, values_only=True)]
    assert claims == [block["id"] for block in view["body"] if block["type"] == "claim"]


def test_what_stands_below_the_heading_of_the_appendix_is_not_in_the_report() -> None:
    report = sample_report("en")
    named = next(block.id for block in report.blocks if isinstance(block, Heading) and block.id == "claims")
    apart = replace(report, appendix=named)
    view = view_of(apart)
    assert view["appendix"][0]["type"] == "heading" and all(block["type"] != "claim" for block in view["body"])
    text = squeezed("\n".join(page.extract_text() for page in PdfReader(io.BytesIO(render(apart, "pdf"))).pages))
    claim = next(block for block in view["appendix"] if block["type"] == "claim")
    said = squeezed("".join(span["text"] for span in claim["text"]))
    assert said not in text and said in squeezed(pdf_text(apart))
    html = html_page(apart)
    assert {target[1:] for target in html.targets} <= set(html.ids) and html.tags.count("details") > 1
