"""Hallmarks that go together with each other and with the outcomes, and never a cause."""

from __future__ import annotations

import re

import pytest
from tests.unit.report.examples import full_results, hidden_results, with_hallmarks
from tests.unit.report.further import correlations, drivers
from tests.unit.report.test_report_assessment import assessed

from mentorscan.report.build import build_report
from mentorscan.report.model import Reinforcement
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Drivers, Results
from mentorscan.results import Reinforcement as Correlations


def part(results: Results, *, language: str | None = None) -> Reinforcement:
    found = build_report(results, language=language).reinforcement
    assert found
    return found


def test_the_half_matrix_holds_every_pair_once() -> None:
    found = part(full_results())
    assert found.matrix
    names = [each.title for each in found.matrix.columns[1:]]
    assert [row.cells[0].text for row in found.matrix.rows] == names
    for place, row in enumerate(found.matrix.rows):
        texts = [cell.text for cell in row.cells[1:]]
        assert all(re.fullmatch(r"0\.\d\d", text) for text in texts[:place])
        assert texts[place:] == ["1", *[""] * (len(names) - place - 1)]
    assert found.matrix.rows[1].cells[1].tint == 3
    assert found.matrix.rows[7].cells[1].tint == 0


def test_the_closest_pair_and_the_hallmark_most_apart_are_named() -> None:
    lead = part(full_results()).lead
    assert lead[1] == (
        "Most closely together: Accountability / Alignment (0.74), Accountability / Education and training (0.53), "
        "Alignment / Multiple opportunities (0.53)."
    )
    assert lead[2] == "The hallmark that stands most apart: Safety nets, with 0.21 on average with the others."


@pytest.mark.parametrize(("low", "told"), [(0.5, False), (0.3, True)])
def test_a_hallmark_stands_apart_only_where_it_does_so_clearly(*, low: float, told: bool) -> None:
    ids = tuple(each.id for each in full_results().hallmarks[:3])
    correlation = ((1.0, 0.62, low), (0.62, 1.0, low + 0.05), (low, low + 0.05, 1.0))
    results = full_results().model_copy(update={"reinforcement": Correlations(hallmarks=ids, correlation=correlation)})
    assert ("No hallmark stands clearly apart from the others." in part(results).lead) is not told
    assert any(
        each.startswith("The hallmark that stands most apart: Communication") for each in part(results).lead
    ) is (told)


def test_pairs_that_hardly_differ_are_not_told_apart() -> None:
    ids = tuple(each.id for each in full_results().hallmarks)
    alike = tuple(tuple(0.6 + 0.09 * (row + column) / 14 for column in range(8)) for row in range(8))
    results = full_results().model_copy(update={"reinforcement": Correlations(hallmarks=ids, correlation=alike)})
    lead = part(results).lead
    assert len(lead) == 2
    assert lead[1].startswith("All pairs go together about equally closely, between 0.6")


def test_a_pair_without_correlation_is_a_dash_that_is_explained() -> None:
    found = correlations(full_results())
    holed = [list(row) for row in found.correlation]
    holed[3][1] = holed[1][3] = None
    results = full_results().model_copy(
        update={"reinforcement": found.model_copy(update={"correlation": tuple(tuple(row) for row in holed)})}
    )
    shown = part(results)
    assert shown.matrix
    assert shown.matrix.rows[3].cells[2].text == "–"
    assert shown.matrix.notes[0].startswith("–: hidden, fewer than 30 people")
    assert not any("most apart" in each for each in shown.lead)


def test_without_any_correlation_words_stand_in_place_of_the_matrix() -> None:
    found = correlations(full_results())
    empty = tuple(tuple(None for _ in row) for row in found.correlation)
    results = full_results().model_copy(
        update={"reinforcement": found.model_copy(update={"correlation": empty}), "drivers": None}
    )
    shown = part(results)
    assert shown.matrix is None
    assert shown.picture == ()
    assert shown.lead == ("No correlation is shown: it takes at least 30 people with a score on both hallmarks.",)
    assert 'id="reinforcement-table"' not in html.render(build_report(results))


def test_the_shares_are_ordered_and_most_of_it_is_named() -> None:
    found = part(full_results()).drivers
    assert found
    assert found.sentences[0] == (
        "Together the hallmarks account for 41% of the differences in the outcomes (290 people). "
        "Most of it goes with: Communication, Demand."
    )
    rows = found.tables[0].rows
    assert [row.cells[0].text for row in rows[:3]] == ["Communication", "Demand", "Alignment"]
    assert [cell.text for cell in rows[0].cells[1:]] == ["32%", "32%", "0.46"]


