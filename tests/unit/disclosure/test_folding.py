"""A tally to hand on: nothing in it about a group that the gate would not show whole."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.folding import folded
from mentorscan.disclosure.gate import close_gate
from mentorscan.disclosure.publish import publish
from mentorscan.errors import Note, OptionError, Problem
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import Tally, tally_responses
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


def safe_tally(made: Scores) -> Tally:
    """The tally to hand on, under the rules of the instrument."""
    return folded(made, gate=close_gate(made, MADE.rules))


def test_groups_that_may_not_be_shown_whole_are_counted_as_without_a_group() -> None:
    safe = safe_tally(scores())
    rows = safe.layout.sections["rows"].start
    people = {group: int(sums[rows]) for group, sums in safe.margins["team"].items()}
    assert set(people) <= {"big", "middle", None}
    assert people["big"] == 40
    assert sum(people.values()) == 64
    assert people[None] >= MADE.rules.minimum_distribution
    assert {group: int(sums[rows]) for group, sums in safe.margins["site"].items()} == {"north": 32, "south": 32}
    assert safe.whole.tolist() == scores().tally.whole.tolist()


def test_no_name_and_no_sum_of_a_folded_group_is_left_in_the_file() -> None:
    safe = safe_tally(scores())
    text = dump(safe, compress=False).decode()
    for name in ("seven", "two"):
        assert f'"{name}"' not in text
    assert safe.cells == {}
    assert [note.code for note in safe.notes] == ["tally-folded"]
    assert sum(int(counts[0]) for counts in safe.crossed.values()) == 64


def test_what_it_shows_is_what_the_whole_tally_shows_of_these_groups() -> None:
    plain, safe = (
        publish(scores(), rules=MADE.rules),
        publish(Scores(safe_tally(scores())), rules=MADE.rules),
    )
    assert safe.overall == plain.overall
    big = [next(group for group in each.segments[0].groups if group.value == "big") for each in (plain, safe)]
    assert big[0].hallmarks[0].index == big[1].hallmarks[0].index


def test_where_nothing_may_be_shown_there_is_nothing_to_hand_on() -> None:
    with pytest.raises(OptionError) as caught:
        safe_tally(scores(4))
    assert caught.value.problems == (
        Problem(
            "too-few-for-safe",
            "too few people answered for a tally to hand on",
            hint="leave --safe out, and keep the tally as you keep the survey export",
        ),
    )


def test_that_groups_were_folded_is_noted_and_only_then() -> None:
    (note,) = safe_tally(scores()).notes
    text = "Groups too small to be handed on are counted as without a group."
    assert note == Note("tally-folded", text, "warning", "memory")
    (unnamed,) = safe_tally(replace(scores(), tally=replace(scores().tally, sources=()))).notes
    assert unnamed.place is None
    sizes = {"big": 30, None: 2, "middle": 20}
    people: dict[str, list[str | None]] = {"team": [group for group, n in sizes.items() for _ in range(n)]}
    rows: list[dict[str, int | str | None]] = [dict.fromkeys(MADE.items, i % 5 + 1) for i in range(52)]
    tally = tally_responses(Answered(MADE, rows, people), instrument=MADE)
    assert [each.code for each in safe_tally(Scores(tally)).notes] == ["tally-folded"]
    named: dict[str, list[str | None]] = {
        "team": ["big" if i < 30 else "few" if i < 32 else "middle" for i in range(52)]
    }
    tally = tally_responses(Answered(MADE, rows, named), instrument=MADE)
    assert [each.code for each in safe_tally(Scores(tally)).notes] == ["tally-folded"]
    whole: dict[str, list[str | None]] = {"team": ["big" if i < 30 else "middle" for i in range(52)]}
    tally = tally_responses(Answered(MADE, rows, whole), instrument=MADE)
    assert safe_tally(Scores(tally)).notes == ()
