"""What a recipe makes of a report: parts, words, statements; and what it never changes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path

import pytest
from tests.unit.report.examples import bare_results, full_results, hidden_results
from tests.unit.report.recipes import loaded

from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.recipe import AUDIENCES, PARTS, Audience, CoverWishes, Recipe
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Results


def made(results: Results, recipe: Recipe, language: str | None = None) -> Report:
    return build_report(results, language=language, recipe=recipe)


@pytest.mark.parametrize("audience", AUDIENCES)
def test_an_audience_gets_its_parts_in_order(audience: Audience) -> None:
    report = made(full_results(), Recipe(audience=audience))
    there = {part.id for part in build_report(full_results()).parts}
    assert [part.id for part in report.parts] == [each for each in AUDIENCES[audience] if each in there]
    assert [link.anchor for link in report.contents] == [part.id for part in report.parts]


def test_parts_stand_in_the_order_that_the_recipe_names() -> None:
    report = made(full_results(), Recipe(sections=("priorities", "summary", "groups")))
    headings = re.findall(r"^## (.*)$", markdown.render(report), flags=re.MULTILINE)
    assert headings == [report.parts[0].title, report.parts[1].title, report.parts[2].title]
    assert re.findall(r'<section id="(\w+)"', html.render(report)) == ["priorities", "summary", "groups"]


def test_every_part_of_the_report_can_be_asked_for() -> None:
    assert set(PARTS) <= {each.name for each in fields(Report)}


@pytest.mark.parametrize("sections", [(each,) for each in PARTS])
def test_nothing_leads_to_a_part_that_is_left_out(sections: tuple[str, ...]) -> None:
    page = html.render(made(full_results(), Recipe(sections=sections)))
    anchors = set(re.findall(r'href="#([^"]+)"', page))
    assert anchors <= set(re.findall(r'id="([^"]+)"', page))


def test_the_words_of_the_consultant_stand_where_they_belong(tmp_path: Path) -> None:
    recipe = replace(loaded(tmp_path), level_words=True)
    page, source = html.render(made(full_results(), recipe)), markdown.render(made(full_results(), recipe))
    summary = page[page.index('id="summary"') : page.index('id="hallmarks"')]
    assert "<em>know</em>" in summary
    assert "Start here." in page[page.index('id="hallmarks"') :]
    assert "*know*" in source
    assert "- few are asked" in source


def test_items_that_are_left_out_are_nowhere_and_every_figure_stays(tmp_path: Path) -> None:
    text = next(item.text["en"] for each in full_results().hallmarks for item in each.items if item.id == "accaction")
    every, some = build_report(full_results()), made(full_results(), Recipe(without_items=frozenset({"accaction"})))
    assert text in html.render(every)
    assert text not in html.render(some)
    assert text not in markdown.render(some)
    assert some.profile == every.profile
    assert some.consistency == every.consistency
    assert some.summary.figures == every.summary.figures
    assert "One statement is not shown" in markdown.render(some)


@pytest.mark.parametrize("results", [full_results, bare_results, hidden_results])
@pytest.mark.parametrize("language", ["en", "it"])
def test_without_level_words_no_level_is_named(results: Callable[[], Results], language: str) -> None:
    found = results()
    names = [each.title[language] for each in found.instrument.levels if language in each.title]
    report = made(found, Recipe(level_words=False), language if language in found.instrument.languages else None)
    page = markdown.render(report) + html.render(report)
    assert not [name for name in names if re.search(rf"\b{re.escape(name)}\b", page)]


def test_the_cover_says_whose_report_it_is_and_for_whom(tmp_path: Path) -> None:
    recipe = loaded(tmp_path)
    cover = made(full_results(), recipe).cover
    assert cover
    assert (cover.title, cover.subtitle) == ("Mentoring culture 2026", "What people said")
    assert [(each.name, *each.meaning) for each in cover.facts] == [
        ("Organisation", "Example Ltd"),
        ("Prepared for", "The steering group"),
        ("Prepared by", "Example Consulting"),
        ("Date", "November 2026"),
    ]
    bare = made(full_results(), Recipe(cover=CoverWishes())).cover
    assert bare
    assert bare.title == "Mentoring culture assessment"
    assert "Date" in [each.name for each in bare.facts]
    assert build_report(full_results()).cover is None


def test_the_organisation_of_the_recipe_stands_everywhere(tmp_path: Path) -> None:
    report = made(full_results(), Recipe(organisation="Other Ltd"))
    assert report.context[0] == "Other Ltd"
    assert "Other Ltd" in report.footer[0]


def test_the_same_words_can_be_laid_on_later_results() -> None:
    recipe = Recipe(interpretation={}, sections=("summary", "groups"))
    assert [part.id for part in made(hidden_results(), recipe).parts] == ["summary"]
