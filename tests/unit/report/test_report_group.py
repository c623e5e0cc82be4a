"""A group's own report: nothing of other groups in it, its own figures only, and how it stands to the whole."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from tests.unit.report.scrambled import numbers_in, others_scrambled, own_scrambled

from mentorscan.pipeline import demo
from mentorscan.report.build import build_group_reports, build_report
from mentorscan.report.markdown_prose import prose
from mentorscan.report.model import Report, Table
from mentorscan.report.recipe import Recipe
from mentorscan.report.renderers import html, markdown
from mentorscan.results import GroupFigures, Results

SEGMENTS = ("department", "location", "mentoring_role", "leads_people")
HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "</table></main>",
    "| a | **b** [c](javascript:alert(1)) `d`",
    "# 1. x\n\n---\n- y",
    "{{ 7 * 7 }}{% raw %}",
    "{number} people of {group} {0}",
    "=HYPERLINK(\"https://example.org\",\"x\")",
    "\u202eselaS\u2066",
    "[bold red]x[/nope]",
    "https://example.org/x",
)  # fmt: skip


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A survey of some 330 people, scored and gated: a small group, a hidden one, and people without a group."""
    found, _ = demo(tmp_path_factory.mktemp("demo"), language=None, formats=(), force=False)
    return found


def reports(results: Results, segment: str = "department", *, language: str = "en") -> dict[str | None, Report]:
    return {group.value: report for group, report in build_group_reports(results, segment=segment, language=language)}


def groups(results: Results, segment: str = "department") -> dict[str | None, GroupFigures]:
    found = next(each for each in results.segments if each.id == segment)
    return {group.value: group for group in found.groups}


def renamed(results: Results, old: str, *, to: str | None) -> Results:
    """The results with another name for one of the departments."""
    first, *others = results.segments
    named = tuple(
        each.model_copy(update={"value": to, "title": None}) if each.value == old else each for each in first.groups
    )
    return results.model_copy(update={"segments": (first.model_copy(update={"groups": named}), *others)})


def told(report: Report) -> tuple[str, str, tuple[object, ...]]:
    """All that a reader can get of a report."""
    return html.render(report), markdown.render(report), tuple(report.figures)


def against(report: Report) -> Table:
    assert report.against is not None
    (table,) = report.against.tables
    return table


def column(report: Report, title: str) -> dict[str, str]:
    """A column of the table that sets the group beside the whole, by hallmark."""
    table = against(report)
    place = [each.title for each in table.columns].index(title)
    return {row.cells[0].text: row.cells[place].text for row in table.rows}


@pytest.mark.parametrize("segment", SEGMENTS)
def test_nothing_in_a_groups_report_depends_on_other_groups_or_on_untold_figures_of_the_whole(
    results: Results, segment: str
) -> None:
    before = reports(results, segment)
    for place, (value, group) in enumerate(groups(results, segment).items()):
        if group.overall is not None:
            changed = others_scrambled(results, segment=segment, place=place)
            assert told(reports(changed, segment)[value]) == told(before[value])


@pytest.mark.parametrize("segment", SEGMENTS)
def test_the_attack_on_a_groups_report_would_find_what_is_in_it(results: Results, segment: str) -> None:
    before = reports(results, segment)
    for place, (value, group) in enumerate(groups(results, segment).items()):
        if group.overall is not None:
            after = told(reports(own_scrambled(results, segment=segment, place=place), segment)[value])
            assert all(one != other for one, other in zip(after, told(before[value]), strict=True))


def test_the_attack_changes_every_number_that_it_is_to_change(results: Results) -> None:
    changed = others_scrambled(results, segment="department", place=1).model_dump(mode="json")
    raw = results.model_dump(mode="json")
    assert changed["segments"][0]["groups"][1] == raw["segments"][0]["groups"][1]
    first, *others = zip(raw["segments"], changed["segments"], strict=True)
    for one, other in ((first[0]["groups"][2:], first[1]["groups"][2:]), *others):
        pairs = list(zip(numbers_in(one), numbers_in(other), strict=True))
        assert len(pairs) > 500
        assert all(before != after for before, after in pairs)


def test_a_group_that_is_the_only_one_has_the_same_report(results: Results) -> None:
    first = results.segments[0]
    for value, report in reports(results).items():
        alone = first.model_copy(update={"groups": tuple(each for each in first.groups if each.value == value)})
        assert told(reports(results.model_copy(update={"segments": (alone,)}))[value]) == told(report)


@pytest.mark.parametrize("segment", SEGMENTS)
def test_the_figures_of_a_groups_report_are_rows_of_that_group(results: Results, segment: str) -> None:
    for value, report in reports(results, segment).items():
        assert {(row.segment, row.group) for row in report.figures} == {(segment, value)}


