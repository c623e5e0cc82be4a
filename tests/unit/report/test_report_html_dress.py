"""What somebody asks of the page's looks: accent, logo, cover, confidentiality, sign-off; and the heatmap's views."""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.report.dressed import PICTURE, dressed, with_shares
from tests.unit.report.examples import full_results, hidden_results
from tests.unit.report.test_report_html import HOSTILE, Page, colours, contrast, digest, policy_of, rendered

from mentorscan.report.build import build_report
from mentorscan.report.design import Design, readable
from mentorscan.report.model import Table
from mentorscan.report.parts.views import STEPS
from mentorscan.report.renderers import html


def style_of(source: str) -> str:
    found = re.search(r"<style>(.*?)</style>", source, flags=re.DOTALL)
    assert found is not None
    return found[1]


def heatmap() -> Table:
    part = build_report(with_shares()).groups
    assert part is not None
    return part.tables[0]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("accent", ["#b0126b", "#ffd400", "#000000", "#ffffff", "#7f7f7f"])
def test_an_accent_of_any_colour_can_be_read_on_its_ground(accent: str, *, dark: bool) -> None:
    report = replace(build_report(full_results()), design=Design(accent=accent))
    style = style_of(html.render(report))
    wanted = re.findall(r":root\{--accent:(#[0-9a-f]{6})\}", style)
    assert len(wanted) == 2
    assert style.index("prefers-color-scheme:dark") > style.index(wanted[0])
    assert contrast(wanted[dark], colours(style, dark=dark)["paper"]) >= 4.5


@given(st.integers(0, 0xFFFFFF), st.sampled_from([html.LIGHT, html.DARK]))
def test_a_colour_that_can_be_read_stays_as_it_is_and_every_other_becomes_readable(number: int, ground: str) -> None:
    colour = f"#{number:06x}"
    found = readable(colour, ground=ground)
    assert contrast(found, ground) >= 4.5
    assert (found == colour) == (contrast(colour, ground) >= 4.5)


def test_the_grounds_are_those_of_the_style_sheet() -> None:
    source = rendered(full_results())
    assert (colours(source, dark=False)["paper"], colours(source, dark=True)["paper"]) == (html.LIGHT, html.DARK)


def test_without_wishes_the_page_has_no_logo_cover_or_sign_off() -> None:
    page = Page(rendered(full_results()))
    assert page.every("img") == []
    assert not [each for _, each in page.elements if each.get("class") in {"cover", "sign-off", "secret"}]


def test_the_logo_is_in_the_page_and_the_policy_lets_no_other_picture_in() -> None:
    source = html.render(dressed())
    (logo,) = Page(source).every("img")
    assert logo["src"] == "data:image/png;base64," + b64encode(PICTURE).decode()
    assert logo["alt"] == "Board <of> Example"
    assert policy_of(source) == (
        f"default-src 'none'; style-src '{digest(source, 'style')}'; script-src '{digest(source, 'script')}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_the_cover_takes_the_place_of_the_title_and_the_sign_off_ends_the_report() -> None:
    source = html.render(dressed("Someone"))
    page = Page(source)
    assert re.findall(r"<h1>(.*?)</h1>", source) == ["Someone"]
    assert source.index('class="cover"') < source.index('id="summary"') < source.index('id="sign-off"')
    assert source.index('id="guide"') < source.index('id="sign-off"') < source.index("</main>")
    assert page.texts.count("Someone") == 11


def test_every_printed_page_bears_the_confidentiality_line_as_a_text() -> None:
    style = style_of(html.render(dressed('a"b</style>\\')))
    assert '@page{@bottom-left{content:"a\\22 b\\3c \\2f style\\3e \\5c "}}' in style


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "it"])
def test_hostile_text_of_a_recipe_is_shown_as_text(text: str, language: str) -> None:
    source = html.render(dressed(text, language=language))
    page, plain_page = Page(source), Page(html.render(dressed("Someone", language=language)))
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain_page.elements]
    assert [sorted(each) for _, each in page.elements] == [sorted(each) for _, each in plain_page.elements]
    assert page.texts.count(text) == 11
    assert page.every("img")[0]["alt"] == text
    content = re.findall(r'@bottom-left\{content:"(.*?)"\}', style_of(source))[0]
    assert re.fullmatch(r"(?:[A-Za-z0-9]|\\[0-9a-f]+ )*", content)


def test_a_heatmap_is_read_in_four_ways_the_first_as_it_stands_without_a_choice() -> None:
    sheet = heatmap()
    assert [each.id for each in sheet.views] == ["both", "index", "difference", "favourable"]
    for row in sheet.rows:
        for cell in row.cells:
            if cell.readings:
                assert len(cell.readings) == len(sheet.views)
                assert (cell.readings[0].text, cell.readings[0].shade) == (cell.text, cell.tint)


