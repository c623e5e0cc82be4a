"""The maturity model: levels, the cap, reach and presence, on figures around every bound."""

from __future__ import annotations

import pytest
from tests.instruments import LEVELS

from mentorscan.instrument.model import Consistent, Level
from mentorscan.scoring.maturity import ConditionFigures, Reach, capped_level, level_of, presence_of, reach_of

STEPS = [Level.model_validate(each) for each in LEVELS]
RULES = Consistent(index=60, unfavourable=0.15, group_index=50, reach=0.9)
ALMOST = 4e-10
"""Less than what a comparison on nine decimals tells apart."""


@pytest.mark.parametrize(
    ("index", "level"),
    [
        (0, "latent"),
        (19.99, "latent"),
        (20, "emerging"),
        (40 - ALMOST, "developing"),
        (40 - 1e-6, "emerging"),
        (60, "established"),
        (79.9, "established"),
        (80, "sustained"),
        (100, "sustained"),
    ],
)
def test_a_level_counts_from_the_index_that_it_names(index: float, level: str) -> None:
    assert level_of(index, STEPS).id == level


@pytest.mark.parametrize(
    ("index", "indices", "level", "capping"),
    [
        (70, {"a": 75, "b": 65}, "established", None),
        (70, {"a": 100, "b": 40}, "established", None),
        (70, {"a": 100, "b": 39, "c": 71}, "developing", ("b", "established")),
        (85, {"a": 100, "b": 85, "c": 10}, "emerging", ("c", "sustained")),
        (40, {"a": 79, "b": 1}, "emerging", ("b", "developing")),
        (95, {"a": 95, "b": 95}, "sustained", None),
        (95, {"a": 100, "b": 62}, "sustained", None),
    ],
)
def test_the_whole_stands_at_most_one_level_above_its_lowest_hallmark(
    index: float, indices: dict[str, float], level: str, capping: tuple[str, str] | None
) -> None:
    found, reason = capped_level(index, indices, STEPS)
    assert found.id == level
    assert (reason and (reason[0], reason[1].id)) == capping


def test_reach_is_that_of_the_segment_in_which_fewest_people_are_reached() -> None:
    groups = {
        "site": [(30, 70.0), (10, 50 - ALMOST)],
        "role": [(25, 49.9), (15, 90.0)],
        "age": [(20, 10.0), (20, 60.0)],
        "unshown": [],
    }
    assert reach_of(groups, group_index=50) == Reach("role", 15 / 40)
    assert reach_of({"site": groups["site"]}, group_index=50) == Reach("site", 1)


def test_without_any_shown_group_there_is_no_reach() -> None:
    assert reach_of({}, group_index=50) is None
    assert reach_of({"site": []}, group_index=50) is None


@pytest.mark.parametrize(
    ("index", "unfavourable", "reach", "presence", "met"),
    [
        (60, 0.15, 0.9, "consistent", (True, True, True)),
        (60 - ALMOST, 0.15 + ALMOST, 0.9 - ALMOST, "consistent", (True, True, True)),
        (60, 0.15, None, "consistent", (True, True, True)),
        (90, 0.16, 1, "present", (True, False, True)),
        (90, 0, 0.89, "present", (True, True, False)),
        (59.99, 0, 1, "partial", (False, True, True)),
        (20, 0.5, 0, "partial", (False, False, False)),
        (19.99, 0.5, None, "slight", (False, False, True)),
        (90, None, 1, None, (True, None, True)),
        (10, None, None, None, (False, None, True)),
    ],
)
def test_presence_follows_from_its_three_conditions(
    index: float,
    unfavourable: float | None,
    reach: float | None,
    presence: str | None,
    met: tuple[bool | None, ...],
) -> None:
    found, conditions = presence_of(
        index=index,
        unfavourable=unfavourable,
        reach=None if reach is None else Reach("site", reach),
        rules=RULES,
        levels=STEPS,
    )
    assert found == presence
    assert conditions == (
        ConditionFigures("index", 60, index, met[0]),
        ConditionFigures("unfavourable", 0.15, unfavourable, met[1]),
        ConditionFigures("reach", 0.9, reach, met[2], None if reach is None else "site"),
    )


@pytest.mark.parametrize(("index", "presence"), [(0, "partial"), (59, "partial"), (60, "present")])
def test_with_a_single_level_nothing_is_slight(index: float, presence: str) -> None:
    found, _ = presence_of(index=index, unfavourable=1, reach=None, rules=RULES, levels=STEPS[:1])
    assert found == presence


def test_partial_begins_at_the_second_level() -> None:
    late = [STEPS[0], STEPS[2]]
    for index, presence in ((39, "slight"), (40, "partial")):
        assert presence_of(index=index, unfavourable=0, reach=None, rules=RULES, levels=late)[0] == presence
