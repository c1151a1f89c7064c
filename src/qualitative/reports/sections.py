"""The public door to the sections of reports, and what a study builds its own with. What stands in `__all__` is promised; where it is made is not.

Each `…_section(draft)` returns a `Section`, which a notebook shows and the last cell gathers into the report. How to write one, and what the
names here do: `docs/sections.md`.
"""

from qualitative.analysis.counts import places_by, results
from qualitative.reports.content.arranging import arranged
from qualitative.reports.content.drawing import drawn
from qualitative.reports.content.grouping import class_of
from qualitative.reports.content.inputs import localised
from qualitative.reports.content.loading import load_sections
from qualitative.reports.content.sections.audit import audit_section
from qualitative.reports.content.sections.brief import brief_section
from qualitative.reports.content.sections.cases import cases_section
from qualitative.reports.content.sections.claims import claims_section
from qualitative.reports.content.sections.classes import classes_section
from qualitative.reports.content.sections.codes import codes_section
from qualitative.reports.content.sections.counts import (
    count_cell,
    notes_below,
    people_cells,
    people_columns,
    people_text,
    quoted,
)
from qualitative.reports.content.sections.draft import Draft, Section
from qualitative.reports.content.sections.first import first_section
from qualitative.reports.content.sections.first_advice import advice_section
from qualitative.reports.content.sections.joint import joint_section
from qualitative.reports.content.sections.lacking import missing_section
from qualitative.reports.content.sections.limits import limits_section
from qualitative.reports.content.sections.participants import participants_section
from qualitative.reports.content.sections.recommendations import answers_section, recommendations_section
from qualitative.reports.content.sections.scope import scope_section
from qualitative.reports.content.sections.why import why
from qualitative.reports.page.inline import escape
from qualitative.reports.page.model import (
    Block,
    Bullets,
    Callout,
    Cell,
    Column,
    FigureBlock,
    Heading,
    Paragraph,
    PassageList,
    TableBlock,
)

__all__ = [
    "Block",
    "Bullets",
    "Callout",
    "Cell",
    "Column",
    "Draft",
    "FigureBlock",
    "Heading",
    "Paragraph",
    "PassageList",
    "Section",
    "TableBlock",
    "advice_section",
    "answers_section",
    "arranged",
    "audit_section",
    "brief_section",
    "cases_section",
    "claims_section",
    "class_of",
    "classes_section",
    "codes_section",
    "count_cell",
    "drawn",
    "escape",
    "first_section",
    "joint_section",
    "limits_section",
    "load_sections",
    "localised",
    "missing_section",
    "notes_below",
    "participants_section",
    "people_cells",
    "people_columns",
    "people_text",
    "places_by",
    "quoted",
    "recommendations_section",
    "results",
    "scope_section",
    "why",
]

_GONE = {
    "barriers_section": "classes_section takes its place",
    "growth_section": "it was one study's own",
    "services_section": "it was one study's own",
}


def __getattr__(name: str) -> object:
    """Say what became of a section that templates of release 0.1.0 call."""
    became = f": {_GONE[name]}; take it out of the template, or use that of a new study" if name in _GONE else ""
    raise AttributeError(f"reports have no {name}{became}")
