"""The reliability of a questionnaire as it is published, and what speaks against it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from scipy.stats import binomtest, f
from tests.instruments import instrument, item, questionnaire
from tests.unit.disclosure.surveys import Row, published, row, scores

from mentorscan.disclosure.publish import publish
from mentorscan.disclosure.reliability import HowReliable, few_complete, influence, reliability
from mentorscan.errors import Note
from mentorscan.instrument.model import Instrument
from mentorscan.results import Reliability

FOUR = instrument([questionnaire("q", [item("q0"), item("q1", weight=3), item("q2"), item("q3", weight=2)])])
THREE, TWO, ONE = (instrument([questionnaire("q", [item(f"q{i}") for i in range(k)])]) for k in (3, 2, 1))
DRAW = np.random.default_rng(8)
DRAWN = np.clip(DRAW.integers(1, 6, (40, 1)) + DRAW.integers(-1, 2, (40, 4)), 1, 5)
GAP: Row = {"q0": 5, "q1": None, "q2": 5, "q3": 1}


def of(rows: Sequence[Row], made: Instrument, *, shown: Sequence[str] | None = None, minimum: int = 5) -> HowReliable:
    """The reliability of the only questionnaire of an instrument."""
    found = scores(rows, made=made)
    rules = made.rules.model_copy(update={"minimum_group": minimum})
    shown = list(made.items) if shown is None else shown
    return reliability(found, made.questionnaires[0], everyone=found.whole, shown=shown, rules=rules)


def rows_of(answers: Sequence[Sequence[int]] | np.ndarray) -> list[Row]:
    return [{f"q{i}": int(each) for i, each in enumerate(person)} for person in answers]


def alpha_of(answers: np.ndarray) -> float:
    """Cronbach's alpha, from variances."""
    k = answers.shape[1]
    return float(k / (k - 1) * (1 - answers.var(axis=0, ddof=1).sum() / answers.sum(axis=1).var(ddof=1)))


def test_the_figures_are_of_the_people_who_answered_every_item() -> None:
    found = of([*rows_of(DRAWN), GAP, GAP], FOUR).figures
    alpha = alpha_of(DRAWN)
    low, high = (1 - (1 - alpha) * f.ppf(p, 39, 39 * 3) for p in (0.975, 0.025))
    roots = np.linalg.eigvalsh(np.corrcoef(DRAWN.T))
    assert found.n == 40
    assert found.alpha == pytest.approx(alpha)
    assert found.interval == pytest.approx((low, high))
    assert found.eigenvalue_ratio == pytest.approx(roots[-1] / roots[-2])
    assert found.omega == pytest.approx(alpha, abs=0.02)
    assert found.omega != pytest.approx(alpha, abs=1e-6)
    assert (found.spearman_brown, found.hidden) == (None, {})


def test_two_items_have_the_reliability_of_their_sum_and_no_omega() -> None:
    found = of(rows_of(DRAWN[:, :2]), TWO).figures
    r = np.corrcoef(DRAWN[:, :2].T)[0, 1]
    assert found.spearman_brown == pytest.approx(2 * r / (1 + r))
    assert found.omega is None


def test_omega_of_three_items_is_what_their_covariances_say() -> None:
    """Of three items one factor has loadings that follow from the covariances alone."""
    found = of(rows_of(DRAWN[:, :3]), THREE)
    c = np.cov(DRAWN[:, :3].T)
    common = sum(np.sqrt(c[i, j] * c[i, k] / c[j, k]) for i, j, k in ((0, 1, 2), (1, 0, 2), (2, 0, 1))) ** 2
    residual = np.trace(c) - sum(c[i, j] * c[i, k] / c[j, k] for i, j, k in ((0, 1, 2), (1, 0, 2), (2, 0, 1)))
    assert found.figures.omega == pytest.approx(common / (common + residual))
    assert found.notes == ()


