"""The course of an assessment, which every face of the interview goes through."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.unit.interview.desk import TODAY, small

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.interview.answers import Action, Answer
from mentorscan.interview.course import END, PLAN, Course
from mentorscan.interview.journal import header_of, read_journal
from mentorscan.interview.session import begin

OFFERED = with_both_opt_outs(small())


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    header = header_of(OFFERED, form="full", organisation="Example Ltd", rater="A. Rater", date=TODAY)
    with begin(tmp_path / "journal.jsonl", header=header) as session:
        yield Course(session, instrument=OFFERED)


def test_the_course_leads_through_items_and_comments_to_the_end(course: Course) -> None:
    assert course.places == ("c1", "c2", "care/comment", "t1", "t2", "time/comment", END, PLAN)
    assert [course.after(each) for each in course.places] == [*course.places[1:-1], END, END]
    assert [course.before(each) for each in course.places] == [None, "c1", "c2", "c2", "t1", "t2", "t2", "t2"]


def test_every_change_is_in_the_journal_when_the_method_returns(course: Course) -> None:
    course.rate("c1", value=4)
    course.evidence("c1", "the minutes of May")
    course.confide("c1")
    course.opt_out("c2", code="not_applicable", reason="no programme")
    course.mark("t1")
    course.comment("care", "a comment")
    course.speak("it")
    course.aim("care", level="sustained")
    course.plan([Action(hallmark="care", action="meet")])
    course.move("t2")
    _, state, _ = read_journal(course.session.path)
    assert state == course.state
    assert state.answers["c1"] == Answer(value=4, evidence="the minutes of May", confidence="low")
    assert (set(state.marked), dict(state.targets), state.position) == ({"t1"}, {"care": "sustained"}, "t2")
    assert state.plan == (Action(hallmark="care", action="meet"),)


def test_a_mark_comes_off_by_the_same_key(course: Course) -> None:
    assert course.mark("t1")
    assert course.next_marked("c1") == "t1"
    assert not course.mark("t1")
    assert course.next_marked("c1") is None


def test_how_sure_a_rater_is_goes_round_and_needs_a_rating(course: Course) -> None:
    assert course.confide("c1").confidence is None
    course.opt_out("c1", code="dont_know")
    assert course.confide("c1").confidence is None
    course.rate("c1", value=3)
    assert [course.confide("c1").confidence for _ in range(4)] == ["low", "medium", "high", None]


def test_an_opt_out_takes_the_confidence_with_it(course: Course) -> None:
    course.rate("c1", value=3)
    course.confide("c1")
    assert course.opt_out("c1", code="dont_know").confidence is None


def test_words_are_found_in_any_order_and_in_the_language_of_the_moment(course: Course) -> None:
    assert course.find("C2 statement", language="en") == ("c2",)
    assert course.find("papers", language="en") == course.items
    assert course.find("carte tempo", language="it") == ("t1", "t2")
    assert course.find("carte", language="en") == course.find("  ", language="en") == ()


def test_the_next_open_item_is_looked_for_all_round(course: Course) -> None:
    for item in ("c2", "t1", "t2"):
        course.rate(item, value=3)
    assert course.next_open("t2") == course.next_open(END) == course.next_open("c2") == "c1"
    course.rate("c1", value=3)
    assert course.next_open("c1") == END


def test_a_hallmark_has_an_index_once_half_of_its_items_are_rated(course: Course) -> None:
    assert course.standings()["care"].index is None
    course.rate("c1", value=4)
    care = course.standings()["care"]
    assert (care.given, care.asked, care.index, care.level) == (1, 2, 75, "established")
    course.opt_out("c2", code="dont_know")
    assert course.standings()["care"].given == 2


def test_advice_is_suggested_for_what_lies_below_the_target_the_lowest_first(course: Course) -> None:
    care = course.hallmarks[0]
    course.rate("c1", value=3)
    course.rate("c2", value=2)
    assert course.suggested(care) == ("c2", "c1")
    course.aim("care", level="developing")
    assert course.suggested(care) == ("c2",)
