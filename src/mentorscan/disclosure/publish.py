"""From scores to results, through the gate: figures that are not shown are never asked for.

Figures made of figures (overall, presence's reach, fullness, sustainability, sums over items) are made of shown parts
only and name what they are made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from mentorscan.disclosure.gate import PEOPLE, Gate, close_gate
from mentorscan.disclosure.siblings import Group
from mentorscan.disclosure.view import ALL_PROTECTED, View
from mentorscan.errors import Note
from mentorscan.instrument.model import Questionnaire, Rules, Text
from mentorscan.results import (
    FileInfo,
    GroupFigures,
    Hallmark,
    ItemFigures,
    NoteInfo,
    Overall,
    PracticeFigures,
    Priority,
    Reinforcement,
    Reliability,
    Respondents,
    SegmentFigures,
)
from mentorscan.scoring.maturity import Reach, reach_of
from mentorscan.scoring.scores import Cell, Scores
from mentorscan.scoring.statistics import alpha_interval, cronbach_alpha, item_rest, reaches

LISTWISE_SHARE = 0.7
"""Below this share of those scored, the people behind a reliability are worth a note (docs/statistics.md)."""

Headcount = Mapping[tuple[str, Group], int]
"""Segment and group -> how many people work there."""


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the gate lets through, as parts of the results."""

    overall: Overall
    hallmarks: tuple[Hallmark, ...]
    outcomes: tuple[Hallmark, ...]
    practices: tuple[PracticeFigures, ...]
    reinforcement: Reinforcement | None
    priorities: tuple[Priority, ...]
    segments: tuple[SegmentFigures, ...]
    notes: tuple[Note, ...]


def publish(
    scores: Scores, *, rules: Rules, by: Sequence[str] | None = None, people: Headcount | None = None
) -> Figures:
    """All figures that may be shown. ``by``: the segments to show (all, where ``None``); it changes no decision.

    ``people``: how many work in a group by the organisation chart; shown with the groups that are.
    """
    return Publisher(scores, rules, people or {}).figures(by)


