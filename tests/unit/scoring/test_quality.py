"""The quality of the answers: doubtful rows are counted, and left out only where it is asked."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.scoring.quality import SeenIds
from mentorscan.scoring.tally import Tally, tally_responses

NAMES = "abcd"
RULES = {"same_answer": {"items": 6, "hallmarks": 3}, "sparse": 0.25}


def made(rules: dict[str, Any] = RULES) -> Instrument:
    questionnaires = [questionnaire(name, [item(f"{name}{i}") for i in range(3)]) for name in NAMES[:3]]
    outcome = questionnaire("d", [item(f"d{i}") for i in range(3)], role="outcome", scale="zero")
    return instrument([*questionnaires, outcome], scales=[scale(), scale("zero", lowest=0)], rules=rules)


MADE = made()


def row(value: int | str | None, **others: Any) -> dict[str, Any]:
    return dict.fromkeys(MADE.items, value) | others


def tallied(rows: list[dict[str, Any]], *, used: Instrument = MADE, **more: Any) -> Tally:
    ids = more.pop("ids", None)
    return tally_responses(Answered(used, rows, ids=ids, batch_rows=3), instrument=used, **more)


def test_the_same_value_on_every_item_answered_is_counted() -> None:
    rows = [row(3), row(3, a0=4), row(3, a0=None, b0="dont_know"), row(0, **dict.fromkeys(list(MADE.items)[:9]))]
    assert tallied(rows).quality["same_answer"] == 2


def test_the_value_as_answered_counts_not_the_place_on_the_scale_nor_the_reversed_one() -> None:
    lowest = row(1, d0=0, d1=0, d2=0)
    turned = made()
    turned = turned.model_copy(
        update={
            "questionnaires": tuple(
                each.model_copy(
                    update={"items": tuple(one.model_copy(update={"reverse": one.id == "a0"}) for one in each.items)}
                )
                for each in turned.questionnaires
            )
        }
    )
    assert tallied([lowest]).quality["same_answer"] == 0
    assert tallied([row(4)], used=turned).quality["same_answer"] == 1
    assert tallied([row(4, a0=2)], used=turned).quality["same_answer"] == 0


@pytest.mark.parametrize(
    ("answered", "counted"),
    [
        (["a0", "a1", "b0", "b1", "c0", "c1"], 1),
        (["a0", "a1", "b0", "b1", "c0"], 0),
        (["a0", "a1", "a2", "b0", "b1", "b2"], 0),
        (["a0", "a1", "a2", "b0", "b1", "b2", "d0"], 0),
        (["a0", "a1", "b0", "c0", "d0", "d1"], 1),
    ],
)
def test_it_takes_enough_items_over_enough_hallmarks(answered: list[str], counted: int) -> None:
    rows = [row(None, **dict.fromkeys(answered, 2))]
    assert tallied(rows).quality["same_answer"] == counted


def test_a_row_with_fewer_answers_than_the_rule_wants_is_sparse_and_an_empty_one_is_not() -> None:
    rows = [row(None), row(None, a0=1), row(None, a0=1, a1="dont_know"), row(None, a0=1, a1=2, b0="dont_know")]
    tally = tallied(rows)
    assert tally.quality["sparse"] == 2
    assert tally.quality.get("duplicates") is None
    assert tally.left_out == {}
    assert tally.rows == 4


def test_nothing_is_sparse_where_the_rule_asks_for_nothing() -> None:
    assert tallied([row(None, a0=1)], used=made({"sparse": 0})).quality["sparse"] == 0


def test_ids_that_come_again_are_counted_also_in_other_batches_and_files() -> None:
    rows = [row(i % 4 + 1, a0=1, a1=2) for i in range(7)]
    seen = SeenIds()
    first = tallied(rows, ids=[1, 2, 1, 3, 2, 0, 0], seen=seen)
    second = tallied(rows, ids=[9, 1, 0, 0, 8, 9, 9], seen=seen)
    assert first.quality["duplicates"] == 2
    assert second.quality["duplicates"] == 3


def test_an_empty_row_is_nobodys_first_answer() -> None:
    assert tallied([row(None), row(4, a0=1)], ids=[5, 5]).quality["duplicates"] == 0


def test_doubtful_rows_are_left_out_only_where_it_is_asked_and_then_counted_by_reason() -> None:
    rows = [row(3), row(4, a0=1), row(4, a0=1), row(None, a0=1), row(3)]
    ids = [1, 2, 2, 3, 1]
    everything = tallied(rows, ids=ids)
    assert (everything.rows, everything.left_out) == (5, {})
    left = tallied(rows, ids=ids, leave_out=["same-answer", "duplicates", "sparse"])
    assert left.left_out == {"duplicate": 2, "sparse": 1, "same_answer": 1}
    assert left.rows == 1
    assert left.sources[0].rows == 5
    assert left.quality == everything.quality == {"duplicates": 2, "sparse": 1, "same_answer": 2}
    alone = tallied([rows[1]])
    assert left.whole.tolist() == alone.whole.tolist()


def test_counts_of_two_files_add_up_and_what_neither_knows_stays_unknown() -> None:
    rows = [row(3), row(4, a0=1)]
    both = tallied(rows) + tallied(rows, leave_out=["same-answer"], options={})
    assert both.quality == {"sparse": 0, "same_answer": 2}
    assert both.left_out == {"same_answer": 1}
    assert "duplicates" in (tallied(rows) + tallied(rows, ids=[1, 2])).quality


@given(st.lists(st.lists(st.integers(0, 30), max_size=40), max_size=8))
def test_ids_repeat_exactly_where_they_were_seen_before(batches: list[list[int]]) -> None:
    seen, known = SeenIds(), set[int]()
    for batch in batches:
        expected = []
        for number in batch:
            expected.append(number in known and number != 0)
            known.add(number)
        assert seen.repeated(np.array(batch, np.uint64)).tolist() == expected


def test_the_lowest_point_throughout_is_counted_also_on_a_scale_from_nought() -> None:
    used = instrument(
        [questionnaire(name, [item(f"{name}{i}") for i in range(3)], scale="zero") for name in "abc"],
        scales=[scale("zero", lowest=0)],
        rules=RULES,
    )
    assert tallied([dict.fromkeys(used.items, 0)], used=used).quality["same_answer"] == 1


def test_a_tenth_of_thirty_items_is_three_and_not_a_little_more() -> None:
    used = instrument([questionnaire("a", [item(f"a{i}") for i in range(30)])], rules={"sparse": 0.1})
    rows: list[dict[str, Any]] = [dict.fromkeys(used.items) | {f"a{i}": 4 for i in range(filled)} for filled in (2, 3)]
    assert tallied(rows, used=used).quality["sparse"] == 1
