"""How columns share the page: words stay whole, and the shares make up the whole."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pytest

from qualitative.reports.formats.docx import render_docx
from qualitative.reports.page.columns import PAGE, Demand, column_demand, fits_in_line, shares, text_length
from qualitative.reports.page.view import view_of
from sample_report import sample_report

LONG = "Pemerintah kabupaten menambah anggaran pendampingan bagi desa yang belum memiliki fasilitator sendiri. " * 3
TABLES = {
    "one column": [("Kabupaten", "Takalar")],
    "short texts": [("Kabupaten", "Takalar"), ("2016", "8"), ("2019", "170")],
    "one long text": [("Kabupaten", "Muaro Jambi"), ("Asal", LONG)],
    "districts side by side": [("Atribut", "Pertumbuhan"), *((name, LONG) for name in ("Bandung", "Takalar", "Jambi", "Rawas"))],
    "many words that are long": [(f"Ketidakseimbangan{n}", "Pertanggungjawaban") for n in range(3)] + [("n", LONG)],
    "more words than the page holds": [(f"Ketidakseimbangan{n}", LONG) for n in range(9)],
    "empty": [("", ""), ("", "")],
}  # fmt: skip


def demands_of(columns: list[tuple[str, str]]) -> list[Demand]:
    return [column_demand(label, [(text, "")]) for label, text in columns]


@pytest.mark.parametrize("name", TABLES)
def test_shares_sum_to_one(name: str) -> None:
    assert sum(shares(demands_of(TABLES[name]))) == pytest.approx(1)


@pytest.mark.parametrize("name", TABLES)
def test_no_column_is_narrower_than_the_share_of_its_longest_word(name: str) -> None:
    demands = demands_of(TABLES[name])
    page = max(PAGE, sum(demand.word for demand in demands))
    for demand, share in zip(demands, shares(demands), strict=True):
        assert share * page >= demand.word - 1e-9


def test_columns_of_equal_texts_are_equally_wide() -> None:
    widths = shares(demands_of(TABLES["districts side by side"])[1:])
    assert widths == pytest.approx([0.25] * 4)


def test_a_longer_text_gets_a_wider_column() -> None:
    short, long = shares(demands_of(TABLES["one long text"]))
    assert long > short


@pytest.mark.parametrize(
    ("name", "fits"), [("short texts", True), ("one long text", False), ("districts side by side", False)]
)
def test_only_a_table_whose_texts_all_stand_in_one_line_leaves_the_widths_to_its_texts(name: str, fits: bool) -> None:
    assert fits_in_line(demands_of(TABLES[name])) is fits


def test_the_mark_of_the_evidence_counts_with_the_last_word() -> None:
    plain, marked = column_demand("n", [("anggaran desa", "")]), column_demand("n", [("anggaran desa", "E123a")])
    assert marked.word > plain.word - text_length("anggaran") + text_length("desa")
    assert marked.line == pytest.approx(plain.line + text_length("E123a"))


def test_a_word_without_end_does_not_starve_the_other_columns() -> None:
    endless, other = shares([column_demand("id", [("x" * 400, "")]), column_demand("Kabupaten", [(LONG, "")])])
    assert endless < 0.7 and other > 0.3


@pytest.mark.parametrize("language", ["id", "en"])
def test_every_table_of_a_report_has_shares_for_all_of_its_columns(language: str) -> None:
    tables = [block for block in view_of(sample_report(language))["body"] if block["type"] == "table"]
    for table in tables:
        assert len(table["shares"]) == len(table["columns"]) and sum(table["shares"]) == pytest.approx(1, abs=1e-4)


def test_the_docx_has_columns_of_those_shares() -> None:
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    with zipfile.ZipFile(io.BytesIO(render_docx(sample_report()))) as archive:
        grids = list(ElementTree.fromstring(archive.read("word/document.xml")).iter(f"{w}tblGrid"))
    tables = [block for block in view_of(sample_report())["body"] if block["type"] == "table"]
    for grid, table in zip(grids, tables, strict=True):
        widths = [int(column.get(f"{w}w", "0")) for column in grid]
        assert [width / sum(widths) for width in widths] == pytest.approx(table["shares"], abs=0.01)
