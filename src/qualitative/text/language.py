"""Which language a text is in, by its commonest words; where they do not tell, none. Pure."""

from __future__ import annotations

import re
from collections import Counter

__all__ = ["UNKNOWN_LANGUAGE", "guess_language"]

UNKNOWN_LANGUAGE = "und"  # the code of ISO 639 for a language that is not determined
ENOUGH_WORDS = 40  # from here on words that tell no language are another language's, not too few

# function words that the other languages here do not share, or share rarely
_WORDS = {
    "id": "yang dan di itu ini dengan untuk tidak dari dalam ada saya kami juga ya bisa akan pada sudah atau ke kita mereka nya kalau karena",
    "en": "the and of to a is that it in i you was for on we have this with but they not are what so do be there at my",
    "fr": "le la les de des et est un une que qui dans pour pas vous nous je il elle on ce sur avec mais au du c'est était ne plus sont",
    "es": "el la los las de que y es un una en por con no se para como pero más muy lo le su me yo nosotros hay está era al del",
    "pt": "o a os as de que e é um uma em por com não se para como mas mais muito ele ela eu nós são foi do da no na você",
    "de": "der die das und ist ich nicht ein eine zu den mit es wir sie auf für war haben auch dem sich wie aber dass im",
    "nl": "de het een en van ik is niet dat die in te op met voor zijn was wij ze maar ook er aan om hebben",
    "it": "il la lo gli le di che e è un una in per con non si sono ma come più anche io noi era del della ho questo",
    "tl": "ang ng mga sa na ay ko hindi po at kami namin siya yung din lang para may ako naman",
    "sw": "na ya wa kwa ni katika hii hiyo sisi yeye mimi kuwa watu sana lakini kama ili hapa",
}


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
    found = {language: sum(counts[word] for word in known.split()) for language, known in _WORDS.items()}
    (best, most), (_, other) = Counter(found).most_common(2)
    different = sum(counts[word] > 0 for word in _WORDS[best].split())
    enough = most >= len(words) * (0.03 if best in ("id", "en") else 0.12)
    return best if different >= 3 and enough and most >= 1.5 * other else None
