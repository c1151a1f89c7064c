"""Manifests and metadata: what they hold, and what is said of those that can not be used."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from qualitative import Study
from qualitative.cli import main
from qualitative.errors import QualitativeError
from qualitative.reports.formats.table import FORMATS
from qualitative.reports.making.grounds import file_hash
from qualitative.reports.making.job import Job
from qualitative.reports.page.vocabulary import word
from qualitative.reports.published import causes, verify
from qualitative.reports.published.crate import CRATE
from verify.conftest import JOB, NAME, TWO, make_here, make_once, republished, rewrite, verified


@pytest.fixture(autouse=True)
def made_once(without_kernel: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked here is what manifests say: the report is made of the same files each time."""
    monkeypatch.setattr(verify, "try_all", make_once)


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"version": 5}, "is of version 5, newer than 4, which is read here; update qualitative"),
        ({"version": 1}, "is of version 1, not 4; publish the report again"),
        ({"inputs": 7}, "is damaged: inputs is missing or has another shape"),
        ({"inputs": {"study.yaml": "x"}}, "is damaged: inputs"),
        ({"outputs": {"report.html": 1}}, "is damaged: outputs"),
        ({"segments": []}, "is damaged: segments"),
        ({"resolved": None}, "is damaged: resolved"),
        ({"parameters": {"cases": ["takalr"], "language": "en"}}, "did you mean takalar?"),
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


@pytest.mark.parametrize(
    ("key", "change"),
    [
        ("claims", lambda data: next(iter(data["claims"].values())).update(status="contradicted")),
        ("claims", lambda data: next(one for one in data["claims"].values() if one["for"])["for"].pop()),
        ("segments", lambda data: data["segments"].popitem()),
        ("segments", lambda data: next(iter(data["segments"].values())).clear()),
        ("texts", lambda data: data["texts"].update(dict.fromkeys(data["texts"], "sha256:0"))),
        ("codebook", lambda data: data.update(codebook=1)),
        ("resolved", lambda data: data["resolved"].update(coders=["coder-a"])),
        ("newest_event", lambda data: data.update(newest_event="01K00000000000000000000000")),
        ("figures", lambda data: data["figures"].clear()),
    ],
)
def test_a_manifest_that_says_otherwise_than_its_report_or_its_study_is_told(
    study: Study, capsys: pytest.CaptureFixture, key: str, change: Callable[[dict], None]
) -> None:
    path = study.root / "reports/published" / NAME / "manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    change(data)
    path.write_text(json.dumps(data), encoding="utf-8")
    code, out = verified(capsys)
    assert code == 1
    assert out.startswith(f"{NAME}: tampered with: manifest.json") and f"{key}: " in out
    # what rests on the report alone is seen without running anything
    code, out = verified(capsys, "--without-running")
    assert code == (0 if key in ("texts", "newest_event") else 1)


def test_metadata_that_were_rewritten_with_their_hash_are_told(study: Study, capsys: pytest.CaptureFixture) -> None:
    folder = study.root / "reports/published" / NAME
    (folder / CRATE).write_text((folder / CRATE).read_text(encoding="utf-8").replace("Claim", "Fact"), encoding="utf-8")
    rewrite(folder)
    code, out = verified(capsys)
    assert code == 1 and f"outputs: {CRATE}: " in out


