"""The HTML report: one file, no request, readable by everyone, and text that stays text."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from tests.unit.report.examples import (
    bare_results,
    full_results,
    hidden_results,
    hostile_results,
    with_hallmarks,
    with_presence,
)

from mentorscan.report.build import build_report
from mentorscan.report.plain import plain
from mentorscan.report.renderers import html
from mentorscan.results import Results

HOSTILE = (
    "<script>alert(1)</script>",
    "</style></title><img src=x onerror=alert(1)>",
    "\" onmouseover=\"alert(1)' x='",
    "{{ 7 * 7 }} {% raw %} {0} {title}",
    "a | b [x](https://example.org) `c`",
    "\u202egnitirw desrever\u2067",
    "👩🏽‍🚀 emoji & <b>bold</b>",
    "very long " * 30,
    "line\n" * 10,
)
CASES = {
    "full": full_results(),
    "hidden": hidden_results(),
    "bare": bare_results(),
    "one": with_hallmarks(full_results(), keep=1),
    "all": with_presence(full_results(), presence="consistent"),
    "none": with_presence(full_results(), presence="slight"),
}


VOID = {"meta", "br", "hr", "img", "input"}


class Page(HTMLParser):
    """What a page holds: elements with their attributes, texts, and which pictures no one is told about."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.untold: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        self.elements.append((tag, attributes))
        hidden = attributes.get("aria-hidden") == "true" or bool(self._open and self._open[-1][1])
        if tag == "svg" and not hidden and not (attributes.get("role") == "img" and attributes.get("aria-labelledby")):
            self.untold.append(self.get_starttag_text() or tag)
        if tag not in VOID:
            self._open.append((tag, hidden))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def rendered(results: Results, language: str | None = None) -> str:
    return html.render(build_report(results, language=language))


@pytest.mark.parametrize("case", CASES)
def test_the_page_asks_for_nothing_and_runs_nothing_but_its_one_script(case: str) -> None:
    source = rendered(CASES[case])
    page = Page(source)
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"link", "img", "iframe", "object", "embed", "form", "base", "video", "audio"})
    assert page.every("script") == [{}], "one script, in the page"
    assert not [
        name for _, attributes in page.elements for name in attributes if name.startswith("on") or name == "src"
    ]
    assert all((attributes.get("href") or "#").startswith("#") for _, attributes in page.elements)
    assert not [attributes for _, attributes in page.elements if "style" in attributes]
    assert re.findall(r"url\((?!#)", source) == []
    assert "@import" not in source


def digest(source: str, tag: str) -> str:
    """The hash by which a policy names the only element of this kind in a page."""
    found = re.findall(rf"<{tag}>(.*?)</{tag}>", source, flags=re.DOTALL)
    assert len(found) == 1
    return "sha256-" + b64encode(sha256(found[0].encode()).digest()).decode()


def policy_of(source: str) -> str | None:
    return next(each["content"] for each in Page(source).every("meta") if "http-equiv" in each)


def test_the_policy_forbids_every_request_and_names_the_one_style_and_script_by_their_hashes() -> None:
    source = rendered(full_results())
    assert policy_of(source) == (
        f"default-src 'none'; style-src '{digest(source, 'style')}'; script-src '{digest(source, 'script')}'; "
        "base-uri 'none'; form-action 'none'"
    )


def test_the_script_stays_small() -> None:
    script = re.findall(r"<script>(.*?)</script>", rendered(full_results()), flags=re.DOTALL)[0]
    assert 1000 < len(script.encode()) < 4096


