"""Targets and plan on the whole screen."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.unit.interview.app.walk import Walk

from mentorscan.interview.answers import Action

TO_THE_PLAN = ("enter", "enter", "2", "1", "enter", "4", "5", "enter", "p")
"""Care is low, Time is high; then the targets and the plan."""

ADVICE = Action(hallmark="care", item="c2", action="Begin with c2")


@pytest.fixture
def walk(tmp_path: Path) -> Walk:
    return Walk(tmp_path)


def test_the_weakest_hallmark_comes_first_with_its_advice(walk: Walk) -> None:
    shown = walk(*TO_THE_PLAN)
    assert shown.index("Care") < shown.index("Time")
    assert "→ Begin with c2" in shown


def test_one_key_sets_a_target_and_takes_it_away(walk: Walk) -> None:
    assert "Kept: Established" in walk(*TO_THE_PLAN, "4")
    assert dict(walk.state.targets) == {"care": "established"}
    walk("enter", "x")
    assert dict(walk.state.targets) == {}


def test_a_target_that_is_reached_already_is_kept_and_told(walk: Walk) -> None:
    assert "has reached this level already" in walk(*TO_THE_PLAN, "down", "1")
    assert dict(walk.state.targets) == {"time": "latent"}


def test_a_piece_of_advice_becomes_an_action_with_owner_date_and_sign(walk: Walk) -> None:
    walk(*TO_THE_PLAN, "a", "enter", "enter", ">Ann", "enter", ">31/03/2027", "enter", ">goals are written", "enter")
    taken = ADVICE.model_copy(update={"owner": "Ann", "due": "2027-03-31", "sign": "goals are written"})
    assert walk.state.plan == (taken,)


def test_a_date_that_is_none_is_asked_again(walk: Walk) -> None:
    shown = walk(*TO_THE_PLAN, "a", "enter", "enter", "enter", ">soon", "enter", "enter")
    assert "cannot be read as one date" in shown
    assert not walk.state.plan


def test_an_action_of_their_own_can_be_planned(walk: Walk) -> None:
    walk(*TO_THE_PLAN, "a", "end", "enter", ">Meet more", "ctrl+s")
    assert walk.state.plan == (Action(hallmark="care", action="Meet more"),)


def test_an_action_can_be_changed_and_leaves_the_plan_without_its_text(walk: Walk) -> None:
    walk(*TO_THE_PLAN, "a", "enter", "ctrl+s")
    assert walk.state.plan == (ADVICE,)
    walk("enter", "c", "enter", ">!", "ctrl+s")
    assert [each.action for each in walk.state.plan] == ["Begin with c2!"]
    walk("enter", "c", "enter", "ctrl+u", "ctrl+s")
    assert not walk.state.plan


def test_whoever_quits_in_the_plan_goes_on_there_and_comes_back_to_the_end(walk: Walk) -> None:
    walk(*TO_THE_PLAN, "4", "q")
    assert walk.answers is None
    assert "Which level shall it reach?" in walk("enter")
    assert "Every item is answered." in walk("enter", "f")
    walk("enter", "f")
    assert walk.answers is not None
    assert walk.answers.targets == {"care": "established"}


def test_the_plan_speaks_the_other_language_too(walk: Walk) -> None:
    shown = walk(*TO_THE_PLAN, "l")
    assert "→ Cominciare da c2" in shown
