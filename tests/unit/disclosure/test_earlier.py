"""The same wave scored again: what two publications together tell is never about a few people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from tests.instruments import Answered, instrument, item, questionnaire

from mentorscan.disclosure.earlier import publish_after
from mentorscan.disclosure.gate import PEOPLE
from mentorscan.disclosure.publish import Figures
from mentorscan.errors import Note
from mentorscan.instrument.model import Rules
from mentorscan.pipeline.options import ScoreOptions
from mentorscan.pipeline.publication import make_results
from mentorscan.results import Drivers, GroupFigures, Results, Weighting
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

QUESTIONNAIRES = [
    questionnaire("a", [item("a0", practice="support"), item("a1")]),
    questionnaire("b", [item("b0"), item("b1")]),
]
GROUPS = [
    {"id": id_, "label": {"en": id_}} | ({"parent": parent} if parent else {})
    for id_, parent in [("trade", None), ("sales", "trade"), ("buying", "trade"), ("law", None), ("plant", None)]
]
FLAT = instrument(QUESTIONNAIRES)
NESTED = instrument(QUESTIONNAIRES, segments=[{"id": "team", "title": {"en": "Team"}, "groups": GROUPS}])
BEFORE = "2026-03-01T09:00:00Z"
Row = dict[str, Any]
People = Mapping[str | None, int]
LEAVES: Sequence[str | None] = ("sales", "buying", "trade", "law", "plant", None)
"""The groups that people are in; those of ``trade`` are in neither of the groups below it."""


def answers(n: int, **others: Any) -> list[Row]:
    """Answers that go all over the scale; those of the first ones never depend on how many follow."""
    return [{each: (i + place) % 5 + 1 for place, each in enumerate(FLAT.items)} | others for i in range(n)]


def scores(people: Mapping[str | None, list[Row]], *, nested: bool = False, segment: str = "team") -> Scores:
    teams = [group for group, rows in people.items() for _ in rows]
    made = NESTED if nested else FLAT
    answered = Answered(made, [row for rows in people.values() for row in rows], {segment: teams})
    return Scores(tally_responses(answered, instrument=made))


def of_sizes(**sizes: int) -> Scores:
    return scores({group: answers(n) for group, n in sizes.items()})


def results(made: Scores, *, rules: Rules = FLAT.rules) -> Results:
    return make_results(made, rules=rules, options=ScoreOptions()).model_copy(update={"created": BEFORE})


def after(first: Results, second: Scores, **options: Any) -> Figures:
    return publish_after(first, second, rules=FLAT.rules, **options)


def groups(figures: Figures | Results) -> dict[str | None, GroupFigures]:
    return {each.value: each for each in figures.segments[0].groups}


def standing(figures: Figures) -> set[str | None]:
    return {value for value, each in groups(figures).items() if each.as_of}


def respondents(part: Figures | Results | GroupFigures, column: str) -> int | None:
    """How many people stand behind a column, where that is shown."""
    if column == PEOPLE:
        return part.respondents if isinstance(part, GroupFigures) else part.overall.respondents
    return next((each.respondents for each in part.hallmarks if each.id == column), None)


def fresh_sums(figures: Figures | Results, column: str, *, nested: bool) -> list[set[str | None]]:
    """Of which groups together the figures are shown that were made now."""
    if figures.as_of is not None or respondents(figures, column) is None:
        return []
    shown = [value for value, each in groups(figures).items() if respondents(each, column) and each.as_of is None]
    below: set[str | None] = {"trade", "sales", "buying"} if nested else {"trade"}
    return [set(LEAVES), *(below if each == "trade" else {each} for each in shown)]


def given_away(
    joined: Mapping[str | None, int], *, first: list[set[str | None]], second: list[set[str | None]]
) -> list[tuple[str | None, ...]]:
    """The sets of groups that fewer than five people joined, and whose sum can be had before and after.

    ``first``, ``second``: the groups behind each sum that either publication shows.
    """
    nothing = [0] * len(LEAVES)
    known = [[int(leaf in sums) for leaf in LEAVES] + nothing for sums in first]
    known += [nothing + [int(leaf in sums) for leaf in LEAVES] for sums in second]
    if not known:
        return []
    equations = np.array(known, float)
    unknown = np.eye(2 * len(LEAVES)) - np.linalg.pinv(equations) @ equations
    found = []
    for chosen in product((0, 1), repeat=len(LEAVES)):
        more = sum(each * joined[leaf] for leaf, each in zip(LEAVES, chosen, strict=True))
        difference = [-each for each in chosen] + list(chosen)
        if 0 < more < 5 and np.abs(unknown @ difference).max() < 1e-9:
            found.append(tuple(leaf for leaf, each in zip(LEAVES, chosen, strict=True) if each))
    return found


sizes = st.lists(st.sampled_from([0, 1, 3, 4, 5, 7, 12, 20, 30]), min_size=6, max_size=6).filter(any)
joining = st.lists(st.sampled_from([0, 0, 1, 2, 4, 5, 9]), min_size=6, max_size=6)
NOBODY = [0] * 6


@given(before=sizes, joined=joining, partly=joining, nested=st.booleans())
@example(before=[20, 21, 0, 30, 30, 0], joined=[8, 2, 0, 0, 0, 0], partly=NOBODY, nested=True)
@example(before=[20, 21, 0, 30, 30, 0], joined=[6, 0, 0, 2, 30, 0], partly=NOBODY, nested=True)
@example(before=[20, 21, 0, 30, 30, 0], joined=[6, 0, 0, 2, 0, 0], partly=[0, 0, 0, 0, 9, 0], nested=True)
@example(before=[4, 7, 0, 30, 30, 0], joined=[6, 3, 0, 1, 0, 0], partly=NOBODY, nested=False)
@example(before=[4, 7, 0, 30, 0, 0], joined=[1, 0, 0, 10, 0, 0], partly=NOBODY, nested=False)
@example(before=[0, 0, 5, 5, 0, 0], joined=[0, 0, 0, 1, 5, 5], partly=NOBODY, nested=True)
@example(before=[0, 0, 0, 30, 30, 0], joined=[9, 9, 0, 0, 0, 0], partly=NOBODY, nested=True)
def test_no_two_publications_give_away_what_a_few_people_answered(
    before: list[int], joined: list[int], partly: list[int], *, nested: bool
) -> None:
    """``partly``: people who joined too, and left the second hallmark blank."""
    people = {leaf: answers(n) for leaf, n in zip(LEAVES, before, strict=True)}
    full = {leaf: answers(n + more) for leaf, n, more in zip(LEAVES, before, joined, strict=True)}
    blank = {leaf: answers(n, b0=None, b1=None) for leaf, n in zip(LEAVES, partly, strict=True)}
    first = results(scores(people, nested=nested))
    second = after(first, scores({leaf: full[leaf] + blank[leaf] for leaf in LEAVES}, nested=nested))
    everyone = [more + others for more, others in zip(joined, partly, strict=True)]
    for column, more in ((PEOPLE, everyone), ("a", everyone), ("b", joined)):
        sums = [fresh_sums(each, column, nested=nested) for each in (first, second)]
        assert given_away(dict(zip(LEAVES, more, strict=True)), first=sums[0], second=sums[1]) == [], column


def test_answers_of_fewer_than_the_minimum_change_nothing_and_those_of_as_many_do() -> None:
    first = results(of_sizes(law=20, plant=30))
    for law, plant, stays in [(22, 32, True), (18, 28, True), (25, 30, False), (20, 25, False), (20, 30, False)]:
        second = after(first, of_sizes(law=law, plant=plant))
        assert second.as_of == (BEFORE if stays else None)
        assert second.overall.respondents == (50 if stays else law + plant)


def test_where_everything_stays_all_parts_are_those_of_the_earlier_results() -> None:
    more = {"drivers": Drivers(n=60), "weighting": Weighting(by=("column",), deff=1.1, n_eff=54, min=0.5, max=2)}
    first = results(of_sizes(law=20, plant=40)).model_copy(update=more)
    second = after(first, of_sizes(law=20, plant=42))
    parts = ["overall", "hallmarks", "outcomes", "practices", "reinforcement", "drivers", "weighting"]
    for part in [*parts, "answers_quality", "priorities", "segments"]:
        assert getattr(second, part) == getattr(first, part)
    assert second.respondents == first.source.respondents
    (note,) = second.notes
    assert note == Note(
        "earlier-figures",
        f"Since {BEFORE} only a few answers changed: all earlier figures stand.",
        "warning",
        values={"groups": [], "created": BEFORE},
    )


def test_figures_that_stand_again_are_still_as_of_the_first_time() -> None:
    first = results(of_sizes(law=20, plant=40)).model_copy(update={"as_of": "2026-01-01T09:00:00Z"})
    assert after(first, of_sizes(law=20, plant=42)).as_of == "2026-01-01T09:00:00Z"


def test_only_segments_that_are_asked_for_are_shown_again() -> None:
    first = results(of_sizes(law=20, plant=40))
    for size in (40, 42, 60):
        assert after(first, of_sizes(law=20, plant=size), by=["site"]).segments == ()
        assert [each.id for each in after(first, of_sizes(law=20, plant=size), by=["team"]).segments] == ["team"]


def test_a_segment_that_was_not_shown_before_has_new_figures() -> None:
    first = results(of_sizes(law=20, plant=40))
    second = after(first, scores({"law": answers(22), "plant": answers(50)}, segment="site"))
    assert [each.id for each in second.segments] == ["site"]
    assert standing(second) == set()


def test_a_group_that_a_few_people_joined_stays_with_the_one_beside_it_that_changed_least() -> None:
    first = results(of_sizes(law=20, plant=40, sales=30, buying=30))
    second = after(first, of_sizes(law=22, plant=50, sales=36, buying=38))
    assert standing(second) == {"law", "sales"}
    old, new = groups(first), groups(second)
    for value in ("law", "sales"):
        assert new[value] == old[value].model_copy(update={"as_of": BEFORE})
    assert (new["plant"].respondents, new["buying"].respondents, second.overall.respondents) == (50, 38, 146)
    (note,) = [note for note in second.notes if note.code == "earlier-figures"]
    assert note == Note(
        "earlier-figures",
        f"Since {BEFORE} only a few answers changed in law (team), sales (team): the earlier figures stand.",
        values={"groups": ["law (team)", "sales (team)"], "created": BEFORE},
    )
    assert len(second.notes) > 1


def test_a_group_stays_as_of_the_time_when_its_figures_were_made() -> None:
    first = results(of_sizes(law=20, plant=40, sales=30))
    once = after(first, of_sizes(law=22, plant=50, sales=36))
    assert standing(once) == {"law", "sales"}
    second = first.model_copy(update={"segments": once.segments, "created": "2026-04-01T09:00:00Z"})
    again = groups(after(second, of_sizes(law=23, plant=60, sales=37)))
    assert again["law"].as_of == BEFORE


def test_people_without_a_group_are_named_as_such() -> None:
    first = results(scores({"law": answers(20), "plant": answers(40), None: answers(20)}))
    second = after(first, scores({"law": answers(28), "plant": answers(50), None: answers(22)}))
    assert standing(second) == {"law", None}
    (note,) = [note for note in second.notes if note.code == "earlier-figures"]
    assert note.values["groups"] == ["law (team)", "without a group (team)"]


def test_of_two_groups_that_changed_as_much_the_first_by_name_stays() -> None:
    first = results(scores({None: answers(20), "sales": answers(20), "law": answers(20), "plant": answers(40)}))
    second = after(first, scores({None: answers(27), "sales": answers(27), "law": answers(27), "plant": answers(42)}))
    assert standing(second) == {"law", "plant"}


def test_a_changed_answer_of_one_person_does_not_show_in_a_group_that_nobody_joined() -> None:
    first = results(of_sizes(law=20, plant=40, sales=30))
    changed = answers(20)
    changed[0] = dict.fromkeys(FLAT.items, 5)
    second = after(first, scores({"law": changed, "plant": answers(46), "sales": answers(40)}))
    assert standing(second) == {"law", "plant"}
    same = after(first, scores({"law": answers(20), "plant": answers(46), "sales": answers(40)}))
    assert standing(same) == set()


def test_a_practice_that_a_few_people_joined_keeps_the_group_as_well() -> None:
    """The practice rests on one item that those who joined left blank, all but two."""
    first = results(of_sizes(law=20, plant=40, sales=30))
    joined = answers(28)
    for row in joined[22:]:
        row["a0"] = None
    second = after(first, scores({"law": joined, "plant": answers(50), "sales": answers(40)}))
    assert "law" in standing(second)


def test_a_group_hidden_now_has_no_figures_although_it_was_shown_before() -> None:
    first = results(of_sizes(law=20, plant=40, sales=30, buying=12))
    second = after(first, of_sizes(law=22, plant=50, sales=36, buying=3))
    assert groups(second)["buying"].hidden == {"*": "protected"}
    assert "buying" not in standing(second)


def test_where_nothing_may_be_shown_any_more_everything_stays() -> None:
    first = results(of_sizes(law=20, plant=40))
    second = after(first, of_sizes(law=4))
    assert second.as_of == BEFORE
    assert second.overall == first.overall


def test_after_results_that_showed_nothing_all_figures_are_new() -> None:
    first = results(of_sizes(law=4))
    assert first.overall.respondents is None
    second = after(first, of_sizes(law=8))
    assert second.as_of is None
    assert second.overall.respondents == 8


def test_groups_that_were_hidden_and_together_grew_by_few_stay_hidden() -> None:
    """What law and sales were together was the whole minus plant; so only one of them may be shown now."""
    first = results(of_sizes(law=4, sales=7, plant=30, buying=40))
    assert [groups(first)[each].respondents for each in ("law", "sales")] == [None, None]
    second = after(first, of_sizes(law=6, sales=7, plant=40, buying=40))
    assert groups(second)["law"].hidden == {"*": "protected"}
    assert groups(second)["law"].as_of is None
    much = groups(after(first, of_sizes(law=9, sales=7, plant=40, buying=40)))
    assert [much[each].respondents for each in ("law", "sales", "plant")] == [9, 7, 40]


def test_a_hallmark_that_is_no_longer_asked_is_not_missed() -> None:
    first = results(of_sizes(law=20, plant=40))
    shorter = [{each: row[each] for each in ("a0", "a1")} for row in answers(25)]
    second = after(first, scores({"law": shorter, "plant": shorter * 2}))
    assert [each.id for each in second.hallmarks] == ["a"]
    assert {value: each.respondents for value, each in groups(second).items()} == {"law": 25, "plant": 50}


def test_a_group_that_two_people_joined_stays_although_each_hallmark_changed_by_more() -> None:
    """Of 22 people, seven answer both hallmarks, and the others one of them each: 14 and 15 instead of 20."""
    first = results(of_sizes(law=20, plant=40, sales=30))
    later = answers(7) + answers(7, b0=None, b1=None) + answers(8, a0=None, a1=None)
    second = after(first, scores({"law": later, "plant": answers(60), "sales": answers(50)}))
    assert "law" in standing(second)
    enough = answers(4) + answers(10, b0=None, b1=None) + answers(11, a0=None, a1=None)
    assert standing(after(first, scores({"law": enough, "plant": answers(60), "sales": answers(50)}))) == set()


def test_two_groups_that_together_grew_by_the_minimum_need_no_third_and_by_fewer_they_do() -> None:
    first = results(of_sizes(law=20, plant=40, sales=30))
    assert standing(after(first, of_sizes(law=22, plant=60, sales=33))) == {"law", "sales"}
    assert standing(after(first, of_sizes(law=22, plant=60, sales=32))) == {"law", "sales", "plant"}


def test_of_groups_hidden_before_that_are_as_large_now_the_first_by_name_stays_hidden() -> None:
    first = results(of_sizes(sales=7, law=3, plant=30, buying=40))
    second = groups(after(first, of_sizes(sales=7, law=7, plant=40, buying=40)))
    assert second["law"].hidden == {"*": "protected"}
    assert second["sales"].respondents == 7
