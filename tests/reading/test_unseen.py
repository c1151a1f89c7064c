"""What a file holds and nobody sees, or sees as taken out or raised: never speech in silence, in any format."""

from __future__ import annotations

from pathlib import Path

import pytest

from office import ODF, W, docx, odt, zipped
from reading.odd import TALK, read, renamed, told, turns

LABELS = {"Laura": "Laura", "Dale": "Dale"}
PLAIN = renamed(LABELS)
FO = 'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'


def word(old: str, new: str) -> bytes:
    """The talk as a Word file, in which runs stand for one of its words."""
    return docx(
        "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{who}: {said}</w:t></w:r></w:p>'.replace(
                old, f'</w:t></w:r>{new}<w:r><w:t xml:space="preserve">'
            )
            for who, said in TALK
        )
    )


def run(text: str, look: str = "") -> str:
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def open_document(old: str, new: str, looks: str = "", after: str = "") -> bytes:
    """The talk as an OpenDocument text with a style S of these looks."""
    style = f'<office:automatic-styles {FO}><style:style style:name="S"><style:text-properties {looks}/></style:style></office:automatic-styles>'
    body = "".join(f"<text:p>{who}: {said.replace(old, new)}</text:p>" for who, said in TALK) + after
    return _styled(body, style) if looks else odt(body)


def _styled(body: str, style: str) -> bytes:
    content = f"<office:document-content {ODF}>{style}<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    return zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})


def page(old: str = "", new: str = "", after: str = "") -> str:
    body = "".join(f"<p>{who}: {said.replace(old, new) if old else said}</p>" for who, said in TALK)
    return f"<!doctype html><html><meta charset=utf-8><body>{body}{after}</body></html>"


def rtf(old: str, new: str, after: str = "") -> str:
    body = "".join(
        f"\\pard {who}: {said.replace(old, new).replace('–', chr(92) + 'endash ')}\\par\n" for who, said in TALK
    )
    return "{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}}" + body + after + "}"


EVENINGS = "two evenings"
HIDDEN = {
    "a.docx": word(EVENINGS, run("hidden ", "<w:vanish/>") + run("words ", "<w:b/><w:vanish/>") + run(EVENINGS, '<w:vanish w:val="0"/>')),
    "a.odt": open_document(EVENINGS, f'<text:span text:style-name="S">hidden words </text:span>{EVENINGS}', 'text:display="none"'),
    "b.odt": open_document(EVENINGS, f'<text:hidden-text text:is-hidden="true">hidden words</text:hidden-text>{EVENINGS}'),
    "c.odt": open_document("2011", "2011", "", '<text:section text:display="none"><text:p>hidden words</text:p></text:section>'),
    "a.html": page(EVENINGS, f'<span style="visibility: hidden"><i>hidden</i> words</span>{EVENINGS}'),
    "b.html": page(after="<div hidden><div>hidden</div> words</div>"),
    "c.html": page(after="<noscript>hidden words</noscript>"),
    "a.rtf": rtf(EVENINGS, f"{{\\v hidden words }}{EVENINGS}"),
    "b.rtf": rtf(EVENINGS, f"\\v hidden words\\v0  {EVENINGS}"),
}  # fmt: skip


@pytest.mark.parametrize("name", HIDDEN)
def test_hidden_words_are_no_speech_and_are_told(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, HIDDEN[name])
    assert turns(found) == PLAIN
    assert "1 hidden stretch (2 words" in told(found)


OUT = {
    "a.html": page(EVENINGS, f"<del>three mornings</del> {EVENINGS}"),
    "a.rtf": rtf(EVENINGS, f"{{\\b\\deleted three mornings }}{{\\revised {EVENINGS}}}"),
    "a.docx": word(EVENINGS, f"<w:del><w:r><w:delText>three mornings</w:delText></w:r></w:del>{run(EVENINGS)}"),
}


@pytest.mark.parametrize("name", OUT)
def test_words_that_a_change_took_out_are_told(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, OUT[name])
    assert turns(found) == PLAIN
    assert "1 deleted stretch (2 words" in told(found)


STRUCK = {
    "a.html": page(EVENINGS, f"<s>three</s> {EVENINGS}"),
    "a.rtf": rtf(EVENINGS, f"{{\\strike three}} {EVENINGS}"),
    "a.docx": word(EVENINGS, run("three ", "<w:strike/>") + run(EVENINGS)),
    "a.odt": open_document(EVENINGS, f'<text:span text:style-name="S">three </text:span>{EVENINGS}', 'style:text-line-through-style="solid"'),
}  # fmt: skip


@pytest.mark.parametrize("name", STRUCK)
def test_words_struck_through_stay_and_are_told(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, STRUCK[name])
    assert turns(found) == [(who, said.replace(EVENINGS, f"three {EVENINGS}")) for who, said in PLAIN]
    assert "1 stretch struck through stays in the text" in told(found)


