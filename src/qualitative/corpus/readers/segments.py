"""JSON of recognisers of speech (Whisper, WhisperX, Google, AWS, Azure, AssemblyAI, Deepgram and the like), of oTranscribe and of chats."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from qualitative.corpus.bounded_json import load_json
from qualitative.corpus.readers.chats import chat, messages_in
from qualitative.corpus.readers.heard import Segment, alike, clock_of, glued, is_mark, said_in, scale_of, who_says
from qualitative.corpus.readers.raw import Raw
from qualitative.errors import ReaderError
from qualitative.text.recognising.accounting import Aside, words_of

__all__ = ["from_json"]

DEPTH = 8
NOBODY_SAID = "?"  # who speaks where the recogniser names others, and nobody here
_PAUSE = 60  # words without a name that make one paragraph


def from_json(text: str, name: str, notes: tuple[str, ...]) -> Raw:
    """The turns of a JSON file. Raises ReaderError where it holds no segments of speech."""
    try:
        tree = load_json(text)
    except (ValueError, RecursionError) as failure:
        raise ReaderError(
            f"{name}: not valid JSON ({str(failure)[:60]}); export vtt, srt or txt from the program that made it"
        ) from None
    if isinstance(tree, dict) and "media" in tree and str(tree.get("text", "")).lstrip().startswith("<"):
        from qualitative.corpus.readers.pandoc import html_raw  # oTranscribe keeps a page

        return html_raw(tree["text"], name, notes)
    if messages := messages_in(tree):
        return chat(messages, notes)
    _named_by_time(tree)
    found: dict[tuple[str, ...], list[Segment]] = {}
    for path, segments in _segments(tree, (), 0):
        _join(found, path, segments)
    lists = list(found.items())
    if not lists:
        raise ReaderError(
            f"{name}: no segments of speech in this JSON; export vtt, srt or txt from the program that made it"
        )
    best = _best([segments for _, segments in lists])
    chosen = lists[best][1]
    whole = max((_words(segments) for _, segments in lists), key=len)
    others = tuple(
        aside for n, (path, segments) in enumerate(lists) if n != best for aside in _beside(path, segments, chosen)
    )
    told = {word for aside in others for word in words_of(aside.text)}
    before = whole if not told else _words(chosen)
    return Raw(
        "\n\n".join(_lines(chosen)), "json", (), (*notes, *_told_of_names(tree, chosen)), asides=others, before=before
    )


def _best(lists: Sequence[Sequence[Segment]]) -> int:
    """Which list to read: one that says who speaks, and of those that hold the same, sentences rather than words."""
    sizes = [len(_words(segments).split()) for segments in lists]
    named = [any(who_says(one) for one in segments) for segments in lists]
    most = max(size for size, is_named in zip(sizes, named, strict=True) if is_named == any(named))

    def rank(n: int) -> tuple[bool, bool, float]:
        enough = sizes[n] >= 0.95 * most
        return named[n], enough, -len(lists[n]) if enough else sizes[n]

    return max(range(len(lists)), key=rank)


def _beside(path: tuple[str, ...], segments: Sequence[Segment], chosen: Sequence[Segment]) -> Iterator[Aside]:
    """Text of another list than the one that is read, such as a summary, where it is not that speech in another form."""
    words = _words(segments)
    have, there = words_of(words), words_of(_words(chosen))
    missing = have - there
    if sum(missing.values()) * 4 > sum(have.values()):
        yield Aside(f"list {'.'.join(path) or 'of texts'} beside the speech", words)


def _lines(segments: Sequence[Segment]) -> list[str]:
    """Paragraphs `[start - end] <v Speaker>speech`; what one speaker says without a break is one."""
    scale = scale_of(segments)
    named = any(who_says(one) for one in segments)
    single = sum(alike(one) for one in segments) * 2 > len(segments)
    made: list[tuple[str, str, str, str]] = []
    for segment in segments:
        said = said_in(segment)
        if not said:
            continue
        mark = is_mark(segment)
        who = who_says(segment) or (NOBODY_SAID if named and not mark else "")
        start, end = clock_of(segment, scale)
        goes_on = bool(made) and (mark or (made[-1][0] == who if named else single and _short(made[-1][3])))
        if goes_on:
            speaker, began, until, before = made[-1]
            made[-1] = (speaker, began, end or until, f"{before}{'' if glued(segment) else ' '}{said}")
        else:
            made.append((who, start, end, said))
    return [
        f"{f'[{start} - {end}] ' if start and end else f'[{start}] ' if start else ''}{f'<v {who}>' if who else ''}{said}"
        for who, start, end, said in made
    ]


def _short(text: str) -> bool:
    """Whether a paragraph of single words goes on: to the end of a sentence, once it is long enough."""
    return text.count(" ") < _PAUSE or text[-1:] not in ".?!"


def _told_of_names(tree: Any, chosen: Sequence[Segment]) -> tuple[str, ...]:
    """What to tell where speech has no speaker, though other speech has one, or the file names speakers elsewhere."""
    without = sum(bool(said_in(one)) and not who_says(one) and not is_mark(one) for one in chosen)
    if not without:
        return ()
    if any(who_says(one) for one in chosen):
        stretch = "1 stretch bears" if without == 1 else f"{without} stretches bear"
        return (f"{stretch} no speaker's name in the file: kept as turns of {NOBODY_SAID} (nobody)",)
    if where := next(_names_apart(tree, (), 0), ""):
        return (f"speakers are named in {where}, apart from the words, and were not read; export vtt or srt instead",)
    return ()


def _names_apart(tree: Any, path: tuple[str, ...], depth: int) -> Iterator[str]:
    """Where mappings name speakers."""
    if depth <= DEPTH and isinstance(tree, dict):
        if any(str(key).lower().startswith("speaker") and not isinstance(tree[key], list | dict) for key in tree):
            yield ".".join(path) or "the file"
        for key, value in tree.items():
            yield from _names_apart(value, (*path, key), depth + 1)
    elif depth <= DEPTH and isinstance(tree, list):
        for item in tree:
            yield from _names_apart(item, path, depth + 1)


def _words(segments: Sequence[Segment]) -> str:
    return " ".join(said_in(one) or "" for one in segments)


def _join(found: dict[tuple[str, ...], list[Segment]], path: tuple[str, ...], segments: list[Segment]) -> None:
    """Lists at one place of the file are one; a last one that repeats all before it, now with speakers (Google), stands for them."""
    before = found.setdefault(path, [])
    if before and any(who_says(one) for one in segments) and _words(before) == _words(segments):
        found[path] = list(segments)
    else:
        before.extend(segments)


def _segments(tree: Any, path: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], list[Segment]]]:
    """(keys that lead there, list) of each list of mappings that hold text; of several ways to hear one stretch the first."""
    if depth > DEPTH:
        return
    if isinstance(tree, list):
        items = tree[:1] if path[-1:] in (("alternatives",), ("nBest",)) else tree
        if items and all(isinstance(item, dict) and said_in(item) is not None for item in items):
            yield path, items
        for item in items:
            yield from _segments(item, path, depth + 1)
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _segments(value, (*path, key), depth + 1)


def _named_by_time(tree: Any) -> None:
    """AWS names speakers in a list of their own: each word is given the name that begins when it does."""
    results = tree.get("results") if isinstance(tree, dict) else None
    if not isinstance(results, dict) or not isinstance(results.get("items"), list):
        return
    labels = results.get("speaker_labels")
    spans = labels.get("segments") if isinstance(labels, dict) else None
    at = {
        item.get("start_time"): item.get("speaker_label")
        for span in (spans if isinstance(spans, list) else ())
        if isinstance(span, dict)
        for item in span.get("items") or ()
        if isinstance(item, dict)
    }
    for item in results["items"]:
        if isinstance(item, dict) and "speaker_label" not in item and at.get(item.get("start_time")):
            item["speaker_label"] = at[item["start_time"]]