def test_shares_that_are_spread_evenly_are_called_spread() -> None:
    found = drivers(full_results(), n=290)
    even = tuple(each.model_copy(update={"shapley": 0.05, "relative_weight": 0.05}) for each in found.weights)
    spread = found.model_copy(update={"r2": 0.4, "weights": even})
    told = part(full_results().model_copy(update={"drivers": spread})).drivers
    assert told
    assert (
        "It is spread over many of them; the largest shares go with: Accountability, Alignment, Communication."
        in (told.sentences[0])
    )


def test_without_shapley_values_the_relative_weights_stand_alone() -> None:
    found = drivers(full_results(), n=290)
    bare = tuple(each.model_copy(update={"shapley": None}) for each in found.weights)
    told = part(full_results().model_copy(update={"drivers": found.model_copy(update={"weights": bare})})).drivers
    assert told
    assert [each.title for each in told.tables[0].columns][1:] == [
        "Share (relative weight)",
        "Correlation with the outcomes",
    ]
    assert {len(row.cells) for row in told.tables[0].rows} == {3}


@pytest.mark.parametrize(("n", "warned"), [(79, True), (80, False)])
def test_fewer_than_ten_people_a_hallmark_call_for_caution(*, n: int, warned: bool) -> None:
    told = part(full_results().model_copy(update={"drivers": drivers(full_results(), n=n)})).drivers
    assert told
    assert any(each.startswith("Read with caution") for each in told.sentences) is warned


def test_a_hallmark_that_goes_with_lower_outcomes_is_named() -> None:
    found = drivers(full_results(), n=290)
    first = found.weights[0].model_copy(update={"correlation": -0.2})
    results = full_results().model_copy(
        update={"drivers": found.model_copy(update={"weights": (first, *found.weights[1:])})}
    )
    told = part(results).drivers
    assert told
    assert told.sentences[1] == "High scores here go together with lower outcomes: Accountability."


@pytest.mark.parametrize(
    ("found", "start"),
    [
        (Drivers(hidden={"*": "protected"}), "hidden: too few people here"),
        (Drivers(n=12, outcomes=("outcomes",)), "Not shown: it takes at least 30 people"),
        (Drivers(n=200, outcomes=("outcomes",)), "Not shown: the scores on some hallmark"),
        (Drivers(n=200, r2=0.0, outcomes=("outcomes",)), "None of the differences in the outcomes"),
    ],
)
def test_drivers_that_are_not_there_are_explained_in_words(found: Drivers, start: str) -> None:
    told = part(full_results().model_copy(update={"drivers": found})).drivers
    assert told
    assert told.tables == ()
    assert len(told.sentences) == 1
    assert told.sentences[0].startswith(start)


def test_where_no_outcomes_were_asked_nothing_is_said_of_them() -> None:
    results = full_results().model_copy(update={"drivers": None, "outcomes": ()})
    assert part(results).drivers is None


@pytest.mark.parametrize("language", ["en", "it"])
def test_the_part_stands_between_practices_and_outcomes_in_both_formats(language: str) -> None:
    report = build_report(full_results(), language=language)
    ids = [link.anchor for link in report.contents]
    assert ids.index("practices") < ids.index("reinforcement") < ids.index("outcomes") < ids.index("priorities")
    assert report.reinforcement
    assert f"## {report.reinforcement.title}" in markdown.render(report)
    page = html.render(report)
    assert page.index('id="practices"') < page.index('id="reinforcement"') < page.index('id="outcomes"')


def test_nothing_is_said_to_cause_anything() -> None:
    found = part(full_results())
    assert found.drivers
    told = " ".join((*found.lead, found.title, found.drivers.title, *found.drivers.sentences)).lower()
    assert not re.findall(r"\b(drives?|driv(en|ers?)|leads? to|effects?|because of|thanks to|impact)\b", told)


def test_named_raters_one_hallmark_and_hidden_results_have_no_such_part() -> None:
    for results in (assessed(3), assessed(1), hidden_results()):
        assert build_report(results).reinforcement is None
    one = with_hallmarks(full_results(), keep=1)
    alone = one.model_copy(update={"reinforcement": Correlations(hallmarks=("accountability",), correlation=((1.0,),))})
    assert build_report(alone).reinforcement is None
