"""Small files in the ways in which people and tools write talk, each with what must come of it. What each shows is in its `expected.txt`."""

from __future__ import annotations

from pathlib import Path

import pytest

from qualitative import QualitativeError, Study
from qualitative.corpus.cases import case_problems, number_notes, read_cases
from qualitative.corpus.pages import page_of
from qualitative.corpus.preview import preview
from qualitative.text.turns import turns_of

CASES = Path(__file__).parent / "cases"
WHERE = {"case": "north", "date": "2026-05", "id": "added"}

# folder -> (roles as label=role, turns as they must stand in the corpus)
TALKS: dict[str, tuple[str, str]] = {
    "01-f4-time-at-end": ("I=interviewer B=informant", "[00:00:00-00:00:12] I: Bagaimana awalnya layanan ini dibuka di desa?|[00:00:12-00:00:41] B: Kami mulai dari balai desa, lalu pindah ke kantor.|[00:00:41-00:00:52] I: Siapa saja yang membantu?|[00:00:52-00:01:20] B: Ada dua relawan dan satu staf."),
    "04-zoom-saved-name-in-brackets": ("Ratna Dewi=interviewer Joko Prasetyo=informant", "[10:02:03] Ratna Dewi: Selamat pagi, bisa dimulai sekarang?|[10:02:10] Joko Prasetyo: Bisa, silakan.|[10:02:15] Ratna Dewi: Apa tugas Bapak di pusat layanan?|[10:02:22] Joko Prasetyo: Saya mencatat keluhan warga dan meneruskannya."),
    "05-bracket-and-at-labels": ("Pewawancara=interviewer Ibu A=informant", "Pewawancara: Apa tugas Ibu di pusat layanan?|Ibu A: Saya mencatat keluhan warga.|Pewawancara: Lalu diteruskan ke mana?|Ibu A: Ke dinas sosial kabupaten.|Pewawancara: Berapa lama prosesnya?|Ibu A: Kira-kira dua minggu."),
    "06-at-labels": ("Moderator=interviewer Ratna=informant Joko=informant", "Moderator: Siapa yang mau mulai?|Ratna: Saya dulu, ya.|Joko: Saya setuju dengan Ratna.|Moderator: Apa alasannya?|Ratna: Antreannya terlalu panjang.|Joko: Dan loketnya cuma satu."),
    "07-whispercpp-speaker": ("speaker 0=interviewer speaker 1=informant", "speaker 0: So how did the centre start in your village?|speaker 1: We began in the village hall with two volunteers.|speaker 1: Then the head gave us a room.|speaker 0: Who pays for the electricity?|speaker 1: The village budget, most months.|speaker 0: And the other months?"),
    "08-pyannote-block": ("SPEAKER_00=interviewer SPEAKER_01=informant", "[00:00:09-00:00:12] SPEAKER_00: How did the centre start in your village?|[00:00:12-00:00:20] SPEAKER_01: We began in the village hall with two volunteers.|[00:00:21-00:00:23] SPEAKER_00: Who pays for the electricity?|[00:00:23-00:00:30] SPEAKER_01: The village budget, most months."),
    "10-nvivo-tab": ("Ratna=interviewer Joko=informant", "[00:00:00-00:00:11] Ratna: How did the centre start in your village?|[00:00:11-00:00:30] Joko: We began in the village hall with two volunteers.|[00:00:30-00:00:35] Ratna: Who pays for the electricity?|[00:00:35-00:00:44] Joko: The village budget, most months."),
    "11-digit-first-labels": ("M=interviewer 1P=informant 2L=informant 3P=informant", "M: Siapa yang pernah datang ke loket?|1P: Saya pernah, dua kali.|2L: Saya belum.|M: Mengapa belum?|2L: Jauh dari rumah.|3P: Ongkosnya mahal.|1P: Saya diantar anak."),
    "117-q-numbered": ("Q=interviewer A=informant", "Q: What did you do first?|A: We went to the hall.|Q: And then?|A: We waited for the head.|Q: How long?|A: Two hours."),
    "12-long-label": ("Pewawancara=interviewer Kepala Seksi Perlindungan dan Jaminan Sosial=informant", "Pewawancara: Apa tugas Bapak?|Kepala Seksi Perlindungan dan Jaminan Sosial: Saya memeriksa berkas warga.|Pewawancara: Berapa berkas sebulan?|Kepala Seksi Perlindungan dan Jaminan Sosial: Kira-kira seratus."),
    "130-docx-table-question-answer": ("Pertanyaan=interviewer Jawaban=informant", "Pertanyaan: Bagaimana awalnya?|Jawaban: Kami mulai dari balai desa.|Pertanyaan: Siapa yang membantu?|Jawaban: Dua relawan.|Pertanyaan: Siapa yang membayar?|Jawaban: Dana desa."),
    "15-labels-inside-one-line": ("P=interviewer A=informant", "P: Bagaimana awalnya?|A: Kami mulai dari balai desa.|P: Siapa yang membantu?|A: Ada dua relawan dan satu staf.|P: Terima kasih.|A: Sama-sama."),
    "16-indonesian-dot-times": ("P=interviewer A=informant", "[00:00:05] P: Bagaimana awalnya layanan ini dibuka?|[00:00:12] A: Kami mulai dari balai desa.|[00:00:41] P: Siapa saja yang membantu?|[00:00:52] A: Ada dua relawan dan satu staf."),
    "160-rev-label-then-time": ("Ratna=interviewer Joko=informant", "[00:00:03] Ratna: Bagaimana awalnya?|[00:00:09] Joko: Kami mulai dari balai desa.|[00:00:20] Joko: Lalu pindah.|[00:00:31] Ratna: Siapa yang membantu?"),
    "161-rev-name-time-colon": ("Ratna Dewi=interviewer Joko=informant", "[00:00:03] Ratna Dewi: Bagaimana awalnya?|[00:00:09] Joko: Kami mulai dari balai desa.|[00:00:42] Joko: Lalu pindah ke kantor lama.|[00:01:12] Ratna Dewi: [tidak jelas 00:01:12] Siapa yang membantu?"),
    "164-speaker-dash-time": ("Speaker 1=interviewer Speaker 2=informant", "[00:00:03] Speaker 1: Bagaimana awalnya?|[00:00:09] Speaker 2: Kami mulai dari balai desa.|[00:00:20] Speaker 1: Siapa?"),
    "17-tab-after-label": ("Ratna=interviewer Joko=informant", "Ratna: Bagaimana awalnya layanan ini dibuka?|Joko: Kami mulai dari balai desa.|Ratna: Siapa saja yang membantu?|Joko: Ada dua relawan dan satu staf."),
    "18-name-alone-above": ("RATNA=interviewer JOKO=informant", "RATNA: Bagaimana awalnya layanan ini dibuka?|JOKO: Kami mulai dari balai desa.|RATNA: Siapa saja yang membantu?|JOKO: Ada dua relawan dan satu staf."),
    "20-bracket-in-label": ("Pewawancara=interviewer Informan [Ibu A]=informant", "Pewawancara: Apa tugas Ibu?|Informan [Ibu A]: Saya mencatat keluhan.|Pewawancara: Diteruskan ke mana?|Informan [Ibu A]: Ke dinas sosial."),
    "21-time-range": ("Ratna=interviewer Joko=informant", "[00:00:01-00:00:05] Ratna: Bagaimana awalnya?|[00:00:05-00:00:12] Joko: Kami mulai dari balai desa.|[00:00:12-00:00:15] Ratna: Siapa yang membantu?|[00:00:15-00:00:22] Joko: Dua relawan."),
    "22-whatsapp-android": ("Ratna=interviewer Joko Dusun 2=informant", "[09:15:00] Ratna: Selamat pagi Pak, jadi ke balai desa?|[09:17:00] Joko Dusun 2: Jadi, jam sepuluh|[09:17:00] Joko Dusun 2: Bawa berkasnya ya\nada tiga lembar|[09:20:00] Ratna: Baik Pak"),
    "26-windows-1252": ("I=interviewer R=informant", "I: What did Gaël say — “wait”?|R: He said “come back Monday”.|I: And then?|R: We waited."),
    "27-macroman": ("I=interviewer R=informant", "I: What did Gaël say “wait”?|R: Mañana, he said, à la mairie.|I: And then?|R: We waited."),
    "28-soft-hyphen": ("P=interviewer A=informant", "P: Apa itu Puskesos menurut Ibu?|A: Puskesos itu pusat kesejahteraan sosial di desa.|P: Siapa yang membantu?|A: Relawan."),
    "30-numbered-turns": ("P=interviewer A=informant", "P: Bagaimana awalnya?|A: Kami mulai dari balai desa.|P: Siapa yang membantu?|A: Dua relawan.|P: Terima kasih.|A: Sama-sama."),
    "33-docx-table-nvivo-heads": ("Ratna=interviewer Joko=informant", "[00:00:00-00:00:11] Ratna: Bagaimana awalnya layanan ini dibuka?|[00:00:11-00:00:30] Joko: Kami mulai dari balai desa.|[00:00:30-00:00:35] Ratna: Siapa saja yang membantu?|[00:00:35-00:00:44] Joko: Ada dua relawan dan satu staf."),
    "34-docx-table-time-speaker-text": ("Ratna=interviewer Joko=informant", "[00:00:05] Ratna: Bagaimana awalnya?|[00:00:12] Joko: Kami mulai dari balai desa.\n\nLalu pindah ke kantor lama.|[00:00:41] Ratna: Siapa yang membantu?|[00:00:52] Joko: Dua relawan."),
    "35-docx-bold-interviewer": ("Interviewer=interviewer Informant=informant", "Interviewer: Bagaimana awalnya layanan ini dibuka?|Informant: Kami mulai dari balai desa.|Interviewer: Siapa saja yang membantu?|Informant: Ada dua relawan dan satu staf.|Interviewer: Siapa yang membayar listriknya?|Informant: Dana desa, biasanya."),
    "38-docx-sdt-sym-softhyphen": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan warga→ dinas, 5°C.|P: Layanan 24-jam?|A: Ya."),
    "39-docx-altchunk": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan warga."),
    "40-docx-header-footnote-box": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan.|P: Terima kasih.|A: Sama-sama."),
    "41-docx-heading-speakers": ("Ratna=interviewer Joko=informant", "Ratna: Bagaimana awalnya?|Joko: Kami mulai dari balai desa.|Ratna: Siapa yang membantu?|Joko: Dua relawan."),
    "43-odt-annotations-frames": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan warga.|A: Sama-sama."),
    "44-teams-vtt-last-first": ("Dewi, Ratna=interviewer Prasetyo, Joko (Dinas Sosial)=informant", "[00:00:03-00:00:06] Dewi, Ratna: How did the centre start in your village?|[00:00:06-00:00:15] Prasetyo, Joko (Dinas Sosial): We began in the village hall with two volunteers. It was a small room.|[00:00:16-00:00:18] Dewi, Ratna: Who pays for the electricity?"),
    "46-vtt-blank-after-time": ("Ratna=interviewer Joko=informant", "[00:00:01-00:00:03] Ratna: How did the centre start?|[00:00:03-00:00:08] Joko: We began in the hall with two volunteers.|[00:00:08-00:00:10] Ratna: Who pays?"),
    "47-whisperx-srt": ("SPEAKER_00=interviewer SPEAKER_01=informant", "[00:00:00-00:00:03] SPEAKER_00: How did the centre start in your village?|[00:00:03-00:00:09] SPEAKER_01: We began in the village hall with two volunteers. It was a small room.|[00:00:09-00:00:12] SPEAKER_00: Who pays for the electricity?"),
    "48-zoom-vtt-phone-and-pronouns": ("Ratna Dewi (she/her)=interviewer 1 555 0100=informant Joko's iPhone (2)=informant", "[00:00:03-00:00:06] Ratna Dewi (she/her): How did the centre start?|[00:00:06-00:00:15] 1 555 0100: We began in the village hall. It was a small room.|[00:00:16-00:00:18] Ratna Dewi (she/her): Who pays for the electricity?|[00:00:18-00:00:21] Joko's iPhone (2): The village budget."),
    "58-rtf": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan Gaël."),
    "59-html": ("P=interviewer A=informant", "P: Apa tugas Bapak?|A: Saya mencatat keluhan."),
    "61-whisper-json": ("SPEAKER_00=interviewer SPEAKER_01=informant", "[00:00:00-00:00:03] SPEAKER_00: How did it start?|[00:00:03-00:00:07] SPEAKER_01: In the hall."),
}  # fmt: skip