def test_views_hold_the_figures_of_the_results() -> None:
    results, sheet = with_shares(), heatmap()
    group = next(each for each in results.segments[0].groups if each.overall and each.hallmarks[0].favourable)
    row = next(each for each in sheet.rows if each.cells[0].text.split("\u00a0")[0] == group.value)
    part, whole = group.hallmarks[0], results.hallmarks[0]
    _, index, difference, favourable = row.cells[3].readings
    assert part.index is not None
    assert whole.index is not None
    assert part.favourable is not None
    assert index.number is not None
    assert index.number.value == round(part.index, 2)
    assert difference.number is not None
    assert difference.number.value == round(part.index - whole.index, 2)
    assert favourable.number is not None
    assert favourable.number.value == round(part.favourable, 4)
    assert favourable.text == f"{part.favourable:.0%}"
    assert favourable.shade == min(int(part.favourable * 5), STEPS)


def test_the_stronger_shade_is_never_that_of_the_smaller_figure() -> None:
    for place in (1, 3):
        found = [
            (each.number.value, each.shade)
            for row in heatmap().rows
            for cell in row.cells
            for each in cell.readings[place : place + 1]
            if each.number
        ]
        shades = [shade for _, shade in sorted(found)]
        assert len(set(shades)) > 2
        assert shades == sorted(shades)
        assert set(shades) <= set(range(STEPS + 1))


def test_a_hidden_favourable_share_stays_hidden_in_its_view_with_its_reason() -> None:
    results = with_shares()
    segment = results.segments[0]
    place, group = next((place, each) for place, each in enumerate(segment.groups) if each.hallmarks)
    kept = group.hallmarks[0].model_copy(
        update={"favourable": None, "hidden": {**group.hallmarks[0].hidden, "favourable": "protected"}}
    )
    groups = list(segment.groups)
    groups[place] = group.model_copy(update={"hallmarks": (kept, *group.hallmarks[1:])})
    changed = results.model_copy(
        update={"segments": (segment.model_copy(update={"groups": tuple(groups)}), *results.segments[1:])}
    )
    part = build_report(changed).groups
    assert part is not None
    sheet = part.tables[0]
    reading = sheet.rows[place + 1].cells[3].readings[3]
    assert (reading.text, reading.state, reading.number) == ("hidden", "hidden", None)
    assert "hidden: too few people here" in sheet.views[3].legend


def test_the_switch_is_made_of_radio_buttons_under_a_name_of_their_own() -> None:
    page = Page(rendered(with_shares()))
    radios = [each for each in page.every("input") if each.get("type") == "radio"]
    segments = len(full_results().segments)
    assert len(radios) == 4 * segments
    assert len({each["name"] for each in radios}) == segments
    assert [each["value"] for each in radios if "checked" in each] == ["1"] * segments


def test_a_cell_holds_each_figure_once_for_all_views() -> None:
    source = rendered(with_shares())
    sheet = heatmap()
    row = next(each for each in sheet.rows if each.cells[3].mark)
    cell = row.cells[3]
    assert cell.mark is not None
    markup = re.search(rf"<tr><th[^>]*>{row.cells[0].text}<.*?</tr>", source, flags=re.DOTALL)
    assert markup is not None
    drawn = re.findall(r"<td.*?</td>", markup[0])[2]
    assert drawn.count(cell.text) == 1
    assert f'<span class="v1 v2">{cell.text}</span> <small class="v1 v3">{cell.detail}</small>' in drawn
    assert f'<span class="v4">{cell.readings[3].text}</span>' in drawn


def test_where_no_group_has_a_favourable_share_there_is_no_view_of_them() -> None:
    results = full_results()
    assert all(part.favourable is None for group in results.segments[0].groups for part in group.hallmarks)
    part = build_report(results).groups
    assert part is not None
    for sheet in part.tables:
        assert [each.id for each in sheet.views] == ["both", "index", "difference"]
        assert {len(cell.readings) for row in sheet.rows for cell in row.cells} == {0, 3}


def test_where_everything_is_hidden_there_is_nothing_to_switch() -> None:
    page = Page(rendered(hidden_results()))
    assert page.every("input") == []
    assert page.every("fieldset") == []


def test_the_first_screen_names_the_hallmarks_from_the_strongest_on() -> None:
    report = build_report(full_results())
    assert report.profile is not None
    figures = [each.index.at or 0.0 for each in report.profile.table.ranked]
    assert len(figures) == len(full_results().hallmarks)
    assert figures == sorted(figures, reverse=True)
    source = html.render(report)
    opening = source[source.index('class="glance"') : source.index('id="profile"')]
    shown = re.findall(r"<li><span>(.*?)</span>", opening)
    assert shown == [each.title for each in report.profile.table.ranked]


def test_a_report_without_the_profile_has_no_link_to_it() -> None:
    report = build_report(full_results())
    page = Page(html.render(replace(report, order=("summary", "trust"))))
    ids = {each["id"] for _, each in page.elements if "id" in each}
    assert "#profile" not in {each["href"] for each in page.every("a")}
    assert {each["href"] or "" for each in page.every("a") if each["href"] != "#main"} <= {f"#{each}" for each in ids}
