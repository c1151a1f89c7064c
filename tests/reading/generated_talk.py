"""Conversations that nobody held: who says what, in three languages, with the truth beside each word.

Interviewers ask and now and then acknowledge; informants answer, and now and then ask back. Whoever opens, how many
speak and what they are called changes from talk to talk.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Said:
    """One turn as it was held: `start` and `end` in seconds, None where the file does not tell them.

    `maybe` are words that a reader may leave with this turn or not, such as a stage direction on a line of its own.
    """

    speaker: str
    role: str
    text: str
    start: float | None = None
    end: float | None = None
    maybe: str = ""


QUESTIONS = {
    "id": """Bagaimana awal mula Bapak terlibat dalam program ini?|Apa saja yang dikerjakan di kantor ini setiap hari?
Siapa yang biasanya datang ke loket?|Mengapa anggarannya tidak naik?|Bisa diceritakan prosesnya dari awal?
Berapa orang petugas yang ada sekarang?|Lalu apa yang terjadi sesudah laporan masuk?|Menurut Ibu, apa hambatan yang paling besar?
Kapan pelatihan terakhir diadakan?|Apakah ada kerja sama dengan puskesmas?|Bagaimana tanggapan warga?
Kalau datanya tidak cocok, apa yang dilakukan?|Siapa yang memutuskan?|Apa harapan ke depan?
Apakah semua desa mendapat jatah yang sama?|Di mana berkas itu disimpan?|Boleh diberi contohnya?|Sejak kapan aturan itu berlaku?
Apa bedanya dengan tahun lalu?|Dari mana biaya transportasinya?|Seperti apa koordinasinya dengan dinas?""",
    "en": """How did you first get involved in this?|What does a normal day look like here?|Who usually comes to the desk?
Why didn't the budget go up?|Could you walk me through the process?|How many people work on this now?
And what happened after the report came in?|What would you say is the biggest obstacle?|When was the last training held?
Do you work with the clinic at all?|How did people in the village react?|What do you do when the records don't match?
Who gets to decide?|What are your hopes for next year?|Does every district get the same share?|Where are the files kept?
Can you give me an example?|Since when has that rule been in place?|What changed compared with last year?
Where does the money for transport come from?|How do you coordinate with the other office?""",
    "fr": """Comment avez-vous commencé ce travail ?|À quoi ressemble une journée normale ici ?|Qui vient le plus souvent au guichet ?
Pourquoi le budget n'a-t-il pas augmenté ?|Pouvez-vous me raconter la procédure ?|Combien de personnes travaillent ici ?
Qu'est-ce qui s'est passé ensuite ?|Quel est selon vous le plus grand obstacle ?|Quand a eu lieu la dernière formation ?
Qui prend la décision ?|Avez-vous un exemple ?|Qu'est-ce qui a changé depuis l'an dernier ?""",
}

ANSWERS = {
    "id": """Saya mulai tahun 2014, waktu itu masih honorer.|Setiap hari kami buka dari jam 8 sampai jam 14.30.
Yang datang kebanyakan ibu-ibu dari desa, kadang sampai 40 orang sehari.|Anggarannya kecil sekali, hanya cukup untuk kertas dan tinta.
Waktu itu belum ada komputer, semua ditulis tangan.|Kalau datanya tidak cocok, kami telepon dulu kepala dusunnya.
Petugas kami cuma tiga orang, padahal wilayahnya luas.|Warga sering mengeluh karena harus bolak-balik.
Ada satu hal yang sulit: tidak semua orang punya kartu keluarga.|Dinas pernah berjanji menambah orang, tetapi sampai sekarang belum.
Kami simpan berkasnya di lemari belakang, sudah penuh.|Pelatihan terakhir dua tahun lalu, di kabupaten.
Saya rasa yang penting itu sabar.|Bupati sudah tanda tangan, jadi tinggal pelaksanaannya.|Kadang listrik mati, ya kami pulang lebih cepat.
Untuk transportasi kami pakai uang sendiri dulu, nanti diganti.|Kepala desa yang memutuskan, setelah musyawarah.
Puskesmas mau membantu, asal suratnya lengkap.|Harapan saya sederhana, jangan ganti sistem terus.
Bu Camat bilang, “Kerjakan dulu, uangnya menyusul.”|Sudah tiga kali kami ajukan, tiga kali juga ditolak.
Sebetulnya warga senang, cuma antreannya panjang.|Jatahnya 1.250.000 per desa, itu pun sering terlambat.
Di sini jaraknya jauh, satu jam naik perahu.|Itu tergantung musim.|Anak-anak muda sudah pindah ke kota semua.""",
    "en": """I started in 2014, on a short contract.|We open at 8 and close at half past two.
