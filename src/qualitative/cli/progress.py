"""Progress of long work: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["counted"]


@contextmanager
def counted(total: int, what: str) -> Iterator[Callable[[str], None]]:
    """A function to call with the name of each finished piece, `total` in all."""
    from tqdm import tqdm

    with tqdm(
        total=total, desc=what, disable=None, leave=False, bar_format="{desc} {n_fmt}/{total_fmt} {bar} {postfix}"
    ) as bar:

        def done(name: str) -> None:
            bar.set_postfix_str(name)
            bar.update()

        bar.refresh()
        yield done
