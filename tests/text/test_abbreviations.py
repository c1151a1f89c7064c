"""Abbreviations, numbers, addresses and speech in Indonesian, English and both: sentences cut by hand, with bars between them."""

from __future__ import annotations

import pytest

from qualitative.text.sentences import sentence_spans

INDONESIAN = """
Ada beras, minyak, gula, dll. di gudang itu. | Semua habis.
Ada beras, minyak, gula, dll. | Semua habis.
Warga datang, bertanya, dsb. | Kami catat semua.
Ada KIS, KIP, PKH dst. | Petugas mencatatnya.
Program tsb. berjalan lancar. | Warga senang.
Kantor di Jl. Merdeka No. 12, Kel. Sukamaju, Kec. Cibaduyut, Kab. Bandung, Prov. Jawa Barat. | Buka setiap hari.
Ibu Hj. Siti dan H. Abdul datang. | Mereka bertanya.
Drs. H. Ahmad Yani, M.Si. hadir. | Ir. Budi, M.T. juga.
Nara sumbernya Rina, S.Sos., M.Si. dari dinas. | Ia bicara lama.
Nara sumbernya Rina, S.Sos. | Ia bicara lama.
Harganya Rp. 25.000 per orang. | Mahal sekali.
Harganya Rp1.500.000 sebulan. | Itu cukup.
Harganya Rp1.500.000. | Itu cukup.
Surat ditandatangani a.n. Bupati Takalar. | Surat itu sah.
Surat ditujukan u.p. Kepala Dinas. | Surat itu sah.
Buka Senin s.d. Jumat. | Sabtu libur.
Rapat tgl. 12 Maret 2018 di desa. | Semua hadir.
Lihat hlm. 23 dan hal. 45. | Di sana jelas.
Kepada Yth. Bpk. Rahmat dan Sdr. Amir. | Dengan hormat.
Kepada Yth. Ibu Kepala Dinas Sosial. | Dengan hormat.
Menurut Prof. Dr. Habibullah, itu perlu. | Saya setuju.
PT. Maju Jaya Tbk. membantu warga. | CV. Karya juga.
Saham itu milik PT Maju Jaya Tbk. | Semua naik.
Kami buka jam 08.30 pagi. | Tutup jam 15.00.
Kami mulai jam 08.30. | Setelah itu istirahat.
Berdasarkan UU No. 11 Tahun 2009. | Kami bekerja sesuai itu.
Berdasarkan UU No. 11 Tahun 2009 tentang Kesejahteraan Sosial Pasal 5 ayat (2). | Itu jelas.
Nomornya No. 5. | Rumahnya dekat.
"Kami tidak tahu," katanya. | Lalu ia pergi.
Ia berkata, "Kami tidak tahu." | Lalu ia pergi.
"Siapa yang bayar?" tanya Ibu Ani. | Kami diam.
“Tidak ada dana!” seru Pak Lurah. | Semua diam.
“Kami urus KTP. | Dananya dari desa,” kata Ibu Ani. | Itu saja.
Ya… begitulah. | Kadang lama... kadang cepat. | Selesai.
Saya kira... | Saya tidak tahu. | Maaf.
Jadi, eh... Saya pulang saja. | Sudah malam.
Kami tunggu … lalu pulang. | Besok kembali.
Lihat https://puskesos.go.id/berita.html?id=3. | Di sana ada.
Kirim ke puskesos.takalar@kemsos.go.id atau ke kantor. | Nanti dibalas.
Kirim ke puskesos.takalar@kemsos.go.id. | Nanti dibalas.
Buka www.kemsos.go.id untuk data. | Gratis.
Kemajuan abad ke-21. | Anak ke-2 lahir.
Ia lahir pada tgl. 5 Jan. 1980 di Medan. | Ia tinggal di sana.
Nilainya 3,5 persen. | Naik 0.5 poin.
Suhu a.l. dipengaruhi angin. | Itu biasa.
Kegiatan meliputi a.l.: rapat dan pelatihan. | Semua ikut.
Alamat: Gg. Mawar RT. 03 RW. 05. | Dekat masjid.
Bantuan berasal dari APBN dan APBD. | Ya.
Tn. Joko dan Ny. Sari hadir. | Mereka puas.
Alm. Pak Karto dulu ketuanya. | Kini anaknya.
Ketua: Moh. Amin dan Muh. Yusuf. | Sekretaris: Abd. Rahman.
Bupati H. M. Syahrul, S.H., M.H. membuka acara. | Acara ramai.
K.H. Abdurrahman hadir. | Beliau berdoa.
Sekitar thn. 2015 berdiri. | Kini besar.
Telp. 0411-123456 aktif. | Silakan.
Ibu datang pkl. 09.00 WITA. | Lalu pulang.
No. HP saya berubah. | Catat ya.
Ada 5 kg. beras untuk warga. | Cukup.
Kata dr. Budi, sehat. | Alhamdulillah.
Itu benar, mis. di Bandung. | Di sini tidak.
Kerja sama dgn. dinas dan utk. warga. | Bagus.
Itu jlh. warga yg. miskin. | Banyak.
Saya tanya, "Kapan?" | "Besok," jawabnya.
Tidak! | Jangan! | Kenapa?
Apa?! | Masa begitu?
Pak RT bilang begini: "Sabar. | Dana cair besok." | Kami sabar.
(Tertawa.) | Lalu kami lanjut.
Kami pulang (hujan deras). | Basah semua.
Kami pulang. | (Hujan deras.) | Basah semua.
Kami ke Puskesos desa A. | Di sana ramai.
Dia dapat nilai A. | Itu hebat.
Kami punya plan B. | Itu rahasia.
Desa itu punya BUMDes. | Dana desa cair.
Data per 31 Des. 2018 lengkap. | Data lain belum.
Data lengkap pada 31 Des. | Kami menunggu.
Sumber: BPS, 2018. | Diolah.
Ia bekerja di Kemensos RI. | Sudah lama.
Ia pensiunan Kol. TNI. | Kini petani.
Saya dari RSUD Prof. Dr. H. M. Anwar Makkatutu. | Bukan puskesmas.
1. Pendaftaran warga. | 2. Verifikasi data.
"""

