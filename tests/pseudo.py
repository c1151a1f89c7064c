"""A language that does not exist, made from the English catalogues: longer, accented, in brackets. What is not in it was said in code."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from conftest import copy_second
from qualitative.i18n import FOLDERS

PSEUDO = "xx"
ACCENTED = str.maketrans("aeioucnsyAEIOU", "åéîøüçñšýÅÉÎØÜ")
# words that are spelt alike whatever the language, and what a study or its files say themselves
KEPT = re.compile(r"\{[^}]*\}|\*+|https?:\S+|cases\.csv")


def pseudo(text: str) -> str:
    """A text about 40 % longer with accents, its placeholders and marks kept."""
    parts, last = [], 0
    for found in KEPT.finditer(text):
        parts += [text[last : found.start()].translate(ACCENTED), found[0]]
        last = found.end()
    longer = "".join([*parts, text[last:].translate(ACCENTED)])
    return f"‹{longer}{'·' * max(1, round(0.4 * len(text)) - 2)}›"


def changed(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: changed(one) for key, one in value.items()}
    return pseudo(value) if isinstance(value, str) else value


def write_language(folder: Path) -> None:
    """The catalogues of the language `xx` in `folder/xx`."""
    (folder / "xx").mkdir(parents=True)
    for path in sorted(FOLDERS["en"].glob("*.yaml")):
        data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
        data = {"name": "Xx", "locale": "eo"} if path.stem == "language" else changed(data)
        (folder / "xx" / path.name).write_text(
            yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8"
        )


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)
    elif isinstance(value, str):
        yield value


def known_texts(*rooms: str) -> list[str]:
    """What the English and Indonesian catalogues of these rooms say in several words, up to the first placeholder or mark."""
    found = set()
    for language in ("en", "id"):
        for room in rooms:
            data = yaml.safe_load((FOLDERS[language] / f"{room}.yaml").read_text(encoding="utf-8"))
            for text in strings(data):
                found |= {part.strip(" .,;:()") for part in re.split(r"\{[^}]*\}|\*+|\(|\)", text)}
    return sorted(part for part in found if len(part.split()) > 1 and len(part) > 14)


def second_study_in_it(folder: Path) -> tuple[Path, dict[str, str]]:
    """The second study with `xx` for its only language, and the environment that knows the language."""
    write_language(folder / "locales")
    root = copy_second(folder / "study")
    for path in (root / "study.yaml", *(root / "reports").glob("*.yaml")):
        text = path.read_text(encoding="utf-8").replace("languages: [en]", "languages: [xx]")
        path.write_text(re.sub(r"\ben: ", "xx: ", text), encoding="utf-8")
    return root, os.environ | {"QUALITATIVE_LOCALES": str(folder / "locales"), "QUALITATIVE_TRUST": "1"}
