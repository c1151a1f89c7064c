"""Edit scripts: how one text became another, and where a span of the old one lies in the new one. Pure.

A script is a list of (start, end, inserted), ascending, in code points of the old text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import accumulate

__all__ = ["Anchor", "Op", "anchor_at", "apply_script", "carry", "carry_position", "edit_script"]

Op = tuple[int, int, str]
CONTEXT = 32
SIMILAR = 0.7  # below this, two words are different words and not one word with a slip of the pen

BLOCK = 36_000_000  # pairs of letters of a run of lines that were split or joined
LARGEST = 40_000  # pairs of words to compare; a larger block was written anew

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD_AT_END = re.compile(r"\w*\Z")
_WORD_AT_START = re.compile(r"\w*")


@dataclass(frozen=True, slots=True)
class Anchor:
    """A span with its words and what stands around them."""

    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """The anchor of `start:end` in `text`."""
    return Anchor(start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT])


def apply_script(text: str, script: Iterable[Op]) -> str:
    """The new text.

    >>> apply_script("Kanto desa", [(5, 5, "r")])
    'Kantor desa'
    """
    parts, last = [], 0
    for start, end, inserted in script:
        parts += [text[last:start], inserted]
        last = end
    return "".join([*parts, text[last:]])


def edit_script(old: str, new: str) -> list[Op]:
    """The smallest changes that people would see between two texts: by lines, then words, then letters of one word."""
    lines = [_lines(old), _lines(new)]
    script = []
    for a, b, c, d in _whole_runs(_changes(*lines), *lines):
        a_start, a_end = len("".join(lines[0][:a])), len("".join(lines[0][:b]))
        b_start, b_end = len("".join(lines[1][:c])), len("".join(lines[1][:d]))
        script += [(a_start + i, a_start + j, text) for i, j, text in _words(old[a_start:a_end], new[b_start:b_end])]
    return script


def carry(anchor: Anchor, script: Sequence[Op]) -> Anchor | None:
    """Where the words of `anchor` lie after `script`; None when too few of them remain to be sure that it is they.

    Text that was inserted at an edge stays outside, unless it completes a word there.
    """
    kept, added = _kept(anchor, script)
    total = sum(map(str.isalnum, anchor.quote))
    if kept * 2 < total or added > max(kept, 1):
        return None
    start, end = _completed(anchor, script, _start(script, anchor.start), _end(script, anchor.end))
    if end <= start:
        return None
    base, text = _spliced(anchor, script)
    start, end = _trimmed(_between(base, text, start, end), anchor)
    return _between(base, text, start, end) if end > start else None


def carry_position(script: Sequence[Op], position: int) -> int:
    """Where a bare position lies after `script`; inside what was taken out, it goes to the end of what was put in."""
    return _start(script, position) if position else 0


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True) if "\r" not in text else [text]


def _changes(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int, int]]:
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    return [(i, j, k, m) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _whole_runs(
    changes: list[tuple[int, int, int, int]], a: Sequence[str], b: Sequence[str]
) -> list[tuple[int, int, int, int]]:
    """Changes with blank lines alone between them as one, where lines were split or joined: which blank line is which nobody can tell.

    Where that is more than can be compared, they stay apart.
    """
    runs: list[list[tuple[int, int, int, int]]] = []
    for change in changes:
        if runs and not "".join(a[runs[-1][-1][1] : change[0]]).strip():
            runs[-1].append(change)
        else:
            runs.append([change])
    whole: list[tuple[int, int, int, int]] = []
    for run in runs:
        (i, _, k, _), (_, j, _, m) = run[0], run[-1]
        uneven = any(_full(a[x:y]) != _full(b[u:v]) for x, y, u, v in run)
        size = sum(map(len, a[i:j])) * sum(map(len, b[k:m]))
        whole += [(i, j, k, m)] if uneven and size <= BLOCK else run
    return whole


def _full(lines: Sequence[str]) -> int:
    return sum(1 for line in lines if line.strip())


def _words(old: str, new: str) -> list[Op]:
    """The script between two blocks of text: letters where words pair up as slips of the pen, else whole words."""
    a, b = _TOKEN.findall(old), _TOKEN.findall(new)
    starts = [0, *accumulate(map(len, a))]
    pairs: list[tuple[int, int]] = []
    i = k = 0
    for x, y, size in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks():
        if size and not _count(a[x : x + size]):
            continue  # spaces and marks alone are no hold
        pairs += [(i + p, k + q) for p, q in _alike(a[i:x], b[k:y])]
        pairs += [(x + n, y + n) for n in range(size)]
        i, k = x + size, y + size
    gaps = _sturdy(_gaps(pairs, len(a), len(b)), a, b)
    script: list[tuple[int, int, int, str]] = []  # start, end, word of the new text, inserted
    for i, j, k, m in gaps:
        # words written together or apart are the same words
        ops = _letters("".join(a[i:j]), "".join(b[k:m])) if _is_respaced(a[i:j], b[k:m]) else None
        whole = [(0, starts[j] - starts[i], "".join(b[k:m]))]
        script += [(starts[i] + x, starts[i] + y, k, text) for x, y, text in ops or whole]
    for p, q in pairs:
        if a[p] != b[q] and not any(i <= p < j for i, j, _, _ in gaps):
            script += [(starts[p] + x, starts[p] + y, q, text) for x, y, text in _letters(a[p], b[q])]
    # two insertions at one place, the end of a word and what follows it, come in the order of the new text
    return [(start, end, text) for start, end, _, text in sorted(script, key=lambda op: op[:3])]


def _gaps(pairs: list[tuple[int, int]], a: int, b: int) -> list[tuple[int, int, int, int]]:
    gaps, i, k = [], 0, 0
    for x, y in [*pairs, (a, b)]:
        if i < x or k < y:
            gaps.append((i, x, k, y))
        i, k = x + 1, y + 1
    return gaps


def _alike(a: list[str], b: list[str]) -> list[tuple[int, int]]:
    """The best pairing, in order, of words of two runs that are one word with a slip of the pen."""
    if not a or not b or len(a) * len(b) > LARGEST or _is_respaced(a, b):
        return []
    best = [[0.0] * (len(b) + 1) for _ in range(len(a) + 1)]
    alike = [[_likeness(x, y) for y in b] for x in a]
    for i in range(len(a) - 1, -1, -1):
        for k in range(len(b) - 1, -1, -1):
            taken = alike[i][k] + best[i + 1][k + 1] if alike[i][k] else 0.0
            best[i][k] = max(best[i + 1][k], best[i][k + 1], taken)
    pairs, i, k = [], 0, 0
    while i < len(a) and k < len(b):
        if alike[i][k] and best[i][k] == alike[i][k] + best[i + 1][k + 1]:
            pairs.append((i, k))
            i, k = i + 1, k + 1
        elif best[i][k] == best[i + 1][k]:
            i += 1
        else:
            k += 1
    return pairs


def _likeness(x: str, y: str) -> float:
    """From SIMILAR to 1 for two spellings of a word, next to nothing for equal marks and spaces, else 0."""
    if not (x[0].isalnum() and y[0].isalnum()):
        return 0.01 if x == y else 0.0
    x, y = x.casefold(), y.casefold()
    if x == y or (len(x) > 2 and x in y) or (len(y) > 2 and y in x):
        return 1.0
    if min(len(x), len(y)) * 2 < max(len(x), len(y)):
        return 0.0
    ratio = SequenceMatcher(None, x, y, autojunk=False).ratio()
    return ratio if ratio >= SIMILAR else 0.0


def _is_respaced(a: list[str], b: list[str]) -> bool:
    bare = ["".join(filter(str.isalnum, "".join(tokens))).casefold() for tokens in (a, b)]
    return bool(bare[0]) and bare[0] == bare[1]


def _letters(old: str, new: str) -> list[Op]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return [(i, j, new[k:m]) for tag, i, j, k, m in matcher.get_opcodes() if tag != "equal"]


def _sturdy(
    changes: list[tuple[int, int, int, int]], a: Sequence[str], b: Sequence[str]
) -> list[tuple[int, int, int, int]]:
    """Changes joined over the word or two between them, where so much went out and came in around them that they match by chance."""
    joined: list[tuple[int, int, int, int]] = []
    for change in changes:
        joined.append(change)
        while len(joined) > 1:
            (i, j, k, m), (x, y, u, v) = joined[-2:]
            between = _count(a[j:x])
            gone, come = _count(a[i:j]) + _count(a[x:y]), _count(b[k:m]) + _count(b[u:v])
            if between > 2 or between * 2 > min(gone, come):
                break
            joined[-2:] = [(i, y, k, v)]
    return joined


def _count(tokens: Sequence[str]) -> int:
    return sum(1 for token in tokens if token[0].isalnum())


def _kept(anchor: Anchor, script: Sequence[Op]) -> tuple[int, int]:
    """(letters and digits of the quote that remain, those inserted among them)."""
    kept, added = sum(map(str.isalnum, anchor.quote)), 0
    for start, end, inserted in script:
        cut = anchor.quote[max(start - anchor.start, 0) : max(end - anchor.start, 0)]
        kept -= sum(map(str.isalnum, cut))
        if anchor.start <= start and end <= anchor.end and (start, end) not in ((anchor.start,) * 2, (anchor.end,) * 2):
            added += sum(map(str.isalnum, inserted))
    return kept, added


def _start(script: Sequence[Op], position: int) -> int:
    shift = 0
    for start, end, inserted in script:
        if end <= position:
            shift += len(inserted) - (end - start)
        elif start < position:
            return start + shift + len(inserted)
        else:
            break
    return position + shift


def _end(script: Sequence[Op], position: int) -> int:
    shift = 0
    for start, end, inserted in script:
        if start >= position:
            break
        if end > position:
            return start + shift
        shift += len(inserted) - (end - start)
    return position + shift


def _completed(anchor: Anchor, script: Sequence[Op], start: int, end: int) -> tuple[int, int]:
    """Take in letters that were inserted at an edge and complete a word there; leave out words put in place of several at an edge."""
    quote, first, last = anchor.quote, anchor.start, anchor.end
    starts_word = _is_word(quote[:1]) and not _is_word(anchor.before[-1:])
    ends_word = _is_word(quote[-1:]) and not _is_word(anchor.after[:1])
    for a, b, inserted in script:
        if starts_word and (a == b == first or a < first <= b < last) and _is_word(quote[b - first]):
            start -= _length(_WORD_AT_END.search(inserted))
        if ends_word and (a == last or first < a < last < b) and _is_word(quote[a - first - 1]):
            end += _length(_WORD_AT_START.match(inserted))
        if a == first < b < last and not _is_one_word(quote[: b - first], inserted):
            start += len(inserted)
        if first < a < b == last and not _is_one_word(quote[a - first :], inserted):
            end -= len(inserted)
    return start, end


def _length(found: re.Match[str] | None) -> int:
    return len(found[0]) if found else 0


def _is_one_word(old: str, new: str) -> bool:
    """Whether one word, or a part of one, took the place of another."""
    return len(_TOKEN.findall(old)) <= 1 and len(_TOKEN.findall(new)) <= 1


def _spliced(anchor: Anchor, script: Sequence[Op]) -> tuple[int, str]:
    """(where it starts, the text) of the quote and its surroundings after the script."""
    text = anchor.before + anchor.quote + anchor.after
    base = anchor.start - len(anchor.before)
    limit = base + len(text)
    near = [
        (max(a, base) - base, min(b, limit) - base, inserted)
        for a, b, inserted in script
        if a <= limit and (a >= base or b > base)
    ]
    return _end(script, base), apply_script(text, near)


def _between(base: int, text: str, start: int, end: int) -> Anchor:
    i, j = start - base, end - base
    return Anchor(start, end, text[i:j], text[max(0, i - CONTEXT) : i], text[j : j + CONTEXT])


def _trimmed(moved: Anchor, anchor: Anchor) -> tuple[int, int]:
    """Without the space that a deletion left at an edge."""
    start, end, quote = moved.start, moved.end, moved.quote
    if not anchor.quote[:1].isspace():
        start += len(quote) - len(quote.lstrip())
    if not anchor.quote[-1:].isspace():
        end -= len(quote) - len(quote.rstrip())
    return start, end


def _is_word(character: str) -> bool:
    return bool(character) and (character.isalnum() or character == "_")
