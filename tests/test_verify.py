"""`qualitative verify`: what it says when nothing, a coding, the codebook, a text, a table, a library or a published file has changed.

The reports are made from the sections themselves here, in HTML and as model; that notebooks give the same is tested once.
"""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from conftest import ROOT
from qualitative import Study
from qualitative.amend import correct
from qualitative.cli import main
from qualitative.corpus.files import write_bytes
from qualitative.errors import QualitativeError
from qualitative.reports import publish as publishing
from qualitative.reports import sections, verify
from qualitative.reports.batch import Job, rendered
from qualitative.reports.bundle import bundle
from qualitative.reports.crate import CRATE
from qualitative.reports.manifest import file_hash

SECTIONS = ("scope", "growth", "services", "claims", "limits")
JOB = Job("findings", {"districts": [], "evidence": "counted", "coders": [], "codebook": "head", "language": "en"})
NAME = "findings-en"
CODING = "pub-sy-bazda"


def make_here(root: Path, jobs: list[Job], done=lambda job: None) -> dict[str, None]:
    """Make reports without a kernel."""
    for job in jobs:
        draft = Study.open(root).draft(**job.parameters)
        parts = [getattr(sections, f"{name}_section")(draft) for name in SECTIONS]
        report = draft.report("findings", {"id": "Temuan", "en": "Findings"}, parts)
        for form in job.formats:
            write_bytes(root / job.folder / f"{job.name}.{form}", rendered(report, form))
    return {job.name: None for job in jobs}