def test_the_figures_of_people_without_a_group_are_rows_of_theirs(results: Results) -> None:
    report = reports(renamed(results, "Sales", to=None))[None]
    assert {(row.segment, row.group) for row in report.figures} == {("department", None)}


@pytest.mark.parametrize("segment", SEGMENTS)
def test_the_figures_of_a_groups_report_are_those_that_the_whole_report_has_of_it(
    results: Results, segment: str
) -> None:
    whole = {
        (row.group, row.part, row.hallmark, row.id, row.figure): (row.value, row.low, row.high, row.people, row.hidden)
        for row in build_report(results).figures
        if row.segment == segment
    }
    for value, report in reports(results, segment).items():
        for row in report.figures:
            found = (row.value, row.low, row.high, row.people, row.hidden)
            assert found == whole[value, row.part, row.hallmark, row.id, row.figure]
        figures = {(row.part, row.id, row.figure): row.value for row in report.figures}
        for part in groups(results, segment)[value].hallmarks:
            if part.index is not None:
                assert figures["hallmark", part.id, "index"] == pytest.approx(part.index)


def test_a_small_group_shows_means_and_indices_only(results: Results) -> None:
    small = groups(results)["Communications"]
    assert small.respondents is not None
    assert small.respondents < results.rules.minimum_distribution
    report = reports(results)["Communications"]
    known = [row for row in report.figures if row.value is not None]
    assert {row.figure for row in known} == {"respondents", "index", "mean"}
    assert all(row.low is None and row.high is None for row in report.figures)
    assert {each.title for each in against(report).columns} == {"Hallmark", "This group", "The whole"}
    assert "The differences are not shown: the group is small" in against(report).notes[0]
    assert (report.consistency, report.practices) == (None, None)
    assert "95% interval" not in str(report.summary)
    assert "95% interval" in str(reports(results)["Sales"].summary)


def test_a_hidden_group_has_no_report(results: Results) -> None:
    hidden = {value for value, group in groups(results).items() if group.overall is None}
    assert hidden == {"Legal", None}
    assert list(reports(results)) == [value for value in groups(results) if value not in hidden]
    assert not any("Legal" in text for report in reports(results).values() for text in told(report)[:2])


def test_people_without_a_group_are_called_so(results: Results) -> None:
    report = reports(renamed(results, "Sales", to=None))[None]
    assert "Without a group (Department)" in report.context
    assert "This report is about Without a group (Department): 56 people." in markdown.render(report)
    assert "None" not in markdown.render(report)


def test_a_groups_report_speaks_italian(results: Results) -> None:
    report = reports(results, language="it")["Sales"]
    assert report.language == "it"
    assert "Sales (Reparto)" in report.context
    assert report.against is not None
    assert report.against.lead[0].startswith("Questo rapporto riguarda Sales (Reparto): 56 persone.")
    for english in ("This report", "The whole", "Difference", "above", "unclear"):
        assert english not in markdown.render(report)


def test_what_was_written_about_the_whole_stays_out_and_other_wishes_are_granted(results: Results) -> None:
    parts = ("summary", "against", "profile", "hallmarks", "trust", *(each.id for each in results.hallmarks))
    recipe = Recipe(
        organisation="Another Works",
        confidentiality="For two people",
        interpretation=dict.fromkeys(parts, prose("Marked *words* of the lead.")),
        level_words=False,
    )
    assert "of the lead." in markdown.render(build_report(results, recipe=recipe))
    for _, report in build_group_reports(results, segment="department", recipe=recipe):
        for text in (html.render(report), markdown.render(report)):
            assert "of the lead." not in text
            assert "Another Works" in text
            assert "For two people" in text
            assert "Established" not in text


def test_released_comments_and_parts_of_the_whole_stay_out(results: Results) -> None:
    comments = {each.id: ["What somebody wrote."] * 12 for each in results.hallmarks}
    assert "What somebody wrote." in markdown.render(build_report(results, comments=comments))
    for segment in SEGMENTS:
        for report in reports(results, segment).values():
            assert "What somebody wrote." not in markdown.render(report)
            absent = (report.groups, report.differences, report.reinforcement, report.outcomes, report.priorities)
            assert absent == (None,) * 5