class Publisher:
    """Asks the scores for what the gate lets through."""

    def __init__(self, scores: Scores, rules: Rules, people: Headcount) -> None:
        self.scores = scores
        self.people = people
        self.rules = rules
        self.instrument = scores.tally.instrument
        self.base = scores.base
        self.gate: Gate = close_gate(scores, rules)
        self.whole = View(scores.whole, self.instrument, rules, self.gate.hidden, self.gate.thin)
        self.asked = [each for each in self.instrument.questionnaires if each.id in self.base.questionnaires]
        self.notes: list[Note] = []

    def figures(self, by: Sequence[str] | None) -> Figures:
        """Everything."""
        hallmarks = tuple(self.hallmark(each) for each in self.asked if each.role == "hallmark")
        self.note_what_is_missing(hallmarks)
        outcomes = tuple(self.hallmark(each) for each in self.asked if each.role == "outcome")
        return Figures(
            overall=self.whole.overall(hallmarks),
            hallmarks=hallmarks,
            outcomes=outcomes,
            practices=self.whole.practices(),
            reinforcement=self.reinforcement(),
            priorities=self.priorities(hallmarks),
            segments=tuple(self.segment(each) for each in self.scores.cells if by is None or each in by),
            notes=tuple(self.notes),
        )

    def hallmark(self, questionnaire: Questionnaire) -> Hallmark:
        """A questionnaire of the whole organisation."""
        figures = self.whole.questionnaire(questionnaire, reach=self.reach(questionnaire))
        rests: dict[str, float | None] = {}
        if questionnaire.id not in self.gate.thin:
            figures["reliability"], rests = self.reliability(questionnaire)
        elif questionnaire.id not in self.gate.hidden:
            figures["hidden"] |= {"reliability": self.whole.reason(questionnaire.id)}
        return Hallmark(
            id=questionnaire.id,
            title=questionnaire.title,
            definition=questionnaire.definition,
            role=questionnaire.role,
            scale=questionnaire.scale,
            items=tuple(
                ItemFigures(**self.words(questionnaire, item), **fields, item_rest=rests.get(item))
                for item, fields in self.whole.items(questionnaire).items()
            ),
            **figures,
        )

    def note_what_is_missing(self, hallmarks: Sequence[Hallmark]) -> None:
        """Note hallmarks that were not asked, and that nobody could tell whether a part is left out."""
        asked = {each.id for each in hallmarks}
        titles = {each.id: each.title for each in self.instrument.hallmarks if each.id not in asked}
        if titles:
            language = self.instrument.language
            text = f"Not asked, and so in no figure: {', '.join(title[language] for title in titles.values())}."
            values = {"hallmarks": list(titles), "titles": titles}
            self.notes.append(Note("hallmarks-not-asked", text, "warning", values=values))
        conditions = [each for hallmark in hallmarks for each in hallmark.presence_conditions]
        if self.instrument.segments and any(each.condition == "reach" and each.value is None for each in conditions):
            text = "Whether a part of the organisation is left out was not checked: no group in the data may be shown."
            self.notes.append(Note("reach-not-checked", text, "warning"))

    def words(self, questionnaire: Questionnaire, item_id: str) -> dict[str, Any]:
        """What an item says and is, apart from its figures."""
        item = self.instrument.items[item_id]
        fields = ("text", "facet", "practice", "reverse", "weight", "claims", "advice", "evidence")
        return {"scale": questionnaire.scale} | {name: getattr(item, name) for name in fields}

    def reach(self, questionnaire: Questionnaire) -> Reach | None:
        """The share of people in groups that reach ``group_index``: over the declared segments, shown groups only."""
        groups = {}
        for segment in self.instrument.segments:
            parents = {group.parent for group in segment.groups}
            hidden = self.gate.segments[segment.id].hidden[questionnaire.id] if segment.id in self.gate.segments else ()
            groups[segment.id] = [
                (figures.n, figures.index)
                for group, cell in self.scores.cells.get(segment.id, {}).items()
                if group is not None and group not in hidden and group not in parents
                if (figures := cell.score(questionnaire.id)) is not None
            ]
        return reach_of(groups, group_index=self.rules.consistent.group_index)

    def reliability(self, questionnaire: Questionnaire) -> tuple[Reliability, dict[str, float | None]]:
        """Alpha of a questionnaire, and the item-rest correlation of its shown items."""
        items = self.base.questionnaires[questionnaire.id].items
        listwise = self.scores.listwise(questionnaire.id)
        if 0 < listwise.n < self.rules.minimum_group:
            return Reliability(hidden=ALL_PROTECTED), {}
        alpha = cronbach_alpha(listwise)
        interval = None if alpha is None else alpha_interval(alpha, n=listwise.n, k=len(items))
        scored = self.scores.whole.n(questionnaire.id)
        title = questionnaire.title[self.instrument.language]
        if alpha is not None and alpha < 0:
            text = f"The items of {title} point in different directions (alpha below 0): check for reversed items."
            self.notes.append(Note("negative-alpha", text, "warning", questionnaire.id))
        if len(items) > 1 and listwise.n < LISTWISE_SHARE * scored:
            text = (
                f"The reliability of {title} rests on those who answered every item: {{complete}} of {{scored}} people."
            )
            values = {"complete": listwise.n, "scored": scored}
            self.notes.append(Note("few-complete", text, "warning", questionnaire.id, values))
        constant = [item for i, item in enumerate(items) if listwise.n > 1 and listwise.deviations[i][i] == 0]
        if constant:
            text = f"Everyone who answered all of {title} gave the same answer to {', '.join(constant)}."
            self.notes.append(Note("constant-item", text, "warning", questionnaire.id))
        shown = self.whole.shown_items(questionnaire)
        rests = {item: rest for item, rest in zip(items, item_rest(listwise), strict=True) if item in shown}
        return Reliability(n=listwise.n, alpha=alpha, interval=interval), rests

    def reinforcement(self) -> Reinforcement | None:
        """Correlations between the shown hallmarks."""
        hallmarks = self.base.hallmarks
        if len(hallmarks) < 2 or self.gate.closed:
            return None
        minimum = max(self.rules.minimum_correlation, self.rules.minimum_group)

        def between(a: str, b: str) -> float | None:
            if {a, b} & self.gate.hidden:
                return None
            if a == b:
                return 1.0 if self.scores.whole.n(a) >= minimum else None
            return self.scores.whole.correlation(a, b, minimum=minimum)

        return Reinforcement(
            hallmarks=hallmarks, correlation=tuple(tuple(between(a, b) for b in hallmarks) for a in hallmarks)
        )

    def priorities(self, hallmarks: Sequence[Hallmark]) -> tuple[Priority, ...]:
        """Items below the index that counts as present, by how much they hold their hallmark back."""
        target = self.rules.consistent.index
        found = []
        for hallmark in hallmarks:
            total = sum(item.weight for item in hallmark.items)
            found += [
                Priority(
                    item=item.id,
                    hallmark=hallmark.id,
                    index=item.index,
                    target=target,
                    gain=(target - item.index) * item.weight / total,
                )
                for item in hallmark.items
                if item.index is not None and not reaches(item.index, target)
            ]
        return tuple(sorted(found, key=lambda each: (-round(each.gain, 9), each.item)))

    def segment(self, segment: str) -> SegmentFigures:
        """A segment with all its groups, hidden ones included."""
        labels = {
            group.id: group.label for each in self.instrument.segments if each.id == segment for group in each.groups
        }
        return SegmentFigures(
            id=segment,
            title=self.scores.tally.segments[segment],
            groups=tuple(
                self.group(segment, group, cell, labels.get(group or ""))
                for group, cell in self.scores.cells[segment].items()
            ),
        )

    def group(self, segment: str, group: Group, cell: Cell, label: Text | None) -> GroupFigures:
        """A group; hidden whole where too few people stand behind it."""
        title = label or (None if group is None else dict.fromkeys(self.instrument.languages, group))
        gate = self.gate.segments[segment]
        if group in gate.hidden[PEOPLE]:
            return GroupFigures(value=group, title=title, hidden=ALL_PROTECTED)
        view = View(
            cell,
            self.instrument,
            self.rules,
            hidden=frozenset(column for column, groups in gate.hidden.items() if group in groups),
            thin=frozenset(column for column, groups in gate.thin.items() if group in groups),
        )
        hallmarks = tuple(view.group_hallmark(each) for each in self.asked if each.role == "hallmark")
        return GroupFigures(
            value=group,
            title=title,
            people=self.people.get((segment, group)),
            respondents=cell.scored,
            overall=view.overall(hallmarks),
            hallmarks=hallmarks,
            practices=view.practices(),
        )