def test_what_each_shown_item_does_is_told_and_nothing_of_the_others() -> None:
    found = of([*rows_of(DRAWN), GAP, GAP], FOUR, shown=["q1", "q3"]).items
    assert list(found) == ["q1", "q3"]
    for name, place, answered in (("q1", 1, 40), ("q3", 3, 42)):
        others = np.delete(DRAWN, place, axis=1)
        interval = binomtest(int((DRAWN[:, place] >= 4).sum()), answered).proportion_ci(method="wilson")
        assert found[name]["item_rest"] == pytest.approx(np.corrcoef(DRAWN[:, place], others.sum(axis=1))[0, 1])
        assert found[name]["alpha_if_dropped"] == pytest.approx(alpha_of(others))
        assert found[name]["favourable_interval"] == pytest.approx((interval.low, interval.high))
    one = 25 * (DRAWN[:, 1].mean() - 1)
    three = 25 * ((DRAWN[:, 3].sum() + 2) / 42 - 1)
    mean = (3 * one + 2 * three) / 5
    assert found["q1"]["influence"] == pytest.approx(mean - three)
    assert found["q3"]["influence"] == pytest.approx(mean - one)


def test_an_item_that_stands_alone_or_that_nobody_answered_moves_nothing() -> None:
    rows: list[Row] = [{"q0": 4, "q1": None, "q2": 2, "q3": 1}] * 6
    everyone = scores(rows, made=FOUR).whole
    items = FOUR.items
    assert influence([items["q0"], items["q1"]], everyone=everyone) == {"q0": None, "q1": None}
    assert influence([items["q3"]], everyone=everyone) == {"q3": None}
    assert influence(list(items.values()), everyone=everyone) == {
        "q0": pytest.approx(25 - 25 / 3), "q1": None, "q2": 0.0, "q3": pytest.approx(25 - 50),
    }  # fmt: skip


@pytest.mark.parametrize("complete", [1, 4])
def test_a_reliability_of_fewer_people_than_the_minimum_is_hidden_whole(complete: int) -> None:
    found = of([*rows_of(DRAWN[:complete]), *[GAP] * 20], FOUR)
    assert found == HowReliable(figures=Reliability(hidden={"*": "protected"}))


def test_a_reliability_of_the_minimum_of_people_is_shown_and_one_of_nobody_is_empty() -> None:
    assert of([*rows_of(DRAWN[:5]), *[GAP] * 2], FOUR).figures.n == 5
    nobody = of([GAP] * 20, FOUR)
    assert nobody.figures == Reliability(n=0)
    assert (nobody.notes, nobody.few) == ((), {"complete": 0, "scored": 20})


def test_a_reliability_of_too_few_complete_people_is_hidden_with_what_its_items_do_to_it() -> None:
    hallmark = published([row(4, a2=None)] * 20 + [row(3)] * 4).hallmarks[0]
    assert hallmark.reliability is not None
    assert hallmark.reliability.hidden == {"*": "protected"}
    assert hallmark.reliability.n is None
    assert {(each.item_rest, each.influence) for each in hallmark.items} == {(None, None)}


@pytest.mark.parametrize(("complete", "few"), [(13, {"complete": 13, "scored": 20}), (14, None), (20, None)])
def test_below_seven_in_ten_complete_answers_are_few(complete: int, few: dict[str, int] | None) -> None:
    assert of([*rows_of(DRAWN[:complete]), *[GAP] * (20 - complete)], FOUR).few == few


def test_on_a_single_item_everyone_scored_is_complete() -> None:
    found = of([{"q0": 4}, {"q0": 2}, {"q0": None}] * 10, ONE)
    assert (found.figures, found.few) == (Reliability(n=20), None)


def test_reliabilities_that_rest_on_few_complete_answers_are_noted_together() -> None:
    rows = [row(4, a2=None)] * 20 + [row(i % 5 + 1) for i in range(20)]
    (note,) = [note for note in published(rows).notes if note.code == "few-complete"]
    assert note.severity == "warning"
    assert note.values == {"reliability": {"a": {"complete": 20, "scored": 40}}}
    titles = {"a": {"en": "Demand", "it": "Domanda"}, "b": {"en": "Support", "it": "Sostegno"}}
    found = {"a": {"complete": 20, "scored": 40}, "b": {"complete": 9, "scored": 30}}
    assert few_complete(found, titles=titles, language="it") == Note(
        "few-complete",
        "Reliability rests on those who answered every item, here less than 70%: "
        "Domanda 20 of 40 people, Sostegno 9 of 30 people.",
        "warning",
        values={"reliability": found},
    )


