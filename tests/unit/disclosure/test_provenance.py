"""What is told of a run: who was read, and its notes, without counts that could disclose people."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from tests.unit.disclosure.surveys import MADE, row, scores

from mentorscan.disclosure.provenance import file_info, masked, publish_notes, publish_rows
from mentorscan.errors import Note
from mentorscan.responses.model import SourceFile
from mentorscan.results import FileInfo, NoteInfo, Respondents
from mentorscan.scoring.scores import Scores

SOURCE = SourceFile(
    name="export.csv",
    sha256="abc",
    platform="forms",
    rows=30,
    status="read",
    items=5,
    by_text=2,
    segments=("team",),
    unused=("started at",),
    definitions=("labels.csv",),
    survey="forms:7",
)


def test_with_fewer_people_than_the_minimum_nobody_is_counted() -> None:
    source, respondents = publish_rows(scores([row(4)] * 4), rules=MADE.rules)
    assert (source[0].rows, respondents.read, respondents.scored) == (None, None, None)


def test_people_with_too_few_answers_are_read_and_left_out() -> None:
    rows = [row(4)] * 20 + [row(None, a0=1)] * 6
    _, respondents = publish_rows(scores(rows), rules=MADE.rules)
    assert respondents.model_dump() == {"read": 26, "scored": 20, "left_out": {"too_few_answers": 6}, "people": None}


def surveyed(scored: int) -> Scores:
    """So many people scored, six with too few answers, three without any, two and one left out before; 50 in all."""
    rows = [row(4)] * scored + [row(None, a0=1)] * 6 + [row(None)] * 3
    tally = replace(scores(rows).tally, left_out={"duplicate": 2, "test": 1, "other_form": 0})
    return Scores(tally, {(None, None): 50})


def test_everyone_read_is_scored_or_left_out_for_a_reason_that_is_named() -> None:
    _, respondents = publish_rows(surveyed(20), rules=MADE.rules)
    left_out = {"empty": 3, "duplicate": 2, "test": 1, "too_few_answers": 6}
    assert respondents == Respondents(read=32, scored=20, left_out=left_out, people=50)
    assert respondents.read == 20 + sum(left_out.values())


def test_below_the_minimum_of_people_reasons_are_named_without_a_count() -> None:
    _, respondents = publish_rows(surveyed(4), rules=MADE.rules)
    nobody = dict.fromkeys(["empty", "duplicate", "test", "too_few_answers"])
    assert respondents == Respondents(read=None, scored=None, left_out=nobody, people=50)
    assert publish_rows(surveyed(5), rules=MADE.rules)[1].read == 17


def test_every_file_is_told_of() -> None:
    found = scores([row(4)] * 20)
    both = replace(found.tally, sources=(SOURCE, replace(SOURCE, name="second.csv", rows=4)))
    files, _ = publish_rows(Scores(both), rules=MADE.rules)
    assert [(each.name, each.rows) for each in files] == [("export.csv", 30), ("second.csv", None)]


def test_a_file_is_told_of_with_what_was_understood_of_it_and_without_what_tells_its_survey() -> None:
    assert file_info(SOURCE, rules=MADE.rules) == FileInfo(
        name="export.csv",
        sha256="abc",
        platform="forms",
        rows=30,
        status="read",
        items=5,
        by_text=2,
        segments=("team",),
        unused=("started at",),
        definitions=("labels.csv",),
    )


@pytest.mark.parametrize(
    ("changed", "rows"),
    [({"rows": 5}, 5), ({"rows": 4}, None), ({"rows": 0}, None), ({"rows": None}, None), ({"named": ("team",)}, None)],
)
def test_a_file_with_few_rows_or_those_of_one_group_is_told_of_without_them(
    changed: dict[str, Any], rows: int | None
) -> None:
    told = file_info(replace(SOURCE, **changed), rules=MADE.rules)
    assert told == file_info(SOURCE, rules=MADE.rules).model_copy(update={"rows": rows})


def test_small_counts_in_notes_are_not_named() -> None:
    notes = [Note("x", "{count} cells of {column}", values={"count": 3, "column": "a0"})] * 2
    (note,) = publish_notes(notes, rules=MADE.rules)
    assert note.text == "fewer than 5 cells of a0"
    assert note.values == {"count": None, "column": "a0"}
    nested = Note("x", "cells", values={"columns": {"a0": 3, "a1": 30}, "listed": [2]})
    assert publish_notes([nested], rules=MADE.rules)[0].values == {"columns": {"a0": None, "a1": 30}, "listed": [None]}
    (much,) = publish_notes([Note("x", "{count} cells", values={"count": 30})], rules=MADE.rules)
    assert (much.text, much.values) == ("30 cells", {"count": 30})


def test_a_note_keeps_its_code_severity_and_place_and_is_said_once() -> None:
    note = Note("x", "{count} of {rows} in {column}: {count}", "warning", "a", {"count": 2, "rows": 30, "column": "c"})
    told = NoteInfo(
        code="x",
        severity="warning",
        place="a",
        text="fewer than 5 of 30 in c: fewer than 5",
        values={"count": None, "rows": 30, "column": "c"},
    )
    elsewhere = replace(note, place="b")
    assert publish_notes([note, elsewhere, note], rules=MADE.rules) == (told, told.model_copy(update={"place": "b"}))


def test_the_minimum_that_small_counts_are_below_is_that_of_the_rules() -> None:
    stricter = MADE.rules.model_copy(update={"minimum_group": 8})
    (note,) = publish_notes([Note("x", "{a}, {b}", values={"a": 7, "b": 8})], rules=stricter)
    assert (note.text, note.values) == ("fewer than 8, 8", {"a": None, "b": 8})


@pytest.mark.parametrize("value", [0, 5, -1, True, False, 3.0, "3", None])
def test_what_counts_no_few_people_stays(value: object) -> None:
    made = masked(value, minimum=5)
    assert made == value
    assert type(made) is type(value)


@pytest.mark.parametrize("value", [1, 2, 4])
def test_small_counts_are_taken_out_wherever_they_stand(value: int) -> None:
    nested = {"a": [value, {"b": (value, 9)}], "c": ({"d": value},), "e": 9}
    assert masked(value, minimum=5) is None
    assert masked(nested, minimum=5) == {"a": [None, {"b": [None, 9]}], "c": [{"d": None}], "e": 9}
