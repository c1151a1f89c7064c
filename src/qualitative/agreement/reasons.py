"""Why a coefficient or an interval is missing, in the languages of those who read the report."""

from __future__ import annotations

from qualitative.errors import StatisticError
from qualitative.i18n import catalogue

__all__ = ["refusal"]

TEXTS = catalogue("agreement")


def refusal(key: str, /, **words: object) -> StatisticError:
    """The error that says why, by the key of its sentence under `reason` in the catalogues; `words` fill its `{names}`."""
    return StatisticError(TEXTS.each(f"reason.{key}", **words))
