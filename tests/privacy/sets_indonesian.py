"""What identifies people in Indonesian talk, and what only looks like it. All of it invented; valid by format.

A value may mark what identifies with bars, as in "Bapak |Suhardi|"; without bars it is the whole value.
"""

from __future__ import annotations

from random import Random

from privacy.drawing import cut, digits
from privacy.lookalikes_indonesian import MONTHS, lookalike

__all__ = ["SENTENCES", "SIZES", "VALUES", "lookalike"]

SIZES = {
    "nik": 70, "kk": 40, "npwp": 45, "phone": 85, "email": 60, "birth-date": 60, "plate": 45, "account": 45, "bpjs": 35,
    "address": 60, "person": 55,
}  # fmt: skip

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


def nik(rng: Random) -> str:
    """Region, date of birth (women: day + 40), serial number."""
    day = rng.randint(1, 28) + rng.choice([0, 40])
    region = rng.choice(["320101", "357812", "730602", "117105", "640203", "347104", "517102", "910101"])
    return f"{region}{day:02}{rng.randint(1, 12):02}{rng.randint(50, 99)}{rng.randint(1, 60):04}"


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
