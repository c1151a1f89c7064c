"""The first page: what a reader must know of the evidence before anything else, and the facts of the report."""

from __future__ import annotations

from collections.abc import Iterator

from qualitative.counting.notes import rules_said
from qualitative.folder import CONSENSUS
from qualitative.i18n import Text, catalogue, language_name, pick, say
from qualitative.model import Coder
from qualitative.reports.content.inputs import Inputs
from qualitative.reports.page.model import Callout
from qualitative.reports.page.vocabulary import word

__all__ = ["WARNINGS", "callouts", "facts", "rules_in"]

WARNINGS = ("simulated", "warning")  # kinds of callouts that no first page goes without

TEXTS = catalogue("reports")


def callouts(inputs: Inputs) -> list[Callout]:
    """What the report's evidence is, where a reader could take it for more."""
    return list(_callouts(inputs))


def _callouts(inputs: Inputs) -> Iterator[Callout]:
    if inputs.simulated:
        count = sum(document.provenance == "simulated" for document in inputs.documents.values())
        yield _callout(inputs, "simulated", _say(inputs, TEXTS["opening.simulated"], n=count))
    if inputs.models:
        coders = ", ".join(f"{_coder(inputs, coder)} ({coder.model})" for coder in inputs.models)
        people = ", ".join(coder.id for coder in inputs.coders if coder.kind == "human")
        humans = _say(inputs, TEXTS["opening.humans"] if people else TEXTS["opening.no-human"], people=people)
        text = _say(inputs, TEXTS["opening.mixed"] if people else TEXTS["opening.model"], coders=coders, humans=humans)
        yield _callout(inputs, "model", text, "mixed" if people else "model")
    if inputs.asked_coders:
        who = ", ".join(_coder(inputs, coder) for coder in inputs.asked_coders)
        yield _callout(inputs, "warning", _say(inputs, TEXTS["opening.asked-coders"], coders=who), "asked-coders")
    if any(document.provenance == "published" for document in inputs.documents.values()):
        yield _callout(inputs, "note", _paraphrase(inputs))
    if not inputs.done:
        yield _callout(inputs, "warning", _say(inputs, TEXTS["opening.unread"]))


def _callout(inputs: Inputs, kind: str, text: str, title: str = "") -> Callout:
    return Callout(kind, _say(inputs, TEXTS[f"opening.titles.{title or kind}"]), text)


def _paraphrase(inputs: Inputs) -> str:
    """What notes on published material are, and in which language; before it what the study itself says of its sources."""
    notes = [document for document in inputs.documents.values() if document.provenance == "published"]
    others = sorted({note.language for note in notes} - {inputs.language, ""})
    names = ", ".join(
        _say(inputs, TEXTS["opening.language"], name=language_name(one, inputs.language)) for one in others
    )
    language = _say(inputs, TEXTS["opening.written"], languages=names) if others else ""
    work = word("work" if inputs.settings.work else "source", inputs.language, inputs.words)
    own = pick(inputs.texts.prose.get("paraphrase"), inputs.language)
    return " ".join(
        part for part in (own, _say(inputs, TEXTS["opening.paraphrase"], work=work, language=language)) if part
    )


def _coder(inputs: Inputs, coder: Coder) -> str:
    """The id of a coder; the consensus is no name but a word, and so in the report's language."""
    return _say(inputs, TEXTS["opening.consensus"]) if coder.id == CONSENSUS else coder.id


def rules_in(inputs: Inputs) -> list[str]:
    """For how many of the chosen documents which rule says whose codings count."""
    return rules_said(inputs.counted.rules_in(inputs.documents), inputs.language)


def facts(inputs: Inputs, study: str = "") -> tuple[tuple[str, str], ...]:
    """(label, text) pairs: the `study` where the title does not name it, cases, kinds of evidence, coders, whose codings count, codebook, documents, and the work that the study reads."""
    provenances = sorted({document.provenance for document in inputs.documents.values()})
    coders = ", ".join(
        f"{_coder(inputs, coder)} ({word(coder.kind, inputs.language, inputs.words)})" for coder in inputs.coders
    )
    pairs = (
        (_say(inputs, TEXTS["opening.study"]), study),
        (word("cases", inputs.language, inputs.words), ", ".join(inputs.case_name(case) for case in inputs.case_ids)),
        (
            _say(inputs, TEXTS["opening.evidence"]),
            ", ".join(word(one, inputs.language, inputs.words) for one in provenances),
        ),
        (_say(inputs, TEXTS["opening.coders"]), coders),
        (_say(inputs, TEXTS["opening.rules"]), "; ".join(rules_in(inputs))),
        (_say(inputs, TEXTS["opening.codebook"]), _say(inputs, TEXTS["opening.version"], n=inputs.codebook.version)),
        (
            _say(inputs, TEXTS["opening.documents"]),
            _say(
                inputs,
                TEXTS["opening.read-all" if 0 < len(inputs.done) == len(inputs.documents) else "opening.read"],
                n=len(inputs.documents),
                done=len(inputs.done),
            ),
        ),
        (_say(inputs, TEXTS["opening.work"]), str(inputs.settings.work.get("citation") or "")),
    )
    return tuple((name, text) for name, text in pairs if text)


def _say(inputs: Inputs, texts: Text, **values: object) -> str:
    return say(texts, inputs.language, model=word("model", inputs.language, inputs.words), **values)
