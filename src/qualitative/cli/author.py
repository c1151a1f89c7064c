"""Who acts, where a command is not told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from qualitative.folder.settings import persons

if TYPE_CHECKING:
    from qualitative.study import Study

__all__ = ["author"]


def author(study: Study) -> str:
    """The study's one human coder. Raises a usage error that names the choices where there are several or none."""
    people = persons(study.settings)
    if len(people) != 1:
        raise click.UsageError(f"say who you are: --by {' or --by '.join(people) or 'CODER'}")
    return people[0]