def publish_rows(scores: Scores, *, rules: Rules) -> tuple[tuple[FileInfo, ...], Respondents]:
    """The files and who was read, scored and left out; counts that could disclose people are null."""
    whole = scores.whole
    left_out = {"empty": whole.empty, "too_few_answers": whole.rows - whole.empty - whole.scored}
    closed = whole.scored < rules.minimum_group
    files = tuple(
        FileInfo(**asdict(source) | {"rows": None if (source.rows or 0) < rules.minimum_group else source.rows})
        for source in scores.tally.sources
    )
    return files, Respondents(
        read=None if closed else whole.rows,
        scored=None if closed else whole.scored,
        left_out={reason: None if closed else n for reason, n in left_out.items() if n},
    )


def publish_notes(notes: Sequence[Note], *, rules: Rules) -> tuple[NoteInfo, ...]:
    """Notes as they may be shown: each once, whole numbers in them (counts of people or rows) not below the minimum.

    A note's text names its values in braces.
    """
    published = []
    for note in notes:
        values = {key: masked(value, minimum=rules.minimum_group) for key, value in note.values.items()}
        text = note.text
        for key, value in values.items():
            text = text.replace(f"{{{key}}}", f"fewer than {rules.minimum_group}" if value is None else str(value))
        published.append(NoteInfo(code=note.code, severity=note.severity, place=note.place, values=values, text=text))
    return tuple({each.model_dump_json(): each for each in published}.values())


def masked(value: object, *, minimum: int) -> Any:
    """A value without the whole numbers from 1 to below the minimum, wherever in it they stand.

    >>> masked({"rows": 3, "columns": {"a": 12, "b": 1}}, minimum=5)
    {'rows': None, 'columns': {'a': 12, 'b': None}}
    """
    if isinstance(value, Mapping):
        return {key: masked(each, minimum=minimum) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [masked(each, minimum=minimum) for each in value]
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value < minimum:
        return None
    return value
