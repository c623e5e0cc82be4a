"""The names of the files of groups' reports, and the page that leads to them."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from hashlib import sha256
from html.parser import HTMLParser
from random import Random
from unicodedata import category, normalize
from urllib.parse import unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from tests.unit.report.examples import full_results

from mentorscan.errors import OptionError
from mentorscan.report.design import Design
from mentorscan.report.index import build_index, file_stems
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.report.renderers.html import render_index
from mentorscan.results import GroupFigures, Results, SegmentFigures

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{number}" for name in ("com", "lpt") for number in range(1, 10))}
UNSAFE = set('<>:"/\\|?*')
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
LONGEST_ENDING = ".parquet"

HOSTILE = (
    "../../etc/passwd",
    "..\\..\\x",
    "C:\\Windows",
    "a/b:c*d?e\"f<g>h|i",
    "con",
    "NUL",
    "com1.txt",
    ".",
    "..",
    "...",
    " ",
    "",
    "ends with dots...",
    "ends with blanks   ",
    "x" * 300,
    "é" * 300,
    "🚀" * 300,
    "👩🏽\u200d🚀",
    "\u202egnitirw",
    "\u2066x\u2069",
    "\u05de\u05db\u05d9\u05e8\u05d5\u05ea",
    "line\nbreak\ttab\x00nul\x7f",
    "\ud800half",
    "\ufeffmark",
    "=cmd|' /C calc'!A0",
    "-rf",
    "~",
    "$HOME `id` %PATH%",
    "a\u2028b",
)  # fmt: skip

SEGMENT_IDS = st.sampled_from(["department", "d", "con", "aux", "nul", "com1", "leads_people"])
NAMES = st.one_of(st.text(max_size=40), st.text(alphabet="aA.é-2 \u0301_/ß", max_size=4), st.sampled_from(HOSTILE))
GROUPS = st.lists(st.one_of(st.none(), NAMES), max_size=8, unique=True)


def segment_of(*values: str | None, id_: str = "department") -> SegmentFigures:
    return SegmentFigures(id=id_, title={"en": "Department"}, groups=tuple(GroupFigures(value=each) for each in values))


def stem_alone(value: str | None, *, id_: str = "department") -> str:
    (stem,) = file_stems(segment_of(value, id_=id_))
    return stem


def folded(name: str) -> str:
    """What a file system takes for the same name: without regard to case and to the form of accents (Unicode D145)."""
    return normalize("NFD", normalize("NFD", name).casefold())


def assert_fit_for_every_file_system(stem: str) -> None:
    name = stem + LONGEST_ENDING
    assert len(name.encode("utf-8")) <= 255
    assert len(normalize("NFD", name).encode("utf-16-le")) // 2 <= 255
    assert UNSAFE.isdisjoint(name)
    assert UNSEEN.isdisjoint(map(category, name))
    assert stem == stem.strip(" .")
    assert stem.split(".", maxsplit=1)[0].strip().casefold() not in RESERVED
    assert not stem.startswith(("-", "~", "="))
    assert normalize("NFC", stem) == stem


@given(id_=SEGMENT_IDS, values=GROUPS)
def test_names_of_files_are_fit_for_every_file_system_and_none_is_taken_twice(
    id_: str, values: list[str | None]
) -> None:
    stems = file_stems(segment_of(*values, id_=id_))
    assert len(stems) == len(values)
    assert len({folded(each) for each in stems}) == len(values)
    for each in stems:
        assert_fit_for_every_file_system(each)
        assert each.startswith(id_)


@given(values=GROUPS)
@example(values=["a", "A", "a-2"])
def test_the_name_of_a_groups_files_does_not_depend_on_other_groups_unless_they_share_it(
    values: list[str | None],
) -> None:
    alone = [stem_alone(each) for each in values]
    shared = Counter(map(folded, alone))
    for name, found in zip(alone, file_stems(segment_of(*values)), strict=True):
        if shared[folded(name)] == 1:
            assert found == name


@given(values=GROUPS, order=st.randoms(use_true_random=False))
def test_the_same_groups_have_the_same_names_in_every_order(values: list[str | None], order: Random) -> None:
    shuffled = order.sample(values, k=len(values))
    names = dict(zip(shuffled, file_stems(segment_of(*shuffled)), strict=True))
    assert [names[each] for each in values] == list(file_stems(segment_of(*values)))


@pytest.mark.parametrize("others", [("SALES",), ("SALES", "sALES"), ("Finance", "SALES", None)])
def test_groups_that_share_a_name_keep_theirs_whoever_else_shares_it(others: tuple[str | None, ...]) -> None:
    assert file_stems(segment_of("Sales", *others))[0] == file_stems(segment_of("Sales", "sales"))[0]


@pytest.mark.parametrize("names", [("x" * 300, "x" * 299), ("ab" * 70 + "1", "ab" * 70 + "2")])
def test_a_name_that_is_cut_does_not_depend_on_others_that_are_cut_alike(names: tuple[str, str]) -> None:
    assert file_stems(segment_of(*names)) == tuple(map(stem_alone, names))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_a_harmless_one(name: str) -> None:
    assert_fit_for_every_file_system(stem_alone(name))


@pytest.mark.parametrize(
    ("value", "stem"),
    [
        ("Sales", "department-Sales"),
        ("Customer service", "department-Customer service"),
        ("Qualità e R&D", "department-Qualità e R&D"),
        ("v1.2", "department-v1.2"),
        ("北京", "department-北京"),
        (None, "department~without-group"),
    ],
)
def test_an_ordinary_name_stays_as_it_is(value: str | None, stem: str) -> None:
    assert stem_alone(value) == stem


@pytest.mark.parametrize(
    "values",
    [
        ("Sales", "sales", "SALES"),
        ("é", "e\u0301"),
        ("Straße", "STRASSE"),
        ("a/b", "a:b", "a_b"),
        ("a", "a.", "a "),
        ("x" * 300, "x" * 299),
        (None, "without-group"),
        ("Sales", "sales", "sales-2", "Sales-2"),
    ],
)
def test_names_that_a_file_system_could_take_for_one_another_are_told_apart(values: tuple[str | None, ...]) -> None:
    stems = file_stems(segment_of(*values))
    assert len({folded(each) for each in stems}) == len(values)
    for each in stems:
        assert_fit_for_every_file_system(each)


def test_a_group_that_is_called_like_the_number_of_another_keeps_its_name() -> None:
    assert file_stems(segment_of("Sales", "sales", "Sales-2", "Finance"))[2:] == (
        "department-Sales-2",
        "department-Finance",
    )


def test_files_are_called_by_the_id_of_a_group_in_every_language() -> None:
    labelled = GroupFigures(value="hr", title={"en": "Human resources", "it": "Risorse umane"})
    assert file_stems(segment_of().model_copy(update={"groups": (labelled,)})) == ("department-hr",)


class Page(HTMLParser):
    """A page: its elements, and the rows of its table with the links in them."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.rows: list[list[str]] = []
        self.links: list[list[str]] = []
        self._in_cell = False
        self.feed(source)
        self.rows = [[" ".join(cell.split()) for cell in row] for row in self.rows]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag == "tr":
            self.rows.append([])
            self.links.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")
            self._in_cell = True
        elif tag == "a" and self.links:
            self.links[-1].append(dict(attrs)["href"] or "")

    def handle_endtag(self, tag: str) -> None:
        self._in_cell &= tag not in {"td", "th"}

    def handle_data(self, data: str) -> None:
        if self._in_cell:
            self.rows[-1][-1] += data


