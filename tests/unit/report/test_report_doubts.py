"""What a doubting reader asks: left out where, resting on what, and is what is not said hidden, or not there?"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.unit.report.examples import bare_results, full_results, with_hallmarks, with_presence

from mentorscan.report.build import build_report
from mentorscan.report.model import Report, Tables
from mentorscan.report.renderers import html, markdown
from mentorscan.results import (
    Comparison,
    Condition,
    FileInfo,
    GroupFigures,
    Hallmark,
    NoteInfo,
    Overall,
    Results,
    SegmentFigures,
    Verdict,
)


def reach(value: float | None, *, segment: str | None = None) -> Condition:
    met = value is None or value >= 0.9
    return Condition(condition="reach", bound=0.9, value=value, met=met, segment=segment)


def with_reach(results: Results, condition: Condition, **hallmark: Any) -> Results:
    """The same results, every hallmark with this as its one condition."""
    changed = hallmark | {"presence_conditions": (condition,)}
    return results.model_copy(
        update={"hallmarks": tuple(each.model_copy(update=changed) for each in results.hallmarks)}
    )


def with_group(results: Results, value: str, **hallmark: Any) -> Results:
    """The same results with the first segment cut down to one group; its hallmarks changed by functions of theirs."""
    segment = results.segments[0]
    group = next(each for each in segment.groups if each.value == value)
    whole = {each.id: each for each in results.hallmarks}
    moved = tuple(
        part.model_copy(update={name: change(whole[part.id]) for name, change in hallmark.items()})
        for part in group.hallmarks
    )
    alone = segment.model_copy(update={"groups": (group.model_copy(update={"hallmarks": moved}),)})
    return results.model_copy(update={"segments": (alone,)})


def part(tables: Tables | None) -> Tables:
    assert tables is not None
    return tables


def missing(report: Report) -> tuple[str, ...]:
    """What stands in the column “What is missing” of the first hallmark."""
    cell = part(report.consistency).tables[0].rows[0].cells[4]
    return cell.lines or (cell.text,)


def groups_below(results: Results, bound: float) -> list[str]:
    return [
        group.value or ""
        for group in results.segments[0].groups
        for each in group.hallmarks
        if each.id == results.hallmarks[0].id and each.index is not None and each.index < bound
    ]


def test_reach_says_by_which_segment_it_is_the_lowest() -> None:
    results = with_reach(full_results(), reach(0.4, segment="location"), presence="present")
    assert missing(build_report(results)) == (
        "people in groups that reach 50: 40% by Location, the lowest of the segments (at least 90%)",
    )
    assert missing(build_report(results, language="it")) == (
        "persone in gruppi con un indice di almeno 50: 40%, in base al segmento Sede, il più basso (almeno 90%)",
    )


def test_a_single_segment_is_not_called_the_lowest_and_one_that_is_not_shown_goes_by_its_id() -> None:
    results = with_reach(full_results(), reach(0.4, segment="site"), presence="present")
    one = results.model_copy(update={"segments": results.segments[:1]})
    assert missing(build_report(one))[0].startswith("people in groups that reach 50: 40% by site (at least 90%")


def test_reach_is_said_to_rest_on_shown_groups_only_where_some_are_hidden() -> None:
    results = with_reach(full_results(), reach(0.0, segment="department"), presence="present")
    told = "people in groups that reach 50: 0% of those in groups that are shown, by Department, the lowest"
    assert missing(build_report(results))[0].startswith(told)
    assert (
        "0% di chi lavora nei gruppi mostrati, in base al segmento Reparto"
        in missing(build_report(results, language="it"))[0]
    )
    department, location = results.segments
    shown = tuple(group for group in department.groups if group.overall is not None)
    first = shown[0].hallmarks[0].model_copy(update={"index": None, "hidden": {"*": "protected"}})
    cell = (shown[0].model_copy(update={"hallmarks": (first, *shown[0].hallmarks[1:])}), *shown[1:])
    for groups, partly in ((shown, False), (cell, True)):
        segments = (department.model_copy(update={"groups": groups}), location)
        page = missing(build_report(results.model_copy(update={"segments": segments})))[0]
        assert ("in groups that are shown" in page) is partly


def test_a_failed_index_reads_as_it_does_in_the_table_beside_it() -> None:
    first = full_results().hallmarks[0]
    failed = Condition(condition="index", bound=60, value=39.7, met=False)
    update = {"index": 39.7, "interval": (38.0, 41.0), "presence": "slight", "presence_conditions": (failed,)}
    hallmarks = (first.model_copy(update=update), *full_results().hallmarks[1:])
    report = build_report(full_results().model_copy(update={"hallmarks": hallmarks}))
    row = part(report.consistency).tables[0].rows[0]
    assert (row.cells[1].text, missing(report)) == ("39.7", ("index 39.7 (at least 60)",))


def test_the_groups_that_are_not_reached_are_named_where_they_are_at_most_three() -> None:
    results = full_results()
    ranked = sorted(
        round(each.index, 9)
        for group in results.segments[0].groups
        for each in group.hallmarks
        if each.id == results.hallmarks[0].id and each.index is not None
    )
    for count in (3, 4):
        bound = (ranked[count - 1] + ranked[count]) / 2
        rule = results.rules.consistent.model_copy(update={"group_index": bound})
        moved = results.model_copy(update={"rules": results.rules.model_copy(update={"consistent": rule})})
        told = missing(build_report(with_reach(moved, reach(0.4, segment="department"), presence="present")))[0]
        names = ", ".join(groups_below(results, bound))
        assert (names in told) is (count == 3), told


@pytest.mark.parametrize("segments", [True, False], ids=["no group shown", "no groups"])
def test_where_reach_was_not_judged_nobody_is_told_that_no_part_is_left_out(*, segments: bool) -> None:
    results = with_reach(with_presence(full_results(), presence="consistent"), reach(None))
    if not segments:
        results = results.model_copy(update={"segments": ()})
    reason = "no group to judge by" if segments else "no groups in the data"
    report = build_report(results)
    page = markdown.render(report)
    assert missing(report) == ("nothing", f"not checked by group: {reason}")
    assert f"not checked by group: {reason}" in report.summary.figures[1].detail
    assert "no part of the organisation left out" not in page
    assert "department left out" not in page
    assert "three things" not in page
    assert "nessuna parte dell'organizzazione resta esclusa" not in markdown.render(
        build_report(results, language="it")
    )


def test_where_reach_was_judged_the_description_keeps_it() -> None:
    page = markdown.render(build_report(with_reach(full_results(), reach(0.95, segment="location"))))
    assert "no part of the organisation left out" in page
    assert "not checked by group" not in page
    assert "taken by each segment, the lowest of these shares decides" in page


def test_an_index_just_below_the_bound_of_a_group_never_reads_like_the_bound() -> None:
    results = with_group(full_results(), "Sales", index=lambda _: 49.93)
    rows = part(build_report(results).groups).tables[0].rows
    assert {cell.text for cell in rows[1].cells[3:]} == {"49.9"}
    whole = full_results().hallmarks[0].model_copy(update={"index": 49.93, "interval": (49.7, 50.2)})
    told = build_report(full_results().model_copy(update={"hallmarks": (whole, *full_results().hallmarks[1:])}))
    assert told.profile is not None
    assert (told.profile.table.rows[0].index.text, told.profile.table.rows[0].interval) == ("50", "50 to 50")


def not_asked(results: Results, titles: dict[str, Any]) -> Results:
    values = {"hallmarks": ["demand", "safety_nets"], "titles": titles}
    note = NoteInfo(code="hallmarks-not-asked", severity="warning", values=values, text="english")
    return results.model_copy(update={"notes": (note,)})


def test_a_partial_questionnaire_says_on_how_many_hallmarks_it_rests() -> None:
    titles = {"demand": {"en": "Demand", "it": "Domanda"}, "safety_nets": {"en": "Safety nets", "it": "Reti"}}
    results = not_asked(with_hallmarks(full_results(), keep=3), titles)
    report = build_report(results)
    told = "This rests on 3 of the 5 hallmarks; not asked: Demand, Safety nets."
    assert report.summary.headline.startswith("Only three of five hallmarks were asked. ")
    assert report.summary.lead[0] == told
    assert report.profile is not None
    assert report.profile.lead[0] == told
    assert "Non proposti, e quindi assenti da tutti i valori: Domanda, Reti." in str(
        build_report(results, language="it").trust
    )


def test_without_titles_the_ids_of_what_was_not_asked_stand_for_them() -> None:
    report = build_report(not_asked(with_hallmarks(full_results(), keep=1), {}))
    told = "Only one of three hallmarks was asked. It is not consistently present yet: Accountability."
    assert report.summary.headline == told
    assert report.summary.lead[0].endswith("not asked: demand, safety_nets.")


def against(verdict: Verdict, difference: float) -> Callable[[Hallmark], Comparison]:
    """A group's comparison with the whole, whatever the whole is."""
    interval = (difference - 5, difference + 5)
    return lambda _: Comparison(difference=difference, interval=interval, p=0.01, verdict=verdict)


