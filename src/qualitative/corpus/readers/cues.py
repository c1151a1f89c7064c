"""Captions as lines `[from - until] <v Speaker>text`, which the recogniser reads like any transcript. Pure.

Read here, by lines, since the files of tools break the rules: blank lines inside a caption, captions that roll, names with commas.
"""

from __future__ import annotations

import html
import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qualitative.text.recognising.accounting import Aside
from qualitative.text.recognising.times import clock
from qualitative.text.recognising.words import is_code, is_name

__all__ = ["Caption", "cue_lines", "parse_cues", "rolls", "words_before"]

_STAMP = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,:]\d{1,3})?"
_TIMES = re.compile(
    rf"[ \t]{{0,8}}(?P<start>{_STAMP})[ \t]{{1,4}}-->[ \t]{{1,4}}(?P<end>{_STAMP})(?:[ \t].{{0,200}})?$"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,80})?\s{1,3}([^>\n]{1,100})>", re.IGNORECASE)
_NAMED = re.compile(r"(?=\D{0,90}\d)[\w-]{1,80}(?:/[\w-]{1,20})?")
_TAG = re.compile(r"</?[a-z][^>\n]{0,80}>|<\d[\d:.]{3,20}>|\{\\[^}\n]{0,40}\}", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:>>[ ]?)?(?:\[(?P<in>[^\[\]:\n]{1,63})\]|\((?P<round>[^()\n:]{1,40})\)|(?P<name>[^\W_+][^:\n<>]{0,62}|\+?\d[\d \-()]{5,20})):?(?<=[:\])])[ \t]{1,4}|[-–] ?|>> ?"
)


@dataclass(slots=True)
class Caption:
    """One caption: where it stands, its times, and its lines as written."""

    line: int
    start: str
    end: str
    text: list[str]


def parse_cues(text: str) -> tuple[list[Caption], list[Aside]]:
    """(captions, what could not be read as one): a caption goes on, over blank lines too, up to the next one's number and times."""
    lines = text.split("\n")
    times = [i for i, line in enumerate(lines) if _TIMES.match(line[:300])]
    cues: list[Caption] = []
    asides = [
        Aside(
            "caption without a valid time",
            " ".join(_payload(lines, i + 1, len(lines)))[:400],
            f"line {i + 1}",
            "captions without a valid time",
        )
        for i, line in enumerate(lines)
        if "-->" in line and not _TIMES.match(line[:300]) and not line.startswith("NOTE")
    ]
    broken = {i for i, line in enumerate(lines) if "-->" in line and not _TIMES.match(line[:300])}
    named = _are_named(lines, times)
    made, notes = _without_name(_after_head(lines[: times[0]]) if times else [], bool(times))
    asides += [
        Aside("note in the caption file", note, "before the first caption", "notes in the caption file")
        for note in (*notes, *made)
    ]
    for place, following in zip(times, [*times[1:], len(lines)], strict=False):
        match = _TIMES.match(lines[place][:300])
        assert match is not None
        stop = min([following, *(b for b in broken if place < b < following)])
        body, notes = _without_name(lines[place + 1 : stop], named and stop < len(lines))
        asides += [
            Aside("note in the caption file", note, f"line {place + 1}", "notes in the caption file") for note in notes
        ]
        cues.append(Caption(place + 1, clock(match["start"]), clock(match["end"]), body))
    return cues, asides


def cue_lines(cues: Sequence[Caption]) -> list[str]:
    """One line for each stretch of one voice; captions that go on with the same voice are joined, rolling ones told once."""
    made: list[tuple[str | None, str, str, list[str]]] = []
    last: str | None = None
    for cue, voice, text in _spoken(cues):
        fresh = voice != last
        sentence = bool(made) and voice is None and made[-1][3][-1].endswith((".", "?", "!", "…"))
        if made and not fresh and not sentence:
            who, start, _, parts = made[-1]
            made[-1] = (who, start, cue.end, [*parts, text])
        else:
            made.append((voice, cue.start, cue.end, [text]))
        last = voice
    return [
        f"[{start} - {end}] {f'<v {voice}>' if voice else ''}{' '.join(parts)}" for voice, start, end, parts in made
    ]


def words_before(text: str, cues: Sequence[Caption]) -> str:
    """What a caption file holds beside times, numbers, names of captions, voices and labels; where captions roll, each line once."""
    labels, lines = _labels(cues), text.split("\n")
    kept: list[str] = []
    head, first = text.startswith("WEBVTT"), True
    named = _are_named(lines, [i for i, line in enumerate(lines) if _TIMES.match(line[:300])])
    for i, line in enumerate(lines):
        head = head and bool(line.strip())
        above = i + 1 < len(lines) and "-->" in lines[i + 1]
        if head or "-->" in line or (above and (named or (line.strip().isdigit() and first))):
            continue
        first = first and not line.strip()
        plain = html.unescape(_TAG.sub("", _VOICE.sub("", line))).strip()
        label, rest = _label_of(plain)
        kept.append(rest if label in labels else plain)
    return "\n".join(dict.fromkeys(kept) if rolls(cues) else kept)