ENGLISH = """
Mr. Smith met Mrs. Jones and Dr. Lee. | They talked.
We use tools, e.g. Excel, i.e. spreadsheets. | It works.
He lives in the U.S. and works there. | She does too.
He lives in the U.S. | She does too.
The U.S. Government said so. | Fine.
See No. 5 and Fig. 3. | It is clear.
It is us vs. them. | Always.
On Jan. 5 we met. | On Feb. 6 we left.
We met at 5 p.m. on Monday. | Then we left.
We met at 5 p.m. | Then we left.
It opened at 9 a.m. sharp. | Nobody came.
J. K. Rowling wrote it. | I read it.
George W. Bush spoke. | We listened.
The firm Acme Inc. grew. | Its rival Widget Ltd. shrank.
He joined Acme Inc. | He was happy.
"Stop!" he said. | Then he ran.
She said, "I don't know." | He left.
He asked, "Why?" and left. | We stayed.
I thought... maybe not. | OK.
I thought ... maybe not. | OK.
Well... | I don't know. | Sorry.
Version 2.0 is out. | Try it.
See https://example.com/a.b?c=d. | It has all.
Mail me at a.b@example.com. | Thanks.
The Ph.D. student came. | He spoke.
She has a Ph.D. | She teaches.
He likes apples, pears, etc. | She does not.
Smith et al. (2019) show it. | We agree.
Smith et al. found it. | We agree.
See p. 5 and pp. 6–7. | It is there.
It costs $5.50. | Cheap.
I like it, approx. five times. | Yes.
St. John lives on Main St. in town. | He is old.
Gen. Lee and Lt. Col. Brown met. | They left.
"I know. | I was there," she said. | Nobody spoke.
Is it I? | No, it was him and I. | Sure.
What is this? | I see.
So I clicked on the map and um... it showed nothing. | Then I left.
It was OK I guess. | And then?
I was like, "What? | No." | Then it worked.
Well, um... I went home. | Then I slept.
So, er… I don't know. | Maybe.
I work in a school, i.e. I teach. | It is fun.
We met many, e.g. I saw three. | Good.
It was the reds vs. I forget whom. | Fine.
We sold pens etc. | I left.
They climbed to the um tree... | I stayed.
"""

MIXED = """
Menurut Dr. Rahman, "The budget, e.g. dana desa, is small." | Kami setuju.
Kata beliau, it's about the U.S. market dll. | Itu saja.
We met Bpk. Rahmat at Jl. Merdeka No. 11. | He agreed.
Please see UU No. 11 Tahun 2009. | Itu dasar hukumnya.
Pendamping PKH, i.e. social workers, bekerja di sini. | They work hard.
Ini menyangkut pukul 08.30 s.d. 15.00. | Sesudah itu tutup.
Harganya Rp. 1,5 jt. per orang. | Mahal.
Bayar Rp 50.000,00. | Cukup.
Pendamping Ust. Salim datang. | Ia ramah.
Kepala Dsn. Karang dan Ds. Suka hadir. | Lengkap.
Kata A. Rahman, itu benar. | Setuju.
Petugasnya B. Siregar dan C. Nasution. | Mereka rajin.
Kami ke blok C. | Di situ ada posko.
Lihat Gbr. 3 dan Tab. 2. | Jelas.
Warga: KTP, KK, akta dkk. | Semua diurus.
Hasilnya sbb.: dua desa. | Itu saja.
Ya. | Tidak. | Mungkin.
Ya, Pak. | Siap, Bu.
Pak RT. 03 datang. | Ia lapor.
Menurut Kemensos (2018), itu benar. | Menurut kami juga.
He met Sgt. Pepper at 10 a.m. | Then he sang.
She earned a B.A. in 2010. | Then an M.A. in 2012.
Is this e.g. wrong? | No. | It is fine.
Direktur Bank Mandiri Agus D.W. Martowardojo hadir. | Ia bicara.
Peraturan Bapepam No. XI. | Itu berlaku.
Bab ps. II dan No. IV tetap. | Begitulah.
"""


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_spans(text)]


@pytest.mark.parametrize("line", [*INDONESIAN.split("\n"), *ENGLISH.split("\n"), *MIXED.split("\n")])
def test_a_line_is_cut_at_its_bars(line: str) -> None:
    assert cut(line.replace(" |", "")) == [part.strip() for part in line.split("|") if part.strip()]


def test_indonesian_and_english_in_one_document_are_cut_alike() -> None:
    lines = [line for line in (INDONESIAN + ENGLISH).split("\n") if line and not line.startswith(("1.", '"', "“"))]
    parts = [part.strip() for line in lines for part in line.split("|")]
    found = cut(" ".join(parts))
    assert len(set(found) & set(parts)) > 0.97 * len(set(parts))
