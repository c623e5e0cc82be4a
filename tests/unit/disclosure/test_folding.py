"""A tally to hand on: nothing in it about a group that the gate would not show whole."""

from __future__ import annotations

import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.folding import folded
from mentorscan.disclosure.gate import close_gate
from mentorscan.disclosure.publish import publish
from mentorscan.errors import OptionError
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses
from mentorscan.scoring.tally_file import dump

MADE = instrument([questionnaire(name, [item(f"{name}{i}") for i in range(3)]) for name in "ab"])
TEAMS: list[str | None] = ["big"] * 40 + ["middle"] * 12 + ["seven"] * 7 + ["two"] * 2 + [None] * 3
SITES: list[str | None] = [("north", "south")[i % 2] for i in range(64)]


def scores(n: int = 64) -> Scores:
    rows: list[dict[str, int | str | None]] = [
        {each: (i + place) % 4 + 2 for place, each in enumerate(MADE.items)} for i in range(n)
    ]
    people: dict[str, list[str | None]] = {"team": TEAMS[:n], "site": SITES[:n]}
    return Scores(tally_responses(Answered(MADE, rows, people), instrument=MADE, whole_cells=True))


def test_groups_that_may_not_be_shown_whole_are_counted_as_without_a_group() -> None:
    safe = folded(scores(), gate=close_gate(scores(), MADE.rules))
    rows = safe.layout.sections["rows"].start
    people = {group: int(sums[rows]) for group, sums in safe.margins["team"].items()}
    assert set(people) <= {"big", "middle", None}
    assert people["big"] == 40
    assert sum(people.values()) == 64
    assert people[None] >= MADE.rules.minimum_distribution
    assert {group: int(sums[rows]) for group, sums in safe.margins["site"].items()} == {"north": 32, "south": 32}
    assert safe.whole.tolist() == scores().tally.whole.tolist()


def test_no_name_and_no_sum_of_a_folded_group_is_left_in_the_file() -> None:
    safe = folded(scores(), gate=close_gate(scores(), MADE.rules))
    text = dump(safe, compress=False).decode()
    for name in ("seven", "two"):
        assert f'"{name}"' not in text
    assert safe.cells == {}
    assert [note.code for note in safe.notes] == ["tally-folded"]
    assert sum(int(counts[0]) for counts in safe.crossed.values()) == 64


def test_what_it_shows_is_what_the_whole_tally_shows_of_these_groups() -> None:
    plain, safe = (
        publish(scores(), rules=MADE.rules),
        publish(Scores(folded(scores(), gate=close_gate(scores(), MADE.rules))), rules=MADE.rules),
    )
    assert safe.overall == plain.overall
    big = [next(group for group in each.segments[0].groups if group.value == "big") for each in (plain, safe)]
    assert big[0].hallmarks[0].index == big[1].hallmarks[0].index


def test_where_nothing_may_be_shown_there_is_nothing_to_hand_on() -> None:
    with pytest.raises(OptionError) as caught:
        folded(scores(4), gate=close_gate(scores(4), MADE.rules))
    assert caught.value.problems[0].code == "too-few-for-safe"