def _spoken(cues: Sequence[Caption]) -> Iterator[tuple[Caption, str | None, str]]:
    """(caption, voice, text) of each stretch; lines that the caption before showed already are left out."""
    shown: list[str] = []
    rolling = rolls(cues)
    labels = _labels(cues)
    voice: str | None = None
    for cue in cues:
        fresh, now = [], []
        for line in cue.text:
            plain = " ".join(html.unescape(_TAG.sub("", _VOICE.sub("", line))).split())
            now.append(plain)
            if plain and not (rolling and plain in shown):
                fresh.append(line)
        shown = now or shown
        voice = None if not labels else voice
        for said, text in _voices(fresh, labels):
            voice = said or (voice if labels and not any(_VOICE.search(line) for line in fresh) else None)
            if text:
                yield cue, voice, text


def rolls(cues: Sequence[Caption]) -> bool:
    """Whether captions scroll, as automatic ones do: most repeat a line of the one before, and some show a new line below it."""
    pairs = again = scrolled = 0
    for before, cue in itertools.pairwise(cues):
        old = [plain for line in before.text if (plain := " ".join(_TAG.sub("", line).split()))]
        new = [plain for line in cue.text if (plain := " ".join(_TAG.sub("", line).split()))]
        pairs += bool(old and new)
        again += bool(set(old) & set(new))
        scrolled += len(new) > 1 and bool(old) and new[0] == old[-1]
    return scrolled > 0 and again * 5 >= pairs * 3


def _labels(cues: Sequence[Caption]) -> frozenset[str]:
    """The labels at the heads of caption lines that come back or look like names."""
    counts: dict[str, int] = {}
    lines = [_TAG.sub("", _VOICE.sub("", line)).strip() for cue in cues for line in cue.text]
    for line in dict.fromkeys(lines) if rolls(cues) else lines:
        name = _label_of(line)[0]
        if name:
            counts[name] = counts.get(name, 0) + 1
    return frozenset(
        name for name, n in counts.items() if is_name(name) or (n >= 2 and (is_code(name) or len(name.split()) <= 5))
    )


def _voices(lines: Sequence[str], labels: frozenset[str]) -> Iterator[tuple[str | None, str]]:
    """(voice or None, text) of each part of a caption: a `<v Name>` opens one, and so does a line with a label."""
    pieces = _VOICE.split("\n".join(lines))
    named: list[tuple[str | None, str]] = [(None, pieces[0])]
    named += [
        (" ".join(name.replace(":", " ").split()), text) for name, text in zip(pieces[1::2], pieces[2::2], strict=True)
    ]
    for voice, part in named:
        found: list[tuple[str | None, str]] = []
        for line in html.unescape(_TAG.sub("", part)).split("\n"):
            text = " ".join(line.split())
            label, rest = _label_of(text)
            if voice is None and label and label in labels:
                found.append((label, rest))
            elif text and found and not (voice is None and re.match(r"[-–>] ?", text)):
                found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
            elif text:
                found.append((voice, text))
        yield from found


def _label_of(text: str) -> tuple[str, str]:
    match = _LABEL.match(text[:120])
    if match is None or not match.lastgroup:
        return "", text
    name = match["in"] or match["round"] or match["name"] or ""
    return " ".join(name.split()), text[match.end() :]


def _are_named(lines: Sequence[str], times: Sequence[int]) -> bool:
    """Whether half of the captions or more bear a number or a name on the line above their times."""
    named = 0
    for place in times:
        above = lines[place - 1].strip() if place else ""
        apart = place < 2 or not lines[place - 2].strip()
        named += above.isdigit() or (apart and _NAMED.fullmatch(above) is not None)
    return named * 2 >= max(len(times), 1)


def _after_head(lines: Sequence[str]) -> list[str]:
    """What stands before the first caption, without the block that begins with WEBVTT."""
    if not lines or not lines[0].startswith("WEBVTT"):
        return list(lines)
    blank = next((n for n, line in enumerate(lines) if not line.strip()), len(lines))
    return list(lines[blank:])


def _without_name(body: Sequence[str], named: bool) -> tuple[list[str], list[str]]:
    """(lines of a caption, notes and styles behind it), without the number or name of the next caption where captions are `named`."""
    kept = list(body)
    while kept and not kept[-1].strip():
        kept.pop()
    if (
        named
        and kept
        and (
            kept[-1].strip().isdigit()
            or ((len(kept) == 1 or not kept[-2].strip()) and _NAMED.fullmatch(kept[-1].strip()))
        )
    ):
        kept.pop()
    made: list[str] = []
    notes: list[str] = []
    inside = False
    for n, line in enumerate(kept):
        if re.match(r"(?:NOTE|STYLE|REGION)(?:\s|$)", line) and (n == 0 or not kept[n - 1].strip()):
            inside = True
            notes.append(line)
        elif not line.strip():
            inside = False
        elif inside:
            notes[-1] += f"\n{line}"
        else:
            made.append(line)
    return made, notes


def _payload(lines: Sequence[str], start: int, stop: int) -> list[str]:
    found = []
    for line in lines[start:stop]:
        if not line.strip() or "-->" in line:
            break
        found.append(line)
    return found
