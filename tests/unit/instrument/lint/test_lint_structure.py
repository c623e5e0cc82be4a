"""The rules on numbers of items, answer scales, translations, ids and claims."""

from __future__ import annotations

from typing import Any

import pytest
from tests.unit.instrument.lint.drafts import GOOD, LABELS, codes, found, items, scale

BOTH = ["en", "it"]
AGREE = ["Disagree", "Neither agree nor disagree", "Agree"]


def distinct(count: int) -> list[dict[str, Any]]:
    """So many items, each in words of its own."""
    return [{"id": f"item{number}", "text": f"cat{number} dog{number} hen{number}"} for number in range(count)]


@pytest.mark.parametrize(("count", "expected"), [(2, 1), (3, 0), (10, 0), (11, 1)])
def test_a_hallmark_has_three_to_ten_items(count: int, expected: int) -> None:
    assert codes(found({"items": distinct(count)})) == ["items-per-hallmark"] * expected


def test_outcomes_may_have_any_number_of_items() -> None:
    outcomes = {"id": "o", "role": "outcome", "items": [{"id": "o1", "text": "Mentoring brings energy."}]}
    assert codes(found({"items": items(*GOOD)}, outcomes)) == []


@pytest.mark.parametrize(("count", "expected"), [(60, []), (61, ["items-in-all"])])
def test_a_form_has_at_most_sixty_items_on_hallmarks(count: int, expected: list[str]) -> None:
    many = distinct(count)
    parts: list[dict[str, Any]] = [{"id": f"q{start}", "items": many[start : start + 10]} for start in range(0, 54, 10)]
    parts[-1]["items"] += many[60:]
    outcomes = {"id": "o", "role": "outcome", "items": [{"id": "o1", "text": "Mentoring brings energy."}]}
    findings = found(*parts, outcomes)
    assert [code for code in codes(findings) if code != "items-per-hallmark"] == expected


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (scale(*LABELS), []),
        (scale(*"abcdefg"), []),
        (scale(*"abcd"), ["scale-points"]),
        (scale(*"abcdefgh"), ["scale-points"]),
        (scale("Never", "2", "3", "4", "Always"), ["unlabelled-point"]),
        ({"points": [{"value": value} for value in range(1, 6)]}, ["unlabelled-point"]),
        (scale("Strongly disagree", *AGREE, "Strongly agree"), []),
        (scale(*AGREE, "Strongly agree", "Completely agree"), ["unbalanced-labels"]),
        (scale("Very bad", "Bad", "Poor", "Average", "Good"), ["unbalanced-labels"]),
        (scale("Not satisfied", "Slightly satisfied", "Satisfied", "Very satisfied", "Extremely satisfied"), []),
    ],
)
def test_answer_scales_are_labelled_balanced_and_of_five_to_seven_points(
    answers: dict[str, Any], expected: list[str]
) -> None:
    assert codes(found({"items": items(*GOOD)}, scales={"how": answers})) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Molto in disaccordo", "In disaccordo", "Né d'accordo né in disaccordo", "D'accordo", "Molto d'accordo"], []),
        (["In disaccordo", "Incerto", "D’accordo", "Molto d’accordo", "Del tutto d’accordo"], ["unbalanced-labels"]),
        (["Per niente d'accordo", "Poco d'accordo", "Abbastanza d'accordo", "D'accordo", "Molto d'accordo"], []),
    ],
)
def test_italian_answer_scales_are_balanced(labels: list[str], expected: list[str]) -> None:
    whole = found(
        {"items": items("Si chiede un mentor.", "Le richieste trovano risposta.", "Il mentoring è noto.")},
        languages=["it"],
        scales={"how": scale(*labels)},
    )
    assert codes(whole) == expected


def test_each_text_that_is_one_for_several_languages_is_found_at_its_place() -> None:
    label = [{"en": each, "it": f"{each} it"} for each in LABELS]
    whole = found(
        {
            "title": {"en": "Demand", "it": "Domanda"},
            "items": [
                {"id": "one", "text": "People ask for a mentor."},
                {"id": "two", "text": {"en": "Requests find an answer.", "it": "Requests find an answer."}},
                {"id": "three", "text": {"en": "Mentor", "it": "Mentor"}, "advice": "Ask."},
            ],
        },
        title={"en": "Draft", "it": "Bozza"},
        languages=BOTH,
        scales={"how": scale("1", *label[1:])},
        segments=[{"id": "site", "title": "Site", "groups": [{"id": "Roma", "label": "Roma"}]}],
    )
    missing = [each.found for each in whole.findings if each.code == "missing-translation"]
    assert missing == [
        "segments site title has one text for all languages",
        "items one text has one text for all languages",
        "items two text has one text for en and it",
        "items three advice has one text for all languages",
    ]
    assert "two text" in missing[2]
    place = next(each.place for each in whole.findings if each.found.startswith("items one"))
    assert (place.line, place.column) == (8, 9)


def test_an_instrument_in_one_language_lacks_no_translation() -> None:
    assert codes(found({"items": items(*GOOD)}, languages=["it"], scales={"how": scale(*"abcde")})) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("accgoals", []),
        ("a" * 20, []),
        ("a" * 21, ["limesurvey-id"]),
        ("acc_goals", ["limesurvey-id"]),
        ("time", ["limesurvey-id"]),
        ("Other", ["limesurvey-id", "redcap-id"]),
        ("accGoals", ["redcap-id"]),
    ],
)
def test_ids_that_platforms_change_are_found_wherever_they_are_columns(name: str, expected: list[str]) -> None:
    texts = [{"id": f"i{number}", "text": text} for number, text in enumerate(GOOD)]
    as_item = found({"items": [*texts, {"id": name, "text": "Mentors meet their mentees."}]})
    as_comment = found({"items": texts, "comment": {"id": name, "text": "What else?"}})
    as_segment = found({"items": texts}, segments=[{"id": name}])
    for whole in (as_item, as_comment, as_segment):
        assert sorted(codes(whole)) == expected
        assert all(name in each.found for each in whole.findings)


def test_groups_that_limesurvey_drops_as_answers_are_one_remark_a_segment() -> None:
    groups = [{"id": "one"}, {"id": "seven77"}, {"id": "field sales"}]
    whole = found({"items": items(*GOOD)}, segments=[{"id": "team", "groups": groups}])
    assert [(each.code, each.severity) for each in whole.findings] == [("limesurvey-answer", "info")]
    assert '"seven77", "field sales"' in whole.findings[0].found


def test_claims_that_no_item_measures_are_named() -> None:
    claims = [["SAF-1", "SAF-2"], ["SAF-4"], ["SAF-5"]]
    listed = [{**item, "claims": ids} for item, ids in zip(items(*GOOD), claims, strict=True)]
    whole = found({"id": "safety_nets", "items": listed})
    assert [each.found for each in whole.findings] == ["no item of safety_nets measures SAF-3"]
    assert whole.findings[0].place.line == 4


def test_instruments_that_rest_on_other_claims_or_on_none_are_left_alone() -> None:
    assert codes(found({"id": "safety_nets", "items": items(*GOOD, claims=["our guide, page 3"])})) == []
    assert codes(found({"id": "safety_nets", "items": items(*GOOD)})) == []
    assert codes(found({"id": "other", "items": items(*GOOD, claims=["SAF-1"])})) == []
