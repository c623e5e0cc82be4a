"""Parts 6 and 8: which practice lags, and what should be done first?"""

from __future__ import annotations

from mentorscan.report import numbers
from mentorscan.report.edition import Edition, hidden_reason
from mentorscan.report.model import Cell, Column, Practices, Priorities, PriorityEntry, Row, Table
from mentorscan.report.parts.profiles import axis, simple_rows, simple_table
from mentorscan.report.plain import plain
from mentorscan.report.wording import sentences
from mentorscan.report.wording.practices import compared
from mentorscan.results import ItemFigures, PlannedAction, PracticeFigures, Priority

SHOWN = 5
"""How many priorities the report tells in full: more than a handful are none."""

_EMPTY_ROWS = 5


def practices(edition: Edition) -> Practices | None:
    """Part 6; ``None`` where the instrument has no practices, or none of them may be shown."""
    if all(each.index is None for each in edition.results.practices):
        return None
    words, found = edition.words, compared(edition)
    return Practices(
        id="practices",
        title=words.gettext("How do the practices compare?")
        if edition.assessed
        else words.gettext("Which practice lags?"),
        finding=found,
        lead=(
            words.gettext("Every statement also belongs to a practice, and practices run across the hallmarks."),
            *(_meaning(edition, each) for each in edition.results.practices),
            *((found,) if found else ()),
        ),
        table=simple_table(
            edition,
            simple_rows(edition, edition.results.practices),
            table_id="practices-table",
            caption=words.gettext("The practices on the index from 0 to 100"),
            first=words.gettext("Practice"),
        ),
        axis=axis(edition),
    )


def _meaning(edition: Edition, practice: PracticeFigures) -> str:
    words, title = edition.words, edition.text(practice.title)
    meanings = {
        "readiness": words.gettext("{title}: people know, understand and are prepared.", title=title),
        "opportunity": words.gettext("{title}: there is a way in, or a way on.", title=title),
        "support": words.gettext("{title}: people receive what keeps it going.", title=title),
    }
    return meanings[practice.id]


def priorities(edition: Edition) -> Priorities | None:
    """Part 8; ``None`` for a group, and without a plan where no figure may be shown that a priority could rest on."""
    scored, planned = edition.results.overall.index is not None, edition.results.plan
    if edition.subject or not (scored or planned):
        return None
    words, found = edition.words, edition.results.priorities[:SHOWN]
    entries = tuple(_entry(edition, each, rank=rank) for rank, each in enumerate(found, 1))
    back = sentences.holds_back(edition)
    return Priorities(
        id="priorities",
        title=words.gettext("What should we do first?"),
        finding=back,
        lead=(
            *((_opening(edition, low=len(entries)),) if scored else ()),
            *((back,) if back else ()),
            *_planned(edition, planned),
        ),
        entries=entries,
        advice_title=words.gettext("What to do first"),
        evidence_title=words.gettext("What to ask to see"),
        actions=_actions(edition),
    )


def _opening(edition: Edition, *, low: int) -> str:
    """What the list below holds, or why it holds nothing; what is hidden may be low."""
    words = edition.words
    items = edition.every_item
    hidden = [item for item in items if item.index is None and hidden_reason(item, "index", "mean")]
    if low:
        return words.ngettext(
            "One statement has a low index; this is what its hallmark would gain if it were raised.",
            "Statements with a low index, in the order of what their hallmark would gain if they were raised.",
            low,
        )
    if hidden and len(hidden) == len(items):
        return words.gettext("The single statements are hidden, so none can be named as low.")
    if hidden:
        return words.gettext("No statement that is shown stands out as low; others are hidden.")
    return words.gettext("No single statement stands out as low.")


def _entry(edition: Edition, priority: Priority, *, rank: int) -> PriorityEntry:
    words = edition.words
    item = _item(edition, priority)
    return PriorityEntry(
        rank=words.count(rank),
        text=edition.text(item.text) if item else priority.item,
        facts=words.gettext(
            "{hallmark}: index {index}; raised to {target}, the hallmark would gain {gain} points.",
            hallmark=edition.title(priority.hallmark),
            index=edition.index_text(priority.index),
            target=words.number(priority.target),
            gain=words.number(priority.gain, decimals=1),
        ),
        advice=edition.text(item.advice) if item and item.advice else None,
        evidence=edition.text(item.evidence) if item and item.evidence else None,
        hallmark=edition.title(priority.hallmark),
        index=edition.index_number(priority.index),
        gain=numbers.points(priority.gain),
    )


def _item(edition: Edition, priority: Priority) -> ItemFigures | None:
    hallmark = edition.hallmark(priority.hallmark)
    return next((each for each in hallmark.items if each.id == priority.item), None) if hallmark else None


def _actions(edition: Edition) -> Table:
    words = edition.words
    heads = (
        words.gettext("Action"),
        words.gettext("Owner"),
        words.gettext("Due"),
        words.gettext("Sign of success"),
    )
    empty = tuple(Cell(text="") for _ in heads)
    planned = [_action(edition, each) for each in edition.results.plan] or [empty] * _EMPTY_ROWS
    to_fill_in = words.gettext("To be filled in together: few actions, each with one owner and a date.")
    return Table(
        id="actions",
        caption=words.gettext("What we will do"),
        layout="actions",
        columns=(Column(title=words.gettext("No."), kind="number"), *(Column(title=head) for head in heads)),
        rows=tuple(
            Row(cells=(Cell(text=words.count(place), number=numbers.count(place)), *cells))
            for place, cells in enumerate(planned, 1)
        ),
        notes=() if edition.results.plan else (to_fill_in,),
    )


def _action(edition: Edition, action: PlannedAction) -> tuple[Cell, ...]:
    """What is to be done, below it for which hallmark, then by whom, until when, and how its success will show."""
    due = edition.words.date(plain(action.due)) if action.due else ""
    return (
        Cell(text=plain(action.action), detail=edition.title(action.hallmark)),
        Cell(text=plain(action.owner or "")),
        Cell(text=due, day=action.due if due else None),
        Cell(text=plain(action.sign or "")),
    )


def _planned(edition: Edition, plan: tuple[PlannedAction, ...]) -> tuple[str, ...]:
    """How much is planned, and what still lacks its owner or its date."""
    if not plan:
        return ()
    words = edition.words
    unowned, undated = sum(not each.owner for each in plan), sum(not each.due for each in plan)
    told = (
        words.gettext("Actions planned: {number}.", number=words.count(len(plan))),
        words.gettext("Still without an owner: {number}.", number=words.count(unowned)) if unowned else None,
        words.gettext("Still without a date: {number}.", number=words.count(undated)) if undated else None,
    )
    return (" ".join(each for each in told if each),)