# folder -> what must be told as not read
UNREAD = {
    "10-nvivo-tab": ["1 head row of a table (3 words): 'Timespan Content Speaker'"],
    "130-docx-table-question-answer": ["1 head row of a table (3 words): 'No Pertanyaan Jawaban'", "3 numbers of rows (3 words): '1'"],
    "33-docx-table-nvivo-heads": ["1 head row of a table (3 words): 'Timespan Speaker Content'"],
    "34-docx-table-time-speaker-text": ["1 head row of a table (3 words): 'Waktu Penutur Ujaran'"],
    "22-whatsapp-android": ["1 message of the system (13 words, line 1): '12/05/26 09.15 - Pesan dan panggilan dienkripsi secara end-t'…", "1 date beside a time (3 words): '12/05/26'"],
    "30-numbered-turns": ["6 numbers of turns or lines (6 words): '1'"],
    "40-docx-header-footnote-box": ["1 footnote (2 words, behind 'A: Saya mencatat keluhan'): 'Ia tertawa.'", "1 text box (4 words, behind 'A: Saya mencatat keluhan.'): 'Kutipan kotak: antrean panjang'", "1 page header (7 words): 'Informan 12, Desa Contoh, 11 Mei 2026'"],
    "43-odt-annotations-frames": ["1 footnote (2 words, behind 'Saya mencatat keluhan warga.'): 'Ia tertawa.'", "1 text box (6 words, behind 'Saya mencatat keluhan warga.'): 'P: Pertanyaan di dalam kotak teks?'"],
    "55-pdf-transcript-page-break": ["4 running heads and page numbers (14 words): 'Wawancara 12 — rahasia'"],
}  # fmt: skip


