"""Files of every format, made from paragraphs or from turns with nothing but the standard library, pandoc and typst."""

from __future__ import annotations

import csv
import io
import json
import textwrap
import zipfile
from html import escape
from random import Random

import typst

from reading.generated_shapes import Paragraph, clock
from reading.generated_talk import Said

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def txt(paragraphs: list[Paragraph], apart: bool, wrapped: bool) -> str:
    """Plain text; `apart` puts an empty line between paragraphs, `wrapped` breaks them at 72 characters."""
    rows = [p.text for p in paragraphs]
    if wrapped:
        rows = [
            "\n".join(textwrap.wrap(row, 72, replace_whitespace=False, expand_tabs=False, break_on_hyphens=False))
            for row in rows
        ]
    return ("\n\n" if apart else "\n").join(rows) + "\n"


def md(paragraphs: list[Paragraph]) -> str:
    rows = []
    for paragraph in paragraphs:
        runs = "".join(f"**{text.strip()}** " if bold and text.strip() else text for text, bold in paragraph.runs)
        rows.append(("## " if paragraph.style else "") + runs.strip())
    return "\n\n".join(rows) + "\n"


def html(paragraphs: list[Paragraph]) -> str:
    rows = []
    for paragraph in paragraphs:
        runs = "".join(f"<b>{escape(t)}</b>" if bold else escape(t) for t, bold in paragraph.runs)
        tag = "h2" if paragraph.style else "p"
        rows.append(f"<{tag}>{runs}</{tag}>")
    return (
        f'<!doctype html><html><head><meta charset="utf-8"><title>x</title></head><body>{"".join(rows)}</body></html>'
    )


def rtf(paragraphs: list[Paragraph]) -> str:
    def coded(text: str) -> str:
        out = text.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}").replace("\t", r"\tab ")
        return "".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in out)

    rows = [
        "\\pard " + "".join(f"{{\\b {coded(t)}}}" if bold else coded(t) for t, bold in p.runs) + "\\par\n"
        for p in paragraphs
    ]
    return "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Arial;}}\n" + "".join(rows) + "}"


def pdf(paragraphs: list[Paragraph], head: str) -> bytes:
    """Pages with a running head (where there is one) and a number at the foot."""
    rows = [
        "#par["
        + "".join(
            f"#text(weight: {'700' if bold else '400'}, {json.dumps(t, ensure_ascii=False)})" for t, bold in p.runs
        )
        + "]"
        for p in paragraphs
    ]
    header = f"header: text(size: 8pt, {json.dumps(head, ensure_ascii=False)}), " if head else ""
    source = (
        f'#set page(paper: "a5", {header}numbering: "1")\n#set text(size: 10pt)\n#set par(spacing: 1.4em)\n'
        + "\n\n".join(rows)
    )
    return typst.compile(source.encode("utf-8"))


def zipped(parts: dict[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2024, 1, 1, 0, 0, 0)), text)
    return out.getvalue()


def run(text: str, bold: bool) -> str:
    shown = "<w:tab/>".join(f'<w:t xml:space="preserve">{escape(t)}</w:t>' for t in text.split("\t"))
    return f"<w:r>{'<w:rPr><w:b/></w:rPr>' if bold else ''}{shown}</w:r>"


def word_paragraph(paragraph: Paragraph) -> str:
    style = '<w:pPr><w:pStyle w:val="Heading2"/></w:pPr>' if paragraph.style else ""
    return f"<w:p>{style}{''.join(run(t, b) for t, b in paragraph.runs)}</w:p>"


def word_table(rows: list[list[str]]) -> str:
    cells = "".join(
        "<w:tr>" + "".join(f"<w:tc><w:p>{run(cell, False)}</w:p></w:tc>" for cell in row) + "</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def docx(body: str, head: str) -> bytes:
    """A Word file around paragraphs and tables that are XML already, with a page head where there is one."""
    package, office = (
        "http://schemas.openxmlformats.org/package/2006",
        "http://schemas.openxmlformats.org/officeDocument/2006",
    )
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    section = '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/></w:sectPr>' if head else ""
    styles = f'<w:styles xmlns:w="{WORD}"><w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style></w:styles>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}.document.main+xml"/><Override PartName="/word/header1.xml" ContentType="{main}.header+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{main}.styles+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/relationships/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{office}/relationships/header" Target="header1.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{office}/relationships"><w:body>{body}{section}</w:body></w:document>',
        "word/styles.xml": styles,
        "word/header1.xml": f'<w:hdr xmlns:w="{WORD}"><w:p>{run(head, False)}</w:p></w:hdr>',
    }
    return zipped(parts)


