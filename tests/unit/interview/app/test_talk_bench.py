"""Raters talk their answers over on the whole screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.interview.app.walk import Talk

from mentorscan.interview.answers import Answer


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path)


def test_it_opens_with_how_much_there_is_to_talk_over(talk: Talk) -> None:
    assert "3 items to talk over" in talk()


def test_who_said_what_stands_with_each_item(talk: Talk) -> None:
    shown = talk("enter")
    assert "Statement c1." in shown
    for said in ("Anna: 1, point 1", "Bruno: 4, point 4", "Carla: 5, point 5", "zebra", "the chart"):
        assert said in shown


def test_a_blind_talk_names_nobody_and_no_single_answer(talk: Talk) -> None:
    shown = talk("enter", blind=True)
    for said in ("Anna", "Bruno", "Carla", "4, point 4"):
        assert said not in shown
    assert "the chart" in shown


def test_what_is_agreed_needs_its_reason_and_is_kept_with_it(talk: Talk) -> None:
    assert "needs its reason" in talk("enter", "3", "enter")
    shown = talk("enter", "3", ">we looked at the charts", "enter")
    assert talk.state.answers == {"c1": Answer(value=3, reason="we looked at the charts")}
    assert "Statement t2." in shown


def test_escape_leaves_an_item_as_it_was(talk: Talk) -> None:
    assert "Nothing was changed." in talk("enter", "3", ">because", "escape")
    assert talk.state.answers == {}


def test_a_whole_talk_ends_with_what_was_agreed(talk: Talk) -> None:
    talk("enter", "3", ">so", "enter", "s", "n", ">no programme", "enter", "f")
    assert talk.answers is not None
    assert talk.answers.answers == {
        "c1": Answer(value=3, reason="so"),
        "t1": Answer(opt_out="not_applicable", reason="no programme"),
    }
    assert [each.rater for each in talk.answers.consensus] == ["Anna", "Bruno", "Carla"]


def test_it_goes_on_where_it_stopped_in_the_language_that_was_chosen(talk: Talk) -> None:
    talk("enter", "3", ">so", "enter", "l", "q")
    shown = talk("enter")
    assert "Affermazione t2." in shown
    assert talk.answers is None


def test_keys_that_are_for_a_single_rater_mean_nothing_here(talk: Talk) -> None:
    for key in ("e", "t", "u", "m", "E"):
        assert "There is no" in talk("enter", key)


def test_targets_and_plan_rest_on_all_raters_and_what_they_agreed_on(talk: Talk) -> None:
    shown = talk("enter", "1", ">so", "enter", "s", "s", "p")
    assert shown.index("Care") < shown.index("Time")
    assert "index 29, Emerging" in shown  # c1 agreed at 1; c2 at 3, 3 and 4
    talk("enter", "4", "f", "f")
    assert talk.answers is not None
    assert talk.answers.targets == {"care": "established"}
