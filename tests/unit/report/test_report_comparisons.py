"""Groups held against the whole: verdicts with their intervals, and never a rank."""

from __future__ import annotations

import re

import pytest
from tests.unit.report.examples import full_results
from tests.unit.report.further import with_weights
from tests.unit.report.test_report_assessment import words_of

from mentorscan.report.build import build_report
from mentorscan.report.model import Cell, Mark, Table
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Comparison, Differences, GroupHallmark, Results, Verdict


def heatmap(results: Results, *, language: str | None = None) -> Table:
    groups = build_report(results, language=language).groups
    assert groups
    return groups.tables[0]


def cell_of(results: Results, comparison: Comparison | None) -> Cell:
    """The cell of the first group on the first hallmark, with this comparison."""
    segment = results.segments[0]
    group = segment.groups[0]
    own = group.hallmarks[0].model_copy(update={"against_whole": comparison})
    groups = (group.model_copy(update={"hallmarks": (own, *group.hallmarks[1:])}), *segment.groups[1:])
    changed = results.model_copy(update={"segments": (segment.model_copy(update={"groups": groups}),)})
    return heatmap(changed).rows[1].cells[3]


def with_icc2(results: Results, *figures: float | None) -> Results:
    """The same results, with these ICC(2) of the first segment, and none of any other hallmark."""
    padded = (*figures, *(None for _ in results.hallmarks[len(figures) :]))
    return results.model_copy(
        update={
            "hallmarks": tuple(
                each.model_copy(update={"differences": (Differences(segment="department", groups=5, icc2=icc2),)})
                for each, icc2 in zip(results.hallmarks, padded, strict=True)
            )
        }
    )


def test_a_verdict_is_marked_with_a_sign_and_a_word_and_tinted() -> None:
    above = cell_of(full_results(), Comparison(difference=9.2, interval=(4, 14), p=0.001, verdict="above"))
    assert (above.detail, above.mark, above.tint) == ("+9", Mark(sign="▲", word="above"), 2)
    below = cell_of(full_results(), Comparison(difference=-2.2, interval=(-4, -0.4), p=0.04, verdict="below"))
    assert (below.detail, below.mark, below.tint) == ("−2", Mark(sign="▼", word="below"), -1)


@pytest.mark.parametrize("comparison", [Comparison(difference=20.0, interval=(-3, 43), p=0.3, verdict="unclear"), None])
def test_what_is_unclear_or_not_compared_has_neither_tint_nor_word(comparison: Comparison | None) -> None:
    cell = cell_of(full_results(), comparison)
    assert (cell.tint, cell.mark) == (0, None)
    assert cell.detail


def test_both_formats_tell_the_verdict_in_a_word() -> None:
    report = build_report(full_results())
    verdicts = [
        each.verdict
        for segment in full_results().segments
        for group in segment.groups
        for each in (group.against_whole, *(part.against_whole for part in group.hallmarks))
        if each
    ]
    for verdict, sign in (("above", "▲"), ("below", "▼")):
        expected = verdicts.count("above" if verdict == "above" else "below")
        assert expected > 0
        assert len(re.findall(rf"{sign} {verdict}\b", markdown.render(report))) == expected
        assert html.render(report).count(f'<i aria-hidden="true">{sign}</i> {verdict}</b>') == expected


def test_every_comparison_is_counted_and_no_group_is_ranked() -> None:
    table = heatmap(full_results())
    verdicts = [
        each.verdict
        for group in full_results().segments[0].groups
        for each in (group.against_whole, *(part.against_whole for part in group.hallmarks))
        if each
    ]
    above, below, unclear = (sum(each == kind for each in verdicts) for kind in ("above", "below", "unclear"))
    told = f"Comparisons with the whole: {len(verdicts)} (above: {above}, below: {below}, unclear: {unclear})."
    assert told in table.notes
    assert [row.cells[0].text.rstrip("\u00a0†‡") for row in table.rows[1:]] == [
        group.value for group in full_results().segments[0].groups
    ]
    assert "differ most" not in words_of(build_report(full_results()))


@pytest.mark.parametrize(("marked", "told"), [(1, False), (3, True)])
def test_the_hallmark_on_which_most_groups_lie_apart_is_named_from_two_groups_on(*, marked: int, told: bool) -> None:
    results, place = full_results(), 0
    segment, groups = results.segments[0], []
    for group in results.segments[0].groups:
        parts = []
        for part in group.hallmarks:
            clear = part.id == "demand" and part.against_whole is not None and place < marked
            place += clear
            verdict: Verdict = "below" if clear else "unclear"
            parts.append(part.model_copy(update={"against_whole": Comparison(difference=-6.0, verdict=verdict)}))
        groups.append(group.model_copy(update={"hallmarks": tuple(parts)}))
    alone = segment.model_copy(update={"groups": tuple(groups)})
    notes = heatmap(results.model_copy(update={"segments": (alone,)})).notes
    sentence = "The hallmark on which most groups lie apart from the whole: Demand (0 above, 3 below)."
    assert (sentence in notes) is told
    assert any("on which most groups" in each for each in notes) is told