class Page(HTMLParser):
    """The elements of a page with the names of their attributes, and its text outside styles and scripts."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""
        self._inside = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag
        self.elements.append((tag, tuple(name for name, _ in attrs)))

    def handle_endtag(self, tag: str) -> None:
        self._inside = self._inside if tag != self._inside else ""

    def handle_data(self, data: str) -> None:
        if self._inside not in {"style", "script"}:
            self.text += data


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_of_a_group_is_shown_as_text(results: Results, name: str) -> None:
    usual, found = reports(results)["Sales"], reports(renamed(results, "Sales", to=name))[name]
    page = Page(html.render(found))
    assert page.elements == Page(html.render(usual)).elements
    shown = " ".join(name.translate(dict.fromkeys((0x202E, 0x2066))).split())
    assert f"{shown} (Department)" in page.text
    kinds = [
        [token.type for token in MarkdownIt("commonmark").enable("table").parse(markdown.render(each))]
        for each in (usual, found)
    ]
    assert kinds[0] == kinds[1]
    assert "javascript:" not in str([token.attrs for token in MarkdownIt("commonmark").parse(markdown.render(found))])


def half_up(value: float) -> int:
    return int(Decimal(str(round(value, 9))).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def index_text(results: Results, index: float) -> str:
    """A whole number; one decimal, cut off, where rounding would lift it over the bound of a level or of presence."""
    bounds = [*(each.from_index for each in results.instrument.levels), results.rules.consistent.index]
    lifted = any(index < each <= half_up(index) for each in bounds)
    return f"{int(index * 10) / 10:.1f}" if lifted else str(half_up(index))


@pytest.mark.parametrize("segment", SEGMENTS)
def test_both_indices_stand_as_they_are_in_the_results(results: Results, segment: str) -> None:
    whole = {each.title["en"]: each for each in results.hallmarks}
    for value, report in reports(results, segment).items():
        own = {each.id: each for each in groups(results, segment)[value].hallmarks}
        group, everyone = column(report, "This group"), column(report, "The whole")
        assert set(group) == {"All hallmarks", *whole}
        for title, hallmark in whole.items():
            index = own[hallmark.id].index
            assert group[title] == ("hidden" if index is None else index_text(results, index))
            assert hallmark.index is not None
            assert everyone[title] == index_text(results, hallmark.index)
        assert results.overall.index is not None
        assert everyone["All hallmarks"] == index_text(results, results.overall.index)


def test_differences_and_verdicts_are_those_of_the_results(results: Results) -> None:
    words, seen = {"above": "▲ above", "below": "▼ below", "unclear": "unclear"}, set()
    titles = {each.id: each.title["en"] for each in results.hallmarks}
    for segment in SEGMENTS:
        for value, report in reports(results, segment).items():
            group = groups(results, segment)[value]
            found = {titles[each.id]: each.against_whole for each in group.hallmarks if each.against_whole}
            if not any(each.verdict for each in found.values()):
                continue
            differences, verdicts = column(report, "Difference"), column(report, "Against the whole")
            for title, comparison in found.items():
                assert comparison.difference is not None
                assert comparison.verdict is not None
                assert abs(int(differences[title].replace("−", "-")) - comparison.difference) <= 0.5
                assert verdicts[title] == words[comparison.verdict]
                seen.add(comparison.verdict)
    assert seen == set(words)


def test_what_was_found_is_said_before_the_table(results: Results) -> None:
    lead = {value: " ".join(report.against.lead) for value, report in reports(results).items() if report.against}
    every = ", ".join(each.title["en"] for each in results.hallmarks)
    assert f"Below the whole: {every}." in lead["Production"]
    assert f"Above the whole: {every}." in lead["Research and development"]
    assert "On no hallmark does it lie clearly above or below the whole." in lead["Customer service"]
    assert "Above the whole: Accountability, Value and visibility." in lead["Human resources"]
    assert not {"Above", "Below", "clearly"} & set(lead["Communications"].split())


def test_a_hallmark_that_was_not_compared_has_no_difference_though_others_have(results: Results) -> None:
    first, *others = results.segments
    sales = groups(results)["Sales"]
    one, *rest = sales.hallmarks
    left = sales.model_copy(update={"hallmarks": (one.model_copy(update={"against_whole": None}), *rest)})
    changed = tuple(left if each.value == "Sales" else each for each in first.groups)
    found = results.model_copy(update={"segments": (first.model_copy(update={"groups": changed}), *others)})
    report, title = reports(found)["Sales"], results.hallmarks[0].title["en"]
    assert (column(report, "Difference")[title], column(report, "Against the whole")[title]) == ("–", "–")
    assert any("not compared with the whole" in note for note in against(report).notes)
    assert [each for each, text in column(report, "Difference").items() if text == "–"] == [title]


def test_a_group_of_other_hallmarks_is_not_set_against_the_whole_over_all(results: Results) -> None:
    found = reports(results)
    assert column(found["Communications"], "This group")["All hallmarks"].endswith("§")
    assert any("§: not made of the same hallmarks" in note for note in against(found["Communications"]).notes)
    assert not column(found["Sales"], "This group")["All hallmarks"].endswith("§")


def test_groups_come_in_the_order_of_the_segment(results: Results) -> None:
    for segment in SEGMENTS:
        order = list(groups(results, segment))
        places = [order.index(value) for value in reports(results, segment)]
        assert all(one < other for one, other in pairwise(places))
