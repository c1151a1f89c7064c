"""Small talks in odd shapes, each with the turns and roles that are in it; written before anybody looked at how they are read."""

from __future__ import annotations

import json
from dataclasses import dataclass

__all__ = ["EMPAT", "FOUR", "SYSTEM", "TALKS", "Talk", "lines", "made"]

# what is said, so that only the shape differs: who asks, what, who answers
FOUR = (
    ("i", "How did it begin here?"),
    ("r", "We began in the hall."),
    ("i", "Who paid for it?"),
    ("r", "The village, mostly."),
)
EMPAT = (
    ("i", "Bagaimana awalnya di sini?"),
    ("r", "Kami mulai dari balai desa."),
    ("i", "Siapa yang membayar?"),
    ("r", "Dana desa, biasanya."),
)


@dataclass(frozen=True, slots=True)
class Talk:
    """One file: its bytes, who speaks in the order of appearance (`i` asks, `r` answers, other letters further informants), what is
    said, and how many turns have a time (None: not looked at). Without turns nobody speaks in it."""

    name: str
    file: str
    data: bytes
    turns: tuple[tuple[str, str], ...] = ()
    timed: int | None = None
    language: str | None = None


def made(
    name: str, file: str, text: str, turns: tuple[tuple[str, str], ...] = (), timed: int | None = None, **more: str
) -> Talk:
    return Talk(name, file, text.encode(more.get("encoding", "utf-8")), turns, timed, more.get("language"))


def lines(shape: str, ask: str, answer: str, said: tuple[tuple[str, str], ...] = FOUR, end: str = "\n") -> str:
    """The turns in one shape, such as `({who}) {what}`; `{n}` counts, `{t}` is a clock."""
    who = {"i": ask, "r": answer}
    return end.join(
        shape.format(who=who[key], what=what, n=n, t=f"00:00:{3 + 7 * n:02}", u=f"00:00:{9 + 7 * n:02}", m=3 + 7 * n)
        for n, (key, what) in enumerate(said)
    ) + "\n"  # fmt: skip


WHISPER = {
    "segments": [
        {"start": 0.0, "end": 2.1, "text": " How did it begin here?", "speaker": "SPEAKER_01"},
        {"start": 2.1, "end": 4.0, "text": " We began", "speaker": "SPEAKER_00"},
        {"start": 4.0, "end": 5.2, "text": " in the hall.", "speaker": "SPEAKER_00"},
        {"start": 5.2, "end": 7.0, "text": " Who paid for it?", "speaker": "SPEAKER_01"},
        {"start": 7.0, "end": 9.0, "text": " The village, mostly.", "speaker": "SPEAKER_00"},
    ]
}
VTT = """WEBVTT - made by a tool
STYLE
::cue { color: red }

NOTE nobody says this

c1
00:00:01.000 --> 00:00:03.000 align:start position:10%
<v.loud Ratna Dewi>How did it begin here?</v>

c2
00:00:03.000 --> 00:00:06.000
<v Joko>We began <i>in the hall</i>.

00:00:06.000 --> 00:00:08.000
<v.loud Ratna Dewi>Who paid for it?</v>

00:00:08.000 --> 00:00:11.000
<v Joko>The village, mostly.
"""

SRT = "\r\n\r\n".join(
    f'{n + 1}\r\n00:00:0{2 * n},100 --> 00:00:0{2 * n + 1},900\r\n{{\\an8}}<font color="#fff">{who}: {what}</font>'
    for n, (who, (_, what)) in enumerate(zip(("RATNA", "JOKO") * 2, FOUR, strict=True))
)

WHATSAPP = (
    "\u200e[12/05/24 09.15.04] Ratna: How did it begin here?\r\n[12/05/24 09.16.10] +62 812-0000-1111: We began in the hall.\r\n"
    "[12/05/24 09.17.00] Ratna: Who paid for it?\r\n[12/05/24 09.18.22] +62 812-0000-1111: The village,\r\nmostly.\r\n"
)

