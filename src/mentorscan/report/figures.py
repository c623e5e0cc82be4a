"""Every figure that results hold, as a row of its own, for formats that calculate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import TYPE_CHECKING

from mentorscan.report.plain import plain
from mentorscan.results import (
    Agreement,
    GroupFigures,
    GroupHallmark,
    GroupItem,
    Hallmark,
    HallmarkBeside,
    Interval,
    ItemBeside,
    Overall,
    Part,
    PracticeFigures,
)
from mentorscan.results import (
    Figures as OwnFigures,
)
from mentorscan.results_file import rounded

if TYPE_CHECKING:
    from mentorscan.report.edition import Edition

_OVERALL = ("respondents", "index", "sustainability", "equal_weights")
_SIMPLE = ("respondents", "index", "sd")
_SHARES = ("favourable", "neutral", "unfavourable", "dont_know", "not_applicable", "blank")
_HALLMARK = ("respondents", "mean", "sd", "index", *_SHARES)
_GROUP_ITEM = ("answered", "mean", "sd", "index", *_SHARES)
_ITEM = (*_GROUP_ITEM, "item_rest", "alpha_if_dropped", "influence")
_RELIABILITY = ("n", "alpha", "omega", "spearman_brown", "eigenvalue_ratio")
_AGREEMENT = tuple(each for each in Agreement.model_fields if each != "hidden")
_COMPARISON = ("difference", "p")
_DRIVER = ("correlation", "relative_weight", "shapley")
_PRIORITY = ("index", "target", "gain")

_INTERVALS = {"index": "interval", "alpha": "interval", "difference": "interval", "favourable": "favourable_interval"}
"""Which figure each interval belongs to."""

_WORDS = frozenset({"level", "presence", "verdict", "*"})
"""What may be hidden, but is not a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """One figure of one thing. ``value`` is ``None`` where it may not be shown; ``hidden`` then says why.

    ``segment``, ``group``: empty for the whole; a group's id (``None``: people without a group). ``part``: overall,
    group, hallmark, facet, item, practice, outcome, correlation, driver, priority, action, survey; ``id``, ``title``:
    of that thing; ``hallmark``: the one it belongs to, of a correlation the other one. ``figure``: its name in the
    results file (within another part of it ``agreement.ad_m``, of several of a kind ``count:4``); ``low``, ``high``:
    its 95 % interval. ``people``: how many it rests on. What could not be computed has no row.
    """

    segment: str
    group: str | None
    part: str
    hallmark: str
    id: str
    title: str
    figure: str
    value: float | None
    low: float | None = None
    high: float | None = None
    people: int | None = None
    hidden: str | None = None


