"""What the report says of reliability, agreement, and how much hangs on single statements."""

from __future__ import annotations

import re
from typing import Any

import pytest
from tests.unit.report.examples import bare_results, full_results, hidden_results
from tests.unit.report.further import with_weights
from tests.unit.report.test_report_assessment import assessed, words_of

from mentorscan.report.build import build_report
from mentorscan.report.model import Chapter, Report
from mentorscan.report.renderers import html, markdown
from mentorscan.results import Agreement, NoteInfo, Panel, Reliability, Results


def chapter(report: Report, name: str) -> Chapter:
    return next(each for each in report.trust.chapters if each.id == f"trust-{name}")


def names(report: Report) -> set[str]:
    return {each.id for each in report.trust.chapters}


def with_every_hallmark(results: Results, **update: Any) -> Results:
    """The same results, every hallmark and outcome changed."""
    return results.model_copy(
        update={
            "hallmarks": tuple(each.model_copy(update=update) for each in results.hallmarks),
            "outcomes": tuple(each.model_copy(update=update) for each in results.outcomes),
        }
    )


def test_reliability_stands_beside_omega_and_the_ratio_of_eigenvalues() -> None:
    table = chapter(build_report(full_results()), "reliability").tables[0]
    assert [each.title for each in table.columns] == [
        "Hallmark", "In words", "Alpha", "95% interval", "Omega", "Eigenvalue ratio", "People",
    ]  # fmt: skip
    assert [each.text for each in table.rows[0].cells[1:6]] == ["good", "0.86", "0.83 to 0.89", "0.87", "4.2"]


def test_columns_without_a_single_figure_fall_away() -> None:
    results = with_every_hallmark(full_results(), reliability=Reliability(n=80, alpha=0.81, interval=(0.7, 0.9)))
    table = chapter(build_report(results), "reliability").tables[0]
    assert [each.title for each in table.columns] == ["Hallmark", "In words", "Alpha", "95% interval", "People"]
    assert {len(row.cells) for row in table.rows} == {5}
    assert len(table.notes) == 1


def test_two_statements_show_spearman_brown_in_place_of_omega_and_say_so() -> None:
    results = with_every_hallmark(full_results(), reliability=Reliability(n=80, alpha=0.7, spearman_brown=0.713))
    table = chapter(build_report(results), "reliability").tables[0]
    assert {row.cells[4].text for row in table.rows} == {"0.71 (SB)"}
    assert any(note.startswith("SB: ") for note in table.notes)


@pytest.mark.parametrize(("omega", "told"), [(0.849, False), (0.85, True), (0.75, True), (0.751, False)])
def test_alpha_and_omega_are_told_to_differ_from_a_twentieth_on(*, omega: float, told: bool) -> None:
    results = with_every_hallmark(full_results(), reliability=Reliability(n=80, alpha=0.8, omega=omega))
    sentences = chapter(build_report(results), "reliability").sentences
    assert any("Alpha and omega differ" in each for each in sentences) is told


@pytest.mark.parametrize(("dropped", "named"), [(0.819, False), (0.82, True), (None, False), (0.5, False)])
def test_statements_without_which_alpha_would_clearly_rise_are_a_hint_for_the_owner(
    *, dropped: float | None, named: bool
) -> None:
    first = full_results().hallmarks[0]
    items = (first.items[0].model_copy(update={"alpha_if_dropped": dropped}),)
    only = first.model_copy(update={"items": items, "reliability": Reliability(n=80, alpha=0.8)})
    results = full_results().model_copy(update={"hallmarks": (only,), "outcomes": ()})
    tables = chapter(build_report(results), "reliability").tables
    assert len(tables) == (2 if named else 1)
    if named:
        assert [cell.text for cell in tables[1].rows[0].cells[1:]] == ["0.80", "0.82"]
        assert "bad" not in f"{tables[1].caption} {tables[1].notes}".lower()


@pytest.mark.parametrize(
    ("uniform", "skewed", "word"),
    [
        (0.89, 0.57, "uniform only"),
        (0.89, 0.7, "both"),
        (0.69, 0.4, "neither"),
        (0.89, None, "uniform; skewed not known"),
        (None, None, "–"),
    ],
)
def test_agreement_is_never_claimed_from_the_uniform_null_alone(
    uniform: float | None, skewed: float | None, word: str
) -> None:
    agreement = Agreement(r_wg_star=0.38, r_wg_j=uniform, r_wg_j_skewed=skewed, ad_m=0.8)
    report = build_report(with_every_hallmark(full_results(), agreement=agreement))
    found = chapter(report, "agreement")
    assert {row.cells[1].text for row in found.tables[0].rows} == {word}
    assert "Only what holds against both can be called agreement." in found.sentences[0]
    assert "strong agreement" not in words_of(report).lower()


