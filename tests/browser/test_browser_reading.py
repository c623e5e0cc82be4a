"""A report in a browser: who reads it with a screen reader, a keyboard, a phone, on paper, or with scripts off."""

from __future__ import annotations

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from tests.browser.conftest import Open
from tests.unit.report.dressed import with_shares

from mentorscan.instrument.model import Text

CASES = ("en", "it", "dressed", "bare", "rater", "hidden")

STOPS = """() => {
  const radios = new Set();
  return [...document.querySelectorAll("a[href], button, summary, input, [tabindex='0']")]
    .filter(each => each.checkVisibility({ visibilityProperty: true }))
    .filter(each => each.type !== "radio" || each.checked)
    .map(each => { each.dataset.stop = "yes"; return each.outerHTML; });
}"""
FOCUSED = """() => {
  const each = document.activeElement, box = each.getBoundingClientRect();
  const drawn = each.type === "radio" ? each.nextElementSibling : each;
  const style = getComputedStyle(drawn);
  return {
    stop: each.dataset.stop ? each.outerHTML : null,
    outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0,
    seen: box.width > 4 && box.height > 4 && box.bottom > 0 && box.top < innerHeight && box.right > 0
      && box.left < innerWidth,
  };
}"""
PRINTED = """() => {
  const every = selector => [...document.querySelectorAll(selector)];
  const whole = every(".profile, .glance, .matrix, .radar, .keys > div, .priorities li, .beside")
    .concat(every(".items tbody tr, .heatmap tbody tr, .consistency tbody tr, figure"));
  return whole.map(each => ({
    name: each.className.baseVal ?? (each.className || each.tagName),
    kept: getComputedStyle(each.matches(".radar") ? each.parentElement : each).breakInside,
    height: each.getBoundingClientRect().height,
  }));
}"""
DRESS = ["header", "nav", "#summary", "#sign-off", "footer"]
"""Where a report with a cover differs from one without."""
LETTER = 930
"""How high the printed area of a Letter page is, the lower of the two formats, in pixels."""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("case", CASES)
def test_axe_finds_no_violation(open_page: Open, case: str, *, dark: bool) -> None:
    page = open_page(case, dark=dark)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    within = DRESS if case == "dressed" else None
    assert violations(page, within=within) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_violation_in_any_view_of_a_heatmap(open_page: Open, *, dark: bool) -> None:
    page = open_page("en", dark=dark)
    for place in (1, 2, 3):
        page.locator("#groups input[type=radio]").nth(place).check()
        assert violations(page, within=["#groups-1"]) == []


@pytest.mark.parametrize("case", CASES)
def test_a_phone_shows_it_without_a_sideways_scroll(open_page: Open, case: str) -> None:
    page = open_page(case, width=360)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    cut = page.evaluate(
        "[...document.querySelectorAll('main *')].filter(each => !each.closest('.scroll, .unseen, svg, thead')"
        " && each.getBoundingClientRect().right > 361).map(each => each.outerHTML.slice(0, 200))"
    )
    assert cut == []


@pytest.mark.parametrize(("case", "width"), [("en", 1280), ("en", 360), ("rater", 1280), ("hidden", 1280)])
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(open_page: Open, case: str, width: int) -> None:
    page = open_page(case, width=width)
    wanted = page.evaluate(STOPS)
    wanted = [each.replace("<a ", '<a data-stop="yes" ') if "data-stop" not in each else each for each in wanted]
    reached = []
    for _ in wanted:
        page.keyboard.press("Tab")
        focused: dict[str, Any] = page.evaluate(FOCUSED)
        assert focused["outlined"], focused
        assert focused["seen"], focused
        reached.append(focused["stop"])
    assert [opening(each) for each in reached] == [opening(each) for each in wanted]
    assert len(set(page.evaluate("[...document.querySelectorAll('[data-stop]')].map(each => each.tagName)"))) > 1


def test_arrow_keys_switch_the_view(open_page: Open) -> None:
    page = open_page("en")
    page.locator("#groups input[type=radio]").first.focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator("#groups input[type=radio]").nth(1)).to_be_checked()
    expect(page.locator("#groups-1 td small").first).to_be_hidden()


@pytest.mark.parametrize("case", CASES)
def test_print_cuts_no_chart(open_page: Open, case: str) -> None:
    page = open_page(case, width=680)
    page.emulate_media(media="print")
    parts = page.evaluate(PRINTED)
    assert [each for each in parts if each["kept"] != "avoid"] == []
    assert [each for each in parts if each["height"] > LETTER] == []
    paper = page.pdf(format="A4", prefer_css_page_size=True)
    pages = len(re.findall(rb"/Type\s*/Page\b", paper))
    assert 2 <= pages <= 40


def test_print_shows_the_first_view_whatever_is_chosen_on_the_screen(open_page: Open) -> None:
    page = open_page("en")
    page.locator("#groups input[type=radio]").nth(3).check()
    cell = page.locator("#groups-1 tbody tr:has(small) td:has(small)").first
    expect(cell.locator(".v1").first).to_be_hidden()
    page.emulate_media(media="print")
    expect(cell.locator(".v1").first).to_be_visible()
    expect(cell.locator(".v4")).to_be_hidden()
    for gone in (".pick", ".find", ".skip"):
        expect(page.locator(gone).first).to_be_hidden()


@pytest.mark.parametrize("language", ["en", "it"])
def test_with_scripts_off_all_text_is_there_and_the_views_switch(open_page: Open, language: str) -> None:
    page, results = open_page(language, scripts=False), with_shares()
    shown = page.locator("body").inner_text()
    texts: list[Text] = [each.title for each in results.hallmarks]
    texts += [item.text for each in results.hallmarks for item in each.items]
    texts += [each.definition for each in results.hallmarks if each.definition]
    assert [each[language] for each in texts if each[language] not in shown] == []
    assert page.locator("button, input[type=search]").count() == 0
    cell = page.locator("#groups-1 tbody tr:nth-child(2) td").nth(2)
    seen = []
    for place in range(4):
        page.locator("#groups input[type=radio]").nth(place).check()
        seen.append(cell.inner_text().split())
    assert seen[0][0] == seen[1][0]
    assert seen[0][1:] == seen[2]
    assert len(seen[1]) == 1
    assert seen[3][0].rstrip("%").isdigit()


def violations(page: Page, *, within: list[str] | None = None) -> list[str]:
    """What axe-core finds, in a line each; in these elements, or on the whole page."""
    found = Axe().run(page, context=within).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in found for node in each["nodes"]]


def opening(element: str | None) -> str:
    """An element's opening tag without the mark that this test leaves."""
    return re.sub(r' data-stop="yes"', "", (element or "").split(">")[0])
