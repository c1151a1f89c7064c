"""spaCy's tokenizer with exceptions added as needed: the same tokens as with all of them."""

from __future__ import annotations

import random

import pytest
import spacy

from qualitative.text.exceptions import pipeline_of


def tokens_of(pipeline: spacy.Language, text: str) -> list[tuple[str, int, str, str]]:
    return [(token.text, token.idx, token.norm_, token.whitespace_) for token in pipeline(text)]


@pytest.fixture(scope="module", params=["id", "en"])
def both(request: pytest.FixtureRequest) -> tuple[spacy.Language, spacy.Language]:
    return spacy.blank(request.param), pipeline_of(request.param)


@pytest.mark.parametrize("between", [" ", "", "\n", ", ", "-", "/"])
def test_any_exceptions_beside_each_other_and_cut_give_the_same_tokens(
    both: tuple[spacy.Language, spacy.Language], between: str
) -> None:
    whole, lean = both
    draw, exceptions = random.Random(between), sorted(whole.Defaults.tokenizer_exceptions)
    for _ in range(300):
        words = draw.choices(exceptions, k=draw.randint(1, 5))
        # whole, cut, in brackets, and with blanks where spaCy still sees one thing
        shaped = [
            draw.choice([word, word[:-1], f"({word})", word.replace("-", " - "), " ".join(word)]) for word in words
        ]
        text = between.join(shaped)
        assert tokens_of(lean, text) == tokens_of(whole, text), text


def test_what_was_read_before_changes_no_later_text(both: tuple[spacy.Language, spacy.Language]) -> None:
    whole, lean = both
    for text in (
        "Abu-abu (abu-abu) a.m. don't",
        "",
        "  ",
        ":-) :)",
        "abu - abu/abu-abu",
        "abu-ab",
        "Abu-abu (abu-abu)",
    ):
        assert tokens_of(lean, text) == tokens_of(whole, text)


def test_a_language_that_spacy_has_not_is_refused_as_spacy_does() -> None:
    with pytest.raises(ImportError):
        spacy.blank("zz")
    with pytest.raises(ImportError):
        pipeline_of("zz")