def file_of(folder: str) -> Path:
    found = [path for path in sorted((CASES / folder).iterdir()) if path.name != "expected.txt"]
    assert len(found) == 1
    return found[0]


@pytest.mark.parametrize("folder", TALKS)
def test_a_talk_becomes_its_turns_with_roles_and_times(study: Study, folder: str) -> None:
    addition = study.add(file_of(folder), **WHERE)
    roles, turns = TALKS[folder]
    document = Study.open(study.root).document("added")
    assert document.text == turns.replace("|", "\n\n") + "\n"
    assert " ".join(f"{label}={role}" for label, role in document.speakers.items()) == roles
    assert list(addition.unread) == UNREAD.get(folder, [])


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("23-email-thread", "From, Sent, To, Subject come back"),
        ("24-fieldnotes-headings", "Pengamatan, Refleksi come back"),
    ],
)
def test_fields_are_not_people_and_that_is_told(study: Study, folder: str, words: str) -> None:
    addition = study.add(file_of(folder), **WHERE)
    assert addition.document.speakers == {}
    assert addition.document.text.split() == file_of(folder).read_text(encoding="utf-8").split()
    assert any(note.startswith(words) and "--speakers" in note for note in addition.notes)


def test_rolling_captions_are_told_once(study: Study) -> None:
    addition = study.add(file_of("45-youtube-rolling"), **WHERE)
    assert addition.document.text == "[00:00:00-00:00:05] we began in the hall with two volunteers\n"
    (paragraph,) = turns_of(addition.document)
    spoken = addition.document.text[paragraph.start : paragraph.end]
    assert (spoken, paragraph.timestamp, paragraph.until) == (
        "we began in the hall with two volunteers", "00:00:00", "00:00:05",
    )  # fmt: skip


