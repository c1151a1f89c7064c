"""The types of what a study gives back, for annotations: `from qualitative.types import Agreement`.

They are data: their fields are read, nothing is made from them by hand but what a method takes (an `Event` of a log, a `Contradiction`).
"""

from __future__ import annotations

from qualitative.agreement.agreed import Agreement
from qualitative.checks import Problem
from qualitative.codebook.contradictions import Contradiction
from qualitative.codebook.tree import Codebook
from qualitative.codings.events import Blind
from qualitative.codings.history import LogEntry
from qualitative.codings.places import Placement
from qualitative.codings.schema import Event
from qualitative.corpus.adding import Addition
from qualitative.corpus.consents import ConsentRegister
from qualitative.counting import Counted
from qualitative.counting.guide import Question
from qualitative.counting.quoting import Chosen
from qualitative.display import Html
from qualitative.exchange.exporting import Exported
from qualitative.exchange.importing import Imported
from qualitative.exchange.losses import Losses
from qualitative.exports.quote import Quote
from qualitative.findings.table import Claims
from qualitative.findings.weighed import Weighed
from qualitative.folder import Folder, Settings
from qualitative.folder.describing import Edited
from qualitative.folder.speaking import Who
from qualitative.model import Code, Coder, Coding, Document, Names
from qualitative.panel.widget import CodingPanel
from qualitative.privacy.paper import Paper
from qualitative.privacy.singling import Singled
from qualitative.query.found import Found
from qualitative.reports.content.mixed import Mixed
from qualitative.reports.sections import Draft
from qualitative.status import Status
from qualitative.study import Study
from qualitative.study.listing import Listing
from qualitative.tagging.evaluation import Evaluation

__all__ = [
    "Addition",
    "Agreement",
    "Blind",
    "Chosen",
    "Claims",
    "Code",
    "Codebook",
    "Coder",
    "Coding",
    "CodingPanel",
    "ConsentRegister",
    "Contradiction",
    "Counted",
    "Document",
    "Draft",
    "Edited",
    "Evaluation",
    "Event",
    "Exported",
    "Folder",
    "Found",
    "Html",
    "Imported",
    "Listing",
    "LogEntry",
    "Losses",
    "Mixed",
    "Names",
    "Paper",
    "Placement",
    "Problem",
    "Question",
    "Quote",
    "Settings",
    "Singled",
    "Status",
    "Study",
    "Weighed",
    "Who",
]