def test_another_machine_that_writes_other_bytes_is_no_tampering(
    study: Study, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def elsewhere(root: Path, jobs: list[Job], done: Callable[[Job], None] = lambda job: None) -> dict:
        made = make_here(root, jobs, done)
        for job in jobs:
            path = root / job.path("html")
            path.write_text(path.read_text(encoding="utf-8") + "<!-- of another machine -->", encoding="utf-8")
        return made

    monkeypatch.setattr(verify, "try_all", elsewhere)
    code, out = verified(capsys)
    assert code == 0 and out.startswith(f"{NAME}: same results, other bytes (report.html)")


def test_other_code_with_the_same_results_is_no_reason_to_publish_again(
    study: Study, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(causes, "source_hash", lambda: "f" * 64)
    code, out = verified(capsys)
    assert code == 0 and out.startswith(f"{NAME}: same bytes, other code (")
    # a page that is written otherwise from the same model
    path = study.root / "reports/published" / NAME / "report.html"
    path.write_text(path.read_text(encoding="utf-8") + "<!-- as it was -->", encoding="utf-8")
    rewrite(path.parent)
    code, out = verified(capsys)
    assert code == 0 and out.startswith(f"{NAME}: same results, other code (report.html)")


def test_a_report_that_an_earlier_version_published_still_holds(study: Study, capsys: pytest.CaptureFixture) -> None:
    """Manifests of version 2 counted the source among the grounds, and their models held words for bases."""
    republished(study, language="id")
    folder = study.root / "reports/published/findings-id"
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    for one in model["passages"]:
        one |= {name: word(one[name], "id") for name in ("provenance", "basis")}
    assert {one["basis"] for one in model["passages"]} >= {"penulis", "informan"}
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    data = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    rewrite(folder, version=2, source=data["remarks"]["source"])
    code, out = verified(capsys)
    assert code == 0 and out.startswith("findings-id: same results, other bytes (model.json)")


NEWER = ("kind", "limbs", "ends", "met", "sources_for", "sources_against", "denying", "not_looked", "beside")


def test_a_report_of_an_earlier_list_of_statuses_is_told_in_words(study: Study, capsys: pytest.CaptureFixture) -> None:
    folder = study.root / "reports/published" / NAME
    model = json.loads((folder / "model.json").read_text(encoding="utf-8"))
    for block in model["blocks"]:
        if block["type"] == "claim":
            block |= {"status": "supported", "status_label": "supported"}
            for name in NEWER:
                del block[name]
    (folder / "model.json").write_text(json.dumps(model), encoding="utf-8")
    rewrite(folder, version=3)
    code, out = verified(capsys)
    assert code == 1 and out.startswith(f"{NAME}: results changed: 36 claims")
    assert "claim start-2016: supported → partly" in out
    assert "published with an earlier list of statuses (supported), which counted passages and not sources" in out
    code, out = verified(capsys, "--without-running")
    assert code == 1 and "claim claim-bazda-urgent: supported → one-source" in out


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
    from qualitative.reports.page.model import parse_report
    from qualitative.reports.published.crate import crate

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


def test_a_format_that_came_later_is_not_missed(
    study: Study, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verify, "FORMATS", {**TWO, "pdf": FORMATS["pdf"]})
    code, out = verified(capsys)
    assert code == 0 and out.startswith(f"{NAME}: same bytes (3 files")


@pytest.mark.parametrize(
    ("true", "false"),
    [("</h1>", " (confirmed by all)</h1>"), (">one source<", ">contradicted<"), ("</p>", "</p><p>Forged.</p>")],
)
def test_a_page_that_says_other_words_than_its_results_is_told_though_every_digest_fits(
    study: Study, capsys: pytest.CaptureFixture, true: str, false: str
) -> None:
    folder = study.root / "reports/published" / NAME
    page = (folder / "report.html").read_text(encoding="utf-8")
    if true not in page:
        pytest.skip(f"{true} does not stand in the page")
    before = file_hash(folder / "report.html")
    (folder / "report.html").write_text(page.replace(true, false, 1), encoding="utf-8")
    after = file_hash(folder / "report.html")
    if (folder / CRATE).exists():
        crate = (folder / CRATE).read_text(encoding="utf-8")
        (folder / CRATE).write_text(
            crate.replace(before.removeprefix("sha256:"), after.removeprefix("sha256:")), encoding="utf-8"
        )
    rewrite(folder)
    code, out = verified(capsys)
    assert code == 1
    assert "other words than its results give: report.html says" in out