def test_lines_of_two_columns_are_joined_with_their_hyphens(study: Study) -> None:
    text = study.add(CASES / "54-pdf-two-columns-hyphens/laporan.pdf", **WHERE).document.text
    assert text.index("Administrative") < text.index("SECOND part begins with self-help")
    assert {"workflows;", "offices", "efficient", "understaffed", "infrastructure"} <= set(text.split())
    assert "\xad" not in text
    assert not any(word.endswith("-") for word in text.split() if word != "anti-")


def test_heads_and_feet_of_two_pages_leave_the_answer_whole_and_pages_are_kept(study: Study) -> None:
    addition = study.add(file_of("55-pdf-transcript-page-break"), **WHERE)
    document = addition.document
    assert addition.turns == 6
    assert list(addition.unread) == UNREAD["55-pdf-transcript-page-break"]
    assert "Mereka mencatat" in document.text
    assert "Halaman" not in document.text
    assert [page_of(document, n) for n in range(1, 7)] == [(1, 1), (1, 1), (1, 1), (1, 2), (2, 2), (2, 2)]


def test_comments_are_kept_at_their_place_and_become_memos(study: Study) -> None:
    addition = study.add(file_of("37-docx-comments-as-codes"), **WHERE)
    assert addition.document.source["comments"] == [{"on": "mencatat keluhan warga", "by": "Ratna", "text": "KELUHAN"}]
    assert preview(addition).comments == (("mencatat keluhan warga", "Ratna", "KELUHAN"),)
    odt = study.add(file_of("43-odt-annotations-frames"), **{**WHERE, "id": "odt"})
    assert odt.document.source["comments"] == [{"on": "mencatat keluhan", "by": "Ratna", "text": "KELUHAN"}]


