"""Progress of long work: a bar on a terminal, nothing in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

__all__ = ["counted", "progress_bar"]


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


@contextmanager
def progress_bar(is_silent: bool) -> Iterator[Callable[[int, int, str], None]]:
    """A bar on a terminal that appears with the first of many pieces."""
    from tqdm import tqdm

    with tqdm(
        total=0,
        disable=True if is_silent else None,
        leave=False,
        bar_format="{desc} {n_fmt}/{total_fmt} {bar} {postfix}",
    ) as bar:

        def done(number: int, total: int, name: str) -> None:
            bar.total = total
            bar.n = number
            bar.set_postfix_str(name[:40], refresh=False)
            bar.update(0)

        yield done
