"""Shares of codes in a study from a recorded draw: refused unless the approach permits them and every drawn sentence was coded blind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from qualitative.analysis.prevalence import OF, persons_share
from qualitative.analysis.texts import TEXTS
from qualitative.codings.state import stamp_of, visible_of
from qualitative.errors import StatisticError, did_you_mean
from qualitative.folder import Folder, placing, tables
from qualitative.i18n import pick
from qualitative.tagging.context import contexts_in
from qualitative.tagging.sampling import persons_of, read_sample
from qualitative.tagging.sources import coded_sentences, languages_read, sentences_table

if TYPE_CHECKING:
    import pandas as pd

    from qualitative.codings.schema import DoneEvent
    from qualitative.codings.state import State

__all__ = ["estimate_prevalence", "seen_before_done"]

Place = tuple[str, int, int]


def estimate_prevalence(
    folder: Folder, sample: str, coder: str, of: str = "corpus", language: str = "en"
) -> pd.DataFrame:
    """Shares with each code from a recorded draw that `coder` coded blind: columns of tagging.prevalence, and `size`, of how many was drawn.

    `of` is one of analysis.prevalence.OF; `attrs["said"]` says in words what the shares are of. Codes that were not looked for in every drawn
    sentence have no share, and the reason. Raises StatisticError where approach, design or draw permit none, the coder is a model, or a drawn sentence is
    not done, or not blind.
    """
    _permitted(folder, of, language)
    drawn = read_sample(folder, sample)
    is_persons = drawn.get("unit") == "person"
    if is_persons != (of == "persons"):
        unit = "person" if is_persons else "sentence"
        raise StatisticError(TEXTS.say(f"prevalence.drawn.{unit}", language, sample=sample))
    if folder.coder(coder).kind != "human":
        raise StatisticError(f"{coder} is a model; the draw must be coded by a person")
    documents = [folder.document(name) for name in drawn["documents"]]
    sentences = sentences_table(documents)
    state = placing.state_of(folder, [coder])
    marks = _read_outside_the_pilot(folder, state)
    places = {(entry["document"], entry["start"], entry["end"]) for entry in drawn["sentences"]}
    known = coded_sentences(sentences, tables.codings(folder, [coder]), state, [coder], True, folder.settings.pilot)
    chosen = [n for n, row in enumerate(known.itertuples()) if (row.document, row.start, row.end) in places]
    missing = len(places) - sum(bool(known["known"].iloc[n]) for n in chosen)
    if missing:
        raise StatisticError(
            f"{missing} of the {len(places)} sentences of sample {sample} {'is' if missing == 1 else 'are'} not yet coded blind and marked done by {coder}; finish them first"
        )
    seen = seen_before_done(state, marks, coder, places)
    if seen:
        raise StatisticError(
            f"{len(seen)} of the {len(places)} sentences of sample {sample} {'was' if len(seen) == 1 else 'were'} not coded blind by {coder}, who saw suggestions or others'"
            f" codings there before they were done (such as {seen[0][0]}:{seen[0][1]}-{seen[0][2]}); draw anew and code without them"
        )
    if of == "persons":
        table = _of_persons(folder, known, chosen, persons_of(sentences, documents), drawn["of"])
    else:
        from qualitative.tagging.prevalence import prevalence

        codes = {n: known["codes"].iloc[n] for n in chosen}
        texts, whose = known["text"].tolist(), known["document"].tolist()
        table = prevalence(
            folder.codebook(), texts, whose, codes, contexts_in(known), languages_read(folder), of, language
        )
    table = _without_unread(folder, table, marks, places, language)
    table.insert(3, "size", drawn["of"])
    words = {"n": drawn["size"], "size": drawn["of"], "documents": len(documents)}
    said = [TEXTS.say(f"prevalence.of.{of}", language, **words)]
    simulated = sum(document.provenance == "simulated" for document in documents)
    if simulated:
        said.append(TEXTS.say("prevalence.simulated", language, n=simulated, documents=len(documents)))
    table.attrs["said"] = " ".join(said)
    return table


def _read_outside_the_pilot(folder: Folder, state: State) -> list[DoneEvent]:
    """The marks that say that something was read in full, with a codebook that was no longer in the making."""
    pilot = folder.settings.pilot
    return [mark for mark in state.done_events if mark.get("how", "full") == "full" and mark["round"] not in pilot]


def _permitted(folder: Folder, of: str, language: str) -> None:
    """May it be asked? By what the study says of itself."""
    if of not in OF:
        raise StatisticError(f"shares are of {', '.join(OF)}, not {of!r}; {did_you_mean(of, OF)}")
    off = folder.settings.approach.off("counts")
    if off is not None:
        raise StatisticError(pick(off, language))
    design = folder.settings.design
    if of == "documents" and "prevalence" not in (design.get("permits") or ()):
        raise StatisticError(TEXTS.say("prevalence.not-permitted", language, sampling=design.get("sampling") or "–"))


def _of_persons(
    folder: Folder, known: pd.DataFrame, chosen: Iterable[int], whose: list[Any], size: int
) -> pd.DataFrame:
    """A row a code: in how many of the drawn persons it occurs."""
    import pandas as pd

    from qualitative.tagging.prevalence import COLUMNS

    found: dict[str, set[str]] = {code: set() for code in folder.codebook().usable()}
    persons: set[str] = set()
    for n in chosen:
        persons.add(whose[n])
        for code in known["codes"].iloc[n]:
            if code in found:
                found[code].add(whose[n])
    rows = [(code, *persons_share(len(by), len(persons), size)[:-1], "") for code, by in found.items()]
    return pd.DataFrame(rows, columns=COLUMNS)


def _without_unread(
    folder: Folder, table: pd.DataFrame, marks: Iterable[DoneEvent], places: set[Place], language: str
) -> pd.DataFrame:
    """The table with no share for codes that were not looked for in all drawn sentences: not read for is never zero."""
    numbers = [name for name in table.columns if name not in ("code", "drawn", "method", "reason")]
    head, versions, table = folder.codebook().stamp, folder.versions, table.astype(dict.fromkeys(numbers, "float64"))
    for row, code in enumerate(table["code"]):
        name = versions.seen(code, head, head) or code
        looked = [mark for mark in marks if versions.looked_for(name, stamp_of(mark))]
        unread = sum(not any(_covers(mark, place) for mark in looked) for place in places)
        if unread:
            table.loc[row, numbers] = float("nan")
            table.loc[row, ["method", "reason"]] = [
                "none",
                TEXTS.say("prevalence.reason.unread", language, n=unread, of=len(places)),
            ]
    return table


def _covers(mark: DoneEvent, place: Place) -> bool:
    document, start, end = place
    return mark["document"] == document and mark["start"] <= start and end <= mark["end"]


def seen_before_done(state: State, marks: Iterable[DoneEvent], coder: str, places: set[Place]) -> list[Place]:
    """The `places` (document, start, end) that no blind mark of `coder` among `marks` closed before they decided on or saw a suggestion there."""
    touched = [(c.document, c.start, c.end, c.id) for c in state.codings.values() if c.coder == coder and not c.blind]
    touched += [
        (event["document"], event["start"], event["end"], event["id"])
        for event in state.decisions
        if event["coder"] == coder and event["verdict"] == "reject" and "start" in event
    ]
    found = []
    for document, start, end in sorted(places):
        first = min((id for d, a, b, id in touched if d == document and a < end and start < b), default="~")
        closed = any(
            mark["coder"] == coder
            and _covers(mark, (document, start, end))
            and visible_of(mark) == frozenset()
            and mark["id"] < first
            for mark in marks
        )
        if not closed:
            found.append((document, start, end))
    return found