def page_of(
    results: Results,
    *,
    formats: tuple[str, ...] = ("html",),
    language: str | None = None,
    recipe: Recipe = WHOLE_REPORT,
) -> tuple[Page, str]:
    """The index page of the first segment, as a reader's browser takes it, and its source."""
    segment = results.segments[0]
    stems = zip(file_stems(segment), segment.groups, strict=True)
    files = {stem: [f"{stem}.{kind}" for kind in formats] for stem, group in stems if group.overall is not None}
    source = render_index(build_index(results, segment=segment, files=files, language=language, recipe=recipe))
    return Page(source), source


def with_groups(*values: str | None) -> Results:
    """Results of which the first groups have other names."""
    results = full_results()
    first, *others = results.segments
    named = (each.model_copy(update={"value": name}) for name, each in zip(values, first.groups, strict=False))
    return results.model_copy(update={"segments": (first.model_copy(update={"groups": tuple(named)}), *others)})


def test_the_page_lists_the_groups_in_the_order_of_the_segment_with_people_and_index() -> None:
    results = full_results()
    page, _ = page_of(results)
    assert page.rows[0] == ["Department", "People", "Index", "Report"]
    assert [row[0] for row in page.rows[1:]] == [each.value for each in results.segments[0].groups]
    for row, group in zip(page.rows[1:], results.segments[0].groups, strict=True):
        if group.overall is not None:
            assert group.overall.index is not None
            assert int(row[1]) == group.respondents
            assert abs(float(row[2]) - group.overall.index) <= 0.5
    turned = results.segments[0].model_copy(update={"groups": results.segments[0].groups[::-1]})
    again, _ = page_of(results.model_copy(update={"segments": (turned,)}))
    assert again.rows[1:] == page.rows[:0:-1]


