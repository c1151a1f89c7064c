"""What the panel says: every text that scripts and messages ask for is there, in every language, with the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualitative.i18n import LANGUAGES
from qualitative.panel import changes
from qualitative.panel.assets import javascript
from qualitative.panel.words import TEXTS, page_words

SOURCE = Path(__file__).parents[2] / "src/qualitative"


def forms(text: object) -> Iterator[str]:
    yield from text.values() if isinstance(text, dict) else [str(text)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_says_the_same_things_with_the_same_blanks(language: str) -> None:
    for key, texts in TEXTS.items():
        blanks = set(re.findall(r"{\w+}", next(forms(texts["en"]))))
        for text in forms(texts[language]):
            assert text.strip(), key
            assert set(re.findall(r"{\w+}", text)) == blanks, key


def asked() -> set[str]:
    """The keys that the scripts ask for by name."""
    scripts = javascript()
    named = re.findall(r'(?:say|button)\(p, "([\w.-]+)"|(?:field|part)\("([\w.-]+)"', scripts)
    table = re.findall(r'(?:word|help): "([\w.-]+)"', scripts)
    return {key for pair in named for key in pair if key} | set(table)


def made() -> set[str]:
    """The keys that scripts put together: by provenance, kind of message, group of the help, kind of event, source of a reason."""
    return {
        *(f"head.{one}" for one in ("simulated", "published", "fieldwork")),
        *(f"message.{kind}" for kind in changes.HANDLERS),
        *(f"keys.{one}" for one in set(re.findall(r'group: "(\w+)"', javascript()))),
        *(key for key in TEXTS if key.startswith(("undo.what_", "from.", "static."))),
    }


def test_every_text_that_the_page_asks_for_is_there_and_none_besides() -> None:
    quoted = set(re.findall(r'"([a-z]+\.[\w-]+)"', javascript())) & set(TEXTS)
    assert asked() | made() <= set(TEXTS), (asked() | made()) - set(TEXTS)
    assert set(TEXTS) <= asked() | made() | quoted, set(TEXTS) - asked() - made() - quoted


def test_every_place_that_a_reason_may_come_from_has_a_word() -> None:
    tagging = "".join((SOURCE / f"tagging/{name}.py").read_text() for name in ("cues", "reasons"))
    places = set(re.findall(r'\(([a-z ]+)\)"', tagging)) | {"keyword", "definition"}
    assert places == {"keyword", "definition", "codebook", "coded texts"}
    assert {f"from.{place.replace(' ', '_')}" for place in places} <= set(TEXTS)


def test_a_key_does_one_thing() -> None:
    found = re.findall(r'keys: \[((?:"[^"]*"(?:, )?)+)\]', javascript())
    keys = [key for one in found for key in re.findall(r'"([^"]*)"', one)]
    assert len(found) > 30 and len(keys) == len(set(keys)), sorted(keys)


def test_the_page_gets_the_languages_that_it_may_switch_to() -> None:
    words = page_words(["id", "en", "id"])
    assert list(words) == ["id", "en"] and words["id"]["memo.saved"] == "Memo tersimpan."
