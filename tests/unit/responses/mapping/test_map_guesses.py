"""What the columns of an export are taken for: by rules that are certain, or as near misses."""

from __future__ import annotations

import pytest
from tests.unit.responses.exports import INSTRUMENT
from tests.unit.responses.mapping.drafted import guessed

from mentorscan.instrument.model import Instrument
from mentorscan.responses.mapping.guess import guesses
from mentorscan.responses.platforms.platform import ColumnName


@pytest.mark.parametrize(
    ("header", "kind", "id_", "how"),
    [
        ("goalset", "item", "goalset", "id"),
        ("GOALSET", "item", "goalset", "id"),
        ("Goals are set.", "item", "goalset", "text"),
        ("<b>Goals are&nbsp;set.</b>", "item", "goalset", "text"),
        ("site", "segment", "Site", "id"),
        ("Department", "segment", "department", "id"),
        ("More?", "comment", "goalcomment", "text"),
        ("respondent", "respondent", "", "id"),
        ("Weight", "weight", "", "id"),
    ],
)
def test_an_exact_id_or_text_is_certain(header: str, kind: str, id_: str, how: str) -> None:
    (guess,) = guessed(header)
    assert (guess.kind, guess.id, guess.how, guess.certain) == (kind, id_, how, True)


@pytest.mark.parametrize(
    ("header", "id_", "reason"),
    [
        ("goal_set", "goalset", "but for _, - and spaces"),
        ("gaolset", "goalset", "one letter"),
        ("goalse", "goalset", "one letter"),
        ("goals are set", "goalset", "letter case and punctuation"),
        ("How often? [Goals are set.]", "goalset", "holds its text"),
        ("Goals are sett", "goalset", "nearly its text"),
        ("Goals are set...", "goalset", "letter case and punctuation"),
    ],
)
def test_a_near_miss_is_a_guess_with_its_reason(header: str, id_: str, reason: str) -> None:
    (guess,) = guessed(header)
    assert (guess.kind, guess.id, guess.how, guess.certain) == ("item", id_, "near", False)
    assert reason in guess.reason


@pytest.mark.parametrize("header", ["", "Name", "E-mail", "Start time", "How are you?", "goal"])
def test_what_is_like_nothing_is_to_be_ignored(header: str) -> None:
    (guess,) = guessed(header)
    assert (guess.kind, guess.id, guess.how) == ("ignore", "", "none")


def test_the_platform_has_the_first_word_on_its_own_columns() -> None:
    columns = (
        ColumnName(title="goalset", codes=("goalset",), use="platform"),
        ColumnName(title="Response ID", codes=("id",), use="respondent"),
    )
    own, respondent = guesses(columns, instrument=INSTRUMENT)
    assert (own.kind, own.how) == ("ignore", "platform")
    assert (respondent.kind, respondent.how) == ("respondent", "platform")


def test_nothing_is_guessed_twice_and_the_likeliest_column_has_it() -> None:
    found = guessed("goals_set", "goal_set", "Goals are set.", "goalset")
    assert [guess.id for guess in found] == ["", "", "", "goalset"]
    assert found[2].reason == "another column is goalset"
    found = guessed("goalsett", "goal_set")
    assert [guess.id for guess in found] == ["", "goalset"]


def test_a_beginning_of_a_text_is_enough_only_where_it_is_long() -> None:
    statement = ColumnName(title="Q1_1", codes=("Q1_1",), texts=("Goals are set, and they are kept in mi...",))
    longer = (
        INSTRUMENT.questionnaires[0]
        .items[0]
        .model_copy(update={"text": dict.fromkeys(["en", "it"], "Goals are set, and they are kept in mind by all.")})
    )
    first = INSTRUMENT.questionnaires[0].model_copy(update={"items": (longer,)})
    fields = {name: getattr(INSTRUMENT, name) for name in Instrument.model_fields}
    instrument = Instrument(**{**fields, "questionnaires": (first,)})
    (guess,) = guesses((statement,), instrument=instrument)
    assert (guess.id, guess.reason) == ("goalset", "the beginning of its text")
    (short,) = guesses((ColumnName(title="x", texts=("Goals...",)),), instrument=instrument)
    assert short.how == "none"
