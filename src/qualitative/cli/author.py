"""Who acts, where a command is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualitative.folder.acting import CODER, who_acts
from qualitative.folder.settings import persons

if TYPE_CHECKING:
    from qualitative.study import Study

__all__ = ["author"]


def author(study: Study) -> str:
    """Who acts (see `folder.acting`). Raises a usage error that names the choices where it is unclear."""
    who = who_acts(study.folder)
    if who is None:
        people = persons(study.settings)
        once = f", or once and for all here: export {CODER}={people[0]}" if people else ""
        raise click.UsageError(f"say who you are: --by {' or --by '.join(people) or 'CODER'}{once}")
    return who
