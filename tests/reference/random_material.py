"""Random studies: small enough that everything meets everything, with every rule in each few."""

from __future__ import annotations

from random import Random

from reference.material import Coding, Mark, Material, Stamp, Verdict

CODES = ("x", "y")
PEOPLE = ("a", "b", "c")
MODELS = ("m", "n")
VERDICTS = ("adjudicate",) * 4 + ("accept", "reject", "retire", "split", "place")
LENGTH = 24


def material(seed: int) -> Material:
    """One study of up to two documents; a version's number says how many of the codes it has."""
    random = Random(seed)
    clock = iter(f"{n:026}" for n in range(10**6))
    documents = ["d", "e"][: random.choice((1, 1, 2))]
    consensus_is_model = random.random() < 0.15
    kinds = {
        **dict.fromkeys(PEOPLE, "human"),
        **dict.fromkeys(MODELS, "model"),
        "consensus": "model" if consensus_is_model else "human",
    }
    models = tuple(one for one in (*MODELS, *(["consensus"] if consensus_is_model else [])) if random.random() < 0.4)
    codings: list[Coding] = []
    marks: list[Mark] = []
    verdicts: list[Verdict] = []
    for _ in range(random.randint(0, 24)):
        act = random.random()
        document = random.choice(documents)
        if act < 0.6 or not codings:
            codings.append(a_coding(random, next(clock), document))
        elif act < 0.85:
            marks.append(a_mark(random, next(clock), document))
        else:
            decide(random, clock, document, codings, verdicts)
    random.shuffle(codings)
    lengths = dict.fromkeys(documents if random.random() < 0.95 else documents[:1], LENGTH)
    return Material(
        codings, marks, verdicts, lengths, kinds, has_code,
        who=tuple(random.sample((*PEOPLE, *MODELS[:1]), random.choice((0, 0, 1, 1, 2, 3)))), models=models,
        pilot=frozenset({1} if random.random() < 0.3 else ()),
    )  # fmt: skip


def has_code(code: str, version: Stamp) -> bool:
    """Version 1 has the first code, version 2 both."""
    return isinstance(version, int) and CODES.index(code) < version


def a_stretch(random: Random) -> tuple[int, int]:
    """A short stretch."""
    start = random.randrange(LENGTH - 1)
    return start, min(start + random.choice((1, 2, 3, 5, 8)), LENGTH)


def a_coding(
    random: Random, id_: str, document: str, coder: str | None = None, settles: tuple[str, ...] = ()
) -> Coding:
    """A coding by anybody."""
    start, end = a_stretch(random)
    coder = coder or random.choice((*PEOPLE, *PEOPLE, *MODELS, "consensus"))
    code = random.choice((*CODES, *CODES, *CODES, *CODES, *CODES, None))
    return Coding(
        id_, coder, document, start, end, code, random.choice((1, 2, 2, 3)), settles,
        unseen=random.random() < 0.03, doubtful=random.random() < 0.03,
    )  # fmt: skip


def a_mark(random: Random, id_: str, document: str) -> Mark:
    """A done mark, often over the whole document."""
    start, end = (
        (0, LENGTH) if random.random() < 0.4 else sorted((random.randrange(LENGTH + 1), random.randrange(LENGTH + 3)))
    )
    coder = random.choice((*PEOPLE, *PEOPLE, *MODELS, "consensus"))
    how = random.choice(("full", "full", "full", "assisted", "stopped"))
    return Mark(id_, coder, document, start, end, random.choice((1, 2, 2, 3)), how, random.choice((1, 2, 2)))


def decide(random: Random, clock: object, document: str, codings: list[Coding], verdicts: list[Verdict]) -> None:
    """A decision, of an adjudication with what the consensus coded first."""
    here = [one for one in codings if one.document == document] or codings
    of = tuple(one.id for one in random.sample(here, min(len(here), random.choice((1, 1, 2)))))
    verdict = random.choice(VERDICTS)
    if verdict == "adjudicate":
        for _ in range(random.choice((0, 1, 1, 1, 2))):
            codings.append(a_coding(random, next(clock), here[0].document, "consensus", of))
    coder = "consensus" if verdict == "adjudicate" else random.choice((*PEOPLE, *MODELS[:1]))
    verdicts.append(Verdict(next(clock), coder, verdict, of, 2))
