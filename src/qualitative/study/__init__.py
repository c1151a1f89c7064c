"""The one object that notebooks hold: a thin facade over the parts below it, one file a part."""

from __future__ import annotations

from qualitative.study.agreeing import AgreeingPart
from qualitative.study.coding import CodingPart
from qualitative.study.corpus import CorpusPart
from qualitative.study.counting import CountingPart
from qualitative.study.exchanging import ExchangingPart
from qualitative.study.privacy import PrivacyPart
from qualitative.study.reporting import ReportingPart
from qualitative.study.suggesting import SuggestingPart

__all__ = ["Study"]


class Study(
    CorpusPart, CodingPart, PrivacyPart, CountingPart, SuggestingPart, AgreeingPart, ReportingPart, ExchangingPart
):
    """A study: its documents, cases, tables, codebook and codings.

    >>> study = Study.open()            # doctest: +SKIP
    >>> study.codings(["coder-a"])      # doctest: +SKIP
    """
