"""The results as one reader sees them: in their language, with what belongs together looked up once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorscan.instrument.model import Level, Scale, Text
from mentorscan.report.charts import blocks
from mentorscan.report.group import Subject
from mentorscan.report.language import Language
from mentorscan.report.model import Figure, Number
from mentorscan.report.numbers import number
from mentorscan.report.pictures import Track
from mentorscan.report.plain import plain
from mentorscan.report.recipe import WHOLE_REPORT, Recipe
from mentorscan.results import GroupFigures, Hallmark, HiddenReason, Interval, ItemFigures, Results, Shown

DASH = "–"

_NAMED = 3
"""Up to how many hallmarks a sentence names one by one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """Results, the language of the words around them (``words``), and that of the instrument's texts (``texts``).

    ``comments``: by hallmark, those of a survey that were released, in the order in which they are printed.
    ``recipe``: what is wanted of this report. ``subject``: the group that it is about, whose results these are.
    """

    results: Results
    words: Language
    texts: str
    comments: Mapping[str, Sequence[str]] = field(default_factory=dict)
    recipe: Recipe = WHOLE_REPORT
    subject: Subject | None = None

    def text(self, text: Text) -> str:
        """A text of the instrument, as one plain line."""
        return plain(text.get(self.texts) or next(iter(text.values()), ""))

    def quoted(self, text: str) -> str:
        """A title or statement within a sentence: in quotation marks, without its own full stop."""
        return self.words.pgettext("quotation", "“{text}”", text=text.removesuffix("."))

    @property
    def organisation(self) -> str | None:
        """Whose culture it is, where that is known."""
        return plain(self.results.organisation) if self.results.organisation else None

    def items(self, hallmark: Hallmark) -> tuple[ItemFigures, ...]:
        """The items of a hallmark that this report shows; those that the recipe leaves out count in figures alone."""
        left_out = self.recipe.without_items
        return tuple(each for each in hallmark.items if each.id not in left_out) if left_out else hallmark.items

    @property
    def every_item(self) -> tuple[ItemFigures, ...]:
        """The items of all hallmarks that this report shows."""
        return tuple(item for each in self.results.hallmarks for item in self.items(each))

    @property
    def assessed(self) -> bool:
        """Whether named raters answered, rather than the respondents of a survey."""
        return self.results.source.kind == "assessment"

    @property
    def whole(self) -> Results:
        """The results of the whole, also where the report is about one group of it."""
        return self.subject.whole if self.subject else self.results

    @property
    def title_of_report(self) -> str:
        """What the report is called: as the recipe says, else by the questionnaire."""
        cover = self.recipe.cover
        return cover.title if cover and cover.title else self.text(self.results.instrument.title)

    @property
    def of_whole(self) -> Edition:
        """The whole as the same reader sees it, also where the report is about one group of it."""
        return replace(self, results=self.subject.whole, subject=None) if self.subject else self

    @property
    def subject_title(self) -> str | None:
        """The group that the report is about, with its segment; ``None`` where it is about the whole."""
        if self.subject is None:
            return None
        group, segment = self.group_title(self.subject.group), self.text(self.subject.segment.title)
        return self.words.gettext("{group} ({segment})", group=group, segment=segment)

    @property
    def without_reach(self) -> bool:
        """Whether presence rests on two conditions alone: nobody asks of raters, or of one group, whom it reaches."""
        return self.assessed or self.subject is not None

    @property
    def alone(self) -> bool:
        """Whether a single rater answered, so that there is no spread."""
        return self.assessed and len(self.results.source.raters) == 1

    @property
    def blind(self) -> bool:
        """Whether several raters answered whose names and single answers are left out."""
        return self.results.panel is not None and self.results.panel.blind

    @property
    def answered(self) -> int | None:
        """How many people answered: those scored, and those whose answers were too few or left out on request."""
        who = self.results.source.respondents
        besides = (who.left_out.get(reason) or 0 for reason in ("too_few_answers", "same_answer", "sparse"))
        return None if who.scored is None else who.scored + sum(besides)

    @property
    def everyone_answered(self) -> bool:
        """Whether nobody is known to be missing."""
        people = self.results.source.respondents.people
        return bool(people) and self.answered is not None and self.answered >= (people or 0)

    @property
    def levels(self) -> tuple[Level, ...]:
        """The levels, lowest first."""
        return self.results.instrument.levels

    @property
    def ranked(self) -> tuple[Hallmark, ...]:
        """The hallmarks with an index that the whole is made of, lowest first; ties in the order of the model."""
        counted = [each for each in self.results.hallmarks if each.id in self.results.overall.of]
        return tuple(sorted((each for each in counted if each.index is not None), key=index_of))

    @property
    def alike(self) -> bool:
        """Whether the hallmarks lie level, or so nearly that their indices read alike; also where there is only one."""
        ends = self.ranked[:1] + self.ranked[-1:]
        return len({self.index_text(index_of(each)) for each in ends}) < 2

    @property
    def weakest(self) -> tuple[Hallmark, ...]:
        """The hallmark with the lowest index; several where they share it, as is common with few raters."""
        ranked = self.ranked
        return tuple(each for each in ranked if index_of(each) == index_of(ranked[0]))

    def named(self, hallmarks: Sequence[Hallmark]) -> str:
        """The titles of a few hallmarks; of more than a reader takes in at once, how many they are."""
        if len(hallmarks) <= _NAMED:
            return ", ".join(self.text(each.title) for each in hallmarks)
        spelled = self.words.spelled(len(hallmarks))
        return self.words.ngettext("one hallmark", "{spelled} hallmarks", len(hallmarks), spelled=spelled)

    @property
    def unscored(self) -> tuple[Hallmark, ...]:
        """The hallmarks without an index for want of answers on the scale; those that are hidden are not among them."""
        without = (each for each in self.results.hallmarks if each.index is None)
        return tuple(each for each in without if hidden_reason(each, "index", "mean", "respondents") is None)

    @property
    def judged(self) -> tuple[int, int] | None:
        """How many hallmarks are consistent, of how many that could be judged; ``None`` where that is not known."""
        fullness = self.results.overall.fullness
        if fullness is None or fullness.consistent is None or fullness.of <= len(self.unscored):
            return None
        return fullness.consistent, fullness.of - len(self.unscored)

    @property
    def shows_hallmarks(self) -> bool:
        """Whether at least one hallmark has an index; parts that would hold nothing but ``hidden`` are left out."""
        return any(each.index is not None for each in self.results.hallmarks)

    def hallmark(self, hallmark_id: str) -> Hallmark | None:
        """A hallmark by its id."""
        return next((each for each in self.results.hallmarks if each.id == hallmark_id), None)

    def title(self, hallmark_id: str) -> str:
        """A hallmark's or outcome's title, also of one that was not asked; its id where the results do not hold it."""
        every = (*self.results.hallmarks, *self.results.outcomes)
        found = next((each for each in every if each.id == hallmark_id), None)
        return self.text(found.title) if found else self._titles_not_asked.get(hallmark_id, plain(hallmark_id))

    @property
    def not_asked(self) -> tuple[str, ...]:
        """The titles of the instrument's hallmarks of which nothing was asked, as far as the run noted them."""
        return tuple(self._titles_not_asked.values())

    @property
    def _titles_not_asked(self) -> dict[str, str]:
        """The same by their ids."""
        noted = next((each.values for each in self.results.notes if each.code == "hallmarks-not-asked"), {})
        ids, titles = noted.get("hallmarks"), noted.get("titles")
        named = titles if isinstance(titles, dict) else {}
        return {
            str(each): self.text(title) if isinstance(title := named.get(each), dict) else plain(str(each))
            for each in (ids if isinstance(ids, list) else [])
        }

    def group_title(self, group: GroupFigures) -> str:
        """A group as the report calls it: its label, else its value; people without a group under words of ours."""
        if group.title is not None:
            return self.text(group.title)
        return self.words.gettext("Without a group") if group.value is None else plain(group.value)

    def scale(self, scale_id: str) -> Scale | None:
        """A scale by its id."""
        return next((each for each in self.results.instrument.scales if each.id == scale_id), None)

    def level_title(self, level_id: str) -> str:
        """A level's title."""
        return next((self.text(each.title) for each in self.levels if each.id == level_id), plain(level_id))

    def position_of(self, level_id: str | None) -> int:
        """A level's place from the lowest (0); the highest place where it is not known."""
        ids = [each.id for each in self.levels]
        return ids.index(level_id) if level_id in ids else len(ids) - 1

    def position_at(self, index: float) -> int:
        """The place of the highest level whose bound the index reaches."""
        reached = [place for place, each in enumerate(self.levels) if round(index, 9) >= round(each.from_index, 9)]
        return reached[-1] if reached else 0

    def index_text(self, index: float, *, of_group: bool = False) -> str:
        """An index as a whole number; with one decimal, cut off, where rounding would lift it over a bound.

        Bounds are those of the levels, that of a consistent hallmark, and of a group that from which it is reached.
        """
        bounds = self._bounds(of_group=of_group)
        if not any(
            index - 1 < bound < index + 1 and round(index, 9) < round(bound, 9) <= _half_up(index) for bound in bounds
        ):
            return self.words.number(index)
        return self.words.number(int(index * 10) / 10, decimals=1)

    def _bounds(self, *, of_group: bool) -> tuple[float, ...]:
        rule = self.results.rules.consistent
        return (*(each.from_index for each in self.levels), rule.index, *((rule.group_index,) if of_group else ()))

    def index_number(self, index: float, *, of_group: bool = False) -> Number:
        """An index as a figure that never reads as if it reached a bound that it misses."""
        return number(index, unit="index", bounds=self._bounds(of_group=of_group))

    def index_if_known(self, index: float | None) -> Number | None:
        """The same of an index that may be missing."""
        return None if index is None else self.index_number(index)

    def told(self, interval: Interval | None) -> Interval | None:
        """The interval where the report tells it: named raters are no sample of anybody, so theirs has no meaning."""
        return None if self.assessed else interval

    def interval_text(self, interval: Interval | None) -> str | None:
        """``54 to 60``."""
        ends = self.told(interval)
        if ends is None:
            return None
        low, high = (self.index_text(each) for each in ends)
        return self.words.pgettext("interval", "{low} to {high}", low=low, high=high)

    def index_figure(self, part: Shown, index: float | None) -> Figure:
        """An index, or why there is none."""
        if index is None:
            missing = self.missing(part, "index", "mean", "respondents")
            if missing.state == "absent" and isinstance(part, Hallmark):
                reason = self.words.gettext("not judged") if self.assessed else self.words.gettext("no score")
                return replace(missing, reason=reason)
            return missing
        return Figure(text=self.index_text(index), at=round(index, 2))

    def missing(self, part: Shown, *fields: str) -> Figure:
        """What stands in the place of a figure that is not there: ``hidden`` with its reason, else a dash."""
        reason = hidden_reason(part, *fields)
        if reason is None:
            return Figure(text=DASH, state="absent", reason=self.words.gettext("not available"))
        return Figure(text=self.words.gettext("hidden"), state="hidden", reason=self.reason(reason))

    def reason(self, reason: HiddenReason) -> str:
        """Why something is hidden, in plain words, to follow ``hidden:``."""
        if reason == "too_few_for_distribution":
            return self.words.gettext(
                "fewer than {minimum} people: only the mean and the index are shown",
                minimum=self.words.count(self.results.rules.minimum_distribution),
            )
        if reason == "not_agreed":
            return self.words.gettext("not among the figures that were agreed to be shown")
        return self.words.gettext("too few people here, or in a group that could be worked out from this one")

    def track(
        self,
        title: str,
        *,
        part: Shown,
        index: float | None,
        interval: Interval | None,
        reference: float | None = None,
    ) -> Track:
        """An index as a picture on the axis, and the same in words; beside it that of the whole (``reference``)."""
        drawn = self._track(title, part=part, index=index, interval=interval)
        if index is None or reference is None:
            return drawn
        told = self.words.gettext(
            "{track}; the whole organisation: {index}", track=drawn.alternative, index=self.index_text(reference)
        )
        return replace(drawn, alternative=told, reference=round(reference, 2))

    def _track(self, title: str, *, part: Shown, index: float | None, interval: Interval | None) -> Track:
        figure = self.index_figure(part, index)
        if index is None:
            told = self.words.gettext(
                "{title}: {figure} ({reason})", title=title, figure=figure.text, reason=figure.reason or ""
            )
            return Track(alternative=told, blocks="", state=figure.state)
        ends = self.told(interval)
        if ends is None:
            told = self.words.gettext("{title}: index {index} of 100", title=title, index=figure.text)
            return Track(alternative=told, blocks=blocks(index), state="shown", at=figure.at)
        told = self.words.gettext(
            "{title}: index {index} of 100, 95% interval {interval}",
            title=title,
            index=figure.text,
            interval=self.interval_text(interval) or "",
        )
        low, high = (round(each, 2) for each in ends)
        return Track(alternative=told, blocks=blocks(index), state="shown", at=figure.at, low=low, high=high)


def index_of(hallmark: Hallmark) -> float:
    """A hallmark's index, rounded as every figure that is compared."""
    return round(hallmark.index or 0.0, 9)


def hidden_reason(part: Shown, *fields: str) -> HiddenReason | None:
    """Why the first of these fields is hidden, ``None`` where none of them is."""
    return next((part.hidden[field] for field in (*fields, "*") if field in part.hidden), None)


def _half_up(index: float) -> float:
    return float(int(round(index, 9) + 0.5))
