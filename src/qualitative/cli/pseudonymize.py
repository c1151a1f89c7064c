"""`qualitative pseudonymize`: find what identifies people, decide on each, and replace it everywhere at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from qualitative.text.identifiers import KINDS

__all__ = ["command"]

SHOWN = 3


@click.command("pseudonymize")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME[=PSEUDONYM]",
    help="A name to look for from now on; kept in the key.",
)
@click.option(
    "--yes-to",
    "yes",
    multiple=True,
    type=click.Choice([*KINDS, "all"]),
    help="Replace all of this kind without asking.",
)
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A YAML file: as it is written in the text -> replace, keep, or a pseudonym.")  # fmt: skip
@click.option("--list", "only_list", is_flag=True, help="Only show what is found, in context.")
@click.option("--by", metavar="CODER", help="Who decides. Without it: the study's one human coder.")
def command(
    names: tuple[str, ...], yes: tuple[str, ...], decisions: Path | None, only_list: bool, by: str | None
) -> None:
    """Find NIK and KK numbers, phone numbers, e-mail and postal addresses, dates of birth, and the names of your list; show each
    in context; and replace what you say, in texts, codings, notes, tables, codebook and claims, all at once. Reports in reports/out go.

    The key of the pseudonyms is pseudonyms.key.yaml: git ignores it and only you can read it.
    """
    from qualitative.cli.author import author
    from qualitative.privacy import known_to_git, pseudonymise, read_key, survey, what_to_do
    from qualitative.privacy.survey import elsewhere, named_in_ids
    from qualitative.study import Study

    study = Study.open()
    key = read_key(study.root)
    for name in names:
        wanted, _, pseudonym = name.partition("=")
        key.names[wanted] = pseudonym or key.names.get(wanted)
    found = survey(study.folder, key)
    if only_list or not found:
        _show_all(found)
        return
    _decide(found, key, yes, _read(decisions))
    changed = [sighting for sighting in found if sighting.value in key.given.get(sighting.kind, {})]
    counts = pseudonymise(study.folder, key, by=by or author(study))
    for path, lines in counts.items():
        click.echo(f"{path.relative_to(study.root).as_posix()}: {lines} lines")
    written = [text for sighting in changed for text in sighting.written]
    for place in elsewhere(study.folder, written):
        click.echo(f"still in {place}: make it anew or change it by hand")
    for sentence in named_in_ids(study.folder, key):
        click.echo(sentence)
    for sentence in what_to_do(known_to_git(study.root, written).values()):
        click.echo(sentence, err=True)


def _read(path: Path | None) -> dict[str, str]:
    from qualitative.corpus.files import read_yaml
    from qualitative.errors import PrivacyError

    data = read_yaml(path, PrivacyError) if path else {}
    if not isinstance(data, dict):
        raise PrivacyError(f"{path}:1: decisions map what stands in the text to replace, keep, or a pseudonym")
    return {" ".join(str(text).split()).casefold(): str(decision) for text, decision in data.items()}


def _show_all(found: list[Any]) -> None:
    for sighting in found:
        _show(sighting)
    click.echo(f"{len(found)} to decide on" if found else "nothing that identifies people was found")


def _show(sighting: Any) -> None:
    click.echo(f"{sighting.kind}: {' / '.join(sighting.written)}")
    for place, context in sighting.places[:SHOWN]:
        click.echo(f"  {place} {context}")
    if len(sighting.places) > SHOWN:
        click.echo(f"  and {len(sighting.places) - SHOWN} more places")


def _decide(found: list[Any], key: Any, yes: tuple[str, ...], decisions: dict[str, str]) -> None:
    """Ask for each that is neither decided in the key, nor by --yes-to, nor in the file; write the answers into the key."""
    always = set(yes)
    for sighting in found:
        ways = [" ".join(text.split()).casefold() for text in sighting.written]
        answer = next((decisions[way] for way in [*ways, sighting.value] if way in decisions), None)
        if answer is None and (sighting.value in key.given.get(sighting.kind, {}) or {sighting.kind, "all"} & always):
            answer = "replace"
        if answer is None:
            _show(sighting)
            answer = click.prompt("replace, keep, all of this kind, later, or a pseudonym", default="replace")
        if answer == "all":
            always.add(sighting.kind)
        if answer == "keep":
            key.keep(sighting.kind, sighting.value)
        elif answer != "later":
            key.give(sighting.kind, sighting.value, None if answer in ("replace", "all") else answer)
