"""What of an assessment counts for the instrument of now, where it was answered with another version."""

from __future__ import annotations

from dataclasses import replace

from mentorscan.instrument.model import Instrument
from mentorscan.interview.answers import Answer
from mentorscan.interview.journal import State


def fitting(state: State, *, form: str, instrument: Instrument) -> State:
    """The state without what this instrument does not know; the journal keeps it for the day when it does again.

    These are answers and marks of items that the form does not ask, values that the scale no longer has (what was noted
    and seen stays), comments, targets and actions of hallmarks and levels that are gone, and a language that it does
    not speak.
    """
    items = set(instrument.form_items(form))
    questionnaires = {each.id for each in instrument.questionnaires}
    hallmarks = {each.id for each in instrument.hallmarks}
    levels = {each.id for each in instrument.levels}
    answers = {
        item: _on_scale(answer, item=item, instrument=instrument)
        for item, answer in state.answers.items()
        if item in items
    }
    return replace(
        state,
        answers={item: answer for item, answer in answers.items() if not answer.empty},
        comments={each: text for each, text in state.comments.items() if each in questionnaires},
        marked=state.marked & items,
        language=state.language if state.language in instrument.languages else None,
        targets={each: level for each, level in state.targets.items() if each in hallmarks and level in levels},
        plan=tuple(
            each if each.item is None or each.item in instrument.items else each.model_copy(update={"item": None})
            for each in state.plan
            if each.hallmark in hallmarks
        ),
    )


def _on_scale(answer: Answer, *, item: str, instrument: Instrument) -> Answer:
    """The answer, blank where its value is no point of the item's scale."""
    scale = instrument.scale_of(instrument.questionnaire_of[item])
    if answer.value is None or scale.lowest <= answer.value <= scale.highest:
        return answer
    return answer.model_copy(update={"value": None, "confidence": None})
