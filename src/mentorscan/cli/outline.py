"""An instrument to be read in the terminal."""

from __future__ import annotations

from io import StringIO
from typing import Final

from rich.box import Box
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from mentorscan.cli.terminal import visible
from mentorscan.instrument.effort import SECONDS_AN_ITEM, WORDS_A_MINUTE, estimated_minutes
from mentorscan.instrument.model import Instrument, Item, Questionnaire, Scale

_RULED: Final = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""A line below the heading and nothing else, in characters that every terminal knows."""

_BASIS: Final = (
    f"Minutes: the introduction and the items read at {WORDS_A_MINUTE} words a minute, and {SECONDS_AN_ITEM} seconds "
    "an item to judge and mark, which is an assumption; without open comments."
)

_ROOM_FOR_NAME: Final = 24
"""Columns in which an item's id is not broken."""


def outline_text(instrument: Instrument, *, language: str, width: int, origin: str | None = None) -> str:
    """The whole instrument as plain text of at most ``width`` columns: head, counts, scales, each questionnaire.

    ``origin``: what it is a copy of.
    """
    text = StringIO()
    console = Console(file=text, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    for line in _head(instrument, language, origin):
        console.print(_text(line))
    console.print(Padding(_counts(instrument, language), (1, 0, 1, 2)))
    console.print(Padding(_text(_BASIS), (0, 0, 0, 2)))
    for scale in instrument.scales:
        console.print()
        console.print(_text(f"Scale {scale.id}"))
        for line in _scale_lines(scale, language):
            console.print(Padding(_text(line), (0, 0, 0, 2)))
    for questionnaire in instrument.questionnaires:
        console.print()
        console.print(_text(_heading(questionnaire, language)))
        if questionnaire.definition:
            console.print(Padding(_text(questionnaire.definition[language]), (0, 0, 0, 2)))
        items = _items(instrument, questionnaire, language)
        console.print(Padding(items, (1, 0, 1 if questionnaire.comment else 0, 2)))
        if questionnaire.comment:
            comment = f"Open comment {questionnaire.comment.id}: {questionnaire.comment.text[language]}"
            console.print(Padding(_text(comment), (0, 0, 0, 2)))
    if any(item.reverse for item in instrument.items.values()):
        console.print()
        console.print(_text("(R): reversed, a low answer is good."))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"


def counted(number: int, noun: str) -> str:
    """A number of things.

    >>> counted(1, "item"), counted(20, "item")
    ('1 item', '20 items')
    """
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _head(instrument: Instrument, language: str, origin: str | None) -> list[str]:
    parts = [counted(len(instrument.hallmarks), "hallmark")]
    parts += [counted(len(instrument.outcomes), "outcome questionnaire")] * bool(instrument.outcomes)
    parts += [counted(len(instrument.items), "item")]
    lines = [
        instrument.title[language],
        f"{instrument.id} {instrument.version}{f', a copy of {origin}' if origin else ''}",
        f"Languages: {', '.join(instrument.languages)}",
        ", ".join(parts),
    ]
    if instrument.segments:
        lines.append(f"Segments: {', '.join(_segment_names(instrument))}")
    return lines


def _segment_names(instrument: Instrument) -> list[str]:
    return [
        f"{segment.id} ({counted(len(segment.groups), 'group')})" if segment.groups else segment.id
        for segment in instrument.segments
    ]


def _counts(instrument: Instrument, language: str) -> Table:
    """The items of each questionnaire in each form, their sums, and the minutes that a form takes."""
    forms = [form.id for form in instrument.forms]
    table = _table()
    table.add_column("Items", overflow="fold")
    for form in forms:
        table.add_column(_text(form), justify="right")
    for questionnaire in instrument.questionnaires:
        counts = [sum(form in item.forms for item in questionnaire.items) for form in forms]
        table.add_row(_text(questionnaire.title[language]), *map(str, counts))
    table.add_row("In all", *(str(len(instrument.form_items(form))) for form in forms))
    minutes = [estimated_minutes(instrument, form=form, language=language) for form in forms]
    table.add_row("Minutes to answer, about", *map(str, minutes))
    return table


def _table() -> Table:
    return Table(box=_RULED, show_edge=False, pad_edge=False, header_style="")


def _scale_lines(scale: Scale, language: str) -> list[str]:
    points = [f"{point.value}  {point.label[language]}" for point in scale.points]
    opt_outs = [f"{opt_out.label[language]} ({opt_out.code}, not scored)" for opt_out in scale.opt_outs]
    return [*points, *opt_outs, f"Favourable from {scale.favourable_from}, unfavourable to {scale.unfavourable_to}."]


def _heading(questionnaire: Questionnaire, language: str) -> str:
    kind = "Hallmark" if questionnaire.role == "hallmark" else "Outcomes"
    count = counted(len(questionnaire.items), "item")
    return f"{kind}: {questionnaire.title[language]} ({questionnaire.id}, {count}, scale {questionnaire.scale})"


def _items(instrument: Instrument, questionnaire: Questionnaire, language: str) -> Table:
    """A row for each item: its id, its statement, and below it practice, facet and forms, as far as it has any."""
    facets = {facet.id: facet.title[language] for facet in questionnaire.facets}
    table = _table()
    widest = max(len(_name(item)) for item in questionnaire.items)
    table.add_column("Item", overflow="fold", min_width=min(widest, _ROOM_FOR_NAME))
    table.add_column("Statement", overflow="fold", ratio=1)
    for item in questionnaire.items:
        table.add_row(_text(_name(item)), _text(item.text[language]))
        forms = ", ".join(item.forms) if len(instrument.forms) > 1 else ""
        tags = [item.practice or "", facets.get(item.facet or "", ""), forms]
        if any(tags):
            table.add_row("", _text(f"[{' | '.join(filter(None, tags))}]"))
    return table


def _name(item: Item) -> str:
    return f"{item.id} (R)" if item.reverse else item.id


def _text(text: str) -> Text:
    """Foreign text: no markup, no control characters; its line breaks become spaces."""
    return Text(visible(" ".join(text.split())))
