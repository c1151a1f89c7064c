"""Readers of files from outside: each format, then who speaks, then the turns."""

from __future__ import annotations

import importlib
import json
from pathlib import Path

from fuzzing.target import PART, Target, pieces, zipped
from fuzzing.trees import vocabulary
from qualitative.corpus.readers import read_file
from qualitative.corpus.readers.kind import reader_of
from qualitative.corpus.readers.raw import Raw
from qualitative.corpus.readers.rtf import prepared_rtf
from qualitative.corpus.readers.table import READERS
from qualitative.text.speakers import recognise
from qualitative.text.turns import parse_turns

__all__ = ["TARGETS"]

for _name in sorted({reader.module for reader in READERS}):  # now, so that a fuzzer sees the branches of all
    importlib.import_module(f"qualitative.corpus.readers.{_name}")

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
)
_BODY = """<w:body><w:p><w:pPr><w:pStyle w:val="J1"/><w:numPr/></w:pPr><w:r><w:rPr><w:b/><w:vanish/></w:rPr><w:t>P: </w:t></w:r><w:ins><w:r><w:t>Apa?</w:t></w:r></w:ins><w:del><w:r>
<w:delText>x</w:delText></w:r></w:del></w:p><w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge/></w:tcPr><w:p><w:r><w:t>A</w:t><w:tab/><w:br/></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Itu.</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:commentRangeStart w:id="1"/><w:r><w:t>x</w:t><w:footnoteReference w:id="2"/><w:sym w:char="F04A"/><w:instrText>DATE</w:instrText></w:r><w:commentRangeEnd w:id="1"/><w:r><w:commentReference w:id="1"/></w:r>
<w:fldSimple w:instr="DATE"/><w:hyperlink r:id="rId1"/></w:p><w:altChunk r:id="rId1"/><w:sdt><w:sdtContent/></w:sdt><w:sectPr><w:headerReference w:type="default" r:id="rId1"/></w:sectPr></w:body>"""
_STYLES = '<w:style w:styleId="J1"><w:name w:val="heading 1"/></w:style><w:style w:styleId="B"><w:basedOn w:val="J1"/></w:style>'
_NOTE = '<w:{0} w:id="1" w:author="x" w:type="y"><w:p><w:r><w:t>y</w:t></w:r></w:p></w:{0}>'
_WORD_PARTS = {
    "document": _BODY, "styles": _STYLES, "comments": _NOTE.format("comment"), "footnotes": _NOTE.format("footnote"),
    "_rels/document.xml.rels": '<Relationship Id="rId1" Target="part.txt"/>',
}  # fmt: skip
_RELS = 'Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
_WORD = {
    name: vocabulary(
        _RELS if "rels" in name else f"w:{name} {_W}",
        inner,
        tags="" if "rels" in name else "w:cr w:noBreakHyphen w:softHyphen w:txbxContent w:moveTo w:moveFrom w:smartTag",
    )
    for name, inner in _WORD_PARTS.items()
}
_TEXT = """<office:body><office:text><text:h text:outline-level="1">T</text:h><text:p text:style-name="S">P: Apa?<text:s text:c="3"/><text:tab/><text:line-break/></text:p>
<text:p><office:annotation>n</office:annotation><text:span>A: Itu.</text:span><text:note><text:note-body><text:p>z</text:p></text:note-body></text:note></text:p>
<table:table><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2"><text:p>x</text:p></table:table-cell></table:table-row></table:table>
<text:list><text:list-item><text:p>l</text:p></text:list-item></text:list><draw:frame/><text:tracked-changes><text:deletion/></text:tracked-changes></office:text></office:body>"""
_OPEN = vocabulary(
    f"office:document-content {_ODF}",
    _TEXT,
    tags="table:covered-table-cell text:soft-page-break draw:text-box text:section text:ruby",
)
_TALK = "P: Apa yang dilayani?\n\nA: Kami urus KTP. Dananya dari desa.\nKadang lama juga.\n\nP: Lalu?\n\nA: Itu saja.\n"
_SUFFIXES = ("txt", "md", "vtt", "srt", "json", "csv", "pdf")  # what is read from its bytes alone


