"""The hidden sheet of an entry sheet: what the sheet belongs to, and the lists that its cells offer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from mentorscan.instrument.catalogue import item_fingerprint
from mentorscan.instrument.model import Scale
from mentorscan.interview.answers import AnswerFile
from mentorscan.interview.sheet_format import ABOUT, ITEM, SCHEMA, TOGETHER, letters
from mentorscan.interview.voice import Voice
from mentorscan.report.renderers.workbook import cut
from mentorscan.report.wording.confidence import degrees

CONFIDENCES, NOT_APPLICABLE = "confidences", "not_applicable"
"""Names of lists: how sure a rater may be, and what says that an item does not apply."""

_FIRST_LIST: Final = 4
"""The first column of the lists, from 0, with some room beside what is written before them."""


def write_about(
    book: Any, *, file: AnswerFile, voice: Voice, form: str, items: Sequence[str], scales: Sequence[Scale]
) -> None:
    """Write the hidden sheet for an entry sheet with these items on these scales.

    Lists of a scale have its number in their names: ``answers_0`` is offered, ``known_0`` is understood.
    """
    sheet = book.add_worksheet(ABOUT)
    rows = (
        ("schema", SCHEMA),
        ("instrument", file.instrument.id),
        ("version", file.instrument.version),
        ("form", form),
        ("language", voice.language),
        ("organisation", file.organisation or ""),
        *((ITEM, item, item_fingerprint(voice.instrument, item)) for item in items),
    )
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cut(cell))
    lists = {CONFIDENCES: list(degrees(voice.words).values())}
    lists[NOT_APPLICABLE] = ["not_applicable", *(voice.opt_out(each, code="not_applicable") for each in scales)]
    for number, scale in enumerate(scales):
        lists[f"answers_{number}"] = offered(voice, scale)
        lists[f"known_{number}"] = [*offered(voice, scale), *(str(each.value) for each in scale.points)]
    for column, (name, texts) in enumerate(lists.items(), start=_FIRST_LIST):
        for row, text in enumerate(texts):
            sheet.write_string(row, column, cut(text))
        letter = letters(column)
        book.define_name(name, f"={ABOUT}!${letter}$1:${letter}${len(texts)}")
    sheet.protect()
    sheet.hide()


def offered(voice: Voice, scale: Scale) -> list[str]:
    """The answers that can be chosen on a scale."""
    points = [point(voice, scale, value=each.value) for each in scale.points]
    return [*points, *(voice.opt_out(scale, code=each.code) for each in scale.opt_outs)]


def point(voice: Voice, scale: Scale, *, value: int) -> str:
    """A point as it stands in the list: with its label, where it has one of its own."""
    label = voice.point(scale, value=value)
    return label if label == str(value) else TOGETHER.format(value=value, label=label)
