"""The sheet that an informant is asked to check: what they said and is quoted, and what the study says because of it, in the study's languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from qualitative.i18n import LANGUAGES, format_date, pick
from qualitative.privacy.paper import Paper

__all__ = ["Carried", "Quotation", "check_sheet"]

_WORDS = {
    "title": {"id": "Ucapan Anda dalam penelitian «{title}»", "en": "Your words in the study “{title}”"},
    "why": {
        "id": "Mohon diperiksa: apakah ini yang Anda maksud? Anda boleh membetulkan, menambah, menolak, atau menarik kembali apa pun.",
        "en": "Please look at this: is it what you meant? You may correct it, add to it, object to it, or take anything back.",
    },
    "said": {"id": "Yang Anda katakan", "en": "What you said"},
    "nothing": {"id": "Tidak ada ucapan Anda yang dikutip atau dikode.", "en": "Nothing that you said is quoted or coded."},
    "about": {"id": "kami baca sebagai: {codes}", "en": "we read it as: {codes}"},
    "claims": {"id": "Yang kami simpulkan, antara lain dari ucapan Anda", "en": "What we conclude, from your words among others"},
    "none": {"id": "Tidak ada simpulan yang bersandar pada ucapan Anda.", "en": "No conclusion rests on your words."},
    "against": {"id": "ucapan Anda menentangnya", "en": "your words speak against it"},
    "answer": {"id": "Jawaban Anda", "en": "Your answer"},
    "boxes": {
        "id": "☐ setuju   ☐ ada yang dibetulkan   ☐ ada yang ditambah   ☐ keberatan   ☐ saya menarik diri",
        "en": "☐ I agree   ☐ something to correct   ☐ something to add   ☐ I object   ☐ I withdraw",
    },
    "note": {"id": "Catatan:", "en": "Remarks:"},
    "signed": {"id": "Tanggal dan tanda tangan:", "en": "Date and signature:"},
    "unquoted": {"id": "tidak akan dikutip, karena Anda tidak mengizinkannya", "en": "will not be quoted, for you did not agree to it"},
}  # fmt: skip


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
    languages: Sequence[str] = LANGUAGES,
    *,
    verbatim: bool = True,
) -> Paper:
    """The sheet of one person, each sentence of ours in all `languages`. It bears no name and no id: whoever hands it over knows whose it is.

    Without `verbatim` it says that nothing will be quoted.
    """

    def say(key: str, between: str = "\n", **values: object) -> str:
        texts = [pick(_WORDS[key], language).format(**values) for language in languages]
        return between.join(dict.fromkeys(texts))

    called = " / ".join(
        dict.fromkeys(pick(_WORDS["title"], language).format(title=pick(title, language)) for language in languages)
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
            pick(_WORDS["about"], language).format(codes=codes)
            for language, codes in zip(languages, named, strict=True)
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
