"""Which platform an export comes from: every one is asked whether it recognises the table, and only one may."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from mentorscan.errors import ExportError, Note, OptionError, Place, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.registry import PLATFORMS, load
from mentorscan.responses.mapping.headers import folded, names_of
from mentorscan.responses.mapping.model import ColumnMap
from mentorscan.responses.matching import Known, holds_items
from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.tables.header import Expected
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import BYTE_ORDER_MARK, caseless, listed, plain_header, shown

DEFINITION = "definition"
"""The code of the problem that a file holds questions instead of answers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """The platform of a table, and its dialect in it."""

    platform: Platform
    dialect: Dialect


class Recognition:
    """Recognises the tables of one file.

    ``asked``: the platform that the user named. ``export``: the file itself, where there is one: definitions of the
    survey may lie beside it.
    """

    def __init__(
        self, *, instrument: Instrument, asked: str | None, column_map: ColumnMap | None, export: Path | None
    ) -> None:
        self._items = instrument.items
        self.known = Known(instrument)
        self._asked, self._map, self._export = asked, column_map, export
        self._found: list[tuple[Head, Recognised]] = []

    @property
    def expected(self) -> Expected:
        """What a container asks while it looks for the header."""
        return Expected(
            header_rows=lambda head: self.of(head).dialect.header_rows,
            fits=lambda head: holds_items(self.of(head).dialect.columns, known=self.known, items=self._items),
            is_known=lambda cell: self.known.ids.get(caseless(plain_header(cell))) in self._items,
        )

    def of(self, head: Head) -> Recognised:
        """The platform of a table. Raises ``ExportError`` where two claim it, or where it holds no answers."""
        known = next((found for each, found in self._found if each is head), None)
        if known is None:
            seen = tidied(head)
            platform = self._platform(seen)
            dialect = widened(platform.dialect(seen, self._beside), width=len(head.header))
            known = Recognised(platform=platform, dialect=mapped(dialect, self._map, head=head))
            self._found.append((head, known))
        return known

    def _platform(self, head: Head) -> Platform:
        platforms: list[Platform] = [load(PLATFORMS, name) for name in PLATFORMS]
        for platform in platforms:
            if (what := platform.definition(head)) is not None:
                hint = "give the export of the answers; the definition may lie beside it"
                raise ExportError(Problem(DEFINITION, f"this is {what}", Place(head.name), "the answers", hint))
        if self._asked:
            return _asked_for(self._asked, platforms)
        found = [each for each in platforms if each.recognises(head)]
        if len(found) > 1:
            names = listed(each.name for each in found)
            hint = f"say which it is: --from {found[0].name}"
            raise ExportError(
                Problem("several-platforms", f"this may come from {names}", Place(head.name), "one", hint)
            )
        return found[0] if found else load(PLATFORMS, "plain")

    @cached_property
    def _beside(self) -> Sequence[Path]:
        """The other files in the export's folder, in order of their names."""
        export = self._export
        if export is None:
            return ()
        return sorted(each for each in export.parent.iterdir() if each.name != export.name and each.is_file())


def tidied(head: Head) -> Head:
    r"""A head as platforms are to see it: without what spreadsheets and editors leave in files.

    That is U+FEFF anywhere, and columns at the end in which nothing stands.

    >>> tidied(Head(name="a.csv", container="delimited", rows=(("\ufeffID", "acc", ""), ("1", "4", " ")))).rows
    (('ID', 'acc'), ('1', '4'))
    """
    rows = [[cell.replace(BYTE_ORDER_MARK, "") for cell in row] for row in head.rows]
    width = max((position for row in rows for position, cell in enumerate(row, start=1) if cell.strip()), default=0)
    return replace(head, rows=tuple(tuple(row[:width]) for row in rows))


def widened(dialect: Dialect, *, width: int) -> Dialect:
    """A dialect with a name for every column of a table, for the empty ones at its end too: nothing is read there."""
    empty = range(len(dialect.columns) + 1, width + 1)
    names = (ColumnName(title=f"column {number}", use="platform") for number in empty)
    return replace(dialect, columns=(*dialect.columns, *names))


def _asked_for(name: str, platforms: Sequence[Platform]) -> Platform:
    """The platform with a name. Raises ``OptionError`` where there is none."""
    found = next((each for each in platforms if each.name == name), None)
    if found is None:
        expected, hint = f"one of {', '.join(PLATFORMS)}", "mentorscan survey platforms lists them"
        raise OptionError(Problem("unknown-platform", f"unknown platform {shown(name)}", None, expected, hint))
    return found


def mapped(dialect: Dialect, column_map: ColumnMap | None, *, head: Head) -> Dialect:
    """A dialect as a map changes it: what is mapped is that and nothing else."""
    if column_map is None:
        return dialect
    wanted = {folded(header): found for header, found in column_map.columns.items()}
    columns, names = [], []
    for column, header in zip(dialect.columns, head.header, strict=True):
        spelled = [folded(each) for each in names_of(column, header=header)]
        names.append(set(spelled))
        found = next((wanted[each] for each in spelled if each in wanted), None)
        columns.append(column if found is None else _as_mapped(column, *found))
    rules = []
    missing = [header for header in column_map.columns if not any(folded(header) in each for each in names)]
    for header, cells in column_map.drop:
        meant = [position for position, each in enumerate(names) if folded(header) in each]
        missing += [] if meant else [header]
        rules += [RowRule(reason="dropped", column=position, cells=frozenset(cells)) for position in meant[:1]]
    notes = dialect.notes
    if missing:
        text = f"{head.name} has no column for {listed(missing)}, which {column_map.path.name} maps."
        values = {"columns": missing}
        notes = (*notes, Note("map-column-missing", text, "warning", place=head.name, values=values))
    return replace(dialect, columns=tuple(columns), rows=(*rules, *dialect.rows), notes=notes)


def _as_mapped(column: ColumnName, kind: str, id_: str) -> ColumnName:
    """A column as the map says: an id, or one of the other uses."""
    if kind in {"item", "segment", "comment"}:
        return replace(column, codes=(id_,), texts=(), use=None)
    return replace(column, use="platform" if kind == "ignore" else kind)