def test_the_index_with_equal_weights_is_told_with_its_distance() -> None:
    results = with_weights(full_results(), "column")
    index = results.overall.index or 0
    told = chapter(build_report(results), "leverage").sentences[0]
    assert f"would be {index - 1.25:.1f} rather than {index:.1f} (−1.3)" in told
    same = results.model_copy(update={"overall": results.overall.model_copy(update={"equal_weights": index})})
    assert chapter(build_report(same), "leverage").sentences[0].endswith("would not move.")


def test_the_statements_that_move_their_hallmark_most_stand_first() -> None:
    table = chapter(build_report(full_results()), "leverage").tables[0]
    assert [row.cells[1].text for row in table.rows] == ["−1.9"] * 5
    still = with_every_hallmark(full_results(), items=())
    assert "trust-leverage" not in names(build_report(still))


@pytest.mark.parametrize(
    ("alpha", "words"),
    [
        (0.8, "closely enough to rely on"),
        (0.79, "for tentative conclusions only"),
        (0.667, "for tentative conclusions only"),
        (0.66, "do not agree closely enough"),
        (-0.2, "alpha is −0.20"),
    ],
)
def test_a_panels_agreement_is_told_with_its_figure_and_the_customary_bounds(alpha: float, words: str) -> None:
    panel = Panel(raters=("Anna", "Bruno", "Carla"), krippendorff_alpha=alpha, krippendorff_alpha_interval=alpha - 0.02)
    told = chapter(build_report(assessed(3).model_copy(update={"panel": panel})), "agreement").sentences
    assert words in told[0]
    assert f"{alpha:.2f}".replace("-", "−") in told[0]
    assert "0.80" in told[0]
    assert told[1].endswith(f"it is {alpha - 0.02:.2f}.".replace("-", "−"))


def test_a_panel_without_variation_says_nothing_of_agreement() -> None:
    results = assessed(3).model_copy(update={"panel": Panel(raters=("Anna", "Bruno", "Carla"))})
    assert "trust-agreement" not in names(build_report(results))


def test_the_interval_of_a_favourable_share_is_told_on_demand() -> None:
    page = html.render(build_report(full_results()))
    hallmarks = build_report(full_results()).hallmarks
    assert hallmarks
    assert hallmarks.sections[0].items
    hint = hallmarks.sections[0].items.rows[0].cells[2].hint
    assert hint
    assert hint.startswith("95% interval ")
    assert f'title="{hint}"' in page
    assert "title=" not in markdown.render(build_report(full_results()))


@pytest.mark.parametrize(
    ("note", "told"),
    [
        (
            NoteInfo(code="heywood", severity="warning", place="demand", text="english"),
            "Domanda di mentoring: omega si basa su un fattore",
        ),
        (
            NoteInfo(
                code="no-drivers",
                severity="warning",
                values={"questionnaires": ["demand"], "reason": "constant"},
                text="english",
            ),
            "perché tutti i punteggi sono uguali: Domanda di mentoring.",
        ),
        (
            NoteInfo(
                code="no-drivers",
                severity="warning",
                values={"questionnaires": ["demand"], "reason": "collinear"},
                text="english",
            ),
            "perché i punteggi si ricavano l'uno dall'altro: Domanda di mentoring.",
        ),
    ],
)
def test_notes_on_the_statistics_are_told_in_the_readers_language(note: NoteInfo, told: str) -> None:
    results = full_results().model_copy(update={"notes": (note,)})
    assert told in chapter(build_report(results, language="it"), "notes").terms[0].meaning[0]


@pytest.mark.parametrize("language", ["en", "it"])
@pytest.mark.parametrize("case", ["hidden", "bare", "full"])
def test_what_is_not_there_leaves_no_hole(case: str, language: str) -> None:
    results = {"hidden": hidden_results(), "bare": bare_results(), "full": full_results()}[case]
    report = build_report(results, language="en" if case == "bare" else language)
    assert all(each.sentences or each.terms or each.tables for each in report.trust.chapters)
    assert not {"None", "nan", "NaN"} & set(re.split(r"[(), :;]+|\n", words_of(report).replace("None of", "")))