Mostly it's mothers from the villages, sometimes forty in a day.|The budget is tiny, it covers paper and ink and that's it.
Back then there were no computers, everything was written by hand.|If the records don't match we ring the village head first.
There are only three of us, and it's a big area.|People complain because they have to come back twice.
One thing is really hard: not everybody has a family card.|They promised us another person, but nobody came.
The files sit in the cupboard at the back, it's full.|The last training was two years ago, in the county town.
I think patience is what matters.|The council signed it off, so now it's a question of doing it.|Sometimes the power goes and we go home early.
We pay for the bus ourselves and claim it later.|The committee decides, after a meeting.
The clinic is willing to help as long as the letter is complete.|My hope is simple, stop changing the system.
My boss said, “Do the work first, the money will follow.”|We applied three times and three times they turned us down.
To be honest people like it, it's just that the queue is long.|Each place gets 1,250 a year, and even that is late.
It's an hour by boat from here.|That depends on the season.|The young ones have all moved to the city.""",
    "fr": """J'ai commencé en 2014, avec un contrat court.|Nous ouvrons à 8 h et nous fermons à 14 h 30.
Ce sont surtout des mères de famille, parfois quarante par jour.|Le budget est minuscule, il couvre le papier et l'encre.
À l'époque il n'y avait pas d'ordinateur, tout était écrit à la main.|Nous ne sommes que trois, et le secteur est vaste.
Les gens se plaignent parce qu'ils doivent revenir deux fois.|On nous avait promis quelqu'un, mais personne n'est venu.
Les dossiers sont dans l'armoire du fond, elle est pleine.|Je crois que la patience est ce qui compte.
Parfois il y a une panne et nous rentrons plus tôt.|Le comité décide, après une réunion.|Cela dépend de la saison.
Une chose est difficile : tout le monde n'a pas de livret.|Les jeunes sont tous partis en ville.""",
}

BACK = {  # informants ask back
    "id": "Maksudnya anggaran yang mana?|Begini, boleh saya jelaskan dulu?|Tahun ini atau tahun lalu?",
    "en": "You mean this year's budget?|Do you want the long version?|Sorry, which office?",
    "fr": "Vous voulez dire cette année ?|Quel bureau, pardon ?",
}
NODS = {  # interviewers acknowledge
    "id": "Baik.|Oh begitu.|Hmm, iya.|Menarik sekali.",
    "en": "Right.|I see.|Mm-hm, okay.|That's interesting.",
    "fr": "D'accord.|Je vois.|Très bien.",
}
OPENINGS = {
    "id": "Selamat pagi, terima kasih atas waktunya.|Assalamualaikum, kita mulai ya.",
    "en": "Good morning, and thanks for your time.|Okay, the recorder is on.",
    "fr": "Bonjour, merci de me recevoir.|Voilà, l'enregistrement commence.",
}
WELCOMES = {  # informants open
    "id": "Mari, silakan duduk.|Wah, sudah direkam ini.",
    "en": "Come in, come in.|So this is being recorded.",
    "fr": "Entrez, je vous en prie.|C'est déjà enregistré, alors.",
}
ASIDES = {
    "id": "tertawa|menghela napas|suara motor lewat|hening sejenak",
    "en": "laughs|long pause|phone rings|inaudible",
    "fr": "rires|silence|le téléphone sonne",
}


def bank(table: dict[str, str], language: str) -> list[str]:
    return [one.strip() for line in table[language].splitlines() for one in line.split("|")]


def hold(rng: Random, language: str, interviewers: list[str], informants: list[str], rounds: int) -> list[Said]:
    """A conversation; nobody speaks twice in a row, and everybody speaks at least twice."""
    questions, answers = bank(QUESTIONS, language), bank(ANSWERS, language)
    rng.shuffle(questions)
    rng.shuffle(answers)
    said: list[Said] = []

    def say(speaker: str, role: str, *sentences: str) -> None:
        if not said or said[-1].speaker != speaker:
            said.append(Said(speaker, role, " ".join(sentences)))

    def answered() -> list[str]:
        return [answers[(len(said) * 3 + k) % len(answers)] for k in range(rng.choice([1, 1, 2, 3, 4]))]

    if rng.random() < 0.3:  # somebody else than the interviewer opens
        say(informants[0], "informant", rng.choice(bank(WELCOMES, language)), *answered())
    order = list(informants)
    for number in range(max(rounds, 2 * len(informants), 2 * len(interviewers))):
        asks = interviewers[number % len(interviewers)]
        opening = [rng.choice(bank(OPENINGS, language))] if number == 0 and len(said) == 0 else []
        nod = [rng.choice(bank(NODS, language))] if rng.random() < 0.2 else []
        say(asks, "interviewer", *opening, *nod, questions[number % len(questions)])
        if rng.random() < 0.15:
            say(order[0], "informant", rng.choice(bank(BACK, language)))
            say(asks, "interviewer", rng.choice(bank(NODS, language)))
        for speaker in order[: rng.choice([1, 1, 2])]:
            say(speaker, "informant", *answered())
        order = order[1:] + order[:1]
    return said


def timed(rng: Random, said: list[Said], first: float, tenths: bool) -> list[Said]:
    """The same turns with a start and an end each, on the clock of the recording."""
    out: list[Said] = []
    now = first
    for one in said:
        start, now = now, now + max(2, len(one.text.split()) // 2) + (rng.randrange(10) / 10 if tenths else 0)
        out.append(Said(one.speaker, one.role, one.text, round(start, 1), round(now, 1), one.maybe))
        now = round(now + rng.choice([0, 1, 2]), 1)
    return out
