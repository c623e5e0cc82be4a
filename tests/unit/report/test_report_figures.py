"""Every figure of the results is a row, once, and no row holds anything else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from tests.unit.report.examples import bare_results, full_results, hidden_results, with_hallmarks
from tests.unit.report.test_report_assessment import assessed

from mentorscan.report.build import build_report
from mentorscan.report.figures import FigureRow
from mentorscan.report.recipe import Recipe
from mentorscan.results import Results
from mentorscan.results_file import to_json

PARTS = ("overall", "hallmarks", "practices", "outcomes", "drivers", "priorities", "segments")
NO_FIGURES = {"bound", "weight", "ratings", "level_reason", "title", "text", "claims"}
CASES = {
    "full": full_results(),
    "hidden": hidden_results(),
    "bare": bare_results(),
    "one": with_hallmarks(full_results(), keep=1),
    "panel": assessed(2),
    "alone": assessed(1),
}

Found = tuple[str, str | None, str, float]


def rows_of(results: Results, **wanted: Any) -> list[FigureRow]:
    return list(build_report(results, **wanted).figures)


def numbers_in(value: Any, name: str, segment: str = "", group: str | None = "") -> Iterator[Found]:
    """Every number below a part of the results file, with the name that it has there, segment by segment."""
    if isinstance(value, dict):
        if name == "segments":
            segment = value["id"]
        elif name == "groups" and segment:
            group = value["value"]
        for key, each in value.items():
            if key not in NO_FIGURES:
                yield from numbers_in(each, key, segment, group)
    elif isinstance(value, list) and name.endswith("interval"):
        yield from ((segment, group, end, each) for end, each in zip(("low", "high"), value, strict=True))
    elif isinstance(value, list):
        for each in value:
            yield from numbers_in(each, name, segment, group)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield segment, group, name, value


def pairs_in(document: dict[str, Any]) -> Iterator[Found]:
    matrix = (document["reinforcement"] or {"correlation": []})["correlation"]
    for place, row in enumerate(matrix):
        yield from (("", "", "correlation", each) for each in row[place + 1 :] if each is not None)


def name_in_file(figure: str) -> str:
    kind, _, member = figure.rpartition(".")[2].partition(":")
    return {"count": member, "condition": "value"}.get(kind, kind)


@pytest.mark.parametrize("case", CASES)
def test_every_number_of_the_results_is_there_once_and_nothing_else(case: str) -> None:
    document = json.loads(to_json(CASES[case]))
    expected = Counter(each for part in PARTS for each in numbers_in(document[part], part))
    expected += Counter(pairs_in(document))
    expected += Counter(numbers_in((document.get("panel") or {"spread": []})["spread"], "spread"))
    found: Counter[Found] = Counter()
    for row in rows_of(CASES[case]):
        for name, value in ((name_in_file(row.figure), row.value), ("low", row.low), ("high", row.high)):
            if value is not None:
                found[row.segment, row.group, name, value] += 1
    assert found == expected
    assert expected or case == "hidden"


@pytest.mark.parametrize("case", CASES)
def test_no_two_rows_tell_the_same_figure_and_each_has_a_value_or_a_reason(case: str) -> None:
    rows = rows_of(CASES[case])
    names = Counter((row.segment, row.group, row.part, row.hallmark, row.id, row.figure) for row in rows)
    assert max(names.values()) == 1
    assert all((row.value is None) == (row.hidden is not None) for row in rows)
    assert all(row.value is not None or (row.low is None and row.high is None) for row in rows)


def test_what_is_hidden_says_why() -> None:
    hidden = [row for row in rows_of(full_results()) if row.hidden]
    assert {row.hidden for row in hidden} <= {"protected", "too_few_for_distribution", "not_agreed"}
    gone = {
        (segment.id, group.value, reason)
        for segment in full_results().segments
        for group in segment.groups
        if (reason := group.hidden.get("*"))
    }
    assert gone
    for segment, group, reason in gone:
        rows = [row for row in rows_of(full_results()) if (row.segment, row.group) == (segment, group)]
        assert {(row.part, row.figure) for row in rows} >= {("group", "respondents"), ("overall", "index")}
        assert {row.hidden for row in rows if row.figure != "people"} == {reason}


def test_a_figure_knows_where_it_belongs_and_on_how_many_it_rests() -> None:
    results = full_results()
    hallmark = results.hallmarks[0]
    facet, item = hallmark.facets[0], hallmark.items[0]
    rows = {(row.part, row.id, row.figure): row for row in rows_of(results, language="it") if not row.segment}
    index = rows["hallmark", hallmark.id, "index"]
    assert (index.title, index.people) == (hallmark.title["it"], hallmark.respondents)
    assert index.low is not None
    assert hallmark.index is not None
    assert index.value == float(f"{hallmark.index:.12g}")
    assert rows["facet", facet.id, "index"].hallmark == hallmark.id
    counted = rows["item", item.id, "count:4"]
    assert (counted.title, counted.value, counted.people) == (item.text["it"], (item.counts or {})["4"], item.answered)
    assert hallmark.reliability is not None
    assert rows["hallmark", hallmark.id, "reliability.alpha"].people == hallmark.reliability.n


def test_figures_are_made_anew_each_time_and_without_the_items_that_the_recipe_leaves_out() -> None:
    gone = full_results().hallmarks[0].items[0].id
    figures = build_report(full_results(), recipe=Recipe(without_items=frozenset({gone}))).figures
    assert list(figures) == list(figures)
    assert gone not in {row.id for row in figures}
    assert gone in {row.id for row in rows_of(full_results())}
