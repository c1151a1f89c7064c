"""Every row of the table of statuses, for every kind of claim that it is about, at its borders."""

from __future__ import annotations

from dataclasses import replace

import pytest

from qualitative.findings.expectation import Expectation
from qualitative.findings.kinds import CLAIM_KINDS, STATUS_IDS
from qualitative.findings.statuses import Evidence, Member, status_of, status_of_limbs
from qualitative.findings.table import TEXTS, legend
from qualitative.i18n import LANGUAGES
from reference.fast_statuses import side
from reference.judged import Piece

# one piece of evidence a letter: persons a to d, of groups G and H, texts that were read (R, T) or cited (C), the author (A), nobody (?)
PIECES = {
    **{name: Piece("informant", "north", name) for name in "abcd"},
    "G": Piece("informant", "north", "e", "g"), "H": Piece("informant", "south", "f", "h"), "g": Piece("informant", "north", "i", "g"),
    "s": Piece("informant", "south", "s"), "R": Piece("document", "north", text="law"), "T": Piece("table", "north", text="table"),
    "C": Piece("document", "north", text="rule", reached="cited"), "A": Piece("author", "north"), "?": Piece("informant", "north"),
}  # fmt: skip
SPEECH = ("says", "because", "should")
PLAIN = ("is", "pattern")
OVER = ("all", "none")
BOTH = [Member("north", True, 2), Member("south", True, 2)]


def evidence(kind: str, pro: str = "", con: str = "", **more: object) -> Evidence:
    sides = (side([PIECES[one] for one in some], ()) for some in (pro, con))
    made = Evidence(
        kind, Expectation(), *sides, over="cases" if kind in OVER else None, members=BOTH if kind in OVER else ()
    )
    return replace(made, **more)


CELLS = [
    # kinds, for, against, status, more
    (CLAIM_KINDS, "", "", "not-read", {"is_read": False}),
    (CLAIM_KINDS, "A", "", "only-author", {}),
    (CLAIM_KINDS, "A", "", "only-author", {"is_read": False}),
    (CLAIM_KINDS, "A?", "", "only-author", {}),
    (CLAIM_KINDS, "A", "A", "author-both", {}),
    (CLAIM_KINDS, "", "A", "only-author-against", {}),
    (CLAIM_KINDS, "", "", "not-found", {}),
    (CLAIM_KINDS, "?", "", "partly", {}),
    (CLAIM_KINDS, "", "?", "partly", {}),
    (("says",), "a", "", "said", {"who": "a"}),
    (("says",), "ab", "bcd", "said", {"who": "a"}),
    (("says",), "G", "", "said", {"who": "e"}),
    (("says",), "bR", "", "partly", {"who": "a"}),
    (("says",), "b", "cd", "partly", {"who": "a"}),
    (("should",), "a", "", "called-for", {}),
    (("should",), "C", "bcdR", "called-for", {}),
    (("should",), "", "a", "not-found", {}),
    (("because",), "a", "", "argued", {}),
    (("because",), "abR", "cd", "argued", {}),
    (("because",), "", "ab", "not-found", {}),
    (OVER, "abR", "c", "contradicted", {}),
    (OVER, "", "C", "contradicted", {}),
    (OVER, "A", "c", "contradicted", {}),
    (OVER, "ab", "A", "author-otherwise", {}),
    (("all",), "abGsH", "", "corroborated", {}),
    (("all",), "abs", "", "one-source", {}),
    (("all",), "ab", "", "partly", {}),
    (("all",), "ab", "", "partly", {"members": []}),
    (("none",), "a", "", "corroborated", {}),
    (("none",), "a", "", "one-source", {"members": [Member("north", True, 1), Member("south", True, 3)]}),
    (("none",), "a", "", "partly", {"members": [Member("north", True, 1), Member("south", False, 3)]}),
    (("all",), "ab", "", "corroborated", {"over": "persons", "members": [Member("a", True, 1), Member("b", True, 1)]}),
    (("all",), "a", "", "one-source", {"over": "persons", "members": [Member("a", True, 1)]}),
    (("all",), "abc", "", "partly", {"over": "persons", "members": [Member("a", True, 1), Member("d", True, 1)]}),
    (("is",), "ab", "c", "mixed", {}),
    (("is",), "a", "R", "mixed", {}),
    (("pattern",), "abs", "d", "corroborated", {}),  # a quarter speaks against it
    (("pattern",), "as", "d", "mixed", {}),  # a third does
    (PLAIN, "ab", "A", "author-otherwise", {}),
    (PLAIN, "A", "ab", "sources-otherwise", {}),
    (SPEECH, "A", "ab", "sources-otherwise", {"who": "d"}),
    (PLAIN, "", "ab", "contradicted", {}),
    (PLAIN, "", "R", "contradicted", {}),
    (PLAIN, "", "T", "contradicted", {}),
    (PLAIN, "", "a", "only-contrary", {}),
    (PLAIN, "", "C", "only-contrary", {}),
    (PLAIN, "", "Gg", "only-contrary", {}),  # two of one group are one source
    (PLAIN, "", "GH", "contradicted", {}),
    (("says",), "", "abR", "only-contrary", {"who": "d"}),
    (("is",), "ab", "", "corroborated", {}),
    (("is",), "RC", "", "corroborated", {}),
    (("is",), "a", "", "one-source", {}),
    (("is",), "Gg", "", "one-source", {}),
    (("pattern",), "as", "", "corroborated", {}),
    (("pattern",), "ab", "", "partly", {}),  # two persons of one case
    (("pattern",), "RT", "", "partly", {}),
    (("is",), "a", "", "partly", {"expect": Expectation(informants=2)}),
    (("is",), "ab", "", "corroborated", {"expect": Expectation(informants=2)}),
    (("is",), "ab", "", "partly", {"expect": Expectation(informants=("a", "c"))}),
    (("is",), "a", "", "one-source", {"expect": Expectation(informants=("a",))}),
    (("is",), "R", "", "one-source", {"expect": Expectation(sources=("law",))}),
    (("is",), "ab", "", "partly", {"expect": Expectation(cases=("north", "south"))}),
    (("pattern",), "a", "", "one-source", {"expect": Expectation(informants=1)}),
]  # fmt: skip
ALL = [(kind, *cell) for kinds, *cell in CELLS for kind in kinds]


