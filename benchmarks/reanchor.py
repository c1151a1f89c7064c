"""Random corrections of real transcripts, with the true place of every coding known to the generator.

    python benchmarks/reanchor.py [--rounds 20] [--spans 200] [--seed 1]

Prints how many codings were put silently on other words (target 0) and how many of those whose words remain were put rightly (98 %), once
by edit script and once where the old text is not at hand and only quote and context can tell.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter
from pathlib import Path

from qualitative import Study
from qualitative.text.edits import Anchor, anchor_at, carry, edit_script
from qualitative.text.quotes import find_anchor

ROOT = Path(__file__).resolve().parent.parent
PIECE = re.compile(r"\n+\[[\d:]+\] [\w-]+: |\[[\d:]+\] [\w-]+: |\w+|\s+|[^\w\s]")
# a word's number in the old text (None: a new one), how it is written, and whether it took the place of that word
Word = tuple[int | None, str, bool]


def slip(word: str, rng: random.Random) -> str:
    """The word with one letter doubled, dropped, changed or capitalised."""
    place = rng.randrange(len(word))
    return rng.choice([
        word[:place] + word[place] + word[place:], word[:place] + word[place + 1 :] or word, word.capitalize(),
        word[:place] + rng.choice("aiuenkg") + word[place + 1 :],
    ])  # fmt: skip


def corrected(words: list[Word], rate: float, vocabulary: list[str], rng: random.Random) -> list[Word]:
    """A correction: slips mended, words put in, taken out, replaced; now and then a whole run. Labels stay.

    A word that stands nearby is never put in: taking a word out and putting the same one in again is no correction.
    """
    out: list[Word] = []
    skip = 0
    for place, (number, text, _) in enumerate(words):
        near = {nearby for _, nearby, _ in words[max(0, place - 100) : place + 100]}
        if is_label(text):
            skip = 0
        if skip:
            skip -= 1
            continue
        if not text[0].isalnum() or rng.random() > rate:
            out.append((number, text, False))
            continue
        kind = rng.choice(["slip"] * 5 + ["delete", "insert", "insert", "replace", "replace", "run", "mark"])
        if kind == "slip":
            out.append((number, slip(text, rng) if len(text) > 3 else text, False))
        elif kind == "insert":
            new = [
                (None, part, False) for _ in range(rng.randint(1, 4)) for part in (other(vocabulary, near, rng), " ")
            ]
            out += [*new, (number, text, False)]
        elif kind == "replace":
            out.append((number, other(vocabulary, near, rng), True))
        elif kind == "mark":
            out += [(number, text, False), (None, rng.choice([",", " …", "?", " [tertawa]"]), False)]
        elif kind == "run":
            skip = rng.randint(2, 30)
    return out


def other(vocabulary: list[str], near: set[str], rng: random.Random) -> str:
    """A word of the vocabulary that is not in `near`."""
    return rng.choice([word for word in rng.choices(vocabulary, k=60) if word not in near] or ["lain"])


def is_label(text: str) -> bool:
    """Whether a piece is a turn's timestamp and speaker."""
    return len(text) > 4 and text.rstrip().endswith(":")


def place_of(words: list[Word]) -> list[tuple[int | None, int, int, bool]]:
    """(number, start, end, replaced) of every word in the joined text."""
    places, position = [], 0
    for number, text, replaced in words:
        if text[0].isalnum() or is_label(text):
            places.append((number, position, position + len(text), replaced))
        position += len(text)
    return places


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    """Whether the words of `part` stand in `whole` in that order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def verdict(
    found: Anchor | None,
    own: dict[int | None, str],
    places: list[tuple[int | None, int, int, bool]],
    new: str,
    by_script: bool,
) -> str:
    """right, partly or lost (all its words remain); rest, short or gone (some are gone); wrong (it covers words that are not its own).

    A word put in the place of an own word counts as own, but not as remaining: a coding that has only such words left must be lost.
    """
    words = list(own.values())
    mine = [(start, end) for number, start, end, _ in places if number in own]
    remaining = sum(1 for number, _, _, replaced in places if number in own and not replaced)
    whole = remaining == len(own)
    if found is None:
        return "lost" if whole else "gone"
    first, last = (mine[0][0], mine[-1][1]) if remaining else (0, 0)
    covered = [(start, end) for _, start, end, _ in places if start < found.end and end > found.start]
    hull = [(start, end) for _, start, end, _ in places if first <= start and end <= last]
    if not remaining or not set(covered) <= set(hull):
        # a run that is taken out between two equal words: nobody can tell which of the two is left
        outside = [new[s:e] for s, e in covered if (s, e) not in hull]
        return "twin" if by_script and is_subsequence(outside, words) else "wrong"
    exact = covered == hull and found.start <= first and found.end >= last
    return ("right" if exact else "partly") if whole else ("rest" if exact else "short")


def main() -> None:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--spans", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true")
    given = parser.parse_args()
    rng = random.Random(given.seed)
    texts = [d.text for d in Study.open(ROOT).folder.documents.values() if d.speakers]
    counts: dict[str, Counter] = {"edit script": Counter(), "quote and context": Counter()}
    for turn in range(given.rounds):
        old = texts[turn % len(texts)]
        words: list[Word] = [(number, text, False) for number, text in enumerate(PIECE.findall(old))]
        vocabulary = [text for _, text, _ in words if text[0].isalnum()]
        rate = rng.choice([0.01, 0.03, 0.1])
        new_words = corrected(words, rate, vocabulary, rng)
        new, places, old_places = "".join(text for _, text, _ in new_words), place_of(new_words), place_of(words)
        script = edit_script(old, new)
        for _ in range(given.spans):
            first = rng.randrange(len(old_places) - 40)
            chosen = old_places[first : first + rng.choice([1, 1, 2, 3, 5, 8, 15, 40])]
            while chosen and is_label(old[chosen[0][1] : chosen[0][2]]):
                chosen = chosen[1:]
            while chosen and is_label(old[chosen[-1][1] : chosen[-1][2]]):
                chosen = chosen[:-1]
            if not chosen:
                continue
            own = {number: old[start:end] for number, start, end, _ in chosen}
            anchor = anchor_at(old, chosen[0][1], chosen[-1][2])
            ways = {"edit script": carry(anchor, script), "quote and context": find_anchor(new, anchor)}
            for way, found in ways.items():
                result = verdict(found, own, places, new, way == "edit script")
                counts[way][result] += 1
                if given.show and result in ("wrong", "partly", "lost") and (way == "edit script" or result == "wrong"):
                    print(result, repr(anchor.before[-15:] + "⟦" + anchor.quote + "⟧" + anchor.after[:15]), "->",
                          found and repr(found.before[-15:] + "⟦" + found.quote + "⟧" + found.after[:15]),
                          "TRUTH", [new[s:e] for n, s, e, _ in places if n in own][:6])  # fmt: skip
    for way, count in counts.items():
        remain = sum(count[key] for key in ("right", "partly", "lost"))
        print(f"{way}: {sum(count.values())} codings, {count['wrong']} silently on other words; of {remain} whose words remain"
              f" {count['right']} placed rightly ({count['right'] / max(remain, 1):.2%}), {count['lost']} lost; {dict(count)}")  # fmt: skip


if __name__ == "__main__":
    main()
