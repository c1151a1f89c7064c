"""Files as programs make them, each with the turns that are in it; what is told of each that is no speech. Written before they were read."""

from __future__ import annotations

import json

from office import docx, odt, p
from strangers.odd_talks import EMPAT, FOUR, Talk, lines, made

__all__ = ["FILES", "GOOGLE", "PROSE", "TOLD_OF"]

WHO = {"i": "Ratna", "r": "Joko"}
CHINESE = (("i", "诊所是怎么开始的？"), ("r", "两个护士和一辆借来的自行车。"), ("i", "谁付的钱？"), ("r", "一开始是我叔叔。"))  # fmt: skip
ARABIC = (("i", "كيف بدأت العيادة؟"), ("r", "بممرضتين ودراجة مستعارة."), ("i", "من دفع ثمنها؟"), ("r", "عمي في البداية."))  # fmt: skip


def whole() -> str:
    return " ".join(what for _, what in FOUR)


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(f'<w:tc>{p(cell)}</w:tc>' for cell in cells)}</w:tr>"


def words(what: str) -> list[dict[str, object]]:
    return [{"text": word, "start": n, "end": n + 1, "speaker": "A"} for n, word in enumerate(what.split())]


UTTERANCES = {
    "text": whole(),
    "words": [word for _, what in FOUR for word in words(what)],
    "utterances": [
        {"speaker": "AB"[key == "r"], "start": 3000 + 7000 * n, "end": 9000 + 7000 * n, "text": what, "words": words(what)}
        for n, (key, what) in enumerate(FOUR)
    ],
}  # fmt: skip
TELEGRAM = {
    "name": "Tim Desa",
    "messages": [
        {"type": "service", "date": "2024-05-12T09:10:00", "actor": "Budi", "action": "invite_members", "members": ["Siti"], "text": ""},
        *(
            {"type": "message", "date": f"2024-05-12T09:1{n}:03", "from": WHO[key], "text": [what[:8], {"type": "bold", "text": what[8:]}]}
            for n, (key, what) in enumerate(FOUR)
        ),
        {"type": "message", "date": "2024-05-12T09:19:00", "from": "Joko", "photo": "photos/1.jpg", "text": ""},
    ],
}  # fmt: skip
TELEGRAM_PAGE = (
    '<html><body><div class="message service"><div class="body details">Budi invited Siti</div></div>'
    + "".join(
        '<div class="message default clearfix"><div class="pull_left userpic_wrap"><div class="userpic userpic1">'
        f'<div class="initials">{WHO[key][0]}</div></div></div><div class="body"><div class="pull_right date details">09:1{n}</div>'
        f'<div class="from_name">{WHO[key]}</div><div class="text">{what}</div></div></div>'
        for n, (key, what) in enumerate(FOUR)
    )
    + "</body></html>"
)
RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
GOOGLE = {
    "results": [
        {"alternatives": [{"transcript": f" {what}", "confidence": 0.9}, {"transcript": "something else"}], "resultEndTime": "9s"}
        for _, what in FOUR * 20
    ]
}  # fmt: skip
DELETED = docx(
    p(f"Ratna: {FOUR[0][1]}")
    + f'<w:p>{RUN.format("Joko: We began ")}<w:del w:id="1" w:author="x"><w:r><w:delText>under a tree</w:delText></w:r></w:del>{RUN.format("in the hall.")}</w:p>'
    + "".join(p(f"{WHO[key]}: {what}") for key, what in FOUR[2:])
)  # fmt: skip
DELETED_ODT = odt(
    '<text:tracked-changes><text:changed-region text:id="c1"><text:deletion><text:p>under a tree</text:p></text:deletion></text:changed-region></text:tracked-changes>'
    + "".join(f"<text:p>{WHO[key]}: {what}</text:p>" for key, what in FOUR)
)
OTTER = "\n\n".join(f"{WHO[key]} D.  0:{3 + 7 * n:02}\n{what}" for n, (key, what) in enumerate(FOUR))
MEET = (
    f"Call\n\n00:00:00\n\n{lines('{who}: {what}', 'Ratna', 'Joko', FOUR[:2])}\n00:05:00\n\n{lines('{who}: {what}', 'Ratna', 'Joko', FOUR[2:])}"
    "\n00:09:12\nThis editable transcript was computer generated and might contain errors.\n"
)
CARDS = "".join(
    f"Name: {name}\nAge: {age}\nVillage: {village}\nAnswer: the road is bad\n\n"
    for name, age, village in (("Ani", 31, "Suka"), ("Budi", 44, "Maju"), ("Citra", 27, "Suka"))
)