@pytest.mark.parametrize(
    ("kind", "pro", "con", "status", "more"),
    ALL,
    ids=[f"{k} for {p or '-'} against {c or '-'} {s}" for k, p, c, s, _ in ALL],
)
def test_a_status_is_that_of_the_first_row_that_fits(kind: str, pro: str, con: str, status: str, more: dict) -> None:
    assert status_of(evidence(kind, pro, con, **more)) == status


def test_each_status_has_a_cell_a_name_and_a_meaning_in_every_language() -> None:
    assert {status for _, _, _, status, _ in ALL} == set(STATUS_IDS)
    for language in LANGUAGES:
        names = [TEXTS.say(f"status.{one}", language) for one in STATUS_IDS]
        assert len(set(names)) == len(names)
        assert all(legend(language).values())
        assert all(TEXTS.say(f"kind.{kind}", language) for kind in CLAIM_KINDS)


@pytest.mark.parametrize("kind", SPEECH)
@pytest.mark.parametrize("pro", ["", "a", "abR", "A", "A?"])
@pytest.mark.parametrize("con", ["", "a", "bcR", "A"])
def test_what_is_said_argued_or_called_for_is_never_corroborated_nor_contradicted(
    kind: str, pro: str, con: str
) -> None:
    assert status_of(evidence(kind, pro, con, who="a")) not in ("corroborated", "contradicted")


def test_what_a_filter_of_bases_leaves_out_is_not_counted_and_never_the_authors() -> None:
    some = [PIECES[one] for one in "abR"]
    kept = side(some, ("document",))
    assert (len(kept.sources), kept.not_counted, kept.by_author) == (1, 2, False)
    alone = side([PIECES["a"]], ("document",))
    left = Evidence("is", Expectation(bases=("document",)), alone, side([], ()))
    assert status_of(left) == "partly"


def test_two_limbs_give_one_status() -> None:
    assert status_of_limbs(["mixed", "mixed"]) == "mixed"
    assert status_of_limbs(["corroborated", "contradicted"]) == "contradicted"
    assert status_of_limbs(["corroborated", "one-source"]) == "partly"
