"""Files to add that ask for more than they look like, and words of a study that are no pattern."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from office import W, docx, p, zipped
from qualitative import Study
from qualitative.corpus.readers import docx as word
from qualitative.corpus.readers import read_file
from qualitative.reports.content.gathering import gather
from qualitative.reports.content.sections.draft import Draft
from qualitative.reports.content.sections.limits import limits_section

R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'


def embedding(parts: dict[str, bytes]) -> bytes:
    """A Word file that holds documents inside itself."""
    links = "".join(f'<Relationship Id="{name}" Target="{name}"/>' for name in parts)
    body = p("P: Apa?") + "".join(f'<w:altChunk r:id="{name}"/>' for name in parts)
    return zipped(
        {
            "word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": f"<Relationships>{links}</Relationships>",
            **{f"word/{name}": part for name, part in parts.items()},
        }
    )


def test_documents_within_a_document_are_read_up_to_one_bound_together(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inner = docx(p("Kami urus KTP."))
    whole = embedding({f"{n}.docx": inner for n in range(6)})
    path = tmp_path / "a.docx"
    path.write_bytes(whole)
    assert read_file(path).text.count("Kami urus KTP.") == 6
    unpacked = word.unpacked_size(inner)
    assert unpacked > 200
    monkeypatch.setattr(word, "PART_LIMIT", 3 * unpacked)
    raw = read_file(path)
    assert raw.text.count("Kami urus KTP.") == 3
    assert any("embedded document" in told for told in raw.unread)


def test_documents_deeper_within_count_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    large = docx(p("Kami urus KTP.") * 50)
    path = tmp_path / "a.docx"
    path.write_bytes(embedding({f"{n}.docx": embedding({f"{n}{m}.docx": large for m in range(4)}) for n in range(4)}))
    assert read_file(path).text.count("Kami urus KTP.") == 16 * 50
    monkeypatch.setattr(word, "PART_LIMIT", 6 * word.unpacked_size(large))
    assert read_file(path).text.count("Kami urus KTP.") <= 6 * 50


def test_a_part_that_is_named_many_times_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = embedding({"a.docx": docx(p("Kami urus KTP."))})
    path = tmp_path / "a.docx"
    path.write_bytes(whole)
    read: list[str] = []
    real = word.part_bytes
    monkeypatch.setattr(word, "part_bytes", lambda data, part, name: read.append(part) or real(data, part, name))
    body = '<w:altChunk r:id="a.docx"/>' * 20
    parts = {"word/document.xml": f"<w:document {W} {R}><w:body>{body}</w:body></w:document>"}
    parts["word/_rels/document.xml.rels"] = '<Relationships><Relationship Id="a.docx" Target="a.docx"/></Relationships>'
    path.write_bytes(zipped({**parts, "word/a.docx": docx(p("Kami urus KTP."))}))
    assert read_file(path).text.count("Kami urus KTP.") == 20
    assert read.count("word/a.docx") == 1


def test_braces_in_a_study_s_own_words_fill_in_nothing(second_study: Study) -> None:
    settings = second_study.root / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    said = "{x} {0} {n.__class__} %s {{"
    assert "sampling:" in text
    text = re.sub(r"permits: .*", "permits: []", re.sub(r"sampling: .*", f'sampling: "{said}"', text))
    settings.write_text(text, encoding="utf-8")
    draft = Draft(gather(Study.open(second_study.root).folder, language="en"))
    assert any(said in item for block in limits_section(draft).blocks for item in getattr(block, "items", ()))
