"""Groups of an open segment that look like one: their texts differ only by letter case or white space."""

from __future__ import annotations

from collections.abc import Iterable

from mentorscan.errors import Note
from mentorscan.responses.text import caseless, shown

_MOST = 5


def groups_alike(segment: str, groups: Iterable[str | None]) -> tuple[Note, ...]:
    """A note that names the groups of a segment which may be the same one, or nothing.

    >>> [note.text.split(": ")[1] for note in groups_alike("department", ["SALES", "Sales", None, "Law"])]
    ["'SALES' and 'Sales'. To count each as one, declare the groups with their aliases in a project file."]
    """
    spellings: dict[str, list[str]] = {}
    for group in groups:
        if group is not None:
            spellings.setdefault(caseless(group).replace(" ", ""), []).append(group)
    alike = [each for each in spellings.values() if len(each) > 1]
    if not alike:
        return ()
    told = "; ".join(" and ".join(shown(group) for group in each[:_MOST]) for each in alike[:_MOST])
    more = f"; and {len(alike) - _MOST} more" if len(alike) > _MOST else ""
    text = (
        f"Groups of {segment} that differ only by letter case or white space are counted apart: {told}{more}. "
        "To count each as one, declare the groups with their aliases in a project file."
    )
    return (Note("groups-alike", text, "warning", place=segment, values={"groups": alike[:_MOST]}),)