@pytest.fixture(autouse=True)
def without_kernel(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if "slow" not in request.keywords:
        monkeypatch.setattr(publishing, "make_all", make_here)
        monkeypatch.setattr(verify, "try_all", make_here)
        monkeypatch.setattr(verify, "_MADE", ("html", "json"))


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the study with its findings report published."""
    root = tmp_path_factory.mktemp("verify") / "study"
    copy_study(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "make_all", make_here)
        patch.setattr(publishing, "_FORMATS", ("html", "json"))
        publishing.publish(root, [JOB])
    return root


@pytest.fixture
def study(published: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """The published study, to change."""
    shutil.copytree(published, tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    return Study.open(tmp_path / "study")


def copy_study(root: Path) -> None:
    for name in ("corpus", "codebook", "notebooks/reports", "reports"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("out", "published", ".*"))
    shutil.copy(ROOT / "study.yaml", root)


def verified(capsys: pytest.CaptureFixture, *options: str) -> tuple[int, str]:
    """(exit code, what is printed) of `qualitative verify`."""
    code = 0
    try:
        main(["verify", *options])
    except SystemExit as left:
        code = int(left.code or 0)
    return code, capsys.readouterr().out


def one_coding(study: Study):
    codings = study.codings(["consensus"])
    return codings[(codings["document"] == CODING) & (codings["code"] == "referral-bazda")].iloc[0]


def rewrite(folder: Path, **changes) -> None:
    """Change a manifest as somebody would who knows of it."""
    path = folder / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    data["outputs"] = {name: file_hash(folder / name) for name in data["outputs"]}
    path.write_text(json.dumps({**data, **changes}), encoding="utf-8")


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
    event = study.retract(one_coding(study).id, coder="consensus")
    code, out = verified(capsys, "--quick")
    assert code == 1
    assert out.startswith(f"{NAME}: results changed: 1 claim, ")
    assert "claim bazda-urgent: supported → asserted; for 1 → 0 [1]" in out
    assert "services-table, [Referral to Bazda] × [Muaro Jambi]: 2 → 1 [1]" in out
    assert "[1] consensus took back: [warga miskin yang butuh bantuan segera mereka rujuk ke Bazda]" in out
    assert f"(event {event}, " in out and "[2]" not in out


def test_other_code_is_named_beside_an_input_that_changed(study: Study, capsys: pytest.CaptureFixture) -> None:
    study.retract(one_coding(study).id, coder="consensus")
    rewrite(study.root / "reports/published" / NAME, source="0" * 64)
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
    text = study.document("pub-metode").text
    study.apply("referral-bazda", "pub-metode", 0, 20, coder="consensus")
    study.apply("referral-bazda", "pub-metode", 30, 50, coder="coder-a")
    out = verified(capsys)[1]
    assert f"passage pub-metode.0-20 is new: [{text[:20].strip()}], Referral to Bazda [1]" in out
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
    correct(study.folder, CODING, "Sebuah tambahan di depan. " + document.text, by="me", why="a sentence was missing")
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
    assert "drawn otherwise: growth-figure, " in out and "matplotlib 3.9.0 → " in out


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
    page.write_text(page.read_text(encoding="utf-8").replace("asserted", "supported"), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert out.startswith(f"{NAME}: tampered with: report.html\n")
    assert "report.html is not the file that was published" in out and "a rerun gives what the manifest names" in out


def test_a_forged_status_is_shown_beside_the_true_one(study: Study, capsys: pytest.CaptureFixture) -> None:
    folder = study.root / "reports/published" / NAME
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    claim = next(block for block in model["blocks"] if block["type"] == "claim" and block["status"] == "asserted")
    claim["status"] = "supported"
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert f"claim {claim['id'].removeprefix('claim-')}: supported → asserted" in out
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


def republished(study: Study, **parameters) -> None:
    """Take the published report's place with one of other parameters."""
    shutil.rmtree(study.root / "reports/published")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(publishing, "_FORMATS", ("html", "json"))
        publishing.publish(study.root, [Job("findings", {**JOB.parameters, **parameters})])


def test_a_corrected_word_of_a_transcript_names_its_passages_and_no_others(
    study: Study, capsys: pytest.CaptureFixture
) -> None:
    republished(study, evidence="all")
    name = "sim-takalar-puskesos"
    codings = study.codings(["consensus"])
    text, start = study.document(name).text, int(codings[codings["document"] == name].iloc[0].start)
    at = text.index(" ", start) + 1
    end = text.index(" ", at)
    correct(study.folder, name, text[:at] + "di sebelah sana" + text[end:], by="me", why="misheard")
    code, out = verified(capsys)
    assert (code, out.split(":")[0]) == (1, "findings-all-en")
    touched = [line for line in out.splitlines() if line.startswith("  passage ")]
    assert touched and all(line.startswith(f"  passage {name}.") and line.endswith(" [1]") for line in touched)
    assert f"[1] me corrected {name} at {at}–" in out and ": misheard" in out and "claim " not in out


def test_spaces_between_codings_of_a_transcript_change_no_result(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, evidence="all")
    name = "sim-takalar-puskesos"
    correct(study.folder, name, study.document(name).text.replace(". ", ".  ", 1), by="me", why="a space")
    code, out = verified(capsys)
    assert code == 0 and "same results, other bytes (model.json)" in out
    assert (
        "passages lie elsewhere in a corrected text, with the same words" in out and "compare the machines" not in out
    )


def test_a_report_of_two_coders_is_verified_from_both(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, coders=["coder-a", "coder-b"])
    assert verified(capsys)[1].startswith("findings-coder-a-coder-b-en: same bytes (")
    codings = study.codings(["coder-a"])
    one = codings[(codings["document"] == CODING) & (codings["code"] == "referral-bazda")].iloc[0]
    study.retract(one.id, coder="coder-a")
    code, out = verified(capsys)
    assert code == 1
    assert "claim bazda-urgent: for 2 → 1 [1]" in out and "[1] coder-a took back: " in out


def test_a_report_of_one_district_hears_of_its_own_codings_only(study: Study, capsys: pytest.CaptureFixture) -> None:
    republished(study, districts=["takalar"])
    study.retract(one_coding(study).id, coder="consensus")  # of Muaro Jambi
    code, out = verified(capsys)
    assert code == 0 and "without effect: corpus/codings/consensus/pub-sy-bazda.jsonl is changed" in out
    codings = study.codings(["consensus"])
    own = codings[(codings["document"] == "pub-kasus-takalar") & (codings["code"] == "growth-stagnation")].iloc[0]
    study.retract(own.id, coder="consensus")
    code, out = verified(capsys)
    assert code == 1
    assert "claim two-centres: author 3 → 2 [1]" in out and "as growth-stagnation in pub-kasus-takalar" in out


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 3}, "is of version 3, newer than 2, which is read here; update qualitative"),
        ({"version": 1}, "is of version 1, not 2; publish the report again"),
        ({"inputs": 7}, "is damaged: inputs is missing or has another shape"),
        ({"inputs": {"study.yaml": "x"}}, "is damaged: inputs"),
        ({"outputs": {"report.html": 1}}, "is damaged: outputs"),
        ({"segments": []}, "is damaged: segments"),
        ({"resolved": None}, "is damaged: resolved"),
        ({"parameters": {"districts": ["takalr"], "language": "en"}}, "did you mean takalar?"),
    ],
)
def test_a_manifest_that_can_not_be_used_says_why(
    study: Study, capsys: pytest.CaptureFixture, change: dict, sentence: str
) -> None:
    path = study.root / "reports/published" / NAME / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), **change}), encoding="utf-8")
    if "parameters" in change:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(verify, "try_all", lambda root, jobs, done: {job.name: failure_of(root, job) for job in jobs})
            code, out = verified(capsys)
    else:
        code, out = verified(capsys)
    assert code == 2
    assert out.startswith(f"{NAME}: could not run: ") and sentence in out


