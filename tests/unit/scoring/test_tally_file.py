"""Tally files: whole, exact, the same bytes for the same tally, and damage is told."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.errors import UserError
from mentorscan.scoring.tally import Tally, tally_responses
from mentorscan.scoring.tally_file import dump, load

MADE = instrument([questionnaire("a", [item("a0"), item("a1")]), questionnaire("b", [item("b0")])])


@pytest.fixture
def tally() -> Tally:
    rows = [{"a0": i % 5 + 1, "a1": None if i % 3 else 5, "b0": "dont_know" if i % 4 else 2} for i in range(30)]
    people = {"site": [["north", "Süd", None][i % 3] for i in range(30)]}
    return tally_responses(Answered(MADE, rows, people), instrument=MADE, options={"unknown": "error", "blank": []})


@pytest.mark.parametrize("name", ["survey.json", "survey.json.gz"])
def test_a_tally_file_gives_the_tally_back_with_its_instrument(tally: Tally, tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(dump(tally, compress=path.suffix == ".gz"))
    again = load(path)
    assert again.instrument == MADE
    assert (again.segments, again.options, again.sources) == (tally.segments, tally.options, tally.sources)
    assert dump(again, compress=False) == dump(tally, compress=False)
    assert dump(again + again, compress=False) == dump(tally + tally, compress=False)


def test_a_tally_file_says_that_it_is_personal_data_and_holds_no_row(tally: Tally) -> None:
    document = json.loads(dump(tally, compress=False))
    assert document["schema"] == "mentorscan/tally/1"
    assert "personal data" in document["notice"]
    assert "p0" not in json.dumps(document)


def test_the_file_says_where_each_sum_stands(tally: Tally) -> None:
    document = json.loads(dump(tally, compress=False))
    start, stop = document["layout"]["cell"]["answers:b0"]
    assert document["whole"][start:stop] == [0, 0, 8, 0, 0, 0, 22]


def test_sums_beyond_64_bits_come_back_exactly(tally: Tally, tmp_path: Path) -> None:
    path = tmp_path / "tally.json"
    document = json.loads(dump(tally, compress=False))
    document["whole"][-1] = 2**80 + 1
    path.write_text(json.dumps(document))
    assert int(load(path).whole[-1]) == 2**80 + 1


def damage(document: dict[str, Any], **changes: Any) -> bytes:
    return json.dumps(document | changes).encode()


@pytest.mark.parametrize(
    "make",
    [
        lambda _: b"",
        lambda _: b"not json",
        lambda document: gzip.compress(json.dumps(document).encode())[:-9],
        lambda document: damage(document, schema="mentorscan/tally/2"),
        lambda document: damage(document, whole=document["whole"][1:]),
        lambda document: damage(document, whole=[1.5] * len(document["whole"])),
        lambda document: damage(document, instrument={}),
        lambda document: damage(document, margins=[]),
        lambda _: b"[]",
    ],
)
def test_what_is_no_tally_or_a_damaged_one_is_refused_with_its_name(make: Any, tally: Tally, tmp_path: Path) -> None:
    path = tmp_path / "broken.json"
    path.write_bytes(make(json.loads(dump(tally, compress=False))))
    with pytest.raises(UserError) as caught:
        load(path)
    (problem,) = caught.value.problems
    assert problem.code == "not-a-tally"
    assert str(problem.place) == "broken.json"


def test_a_missing_tally_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read"):
        load(tmp_path / "nowhere.json")