class Figures:
    """The figures of an edition's results, in their order there; made anew whenever somebody goes through them.

    They are what the results file holds, at its 12 digits. Items that the recipe leaves out are left out here too.
    """

    def __init__(self, edition: Edition) -> None:
        self._edition = edition
        every = (*edition.results.hallmarks, *edition.results.outcomes)
        self._statements = {item.id: edition.text(item.text) for each in every for item in each.items}

    def __iter__(self) -> Iterator[FigureRow]:
        edition, results = self._edition, self._edition.results
        if edition.subject:
            yield from self._group(edition.subject.segment.id, edition.subject.group)
            return
        yield from _overall(_Thing(part="overall", title=edition.words.gettext("The whole")), results.overall)
        for part, found in (("hallmark", results.hallmarks), ("outcome", results.outcomes)):
            for each in found:
                yield from self._whole(_Thing(part=part, id=each.id, title=edition.text(each.title)), each)
        yield from self._raters()
        yield from self._practices(_Thing(part="practice", title=""), results.practices)
        yield from self._correlations()
        yield from self._drivers()
        yield from self._priorities()
        yield from self._plan()
        yield from self._survey()
        for segment in results.segments:
            for group in segment.groups:
                yield from self._group(segment.id, group)

    def _raters(self) -> Iterator[FigureRow]:
        """How each rater sees the hallmarks, raters by their place from 1; of a blind panel the two ends alone."""
        panel = self._edition.results.panel
        for each in panel.spread if panel else ():
            thing = _Thing(part="hallmark", id=each.hallmark, title=self._edition.title(each.hallmark))
            yield from thing.rows(each, ("rated", "lowest", "highest"), within="spread.")
            for place, rater in enumerate(each.raters, 1):
                yield from thing.rows(rater, ("index",), within="spread.", of=f":{place}")

    def _whole(self, thing: _Thing, hallmark: Hallmark) -> Iterator[FigureRow]:
        """A hallmark or outcome of the whole organisation."""
        yield from self._hallmark(thing, hallmark)
        if hallmark.reliability:
            known = replace(thing, people=hallmark.reliability.n)
            yield from known.rows(hallmark.reliability, _RELIABILITY, within="reliability.")
        for each in hallmark.differences or ():
            yield from replace(thing, people=hallmark.respondents).rows(
                each, ("groups", "icc1", "icc2"), of=f":{each.segment}"
            )
        bounds = {each.id: each.from_index for each in self._edition.levels}
        if hallmark.target in bounds:
            yield thing.row("target", bounds[hallmark.target])
        yield from self._items(thing, hallmark.items, _ITEM)

    def _hallmark(self, thing: _Thing, found: OwnFigures) -> Iterator[FigureRow]:
        """What a hallmark has in the whole organisation and in a group alike."""
        own = replace(thing, people=found.respondents)
        yield from own.rows(found, _HALLMARK)
        for condition in found.presence_conditions:
            if condition.value is not None:
                yield own.row(f"condition:{condition.condition}", condition.value)
        if found.agreement:
            yield from own.rows(found.agreement, _AGREEMENT, within="agreement.")
        for facet in found.facets:
            title = self._edition.text(facet.title)
            below = replace(thing, part="facet", hallmark=thing.id, id=facet.id, title=title, people=facet.respondents)
            yield from below.rows(facet, _SIMPLE)

    def _items(self, thing: _Thing, items: Sequence[GroupItem], names: Sequence[str]) -> Iterator[FigureRow]:
        for item in items:
            if item.id in self._edition.recipe.without_items:
                continue
            below = replace(
                thing,
                part="item",
                hallmark=thing.id,
                id=item.id,
                title=self._statements.get(item.id, item.id),
                people=item.answered,
            )
            yield from below.rows(item, names)
            for point, count in (item.counts or {}).items():
                yield below.row(f"count:{point}", count)

    def _practices(self, thing: _Thing, practices: Sequence[PracticeFigures]) -> Iterator[FigureRow]:
        for each in practices:
            named = replace(
                thing, part="practice", id=each.id, title=self._edition.text(each.title), people=each.respondents
            )
            yield from named.rows(each, _SIMPLE)

    def _correlations(self) -> Iterator[FigureRow]:
        """Every pair of hallmarks once."""
        found = self._edition.results.reinforcement
        for (row, one), (column, other) in combinations(enumerate(found.hallmarks if found else ()), 2):
            correlation = found.correlation[row][column] if found else None
            if correlation is not None:
                pair = _Thing(part="correlation", hallmark=one, id=other, title=self._edition.title(other))
                yield pair.row("correlation", correlation)

    def _drivers(self) -> Iterator[FigureRow]:
        found = self._edition.results.drivers
        if found is None:
            return
        titles = ", ".join(self._edition.title(each) for each in found.outcomes)
        together = _Thing(part="driver", title=titles, people=found.n)
        yield from together.rows(found, ("n", "r2"))
        for each in found.weights:
            title = self._edition.title(each.hallmark)
            yield from replace(together, hallmark=each.hallmark, id=each.hallmark, title=title).rows(each, _DRIVER)

    def _priorities(self) -> Iterator[FigureRow]:
        for each in self._edition.results.priorities:
            if each.item not in self._edition.recipe.without_items:
                thing = _Thing(
                    part="priority",
                    hallmark=each.hallmark,
                    id=each.item,
                    title=self._statements.get(each.item, each.item),
                )
                yield from thing.rows(each, _PRIORITY)

    def _plan(self) -> Iterator[FigureRow]:
        """The actions that are planned, by their place in the plan; the item whose advice one follows is its id."""
        for place, each in enumerate(self._edition.results.plan, 1):
            thing = _Thing(part="action", hallmark=each.hallmark, id=each.item or "", title=plain(each.action))
            yield thing.row("place", place)

    def _survey(self) -> Iterator[FigureRow]:
        """The employees' figures, the raters' on what both were asked, and the difference."""
        found, edition = self._edition.results.survey, self._edition
        if found is None:
            return
        of = {item.id: each.id for each in edition.results.hallmarks for item in each.items}
        for each in found.hallmarks:
            thing = _Thing(part="survey", id=each.id, title=edition.title(each.id), people=each.respondents)
            yield from _both(thing, each)
        for item in found.items:
            if item.id not in edition.recipe.without_items:
                title = self._statements.get(item.id, item.id)
                yield from _both(_Thing(part="survey", hallmark=of[item.id], id=item.id, title=title), item)

    def _group(self, segment: str, group: GroupFigures) -> Iterator[FigureRow]:
        edition = self._edition
        thing = _Thing(
            segment=segment,
            group=group.value,
            part="group",
            title=edition.group_title(group),
            people=group.respondents,
        )
        yield from thing.rows(group, ("people", "respondents"))
        overall = replace(thing, part="overall")
        if group.overall:
            yield from _overall(overall, group.overall)
        elif "*" in group.hidden:
            yield from _overall(overall, Overall(hidden={"*": group.hidden["*"]}))
        if group.against_whole:
            yield from overall.rows(group.against_whole, _COMPARISON, within="against_whole.")
        for each in group.hallmarks:
            yield from self._group_hallmark(
                replace(thing, part="hallmark", id=each.id, title=edition.title(each.id)), each
            )
        yield from self._practices(thing, group.practices)

    def _group_hallmark(self, thing: _Thing, hallmark: GroupHallmark) -> Iterator[FigureRow]:
        yield from self._hallmark(thing, hallmark)
        if hallmark.against_whole:
            known = replace(thing, people=hallmark.respondents)
            yield from known.rows(hallmark.against_whole, _COMPARISON, within="against_whole.")
        yield from self._items(thing, hallmark.items, _GROUP_ITEM)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    """What figures belong to: all of a row that they share."""

    part: str
    title: str
    id: str = ""
    hallmark: str = ""
    segment: str = ""
    group: str | None = ""
    people: int | None = None

    def row(
        self, figure: str, value: float | None = None, *, ends: Interval | None = None, hidden: str | None = None
    ) -> FigureRow:
        """One figure, or why it may not be shown."""
        low, high = rounded(list(ends)) if ends else (None, None)
        return FigureRow(
            segment=self.segment,
            group=self.group,
            part=self.part,
            hallmark=self.hallmark,
            id=self.id,
            title=self.title,
            figure=figure,
            value=rounded(value),
            low=low,
            high=high,
            people=self.people,
            hidden=hidden,
        )

    def rows(self, part: Part, names: Sequence[str], *, within: str = "", of: str = "") -> Iterator[FigureRow]:
        """The figures of a part that are known, and what it hides; ``within``, ``of``: before and after their names."""
        hidden: Mapping[str, str] = getattr(part, "hidden", {})
        for name in names:
            value, ends = getattr(part, name), getattr(part, _INTERVALS.get(name, ""), None)
            if value is not None:
                yield self.row(f"{within}{name}{of}", value, ends=ends)
            elif "*" in hidden:
                yield self.row(f"{within}{name}{of}", hidden=hidden["*"])
        for name, reason in hidden.items():
            if name not in _WORDS:
                yield self.row(f"{within}{name}{of}", hidden=reason)


def _both(thing: _Thing, found: HallmarkBeside | ItemBeside) -> Iterator[FigureRow]:
    """Both views; interval and people are those of the employees' index alone."""
    yield from thing.rows(found, ("index",))
    for name in ("raters_index", "difference"):
        if (value := getattr(found, name)) is not None:
            yield replace(thing, people=None).row(name, value)


def _overall(thing: _Thing, overall: Overall) -> Iterator[FigureRow]:
    known = replace(thing, people=overall.respondents)
    yield from known.rows(overall, _OVERALL)
    if overall.fullness:
        yield from known.rows(overall.fullness, ("consistent", "of"), within="fullness.")