FILES = (
    Talk("utterances beside their words", "a.json", json.dumps(UTTERANCES).encode(), FOUR, 4),
    Talk("a chat of Telegram", "a.json", json.dumps(TELEGRAM).encode(), FOUR, 4),
    Talk("a chat of Telegram as a page", "a.html", TELEGRAM_PAGE.encode(), FOUR, 4),
    Talk("a deleted stretch", "a.docx", DELETED, FOUR),
    Talk("a deleted stretch in OpenDocument", "a.odt", DELETED_ODT, FOUR),
    Talk("two cells, a colon in the first", "a.docx", docx(f"<w:tbl>{''.join(row(f'{WHO[key]}:', what) for key, what in FOUR)}</w:tbl>"), FOUR),
    Talk("a column of remarks", "a.docx", docx("<w:tbl>" + row("No", "Who", "What was said", "Remarks") + "".join(row(str(n), WHO[key], what, "why") for n, (key, what) in enumerate(FOUR)) + "</w:tbl>"), FOUR),
    made("Otter's own line", "a.txt", f"{OTTER}\n\nTranscribed by https://otter.ai\n", FOUR, 4),
    made("Meet's times and own line", "a.txt", MEET, FOUR, 2),
    made("quotation marks", "a.txt", lines("“{who}”: {what}", "Ratna", "Joko"), FOUR),
    made("guillemets", "a.txt", lines("«{who}» : {what}", "Ratna", "Joko"), FOUR),
    made("Chinese brackets", "a.txt", lines("【{who}】{what}", "记者", "王医生", CHINESE), CHINESE, language="und"),
    made("Chinese question and answer", "a.txt", lines("{who}：{what}", "问", "答", CHINESE), CHINESE, language="und"),
    made("Arabic in its own encoding", "a.txt", lines("{who}: {what}", "الباحثة", "أم أحمد", ARABIC * 3), ARABIC * 3, encoding="cp1256", language="und"),
    made("many degrees", "a.txt", lines("{who}: {what}", "Prof. Dr. Ir. H. Abd. Rahman, M.Sc., Ph.D.", "Ny. Hj. St. Aminah (RT 02/RW 05)", EMPAT), EMPAT),
    made("Spanish dashes", "a.txt", lines("{who}.- {what}", "E", "M"), FOUR),
    made("frames", "a.txt", lines("{t}:12 {who}: {what}", "Ratna", "Joko"), FOUR, 4),
    made("a call's chat", "a.txt", "".join(f"09:1{n}:03\t From {WHO[key]} to Everyone:\n\t{what}\n" for n, (key, what) in enumerate(FOUR)), FOUR, 4),
    made("cards that are filled in", "a.txt", CARDS),
)  # fmt: skip
# what stands under "not read"
TOLD_OF = {
    "a chat of Telegram": ("1 message of the system", "1 picture"),
    "a chat of Telegram as a page": ("1 message of the system", "4 initials"),
    "a deleted stretch": ("1 deleted stretch (3 words",),
    "a deleted stretch in OpenDocument": ("1 deleted stretch (3 words",),
    "a column of remarks": ("4 cells of the column 'No'", "4 cells of the column 'Remarks'"),
    "Otter's own line": ("1 line of the program",),
    "Meet's times and own line": ("1 line of the program",),
}
# files that stay prose, and what is said of them
PROSE = (
    (made("between strokes", "a.txt", lines("/{who}/ {what}", "Ratna", "Joko")), "Ratna, Joko open most lines, written as /Ratna/"),
    (made("between guillemets alone", "a.txt", lines("«{who}» {what}", "Ratna", "Joko")), "written as «Ratna»"),
)  # fmt: skip
