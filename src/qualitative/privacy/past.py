"""What git already knows cannot be taken back by changing files; say so, and say what to do."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from pathlib import Path

__all__ = ["known_to_git", "what_to_do"]


def known_to_git(root: Path, texts: Iterable[str]) -> dict[str, str]:
    """The texts that some commit of any branch holds, each with its first commit. Empty where there is no git."""
    known = {}
    for text in dict.fromkeys(texts):
        try:
            log = subprocess.run(
                ["git", "-C", str(root), "log", "--all", "--reverse", "--format=%h", f"-S{text}", "--", "."],
                capture_output=True,
                text=True,
            )
        except OSError:
            return {}
        if log.returncode == 0 and log.stdout.strip():
            known[text] = log.stdout.split()[0]
    return known


def what_to_do(commits: Iterable[str]) -> list[str]:
    """Sentences for the researcher, where git knows something that it should not. The texts themselves are not repeated."""
    found = list(commits)
    if not found:
        return []
    return [
        f"git already knows {len(found)} of these, since commit {found[0]}: its history still shows them to everyone who has a copy",
        "before sharing: write them to a file outside the study, one a line, and run"
        " `git filter-repo --replace-text FILE` on a fresh clone, or start a new repository from the files as they are now",
        "after sharing: that does not reach copies that others have; ask them to delete theirs, and tell your ethics committee",
    ]