def test_where_nothing_is_clear_the_report_says_so_once() -> None:
    unclear = Comparison(difference=1.0, interval=(-4, 6), p=0.8, verdict="unclear")
    segment = full_results().segments[0]
    groups = tuple(
        group.model_copy(
            update={
                "against_whole": unclear,
                "hallmarks": tuple(part.model_copy(update={"against_whole": unclear}) for part in group.hallmarks),
            }
        )
        for group in segment.groups
    )
    alone = segment.model_copy(update={"groups": groups})
    results = full_results().model_copy(update={"segments": (alone,)})
    assert heatmap(results).notes[0] == "No group is clearly above or below the whole, on any hallmark."
    lone = groups[0].model_copy(update={"against_whole": None})
    some = segment.model_copy(update={"groups": (lone, *groups[1:])})
    assert heatmap(results.model_copy(update={"segments": (some,)})).notes[0] == (
        "As far as the groups could be compared, none is clearly above or below the whole, on any hallmark."
    )
    report = build_report(results)
    assert report.groups
    assert report.groups.picture == ()


def test_the_interval_of_every_difference_stands_in_a_table_that_can_be_folded_away() -> None:
    folded = heatmap(full_results()).folded
    assert folded
    sales = full_results().segments[0].groups[0]
    assert sales.against_whole
    assert sales.against_whole.interval
    low, high = sales.against_whole.interval
    written = f"{low:+.0f} to\u00a0{high:+.0f}".replace("-", "−").replace("+0 ", "0 ")
    assert (folded.rows[0].cells[0].text, folded.rows[0].cells[1].text) == ("Sales", written)
    page = html.render(build_report(full_results()))
    assert page.count("<details>") == page.count("</details>") == len(full_results().segments)
    assert f"<summary>{folded.caption}</summary>" in page
    assert f"**{folded.caption}**" in markdown.render(build_report(full_results()))


def test_groups_without_their_spread_are_not_in_the_table_of_intervals() -> None:
    folded = heatmap(full_results()).folded
    assert folded
    thin = {group.value for group in full_results().segments[0].groups if not group.overall or group.overall.hidden}
    assert thin
    assert not thin & {row.cells[0].text for row in folded.rows}


def test_without_any_comparison_nothing_is_said_of_above_and_below() -> None:
    results = full_results()
    segments = tuple(
        segment.model_copy(
            update={
                "groups": tuple(
                    group.model_copy(
                        update={
                            "against_whole": None,
                            "hallmarks": tuple(
                                each.model_copy(update={"against_whole": None}) for each in group.hallmarks
                            ),
                        }
                    )
                    for group in segment.groups
                )
            }
        )
        for segment in results.segments
    )
    report = build_report(with_icc2(results.model_copy(update={"segments": segments})))
    assert report.groups
    assert len(report.groups.lead) == 1
    assert report.groups.tables[0].folded is None
    assert "false alarm" not in words_of(report)
    assert "‡" not in words_of(report)
    assert "Above, below, unclear" not in words_of(report)


@pytest.mark.parametrize(
    ("icc2", "start"),
    [
        (0.7, "The groups' means are reliable (ICC(2) of at least 0.7) on: Accountability (0.70)"),
        (0.699, "Compare the groups' means with caution"),
        (0.5, "Compare the groups' means with caution (ICC(2) of 0.5 to below 0.7) on: Accountability (0.50)"),
        (0.498, "The groups' means are too unsteady to compare (ICC(2) below 0.5) on: Accountability (0.498)"),
        (
            -0.004,
            "The groups differ no more than chance would have them differ (ICC(2) below 0) on: Accountability.",
        ),
        (0.49, "The groups' means are too unsteady to compare (ICC(2) below 0.5) on: Accountability (0.49)"),
        (
            -1287.83,
            "The groups differ no more than chance would have them differ (ICC(2) below 0) on: Accountability.",
        ),
    ],
)
def test_the_steadiness_of_the_groups_means_is_told_in_words_with_its_figure(icc2: float, start: str) -> None:
    told = [each for each in heatmap(with_icc2(full_results(), icc2)).notes if "ICC(2)" in each]
    assert len(told) == 1
    assert told[0].startswith(start)


def test_two_groups_tell_nothing_of_steadiness_and_say_so_once() -> None:
    hallmarks = tuple(
        each.model_copy(update={"differences": (Differences(segment="department", groups=2, icc2=icc2),)})
        for each, icc2 in zip(full_results().hallmarks, (0.9, 0.6, 0.2, -1287.83, 0.1, 0.1, 0.1, 0.1), strict=True)
    )
    results = full_results().model_copy(update={"hallmarks": hallmarks})
    told = [each for each in heatmap(results).notes if "ICC(2)" in each]
    assert told == ["How steady the groups' means are (ICC(2)) cannot be told from two groups."]


