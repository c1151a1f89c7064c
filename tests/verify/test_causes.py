"""What `qualitative verify` says when nothing, a coding, the codebook, a text, a table, a library or a published file has changed."""

from __future__ import annotations

import json
import re
import zipfile
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.amend import correct
from qualitative.cli import main
from qualitative.reports.published import verify
from qualitative.reports.published.bundle import bundle
from verify.conftest import CODING, NAME, copy_study, one_coding, rewrite, verified


def test_nothing_changed_gives_the_same_bytes(study: Study, capsys: pytest.CaptureFixture) -> None:
    code, out = verified(capsys)
    assert code == 0
    assert out.startswith(f"{NAME}: same bytes (")
    assert len(out.splitlines()) == 1


def test_quick_reruns_nothing_where_nothing_changed(
    study: Study, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    ran = []
    monkeypatch.setattr(verify, "try_all", lambda root, jobs, done: ran.extend(jobs) or {})
    code, out = verified(capsys, "--quick")
    assert (code, ran) == (0, [])
    assert "not rerun" in out


def test_a_retracted_coding_is_named_with_who_and_when_and_the_claim_that_fell(
    study: Study, capsys: pytest.CaptureFixture
) -> None:
    event = study.retract(one_coding(study, "pub-nh-bpjs", "service-health-insurance").id, coder="consensus")
    code, out = verified(capsys, "--quick")
    assert code == 1
    assert out.startswith(f"{NAME}: results changed: 1 claim, ")
    assert "claim takalar-health-insurance: one-source → only-author; for 1 → 0 [1]" in out
    assert re.search(r"services-table, \[Health insurance\] × \[Takalar\]: \d+ → \d+ \[1\]", out)
    assert "[1] consensus took back: [layanan yang paling sering mereka berikan adalah pengurusan" in out
    assert f"(event {event}, " in out and "[2]" not in out


def test_other_code_is_named_beside_an_input_that_changed(study: Study, capsys: pytest.CaptureFixture) -> None:
    study.retract(one_coding(study).id, coder="consensus")
    rewrite(study.root / "reports/published" / NAME, remarks={"source": "0" * 64})
    out = verified(capsys)[1]
    assert (
        "[1] consensus took back" in out
        and "these differ too, and may have a part in it: qualitative's own code 00000000 → " in out
    )


def test_what_was_taken_back_and_brought_back_changes_no_byte(study: Study, capsys: pytest.CaptureFixture) -> None:
    event = study.retract(one_coding(study).id, coder="consensus")
    study.retract(event, coder="consensus")
    code, out = verified(capsys)
    assert code == 0
    assert "same bytes" in out and f"without effect: corpus/codings/consensus/{CODING}.jsonl is changed" in out


def test_a_new_coding_is_told_from_others_made_at_the_same_time(study: Study, capsys: pytest.CaptureFixture) -> None:
    text = study.document("pub-kesimpulan").text
    study.apply("referral-bazda", "pub-kesimpulan", 0, 20, coder="consensus")
    study.apply("referral-bazda", "pub-kesimpulan", 30, 50, coder="coder-a")
    out = verified(capsys)[1]
    assert f"passage pub-kesimpulan.0-20 is new: [{text[:20].strip()}], Referral to Bazda [1]" in out
    assert "[1] consensus coded" in out and "coder-a coded" not in out


def test_a_merged_code_is_named_with_its_reason(study: Study, capsys: pytest.CaptureFixture) -> None:
    merge = {"op": "merge", "from": ["service-health-insurance"], "into": "service-population-documents"}
    study.revise([merge], by="me", why="Both are papers that a person needs.")
    code, out = verified(capsys)
    assert code == 1
    assert "row [Health insurance] is gone" in out
    assert "[1] the codebook's version 3 merges service-health-insurance into service-population-documents (me, " in out
    assert "Both are papers that a person needs." in out and "[2]" not in out


def test_a_corrected_word_is_found_through_its_edit_script(study: Study, capsys: pytest.CaptureFixture) -> None:
    text = study.document(CODING).text.replace("warga miskin", "warga tidak mampu", 1)
    correct(study.folder, CODING, text, by="me", why="as the source says")
    code, out = verified(capsys)
    assert code == 1
    assert "me corrected pub-sy-bazda at " in out and ": as the source says" in out
    assert "passage pub-sy-bazda." in out and "[2]" not in out


def test_a_correction_beside_the_codings_only_moves_them(study: Study, capsys: pytest.CaptureFixture) -> None:
    document = study.document(CODING)
    correct(study.folder, CODING, "Satu kalimat pembuka. " + document.text, by="me", why="a sentence was missing")
    out = verified(capsys)[1]
    assert "in a corrected text" in out
    assert "is gone" not in out and "claim " not in out


def test_a_text_changed_by_hand_says_that_nobody_recorded_it(study: Study, capsys: pytest.CaptureFixture) -> None:
    path = study.root / f"corpus/documents/{CODING}.md"
    path.write_text(path.read_text(encoding="utf-8").replace("warga miskin", "warga tidak mampu"), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert "its text was changed by hand, with no correction on record" in out
    assert "lost their words in it" in out


def test_a_changed_table_names_its_file(study: Study, capsys: pytest.CaptureFixture) -> None:
    path = study.root / "corpus/tables/growth.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("895", "896"), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert "growth-table, [2017] × [Total]: 895 → 896 [1]" in out
    assert "[1] corpus/tables/growth.csv is changed" in out


def test_another_matplotlib_gives_the_same_results(study: Study, capsys: pytest.CaptureFixture) -> None:
    folder = study.root / "reports/published" / NAME
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    for block in model["blocks"]:
        if block["type"] == "figure":
            block["svg"] = block["svg"].replace("<svg", '<svg data-drawn="otherwise"', 1)
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    (folder / "report.html").write_bytes((folder / "report.html").read_bytes() + b"<!-- drawn otherwise -->")
    libraries = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["libraries"]
    rewrite(folder, libraries={**libraries, "matplotlib": "3.9.0"})
    code, out = verified(capsys)
    assert code == 0
    assert out.startswith(f"{NAME}: same results, other bytes (report.html, model.json)\n")
    assert "drawn otherwise: claims-figure, growth-figure, " in out and "matplotlib 3.9.0 → " in out


def test_the_line_of_a_report_stands_once_above_its_details(study: Study, capsys: pytest.CaptureFixture) -> None:
    page = study.root / "reports/published" / NAME / "report.html"
    page.write_bytes(page.read_bytes() + b"<!-- more -->")
    _, out = verified(capsys)
    lines = out.splitlines()
    assert lines[0].startswith(f"{NAME}: ") and out.count(lines[0]) == 1
    assert lines[1:3] == ["", f"{NAME}:"]
    assert len(lines) > 3 and all(line.startswith("  ") for line in lines[3:])


def test_a_tampered_page_is_named_and_the_rerun_still_stands(study: Study, capsys: pytest.CaptureFixture) -> None:
    page = study.root / "reports/published" / NAME / "report.html"
    page.write_text(page.read_text(encoding="utf-8").replace("only the author", "corroborated"), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert out.startswith(f"{NAME}: tampered with: report.html\n")
    assert "report.html is not the file that was published" in out and "a rerun gives what the manifest names" in out


def test_a_forged_status_is_shown_beside_the_true_one(study: Study, capsys: pytest.CaptureFixture) -> None:
    folder = study.root / "reports/published" / NAME
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    claim = next(block for block in model["blocks"] if block["type"] == "claim" and block["status"] == "only-author")
    claim["status"] = "corroborated"
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert f"claim {claim['id'].removeprefix('claim-')}: corroborated → only-author" in out
    rewrite(folder)
    code, out = verified(capsys)
    assert code == 1
    assert "no input and no library changed: the published report was altered together with its manifest" in out


@pytest.mark.parametrize(("name", "what"), [("report.html", "is missing"), ("extra.html", "was not published")])
def test_a_missing_file_and_a_foreign_one_are_tampering(
    study: Study, capsys: pytest.CaptureFixture, name: str, what: str
) -> None:
    path = study.root / "reports/published" / NAME / name
    path.unlink() if path.exists() else path.write_text("<p>", encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert f"{name} {what}" in out


def test_events_that_were_rewritten_are_told_from_events_that_were_added(
    study: Study, capsys: pytest.CaptureFixture
) -> None:
    path = study.folder.event_file("consensus", CODING)
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    gone = one_coding(study).id
    path.write_text("".join(line for line in lines if f'"id":"{gone}"' not in line), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert "was changed in what it already held, not only added to" in out


def test_an_unpacked_archive_verifies_without_git(
    study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    bundle(study.root, tmp_path / "release.zip")
    with zipfile.ZipFile(tmp_path / "release.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    monkeypatch.chdir(tmp_path / "unpacked/release")
    monkeypatch.setenv("PATH", "")
    code, out = verified(capsys)
    assert (code, out.startswith(f"{NAME}: same bytes (")) == (0, True)


@pytest.mark.slow
def test_a_report_from_its_notebook_comes_out_the_same(tmp_path: Path, monkeypatch, capsys) -> None:
    copy_study(tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    main(["publish", "recommendations", "--language", "en"])
    capsys.readouterr()
    code, out = verified(capsys)
    assert (code, out.splitlines()[0][:36]) == (0, "recommendations-en: same bytes (7 fi")
