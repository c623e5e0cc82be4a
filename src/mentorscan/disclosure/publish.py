"""From scores to results, through the gate: figures that are not shown are never asked for.

Figures made of figures (overall, presence's reach, fullness, sustainability, sums over items) are made of shown parts
only and name what they are made of.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mentorscan.disclosure.associations import drivers, reinforcement
from mentorscan.disclosure.coarse import shown_cell, two_digits
from mentorscan.disclosure.comparisons import comparisons, differences
from mentorscan.disclosure.gate import PEOPLE, Gate, close_gate
from mentorscan.disclosure.reliability import few_complete, reliability
from mentorscan.disclosure.siblings import Group
from mentorscan.disclosure.view import ALL_PROTECTED, PROTECTED, View, hide
from mentorscan.errors import Note
from mentorscan.instrument.model import Questionnaire, Rules, Text
from mentorscan.results import (
    AnswersQuality,
    Comparison,
    Differences,
    Drivers,
    GroupFigures,
    Hallmark,
    ItemFigures,
    Overall,
    PracticeFigures,
    Priority,
    Reinforcement,
    Respondents,
    SegmentFigures,
    Weighting,
)
from mentorscan.scoring.figures import Cell
from mentorscan.scoring.maturity import Reach, reach_of
from mentorscan.scoring.scores import Scores
from mentorscan.scoring.statistics import design_effect, reaches


@dataclass(frozen=True, kw_only=True)
class Figures:
    """What the gate lets through, as parts of the results.

    ``as_of``, ``respondents``: of earlier results, where everything stands from them (``disclosure.earlier``).
    """

    overall: Overall
    hallmarks: tuple[Hallmark, ...]
    outcomes: tuple[Hallmark, ...]
    practices: tuple[PracticeFigures, ...]
    reinforcement: Reinforcement | None
    drivers: Drivers | None
    weighting: Weighting | None
    answers_quality: AnswersQuality | None
    priorities: tuple[Priority, ...]
    segments: tuple[SegmentFigures, ...]
    notes: tuple[Note, ...]
    as_of: str | None = None
    respondents: Respondents | None = None


def publish(scores: Scores, *, rules: Rules, by: Sequence[str] | None = None, gate: Gate | None = None) -> Figures:
    """All figures that may be shown. ``by``: the segments to show (all, where ``None``); it changes no decision.

    ``gate``: the decision for these scores and rules, where it was taken before.
    """
    return Publisher(scores, rules, gate=gate or close_gate(scores, rules)).figures(by)


class Publisher:
    """Asks the scores for what the gate lets through."""

    def __init__(self, scores: Scores, rules: Rules, *, gate: Gate) -> None:
        self.scores = scores
        self.rules = rules
        self.instrument = scores.tally.instrument
        self.base = scores.base
        self.gate = gate
        self.everyone = shown_cell(scores.whole)
        self.whole = View(self.everyone, self.instrument, rules, self.gate.hidden, self.gate.thin, self.gate.bare)
        self.asked = [each for each in self.instrument.questionnaires if each.id in self.base.questionnaires]
        self.notes: list[Note] = []
        self.few_complete: dict[str, Mapping[str, int]] = {}

    def figures(self, by: Sequence[str] | None) -> Figures:
        """Everything."""
        shown = [each for each in self.scores.cells if by is None or each in by]
        hallmarks = tuple(self.hallmark(each, shown) for each in self.asked if each.role == "hallmark")
        self.note_what_is_missing(hallmarks)
        outcomes = tuple(self.hallmark(each, shown) for each in self.asked if each.role == "outcome")
        if self.few_complete:
            titles = {each.id: each.title for each in self.asked}
            self.notes.append(few_complete(self.few_complete, titles=titles, language=self.instrument.language))
        overall = self.whole.overall(hallmarks)
        together, goes_with = None, None
        if not self.gate.closed:
            together = reinforcement(self.scores, rules=self.rules, hidden=self.gate.hidden)
            goes_with, notes = drivers(self.scores, rules=self.rules, hidden=self.gate.hidden)
            self.notes += notes
        return Figures(
            overall=overall.model_copy(update={"equal_weights": self.equal_weights(overall.of)}),
            hallmarks=hallmarks,
            outcomes=outcomes,
            practices=self.whole.practices(),
            reinforcement=together,
            drivers=goes_with,
            weighting=self.weighting(),
            answers_quality=self.answers_quality(),
            priorities=self.priorities(hallmarks),
            segments=tuple(self.segment(each, overall.of) for each in shown),
            notes=tuple(self.notes),
        )

    def hallmark(self, questionnaire: Questionnaire, segments: Sequence[str]) -> Hallmark:
        """A questionnaire of the whole organisation; ``segments``: those that are shown."""
        figures = self.whole.questionnaire(questionnaire, reach=self.reach(questionnaire))
        more: Mapping[str, dict[str, Any]] = {}
        if questionnaire.id not in self.gate.bare:
            shown = self.whole.shown_items(questionnaire)
            found = reliability(self.scores, questionnaire, everyone=self.everyone, shown=shown, rules=self.rules)
            figures["reliability"], more = found.figures, found.items
            self.notes += found.notes
            if found.few:
                self.few_complete[questionnaire.id] = found.few
        elif questionnaire.id not in self.gate.hidden:
            figures["hidden"] |= {"reliability": figures["hidden"]["items"]}
        if questionnaire.id not in self.gate.thin:
            figures["differences"] = tuple(self.differences(questionnaire.id, each) for each in segments)
        return Hallmark(
            id=questionnaire.id,
            title=questionnaire.title,
            definition=questionnaire.definition,
            role=questionnaire.role,
            scale=questionnaire.scale,
            items=tuple(
                ItemFigures(**self.words(questionnaire, item), **fields, **more.get(item, {}))
                for item, fields in self.whole.items(questionnaire).items()
            ),
            **figures,
        )

    def differences(self, questionnaire: str, segment: str) -> Differences:
        """How far the groups of a segment explain the answers to a questionnaire."""
        cells, gate = self.scores.cells[segment], self.gate.segments[segment]
        parents = self.parents(segment)
        return differences(cells, gate=gate, parents=parents, questionnaire=questionnaire, segment=segment)

    def equal_weights(self, hallmarks: Sequence[str]) -> float | None:
        """The overall index if every item weighed the same; ``None`` where they do."""
        index = self.scores.equal_weights(hallmarks)
        return index if index is None or self.everyone.weights is None else round(index, 1)

    def parents(self, segment: str) -> set[str | None]:
        """The groups of a segment of which others are part."""
        return {group.parent for each in self.instrument.segments if each.id == segment for group in each.groups}

    def weighting(self) -> Weighting | None:
        """How respondents were weighted, rounded; ``None`` where they were not, or nothing may be shown."""
        weights, used = self.scores.whole.weights, self.scores.weight_range
        if weights is None or used is None or self.gate.closed:
            return None
        n, (total, squares) = self.scores.whole.scored, weights.people
        lost = design_effect(n, total=total, squares=squares)
        low, high = (each * n / total for each in used)
        by = self.scores.raked or ("column",)
        deff, least, most = (two_digits(each) for each in (lost.deff, low, high))
        return Weighting(by=by, deff=deff, n_eff=float(round(n / deff)), min=least, max=most)

    def answers_quality(self) -> AnswersQuality:
        """Rows that deserve a second look, counted as those left out are: exactly, or not at all."""
        counts = self.scores.tally.quality
        return AnswersQuality(hidden=dict.fromkeys(counts, PROTECTED)) if self.gate.closed else AnswersQuality(**counts)

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
            parents = self.parents(segment.id)
            hidden = self.gate.segments[segment.id].hidden[questionnaire.id] if segment.id in self.gate.segments else ()
            groups[segment.id] = [
                (figures.n, figures.index)
                for group, cell in self.scores.cells.get(segment.id, {}).items()
                if group is not None and group not in hidden and group not in parents
                if (figures := shown_cell(cell).score(questionnaire.id)) is not None
            ]
        return reach_of(groups, group_index=self.rules.consistent.group_index)

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

    def segment(self, segment: str, hallmarks: Sequence[str]) -> SegmentFigures:
        """A segment with all its groups, hidden ones included; ``hallmarks``: those that the whole is made of."""
        against_whole = comparisons(
            self.scores.cells[segment],
            whole=self.scores.whole,
            gate=self.gate.segments[segment],
            thin=self.gate.thin,
            hallmarks=hallmarks,
        )
        labels = {
            group.id: group.label for each in self.instrument.segments if each.id == segment for group in each.groups
        }
        return SegmentFigures(
            id=segment,
            title=self.scores.tally.segments[segment],
            groups=tuple(
                self.group(segment, group, cell, labels.get(group or ""), against_whole)
                for group, cell in self.scores.cells[segment].items()
            ),
        )

    def group(
        self,
        segment: str,
        group: Group,
        cell: Cell,
        label: Text | None,
        against_whole: Mapping[tuple[Group, str], Comparison],
    ) -> GroupFigures:
        """A group; hidden whole where too few people stand behind it."""
        title = label or (None if group is None else dict.fromkeys(self.instrument.languages, group))
        gate = self.gate.segments[segment]
        if group in gate.hidden[PEOPLE]:
            return GroupFigures(value=group, title=title, hidden=ALL_PROTECTED)
        view = View(
            shown_cell(cell),
            self.instrument,
            self.rules,
            hidden=frozenset(column for column, groups in gate.hidden.items() if group in groups),
            thin=frozenset(column for column, groups in gate.thin.items() if group in groups),
            bare=frozenset(column for column, groups in gate.bare.items() if group in groups),
        )
        hallmarks = tuple(
            view.group_hallmark(each, against_whole=against_whole.get((group, each.id)))
            for each in self.asked
            if each.role == "hallmark"
        )
        return GroupFigures(
            value=group,
            title=title,
            people=cell.headcount,
            respondents=cell.scored,
            overall=view.with_sure_level(view.overall(hallmarks)),
            against_whole=against_whole.get((group, PEOPLE)),
            hidden=hide(["against_whole"], view.reason(PEOPLE)) if PEOPLE in view.thin else {},
            hallmarks=hallmarks,
            practices=view.practices(),
        )
