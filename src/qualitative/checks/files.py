"""What no file of a study should hold: conflict marks, personal numbers; and files where none belong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from qualitative.checks.problem import Parts, Problem
from qualitative.corpus.files import shown
from qualitative.git import refusal
from qualitative.text.identifiers import find_identifiers

__all__ = ["check_conflicts", "check_git", "check_personal_numbers", "check_strays"]

_TEXTS = {".md", ".yaml", ".yml", ".csv", ".jsonl", ".ipynb", ".json", ".txt"}
_MARK = re.compile(rb"^(<{7} |>{7} |\|{7} )", re.MULTILINE)


def check_conflicts(parts: Parts) -> Iterator[Problem]:
    """Marks that git leaves where two versions could not be merged."""
    places = [parts.root / "study.yaml", *_under(parts.root, "corpus", "codebook", "notebooks", "reports")]
    for path in places:
        data = path.read_bytes() if path.is_file() else b""
        for match in _MARK.finditer(data):
            line = data.count(b"\n", 0, match.start()) + 1
            mark = match[1].decode().strip()
            yield Problem(
                shown(path, parts.root),
                line,
                f"a conflict mark {mark} of git; keep one of the two versions and delete the marks",
            )


def check_personal_numbers(parts: Parts) -> Iterator[Problem]:
    """Sixteen digits in the corpus look like a NIK or the number of a family card; the message does not repeat them."""
    for path in _under(parts.root, "corpus"):
        text = path.read_bytes().decode("utf-8", "replace")
        for found in find_identifiers(text):
            if found.kind in ("nik", "kk", "number"):
                line = text.count("\n", 0, found.start) + 1
                sentence = f"16 digits, {found.text[:2]}…{found.text[-2:]}, look like a NIK or family card number; replace them with `qualitative pseudonymize`"
                yield Problem(shown(path, parts.root), line, sentence)


def check_strays(parts: Parts) -> Iterator[Problem]:
    """Files among the documents that are none."""
    for folder in ("transcripts", "documents"):
        for path in sorted((parts.folder.corpus / folder).rglob("*")):
            hidden = path.name.startswith((".", "README"))
            if path.is_file() and not hidden and (path.suffix != ".md" or path.parent.name != folder):
                yield Problem(
                    shown(path, parts.root),
                    1,
                    f"not a document of the corpus, so nothing reads it; add it with `qualitative add {path.name}`, and move it out",
                )


def check_git(parts: Parts) -> Iterator[Problem]:
    """A repository whose config could run a program, so that git is not asked."""
    if sentence := refusal(parts.root):
        yield Problem(".git/config", 1, sentence)


def _under(root: Path, *folders: str) -> Iterator[Path]:
    for folder in folders:
        for path in sorted((root / folder).rglob("*")):
            skipped = {"originals", "published", "out", ".ipynb_checkpoints"} & set(path.relative_to(root).parts)
            if path.suffix in _TEXTS and path.is_file() and not skipped:
                yield path
