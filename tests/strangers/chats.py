"""Exports of chats with lines that the messenger wrote itself, each with the turns that people wrote; made before anybody looked at how they are read."""

from __future__ import annotations

from strangers.odd_talks import EMPAT, FOUR, made

__all__ = ["CHATS", "NAMELESS", "TOLD"]

MARK = "\u200e"
IOS = (
    f"[12/05/24 09.15.03] Tim Desa: {MARK}Messages and calls are end-to-end encrypted. Only people in this chat can read, listen to, or share them.\r\n"
    f"{MARK}[12/05/24 09.15.03] Budi: {MARK}Budi created this group\r\n"
    f"[12/05/24 09.15.03] Ratna: {MARK}Ratna added you\r\n"
    "[12/05/24 09.15.04] Ratna: How did it begin here?\r\n[12/05/24 09.16.10] ~\u202fAni: We began in the hall.\r\n"
    f"[12/05/24 09.16.20] ~\u202fSiti: {MARK}~\u202fSiti joined using this group's link\r\n"
    "[12/05/24 09.17.00] Ratna: Who paid for it?\r\n"
    f"[12/05/24 09.17.40] Tim Desa: {MARK}You're now an admin\r\n"
    "[12/05/24 09.18.22] ~\u202fAni: The village, mostly.\r\n"
)
# the marks are gone, as from a file that was opened and saved elsewhere
PLAIN_IOS = IOS.replace(MARK, "").replace("\u202f", " ")
ANDROID = (
    "12/05/2024, 09:15 - Messages and calls are end-to-end encrypted. No one outside of this chat, not even WhatsApp, can read or listen to them. Tap to learn more.\n"
    '12/05/2024, 09:15 - Budi changed the group name from "Tim: A" to "Tim: B"\n'
    "12/05/2024, 09:15 - Budi added Siti: welcome desk\n"
    "12/05/2024, 09:16 - Ratna: How did it begin here?\n12/05/2024, 09:17 - Joko Pak RT: We began in the hall.\n"
    "12/05/2024, 09:17 - Siti left\n12/05/2024, 09:18 - Ratna: Who paid for it?\n"
    "12/05/2024, 09:18 - Your security code with Joko Pak RT changed. Tap to learn more.\n"
    "12/05/2024, 09:19 - Joko Pak RT: The village, mostly.\n"
)
INDONESIAN = (
    "12/05/24 09.15 - Pesan dan panggilan dienkripsi secara end-to-end. Hanya orang di chat ini yang bisa membaca, mendengarkan, atau membagikannya.\n"
    '12/05/24 09.15 - Budi membuat grup "Desa: kita"\n12/05/24 09.15 - Budi menambahkan Anda\n'
    "12/05/24 09.16 - Ratna: Bagaimana awalnya di sini?\n12/05/24 09.17 - +62 812-0000-1111: Kami mulai dari balai desa.\n"
    "12/05/24 09.17 - ~ Siti bergabung menggunakan tautan undangan\n12/05/24 09.18 - Ratna: Siapa yang membayar?\n"
    "12/05/24 09.18 - Budi mengubah deskripsi grup menjadi:\nJam buka: 08.00\nTutup: 15.00\n"
    "12/05/24 09.19 - +62 812-0000-1111: Dana desa, biasanya.\n12/05/24 09.20 - +62 812-0000-1111 keluar\n"
)
FRENCH = (
    f"[12/05/2024 09:15:03] Équipe: {MARK}Les messages et les appels sont chiffrés de bout en bout.\n"
    f"[12/05/2024 09:15:09] Équipe: {MARK}Bruno a ajouté Siti\n"
    "[12/05/2024 09:15:10] Ratna: How did it begin here?\n[12/05/2024 09:16:10] Jean-Luc: We began in the hall.\n"
    f"[12/05/2024 09:16:12] Jean-Luc: {MARK}Jean-Luc a quitté le groupe\n"
    "[12/05/2024 09:17:10] Ratna: Who paid for it?\n[12/05/2024 09:18:10] Jean-Luc: The village, mostly.\n"
)
TELEGRAM = (
    "Ratna, [12.05.2024 09:15]\nHow did it begin here?\n\nJoko P, [12.05.2024 09:16]\nWe began in the hall.\n\n"
    "Ratna, [12.05.2024 09:17]\nWho paid for it?\n\nJoko P, [12.05.2024 09:18]\nThe village, mostly.\n"
)
# one of two sends a picture and says of somebody that he left: both stay that person's
SAID = (
    "12/05/2024, 09:16 - Ratna: How did it begin here?\n12/05/2024, 09:17 - Joko: Budi left\n"
    "12/05/2024, 09:17 - Joko: <Media omitted>\n12/05/2024, 09:18 - Ratna: Who paid for it?\n12/05/2024, 09:19 - Joko: The village, mostly.\n"
)
# a message that quotes somebody before its first colon is still its sender's
QUOTED = (
    "12/05/2024, 09:16 - Ratna: How did it begin here?\n"
    '12/05/2024, 09:17 - the chair said "we begin": so we began in the hall.\n'
    "12/05/2024, 09:18 - Ratna: Who paid for it?\n12/05/2024, 09:19 - Joko: The village, mostly.\n"
)
NAMELESS = (
    "12/05/2024, 09:16 - Ratna: How did it begin here?\n12/05/2024, 09:17 - Joko: We began in the hall.\n"
    "12/05/2024, 09:18 - \U0001f338\U0001f338: The youth group helped.\n12/05/2024, 09:18 - Ratna: Who paid for it?\n"
    "12/05/2024, 09:19 - Joko: The village, mostly.\n"
)

# how many messages of each the messenger wrote
TOLD = {
    "of an iPhone": 5,
    "of an iPhone, its marks lost": 5,
    "of Android": 5,
    "in Indonesian": 6,
    "marked, in French": 3,
}
CHATS = (
    made("of an iPhone", "a.txt", IOS, FOUR, 4),
    made("of an iPhone, its marks lost", "a.txt", PLAIN_IOS, FOUR, 4),
    made("of Android", "a.txt", ANDROID, FOUR, 4),
    made("in Indonesian", "a.txt", INDONESIAN, EMPAT, 4),
    made("marked, in French", "a.txt", FRENCH, FOUR, 4),
    made("of Telegram, copied", "a.txt", TELEGRAM, FOUR, 4),
    made(
        "somebody says who left", "a.txt", SAID,
        (FOUR[0], ("r", "Budi left"), ("r", "<Media omitted>"), FOUR[2], FOUR[3]), 5,
    ),
)  # fmt: skip
