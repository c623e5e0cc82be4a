"""The respondents' file: each person's scores, under pseudonyms."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from typing import Any

import polars as pl
import pytest
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.tally import tally_responses

MADE = instrument(
    [
        questionnaire("a", [item("a0"), item("a1", reverse=True)]),
        questionnaire("b", [item("b0", weight=2), item("b1")], scale="ten"),
        questionnaire("c", [item("c0")]),
        questionnaire("out", [item("o0")], role="outcome"),
    ],
    scales=[scale(), scale("ten", lowest=0, points=11)],
)
ROWS: list[dict[str, Any]] = [
    {"a0": 4, "a1": 1, "b0": 10, "b1": 1, "c0": 3, "o0": 1},
    {"a0": None, "a1": None, "b0": None, "b1": None, "c0": "dont_know", "o0": None},
    dict.fromkeys(MADE.items),
    {"a0": 2, "a1": None, "b0": None, "b1": None, "c0": None, "o0": 5},
]


KEY = bytes(range(32))


def rows_of(*, keep_ids: bool, made: Instrument = MADE, key: bytes = KEY) -> list[dict[str, str]]:
    people = RespondentScores(key=None if keep_ids else key)
    responses = Answered(made, ROWS, batch_rows=2)
    tally_responses(responses, instrument=made, watch=people.watch(responses, instrument=made), with_respondents=True)
    return list(csv.DictReader(StringIO(people.to_bytes(parquet=False).decode())))


def test_everyone_but_empty_rows_has_a_row_with_means_in_scale_units_and_an_index() -> None:
    rows = rows_of(keep_ids=True)
    assert list(rows[0]) == ["respondent", "file", "a", "b", "c", "overall"]
    assert [row["respondent"] for row in rows] == ["p0", "p1", "p3"]
    first = rows[0]
    assert [float(first[each]) for each in "abc"] == pytest.approx([4.5, 7, 3])
    assert float(first["overall"]) == pytest.approx((87.5 + 70 + 50) / 3)
    assert [rows[1][each] for each in ("a", "b", "c", "overall")] == ["", "", "", ""]


def test_a_person_with_less_than_half_of_the_hallmarks_has_no_overall() -> None:
    last = rows_of(keep_ids=True)[-1]
    assert (last["a"], last["overall"]) == ("2.0", "")


def test_ids_are_pseudonyms_that_only_the_same_key_repeats() -> None:
    names, again, others = (
        [row["respondent"] for row in rows_of(keep_ids=False, key=key)] for key in (KEY, KEY, bytes(32))
    )
    assert len(set(names)) == 3
    assert not {"p0", "p1", "p3"} & set(names)
    assert names == again
    assert not set(names) & set(others)


def test_who_has_no_id_gets_a_pseudonym_of_one_run_alone() -> None:
    first, second = (RespondentScores(key=KEY)._name(None, "f.csv", 7) for _ in range(2))
    assert first
    assert first != second


def test_a_parquet_file_has_the_same_figures() -> None:
    people = RespondentScores(key=None)
    responses = Answered(MADE, ROWS)
    tally_responses(responses, instrument=MADE, watch=people.watch(responses, instrument=MADE), with_respondents=True)
    frame = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))
    assert frame["a"].to_list() == [4.5, None, 2.0]
    assert frame.schema["overall"] == pl.Float64


def test_an_id_that_a_spreadsheet_would_run_as_a_formula_is_masked() -> None:
    assert RespondentScores(key=None)._name("=1+1", "f.csv", 0) == "'=1+1"
