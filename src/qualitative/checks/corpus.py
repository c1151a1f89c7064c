"""Cases, tables and documents."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from qualitative.checks.problem import DOUBTFUL, NEXT, Parts, Problem, line_of, located
from qualitative.corpus.attributes import value_problem
from qualitative.corpus.cases import case_problems, number_notes, table_problems
from qualitative.corpus.documents import document_paths, document_problems
from qualitative.corpus.files import read_text, shown
from qualitative.errors import DocumentError, QualitativeError, did_you_mean
from qualitative.model import Document
from qualitative.text.turns import parse_paragraphs

__all__ = ["check_cases", "check_documents", "check_tables"]

PLACEHOLDER = "case-1"  # the id that a new study of an earlier version began with


def check_cases(parts: Parts) -> Iterator[Problem]:
    """Every row of `cases.csv`."""
    whole, declared = (parts.settings.case.whole, parts.settings.attributes.case) if parts.settings else (None, {})
    for problem in case_problems(parts.folder.corpus, parts.root, whole, declared):
        yield located(problem, "corpus/cases.csv")
    yield from _decided(parts, parts.folder.corpus / "cases.csv")
    yield from _placeholder(parts)


def _placeholder(parts: Parts) -> Iterator[Problem]:
    """The case that a new study began with in earlier versions, which stands for none."""
    path = parts.folder.corpus / "cases.csv"
    if not path.is_file():
        return
    for line, row in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1):
        if row.split(",", 1)[0].strip() == PLACEHOLDER:
            told = f"{PLACEHOLDER!r} is the case that a new study begins with; write your first case in its place, and name it in the documents"
            yield Problem(shown(path, parts.root), line, told, NEXT)


def check_tables(parts: Parts) -> Iterator[Problem]:
    """The shape of every quantitative table."""
    for path in sorted((parts.folder.corpus / "tables").glob("*.csv")):
        for problem in table_problems(path, parts.root):
            yield located(problem, shown(path, parts.root))
        yield from _decided(parts, path)


def _decided(parts: Parts, path: Path) -> Iterator[Problem]:
    """How numbers were read that could be read in two ways: a person should look once."""
    try:
        for note in number_notes(path, parts.root):
            yield Problem(shown(path, parts.root), 1, note, DOUBTFUL)
    except QualitativeError:
        return  # told as a problem of its own


def check_documents(parts: Parts) -> Iterator[Problem]:
    """Every document: front matter, turns, evidence; and ids used twice."""
    first: dict[str, str] = {}
    for path in document_paths(parts.folder.corpus):
        name = shown(path, parts.root)
        try:
            text = read_text(path, DocumentError, parts.root)
        except DocumentError as problem:
            yield located(problem, name)
            continue
        if path.stem in first:
            yield Problem(name, 1, f"id {path.stem!r} is already used by {first[path.stem]}; give one a new id")
        first.setdefault(path.stem, name)
        for wrong in document_problems(text, name, path.stem, parts.cases):
            yield located(wrong, name)
        document = parts.documents.get(path.stem)
        if document is not None and document.path == name:
            yield from _rules(document, text)
            yield from _attributes(parts, document, text)


def _attributes(parts: Parts, document: Document, text: str) -> Iterator[Problem]:
    """Attributes of a document as study.yaml declares them."""
    declared = parts.settings.attributes.document if parts.settings else {}
    line = line_of(text, r"^attributes:")
    for name, value in document.attributes.items():
        if parts.settings and name not in declared:
            said = f"attribute {name!r} is not under attributes.document in study.yaml; {did_you_mean(name, declared)}"
            yield Problem(document.path, line, said, DOUBTFUL)
        elif name in declared and (sentence := value_problem(declared[name], value)):
            yield Problem(document.path, line, sentence)


def _rules(document: Document, text: str) -> Iterator[Problem]:
    """What a document of its provenance must have beyond its shape."""
    if document.provenance == "simulated":
        for label, role in document.speakers.items():
            is_nobody = document.persons.get(label, "") is None
            if role == "informant" and not is_nobody and not label.startswith("SIM-"):
                sentence = (
                    f"speaker {label!r} of a simulated document; informants are named SIM-…, never as real people are"
                )
                yield Problem(document.path, line_of(text, r"^speakers:"), sentence)
    if document.provenance == "published" and not document.basis:
        have = {evidence.paragraph for evidence in document.evidence}
        for paragraph in parse_paragraphs(document.text):
            if paragraph.n not in have and not document.text[paragraph.start : paragraph.end].startswith("#"):
                sentence = f"paragraph {paragraph.n} of a published note has no basis; add it to `segments`, or give `basis` for all"
                yield Problem(document.path, document.body_line + paragraph.line - 1, sentence)
