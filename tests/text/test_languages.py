"""Languages by their files: a neutral way to read one that has none, nothing of one language in another, and slips that are named."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from qualitative import i18n
from qualitative.errors import LanguageError
from qualitative.tagging import Tagger
from qualitative.text import languages
from qualitative.text.language import guess_language
from qualitative.text.languages import common_words, sentences_of, stems_of, stop_words
from qualitative.text.sentences import sentence_spans
from qualitative.text.stems import stem


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch):
    """Says what the file of a made-up language `xx` holds."""

    def tell(text: str) -> None:
        data = tuple(i18n._flat(yaml.safe_load(text) or {}, ""))
        monkeypatch.setattr(languages, "resource", lambda language, _: dict(data) if language == "xx" else {})

    caches = (languages._told, stems_of, sentences_of, stop_words, common_words)
    for cache in caches:
        cache.cache_clear()
    yield tell
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.parametrize("language", i18n.READ)
def test_each_language_that_comes_along_is_read_without_a_slip(language: str) -> None:
    assert common_words()[language]
    stems_of(language), sentences_of(language)
    assert all(word == word.lower() for word in sentences_of(language).abbreviations | stop_words((language,)))


@pytest.mark.parametrize("language", ["und", "fr", "tlh"])
def test_a_language_without_stems_is_not_stemmed_and_its_sentences_are_read_by_what_the_others_say(
    language: str,
) -> None:
    assert [stem(word, language) for word in ("Penganggaran", "funding", "menyapu")] == [
        "penganggaran",
        "funding",
        "menyapu",
    ]
    assert sentences_of(language) == sentences_of("und") and "dr" in sentences_of(language).abbreviations
    text = "Nous avons vu Dr. Rahman. Oui."
    assert [text[a:b] for a, b in sentence_spans(text, language)] == ["Nous avons vu Dr. Rahman.", "Oui."]


def test_indonesian_and_english_know_the_abbreviations_of_each_other() -> None:
    assert sentences_of("id") == sentences_of("en")
    assert {"bpk", "mr"} <= sentences_of("en").abbreviations


def test_a_language_of_its_own_is_read_by_its_own_words_alone(told) -> None:
    told("abbreviations: zz\nstop_words: a b\nstems: {vowels: aei, least: 2, steps: [['o$', '']]}")
    assert sentences_of("xx").abbreviations == {"zz"} and stop_words(("xx",)) == {"a", "b"}
    # no letter of `vowels` would be left of the second, fewer than two letters of the third
    assert [stem(word, "xx") for word in ("mano", "mno", "ao")] == ["man", "mno", "ao"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("stopwords: a b", "'stopwords', which nothing reads; did you mean stop_words"),
        ("stems: {steps: [], vowel: a}", "'stems.vowel', which nothing reads; did you mean stems.vowels"),
        ("stems: {vowels: a, least: 2, steps: [['(', '']]}", "stems of 'xx' can't be read"),
        ("stems: {vowels: a, steps: [['a', '']]}", "stems of 'xx' can't be read"),
        ("stems: {vowels: a, least: 2, steps: [a]}", "stems of 'xx' can't be read"),
    ],
)
def test_a_slip_in_the_file_of_a_language_is_named(told, text: str, said: str) -> None:
    told(text)
    with pytest.raises(LanguageError) as failure:
        stems_of("xx")
    assert said in str(failure.value)


def test_only_stems_and_stop_words_of_the_languages_of_the_texts_count() -> None:
    book = [{"id": "clean", "keywords": ["sapu"]}, {"id": "other", "keywords": ["desa"]}]
    indonesian, english = (Tagger(book, languages=[one]).predict_proba(["menyapu"])[0, 0] for one in ("id", "en"))
    assert indonesian > english
    book = [{"id": "house", "definition": "the dan house"}, {"id": "tree", "definition": "a tree"}]
    assert "dan" in {word for cue in Tagger(book, languages=["en"]).model_.prior.cues.cues for word in cue.words}
    both = {word for cue in Tagger(book, languages=["en", "id"]).model_.prior.cues.cues for word in cue.words}
    assert both == {"house", "tree"}


def test_languages_that_are_read_and_not_written_are_guessed_with_more_words_only() -> None:
    assert set(i18n.LANGUAGES) <= set(i18n.READ)
    assert all((i18n.FOLDERS[language] / "language.yaml").is_file() for language in i18n.LANGUAGES)
    french = "Nous avons vu que les gens de la ville ne sont pas dans le village et que c'est pour vous"
    assert guess_language(french) == "fr"
    rare = " ".join(["zwak"] * 60) + " le la les des que"
    assert guess_language(rare) is None
    assert guess_language(" ".join(["zwak"] * 60) + " yang dan tidak untuk saya") == "id"


def test_no_code_of_text_and_tagging_asks_for_one_of_two_languages() -> None:
    source = Path(languages.__file__).parent.parent
    rooms = [path for room in ("text", "tagging") for path in (source / room).glob("*.py")]
    assert [path.name for path in rooms if 'else "en"' in path.read_text() or '("id", "en")' in path.read_text()] == []
