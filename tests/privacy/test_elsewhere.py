"""Files that replacing does not reach are looked through, wherever in the study they lie and however they write a name."""

from __future__ import annotations

import pytest

from office import docx, pdf
from qualitative import Study
from qualitative.privacy.elsewhere import elsewhere, unread_elsewhere

from .conftest import run

NAME = "Yohana Wati"
RUNS = "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{part}</w:t></w:r>' for part in ("Yo", "hana W", "ati datang.")) + "</w:p>"  # fmt: skip
FILES: dict[str, bytes] = {
    "loose.txt": "Yohana\u00a0Wati".encode(),
    "notes/day.md": b"Lalu Yohana\nWati datang.",
    "incoming/split.docx": docx(RUNS),
    "incoming/page.pdf": pdf(["P: Siapa? Yohana Wati datang."]),
    "incoming/wide.txt": "\ufeffYohana Wati".encode("utf-16-le"),
    "incoming/soft.txt": "Yo\u00adhana Wati".encode(),
    "corpus/originals/a.rtf": b"{\\rtf1\\ansi Yohana {\\b Wati} datang.\\par}",
}


@pytest.mark.parametrize("name", FILES)
def test_a_name_is_found_in_files_that_are_not_rewritten(study: Study, name: str) -> None:
    path = study.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(FILES[name])
    (path.parent / "other.txt").write_text("Yohanes Wato\n", encoding="utf-8")
    assert elsewhere(study.folder, [NAME]) == [name]


def test_what_can_not_be_looked_through_is_told(study: Study) -> None:
    (study.root / "incoming").mkdir()
    (study.root / "incoming/talk.mp3").write_bytes(b"ID3\0\0abc")
    (study.root / "incoming/talk.txt").write_text("Ya.", encoding="utf-8")
    assert unread_elsewhere(study.folder) == ["incoming/talk.mp3"]


def test_git_is_asked_even_where_the_rows_of_persons_are_broken(
    study: Study, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    where = study.root / "corpus/private"
    where.mkdir(parents=True)
    (where / "persons.csv").write_text("person,phone\np-1,1\n", encoding="utf-8")
    (study.root / "corpus/persons.csv").write_text("person,case\np-1,north\n", encoding="utf-8")
    talk = study.root / "corpus/transcripts/int-1.md"
    talk.write_text(f"{talk.read_text(encoding='utf-8')}\n{NAME} datang.\n", encoding="utf-8")
    monkeypatch.setattr("qualitative.privacy.known_to_git", lambda root, texts: {"x": "abc1234"})
    with pytest.raises(SystemExit):
        run(study, monkeypatch, "pseudonymize", "--name", f"{NAME}=Ibu A", "--yes-to", "name", "--by", "ana")
    assert "git already knows 1 of these" in capsys.readouterr().err


def test_a_name_glued_by_an_apostrophe_is_listed(study: Study) -> None:
    from qualitative.text.identifiers.near import find_near

    assert [(one.text, one.how) for one in find_near("Kata Yohana'Wati, ya.", [NAME])] == [("Yohana'Wati", "glued")]


def test_numbers_read_in_hundreds_and_a_licence_are_found() -> None:
    from qualitative.text.identifiers import find_identifiers

    found = [
        (one.kind, one.text)
        for text in (
            "It was oh seven seven double oh, nine hundred, one two three.",
            "Licence MORGA657054SM9IJ, clean.",
        )
        for one in find_identifiers(text, language="en")
    ]
    assert found == [
        ("phone", "oh seven seven double oh, nine hundred, one two three"),
        ("licence", "MORGA657054SM9IJ"),
    ]


@pytest.mark.parametrize("written", ["Zoë Müller", "Zoë Müller2", "Zoë Müller²", "ZOË MÜLLER1"])
def test_a_name_is_found_before_the_number_of_a_note(written: str) -> None:
    from qualitative.text.identifiers import find_identifiers

    text = f"Lalu kata {written} begitu."
    found = [one for one in find_identifiers(text, ["Zoë Müller"], kinds=["name"])]
    assert [text[one.end :].lstrip("0123456789²") for one in found] == [" begitu."]
    assert [one.start for one in found] == [10]


def test_accents_that_stand_apart_hide_no_name_in_what_came_with_an_import() -> None:
    from pathlib import Path

    from qualitative.privacy.key import Key
    from qualitative.privacy.replacing import Replacer

    key = Key(names={"Zoë Müller": "Ibu Z"})
    key.give("name", "zoë müller")
    replacer = Replacer(key)
    assert replacer.file(Path("rest.json"), '{"by": "Zoe\u0308 Mu\u0308ller"}') == '{"by": "Ibu Z"}'
    assert replacer.file(Path("rest.txt"), "Zoe\u0308 came") == "Zoe\u0308 came"
