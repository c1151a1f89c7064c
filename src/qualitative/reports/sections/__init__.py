"""The sections of the two reports, one a file: inputs in, blocks out.

Each `…_section(draft)` returns a `Section`, which a notebook shows and the last cell gathers into the report.
"""

from qualitative.reports.sections.audit import audit_section
from qualitative.reports.sections.barriers import barriers_section
from qualitative.reports.sections.cases import cases_section
from qualitative.reports.sections.claims import claims_section
from qualitative.reports.sections.draft import Draft, Section
from qualitative.reports.sections.growth import growth_section
from qualitative.reports.sections.joint import joint_section
from qualitative.reports.sections.limits import limits_section
from qualitative.reports.sections.recommendations import answers_section, recommendations_section
from qualitative.reports.sections.scope import scope_section
from qualitative.reports.sections.services import services_section

__all__ = [
    "Draft",
    "Section",
    "answers_section",
    "audit_section",
    "barriers_section",
    "cases_section",
    "claims_section",
    "growth_section",
    "joint_section",
    "limits_section",
    "recommendations_section",
    "scope_section",
    "services_section",
]
