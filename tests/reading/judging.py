"""How well a file was read, against its truth: turns, roles, times, and words that went without a word said."""

from __future__ import annotations

import re
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

from qualitative import QualitativeError, Study
from qualitative.corpus.preview import Preview, preview
from qualitative.text.turns import turns_of
from reading.generated import Sample
from reading.generated_talk import Said

WORD = re.compile(r"\w+")
UNSEEN = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
TIME = re.compile(r"(?:(\d+)[:.])?(\d{1,2})[:.](\d{2})(?:[.,](\d+))?$")
STUDY = "format: 2\ntitle: Files to try\nlanguages: [id, en]\ncoders:\n  ana: {kind: human}\n"


def words(text: str) -> tuple[str, ...]:
    return tuple(WORD.findall(UNSEEN.sub("", unicodedata.normalize("NFC", text)).casefold()))


def seconds(time: str | None) -> float | None:
    """A time of the corpus in seconds; a date before it does not count."""
    found = TIME.search(time) if time else None
    if not found:
        return None
    hours, minutes, rest, part = found.groups()
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(rest) + float(f"0.{part or 0}")


@dataclass
class Verdict:
    """Counts of one file; `faults` are sentences for whoever mends the reader."""

    turns: int = 0
    right: int = 0
    roles: int = 0
    roles_right: int = 0
    times: int = 0
    times_right: int = 0
    lost: int = 0
    faults: list[str] = field(default_factory=list)


