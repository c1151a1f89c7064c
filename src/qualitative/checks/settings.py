"""`study.yaml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualitative.checks.problem import DOUBTFUL, NEXT, Parts, Problem, line_of, located
from qualitative.corpus.files import read_text
from qualitative.errors import QualitativeError, StudyError, did_you_mean
from qualitative.folder import MARK
from qualitative.folder.formats import FORMAT

__all__ = ["check_classes", "check_format", "check_settings"]


def check_settings(parts: Parts) -> Iterator[Problem]:
    """Whether `study.yaml` can be read, and says what a study needs."""
    try:
        _ = parts.folder.settings
    except QualitativeError as problem:
        found = located(problem)
        yield (
            found
            if re.match(rf"{MARK}:\d+:", str(problem))
            else Problem(MARK, _line(parts, str(problem)), found.sentence)
        )


def check_format(parts: Parts) -> Iterator[Problem]:
    """Whether the study waits for `qualitative migrate`: because it is of an older format, or an older version wrote to it since."""
    if parts.settings is None:
        return
    if parts.settings.format < FORMAT:
        sentence = f"of format {parts.settings.format}, which is read but no longer written; run `qualitative migrate` (it keeps a copy)"
        yield Problem(MARK, 1, sentence, NEXT)
        return
    left = parts.folder.codebook_folder / "changes.yaml"
    if left.is_file():
        sentence = "the history of format 1, which nothing reads any more: an older version wrote it; run `qualitative migrate` to take over what it holds"
        yield Problem(f"{parts.folder.codebook_folder.name}/{left.name}", 1, sentence)


def check_classes(parts: Parts) -> Iterator[Problem]:
    """Classes of codes that `study.yaml` does not name."""
    if parts.settings is None or parts.codebook is None or parts.settings.format == 1:
        return
    declared = parts.settings.classes
    told: set[tuple[str, str]] = set()
    for code in parts.codebook.values():
        for name, value in code.classes.items():
            known = declared[name].values if name in declared else ()
            if value not in known and (name, value) not in told:
                told.add((name, value))
                near = did_you_mean(value, known) if name in declared else did_you_mean(name, declared)
                sentence = f"code {code.id} has {name} {value!r}, which `classes` does not name; {near}"
                yield Problem(MARK, _line(parts, "classes"), sentence, DOUBTFUL)


def _line(parts: Parts, message: str) -> int:
    """The line of the key or coder that a message names."""
    try:
        text = read_text(parts.root / MARK, StudyError, parts.root)
    except StudyError:
        return 1
    named = [
        word for quoted, bare in re.findall(r"'([^']+)'|coder (\w\S*)", message) for word in (quoted, bare) if word
    ]
    first = message.removeprefix(f"{MARK}: ").split(" ")[0]
    return line_of(text, *(rf"^\s*['\"]?{re.escape(word)}['\"]?\s*:" for word in [*named, first]))