FRENCH = (
    "Les habitants attendaient depuis longtemps que la mairie ouvre un bureau dans le village, et quand cela fut fait, ils sont venus "
    "nombreux pour demander des papiers, des cartes et des conseils. Personne ne savait combien de temps cela durerait.\n"
)

HTML_TABLE = (
    "<html><body><table><tr><th>Time</th><th>Speaker</th><th>Text</th></tr>"
    + "".join(f"<tr><td>0:0{n}</td><td>{who}</td><td>{what}</td></tr>" for n, (who, (_, what)) in enumerate(zip(("Ratna", "Joko") * 2, FOUR, strict=True)))
    + "</table></body></html>"
)  # fmt: skip

FORM = "Nama: Budi\nUmur: 41\nPekerjaan: petani\nTempat: balai desa\n\n" + lines(
    "{who}: {what}", "P", "B", EMPAT, "\n\n"
)

TALKS = (
    made("round brackets", "a.txt", lines("({who}) {what}", "Ratna", "Joko"), FOUR),
    made("curly brackets", "a.txt", lines("{{{who}}} {what}", "INT", "RES"), FOUR),
    made("angle brackets", "a.txt", lines("<{who}> {what}", "Interviewer", "Respondent"), FOUR),
    made("hash and colon", "a.txt", lines("#{who}: {what}", "Moderator", "Ani", EMPAT), EMPAT),
    made("bold in markdown", "a.md", lines("**{who}:** {what}", "Interviewer", "Joko", end="\n\n"), FOUR),
    made("bold name, colon outside", "a.md", lines("**{who}**: {what}", "Ratna D.", "Joko P.", end="\n\n"), FOUR),
    made("italic name and dash", "a.md", lines("*{who}* – {what}", "Ratna", "Joko", end="\n\n"), FOUR),
    made("escaped bold", "a.md", lines("\\*\\*{who}:\\*\\* {what}", "K", "N", end="\n\n"), FOUR),
    made("underscores", "a.txt", lines("__{who}__: {what}", "RD", "JP"), FOUR),
    made("bar", "a.txt", lines("{who} | {what}", "Ratna", "Joko", EMPAT), EMPAT),
    made("en dash", "a.txt", lines("{who} – {what}", "Ratna", "Joko"), FOUR),
    made("tab and lower case", "a.txt", lines("{who}\t{what}", "ratna", "joko"), FOUR),
    made(
        "degrees and comma",
        "a.txt",
        lines("{who}: {what}", "Dr. Siti Aminah, M.Kes.", "Hj. Rukmini, S.Pd.", EMPAT),
        EMPAT,
    ),
    made(
        "full names, then initials",
        "a.txt",
        "Interviewer (I): How did it begin here?\n\nBudi Santoso (BS): We began in the hall.\n\nI: Who paid for it?\n\nBS: The village, mostly.\n",
        FOUR,
    ),
    made("all in one line", "a.txt", " ".join(f"{w}: {s}" for w, (_, s) in zip("PAPA", EMPAT, strict=True)), EMPAT),
    made("name alone above, blank lines between", "a.txt", lines("{who}\n\n{what}", "Ratna", "Joko", end="\n\n"), FOUR),
    made("office in brackets", "a.txt", lines("{who}: {what}", "Peneliti", "Joko (Ketua RT 03)", EMPAT), EMPAT),
    made("wide colon", "a.txt", lines("{who}\uff1a{what}", "P", "A", EMPAT), EMPAT),
    made("blank before the colon", "a.txt", lines("{who} : {what}", "Pewawancara", "Informan 1", EMPAT), EMPAT),
    made("numbers in brackets", "a.txt", lines("({n}) {who}: {what}", "P", "A", EMPAT), EMPAT),
    made("line numbers and tabs", "a.txt", lines("{n}\t{who}:\t{what}", "I", "R"), FOUR),
    made("tenths", "a.txt", lines("[{t}.5] {who}: {what}", "P", "A"), FOUR, 4),
    made("time glued to the label", "a.txt", lines("[{t}]{who}: {what}", "P", "A"), FOUR, 4),
    made("time at the end", "a.txt", lines("{who}: {what} ({t})", "Ratna", "Joko"), FOUR, 4),
    made("time behind the colon", "a.txt", lines("{who}: [{t}] {what}", "Ratna", "Joko"), FOUR, 4),
    made("date and time before", "a.txt", lines("2024-05-03 {t} {who}: {what}", "Ratna", "Joko"), FOUR, 4),
    made("range with a dash", "a.txt", lines("{t} – {u} {who}: {what}", "Ratna", "Joko"), FOUR, 4),
    made("time alone, then the name", "a.txt", lines("{t}\n{who}\n{what}", "Ratna", "Joko", end="\n\n"), FOUR, 4),
    made("number and time alone", "a.txt", lines("0{n}  ({t},000)\n{who}: {what}", "P", "A", EMPAT, "\n\n"), EMPAT, 4),
    made("minutes and seconds with dots", "a.txt", lines("{who} (0.{m:02}): {what}", "P", "A", EMPAT), EMPAT, 4),
    made(
        "minutes of a meeting",
        "a.txt",
        "Hari: Senin\nTempat: Balai desa\nHadir: 12 orang\nAgenda: dana desa\nKeputusan: dana dibagi dua\n",
    ),
    made("a form, then a talk", "a.txt", FORM, EMPAT),
    made(
        "an e-mail",
        "a.txt",
        "Dari: Ratna\nKepada: Joko\nTanggal: 3 Mei 2024\nPerihal: loket\n\nSelamat pagi Pak,\nloket buka jam delapan.\n\nSalam,\nRatna\n",
    ),
    made(
        "a diary with times",
        "a.txt",
        "08:15 Arrived at the hall. Six people wait.\n\n08:40 Talked with the head: he is busy.\n\n09:05 The counter opens.\n",
    ),
    made(
        "Q1. A1.",
        "a.txt",
        "".join(f"{k}{1 + n // 2}. {what}\n" for n, (k, (_, what)) in enumerate(zip("QAQA", FOUR, strict=True))),
        FOUR,
    ),
    made(
        "table with semicolons",
        "a.csv",
        "Waktu;Penutur;Ucapan\n" + lines("{t};{who};{what}", "Ratna", "Joko", EMPAT),
        EMPAT,
        4,
    ),
    made(
        "table with a title above",
        "a.csv",
        'Interview 3,,\nSpeaker,Start,Text\nRatna,0:03,How did it begin here?\nJoko,0:09,We began in the hall.\nRatna,0:20,Who paid for it?\nJoko,0:25,"The village, mostly."\n',
        FOUR,
        4,
    ),
    made("table on a page", "a.html", HTML_TABLE, FOUR, 4),
    made("voices with classes", "a.vtt", VTT, FOUR, 4),
    made("captions with fonts", "a.srt", SRT, FOUR, 4),
    made("invisible marks in labels", "a.txt", lines("\ufeff{who}\u200b\u00a0: {what}", "P", "A", EMPAT), EMPAT),
    made("UTF-16 without a mark", "a.txt", lines("{who}: {what}", "I", "R"), FOUR, encoding="utf-16-le"),
    made("machine's segments", "a.json", json.dumps(WHISPER), FOUR, 4),
    made(
        "messages with a phone number", "a.txt", WHATSAPP, (FOUR[0], FOUR[1], FOUR[2], ("r", "The village, mostly.")), 4
    ),
    made("prose in French", "a.txt", FRENCH, language="fr"),
)

SYSTEM = made(
    "a message of the messenger", "a.txt",
    "\u200e[12/05/24 09.15.03] Ratna: \u200eMessages and calls are end-to-end encrypted.\r\n" + WHATSAPP.removeprefix("\u200e"),
    FOUR, 4,
)  # fmt: skip
