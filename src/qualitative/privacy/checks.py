"""What `qualitative check` says of consent: who withdrew and is still there, whom nobody may analyse, what machines read unasked."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.checks.problem import DOUBTFUL, Parts, Problem
from qualitative.codings.events import now
from qualitative.codings.log import event_paths
from qualitative.errors import QualitativeError
from qualitative.folder import placing
from qualitative.privacy.guards import barred_in, people, register
from qualitative.privacy.registering import REPLIES, read_replies
from qualitative.text.wording import number_of

__all__ = ["CHECKS", "check_consents", "check_machines", "check_replies"]


def _can_be_asked(parts: Parts) -> bool:
    """Whether settings, documents and persons can be read; where not, the checks on these say so."""
    try:
        return bool(parts.folder.settings and parts.folder.documents is not None and parts.folder.persons is not None)
    except QualitativeError:
        return False


def check_consents(parts: Parts) -> Iterator[Problem]:
    """Persons whose material must not be there, or not any longer."""
    if not _can_be_asked(parts):
        return
    folder = parts.folder
    known, table = register(folder), people(folder)
    for person, documents in table["documents"].items():
        record = known.records.get(str(person))
        if not documents:
            continue
        place = folder.documents[documents[0]].path
        if record is not None and record.withdrawn is not None:
            yield Problem(place, 1, f"{person} withdrew on {record.withdrawn}, but what they said is here; take it out with `qualitative withdraw {person}`")  # fmt: skip
        elif not known.may(str(person), "analysis"):
            yield Problem(place, 1, f"{person} did not agree to analysis, but speaks here; note a consent with `qualitative privacy consent`, or take them out with `qualitative withdraw`")  # fmt: skip
    spoken = [str(person) for person, documents in table["documents"].items() if documents]
    for person in known.overdue(spoken, now()[:10]):
        sentence = f"{person} was promised that their words are kept until {known.kept_until(person)}; take them out with `qualitative withdraw {person}`"
        yield Problem(folder.documents[table["documents"][person][0]].path, 1, sentence, DOUBTFUL)


def check_machines(parts: Parts) -> Iterator[Problem]:
    """Codings of models on the words of persons who did not agree to machines."""
    if not _can_be_asked(parts):
        return
    folder = parts.folder
    models = [coder.id for coder in folder.settings.coders.values() if coder.kind == "model"]
    barred = barred_in(folder, "machine") if models else {}
    for path in event_paths(folder.codings_folder) if barred else ():
        if path.parent.name not in models or path.stem not in barred:
            continue
        persons = sorted({one.person for one in barred[path.stem]})
        coded = placing.state_of(folder, [path.parent.name]).codings.values()
        on = [c for c in coded if c.document == path.stem and any(c.start < b.end and b.start < c.end for b in barred[path.stem])]  # fmt: skip
        if on:
            sentence = f"{number_of(len(on), 'coding of a model lies', 'codings of a model lie')} on words of {', '.join(persons)}, who did not agree to be read by machines"
            yield Problem(path.relative_to(folder.root).as_posix(), 1, sentence, DOUBTFUL)


def check_replies(parts: Parts) -> Iterator[Problem]:
    """Every line of the replies, and that they are persons'."""
    if not _can_be_asked(parts):
        return
    known = set(people(parts.folder).index)
    for reply in read_replies(parts.folder):
        if reply.person not in known:
            yield Problem(f"corpus/{REPLIES}", 1, f"{reply.person[:40]!r} answered, but is not in the study", DOUBTFUL)


CHECKS = (check_consents, check_machines, check_replies)
