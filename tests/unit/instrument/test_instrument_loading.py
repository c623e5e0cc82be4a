"""What a right instrument becomes: every default filled in, every text in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from mentorscan.errors import InstrumentError
from mentorscan.instrument.load import check_instrument, load_instrument
from mentorscan.instrument.model import Consistent, Instrument, Rules
from mentorscan.instrument.starter import write_starter
from mentorscan.resources import questionnaires

LEAST = """\
schema: 1
id: least
version: 1.0.0
title: Least
languages: [{languages}]
questionnaires: [only]
scales: {{scale: {{points: [{points}]}}}}
"""
ONLY = "{id: only, title: Only, scale: scale, items: [{id: i1, text: One}]}"


def loaded(
    folder: Path, *, languages: str = "en", values: range = range(1, 6), more: str = "", only: str = ONLY
) -> Instrument:
    """The instrument with the least that it needs, and ``more`` lines."""
    points = ", ".join(f"{{value: {value}}}" for value in values)
    (folder / "instrument.yaml").write_text(LEAST.format(languages=languages, points=points) + more, encoding="utf-8")
    (folder / "only.yaml").write_text(only, encoding="utf-8")
    return load_instrument(folder)


def test_the_least_instrument_gets_every_default(tmp_path: Path) -> None:
    instrument = loaded(tmp_path)
    assert instrument.rules == Rules(
        minimum_answered=0.5,
        minimum_group=5,
        minimum_distribution=10,
        minimum_comments=10,
        minimum_correlation=30,
        consistent=Consistent(index=60, unfavourable=0.15, group_index=50, reach=0.9),
    )
    assert [(level.id, level.from_index) for level in instrument.levels] == [
        ("latent", 0),
        ("emerging", 20),
        ("developing", 40),
        ("established", 60),
        ("sustained", 80),
    ]
    assert [form.id for form in instrument.forms] == ["full"]
    assert instrument.segments == ()
    assert instrument.introduction is None
    (questionnaire,) = instrument.questionnaires
    assert (questionnaire.role, questionnaire.facets, questionnaire.comment) == ("hallmark", (), None)
    (item,) = questionnaire.items
    assert (item.reverse, item.weight, item.forms, item.claims) == (False, 1, ("full",), ())
    assert (item.practice, item.facet, item.evidence, item.advice) == (None, None, None, None)


def test_each_rule_has_its_default_on_its_own(tmp_path: Path) -> None:
    rules = loaded(tmp_path, more="rules: {minimum_group: 7, consistent: {reach: 1}}\n").rules
    assert rules == Rules(minimum_group=7, consistent=Consistent(reach=1))


@pytest.mark.parametrize(
    ("values", "favourable_from", "unfavourable_to"),
    [
        (range(2), 1, 0),
        (range(1, 4), 3, 1),
        (range(1, 5), 4, 1),
        (range(1, 6), 4, 2),
        (range(11), 9, 1),
        (range(-2, 3), 1, -1),
    ],
)
def test_bounds_follow_from_the_points(
    values: range, favourable_from: int, unfavourable_to: int, tmp_path: Path
) -> None:
    (scale,) = loaded(tmp_path, values=values).scales
    assert [point.value for point in scale.points] == list(values)
    assert (scale.favourable_from, scale.unfavourable_to) == (favourable_from, unfavourable_to)


@pytest.mark.parametrize("count", [1, 12])
def test_a_scale_has_two_to_eleven_points(count: int, tmp_path: Path) -> None:
    loaded(tmp_path)
    points = ", ".join(f"{{value: {value}}}" for value in range(count))
    (tmp_path / "instrument.yaml").write_text(LEAST.format(languages="en", points=points), encoding="utf-8")
    _, (problem,) = check_instrument(tmp_path)
    assert problem.code in {"too-short", "too-long"}
    assert problem.message == f"points has {count} entr{'y' if count == 1 else 'ies'}"


def test_a_value_beyond_reason_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InstrumentError, match="1000001 stands here; expected at most 1,000,000"):
        loaded(tmp_path, values=range(999_999, 1_000_002))


def test_one_text_counts_for_all_languages(tmp_path: Path) -> None:
    instrument = loaded(tmp_path, languages="it, de")
    assert instrument.title == {"it": "Least", "de": "Least"}
    assert instrument.language == "it"
    assert instrument.scales[0].points[0].label == {"it": "1", "de": "1"}


def test_our_own_words_are_italian_in_italian_and_english_elsewhere(tmp_path: Path) -> None:
    more = "segments: []\n"
    opt_outs = "opt_outs: [{code: dont_know}, {code: not_applicable}]"
    loaded(tmp_path, languages="en, it-CH, de", more=more)
    text = (tmp_path / "instrument.yaml").read_text(encoding="utf-8").replace("]}}", f"], {opt_outs}}}}}")
    (tmp_path / "instrument.yaml").write_text(text, encoding="utf-8")
    instrument = load_instrument(tmp_path)
    assert instrument.levels[0].title == {"en": "Latent", "it-CH": "Latente", "de": "Latent"}
    assert instrument.forms[0].title["it-CH"] == "Questionario completo"
    assert [opt_out.label["it-CH"] for opt_out in instrument.scales[0].opt_outs] == ["Non so", "Non applicabile"]
    assert [opt_out.label["de"] for opt_out in instrument.scales[0].opt_outs] == ["Don't know", "Not applicable"]


def test_what_has_no_title_is_called_by_its_id(tmp_path: Path) -> None:
    more = (
        "segments: [{id: site, groups: [{id: New York}]}]\n"
        "levels: [{id: low, from: 0}, {id: high, from: 33.3}]\n"
        "forms: {full: {}, pulse: {}}\n"
    )
    only = ONLY.replace("items:", "facets: [{id: part}], items:").replace("text: One", "text: One, forms: [pulse]")
    instrument = loaded(tmp_path, more=more, only=only)
    assert instrument.segments[0].title == {"en": "site"}
    assert instrument.segments[0].groups[0].label == {"en": "New York"}
    assert [level.title["en"] for level in instrument.levels] == ["low", "high"]
    assert [form.title["en"] for form in instrument.forms] == ["full", "pulse"]
    assert instrument.questionnaires[0].facets[0].title == {"en": "part"}


def test_texts_lose_the_white_space_around_them(tmp_path: Path) -> None:
    only = "id: only\ntitle: Only\nscale: scale\nitems:\n  - id: i1\n    text: >\n      One\n      line\n\n"
    assert loaded(tmp_path, only=only).items["i1"].text == {"en": "One line"}


def test_questionnaires_stand_in_the_order_of_the_report(tmp_path: Path) -> None:
    write_starter(tmp_path)
    file = tmp_path / "instrument.yaml"
    text = file.read_text(encoding="utf-8").replace(
        "[clear_goals, time_and_support]", "[time_and_support, clear_goals]"
    )
    file.write_text(text, encoding="utf-8")
    assert [each.id for each in load_instrument(tmp_path).questionnaires] == ["time_and_support", "clear_goals"]


def test_files_in_utf_16_and_with_a_byte_order_mark_load_alike(tmp_path: Path) -> None:
    write_starter(tmp_path)
    plain = load_instrument(tmp_path)
    for file, encoding in zip(sorted(tmp_path.glob("*.yaml")), ("utf-16", "utf-8-sig", "utf-16"), strict=True):
        file.write_bytes(file.read_text(encoding="utf-8").replace("\n", "\r\n").encode(encoding))
    assert load_instrument(tmp_path) == plain


def test_groups_keep_their_aliases_and_parents(tmp_path: Path) -> None:
    more = "segments: [{id: site, groups: [{id: a, aliases: [x, y], label: A}, {id: b, parent: a}]}]\n"
    (segment,) = loaded(tmp_path, more=more).segments
    assert [(group.id, group.aliases, group.parent) for group in segment.groups] == [
        ("a", ("x", "y"), None),
        ("b", (), "a"),
    ]


def test_labels_may_be_the_same_in_two_languages_of_one_point(tmp_path: Path) -> None:
    loaded(tmp_path, languages="en, fr")
    text = (tmp_path / "instrument.yaml").read_text(encoding="utf-8")
    text = text.replace("{value: 3}", "{value: 3, label: {en: Normal, fr: normal}}").replace(
        "{value: 2}", "{value: 2, label: '2'}"
    )
    (tmp_path / "instrument.yaml").write_text(text, encoding="utf-8")
    assert load_instrument(tmp_path).scales[0].points[2].label == {"en": "Normal", "fr": "normal"}


def test_the_built_in_instrument_has_no_problems() -> None:
    instrument, problems = check_instrument(questionnaires())
    assert problems == ()
    assert instrument is not None
    assert instrument.id == "mentoring-culture"
    assert instrument.languages == ("en", "it")
    assert (len(instrument.hallmarks), len(instrument.outcomes)) == (8, 1)
