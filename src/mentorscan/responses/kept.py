"""Which rows of a table count: previews, incomplete responses and rows outside the dates asked for are left out.

Rows are told apart by the cells of a few columns, and counted by reason. What an item's cell says plays no part here:
rows without any answer are counted where the answers are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from mentorscan.errors import ExportError, Place, Problem
from mentorscan.responses.model import ReadOptions
from mentorscan.responses.platforms.platform import Dialect
from mentorscan.responses.tables.table import column
from mentorscan.responses.text import plain

REASON: Final = "reason"
"""The name of the column with the position of the reason why a row is left out, plus 1; 0: it counts."""

INCOMPLETE: Final = "incomplete"
NO_DATE: Final = 1980
"""The year that LimeSurvey writes for complete answers to a survey that keeps no dates."""

_REPLACED: Final = "replaced"


class KeptRows:
    """The rows of one table that count. ``left_out`` grows as frames pass.

    ``replaced``: the data rows, counted from 0, for which another file holds a later version.
    """

    def __init__(
        self, dialect: Dialect, *, options: ReadOptions, submitted: int | None, replaced: NDArray[np.bool_] | None
    ) -> None:
        self._dialect, self._options, self._submitted, self._replaced = dialect, options, submitted, replaced
        self._rules = [each for each in dialect.rows if each.reason != INCOMPLETE or options.complete_only]
        self._dated = options.since is not None or options.until is not None
        self._reasons = list(dict.fromkeys(rule.reason for rule in self._rules))
        if self._dated:
            self._reasons += ["outside_dates", "undated"]
        self.left_out: Counter[str] = Counter()

    @property
    def columns(self) -> tuple[int, ...]:
        """The positions of the columns that are looked at."""
        dates = (self._submitted,) if self._dated and self._submitted is not None else ()
        return (*(rule.column for rule in self._rules), *dates)

    @property
    def expressions(self) -> list[pl.Expr]:
        """The column ``REASON`` for a query, if there is anything to look at."""
        if not self._reasons:
            return []
        found = pl.lit(0, pl.UInt8)
        for number, reason in reversed(list(enumerate(self._reasons, start=1))):
            for rule in self._rules:
                if rule.reason == reason:
                    found = pl.when(_is_one_of(rule.column, rule.cells)).then(pl.lit(number, pl.UInt8)).otherwise(found)
        if self._dated and self._submitted is not None:
            time = moment(self._submitted, dates=self._dialect.dates)
            outside, undated = (len(self._reasons) - 1, len(self._reasons))
            late = pl.lit(value=False)
            if self._options.since is not None:
                late |= time < self._options.since
            if self._options.until is not None:
                late |= time > self._options.until
            found = (
                pl.when(found > 0)
                .then(found)
                .when(time.is_null())
                .then(pl.lit(undated, pl.UInt8))
                .when(late)
                .then(pl.lit(outside, pl.UInt8))
                .otherwise(found)
            )
        return [found.alias(REASON)]

    def check(self, name: str) -> None:
        """Raise ``ExportError`` where dates are asked for and the table has none."""
        if self._dated and self._submitted is None:
            found = "--since and --until need the time of submission, and no column holds it"
            hint = "name the column submitted, or say in a map which one it is"
            raise ExportError(Problem("no-dates", found, Place(name), hint=hint))

    def of(self, frame: pl.DataFrame, *, before: int) -> tuple[pl.DataFrame, NDArray[np.int64] | None]:
        """The rows that count, and their positions in the frame; ``None`` where all do. ``before``: the rows before."""
        if REASON not in frame.columns and self._replaced is None:
            return frame, None
        reasons = np.zeros(frame.height, np.uint8)
        if REASON in frame.columns:
            reasons = frame.get_column(REASON).to_numpy()
        counts: Mapping[str, int] = {
            reason: int(np.count_nonzero(reasons == number)) for number, reason in enumerate(self._reasons, start=1)
        }
        kept = reasons == 0
        if self._replaced is not None:
            later = self._replaced[before : before + frame.height] & kept
            counts = {**counts, _REPLACED: int(np.count_nonzero(later))}
            kept &= ~later
        self.left_out.update({reason: count for reason, count in counts.items() if count})
        return (frame, None) if kept.all() else (frame.filter(pl.Series(kept)), np.flatnonzero(kept))


def _is_one_of(position: int, cells: Sequence[str] | frozenset[str]) -> pl.Expr:
    """Whether a cell is one of these, without regard to case and white space; ``""`` is the empty cell.

    Polars knows lower case and no case folding, which writes ``ß`` as ``ss``: so both sides are in lower case.
    """
    text = _plain(position).str.normalize("NFC").str.to_lowercase()
    return text.is_in(sorted({plain(cell).lower() for cell in cells}))


def _plain(position: int) -> pl.Expr:
    """A cell as ``text.plain`` spells it: some programs put a narrow no-break space (U+202F) before AM and PM."""
    text = pl.col(column(position)).cast(pl.String).fill_null("")
    return text.str.replace_all("\ufeff", "").str.replace_all(r"[\s\x1c-\x1f]+", " ").str.strip_chars(" ")


def moment(position: int, *, dates: Sequence[str]) -> pl.Expr:
    """The time of submission without its zone; null where there is none or it is written in another way."""
    text = _plain(position).str.replace(r"\s*(Z|[+-]\d{2}:?\d{2}|UTC)$", "")
    read = [_time(text, form) for form in dates]
    time = pl.coalesce(read)
    return pl.when(time.dt.year() > NO_DATE).then(time)


def _time(text: pl.Expr, form: str) -> pl.Expr:
    if "%H" in form or "%I" in form:
        return text.str.to_datetime(form, strict=False, time_unit="us")
    return text.str.to_date(form, strict=False).cast(pl.Datetime("us"))