def _through(data: bytes, name: str) -> None:
    if data.strip(b"\0 \t\r\n") and reader_of(data, Path(name))[0].module != "pandoc":
        # pandoc is a program of its own, in seconds each; what comes before it is the target `rtf`
        _spoken(read_file(name, data=data))


def _spoken(raw: Raw) -> None:
    found = recognise(raw.text[:20_000], {}, "", strong=raw.strong)
    parse_turns(found.text, found.speakers)


def _plain(data: bytes) -> None:
    number, content = data[:1], data[1:]
    _through(content, f"a.{_SUFFIXES[(number or b'0')[0] % len(_SUFFIXES)]}")


def _word(data: bytes) -> None:
    """Word: the document and its other parts, each spelt out of bytes."""
    names = ("document", "styles", "comments", "footnotes", "_rels/document.xml.rels")
    spelt = dict(zip(names, pieces(data, len(names)), strict=True))
    parts = {
        f"word/{name}.xml".replace(".rels.xml", ".rels"): _WORD[name].xml(part) for name, part in spelt.items() if part
    }
    _through(zipped({"word/document.xml": _WORD["document"].xml(b""), "word/part.txt": "Apa?\n", **parts}), "a.docx")


def _odt(data: bytes) -> None:
    content = _OPEN.xml(data)
    _through(zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}), "a.odt")


def _rtf(data: bytes) -> None:
    prepared_rtf(b"{\\rtf1" + data)


def _plain_seeds() -> list[bytes]:
    from office import pdf

    cues = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000 align:start\n<v Ibu A>Kami urus KTP.</v>\n\nNOTE x\n\n00:00:05.000 --> 00:00:06.000\nB: Ya.\n"
    cells = 'time;speaker;text\n00:01;P;"Apa; yang?"\n00:02;A;"Kami ""urus"""\n'
    segments = json.dumps(
        {
            "segments": [
                {"start": 1.5, "end": 2, "speaker": "S1", "text": "Apa?"},
                {"start": 2, "end": 3, "speaker": "S2", "text": "Itu."},
            ]
        }
    )
    head = "---\nid: a\nkind: interview\nspeakers: {P: interviewer, A: informant}\n---\n# Bagian\n\n**P:** Apa?\n\n**A:** [00:01:02] Itu. {{x}}\n"
    return [
        b"\x00" + _TALK.encode(), b"\x00" + "[00:01:02] Speaker 1:\tApa?\r\n01.05 Ibu Ani (L, 43 th) - Itu…\n".encode("utf-16"),
        b"\x01" + head.encode(), b"\x02" + cues.encode(), b"\x03" + b"1\n00:00:01,000 --> 00:00:02,000\nP: Apa?\n\n2\n00:00:03,000 --> 00:00:04,000\nItu.\n",
        b"\x04" + segments.encode(), b"\x05" + cells.encode(), b"\x05sep=|\nwho|said\nP|Apa\nA|Itu\n", b"\x06" + pdf(["P: Apa yang dilayani?", "A: Kami urus KTP.", "P: Lalu?"], 2),
    ]  # fmt: skip


def _word_seeds() -> list[bytes]:
    spelt = {name: vocabulary.bytes(_WORD_PARTS[name]) for name, vocabulary in _WORD.items()}
    return [PART.join(spelt.values()), spelt["document"]]


def _rtf_seeds() -> list[bytes]:
    return [
        rb"\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}\pard P:\tab Apa\'e9\u8217? ?\par {\b A:} Itu.\par{\*\annotation x}{\footnote y}\bin3 abc}",
        rb"\ansi\trowd\cellx100\cellx200 P\cell Apa?\cell\row{\pict\pngblip 00ff}{\header h}\line\page\uc1\u-4000 x\emdash\~}",
    ]


TARGETS = (
    Target("readers", _plain, _plain_seeds),
    Target("word", _word, _word_seeds),
    Target("odt", _odt, lambda: [_OPEN.bytes(_TEXT)]),
    Target("rtf", _rtf, _rtf_seeds),
)
