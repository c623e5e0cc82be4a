"""The attacker finds nothing in what is published, and finds it where the gate is open."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.attack.organisations import large, organisation
from tests.attack.waves import attack, holds_too_few, with_gate_off, within_segments_only

SIZE = 60


@pytest.mark.parametrize("start", range(0, 160, 20))
def test_nothing_is_found_in_what_is_published(start: int) -> None:
    for seed in range(start, start + 20):
        made = organisation(seed, most=SIZE)
        assert attack(made, [made.published()], insiders=seed % 2) == [], seed


@pytest.mark.parametrize("start", range(1000, 1040, 10))
def test_nothing_is_found_in_several_runs_that_show_one_segment_each(start: int) -> None:
    for seed in range(start, start + 10):
        made = organisation(seed, most=SIZE)
        runs = [made.published(by=[segment]) for segment in made.segments]
        assert attack(made, [made.published(), *runs]) == [], seed


@settings(max_examples=20)
@given(st.integers(0, 2**32 - 1))
def test_nothing_is_found_in_any_organisation(seed: int) -> None:
    made = organisation(seed, most=SIZE)
    assert attack(made, [made.published()], insiders=1) == []


def test_nothing_is_found_by_those_who_take_their_own_answers_off() -> None:
    for seed in range(2000, 2010):
        made = organisation(seed, most=40)
        assert attack(made, [made.published()], insiders=8) == [], seed


def test_without_the_gate_the_attacker_succeeds_wherever_there_are_too_few() -> None:
    there = [made for made in (organisation(seed, most=SIZE) for seed in range(60)) if holds_too_few(made)]
    assert len(there) > 20
    found = [made for made in there if attack(made, [with_gate_off(made)])]
    assert len(found) >= 0.95 * len(there)


def test_a_gate_that_looks_at_each_segment_alone_gives_away_who_lies_between_two_segments() -> None:
    there = [organisation(seed, shape="overlap") for seed in range(20)]
    found = [made for made in there if attack(made, [within_segments_only(made)])]
    assert len(found) >= 0.95 * len(there)
    assert not any(attack(made, [made.published()]) for made in there)


def test_a_large_organisation_gives_nothing_away() -> None:
    made = large(1, people=300, units=(30, 5, 3))
    assert attack(made, [made.published()]) == []
