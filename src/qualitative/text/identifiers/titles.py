"""Titles by which people are named, and words behind a title that are an office or a thing and no name. No names of people are listed."""

from __future__ import annotations

__all__ = ["ENGLISH", "INDONESIAN", "INSTITUTIONS", "NO_NAMES", "PARTICLES"]

# a title with a full stop in it is written so; the others may have one behind
INDONESIAN = (
    "Bapak Bpk Bp Pak Ibu Bu Bunda Mas Mbak Mba Kak Kakak Bang Abang Om Tante Mbah Eyang Kakek Nenek Pakde Bude Paklik Bulik Paman Bibi Tulang Inang"
    " Ustadz Ustaz Ust Ustad Ustadzah Ustazah Ustadza Kiai Kyai KH Nyai Gus Haji Hajjah H Hj Habib Tgk Teungku Tuan Nyonya Nona Ny Tn Nn Sdr Sdri Saudara Saudari"
    " Dr dr drg drh Prof Ir Drs Dra Pdt Pendeta Romo Pastor Suster Bidan Bripka Briptu Brigadir Aiptu Aipda Ipda Iptu AKP Kompol AKBP Serda Sertu Serka Serma Kapten Kolonel Letkol"
    " Teh Kang Neng Cak Ning Uda Uni Bli Mbok Daeng Puang Opu Karaeng Almarhum Almarhumah Alm Andi Raden Rr Ompu Amang Ito Wak Pakcik Makcik Mak Encik Cik Mama Papa Oma Opa Koh Ci Cici Engkong"
).split()
ENGLISH = (
    "Mr Mrs Ms Miss Mx Dr Doctor Prof Professor Sir Madam Madame Lady Lord Dame Rev Reverend Father Fr Sister Brother Pastor Imam Rabbi Vicar Bishop Deacon Uncle Aunt Auntie Aunty"
    " Grandma Grandpa Granny Gran Nan Nana Grandad Granddad Nurse Matron Officer Constable Sergeant Sgt Captain Capt Colonel Col Lieutenant Lt Major Maj Detective Inspector Superintendent Sheriff Deputy"
    " Judge Justice Magistrate Councillor Cllr Senator Coach Headmaster Headmistress Principal Sheikh Elder Chief Hon Governor Mayor Mama Papa Cousin Master Sr Br Messrs Dean"
).split()
PARTICLES = ("bin", "binti", "van", "von", "de", "da", "der", "den", "di", "la", "le", "el", "al", "ul", "st", "dos", "del", "ibn", "bint", "abu")

# offices, roles, kin, places and things that stand behind a title in capitals
_ID = """
kepala ketua wakil sekretaris sekdes sekda sekcam bendahara kades kadus kadis kabid kasi kasubag kasie kaur kasatpol kapolres kapolsek kapolda danramil babinsa bhabinkamtibmas camat lurah
bupati wali walikota gubernur presiden menteri dirjen direktur direktris sekjen anggota dewan jaksa hakim polisi tentara guru dosen dokter bidan perawat mantri kader pendamping relawan fasilitator operator
petugas pegawai staf staff pengurus pengelola penyuluh peneliti narasumber informan responden pewawancara moderator haji hajjah ustadz ustadzah kiai kyai kh pendeta pastor romo imam rt rw dukuh dusun desa kota kabupaten
kelurahan kecamatan provinsi negara pertiwi rumah tangga hamil menyusui pkk bpd kpm pkh bpjs puskesos puskesmas posyandu dinas kementerian bapak ibu pak bu bapa mama anak anaknya suami istri kakak adik tetangga
sekalian semua hadirin saudara saudari tuan nyonya nona pembangunan guru-guru ibu-ibu bapak-bapak asuh angkat tiri kandung mertua kos kost muda tua besar kecil baru lama
saya kami kita aku anda dia ia beliau mereka kamu ini itu yang dan atau dari di ke untuk pada dengan tapi tetapi kalau jika karena sudah belum tidak bukan ada akan mau bisa jadi juga lalu kemudian terus apa siapa
kapan mengapa kenapa bagaimana dimana mana silakan silahkan tolong terima maaf selamat iya ya oh nah baik betul benar memang mungkin waktu saat ketika setelah sebelum sejak hari bulan tahun tanggal jam pagi siang sore malam
senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september oktober november desember
eropa soviet emirat afrika barat timur utara selatan tengah indonesia belanda inggris jawa bank kawin putih kantin penjual pemilik warga lansia janda yatim pengusaha petani nelayan pedagang buruh tukang sopir satpam
kapolri panglima jenderal rektor dekan kajur kaprodi kajari komisaris manajer manager asisten sekretariat koordinator korcam korkab korda supervisor ceo bos boss bro sis botol hijau tarik telolet senang jago
tuhan allah nabi rasul yesus sang raja ratu sultan pangeran pahlawan nasional daerah pusat umum khusus agama hukum sosial masyarakat pemerintah pemda pemdes parpol partai pemilih calon caleg mantan plt pj pjs eks para
hasil penelitian pembahasan pendahuluan metode tujuan sasaran simpulan saran kesimpulan latar manfaat rumusan daftar lampiran ketentuan hak hubungan harapan hambatan hal tata cara analisis data
""".split()
_EN = """
i he she they we you it me my his her our your their this that these those the a an and or but so yes no not what who when where why how if then well okay ok oh actually because
chair chairman chairwoman chairperson speaker president minister secretary mayor ambassador justice judge universe world pepper christmas time nature act city cities school company sam right congo day word office excel league
general chief officer executive teacher nurse principal director manager head leader inspector constable captain lord lady sir madam father mother sister brother son daughter superior president-elect elect magistrate advocate attorney
social care services service health department ministry council court high supreme bank union hospital church college university programme program scheme fund act bill law policy plan strategy project report team group committee board
january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday
outlook powerpoint windows access project teams dos sc phd md scan scanner imaging league theory band bang mum dad mom mama papa in-law figure house whip master's degree class room bedroom
wonderful dear please thanks thank sorry hello hi good morning institute research financial technical deputy assistant associate afternoon evening night god jesus christ mary allah cards card key copy piece mind mason data
""".split()
NO_NAMES = {"id": frozenset(_ID), "en": frozenset(_EN)}
# before a name with a title: a house or a street called after somebody
INSTITUTIONS = """
rsud rs rsu rsup rumah sakit universitas masjid mushola musholla bandara stadion museum gedung yayasan sekolah sma smp sd pesantren ponpes jalan jl jln gang taman gelora auditorium
hospital university school college airport stadium museum foundation library church cathedral institute street road hall prize award
""".split()
