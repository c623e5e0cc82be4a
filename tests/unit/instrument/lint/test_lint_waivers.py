"""Waivers: what they cover, what is said of those that cover nothing, and which are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from tests.unit.instrument.lint.drafts import GOOD, codes, found, items, written

from mentorscan.instrument.catalogue import fingerprint
from mentorscan.instrument.load import check_instrument, load_instrument

REASON = {"negation": "People know the sentence by heart."}
NEGATED = {"id": "negated", "text": "Mentors do not cancel."}
OTHER = {"id": "other1", "text": "Mentees do not cancel."}


@pytest.mark.parametrize(
    ("item", "questionnaire", "main", "waived"),
    [
        ({}, {}, {}, 0),
        ({"waive": REASON}, {}, {}, 1),
        ({}, {"waive": REASON}, {}, 2),
        ({}, {}, {"waive": REASON}, 3),
    ],
)
def test_a_waiver_covers_what_it_stands_in(
    item: dict[str, Any], questionnaire: dict[str, Any], main: dict[str, Any], waived: int
) -> None:
    first = {"id": "first", "items": [*items(*GOOD), {**NEGATED, **item}, OTHER], **questionnaire}
    more = ("Questions find an answer.", "Time is set aside.", "Nobody cancels at once.")
    second = {"id": "second", "items": [{"id": f"more{n}", "text": text} for n, text in enumerate(more)]}
    whole = found(first, second, **main)
    assert whole.waived == ({"negation": waived} if waived else {})
    assert codes(whole) == ["negation"] * (3 - waived)


def test_a_waiver_that_waives_nothing_is_itself_found_at_its_place() -> None:
    whole = found({"items": items(*GOOD), "waive": {"absolute": "There was one once."}})
    assert [(each.code, each.severity) for each in whole.findings] == [("unused-waiver", "info")]
    assert (whole.findings[0].place.line, whole.findings[0].place.column) == (12, 3)
    assert whole.grave == ()


def test_the_closest_waiver_is_the_one_that_counts() -> None:
    whole = found({"items": [*items(*GOOD), {**NEGATED, "waive": REASON}]}, waive=REASON)
    assert codes(whole) == ["unused-waiver"]
    assert whole.findings[0].place.file.endswith("instrument.yaml")


@pytest.mark.parametrize("where", ["instrument", "questionnaire", "item"])
@pytest.mark.parametrize(
    ("waive", "code", "hint"),
    [
        ({"negatoin": "A reason."}, "unknown-rule", "did you mean negation?"),
        ({"unused-waiver": "A reason."}, "unknown-rule", "take it out"),
        ({"negation": ""}, "empty-reason", None),
        ({"negation": " - "}, "empty-reason", None),
        ({"negation": True}, "not-text", None),
        (["negation"], "not-a-mapping", None),
    ],
)
def test_unknown_rules_and_missing_reasons_are_refused(
    tmp_path: Path, where: str, waive: object, code: str, hint: str | None
) -> None:
    stated: dict[str, Any] = {each: {} for each in ("instrument", "questionnaire", "item")}
    stated[where] = {"waive": waive}
    item = {"id": "i1", "text": "People ask.", **stated["item"]}
    file = {"id": "q", "title": "Q", "scale": "how", "items": [item], **stated["questionnaire"]}
    instrument, problems = check_instrument(written(stated["instrument"], [file], tmp_path))
    assert instrument is None
    assert [each.code for each in problems] == [code]
    assert hint is None or problems[0].hint == hint


def test_waivers_and_origin_do_not_enter_the_fingerprint(tmp_path: Path) -> None:
    origin = {"id": "other", "version": "1.0.0", "fingerprint": "0" * 64}
    file = {"id": "q", "title": "Q", "scale": "how", "items": items(*GOOD)}
    plain = load_instrument(written({}, [file], tmp_path / "plain"))
    waived = load_instrument(written({"origin": origin, "waive": REASON}, [{**file, "waive": REASON}], tmp_path / "b"))
    assert waived == plain
    assert fingerprint(waived) == fingerprint(plain)
