"""Entry sheets on their way out, to raters who do not have mentorscan."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mentorscan.errors import OptionError, Problem
from mentorscan.files import check_outputs, write_whole
from mentorscan.interview.answers import AnswerFile, InstrumentName, typed
from mentorscan.pipeline.options import ScoreOptions, check_language, instrument_in_use
from mentorscan.registry import SHEET_FORMATS, load
from mentorscan.responses.forms import AUTO, chosen_items


def write_entry_sheet(
    path: Path,
    *,
    options: ScoreOptions,
    language: str | None,
    organisation: str | None = None,
    rater: str | None = None,
    force: bool = False,
) -> None:
    """Nothing, once ``path`` is an entry sheet for the form in ``options``, with the names that are known already.

    Raises ``UserError`` where it cannot be written, or not as asked for.
    """
    ending = path.suffix.lower().removeprefix(".")
    if ending not in SHEET_FORMATS:
        found, expected = f"{path.name} names no known format", " or ".join(f".{each}" for each in SHEET_FORMATS)
        raise OptionError(Problem("sheet-format", found, expected=f"a name in {expected}"))
    check_outputs([path], force=force)
    instrument = instrument_in_use(options)
    check_language(instrument, language)
    form = instrument.forms[0].id if options.read.form == AUTO else options.read.form
    chosen_items(form, instrument=instrument)
    sheet_bytes: Callable[..., bytes] = load(SHEET_FORMATS, ending)
    blank = AnswerFile(
        instrument=InstrumentName(id=instrument.id, version=instrument.version),
        organisation=typed(organisation or "") or None,
        rater=typed(rater or ""),
        form=form,
        language=language,
        answers={},
    )
    write_whole(path, sheet_bytes(blank, instrument=instrument), force=force)