def test_steadiness_says_that_it_is_not_weighted_where_the_figures_around_it_are() -> None:
    results = with_icc2(full_results(), 0.6)
    sentence = "ICC(2) is taken from the answers as they were given, without weights."
    assert sentence not in heatmap(results).notes
    assert sentence in heatmap(with_weights(results, "column")).notes
    assert sentence not in heatmap(with_weights(with_icc2(full_results()), "column")).notes


def test_a_difference_that_was_not_compared_is_marked_and_explained() -> None:
    results = full_results()
    segment = results.segments[0]
    group = segment.groups[0]
    assert not group.overall or not group.overall.hidden
    own = group.hallmarks[0].model_copy(update={"against_whole": Comparison()})
    changed = group.model_copy(update={"hallmarks": (own, *group.hallmarks[1:])})
    alone = results.model_copy(update={"segments": (segment.model_copy(update={"groups": (changed,)}),)})
    report = build_report(alone)
    assert report.groups
    table = report.groups.tables[0]
    marked = [(cell.detail or "").endswith("\u00a0‡") for cell in table.rows[1].cells]
    assert marked == [False, False, False, True, *(False for _ in marked[4:])]
    assert any(note.startswith("‡: not compared with the whole, because") for note in table.notes)
    assert "neither a word nor the sign ‡" in report.groups.lead[2]
    counted = sum(bool(part.against_whole and part.against_whole.verdict) for part in changed.hallmarks)
    assert counted == len(results.hallmarks) - 1
    assert any(note.startswith(f"Comparisons with the whole: {counted + 1} (") for note in table.notes)


def test_where_every_difference_was_compared_no_sign_is_explained() -> None:
    results = full_results()
    segment = results.segments[0]
    compared = tuple(group for group in segment.groups if group.against_whole)
    report = build_report(results.model_copy(update={"segments": (segment.model_copy(update={"groups": compared}),)}))
    assert "‡" not in words_of(report)
    assert report.groups
    assert report.groups.lead[2].startswith("A difference without a word is unclear")


def with_one_hallmark_hidden(results: Results, comparison: Comparison | None) -> Results:
    """The first group alone, far above the whole once its weakest hallmark is hidden, with this overall comparison."""
    segment = results.segments[0]
    group = segment.groups[0]
    *shown, last = group.hallmarks
    assert group.overall
    overall = group.overall.model_copy(update={"index": 91.0, "of": tuple(each.id for each in shown)})
    hidden = GroupHallmark(id=last.id, hidden={"*": "protected"})
    changed = group.model_copy(
        update={"overall": overall, "hallmarks": (*shown, hidden), "against_whole": comparison},
    )
    return results.model_copy(update={"segments": (segment.model_copy(update={"groups": (changed,)}),)})


@pytest.mark.parametrize(
    "comparison",
    [None, Comparison(), Comparison(difference=32.0, interval=(25, 39), p=0.0001, verdict="above")],
)
def test_an_index_over_other_hallmarks_than_the_whole_is_not_set_against_it(comparison: Comparison | None) -> None:
    table = heatmap(with_one_hallmark_hidden(full_results(), comparison))
    over_all, accountability = table.rows[1].cells[2:4]
    assert (over_all.text, over_all.detail, over_all.mark, over_all.tint) == ("91\u00a0§", None, None, 0)
    assert accountability.detail
    assert "§: not made of the same hallmarks as the whole, so not set against it." in table.notes
    counted = next(each for each in table.notes if "Comparisons with the whole" in each)
    assert counted.startswith(f"Comparisons with the whole: {len(full_results().hallmarks) - 1} (")
    assert table.folded
    assert (table.folded.rows[0].cells[1].text, table.folded.rows[0].cells[1].state) == ("–", "absent")


def test_an_index_over_other_hallmarks_is_told_in_every_format_and_language() -> None:
    results = with_one_hallmark_hidden(full_results(), None)
    assert re.search(r"\| +91 § \|", markdown.render(build_report(results)))
    assert "91\u00a0§" in html.render(build_report(results))
    assert (
        "§: non basato sugli stessi tratti distintivi del totale, quindi non confrontato con esso."
        in heatmap(results, language="it").notes
    )


def test_that_hallmarks_differ_is_not_said_where_all_groups_have_the_same() -> None:
    results = full_results()
    same = [each for each in results.segments[0].groups if each.overall and each.overall.of == results.overall.of]
    segment = results.segments[0].model_copy(update={"groups": tuple(same)})
    assert "§" not in words_of(build_report(results.model_copy(update={"segments": (segment,)})))


def test_an_unknown_steadiness_is_not_told() -> None:
    assert not [each for each in heatmap(with_icc2(full_results())).notes if "ICC(2)" in each]
