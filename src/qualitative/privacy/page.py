"""The page for an ethics board: who is in the study, who consented to what, how they are hidden, who could still be recognised. It names nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qualitative.corpus.consents import SCOPES, ConsentRegister
from qualitative.counting.persons import count_persons, speakers
from qualitative.folder import Folder
from qualitative.i18n import catalogue, format_date, pick
from qualitative.privacy.guards import is_declared, protected, register, singled_in
from qualitative.privacy.key import read_key
from qualitative.privacy.paper import Paper
from qualitative.privacy.registering import read_replies

__all__ = ["ethics_page"]

TEXTS = catalogue("privacy")


def ethics_page(folder: Folder, language: str, today: str, k: int | None = None) -> Paper:
    """The page in `language`, as of `today` (YYYY-MM-DD). It holds counts, names of columns and dates, and no person, id or value."""

    def say(key: str, **values: object) -> str:
        return TEXTS.say(f"page.{key}", language, **values)

    known, here = register(folder), protected(folder)
    board = folder.settings.consent.board
    paper = Paper(say("title", title=pick(folder.settings.title, language)), language)
    paper.text(say("made", today=format_date(today, language)))
    paper.text(say("board", board=board) if board else say("no-board"))
    paper.heading(say("who"))
    spoken = speakers([document for document in folder.documents.values() if document.provenance == "fieldwork"])
    paper.text(say("counts", **{str(name): number for name, number in count_persons(spoken).iloc[0].items()}))
    paper.heading(say("consent"))
    head = [say(key) for key in ("scope", "given", "ended", "not", "from")]
    paper.table(head, [_scope_row(scope, known, here, language) for scope in SCOPES])
    own = [one for one in here if one in known.records]
    usual = ", ".join(TEXTS.say(f"scope.{scope}", language) for scope in known.usual) or say("none")
    paper.text(say("own", own=len(own), all=len(here), usual=usual) if is_declared(folder) else say("assumed"))
    withdrew = [person for person, record in known.records.items() if record.withdrawn is not None]
    paper.text(say("withdrawn", n=len(withdrew), here=len(set(withdrew) & set(here))))
    overdue = known.overdue(here, today)
    paper.text(say("until", until=known.until, n=len(overdue)) if known.until else say("no-until"))
    paper.heading(say("hidden"))
    key = read_key(folder.root, language)
    given = {kind: len(values) for kind, values in key.given.items() if values}
    paper.text(say("key", given=_listed(given)) if given else say("no-key"))
    private = folder.settings.attributes.private
    paper.text(say("private", columns=", ".join(private)) if private else say("no-private"))
    _add_known(paper, folder, k, say)
    paper.heading(say("machines"))
    models = [coder.model or coder.id for coder in folder.settings.coders.values() if coder.kind == "model"]
    barred = len(known.refusing(here, "machine"))
    paper.text(say("models", models=", ".join(dict.fromkeys(models)) or say("none"), n=barred))
    paper.heading(say("replies"))
    replies = read_replies(folder)
    answers = {answer: sum(reply.answer == answer for reply in replies) for answer in dict.fromkeys(reply.answer for reply in replies)}  # fmt: skip
    asked = len({reply.person for reply in replies})
    paper.text(say("answered", persons=asked, answers=_listed(answers)) if replies else say("unanswered"))
    return paper


def _add_known(paper: Paper, folder: Folder, k: int | None, say: Callable[..., str]) -> None:
    found = singled_in(folder, k)
    paper.heading(say("known"))
    if not found.found:
        columns = ", ".join(found.columns) or say("none")
        paper.text(say("nobody", columns=columns, k=found.k))
        return
    paper.text(say("some", n=len(found.singled), all=found.persons, k=found.k, most=found.most))
    rows = [[" + ".join(columns), str(len(persons))] for columns, persons in found.by_columns().items()]
    paper.table([say("columns"), say("persons")], rows)


def _scope_row(scope: str, known: ConsentRegister, here: Sequence[str], language: str) -> list[str]:
    """Scope, given, taken back, not given, and from when to when."""
    may = [person for person in here if known.may(person, scope)]
    records = [known.records[person] for person in here if person in known.records]
    ended = [record for record in records if scope in record.given and not record.allows(scope)]
    dates = [record.given[scope] for record in records if record.allows(scope)]
    dated = sorted(date for date in dates if date)
    said = " – ".join(dict.fromkeys([dated[0], dated[-1]])) if dated else ""
    undated = TEXTS.say("page.undated", language, n=len(dates) - len(dated)) if len(dates) > len(dated) else ""
    name = TEXTS.say(f"scope.{scope}", language)
    return [name, str(len(may)), str(len(ended)), str(len(here) - len(may) - len(ended)), ", ".join(filter(None, (said, undated))) or "–"]  # fmt: skip


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
