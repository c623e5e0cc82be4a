"""SPSS files of whatever origin: the names of the variables are the codes, and the file says what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mentorscan.responses.platforms.platform import ColumnName, Dialect, Platform, RowRule
from mentorscan.responses.tables.table import Head
from mentorscan.responses.text import plain_header

_OTHERS = ({"id", "submitdate"}, {"session", "created", "ended"})
"""Variables by which LimeSurvey and formr know their own SPSS files."""
_QUALTRICS = {"ResponseId": "respondent", "RecordedDate": "submitted", "Status": "platform", "Finished": "platform"}
"""Variables that are known to be of Qualtrics where all of them are there."""
_ROWS = {"Status": ("preview", frozenset({"1", "2", "9", "17"})), "Finished": ("incomplete", frozenset({"0"}))}


def recognises(head: Head) -> bool:
    """Whether this is an SPSS file without the marks of a platform."""
    names = {name.casefold() for name in head.header}
    return head.container == "spss" and not any(marks <= names for marks in _OTHERS)


def dialect(head: Head, _beside: Sequence[Path] = ()) -> Dialect:
    """Every variable under its name, with its label as what it asks and the labels of its values."""
    own = _QUALTRICS if set(head.header) >= _QUALTRICS.keys() else {}
    return Dialect(
        columns=tuple(
            ColumnName(
                title=name,
                codes=(name,),
                use=own.get(name),
                texts=(plain_header(head.texts[position]),) if position in head.texts else (),
                labels={cell: (label,) for cell, label in head.labels.get(position, {}).items()},
            )
            for position, name in enumerate(head.header)
        ),
        rows=tuple(
            RowRule(reason=reason, column=head.header.index(name), cells=cells)
            for name, (reason, cells) in _ROWS.items()
            if name in own
        ),
    )


PLATFORM = Platform(
    name="spss",
    title="SPSS file of any origin",
    seen="files written by pyreadstat; of genuine ones only a LimeSurvey file that its reader refuses",
    recognises=recognises,
    dialect=dialect,
)
