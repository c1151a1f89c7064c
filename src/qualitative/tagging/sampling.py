"""A random draw of sentences, recorded in the study before anyone codes it, so that estimates may rest on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualitative.corpus.bounded_yaml import dump_yaml
from qualitative.corpus.files import read_yaml, write_text
from qualitative.errors import StudyError, did_you_mean
from qualitative.model import is_id
from qualitative.tagging.sources import sentences_table

if TYPE_CHECKING:
    from qualitative.folder import Folder

__all__ = ["draw_sample", "read_sample", "sample_path"]


def sample_path(folder: Folder, name: str) -> Path:
    """Where the draw `name` is recorded."""
    if not is_id(name):
        raise StudyError(f"sample {name!r} is no id; use a–z, 0–9 and -")
    return folder.corpus / "samples" / f"{name}.yaml"


def draw_sample(
    folder: Folder, name: str, size: int = 100, seed: int = 0, documents: Sequence[str] | None = None
) -> Path:
    """Draw `size` sentences at random without replacement and record them; the file. A recorded draw is never drawn again."""
    import numpy as np

    folder.check_writable()
    if seed < 0:
        raise StudyError(f"seed {seed} is negative; give 0 or more")
    path = sample_path(folder, name)
    if path.exists():
        raise StudyError(f"sample {name} is drawn already, in {path}; draws are not repeated: choose another name")
    # a document named twice would be drawn from twice
    chosen = (
        [folder.document(one) for one in dict.fromkeys(documents)] if documents else list(folder.documents.values())
    )
    sentences = sentences_table(chosen)
    if not 0 < size <= len(sentences):
        raise StudyError(f"{size} sentences can't be drawn from {len(sentences)}; choose from 1 to {len(sentences)}")
    rows = sorted(np.random.default_rng(seed).permutation(len(sentences))[:size].tolist())
    drawn = [sentences.iloc[row] for row in rows]
    data = {
        "sample": name,
        "method": "simple random sample of sentences without replacement, interviewer's turns left out",
        "seed": seed,
        "size": size,
        "of": len(sentences),
        "documents": [document.id for document in chosen],
        "texts": {document.id: document.hash for document in chosen},
        "sentences": [{"document": r["document"], "start": int(r["start"]), "end": int(r["end"])} for r in drawn],
    }
    write_text(path, dump_yaml(data))
    return path


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
    table = sentences_table(folder.document(document) for document in data["documents"])
    now = set(zip(table["document"], table["start"], table["end"], strict=True))
    places = [(entry["document"], entry["start"], entry["end"]) for entry in data["sentences"]]
    other = [place for place in places if place not in now]
    if other or len(table) != data["of"] or len(set(places)) != data["size"]:
        first = f", such as {other[0][0]}:{other[0][1]}-{other[0][2]}" if other else ""
        raise StudyError(
            f"sample {name} was drawn from {data['of']} sentences and there are {len(table)} now, {len(other)} of the drawn ones at other"
            f" places{first}; draw anew under another name"
        )
