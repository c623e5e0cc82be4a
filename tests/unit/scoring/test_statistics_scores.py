"""Respondents' scores by the rule on how many items must be answered, against the edge cases."""

from __future__ import annotations

import csv
from io import StringIO

import pytest
from tests.instruments import Answered, instrument, item, questionnaire
from tests.unit.scoring.referees import EDGES, close

from mentorscan.scoring.respondents import RespondentScores
from mentorscan.scoring.tally import tally_responses

CASES = EDGES["scores"]


@pytest.mark.parametrize("needed", range(1, 7))
def test_scores_follow_the_edge_cases_on_how_many_of_six_items_must_be_answered(needed: int) -> None:
    items = [item(f"i{i}", reverse=i == 6) for i in range(1, 7)]
    made = instrument([questionnaire("h", items)], rules={"minimum_answered": needed / 6})
    rows = [dict(zip(made.items, row, strict=True)) for row in CASES["data"]]
    responses, people = Answered(made, rows), RespondentScores(key=None)
    tally_responses(responses, instrument=made, watch=people.watch(responses, instrument=made), with_respondents=True)
    found = {row["respondent"]: row["h"] for row in csv.DictReader(StringIO(people.to_bytes(parquet=False).decode()))}
    scores = [float(score) if (score := found.get(f"p{i}")) else None for i in range(len(rows))]
    assert scores == [close(figure) for figure in CASES["by_min_answered"][str(needed)]]
