"""What a report says where raters could not judge, where they differ, and what it never claims for so few of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
import yaml
from tests.unit.report.examples import full_results
from tests.unit.report.test_report_assessment import assessed, words_of

from mentorscan import pipeline
from mentorscan.cli.profile import profile_text
from mentorscan.instrument.catalogue import open_instrument
from mentorscan.report.build import build_report
from mentorscan.report.model import Report
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Discussion, Fullness, Hallmark, ItemFigures, LevelReason, Panel, Results

RATERS = ("Anna", "Bruno", "Carla")


@cache
def judged(*, raters: int = 1, index: int = 4, unjudged: tuple[str, ...] = (), weak: str | None = None) -> Results:
    """The pulse form with the same answer throughout, but "don't know" on some hallmarks and 1 on a weak one."""
    instrument = open_instrument(None)
    form = instrument.form_items("pulse")
    hallmark = {item.id: each.id for each in instrument.questionnaires for item in each.items}
    head = {"schema": 1, "instrument": {"id": instrument.id, "version": instrument.version}, "form": "pulse"}
    with TemporaryDirectory() as folder:
        files = []
        for rater in RATERS[:raters]:
            answers: dict[str, Any] = {item: 1 if hallmark[item] == weak else index for item in form}
            answers |= {item: {"opt_out": "dont_know"} for item in form if hallmark[item] in unjudged}
            files.append(Path(folder) / f"{rater}.yaml")
            files[-1].write_text(yaml.safe_dump({**head, "rater": rater, "answers": answers}), "utf-8")
        return pipeline.assess(files, options=pipeline.ScoreOptions(), outputs=pipeline.Outputs())


def with_practices(results: Results, indices: Sequence[float]) -> Results:
    practices = (
        each.model_copy(update={"index": index, "interval": (index - 20, index + 20)})
        for each, index in zip(results.practices, indices, strict=True)
    )
    return results.model_copy(update={"practices": tuple(practices)})


def rated(results: Results, values: Sequence[tuple[int | None, ...]]) -> Results:
    """The results with these ratings on the first statements, and equal ratings on all others."""
    left = list(values)
    hallmarks = []
    for each in results.hallmarks:
        items = []
        for item in each.items:
            given = left.pop(0) if left and item.ratings else (3,) * len(item.ratings)
            ratings = (
                rating.model_copy(update={"value": value, "opt_out": None if value else "dont_know"})
                for rating, value in zip(item.ratings, given, strict=True)
            )
            items.append(item.model_copy(update={"ratings": tuple(ratings)}))
        hallmarks.append(each.model_copy(update={"items": tuple(items)}))
    raters = tuple(each.rater for each in results.source.raters)
    discussed = (
        Discussion(item=item.id, lowest=min(values), highest=max(values), apart=max(values) - min(values))
        for item, values in _rated(hallmarks)
    )
    widest = sorted((each for each in discussed if (each.apart or 0) >= 2), key=lambda each: -(each.apart or 0))
    panel = Panel(raters=raters, krippendorff_alpha=0.5, krippendorff_alpha_interval=0.52, discuss=tuple(widest))
    return results.model_copy(update={"hallmarks": tuple(hallmarks), "panel": panel})


def _rated(hallmarks: list[Hallmark]) -> Iterator[tuple[ItemFigures, list[int]]]:
    """The items that at least two raters judged, with what they said."""
    for item in (item for each in hallmarks for item in each.items):
        values = [each.value for each in item.ratings if each.value is not None]
        if len(values) > 1:
            yield item, values


def differing(report: Report) -> list[tuple[str, tuple[str, ...]]]:
    assert report.differences
    rows = report.differences.tables[0].rows
    return [(row.cells[0].detail or "", row.cells[1].lines) for row in rows]


@pytest.mark.parametrize(
    ("index", "unjudged", "english", "italian"),
    [
        (
            5,
            ("alignment",),
            "All seven hallmarks judged are consistently present; not judged: Alignment.",
            "Tutti e sette i tratti distintivi valutati sono presenti in modo costante; non valutato: Allineamento.",
        ),
        (
            2,
            ("alignment", "demand"),
            "None of the six hallmarks judged is consistently present yet; not judged: Alignment, Demand.",
            (
                "Su sei tratti distintivi valutati nessuno è ancora presente in modo costante; "
                "non valutati: Allineamento, Domanda di mentoring."
            ),
        ),
    ],
)
def test_a_hallmark_that_nobody_could_judge_does_not_count_as_missing(
    index: int, unjudged: tuple[str, ...], english: str, italian: str
) -> None:
    results = judged(index=index, unjudged=unjudged)
    assert results.overall.fullness
    assert results.overall.fullness.of == 8
    assert build_report(results).summary.headline == english
    assert build_report(results, language="it").summary.headline == italian


def test_headline_figure_profile_and_terminal_tell_who_was_judged() -> None:
    results = judged(index=5, unjudged=("alignment",), weak="demand")
    report = build_report(results)
    assert report.summary.headline == (
        "Six of the seven hallmarks judged are consistently present; not judged: Alignment. "
        "The weakest is Demand, at 0 of 100."
    )
    fullness = report.summary.figures[1]
    assert fullness.figure.text == "6 of 7"
    assert fullness.detail == ("judged hallmarks consistently present", "not judged: Alignment")
    assert report.profile
    assert report.profile.table.rows[1].level == "not judged"
    assert report.consistency
    assert report.consistency.tables[0].rows[1].cells[4].text == "not judged"
    terminal = profile_text(report, width=100, pictures=True)
    assert "Fullness: 6 of 7 (judged hallmarks consistently present; not judged: Alignment)" in terminal
    assert re.search(r"^Alignment +– +not judged$", terminal, re.MULTILINE)


def test_where_every_hallmark_is_judged_nothing_is_said_of_judging() -> None:
    report = build_report(judged(index=5))
    assert report.summary.headline == "All eight hallmarks are consistently present."
    assert "not judged" not in words_of(report)


@pytest.mark.parametrize(("hidden", "told"), [(False, True), (True, False)])
def test_in_a_survey_a_hallmark_without_a_score_is_named_unless_it_is_hidden(*, hidden: bool, told: bool) -> None:
    results = full_results()
    gone = {"index": None, "interval": None, "level": None, "presence": None, "presence_conditions": ()}
    first = results.hallmarks[0].model_copy(update={**gone, "hidden": {"*": "protected"} if hidden else {}})
    overall = results.overall.model_copy(
        update={"fullness": Fullness(consistent=2, of=8), "of": results.overall.of[1:], "level_reason": None}
    )
    report = build_report(results.model_copy(update={"hallmarks": (first, *results.hallmarks[1:]), "overall": overall}))
    expected = "Two of the seven hallmarks with a score are consistently present; no score: Accountability."
    assert (expected in report.summary.headline) is told
    assert report.summary.headline.startswith("Two of eight hallmarks are consistently present.") is not told
    assert ("no score: Accountability" in report.summary.figures[1].detail) is told


@pytest.mark.parametrize("raters", [1, 3])
@pytest.mark.parametrize(
    ("indices", "language", "sentence"),
    [
        ((50, 43, 45), "en", "The lowest: Opportunity (index 43). The highest: Readiness (index 50)."),
        ((53, 43, 43), "en", "The practice that lags: Opportunity, Support (index 43). The strongest: Readiness (in"),
        ((52.9, 43, 45), "it", "La più bassa: Opportunità (indice 43). La più alta: Preparazione (indice 53)."),
        ((45, 45, 45), "en", None),
    ],
)
def test_a_practice_of_an_assessment_lags_only_by_ten_points(
    raters: int, indices: tuple[float, ...], language: str, sentence: str | None
) -> None:
    told = build_report(with_practices(assessed(raters), indices), language=language).practices
    assert told
    assert "lag" not in told.title
    assert len(told.lead) == (5 if sentence else 4)
    assert sentence is None or told.lead[-1].startswith(sentence)


@pytest.mark.parametrize("raters", [1, 2, 3])
@pytest.mark.parametrize("gap", [0, 5, 30])
def test_an_assessment_never_speaks_of_intervals(raters: int, gap: float) -> None:
    report = build_report(with_practices(assessed(raters), (50, 50 + gap, 50)))
    assert "interval" not in words_of(report).lower()


def test_the_widest_differences_stand_first_ties_in_the_instruments_order() -> None:
    values = [(4, 2, 3), (5, 1, None), (3, 4, 3), (2, 4, 4), (1, 5, 1), (1, 3, 1), (2, 5, 5), (1, 3, 3)]
    found = differing(build_report(rated(assessed(3), values)))
    assert [re.sub(r".*; ", "", detail) for detail, _ in found] == [
        "4 points apart",
        "4 points apart",
        "3 points apart",
        "2 points apart",
        "2 points apart",
    ]
    assert found[0][1] == ("Anna: 5 = Consistently true here", "Bruno: 1 = Not true here", "Carla: Don't know")
    assert found[1][1][0] == "Anna: 1 = Not true here"
    assert [answers[0] for _, answers in found[3:]] == ["Anna: 4 = True in most cases", "Anna: 2 = True in a few cases"]


def test_raters_who_hardly_differ_or_a_single_one_have_no_such_part() -> None:
    assert build_report(rated(assessed(3), [(3, 4, 3), (5, None, None)])).differences is None
    assert build_report(assessed(1)).differences is None
    assert build_report(assessed(3).model_copy(update={"panel": None})).differences is None
    assert build_report(full_results()).differences is None


@pytest.mark.parametrize("language", ["en", "it"])
def test_both_formats_tell_where_the_raters_differ(language: str) -> None:
    report = build_report(rated(assessed(3), [(5, 1, 3)]), language=language)
    assert report.differences
    ids = [link.anchor for link in report.contents]
    assert ids.index("hallmarks") < ids.index("differences") < ids.index("priorities")
    assert 'id="differences-table"' in html.render(report)
    assert f"## {report.differences.title}" in markdown.render(report)


def test_a_level_that_is_held_down_says_so_beside_every_picture_of_it() -> None:
    report = build_report(judged(index=5, weak="safety_nets"))
    held = "level Emerging, held one level above the weakest: Safety nets"
    assert report.summary.figures[0].detail == (held,)
    assert f"({held})" in profile_text(report, width=120, pictures=True)
    figure = re.search(r'<figure class="whole">.*?</figure>', html.render(report), re.DOTALL)
    assert figure
    assert "<figcaption>Level Emerging, held one level above the weakest: Safety nets</figcaption>" in figure[0]


def test_a_level_of_a_survey_that_is_held_down_says_so_and_any_other_does_not() -> None:
    results = full_results()
    reason = LevelReason(hallmark="demand", uncapped="sustained")
    for held in (reason, None):
        overall = results.overall.model_copy(update={"level_reason": held, "interval": None})
        report = build_report(results.model_copy(update={"overall": overall}))
        assert ("held one level above the weakest: Demand" in " ".join(report.summary.figures[0].detail)) is bool(held)
        assert ("<figcaption>" in html.render(report)) is bool(held)


def test_every_hallmark_says_on_how_many_statements_and_how_much_evidence_it_rests() -> None:
    report = build_report(assessed(1))
    assert report.hallmarks
    told = [section.facts[-1] for section in report.hallmarks.sections]
    assert {each.name for each in told} == {"Rests on"}
    instrument = open_instrument(None)
    first = len(instrument.questionnaires[0].items)
    assert told[0].meaning == (f"{first - 3} statements, one with evidence",)
    assert told[1].meaning[0].endswith(" statements, judgement alone")
    assert report.consistency
    rows = report.consistency.tables[0].rows
    assert [row.cells[0].detail for row in rows] == [each.meaning[0] for each in told]
    unjudged = build_report(judged(unjudged=("alignment",))).hallmarks
    assert unjudged
    assert unjudged.sections[1].facts[-1].meaning == ("no statement",)


def test_a_survey_says_nothing_of_evidence() -> None:
    report = build_report(full_results())
    assert report.hallmarks
    assert report.consistency
    assert all("Rests on" not in {fact.name for fact in section.facts} for section in report.hallmarks.sections)
    assert {row.cells[0].detail for row in report.consistency.tables[0].rows} == {None}
