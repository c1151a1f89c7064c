"""The words of mixed methods: how strands relate and why, and the columns of joint displays."""

from __future__ import annotations

from qualitative.i18n import catalogue, pick, say

__all__ = ["joint_columns", "joint_word"]

TEXTS = catalogue("reports")
# the columns of each display, in order
_COLUMNS = {
    "side-by-side": ("topic", "case", "value", "segments", "reading"),
    "pillar": ("values", "cases", "pillar", "codes", "passage"),
}


def joint_columns(form: str, language: str, case: str, cases: str) -> tuple[str, str, str, str, str]:
    """The names of the columns of a joint display; `case` and `cases` are what the study calls them.

    >>> joint_columns("side-by-side", "en", "School", "Schools")[:2]
    ('Topic', 'School')
    """
    keys = (f"mixed.columns.{form}.{key}" for key in _COLUMNS[form])
    one, two, three, four, five = (say(TEXTS[key], language, case=case, cases=cases.lower()) for key in keys)
    return one, two, three, four, five


def joint_word(kind: str, key: object, language: str) -> str:
    """The word for a reading, a reason and the like; an unknown key is shown as it is.

    >>> joint_word("reading", "contradict", "en")
    'contradict'
    """
    return pick(TEXTS.get(f"mixed.{kind}.{str(key).lower()}"), language) or str(key)
