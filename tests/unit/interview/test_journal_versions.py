"""A journal that was begun with another version: told item by item, and nothing that was answered is lost."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.instruments import instrument, item, questionnaire
from tests.unit.interview.desk import Desk, later, small, spoken_scale

from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Action, Answer
from mentorscan.interview.course import Course
from mentorscan.interview.journal import Asked, Change, Differences, State, differences, header_of, read_journal
from mentorscan.interview.session import Session, begin, resume
from mentorscan.interview.voice import Voice
from mentorscan.version import VERSION


def begun(path: Path, *changes: Change, instrument: Instrument | None = None) -> Path:
    """A journal with these changes."""
    header = header_of(instrument or small(), form="full", organisation=None, rater="A. Rater", date="2026-11-23")
    with begin(path, header=header) as session:
        for change in changes:
            session.record(change)
    return path


def rated(**values: int) -> list[Change]:
    return [Change(set=item, answer=Answer(value=value, note=f"on {item}")) for item, value in values.items()]


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """All four items, rated with the first version."""
    return begun(tmp_path / "journal.jsonl", *rated(c1=1, c2=2, t1=3, t2=4))


def points(session: Session) -> dict[str, int | None]:
    return {item: answer.value for item, answer in session.answer_file().answers.items()}


def test_what_is_new_changed_and_gone_is_told_item_by_item(journal: Path) -> None:
    with resume(journal, instrument=later()) as session:
        assert session.differences == Differences(new=("t3",), changed=("c2",), gone=("t2",))
        assert session.header.instrument.version == "2.0.0"
        assert list(session.header.items) == ["c1", "c2", "t1", "t3"]


def test_answers_to_changed_items_are_kept_and_marked_and_those_to_gone_ones_are_left_out(journal: Path) -> None:
    with resume(journal, instrument=later()) as session:
        assert session.state.marked == {"c2"}
        assert points(session) == {"c1": 1, "c2": 2, "t1": 3}
        assert session.answer_file().answers["c2"].note == "on c2"
        assert session.answer_file().instrument.version == "2.0.0"
        assert Course(session, instrument=later()).open_items == ("t3",)
    assert read_journal(journal)[1].answers["t2"] == Answer(value=4, note="on t2")


def test_a_changed_item_without_an_answer_is_open_and_needs_no_mark(tmp_path: Path) -> None:
    with resume(begun(tmp_path / "journal.jsonl", *rated(c1=1)), instrument=later()) as session:
        assert session.differences.changed == ("c2",)
        assert session.state.marked == frozenset()


def test_the_differences_are_in_force_from_then_on_and_told_once(journal: Path) -> None:
    before = journal.read_bytes()
    with resume(journal, instrument=later()):
        pass
    lines = journal.read_bytes().removeprefix(before).splitlines()
    assert [list(json.loads(line)) for line in lines] == [["asked"]]
    header, _, _ = read_journal(journal)
    assert (header.tool, header.instrument.version, header.rater) == (VERSION, "2.0.0", "A. Rater")
    after = journal.read_bytes()
    with resume(journal, instrument=later()) as session:
        assert not session.differences
    assert journal.read_bytes() == after


def test_nothing_is_lost_where_the_instrument_changes_back(journal: Path) -> None:
    with resume(journal, instrument=later()) as session:
        session.record(Change(set="t3", answer=Answer(value=5)))
    with resume(journal, instrument=small()) as session:
        assert session.differences == Differences(new=("t2",), changed=("c2",), gone=("t3",))
        assert points(session) == {"c1": 1, "c2": 2, "t1": 3, "t2": 4}
        assert session.state.marked == {"c2"}
    with resume(journal, instrument=later()) as session:
        assert points(session) == {"c1": 1, "c2": 2, "t1": 3, "t3": 5}


def test_an_item_that_comes_back_with_another_wording_counts_as_changed(tmp_path: Path) -> None:
    def asking(**items: str) -> Instrument:
        return instrument([questionnaire("care", [item(each, text={"en": text}) for each, text in items.items()])])

    path = begun(tmp_path / "journal.jsonl", *rated(c1=1, c2=2), instrument=asking(c1="One.", c2="Two."))
    with resume(path, instrument=asking(c1="One.")) as session:
        assert session.differences == Differences(gone=("c2",))
    with resume(path, instrument=asking(c1="One.", c2="Quite another thing.")) as session:
        assert session.differences == Differences(changed=("c2",))
        assert session.state.marked == {"c2"}


def test_another_order_of_the_items_is_followed_and_is_no_difference(journal: Path) -> None:
    turned = small()
    turned = Instrument(**dict(turned) | {"questionnaires": turned.questionnaires[::-1]})
    with resume(journal, instrument=turned) as session:
        assert not session.differences
        assert list(session.header.items) == ["t1", "t2", "c1", "c2"]


def test_a_value_that_the_scale_no_longer_has_is_open_again_and_what_was_noted_stays(tmp_path: Path) -> None:
    path = begun(tmp_path / "journal.jsonl", *rated(c1=5, c2=4), Change(set="t1", answer=Answer(value=5)))
    with resume(path, instrument=small(scales=[spoken_scale(points=4)])) as session:
        assert session.differences.changed == ("c1", "c2", "t1", "t2")
        assert dict(session.state.answers) == {
            "c1": Answer(note="on c1"),
            "c2": Answer(value=4, note="on c2"),
        }
    with resume(path, instrument=small()) as session:
        assert points(session) == {"c1": 5, "c2": 4, "t1": 5}


def test_comments_targets_and_plans_of_what_is_gone_are_left_out_of_the_answer_file(tmp_path: Path) -> None:
    kept = Action(hallmark="care", item="c1", action="meet")
    path = begun(
        tmp_path / "journal.jsonl",
        Change(comment="care", text="a comment"),
        Change(comment="time", text="another"),
        Change(targets={"care": "sustained", "time": "sustained"}),
        Change(plan=(kept, Action(hallmark="care", item="c2", action="ask"), Action(hallmark="time", action="wait"))),
        Change(language="it"),
    )
    narrower = instrument([questionnaire("care", [item("c1")])])
    with resume(path, instrument=narrower) as session:
        file = session.answer_file()
        assert (file.comments, file.targets, file.language) == ({"care": "a comment"}, {"care": "sustained"}, None)
        assert file.plan == (kept, Action(hallmark="care", action="ask"))
    with resume(path, instrument=small()) as session:
        assert session.answer_file().comments == {"care": "a comment", "time": "another"}


def test_a_journal_without_the_version_that_wrote_it_is_read_and_names_it_from_then_on(journal: Path) -> None:
    first, *rest = journal.read_bytes().splitlines(keepends=True)
    header = json.loads(first)
    assert header.pop("tool") == VERSION
    journal.write_bytes(json.dumps(header).encode() + b"\n" + b"".join(rest))
    assert read_journal(journal)[0].tool is None
    with resume(journal, instrument=small()) as session:
        assert not session.differences
        assert points(session) == {"c1": 1, "c2": 2, "t1": 3, "t2": 4}
    assert read_journal(journal)[0].tool == VERSION


ITEMS = st.dictionaries(st.sampled_from("abcdefg"), st.sampled_from(["One.", "Two.", "Three."]), min_size=1)


def asking(items: dict[str, str], **fields: Any) -> Instrument:
    return instrument(
        [questionnaire("care", [item(each, text={"en": text}) for each, text in items.items()])], **fields
    )


@given(before=ITEMS, after=ITEMS)
def test_differences_say_of_every_item_one_thing(before: dict[str, str], after: dict[str, str]) -> None:
    header = header_of(asking(before), form="full", organisation=None, rater="A", date="2026-11-23")
    found = differences(header, instrument=asking(after))
    same = [each for each in after if before.get(each) == after[each]]
    assert sorted([*found.new, *found.changed, *same]) == sorted(after)
    assert sorted([*found.gone, *found.changed, *same]) == sorted(before)
    assert all(each not in before for each in found.new)
    assert all(before[each] != after[each] for each in found.changed)
    assert bool(found) == (before != after)


@given(versions=st.lists(ITEMS, min_size=2, max_size=5))
def test_through_any_versions_every_answer_is_shown_where_its_item_is_asked_and_marked_where_it_was_reworded(
    tmp_path_factory: pytest.TempPathFactory, versions: list[dict[str, str]]
) -> None:
    first = versions[0]
    path = tmp_path_factory.mktemp("versions") / "journal.jsonl"
    begun(path, *(Change(set=each, answer=Answer(value=3)) for each in first), instrument=asking(first))
    worded, reworded = dict(first), set[str]()
    for items in versions[1:]:
        reworded |= {each for each in items if each in first and worded[each] != items[each]}
        worded |= items
        with resume(path, instrument=asking(items)) as session:
            assert set(session.answer_file().answers) == set(first) & set(items)
            assert session.state.marked == reworded & set(items)


def test_an_instrument_asks_what_a_line_of_the_journal_says(journal: Path) -> None:
    with resume(journal, instrument=later()):
        pass
    line = json.loads(journal.read_bytes().splitlines()[-1])
    asked = Asked.model_validate(line["asked"])
    assert (asked.tool, asked.instrument.version, list(asked.items)) == (VERSION, "2.0.0", ["c1", "c2", "t1", "t3"])
    assert State().after(Change(asked=asked)) == State()


DIFFERENCES = Differences(new=("t3",), changed=("c2",), gone=("t2",))


@pytest.mark.parametrize(
    ("language", "beginnings"),
    [
        ("en", ["New: Statement t3.", "Changed: Something else.", "Gone: t2"]),
        ("it", ["Nuova: Affermazione t3.", "Cambiata: Un'altra cosa.", "Tolta: t2"]),
    ],
)
def test_every_face_tells_the_differences_in_the_same_words(language: str, beginnings: list[str]) -> None:
    voice = Voice(later(), language=language)
    lines = voice.differences(DIFFERENCES)
    assert [line for line in lines if ": " in line and line in beginnings] == beginnings
    assert voice.differences(Differences()) == ()
    assert len(voice.differences(Differences(gone=("t2",)))) == 3


def test_the_rater_is_told_before_the_first_question_and_finds_the_changed_item_by_its_mark(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.rate("Example Ltd", "A. Rater", "1", "2", "", "3", "4", "", "q")
    desk.instrument = later()
    file = desk.rate("g", "j", "5", "", "j", "3", "", "s", "s", "", "f")
    told = desk.seen.index("The questionnaire has changed")
    assert desk.seen.index("4 of 4 items are answered") < told < desk.seen.index("item 2 of 2")
    assert "Changed: Something else." in desk.seen
    assert "Care, item 2 of 2 · 2 of 4 · marked for later" in desk.seen
    assert file is not None
    assert {item: answer.value for item, answer in file.answers.items()} == {"c1": 1, "c2": 3, "t1": 3, "t3": 5}
