"""What is told of a run: who was read, and its notes, without counts that could disclose people."""

from __future__ import annotations

from tests.unit.disclosure.surveys import MADE, row, scores

from mentorscan.disclosure.provenance import publish_notes, publish_rows
from mentorscan.errors import Note


def test_with_fewer_people_than_the_minimum_nobody_is_counted() -> None:
    source, respondents = publish_rows(scores([row(4)] * 4), rules=MADE.rules)
    assert (source[0].rows, respondents.read, respondents.scored) == (None, None, None)


def test_people_with_too_few_answers_are_read_and_left_out() -> None:
    rows = [row(4)] * 20 + [row(None, a0=1)] * 6
    _, respondents = publish_rows(scores(rows), rules=MADE.rules)
    assert respondents.model_dump() == {"read": 26, "scored": 20, "left_out": {"too_few_answers": 6}, "people": None}


def test_small_counts_in_notes_are_not_named() -> None:
    notes = [Note("x", "{count} cells of {column}", values={"count": 3, "column": "a0"})] * 2
    (note,) = publish_notes(notes, rules=MADE.rules)
    assert note.text == "fewer than 5 cells of a0"
    assert note.values == {"count": None, "column": "a0"}
    nested = Note("x", "cells", values={"columns": {"a0": 3, "a1": 30}, "listed": [2]})
    assert publish_notes([nested], rules=MADE.rules)[0].values == {"columns": {"a0": None, "a1": 30}, "listed": [None]}
    (much,) = publish_notes([Note("x", "{count} cells", values={"count": 30})], rules=MADE.rules)
    assert (much.text, much.values) == ("30 cells", {"count": 30})
