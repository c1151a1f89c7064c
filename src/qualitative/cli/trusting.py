"""The option --trust, and the question that it answers: may the code of this study run?"""

from __future__ import annotations

import sys
from pathlib import Path

import click

__all__ = ["permit", "trust_option"]

trust_option = click.option(
    "--trust", is_flag=True, help="Let the code that this study carries run, now and until it changes."
)


def permit(root: Path, given: bool) -> None:
    """Let the study's code run where `given`, where it is trusted, or where the person at the terminal says so.

    In one's own study code that others changed is named once. Raises TrustError where nobody answers, or says no.
    """
    from qualitative.errors import TrustError
    from qualitative.trust import code_of, require_trust, trust

    if given:
        click.echo(f"trusted until it changes: {trust(root)}", err=True)
        return
    asked = code_of(root)  # what changes while the person looks is not what they said yes to
    try:
        news = require_trust(root)
    except TrustError as refused:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise
        click.echo(str(refused), err=True)
        if not click.confirm("Let it run?", default=False, err=True):
            raise TrustError("nothing was run") from None
        trust(root, asked)
        return
    if news:
        click.echo(f"new or changed since these reports were last made here: {', '.join(news)}", err=True)
