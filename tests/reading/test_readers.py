"""Files from outside: their text, their headings, and what of them is said not to be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from office import docx, odt, p, pdf
from qualitative.corpus.readers import Raw, read_file
from qualitative.corpus.readers.layout import join_lines, without_running_heads
from qualitative.errors import ReaderError

ROW = "<w:tr><w:tc>{}</w:tc><w:tc>{}</w:tc></w:tr>"
VTT = "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.500\n<v Bu Ani>Halo &amp; <i>selamat</i></v>\n\n00:00:03.000 --> 00:00:04.000\n<v Bu Ani>pagi.\n\n00:00:05.000 --> 00:00:06.000\n<v Budi>Pagi.\n"
SRT = "1\n00:00:01,000 --> 00:00:02,500\nP: Halo?\n\n2\n00:00:03,000 --> 00:00:04,000\nNH: Ya\n\n3\n00:00:04,000 --> 00:00:05,000\nbaik.\n"


def read(folder: Path, name: str, content: str | bytes) -> Raw:
    (folder / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_file(folder / name)


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", "satu\r\ndua\r\n\r\n\r\n\r\ntiga  \n", "satu\ndua\n\ntiga\n"),
        ("a.txt", "\ufeffBOM", "BOM\n"),
        ("a.txt", "é😀".encode("utf-16"), "é😀\n"),
        ("a.txt", "e\u0301", "é\n"),
        ("a.txt", "a\x07b\x0cc", "ab\nc\n"),
        ("a.md", "# Judul\n\nisi *tegas*\n", "# Judul\n\nisi *tegas*\n"),
        ("a.md", "---\ntitle: X\n---\nisi\n", "isi\n"),
        ("a.docx", docx(p("satu") + p("dua &amp; tiga")), "satu\n\ndua & tiga\n"),
        ("a.docx", docx("<w:p><w:r><w:t>a</w:t><w:br/><w:t>b</w:t><w:tab/><w:t>c</w:t></w:r></w:p>"), "a\nb\tc\n"),
        ("a.docx", docx('<w:p><w:pPr><w:pStyle w:val="Judul1"/></w:pPr><w:r><w:t>Hasil</w:t></w:r></w:p>'), "# Hasil\n"),
        ("a.docx", docx('<w:p><w:pPr><w:pStyle w:val="Bab"/></w:pPr><w:r><w:t>Hasil</w:t></w:r></w:p>'), "# Hasil\n"),
        ("a.docx", docx('<w:p><w:pPr><w:outlineLvl w:val="1"/></w:pPr><w:r><w:t>B</w:t></w:r></w:p>'), "## B\n"),
        ("a.odt", odt('<text:p>satu<text:s text:c="2"/>dua<text:line-break/>tiga</text:p>'), "satu  dua\ntiga\n"),
        ("a.odt", odt('<text:h text:outline-level="2">Bab</text:h><text:p>isi</text:p>'), "## Bab\n\nisi\n"),
        ("a.odt", odt("<text:list><text:list-item><text:p>butir</text:p></text:list-item></text:list>"), "butir\n"),
        ("a.pdf", pdf(["P: Apa kabar?", "NH: Baik."]), "P: Apa kabar?\n\nNH: Baik.\n"),
        ("a.vtt", VTT, "[00:00:01 - 00:00:04] <v Bu Ani>Halo & selamat pagi.\n\n[00:00:05 - 00:00:06] <v Budi>Pagi.\n"),
        ("a.srt", SRT, "[00:00:01 - 00:00:02] <v P>Halo?\n\n[00:00:03 - 00:00:05] <v NH>Ya baik.\n"),
    ],
)  # fmt: skip
def test_the_text_of_a_file_is_read(tmp_path: Path, name: str, content: str | bytes, text: str) -> None:
    assert read(tmp_path, name, content).text == text


@pytest.mark.parametrize(
    ("name", "content", "unread"),
    [
        ("a.docx", docx(p("x") + "<w:p><w:r><w:drawing/></w:r><w:r><w:footnoteReference/></w:r></w:p>"), ("1 picture (behind 'x')", "1 footnote (behind 'x')")),
        ("a.docx", docx(p("x") + f"<w:tbl>{ROW.format(p('tahun'), p('2016'))}</w:tbl>"), ()),
        ("a.odt", odt("<text:p>x<text:note/><draw:frame/><draw:frame/></text:p>"), ("1 note (behind 'x')", "2 pictures (the first behind 'x')")),
        ("a.odt", odt("<text:p>x<text:note text:note-class='footnote'><text:note-body><text:p>tawa ini</text:p></text:note-body></text:note></text:p>"), ("1 footnote (2 words, behind 'x'): 'tawa ini'",)),
        ("a.md", "x ![peta](peta.png)", ("1 picture",)),
        ("a.md", "---\nmood: good\n---\nx", ("front matter key mood",)),
        ("a.pdf", pdf(["x"]).replace(b"(x) Tj", b"      ", 1) + b"", None),
        ("a.vtt", VTT + "\n00:99 --> x\nhilang\n", ("1 caption without a valid time (1 word, line 13): 'hilang'",)),
    ],
)  # fmt: skip
def test_what_is_not_read_is_said(
    tmp_path: Path, name: str, content: str | bytes, unread: tuple[str, ...] | None
) -> None:
    if unread is None:
        with pytest.raises(Exception, match="page 1 without a text layer.*OCR"):
            read(tmp_path, name, content)
    else:
        assert read(tmp_path, name, content).unread == unread


def test_tracked_changes_are_taken_as_accepted(tmp_path: Path) -> None:
    word = docx(
        "<w:p><w:r><w:t>dana </w:t></w:r><w:del><w:r><w:delText>pusat</w:delText></w:r></w:del><w:ins><w:r><w:t>desa</w:t></w:r></w:ins></w:p>"
    )
    deleted = "<text:tracked-changes><text:changed-region><text:deletion><text:p>pusat</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    assert read(tmp_path, "a.docx", word).text == "dana desa\n"
    assert read(tmp_path, "a.odt", odt(f"{deleted}<text:p>dana desa</text:p>")).text == "dana desa\n"
    assert "2 tracked changes taken as accepted" in read(tmp_path, "a.docx", word).notes


def test_a_table_of_speakers_and_speech_becomes_turns(tmp_path: Path) -> None:
    rows = "".join(ROW.format(p(who), p(said)) for who, said in (("P", "Apa?"), ("NH", "Itu."), ("P", "Lalu?")))
    assert read(tmp_path, "a.docx", docx(f"<w:tbl>{rows}</w:tbl>")).text == "<v P>Apa?\n\n<v NH>Itu.\n\n<v P>Lalu?\n"


def test_content_decides_and_a_wrong_suffix_is_said(tmp_path: Path) -> None:
    raw = read(tmp_path, "a.txt", docx(p("isi")))
    assert (raw.text, raw.format) == ("isi\n", "docx")
    assert "read as docx" in raw.notes[0]


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Pelayanan sosial yang kese-", "jahteraannya terjaga sampai", "akhir."], ["Pelayanan sosial yang kesejahteraannya terjaga sampai akhir."]),
        (["Mereka mengasuh anak-", "anak di desa itu setiap hari"], ["Mereka mengasuh anak-anak di desa itu setiap hari"]),
        (["Kalimat panjang yang pertama di sini", "selesai.", "Kalimat panjang yang kedua di sini"], ["Kalimat panjang yang pertama di sini selesai.", "Kalimat panjang yang kedua di sini"]),
        (["[00:01] P: apa kabar hari ini", "semua baik", "[00:04] NH: baik"], ["[00:01] P: apa kabar hari ini semua baik", "[00:04] NH: baik"]),
    ],
)  # fmt: skip
def test_lines_of_a_page_become_paragraphs(lines: list[str], paragraphs: list[str]) -> None:
    assert join_lines(lines)[0] == paragraphs


def test_running_heads_and_page_numbers_are_left_out_and_counted() -> None:
    pages = [[f"Sosio {n}", f"isi {word}", str(n)] for n, word in enumerate(("satu", "dua", "tiga"), 1)]
    kept, dropped = without_running_heads(pages)
    assert kept == [["isi satu"], ["isi dua"], ["isi tiga"]]
    assert dropped == ["Sosio 1", "1", "Sosio 2", "2", "Sosio 3", "3"]


def test_real_transcripts_lose_no_word(shared: Path) -> None:
    """Against pandoc, which reads the same files independently."""
    import pypandoc

    files = sorted((shared / "data/swj2022-taguette/data/transcripts/raw").glob("*.odt"))
    assert len(files) == 17
    for file in files[:4]:
        theirs = pypandoc.convert_file(file, "plain", extra_args=["--wrap=none", "--sandbox"])
        assert read_file(file).text.split() == theirs.split()


def test_the_paper_keeps_its_sections(shared: Path) -> None:
    text = read_file(shared / "study/habibullah-2020.md").text
    assert [line for line in text.split("\n") if line.startswith("## ")][1:] == [
        "## PENDAHULUAN", "## METODE", "## HASIL DAN PEMBAHASAN", "## KESIMPULAN", "## SARAN", "## UCAPAN TERIMA KASIH", "## DAFTAR PUSTAKA",
    ]  # fmt: skip


def test_list_marks_and_pictures_are_counted_as_not_read(tmp_path: Path) -> None:
    numbered = "<w:p><w:pPr><w:numPr/></w:pPr><w:r><w:t>butir</w:t></w:r></w:p>"
    box = (
        '<w:p xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><w:r><mc:AlternateContent>'
        "<mc:Choice><w:drawing/></mc:Choice><mc:Fallback><w:pict/></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(tmp_path, "a.docx", docx(numbered + numbered + box)).unread == (
        "2 list marks",
        "1 picture (behind 'butir butir')",
    )


def test_a_pdf_keeps_headings_that_are_bookmarks_and_joins_lines(tmp_path: Path) -> None:
    import typst

    lorem = "Dana desa dipakai untuk menambah layanan sosial di tingkat desa dan kelurahan. " * 12
    source = f'#set page(numbering: "1")\n= Hasil\n{lorem}\n\nP: Apa kabar?\n\nNH: Baik.\n#pagebreak()\n== Simpulan\nSelesai.\n'
    (tmp_path / "a.typ").write_text(source, encoding="utf-8")
    raw = read(tmp_path, "a.pdf", typst.compile(tmp_path / "a.typ"))
    assert raw.text.split("\n\n") == [
        "# Hasil",
        lorem.strip(),
        "P: Apa kabar?",
        "NH: Baik.",
        "## Simpulan",
        "Selesai.\n",
    ]
    assert raw.unread == ("2 running heads and page numbers (2 words): '1'",)
    assert raw.pages == (1, 9)


@pytest.mark.parametrize("seed", range(4))
def test_a_damaged_file_is_read_or_refused_and_nothing_else(tmp_path: Path, seed: int) -> None:
    """Bytes changed, lost and put in at random: the only failure is ReaderError, which names the file."""
    random = Random(seed)
    sound = {
        "docx": docx(p("P: Apa?")),
        "odt": odt("<text:p>x</text:p>"),
        "pdf": pdf(["x y"], 2),
        "vtt": VTT.encode(),
        "srt": SRT.encode(),
    }
    for suffix, data in [(suffix, bytearray(data)) for suffix, data in sound.items() for _ in range(12)]:
        for _ in range(random.choice([1, 3, 10])):
            place = random.randrange(len(data))
            data[place : place + random.choice([0, 1, 20])] = random.randbytes(random.choice([0, 1, 5])) or b"<"
        try:
            read(tmp_path, f"a.{suffix}", bytes(data))
        except ReaderError as problem:
            assert str(problem).startswith(f"a.{suffix}:")
