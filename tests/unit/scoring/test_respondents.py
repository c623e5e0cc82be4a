"""The respondents' file: each person's scores, under pseudonyms."""

from __future__ import annotations

import csv
import hashlib
from io import BytesIO, StringIO
from typing import Any

import numpy as np
import polars as pl
import pytest
from tests.instruments import Answered, instrument, item, questionnaire, scale

from mentorscan.instrument.model import Instrument
from mentorscan.responses.model import SourceFile
from mentorscan.scoring.respondents import RespondentScores, overall_of
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


def source(name: str) -> SourceFile:
    return SourceFile(name=name, sha256="", platform="plain")


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
    first, second = (RespondentScores(key=KEY)._name(None, source("f.csv"), 7) for _ in range(2))
    assert first
    assert first != second


@pytest.mark.parametrize("key", [KEY, None])
def test_rows_without_ids_are_told_apart_by_file_and_place_or_stay_without_a_name(key: bytes | None) -> None:
    people = RespondentScores(key=key)
    for name in ("one.csv", "two.csv"):
        responses = Answered(MADE, ROWS * 3, batch_rows=3, name=name)
        tally_responses(responses, instrument=MADE, watch=people.watch(responses, instrument=MADE))
    frame = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))
    assert frame["file"].to_list() == ["one.csv"] * 9 + ["two.csv"] * 9
    assert frame["respondent"].n_unique() == (18 if key else 1)
    assert frame["respondent"].null_count() == (0 if key else 18)


def test_the_pseudonym_of_a_row_without_an_id_is_made_of_its_file_and_its_place_in_the_file() -> None:
    people = RespondentScores(key=KEY)
    responses = Answered(MADE, [row for row in ROWS if row["o0"]] * 2, batch_rows=3)
    tally_responses(responses, instrument=MADE, watch=people.watch(responses, instrument=MADE))
    found = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))["respondent"].to_list()
    assert found == [people._name(None, source("memory"), place) for place in range(4)]


def test_a_pseudonym_is_sixteen_hexadecimal_digits_whatever_the_id_is_made_of() -> None:
    people = RespondentScores(key=KEY)
    names = {people._name(id_, source("f.csv"), 0) for id_ in ("p1", "P1", "é", "\udce9", "", None)}
    assert len(names) == 6
    assert all(name and len(name) == 16 and int(name, 16) >= 0 for name in names)


def test_a_pseudonym_is_the_keyed_hash_of_the_id() -> None:
    expected = hashlib.blake2b(b"p1", digest_size=8)
    assert RespondentScores(key=KEY)._name("p1", source("f.csv"), 0) not in (None, expected.hexdigest())
    block = KEY.ljust(128, b"\0")
    inner = hashlib.blake2b(bytes(byte ^ 0x36 for byte in block) + b"p1", digest_size=8).digest()
    outer = hashlib.blake2b(bytes(byte ^ 0x5C for byte in block) + inner, digest_size=8).hexdigest()
    assert RespondentScores(key=KEY)._name("p1", source("f.csv"), 0) == outer


def test_files_that_ask_other_hallmarks_stand_in_one_table_with_gaps() -> None:
    people = RespondentScores(key=None)
    for name, items in (("one.csv", ("a0", "a1")), ("two.csv", ("c0",))):
        responses = Answered(MADE, [dict.fromkeys(items, 5)], name=name, form=None)
        watch = people.watch(responses, instrument=MADE)
        tally_responses(responses, instrument=MADE, watch=watch, with_respondents=True)
    rows = list(csv.DictReader(StringIO(people.to_bytes(parquet=False).decode())))
    assert [(row["respondent"], row["file"]) for row in rows] == [("p0", "one.csv"), ("p0", "two.csv")]
    assert [(row["a"], row["c"]) for row in rows] == [("3.0", ""), ("", "5.0")]
    assert [row["overall"] for row in rows] == ["50.0", "100.0"]


def test_half_of_the_hallmarks_are_enough_for_an_overall_and_less_are_not() -> None:
    gap = np.nan
    fractions = np.array([[0.5, 0.5, 1.0, gap], [gap, 0.25, 1.0, gap], [gap, gap, 1.0, gap], [gap, gap, 0.5, 0.75]])
    found = overall_of(fractions)
    assert found.tolist()[1:3] == pytest.approx([37.5, 87.5])
    assert np.isnan(found).tolist() == [True, False, False, True]
    assert overall_of(np.array([[0.25]])).tolist() == [25]


@pytest.mark.parametrize("items", [("a0", "a1"), ("b0", "b1")])
def test_a_hallmark_without_enough_answers_is_a_gap_whatever_its_weights(items: tuple[str, str]) -> None:
    answered = Answered(MADE, [dict.fromkeys(items, "dont_know") | {"c0": 2}])
    people = RespondentScores(key=None)
    tally_responses(answered, instrument=MADE, watch=people.watch(answered, instrument=MADE))
    frame = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))
    assert frame[items[0][0]].to_list() == [None]
    assert frame["c"].to_list() == [2.0]


def test_before_anyone_passed_the_file_is_empty() -> None:
    people = RespondentScores(key=None)
    assert people.to_bytes(parquet=False).strip() == b""
    assert pl.read_parquet(BytesIO(people.to_bytes(parquet=True))).shape == (0, 0)


def test_where_nobody_answered_there_are_columns_and_no_rows() -> None:
    people = RespondentScores(key=KEY)
    responses = Answered(MADE, [dict.fromkeys(MADE.items)])
    tally_responses(responses, instrument=MADE, watch=people.watch(responses, instrument=MADE))
    frame = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))
    assert frame.shape == (0, 6)
    assert [frame.schema[each] for each in ("respondent", "file")] == [pl.String, pl.String]


def test_a_parquet_file_says_what_wrote_it() -> None:
    people = RespondentScores(key=None)
    assert pl.read_parquet_metadata(BytesIO(people.to_bytes(parquet=True)))["mentorscan"] == "respondents/1"


def test_a_parquet_file_has_the_same_figures() -> None:
    people = RespondentScores(key=None)
    responses = Answered(MADE, ROWS)
    tally_responses(responses, instrument=MADE, watch=people.watch(responses, instrument=MADE), with_respondents=True)
    frame = pl.read_parquet(BytesIO(people.to_bytes(parquet=True)))
    assert frame["a"].to_list() == [4.5, None, 2.0]
    assert frame.schema["overall"] == pl.Float64


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_an_id_that_a_spreadsheet_would_run_as_a_formula_is_masked(start: str) -> None:
    people = RespondentScores(key=None)
    assert people._name(f"{start}1+1", source("f.csv"), 0) == f"'{start}1+1"
    assert people._name(f"1{start}1", source("f.csv"), 0) == f"1{start}1"
