"""What git already knows cannot be taken back by changing files; say so, and say what to do."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qualitative.git import refusal, repository

__all__ = ["known_to_git", "not_asked", "what_to_do"]


def known_to_git(root: Path, texts: Iterable[str]) -> dict[str, str]:
    """The texts that some commit of any branch holds, each with its first commit. Empty where git is not asked (`qualitative.git.refusal` says why)."""
    found = repository(root)
    if found is None:
        return {}
    commits = {text: found.first_commit(text) for text in dict.fromkeys(texts)}
    return {text: commit for text, commit in commits.items() if commit}


def not_asked(root: Path) -> list[str]:
    """A sentence where git's past went unread, so that nobody takes silence for a clean history."""
    refused = refusal(root)
    return [f"whether git already knows any of these was not looked up: {refused}"] if refused else []


def what_to_do(commits: Iterable[str]) -> list[str]:
    """Sentences for the researcher, where git knows something that it should not. The texts themselves are not repeated."""
    found = list(commits)
    if not found:
        return []
    return [
        f"git already knows {len(found)} of these, since commit {found[0]}: its history still shows them to everyone who has a copy",
        (
            "before sharing: write them to a file outside the study, one a line, and run"
            " `git filter-repo --replace-text FILE` on a fresh clone, or start a new repository from the files as they are now"
        ),
        "after sharing: that does not reach copies that others have; ask them to delete theirs, and tell your ethics committee",
    ]