RAISED = {
    "a.html": page("2011", "2011<sup>3</sup>"),
    "a.rtf": rtf("2011", "2011{\\super 3}"),
    "a.docx": word("2011", run("2011") + run("3", '<w:vertAlign w:val="superscript"/>')),
    "a.odt": open_document("2011", '2011<text:span text:style-name="S">3</text:span>', 'style:text-position="super 58%"'),
}  # fmt: skip


@pytest.mark.parametrize("name", RAISED)
def test_a_raised_number_never_becomes_part_of_the_number_before(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, RAISED[name])
    assert turns(found) == [(who, said.replace("2011", "2011³")) for who, said in PLAIN]
    assert not found.unread


def test_words_of_a_text_box_in_rtf_are_told_once(tmp_path: Path) -> None:
    box = "\\pard Boxed remark here\\par"
    shape = f"{{\\shp{{\\*\\shpinst{{\\shptxt{box}}}}}{{\\shprslt{{\\*\\do{{\\dptxbx{{\\dptxbxtext{box}}}}}}}}}}}"
    found = read(tmp_path, "a.rtf", rtf("2011", "2011", shape))
    assert turns(found) == PLAIN
    assert "1 text box (3 words)" in told(found)


def test_what_a_page_offers_to_press_is_told(tmp_path: Path) -> None:
    found = read(tmp_path, "a.html", page(after="<nav><a>Home</a></nav><button>Export all</button>"))
    assert turns(found) == PLAIN
    assert "2 controls of the page (3 words): 'Home'" in told(found)


def test_a_letter_of_a_symbol_font_is_written_as_it_looks_or_told(tmp_path: Path) -> None:
    known = word("2011", run("2011\uf0e0", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>'))
    assert turns(read(tmp_path, "a.docx", known))[1][1].startswith("I started in 2011→,")
    unknown = word("2011", run("2011\uf0e0", '<w:rFonts w:ascii="Nowhere"/>'))
    assert "1 letter is shown by one font alone" in told(read(tmp_path, "b.docx", unknown))


def test_a_deleted_row_of_a_table_is_told(tmp_path: Path) -> None:
    def row(who: str, said: str, mark: str = "") -> str:
        return f"<w:tr>{mark}<w:tc><w:p>{run(who)}</w:p></w:tc><w:tc><w:p>{run(said)}</w:p></w:tc></w:tr>"

    rows = "".join(row(who, said) for who, said in TALK)
    deleted = row("Dale", "Not this.", '<w:trPr><w:del w:id="1"/></w:trPr>')
    found = read(tmp_path, "a.docx", docx(f"<w:tbl>{rows}{deleted}</w:tbl>"))
    assert turns(found) == PLAIN
    assert "1 deleted row of a table (3 words)" in told(found)


def test_an_initial_that_drops_below_the_line_belongs_to_its_word(tmp_path: Path) -> None:
    first = '<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr><w:r><w:t>L</w:t></w:r></w:p>'
    body = "".join(f"<w:p>{run(f'{who}: {said}')}</w:p>" for who, said in TALK).replace(">Laura:", ">aura:", 1)
    assert turns(read(tmp_path, "a.docx", docx(first + body))) == PLAIN


BOLD = f'<w:styles {W}><w:style w:styleId="A"><w:rPr><w:b/></w:rPr></w:style><w:style w:styleId="Q"><w:basedOn w:val="A"/></w:style></w:styles>'
SLANT = '<text:span text:style-name="S">{}</text:span>'
LOOKS = {
    "a.docx": docx("".join(f'<w:p><w:pPr><w:pStyle w:val="{"Q" if who == "Laura" else "N"}"/></w:pPr>{run(said)}</w:p>' for who, said in TALK), BOLD),
    "b.docx": docx("".join(f"<w:p>{run(said, '<w:i/>' if who == 'Laura' else '')}</w:p>" for who, said in TALK)),
    "a.html": "<html><meta charset=utf-8>" + "".join(f"<p><em>{said}</em></p>" if who == "Laura" else f"<p>{said}</p>" for who, said in TALK),
    "a.odt": _styled("".join(f"<text:p>{SLANT.format(said) if who == 'Laura' else said}</text:p>" for who, said in TALK), f'<office:automatic-styles {FO}><style:style style:name="S"><style:text-properties fo:font-style="italic"/></style:style></office:automatic-styles>'),
}  # fmt: skip


@pytest.mark.parametrize("name", LOOKS)
def test_questions_in_a_bold_style_or_in_italics_are_the_interviewers(tmp_path: Path, name: str) -> None:
    found = read(tmp_path, name, LOOKS[name])
    assert turns(found) == renamed({"Laura": "Interviewer", "Dale": "Informant"})
    assert "the paragraphs in bold, italics or capitals ask" in told(found)
