"""Quotations by code: only with consent, in their context, with their source; what is no quotation is said to be none."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest

from conftest import on_both
from exports.files import table
from qualitative import Study
from qualitative.errors import CodingError, PrivacyError
from qualitative.text.turns import turns_of

SOURCE = re.compile(r"([a-z0-9-]+)\.(\d+)-(\d+)$", re.MULTILINE)


def sources(text: str) -> list[tuple[str, int, int]]:
    return [(document, int(start), int(end)) for document, start, end in SOURCE.findall(text.replace("\\", ""))]


@on_both()
def test_each_result_is_quoted_once_for_each_code_or_counted_as_left_out(either: Study, tmp_path: Path) -> None:
    made = either.export("quotations", tmp_path / "q.md")
    row = made.losses["codings"]
    given = sources((tmp_path / "q.md").read_text(encoding="utf-8"))
    rows = [one for one in table(either.export("codings", tmp_path / "c.csv").files[0]) if one["counted_places"]]
    assert row.in_file == len(rows) and row.taken == len(given) and row.in_file == row.taken + row.left
    assert set(given) <= {(one["document"], int(one["start"]), int(one["end"])) for one in rows}
    silent = [one for one in rows if one["quotable"] == "0"]
    assert not set(given) & {(one["document"], int(one["start"]), int(one["end"])) for one in silent}
    assert bool(silent) == any("did not agree to be quoted word for word" in remark for remark in made.losses.remarks)


def test_words_without_consent_stand_nowhere_in_the_file(second: Study, tmp_path: Path) -> None:
    from qualitative.counting.persons import person_of

    quiet = [
        document.text[turn.start : turn.end]
        for document in second.folder.documents.values()
        for turn in turns_of(document)
        if (person := person_of(document, turn.speaker)) is not None and not second.may(person, "verbatim")
    ]
    long = [text for text in quiet if len(text) > 40]
    assert len(long) > 20
    for name in ("q.md", "q.html", "b.md", "b.html"):
        second.export("quotations" if name.startswith("q") else "codebook", tmp_path / name)
        text = " ".join((tmp_path / name).read_text(encoding="utf-8").replace("\\", "").split())
        assert not [one for one in long if " ".join(one.split()) in text]
    second.export("all", tmp_path / "all.xlsx")
    from openpyxl import load_workbook

    cells = {
        cell
        for sheet in load_workbook(tmp_path / "all.xlsx")
        for row in sheet.iter_rows(values_only=True)
        for cell in row
    }
    assert not [one for one in long if one in cells]


def test_a_note_on_a_work_stands_without_quotation_marks_and_says_so(real_study: Study, tmp_path: Path) -> None:
    text = real_study.export("quotations", tmp_path / "q.md", language="en").files[0].read_text(encoding="utf-8")
    assert (
        "note on the work, not a quotation" in text
        and "“" not in text.split("##", 2)[2].split("\n>", 1)[1].split("\n")[0]
    )
    quoted = [line for line in text.splitlines() if line.startswith(">")]
    assert quoted and not any("**“" in line for line in quoted)


def test_what_a_person_marked_comes_first_and_what_says_otherwise_last(second_study: Study, tmp_path: Path) -> None:
    study = second_study
    counted = study.counted().table
    here = counted[(counted["code"] == "workaround") & (counted["kind_of_document"] == "interview")]
    here = here[[study.may(person, "verbatim") if isinstance(person, str) else False for person in here["person"]]]
    first, last = here.iloc[-1], here.iloc[0]
    assert first["id"] != last["id"]
    study.mark(first["document"], int(first["start"]), int(first["end"]), coder="coder-one", kind="key", why="vivid")
    study.mark(last["document"], int(last["start"]), int(last["end"]), coder="coder-one", kind="key", why="contrary")
    text = Study.open(study.root).export("quotations", tmp_path / "q.md").files[0].read_text(encoding="utf-8")
    part = text.split(f"## {study.codebook.label('workaround', 'en')}", 1)[1]
    order = sources(part.split("\n## ")[0])
    keys = part.split("\n## ")[0].count("key passage")
    assert (first["document"], first["start"], first["end"]) in order[:keys] and 1 <= keys < len(order)
    assert order[-1] == (last["document"], last["start"], last["end"])
    assert "key passage (vivid)" in part and "says otherwise" in part


def test_chosen_quotes_what_a_report_would(second: Study, tmp_path: Path) -> None:
    made = second.export("quotations", tmp_path / "q.md", chosen=True)
    codes = (tmp_path / "q.md").read_text(encoding="utf-8").count("\n## ") - 1
    assert codes <= made.losses["codings"].taken < made.losses["codings"].in_file / 3
    assert any("a report would not quote them (--chosen)" in reason for reason in made.losses["codings"].why)


def test_nobody_is_quoted_twice_while_somebody_waits(second: Study, tmp_path: Path) -> None:
    rows = {
        (one["document"], one["start"], one["end"]): one
        for one in table(second.export("codings", tmp_path / "c.csv").files[0])
    }
    text = second.export("quotations", tmp_path / "q.md").files[0].read_text(encoding="utf-8")
    for part in text.split("\n## ")[1:]:
        who = [rows[document, str(start), str(end)]["person"] or document for document, start, end in sources(part)]
        seen = {one: 0 for one in who}
        for one in who:
            # by rounds: the first of everybody, then the second; the one that the rule chose may come before
            seen[one] += 1
        assert len(set(who[: len(set(who)) - 1])) >= len(set(who)) - 2


@pytest.mark.parametrize("ending", ["docx", "html", "pdf", "md"])
@pytest.mark.parametrize("what", ["quotations", "codebook"])
def test_all_formats_hold_the_same_words(second: Study, what: str, ending: str, tmp_path: Path) -> None:
    path = second.export(what, tmp_path / f"a.{ending}").files[0]
    data = path.read_bytes()
    second.export(what, path, replace=True)
    assert path.read_bytes() == data, "the same study gives the same bytes"
    said = {
        "docx": lambda: text_of_docx(data),
        "html": lambda: re.sub(r"<[^>]+>", "", data.decode()),
        "md": lambda: data.decode().replace("\\", ""),
        "pdf": lambda: pdf_text(path),
    }[ending]()
    plain = "".join(said.split())
    assert "".join(second.codebook["pride"].definition["en"].split()) in plain


def text_of_docx(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


def pdf_text(path: Path) -> str:
    from pypdf import PdfReader

    return "\n".join(page.extract_text() for page in PdfReader(path).pages)


def test_a_passage_is_copied_with_its_source(second: Study, real_study: Study) -> None:
    table = second.counted().table
    row = table[table["kind_of_document"] == "interview"].iloc[0]
    given = second.quote(row["id"])
    assert str(given).startswith(f"“{given.words}” (") and f"{row['document']}.{row['start']}-{row['end']}" in str(
        given
    )
    assert given.words == second.document(row["document"]).text[row["start"] : row["end"]]
    assert "<blockquote>" in given._repr_html_()
    published = real_study.counted().table.query("provenance == 'published'").iloc[0]
    note = real_study.quote(published["id"], "en")
    assert "“" not in str(note) and "note on the work, not a quotation" in note.source


def test_what_may_not_be_quoted_is_not_copied_either(second: Study) -> None:
    table = second.counted().table
    silent = [
        id
        for id, person in zip(table["id"], table["person"], strict=True)
        if isinstance(person, str) and not second.may(person, "verbatim")
    ]
    with pytest.raises(PrivacyError, match="did not agree to be quoted word for word"):
        second.quote(silent[0])
    with pytest.raises(CodingError, match=r"no coding 'nothing' stands in a passage; .*|no coding 'nothing' stands"):
        second.quote("nothing")
