"""What several raters' targets and plans come to in the results."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from tests.unit.interview.test_assessment_results import PULSE, answer_file, assessed

from mentorscan.instrument.catalogue import open_instrument
from mentorscan.interview.agreed_plan import joint_plan
from mentorscan.interview.answers import Action, AnswerFile, InstrumentName, ReadAnswers
from mentorscan.results import PlannedAction, Results

BUILT_IN = open_instrument(None)


def several(folder: Path, **said: dict[str, Any]) -> Results:
    """The results of these raters, each of whom also said this."""
    files = [
        answer_file(folder / f"{rater}.yaml", dict.fromkeys(PULSE, 3), rater=rater, form="pulse", **fields)
        for rater, fields in said.items()
    ]
    return assessed(*files)


def targets(results: Results) -> dict[str, str]:
    return {each.id: each.target for each in results.hallmarks if each.target}


def test_one_raters_targets_and_plan_are_those_of_the_results(tmp_path: Path) -> None:
    plan = [
        {"hallmark": "safety_nets", "action": "Name a person", "owner": "Anna", "due": "2027-03-31", "sign": "calls"},
        {"hallmark": "alignment", "item": "alipurpose", "action": "Write it down"},
    ]
    results = several(tmp_path, Anna={"targets": {"demand": "sustained"}, "plan": plan})
    assert targets(results) == {"demand": "sustained"}
    assert results.plan == (PlannedAction(**plan[1]), PlannedAction(**plan[0]))
    assert not [each for each in results.notes if each.code == "targets-differ"]


def test_a_target_counts_where_all_agree_who_set_one(tmp_path: Path) -> None:
    results = several(
        tmp_path,
        Anna={"targets": {"demand": "sustained", "alignment": "established"}},
        Bruno={"targets": {"demand": "established", "alignment": "established", "safety_nets": "developing"}},
        Carla={},
    )
    assert targets(results) == {"alignment": "established", "safety_nets": "developing"}
    (note,) = (each for each in results.notes if each.code == "targets-differ")
    assert note.values == {"targets": {"demand": {"Anna": "sustained", "Bruno": "established"}}}
    assert note.text == (
        "The raters set different targets, so none counts for Demand (Anna: Sustained; Bruno: Established)."
    )


def test_the_plan_holds_every_raters_actions_once(tmp_path: Path) -> None:
    meet = {"hallmark": "demand", "action": "Ask  mentees"}
    wait = {"hallmark": "alignment", "action": "Wait"}
    results = several(
        tmp_path,
        Anna={"plan": [meet, {"hallmark": "demand", "action": "Wait"}]},
        Bruno={"plan": [{**meet, "action": "ask mentees", "owner": "Bruno"}, wait]},
        Carla={"plan": [{**meet, "owner": "Carla"}, {**meet, "owner": "bruno", "due": "2027-03-31"}]},
    )
    assert [(each.hallmark, each.action, each.owner, each.due) for each in results.plan] == [
        ("alignment", "Wait", None, None),
        ("demand", "Ask  mentees", "Bruno", "2027-03-31"),
        ("demand", "Wait", None, None),
        ("demand", "Ask  mentees", "Carla", None),
    ]


def test_a_target_for_a_hallmark_that_was_not_judged_is_kept(tmp_path: Path) -> None:
    answers = {item: 3 for item in PULSE if BUILT_IN.questionnaire_of[item].id != "demand"}
    file = answer_file(tmp_path / "a.yaml", answers, form="pulse", targets={"demand": "sustained"})
    results = assessed(file)
    (demand,) = (each for each in results.hallmarks if each.id == "demand")
    assert (demand.index, demand.target) == (None, "sustained")


WORDS = st.sampled_from(["", "a", "A", "b"])
ACTIONS = st.builds(
    Action,
    hallmark=st.sampled_from(["demand", "alignment"]),
    action=st.sampled_from(["meet", "Meet", "wait"]),
    owner=WORDS.map(lambda text: text or None),
    sign=WORDS.map(lambda text: text or None),
)


def read(number: int, plan: list[Action]) -> ReadAnswers:
    instrument = InstrumentName(id=BUILT_IN.id, version=BUILT_IN.version)
    file = AnswerFile(instrument=instrument, rater=f"R{number}", answers={}, plan=tuple(plan))
    return ReadAnswers(file=file, name=f"{number}.yaml", sha256=str(number))


@given(plans=st.lists(st.lists(ACTIONS, max_size=4), max_size=3))
def test_no_action_is_lost_and_none_is_invented(plans: list[list[Action]]) -> None:
    joint = joint_plan([read(number, plan) for number, plan in enumerate(plans)], instrument=BUILT_IN)

    def says(one: PlannedAction | Action) -> list[str | None]:
        return [each and each.lower() for each in (one.hallmark, one.action, one.owner, one.sign)]

    said = [says(each) for plan in plans for each in plan]
    for each in said:
        assert any(
            all(mine is None or mine == theirs for mine, theirs in zip(each, says(kept), strict=True)) for kept in joint
        )
    for kept in joint:
        for place, what in enumerate(says(kept)):
            assert what is None or what in {each[place] for each in said}
    assert len(joint) <= len(said)