@pytest.mark.parametrize(("by", "side"), [(-20.0, "Below"), (10.0, "Above")])
def test_a_group_that_lies_apart_on_every_hallmark_is_told_first(by: float, side: str) -> None:
    verdict: Verdict = "below" if side == "Below" else "above"
    results = with_group(full_results(), "Sales", against_whole=against(verdict, by))
    points = f"{abs(by):.0f} points"
    told = f"{side} the whole on every hallmark, by {points}: Sales (Department, 48 people)."
    report = build_report(results)
    assert told in report.summary.lead
    assert part(report.groups).tables[0].notes[0] == told


@pytest.mark.parametrize("end", ["unclear", "unknown"])
def test_a_group_that_is_unclear_or_not_compared_on_one_hallmark_does_not_lie_apart(end: str) -> None:
    last = full_results().hallmarks[-1].id

    def compared(whole: Hallmark) -> Comparison | None:
        if whole.id == last:
            return None if end == "unknown" else against("unclear", -10)(whole)
        return against("below", -10)(whole)

    results = with_group(full_results(), "Sales", against_whole=compared)
    assert "the whole on every hallmark" not in markdown.render(build_report(results))


def test_a_group_that_is_above_and_below_does_not_lie_apart() -> None:
    first = full_results().hallmarks[0].id
    results = with_group(
        full_results(),
        "Sales",
        against_whole=lambda whole: against("above" if whole.id == first else "below", -10)(whole),
    )
    assert "the whole on every hallmark" not in markdown.render(build_report(results))


