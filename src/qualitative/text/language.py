"""Which language a text is in, by its commonest words; where they do not tell, none. Pure."""

from __future__ import annotations

import re
from collections import Counter

from qualitative.i18n import LANGUAGES
from qualitative.text.languages import UNKNOWN_LANGUAGE, common_words

__all__ = ["ENOUGH_WORDS", "UNKNOWN_LANGUAGE", "guess_language"]

ENOUGH_WORDS = 40  # from here on words that tell no language are another language's, not too few
# share of a text's words that must be common ones of the language: less for those that reports are written in, which are expected
_EXPECTED, _OTHER = 0.03, 0.12


def guess_language(text: str) -> str | None:
    """The code of the language whose words are at least 1.5 times as frequent as any other's, and not rare; None in doubt or when words are few.

    >>> guess_language("Kami tidak punya dana dan itu yang berat"), guess_language("12 34")
    ('id', None)
    """
    # labels such as `I:` and `A:` are no words of English
    speech = re.sub(
        r"^(?:\[[\d:.,-]{4,25}\]\s{0,3})?[^\s:\[][^:\n]{0,62}:(?=\s|$)", "", text[:200_000], flags=re.MULTILINE
    )
    words = re.findall(r"[^\W\d_]+(?:'[^\W\d_]+)?", speech.lower())
    counts = Counter(words)
    found = {language: sum(counts[word] for word in known) for language, known in common_words().items()}
    (best, most), (_, other) = Counter(found).most_common(2)
    different = sum(counts[word] > 0 for word in common_words()[best])
    enough = most >= len(words) * (_EXPECTED if best in LANGUAGES else _OTHER)
    return best if different >= 3 and enough and most >= 1.5 * other else None
