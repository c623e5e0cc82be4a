"""Markdown that GitHub and Pandoc both read: aligned tables, and text that cannot break out of its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final
from unicodedata import combining, east_asian_width

from mentorscan.report.model import Cell, Column, Field, ItemTable, ProfileRow, ProfileTable, Report, Row, Table
from mentorscan.report.prose import Span
from mentorscan.report.renderers.templates import BUNDLED, Filters, Templates

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~$^@&])")
_SCHEME = re.compile(r":(?=\S)")
_HOST = re.compile(r"(?i)\b(www)\.")
_BULLET = re.compile(r"^([-+=:%])")
_NUMBERED = re.compile(r"^(\(?(?:\d+|[A-Za-z]|[ivxlcdmIVXLCDM]+))([.)])(?=\s|$)")


def render(report: Report, templates: Templates = BUNDLED) -> str:
    """The report as Markdown, starting with the comment by which mentorscan knows its own files."""
    page = templates.render("report.md.j2", filters=_FILTERS, report=report)
    tidy = re.sub(r"\n{3,}", "\n\n", "\n".join(line.rstrip() for line in page.splitlines()))
    return tidy.strip() + "\n"


def text(value: str) -> str:
    r"""A text as Markdown that shows exactly this text, wherever in a paragraph, list or table cell it stands.

    What could be markup in CommonMark, GitHub's dialect or Pandoc's (citations, mathematics, mentions, bare links,
    emoji codes) is escaped; line breaks become spaces.

    >>> print(text("<b>|[x](y)"))
    \<b\>\|\[x\](y)
    >>> print(text("1. see https://example.org"))
    1\. see https\://example.org
    """
    line = " ".join(value.split())
    line = _SPECIAL.sub(r"\\\1", line)
    line = _SCHEME.sub(r"\:", line)
    line = _HOST.sub(r"\1\.", line)
    return _NUMBERED.sub(r"\1\\\2", _BULLET.sub(r"\\\1", line))


def run(value: str) -> str:
    """A run of text within a line, escaped, with the spaces at its ends."""
    return re.sub(r"\S(?:.*\S)?", lambda found: text(found[0]), value, flags=re.DOTALL)


def _grid(table: Table) -> str:
    return _aligned(table.columns, [_cells(row, width=len(table.columns)) for row in table.rows])


def _cells(row: Row, *, width: int) -> list[str]:
    """A row's cells; a text in place of all others stands in each of them, its reason below the table."""
    cells = [_cell(each) for each in row.cells]
    return cells + [text(row.span.text) if row.span else ""] * (width - len(cells))


def _cell(cell: Cell) -> str:
    if cell.presence:
        return f"{cell.presence.mark} {text(cell.presence.word)}"
    if cell.linked:
        return "; ".join("".join(_span(each) for each in line) for line in cell.linked)
    if cell.lines:
        return "; ".join(text(each) for each in cell.lines)
    mark = f" {cell.mark.sign} {cell.mark.word}" if cell.mark else ""
    return text((f"{cell.text} ({cell.detail})" if cell.detail else cell.text) + mark)


def _span(span: Span) -> str:
    """A piece of a phrase; a link as an address in angle brackets, in which nothing is markup."""
    return f"<{span.link}>" if span.link else run(span.text)


def _profile_grid(table: ProfileTable) -> str:
    return _aligned(table.columns, [[_profile_cell(row, each.field) for each in table.columns] for row in table.rows])


def _profile_cell(row: ProfileRow, field: Field | None) -> str:
    if field == "track":
        return row.track.blocks
    if field == "presence":
        return f"{row.presence.mark} {text(row.presence.word)}" if row.presence else text(row.absence)
    told = {
        "title": row.title,
        "index": row.index.text,
        "interval": row.interval,
        "level": row.level,
        "respondents": row.respondents,
    }
    return text(told[field or "title"] or row.absence)


def _items_grid(table: ItemTable) -> str:
    """The statements with their numbers; the picture's column falls away."""
    columns = [column for column in table.columns if column.kind != "picture"]
    return _aligned(columns, [[text(row.text), *(_cell(each) for each in row.cells)] for row in table.rows])


def _aligned(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> str:
    """A pipe table whose source lines up: text to the left, numbers to the right."""
    heads = [text(column.title) for column in columns]
    right = [column.kind == "number" for column in columns]
    widths = [max(3, *(_width(line[place]) for line in (heads, *rows))) for place in range(len(columns))]
    rule = ["-" * (width - 1) + ":" if number else "-" * width for width, number in zip(widths, right, strict=True)]
    return "\n".join(_line(cells, widths=widths, right=right) for cells in (heads, rule, *rows))


def _line(cells: Sequence[str], *, widths: Sequence[int], right: Sequence[bool]) -> str:
    padded = (_padded(cell, width=width, right=side) for cell, width, side in zip(cells, widths, right, strict=True))
    return f"| {' | '.join(padded)} |"


def _padded(cell: str, *, width: int, right: bool) -> str:
    gap = " " * (width - _width(cell))
    return gap + cell if right else cell + gap


def _width(cell: str) -> int:
    """How many columns a text takes in a fixed-width font."""
    return sum(0 if combining(each) else 2 if east_asian_width(each) in "WF" else 1 for each in cell)


_FILTERS: Final[Filters] = {
    "text": text,
    "run": run,
    "grid": _grid,
    "profile_grid": _profile_grid,
    "items_grid": _items_grid,
}
