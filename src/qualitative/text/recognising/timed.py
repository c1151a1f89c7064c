"""Paragraphs that begin with a time where no label says who speaks: captions without names, notes with a clock. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from qualitative.text.recognising.accounting import Aside, balance, numbered
from qualitative.text.recognising.lines import Line
from qualitative.text.turns import parse_paragraphs

__all__ = ["timed_paragraphs"]


def timed_paragraphs(text: str, lines: Sequence[Line]) -> tuple[str, tuple[int, ...], tuple[Aside, ...]] | None:
    """(text with `[HH:MM:SS-HH:MM:SS] ` before each paragraph that has a time, the line on which each paragraph opens, the numbers that
    stood before times).

    None unless half of the paragraphs begin with a time, or where a word would be lost. A clock of two numbers stays as it is written.
    """
    opening = {index for index, line in enumerate(lines) if _is_timed(line)}
    tight = all(not line.empty for line in lines[:-1])
    blocks = sum(line.new_block for line in lines)
    opened = sum(lines[index].new_block or _is_below_time(lines, index) for index in opening)
    if opened * 2 < max(blocks, 1) and not (tight and len(opening) * 2 >= len(lines)):
        return None
    made: list[str] = []
    heads: list[str] = []
    begins: list[int] = []
    waiting = ""
    for index, line in enumerate(lines):
        if index in opening and (tight or line.new_block or _is_below_time(lines, index)):
            stamp, end = line.stamp or (None, 0)
            assert stamp is not None
            heads += [line.count, line.text[:end]]
            waiting = _written(line)
            rest = line.text[end:].strip()
            if not rest:
                continue
            made += ["", f"{waiting}{rest}"] if made and made[-1] else [f"{waiting}{rest}"]
            begins.append(line.number)
        elif waiting and line.empty:
            continue  # a time in a paragraph of its own belongs to the next one
        else:
            begins += [line.number] if line.text.strip() and (waiting or not made or not made[-1]) else []
            made += ["", f"{waiting}{line.text}"] if waiting and made and made[-1] else [f"{waiting}{line.text}"]
        waiting = ""
    body = "\n".join(made).strip("\n") + "\n"
    spoken = [body[turn.start : turn.end] for turn in parse_paragraphs(body)]
    counts = tuple(numbered(lines[index].count) for index in sorted(opening) if lines[index].count)
    return (body, tuple(begins), counts) if balance(text, spoken, heads).even else None


def _is_timed(line: Line) -> bool:
    if line.stamp is None or (line.count and not line.only_time) or line.stamp[0].date:
        return False
    stamp = line.stamp[0]
    return stamp.bracket == "[" or stamp.until is not None or line.text[stamp.begin : stamp.end].count(":") == 2


def _is_below_time(lines: Sequence[Line], index: int) -> bool:
    return index > 0 and lines[index - 1].empty


def _written(line: Line) -> str:
    assert line.stamp is not None
    stamp = line.stamp[0]
    written = line.text[stamp.begin : stamp.end].strip("[]() \t")
    short = stamp.until is None and written.count(":") == 1 and written.replace(":", "").isdigit()
    until = f"-{stamp.until}" if stamp.until else ""
    return f"[{written}] " if short else f"[{stamp.start}{until}] "
