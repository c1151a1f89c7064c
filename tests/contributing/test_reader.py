"""A reader is added as the page says, with two files of code."""

from __future__ import annotations

from pathlib import Path

from contributing.worked import worked

CAPTIONS = "0:00:01.000,0:00:03.500\nANA: We open at nine,\nand close at noon.\n\n0:00:04.000,0:00:06.000\nBUDI: On most days.\n"


def test_a_reader_takes_two_files_of_code(tmp_path: Path) -> None:
    library = worked("reader.md", tmp_path)
    assert library.files == ("corpus/readers/sbv.py", "corpus/readers/table.py")
    for name in ("talk.sbv", "talk.txt"):  # known by its suffix, and by its content
        (tmp_path / name).write_text(CAPTIONS, encoding="utf-8")
        said = library.run(
            f"from qualitative.corpus.readers import read_file\nraw = read_file({str(tmp_path / name)!r})\n"
            "print(raw.format, raw.text, raw.unread, raw.notes)"
        )
        assert said.startswith("sbv [00:00:01") and "close at noon." in said and "On most days." in said
        assert ("read as sbv" in said) == (name == "talk.txt") and "()" in said


def test_what_is_made_from_the_table_names_the_new_format(tmp_path: Path) -> None:
    library = worked("reader.md", tmp_path)
    said = library.run(
        "from qualitative.cli import main\nimport sys\nsys.argv = ['qualitative', 'add', '--help']\nmain()"
    )
    assert "json, csv or sbv FILES" in " ".join(said.split())
    new = (
        f"from pathlib import Path\nfrom qualitative.starter import write_study\nwrite_study({str(tmp_path / 'new')!r})"
    )
    library.run(new)
    assert "srt, rtf, html, xlsx, json, csv, sbv)" in (tmp_path / "new/README.md").read_text(encoding="utf-8")
    (tmp_path / "cut.sbv").write_text("0:00:01.000,\nANA: We open", encoding="utf-8")
    refused = library.run(
        "from qualitative.corpus.readers import read_file\nfrom qualitative.errors import ReaderError\n"
        f"try:\n    read_file({str(tmp_path / 'cut.sbv')!r})\nexcept ReaderError as problem:\n    print(problem)"
    )
    assert refused.startswith("cut.sbv: not valid SBV (no caption with times)")