def test_at_most_two_groups_are_told_to_lie_apart_the_largest_first() -> None:
    results = with_group(full_results(), "Sales", against_whole=against("below", -10))
    segment = results.segments[0]
    many = tuple(
        segment.groups[0].model_copy(update={"value": f"g{size}", "respondents": size}) for size in (20, 40, 30)
    )
    results = results.model_copy(update={"segments": (segment.model_copy(update={"groups": many}),)})
    told = [each for each in build_report(results).summary.lead if "every hallmark" in each]
    assert [each.partition(": ")[2] for each in told] == [
        "g40 (Department, 40 people).",
        "g30 (Department, 30 people).",
    ]


def test_groups_that_show_means_only_carry_a_sign_with_its_legend_and_others_do_not() -> None:
    tables = part(build_report(full_results()).groups).tables
    signed = {row.cells[0].text for row in tables[0].rows if "†" in row.cells[0].text}
    thin = {
        f"{group.value}\u00a0†‡"
        for group in full_results().segments[0].groups
        if group.overall is not None and group.overall.hidden
    }
    assert signed == thin != set()
    assert any(note.startswith("†: ") for note in tables[0].notes)
    assert not any(note.startswith("†: ") for note in tables[1].notes)


def without_shares(hallmark: Hallmark) -> Hallmark:
    gone = dict.fromkeys(("favourable", "neutral", "unfavourable"))
    return hallmark.model_copy(update={"items": tuple(item.model_copy(update=gone) for item in hallmark.items)})