def read_all(samples: Iterable[Sample]) -> list[tuple[Sample, Verdict]]:
    """Each sample as `add` would read it, without an option that tells how; nothing is written."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for name in ("corpus/transcripts", "corpus/documents", "codebook"):
            (root / name).mkdir(parents=True)
        (root / "study.yaml").write_text(STUDY, encoding="utf-8")
        (root / "corpus/cases.csv").write_text("case\nnorth\n", encoding="utf-8")
        study = Study.open(root)
        return [(one, judged(study, one, root)) for one in samples]


def judged(study: Study, sample: Sample, folder: Path) -> Verdict:
    path = folder / sample.name
    path.write_bytes(sample.data)
    try:
        addition = study.add(path, case="north", date="2024-05", dry_run=True)
    except QualitativeError as error:
        verdict = Verdict(turns=len(sample.turns), roles=len(sample.turns), times=clocked(sample.turns))
        verdict.faults.append(f"not read: {error}")
        return verdict
    finally:
        path.unlink()
    document = addition.document
    read = [
        Read(t.speaker or "", document.text[t.start : t.end], seconds(t.timestamp), seconds(t.until))
        for t in turns_of(document)
    ]
    return compare(sample, read, preview(addition))


def clocked(turns: Iterable[Said]) -> int:
    return sum((one.start is not None) + (one.end is not None) for one in turns)


@dataclass(frozen=True)
class Read:
    """A turn as it was read."""

    speaker: str
    text: str
    start: float | None
    end: float | None


def joined(turns: list[Read]) -> list[Read]:
    """Neighbours of one speaker as one: how captions cut a turn is no part of the truth."""
    out: list[Read] = []
    for one in turns:
        if out and out[-1].speaker == one.speaker:
            out[-1] = Read(one.speaker, f"{out[-1].text} {one.text}", out[-1].start, one.end)
        else:
            out.append(one)
    return out


def compare(sample: Sample, read: list[Read], seen: Preview) -> Verdict:
    verdict = Verdict()
    machine = sample.format in ("vtt", "srt", "json")
    if machine:
        read = joined(read)
    lose(sample, read, seen, verdict)
    if sample.voiceless:
        return of_one_voice(sample, read, verdict)
    pairs = aligned(sample.turns, read)
    who = speakers(sample, pairs)
    roles = {one.label: one.role for one in seen.speakers}
    for said, got in pairs:
        verdict.turns += 1
        verdict.roles += 1
        verdict.times += clocked([said])
        if got is None:
            verdict.faults.append(f"no turn for {said.speaker!r}: {said.text[:50]!r}")
            continue
        same_words = words(got.text) in (words(said.text), words(f"{said.text} {said.maybe}"))
        same_speaker = who.get(said.speaker) == got.speaker
        verdict.right += same_words and same_speaker
        verdict.roles_right += roles.get(got.speaker) == said.role
        verdict.times_right += times_right(said, got, machine)
        if not same_words:
            verdict.faults.append(f"words: {said.text[:60]!r} … was read as {got.text[:60]!r} …{got.text[-30:]!r}")
        if not same_speaker:
            verdict.faults.append(f"speaker: {said.speaker!r} was read as {got.speaker!r}")
        if same_speaker and roles.get(got.speaker) != said.role:
            verdict.faults.append(f"role: {said.speaker!r}, {said.role}, was taken as {roles.get(got.speaker)}")
        if times_right(said, got, machine) < clocked([said]):
            verdict.faults.append(f"time: {said.start}-{said.end} was read as {got.start}-{got.end}")
    verdict.turns += max(0, len(read) - len(sample.turns))  # invented ones are wrong ones
    if len(read) != len(sample.turns):
        verdict.faults.append(f"{len(sample.turns)} turns were read as {len(read)}")
    return verdict


def times_right(said: Said, got: Read, machine: bool) -> int:
    """A second of rounding is allowed."""
    pairs = ((said.start, got.start), (said.end, got.end))
    return sum(true is not None and read is not None and abs(true - read) <= 1.01 for true, read in pairs)


def aligned(said: tuple[Said, ...], read: list[Read]) -> list[tuple[Said, Read | None]]:
    """Each turn with what was read in its place: equal words first, then the order between them."""
    ours, theirs = [words(one.text) for one in said], [words(one.text) for one in read]
    out: dict[int, Read] = {}
    for tag, a, a_end, b, b_end in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag in ("equal", "replace"):
            out.update({a + k: read[b + k] for k in range(min(a_end - a, b_end - b))})
    return [(one, out.get(k)) for k, one in enumerate(said)]


def speakers(sample: Sample, pairs: list[tuple[Said, Read | None]]) -> dict[str, str]:
    """The label that each speaker has in what was read: one each, and made of what the file writes."""
    votes = Counter((said.speaker, got.speaker) for said, got in pairs if got is not None)
    who: dict[str, str] = {}
    for (speaker, label), _ in votes.most_common():
        if speaker in who or label in who.values():
            continue
        forms = {"".join(words(form)) for form in sample.names[speaker]}
        forms |= {
            "".join(words(form.split("(")[0])) for form in sample.names[speaker]
        }  # what is in brackets may be told apart
        if sample.nameless or "".join(words(label)) in forms:
            who[speaker] = label
    return who


def of_one_voice(sample: Sample, read: list[Read], verdict: Verdict) -> Verdict:
    """Captions that name nobody: all the words, in order, each once."""
    verdict.turns = 1
    got = words(" ".join(t.text for t in read))
    verdict.right = int(got == words(" ".join(one.text for one in sample.turns)))
    if not verdict.right:
        verdict.faults.append(f"captions without names: the words are not the same ({' '.join(got)[:80]} …)")
    return verdict


def lose(sample: Sample, read: list[Read], seen: Preview, verdict: Verdict) -> None:
    """Words that are neither in the text nor told: speech never leaves; other lines may, if a sentence says so."""
    kept = Counter(words(" ".join([*(t.text for t in read), *(t.speaker for t in read)])))
    kept.update(words(seen.preamble))
    for _, line in seen.lookalikes:
        kept.update(words(line))
    missing = Counter(words(" ".join(one.text for one in sample.turns))) - kept
    verdict.lost = missing.total()
    if missing:
        verdict.faults.append(f"lost of the speech: {' '.join(missing)[:100]}")
    told = " ".join([*seen.unread, *seen.notes]).casefold()
    everything = {*kept, *words(told)}
    for line in (
        *sample.beside,
        *(
            ()
            if sample.nameless or sample.label == "numbered questions"
            else (forms[0] for forms in sample.names.values())
        ),
    ):
        gone = [word for word in words(line) if word not in everything]
        if gone and not re.search(r"\b(head|heads|header|headers|foot|feet|page|pages|e-mail)\b", told):
            verdict.lost += len(gone)
            verdict.faults.append(f"lost beside the speech: {line!r}")
