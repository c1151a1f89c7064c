"""What a label says by its words: a role, a field that names nobody, or nothing. Lists only add to what repetition shows. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = [
    "NAME_WORDS",
    "TITLES",
    "asks",
    "ends_on_question",
    "is_code",
    "is_field",
    "is_name",
    "is_nobody",
    "is_sure_role",
    "key_of",
    "role_of",
    "word_set",
]


def word_set(text: str) -> frozenset[str]:
    """The words of a list that is written as a text."""
    return frozenset(text.split())


NAME_WORDS = 12  # as many words as go into the longest label
# titles before a name; the point behind one ends no sentence
TITLES = word_set(
    "dr drs dra drg prof ir apt ns mr mrs ms mx miss sir st rev hon gov gen col lt sgt capt h hj hajj kh tn ny"
    " pak bu bapak ibu sdr sdri mas mbak ust"
)
_INTERVIEWER = word_set(
    "p i q t pw int interv itv tanya penanya pertanyaan pewawancara peneliti interviewer moderator researcher fasilitator"
    " facilitator enumerator question questioner host entrevistador entrevistadora pregunta investigador investigadora enquêteur"
    " enquêtrice intervieweur intervieweuse chercheur chercheuse interviewerin befrager moderatorin forscher forscherin frage"
    " pergunta pesquisador pesquisadora mod moderador moderadora pemandu notetaker surveyor"
)
_INFORMANT = word_set(
    "a j n r s inf res resp jawab jawaban penjawab informan informant responden respondent narasumber peserta partisipan participant"
    " interviewee interviewees answer warga petugas entrevistado entrevistada respuesta participante répondant répondante enquêté"
    " enquêtée interviewé interviewée réponse befragter befragte befragten teilnehmer teilnehmerin antwort resposta subject"
    " part informante encuestado encuestada"
)
# head words of forms, letters, minutes and field notes; they stand before a colon and name nobody
_FIELDS = word_set(
    "catatan lapangan sumber email e-mail kata kunci keywords note notes source tabel gambar figure table contoh misalnya example"
    " tanggal hari lokasi tempat waktu date place location time topik topic subjek judul title durasi duration duración durée dauer"
    " transkrip transcript transcription transkription file berkas pukul jam tel phone telepon alamat address nomor nomer no nr number"
    " lihat yaitu yakni antara keterangan kesimpulan saran abstrak abstract pertama kedua ketiga"
    " from sent to cc bcc subject reply-to dari kepada dikirim perihal hal lampiran tembusan attachment attachments von gesendet an betreff"
    " de à envoyé objet para asunto enviado assunto van aan verzonden onderwerp datum fecha lugar lieu ort objectif"
    " nama name umur usia age alter âge edad idade gender sex jenis kelamin pekerjaan occupation beruf profession pendidikan education"
    " agama religion status kode code id nik bahasa language sprache langue idioma method metode setting context konteks background"
    " pengamatan refleksi suasana situasi kegiatan deskripsi analisis interpretasi komentar observation observations reflection"
    " reflections description analysis interpretation comment comments atmosphere activity activities summary ringkasan rangkuman"
    " memo beobachtung reflexion beschreibung observación reflexión observação descripción descrição réflexion"
    " hadir present apologies absent agenda minutes notulen keputusan decision decisions tindak lanjut action actions item items next"
    " steps resolved motion aob pembukaan penutup penutupan hasil peserta-rapat attendees chairperson-note recording recorded rekaman"
    " interview-no version versi page halaman seite project proyek projekt study studi informed consent warning attention important"
    " penting tujuan goal aim purpose cara sampai mulai selesai begin end start finish ts pro contra pros cons advantages disadvantages"
    " kelebihan kekurangan strengths weaknesses opportunities threats result results findings conclusion"
)
_STRONG = 2  # letters; shorter role words are also initials, and who asks may overrule them
_DAY = re.compile(
    r"(?:[^\W\d_]{2,12},? )?(?:\d{1,2}(?:st|nd|rd|th|\.)?,? (?:of |de )?[^\W\d_]{3,12}\.?,?|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,?)"
    r"(?: de)? (?:19|20)\d\d|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}",
    re.IGNORECASE,
)
_QUESTION_MARK = re.compile(r"[?？؟]|(?<=[α-ωάέήίόύώϊϋΐΰ]);")  # ; ends a question in Greek
# how a question begins where a transcript bears no question marks
_QUESTION = re.compile(
    r"\W{0,3}(?:apa|apakah|siapa|siapakah|bagaimana|gimana|berapa|kapan|mengapa|kenapa|di ?mana|bisa(?:kah)?|bisa ibu|ceritakan|coba"
    r"|what|who|how|why|when|where|which|could you|can you|would you|do you|did you|have you|are you|is there|was there|were you|tell me"
    r"|qué|quién|cómo|cuándo|dónde|por qué|que|qui|comment|pourquoi|quand|est-ce|combien|was|wer|wie|warum|wann|wo|welche[rsn]?)\b",
    re.IGNORECASE,
)
_NOBODY = word_set(
    "unknown unidentified unclear unverified inaudible all everyone everybody several multiple various group overlapping"
    " tidak diketahui dikenal jelas semua bersama beberapa inconnu desconocido desconocida todos alle mehrere unbekannt tous desconhecido"
)
_PARTICLES = word_set(
    "dan and of the de la le les du des el los las y e und et bin binti van von der den al da do dos di to for in at"
)


def asks(speech: str, by_words: bool = False) -> bool:
    """Whether speech holds a question; `by_words` looks at its first words, for transcripts without question marks.

    >>> asks("Lalu?"), asks("Who pays", by_words=True), asks("We pay", by_words=True)
    (True, True, False)
    """
    return _QUESTION.match(speech) is not None if by_words else _QUESTION_MARK.search(speech) is not None


def ends_on_question(speech: str, by_words: bool = False) -> bool:
    """Whether speech ends on a question, as an interviewer's mostly does; `by_words` as in `asks`.

    >>> ends_on_question("I see. And then?"), ends_on_question("Why not? We waited.")
    (True, False)
    """
    return asks(speech, True) if by_words else _QUESTION_MARK.search(speech[-4:]) is not None


@lru_cache(maxsize=50_000)  # a talk has few labels, and asks for each at every line
def key_of(label: str) -> str:
    """What makes two spellings one label: letters' case, blanks and a closing stop don't count.

    >>> key_of("Bu  ANI ") == key_of("bu ani")
    True
    """
    return " ".join(label.split()).casefold().rstrip(" .,;")


def role_of(label: str) -> str | None:
    """interviewer or informant where the label says so, else None.

    >>> role_of("Pewawancara 2"), role_of("NH"), role_of("P1"), role_of("Interviewee")
    ('interviewer', None, 'informant', 'informant')
    """
    plain = re.sub(r"[\s._#-]{0,4}\d{1,4}$", "", label.strip()).lower()
    if plain in ("p", "i", "t") and plain != label.strip().lower():
        return "informant"  # numbered, P is a participant (peserta) and I an informant
    if plain in _INTERVIEWER:
        return "interviewer"
    if plain in _INFORMANT:
        return "informant"
    words = re.findall(r"[^\W\d_]{4,40}", plain)
    return next((role_of(word) for word in words if word != plain and word in _INTERVIEWER | _INFORMANT), None)


def is_sure_role(label: str) -> bool:
    """Whether the label tells the role by a whole word; a letter such as R may be a researcher or a respondent."""
    return role_of(label) is not None and any(len(word) > _STRONG for word in re.findall(r"[^\W\d_]+", label))


def is_field(label: str) -> bool:
    """Whether a label is the head of a field, such as `Date`, `Sent`, `Observation 2`; never if it tells a role.

    >>> is_field("Tanggal"), is_field("Bu Ani"), is_field("Next steps")
    (True, False, True)
    """
    words = [word.strip("().,#*_") for word in re.split(r"[\s/]", key_of(label))]
    words = [word for word in words if word and not word.isdigit()]
    return bool(words) and all(word in _FIELDS or (len(words) > 1 and word in _PARTICLES) for word in words)


def is_nobody(label: str) -> bool:
    """Whether a label says that nobody in particular speaks: `?`, `Unknown`, `All`.

    >>> is_nobody("??"), is_nobody("Unknown speaker"), is_nobody("Joko")
    (True, True, False)
    """
    words = [
        word
        for word in re.findall(r"[^\W\d_]+", label.casefold())
        if word not in ("speaker", "voice", "suara", "speakers")
    ]
    return label.strip("?[]() ") == "" or (bool(words) and all(word in _NOBODY for word in words))


def is_day(label: str) -> bool:
    """Whether a label is a date, which is nobody's name.

    >>> is_day("March 12, 2024"), is_day("12 Maret 2024"), is_day("Informan 12")
    (True, True, False)
    """
    return _DAY.fullmatch(label.strip(" ,.")) is not None


def is_code(label: str) -> bool:
    """Whether a label is a code rather than a word: initials, or letters with a number.

    >>> is_code("NH"), is_code("Speaker 1"), is_code("1P"), is_code("SPEAKER_00"), is_code("Ratna")
    (True, True, True, True, False)
    """
    bare = re.sub(r"[\s._-]", "", label)
    return (bare.isupper() and len(bare) <= 4) or (any(c.isdigit() for c in bare) and len(label.split()) <= 3)


def is_name(label: str) -> bool:
    """Whether a label could name a speaker, seen once: few words, each with a capital or digit, and no field.

    >>> is_name("Bu Ani"), is_name("So I would say that"), is_name("Tanggal"), is_name("dr. Siti, M.Kes.")
    (True, False, False, True)
    """
    if label[-1:] == "?" and len(label) <= 20 and is_code(label.rstrip("? ")):
        return True  # who transcribed was not sure
    words = label.split()
    if not 1 <= len(words) <= NAME_WORDS or is_day(label) or re.search(r"[?!;“”\"=]", label) or is_field(label):
        return False
    if not re.search(r"[^\W\d_]", label) and sum(c.isdigit() for c in label) < 7:
        return False  # of digits alone, only a telephone number names somebody
    if role_of(label):
        return sum(w.islower() and w not in _PARTICLES and (len(w) == 1 or not role_of(w)) for w in words) <= 1
    proper = [w for w in words if not w.islower() or any(c.isdigit() for c in w)]
    rest = [w for w in words if w not in proper]
    return bool(proper) and all(w in _PARTICLES or _is_shortened(w) or w[0] in "([" for w in rest)


def _is_shortened(word: str) -> bool:
    """Whether a word in small letters is a title or another abbreviation, and no end of a sentence: `dr.`, `bin.`, not `visits.`."""
    return word.endswith(".") and (word.rstrip(".") in TITLES or len(word) <= 4)
