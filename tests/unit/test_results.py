"""Results files: stable bytes, a published schema, and clear refusals."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from mentorscan.errors import UserError
from mentorscan.pipeline import Outputs, ScoreOptions, score_exports
from mentorscan.results import Results
from mentorscan.results_file import read_results, to_json

CLIMATE = Path(__file__).parents[1] / "data" / "climate"


@pytest.fixture(scope="module")
def results() -> Results:
    return score_exports(
        [CLIMATE / "bhr2000.csv"], options=ScoreOptions(instrument=CLIMATE / "bhr2000"), outputs=Outputs()
    )


def test_a_results_file_fits_its_published_schema(results: Results) -> None:
    schema = Results.model_json_schema(by_alias=True, mode="serialization")
    Draft202012Validator.check_schema(schema)
    Draft202012Validator(schema).validate(json.loads(to_json(results)))


def test_the_paths_of_the_contract_stand(results: Results) -> None:
    document = json.loads(to_json(results))
    assert document["schema"] == "mentorscan/results/1"
    assert next(iter(document)) == "schema"
    assert document["instrument"]["levels"][1]["from"] == 20
    hallmark = document["hallmarks"][0]
    assert {"mean", "sd", "index", "interval", "level", "presence", "presence_conditions", "favourable"} <= set(
        hallmark
    )
    assert {"text", "counts", "answered", "item_rest", "dont_know", "blank"} <= set(hallmark["items"][0])
    group = document["segments"][0]["groups"][0]
    assert {"value", "title", "people", "respondents", "overall", "hallmarks", "practices"} <= set(group)


def test_numbers_have_twelve_significant_digits(results: Results) -> None:
    mean = json.loads(to_json(results))["hallmarks"][0]["mean"]
    assert mean == float(f"{results.hallmarks[0].mean:.12g}")


def test_a_results_file_read_and_written_again_is_the_same(results: Results, tmp_path: Path) -> None:
    path = tmp_path / "results.json"
    path.write_text(to_json(results), encoding="utf-8")
    assert to_json(read_results(path)) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_results_file_may_have_a_byte_order_mark(results: Results, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "results.json"
    path.write_text(to_json(results), encoding=encoding)
    assert read_results(path).overall == Results.model_validate_json(to_json(results)).overall


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("", "not-results"),
        ("a,b\n1,2\n", "not-results"),
        ("[1]", "not-results"),
        ('{"schema": "mentorscan/results/2"}', "not-results"),
        ('{"schema": "mentorscan/tally/1"}', "not-results"),
        ('{"schema": "mentorscan/results/1"}', "damaged-results"),
        ("[" * 100_000, "not-results"),
    ],
)
def test_what_is_no_results_file_is_refused_with_its_name(content: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong.csv"
    path.write_text(content)
    with pytest.raises(UserError) as caught:
        read_results(path)
    assert [(problem.code, str(problem.place)) for problem in caught.value.problems] == [(code, "wrong.csv")]


def test_a_missing_results_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_results(tmp_path / "nowhere.json")
    assert caught.value.problems[0].code == "cannot-read"
