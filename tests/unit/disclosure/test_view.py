"""A cell as it may be seen: which figures are there, which are not, and the reason that stands in their place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.coarse import shown_cell
from mentorscan.disclosure.gate import PEOPLE
from mentorscan.disclosure.view import View
from mentorscan.instrument.model import Questionnaire
from mentorscan.responses.model import WEIGHT_UNIT
from mentorscan.results import Comparison, GroupHallmark, Hallmark
from mentorscan.scoring.maturity import Reach
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

FACETS = [{"id": id_, "title": {"en": id_.title()}} for id_ in ("f", "g")]
MADE = instrument(
    [
        questionnaire(
            "a",
            [
                item("a0", facet="f", practice="support"),
                item("a1", facet="f", practice="readiness"),
                item("a2", facet="g", practice="support"),
            ],
            facets=FACETS,
        ),
        questionnaire("b", [item("b0"), item("b1")]),
        questionnaire("z", [item("z0")], role="outcome"),
    ]
)
A, B, Z = MADE.questionnaires
FEW, PROTECTED = "too_few_for_distribution", "protected"
SPREAD = {"sd", "interval"}
OF_ITEMS = {
    "presence", "favourable", "neutral", "unfavourable", "dont_know", "not_applicable", "blank", "agreement", "facets",
    "items",
}  # fmt: skip
Row = dict[str, Any]


def row(value: int | str | None, **others: Any) -> Row:
    return dict.fromkeys(MADE.items, value) | others


def mixed(n: int, **others: Any) -> list[Row]:
    return [row(1 + i % 5, **others) for i in range(n)]


def view(
    rows: Sequence[Row],
    *,
    weights: Sequence[int] | None = None,
    hidden: Collection[str] = (),
    thin: Collection[str] = (),
    bare: Collection[str] = (),
) -> View:
    """Everyone, with columns hidden, thin and bare; the thin ones are bare, and the hidden ones both."""
    answered = Answered(MADE, rows, weights=weights)
    scores = Scores(tally_responses(answered, instrument=MADE, weighted=weights is not None))
    sets = frozenset(hidden), frozenset({*hidden, *thin}), frozenset({*hidden, *thin, *bare})
    return View(shown_cell(scores.whole), MADE, MADE.rules, *sets)


def weights(n: int) -> list[int]:
    return [WEIGHT_UNIT * (1 + i % 3) for i in range(n)]


def hallmark(made: View, asked: Questionnaire = A, **options: Any) -> Hallmark:
    fields = made.questionnaire(asked, **options)
    return Hallmark(id=asked.id, title=asked.title, role=asked.role, scale=asked.scale, items=(), **fields)


def there(part: Any) -> set[str]:
    """The fields of a part that say something."""
    dumped = part.model_dump(
        exclude={"id", "title", "definition", "role", "scale", "hidden", "agreement", "reliability"}
    )
    agreed = part.agreement.model_dump(exclude={"hidden"}).values()
    found = {name for name, value in dumped.items() if value not in (None, (), [], {})}
    return found | ({"agreement"} if any(value is not None for value in agreed) else set())


def test_a_hidden_hallmark_says_nothing_but_that_it_is_protected() -> None:
    made = view(mixed(30), hidden=["a"])
    assert made.questionnaire(A) == {"hidden": {"*": PROTECTED}}
    assert made.items(A) == {id_: {"id": id_, "hidden": {"*": PROTECTED}} for id_ in ("a0", "a1", "a2")}


@pytest.mark.parametrize(("n", "reason"), [(9, FEW), (10, PROTECTED), (20, PROTECTED)])
def test_a_thin_hallmark_shows_its_mean_and_says_why_there_is_no_more(n: int, reason: str) -> None:
    made = view(mixed(n), thin=["a"])
    found = hallmark(made)
    assert there(found) == {"respondents", "mean", "index", "level"}
    assert found.hidden == dict.fromkeys(SPREAD | OF_ITEMS, reason)
    assert made.items(A) == {id_: {"id": id_, "hidden": {"*": reason}} for id_ in ("a0", "a1", "a2")}
    assert made.reason("a") == reason


def test_the_reason_counts_those_who_answered_the_column_and_are_scored_at_all() -> None:
    made = view([*mixed(9), *mixed(20, a0=None, a1=None, a2=None)])
    assert (made.reason("a"), made.reason("b"), made.reason(PEOPLE)) == (FEW, PROTECTED, PROTECTED)
    outcome = view([*mixed(9), *[row(None, z0=1 + i % 5) for i in range(20)]])
    assert (outcome.reason("z"), outcome.reason(PEOPLE)) == (FEW, FEW)


def test_a_bare_hallmark_shows_its_spread_and_nothing_made_of_items() -> None:
    made = view(mixed(30), bare=["a"])
    found = hallmark(made)
    assert there(found) == {"respondents", "mean", "index", "level", "sd", "interval"}
    assert found.hidden == dict.fromkeys(OF_ITEMS, PROTECTED)
    assert found.mean == 3
    assert found.sd == pytest.approx((2 * 30 / 29) ** 0.5)
    assert made.items(A) == {id_: {"id": id_, "hidden": {"*": PROTECTED}} for id_ in ("a0", "a1", "a2")}


def test_a_whole_hallmark_shows_everything_and_hides_nothing() -> None:
    found = hallmark(view(mixed(20, a0=5) + mixed(10, a0=5, a2="dont_know")))
    assert found.hidden == {}
    assert (found.dont_know, found.not_applicable, found.blank) == (10, 0, 0)
    assert found.favourable == pytest.approx((1 + 12 / 30 + 8 / 20) / 3)
    assert found.neutral == pytest.approx((6 / 30 + 4 / 20) / 3)
    assert found.unfavourable == pytest.approx((12 / 30 + 8 / 20) / 3)
    assert {each.id: each.respondents for each in found.facets} == {"f": 30, "g": 20}
    assert found.presence == "present"
    assert {each.condition for each in found.presence_conditions} == {"index", "unfavourable", "reach"}
    assert "agreement" in there(found)


def test_presence_is_judged_with_the_share_of_groups_that_reach_it() -> None:
    made = view([row(5)] * 30)
    assert hallmark(made, reach=Reach("team", 1.0)).presence == "consistent"
    low = hallmark(made, reach=Reach("team", 0.5))
    assert low.presence == "present"
    (reach,) = [each for each in low.presence_conditions if each.condition == "reach"]
    assert (reach.value, reach.met, reach.segment) == (0.5, False, "team")


def test_weighted_people_show_no_spread_and_no_counts_of_answers() -> None:
    made = view(mixed(30), weights=weights(30))
    found = hallmark(made)
    assert found.sd is None
    assert found.hidden == {"sd": PROTECTED}
    bare = hallmark(view(mixed(30), weights=weights(30), bare=["a"]))
    assert bare.hidden == dict.fromkeys(OF_ITEMS | {"sd"}, PROTECTED)
    a0 = made.items(A)["a0"]
    assert (a0["sd"], a0["counts"]) == (None, None)
    assert a0["hidden"] == {"sd": PROTECTED, "counts": PROTECTED}
    assert (a0["id"], a0["answered"]) == ("a0", 30)
    assert a0["favourable"] is not None
    some = hallmark(view(mixed(30) + mixed(3, a0=None), weights=weights(33)))
    assert some.hidden == {"sd": PROTECTED}
    few = hallmark(view(mixed(4) + mixed(30, a0="dont_know"), weights=weights(34)))
    assert few.hidden == dict.fromkeys(["dont_know", "not_applicable", "blank", "sd"], PROTECTED)
    assert [(each.sd, each.hidden) for each in found.facets] == [(None, {"sd": PROTECTED})] * 2
    assert [(each.sd, each.hidden) for each in made.practices()] == [(None, {"sd": PROTECTED})] * 2


def test_a_hallmark_whose_answers_all_weigh_nothing_shows_what_was_not_answered() -> None:
    made = view([row(3, a0="dont_know", a1=None)] * 4 + [row(3)] * 8, weights=[0] * 12)
    assert made.questionnaire(A) == {"dont_know": 4, "not_applicable": 0, "blank": 4}
    assert made.overall([]).model_dump(exclude_none=True, exclude_defaults=True) == {"respondents": 12}


@pytest.mark.parametrize("n", [9, 10])
def test_an_item_that_too_few_answered_for_shares_shows_its_mean_only(n: int) -> None:
    made = view(mixed(n) + mixed(30, a0="dont_know"))
    a0 = made.items(A)["a0"]
    spread = ("sd", "favourable", "neutral", "unfavourable", "counts")
    if n < 10:
        assert a0["hidden"] == dict.fromkeys(spread, FEW)
        assert [a0[name] for name in spread] == [None] * 5
    else:
        assert "hidden" not in a0
        assert None not in [a0[name] for name in spread]
    assert (a0["answered"], a0["dont_know"], a0["blank"]) == (n, 30, 0)
    assert a0["index"] == pytest.approx(25 * sum(i % 5 for i in range(n)) / n)


def test_an_item_that_fewer_than_the_minimum_answered_is_hidden_with_a_second_one() -> None:
    made = view(mixed(4) + mixed(30, a0="dont_know"))
    assert made.shown_items(A) == ["a2"]
    items = made.items(A)
    assert items["a0"] == {"id": "a0", "hidden": {"*": PROTECTED}}
    assert items["a1"] == {"id": "a1", "hidden": {"*": PROTECTED}}
    assert items["a2"]["answered"] == 34
    found = hallmark(made)
    assert found.hidden == dict.fromkeys(["dont_know", "not_applicable", "blank"], PROTECTED)
    assert found.favourable == pytest.approx(items["a2"]["favourable"])


def test_an_item_that_nobody_answered_has_no_shares() -> None:
    made = view(mixed(30, a0=None))
    assert made.items(A)["a0"]["hidden"] == {"*": PROTECTED}
    alone = made.item("a0")
    assert (alone["answered"], alone["favourable"], alone["hidden"]["favourable"]) == (0, None, FEW)


def test_facets_show_their_own_figures_and_hide_with_too_few() -> None:
    both = hallmark(view(mixed(30, a2=3))).facets
    assert [(each.id, each.title, each.respondents) for each in both] == [
        ("f", {"en": "F"}, 30),
        ("g", {"en": "G"}, 30),
    ]
    assert [each.index for each in both] == pytest.approx([50, 50])
    assert both[0].sd == pytest.approx(25 * (2 * 30 / 29) ** 0.5)
    assert both[0].interval is not None
    assert both[1].sd == 0
    assert [each.hidden for each in both] == [{}, {}]
    hidden = hallmark(view(mixed(4) + mixed(30, a2=None))).facets
    assert [(each.index, each.hidden) for each in hidden] == [(None, {"*": PROTECTED})] * 2


@pytest.mark.parametrize("n", [9, 10])
def test_a_facet_that_too_few_answered_for_a_spread_shows_its_index_only(n: int) -> None:
    facet = hallmark(view(mixed(n) + mixed(30, a2=None))).facets[1]
    assert (facet.id, facet.respondents) == ("g", n)
    assert facet.index == pytest.approx(25 * sum(i % 5 for i in range(n)) / n)
    assert facet.hidden == (dict.fromkeys(SPREAD, FEW) if n < 10 else {})
    assert [facet.sd is None, facet.interval is None] == [n < 10] * 2


def test_practices_are_shown_hidden_or_thin_like_hallmarks_and_named_in_the_languages_asked() -> None:
    shown = view(mixed(30)).practices()
    assert [(each.id, each.title, each.respondents) for each in shown] == [
        ("readiness", {"en": "Readiness"}, 30),
        ("support", {"en": "Support"}, 30),
    ]
    assert all(each.sd is not None and not each.hidden for each in shown)
    made = view(mixed(30), hidden=["practice:support"], thin=["practice:readiness"]).practices()
    assert [(each.index, each.hidden) for each in made] == [(None, {"*": PROTECTED})] * 2
    few = view(mixed(9), thin=["practice:readiness"]).practices()
    assert [each.hidden for each in few] == [{"*": FEW}, dict.fromkeys(SPREAD, FEW)]


def hallmarks(made: View) -> list[GroupHallmark]:
    return [made.group_hallmark(each) for each in (A, B)]


def test_the_overall_index_is_made_of_shown_hallmarks() -> None:
    made = view(mixed(30, b0=5, b1=5), hidden=["a"])
    overall = made.overall(hallmarks(made))
    assert (overall.index, overall.of, overall.respondents, overall.hidden) == (100, ("b",), 30, {})
    assert overall.fullness is not None
    assert overall.fullness.of == 2
    whole = view(mixed(30, b0=5, b1=5))
    overall = whole.overall(hallmarks(whole))
    assert (overall.index, overall.of) == (75, ("a", "b"))
    assert overall.interval is not None


def test_fullness_counts_the_hallmarks_that_are_consistent() -> None:
    made = view([row(5, b0=3, b1=3)] * 30)
    fullness = made.overall(hallmarks(made)).fullness
    assert fullness is not None
    assert (fullness.consistent, fullness.of) == (1, 2)


def test_a_thin_whole_has_neither_interval_nor_fullness_nor_sustainability() -> None:
    for n, reason in ((9, FEW), (20, PROTECTED)):
        made = view([row(3)] * (n - 2) + [row(1), row(5)], thin=[PEOPLE, "a", "b"])
        overall = made.overall(hallmarks(made))
        assert overall.hidden == dict.fromkeys(["interval", "fullness", "sustainability"], reason)
        assert (overall.interval, overall.fullness, overall.sustainability) == (None, None, None)
        assert (overall.index, overall.level, overall.respondents) == (50, "developing", n)


def test_fullness_is_hidden_where_a_hallmark_is_shown_without_its_items() -> None:
    made = view(mixed(30), bare=["a"])
    overall = made.overall(hallmarks(made))
    assert (overall.fullness, overall.hidden) == (None, {"fullness": PROTECTED})
    assert overall.sustainability is not None
    hidden = view(mixed(30), hidden=["a"])
    assert hidden.overall(hallmarks(hidden)).hidden == {}


def test_an_overall_index_is_hidden_with_the_group() -> None:
    made = view(mixed(30), hidden=[PEOPLE])
    assert made.overall(hallmarks(made)).model_dump(exclude_none=True, exclude_defaults=True) == {
        "hidden": {"*": PROTECTED}
    }


def test_a_level_is_named_only_where_the_interval_lies_within_it() -> None:
    made = view([row(5)] * 29 + [row(4)])
    overall = made.overall(hallmarks(made))
    assert made.with_sure_level(overall) == overall
    assert overall.level == "sustained"
    wide = view(mixed(30))
    unsure = wide.overall(hallmarks(wide))
    assert unsure.level == "developing"
    found = wide.with_sure_level(unsure)
    assert (found.level, found.level_reason, found.index) == (None, None, unsure.index)
    assert wide.sure(None)
    assert wide.group_hallmark(A).level is None
    assert made.group_hallmark(A).level == "sustained"


def test_a_group_shows_its_comparison_or_why_there_is_none() -> None:
    against = Comparison(difference=3, p=0.01, verdict="above")
    whole = view(mixed(30)).group_hallmark(A, against_whole=against)
    assert (whole.id, whole.against_whole, whole.hidden) == ("a", against, {})
    assert [each.id for each in whole.items] == ["a0", "a1", "a2"]
    thin = view(mixed(30), thin=["a"]).group_hallmark(A)
    assert thin.hidden == dict.fromkeys(SPREAD | OF_ITEMS | {"against_whole"}, PROTECTED)
    assert thin.items == ()
    few = view([*mixed(9), *mixed(20, a0=None, a1=None, a2=None)], thin=["a"]).group_hallmark(A)
    assert set(few.hidden.values()) == {FEW}
    bare = view(mixed(30), bare=["a"]).group_hallmark(A)
    assert "against_whole" not in bare.hidden
    assert bare.items == ()
    hidden = view(mixed(30), hidden=["a"]).group_hallmark(A)
    assert (hidden.hidden, hidden.items) == ({"*": PROTECTED}, ())
