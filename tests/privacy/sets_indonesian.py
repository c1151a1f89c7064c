"""What identifies people in Indonesian talk, and what only looks like it. All of it invented; valid by format.

A value may mark what identifies with bars, as in "Bapak |Suhardi|"; without bars it is the whole value.
"""

from __future__ import annotations

from random import Random

SIZES = {
    "nik": 70, "kk": 40, "npwp": 45, "phone": 85, "email": 60, "birth-date": 60, "plate": 45, "account": 45, "bpjs": 35,
    "address": 60, "person": 55,
}  # fmt: skip

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
SPELT = ["Jan", "Pebruari", "Mar.", "Apr", "MEI", "juni", "Juli", "Agt", "Sept.", "Okt", "Nopember", "Des"]
DIGITS = ["nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]
FIRST = [
    "Suhardi",
    "Nurhayati",
    "Andi",
    "Hasnah",
    "Baharuddin",
    "Rahmah",
    "Yusuf",
    "Murni",
    "Wayan",
    "Lestari",
    "Dewi",
    "Sudirman",
    "Ngalle",
    "Kartini",
    "Anton",
    "Halimah",
]
SECOND = [
    "Wibowo",
    "Basri",
    "Kurniawan",
    "Aminah",
    "Tanjung",
    "Situmorang",
    "Pratama",
    "Hidayat",
    "Rante",
    "Mappa",
    "Siregar",
    "Utami",
]


def digits(rng: Random, count: int) -> str:
    return "".join(str(rng.randrange(10)) for _ in range(count))


def nik(rng: Random) -> str:
    """Region, date of birth (women: day + 40), serial number."""
    day = rng.randint(1, 28) + rng.choice([0, 40])
    region = rng.choice(["320101", "357812", "730602", "117105", "640203", "347104", "517102", "910101"])
    return f"{region}{day:02}{rng.randint(1, 12):02}{rng.randint(50, 99)}{rng.randint(1, 60):04}"


def cut(text: str, sizes: list[int], mark: str) -> str:
    out, at = [], 0
    for size in sizes:
        out.append(text[at : at + size])
        at += size
    return mark.join([*out, text[at:]] if text[at:] else out)


def sixteen(rng: Random, number: str) -> str:
    return rng.choice(
        [number] * 4
        + [
            cut(number, [4, 4, 4], " "),
            cut(number, [6, 6], " "),
            cut(number, [6, 6], "-"),
            cut(number, [4, 4, 4], "."),
            cut(number, [2, 2, 2, 6], "."),
        ]
    )


def family_card(rng: Random) -> str:
    region = rng.choice(["320101", "357812", "730602", "347104"])
    return sixteen(
        rng, f"{region}{rng.randint(1, 28):02}{rng.randint(1, 12):02}{rng.randint(5, 22):02}{rng.randint(1, 900):04}"
    )


def npwp(rng: Random) -> str:
    n = digits(rng, 9) + digits(rng, 3) + "000"
    shaped = f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"
    return rng.choice([shaped, shaped, shaped, n, shaped.replace(".", " ").replace("-", " "), shaped.replace("-", ".")])


def phone(rng: Random) -> str:
    mobile = f"8{rng.choice(['12', '13', '21', '52', '57', '78', '95'])}{digits(rng, rng.choice([7, 8, 8]))}"
    a, b, c = mobile[:3], mobile[3:7], mobile[7:]
    area, local = rng.choice(
        [("21", "5551234"), ("411", "876543"), ("361", "234567"), ("274", "514321"), ("22", "7203456")]
    )
    return rng.choice([
        f"0{mobile}", f"0{a}-{b}-{c}", f"0{a} {b} {c}", f"0{a}.{b}.{c}", f"0{a}/{b}/{c}", f"+62 {a}-{b}-{c}", f"+62{mobile}",
        f"(+62) {a} {b} {c}", f"(+62){mobile}", f"62{mobile}", f"+62-{a}-{b}-{c}", f"0{area}-{local}", f"(0{area}) {local[:3]} {local[3:]}",
        f"0{area}/{local}", f"+62 {area} {local[:3]} {local[3:]}", f"0{area} – {local}", f"0{a}\u00a0{b}\u00a0{c}", f"0{a} - {b} - {c}",
        " ".join(DIGITS[int(d)] for d in f"0{mobile}"),
    ])  # fmt: skip


def email(rng: Random) -> str:
    name = f"{rng.choice(FIRST).lower()}{rng.choice(['.', '_', '', '-'])}{rng.choice(SECOND).lower()}{rng.choice(['', '88', '1975'])}"
    host = rng.choice(["gmail.com", "yahoo.co.id", "dinsos.go.id", "unhas.ac.id", "contoh.or.id"])
    spoken = name.replace(".", " titik ").replace("_", " garis bawah ").replace("-", " strip ")
    return rng.choice([
        f"{name}@{host}", f"{name}@{host}", f"{name}@{host}".upper(), f"{name} [at] {host.replace('.', ' [dot] ')}",
        f"{name}(at){host}", f"{name} at {host.replace('.', ' dot ')}", f"{spoken} at {host.replace('.', ' titik ')}",
        f"{name} @ {host}", f"{name} et {host.replace('.', ' titik ')}", f"{name}[at]{host.replace('.', '[dot]')}",
    ])  # fmt: skip


def birth(rng: Random) -> str:
    d, m, y = rng.randint(1, 28), rng.randint(1, 12), rng.randint(1945, 2003)
    return rng.choice([
        f"{d} {MONTHS[m - 1]} {y}", f"{d} {MONTHS[m - 1]} {y}", f"{d} {SPELT[m - 1]} {y}", f"{d:02}-{m:02}-{y}", f"{d:02}/{m:02}/{y}", f"{d}.{m}.{y}",
        f"{d:02}-{m:02}-{y % 100:02}", f"{y}-{m:02}-{d:02}", f"{d} {MONTHS[m - 1].upper()} {y}", f"{d} {MONTHS[m - 1].lower()} {y}",
        f"{d}-{MONTHS[m - 1]}-{y}", f"{d} bulan {m} tahun {y}",
    ])  # fmt: skip


def plate(rng: Random) -> str:
    area, number = rng.choice(["B", "D", "DD", "L", "AB", "DK", "KT", "BK", "H"]), rng.randint(1000, 9999)
    tail = "".join(rng.choice("ABCDEFGHJKLMNPRSTUVWXYZ") for _ in range(rng.choice([2, 2, 3])))
    return rng.choice(
        [
            f"{area} {number} {tail}",
            f"{area} {number} {tail}",
            f"{area}{number}{tail}",
            f"{area}-{number}-{tail}",
            f"{area} {number}{tail}",
            f"{area} {number} {tail}".lower(),
        ]
    )


def account(rng: Random) -> str:
    return rng.choice([
        digits(rng, 10), digits(rng, 13), f"{digits(rng, 4)}-{digits(rng, 2)}-{digits(rng, 6)}-{digits(rng, 2)}-{digits(rng, 1)}",
        f"{digits(rng, 3)}-{digits(rng, 2)}-{digits(rng, 7)}-{digits(rng, 1)}", f"{digits(rng, 3)} {digits(rng, 4)} {digits(rng, 3)}", f"{digits(rng, 3)}.{digits(rng, 3)}.{digits(rng, 4)}",
    ])  # fmt: skip


def bpjs(rng: Random) -> str:
    n = "000" + digits(rng, 10)
    return rng.choice([n, n, cut(n, [4, 4, 4], " "), cut(n, [4, 4, 4], "-"), cut(n, [3, 3, 3], " ")])


def address(rng: Random) -> str:
    street = rng.choice(
        ["Melati", "Sultan Alauddin", "Veteran Selatan", "Kenanga II", "Diponegoro", "Poros Makassar", "Haji Nawi"]
    )
    n, rt, rw = rng.randint(1, 180), rng.randint(1, 12), rng.randint(1, 9)
    place = rng.choice(["Krajan", "Bontosunggu", "Sidodadi", "Karanganyar"])
    return rng.choice([
        f"Jl. {street} No. {n}", f"Jalan {street} No. {n} RT {rt:02}/RW {rw:02}", f"Jln {street} nomor {n}", f"jl {street.lower()} no {n}",
        f"JL.{street.upper()} NO.{n}", f"Gg. {street} No. {n}", f"Gang {street} RT {rt} RW {rw}", f"Dusun {place} RT {rt:02} RW {rw:02}",
        f"Dsn. {place} RT.{rt:02}/RW.{rw:02}", f"Kp. {place} RT {rt:02}/{rw:02}", f"Perumahan Griya {place} Blok C{rng.randint(1, 20)} No. {n}",
        f"Jl. {street} {n}", f"Jl.{street.replace(' ', '')} No.{n}", f"Lorong {rng.randint(1, 9)} No. {n}", f"RT {rt:02}/RW {rw:02} Dusun {place}",
    ])  # fmt: skip


def person(rng: Random) -> str:
    first, full = rng.choice(FIRST), f"{rng.choice(FIRST)} {rng.choice(SECOND)}"
    return rng.choice([
        f"Bapak |{full}|", f"Ibu |{first}|", f"Pak |{first}|", f"Bu |{full}|", f"H. |{full}|", f"Hj. |{full}|", f"Dr. |{full}|", f"dr. |{first}|",
        f"Ustadz |{full}|", f"Drs. H. |{full}|, M.Si.", f"Dra. |{full}|", f"Prof. |{full}|", f"Mbak |{first}|", f"Mas |{first}|", f"Kiai |{first}|",
        f"Sdr. |{full}|", f"Ny. |{first}|", f"pak |{first.lower()}|", f"BAPAK |{full.upper()}|", f"Bapak H. |{first}|", f"Ibu Hj. |{full}|", f"Pak Haji |{first}|", f"Bu Dr. |{first}|",
    ])  # fmt: skip


VALUES = {
    "nik": lambda rng: sixteen(rng, nik(rng)), "kk": family_card, "npwp": npwp, "phone": phone, "email": email, "birth-date": birth,
    "plate": plate, "account": account, "bpjs": bpjs, "address": address, "person": person,
}  # fmt: skip

SENTENCES = {
    "nik": "Waktu daftar bansos saya disuruh sebut NIK {}, habis itu menunggu.|Di KTP tertulis {}, tetapi di sistem lain lagi.|Nomor induk kependudukannya {} kok tidak terbaca.|Ini nomor KTP saya: {}.|Katanya {} itu ganda dengan orang lain.|Coba dicek, Pak, {} sudah aktif belum?",
    "kk": "Nomor KK kami {} sudah dicetak ulang tahun 2019.|Kartu keluarga dengan nomor {} itu milik mertua saya.|No. KK: {}, isinya lima orang.|Saya masih ikut KK orang tua, nomornya {}.",
    "npwp": "Yayasan minta NPWP {} sebelum honor dibayar.|NPWP saya {}, alamatnya masih yang lama.|Di kuitansi ada NPWP: {} dan meterai.|Nomor pokok wajib pajaknya {} atas nama koperasi.",
    "phone": "Kalau ada apa-apa hubungi saya di {}, siang saja.|WA {} yang aktif, yang lama sudah hangus.|Nomor HP-nya {} tapi jarang diangkat.|Kantornya bisa ditelepon di {} sebelum jam tiga.|Telp. {} itu punya kakak saya.|Dia kasih nomor {}, saya simpan di buku.",
    "email": "Laporannya saya kirim ke {} tiap bulan.|Emailnya {}, tolong dicatat.|Tulis saja ke {} kalau mau ketemu.|Surel yang lama {} sudah tidak dipakai.|Undangan masuk lewat {}, bukan lewat pos.",
    "birth-date": "Saya lahir {} di kampung ini juga.|Tanggal lahir anak saya {}, jadi sudah cukup umur.|TTL: Takalar, {}.|Beliau lahir di Makassar, {}, anak ketiga.|Suami saya kelahiran {}.|Lahirnya tanggal {}, waktu masih banjir besar.",
    "plate": "Mobil dinasnya pelat {} sering dipakai mengantar pasien.|Yang datang itu motor {} warna merah.|Nomor polisinya {}, saya ingat betul.|Ambulans {} mogok di jembatan.|Kendaraan dengan plat nomor {} parkir di depan loket.",
    "account": "Uangnya masuk ke rekening BRI {} atas nama saya.|Transfer saja ke BCA {}, nanti saya kabari.|Nomor rekeningnya {} di Bank Mandiri.|No. rek. {} BNI itu rekening kelompok.|Rekening Bank Sulselbar {} sudah beku.",
    "bpjs": "Nomor kartu BPJS saya {} ternyata nonaktif.|BPJS {} punya ibu masih kelas tiga.|Di kartu KIS tertera nomor {}.|Nomor peserta JKN {} tidak muncul di puskesmas.",
    "address": "Rumahnya di {}, dekat masjid.|Kami tinggal di {} sejak menikah.|Alamat lengkapnya {}, tidak jauh dari pasar.|Surat itu dikirim ke {} tetapi kembali lagi.|Datang saja ke {}, saya ada di rumah.",
    "person": "Waktu itu {} yang menandatangani surat.|Saya diajak {} ikut rapat di kecamatan.|Menurut {} datanya sudah benar.|Yang menolong kami cuma {} dan istrinya.|Kemarin {} datang membawa formulir.|Lalu saya telepon {}, tidak diangkat.",
}  # fmt: skip


def money(rng: Random) -> str:
    big = f"{rng.randint(1, 999)}.{digits(rng, 3)}.{digits(rng, 3)}"
    return rng.choice(
        [
            f"Rp {big}",
            f"Rp{big},00",
            f"Rp. {big}.{digits(rng, 3)}",
            f"{big} rupiah",
            f"Rp {rng.randint(2, 9)},{rng.randint(1, 9)} miliar",
            f"IDR {big}",
        ]
    )


def law(rng: Random) -> str:
    n, y = rng.randint(1, 60), rng.randint(1998, 2023)
    return rng.choice([
        f"UU No. {n} Tahun {y}", f"Permensos Nomor {n} Tahun {y}", f"Perda {n}/{y}", f"SK Bupati No. 460/{rng.randint(100, 999)}/Dinsos/{y}",
        f"PP {n}/{y} Pasal {rng.randint(2, 40)} ayat ({rng.randint(1, 4)})", f"Surat Edaran Nomor 440/{digits(rng, 4)}/SJ", f"Perpres No. {n}/{y}",
    ])  # fmt: skip


def lookalike(rng: Random) -> tuple[str, str]:
    """A sentence's template and what fills it: nothing in them identifies anybody."""
    y, n = rng.randint(1998, 2022), rng.randint(2, 80)
    kinds: list[tuple[str, str]] = [
        ("Menurut {} urusan ini wajib bagi kabupaten.|Dasarnya {}, bukan kebijakan kami sendiri.|Dalam {} tidak disebut siapa yang membayar.", law(rng)),
        ("Anggarannya {} untuk satu tahun.|Kami hanya menerima {}, sisanya dari desa.|Dari {} itu separuhnya untuk perjalanan.", money(rng)),
        ("Programnya jalan tahun {} saja.|Data {} belum masuk.|Angka {} lebih rendah dari perkiraan.", rng.choice([f"{y}-{y + 3}", f"{y}/{y + 1}", f"{y}", f"{y} s.d. {y + 2}"])),
        ("Lihat {} di laporan itu.|Kutipannya ada pada {}, bagian akhir.", rng.choice([f"hlm. {rng.randint(100, 400)}-{rng.randint(401, 900)}", f"halaman {n}–{n + 12}", "hal. 1123-1145"])),
        ("Penduduknya {} dan terus bertambah.|Di data terpadu ada {}, padahal yang layak lebih sedikit.", rng.choice([f"{rng.randint(1, 9)}.{digits(rng, 3)}.{digits(rng, 3)} jiwa", f"{rng.randint(10, 99)}.{digits(rng, 3)} KK", f"{digits(rng, 1)}1.{digits(rng, 3)} rumah tangga", f"{n} RT dan 4 RW"])),
        ("Bagian {} menjelaskan alurnya.|Kode kegiatan {} tidak boleh diubah.|Rekening belanja {} kena pemotongan.", rng.choice([f"4.{n}.1.3", f"1.06.01.2.0{rng.randint(1, 9)}.05", f"5.1.02.01.01.00{n:02}", f"3.{n}.12"])),
        ("Pelayanan buka {} setiap hari kerja.|Rapatnya {}, molor satu jam.", rng.choice(["08.00-14.30", "pukul 07.15", "jam 08:30 s.d. 15:00", "09.00–11.45 WITA", "20.30"])),
        ("Bukunya ber-{} dan bisa dibeli.|Rujukannya {}, sudah saya cek.", rng.choice([f"ISBN 978-602-{digits(rng, 4)}-{digits(rng, 2)}-{digits(rng, 1)}", f"ISSN {digits(rng, 4)}-{digits(rng, 4)}", f"DOI 10.{digits(rng, 4)}/jks.v{n}i2.{digits(rng, 4)}"])),
        ("Printer {} rusak terus.|Kami pakai {} di kantor.|Barang dengan kode {} belum datang.", rng.choice([f"LX-{rng.randint(100, 999)}", f"PC {rng.randint(100, 400)}", f"HP-{digits(rng, 4)}X", f"SKU 77-{digits(rng, 5)}", f"Epson L{digits(rng, 4)}", "Windows 10"])),
        ("Musyawarah diadakan {} di balai desa.|Suratnya tertanggal {}, baru sampai sekarang.|Sejak {} loketnya pindah.", rng.choice([f"{rng.randint(1, 28)} {rng.choice(MONTHS)} {y}", f"{rng.randint(1, 28):02}-0{rng.randint(1, 9)}-{y}", f"{rng.randint(1, 28)}/{rng.randint(1, 12)}/{y}"])),
        ("{} yang memutuskan, kami ikut saja.|Semua tergantung {}, katanya begitu.|Undangannya untuk {}, bukan untuk kami.", rng.choice(["Bapak Bupati", "Pak Camat", "Ibu Kepala Dinas", "Bapak/Ibu sekalian", "Pak RT", "Bu Lurah", "ibu-ibu PKK", "bapak-bapak di pos ronda", "Ibu Kota", "Pak Kades", "ibu hamil dan balita"])),
        ("Akhirnya ada {} yang disepakati.|Kami cari {} dulu.|Program ini {} terus tanpa evaluasi.", rng.choice(["jalan keluar", "jalan tengah", "jalan pintas", "jalan", "lorong waktu", "blok anggaran"])),
        ("Capaiannya {}, di bawah target.|Naik sekitar {} dibanding tahun lalu.", rng.choice([f"{n},{rng.randint(1, 9)} persen", f"{n}%", f"0,{digits(rng, 3)}", f"{n} dari {n + 40}", f"+{n} persen"])),
        ("Jaraknya {} dari kota.|Lokasinya {}, naik perahu lagi.", rng.choice([f"{n} km", f"KM {n}", f"{n},5 kilometer", f"{rng.randint(1, 9)}.{digits(rng, 3)} meter", f"-5.{digits(rng, 4)}, 119.{digits(rng, 4)}"])),
        ("Pesawatnya {} terlambat.|Barangnya {} belum sampai.|Ujiannya {} sudah lewat.", rng.choice([f"GA {rng.randint(100, 999)}", f"resi JP{digits(rng, 10)}", f"nomor barkode 899{digits(rng, 10)}", f"DIPA-027.03.1.{digits(rng, 6)}/{y}", f"faktur 010.{digits(rng, 3)}-{y % 100:02}.{digits(rng, 8)}", f"gelombang {n}"])),
        ("Sejak {} semuanya berubah.|Kami belajar dari {}, ya pelan-pelan.", rng.choice(["Covid-19", "krisis 1998", "era 4.0", f"Pilkada {y}", "gempa 7,4 SR", "H1N1", "B30"])),
        ("Kuotanya {} untuk seluruh kabupaten.|Ada {} yang belum tersalur.|Kami mencatat {} sejak awal tahun.", rng.choice([f"{rng.randint(1, 9)}{digits(rng, 3)} paket", f"{n} orang", f"{n}.{digits(rng, 3)} keluarga", f"{digits(rng, 1)}2 kasus", f"{n * 10} lembar"])),
    ]  # fmt: skip
    templates, value = rng.choice(kinds)
    return rng.choice(templates.split("|")), value
