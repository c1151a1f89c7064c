"""The first page: in which order it says what it says, who says it within each sentence, and that no sentence can say more than is counted."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from conftest import on_both
from qualitative import Study
from qualitative.errors import ReportError
from qualitative.reports import sections
from qualitative.reports.content.first_checks import wrong_counts
from qualitative.reports.page.model import Report
from qualitative.reports.page.view import view_of

FINDING = "ninety-five-per-cent"


def report_of(study: Study, language: str = "en", kind: str = "findings", **chosen: Any) -> Report:
    draft = study.draft(language, **chosen)
    first = sections.first_section(draft) if kind == "findings" else sections.advice_section(draft)
    others = [sections.claims_section(draft)] if kind == "findings" else [sections.recommendations_section(draft)]
    return draft.report(kind, None, [first, *others])


def changed(study: Study, change: Callable[[dict[str, Any]], None]) -> Study:
    """The study with another `first` in its report.yaml."""
    path = study.root / "reports/report.yaml"
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    first = data.setdefault("first", {})
    change(first)
    path.write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return Study.open(study.root)


def told(study: Study) -> list[str]:
    """What `check` says of the first page."""
    return [str(one) for one in study.check() if "first:" in str(one)]


def texts(report: Report) -> list[str]:
    """The running texts and cells of the first page."""
    view = view_of(report)
    found: list[str] = []
    for block in view["lead"]:
        if block["type"] in ("callout", "paragraph"):
            found.append("".join(span["text"] for span in block["spans"]))
        elif block["type"] == "bullets":
            found += ["".join(span["text"] for span in item) for item in block["items"]]
        elif block["type"] == "table":
            found += [cell["text"] for row in block["rows"] for cell in row]
    return found


@on_both()
def test_the_box_stands_before_what_was_found_and_tells_who_coded(either: Study) -> None:
    lead = view_of(report_of(either))["lead"]
    kinds = [block["type"] for block in lead]
    assert kinds[:3] == ["callout", "paragraph", "bullets"]
    assert kinds.index("bullets") < kinds.index("table") < kinds.index("figure") < len(kinds) - 1
    assert "coded by" in texts(report_of(either))[0]


def test_the_shipped_first_page_says_what_it_rests_on(real_study: Study) -> None:
    report = report_of(real_study)
    box = texts(report)[0]
    for said in (
        "one paper",
        "nine statements by five informants (2018–2019)",
        "served",
        "coded by a language model",
        "checked by no person",
    ):
        assert said in box, said
    assert (
        report.title.endswith("?") and report.subtitle == "Habibullah (2020) · evidence of 2018–2019 · report of 2026"
    )


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("kind", ["findings", "recommendations"])
def test_no_sentence_of_the_shipped_first_page_says_too_much(real_study: Study, kind: str, language: str) -> None:
    page = " ".join(texts(report_of(real_study, language, kind)))
    for word in ("shows", "proves", "most", "11 of 14", "✓", "menunjukkan", "membuktikan", "sebagian besar"):
        assert not re.search(rf"(?<!\w){re.escape(word)}(?!\w)", page), word
    assert not re.search(r"\b(pub|sim)-[a-z]|claim-|habibullah-2020", page)


@on_both()
def test_each_finding_says_who_says_it_and_leads_to_its_card(either: Study) -> None:
    report = report_of(either)
    bullets = next(block for block in report.blocks if block.type == "bullets")
    assert 3 <= len(bullets.items) <= 5
    cards = {block.id for block in report.blocks if block.type == "claim"}
    for item in bullets.items:
        assert re.search(r"informant|author|document|table|group|nobody", item), item
        (target,) = re.findall(r"\]\(#(claim-[a-z0-9-]+)\)", item)
        assert target in cards


def test_without_the_cards_the_first_page_leads_nowhere(real_study: Study) -> None:
    draft = real_study.draft("en")
    report = draft.report("findings", None, [sections.first_section(draft), sections.limits_section(draft)])
    assert "#claim-" not in str(report.blocks)
    view_of(report)


def test_one_voice_says_and_two_say(real_study: Study) -> None:
    page = texts(report_of(real_study))
    one = next(text for text in page if "95 per cent" in text)
    assert one.startswith("One informant (a member of the central SLRT technical team) says that")
    assert one.endswith("(said).")
    against = next(text for text in page if "technically" in text)
    assert "the sources say otherwise; against it: one document as the author cites it (Permensos 9/2018)" in against


def test_a_study_without_sentences_has_a_first_page_all_the_same(second: Study) -> None:
    report = report_of(second)
    page = texts(report)
    assert page[0].startswith("This rests on") and "Of 12 findings" in page[1]
    assert report.title == second.folder.settings.title["en"]
    assert all(text.strip() for text in page)


def test_a_study_in_which_nothing_is_coded_says_so(study: Study) -> None:
    draft = study.draft("en")
    report = draft.report("findings", None, [sections.first_section(draft)])
    page = texts(report)
    assert any("coded by nobody yet" in text for text in page) and any("nothing is coded" in text for text in page)


def test_who_coded_is_told_whatever_the_study_writes(second_study: Study) -> None:
    study = changed(second_study, lambda first: first.update(rests={"en": "It rests on talks."}))
    assert "It rests on talks. Coded by" in texts(report_of(study))[0]


def test_who_says_it_stands_behind_a_sentence_that_names_nobody(second_study: Study) -> None:
    given = [{"claim": "oven-sheet", "text": {"en": "The oven sheet stays on paper."}}]
    study = changed(second_study, lambda first: first.update(findings=given))
    line = next(text for text in texts(report_of(study)) if "oven sheet" in text)
    assert re.search(r"\([a-z ]+; .*(informant|document)", line)
    assert any("it names nobody who says it" in one for one in told(study))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{says} that it shows a loss of time", "'shows' claims more than its status bears"),
        ("{says} that most lose time", "'most' claims more than its status bears"),
        ("{says} that 17 lose time", "the number 17 is not in the sentence of its claim"),
        ("{says} that it loses time because of tablets", "'because' gives a cause"),
        ("Time is lost", "it names nobody who says it"),
    ],
)
def test_check_doubts_a_sentence_that_claims_more_than_its_status_bears(
    second_study: Study, text: str, said: str
) -> None:
    weak = next(
        id for id, one in second_study.claims().items() if one.status != "corroborated" and one.claim.kind != "because"
    )
    study = changed(second_study, lambda first: first.update(findings=[{"claim": weak, "text": {"en": text}}]))
    assert any(said in one and "doubtful" in one for one in told(study)), told(study)
    report_of(study)  # and yet a report comes out


def test_check_doubts_a_number_of_informants_that_is_another(second_study: Study) -> None:
    study = changed(second_study, lambda first: first.update(answer={"en": "Three informants speak of it."}))
    assert any("'Three informants': counted are" in one for one in told(study))


def test_a_number_that_is_right_is_not_doubted() -> None:
    counts = {"informants": 5, "statements": 9}
    assert list(wrong_counts("It reports nine statements by five informants.", "en", counts)) == []
    assert list(wrong_counts("memuat sembilan pernyataan dari enam informan", "id", counts))


def test_nothing_of_the_shipped_first_page_is_doubtful(real_study: Study) -> None:
    assert told(real_study) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"questoin": {"en": "What?"}}, "unknown key 'questoin'; did you mean question"),
        (
            {"findings": [{"claim": "oven-shet", "text": {"en": "{says}"}}]},
            "'oven-shet' is not in the study; did you mean oven-sheet",
        ),
        (
            {"findings": [{"claim": "oven-sheet", "text": {"en": "{sayz}"}}]},
            "{sayz} is nothing that is filled in; did you mean says",
        ),
        ({"recommended": [{"id": "extra-hand"}]}, "'extra-hand' is not in the study; did you mean extra-hands"),
        ({"unanswered": ["time-costs"]}, "'time-costs' is not in the study; did you mean time-cost"),
        ({"themes": [{"what": {"en": "Time"}, "for": "code:time-costs"}]}, "time-cost"),
        ({"answer": {"en": "a { b"}}, "a curly bracket stands alone"),
        ({"figure": "dot"}, "figure 'dot' is unknown"),
        ({"findings": {"claim": "oven-sheet"}}, "findings must be a list"),
    ],
)
def test_what_is_wrong_in_it_is_named_with_the_way_out(second_study: Study, change: dict[str, Any], said: str) -> None:
    study = changed(second_study, lambda first: first.update(change))
    assert any(said in str(one) for one in study.check()), [str(one) for one in study.check()]
    with pytest.raises(ReportError, match=re.escape(said)):
        report_of(study)


def test_the_answer_of_the_whole_study_is_not_given_for_a_part(real_study: Study) -> None:
    page = texts(report_of(real_study, cases=["takalar"]))
    assert page[1].startswith("Of ") and "findings" in page[1] and "three barriers" not in page[1]
    assert "one informant" in page[0] or "two informants" in page[0] or "three informants" in page[0]


def test_warnings_stand_on_the_first_page_and_explanations_after_it(real_study: Study) -> None:
    view = view_of(report_of(real_study, evidence="all"))
    assert view["lead"][0]["type"] == "callout" and view["lead"][0]["kind"] == "simulated"
    assert [block["kind"] for block in view["lead"] if block["type"] == "callout"] == ["simulated", "basis"]
    assert view["first"] and view["contents"][0]["id"] == "reading"


def test_the_first_page_of_recommendations_says_what_must_be_known_before_acting(either_advice: Study) -> None:
    table = next(
        b for b in report_of(either_advice, kind="recommendations").blocks if getattr(b, "id", "") == "first-advice"
    )
    assert [column.label for column in table.columns][-2:] == ["Ground", "To know before acting"]
    assert all(row[3].text in ("strong", "moderate", "weak", "lost") and row[4].text for row in table.rows)


@pytest.fixture(params=["real_study", "second"])
def either_advice(request: pytest.FixtureRequest) -> Study:
    """Both studies, each with recommendations."""
    found: Study = request.getfixturevalue(request.param)
    return found
