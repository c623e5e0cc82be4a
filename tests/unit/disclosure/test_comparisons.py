"""Groups beside each other, and what goes together: shown where the gate allows, null where nothing can be said."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from scipy.stats import false_discovery_control, ttest_ind
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.associations import drivers, reinforcement
from mentorscan.disclosure.comparisons import comparisons, corrected
from mentorscan.disclosure.gate import PEOPLE, SegmentGate
from mentorscan.disclosure.provenance import publish_rows
from mentorscan.disclosure.publish import Figures, publish
from mentorscan.errors import Note
from mentorscan.instrument.model import Instrument, Rules
from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.results import Comparison, Drivers, GroupFigures, GroupHallmark
from mentorscan.scoring.comparison import Difference
from mentorscan.scoring.scores import Headcount, Scores
from mentorscan.scoring.tally import tally_responses

Row = dict[str, int | str | None]
QUESTIONNAIRES = [questionnaire(name, [item(f"{name}{i}") for i in range(4)]) for name in "ab"]
OUTCOME = questionnaire("z", [item(f"z{i}") for i in range(3)], role="outcome")
MADE = instrument([*QUESTIONNAIRES, OUTCOME])


def people(n: int, *, seed: int, higher: int = 0, made: Instrument = MADE) -> list[Row]:
    """People who answer from 2 to 4, a point more where they are ``higher``; b and z go with a."""
    draw = np.random.default_rng(seed)
    base = draw.integers(2, 5, n)
    return [{each: int(min(5, max(1, level + higher + draw.integers(-1, 2)))) for each in made.items} for level in base]


def published(
    rows: Sequence[Row],
    teams: Sequence[str | None],
    *,
    made: Instrument = MADE,
    rules: Rules | None = None,
    headcount: Headcount | None = None,
) -> Figures:
    tally = tally_responses(Answered(made, rows, {"team": list(teams)}), instrument=made)
    return publish(Scores(tally, headcount or {}), rules=rules or made.rules)


def group(figures: Figures, value: str | None) -> GroupFigures:
    return next(each for each in figures.segments[0].groups if each.value == value)


def hallmark(figures: Figures, value: str, name: str) -> GroupHallmark:
    return next(each for each in group(figures, value).hallmarks if each.id == name)


def mean_scores(rows: Sequence[Row], name: str) -> list[float]:
    return [float(np.mean([value for key, value in row.items() if key[0] == name])) for row in rows]


TEAMS = {"low": people(30, seed=1), "mid": people(40, seed=2), "high": people(30, seed=3, higher=1)}
ROWS = [row for rows in TEAMS.values() for row in rows]
NAMES = [name for name, rows in TEAMS.items() for _ in rows]


def test_groups_are_compared_with_everyone_else_and_corrected_for_all_comparisons_of_the_segment() -> None:
    figures = published(ROWS, NAMES)
    raw: list[float] = []
    found: list[Comparison] = []
    for name, members in TEAMS.items():
        for each in "ab":
            own = mean_scores(members, each)
            rest = [x for other, rows in TEAMS.items() if other != name for x in mean_scores(rows, each)]
            raw.append(float(ttest_ind(own, rest, equal_var=False).pvalue))
            against = hallmark(figures, name, each).against_whole
            assert against is not None
            found.append(against)
            whole = float(np.mean(mean_scores(ROWS, each)))
            assert against.difference == pytest.approx(25 * (float(np.mean(own)) - whole))
    adjusted = false_discovery_control(raw, method="bh").tolist()
    assert [each.p for each in found] == pytest.approx(adjusted, rel=1e-6)
    for against, p in zip(found, adjusted, strict=True):
        assert against.difference is not None
        expected = ("above" if against.difference > 0 else "below") if p <= 0.05 else "unclear"
        assert against.verdict == expected
    assert [each.verdict for each in found[-2:]] == ["above", "above"]


def test_all_hallmarks_together_are_a_family_of_their_own() -> None:
    figures = published(ROWS, NAMES)
    raw = []
    for name, rows in TEAMS.items():
        both = [np.mean([mean_scores(part, each) for each in "ab"], axis=0) for part in (rows, others(name))]
        raw.append(float(ttest_ind(*both, equal_var=False).pvalue))
    adjusted = false_discovery_control(raw, method="bh").tolist()
    for name, p in zip(TEAMS, adjusted, strict=True):
        against = group(figures, name).against_whole
        assert against is not None
        assert against.p == pytest.approx(p, rel=1e-6)


def others(name: str) -> list[Row]:
    return [row for other, rows in TEAMS.items() if other != name for row in rows]


def test_a_group_without_a_spread_to_show_is_not_compared() -> None:
    figures = published([*ROWS, *people(7, seed=4)], [*NAMES, *["seven"] * 7])
    seven = group(figures, "seven")
    assert seven.against_whole is None
    assert seven.hidden["against_whole"] == "too_few_for_distribution"
    assert all(each.against_whole is None for each in seven.hallmarks)
    assert all(each.hidden["against_whole"] == "too_few_for_distribution" for each in seven.hallmarks)


def test_over_all_hallmarks_only_groups_that_show_them_all_are_compared_with_the_whole() -> None:
    blank = {f"b{i}": None for i in range(4)}
    scarce = [row | (blank if place >= 3 else {}) for place, row in enumerate(people(20, seed=9, higher=1))]
    figures = published([*ROWS, *scarce, *scarce], [*NAMES, *["first"] * 20, *["second"] * 20])
    for value in ("first", "second"):
        found = group(figures, value)
        assert found.overall is not None
        assert (found.overall.of, figures.overall.of) == (("a",), ("a", "b"))
        assert found.against_whole == Comparison()
        assert hallmark(figures, value, "a").against_whole != Comparison()
    mid = group(figures, "mid")
    assert mid.overall is not None
    assert mid.overall.of == figures.overall.of
    assert mid.against_whole is not None
    assert mid.against_whole.verdict is not None


def test_a_group_that_is_everyone_has_nothing_to_be_compared_with() -> None:
    figures = published(ROWS, ["all"] * len(ROWS))
    against = group(figures, "all").against_whole
    assert against is not None
    assert (against.difference, against.p, against.verdict) == (None, None, None)
    (only,) = figures.hallmarks[0].differences or ()
    assert (only.groups, only.icc1, only.icc2) == (1, None, None)


def test_groups_that_answer_alike_are_unclear_and_so_is_a_difference_of_nothing() -> None:
    rows = people(20, seed=5)
    figures = published([*rows, *rows], ["x"] * 20 + ["y"] * 20)
    for value in ("x", "y"):
        against = group(figures, value).against_whole
        assert against is not None
        assert against.verdict == "unclear"
        assert against.difference == pytest.approx(0)


def test_a_group_whose_interval_spans_two_levels_has_no_level_word_and_a_sure_one_has() -> None:
    steady: list[Row] = [dict.fromkeys(MADE.items, 3 if i == 0 else 4) for i in range(40)]
    spread: list[Row] = [dict.fromkeys(MADE.items, 1 + 4 * (i % 2)) for i in range(20)]
    figures = published([*steady, *spread], ["steady"] * 40 + ["spread"] * 20)
    assert hallmark(figures, "steady", "a").level == "established"
    assert hallmark(figures, "spread", "a").index == 50
    assert hallmark(figures, "spread", "a").level is None
    overall = group(figures, "spread").overall
    assert overall is not None
    assert overall.level is None
    assert figures.hallmarks[0].level is not None


def test_the_groups_explain_as_much_as_an_analysis_of_variance_says() -> None:
    figures = published([*ROWS, *people(7, seed=4), *people(12, seed=6)], [*NAMES, *["seven"] * 7, *[None] * 12])
    (found,) = figures.hallmarks[0].differences or ()
    shown = [each.value for each in figures.segments[0].groups if each.value in TEAMS]
    groups = [
        np.array(mean_scores(TEAMS[str(name)], "a"))
        for name in shown
        if "sd" not in hallmark(figures, str(name), "a").hidden
    ]
    sizes = np.array([len(each) for each in groups])
    n, g = sizes.sum(), len(groups)
    grand = np.concatenate(groups).mean()
    between = sum(len(each) * (each.mean() - grand) ** 2 for each in groups) / (g - 1)
    within = sum(((each - each.mean()) ** 2).sum() for each in groups) / (n - g)
    n0 = (n - (sizes**2).sum() / n) / (g - 1)
    assert (found.segment, found.groups) == ("team", g)
    assert g >= 2
    assert found.icc1 == pytest.approx((between - within) / (between + (n0 - 1) * within))
    assert found.icc2 == pytest.approx((between - within) / between)


def test_the_hallmarks_share_out_what_they_have_in_common_with_the_outcome() -> None:
    figures = published(ROWS, NAMES)
    drivers = figures.drivers
    assert drivers is not None
    assert drivers.n == 100
    assert drivers.outcomes == ("z",)
    x = np.array([mean_scores(ROWS, each) for each in "ab"])
    y = np.array(mean_scores(ROWS, "z"))
    design = np.column_stack([np.ones(100), *x])
    residuals = y - design @ np.linalg.lstsq(design, y, rcond=None)[0]
    r2 = 1 - residuals.var() / y.var()
    assert drivers.r2 == pytest.approx(r2)
    assert sum(each.relative_weight for each in drivers.weights) == pytest.approx(r2)
    assert sum(each.shapley or 0 for each in drivers.weights) == pytest.approx(r2)
    assert [each.correlation for each in drivers.weights] == pytest.approx([np.corrcoef(each, y)[0, 1] for each in x])


def test_drivers_need_thirty_people_and_say_where_they_are_unsteady() -> None:
    few = published(people(29, seed=7), ["x"] * 29)
    assert few.drivers is not None
    assert (few.drivers.n, few.drivers.r2, few.drivers.weights) == (29, None, ())
    enough = published(people(30, seed=7), ["x"] * 30)
    assert enough.drivers is not None
    assert enough.drivers.r2 is not None
    assert "few-for-drivers" not in [note.code for note in enough.notes]
    four = instrument([questionnaire(name, [item(f"{name}0")]) for name in "abcd"] + [OUTCOME])
    unsteady = published(people(39, seed=8, made=four), ["x"] * 39, made=four)
    text = "The shares of the hallmarks in the outcomes rest on fewer than 10 people a hallmark: they are unsteady."
    assert Note("few-for-drivers", text, "warning") in unsteady.notes
    steady = published(people(40, seed=8, made=four), ["x"] * 40, made=four)
    assert steady.drivers is not None
    assert len(steady.drivers.weights) == 4
    assert "few-for-drivers" not in [note.code for note in steady.notes]


def test_hallmarks_that_follow_from_each_other_have_no_drivers_and_are_named() -> None:
    rows = [row | {f"b{i}": row[f"a{i}"] for i in range(4)} for row in people(40, seed=9)]
    figures = published(rows, ["x"] * 40)
    assert figures.drivers is not None
    assert figures.drivers.r2 is None
    (note,) = [note for note in figures.notes if note.code == "no-drivers"]
    assert note == Note(
        "no-drivers",
        "What goes together with the outcomes cannot be told apart: a, b: each to be worked out from the others.",
        "warning",
        values={"questionnaires": ["a", "b"], "reason": "collinear"},
    )
    constant = published([row | dict.fromkeys(["z0", "z1", "z2"], 3) for row in people(40, seed=9)], ["x"] * 40)
    (note,) = [note for note in constant.notes if note.code == "no-drivers"]
    assert note.values == {"questionnaires": ["z"], "reason": "constant"}
    assert note.text.endswith("cannot be told apart: z: the same for everyone.")
    assert note.severity == "warning"


def test_without_outcomes_there_are_no_drivers() -> None:
    made = instrument(QUESTIONNAIRES)
    assert published(people(40, seed=1, made=made), ["x"] * 40, made=made).drivers is None


def test_an_item_moves_its_hallmark_by_what_the_index_loses_without_it() -> None:
    figures = published(ROWS, NAMES)
    items = figures.hallmarks[0].items
    indices = [each.index or 0 for each in items]
    for place, each in enumerate(items):
        rest = indices[:place] + indices[place + 1 :]
        assert each.influence == pytest.approx(float(np.mean(indices)) - float(np.mean(rest)))
    alone = instrument([questionnaire("a", [item("a0")])])
    assert published(people(40, seed=1, made=alone), ["x"] * 40, made=alone).hallmarks[0].items[0].influence is None


def test_equal_weights_tell_how_far_the_items_weights_move_the_index() -> None:
    heavy = instrument([questionnaire("a", [item("a0", weight=3), item("a1")]), QUESTIONNAIRES[1]])
    rows = people(40, seed=3, made=heavy)
    figures = published(rows, ["x"] * 40, made=heavy)
    equal = np.mean([np.mean([np.mean([row[each] for each in row if each[0] == h]) for row in rows]) for h in "ab"])
    assert figures.overall.equal_weights == pytest.approx(25 * (float(equal) - 1))
    assert figures.overall.equal_weights != pytest.approx(figures.overall.index)
    assert published(ROWS, NAMES).overall.equal_weights is None


def test_headcounts_are_shown_with_groups_that_are_and_with_the_whole() -> None:
    headcount: Headcount = {("team", "high"): 50, ("team", "few"): 6, (None, None): 150}
    rows = [*ROWS, *people(3, seed=4)]
    figures = published(rows, [*NAMES, *["few"] * 3], headcount=headcount)
    assert group(figures, "few").people is None
    shown = [each for each in figures.segments[0].groups if each.respondents is not None]
    assert {each.value: each.people for each in shown if each.value == "high"} in ({"high": 50}, {})
    tally = tally_responses(Answered(MADE, rows, {"team": [*NAMES, *["few"] * 3]}), instrument=MADE)
    assert publish_rows(Scores(tally, headcount), rules=MADE.rules)[1].people == 150


def test_reliability_shows_omega_its_neighbours_and_what_each_item_does() -> None:
    figures = published(ROWS, NAMES)
    reliability = figures.hallmarks[0].reliability
    assert reliability is not None
    assert reliability.omega is not None
    assert reliability.alpha is not None
    assert abs(reliability.omega - reliability.alpha) < 0.05
    assert reliability.spearman_brown is None
    first = figures.hallmarks[0].items[0]
    assert first.alpha_if_dropped is not None
    low, high = first.favourable_interval or (0, 0)
    assert low < (first.favourable or 0) < high
    two = instrument([questionnaire("a", [item("a0"), item("a1")])])
    pair: Any = published(people(40, seed=1, made=two), ["x"] * 40, made=two).hallmarks[0].reliability
    assert pair.omega is None
    assert pair.spearman_brown is not None


def scored(
    rows: Sequence[Row], teams: Sequence[str | None] | None = None, weights: Sequence[int] | None = None
) -> Scores:
    answered = Answered(MADE, rows, {} if teams is None else {"team": list(teams)}, weights=weights)
    return Scores(tally_responses(answered, instrument=MADE, weighted=weights is not None))


def compared(
    made: Scores, *, hidden: dict[str, set[str | None]] | None = None, thin: dict[str, set[str | None]] | None = None
) -> dict[tuple[str | None, str], Comparison]:
    """The comparisons of the teams, with some columns of some of them hidden, or thin."""
    columns = (PEOPLE, "a", "b")
    gone = {each: frozenset((hidden or {}).get(each, ())) for each in columns}
    spread = {each: gone[each] | (thin or {}).get(each, set()) for each in columns}
    gate = SegmentGate(gone, spread, spread)
    return comparisons(made.cells["team"], whole=made.whole, gate=gate, thin=(), hallmarks=["a", "b"])


def test_hidden_and_thin_groups_leave_the_others_compared() -> None:
    made = scored(ROWS, NAMES)
    first = next(iter(made.cells["team"]))
    without = compared(made, hidden={PEOPLE: {first}, "a": {first}, "b": {first}})
    assert set(without) == {(group, column) for group in set(NAMES) - {first} for column in (PEOPLE, "a", "b")}
    thin = compared(made, thin={PEOPLE: {first}})
    assert set(thin) == {(group, column) for group in NAMES for column in (PEOPLE, "a", "b")} - {(first, PEOPLE)}


def test_a_group_that_lacks_a_hallmark_is_not_compared_as_a_whole() -> None:
    """Its index is made of other hallmarks than that of the whole."""
    found = compared(scored(ROWS, NAMES), hidden={"b": {"low"}})
    assert found["low", PEOPLE] == Comparison()
    assert found["low", "a"].difference is not None
    assert ("low", "b") not in found
    assert found["mid", PEOPLE].difference is not None


def test_single_hallmarks_are_corrected_among_themselves_and_the_whole_groups_among_themselves() -> None:
    figures = published(ROWS, NAMES)
    raw: dict[tuple[str, str], float] = {}
    for name, rows in TEAMS.items():
        for each in "ab":
            parts = [mean_scores(part, each) for part in (rows, others(name))]
            raw[name, each] = float(ttest_ind(*parts, equal_var=False).pvalue)
        both = [np.mean([mean_scores(part, each) for each in "ab"], axis=0) for part in (rows, others(name))]
        raw[name, PEOPLE] = float(ttest_ind(*both, equal_var=False).pvalue)
    for chosen in (["a", "b"], [PEOPLE]):
        family = [place for place in raw if place[1] in chosen]
        adjusted = false_discovery_control([raw[place] for place in family], method="bh")
        for (name, column), p in zip(family, adjusted.tolist(), strict=True):
            found = (
                group(figures, name).against_whole
                if column == PEOPLE
                else hallmark(figures, name, column).against_whole
            )
            assert found is not None
            assert found.p == pytest.approx(p, rel=1e-6), (name, column)


def test_weighted_comparisons_say_p_in_two_digits_and_stand_on_the_indices_shown() -> None:
    weights = [WEIGHT_UNIT * (1 + i % 3) for i in range(len(ROWS))]
    made = scored(ROWS, NAMES, weights)
    figures = publish(made, rules=MADE.rules)
    for name in TEAMS:
        shown, against = hallmark(figures, name, "a"), hallmark(figures, name, "a").against_whole
        assert against is not None
        assert against.difference == pytest.approx((shown.index or 0) - (figures.hallmarks[0].index or 0))
        assert against.p == float(f"{against.p:.1e}")
        together = group(figures, name).against_whole
        assert together is not None
        assert together.p == float(f"{together.p:.1e}")
    plain = hallmark(published(ROWS, NAMES), "low", "a").against_whole
    assert plain is not None
    assert plain.p != float(f"{plain.p:.1e}")


@pytest.mark.parametrize(
    ("difference", "p", "verdict"),
    [
        (3.0, 0.05, "above"),
        (-3.0, 0.01, "below"),
        (0.4, 0.01, "above"),
        (-0.4, 0.01, "below"),
        (1.0, 0.001, "above"),
        (3.0, 0.051, "unclear"),
        (1e-12, 0.001, "unclear"),
    ],
)
def test_above_and_below_need_a_difference_and_a_p_of_at_most_five_in_a_hundred(
    difference: float, p: float, verdict: str
) -> None:
    interval = (difference - 2, difference + 2)
    found = corrected({("x", "a"): Difference(difference=difference, interval=interval, p=p)}, coarse=False)
    assert found == {("x", "a"): Comparison(difference=difference, interval=interval, p=p, verdict=verdict)}


def test_correlations_need_as_many_people_as_the_rules_say_and_stand_beside_ones() -> None:
    def shown(n: int, hidden: Sequence[str] = (), rules: Rules = MADE.rules) -> list[list[float | None]]:
        found = reinforcement(scored(people(n, seed=7)), rules=rules, hidden=hidden)
        assert found.hallmarks == ("a", "b")
        return [list(each) for each in found.correlation]

    rows = people(30, seed=7)
    r = float(np.corrcoef(mean_scores(rows, "a"), mean_scores(rows, "b"))[0, 1])
    assert np.array(shown(30), float) == pytest.approx(np.array([[1, r], [r, 1]]))
    assert shown(29) == [[None, None], [None, None]]
    assert shown(30, ["b"]) == [[1.0, None], [None, None]]
    assert shown(30, rules=Rules(minimum_group=31)) == [[None, None], [None, None]]


def test_what_goes_with_the_outcomes_is_hidden_where_a_side_of_it_is_or_too_few_answered_everything() -> None:
    def found(n: int, hidden: Sequence[str] = (), rules: Rules = MADE.rules) -> Drivers | None:
        return drivers(scored(people(n, seed=7)), rules=rules, hidden=hidden)[0]

    for gone in (found(40, ["a", "b"]), found(40, ["z"]), found(4)):
        assert gone == Drivers(hidden={"*": "protected"})
    assert found(5) == Drivers(n=5, outcomes=("z",))
    assert found(40, rules=Rules(minimum_group=40, minimum_correlation=3)) is not None
    some = found(40, ["a"])
    assert some is not None
    assert [each.hallmark for each in some.weights] == ["b"]


def test_with_too_many_hallmarks_for_shares_the_weights_stand_alone() -> None:
    many = instrument([questionnaire(f"h{i}", [item(f"h{i}x")]) for i in range(16)] + [OUTCOME])
    found = published(people(200, seed=3, made=many), ["x"] * 200, made=many).drivers
    assert found is not None
    assert len(found.weights) == 16
    assert {each.shapley for each in found.weights} == {None}
