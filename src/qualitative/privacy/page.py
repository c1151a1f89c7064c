"""The page for an ethics board: who is in the study, who consented to what, how they are hidden, who could still be recognised. It names nobody."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from qualitative.corpus.consents import SCOPES, ConsentRegister
from qualitative.counting.persons import count_persons, speakers
from qualitative.folder import Folder
from qualitative.i18n import format_date, pick
from qualitative.privacy.guards import is_declared, people, register, singled_in
from qualitative.privacy.key import read_key
from qualitative.privacy.paper import Paper
from qualitative.privacy.registering import read_replies

__all__ = ["ethics_page"]

_SCOPES = {
    "analysis": {"id": "dianalisis", "en": "analysis"},
    "verbatim": {"id": "dikutip kata demi kata", "en": "being quoted word for word"},
    "translation": {"id": "diterjemahkan", "en": "translation"},
    "machine": {"id": "dibaca mesin (saran, model)", "en": "being read by machines (suggestions, models)"},
    "archive": {"id": "disimpan di arsip", "en": "being kept in an archive"},
    "recontact": {"id": "dihubungi lagi", "en": "being contacted again"},
}
_WORDS = {
    "title": {"id": "Pelindungan partisipan: {title}", "en": "Protection of participants: {title}"},
    "made": {"id": "Dibuat dari berkas studi pada {today}. Halaman ini tidak menyebut seorang pun.", "en": "Made from the study's files on {today}. This page names nobody."},
    "board": {"id": "Persetujuan etik: {board}.", "en": "Ethical approval: {board}."},
    "no-board": {"id": "Persetujuan etik: belum dicatat (consent.board di study.yaml).", "en": "Ethical approval: not noted (consent.board in study.yaml)."},
    "who": {"id": "Siapa", "en": "Who"},
    "counts": {
        "id": "{persons} orang dalam wawancara; {groups} wawancara kelompok dengan {in_groups} orang; {nobody} penutur tidak dikenal.",
        "en": "Persons in interviews: {persons}; group interviews: {groups}, with {in_groups} persons; speakers unknown: {nobody}.",
    },
    "consent": {"id": "Izin", "en": "Consent"},
    "scope": {"id": "Untuk", "en": "For"},
    "given": {"id": "Diberi", "en": "Given"},
    "ended": {"id": "Ditarik", "en": "Taken back"},
    "not": {"id": "Tidak", "en": "Not given"},
    "from": {"id": "Tanggal", "en": "Dates"},
    "undated": {"id": "{n} tanpa tanggal", "en": "{n} undated"},
    "own": {"id": "{own} dari {all} orang tercatat sendiri; bagi yang lain berlaku aturan studi: {usual}.", "en": "{own} of {all} persons have a record of their own; for the others the study's rule holds: {usual}."},
    "assumed": {"id": "study.yaml tidak menyebut izin: bagi yang tidak tercatat sendiri, semua izin di atas hanyalah anggapan program.", "en": "study.yaml says nothing of consent: for those without a record of their own, all that stands above as given is assumed by the program."},
    "withdrawn": {"id": "Mengundurkan diri: {n}; ucapannya masih ada pada {here} orang.", "en": "Withdrew: {n}; what they said is still there of {here}."},
    "until": {"id": "Bahan disimpan sampai {until}; lewat batas: {n} orang.", "en": "Material is kept until {until}; persons beyond that: {n}."},
    "no-until": {"id": "Batas penyimpanan belum dicatat (consent.until di study.yaml).", "en": "No end of keeping is noted (consent.until in study.yaml)."},
    "hidden": {"id": "Bagaimana mereka disamarkan", "en": "How they are hidden"},
    "key": {"id": "Nama samaran diberikan: {given}. Kuncinya ada di luar git dan hanya terbaca oleh pemiliknya.", "en": "Pseudonyms given: {given}. Their key lies outside git, and only its owner can read it."},
    "no-key": {"id": "Belum ada nama samaran yang diberikan.", "en": "No pseudonyms were given."},
    "private": {"id": "Kolom yang tidak pernah masuk git: {columns}.", "en": "Columns that never enter git: {columns}."},
    "no-private": {"id": "Tidak ada kolom rahasia tentang orang.", "en": "There are no private columns on persons."},
    "known": {"id": "Siapa yang masih dapat dikenali", "en": "Who could still be recognised"},
    "nobody": {"id": "Tidak ada gabungan dari {columns} yang dimiliki kurang dari {k} orang.", "en": "No combination of {columns} is shared by fewer than {k} persons."},
    "some": {"id": "{n} dari {all} orang berbagi gabungan ciri dengan kurang dari {k} orang (gabungan sampai {most} ciri):", "en": "{n} of {all} persons share a combination of attributes with fewer than {k} (of up to {most} attributes):"},
    "columns": {"id": "Ciri", "en": "Attributes"},
    "persons": {"id": "Orang", "en": "Persons"},
    "machines": {"id": "Mesin", "en": "Machines"},
    "models": {"id": "Pengode yang berupa model: {models}. Saran dihitung di komputer ini; ucapan {n} orang tidak dibaca, karena mereka tidak mengizinkannya.", "en": "Coders that are models: {models}. Suggestions are worked out on this computer; what {n} persons said is not read, for they did not agree to it."},
    "none": {"id": "tidak ada", "en": "none"},
    "replies": {"id": "Tanggapan partisipan", "en": "What participants answered"},
    "answered": {"id": "{persons} orang menanggapi lembar berisi ucapan mereka: {answers}.", "en": "Persons who answered the sheet with their words: {persons} ({answers})."},
    "unanswered": {"id": "Belum ada tanggapan yang dicatat.", "en": "No answers are noted yet."},
}  # fmt: skip


def ethics_page(folder: Folder, language: str, today: str, k: int | None = None) -> Paper:
    """The page in `language`, as of `today` (YYYY-MM-DD). It holds counts, names of columns and dates, and no person, id or value."""

    def say(key: str, **values: object) -> str:
        return pick(_WORDS[key], language).format(**values)

    known, table = register(folder), people(folder)
    here = [person for person, ids in table["documents"].items() if ids]
    board = folder.settings.consent.board
    paper = Paper(say("title", title=pick(folder.settings.title, language)), language)
    paper.text(say("made", today=format_date(today, language)))
    paper.text(say("board", board=board) if board else say("no-board"))
    paper.heading(say("who"))
    spoken = speakers([document for document in folder.documents.values() if document.provenance == "fieldwork"])
    paper.text(say("counts", **count_persons(spoken).iloc[0].to_dict()))
    paper.heading(say("consent"))
    head = [say(key) for key in ("scope", "given", "ended", "not", "from")]
    paper.table(head, [_scope_row(scope, known, here, language) for scope in SCOPES])
    own = [one for one in here if one in known.records]
    usual = ", ".join(pick(_SCOPES[scope], language) for scope in known.usual) or say("none")
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
    undated = pick(_WORDS["undated"], language).format(n=len(dates) - len(dated)) if len(dates) > len(dated) else ""
    name = pick(_SCOPES[scope], language)
    return [name, str(len(may)), str(len(ended)), str(len(here) - len(may) - len(ended)), ", ".join(filter(None, (said, undated))) or "–"]  # fmt: skip


def _listed(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} {count}" for name, count in counts.items())