@pytest.mark.parametrize("case", CASES)
def test_headings_are_in_order_ids_unique_and_links_lead_somewhere(case: str) -> None:
    page = Page(rendered(CASES[case]))
    levels = [int(tag[1]) for tag, _ in page.elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    named = [attributes.get("aria-labelledby") for _, attributes in page.elements if "aria-labelledby" in attributes]
    for name in named:
        assert set((name or "").split()) <= set(ids)
    assert {(each["href"] or "")[1:] for each in page.every("a")} <= set(ids)


@pytest.mark.parametrize("case", CASES)
def test_every_picture_is_either_described_or_decoration(case: str) -> None:
    page = Page(rendered(CASES[case]))
    assert page.untold == []
    titles = {each.get("id") for each in page.every("title")}
    for picture in page.every("svg"):
        if picture.get("role") == "img":
            assert (picture["aria-labelledby"] or "").split()[0] in titles


def test_a_picture_says_its_numbers() -> None:
    texts = Page(rendered(full_results())).texts
    accountability = full_results().hallmarks[0]
    assert accountability.index is not None
    assert any(
        text.startswith(f"Accountability: index {accountability.index:.0f} of 100, 95% interval") for text in texts
    )
    assert any(re.fullmatch(r"Unfavourable \d+%, neutral \d+%, favourable \d+%", text) for text in texts)


def test_scrolling_tables_can_be_reached_by_keyboard_and_have_a_name() -> None:
    regions = [each for _, each in Page(rendered(full_results())).elements if each.get("class") == "scroll"]
    assert regions
    assert all(
        each.get("tabindex") == "0" and each.get("role") == "region" and each.get("aria-label") for each in regions
    )


def test_the_page_names_its_maker_near_the_top_and_its_language() -> None:
    source = rendered(full_results(), "it")
    assert '<meta name="generator" content="mentorscan 0.1.0">' in source[:300]
    assert '<html lang="it" dir="ltr">' in source[:60]


def test_a_report_with_twenty_groups_stays_far_below_half_a_megabyte() -> None:
    assert len(full_results().segments[0].groups) == 20
    assert len(rendered(full_results(), "it").encode()) < 250_000


def test_the_same_results_give_the_same_page() -> None:
    again = Results.model_validate_json(full_results().model_dump_json())
    assert rendered(full_results()) == rendered(again)


def test_no_folder_of_this_machine_is_in_the_page() -> None:
    source = rendered(full_results())
    assert str(Path.home()) + "/" not in source
    assert str(Path(__file__).parents[3]) not in source


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("language", ["en", "it"])
def test_hostile_text_is_shown_as_text(text: str, language: str) -> None:
    page = Page(rendered(hostile_results(text), language))
    plain_page = Page(rendered(full_results(), language))
    assert {tag for tag, _ in page.elements} <= {tag for tag, _ in plain_page.elements}
    names = {name for _, attributes in page.elements for name in attributes}
    assert names <= {name for _, attributes in plain_page.elements for name in attributes}
    shown = [each for each in page.texts if plain(text) in each]
    assert len(shown) > 50


def test_hidden_cells_say_why_and_hold_no_number() -> None:
    source = rendered(full_results())
    rows = [row for row in re.findall(r"<tr.*?</tr>", source, flags=re.DOTALL) if "Internal audit" in row]
    assert len(rows) == 1
    assert "hidden: too few people here, or in a group that could be worked out from this one" in rows[0]
    assert re.findall(r">\s*\d", rows[0]) == []


def test_parts_that_do_not_apply_leave_no_hole() -> None:
    page = Page(rendered(bare_results()))
    ids = {attributes["id"] for _, attributes in page.elements if "id" in attributes}
    assert ids.isdisjoint({"groups", "practices", "outcomes", "hallmark-1-facets"})
    assert {"summary", "profile", "consistency", "hallmarks", "priorities", "trust", "guide"} <= ids
    assert "Don't know" not in page.texts
    assert not {"None", "nan", "null"} & {each.strip() for each in page.texts}


def colours(style: str, *, dark: bool) -> dict[str, str]:
    light, _, rest = style.partition("@media screen and (prefers-color-scheme: dark)")
    found = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", light))
    if dark:
        found |= dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", rest))
    return found


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize(
    ("text", "ground"),
    [
        ("ink", "paper"),
        ("soft", "paper"),
        ("accent", "paper"),
        ("on-strong", "favourable"),
        ("on-strong", "unfavourable"),
        ("on-weak", "neutral"),
        ("on-optout", "optout"),
        *(("ink", f"{side}{step}") for side in ("up", "down") for step in (1, 2, 3)),
        *(("ink", f"shade{step}") for step in (1, 2, 3, 4)),
    ],
)
def test_text_stands_out_from_its_ground(text: str, ground: str, *, dark: bool) -> None:
    known = colours(rendered(full_results()), dark=dark)
    assert contrast(known[text], known[ground]) >= 4.5
