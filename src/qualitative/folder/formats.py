"""The versions of a study's files: which there are, what one of format 1 means by what it leaves unsaid, and who may write."""

from __future__ import annotations

from collections.abc import Mapping

from qualitative.errors import StudyError
from qualitative.folder.declared import CaseWords, CodeClass, Count
from qualitative.folder.values import MARK, wrong
from qualitative.model import Coder

__all__ = ["FORMAT", "LANGUAGES_1", "check_writable", "format_of", "usual_case", "usual_classes", "usual_count"]

FORMAT = 2
# what a study of format 1 means that names no languages
LANGUAGES_1 = ("id", "en")
# what release 0.1.0 took for granted of every study; later formats say such things, or they do not exist
_CASE_1 = CaseWords({"id": "kabupaten", "en": "district"}, "national")
_CLASSES_1 = {"domain": ("policy", "human-resources", "budget"), "valence": ("barrier", "enabler", "neutral")}


def format_of(value: object) -> int:
    """The format that study.yaml says; none is 1. Raises StudyError for one that this version does not know."""
    if value is None:
        return 1
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise wrong(f"format {str(value)[:40]!r} is no number; write `format: {FORMAT}`")
    if value > FORMAT:
        raise wrong(f"format {value} was written by a newer version; update qualitative")
    return value


def check_writable(format: int) -> None:
    """Raises StudyError where a study is of an older format, which is read but no longer written."""
    if format < FORMAT:
        raise StudyError(
            f"{MARK} is of format {format}, which is read but no longer written, so nothing was changed;"
            " run `qualitative migrate` once (it keeps a copy), then try again"
        )


def usual_case(format: int) -> CaseWords:
    """The words for a case where the study says nothing."""
    return _CASE_1 if format == 1 else CaseWords()


def usual_classes(format: int) -> dict[str, CodeClass]:
    """The classes of codes where the study says nothing."""
    found = _CLASSES_1 if format == 1 else {}
    return {
        name: CodeClass(
            name, dict.fromkeys(LANGUAGES_1, name), {one: dict.fromkeys(LANGUAGES_1, one) for one in values}
        )
        for name, values in found.items()
    }


def usual_count(format: int, coders: Mapping[str, Coder]) -> Count:
    """Whose codings count where the study says nothing: in format 1 every model too, or the consensus alone where one is kept."""
    models = [coder.id for coder in coders.values() if coder.kind == "model"]
    if format > 1:
        return Count()
    return Count(models=("consensus",) if "consensus" in models else tuple(models))