def test_items_that_point_in_different_directions_are_noted() -> None:
    rows = [row(i % 5 + 1, a0=5 - i % 5, a1=5 - i % 5) for i in range(40)]
    assert [note for note in published(rows).notes if note.code == "negative-alpha"] == [
        Note(
            "negative-alpha",
            "The items of A point in different directions (alpha below 0): check for reversed items.",
            "warning",
            "a",
        )
    ]


def test_items_that_have_nothing_in_common_point_in_no_direction() -> None:
    """Every pair of answers once: alpha is exactly 0."""
    found = of(rows_of([(a, b) for a in range(1, 6) for b in range(1, 6)]), TWO)
    assert (found.figures.alpha, found.notes) == (0, ())


def test_everyone_of_one_mind_on_items_is_noted() -> None:
    found = of(rows_of([(3, each, 4, each) for each in (1, 2, 3, 4, 5)]), FOUR)
    assert found.notes == (
        Note("constant-item", "Everyone who answered all of Q gave the same answer to q0, q2.", "warning", "q"),
    )


def test_one_person_is_of_one_mind_with_nobody_and_two_people_may_be() -> None:
    assert of(rows_of(DRAWN[:1]), FOUR, minimum=1).notes == ()
    assert [each.code for each in of(rows_of([(1, 2, 3, 4)] * 2), FOUR, minimum=1).notes] == ["constant-item"]


def test_an_omega_that_rests_on_a_negative_residual_variance_is_noted_in_the_language_of_the_instrument() -> None:
    title = {"en": "Questions", "it": "Domande"}
    made = instrument(
        [questionnaire("q", [item(f"q{i}") | {"text": {"en": "x", "it": "x"}} for i in range(3)], title=title)],
        languages=["it", "en"],
    )
    answers = [(3, 2, 1), (3, 5, 4), (1, 5, 4), (5, 5, 1), (1, 4, 5), (4, 5, 3), (5, 1, 1), (1, 2, 4)]
    c = np.cov(np.array(answers).T)
    smallest = min(c[i, i] - c[i, j] * c[i, k] / c[j, k] for i, j, k in ((0, 1, 2), (1, 0, 2), (2, 0, 1)))
    assert smallest < 0
    assert [each for each in of(rows_of(answers), made).notes if each.code == "heywood"] == [
        Note(
            "heywood",
            "Omega of Domande rests on a factor that explains more than all of an item (a negative residual variance): "
            "read it with caution.",
            "warning",
            "q",
        )
    ]


def test_an_item_moves_the_index_by_what_the_mean_without_it_differs() -> None:
    hallmark = published([row(i % 3 + 2, a0=(i + 1) % 3 + 1) for i in range(60)]).hallmarks[0]
    indices = [each.index for each in hallmark.items if each.index is not None]
    assert len(indices) == 3
    for place, each in enumerate(hallmark.items):
        others = [index for other, index in enumerate(indices) if other != place]
        assert each.influence == pytest.approx(sum(indices) / 3 - sum(others) / 2)


def test_what_is_published_is_the_reliability_of_the_shown_items() -> None:
    """Of an item that too few answered, and of the one hidden with it, nothing is told."""
    rows = [{"q0": None, **each} for each in ({f"q{i}": int(p[i]) for i in (1, 2, 3)} for p in DRAWN[:30])]
    hallmark = publish(scores(rows, made=FOUR), rules=FOUR.rules).hallmarks[0]
    assert hallmark.reliability == Reliability(n=0)
    told = {each.id for each in hallmark.items if each.influence is not None and each.favourable_interval is not None}
    hidden = {each.id for each in hallmark.items if each.hidden}
    assert "q0" in hidden
    assert told == {"q0", "q1", "q2", "q3"} - hidden
