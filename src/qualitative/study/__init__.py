"""The one object that notebooks hold: a thin facade over the parts below it, one file a part.

Opened: folder, settings, codebook, documents, codings
├── CorpusPart · CodingPart · StandingPart · DescribingPart · ExchangingPart
├── SuggestingPart, AgreeingPart ── PanelPart
└── CountingPart ── QueryingPart ── ClaimingPart, with ReportingPart ── PrivacyPart
"""

from __future__ import annotations

from qualitative.study.claiming import ClaimingPart
from qualitative.study.coding import CodingPart
from qualitative.study.corpus import CorpusPart
from qualitative.study.describing import DescribingPart
from qualitative.study.exchanging import ExchangingPart
from qualitative.study.panel import PanelPart
from qualitative.study.privacy import PrivacyPart
from qualitative.study.standing import StandingPart

__all__ = ["Study"]


class Study(CorpusPart, CodingPart, PanelPart, PrivacyPart, ClaimingPart, StandingPart, DescribingPart, ExchangingPart):
    """A study: its documents, cases, tables, codebook and codings.

    >>> study = Study.open()            # doctest: +SKIP
    >>> study.codings("coder-one")        # doctest: +SKIP
    """
