"""Which column of a table holds what: times, numbers, speakers, speech, by what stands in the cells. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qualitative.text.recognising.around import ends_sentence
from qualitative.text.recognising.shapes import LABEL_LIMIT
from qualitative.text.recognising.times import stamp_at
from qualitative.text.recognising.words import asks, is_field, key_of, role_of, word_set

__all__ = ["Columns", "columns_of", "is_head"]

_HEADS = word_set(
    "speaker speakers penutur pembicara nama name waktu time timespan timestamp start end no nr number"
    " turn line baris giliran content text teks isi ucapan utterance speech transcript transkrip"
    " transkripsi kata pernyataan who siapa notes catatan kode code codes komentar comment comments"
    " sprecher zeit inhalt hablante tiempo contenido texto locuteur temps contenu texte duration durasi"
    " beginning mulai selesai begin pertanyaan jawaban question answer questions answers q a frage antwort"
    " pregunta respuesta réponse"
)

# what a head calls the column of speakers, and that of speech
_SPEAKER = ("speaker", "penutur", "pembicara", "nama", "name", "who", "siapa", "sprecher", "hablante", "locuteur")
_SPEECH = (
    "content", "text", "teks", "isi", "ucapan", "speech", "utterance", "transkrip", "transcript", "inhalt", "texto", "texte", "pernyataan",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """The places of the columns of a transcript; `left` are numbers and notes."""

    speech: int
    speaker: int | None = None
    times: tuple[int, ...] = ()
    left: tuple[int, ...] = ()  # numbers and notes


def is_head(first: Sequence[str], rest: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names the columns: words of heads, which do not come back below as a speaker's name does."""
    named = [cell.strip().lower().rstrip(".:") for cell in first if cell.strip()]
    if not named or any(len(cell.split()) > 4 or asks(cell) for cell in named):
        return False
    known = sum(any(word in _HEADS for word in re.findall(r"[^\W\d_]+", cell)) for cell in named)
    # a head's words do not come back below, as a speaker's do
    again = sum(
        any(row[i].strip().lower() == cell.strip().lower() for row in rest)
        for i, cell in enumerate(first)
        if cell.strip() and i < len(rest[0])
    )
    return known * 2 >= len(named) and not again


def columns_of(rows: Sequence[Sequence[str]], head: Sequence[str] | None) -> Columns | None:
    """Which column holds what, by what stands in the cells; None where no column names speakers."""
    if len(rows) < (2 if head is not None else 3) or _is_survey(rows, head):
        return None
    cells = [[row[i] for row in rows if row[i]] for i in range(len(rows[0]))]
    times = tuple(i for i, column in enumerate(cells) if _are_times(column))
    rest = [i for i, column in enumerate(cells) if column and i not in times and not _are_numbers(column)]
    who = [i for i in rest if _names_speakers(cells[i], _said(head, i))]
    if len(rest) < 2 or not who:
        return None
    words = {i: sum(len(cell.split()) for cell in cells[i]) / len(cells[i]) for i in who}
    speaker = max(who, key=lambda i: (_says(head, i, _SPEAKER), -words[i]))
    spoken = [i for i in rest if i != speaker]
    speech = max(spoken, key=lambda i: (_says(head, i, _SPEECH), sum(len(cell) for cell in cells[i])))
    if not (times or head is not None or any(map(role_of, cells[speaker])) or any(map(asks, cells[speech]))):
        return None  # nothing shows that people talk
    left = tuple(i for i in range(len(cells)) if i not in (*times, speaker, speech))
    return Columns(speech, speaker, times, left)


def _is_survey(rows: Sequence[Sequence[str]], head: Sequence[str] | None) -> bool:
    """Whether questions head the columns, in a table whose first row was not taken for a head."""
    if head is not None or len(rows[0]) <= 3:
        return False
    return sum(map(asks, rows[0])) > sum(asks(cell) for row in rows[1:] for cell in row)


def _are_times(column: Sequence[str]) -> bool:
    return bool(column) and sum(map(_is_time, column)) >= 0.6 * len(column)


def _are_numbers(column: Sequence[str]) -> bool:
    return all(re.fullmatch(r"\W*\d{1,5}\W*", cell) for cell in column)


def _names_speakers(cells: Sequence[str], head: str) -> bool:
    """Few different short cells that come back, and are no sentences or amounts."""
    keys = [key_of(cell.rstrip(":")) for cell in cells]
    different = set(keys)
    if any(
        len(cell) > LABEL_LIMIT + 1
        or "\n" in cell
        or cell.endswith(("?", "!"))
        or ends_sentence(cell.rstrip(": "))
        or not re.search(r"[^\W\d_]|\?|(?:\d\W{0,2}){7}", cell)
        for cell in cells
    ):
        return False
    if all(is_field(cell) for cell in cells) or any(len(cell.split()) > 9 for cell in cells):
        return False
    if len(different) < 2:
        return bool(head and role_of(head)) or head in ("speaker", "name", "nama", "pembicara")
    return len(different) <= len(cells) // 2 + 1


def _said(head: Sequence[str] | None, i: int) -> str:
    return head[i].strip().lower() if head else ""


def _says(head: Sequence[str] | None, i: int, words: Sequence[str]) -> bool:
    return any(word in _said(head, i) for word in words)


def _is_time(cell: str) -> bool:
    stamp = stamp_at(cell.strip())
    return (stamp is not None and stamp.end >= len(cell.strip())) or re.fullmatch(
        r"\d{1,5}[.,]\d{1,3} ?s?", cell.strip()
    ) is not None
