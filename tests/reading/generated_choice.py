"""Which label, in which shape, with which time, fits which format; and how each turn writes it."""

from __future__ import annotations

from random import Random

from reading.generated_shapes import OWN_LINE, PEOPLE, PLACES, SHAPES, TIMES, When
from reading.generated_talk import Said

# formats in which a shape can be written, where not in all
ONLY = {
    "bold alone": {"docx", "odt", "html", "rtf", "md"},
    "bold alone above": {"docx", "odt", "html", "rtf", "md"},
    "bold label": {"docx", "odt", "html", "rtf", "md"},
    "heading": {"docx", "odt", "html", "md"},
    "several in a line": {"txt", "docx", "odt", "rtf"},
    "numbered questions": {"txt", "docx", "odt", "rtf"},
    "escaped stars": {"txt", "md", "docx"},
}
# shapes that mean something else in a format, or that its pages do not hold
NOT_IN = {
    "md": {"angle", "hash", "hash and colon", "bullet", "bar", "numbered lines", "alone above"},
    "html": {"tab", "colon and tab"},
    "pdf": {"tab", "colon and tab", "wide colon"},
}
CLOSED_BY_A_BLANK = {"at", "hash"}  # a label of several words can't be told from speech there
MARKED = CLOSED_BY_A_BLANK | {"hash and colon", "greater-than", "alone above", "curly", "angle", "round", "dash", "bar"}
UNTIMED = {"bold alone", "several in a line", "numbered lines", "numbered questions"}
SIMPLE = {"roles", "names", "initials", "speakers"}
GLUED = {"in the label", "glued to the label", "glued before"}


def fits(shape: str, who: str, format: str) -> bool:
    """Whether a label of this kind can be told from speech in this shape and format, by a person too."""
    if format not in ONLY.get(shape, {format}) or shape in NOT_IN.get(format, ()):
        return False
    if shape in CLOSED_BY_A_BLANK and who not in ("initials", "digits"):
        return False
    if shape in MARKED and who in ("brackets", "phones", "full name at first", "lower"):
        return False
    if shape == "numbered questions":
        return who == "roles"
    if shape in UNTIMED - {"numbered lines"}:
        return who in SIMPLE
    if who == "full name at first":
        return shape in ("colon", "blank and colon", "tab", "colon and tab", "bold label", "stars")
    return who != "digits" or (shape != "numbered lines" and format != "md")


def suits(when: When, shape: str, who: str) -> bool:
    """Whether a person could still tell label, time and speech from each other."""
    if when.time == "f4" and (when.place not in ("before, bare", "after the colon", "at the end") or "hash" in shape):
        return False
    if (when.time == "date" and when.place != "before") or (
        when.time == "range" and when.place == "glued to the label"
    ):
        return False
    if shape in OWN_LINE:
        return when.place == "in the label" and when.time not in ("f4", "date")
    if shape in ("round", "bullet", "greater-than") and when.place in GLUED:
        return False
    return who not in ("phones", "digits", "brackets") or when.place not in GLUED | {"before, bare"}


def chosen(number: int, format: str, rng: Random) -> tuple[str, str, When]:
    """The shapes in turn, so that each comes again and again; kind of label and time at random among those that fit."""
    shapes, kinds = [shape for shape in SHAPES for who in PEOPLE if fits(shape, who, format)], list(PEOPLE)
    shape = SHAPES[number % len(SHAPES)]
    if shape not in shapes:
        shape = rng.choice(sorted(set(shapes)))
    who = rng.choice([who for who in kinds if fits(shape, who, format)])
    whens = [When(t, p) for t in TIMES for p in PLACES if suits(When(t, p), shape, who)]
    return shape, who, rng.choice(whens) if shape not in UNTIMED and rng.random() < 0.6 else When()


def written(said: list[Said], shape: str, who: str, rng: Random) -> tuple[list[str], dict[str, tuple[str, ...]]]:
    """How each turn writes its label, and all that is written for each speaker."""
    if who != "full name at first":
        if shape == "numbered questions":
            counts: dict[str, int] = {}
            out = []
            for one in said:
                letter = "Q" if one.role == "interviewer" else "A"
                counts[letter] = counts.get(letter, 0) + 1
                out.append(f"{letter}{counts[letter]}")
            return out, {one.speaker: ("Q" if one.role == "interviewer" else "A",) for one in said}
        return [one.speaker for one in said], {one.speaker: (one.speaker,) for one in said}
    short = {name: "".join(part[0] for part in name.split()) for name in {one.speaker for one in said}}
    seen: set[str] = set()
    out = []
    for one in said:
        out.append(short[one.speaker] if one.speaker in seen else f"{one.speaker} ({short[one.speaker]})")
        seen.add(one.speaker)
    return out, {name: (name, letters, f"{name} ({letters})") for name, letters in short.items()}
