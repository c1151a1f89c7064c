"""`qualitative migrate`: bring a study of an older format to today's."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from qualitative.migrate import Migration

__all__ = ["command"]


@click.command("migrate")
@click.option("--dry-run", is_flag=True, help="Say what would change, and write nothing.")
def command(dry_run: bool) -> None:
    """Bring a study that an older version made to today's format, in which alone it can be written to.

    Codings, notes, done marks, documents and corrections stay byte for byte; study.yaml keeps its comments; the files that change are
    kept as they were. Started again, it finishes what was interrupted, or takes over what an older version wrote since.
    """
    from qualitative.folder import find_root
    from qualitative.migrate import migrate, plan

    root = find_root()
    steps = [plan(root)] if dry_run else migrate(root)
    steps = [step for step in steps if step.changes]
    for step in steps:
        _tell(step, "would be " if dry_run else "")
    if not steps:
        click.echo("nothing to do: the study is of today's format")
    elif dry_run:
        click.echo("nothing was changed; leave --dry-run out to migrate")
    else:
        click.echo("give it to git as one commit; whoever works on the study needs this version from now on")


def _tell(step: Migration, would: str) -> None:
    """What one step changes, a line a file, and study.yaml line by line."""
    click.echo(f"format {step.start} to {step.end}" if step.end > step.start else "what an older version wrote since")
    for path, data in sorted(step.changes.items()):
        name = path.relative_to(step.root).as_posix()
        verb = "removed" if data is None else "changed" if path.exists() and would else "written"
        count = f", {data.count(chr(10).encode())} operations" if data is not None and path.suffix == ".jsonl" else ""
        click.echo(f"  {name}: {would}{verb}{count}")
        if would and name == "study.yaml" and data is not None:
            _differences(path, data)
    for note in step.notes:
        click.echo(f"  {note}")
    if step.kept is not None:
        where = step.kept.relative_to(step.root).as_posix()
        click.echo(f"  {where}/ keeps these files as they were; git ignores it, delete it when all is well")
    click.echo("  corpus/: codings, notes, documents and corrections are not touched")


def _differences(path: Path, data: bytes) -> None:
    old, new = (text.decode("utf-8").splitlines() for text in (path.read_bytes(), data))
    for line in list(difflib.unified_diff(old, new, lineterm="", n=0))[2:]:
        if not line.startswith("@@"):
            click.echo(f"    {line}")
