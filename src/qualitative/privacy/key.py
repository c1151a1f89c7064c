"""The researcher's key, `pseudonyms.key.yaml`: names to look for, the pseudonyms given, and what was kept on purpose.

Git ignores it, and only its owner can read it. Without it nobody can undo the pseudonyms, so keep a copy apart from the study.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from qualitative.corpus.files import read_yaml, write_text
from qualitative.errors import PrivacyError
from qualitative.git import repository
from qualitative.i18n import FALLBACK, catalogue
from qualitative.text.identifiers import Identifier, folded_value

__all__ = ["KEY", "Key", "read_key", "write_key"]

KEY = "pseudonyms.key.yaml"
TEXTS = catalogue("privacy")


@dataclass
class Key:
    """`names` to look for, with the pseudonym wished for or None; `given` and `kept` by kind and value."""

    names: dict[str, str | None] = field(default_factory=dict)
    given: dict[str, dict[str, str]] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)
    language: str = FALLBACK  # the study's first; it is not part of the file

    def pseudonym(self, one: Identifier) -> str | None:
        """The pseudonym that was given, if any."""
        return self.given.get(one.kind, {}).get(one.value)

    def is_kept(self, one: Identifier) -> bool:
        """Whether it was decided that this one stays."""
        return one.value in self.kept.get(one.kind, ())

    def give(self, kind: str, value: str, wished: str | None = None) -> str:
        """The pseudonym of a value: the one it has, the one wished for, or the next of its kind."""
        given = self.given.setdefault(kind, {})
        if value not in given:
            wished = wished or next(
                (w for name, w in self.names.items() if kind == "name" and w and _same(name, value)), None
            )
            number = len(given) + 1
            # a name may be a speaker's label, which can't begin with a bracket
            label = TEXTS.say(f"pseudonym.{kind}", self.language)
            given[value] = wished or (f"{label}-{number}" if kind == "name" else f"[{label} {number}]")
        return given[value]

    def hide(self, kind: str, value: str, written: str, wished: str | None = None) -> str:
        """The pseudonym of what was found. A person who was named with a title is looked for as a name from then on, everywhere."""
        if kind != "person":
            return self.give(kind, value, wished)
        self.names.setdefault(written, wished)
        return self.give("name", value, wished)

    def is_decided(self, kind: str, value: str) -> bool:
        """Whether a person said what is to be done with it."""
        return value in self.given.get("name" if kind == "person" else kind, {}) or value in self.kept.get(kind, ())

    def keep(self, kind: str, value: str) -> None:
        """Remember that a value stays as it is."""
        kept = self.kept.setdefault(kind, [])
        if value not in kept:
            kept.append(value)


def read_key(root: Path, language: str = FALLBACK) -> Key:
    """The key of a study whose first language is `language`; empty where there is none. Raises PrivacyError for a wrong one."""
    path = root / KEY
    if not path.exists():
        return Key(language=language)
    data = read_yaml(path, PrivacyError, root) or {}
    if not isinstance(data, dict) or set(data) - {"names", "given", "kept"}:
        raise PrivacyError(f"{KEY}:1: a key holds names, given and kept")
    names: Any = data.get("names") or {}
    if isinstance(names, list):
        names = dict.fromkeys(names)
    if not isinstance(names, dict):
        raise PrivacyError(f"{KEY}: names must be a list of names, or map names to pseudonyms")
    return Key(
        {str(name): wished and str(wished) for name, wished in names.items()},
        data.get("given") or {},
        data.get("kept") or {},
        language,
    )


def write_key(root: Path, key: Key) -> None:
    """Write the key, for its owner alone. Raises PrivacyError where git would take it."""
    path = root / KEY
    _check_ignored(root)
    if not path.exists():
        os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
    path.chmod(0o600)
    data = {"names": key.names, "given": key.given, "kept": key.kept}
    head = "# The key of this study's pseudonyms. Private: git ignores it, nobody else can read it. Keep a copy apart from the study.\n"
    write_text(path, head + yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=120))


def _check_ignored(root: Path) -> None:
    found = repository(root)
    if found is None:
        return  # no git that may be asked, so nothing of ours says what would be committed
    if found.holds(KEY) or not found.ignores(KEY):
        raise PrivacyError(
            f"git does not ignore {KEY}; add a line *.key.yaml to .gitignore (and `git rm --cached {KEY}`) first"
        )


def _same(name: str, value: str) -> bool:
    return folded_value(name) == value
