"""Lines of a PDF page put back together: running heads left out, lines joined to paragraphs, hyphens at line ends closed. Pure."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

from qualitative.corpus.readers.broken import mended_labels, mended_times
from qualitative.corpus.readers.raw import PAGE
from qualitative.text.recognising.numbers import counted_lines
from qualitative.text.recognising.openings import openings, time_only
from qualitative.text.recognising.words import is_code, is_field, is_name, key_of, role_of, word_set

__all__ = ["join_lines", "notes_below", "with_gaps", "without_line_numbers", "without_running_heads"]

_OPENS = re.compile(
    r"(?:[\[(]?\d{1,2}:\d{2}(?::\d{2})?[\])]?\s|[^\W\d_][^:.?!,;\n]{0,39}:\s|[-•●▪]\s|\(?\d{1,2}[.)]\s|[a-z][.)]\s)"
)
_PAGE_NUMBER = re.compile(
    r"[-–—\s|]*(?:(?:halaman|hlm\.?|hal\.?|page|pg\.?|seite|página|pág\.?|pagina)\s{0,3}|[ps]\.\s{0,3})?(?:\d{1,4}|[ivxl]{1,7})"
    r"(?:\s{0,3}(?:dari|of|von|de|sur|di|/|\|)\s{0,3}\d{1,4})?[-–—\s|]*",
    re.IGNORECASE,
)
# beginnings whose hyphen is spelling, not a break of the line
_COMPOUNDS = word_set("self ex well half cross non all quasi")
_SOFT = "\xad"
LOW = 10  # lines at the foot of a page that may be footnotes
EDGE = 2  # lines at each end of a page that may be running heads


def without_running_heads(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """(pages, lines left out): first and last lines that come back on most pages, and bare page numbers; of two pages, both."""
    edges: Counter[str] = Counter()
    inside: set[str] = set()
    for page in pages:
        filled = [line for line in page if line.strip()]
        edges.update({_shape(line) for line in (*filled[:EDGE], *filled[-EDGE:])})
        inside.update(_shape(line) for line in filled[EDGE:-EDGE])
    least = max(2, len(pages) // 2 + 1)
    # what stands in the middle of pages too is no running head, but a name or a refrain
    often = {
        shape for shape, count in edges.items() if count >= least and shape not in inside and not _is_speech(shape)
    }
    kept, dropped = [], []
    for page in pages:
        start, end = 0, len(page)
        while start < end and _is_running(page[start], often):
            start += 1
        while end > start and _is_running(page[end - 1], often):
            end -= 1
        dropped += [*page[:start], *page[end:]]
        kept.append(page[start:end])
    return kept, dropped


def notes_below(pages: Sequence[Sequence[str]]) -> list[str]:
    """Lines low on a page that begin with the number that stands right behind a word above: footnotes, it seems.

    >>> notes_below([["A: One nurse.1", "B: Why?", "1The nurse left."]])
    ['1The nurse left.']
    """
    found: list[str] = []
    for page in pages:
        filled = [line.strip() for line in page if line.strip()]
        for n, line in list(enumerate(filled))[-LOW:]:
            mark = re.match(r"(\d{1,2})[ \u00a0]?(?=[^\W\d_])", line)
            behind = re.compile(rf"[^\W\d_][.,;:!?”’\"')]{{0,2}}{mark[1]}(?!\d)") if mark else None
            if behind and any(behind.search(above) for above in filled[:n]):
                found.append(line)
    return found


def with_gaps(lines: Sequence[str], heights: Sequence[float | None]) -> list[str]:
    """The lines, with an empty one before each that stands farther below the one above than most lines do.

    >>> with_gaps(["a", "b", "c", "d"], [90.0, 80.0, 60.0, 50.0])
    ['a', 'b', '', 'c', 'd']
    """
    steps = [a - b for a, b in itertools.pairwise(heights) if a is not None and b is not None and 0 < a - b < 200]
    if len(steps) < 2:
        return list(lines)
    # lines of one paragraph are the closest that come back
    usual = sorted(steps)[len(steps) // 4]
    made = [lines[0]]
    for line, above, here in zip(lines[1:], heights, heights[1:], strict=False):
        if above is not None and here is not None and above - here > usual * 1.25 + 0.5:
            made.append("")
        made.append(line)
    return made


def without_line_numbers(pages: list[list[str]]) -> tuple[list[list[str]], list[str]]:
    """(pages, numbers left out) where most lines of a page are counted, from 1 on or on from the page before."""
    kept, dropped = [], []
    for page in pages:
        counts = counted_lines(page, bare=True)
        if sum(bool(page[n][end:].strip()) for n, end in counts.items()) * 2 < len(counts):
            counts = counted_lines(page)  # numbers alone on their lines count no lines
        if len(counts) * 10 < 6 * sum(bool(line.strip()) for line in page) and len(counts) < 8:
            counts = {}
        dropped += [page[n][:end].strip() for n, end in counts.items()]
        kept.append([line[counts.get(n, 0) :] for n, line in enumerate(page)])
    return kept, dropped


def join_lines(lines: list[str]) -> tuple[list[str], int]:
    """(paragraphs, hyphens closed). A short line, a blank one, a label, a heading (`# `) or a list mark ends a paragraph."""
    lines, broken = mended_labels(mended_times(lines))
    widths = sorted(len(line) for line in lines if line.strip())
    full = widths[int(len(widths) * 0.9)] * 0.75 if widths else 0
    labels, alone = _labels(lines)
    paragraphs: list[str] = []
    hyphens, opens = 0, True
    for place, marked in enumerate(line.strip(" \t") for line in lines):
        line = marked.lstrip(PAGE).strip()
        page = PAGE if marked.startswith(PAGE) else ""
        if not line:
            opens = True
            if page and paragraphs:
                paragraphs[-1] += page
            continue
        above = key_of(line) in alone
        if opens or above or place in broken or line.startswith("#") or _opens(line, labels):
            paragraphs.append(page + line)
        else:
            paragraphs[-1], closed = _joined(paragraphs[-1], line, page)
            hyphens += closed
        # a full line that ends a sentence may still end a paragraph; only a short one surely does
        opens = (
            above or (len(line) < full and line.endswith((".", "?", "!", ":", "”", '"', ")"))) or line.startswith("#")
        )
        if not above and _is_timed_name(line):
            opens = True
    return [_without_soft(paragraph) for paragraph in paragraphs], hyphens


def _labels(lines: Sequence[str]) -> tuple[frozenset[str], frozenset[str]]:
    """(labels that come back before speech, short lines that come back as they are: names above it)."""
    before: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    dashed: Counter[str] = Counter()
    colons: Counter[str] = Counter()
    for line in (line.strip().lstrip(PAGE).strip() for line in lines):
        for opening in openings(line):
            if opening.form == "alone":
                alone[key_of(line)] += len(opening.label.split()) <= 5 and (
                    is_name(opening.label) or is_code(opening.label)
                )
            elif opening.form in ("sign", "at", "wrapped", "bar", "tab", "timed", "arrow", "bold") or (
                opening.form == "dash" and is_code(opening.label)
            ):
                before[key_of(opening.label)] += 1
            elif opening.form == "colon" and len(opening.label.split()) <= 3 and not is_field(opening.label):
                colons[key_of(opening.label)] += 1
            elif opening.form == "dash" and is_name(opening.label):
                dashed[key_of(opening.label)] += 1
    before.update({key: n for key, n in colons.items() if n >= 3})
    often = frozenset(key for key, n in alone.items() if n >= 2)
    if sum(n >= 3 for n in dashed.values()) >= 2:
        before.update(dashed)
    return frozenset(key for key, n in before.items() if n >= 2 and key), often if len(often) >= 2 or any(
        role_of(k) for k in often
    ) else frozenset()


def _opens(line: str, labels: frozenset[str]) -> bool:
    timed = time_only(line)
    if _OPENS.match(line) or (timed and (timed[0].bracket or not line[timed[1] :].strip())):
        return True
    for opening in openings(line):
        if opening.form in ("voice", "colon") and (
            opening.form == "voice" or is_name(opening.label) or is_code(opening.label)
        ):
            return True
        if (
            opening.form in ("sign", "at", "wrapped", "bar", "tab", "timed", "arrow", "bold", "dash", "colon")
            and key_of(opening.label) in labels
        ):
            return True
    return _is_timed_name(line)


def _is_timed_name(line: str) -> bool:
    """`Speaker 1  00:03` on a line of its own."""
    return any(
        opening.form == "alone" and opening.stamp is not None and is_name(opening.label) for opening in openings(line)
    )


def _joined(before: str, line: str, page: str) -> tuple[str, bool]:
    stem = re.search(rf"([^\W\d_]{{1,60}})([-{_SOFT}‐])$", before[-80:])
    if stem is None or not line[0].islower():
        return f"{before} {page}{line}", False
    # Indonesian doubles words: anak-anak, undang-undangan keep their hyphen
    doubled = _is_doubled(stem[1].lower(), re.match(r"[^\W\d_]{0,60}", line.lower())[0])  # type: ignore[index]  # it matches always
    if doubled or stem[1].lower() in _COMPOUNDS:
        return f"{before[:-1]}-{page}{line}", False
    return before[:-1] + page + line, True


def _is_doubled(first: str, second: str) -> bool:
    """anak-anak, bolak-balik (other vowels), sayur-mayur (another beginning).

    >>> _is_doubled("bolak", "balik"), _is_doubled("sayur", "mayur"), _is_doubled("kegi", "atan")
    (True, True, False)
    """
    if len(first) < 3 or len(second) < 3:
        return False
    bones = [re.sub("[aeiou]", "", word) for word in (first, second)]
    return second.startswith(first) or (
        len(first) == len(second) and (first[-4:] == second[-4:] or (bones[0] == bones[1] and len(bones[0]) > 1))
    )


def _without_soft(paragraph: str) -> str:
    """Soft hyphens that show at a blank or a line's end are hyphens; those inside words show nothing."""
    return re.sub(rf"{_SOFT}(?=\s|$)", "-", paragraph).replace(_SOFT, "")


def _shape(line: str) -> str:
    return re.sub(r"\d+", "#", line.strip())


def _is_speech(shape: str) -> bool:
    """Whether an edge line that comes back may be what somebody says: it asks, has a label, or is long."""
    return (
        shape.endswith(("?", "!", "…"))
        or (shape.endswith(".") and len(shape.split()) > 3)
        or len(shape.split()) > 14
        or (shape[:1] in "[(<" and "#:#" in shape)
        or re.match(r"[^\W\d_][^:\n]{0,20}:\s", shape) is not None
    )


def _is_running(line: str, often: set[str]) -> bool:
    return not line.strip() or _shape(line) in often or _PAGE_NUMBER.fullmatch(line.strip()) is not None
