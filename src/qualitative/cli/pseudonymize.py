"""`qualitative pseudonymize`: find what identifies people, decide on each, replace it everywhere at once, and say what is left."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qualitative.text.identifiers import KINDS, PROPOSED
from qualitative.text.wording import number_of

if TYPE_CHECKING:
    from qualitative.privacy import Key, Left, Sighting
    from qualitative.study import Study

__all__ = ["command"]

SHOWN = 3
LATER = "later"
# what people type at a question, which is nobody's pseudonym
_SHORT = dict.fromkeys(("y", "yes", "r"), "replace") | dict.fromkeys(("n", "no", "k"), "keep")


@click.command("pseudonymize")
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="NAME[=PSEUDONYM]",
    help="A name to look for from now on; kept in the key.",
)
@click.option(
    "--keep", "kept", multiple=True, metavar="TEXT", help="A name, or what may be one, that stays and is told no more."
)
@click.option(
    "--yes-to",
    "yes",
    multiple=True,
    type=click.Choice([*KINDS, "all"]),
    help=f"Replace all of this kind without asking; all: whatever has a certain shape, so not {' and '.join(PROPOSED)}.",
)
@click.option("--decisions", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A YAML file: as it is written in the text -> replace, keep, or a pseudonym.")  # fmt: skip
@click.option("--list", "only_list", is_flag=True, help="Only show what is found, in context.")
@click.option("--by", metavar="CODER", help="Who decides. Without it: the study's one human coder.")
def command(
    names: tuple[str, ...],
    kept: tuple[str, ...],
    yes: tuple[str, ...],
    decisions: Path | None,
    only_list: bool,
    by: str | None,
) -> None:
    """Find identity, tax, health, bank and telephone numbers, e-mail, dates of birth, plates, and the names of your list; propose
    addresses and persons named with a title; show each in context; and replace what you say, in texts, codings, notes, tables, codebook,
    claims and imports, all at once. Reports in reports/out go.

    At the end it says what is left of each name, and what may be it too. The key of the pseudonyms is pseudonyms.key.yaml: git ignores it
    and only you can read it.
    """
    from qualitative.cli.author import author
    from qualitative.privacy import may_be, pseudonymise, read_key, survey, write_key
    from qualitative.study import Study

    study = Study.open()
    key = read_key(study.root, study.settings.languages[0])
    _note(key, names, kept)
    found = survey(study.folder, key)
    if not only_list:
        study.folder.check_writable()
    if only_list or not found:
        if (names or kept) and not only_list:
            write_key(study.root, key)
        _list(found, may_be(study.folder, key))
        return
    by = by or author(study)
    _decide(found, key, yes, _read(decisions))
    counts = pseudonymise(study.folder, key, by=by)
    for path, lines in counts.items():
        click.echo(f"{path.relative_to(study.root).as_posix()}: {number_of(lines, 'line')}")
    changed = [sighting for sighting in found if _is_given(sighting, key)]
    _tell_left(study, key, changed, [sighting for sighting in found if sighting not in changed and not key.is_decided(sighting.kind, sighting.value)])  # fmt: skip


def _note(key: Key, names: tuple[str, ...], kept: tuple[str, ...]) -> None:
    from qualitative.errors import PrivacyError
    from qualitative.text.identifiers import folded_value

    for name in names:
        wanted, _, pseudonym = name.partition("=")
        if not any(character.isalnum() for character in wanted):
            raise PrivacyError(f"{name!r} is no name; write --name 'NAME=PSEUDONYM'")
        key.names[wanted.strip()] = pseudonym.strip() or key.names.get(wanted.strip())
    for text in kept:
        key.keep("name", folded_value(text))


def _read(path: Path | None) -> dict[str, str]:
    from qualitative.corpus.files import read_yaml
    from qualitative.errors import PrivacyError
    from qualitative.text.identifiers import folded_value

    data = read_yaml(path, PrivacyError) if path else {}
    if not isinstance(data, dict):
        raise PrivacyError(f"{path}:1: decisions map what stands in the text to replace, keep, or a pseudonym")
    return {folded_value(str(text)): str(decision) for text, decision in data.items()}


def _list(found: list[Sighting], near: list[Left]) -> None:
    for sighting in found:
        _show(sighting)
    _tell_near(near)
    click.echo(f"{len(found)} to decide on" if found else "nothing that identifies people was found")


def _show(sighting: Sighting) -> None:
    click.echo(f"{sighting.kind}: {' / '.join(sighting.written)}")
    for place, context in sighting.places[:SHOWN]:
        click.echo(f"  {place} {context}")
    if len(sighting.places) > SHOWN:
        click.echo(f"  and {number_of(len(sighting.places) - SHOWN, 'more place')}")


def _is_given(sighting: Sighting, key: Key) -> bool:
    kind = "name" if sighting.kind == "person" else sighting.kind
    return sighting.value in key.given.get(kind, {})


def _decide(found: list[Sighting], key: Key, yes: tuple[str, ...], decisions: dict[str, str]) -> None:
    """Ask for each that is neither decided in the key, nor by --yes-to, nor in the file; write the answers into the key."""
    from qualitative.text.identifiers import folded_value

    always = {*yes, *(set(KINDS) - set(PROPOSED) if "all" in yes else ())}
    asking = True
    for sighting in found:
        ways = [folded_value(text) for text in sighting.written]
        answer = next((decisions[way] for way in [*ways, sighting.value] if way in decisions), None)
        if answer is None and (_is_given(sighting, key) or sighting.kind in always):
            answer = "replace"
        if answer is None and asking:
            _show(sighting)
            answer = _ask()
            asking = answer is not None
        if answer == "all":
            always.add(sighting.kind)
        if answer == "keep":
            key.keep(sighting.kind, sighting.value)
        elif answer not in (None, LATER):
            key.hide(
                sighting.kind, sighting.value, sighting.written[0], None if answer in ("replace", "all") else answer
            )


def _ask() -> str | None:
    """What the person says; None where nobody can answer."""
    try:
        said = click.prompt("replace, keep, all of this kind, later, or a pseudonym", default="replace")
    except (click.Abort, OSError, ValueError):
        if sys.stdin is not None and not sys.stdin.closed and sys.stdin.isatty():
            raise
        return None
    return _SHORT.get(said.strip().lower(), said)


def _tell_left(study: Study, key: Key, changed: list[Sighting], undecided: list[Sighting]) -> None:
    """What a person has to look at: what was not decided, what is left, and where pseudonyms can't reach."""
    from qualitative.privacy import AS_IT_IS, known_to_git, left_of, not_asked, what_to_do
    from qualitative.privacy.elsewhere import elsewhere, unread_elsewhere
    from qualitative.privacy.survey import named_in_ids

    left = left_of(study.folder, key)
    stays = [one for one in left if one.how == AS_IT_IS]
    for one in stays:
        click.echo(f"still {one.written!r}: {_where(one)}")
    if not stays:
        click.echo("left as they were written, of all names and numbers of the key: none")
    _tell_near([one for one in left if one.how != AS_IT_IS])
    if undecided:
        said = ", ".join(f"{kind} {count}" for kind, count in _by_kind(undecided).items())
        click.echo(
            f"not decided, so left as they are: {said}; see --list, and answer here, with --decisions or --yes-to"
        )
    written = [text for sighting in changed for text in sighting.written]
    for place in elsewhere(study.folder, written):
        click.echo(f"still in {place}: make it anew or change it by hand")
    if closed := unread_elsewhere(study.folder):
        shown = ", ".join(closed[:SHOWN]) + (", …" if len(closed) > SHOWN else "")
        click.echo(f"not looked through, for it holds no text that can be read: {shown}")
    for sentence in (*what_to_do(known_to_git(study.root, written).values()), *not_asked(study.root)):
        click.echo(sentence, err=True)
    for sentence in named_in_ids(study.folder, key):
        click.echo(sentence)


def _tell_near(near: list[Left]) -> None:
    for one in near:
        click.echo(f"may also be {one.name}: {' '.join(one.written.split())!r} ({one.how}), {_where(one)}")
    if near:
        click.echo("hide such a one too with --name 'TEXT=PSEUDONYM', or leave it for good with --keep TEXT")


def _where(one: Left) -> str:
    rooms = (f"{room} {len(places)} ({', '.join(places[:SHOWN])}{', …' if len(places) > SHOWN else ''})" for room, places in one.rooms.items())  # fmt: skip
    return f"{one.count}: {'; '.join(rooms)}"


def _by_kind(sightings: list[Sighting]) -> dict[str, int]:
    kinds = [sighting.kind for sighting in sightings]
    return {kind: kinds.count(kind) for kind in KINDS if kind in kinds}
