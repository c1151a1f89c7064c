"""A small study with persons of whom some agreed to more than others."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main

FIRST = """---
id: talk-1
kind: interview
provenance: fieldwork
case: north
date: 2024-05-02
language: id
speakers: {P: interviewer, A: {role: informant, person: p-01}, B: {role: informant, person: p-02}}
---
P: Apa yang dilayani?

A: Kami urus KTP setiap hari. Dananya dari desa, lama sekali cairnya.

B: Yang paling susah itu orang lanjut usia di ujung desa.
"""
SECOND = """---
id: talk-2
kind: interview
provenance: fieldwork
case: south
date: 2024-06
language: id
speakers: {P: interviewer, A: {role: informant, person: p-01}, C: informant}
---
P: Lalu?

A: Sekarang dananya sudah turun, jadi semua berjalan lagi.

C: Saya hanya membantu kalau diminta, begitu saja.
"""
PERSONS = """person,case,group,wave,consent,age,gender
p-01,north,,,analysis=2024-05-02 verbatim=2024-05-02 recontact=2024-05-02 machine=2024-05-02,54,f
p-02,north,,,analysis=2024-05-02 archive=2024-05-02,33,f
"""


@pytest.fixture
def asked(study: Study) -> Study:
    """The study of the fixture with two talks of three persons instead of its own; study.yaml says `analysis` for whom nothing else says."""
    root = study.root
    (root / "corpus/transcripts/int-1.md").unlink()
    (root / "corpus/transcripts/talk-1.md").write_text(FIRST, encoding="utf-8")
    (root / "corpus/transcripts/talk-2.md").write_text(SECOND, encoding="utf-8")
    (root / "corpus/persons.csv").write_text(PERSONS, encoding="utf-8")
    settings = (root / "study.yaml").read_text(encoding="utf-8")
    more = "attributes: {person: {age: number, gender: [f, m]}}\nconsent: {scopes: [analysis], until: 2031-12}\n"
    (root / "study.yaml").write_text(settings + more, encoding="utf-8")
    return Study.open(root)


def run(study: Study, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """One command in the study."""
    monkeypatch.chdir(study.root)
    main(list(words))


def code(study: Study, document: str, words: str, code: str = "services", coder: str = "ana") -> str:
    """One coding of `words`."""
    start = study.document(document).text.index(words)
    return study.apply(code, document, start, start + len(words), coder=coder)


def everything(root: Path) -> str:
    """All that lies in the study but the key, as one text."""
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and ".key." not in path.name]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files)