def odt(paragraphs: list[Paragraph]) -> bytes:
    def shown(text: str, bold: bool) -> str:
        coded = escape(text).replace("\t", "<text:tab/>").replace("  ", " <text:s/>")
        return f'<text:span text:style-name="B">{coded}</text:span>' if bold else coded

    rows = "".join(
        f'<text:h text:outline-level="2">{"".join(shown(t, b) for t, b in p.runs)}</text:h>' if p.style
        else f"<text:p>{''.join(shown(t, b) for t, b in p.runs)}</text:p>"
        for p in paragraphs
    )  # fmt: skip
    names = " ".join(
        f'xmlns:{k}="{OFFICE}:{v}:1.0"' for k, v in (("office", "office"), ("text", "text"), ("style", "style"))
    )
    names += ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"'
    bold = (
        '<style:style style:name="B" style:family="text"><style:text-properties fo:font-weight="bold"/></style:style>'
    )
    content = f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names} office:version="1.2"><office:automatic-styles>{bold}</office:automatic-styles><office:body><office:text>{rows}</office:text></office:body></office:document-content>'
    mime = "application/vnd.oasis.opendocument.text"
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"><manifest:file-entry manifest:full-path="/" manifest:media-type="{mime}"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    return zipped({"mimetype": mime, "content.xml": content, "META-INF/manifest.xml": manifest})


def cues(rng: Random, said: list[Said], parts: int) -> list[tuple[float, float, Said, str]]:
    """Each turn cut into up to `parts` captions at its blanks."""
    out = []
    for one in said:
        assert one.start is not None and one.end is not None
        words, many = one.text.split(), rng.randint(1, parts)
        size = -(-len(words) // many)
        pieces = [" ".join(words[k : k + size]) for k in range(0, len(words), size)]
        step = (one.end - one.start) / len(pieces)
        out += [(one.start + k * step, one.start + (k + 1) * step, one, piece) for k, piece in enumerate(pieces)]
    return out


def stamp(seconds: float, comma: bool) -> str:
    whole, rest = divmod(round(seconds * 1000), 1000)
    return f"{clock(whole, 'hours')}{',' if comma else '.'}{rest:03}"


def captions(rng: Random, said: list[Said], shape: str, web: bool) -> str:
    """VTT (`web`) or SRT; `shape`: "voice" `<v X>`, "colon", "square", "dash", "first cue only", "none", "rolling"."""
    rows = ["WEBVTT\n"] if web else []
    previous, speaker = "", ""
    for number, (start, end, one, piece) in enumerate(cues(rng, said, 1 if shape == "rolling" else 3), start=1):
        label = {"voice": f"<v {one.speaker}>{piece}</v>", "square": f"[{one.speaker}]: {piece}", "none": piece}
        text = label.get(shape, f"{one.speaker}: {piece}")
        if shape == "first cue only" and one.speaker == speaker:
            text = piece
        if shape == "rolling":
            text = f"{previous}\n{piece}" if previous else piece
            previous = piece
        speaker = one.speaker
        head = f"{number}\n" if not web or shape == "colon" else ""
        rows.append(f"{head}{stamp(start, not web)} --> {stamp(end, not web)}\n{text}\n")
    return "\n".join(rows)


def whisper(rng: Random, said: list[Said], shape: str) -> str:
    segments: list[dict[str, object]] = []
    for number, (start, end, one, piece) in enumerate(cues(rng, said, 2)):
        segment: dict[str, object] = {"id": number, "start": round(start, 2), "end": round(end, 2), "text": f" {piece}"}
        if shape == "speaker":
            segment["speaker"] = one.speaker
        segments.append(segment)
    text = "".join(str(segment["text"]) for segment in segments)
    return json.dumps({"text": text, "language": "id", "segments": segments}, ensure_ascii=False)


def table(said: list[Said], shape: str, language: str) -> list[list[str]]:
    """Rows of a table transcript, with its heads; `shape` one of TABLES."""
    names = {"id": ("Waktu", "Pembicara", "Isi", "Selesai"), "fr": ("Heure", "Locuteur", "Texte", "Fin")}
    time, who, what, until = names.get(language, ("Time", "Speaker", "Text", "End"))
    rows = []
    for number, one in enumerate(said, start=1):
        start = clock(one.start or 0, "hours")
        end = clock(one.end or 0, "hours")
        row = {
            "speaker, text": [one.speaker, one.text],
            "time, speaker, text": [start, one.speaker, one.text],
            "start, end, speaker, text": [start, end, one.speaker, one.text],
            "text, speaker": [one.text, one.speaker],
            "number, speaker, text": [str(number), one.speaker, one.text],
            "no heads": [one.speaker, one.text],
        }
        rows.append(row[shape])
    heads = {
        "speaker, text": [who, what],
        "time, speaker, text": [time, who, what],
        "start, end, speaker, text": [time, until, who, what],
        "text, speaker": [what, who],
        "number, speaker, text": ["No", who, what],
    }
    return [heads[shape], *rows] if shape in heads else rows


TABLES = (
    "speaker, text",
    "time, speaker, text",
    "start, end, speaker, text",
    "text, speaker",
    "number, speaker, text",
    "no heads",
)


def comma_separated(rows: list[list[str]], separator: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(rows)
    return out.getvalue()