def test_a_hidden_group_has_its_reason_and_no_link() -> None:
    results = full_results()
    page, _ = page_of(results)
    hidden = [place for place, each in enumerate(results.segments[0].groups, start=1) if each.overall is None]
    assert len(hidden) == 2
    for place, (row, links) in enumerate(zip(page.rows, page.links, strict=True)):
        assert bool(links) == (place not in {0, *hidden})
        if place in hidden:
            reason = "hidden: too few people here, or in a group that could be worked out from this one"
            assert row[1:] == ["hidden", "hidden", reason]


@pytest.mark.parametrize("name", [*HOSTILE, "R&D 100% #1?", "Qualità", "a+b;c=d&e", "'x' (y)"])
def test_links_are_percent_encoded_and_lead_to_the_files(name: str) -> None:
    results = with_groups("Sales", name)
    page, _ = page_of(results, formats=("html", "pdf"))
    stem = file_stems(results.segments[0])[1]
    links = page.links[2]
    assert [unquote(each) for each in links] == [f"{stem}.html", f"{stem}.pdf"]
    for each in links:
        assert re.fullmatch(r"(?:[A-Za-z0-9._~-]|%[0-9A-F]{2})+", each)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_changes_nothing_of_the_page(name: str) -> None:
    usual, _ = page_of(with_groups("Sales", "Usual"))
    page, source = page_of(with_groups("Sales", name))
    assert [(tag, list(attributes)) for tag, attributes in page.elements] == [
        (tag, list(attributes)) for tag, attributes in usual.elements
    ]
    assert not {"\u202e", "\u2066"} & set(source)


@pytest.mark.parametrize("recipe", [WHOLE_REPORT, Recipe(design=Design(accent="#0b6e4f"), confidentiality="For two")])
def test_the_page_has_no_script_and_its_policy_forbids_every_request(recipe: Recipe) -> None:
    page, source = page_of(full_results(), recipe=recipe)
    assert {"script", "iframe", "object", "link", "form", "base", "img"}.isdisjoint(tag for tag, _ in page.elements)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)
    assert "http://" not in source
    assert "https://" not in source
    (style,) = re.findall(r"<style>(.*?)</style>", source, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    (policy,) = (each["content"] for tag, each in page.elements if tag == "meta" and "http-equiv" in each)
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not any("style" in attributes for _, attributes in page.elements)


def test_the_page_says_who_made_it_and_grants_what_a_recipe_wishes() -> None:
    recipe = Recipe(organisation="Another Works", confidentiality="For two people only")
    page, source = page_of(full_results(), recipe=recipe)
    assert ("meta", {"name": "generator", "content": "mentorscan 0.1.0"}) in page.elements
    assert source.count("For two people only") >= 2
    assert "Another Works" in source
    assert "Example Works" not in source


def test_the_page_speaks_italian() -> None:
    page, source = page_of(full_results(), language="it")
    assert ("html", {"lang": "it", "dir": "ltr"}) in page.elements
    assert page.rows[0][0] == "Reparto"
    for english in ("Reports by", "One report", "hidden:", "Made with", "People", "Skip to"):
        assert english not in source
    with pytest.raises(OptionError):
        page_of(full_results(), language="xx")


def test_people_without_a_group_are_called_so() -> None:
    page, _ = page_of(with_groups("Sales", None))
    assert page.rows[2][0] == "Without a group"
    assert page.links[2] == ["department~without-group.html"]


def test_a_name_that_is_cut_within_its_longest_length_does_not_depend_on_others_either() -> None:
    names = ("é" * 300, "é" * 299)
    assert file_stems(segment_of(*names)) == tuple(map(stem_alone, names))


def test_capitals_whose_accents_are_written_apart_are_told_apart_from_small_letters() -> None:
    stems = file_stems(segment_of("\u03b0", "\u03ab\u0301"))
    assert len(set(map(folded, stems))) == 2