def test_a_table_of_answers_is_refused_with_the_way_in(study: Study) -> None:
    with pytest.raises(QualitativeError, match="this is a table without turns; a transcript needs columns of speaker"):
        study.add(file_of("60-survey-csv"), **WHERE)


def test_numbers_of_another_locale_are_decided_by_their_table_and_told(tmp_path: Path) -> None:
    (tmp_path / "cases.csv").write_bytes((CASES / "148-indonesian-numbers/cases.csv").read_bytes())
    table = read_cases(tmp_path)
    assert table["penduduk"].tolist() == [1200, 950]
    assert table["anggaran"].tolist() == [2500000, 3100000]
    assert table["persen"].tolist() == [12.5, 8.1]
    assert table["kode"].tolist() == ["007", "012"]
    assert [note.split(": ", 1)[1] for note in number_notes(tmp_path / "cases.csv", tmp_path)] == [
        "1.200 read as 1200: points part thousands, a comma the decimals",
        "2.500.000 read as 2500000: points part thousands, a comma the decimals",
        "12,5 read as 12.5: points part thousands, a comma the decimals",
    ]


@pytest.mark.parametrize(
    ("name", "ids", "problem"),
    [
        ("cp1252", ["north"], ""),
        ("semicolon+BOM", ["north"], ""),
        ("semicolon", ["north", "south"], ""),
        ("sep-line", ["north"], ""),
        ("tab", ["north"], ""),
        ("trailing-empty-rows-and-column", ["north", "south"], ""),
        ("utf16", ["north"], ""),
        ("upper-case-id-and-blank", ["North "], "cases.csv:2: 'North ' is no id for a case; write north"),
    ],
)
def test_cases_from_a_spreadsheet_program_are_read(tmp_path: Path, name: str, ids: list[str], problem: str) -> None:
    (tmp_path / "cases.csv").write_bytes((CASES / f"74-cases-csv-from-excel/cases-{name}.csv").read_bytes())
    assert read_cases(tmp_path, tmp_path).index.tolist() == ids
    assert [str(found) for found in case_problems(tmp_path, tmp_path)] == ([problem] if problem else [])


def test_a_corrected_file_is_read_as_add_reads_it(study: Study) -> None:
    from qualitative.corpus.correcting import corrected_text

    for folder, first, second, word in (
        ("75-amend-from-docx", "w1.txt", "corrected.docx", "Dulu kami mulai"),
        ("76-amend-from-raw-again", "otter.txt", "otter-corrected.txt", "kantor desa"),
    ):
        document = study.add(CASES / folder / first, case="north", date="2026-05", id=folder[3:]).document
        text, _ = corrected_text(document, CASES / folder / second)
        assert word in text
        assert text.count("\n\n") == document.text.count("\n\n") == 3


def test_a_word_with_a_soft_hyphen_in_the_corpus_is_found_and_counted(study: Study) -> None:
    body = (CASES / "83-soft-hyphen-search/w1.txt").read_text(encoding="utf-8")
    head = "id: old\nkind: interview\nprovenance: fieldwork\ncase: north\ndate: 2026-05\nlanguage: id\nspeakers: {P: interviewer, A: informant}\n"
    (study.root / "corpus/transcripts/old.md").write_text(f"---\n{head}---\n{body}", encoding="utf-8")
    fresh = Study.open(study.root)
    found = fresh.concordance("Puskesos", documents=["old"])
    assert [body[start:end] for start, end in zip(found["start"], found["end"], strict=True)] == ["Pus\xadkesos"] * 2
    counts = fresh.words(documents=["old"], interviewer=True).set_index("word")["count"]
    assert (counts["puskesos"], counts["kesejahteraan"]) == (2, 1)
