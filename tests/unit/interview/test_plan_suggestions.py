"""What every face offers for targets and plan: the order, the advice, the dates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.interview.desk import TODAY, small

from mentorscan.instrument.build import with_both_opt_outs
from mentorscan.interview.answers import Action
from mentorscan.interview.course import Course, Standing
from mentorscan.interview.journal import header_of, read_journal
from mentorscan.interview.plan import (
    DATE_EXAMPLE,
    action_from,
    added,
    aims,
    changed,
    due_date,
    reached_already,
    removed,
    suggestions,
    told,
)
from mentorscan.interview.session import begin
from mentorscan.interview.voice import Voice
from mentorscan.report.language import open_language

OFFERED = with_both_opt_outs(small())
ENGLISH, ITALIAN = (open_language(each, texts=("en", "it"))[0] for each in ("en", "it"))
MEET = Action(hallmark="care", action="meet")


@pytest.fixture
def course(tmp_path: Path) -> Iterator[Course]:
    header = header_of(OFFERED, form="full", organisation="Example Ltd", rater="A. Rater", date=TODAY)
    with begin(tmp_path / "journal.jsonl", header=header) as session:
        yield Course(session, instrument=OFFERED)


def rate(course: Course, **values: int) -> None:
    for item, value in values.items():
        course.rate(item, value=value)


def test_the_weakest_hallmark_comes_first_and_one_that_was_not_judged_last(course: Course) -> None:
    assert [each.hallmark.id for each in aims(course)] == ["care", "time"]
    rate(course, c1=4, c2=4, t1=2, t2=2)
    assert [each.hallmark.id for each in aims(course)] == ["time", "care"]
    course.take_back("t1")
    course.take_back("t2")
    assert [each.hallmark.id for each in aims(course)] == ["care", "time"]


def test_a_hallmark_has_its_standing_its_target_and_its_actions(course: Course) -> None:
    rate(course, c1=4, c2=4)
    course.aim("care", level="sustained")
    course.plan([MEET, Action(hallmark="time", action="wait")])
    care, time = aims(course)
    assert (care.standing.index, care.target, care.actions, care.decided) == (75, "sustained", (MEET,), True)
    assert (time.standing.index, time.target, time.decided) == (None, None, True)


@pytest.mark.parametrize(("level", "reached"), [("latent", True), ("developing", True), ("established", False)])
def test_a_level_is_reached_where_the_hallmark_is_at_it_or_above(level: str, *, reached: bool) -> None:
    standing = Standing(given=2, asked=2, index=50.0, level="developing")
    assert reached_already(level, standing=standing, levels=OFFERED.levels) is reached
    unjudged = Standing(given=0, asked=2, index=None, level=None)
    assert not reached_already(level, standing=unjudged, levels=OFFERED.levels)


def test_advice_that_the_plan_follows_already_is_not_offered_again(course: Course) -> None:
    rate(course, c1=2, c2=1)
    care = course.hallmarks[0]
    assert suggestions(course, care) == ("c2", "c1")
    added(course, action_from("c2", voice=Voice(OFFERED, language="it")))
    assert course.state.plan == (Action(hallmark="care", item="c2", action="Cominciare da c2"),)
    assert suggestions(course, care) == ("c1",)


def test_the_plan_stands_by_hallmark_and_each_change_is_on_disk(course: Course) -> None:
    for action in (Action(hallmark="time", action="wait"), MEET, Action(hallmark="time", action="go")):
        added(course, action)
    assert [each.action for each in course.state.plan] == ["meet", "wait", "go"]
    changed(course, 1, owner="Anna", due="2027-03-31")
    removed(course, 0)
    _, state, _ = read_journal(course.session.path)
    wait = Action(hallmark="time", action="wait", owner="Anna", due="2027-03-31")
    assert state.plan == (wait, Action(hallmark="time", action="go"))


def test_an_action_is_told_in_one_line_without_what_is_not_known() -> None:
    assert told(MEET, words=ENGLISH) == "meet"
    whole = MEET.model_copy(update={"owner": "Anna", "due": "2027-03-31", "sign": "fewer calls"})
    english = "meet · Owner: Anna · Due: 31 March 2027 · Sign of success: fewer calls"
    italian = "meet · Se ne occupa: Anna · Entro: 31 marzo 2027 · Segnale di successo: fewer calls"
    assert (told(whole, words=ENGLISH), told(whole, words=ITALIAN)) == (english, italian)


@given(day=st.dates(min_value=date(1900, 1, 1)), sign=st.sampled_from("/.-"))
def test_a_day_is_read_as_iso_text_and_day_first_where_the_language_has_one_order(day: date, sign: str) -> None:
    for words in (ENGLISH, ITALIAN):
        assert due_date(f" {day.isoformat()} ", words=words) == day.isoformat()
    assert due_date(sign.join(map(str, (day.day, day.month, day.year))), words=ITALIAN) == day.isoformat()


@given(day=st.dates(min_value=date(1900, 1, 1)), month_first=st.booleans())
def test_where_some_write_the_month_first_only_what_has_one_meaning_is_read(day: date, *, month_first: bool) -> None:
    numbers = (day.month, day.day) if month_first else (day.day, day.month)
    text = f"{numbers[0]:02}/{numbers[1]:02}/{day.year:04}"
    one_meaning = day.day > 12 or day.day == day.month
    assert due_date(text, words=ENGLISH) == (day.isoformat() if one_meaning else None)


@pytest.mark.parametrize(
    "text", ["", "soon", "31/02/2027", "2027-13-01", "2027-3-1", "31/03/27", "31/03.2027", "1/2/3/2027", "٣١/٠٣/٢٠٢٧x"]
)
def test_what_is_no_day_is_none(text: str) -> None:
    assert due_date(text, words=ENGLISH) is due_date(text, words=ITALIAN) is None


def test_the_example_of_a_date_can_be_typed() -> None:
    assert due_date(DATE_EXAMPLE, words=ENGLISH) == due_date(DATE_EXAMPLE, words=ITALIAN) == "2027-03-31"
