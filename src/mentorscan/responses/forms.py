"""The form that a survey used: which of the instrument's items were asked."""

from __future__ import annotations

from collections.abc import Collection

from mentorscan.errors import Note, OptionError, Problem
from mentorscan.instrument.model import Instrument
from mentorscan.responses.text import listed

AUTO = "auto"


def chosen_items(form: str, *, instrument: Instrument) -> tuple[str, ...]:
    """The ids of the items that ``--form`` asks for: of the form named, or all for ``auto``.

    Raises ``OptionError`` where the instrument has no such form.
    """
    if form == AUTO:
        return tuple(instrument.items)
    known = [each.id for each in instrument.forms]
    if form not in known:
        found = f"{instrument.id} has no form {form!r}"
        raise OptionError(Problem("unknown-form", found, expected=f"auto or one of {listed(known)}"))
    return instrument.form_items(form)


def fitting_form(asked: Collection[str], *, instrument: Instrument) -> str | None:
    """The first form whose items are exactly those asked, or ``None``."""
    return next((form.id for form in instrument.forms if set(instrument.form_items(form.id)) == set(asked)), None)


def no_form_fits(asked: Collection[str], *, instrument: Instrument, name: str) -> Note:
    """The note that no form has exactly the items asked, and how each form differs, nearest first."""
    differences = []
    for form in instrument.forms:
        items = instrument.form_items(form.id)
        missing, extra = [item for item in items if item not in asked], [item for item in asked if item not in items]
        differences.append((len(missing) + len(extra), form.id, missing, extra))
    differences.sort(key=lambda each: each[0])
    nearest = "; ".join(
        f"{form}: " + ", ".join(f"{word} {listed(ids)}" for word, ids in (("without", missing), ("also", extra)) if ids)
        for _, form, missing, extra in differences
    )
    text = f"The items of {name} are those of no form ({nearest}). Items without a column count as not asked."
    values = {"forms": [{"form": form, "missing": missing, "extra": extra} for _, form, missing, extra in differences]}
    return Note("no-form-fits", text, place=name, values=values)
