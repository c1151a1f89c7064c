"""The way in which a file counts positions is found out for the whole import, or a tie is said."""

from __future__ import annotations

import random
from itertools import product

import numpy as np
import pytest

from qualitative.errors import ReaderError
from qualitative.exchange.conventions import LINE_ENDS, UNITS, Convention, CountedText, parse_convention
from qualitative.exchange.foreign import Foreign, ForeignDocument, ForeignSpan
from qualitative.exchange.placing import Lost, Placed, place

WORDS = [
    "dana",
    "desa",
    "😀",
    "kantor",
    "Café",
    "village",
    "naïve",
    "👩\u200d👩\u200d👧",
    "money日本",
    "staff",
    "שלום",
    "never",
]
# 3 units x 5 forms (as in a file with CRLF and a mark: line ends kept or LF, the mark counted or not; or a file with LF) x 2 ends
FORMS = (
    ("\r\n", False, "file"),
    ("\r\n", True, "file"),
    ("\r\n", False, "lf"),
    ("\r\n", True, "lf"),
    ("\n", False, "file"),
)
WAYS = [(unit, *form, inclusive) for unit, form, inclusive in product(UNITS, FORMS, (False, True))]


def text_of(rng: random.Random) -> str:
    return (
        "\n".join(" ".join(rng.choice(WORDS) for _ in range(rng.randint(3, 12))) for _ in range(rng.randint(4, 20)))
        + "\n"
    )


def spans_of(text: str, rng: random.Random, number: int) -> list[tuple[int, int]]:
    starts = [n for n, c in enumerate(text) if not c.isspace() and (n == 0 or text[n - 1].isspace())]
    ends = [n for n in range(1, len(text)) if text[n].isspace() and not text[n - 1].isspace()]
    chosen = sorted(rng.sample(starts, min(number, len(starts))))
    return [(start, rng.choice([end for end in ends if end > start][:4])) for start in chosen]


def counted(text: str, position: int, unit: str, ends: str, bom: bool) -> int:
    """A position as a tool counts it: written here without the code that is tested."""
    before = ("\ufeff" if bom else "") + (text[:position].replace("\n", "\r\n") if ends == "crlf" else text[:position])
    sizes = {"code-points": len(before), "utf-16": len(before.encode("utf-16-le")) // 2, "utf-8": len(before.encode())}
    return sizes[unit]


def project(text: str, spans: list[tuple[int, int]], way: tuple, quotes: bool) -> Foreign:
    unit, newline, bom, form, inclusive = way
    raw = ("\ufeff" if newline == "\r\n" else "") + text.replace("\n", newline)
    ends = "crlf" if form == "file" and newline == "\r\n" else "lf"
    made = [
        ForeignSpan(
            str(n),
            counted(text, start, unit, ends, bom),
            counted(text, end, unit, ends, bom) - inclusive,
            text[start:end] if quotes else None,
        )
        for n, (start, end) in enumerate(spans)
    ]
    return Foreign("x", documents=[ForeignDocument("d", "d", raw, spans=tuple(made))])


@pytest.mark.parametrize("way", WAYS, ids=str)
@pytest.mark.parametrize("quotes", [True, False])
def test_each_of_thirty_ways_is_found_or_a_tie_is_said(way: tuple, quotes: bool) -> None:
    found = ties = 0
    for seed in range(6):
        rng = random.Random(seed)
        text = text_of(rng)
        spans = spans_of(text, rng, 12)
        placing = place(project(text, spans, way, quotes))
        right = placing.spans["d"] == [Placed(start, end) for start, end in spans]
        found += right
        ties += not right and "a tie" in placing.sentence
    assert found + ties == 6 and found >= 5


@pytest.mark.parametrize("number", [1, 2])
def test_few_spans_without_quotes_are_assumed_and_said_to_be(number: int) -> None:
    text = text_of(random.Random(1))
    placing = place(
        project(text, spans_of(text, random.Random(1), number), ("utf-16", "\n", False, "file", False), False)
    )
    assert "assumed" in placing.sentence and "--positions" in placing.sentence


def test_a_tie_is_taken_as_the_producer_is_known_to_count() -> None:
    text = "😀 a b a b a b\n"
    spans = tuple(ForeignSpan(str(n), 3 + 2 * n, 4 + 2 * n) for n in range(3))
    made = Foreign("x", producer="NVivo 12", documents=[ForeignDocument("d", "d", text, spans=spans)])
    assert place(made).convention == Convention("utf-16")


def test_what_a_person_says_decides() -> None:
    text = text_of(random.Random(3))
    spans = spans_of(text, random.Random(3), 8)
    placing = place(
        project(text, spans, ("utf-8", "\r\n", False, "file", True), False), parse_convention("utf-8,inclusive")
    )
    assert placing.spans["d"] == [Placed(*span) for span in spans] and "as said" in placing.sentence
    with pytest.raises(ReaderError, match="did you mean utf-16"):
        parse_convention("utf16")


def test_words_that_lie_elsewhere_are_found_once_or_lost() -> None:
    text = "one two three four five six seven\n"
    good = [ForeignSpan(str(n), text.index(w), text.index(w) + len(w), w) for n, w in enumerate(("one", "two", "four"))]
    off, gone, outside = (
        ForeignSpan("a", 9, 14, "three"),
        ForeignSpan("b", 0, 4, "never"),
        ForeignSpan("c", 900, 904, None),
    )
    placing = place(Foreign("x", documents=[ForeignDocument("d", "d", text, spans=(*good, off, gone, outside))]))
    assert placing.spans["d"][3] == Placed(8, 13) and any("moved by -1" in sentence for sentence, _ in placing.remarks)
    assert isinstance(placing.spans["d"][4], Lost) and isinstance(placing.spans["d"][5], Lost)


def test_a_span_within_a_composed_character_takes_the_whole_and_says_so() -> None:
    raw = "Cafe\u0301 dana\n"
    spans = (ForeignSpan("1", 0, 4, "Cafe"), ForeignSpan("2", 6, 10, "dana"), ForeignSpan("3", 0, 5, "Cafe\u0301"))
    placing = place(Foreign("x", documents=[ForeignDocument("d", "d", raw, spans=spans)]))
    assert placing.texts["d"].ours == "Café dana\n"
    assert placing.spans["d"] == [Placed(0, 4), Placed(5, 9), Placed(0, 4)]
    assert any("whole characters" in sentence for sentence, _ in placing.remarks)


def test_positions_beyond_all_bounds_do_no_harm() -> None:
    text = CountedText("abc")
    for unit, ends in product(UNITS, LINE_ENDS):
        _, _, valid, _ = text.placed(np.array([-5, 2**62, 0]), np.array([2, 2**62 + 1, 2**60]), Convention(unit, ends))
        assert not valid.any()
