"""A made-up language with longer, accented words between brackets, out of the English catalogue: what is not in it was said elsewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import yaml

from qualitative.i18n import FOLDERS

PSEUDO = "xx"
_ACCENTS = str.maketrans("aeiounAEIOUN", "àéîõüñÀÉÎÕÜÑ")


def write_pseudo(folder: Path, rooms: tuple[str, ...] = ("panel",)) -> Path:
    """A folder for `QUALITATIVE_LOCALES` that holds the language."""
    made = folder / PSEUDO
    made.mkdir(parents=True)
    shutil.copy(FOLDERS["en"] / "language.yaml", made)
    for room in rooms:
        texts = yaml.safe_load((FOLDERS["en"] / f"{room}.yaml").read_text(encoding="utf-8"))
        (made / f"{room}.yaml").write_text(yaml.safe_dump(_changed(texts), allow_unicode=True), encoding="utf-8")
    return folder


def _changed(texts: object) -> object:
    if isinstance(texts, dict):
        return {key: _changed(text) for key, text in texts.items()}
    parts = re.split(r"(\{\w+\})", str(texts))
    plain = "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts)
    return f"[{plain}{' ·' * (1 + len(plain) // 12)}]"
