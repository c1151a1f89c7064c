"""What only looks like an identifier in Indonesian talk: laws, money, years, pages, counts, codes, words beside a cue."""

from __future__ import annotations

from random import Random

from privacy.drawing import digits

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


def near_a_cue(rng: Random) -> tuple[str, str]:
    """What stands beside the words that announce an identifier, and is none."""
    y, n = rng.randint(1998, 2022), rng.randint(3, 90)
    big = f"{rng.randint(1, 9)}.{digits(rng, 3)}.{digits(rng, 3)}"
    return rng.choice([
        ("Yang ditelepon {} hari itu tidak ada yang angkat.", f"{n} orang"), ("Grup WA itu isinya {}, ramai terus.", f"{n + 200} anggota"),
        ("NIK ganda ada {} di seluruh provinsi.", f"{n}.{digits(rng, 3)}"), ("Program KTP elektronik mulai {} di sini.", f"{y}"),
        ("Biaya telepon kantor {} sebulan.", f"Rp {n}0.000"), ("Rekening {} dibekukan karena salah data.", f"{n} warga"),
        ("Saldo rekening kas tinggal {} waktu itu.", f"Rp{big}"), ("Undang-undang itu lahir {} setelah lama dibahas.", f"tahun {y}"),
        ("Angka kelahiran {} turun sedikit.", f"{y}-{y + 4}"), ("Bayi lahir {} di puskesmas ini.", f"{n} orang sepanjang {y}"),
        ("Iuran BPJS naik jadi {} per bulan.", f"Rp {n}.500"), ("Peserta BPJS di sini {}, separuhnya dibayari.", f"{n}.{digits(rng, 3)} jiwa"),
        ("Email yang masuk {} tiap minggu.", f"{n} sampai {n + 20} buah"), ("Pelat merah ada {} yang rusak.", f"{n} unit"),
        ("NPWP baru {} yang melapor.", f"{n},5 persen"), ("KK miskin {} menurut data dinas.", f"{n}.{digits(rng, 3)}"),
        ("Alamat yang tidak ditemukan {} dari daftar.", f"{n}%"), ("Nomor urut {} belum dipanggil juga.", f"{n}"),
        ("Jalan sepanjang {} itu diaspal kemarin.", f"{n} km"), ("RT yang belum setor data {}.", f"{n} dari {n + 30}"),
    ])  # fmt: skip


def lookalike(rng: Random) -> tuple[str, str]:
    """A sentence's template and what fills it: nothing in them identifies anybody."""
    if rng.random() < 0.25:
        return near_a_cue(rng)
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
