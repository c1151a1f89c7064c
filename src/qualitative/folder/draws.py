"""Recorded draws in `corpus/samples`: where they lie, and passages that a lone coder codes again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.codings.schema import DoneEvent
from qualitative.corpus.bounded_yaml import dump_yaml
from qualitative.corpus.files import read_yaml, write_text
from qualitative.errors import StudyError, did_you_mean
from qualitative.folder import placing
from qualitative.model import is_id
from qualitative.text.turns import turns_of

if TYPE_CHECKING:
    from qualitative.folder.folder import Folder

__all__ = ["Again", "draw_again", "is_coded_again", "marked_by", "read_again", "sample_path"]

Place = tuple[str, int, int]
AGAIN = "passage"


@dataclass(frozen=True)
class Again:
    """A random part of what `coder` read in round `first`, to be coded again in round `second`; drawn out of so many passages (`of`)."""

    coder: str
    first: int
    second: int
    of: int
    passages: tuple[Place, ...]


def sample_path(folder: Folder, name: str) -> Path:
    """Where the draw `name` is recorded."""
    if not is_id(name):
        raise StudyError(f"sample {name!r} is no id; use a–z, 0–9 and -")
    return folder.corpus / "samples" / f"{name}.yaml"


def draw_again(folder: Folder, name: str, coder: str, size: int, seed: int = 0, round: int | None = None) -> Path:
    """Draw passages at random among those that a coder marked done in a round, to be coded again in a new one; the file.

    Without a `round` it is their newest that is no pilot. Raises StudyError where the draw is there already, or there are fewer passages.
    """
    import numpy as np

    folder.check_writable()
    path, who = sample_path(folder, name), folder.coder(coder).id
    if path.exists():
        raise StudyError(f"sample {name} is drawn already, in {path}; draws are not repeated: choose another name")
    if seed < 0:
        raise StudyError(f"seed {seed} is negative; give 0 or more")
    state = placing.state_of(folder, [who])
    if round is None:
        round = max(
            (mark["round"] for mark in state.done_events if mark["round"] not in folder.settings.pilot), default=1
        )
    read = [place for place in _passages(folder) if _covered(place, state.done.get((who, place[0], round), ()))]
    if not 0 < size <= len(read):
        raise StudyError(
            f"{size} passages can't be drawn from the {len(read)} that {who} marked done in round {round}; choose from 1 to {len(read)}"
        )
    rounds = [mark["round"] for mark in state.done_events] + [coding.round for coding in state.codings.values()]
    picked = sorted(np.random.default_rng(seed).permutation(len(read))[:size].tolist())
    data = {
        "sample": name,
        "method": "simple random sample without replacement of passages that one coder read, to be coded again",
        "unit": AGAIN,
        "coder": who,
        "first": round,
        "second": max(rounds) + 1,
        "seed": seed,
        "size": size,
        "of": len(read),
        "texts": {one: folder.document(one).hash for one in dict.fromkeys(read[n][0] for n in picked)},
        "passages": [dict(zip(("document", "start", "end"), read[n], strict=True)) for n in picked],
    }
    write_text(path, dump_yaml(data))
    return path


def read_again(folder: Folder, name: str) -> Again:
    """A draw of passages to be coded again. Raises StudyError where there is none, or where a text was corrected since."""
    path = sample_path(folder, name)
    if not path.is_file():
        known = [file.stem for file in sorted(path.parent.glob("*.yaml"))]
        raise StudyError(
            f"no sample {name!r}; {did_you_mean(name, known)}; make one with `qualitative sample NAME --again CODER`"
        )
    data: Any = read_yaml(path, StudyError, folder.root)
    try:
        if data["unit"] != AGAIN:
            raise StudyError(
                f"sample {name} is of {data['unit']}s, and nobody codes them again; draw with `--again CODER`"
            )
        for document, text in data["texts"].items():
            if folder.document(document).hash != text:
                raise StudyError(
                    f"{document} was corrected after sample {name} was drawn; draw anew under another name"
                )
        places = tuple((one["document"], int(one["start"]), int(one["end"])) for one in data["passages"])
        found = Again(folder.coder(data["coder"]).id, int(data["first"]), int(data["second"]), int(data["of"]), places)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise StudyError(f"{path} is no recorded draw of passages; restore it from git") from None
    return found


def is_coded_again(folder: Folder, coder: str, round: int) -> bool:
    """Whether a draw says that this round of a coder is a second reading, in which the first one must not show."""
    for path in sorted((folder.corpus / "samples").glob("*.yaml")):
        data: Any = read_yaml(path, StudyError, folder.root)
        if (
            isinstance(data, dict)
            and data.get("unit") == AGAIN
            and (data.get("coder"), data.get("second")) == (coder, round)
        ):
            return True
    return False


def marked_by(marks: list[DoneEvent], again: Again, round: int) -> dict[Place, str]:
    """By drawn passage when the coder first marked it done, blind or not, in a round."""
    found: dict[Place, str] = {}
    for mark in marks:
        if (mark["coder"], mark["round"]) == (again.coder, round) and mark.get("how", "full") == "full":
            for place in again.passages:
                if place[0] == mark["document"] and _covered(place, [(mark["start"], mark["end"])]):
                    found[place] = min(found.get(place, "~"), mark["at"])
    return found


def _passages(folder: Folder) -> list[Place]:
    """The turns and paragraphs that are no interviewer's."""
    return [
        (document.id, turn.start, turn.end)
        for document in folder.documents.values()
        for turn in turns_of(document)
        if turn.role != "interviewer"
    ]


def _covered(place: Place, stretches: Any) -> bool:
    return any(start <= place[1] and place[2] <= end for start, end in stretches)
