"""The languages of reports, panel and notes: their catalogues of texts, numbers, dates and plural forms.

A language is a folder `locale/<language>/` of YAML files, one a room, with the same keys in every language: `language.yaml` says what the
language is called and which CLDR locale gives its months, marks and plural forms. A text is a string, or one a plural form:

    passages: {one: "{n} passage", other: "{n} passages"}

`reading.yaml` says how texts in the language are read (see text.languages); a folder with this file alone is of a language that is read
and not written. `QUALITATIVE_LOCALES` names a folder with further languages, so that one can be tried before it comes along.
"""

from __future__ import annotations

import datetime
import functools
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from babel import Locale

__all__ = [
    "LANGUAGES",
    "READ",
    "Catalogue",
    "Text",
    "catalogue",
    "format_date",
    "format_number",
    "language_name",
    "pick",
    "resource",
    "say",
]

Text: TypeAlias = Mapping[str, Any]  # language → a string, or plural form → string

FALLBACK = "en"  # what a language that lacks a text shows instead


def _folders() -> dict[str, Path]:
    """Language → its folder, those that come along first."""
    roots = [Path(__file__).parent / "locale", *map(Path, filter(None, [os.environ.get("QUALITATIVE_LOCALES")]))]
    return {path.name: path for root in roots for path in sorted(root.glob("*/")) if path.is_dir()}


FOLDERS = _folders()
LANGUAGES = tuple(language for language, folder in FOLDERS.items() if (folder / "language.yaml").is_file())
READ = tuple(language for language, folder in FOLDERS.items() if (folder / "reading.yaml").is_file())


class Catalogue(Mapping[str, Text]):
    """The texts of one room by key; each is a mapping of every language to its string, or to its plural forms.

    Keys of nested entries are joined by dots: `TEXTS["title.short"]`. An unknown key is a `KeyError`. Read when first used.
    """

    def __init__(self, room: str) -> None:
        self._room = room

    def __getitem__(self, key: str) -> Text:
        return _texts(self._room)[key]

    def __iter__(self) -> Iterator[str]:
        return iter(_texts(self._room))

    def __len__(self) -> int:
        return len(_texts(self._room))

    def say(self, key: str, language: str, /, **values: object) -> str:
        """`say` of the text with this key."""
        return say(self[key], language, **values)

    def each(self, key: str, /, **values: object) -> dict[str, str]:
        """The text by language, its `{names}` replaced; a value that is a text by language itself is taken in the same language."""
        return {
            language: self.say(
                key, language, **{n: pick(v, language) if isinstance(v, Mapping) else v for n, v in values.items()}
            )
            for language in self[key]
        }

    def below(self, key: str) -> dict[str, Text]:
        """The entries of one group by their own keys, in the order of the file: `TEXTS.below("status")["supported"]`."""
        return {name.removeprefix(f"{key}."): text for name, text in self.items() if name.startswith(f"{key}.")}


def catalogue(room: str) -> Catalogue:
    """The texts of a room, from `locale/<language>/<room>.yaml` of each language."""
    return Catalogue(room)


@functools.cache
def resource(language: str, name: str) -> Mapping[str, Any]:
    """What one file of a language holds, by keys joined by dots; nothing where it has no such file."""
    return dict(_entries(language, name)) if language in FOLDERS else {}


@functools.cache
def _texts(room: str) -> dict[str, Text]:
    found: dict[str, dict[str, Any]] = {}
    for language in LANGUAGES:
        for key, text in _entries(language, room):
            found.setdefault(key, {})[language] = text
    return dict(found)


@functools.cache
def _entries(language: str, room: str) -> tuple[tuple[str, Any], ...]:
    # not `corpus.bounded_yaml`, which is for what people share: these files come with the library
    import yaml

    path = FOLDERS[language] / f"{room}.yaml"
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    data = yaml.load(path.read_text(encoding="utf-8"), loader) if path.is_file() else {}  # noqa: S506  (a safe loader)
    return tuple(_flat(data or {}, ""))


_FORMS = {"zero", "one", "two", "few", "many", "other"}


def _flat(entries: Mapping[str, Any], above: str) -> Iterator[tuple[str, Any]]:
    for key, value in entries.items():
        if isinstance(value, Mapping) and not set(value) <= _FORMS:
            yield from _flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}", value


def pick(texts: Text | str | None, language: str) -> str:
    """The text in `language`, else in English, else in any language that has it, else empty.

    >>> pick({"id": "Anggaran", "en": "Budget"}, "en")
    'Budget'
    >>> pick({"id": "Anggaran"}, "en")
    'Anggaran'
    """
    if texts is None:
        return ""
    if isinstance(texts, str):
        return texts
    return texts.get(language) or texts.get(FALLBACK) or next((t for t in texts.values() if t), "")


def say(texts: Text | str, language: str, /, **values: object) -> str:
    """The text in `language` with `{names}` replaced; where it has plural forms, the one for the number `n`.

    >>> say({"en": {"one": "{n} passage", "other": "{n} passages"}, "id": "{n} bagian"}, "en", n=1)
    '1 passage'
    """
    text: Any = pick(texts, language)
    if isinstance(text, Mapping):
        # a text that another language lends brings its own plural forms
        lender = language if isinstance(texts, Mapping) and texts.get(language) else FALLBACK
        text = text.get(_form(lender, values.get("n"))) or text["other"]
    return str(text.format(**values) if values else text)


def _form(language: str, n: object) -> str:
    return str(_locale(language).plural_form(n)) if isinstance(n, (int, float)) else "other"


@functools.cache
def _locale(language: str) -> Locale:
    # months, marks and plural forms of every language (Babel, BSD; Jupyter brings it)
    from babel import Locale

    return Locale.parse(dict(_entries(language, "language"))["locale"])


def locale_of(language: str) -> str:
    """The tag (BCP 47) of the locale that a language takes its months and marks from; of one that is not there, itself.

    >>> locale_of("en"), locale_of("id"), locale_of("xx")
    ('en-GB', 'id-ID', 'xx')
    """
    return str(dict(_entries(language, "language"))["locale"]).replace("_", "-") if language in FOLDERS else language


def language_name(code: str, language: str) -> str:
    """What a language of the CLDR is called in another; a code that it does not know stays as it is.

    >>> language_name("id", "en"), language_name("en", "id"), language_name("xx", "en")
    ('Indonesian', 'Inggris', 'xx')
    """
    return str(_locale(language).languages.get(code, code))


def format_number(value: float, language: str, digits: int = 0) -> str:
    """A number with the thousands and decimal marks of the language.

    >>> format_number(1135, "id"), format_number(0.75, "id", 2), format_number(1135, "en")
    ('1.135', '0,75', '1,135')
    """
    thousands, decimal = _marks(language)
    return f"{value:,.{digits}f}".translate({ord(","): thousands, ord("."): decimal})


@functools.cache
def _marks(language: str) -> tuple[str, str]:
    from babel.numbers import get_decimal_symbol, get_group_symbol

    return get_group_symbol(_locale(language)), get_decimal_symbol(_locale(language))


def format_date(date: str, language: str) -> str:
    """`YYYY[-MM[-DD]]` written out.

    >>> format_date("2018-11", "id"), format_date("2019", "en"), format_date("2018-11-05", "en")
    ('November 2018', '2019', '5 November 2018')
    """
    from babel import dates

    parts = [int(part) for part in date.split("-")]
    if len(parts) == 1:
        return date
    day = datetime.date(*[*parts, 1][:3])
    if len(parts) == 2:
        return dates.format_skeleton("yMMMM", day, locale=_locale(language))
    return dates.format_date(day, "long", locale=_locale(language))
