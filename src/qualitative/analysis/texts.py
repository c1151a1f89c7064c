"""The texts that go with analyses."""

from __future__ import annotations

from qualitative.i18n import catalogue

__all__ = ["TEXTS"]

TEXTS = catalogue("analysis")
