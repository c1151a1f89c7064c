"""A random draw of sentences, or of persons with all that they say, recorded in the study before anyone codes it, so that estimates may rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.corpus.bounded_yaml import dump_yaml
from qualitative.corpus.files import read_yaml, write_text
from qualitative.counting.passages import passages
from qualitative.counting.persons import GROUP
from qualitative.errors import StudyError, did_you_mean
from qualitative.folder.draws import sample_path
from qualitative.model import Document
from qualitative.tagging.sources import sentences_table

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.folder import Folder

__all__ = ["UNITS", "draw_sample", "persons_of", "read_sample"]

UNITS = ("sentence", "person")
_METHODS = {
    "sentence": "simple random sample of sentences without replacement, interviewer's turns left out",
    "person": "simple random sample of persons without replacement, each with every sentence said outside group interviews",
}


def draw_sample(
    folder: Folder,
    name: str,
    size: int = 100,
    seed: int = 0,
    documents: Sequence[str] | None = None,
    unit: str = "sentence",
) -> Path:
    """Draw `size` sentences, or persons, at random without replacement and record them; the file. A recorded draw is never drawn again.

    Without `documents` all that are not simulated are drawn from, or all where there are no others: made-up talk has no share in what was said.
    """
    folder.check_writable()
    if seed < 0:
        raise StudyError(f"seed {seed} is negative; give 0 or more")
    if unit not in UNITS:
        raise StudyError(f"unit {unit!r} is none that is drawn; {did_you_mean(unit, UNITS)}")
    path = sample_path(folder, name)
    if path.exists():
        raise StudyError(f"sample {name} is drawn already, in {path}; draws are not repeated: choose another name")
    chosen = _chosen(folder, documents)
    sentences = sentences_table(chosen)
    whose = persons_of(sentences, chosen)
    persons = sorted(set(whose) - {None})
    choice = persons if unit == "person" else range(len(sentences))
    picked = _picked(size, len(choice), seed, unit)
    rows = picked if unit == "sentence" else _rows_of(whose, {persons[n] for n in picked})
    drawn = [sentences.iloc[row] for row in rows]
    data = {
        "sample": name,
        "method": _METHODS[unit],
        "unit": unit,
        "seed": seed,
        "size": size,
        "of": len(choice),
        "documents": [document.id for document in chosen],
        "texts": {document.id: document.hash for document in chosen},
        **({"persons": [persons[n] for n in picked]} if unit == "person" else {}),
        "sentences": [{"document": r["document"], "start": int(r["start"]), "end": int(r["end"])} for r in drawn],
    }
    write_text(path, dump_yaml(data))
    return path


def _chosen(folder: Folder, documents: Sequence[str] | None) -> list[Document]:
    if documents:  # a document named twice would be drawn from twice
        return [folder.document(one) for one in dict.fromkeys(documents)]
    there = list(folder.documents.values())
    return [one for one in there if one.provenance != "simulated"] or there


def persons_of(sentences: pd.DataFrame, documents: Iterable[Document]) -> list[Any]:
    """Who says each sentence; None for nobody, and in group interviews, where the group is what is counted."""
    table = passages(documents)
    table = table[table["kind_of_document"] != GROUP]
    speaking = dict(iter(table.groupby("document", sort=False)))
    found: list[Any] = []
    for document, start in zip(sentences["document"], sentences["start"], strict=True):
        own = speaking.get(document)
        place = -1 if own is None else int(own["start"].searchsorted(start, "right")) - 1
        person = None if own is None or place < 0 else own["person"].iloc[place]
        found.append(person if isinstance(person, str) else None)
    return found


def _picked(size: int, there: int, seed: int, unit: str) -> list[int]:
    import numpy as np

    if not 0 < size <= there:
        raise StudyError(f"{size} {unit}s can't be drawn from {there}; choose from 1 to {there}")
    found: list[int] = sorted(np.random.default_rng(seed).permutation(there)[:size].tolist())
    return found


def _rows_of(whose: Sequence[Any], persons: set[str]) -> list[int]:
    return [row for row, person in enumerate(whose) if person in persons]


def read_sample(folder: Folder, name: str) -> dict[str, Any]:
    """A recorded draw. Raises StudyError where there is none, or where its sentences are no longer those of the documents."""
    path = sample_path(folder, name)
    if not path.is_file():
        known = [file.stem for file in sorted(path.parent.glob("*.yaml"))]
        raise StudyError(
            f"no sample {name!r}; {did_you_mean(name, known)}; make one with `qualitative sample {name}` before coding"
        )
    data: dict[str, Any] = read_yaml(path, StudyError, folder.root)
    _check_shape(path, data)
    for document, text in data["texts"].items():
        if folder.document(document).hash != text:
            raise StudyError(
                f"{document} was corrected after sample {name} was drawn, so its sentences may lie elsewhere; draw anew"
            )
    _check_sentences(folder, name, data)
    return data


def _check_shape(path: Path, data: Any) -> None:
    wanted: dict[str, type] = {"seed": int, "size": int, "of": int, "documents": list, "texts": dict, "sentences": list}
    wrong = [key for key, kind in wanted.items() if not isinstance(data, dict) or not isinstance(data.get(key), kind)]
    if not wrong and not all(isinstance(e, dict) and {"document", "start", "end"} <= set(e) for e in data["sentences"]):
        wrong = ["sentences"]
    if wrong:
        raise StudyError(
            f"{path} is no recorded draw: {', '.join(wrong)} missing or of another kind; restore it from git"
        )


def _check_sentences(folder: Folder, name: str, data: Mapping[str, Any]) -> None:
    """A newer version of the program may cut sentences at other places; then the draw is none of the sentences that there are now."""
    documents = [folder.document(document) for document in data["documents"]]
    table = sentences_table(documents)
    now = set(zip(table["document"], table["start"], table["end"], strict=True))
    places = [(entry["document"], entry["start"], entry["end"]) for entry in data["sentences"]]
    other = [place for place in places if place not in now]
    if data.get("unit") == "person":
        whose = persons_of(table, documents)
        rows = _rows_of(whose, set(data.get("persons") or ()))
        said = {(table["document"].iloc[row], table["start"].iloc[row], table["end"].iloc[row]) for row in rows}
        if said != set(places) or len(set(whose) - {None}) != data["of"] or len(data["persons"]) != data["size"]:
            raise StudyError(
                f"the persons of sample {name}, or what they say, are no longer those that were drawn from; draw anew under another name"
            )
    elif other or len(table) != data["of"] or len(set(places)) != data["size"]:
        first = f", such as {other[0][0]}:{other[0][1]}-{other[0][2]}" if other else ""
        raise StudyError(
            f"sample {name} was drawn from {data['of']} sentences and there are {len(table)} now, {len(other)} of the drawn ones at other"
            f" places{first}; draw anew under another name"
        )
