"""Tally files: whole, exact, the same bytes for the same tally, and damage is told."""

from __future__ import annotations

import gzip
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.errors import Note, UserError
from mentorscan.scoring.tally import Tally, tally_responses
from mentorscan.scoring.tally_file import counts, dump, in_order, load, vector

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


@pytest.mark.parametrize(
    "number", [2**62 - 1, 2**62, 2**63 - 1, 2**63, 2**80 + 1, -(2**62) + 1, -(2**62), -(2**63), -(2**63) - 1]
)
def test_numbers_around_64_bits_are_read_exactly_and_can_be_doubled(number: int) -> None:
    found = vector([1, number], 2)
    assert found.tolist() == [1, number]
    assert (found + found).tolist() == [2, 2 * number]


def test_numbers_that_fit_are_read_into_64_bits() -> None:
    assert vector([-(10**18), 0, 10**18], 3).dtype == np.int64
    assert vector([0, 2**63], 2).dtype == object


@pytest.mark.parametrize(("numbers", "length"), [([1, 2], 3), ([1.0], 1), ([True], 1), (["1"], 1)])
def test_what_is_no_vector_of_whole_numbers_is_refused(numbers: Any, length: int) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        vector(numbers, length)


def test_notes_come_back_with_their_values(tally: Tally, tmp_path: Path) -> None:
    notes = (Note("x", "3 rows.", "warning", "a.csv", Counter({"rows": 3, "blank": 1})), Note("y", "Y."))
    path = tmp_path / "tally.json"
    path.write_bytes(dump(replace(tally, notes=notes), compress=False))
    assert load(path).notes == notes
    assert json.loads(path.read_bytes())["notes"][0]["values"] == {"rows": 3, "blank": 1}


def test_quality_left_out_and_weights_come_back(tally: Tally, tmp_path: Path) -> None:
    path = tmp_path / "tally.json"
    given = replace(tally, quality={"sparse": 0, "duplicates": 2}, left_out={"sparse": 3}, weights=(5, 2**70))
    path.write_bytes(dump(given, compress=False))
    again = load(path)
    assert (again.quality, again.left_out, again.weights) == (given.quality, given.left_out, given.weights)


def test_the_same_tally_gives_the_same_bytes_whatever_its_order_compressed_by_gzip(tally: Tally) -> None:
    turned = replace(
        tally,
        margins={each: dict(reversed(groups.items())) for each, groups in tally.margins.items()},
        crossed=dict(reversed(tally.crossed.items())),
    )
    packed = dump(tally, compress=True)
    assert dump(turned, compress=True) == packed
    assert packed[:8] == b"\x1f\x8b\x08\x00\x00\x00\x00\x00"
    assert gzip.decompress(packed) == dump(turned, compress=False)


def test_groups_come_by_code_point_and_nobodys_last(tally: Tally) -> None:
    document = json.loads(dump(tally, compress=False))
    assert [each["group"] for each in document["margins"]["site"]] == ["Süd", "north", None]
    assert [each["groups"] for each in document["crossed"]] == [["Süd"], ["north"], [None]]
    rows: dict[Any, Any] = {("b", None): 1, ("a", "b"): 2, (None, "a"): 3, ("a", None): 4}
    nobody: dict[Any, Any] = {None: 1, "~": 2, "": 3}
    assert [key for key, _ in in_order(rows)] == [("a", "b"), ("a", None), ("b", None), (None, "a")]
    assert [key for key, _ in in_order(nobody)] == ["", "~", None]


def test_a_tally_file_is_compact_text_in_unicode_and_ends_its_line(tally: Tally) -> None:
    text = dump(tally, compress=False).decode()
    assert "Süd" in text
    assert text.endswith("}\n")
    assert '": ' not in text
    assert "], [" not in text


def test_the_file_says_where_the_sums_over_complete_people_and_the_crossed_counts_stand(tally: Tally) -> None:
    document = json.loads(dump(tally, compress=False))
    start, stop = document["layout"]["listwise"]["listwise:full:a"]
    complete = [(i % 5, 4) for i in range(30) if i % 3 == 0]
    sums = [len(complete), sum(a for a, _ in complete), 40, sum(a * a for a, _ in complete)]
    assert document["listwise"][start:stop] == [*sums, sum(a * b for a, b in complete), 160]
    place = document["layout"]["crossed"].index("scores:full:b")
    assert [each["counts"][place] for each in document["crossed"]] == [3, 3, 2]


@pytest.mark.parametrize("made", [{"a": -1}, {"a": 1.0}, {"a": -0.5}, {"a": True}, {"a": "1"}])
def test_what_is_no_count_is_refused(made: Any) -> None:
    with pytest.raises(ValueError, match=r"^$"):
        counts(made)


def test_a_tally_to_hand_on_says_so_in_its_notice(tally: Tally) -> None:
    assert "does not show whole" in json.loads(dump(tally, compress=False, safe=True))["notice"]


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
    assert problem.expected == "a file of schema mentorscan/tally/1"
    assert any(word in problem.message for word in ("damaged", "version"))


def test_a_missing_tally_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="cannot be read: No such file"):
        load(tmp_path / "nowhere.json")
