"""The sheet that an informant is asked to check: what they said and is quoted, and what the study says because of it, in the study's languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitative.i18n import catalogue, format_date, pick
from qualitative.privacy.paper import Paper

__all__ = ["Carried", "Quotation", "check_sheet"]

TEXTS = catalogue("privacy")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One passage of the person: the document's title and date, the words, and the names of the codes it bears, by language."""

    title: str
    date: str
    words: str
    codes: Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Carried:
    """A claim that rests on the person's words, or against which they speak."""

    text: Mapping[str, str]
    opposed: bool = False


def check_sheet(
    title: Mapping[str, str],
    quotations: Sequence[Quotation],
    claims: Sequence[Carried],
    languages: Sequence[str],
    *,
    verbatim: bool = True,
) -> Paper:
    """The sheet of one person, each sentence of ours in all `languages`. It bears no name and no id: whoever hands it over knows whose it is.

    Without `verbatim` it says that nothing will be quoted.
    """

    def say(key: str, between: str = "\n", **values: object) -> str:
        texts = [TEXTS.say(f"sheet.{key}", language, **values) for language in languages]
        return between.join(dict.fromkeys(texts))

    called = " / ".join(
        dict.fromkeys(TEXTS.say("sheet.title", language, title=pick(title, language)) for language in languages)
    )
    paper = Paper(called, languages[0])
    paper.text(say("why", "\n\n"))
    paper.heading(say("said", " / "))
    if not quotations:
        paper.text(say("nothing"))
    for quotation in quotations:
        paper.text(f"{quotation.title}, {format_date(quotation.date, languages[0])}")
        paper.quote(quotation.words)
        named = [", ".join(dict.fromkeys(pick(code, language) for code in quotation.codes)) for language in languages]
        about = [
            TEXTS.say("sheet.about", language, codes=codes) for language, codes in zip(languages, named, strict=True)
        ]
        paper.items([*dict.fromkeys(about), *([] if verbatim else [say("unquoted", " / ")])])
    paper.heading(say("claims", " / "))
    if not claims:
        paper.text(say("none"))
    for claim in claims:
        texts = [text for language in languages for text in [pick(claim.text, language)] if text]
        paper.items([*dict.fromkeys(texts), *([say("against", " / ")] if claim.opposed else [])])
    paper.heading(say("answer", " / "))
    for key in ("boxes", "note", "signed"):
        paper.text(say(key, "\n\n"))
    return paper
