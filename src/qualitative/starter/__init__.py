"""A new study: the files that an empty one begins with."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from qualitative.codebook.colours import coloured
from qualitative.codebook.head import write_head
from qualitative.codebook.revising import revise
from qualitative.codings.events import now
from qualitative.corpus.files import read_yaml, write_text
from qualitative.corpus.readers.table import formats_said
from qualitative.errors import StudyError
from qualitative.folder.approach import APPROACHES
from qualitative.i18n import FALLBACK, catalogue, pick
from qualitative.starter.beginning import WHOLE, Beginning, begin
from qualitative.starter.notebooks import notebooks
from qualitative.trust import adopt

__all__ = ["write_study"]

_HERE = Path(__file__).parent
_DOTTED = {"gitignore.txt": ".gitignore", "gitattributes.txt": ".gitattributes"}


_TEXTS = catalogue("starter")


def write_study(
    folder: str | Path,
    title: str | None = None,
    *,
    languages: Sequence[str] = (FALLBACK,),
    coders: Iterable[str] = (),
    case_word: Iterable[str] = (),
    approach: str | None = None,
    whole: str | None = WHOLE,
    codes: bool = False,
) -> Path:
    """Write an empty study into `folder`, which must be new or empty; with two codes to try things with where `codes` is true.

    `coders` are ids or names (none: one person, `me`), `case_word` is what one case is called (a word, or LANG=WORD for each language),
    `approach` one of study.yaml, `whole` the id for documents that speak of all cases, or of none (None: the study has no such id yet).
    Raises StudyError where the folder is not empty, and for what can't be.
    """
    root = Path(folder)
    if root.is_symlink() or (root.exists() and not root.is_dir()):
        raise StudyError(f"{root} is a file; name a new folder")
    inside = sorted(path.name for path in root.iterdir()) if root.exists() else []
    if [name for name in inside if name != ".git"]:
        raise StudyError(f"{root} is not empty ({inside[0]} is in it); name a new folder, or empty this one")
    told = begin(root.resolve().name if title is None else title, languages, coders, case_word, approach)
    try:
        for path, text in _files(told, whole):
            write_text(root / path, text)
        for kept in ("transcripts", "documents", "tables", "codings"):
            write_text(root / "corpus" / kept / ".gitkeep", "")
        write_head(root / "codebook")
        if codes:
            made = coloured(_codes(told.languages), ())
            why = "Codes to try the panel with; edit or retire them."
            revise(root / "codebook", made, by=next(iter(told.coders)), why=why, at=now())
    except OSError as failure:
        raise StudyError(f"{root} can't be written: {failure.strerror or failure}; choose another place") from None
    adopt(root)
    return root


def _codes(languages: Sequence[str]) -> list[dict[str, Any]]:
    """The operations that add the first codes, with their texts in the study's languages."""
    return [
        {
            "op": "add",
            "code": {**code, **{text: _in(f"{code['id']}.{text}", languages) for text in ("name", "definition")}},
        }
        for code in read_yaml(_HERE / "codes.yaml", StudyError)
    ]


def _in(key: str, languages: Sequence[str]) -> dict[str, str]:
    return {language: pick(_TEXTS[key], language) for language in languages}


def _files(told: Beginning, whole: str | None) -> Iterator[tuple[str, str]]:
    """The path and text of each file, with what only this study has in the places that stand for it."""
    own = _own(told, whole)

    def filled(text: str) -> str:
        return re.sub(r"\{[a-z-]+\}", lambda found: own.get(found[0], found[0]), text)

    for place, text in notebooks(told.languages[0]):
        yield place, text.replace("{first-coder}", own["{first-coder}"])
    for path in sorted((_HERE / "files").rglob("*")):
        if path.is_file():
            place = path.relative_to(_HERE / "files").as_posix()
            text = filled(path.read_text(encoding="utf-8"))
            yield _DOTTED.get(place, place), text


def _own(told: Beginning, whole: str | None) -> dict[str, str]:
    """What stands in the place of each `{name}` of the files."""
    word = {**_in("case", told.languages), **told.case_word}
    return {
        "{now}": now(),
        "{formats}": formats_said(),
        "{titles}": "\n".join(f"  {language}: {_quoted(told.title)}" for language in told.languages),
        "{languages}": ", ".join(told.languages),
        "{coders}": "\n".join(_coder(id, name) for id, name in told.coders.items()),
        "{first-coder}": next(iter(told.coders)),
        "{case}": f"{'' if whole else '# '}case: {{word: {_braced(word, quoted=True)}, whole: {whole or WHOLE}}}",
        "{approach}": told.approach,
        "{approaches}": ", ".join(APPROACHES),
        "{texts}": _braced(dict.fromkeys(told.languages, '"…"')),
        "{title}": told.title,
    }


def _coder(id: str, name: str) -> str:
    return f"  {id}: {{kind: human{f', name: {_quoted(name)}' if name != id else ''}}}"


def _quoted(text: str) -> str:
    """A text as YAML takes it, whatever is in it."""
    return json.dumps(text, ensure_ascii=False)


def _braced(texts: Mapping[str, str], *, quoted: bool = False) -> str:
    return "{" + ", ".join(f"{key}: {_quoted(text) if quoted else text}" for key, text in texts.items()) + "}"
