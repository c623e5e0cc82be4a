"""The course of an assessment: what is asked in which order, where the rater stands, and what can be done there.

Every face of the interview, in lines or on a whole screen, goes through it: so all of them can do the same, and what
one of them keeps is what the others find. A method that changes anything returns once the change is on disk; where it
cannot be written it raises ``OutputError``, and all is as before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add
from typing import Final

from mentorscan.instrument.model import Instrument, OptOutCode, Questionnaire
from mentorscan.instrument.names import folded
from mentorscan.interview.answers import CONFIDENCES, Action, Answer, ReadAnswers
from mentorscan.interview.journal import Change, State
from mentorscan.interview.responses import AnsweredByRater
from mentorscan.interview.session import Session
from mentorscan.report.plain import plain
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.maturity import level_of
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.tally import tally_responses

END: Final = "/end"
"""The place after the last item. No id has a slash in it."""

PLAN: Final = "/plan"
"""The place of the targets and the plan, which only those who want one go to."""


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How far a questionnaire is answered, and what comes of it so far; ``index``: 0 to 100, ``None`` until enough is.

    ``level``: the id of the level that the index reaches; ``None`` for outcomes too, which have none.
    """

    given: int
    asked: int
    index: float | None
    level: str | None


class Course:
    """A session, led from place to place: the items, after each hallmark's last one its comment, the end, the plan.

    ``instrument``: with both opt-outs on its scales. A place is the id of an item, ``HALLMARK/comment``, ``END`` or
    ``PLAN``.
    """

    def __init__(self, session: Session, *, instrument: Instrument, items: Sequence[str] | None = None) -> None:
        self.session = session
        self.instrument = instrument
        self.items: tuple[str, ...] = tuple(session.header.items if items is None else items)
        self._comments: dict[str, Questionnaire] = {}
        self.places: tuple[str, ...] = (*self._items_and_comments(), END, PLAN)

    def _items_and_comments(self) -> Iterator[str]:
        for questionnaire, items in groupby(self.items, key=self.instrument.questionnaire_of.__getitem__):
            yield from items
            place = f"{questionnaire.id}/comment"
            self._comments[place] = questionnaire
            yield place

    @property
    def state(self) -> State:
        """Where the assessment stands."""
        return self.session.state

    @property
    def questionnaires(self) -> tuple[Questionnaire, ...]:
        """Those of which something is asked, in their order."""
        return tuple(self._comments.values())

    @property
    def hallmarks(self) -> tuple[Questionnaire, ...]:
        """Those of the form, which can have a target."""
        asked = {self.instrument.questionnaire_of[each].id for each in self._form_items}
        return tuple(each for each in self.instrument.hallmarks if each.id in asked)

    @property
    def _form_items(self) -> tuple[str, ...]:
        return self.instrument.form_items(self.session.header.form)

    def items_of(self, questionnaire: Questionnaire) -> tuple[str, ...]:
        """The items of a questionnaire that are asked."""
        return tuple(each for each in self.items if self.instrument.questionnaire_of[each] is questionnaire)

    def answer(self, item: str) -> Answer:
        """What stands with an item, which may be nothing."""
        return self.state.answers.get(item, Answer())

    def is_open(self, place: str) -> bool:
        """Whether an item stands here that has no answer."""
        return place in self.items and not self.answer(place).given

    def commented(self, place: str) -> Questionnaire | None:
        """The questionnaire whose comment is asked here, if one is."""
        return self._comments.get(place)

    def questionnaire_at(self, place: str) -> Questionnaire | None:
        """The questionnaire that an item, or the comment, belongs to."""
        return self._comments.get(place) or self.instrument.questionnaire_of.get(place)

    @property
    def open_items(self) -> tuple[str, ...]:
        """The items without an answer."""
        return tuple(filter(self.is_open, self.items))

    def start(self) -> str:
        """Where to begin: at what was asked last, or at the next open item where that was answered."""
        position = self.state.position
        if position is None or position not in self.places:
            return self.places[0]
        return self.next_open(position) if position in self.items and not self.is_open(position) else position

    def after(self, place: str) -> str:
        """The place that follows; of the end, and of the plan, the end."""
        return END if place in {END, PLAN} else self.places[self.places.index(place) + 1]

    def before(self, place: str) -> str | None:
        """The item before; comments are passed by. ``None`` where there is none."""
        earlier = self.places[: self.places.index(place)]
        return next((each for each in reversed(earlier) if each in self.items), None)

    def next_open(self, place: str) -> str:
        """The next item without an answer, from the start again after the last; the end where none is."""
        return next(filter(self.is_open, self._round(place)), END)

    def next_marked(self, place: str) -> str | None:
        """The next item that was marked for later, from the start again after the last; ``None`` where none is."""
        return next((each for each in self._round(place) if each in self.state.marked), None)

    def _round(self, place: str) -> Iterator[str]:
        """Every item once, from the one after this place on."""
        at = self.places.index(place) + 1
        return (each for each in (*self.places[at:], *self.places[:at]) if each in self.items)

    def find(self, text: str, *, language: str) -> tuple[str, ...]:
        """The items that hold all of these words, in statement, evidence, facet or id, or their hallmark's title."""
        words = folded(text).split()
        texts = ((each, self._words(each, language)) for each in self.items if words)
        return tuple(item for item, text in texts if all(word in text for word in words))

    def _words(self, item: str, language: str) -> str:
        questionnaire, asked = self.instrument.questionnaire_of[item], self.instrument.items[item]
        facet = next((each.title for each in questionnaire.facets if each.id == asked.facet), None)
        texts = (asked.text, asked.evidence, facet, questionnaire.title)
        return folded(" ".join((item, *(plain(each[language]) for each in texts if each))))

    def rated(self) -> Sequence[ReadAnswers]:
        """The answers that the indices rest on: the rater's own so far."""
        return (ReadAnswers(file=self.session.answer_file(), name="", sha256=""),)

    def _whole(self) -> Cell:
        """The sums of these answers: the same that make the results."""
        form, offered = self.session.header.form, self.instrument
        rows = (AnsweredByRater(each, instrument=offered, form=form) for each in self.rated())
        return Scores(reduce(add, (tally_responses(each, instrument=offered, options={}) for each in rows))).whole

    def standings(self) -> dict[str, Standing]:
        """By questionnaire how far it is answered, with the index that the results will have."""
        whole = self._whole()

        def standing(questionnaire: Questionnaire) -> Standing:
            score = whole.score(questionnaire.id, scale=self.instrument.scale_of(questionnaire))
            index = score.index if score else None
            leveled = index is not None and questionnaire.role == "hallmark"
            items = self.items_of(questionnaire)
            return Standing(
                given=sum(not self.is_open(each) for each in items),
                asked=len(items),
                index=index,
                level=level_of(index, self.instrument.levels).id if leveled and index is not None else None,
            )

        return {each.id: standing(each) for each in (*self.questionnaires, *self.hallmarks)}

    def move(self, place: str) -> None:
        """Nothing; the place is remembered for those who come back."""
        if place != self.state.position:
            self.session.record(Change(position=place))

    def rate(self, item: str, *, value: int) -> Answer:
        """The answer, kept: a point of the scale; what was noted and seen stays."""
        return self._keep(item, {"value": value, "opt_out": None, "reason": None})

    def opt_out(self, item: str, *, code: OptOutCode, reason: str | None = None) -> Answer:
        """The answer, kept: one off the scale, with its reason; what was noted and seen stays."""
        return self._keep(item, {"value": None, "opt_out": code, "reason": reason, "confidence": None})

    def note(self, item: str, text: str) -> Answer:
        """The answer with this note; empty takes it away."""
        return self._keep(item, {"note": text or None})

    def evidence(self, item: str, text: str) -> Answer:
        """The answer with what was seen; empty takes it away."""
        return self._keep(item, {"evidence": text or None})

    def confide(self, item: str) -> Answer:
        """The answer with the next degree of how sure the rater is: from none over low to high, then none again.

        Nobody can be sure of an item that they did not rate: it stays as it is.
        """
        if self.answer(item).value is None:
            return self.answer(item)
        degrees = (None, *CONFIDENCES)
        following = degrees[(degrees.index(self.answer(item).confidence) + 1) % len(degrees)]
        return self._keep(item, {"confidence": following})

    def take_back(self, item: str) -> Answer:
        """What is left where the item is blank again: what was noted and seen."""
        return self._keep(item, {"value": None, "opt_out": None, "reason": None, "confidence": None})

    def _keep(self, item: str, fields: dict[str, object]) -> Answer:
        before = self.answer(item)
        after = Answer.model_validate({**before.model_dump(), **fields})
        if after != before:
            self.session.record(Change(clear=item) if after.empty else Change(set=item, answer=after))
        return after

    def mark(self, item: str) -> bool:
        """Whether the item is marked for later now: it is the other way round than before."""
        marked = item in self.state.marked
        self.session.record(Change(unmark=item) if marked else Change(mark=item))
        return not marked

    def comment(self, questionnaire: str, text: str) -> None:
        """Nothing; the comment is kept. Empty takes it away."""
        if text != self.state.comments.get(questionnaire, ""):
            self.session.record(Change(comment=questionnaire, text=text))

    def speak(self, language: str) -> None:
        """Nothing; the language is remembered."""
        if language != self.state.language:
            self.session.record(Change(language=language))

    def aim(self, hallmark: str, *, level: str | None) -> None:
        """Nothing; the level that the hallmark shall reach is kept. ``None``: none."""
        targets = {**self.state.targets, hallmark: level}
        order = [each.id for each in self.hallmarks]
        kept = {each: found for each in order if (found := targets.get(each))}
        if kept != self.state.targets:
            self.session.record(Change(targets=kept))

    def plan(self, actions: Sequence[Action]) -> None:
        """Nothing; the plan is kept, in place of the one before."""
        if tuple(actions) != self.state.plan:
            self.session.record(Change(plan=tuple(actions)))

    def suggested(self, hallmark: Questionnaire) -> tuple[str, ...]:
        """The items of a hallmark whose advice is worth a look: those below its target, the lowest first.

        Without a target, those below the index from which a hallmark can be consistent.
        """
        target = self.state.targets.get(hallmark.id)
        bounds = {each.id: each.from_index for each in self.instrument.levels}
        bound = bounds.get(target, 0.0) if target else self.instrument.rules.consistent.index

        whole = self._whole()
        items = (each for each in self._form_items if self.instrument.questionnaire_of[each] is hallmark)
        found = [(index, each) for each in items if (index := whole.item(each).index) is not None]
        low = sorted((each for each in found if round(each[0], 9) < bound), key=lambda each: each[0])
        return tuple(each for _, each in low if self.instrument.items[each].advice)
