"""The parts `classes` and `answers` of `reports/report.yaml`: by which classes a report orders the codes, and which of them ask for an answer."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from qualitative.codebook.tree import Codebook
from qualitative.errors import ReportError, did_you_mean
from qualitative.folder import Settings

__all__ = ["Grouping", "class_of", "parse_grouping", "settled", "themes"]

KEYS = ("by", "split", "show", "figure")


@dataclass(frozen=True)
class Grouping:
    """Codes are parted `by` one class and told apart in each part by another, `split`.

    `show` are the values of `split` that are shown (none: all), `figure` those that the figure draws (none: what is shown). `answers` maps
    classes to the value of the codes that recommendations answer. Empty where nothing is said.
    """

    by: str = ""
    split: str = ""
    show: tuple[str, ...] = ()
    figure: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)


def parse_grouping(classes: Mapping[str, Any], answers: Mapping[str, Any], name: str) -> Grouping:
    """What report.yaml says, its shape checked. Raises ReportError naming the key that is wrong."""
    unknown = next((str(key) for key in classes if key not in KEYS), None)
    if unknown is not None:
        raise ReportError(f"{name}: classes: unknown key {unknown!r}; {did_you_mean(unknown, KEYS)}")
    lists = {}
    for key in ("show", "figure"):
        values = classes.get(key) or ()
        if not isinstance(values, list | tuple):
            raise ReportError(f"{name}: classes: {key} must be a list of values such as [barrier, enabler]")
        lists[key] = tuple(map(str, values))
    return Grouping(
        str(classes.get("by") or ""),
        str(classes.get("split") or ""),
        lists["show"],
        lists["figure"],
        {str(key): str(value) for key, value in answers.items()},
    )


def settled(said: Grouping, settings: Settings, name: str) -> Grouping:
    """What holds for a study: where report.yaml says nothing, the first class parts the codes and the second tells them apart.

    Raises ReportError for a class or value that study.yaml does not declare.
    """
    classes = list(settings.classes)
    by = said.by or next((one for one in classes if one != said.split), "")
    split = said.split or next((one for one in classes if one != by), "")
    for key, one in (("by", said.by), ("split", said.split), *(("answers", one) for one in said.answers)):
        if one:
            _known(one, classes, f"{name}: {key}", "a class of study.yaml")
    values = list(settings.classes[split].values) if split else []
    for value in (*said.show, *said.figure):
        _known(value, values, f"{name}: classes", f"a value of the class {split}")
    for one, value in said.answers.items():
        _known(value, list(settings.classes[one].values), f"{name}: answers", f"a value of the class {one}")
    answers = said.answers
    if not answers and settings.format == 1:
        answers = {"valence": "barrier"}  # so reports of that format had it
    return Grouping(by, split, said.show, said.figure, answers)


def _known(value: str, known: Collection[str], where: str, what: str) -> None:
    if value not in known:
        raise ReportError(f"{where}: {value!r} is not {what}; {did_you_mean(value, known)}")


def class_of(code: str, name: str, codebook: Codebook) -> str:
    """The value of a class that a code bears, or the nearest code above it; empty where none does."""
    return codebook.class_of(code, name) if code in codebook else ""


def themes(
    codebook: Codebook, grouping: Grouping, say: Callable[[str, object], str], *, none: str
) -> dict[str, list[str]]:
    """The codes by the classes that part them and tell them apart: name -> codes, as reports show them.

    `say("value", …)` and `say("code", …)` give the words; `none` names what bears no class. Without classes: the topmost codes, each with
    those below.
    """
    if not grouping.by:
        return {say("code", code): codebook.branch(code) for code in codebook.children(None)}
    found: dict[str, list[str]] = {}
    for _, code in codebook.walk():
        by, split = (class_of(code.id, one, codebook) if one else "" for one in (grouping.by, grouping.split))
        if code.kind == "code" and (by or split) and (not grouping.show or split in grouping.show):
            name = ": ".join([say("value", by) if by else none, *([say("value", split)] if split else [])])
            found.setdefault(name, []).append(code.id)
    return found
