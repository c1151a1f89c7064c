"""What no file of a study should hold: conflict marks, personal numbers; and files where none belong."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from qualitative.checks.problem import Parts, Problem
from qualitative.corpus.conflicts import iter_conflicts
from qualitative.corpus.files import shown
from qualitative.git import refusal
from qualitative.text.identifiers import find_identity_numbers

__all__ = ["check_conflicts", "check_git", "check_personal_numbers", "check_strays"]

_TEXTS = {".md", ".yaml", ".yml", ".csv", ".jsonl", ".ipynb", ".json", ".txt"}
_LINES = "keep the lines of both sides and delete the marks, since each line counts by itself"
# by kind of file, the first that fits: the way out that loses nothing
_WAYS = (
    ("corpus/codings/*/*.jsonl", _LINES),
    ("codebook/history/*.jsonl", f"{_LINES}, then `qualitative codebook log --write`; what contradicts is decided with `qualitative codebook merge`"),
    ("corpus/edits/*.jsonl", f"{_LINES}; which words stand is decided in the text itself"),
    ("*.jsonl", _LINES),
    ("codebook/codebook.yaml", "either side will do: write it anew from the history with `qualitative codebook log --write`, then `git add codebook/codebook.yaml`"),
    ("codebook/changes.yaml", "keep the operations of both sides, those of one after the other with n counted on, and delete the marks: each side's codes are in use"),
    ("corpus/transcripts/*.md", "decide which words stand and delete the marks, then tell codings what became of the text with `qualitative amend {stem}`"),
    ("corpus/documents/*.md", "decide which words stand and delete the marks, then tell codings what became of the text with `qualitative amend {stem}`"),
    ("corpus/persons.csv", "keep the rows of both sides, one a person, and delete the marks"),
    ("*.csv", "compare the two sides row by row, keep what each added, decide where one row differs, and delete the marks"),
    ("*.ipynb", "a notebook is not mended by hand: take one side with `git checkout --ours {path}` (or --theirs), and do the other's change again"),
    ("*.yaml", "keep what each side added, decide where they say different things, and delete the marks"),
    ("*", "decide what stands, keep what each side added, and delete the marks"),
)  # fmt: skip


def check_conflicts(parts: Parts) -> Iterator[Problem]:
    """Marks that git leaves where two versions could not be merged: one problem a file, with the way out for its kind."""
    places = [parts.root / "study.yaml", *_under(parts.root, "corpus", "codebook", "notebooks", "reports")]
    for path in places:
        data = path.read_bytes() if path.is_file() else b""
        name = shown(path, parts.root)
        found = list(iter_conflicts(data))
        if found:
            line, mark = found[0]
            first = f", the first of {len(found)}" if len(found) > 1 else ""
            yield Problem(name, line, f"a conflict mark {mark} of git{first}; {_way_out(name)}")


def _way_out(name: str) -> str:
    way = next(way for pattern, way in _WAYS if fnmatch(name, pattern))
    return way.format(path=name, stem=Path(name).stem)


def check_personal_numbers(parts: Parts) -> Iterator[Problem]:
    """Sixteen digits in the corpus look like a NIK or the number of a family card; the message does not repeat them."""
    for path in _under(parts.root, "corpus"):
        text = path.read_bytes().decode("utf-8", "replace")
        name, line, place = shown(path, parts.root), 1, 0
        for found in find_identity_numbers(text):
            if found.kind in ("nik", "kk", "number"):
                line, place = line + text.count("\n", place, found.start), found.start
                sentence = f"16 digits, {found.text[:2]}…{found.text[-2:]}, look like a NIK or family card number; replace them with `qualitative pseudonymize`"
                yield Problem(name, line, sentence)


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
            skipped = {"originals", "private", "published", "out", ".ipynb_checkpoints"} & set(
                path.relative_to(root).parts
            )
            if path.suffix in _TEXTS and path.is_file() and not skipped:
                yield path
