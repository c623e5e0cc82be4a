"""Sorting and finding in a browser, and that both are undone."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.unit.report.dressed import with_shares

HALLMARKS = [each for each in with_shares().hallmarks if each.index is not None]


def headings(page: Page, table: str) -> list[str]:
    """The headings of a table's rows that are seen, from the top."""
    rows = page.locator(f"{table} > tbody > tr:visible > th")
    return [each.strip() for each in rows.all_inner_texts()]


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_profile_sorts_by_index_and_goes_back_to_the_models_order(
    open_page: Open, language: str, width: int
) -> None:
    page = open_page(language, width=width)
    table = "#profile .profile"
    model = [each.title[language] for each in HALLMARKS]
    strongest = [each.title[language] for each in sorted(HALLMARKS, key=lambda each: -round(each.index or 0))]
    weakest = [each.title[language] for each in sorted(HALLMARKS, key=lambda each: round(each.index or 0))]
    heading = page.locator(f"{table} thead th").nth(2)
    assert headings(page, table) == model
    for expected, state in ((strongest, "descending"), (weakest, "ascending"), (model, None)):
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == state
        assert headings(page, table) == expected


def test_sorting_by_another_column_takes_the_mark_from_the_first(open_page: Open) -> None:
    page = open_page("en")
    buttons = page.locator("#consistency thead .sort")
    buttons.nth(1).click()
    buttons.nth(0).click()
    assert page.locator("#consistency [aria-sort]").count() == 1
    assert page.locator("#consistency th").first.get_attribute("aria-sort") == "ascending"
    names = headings(page, "#consistency table")
    assert names == sorted(names)


def test_statements_sort_by_what_their_column_holds(open_page: Open) -> None:
    page = open_page("it")
    table = page.locator("#hallmark-1 .items")
    before = table.locator("tbody th").all_inner_texts()
    table.locator("thead .sort").first.click()
    shares = [int(each.rstrip("%\u00a0")) for each in table.locator("tbody td:nth-child(3)").all_inner_texts()]
    assert len(shares) > 3
    assert shares == sorted(shares, reverse=True)
    table.locator("thead .sort").first.click(click_count=2)
    assert table.locator("tbody th").all_inner_texts() == before


@pytest.mark.parametrize("view", [0, 1, 2, 3])
def test_a_heatmap_sorts_by_what_it_shows_and_puts_hidden_cells_last(open_page: Open, view: int) -> None:
    page = open_page("en")
    page.locator("#groups input[type=radio]").nth(view).check()
    before = headings(page, "#groups-1 table")
    page.locator("#groups-1 thead .sort").nth(3).click()
    after = headings(page, "#groups-1 table")
    assert after[0] == before[0] == "The whole"
    assert sorted(after) == sorted(before)
    assert after != before
    rows = page.locator("#groups-1 tbody tr")
    told = [row.locator("td").nth(2).inner_text() if row.locator("td").count() > 2 else "" for row in rows.all()][1:]
    texts = [each.split()[0].replace("\u2212", "-").rstrip("%") if each else "hidden" for each in told]
    shown = [float(each) for each in texts if each != "hidden"]
    assert len(shown) > 10
    assert shown == sorted(shown, reverse=True)
    assert set(texts[len(shown) :]) == {"hidden"}


@pytest.mark.parametrize("width", [1280, 360])
def test_a_statement_is_found_across_all_hallmarks_and_all_is_back_when_the_field_is_empty(
    open_page: Open, width: int
) -> None:
    page = open_page("en", width=width)
    section, field = page.locator("#hallmarks"), page.locator("#hallmarks .find input")
    before = section.inner_text()
    wanted = [item.text["en"] for each in HALLMARKS for item in each.items if "goal" in item.text["en"].lower()]
    every = sum(len(each.items) for each in HALLMARKS)
    field.fill("  GOAL ")
    assert section.locator(".items tbody tr:visible th").all_inner_texts() == wanted
    expect(section.locator("output")).to_have_text(f"{len(wanted)} / {every}")
    assert section.locator(".hallmark:visible").count() <= len(wanted)
    field.fill("no such words")
    expect(section.locator("output")).to_have_text("No statement holds these words.")
    assert section.locator(".hallmark:visible").count() == 0
    field.fill("")
    assert section.inner_text() == before


def test_accents_need_not_be_typed(open_page: Open) -> None:
    page = open_page("it")
    accented = next(
        word
        for each in HALLMARKS
        for item in each.items
        for word in item.text["it"].split()
        if word.endswith("à") and word.isalpha()
    )
    page.locator("#hallmarks .find input").fill(accented.replace("à", "a"))
    found = page.locator("#hallmarks .items tbody tr:visible th").all_inner_texts()
    assert any(accented in each for each in found)


def test_a_group_is_found_in_a_large_heatmap_only(open_page: Open) -> None:
    page = open_page("en")
    assert page.locator("#groups .find").count() == 1, "twenty departments, but few locations"
    page.locator("#groups .find input").fill("sal")
    names = headings(page, "#groups-1 table")
    assert names[0] == "The whole"
    assert names[1:]
    assert all("sal" in each.lower() for each in names[1:])
    page.locator("#groups .find input").fill("")
    assert len(headings(page, "#groups-1 table")) == 1 + len(with_shares().segments[0].groups)


def test_a_cell_tells_on_demand_whose_it_is_and_its_figures(open_page: Open) -> None:
    page = open_page("en")
    cell = page.locator("#groups-1 tbody tr:has(small) td:has(small)").nth(1)
    cell.hover()
    row = cell.locator("xpath=../th").inner_text()
    index, difference = cell.locator(".v2").inner_text(), cell.locator(".v3").first.inner_text()
    assert cell.get_attribute("title") == (
        f"{row} · Accountability: Index {index}, Difference {difference}, "
        f"Favourable {cell.locator('.v4').text_content()}"
    )


def test_small_tables_and_those_of_intervals_have_nothing_to_sort(open_page: Open) -> None:
    page = open_page("en")
    assert page.locator("details .sort, .matrix .sort").count() == 0
    for table in page.locator("table:has(.sort)").all():
        assert table.locator("tbody tr").count() >= 3
