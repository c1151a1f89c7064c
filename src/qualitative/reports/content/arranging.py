"""Which sections a report has and in which order: those of its template, as `sections` of `reports/report.yaml` switches, orders and adds to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

from qualitative.errors import ReportError, did_you_mean
from qualitative.reports.content.loading import load_sections
from qualitative.reports.content.sections.draft import Draft, Section

__all__ = ["arranged"]


def arranged(draft: Draft, made: Mapping[str, Section]) -> list[Section]:
    """The sections of a template by name, in the order of `sections` in report.yaml; those that it leaves out are off. Without it all, as they stand.

    `own/shifts.py: shifts_section` in that list adds a section of the study's own. Raises ReportError for a name that the template does not have.
    """
    wanted = draft.inputs.texts.sections
    if not wanted:
        return list(made.values())
    found = []
    for name in wanted:
        if ".py:" in name.replace(" ", ""):
            found.append(_own(draft, name))
        elif name in made:
            found.append(made[name])
        else:
            raise ReportError(
                f"reports/report.yaml: sections: the template has no section {name!r}; {did_you_mean(name, made)}"
            )
    return found


def _own(draft: Draft, name: str) -> Section:
    file, _, function = (part.strip() for part in name.partition(":"))
    module = load_sections(draft.inputs.folder.root, file)
    make = getattr(module, function, None)
    if not callable(make):
        known = [one for one in vars(module) if one.endswith("_section")]
        raise ReportError(
            f"reports/report.yaml: sections: {file} has no function {function!r}; {did_you_mean(function, known)}"
        )
    section = cast("Callable[[Draft], object]", make)(draft)
    if not isinstance(section, Section):
        raise ReportError(
            f"reports/report.yaml: sections: {function} of {file} gives no section; end it with draft.section(…)"
        )
    return section
