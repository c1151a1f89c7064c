"""Is everything sound? Each check yields every problem it finds, as file, line and one sentence; none stops another.

settings.py    study.yaml, its format         codebook.py  history, head, examples
corpus.py      cases, tables, documents       events.py    event files (edits.py: edit scripts)
persons.py     persons, labels, privacy       files.py     conflict marks, personal numbers, stray files
statements.py  notes on one statement         locators.py  evidence against the paper, where it is at hand
standing.py    doubles, nothing marked done
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from qualitative.checks.codebook import check_codebook
from qualitative.checks.corpus import check_cases, check_documents, check_tables
from qualitative.checks.edits import check_edits
from qualitative.checks.events import check_events, check_lost, check_segments
from qualitative.checks.files import check_conflicts, check_git, check_personal_numbers, check_strays
from qualitative.checks.persons import check_labels, check_persons, check_private
from qualitative.checks.problem import BROKEN, Parts, Problem, located
from qualitative.checks.settings import check_classes, check_format, check_settings
from qualitative.checks.standing import check_done, check_doubles
from qualitative.checks.statements import check_statements
from qualitative.errors import QualitativeError

__all__ = ["BROKEN", "CHECKS", "Check", "Parts", "Problem", "find_problems", "located"]

Check = Callable[[Parts], Iterator[Problem]]

# a part of the library above this one adds its own checks by a tuple CHECKS of the same kind; see Study.check
CHECKS: tuple[Check, ...] = (
    check_settings, check_format, check_classes, check_cases, check_tables, check_documents, check_persons, check_labels, check_private,
    check_statements, check_codebook, check_events, check_edits, check_lost, check_segments, check_doubles, check_done,
    check_conflicts, check_personal_numbers, check_strays, check_git,
)  # fmt: skip


def find_problems(parts: Parts, checks: Sequence[Check] = CHECKS) -> list[Problem]:
    """All problems of a study by file and line, each once."""
    found: list[Problem] = []
    for check in checks:
        try:
            found += check(parts)
        except QualitativeError as problem:
            found.append(located(problem))
    # a conflict mark breaks what is around it; the mark itself is what has to go
    marked = {(problem.path, problem.line) for problem in found if problem.sentence.startswith("a conflict mark")}
    kept = [p for p in found if (p.path, p.line) not in marked or p.sentence.startswith("a conflict mark")]
    return sorted(set(kept), key=lambda problem: (problem.path, problem.line, problem.sentence))