def test_where_statements_are_hidden_none_is_said_to_be_fine() -> None:
    results = full_results().model_copy(update={"priorities": ()})
    told = build_report(results).priorities
    assert told is not None
    assert told.lead[0] == "No single statement stands out as low."
    hidden = tuple(
        each.model_copy(
            update={
                "items": tuple(
                    item.model_copy(update={"index": None, "hidden": {"*": "too_few_for_distribution"}})
                    for item in each.items
                )
            }
        )
        for each in results.hallmarks
    )
    report = build_report(results.model_copy(update={"hallmarks": tuple(map(without_shares, hidden))}))
    assert report.hallmarks is not None
    assert report.hallmarks.picture == ()
    told = report.priorities
    assert told is not None
    assert told.lead[0] == "The single statements are hidden, so none can be named as low."
    told = build_report(results.model_copy(update={"hallmarks": (hidden[0], *results.hallmarks[1:])})).priorities
    assert told is not None
    assert told.lead[0] == "No statement that is shown stands out as low; others are hidden."


def test_what_is_hidden_is_called_hidden_in_every_column() -> None:
    results = full_results()
    thin = results.hallmarks[0].model_copy(
        update={
            "interval": None,
            "presence": None,
            "reliability": None,
            "hidden": dict.fromkeys(("interval", "presence"), "too_few_for_distribution"),
        }
    )
    source = results.source.model_copy(
        update={"files": (FileInfo(name="a.csv", sha256="0", platform="plain", rows=None),)}
    )
    changed = results.model_copy(update={"hallmarks": (thin, *results.hallmarks[1:]), "source": source})
    page = markdown.render(build_report(changed))
    row = next(line for line in page.splitlines() if line.startswith("| Accountability "))
    assert row.count("hidden") == 2
    assert "–" not in row
    assert "| a.csv | CSV or spreadsheet, plain columns | hidden |" in page


def test_a_legend_shows_only_what_appears() -> None:
    report = build_report(with_presence(full_results(), presence="slight"))
    assert report.profile is not None
    assert [each.code for each in report.profile.presences] == ["slight"]
    hallmarks = build_report(bare_results()).hallmarks
    assert hallmarks is not None
    table = hallmarks.sections[0].items
    assert table is not None
    assert [kind for kind, _ in table.legend] == ["unfavourable", "neutral", "favourable"]
    thin = full_results().model_copy(
        update={
            "segments": (
                SegmentFigures(
                    id="site",
                    title={"en": "Site", "it": "Sede"},
                    groups=(GroupFigures(value="a", respondents=9, overall=Overall(respondents=9, index=48.0)),),
                ),
            )
        }
    )
    assert part(build_report(thin).groups).picture == ()


def test_the_reliability_names_the_people_that_it_rests_on() -> None:
    values = {"reliability": {"accountability": {"complete": 146, "scored": 267}}}
    note = NoteInfo(code="few-complete", severity="warning", values=values, text="english")
    told = "Accountability (146 of 267 people)."
    chapters = build_report(full_results().model_copy(update={"notes": (note,)})).trust.chapters
    assert [term.meaning for chapter in chapters if chapter.id == "trust-notes" for term in chapter.terms] == [
        ("Reliability rests on those who answered every statement. These are few of those scored for: " + told,)
    ]


def test_wide_tables_say_on_narrow_screens_that_they_scroll() -> None:
    page = html.render(build_report(full_results(), language="it"))
    assert page.count('<p class="note hint">La tabella scorre di lato') == 2 + len(full_results().segments)
