"""Which of the study's two languages a text is in, by its commonest words. Pure."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["guess_language"]

_WORDS = {
    "id": "yang dan di itu ini dengan untuk tidak dari dalam ada saya kami juga ya bisa akan pada sudah atau ke",
    "en": "the and of to a is that it in i you was for on we have this with but they not are",
}


def guess_language(text: str) -> str | None:
    """`id` or `en` where its words are at least twice as frequent as the other's and not rare; None in doubt or when words are few.

    >>> guess_language("Kami tidak punya dana dan itu yang berat"), guess_language("12 34")
    ('id', None)
    """
    # labels such as `I:` and `A:` are no words of English
    speech = re.sub(r"^(?:\[[\d:.,]+\]\s*)?[^\s:\[][^:\n]{0,39}:(?=\s|$)", "", text[:200_000], flags=re.MULTILINE)
    words = re.findall(r"[^\W\d_]+", speech.lower())
    counts = Counter(words)
    found = {language: sum(counts[word] for word in known.split()) for language, known in _WORDS.items()}
    (best, most), (_, other) = Counter(found).most_common(2)
    different = sum(counts[word] > 0 for word in _WORDS[best].split())
    return best if different >= 3 and most >= len(words) * 0.03 and most >= 2 * other else None
