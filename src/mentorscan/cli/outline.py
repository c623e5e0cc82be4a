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
from mentorscan.instrument.model import Instrument, Item, Questionnaire, Scale

_RULED: Final = Box("    \n    \n -- \n    \n    \n    \n    \n    \n", ascii=True)
"""A line below the heading and nothing else, in characters that every terminal knows."""

_ROOM_FOR_NAME: Final = 24
"""Columns in which an item's id is not broken."""


def outline_text(instrument: Instrument, *, language: str, width: int) -> str:
    """The whole instrument as plain text of at most ``width`` columns: head, scales, each questionnaire, counts."""
    text = StringIO()
    console = Console(file=text, width=width, color_system=None, force_terminal=False, legacy_windows=False)
    for line in _head(instrument, language):
        console.print(_text(line))
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
        console.print(Padding(_items(questionnaire, language), (1, 0, 1 if questionnaire.comment else 0, 2)))
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


def _head(instrument: Instrument, language: str) -> list[str]:
    forms = [f"{form.id} ({counted(len(instrument.form_items(form.id)), 'item')})" for form in instrument.forms]
    parts = [counted(len(instrument.hallmarks), "hallmark")]
    parts += [counted(len(instrument.outcomes), "outcome questionnaire")] * bool(instrument.outcomes)
    parts += [counted(len(instrument.items), "item")]
    lines = [
        instrument.title[language],
        f"{instrument.id} {instrument.version}",
        f"Languages: {', '.join(instrument.languages)}",
        ", ".join(parts),
        f"Forms: {', '.join(forms)}",
    ]
    if instrument.segments:
        lines.append(f"Segments: {', '.join(_segment_names(instrument))}")
    return lines


def _segment_names(instrument: Instrument) -> list[str]:
    return [
        f"{segment.id} ({counted(len(segment.groups), 'group')})" if segment.groups else segment.id
        for segment in instrument.segments
    ]


def _scale_lines(scale: Scale, language: str) -> list[str]:
    points = [f"{point.value}  {point.label[language]}" for point in scale.points]
    opt_outs = [f"{opt_out.label[language]} ({opt_out.code}, not scored)" for opt_out in scale.opt_outs]
    return [*points, *opt_outs, f"Favourable from {scale.favourable_from}, unfavourable to {scale.unfavourable_to}."]


def _heading(questionnaire: Questionnaire, language: str) -> str:
    kind = "Hallmark" if questionnaire.role == "hallmark" else "Outcomes"
    count = counted(len(questionnaire.items), "item")
    return f"{kind}: {questionnaire.title[language]} ({questionnaire.id}, {count}, scale {questionnaire.scale})"


def _items(questionnaire: Questionnaire, language: str) -> Table:
    """A row for each item; practice and facet only where the questionnaire has any."""
    facets = {facet.id: facet.title[language] for facet in questionnaire.facets}
    with_practice = any(item.practice for item in questionnaire.items)
    table = Table(box=_RULED, show_edge=False, pad_edge=False, header_style="")
    widest = max(len(_name(item)) for item in questionnaire.items)
    table.add_column("Item", overflow="fold", min_width=min(widest, _ROOM_FOR_NAME))
    table.add_column("Statement", overflow="fold", ratio=1)
    for column in ["Practice"] * with_practice + ["Facet"] * bool(facets) + ["Forms"]:
        table.add_column(column)
    for item in questionnaire.items:
        cells = [_name(item), item.text[language]]
        cells += [item.practice or ""] * with_practice + [facets.get(item.facet or "", "")] * bool(facets)
        table.add_row(*(_text(cell) for cell in (*cells, ", ".join(item.forms))))
    return table


def _name(item: Item) -> str:
    return f"{item.id} (R)" if item.reverse else item.id


def _text(text: str) -> Text:
    """Foreign text: no markup, no control characters; its line breaks become spaces."""
    return Text(visible(" ".join(text.split())))
