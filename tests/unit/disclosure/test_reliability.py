"""The reliability of a questionnaire as it is published, and what speaks against it."""

from __future__ import annotations

import pytest
from tests.unit.disclosure.surveys import published, row


def test_a_reliability_that_rests_on_few_complete_answers_is_noted() -> None:
    figures = published([row(4, a2=None)] * 20 + [row(i % 5 + 1) for i in range(20)])
    notes = [note for note in figures.notes if note.code == "few-complete"]
    assert [note.values for note in notes] == [{"reliability": {"a": {"complete": 20, "scored": 40}}}]


def test_items_that_point_in_different_directions_are_noted() -> None:
    rows = [row(i % 5 + 1, a0=5 - i % 5, a1=5 - i % 5) for i in range(40)]
    figures = published(rows)
    assert "negative-alpha" in [note.code for note in figures.notes]


def test_a_reliability_of_too_few_complete_people_is_hidden_with_what_its_items_do_to_it() -> None:
    hallmark = published([row(4, a2=None)] * 20 + [row(3)] * 4).hallmarks[0]
    assert hallmark.reliability is not None
    assert hallmark.reliability.hidden == {"*": "protected"}
    assert hallmark.reliability.n is None
    assert {(each.item_rest, each.influence) for each in hallmark.items} == {(None, None)}


def test_everyone_of_one_mind_on_an_item_is_noted() -> None:
    figures = published([row(i % 3 + 2, a1=3) for i in range(40)])
    (note,) = [each for each in figures.notes if each.code == "constant-item"]
    assert note.text == "Everyone who answered all of A gave the same answer to a1."


def test_an_item_moves_the_index_by_what_the_mean_without_it_differs() -> None:
    hallmark = published([row(i % 3 + 2, a0=(i + 1) % 3 + 1) for i in range(60)]).hallmarks[0]
    indices = [each.index for each in hallmark.items if each.index is not None]
    assert len(indices) == 3
    for place, each in enumerate(hallmark.items):
        others = [index for other, index in enumerate(indices) if other != place]
        assert each.influence == pytest.approx(sum(indices) / 3 - sum(others) / 2)
