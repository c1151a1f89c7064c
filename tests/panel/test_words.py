"""What the panel says: every text that scripts and messages ask for is there, in every language, with the same blanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from qualitative.corpus.documents import ROLES
from qualitative.i18n import LANGUAGES
from qualitative.model import KINDS
from qualitative.panel import changes, dropped, undoing
from qualitative.panel.assets import javascript
from qualitative.panel.words import TEXTS, page_words
from qualitative.text.speakers import NOBODY

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
    named = re.findall(r'(?:say|button)\(p, "([\w.-]+)"|(?:field|part)\("(\w+\.[\w.-]+)"', scripts)
    table = re.findall(r'(?:word|help): "([\w.-]+)"', scripts)
    return {key for pair in named for key in pair if key} | set(table)


def made() -> set[str]:
    """The keys that scripts put together: by provenance, kind of message, group of the help, kind of event, field of a form."""
    fields = re.findall(
        r'(?:select|text|field|list)\("(\w+)"|"(\w+)"(?=[,\]])', javascript().split("65-adding")[1].split("69-table")[0]
    )
    return {
        *(f"add.{name}" for pair in fields for name in pair if f"add.{name}" in TEXTS),
        *(f"add.kind_{kind}" for kind in KINDS),
        *(f"add.role_{role}" for role in (*ROLES, NOBODY, "nobody")),
        *(f"add.certainty_{one}" for one in ("said", "sure", "likely", "unsure")),
        *(f"head.{one}" for one in ("simulated", "published", "fieldwork")),
        *(f"message.{kind}" for kind in {**changes.HANDLERS, **undoing.HANDLERS, **dropped.HANDLERS}),
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
