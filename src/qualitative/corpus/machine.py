"""What is kept on a person's machine and not in a study: where, and a secret that tells what was derived here from what came along."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

__all__ = ["STATE", "machine_secret", "state_folder"]

STATE = "QUALITATIVE_STATE"  # another folder for it
_BYTES = 32


def state_folder() -> Path:
    """The folder, which need not exist yet."""
    if folder := os.environ.get(STATE):
        return Path(folder)
    import platformdirs

    return platformdirs.user_state_path("qualitative", appauthor=False)


def machine_secret() -> bytes:
    """Random bytes that only this person has. A stranger's study can bring a cache along, but none that is named after them.

    Where they can't be kept they last as long as the program: nothing is found again then, and nothing is believed wrongly.
    """
    return _secret(state_folder())


@lru_cache(maxsize=8)
def _secret(folder: Path) -> bytes:
    path, fresh = folder / "secret", secrets.token_bytes(_BYTES)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f".secret.{os.getpid()}.{secrets.token_hex(4)}"
        handle = os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(fresh)
        try:
            os.link(draft, path)  # of two programs that begin at once, the first one's stays
        except OSError:
            if not path.exists():
                draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    with suppress(OSError):
        kept = path.read_bytes()
        return kept if len(kept) == _BYTES else fresh
    return fresh
