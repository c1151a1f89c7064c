"""Titles by which people are named, and words behind a title that are an office or a thing and no name. No names of people are listed."""

from __future__ import annotations

__all__ = [
    "CALLED_AFTER",
    "ENGLISH",
    "FORMAL",
    "INDONESIAN",
    "INSTITUTIONS",
    "NO_NAMES",
    "OFFICES",
    "PARTICLES",
    "words",
]


def words(text: str) -> tuple[str, ...]:
    """The words of a text that blanks part."""
    return tuple(text.split())


# a title with a full stop in it is written so; the others may have one behind
INDONESIAN = words("""
Bapak Bpk Bp Pak Ibu Bu Bunda Mas Mbak Mba Kak Kakak Bang Abang Om Tante Mbah Eyang Kakek Nenek Pakde Bude Paklik Bulik Paman Bibi Tulang Inang
Ustadz Ustaz Ust Ustad Ustadzah Ustazah Ustadza Kiai Kyai KH Nyai Gus Haji Hajjah H Hj Habib Tgk Teungku Tuan Nyonya Nona Ny Tn Nn Sdr Sdri Saudara Saudari
Dr dr drg drh Prof Ir Drs Dra Pdt Pendeta Romo Pastor Suster Bidan Dokter Mantri Bripka Briptu Brigadir Aiptu Aipda Ipda Iptu AKP Kompol AKBP Serda Sertu Serka Serma Kapten Kolonel Letkol
Teh Kang Neng Cak Ning Uda Uni Bli Mbok Daeng Puang Opu Karaeng Almarhum Almarhumah Alm Raden Rr Ompu Amang Ito Wak Pakcik Makcik Mak Encik Cik Mama Papa Oma Opa Koh Ci Cici Engkong
""")
ENGLISH = words("""
Mr Mrs Ms Miss Mx Mister Missus Dr Doctor Prof Professor Sir Madam Madame Lady Lord Dame Rev Reverend Father Fr Sister Brother Pastor Imam Rabbi Vicar Bishop Deacon Uncle Aunt Auntie Aunty
Grandma Grandpa Granny Gran Nan Nana Grandad Granddad Nurse Matron Officer Constable Sergeant Sgt Cpl Pvt Gen Captain Capt Colonel Col Lieutenant Lt Major Maj Detective Inspector Superintendent Sheriff Deputy
Judge Justice Magistrate Councillor Cllr Senator Coach Teacher Headteacher Headmaster Headmistress Principal Sheikh Elder Chief Hon Governor Mayor Mama Papa Cousin Master Sr Br Messrs Dean
""")
PARTICLES = words("bin binti van von de da der den la le el al ul st dos del ibn bint abu")

# offices, roles, kin, places and things that stand behind a title in capitals
_ID = words("""
kepala ketua wakil sekretaris sekdes sekda sekcam bendahara kades kadus kadis kabid kasi kasubag kasie kaur kasatpol kapolres kapolsek kapolda danramil babinsa bhabinkamtibmas camat lurah
bupati wali walikota gubernur presiden menteri dirjen direktur direktris sekjen anggota dewan jaksa hakim polisi tentara guru dosen dokter bidan perawat mantri kader pendamping relawan fasilitator operator
petugas pegawai staf staff pengurus pengelola penyuluh peneliti narasumber informan responden pewawancara moderator haji hajjah ustadz ustadzah kiai kyai kh pendeta pastor romo imam rt rw dukuh dusun desa kota kabupaten
kelurahan kecamatan provinsi negara pertiwi rumah tangga hamil menyusui pkk bpd kpm pkh bpjs puskesmas posyandu dinas kementerian bapak ibu pak bu bapa mama anak anaknya suami istri kakak adik tetangga
sekalian semua hadirin saudara saudari tuan nyonya nona pembangunan guru-guru ibu-ibu bapak-bapak asuh angkat tiri kandung mertua kos kost muda tua besar kecil baru lama
saya kami kita aku anda dia ia beliau mereka kamu ini itu yang dan atau dari di ke untuk pada dengan tapi tetapi kalau jika karena sudah belum tidak bukan ada akan mau bisa jadi juga lalu kemudian terus apa siapa
kapan mengapa kenapa bagaimana dimana mana silakan silahkan tolong terima maaf selamat iya ya oh nah baik betul benar memang mungkin waktu saat ketika setelah sebelum sejak hari bulan tahun tanggal jam pagi siang sore malam
eropa soviet emirat afrika barat timur utara selatan tengah indonesia belanda inggris jawa bank kawin putih kantin penjual pemilik warga lansia janda yatim pengusaha petani nelayan pedagang buruh tukang sopir satpam
kapolri panglima jenderal rektor dekan kajur kaprodi kajari komisaris manajer manager asisten sekretariat koordinator korcam korkab korda supervisor ceo bos boss bro sis botol hijau tarik telolet
tuhan allah nabi rasul yesus sang pahlawan nasional daerah pusat umum khusus agama hukum sosial masyarakat pemerintah pemda pemdes parpol partai pemilih calon caleg mantan plt pj pjs eks para
hasil penelitian pembahasan pendahuluan metode tujuan sasaran simpulan saran kesimpulan latar manfaat rumusan daftar lampiran ketentuan hak hubungan harapan hambatan cara analisis data
""")
_EN = words("""
i he she they we you it me my his her our your their this that these those the a an and or but so yes no not what who when where why how if then well okay ok oh actually because
chair chairman chairwoman chairperson speaker president minister secretary mayor ambassador justice judge universe world congo day officer chief executive principal director manager head inspector constable captain lord lady
sir madam father mother sister brother son daughter superior president-elect elect magistrate advocate attorney ministry council supreme mum dad mom mama papa in-law master's degree big right no pepper word office teams excel scan imaging
wonderful dear please thanks thank sorry hello hi good morning afternoon evening night god jesus christ allah
""")
_EN_THINGS = words("""
general teacher nurse care services service health department court bank union hospital church college university programme program scheme fund bill law policy plan strategy project report team group committee board
pepper christmas time nature city cities school company sam right word office excel league outlook powerpoint windows access teams dos sc phd md scan scanner imaging theory band bang figure house whip class room bedroom
institute research financial technical deputy assistant associate cards card key copy piece mind social act leader luck
""")
# by the title: behind a formal one an everyday noun is a surname (`Mr Church`)
NO_NAMES = {"id": frozenset(_ID), "en": frozenset({*_EN, *_EN_THINGS}), "formal": frozenset(_EN)}
FORMAL = frozenset(words("Mr Mrs Ms Miss Mx Prof Professor Dr MR MRS DR"))
# an office that may stand between a title and the name: `Pak Kades Suparman`
OFFICES = frozenset(
    words("""
kades kadus kadis lurah dukuh modin mantri kader babinsa bendahara pendamping bidan dokter guru haji hajjah kepala desa dusun ketua rt rw sekdes kyai kiai ustadz ustadzah imam
doctor nurse president minister inspector constable justice secretary superintendent
""")
)
# titles of those after whom houses are called, and the words before them
CALLED_AFTER = frozenset(
    words("""
Dr dr Prof KH H Hj Ir Drs R Sir Lady Lord Father Sultan Raden Kapten Kolonel Jenderal President Captain Saint
""")
)
INSTITUTIONS = words("""
rsud rs rsu rsup rumah sakit universitas masjid mushola musholla bandara stadion museum gedung yayasan sekolah sma smp sd pesantren ponpes jalan jl jln gang taman gelora auditorium
hospital university school college airport stadium museum foundation library church cathedral institute street road hall prize award
""")