def failure_of(root: Path, job: Job) -> QualitativeError | None:
    try:
        make_here(root, [job])
    except QualitativeError as problem:
        return problem
    return None


def test_half_a_manifest_says_where_to_take_it_from(study: Study, capsys: pytest.CaptureFixture) -> None:
    path = study.root / "reports/published" / NAME / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8")[:500], encoding="utf-8")
    code, out = verified(capsys)
    assert code == 2 and "manifest.json can't be read (" in out and "take it from git or from the release again" in out


def test_without_manifest_or_with_a_broken_study_it_could_not_run(study: Study, capsys: pytest.CaptureFixture) -> None:
    (study.root / "reports/published" / NAME / "manifest.json").unlink()
    code, out = verified(capsys)
    assert code == 2
    assert out.startswith(f"{NAME}: could not run: {NAME}: no manifest.json")


def test_nothing_published_is_an_error_with_the_way_out(study: Study, capsys: pytest.CaptureFixture) -> None:
    shutil.rmtree(study.root / "reports/published")
    with pytest.raises(SystemExit) as left:
        main(["verify"])
    assert left.value.code == 2
    assert "qualitative publish" in capsys.readouterr().err


def test_the_manifest_holds_the_codings_under_every_claim_and_figure(study: Study) -> None:
    data = json.loads((study.root / "reports/published" / NAME / "manifest.json").read_text(encoding="utf-8"))
    ids = set(study.codings(["consensus"])["id"])
    for entry in (*data["claims"].values(), *data["figures"].values()):
        named = [segment for key in ("for", "author", "against", "segments") for segment in entry.get(key, ())]
        assert all(set(data["segments"][segment]) <= ids for segment in named)
    assert data["newest_event"] >= max(ids)
    assert data["parameters"] == JOB.parameters and data["resolved"]["codebook"] == data["codebook"]


def test_the_crate_describes_each_file_and_every_reference_leads_somewhere(study: Study) -> None:
    folder = study.root / "reports/published" / NAME
    graph = json.loads((folder / CRATE).read_text(encoding="utf-8"))["@graph"]
    ids = [entity["@id"] for entity in graph]
    assert len(set(ids)) == len(ids)
    links = [found for entity in graph for found in references(entity) if not found.startswith("https://")]
    assert set(links) <= set(ids)
    files = {entity["@id"]: entity for entity in graph if entity["@type"] == "File"}
    assert files["report.html"]["sha256"] == file_hash(folder / "report.html")
    assert not {"Person", "Organization"} & {entity["@type"] for entity in graph}


@pytest.mark.parametrize("licence", ["", "CC-BY-4.0"])
def test_the_crate_has_what_the_specification_requires(study: Study, licence: str) -> None:
    """RO-Crate 1.1, "Root Data Entity": descriptor, name, description, a full date and a licence; arrays only for several values."""
    from qualitative.reports.crate import crate
    from qualitative.reports.model import parse_report

    folder = study.root / "reports/published" / NAME
    report = parse_report(json.loads((folder / "model.json").read_text(encoding="utf-8")))
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    del data["outputs"][CRATE]  # it can't list itself
    sizes = {name: (folder / name).stat().st_size for name in data["outputs"]}
    graph = crate(report, data, sizes, "2026-11-24", study.settings.work, licence)["@graph"]
    entities = {entity["@id"]: entity for entity in graph}
    head, root = entities[CRATE], entities["./"]
    assert (head["about"], head["conformsTo"]) == ({"@id": "./"}, {"@id": "https://w3id.org/ro/crate/1.1"})
    assert root["name"] and root["description"] and root["datePublished"] == "2026-11-24"
    assert entities[root["license"]["@id"]]["name"] == (licence or "No licence")
    assert {part["@id"] for part in root["hasPart"]} == {one["@id"] for one in graph if one["@type"] == "File"}
    assert all(len(value) > 1 for one in graph for value in one.values() if isinstance(value, list))


def references(value) -> list[str]:
    if isinstance(value, dict):
        own = [value["@id"]] if set(value) == {"@id"} else []
        return own + [found for part in value.values() for found in references(part)]
    return [found for part in value for found in references(part)] if isinstance(value, list) else []


@pytest.mark.slow
def test_a_report_from_its_notebook_comes_out_the_same(tmp_path: Path, monkeypatch, capsys) -> None:
    copy_study(tmp_path / "study")
    monkeypatch.chdir(tmp_path / "study")
    main(["publish", "recommendations", "--language", "en"])
    capsys.readouterr()
    code, out = verified(capsys)
    assert (code, out.splitlines()[0][:36]) == (0, "recommendations-en: same bytes (5 fi")
